#!/bin/sh
# demo-web.sh PROGRAM FILE [HOST:PORT]: a store with the sample cases and an account for each role, the web page on it, and a
# one-time sign-in link for each account. Made anew each time. Ctrl-C stops it.
set -eu
wenze=$1
db=$2
listen=${3:-127.0.0.1:8443}

rm -rf "$db" "$db"-* "$db".key "$db".url
add() {
    name=$1; roles=$2; display=$3
    "$wenze" account add "$name" --db "$db" --role "$roles" --display "$display" --by demo
}
add chen investigator 陈思远
add luo investigator 罗静
add gao organisation 高文
add teacher trainer 任老师
add student learner 学员甲
add rules1 maintainer 唐维
add rules2 maintainer 施核
add system sysadmin 系统管理员
add security secadmin 安全保密管理员
add audit auditor 安全审计员

for case in cases/*/*/case.xml; do
    [ -e "$case" ] || continue
    "$wenze" case add "$case" --db "$db" --by demo >/dev/null 2>&1 || echo "demo-web: $case was not added" >&2
done
for name in chen luo gao; do
    "$wenze" account share "$name" --db "$db" --by demo
done

"$wenze" serve --db "$db" --listen "$listen" --ready-file "$db.url" --quiet &
server=$!
trap 'kill $server 2>/dev/null; wait $server' INT TERM
tries=0
while [ ! -s "$db.url" ] && [ $tries -lt 100 ] && kill -0 $server 2>/dev/null; do
    sleep 0.1
    tries=$((tries + 1))
done
[ -s "$db.url" ] || { echo "demo-web: the server did not start" >&2; exit 1; }
url=$(cat "$db.url")
echo
echo "打开链接登录（十分钟内有效，只能用一次） / open a link to sign in (ten minutes, once):"
link() {
    printf '  %-9s %s\n            %s\n' "$1" "$2" "$("$wenze" account link "$1" --db "$db" --url "$url" --by demo)"
}
link chen '办案人员 / investigator'
link luo '办案人员，复核 / investigator, to review'
link gao '组织部门 / organisation department'
link teacher '教员 / trainer'
link student '学员 / learner'
link rules1 '规则维护 / rule maintainer'
link rules2 '规则维护，核准 / rule maintainer, to confirm'
link system '系统管理员 / system administrator'
link security '安全保密管理员 / security administrator'
link audit '安全审计员 / auditor'
echo "Ctrl-C 停止 / stops it"
wait $server
