#!/bin/sh
# run-parts.sh: run every part of the tests over the build in $BUILD and end in one line: N passed, N failed.
#
# A part is a program that prints lines "wenze-part: NAME passed=N failed=N", which are added up here. A part that fails
# without owning up to a failed test, or reports nothing at all, counts as one failure. Parts:
#   unit            $BUILD/unit-tests
#   NAME            tests/NAME/run.sh, for each there is; $WENZE is the program
#   cases           `wenze test cases`, once the program has that command
#   fuzz-NAME       the corpus tests/fuzz/corpora/NAME once through its fuzz target
#   long-NAME       tests/long/NAME.sh, with WZ_LONG=1 only
#   threads         the suites test_*threads* of $THREAD_TESTS, a unit-tests program under ThreadSanitizer
set -u

: "${BUILD:?}"
WENZE=$BUILD/wenze
export BUILD WENZE
export ASAN_OPTIONS="detect_stack_use_after_return=1:strict_string_checks=1${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
export LSAN_OPTIONS="suppressions=tests/tools/lsan-suppressions.txt:print_suppressions=0${LSAN_OPTIONS:+:$LSAN_OPTIONS}"
export UBSAN_OPTIONS="print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}"
[ -n "${WZ_LONG:-}" ] || unset WZ_LONG

logs=$BUILD/log
mkdir -p "$logs"
passed=0
failed=0
bad_parts=

# field NAME: add up NAME=N over the part lines of the log on standard input.
field() {
    awk -v name="$1" '
        /^wenze-part: / {
            for (i = 3; i <= NF; i++)
                if (split($i, pair, "=") == 2 && pair[1] == name)
                    sum += pair[2]
        }
        END { print sum + 0 }'
}

# part NAME COMMAND…
part() {
    name=$1
    shift
    log=$logs/$name.log
    begun=$(date +%s)
    echo "== $name"
    { "$@" 2>&1; echo $? > "$log.status"; } | tee "$log"
    status=$(cat "$log.status")
    part_passed=$(field passed < "$log")
    part_failed=$(field failed < "$log")
    if [ "$status" != 0 ] && [ "$part_failed" = 0 ]; then
        echo "$name: ended with status $status"
        part_failed=1
    elif [ $((part_passed + part_failed)) = 0 ]; then
        echo "$name: reported no test"
        part_failed=1
    fi
    [ "$part_failed" = 0 ] || bad_parts="$bad_parts $name"
    took=$(($(date +%s) - begun))
    [ "$took" -lt 10 ] || echo "$name took $took s"
    passed=$((passed + part_passed))
    failed=$((failed + part_failed))
}

# The cases, through the command that users have.
run_cases() {
    "$WENZE" test --lang en cases > "$logs/cases.out"
    status=$?
    cat "$logs/cases.out"
    sed -n 's/^\([0-9][0-9]*\) passed, \([0-9][0-9]*\) failed.*/wenze-part: cases passed=\1 failed=\2/p' \
        "$logs/cases.out" | tail -n 1
    return $status
}

started=$(date +%s)
part unit "$BUILD/unit-tests"
for script in tests/*/run.sh; do
    [ -e "$script" ] || continue
    name=${script#tests/}
    part "${name%/run.sh}" sh "$script"
done
if "$WENZE" --lang en --help | grep -q '^  test '; then
    part cases run_cases
fi
for target in tests/fuzz/*_fuzzer.c; do
    [ -e "$target" ] || continue
    name=$(basename "$target" _fuzzer.c)
    part "fuzz-$name" "$BUILD/replay/$name" "fuzz-$name" "tests/fuzz/corpora/$name"
done
if [ -n "${WZ_LONG:-}" ]; then
    for script in tests/long/*.sh; do
        [ -e "$script" ] || continue
        part "long-$(basename "$script" .sh)" sh "$script"
    done
fi
if [ -n "${THREAD_TESTS:-}" ]; then
    # Suite names are words.
    # shellcheck disable=SC2046
    set -- $(for file in tests/unit/test_*threads*.c; do [ -e "$file" ] && basename "$file" .c; done)
    [ $# = 0 ] || part threads "$THREAD_TESTS" "$@"
fi

[ -z "$bad_parts" ] || echo "failed parts:$bad_parts (logs in $logs)"
echo "tests took $(($(date +%s) - started)) s"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
