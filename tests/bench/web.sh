#!/bin/sh
# web.sh PROGRAM: row 10 of docs/benchmarks.md: the web page with 50 clients at once on loopback, by wrk on the same
# machine; start to first page, and memory after ten thousand requests.
set -eu
wenze=$1
work=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" 2> /dev/null || :; fi; rm -rf "$work"' EXIT
db=$work/bench.db

"$wenze" account add bench --db "$db" --role investigator --by bench
"$wenze" case add cases/bj2019/several-people/case.xml --db "$db" --by bench > "$work/out"
"$wenze" account share bench --db "$db" --by bench

begun=$(date +%s%N)
"$wenze" serve --db "$db" --listen 127.0.0.1:0 --ready-file "$work/url" --quiet 2> "$work/log" &
server=$!
until [ -s "$work/url" ]; do sleep 0.005; done
url=$(cat "$work/url")
curl -s -o /dev/null "${url}signin"
echo "web: start to first page: $((($(date +%s%N) - begun) / 1000000)) ms"

link=$("$wenze" account link bench --db "$db" --url "$url" --by bench)
curl -s -c "$work/jar" -b "$work/jar" "${url}link" > "$work/page"
csrf=$(grep -o '[0-9a-f]\{64\}' "$work/page" | head -n 1)
curl -s -o /dev/null -c "$work/jar" -b "$work/jar" -d "csrf=$csrf&code=${link#*#}" "${url}link"
cookie=$(awk '$6 == "wenze" { print $7 }' "$work/jar")

# Another day with each request, so that no page is found in the cache.
cat > "$work/days.lua" << 'LUA'
local n = 0
request = function()
    n = n + 1
    return wrk.format("GET", wrk.path .. string.format("?as_of=%04d-%02d-%02d", 2020 + n % 400, n % 12 + 1, n % 28 + 1))
end
LUA

measure() {
    name=$1
    path=$2
    shift 2
    wrk -t1 -c50 -d5s --latency "$@" -H "Cookie: wenze=$cookie" "$url$path" > "$work/wrk"
    if grep -q 'Non-2xx' "$work/wrk"; then
        echo "web: $name: not every request was answered"
        exit 1
    fi
    awk -v name="$name" '$1 == "50%" { half = $2 } $1 == "99%" { most = $2 } /^Requests\/sec/ { rate = $2 }
        END { printf "web: %s: %s a second, half within %s, 99 %% within %s\n", name, rate, half, most }' "$work/wrk"
}
memory() { awk '/VmRSS/ { print "web: memory: " $2 " kB" }' "/proc/$server/status"; }

memory
measure 'assessment page, seen before' cases/several-people/assessment
measure 'assessment page, each for the first time' cases/several-people/assessment -s "$work/days.lua"
measure 'list of cases' cases
memory
