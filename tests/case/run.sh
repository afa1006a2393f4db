#!/bin/sh
# `wenze case` from outside: every thing it does, on a store that is used as an office would use it. $WENZE is the program.
set -u

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
db=$work/office.db
case_file=cases/bj2019/several-people/case.xml

ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "tests/case: $*"; sed 's/^/    /' "$work/out" "$work/err"; }

# run WANTED-STATUS ARGUMENT…: run `wenze case`, its output going to out and err.
run() {
    wanted=$1
    shift
    "$WENZE" case --db "$db" "$@" > "$work/out" 2> "$work/err" < /dev/null
    status=$?
    if [ "$status" = "$wanted" ]; then ok; else no "wenze case $*: status $status, not $wanted"; fi
}

# has FILE PATTERN
has() {
    if grep -q -e "$2" "$work/$1"; then ok; else no "$1 has no '$2'"; fi
}

hasnt() {
    if grep -q -e "$2" "$work/$1"; then no "$1 has '$2'"; else ok; fi
}

same() {
    if cmp -s "$1" "$2"; then ok; else no "$1 and $2 differ"; fi
}

head_of() { sed -n 's/.*\(校验码：\|audit log: \)//p' "$work/$1" | tail -n 1; }

unset LC_ALL LC_MESSAGES LANG WENZE_DB

# Wrong usage, and stores that are not there.
"$WENZE" case list > "$work/out" 2> "$work/err"
if [ $? = 2 ]; then ok; else no "no --db is let pass"; fi
run 2
run 2 nothing-such
has err nothing-such
run 2 show
run 2 compare 1
run 3 list
has err STORE-001
if [ -e "$db" ]; then no "list made a store"; else ok; fi
echo 'no database, only words that are long enough for one' > "$work/words.db"
"$WENZE" case --db "$work/words.db" list > "$work/out" 2> "$work/err"
if [ $? = 3 ]; then ok; else no "words are taken for a store"; fi
has err STORE-003

# Duties of a kept case are those of its file.
run 0 add cases/bj2019/duty-logs/case.xml
"$WENZE" duties --db "$db" --person p2 duty-logs > "$work/kept" 2> "$work/err"
"$WENZE" duties --person p2 cases/bj2019/duty-logs/case.xml > "$work/filed"
same "$work/kept" "$work/filed"
has kept '履职'
if "$WENZE" duties --db "$db" no-such-case > "$work/out" 2> "$work/err"; then no "duties of no case"; else has err STORE-041; fi

# Keeping: new, a new version, unchanged, refused.
run 0 add "$case_file" --by 张三
has out 'several-people：已收存（第1版）'
run 0 add "$case_file"
has out 相同
run 3 add "$case_file" "$work/no-such.xml" tests/bad/case-empty.xml
has err no-such.xml
has err XML-001
run 0 list
has out '恒泰新材料公司'
has out 第1版
sed 's/name="report_finds_leading_responsibility" in="i1" value="true" evidence/name="report_finds_leading_responsibility" in="i1" value="true" standing="alleged" evidence/' \
    "$case_file" > "$work/two.xml"
run 0 assess several-people
has out '第1号认定'
hasnt out 相比
run 0 assess several-people --lang en
has out 'nothing moved'
first=$(head_of out)
run 3 add --new "$work/two.xml"
has err STORE-043
"$WENZE" case --db "$db" add - --by 李四 < "$work/two.xml" > "$work/out" 2> "$work/err"
has out '已收存为第2版'

# What moved, and what was kept.
run 0 assess several-people
has out '与第2号认定相比：'
has out 'p1 · bj2019 i1 · 认定 · bj2019.18.4 · 成立与否：成立 → 不成立'
run 1 compare 1 3
has out 'p1 · bj2019 i1 · 认定 · bj2019.18.4 · 成立与否：成立 → 不成立'
run 0 compare 1 2
run 0 show several-people
has out 通政函
has out '李四'
has out '第3号'
run 0 assess several-people --version 1 --as-of 2020-03-01 --regime bj2019 --format json
cp "$work/out" "$work/four.json"
has out '"as_of": "2020-03-01"'
has err '第4号认定'
run 0 result 4 --format json
same "$work/out" "$work/four.json"
run 0 result 4
has out '案件 several-people'
run 3 result 99
has err STORE-044
run 2 result x
run 3 show nobody
has err STORE-041
run 3 assess nobody
run 3 assess several-people --version 9
run 3 assess several-people --regime nothing
run 3 assess several-people --as-of 2020-02-30

# Reproduced from what is kept alone: there is no law outside.
WENZE_RULES=$work/nowhere
export WENZE_RULES
run 0 reproduce 1 2 3 4
has out '第4号认定：重新推理的结果逐字节相同'
run 3 reproduce 99
unset WENZE_RULES

# Search: words of two characters, of one, of several, names, letters; none.
for word in 恒泰 窒 有限空间 林知远 '化工 恒泰' several; do
    run 0 search "$word"
    has out several-people
done
run 1 search 泰恒
run 1 search '恒泰 无此词'
run 1 search '" OR 1=1 --'

# As JSON, and part by part. What cannot be told as JSON is refused; nothing is printed of what is not there.
run 0 add cases/national/admonition-ends/case.xml cases/bj2019/contradictions/case.xml
run 0 list --format json
has out '"format": "wenze-cases/1"'
has out '"next": null'
run 0 list --limit 2
hasnt out several-people
has err '--after=contradictions$'
run 0 list --limit 2 --after contradictions
has out duty-logs
hasnt out admonition-ends
hasnt err after
run 0 list --after several-people --lang en
has err 'no cases'
run 0 search 事故 --limit 1 --format json
has out '"next": 1'
run 0 search 事故 --limit 1
has err '--after=1$'
cp "$work/out" "$work/first"
run 0 search 事故 --limit 1 --after 1
if cmp -s "$work/out" "$work/first"; then no 'the second part is the first'; else ok; fi
run 1 search 无此词 --format json
has out '"cases": \[\]'
run 0 show several-people --format json --limit 1
has out '"assessment": 4'
hasnt out '"assessment": 3'
run 0 show several-people --limit 1 --lang en
has out 'no. 4'
hasnt out 'no. 3'
has err '1 older versions and 3 older assessments'
run 3 show nobody --format json
if [ -s "$work/out" ]; then no 'show prints the beginning of nobody'; else ok; fi
run 0 history --limit 1 --after 1 --format json
has out '"seq": 2'
has out '"next": 2'
run 0 history --limit 1 --after 1
has err '--after=2$'
run 2 history --after two
run 2 list --limit 0
run 2 list --format xml
run 2 verify --format json
run 2 compare 1 2 --format json

# Giving out: every export is an entry, its head is printed.
run 2 export several-people
run 0 export several-people -o "$work/export" --by 王五
same "$work/export/case-1.xml" "$case_file"
same "$work/export/case-2.xml" "$work/two.xml"
same "$work/export/assessment-4.json" "$work/four.json"
if find "$work/export" -name vocabulary.xml | grep -q .; then ok; else no 'the export has no law'; fi
if [ "$(find "$work/export" -type f -perm /077 | wc -l)" = 0 ]; then ok; else no 'others may read the export'; fi
run 4 export several-people -o "$work/export"
has err STORE-047
run 0 export several-people --xml --version 1 -o "$work/one.xml"
same "$work/one.xml" "$case_file"
run 0 export several-people --xml --version 1 -o -
same "$work/out" "$case_file"
run 0 history several-people
has out 'case.export'
has out 王五

# Verify: by itself, and with a head noted earlier.
run 0 verify
second=$(head_of out)
run 0 verify --head "$first"
run 0 verify --head "$second"
run 3 verify --head 12
has err STORE-035
run 0 backup -o "$work/backup.db"
has out 密钥
second=$(head_of out)
run 0 history
has out 'store.backup'
if "$WENZE" case --db "$work/backup.db" --key "$db.key" verify --head "$second" > "$work/out" 2> "$work/err"; then
    ok
else
    no 'the backup does not verify'
fi
"$WENZE" case --db "$work/backup.db" verify > "$work/out" 2> "$work/err"
if [ $? = 3 ]; then ok; else no 'the backup verifies without its key'; fi
has err STORE-020
run 3 backup -o "$db"
has err STORE-015

# Deletion by law: the content is gone, the log is not.
run 2 delete several-people
run 3 delete nobody --yes
run 0 delete several-people --yes --reason '申请人依法要求删除' --by 赵六
has out 已删除
run 0 show several-people
hasnt out 恒泰
has out '第2版'
run 1 search 恒泰
run 3 assess several-people
has err STORE-042
run 3 result 1 --format json
run 3 add "$case_file"
run 0 verify --head "$second"
if grep -q -a 林知 "$db" "$db-wal" 2> /dev/null; then no 'a name is still in the file'; else ok; fi

# The backup put back in its place is found by the head.
run 0 history
last=$(head_of out)
cp "$work/backup.db" "$db"
rm -f "$db-wal" "$db-shm"
run 0 verify
run 1 verify --head "$last"
has err STORE-034

# English.
run 0 list --lang en
has out 'version 2'
run 0 --help --lang en
has out 'byte'

echo "wenze-part: case passed=$passed failed=$failed"
[ "$failed" = 0 ]
