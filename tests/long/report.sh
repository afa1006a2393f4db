#!/bin/sh
# DOCX reports open in LibreOffice: each becomes a PDF of A4 pages with the title on the first and numbers below.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wenze=${WENZE:-build/wenze}
passed=0
step() { passed=$((passed + 1)); echo "report: $*"; }

for language in zh en; do
    for case in bj2019/several-people sz-draft/draft-beside-national; do
        name=$(basename "$case").$language
        "$wenze" report --lang "$language" --format docx "cases/$case/case.xml" -o "$work/$name.docx"
        soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to pdf --outdir "$work" \
            "$work/$name.docx" > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
        pdfinfo "$work/$name.pdf" > "$work/info"
        grep -q 'Page size:.*(A4)' "$work/info"
        pages=$(sed -n 's/^Pages: *//p' "$work/info")
        [ "$pages" -ge 5 ] && [ "$pages" -le 60 ]
        pdftotext -f 1 -l 1 "$work/$name.pdf" "$work/first"
        tr -d ' \n' < "$work/first" | grep -q -e '认定的建议' -e 'Recommendationonresponsibility' # a title may take two lines
        pdftotext -f 2 -l 2 "$work/$name.pdf" "$work/second"
        grep -q '^— *2 *—$' "$work/second"
        pictures=$(pdfimages -list "$work/$name.pdf" | sed 1,2d | grep -c ' image ')
        [ "$pictures" -ge 1 ]
        step "$name: $pages pages, $pictures pictures"
    done
done
# As a browser lays it out, each level of a derivation stands further in than the one above, and the line below the title in
# the middle, in both languages.
for language in zh en; do
    "$wenze" report --lang "$language" cases/bj2019/several-people/case.xml -o "$work/page.html"
    # shellcheck disable=SC2016
    sed 's|</body>|<script>const x = s => { const r = document.createRange(); r.selectNodeContents(document.querySelector(s));\
        return r.getBoundingClientRect(); }; const n = [1, 2, 3, 4].map(i => x(".tree.level" + i).left); const m = x(".subtitle"),\
        w = document.querySelector("main").getBoundingClientRect(); document.title = n.every((v, i) => !i \|\| v > n[i - 1]) \&\&\
        Math.abs(m.left + m.right - w.left - w.right) < 30 ? "laid out" : "flat";</script></body>|' "$work/page.html" > "$work/laid.html"
    chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/chromium" --dump-dom "file://$work/laid.html" \
        > "$work/dom" 2> "$work/log"
    grep -q '<title>laid out</title>' "$work/dom" || { grep -o '<title>.*</title>' "$work/dom"; exit 1; }
    step "$language: a browser indents the derivation"
done
echo "wenze-part: long-report passed=$passed failed=0"
