#!/bin/sh
# what-if, compare and ask from outside: their texts and JSON against tests/golden/questions, worked cases made of what-ifs, interviews
# through a pipe, and what is refused. WZ_GOLDEN=update writes the golden files anew. $WENZE is the program.
set -u

golden=tests/golden/questions
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
unset LC_ALL LC_MESSAGES LANG

ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "tests/questions: $*"; }

# golden FILE STATUS ARGUMENT…: the command ends so and prints that.
golden() {
    name=$1
    wanted=$2
    shift 2
    "$WENZE" "$@" > "$work/out" 2> "$work/err" < /dev/null
    status=$?
    if [ "$status" = "$wanted" ]; then ok; else no "$*: status $status: $(cat "$work/err")"; fi
    if [ "${WZ_GOLDEN:-}" = update ]; then cp "$work/out" "$golden/$name"; fi
    if cmp -s "$work/out" "$golden/$name"; then ok; else no "$*: not as $golden/$name"; fi
}

# refused STATUS ID ARGUMENT…: nothing on standard output, the problem on standard error.
refused() {
    wanted=$1
    id=$2
    shift 2
    "$WENZE" "$@" > "$work/out" 2> "$work/err" < /dev/null
    status=$?
    if [ "$status" = "$wanted" ]; then ok; else no "$*: status $status, not $wanted"; fi
    if [ -s "$work/out" ]; then no "$*: printed something"; else ok; fi
    if grep -q -F -e "$id" "$work/err"; then ok; else no "$*: no $id: $(cat "$work/err")"; fi
}

people=cases/bj2019/several-people/case.xml
guide=docs/case-example.xml

# ---- what-if ----
for lang in zh en; do
    golden "what-if-ground.$lang.txt" 0 what-if "$people" --lang $lang --set p1.report_finds_leading_responsibility=false \
        --unset p1.took_remedial_measures --set p1.duty_performance_deficient=false
    golden "what-if-day.$lang.txt" 0 what-if "$people" --lang $lang --as-of 2020-06-01 --person p1 --regime bj2019
    golden "what-if-nothing.$lang.txt" 0 what-if "$guide" --lang $lang --set p1.took_remedial_measures=true@disputed
done
golden what-if-ground.json 0 what-if "$people" --format json --set p1.report_finds_leading_responsibility=false \
    --unset p1.took_remedial_measures --set p1.duty_performance_deficient=false
golden what-if-contradiction.xml 0 what-if "$guide" --format xml --set p1.duty_performance_deficient=false

# The same by another way: the edit in the XML itself.
sed 's/at-least="1" at-most="2"/value="12"/' "$guide" > "$work/case.xml"
"$WENZE" assess --format json "$guide" > "$work/a"
"$WENZE" assess --format json "$work/case.xml" > "$work/b"
"$WENZE" what-if "$guide" --set i1.deaths=12 --format json > "$work/c"
if grep -q '"changes": \[\]' "$work/c"; then
    grep -o '"truth": "[a-z]*"' "$work/a" > "$work/at"
    grep -o '"truth": "[a-z]*"' "$work/b" > "$work/bt"
    if cmp -s "$work/at" "$work/bt"; then ok; else no "a what-if that changes nothing, and truths that differ"; fi
else
    no "twelve dead change something in $guide"
fi

# A worked case of it: wenze test runs it, and it is not made twice.
if "$WENZE" what-if "$people" --set p1.took_remedial_measures=false --save-case "$work/saved" > "$work/out" 2> "$work/err"; then
    ok
else
    no "--save-case: $(cat "$work/err")"
fi
if "$WENZE" test "$work/saved" > "$work/out" 2> "$work/err"; then ok; else no "test of a saved case: $(tail -3 "$work/out")"; fi
if grep -q '^1 passed, 0 failed' "$work/out"; then ok; else no "saved case: $(tail -1 "$work/out")"; fi
if "$WENZE" check "$work/saved/case.xml" > "$work/out" 2>&1; then ok; else no "check of a saved case"; fi
if grep -q '尚未经人核对' "$work/saved/story.md"; then ok; else no "story.md does not ask for a person"; fi
refused 3 SAVE-002 what-if "$people" --set p1.took_remedial_measures=false --save-case "$work/saved"
refused 4 SAVE-001 what-if "$people" --set p1.took_remedial_measures=false --save-case "$work/none/there"
refused 3 EDIT-003 what-if "$people" --set p1.took_remedial_measure=true
refused 3 EDIT-002 what-if "$people" --set p9.took_remedial_measures=true
refused 3 TYPE-001 what-if "$people" --set p1.took_remedial_measures=perhaps
refused 3 EXPLAIN-001 what-if "$people" --set p1.took_remedial_measures=true --person p9
refused 3 ASSESS-002 what-if "$people" --as-of tomorrow
refused 2 --set what-if "$people"

# ---- compare ----
for lang in zh en; do
    golden "compare-regimes.$lang.txt" 0 compare "$people" --lang $lang --person p1 --regimes bj2019,pl2021,sz-draft
    golden "compare-persons.$lang.txt" 0 compare "$people" --lang $lang --persons p1,p3 --differences
done
golden compare-dates.zh.txt 0 compare "$guide" --dates 2020-01-01,2022-06-01
golden compare-regimes.json 0 compare "$people" --person p2 --regimes bj2019,sz-draft --format json
golden compare-regimes.html 0 compare "$people" --person p2 --regimes bj2019,sz-draft --format html
golden compare-laws.zh.txt 0 compare "$guide" --rules rules,rules --differences
refused 3 COMPARE-001 compare "$guide"
refused 3 COMPARE-001 compare "$guide" --regimes bj2019
refused 3 COMPARE-001 compare "$guide" --regimes bj2019,tz2014 --dates 2020-01-01,2021-01-01
refused 3 ASSESS-003 compare "$guide" --regimes bj2019,bj2018
refused 3 EXPLAIN-002 compare "$people" --regimes bj2019,pl2021

# Hostile names stay text in HTML.
sed 's/name="周正"/name="\&lt;script\&gt;alert(1)\&lt;\/script\&gt;\&quot;\&amp;"/' "$guide" > "$work/hostile.xml"
"$WENZE" compare "$work/hostile.xml" --persons p1,p1 --format html > "$work/out" 2> "$work/err"
if grep -q '<script' "$work/out"; then no "a name becomes an element"; else ok; fi
if grep -q '&lt;script' "$work/out"; then ok; else no "a hostile name is not shown: $(cat "$work/err")"; fi

# ---- ask ----
for lang in zh en; do
    golden "ask-guide.$lang.txt" 0 ask "$guide" --lang $lang --most 4
    golden "ask-settled.$lang.txt" 0 ask "$people" --lang $lang --person p1
done
golden ask-lookahead.zh.txt 0 ask "$guide" --plan lookahead --most 4
golden ask-people.json 0 ask "$people" --format json
golden ask-rule.xml 0 ask "$guide" --conclusion bj2019.22 --format xml
refused 3 ASK-002 ask "$guide" --conclusion bj2019.99
refused 3 ASSESS-003 ask "$guide" --regime bj2018
refused 2 -o ask "$guide" --interactive

# An interview through a pipe: no remedial measures, then back, and it was so after all.
printf '%s\n' '是' '列' '否' 'back 1' '否' '@' '完' > "$work/answers"
"$WENZE" ask "$guide" --interactive --conclusion bj2019.22 -o "$work/done.xml" < "$work/answers" > "$work/out" 2> "$work/err"
status=$?
if [ "$status" = 0 ]; then ok; else no "interview: status $status: $(cat "$work/err")"; fi
if "$WENZE" check "$work/done.xml" > /dev/null 2>&1; then ok; else no "the completed case is bad"; fi
if grep -q 'took_remedial_measures" in="i1" value="false"' "$work/done.xml"; then ok; else no "the answer given anew does not stand"; fi
if "$WENZE" ask "$work/done.xml" --conclusion bj2019.22 | grep -q '没有待查事项'; then ok; else no "something is still asked"; fi
# Answers given are listed in words; help says how to answer.
printf '%s\n' '是@反映#e1' '帮助' '?' '列' '完' > "$work/answers"
"$WENZE" ask "$guide" --interactive -o "$work/listed.xml" < "$work/answers" > "$work/out" 2> "$work/err"
if grep -q '^1\. .*：是@反映#e1$' "$work/out" && grep -q '^2\. .*：不明$' "$work/out"; then ok; else no "answers: $(cat "$work/out")"; fi
if [ "$(grep -c '^回答：' "$work/err")" = 2 ]; then ok; else no "help: $(cat "$work/err")"; fi
# Everything else of the file is as it was.
diff "$guide" "$work/done.xml" | grep '^[<>]' > "$work/diff"
if [ "$(wc -l < "$work/diff")" -le 3 ]; then ok; else no "the interview changed more: $(cat "$work/diff")"; fi

echo "wenze-part: questions passed=$passed failed=$failed"
[ "$failed" = 0 ]
