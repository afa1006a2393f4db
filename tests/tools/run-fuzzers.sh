#!/bin/sh
# run-fuzzers.sh BUILD NAME…: run each libFuzzer target for $FUZZ_SECONDS over its corpus in tests/fuzz/corpora/NAME.
# New inputs go to BUILD/corpora/NAME and come back in the next run; one that fails lies in BUILD/found. To keep an input
# as a test, copy it into tests/fuzz/corpora/NAME: `make check` replays that folder.
set -u
build=$1
shift
failed=
mkdir -p "$build/found"
for name in "$@"; do
    mkdir -p "$build/corpora/$name"
    dictionary=tests/fuzz/$name.dict
    [ -e "$dictionary" ] || dictionary=
    echo "== $name, ${FUZZ_SECONDS} s"
    "$build/${name}_fuzzer" -max_total_time="$FUZZ_SECONDS" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
        -print_final_stats=1 -artifact_prefix="$build/found/$name-" ${dictionary:+-dict="$dictionary"} \
        "$build/corpora/$name" "tests/fuzz/corpora/$name" > "$build/$name.log" 2>&1 || failed="$failed $name"
    grep -E '^(SUMMARY|stat::number_of_executed_units|Test unit written)|^==.*ERROR' "$build/$name.log"
done
[ -z "$failed" ] || { echo "failed:$failed (logs and inputs in $build)"; exit 1; }
