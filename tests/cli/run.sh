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

echo "wenze-part: cli passed=$passed failed=$failed"
[ "$failed" = 0 ]
