#!/bin/sh
# `wenze report` from outside: forms, files, stylesheets, an assessment in the place of a case. $WENZE is the program.
set -u

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
case=cases/bj2019/several-people/case.xml

ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "tests/report: $*"; sed 's/^/    /' "$work/err"; }

# run WANTED-STATUS ARGUMENT…
run() {
    wanted=$1
    shift
    "$WENZE" report "$@" > "$work/out" 2> "$work/err" < "${input:-/dev/null}"
    status=$?
    if [ "$status" = "$wanted" ]; then ok; else no "wenze report $*: status $status, not $wanted"; fi
}

has() { if grep -q -e "$2" "$1"; then ok; else no "$1 has no '$2'"; fi; }
lacks() { if grep -q -e "$2" "$1"; then no "$1 has '$2'"; else ok; fi; }

unset LC_ALL LC_MESSAGES LANG WENZE_XSL

# Forms, languages and where they go.
run 0 "$case"
has "$work/out" '^<!DOCTYPE html>$'
has "$work/out" 'lang="zh-CN"'
run 0 --lang en --format text "$case"
has "$work/out" '^Recommendation on responsibility'
run 0 --format xml "$case"
has "$work/out" 'xmlns="urn:wenze:document:1"'
run 0 --format docx "$case" -o "$work/a.docx"
if [ "$(head -c 2 "$work/a.docx")" = PK ]; then ok; else no "a.docx is no ZIP archive"; fi
if [ "$(stat -c %a "$work/a.docx")" = 600 ]; then ok; else no "a.docx can be read by others"; fi
input=$case run 0 --format text -
has "$work/out" '^一、依据$'
"$WENZE" report --format text "$case" > "$work/1"
input=$case run 0 --format text -
if cmp -s "$work/1" "$work/out"; then ok; else no "the report differs by where the case comes from"; fi

# What would harm is refused.
cp "$case" "$work/case.xml"
run 2 "$work/case.xml" -o "$work/case.xml"
if cmp -s "$case" "$work/case.xml"; then ok; else no "the case was overwritten"; fi
echo old > "$work/kept"
run 3 tests/bad/case-truncated.xml -o "$work/kept"
has "$work/kept" '^old$'
run 4 "$case" -o "$work/no/such/folder"
run 2
run 2 --format odt "$case"
run 2 "$case" "$case"
run 3 --person nobody "$case"
has "$work/err" 'REPORT-007'
run 3 --regime no-such "$case"
has "$work/err" 'ASSESS-003'
run 3 --as-of 2020-13-01 "$case"
run 4 /no/such/case.xml

# Persons and masking.
run 0 --person p2 --format text "$case"
has "$work/out" '沈青'
lacks "$work/out" '邵东升'
run 0 --mask --person p2 --format text "$case"
has "$work/out" '乙'
lacks "$work/out" '沈青'

# An assessment in the place of the case.
"$WENZE" assess --format json "$case" > "$work/a.json" 2> "$work/err"
run 3 "$work/a.json"
has "$work/err" 'REPORT-013'
run 0 --format text --case "$case" "$work/a.json"
if cmp -s "$work/1" "$work/out"; then ok; else no "the report on the assessment differs from the one on its case"; fi
run 3 --case cases/bj2019/contradictions/case.xml "$work/a.json"
has "$work/err" 'REPORT-014'

# An organisation's own stylesheets: the example of docs/formats.md, one file, and one that is wrong.
mkdir "$work/own"
sed -n '/^<xsl:stylesheet version="1.0"/,/^<\/xsl:stylesheet>/p' docs/formats.md > "$work/own/report.xsl"
run 0 --stylesheet "$work/own" --format text "$case"
has "$work/out" '清水区纪委监委'
lacks "$work/out" '承办单位'
cat > "$work/short.xsl" <<'XSL'
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:wenze:document:1">
  <xsl:template match="/"><p><xsl:value-of select="count(//d:person)"/></p></xsl:template>
</xsl:stylesheet>
XSL
run 0 --stylesheet "$work/short.xsl" "$case"
has "$work/out" '>3</p>$'
echo '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:oops/></xsl:stylesheet>' \
    > "$work/short.xsl"
run 3 --stylesheet "$work/short.xsl" "$case"
has "$work/err" 'short.xsl:1: REPORT-002'
run 4 --stylesheet "$work/none" "$case"
has "$work/err" 'REPORT-003'
export WENZE_XSL="$work/none"
run 4 "$case"
has "$work/err" 'REPORT-003'

# The law of a library: nothing of the program knows which law it is.
unset WENZE_XSL
for format in html text docx; do
    run 0 --rules tests/library/law --format "$format" tests/library/cases/north-house/case.xml -o "$work/library.$format"
done
has "$work/library.text" '北馆旧事'

echo "wenze-part: report passed=$passed failed=$failed"
[ "$failed" = 0 ]
