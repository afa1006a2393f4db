#!/bin/sh
# Tables from outside: scenario tables, and activity logs good and bad as `wenze duties` reads them. For each log of logs/ the file
# of the same name with .err says the exit status and what was found wrong.
# Set UPDATE=1 to write these files anew; read what changes.
set -u

here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "tests/tables: $*"; }

# same FILE WANTED
same() {
    if cmp -s "$1" "$2"; then ok; else no "$1 differs from $2"; diff "$2" "$1" | head -n 20; fi
}

case=cases/bj2019/duty-logs/case.xml
for log in "$here"/logs/*; do
    case $log in *.err) continue ;; esac
    "$WENZE" duties --lang en --person p1 --log "$log" "$case" > "$work/out" 2> "$work/messages"
    { echo "status $?"; sed "s|^$here/logs/||" "$work/messages"; sed -n 's/^Activity log: //p' "$work/out"; } > "$work/err"
    if [ -n "${UPDATE:-}" ]; then cp "$work/err" "$log.err"; fi
    same "$work/err" "$log.err"
done

# The same through a pipe.
for log in good.xlsx good-gb18030.csv; do
    "$WENZE" duties --lang en --person p1 --log "$here/logs/$log" "$case" > "$work/file"
    "$WENZE" duties --lang en --person p1 --log - "$case" < "$here/logs/$log" > "$work/pipe"
    same "$work/pipe" "$work/file"
done

scenarios() {
    wanted=$1
    shift
    "$WENZE" test --lang zh "$@" > "$work/out" 2> "$work/messages"
    status=$?
    if [ "$status" = "$wanted" ]; then ok; else no "wenze test $*: status $status, not $wanted"; cat "$work/messages"; fi
}
scenarios 0 "$here/scenarios.csv"
scenarios 1 --case cases/bj2019/exemption-against-other-grounds/case.xml "$here/scenarios-bad.csv"
if [ -n "${UPDATE:-}" ]; then cp "$work/out" "$here/scenarios-bad.out"; fi
same "$work/out" "$here/scenarios-bad.out"
printf '场景,p1.a\n甲,true\n' > "$work/nothing-expected.csv"
scenarios 3 "$work/nothing-expected.csv"
printf '场景,outcome\n' > "$work/no-row.csv"
scenarios 3 "$work/no-row.csv"

# Interrupted while it writes, a command leaves the old file and nothing beside it.
echo old > "$work/result.txt"
mkfifo "$work/case.xml"
"$WENZE" assess -o "$work/result.txt" "$work/case.xml" &
pid=$!
exec 9> "$work/case.xml"
sleep 0.3
kill -TERM "$pid"
exec 9>&-
wait "$pid" 2> "$work/waited"
status=$?
if [ "$status" -gt 128 ]; then ok; else no "killed: status $status"; fi
if [ "$(cat "$work/result.txt")" = old ]; then ok; else no "the old result is gone"; fi
if ls "$work"/result.txt.?* > "$work/left" 2> "$work/none"; then no "left behind: $(cat "$work/left")"; else ok; fi

echo "wenze-part: tables passed=$passed failed=$failed"
[ "$failed" = 0 ]
