#!/bin/sh
# The register from outside: files into it and out of it, changes by hand, interruptions. $WENZE is the program.
# The strings below are meant as they stand.
# shellcheck disable=SC2016
set -u

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
unset LC_ALL LC_MESSAGES LANG
export WENZE_DB="$work/office.db"
db=$WENZE_DB

ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "tests/import: $*"; sed 's/^/    /' "$work/out" "$work/err"; }

# run WANTED-STATUS ARGUMENT…: run `wenze register`, its output going to out and err.
run() {
    wanted=$1
    shift
    "$WENZE" register "$@" > "$work/out" 2> "$work/err" < /dev/null
    status=$?
    if [ "$status" = "$wanted" ]; then ok; else no "register $*: status $status, not $wanted"; fi
}

has() { if grep -q -e "$2" "$work/$1"; then ok; else no "$1 has no '$2'"; fi; }
lacks() { if grep -q -e "$2" "$work/$1"; then no "$1 has '$2'"; else ok; fi; }
same() { if cmp -s "$1" "$2"; then ok; else no "$1 and $2 differ"; fi; }
people() { "$WENZE" register find 2> /dev/null | wc -l | tr -d ' '; }

# --- usage ---
run 2
run 2 no-such-job
run 2 import
run 2 amend 1001
run 2 rescind 1001 3
run 2 export
WENZE_DB='' run 2 show 1001
run 3 show 1001
has err 'STORE-001'

# --- a file as an office writes it, in GB18030 with CRLF ---
{
    printf '人员编号,姓名,处分种类,决定日期,文号,职务,任职时间,处分记录查至\r\n'
    printf '1001,王小明,诫勉谈话,2019年8月31日,通组字〔2019〕1号,镇长,2018.05,\r\n'
    printf '1001,王小明,党内严重警告,２０２０/1/5,,,,2020-06-30\r\n'
    printf '1002,"李""四""",行政记过,20190831,通组字〔2019〕1号,,,\r\n'
    printf '1003,"=HYPERLINK(""http://x"",""y"")",,,,,,2020-06-30\r\n'
    printf "1004,Robert'); DROP TABLE register_entry;--,,,,,,\r\n"
    printf '1005,<script>alert(1)</script>&amp;,,,,,,\r\n'
} > "$work/utf8.csv"
iconv -f UTF-8 -t GB18030 "$work/utf8.csv" > "$work/people.csv"
run 0 import --dry-run "$work/people.csv"
has out '仅检查'
if [ -e "$db" ]; then no 'a dry run made a store'; else ok; fi
run 0 declare --to 2020-01-31
run 0 import --dry-run "$work/people.csv"
has out '仅检查'
if [ "$(people)" = 0 ]; then ok; else no 'a dry run left people behind'; fi
run 0 import --by 张 "$work/people.csv"
has out '已登记 11 项'
has out '日志校验码：'
if [ "$(people)" = 5 ]; then ok; else no "$(people) people, not 5"; fi
run 0 import --dry-run "$work/people.csv"
has out '第 2 行，1001：已有登记'
lacks err '登录名'
run 0 import "$work/people.csv"
has out '已有登记 6 行'
has err '登录名'
has out '没有新内容'
run 0 show 1001
has out '诫勉'
has out '2020-01-05'
has out '2018-05'
has out '记录齐全至'
run 0 show --format json 1002
has out '"kind": "admin_demerit"'
has out '"recorded_by": "张"'
run 0 history 1001
has out 'people.csv'
run 3 show 1001 --known-on 2020-01-01
run 3 show 9999
has err 'REGISTER-004'

# --- what is wrong is named row by row; nothing enters, or what is good ---
{
    printf 'person_id,name,kind,decision_date,document_no\n'
    printf '2001,赵,admonition,2020-02-30,\n'
    printf '2002,钱,诫诫,2020-02-01,\n'
    printf ',孙,admonition,2020-02-01,\n'
    printf '1001,王大明,admonition,2020-02-01,\n'
    printf '1001,王小明,admonition,2019-08-30,通组字〔2019〕1号\n'
    printf '11010519491231002X,周,admonition,2020-02-01,\n'
    printf '110105194912310021,吴,admonition,2020-02-01,\n'
    printf '2003,郑,admonition,2020-02-01,\n'
} > "$work/bad.csv"
run 3 import --lang en "$work/bad.csv"
for row in 2 3 4 5 6 8; do has err "bad.csv:$row: "; done
has err "bad.csv:2: RECORD-0.*2020-02-30"
has err 'bad.csv:5: REGISTER-002'
has err 'bad.csv:6: REGISTER-001.*decision_date'
has out '4 bad, 2 in conflict'
has out 'Nothing recorded'
if [ "$(people)" = 5 ]; then ok; else no 'a refused file left people behind'; fi
run 3 import --lang en --keep-good "$work/bad.csv"
has out 'Recorded: 4 entries'
if [ "$(people)" = 7 ]; then ok; else no "$(people) people, not 7"; fi

# A declaration of the future is a bad cell: nothing of its row enters, and what disagrees is said in words.
printf '人员编号,姓名,处分种类,决定日期,处理事由,查至\n4501,冯,记过,2020-02-01,,9999-12-31\n合计,1,,,,\n' > "$work/future.csv"
run 3 import --keep-good "$work/future.csv"
has err 'future.csv:2: REGISTER-015: 记录齐全至 (records_complete_to)：9999-12-31：将来'
has err 'future.csv:3: RECORD-024: 人员编号：.合计'
has out '有误 2 行，与登记抵触 0 行'
run 3 show 4501
run 0 add 4501 姓名=冯 处分种类=记过 决定日期=2020-02-01 处理事由=对事故负领导责任 文号=7号
printf '人员编号,姓名,处分种类,决定日期,处理事由,文号\n4501,冯,记过,2020-02-02,,7号\n4501,马,,,,\n' > "$work/other.csv"
run 3 import "$work/other.csv"
has err '决定日 (decision_date) 登记为“2020-02-01”，这里是“2020-02-02”'
has err 'REGISTER-002: 该人员编号登记的是另一姓名“冯”，不是“马”'
printf '人员编号,姓名,处分种类,决定日期,处理事由,文号\n4501,冯,记过,2020-02-01,其他,7号\n' > "$work/ground.csv"
run 3 import "$work/ground.csv"
has err '处理事由 (ground) 登记为“对事故负领导责任”，这里是'
run 3 show 4501 --known-on 2020-01-01
has err '到 2020-01-01 为止登记簿里还没有此人'
run 1 find 无此人
has err '没有找到'
run 4 import "$work/no-such-file.csv"
printf 'a,b\n1,2\n' > "$work/nobody.csv"
run 3 import "$work/nobody.csv"
has err 'RECORD-001: 没有一列说明是哪个人（工作簿只读第一张工作表）'
printf '编号,\000x\n1,2\n' > "$work/nul.csv"
run 3 import "$work/nul.csv"
has err 'TABLE-012: 标题行 (headings)：有 NUL 字节'

# --- by hand ---
run 0 add 3001 姓名=冯 处分种类=党内警告 决定日期=2021-03-01
has out '第 2 项'
run 3 add 3001 处分种类=党内警告 决定日期=2021-03-01
has err 'REGISTER-006'
run 3 add 3001 处分种=党内警告
has err 'REGISTER-009'
run 0 amend 3001 2 文号=5号 --why 补录文号
run 0 amend 3001 2 文号= --why 文号有误
run 0 rescind 3001 2 --on 2021年5月1日 --why 申诉改变
run 3 amend 3001 9 文号=5号 --why 补录
has err 'REGISTER-005'
run 3 amend 3001 2 职务=镇长 --why 补录
has err 'REGISTER-013'
run 3 rescind 3001 1 --why 撤销
has err 'REGISTER-014'
run 0 show 3001
has out '2021-05-01'
has out '申诉改变'
lacks out '5号'
run 0 history 3001
has out '5号'
has out '补录文号'
run 0 withdraw 3001 2 --why 张冠李戴
run 0 show 3001
lacks out '党内警告'
run 3 declare 3001 --to 9999-01-01
has err 'REGISTER-015'
run 0 declare 3001 --to 2021-12-31

# --- out and in again ---
run 0 export -o "$work/out.csv"
has out '日志校验码：'
mode=$(stat -c %a "$work/out.csv")
if [ "$mode" = 600 ]; then ok; else no "the export has mode $mode"; fi
if grep -q "'=HYPERLINK" "$work/out.csv"; then ok; else no 'a formula went out as one'; fi
WENZE_DB=$work/second.db run 0 import "$work/out.csv"
WENZE_DB=$work/second.db run 0 export -o "$work/again.csv"
same "$work/out.csv" "$work/again.csv"
run 0 export -o "$work/out.xlsx"
WENZE_DB=$work/third.db run 0 import "$work/out.xlsx"
WENZE_DB=$work/third.db run 0 export -o "$work/again.csv"
same "$work/out.csv" "$work/again.csv"
run 0 export --only-id -o "$work/ids.csv"
if grep -q '王小明' "$work/ids.csv"; then no 'names in an export without names'; else ok; fi
run 4 export -o "$work/no-folder/x.csv"

# --- ten thousand characters, and a name in two bytes too many ---
{
    printf 'person_id,name\n4001,'
    head -c 30000 /dev/zero | tr '\0' x
    printf '\n'
} > "$work/long.csv"
run 0 import "$work/long.csv"
run 0 show --format json 4001
if [ "$(wc -c < "$work/out")" -gt 30000 ]; then ok; else no 'a long name was cut'; fi

# --- interrupted: as it was ---
before=$(people)
(
    printf 'person_id,name\n'
    seq -f 'I%06g,某' 1 5000
    sleep 1.2
    seq -f 'I%06g,某' 5001 9000
) | timeout -s INT 0.6 "$WENZE" register import - > "$work/out" 2> "$work/err"
status=$?
if [ "$status" != 0 ]; then ok; else no 'an interrupted import ended well'; fi
if [ "$(people)" = "$before" ]; then ok; else no 'an interrupted import left people behind'; fi

# --- killed at random moments: wholly there or not at all, and the log is sound ---
kills=8
[ -z "${WZ_LONG:-}" ] || kills=100
WENZE_DB=$work/killed.db
export WENZE_DB
run 0 declare --to 2020-01-31
{
    printf 'person_id,name,kind,decision_date\n'
    seq -f 'K%06g,某,admonition,2020-01-02' 1 20000
} > "$work/many.csv"
part=0
i=0
while [ "$i" -lt "$kills" ]; do
    i=$((i + 1))
    rm -f "$work"/killed.db-copy*
    for file in "$work"/killed.db*; do cp "$file" "$work/killed.db-copy${file#"$work/killed.db"}"; done
    WENZE_DB=$work/killed.db-copy "$WENZE" register import "$work/many.csv" > "$work/out" 2> "$work/err" &
    child=$!
    sleep "0.$(awk -v seed="$i$$" 'BEGIN { srand(seed); printf "%03d", rand() * 400 }')"
    kill -KILL "$child" 2> /dev/null
    wait "$child" 2> /dev/null
    count=$(WENZE_DB=$work/killed.db-copy "$WENZE" register find 2> /dev/null | wc -l | tr -d ' ')
    case $count in
    0) ;;
    20000) part=$((part + 1)) ;;
    *) no "killed: $count people of 20000 are there" ;;
    esac
    if "$WENZE" case verify --db "$work/killed.db-copy" > "$work/out" 2> "$work/err"; then ok; else no 'killed: verify fails'; fi
done
WENZE_DB=$db

# --- a reader while a writer holds the file; a second writer waits and is told ---
(
    printf 'person_id,name\n'
    seq -f 'B%06g,某' 1 20000
    sleep 3
    printf 'B1,某\n'
) | "$WENZE" register import - > "$work/out" 2> "$work/err" &
writer=$!
sleep 1
run 0 show 1001
run 4 add B2 姓名=某 --wait 1
has err 'STORE-009'
wait "$writer"
run 0 show B1

# --- without its key the register can be read, and nothing is written ---
before=$(people)
mv "$db.key" "$work/key"
printf 'person_id,name\nN1,某\n' > "$work/new.csv"
run 3 import "$work/new.csv"
has err 'STORE-020'
run 0 show 1001
if [ "$(people)" = "$before" ]; then ok; else no 'an import without the key wrote'; fi
run 0 import --key "$work/key" "$work/new.csv"
mv "$work/key" "$db.key"

# --- another law: the library's lending rules; nothing of ours stands in the register ---
printf 'person_id,name,slip,written_on,branch,held_from\nR1,Ann,reminder,2020-01-02,North,2018-05\n' > "$work/readers.csv"
lending() {
    wanted=$1
    shift
    WENZE_DB=$work/library.db WENZE_RULES=tests/library/law run "$wanted" "$@"
}
lending 0 import "$work/readers.csv"
has out '已登记 3 项'
lending 0 rescind R1 3 --on 2020-02-01 --why 'the book was found'
lending 0 show --format json R1
has out '"taken_back_on": "2020-02-01"'
lending 0 export -o "$work/readers2.csv"
if grep -q 'reminder,2020-01-02,2020-02-01' "$work/readers2.csv"; then ok; else no 'the library lost a slip'; fi

# --- the guide: its sample file and its commands as printed, in their order ---
here=$(pwd)
case $WENZE in /*) program=$WENZE ;; *) program=$here/$WENZE ;; esac
mkdir "$work/guide" "$work/guide/build"
ln -s "$program" "$work/guide/build/wenze"
sed -n '/^人员编号,/,/^```/{/^```/d;p;}' docs/organisation.md > "$work/guide/名册.csv"
grep '^\$ build/wenze register' docs/organisation.md | sed 's/^\$ //' > "$work/commands"
if [ "$(wc -l < "$work/commands")" -ge 10 ]; then ok; else no 'the guide has lost its commands'; fi
while read -r line; do
    if (cd "$work/guide" && WENZE_DB='' WENZE_RULES=${WENZE_RULES:-$here/rules} sh -c "$line") \
        > "$work/out" 2> "$work/err" < /dev/null; then ok; else no "the guide's command fails: $line"; fi
done < "$work/commands"

echo "wenze-part: import passed=$passed failed=$failed"
[ "$failed" = 0 ]
