#!/bin/sh
# web.sh PROGRAM [SECONDS]: row 10 of docs/benchmarks.md: the web page with 50 clients at once on loopback, by wrk on the same
# machine, beside a file of the same server that needs no work; start to first page, memory after 1,000 and 10,000 requests,
# and a roster of 100,000 people by upload. Fails where a request is not answered as it should be, never over a goal.
set -eu
wenze=$1
seconds=${2:-5}
work=$(mktemp -d)
server=
clear_up() {
    if [ -n "$server" ]; then
        kill "$server" 2> /dev/null || :
        wait "$server" || :
    fi
    rm -rf "$work"
}
trap clear_up EXIT
trap 'exit 1' HUP INT TERM
db=$work/bench.db

fail() {
    echo "web: $*" >&2
    exit 1
}
now() { date +%s%N; }

# since BEGUN: milliseconds that have passed.
since() { echo $((($(now) - $1) / 1000000)); }

# --- the server, and an account that is signed in ---

"$wenze" account add bench --db "$db" --role investigator,organisation --by bench
"$wenze" case add cases/bj2019/several-people/case.xml --db "$db" --by bench > "$work/out"
"$wenze" account share bench --db "$db" --by bench

begun=$(now)
"$wenze" serve --db "$db" --listen 127.0.0.1:0 --ready-file "$work/url" --quiet 2> "$work/log" &
server=$!
until [ -s "$work/url" ]; do
    kill -0 "$server" 2> /dev/null || fail "the server did not start: $(cat "$work/log")"
    sleep 0.005
done
url=$(cat "$work/url")
curl -sf -o /dev/null "${url}signin" || fail "no first page"
echo "web: start to first page: $(since "$begun") ms"

link=$("$wenze" account link bench --db "$db" --url "$url" --by bench)
curl -sf -c "$work/jar" -b "$work/jar" "${url}link" > "$work/page"
csrf=$(grep -o '[0-9a-f]\{64\}' "$work/page" | head -n 1)
curl -sf -o /dev/null -c "$work/jar" -b "$work/jar" -d "csrf=$csrf&code=${link#*#}" "${url}link"
cookie=$(awk '$6 == "wenze" { print $7 }' "$work/jar")

# --- measuring ---

# What wrk counted, in figures.
cat > "$work/sum.lua" << 'LUA'
done = function(summary, latency)
    local e = summary.errors
    print("sum", e.status + e.connect + e.read + e.write + e.timeout, summary.requests,
        summary.requests * 1e6 / summary.duration, latency:percentile(50) / 1000, latency:percentile(99) / 1000)
end
LUA

# Another day with each request, so that no page is found in the cache.
cat > "$work/days.lua" << 'LUA'
local n = 0
request = function()
    n = n + 1
    return wrk.format("GET", wrk.path .. string.format("?as_of=%04d-%02d-%02d", 2020 + n % 400, n % 12 + 1, n % 28 + 1))
end
LUA
cat "$work/sum.lua" >> "$work/days.lua"

# Another fact of the person with each request, on or off.
cat > "$work/facts.lua" << 'LUA'
local facts, values, n = {"duty_performance_deficient", "took_remedial_measures", "social_impact_recovered", "party_member"},
    {"true", "false", "unknown"}, 0
request = function()
    n = n + 1
    return wrk.format("GET", wrk.path .. string.format("?set.p1.%s=%s&part=1", facts[n % 4 + 1], values[n % 3 + 1]))
end
LUA
cat "$work/sum.lua" >> "$work/facts.lua"

# ask_often COUNT PATH: ask for a page so many times, 50 at once.
ask_often() {
    curl -s -Z --parallel-max 50 -o /dev/null -w '%{http_code}\n' -b "wenze=$cookie" "$url$2&n=[1-$1]" > "$work/statuses" 2> "$work/out"
    [ "$(grep -c '^200$' "$work/statuses")" = "$1" ] || fail "$2: $1 requests: $(sort "$work/statuses" | uniq -c)"
}

# look PATH: the page as one reader gets it; it must be there.
look() {
    status=$(curl -s -o "$work/page" -w '%{http_code}' -b "wenze=$cookie" "$url$1")
    [ "$status" = 200 ] || fail "$1 answers $status"
}

# spent: processor time of the server so far, in ticks.
spent() { awk '{ print $14 + $15 }' "/proc/$server/stat"; }

# load NAME PATH SCRIPT OPTION...: what wrk saw is left in rate, half, most; the server's own microseconds a request in own.
load() {
    name=$1 path=$2 script=$3
    shift 3
    before=$(spent)
    wrk -t1 -c50 -s "$work/$script.lua" -H "Cookie: wenze=$cookie" "$url$path" "$@" > "$work/wrk"
    # shellcheck disable=SC2046 # the words of one line
    set -- $(awk '$1 == "sum" { $1 = ""; print }' "$work/wrk")
    [ $# = 5 ] || fail "$name: wrk says: $(cat "$work/wrk")"
    [ "$1" = 0 ] || fail "$name: $1 of $2 requests were not answered, or refused"
    own=$((($(spent) - before) * (1000000 / $(getconf CLK_TCK)) / $2))
    rate=$3 half=$4 most=$5
}

# measure NAME PATH SCRIPT [PATH OF ONE]: a line of the table. wrk takes a redirect for success: a session that had been lost
# would show before or after.
measure() {
    look "${4:-$2}"
    load "$1" "$2" "$3" -d "${seconds}s"
    look "${4:-$2}"
    awk -v name="$1" -v rate="$rate" -v half="$half" -v most="$most" -v goals="${goals:-}" -v plain="${plain:-$rate}" -v own="$own" \
        'BEGIN { printf "web: %s: %.0f a second, %.2f of the file, %d us of processor each; ", name, rate, rate / plain, own
            printf "half within %.1f ms, 99 %% within %.1f ms%s\n", half, most, goals }'
}

memory() { awk '/VmRSS/ { print $2 }' "/proc/$server/status"; }

page=cases/several-people/assessment
ask=cases/several-people/what-if
one="$ask?set.p1.duty_performance_deficient=false&part=1"

begin=$(memory)
ask_often 500 "$page?"
ask_often 500 "$one"
first=$(memory)
ask_often 4500 "$page?"
ask_often 4500 "$one"
echo "web: memory: $begin kB; after 1,000 requests $first kB; after 10,000 $(memory) kB"

look "$page"
style=$(grep -o 'static/wenze.css[^"]*' "$work/page" | head -n 1)
measure 'a file of ours, the style sheet' "$style" sum
plain=$rate
goals=' (must 50, aim 15)'
measure 'assessment page, seen before' "$page" sum
measure 'assessment page, each for the first time' "$page" days
goals=' (must 10, aim 3)'
measure 'what-if call, the same' "$one" sum
measure 'what-if call, facts in turn' "$ask" facts "$one"
goals=
measure 'list of cases' cases sum
echo "web: memory at the end of these: $(memory) kB (the cache of pages is bounded at 64 MiB)"

# --- a roster ---

awk 'BEGIN { print "person_id,name,kind,decision_date,complete_to"; srand(20261119)
    split("admonition warning demerit party_warning", kinds, " ")
    for (i = 0; i < 100000; i++) {
        some = rand() < 0.5
        printf "B%06d,甲%d,%s,%s,2026-10-22\n", i, i, some ? kinds[i % 4 + 1] : "",
            some ? sprintf("%d-%02d-%02d", 2018 + i % 8, i % 12 + 1, i % 28 + 1) : ""
    } }' > "$work/roster.csv"

begun=$(now)
"$wenze" screen "$work/roster.csv" --step promotion --on 2026-10-19 --words --threads 1 -o "$work/direct.csv" > "$work/out"
direct=$(since "$begun")

look screen
csrf=$(grep -o 'name="csrf" value="[0-9a-f]*' "$work/page" | head -n 1 | grep -o '[0-9a-f]*$')
begun=$(now)
place=$(curl -s -o "$work/page" -w '%{redirect_url}' -b "wenze=$cookie" -F "csrf=$csrf" -F step=promotion -F on=2026-10-19 \
    -F "file=@$work/roster.csv" "${url}screen")
[ -n "$place" ] || fail "the roster was not taken"
took=$(since "$begun")
look "${place#"$url"}"
while grep -q '<progress\|role="status"' "$work/page"; do
    sleep 0.02
    look "${place#"$url"}"
done
whole=$(since "$begun")
look "${place#"$url"}/file?form=csv"
cmp -s "$work/page" "$work/direct.csv" || fail "the roster by upload has another result than wenze screen"
echo "web: roster of 100,000 by upload: taken after $took ms, done after $whole ms; wenze screen, one thread: $direct ms"
