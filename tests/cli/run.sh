#!/bin/sh
# The program from outside: what holds for every command. $WENZE is the program.
set -u

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "tests/cli: $*"; sed 's/^/    /' "$work/out" "$work/err"; }

# run WANTED-STATUS ARGUMENT…: run the program, its output going to out and err.
run() {
    wanted=$1
    shift
    "$WENZE" "$@" > "$work/out" 2> "$work/err" < /dev/null
    status=$?
    if [ "$status" = "$wanted" ]; then ok; else no "wenze $*: status $status, not $wanted"; fi
}

# has FILE PATTERN
has() {
    if grep -q -e "$2" "$work/$1"; then ok; else no "$1 has no '$2'"; fi
}

empty() {
    if [ -s "$work/$1" ]; then no "$1 is not empty"; else ok; fi
}

unset LC_ALL LC_MESSAGES LANG

run 0 --version
has out '^wenze [0-9][0-9]*\.[0-9][0-9]*\.[0-9][0-9]*$'
empty err
run 0 --help
has out '^用法：'
empty err
run 0 --lang en --help
has out '^Usage: '
run 0 --lang=en --help
has out '^Usage: '
run 2
has err '^用法：'
empty out
run 2 --lang
run 2 --lang fr
has err 'zh'
run 2 --no-such-option
has err '--no-such-option'
empty out
run 2 no-such-command
has err 'no-such-command'
empty out

# The language of the environment: the first variable that is set decides.
export LANG=en_GB.UTF-8
run 0 --help
has out '^Usage: '
export LC_ALL=zh_CN.UTF-8
run 0 --help
has out '^用法：'
export LC_ALL=C
run 0 --help
has out '^用法：'
unset LC_ALL LANG

# A full disk is an error, whatever was asked.
if [ -e /dev/full ]; then
    "$WENZE" --help > /dev/full 2> "$work/err"
    status=$?
    if [ "$status" = 4 ] && grep -q '标准输出' "$work/err"; then ok; else no "--help to a full disk: status $status"; fi
fi

# Every command explains itself in both languages, and is known to the manual and to the shell.
commands=$("$WENZE" --lang en --help | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p')
for command in $commands; do
    run 0 "$command" --help
    empty err
    cp "$work/out" "$work/zh"
    run 0 --lang en "$command" --help
    if cmp -s "$work/out" "$work/zh"; then no "wenze $command --help: the same text in both languages"; else ok; fi
    run 2 "$command" --no-such-option
    empty out
    "$WENZE" "$command" --help > /dev/full 2> "$work/err"
    status=$?
    if [ "$status" = 4 ]; then ok; else no "$command --help to a full disk: status $status"; fi
    for page in docs/wenze.1 docs/wenze.zh_CN.1; do
        if grep -q "^\.SS $command\$" "$page"; then ok; else no "$page does not describe $command"; fi
    done
    # Each long option of its --help stands in both manual pages and in the completion.
    options=$(grep -o -e '--[a-z][a-z-]*' "$work/zh" | grep -v -x -e --help -e --usage -e --version | sort -u)
    for option in $options; do
        escaped=$(echo "$option" | sed 's/-/\\-/g')
        for page in docs/wenze.1 docs/wenze.zh_CN.1; do
            if grep -q -F -e "$escaped" "$page"; then ok; else no "$page lacks $command $option"; fi
        done
        if grep -q -w -e "${option#--}" engine/cli/wenze.bash-completion; then ok; else no "completion lacks $option"; fi
    done
    if grep -q -w -e "$command" engine/cli/wenze.bash-completion; then ok; else no "completion lacks $command"; fi
done

# Where the result of `assess` goes: whole or not at all, never over a device, a link or the case itself.
case=cases/bj2019/several-people/case.xml
echo 'no case' > "$work/bad.xml"
echo 'what stood here' > "$work/kept"
run 3 assess -o "$work/kept" "$work/bad.xml"
has err 'bad.xml:1:1: XML-002'
has kept '^what stood here$'
run 3 assess --lang en -o "$work/kept" "$work/bad.xml" $case
has kept '^Case several-people'
cp $case "$work/case.xml"
run 2 assess -o "$work/case.xml" "$work/case.xml"
has case.xml '<case '
ln -s kept "$work/link"
echo 'what stood here' > "$work/kept"
run 0 assess --lang en -o "$work/link" $case
if [ -L "$work/link" ]; then ok; else no "-o replaced a link"; fi
has kept '^Case several-people'
run 4 assess -o "$work/no-folder/result" $case
has err 'no-folder/result'
run 4 assess -o "$work" $case
mkfifo "$work/pipe"
cat "$work/pipe" > "$work/through" &
run 0 assess --lang en -o "$work/pipe" $case
wait
has through '^Case several-people'
if [ -p "$work/pipe" ]; then ok; else no "-o replaced a pipe"; fi
if [ -e /dev/full ]; then
    ln -s /dev/full "$work/full"
    run 4 assess -o "$work/full" $case
    has err "$work/full"
    if [ -c /dev/full ] && [ -L "$work/full" ]; then ok; else no "-o replaced a device"; fi
fi
ls "$work" > "$work/out"
if grep -q '\.xml\.\|kept\.\|result\.' "$work/out"; then no 'a temporary file was left'; else ok; fi

# Closed standard streams: what is said goes nowhere else, and what is not written is an error.
"$WENZE" assess --lang en -o "$work/result" $case "$work/bad.xml" 2>&-
if [ $? = 3 ] && ! grep -q XML-002 "$work/result"; then ok; else no 'standard error closed'; fi
if "$WENZE" assess -o "$work/result" $case >&- 2> "$work/err"; then ok; else no 'standard output closed, not needed'; fi
"$WENZE" assess $case >&- 2> "$work/err"
if [ $? = 4 ]; then ok; else no 'standard output closed'; fi
"$WENZE" assess - <&- > "$work/out" 2> "$work/err"
if [ $? = 4 ]; then ok; else no 'standard input closed'; fi

# What is asked for badly, and a law that is not there.
run 3 assess --as-of 2020-02-30 $case
has err 'ASSESS-002'
run 3 assess --regime nonsense $case
has err 'ASSESS-003'
run 2 assess --format yaml $case
run 4 assess --rules "$work/no-rules" $case
has err 'IO-001'

# A case too large to be worked out ends soon, and says so.
repeat() { awk -v count="$1" -v text="$2" 'BEGIN { for (i = 0; i < count; i++) { line = text; gsub(/@/, i, line); print line } }'; }
{
    echo '<case xmlns="urn:wenze:case:1" id="large" as-of="2024-01-01"><incident id="i" subject="true"/><person id="p">'
    repeat 5001 '<sanction id="s@"/>'
    echo '</person></case>'
} > "$work/large.xml"
run 3 assess "$work/large.xml"
has err 'large.xml:1:[0-9]*: ASSESS-006'
grep -v '<sanction id="s[1-9][0-9][0-9][0-9]"/>' "$work/large.xml" > "$work/steps.xml"
run 3 assess "$work/steps.xml"
has err 'ASSESS-007'

# One worked case by itself: whether it passes, without the rules that it does not touch.
run 0 test cases/bj2019/several-people
has out '^1 passed, 0 failed$'
if [ "$(wc -l < "$work/out")" = 1 ]; then ok; else no "one case is followed by what it does not cover"; fi

# Scenarios are checked like other files; a trainer may answer, and each language has its own punctuation.
run 0 check cases/training/t01-report-outstanding/scenario.xml
sed 's/person="p1"/person="p9"/' cases/training/t01-report-outstanding/scenario.xml |
    sed 's|"../../bj2019|"'"$PWD"'/cases/bj2019|' > "$work/scenario.xml"
run 1 check "$work/scenario.xml"
printf '\n1\n\n' | "$WENZE" walk --lang en --trainer cases/training/t01-report-outstanding/scenario.xml \
    > "$work/out" 2> "$work/err"
has out '  1 of 1 points\.'
has out 'In post from 15 January 2018, to this day$'
has out '→ 蒋怀瑾 \[Beijing 2019\] 第二条第一款 .*: undetermined → holds$'

echo "wenze-part: cli passed=$passed failed=$failed"
[ "$failed" = 0 ]
