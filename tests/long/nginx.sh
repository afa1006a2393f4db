#!/bin/sh
# The nginx example of docs/administrators.md in front of the program, as the unit starts it: taken out of the documents, so that
# they cannot drift. Ports and places are the test's own; nothing else of the example is changed.
set -eu

work=$(mktemp -d)
server=
proxy=
cleanup() {
    for pid in $proxy $server; do
        kill "$pid" 2> /dev/null || true
        wait "$pid" || true
    done
    rm -rf "$work"
}
trap cleanup EXIT
passed=0
step() { passed=$((passed + 1)); echo "nginx: $*"; }
fail() { echo "nginx: $*"; exit 1; }

# --- what the documents print ---

awk '/^nginx:$/ { seen = 1 } seen && /^```/ { if (inside) exit; inside = 1; next } inside' docs/administrators.md > "$work/example"
name=$(sed -n 's/^ *server_name \(.*\);/\1/p' "$work/example" | sort -u)
upstream=$(sed -n 's/^ *proxy_pass http:\/\/\(.*\);/\1/p' "$work/example")
unit=$(sed -n 's/^ExecStart=//p' docs/wenze.service)
case $unit in *" --listen $upstream "*) ;; *) fail "the unit does not listen at $upstream" ;; esac
case $unit in *" --name $name "*) ;; *) fail "the unit does not answer to $name" ;; esac
case $unit in *" --proxy"*) ;; *) fail "the unit does not believe the proxy" ;; esac
step "example and unit agree on $name at $upstream"

for tool in nginx curl; do
    command -v $tool > /dev/null || {
        echo "nginx: SKIPPED: no $tool here; the example was only read, not run"
        echo "wenze-part: long-nginx passed=$passed failed=0"
        exit 0
    }
done

# --- both, running ---

here=$(pwd)
add() { "$WENZE" account add "$1" --db "$work/office.db" --role "$2" --display "$1" --by test; }
add security secadmin
add office organisation
"$WENZE" serve --db "$work/office.db" --listen 127.0.0.1:0 --name "$name" --proxy --ready-file "$work/url" 2> "$work/log" &
server=$!
tries=0
while [ ! -s "$work/url" ] && [ $tries -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
behind=$(sed -n 's/.*:\([0-9]*\)\/$/\1/p' "$work/url")
[ -n "$behind" ] || fail "the program did not start: $(cat "$work/log")"

# The example with the test's ports and certificate, in the frame that nginx needs; a port that is taken: try another.
try_port() {
    http=$1
    https=$(($1 + 1))
    {
        [ "$(id -u)" != 0 ] || echo "user $(id -un);"
        echo "daemon off; pid $work/nginx.pid; events {}"
        echo "http { access_log off;"
        for store in client_body proxy fastcgi uwsgi scgi; do echo "${store}_temp_path $work/$store;"; done
        sed -e "s/listen 80;/listen 127.0.0.1:$http;/" -e "s/listen 443 ssl;/listen 127.0.0.1:$https ssl;/" \
            -e "s/$upstream/127.0.0.1:$behind/" -e "s:/etc/nginx/wenze.pem:$here/tests/web/test-cert.pem:" \
            -e "s:/etc/nginx/wenze.key:$here/tests/web/test-key.pem:" "$work/example"
        echo "}"
    } > "$work/nginx.conf"
    nginx -p "$work" -e "$work/errors" -c "$work/nginx.conf" 2> /dev/null &
    proxy=$!
    tries=0
    while [ $tries -lt 50 ] && kill -0 $proxy 2> /dev/null; do
        sleep 0.1
        tries=$((tries + 1))
        curl -sk -o /dev/null "https://127.0.0.1:$https/alive" && return 0
    done
    proxy=
    return 1
}
port=$((20000 + $$ % 20000))
try_port $port || try_port $((port + 100)) || try_port $((port + 200)) || fail "nginx did not start: $(cat "$work/errors")"
site=https://$name:$https
step "nginx takes the example"

# --- through the proxy ---

# ask JAR ARGUMENT…: a request to the site, with the cookies of a file.
ask() {
    jar=$1
    shift
    curl -sk --max-time 120 --resolve "$name:$https:127.0.0.1" --resolve "$name:$http:127.0.0.1" -b "$work/$jar" -c "$work/$jar" "$@"
}
status() { ask "$@" -o "$work/page" -w '%{http_code}'; }
token() { ask "$1" "$site$2" | sed -n 's/.*name="csrf" value="\([0-9a-f]*\)".*/\1/p' | head -n 1; }
expect() { [ "$1" = "$2" ] || fail "$3: $2 instead of $1"; }

expect 301 "$(status none "http://$name:$http/signin")" "plain http"
link=$("$WENZE" account link office --db "$work/office.db" --url "$site/" --by test)
csrf=$(token office /link)
expect 303 "$(status office -D "$work/head" -H "Origin: $site" -d "csrf=$csrf" --data-urlencode "code=${link#*#}" "$site/link")" "signing in"
grep -qi '^set-cookie: __Host-wenze=.*; HttpOnly; SameSite=Strict; Secure' "$work/head" || fail "the cookie is not secure"
grep -qi '^strict-transport-security:' "$work/head" || fail "no Strict-Transport-Security"
expect 200 "$(status office "$site/screen")" "the page behind the sign-in"
step "signing in, with a secure cookie"

expect 421 "$(status office -H "Host: evil.example" "$site/signin")" "another host"
csrf=$(token office /screen)
expect 421 "$(status office -H "Origin: https://evil.example" -d "csrf=$csrf" "$site/signout")" "another origin"
expect 200 "$(status office "$site/screen")" "still signed in"
step "other hosts and origins are refused"

awk 'BEGIN {
    print "person_id,name,complete_to,kind_1,date_1"
    for (i = 0; i < 100000; i++)
        printf "N%06d,某某,2026-06-30,admonition,2026-0%d-1%d\n", i, 1 + i % 6, i % 9
}' > "$work/roster.csv"
expect 303 "$(status office -D "$work/head" -H "Origin: $site" -F "csrf=$csrf" -F on=2026-06-30 -F step=promotion \
    -F "file=@$work/roster.csv" "$site/screen")" "a roster"
place=$(tr -d '\r' < "$work/head" | sed -n 's/^[Ll]ocation: //p')
tries=0
until [ "$(status office "$site$place/file?form=csv")" = 200 ]; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || fail "the roster was not screened"
    sleep 0.2
done
"$WENZE" screen "$work/roster.csv" --lang zh --words --on 2026-06-30 --step promotion -o "$work/screened.csv" > /dev/null
cmp "$work/page" "$work/screened.csv"
step "a roster of 100,000 comes back as the command line screens it"

# Nearly 64 MiB reach the program, which takes them (and finds no table in them); more does not.
upload() {
    dd if=/dev/zero bs=65536 count="$1" 2> /dev/null > "$work/large"
    status office -H "Origin: $site" -H Expect: -F "csrf=$csrf" -F on=2026-06-30 -F step=promotion -F "file=@$work/large" "$site/screen"
}
expect 303 "$(upload 1023)" "nearly 64 MiB"
expect 413 "$(upload 1024)" "64 MiB and what goes with them"
expect 200 "$(status office "$site/screen")" "the page after large bodies"
step "large bodies are refused"

# Who claims an address is counted under his own: the sixth wrong password of one name from one address waits.
attempt() {
    guess=$(token guess /signin)
    status guess -H "Origin: $site" -H "X-Forwarded-For: 10.0.0.$1" -d "csrf=$guess" -d name=security -d "password=wrong wrong $1" \
        "$site/signin"
}
for i in 1 2 3 4 5; do expect 403 "$(attempt $i)" "a wrong password"; done
expect 429 "$(attempt 6)" "a sixth wrong password with an address of its own"
step "the proxy's own word on the address counts"

kill $server
wait $server || fail "the program did not end well"
server=
echo "wenze-part: long-nginx passed=$passed failed=0"
