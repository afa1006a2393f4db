#!/bin/sh
# What docs/administrators.md tells an administrator to type, and the unit docs/wenze.service: installed into an empty root, the
# commands run as they are printed, the service started by the unit's own line, backed up and restored. What only a whole system
# can do (users, systemctl) is played by functions here; the places are the test's own.
set -eu

work=$(mktemp -d)
server=
cleanup() {
    if [ -n "$server" ]; then
        kill "$server" 2> /dev/null || true
        wait "$server" || true
    fi
    rm -rf "$work"
}
trap cleanup EXIT
passed=0
step() { passed=$((passed + 1)); echo "service: $*"; }
fail() { echo "service: $*"; exit 1; }

root=$work/root
store=$work/store
"${MAKE:-make}" --no-print-directory install DESTDIR="$root" PREFIX=/usr/local > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
unit=$root/usr/local/share/wenze/wenze.service
cmp docs/wenze.service "$unit"
start=$(sed -n 's/^ExecStart=//p' "$unit")

# --- the unit ---

if command -v systemd-analyze > /dev/null; then
    mkdir -p "$root/etc/systemd/system" "$root/usr/lib/systemd/system"
    cp "$unit" "$root/etc/systemd/system/"
    for target in network multi-user sysinit basic shutdown; do
        printf '[Unit]\nDescription=%s\n' "$target" > "$root/usr/lib/systemd/system/$target.target"
    done
    systemd-analyze verify --man=no --root="$root" "$root/etc/systemd/system/wenze.service" > "$work/verified" 2>&1 ||
        { cat "$work/verified"; fail "systemd-analyze does not take the unit"; }
    [ ! -s "$work/verified" ] || { cat "$work/verified"; fail "systemd-analyze complains of the unit"; }
    step "systemd-analyze takes the unit"
else
    echo "service: SKIPPED: no systemd-analyze here; the unit was not verified"
fi

# What the service may call, by the unit's filter: its groups, spelt out. Traced only where there is strace to trace it.
trace=
calls() {
    systemd-analyze syscall-filter "$1" | sed -n 's/^    *\([@a-z_0-9-]*\).*/\1/p' | while read -r call; do
        case $call in @*) calls "$call" ;; *) echo "$call" ;; esac
    done
}
if command -v systemd-analyze > /dev/null && command -v strace > /dev/null; then
    groups() { sed -n "s/^SystemCallFilter=$1/p" "$unit" | tr ' ' '\n' | while read -r group; do calls "$group"; done; }
    { groups '\([^~]\)/\1' && calls @default; } | sort -u > "$work/listed"
    groups '[~]/' | sort -u > "$work/taken"
    comm -23 "$work/listed" "$work/taken" > "$work/may"
    if [ ! -s "$work/taken" ] || [ "$(grep -c . "$work/may")" -lt 100 ]; then
        fail "the unit's filter was not understood"
    fi
    trace="strace -D -f -qq -e signal=none -o $work/trace"
fi

# --- what is typed ---

# The lines of the n-th block of commands in a section, with the test's places.
typed() {
    awk -v section="## $1" '$0 == section { seen = 1; next } /^## / { seen = 0 }
        seen && /^```/ { inside = !inside; if (!inside) exit; next } seen && inside' docs/administrators.md |
        sed -e "s:/var/lib/wenze:$store:g" -e "s:/srv/backup:$work/backup:g" -e "s:/srv/keys:$work/keys:g" \
            -e "s:/usr/local:$root/usr/local:g" -e "s:/etc/systemd/system:$work/system:g"
}
wenze() { "$root/usr/local/bin/wenze" "$@"; }
make() { :; } # it was installed above
useradd() { mkdir -m 700 "$store"; }
sudo() {
    [ "$1" != -u ] || shift 2
    "$@"
}
# install without an owner: it takes root, and a user that is not here
install() {
    set -- "$@" --
    while [ "$1" != -- ]; do
        case $1 in
        -o | -g) shift 2 ;;
        *) set -- "$@" "$1" && shift ;;
        esac
    done
    shift
    command install "$@"
}
systemctl() {
    case "$*" in
    "enable --now wenze" | "start wenze")
        rm -f "$work/url"
        # The line's words, at a port of the test's.
        # shellcheck disable=SC2046
        (umask 0077 && exec $trace $(echo "$start" | sed -e "s:/usr/local/bin:$root/usr/local/bin:" -e "s:/var/lib/wenze:$store:" \
            -e 's/--listen [^ ]*/--listen 127.0.0.1:0/') --rules "$root/usr/local/share/wenze/rules" --ready-file "$work/url" 2>> "$work/serve") &
        server=$!
        tries=0
        while [ ! -s "$work/url" ] && [ $tries -lt 100 ]; do
            sleep 0.1
            tries=$((tries + 1))
        done
        [ -s "$work/url" ] || fail "the service did not start: $(cat "$work/serve")"
        ;;
    "stop wenze")
        kill "$server"
        wait "$server" || fail "the service did not end well"
        server=
        ;;
    *) fail "an unexpected systemctl $*" ;;
    esac
}
WENZE_RULES=$root/usr/local/share/wenze/rules
export WENZE_RULES
mkdir "$work/system" "$work/backup" "$work/keys"

typed "In short" > "$work/short"
[ "$(grep -c . "$work/short")" -gt 4 ] || fail "the first commands are not where they were"
# shellcheck source=/dev/null
. "$work/short" > "$work/link"
grep -q '^https://wenze.example.cn/link#' "$work/link" || fail "no link: $(cat "$work/link")"
cmp "$unit" "$work/system/wenze.service"
[ "$(stat -c %a "$store/office.db")" = 600 ] && [ "$(stat -c %a "$store/office.db.key")" = 600 ]
step "the first commands lead to a running service and a link"

# --- signing in ---

if command -v curl > /dev/null; then
    # sign_in NAME: by a new link, to the account's own page.
    sign_in() {
        port=$(sed -n 's/.*:\([0-9]*\)\/$/\1/p' "$work/url")
        site=http://127.0.0.1:$port
        link=$(wenze account link "$1" --db "$store/office.db" --url "$site/" --by test)
        rm -f "$work/jar"
        token=$(curl -s -c "$work/jar" "$site/link" | sed -n 's/.*name="csrf" value="\([0-9a-f]*\)".*/\1/p' | head -n 1)
        curl -s -o /dev/null -b "$work/jar" -c "$work/jar" -H "Origin: $site" -d "csrf=$token" --data-urlencode "code=${link#*#}" \
            "$site/link"
        curl -s -b "$work/jar" "$site/" > "$work/page"
        grep -q 'class="me"' "$work/page" || fail "$1 could not sign in"
    }
    # A password that is checked (argon2id) and a report that is made.
    work_hard() {
        rm -f "$work/other"
        token=$(curl -s -c "$work/other" "$site/signin" | sed -n 's/.*name="csrf" value="\([0-9a-f]*\)".*/\1/p' | head -n 1)
        [ "$(curl -s -o /dev/null -w '%{http_code}' -b "$work/other" -H "Origin: $site" -d "csrf=$token" -d name=li \
            -d 'password=not this one' "$site/signin")" = 403 ] || fail "a wrong password is not refused"
        [ "$(sees '/cases/several-people/report/file?form=docx')" = 200 ] || fail "no report"
    }
    sees() { curl -s -b "$work/jar" -o "$work/page" -w '%{http_code}' "$site$1"; }
else
    echo "service: SKIPPED: no curl here; signing in again was not tried"
    sign_in() { :; }
    sees() { echo "$2"; }
    work_hard() { :; }
fi

# --- backup and restore ---

wenze account add li --db "$store/office.db" --role investigator --display 李 --by test > /dev/null
wenze case add cases/bj2019/several-people/case.xml --db "$store/office.db" --by test > /dev/null
wenze account share li --db "$store/office.db" --by test > /dev/null
wenze case assess several-people --db "$store/office.db" --by test > /dev/null
wenze register import cases/register/roster.csv --db "$store/office.db" --by test > /dev/null
sign_in li
[ "$(sees /cases/several-people 200)" = 200 ] || fail "the case does not open"
work_hard
wenze case verify --db "$store/office.db" > "$work/before"
head=$(sed -n 's/.*[：: ]\([0-9]*:[0-9a-f]\{64\}\).*/\1/p' "$work/before")
[ -n "$head" ] || fail "no head of the log: $(cat "$work/before")"
wenze case backup -o "$work/backup/office.db" --db "$store/office.db" --by test > /dev/null
cp "$store/office.db.key" "$work/keys/"
# what comes after the backup is gone after the restore, and so is the store itself
wenze case add docs/case-example.xml --db "$store/office.db" --by test > /dev/null
wenze case list --db "$store/office.db" > "$work/list"
cases=$(grep -c . "$work/list")
wenze case verify --db "$store/office.db" > "$work/later"
later=$(sed -n 's/.*[：: ]\([0-9]*:[0-9a-f]\{64\}\).*/\1/p' "$work/later")
dd if=/dev/zero of="$store/office.db" bs=4096 seek=4 count=8 conv=notrunc 2> /dev/null

typed "Backup and restore" > "$work/restore"
[ "$(grep -c . "$work/restore")" -gt 4 ] || fail "the commands to restore are not where they were"
# shellcheck source=/dev/null
. "$work/restore" > "$work/after"
grep -q '[0-9]*:[0-9a-f]\{64\}' "$work/after" || fail "the restored store was not verified: $(cat "$work/after")"
wenze case verify --head "$head" --db "$store/office.db" > /dev/null || fail "the restored store is older than the noted head"
if wenze case verify --head "$later" --db "$store/office.db" > "$work/older" 2>&1; then
    fail "a head noted after the backup does not find that the store was put back"
fi
wenze case list --db "$store/office.db" > "$work/list"
[ "$(grep -c . "$work/list")" -lt "$cases" ] || fail "what came after the backup is still there"
step "a backup is restored, and verifies with the key that was kept elsewhere"
sign_in li
[ "$(sees /cases/several-people 200)" = 200 ] || fail "the case does not open after the restore"
wenze case reproduce 1 --db "$store/office.db" > /dev/null
step "the account signs in again, the case opens, and its assessment is made again byte for byte"

systemctl stop wenze
if [ -n "$trace" ]; then
    # Root owns what it makes, so SQLite sees to owners; the service's user does not.
    sed -n 's/^[0-9]* *\([a-z_0-9]*\)(.*/\1/p' "$work/trace" | sort -u > "$work/all"
    if [ "$(id -u)" = 0 ]; then grep -v '^fchown$' "$work/all"; else cat "$work/all"; fi > "$work/used"
    [ "$(grep -c . "$work/used")" -gt 30 ] || fail "the trace is too short"
    comm -23 "$work/used" "$work/may" > "$work/forbidden"
    [ ! -s "$work/forbidden" ] || fail "the unit's filter forbids: $(tr '\n' ' ' < "$work/forbidden")"
    ! grep -q 'PROT_WRITE|PROT_EXEC' "$work/trace" || fail "memory is written and executed, which the unit forbids"
    step "the service calls nothing that the unit forbids"
else
    echo "service: SKIPPED: no strace or no systemd-analyze here; the unit's filter was not tried"
fi
echo "wenze-part: long-service passed=$passed failed=0"
