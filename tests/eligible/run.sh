#!/bin/sh
# The sample register of cases/register: what `wenze screen` and `wenze eligible` say of everybody in it is what was worked out
# by hand, whichever way the record comes in; and a screening is safe with its files. $WENZE is the program.
set -u

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
sample=cases/register
known=2026-06-30
unset LC_ALL LC_MESSAGES LANG

ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "tests/eligible: $*"; }
check() { if [ "$1" = "$2" ]; then ok; else no "$3: $1, not $2"; fi; }

# columns FILE NAME…: these columns of a table, by their headings, separated by "|".
columns() {
    file=$1
    shift
    tr -d '\r' < "$file" | sed '1s/^\xef\xbb\xbf//' | awk -F, -v names="$*" '
        NR == 1 { n = split(names, want, " "); for (i = 1; i <= NF; i++) at[$i] = i; next }
        { line = $(at[want[1]]); for (i = 2; i <= n; i++) line = line "|" $(at[want[i]]); print line }'
}

answers="answer last_barred_day first_free_day deciding_rule reason"

# screened FILE: compare what a screening of some step and day wrote with the expected answers, a line a difference.
differences() {
    # shellcheck disable=SC2086
    columns "$1" "$2" $answers | sort -u > "$work/got"
    awk -F, -v step="$3" -v on="$4" 'NR > 1 && $2 == step && $3 == on { print $1 "|" $4 "|" $5 "|" $6 "|" $7 "|" $8 }' \
        "$sample/expected.csv" | sort > "$work/want"
    awk -F'|' '
        FNR == NR { got[$1] = $0; next }
        { split(got[$1], g, "|"); bad = 0
          for (i = 2; i <= 6; i++) if ($i != "*" && g[i] != $i) bad = 1
          if (bad) print "expected " $0 ", got " got[$1]; else good++ }
        END { print "good " good + 0 }' "$work/got" "$work/want"
}

screen() { "$WENZE" screen "$@" > "$work/out" 2> "$work/err" < /dev/null; }

# ---- everybody, by screening: long form as it is, and again from its own XLSX output ----
cut -d, -f2,3 "$sample/expected.csv" | sed 1d | sort -u > "$work/asked"
while IFS=, read -r step on; do
    screen "$sample/records.csv" --step "$step" --on "$on" --known-on $known -o "$work/$step.$on.csv" ||
        no "screen --step $step --on $on: status $?"
    differences "$work/$step.$on.csv" 人员编号 "$step" "$on" > "$work/report"
    passed=$((passed + $(sed -n 's/^good //p' "$work/report")))
    grep -v '^good ' "$work/report" > "$work/bad"
    while read -r line; do no "screen $step $on: $line"; done < "$work/bad"
done < "$work/asked"

screen "$sample/records.csv" --step promotion --on $known --known-on $known -o "$work/one.xlsx" || no "xlsx: status $?"
screen "$work/one.xlsx" --step promotion --on $known --known-on $known -o "$work/again.csv" || no "from xlsx: status $?"
differences "$work/again.csv" 人员编号 promotion $known > "$work/report"
check "$(grep -vc '^good ' "$work/report")" 0 "screening what was written as XLSX"

# ---- everybody, one by one ----
status_of() {
    case $1 in eligible) echo 0 ;; barred) echo 1 ;; *) echo 5 ;; esac
}
sed 1d "$sample/expected.csv" | while IFS=, read -r person step on answer last free rule reason why; do
    "$WENZE" eligible "$person" --records "$sample/records.csv" --step "$step" --on "$on" --known-on $known \
        --format json > "$work/raw" 2> "$work/err" < /dev/null
    status=$?
    tr -d ' \n' < "$work/raw" > "$work/json"
    wanted=$(status_of "$answer")
    good=y
    [ "$status" = "$wanted" ] || good=
    grep -q "\"answer\":\"$answer\"" "$work/json" || good=
    case $last in
    '' | */*) ;;
    *) grep -q "\"answer\":\"$answer\",\"reason\":null,\"last_barred_day\":\"$last\",\"first_free_day\":\"$free\"" \
        "$work/json" || good= ;;
    esac
    [ -z "$rule" ] || [ "$rule" = '*' ] || grep -q "\"deciding\":{\"rule\":\"$rule\"" "$work/json" || good=
    [ -z "$reason" ] || grep -q "\"answer\":\"$answer\",\"reason\":\"$reason\"" "$work/json" || good=
    if [ $good ]; then echo ok; else echo "no $person $step $on: status $status, $why: $(head -c 400 "$work/json")"; fi
done > "$work/each"
passed=$((passed + $(grep -c '^ok' "$work/each")))
grep '^no' "$work/each" > "$work/bad"
while read -r line; do no "eligible: $line"; done < "$work/bad"

# ---- a draft stands apart ----
"$WENZE" eligible C060 --records $sample/records.csv --step promotion --on 2021-06-01 --known-on $known --regime sz-draft \
    --format json > "$work/raw" 2> "$work/err" < /dev/null
check $? 5 "a draft bars nobody"
tr -d ' \n' < "$work/raw" > "$work/json"
if grep -q '"with_drafts":{"answer":"barred".*"barred_at_least_to":"2022-05-01"' "$work/json"; then ok; else
    no "the draft's bar is not shown apart"
fi

# ---- a veto over a matter that nobody wrote down: open, said once, its words once, and what would settle it ----
printf 'person_id,kind,decision_date,ground,records_complete_to\nV1,admonition,2026-02-01,accident_leadership,%s\n' \
    $known > "$work/veto.csv"
"$WENZE" eligible V1 --records "$work/veto.csv" --step grade_advance --on $known --known-on $known --regime bj2019 \
    > "$work/text" 2> "$work/err" < /dev/null
check $? 5 "a veto that may hold"
tr -d '\n ' < "$work/text" > "$work/flat"
check "$(grep -o '北京市实施细则第二十条，诫勉' "$work/flat" | wc -l)" 1 "lines of the veto"
check "$(grep -o '严格落实安全生产“一票否决”制度' "$work/flat" | wc -l)" 1 "words of the veto"
if grep -q '尚缺.*诫勉（2026年2月1日）：所涉事项' "$work/flat" && grep -q '尚缺.*事故调查处理报告认定' "$work/flat"; then ok; else
    no "what would settle the veto is not named: $(cat "$work/text")"
fi
if grep -q '与本事件为同一事项' "$work/flat"; then no "a review has no incident to ask about"; else ok; fi

# ---- text: how an end was found; the calendar ----
"$WENZE" eligible C004 --records $sample/records.csv --step promotion --on $known --known-on $known > "$work/text" 2>&1
check $? 1 "C004"
if tr -d '\n ' < "$work/text" | grep -q '2025年12月31日+6个月=2026年6月30日（该月无31日，取月末）'; then ok; else
    no "the end is not reckoned before the reader: $(cat "$work/text")"
fi
"$WENZE" --lang en eligible C070 --records $sample/records.csv --known-on $known > "$work/text" 2>&1
check $? 1 "the calendar of C070 on the day of knowledge"
if grep -q 'one mark a' "$work/text" && grep -q '#' "$work/text"; then ok; else no "no calendar is drawn"; fi

# ---- a roster as a spreadsheet makes it ----
screen $sample/roster.csv --on $known --known-on $known --step promotion,important_use -o "$work/roster.csv"
check $? 0 "the roster in GB18030"
columns "$work/roster.csv" 人员编号 promotion_answer promotion_last_barred_day > "$work/got"
check "$(sed -n 1p "$work/got")" 'C001|barred|2026-07-31' "first of the roster"
check "$(wc -l < "$work/got")" "$(($(wc -l < $sample/roster.csv) - 1))" "a row in, a row out"
columns $sample/roster.csv 人员编号 > /dev/null
cut -d'|' -f1 "$work/got" > "$work/order"
iconv -f GB18030 -t UTF-8 $sample/roster.csv | sed 1d | cut -d, -f1 | cmp -s - "$work/order"
check $? 0 "the order of rows"
check "$(stat -c %a "$work/roster.csv")" 600 "mode of the output"
screen $sample/roster.csv --on $known --known-on $known --step promotion --only-id -o "$work/ids.csv"
if head -1 "$work/ids.csv" | grep -q 姓名; then no "--only-id leaves names in"; else ok; fi

# ---- the same people from a register: one by one, and a roster of nothing but ids ----
# (whose kind of sanction cannot be read is not entered: C061)
"$WENZE" register import $sample/records.csv --db "$work/office.db" --by test --keep-good > "$work/out" 2> "$work/err" < /dev/null
check $? 3 "import of the sample"
{ echo 人员编号; cut -d, -f1 $sample/expected.csv | sed 1d | sort -u; } > "$work/ids"
screen "$work/ids" --db "$work/office.db" --on $known --step promotion -o "$work/db.csv"
check $? 0 "screening a register"
differences "$work/db.csv" 人员编号 promotion $known | grep -v 'expected C061' > "$work/report"
check "$(grep -vc '^good ' "$work/report")" 0 "answers from the register: $(grep -v '^good ' "$work/report" | head -3)"
for person in C004:1 C003:0 C031:5; do
    "$WENZE" eligible "${person%:*}" --db "$work/office.db" --on $known --step promotion > "$work/out" 2> "$work/err" < /dev/null
    check $? "${person#*:}" "${person%:*} from the register"
done
"$WENZE" eligible NOBODY --db "$work/office.db" --on $known > "$work/out" 2> "$work/err" < /dev/null
check $? 3 "somebody who is not on record"

# ---- who is not on record is cleared by the declaration on the whole register only, and that is said ----
"$WENZE" register declare --to 2026-06-30 --by test --db "$work/office.db" > "$work/out" 2> "$work/err"
printf 'person_id\nC003\nC993\nC994\n' > "$work/mistyped.csv"
screen "$work/mistyped.csv" --on $known --step promotion --db "$work/office.db" -o "$work/mistyped.out.csv"
check "$(grep -c '查全声明作答的：2 人' "$work/out")" 1 "people who are not on record are counted"
screen "$work/mistyped.csv" --on $known --step promotion --db "$work/office.db" -o "$work/mistyped.out.csv" --format json
check "$(grep -c '"not_on_record":2,' "$work/out")" 1 "and in the JSON"
"$WENZE" eligible C993 --on $known --step promotion --db "$work/office.db" > "$work/out" 2> "$work/err"
check "$? $(grep -c ELIGIBLE-007 "$work/err")" "0 1" "a number that is not on record"
"$WENZE" eligible C003 --on $known --step promotion --db "$work/office.db" > "$work/out" 2> "$work/err"
check "$(grep -c ELIGIBLE-007 "$work/err")" 0 "a number that is"

# ---- threads change nothing; standard input and output ----
{
    echo 'person_id,name,records_complete_to,kind_1,date_1,kind_2,date_2'
    awk 'BEGIN { split("诫勉 党内警告 政务记过 通报 留党察看 降职 开除党籍", k, " ")
        for (i = 1; i <= 5000; i++) printf "N%05d,某,%s,%s,20%02d-%02d-%02d,%s,2025.%02d\n", i, i % 3 ? "2026-06-30" : "",
            k[i % 7 + 1], 10 + i % 17, i % 12 + 1, i % 28 + 1, k[i % 5 + 1], i % 12 + 1 }'
} > "$work/many.csv"
for threads in 1 2 5; do
    screen "$work/many.csv" --on $known --known-on $known --step promotion,commendation --threads $threads \
        -o "$work/many.$threads.csv"
    check $? 0 "$threads threads"
done
cmp -s "$work/many.1.csv" "$work/many.2.csv" && cmp -s "$work/many.1.csv" "$work/many.5.csv"
check $? 0 "the same output by any number of threads"
"$WENZE" screen - --on $known --known-on $known --step promotion,commendation -o - < "$work/many.csv" \
    > "$work/piped" 2> "$work/err"
check $? 0 "standard input and output"
cmp -s "$work/many.1.csv" "$work/piped"
check $? 0 "the same output through pipes"

# ---- what must not happen ----
cp "$work/many.csv" "$work/own.csv"
screen "$work/own.csv" --on $known --step promotion -o "$work/own.csv"
check $? 3 "the roster is not overwritten"
cmp -s "$work/many.csv" "$work/own.csv"
check $? 0 "the roster is as it was"
echo kept > "$work/kept.csv"
printf 'no,such\n1,2\n' > "$work/bad.csv"
screen "$work/bad.csv" --on $known --step promotion -o "$work/kept.csv"
check $? 3 "a table without person ids"
check "$(cat "$work/kept.csv")" kept "what stood there after a failure"
screen "$work/many.csv" --on 2026-02-30 --step promotion -o "$work/kept.csv"
check $? 3 "no such day"
screen "$work/many.csv" --on $known --step no_step -o "$work/kept.csv"
check $? 3 "no such step"
screen "$work/many.csv" --on $known -o "$work/kept.csv"
check $? 2 "a step is needed"
check "$(cat "$work/kept.csv")" kept "what stood there"
check "$(find "$work" -name 'kept.csv.*' | wc -l)" 0 "unfinished files"
printf 'person_id,name,kind_1,date_1\nX1,"=HYPERLINK(""http://x"")",诫勉,2026-05-01\n' > "$work/formula.csv"
screen "$work/formula.csv" --on $known --known-on $known --step promotion -o "$work/formula.out.csv"
if grep -q "^X1,\"\?'=HYPERLINK" "$work/formula.out.csv"; then ok; else no "a formula came through"; fi

# ---- rows of one person that stand apart ----
printf 'person_id,kind,decision_date,records_complete_to\nA,诫勉,2020-01-01,2026-06-30\nB,,,2026-06-30\nA,通报,2020-02-01,2026-06-30\n' \
    > "$work/apart.csv"
screen "$work/apart.csv" --on $known --known-on $known --step promotion -o "$work/apart.out.csv"
check $? 0 "rows apart"
if grep -q 'SCREEN-004\|RECORD' "$work/apart.out.csv"; then ok; else no "rows apart are not told"; fi
check "$(tail -n 1 "$work/apart.out.csv" | cut -d, -f5)" undetermined "the part of a person is not called complete"
screen "$work/apart.csv" --on $known --known-on $known --step promotion -o "$work/apart.out.csv" --complete-to $known
check "$(tail -n 1 "$work/apart.out.csv" | cut -d, -f5)" undetermined "nor by an option for all"
printf 'person_id,kind,decision_date\nA1,诫勉,2026-05-01\nＡ１,诫勉,2026-06-01\n' > "$work/wide-digits.csv"
screen "$work/wide-digits.csv" --on $known --known-on $known --step promotion -o "$work/apart.out.csv"
check "$(grep -c '2026-12-01' "$work/apart.out.csv")" 2 "one id in two widths is one person"

# ---- a person in two rows of a wide roster: named, and never free by one of them ----
{
    echo 'person_id,records_complete_to,kind_1,date_1'
    echo 'W1,2026-06-30,诫勉,2026-05-01'
    echo 'W2,2026-06-30,,'
    echo 'W1,2026-06-30,,'
    echo ' Ｗ２,2026-06-30,,'
    echo '11010519491231002X,2026-06-30,,'
    echo '11010519491231002x,2026-06-30,,'
    echo '合计,,,'
    echo '合计,,,'
} > "$work/twice.csv"
for threads in 1 4; do
    screen "$work/twice.csv" --on $known --known-on $known --step promotion -o "$work/twice.out.csv" --threads $threads
    check "$(sed 1d "$work/twice.out.csv" | cut -d, -f5 | tr '\n' ' ')" \
        "barred eligible undetermined undetermined eligible undetermined   " "answers of people in two rows"
    check "$(grep -c SCREEN-006 "$work/twice.out.csv")" 3 "rows that repeat a person"
done
if grep -q '又占 3 行' "$work/out"; then ok; else no "the summary is silent about repeats"; fi
screen "$work/twice.csv" --on $known --known-on $known --step promotion -o "$work/twice.out.csv" --complete-to $known --format json
check "$(sed -n 4p "$work/twice.out.csv" | cut -d, -f5)" undetermined "a repeated person with an option for all"
if grep -q '"rows_repeated":3,"not_on_record":0,"all_compared":true' "$work/out"; then ok; else no "the JSON is silent about repeats"; fi

# ---- what decides, in words: the article by the version that it was read by ----
{
    echo 'person_id,records_complete_to,kind_1,date_1'
    echo 'V1,2026-06-30,政务记过,2026-01-31'
    echo 'V2,2026-06-30,政务记过,2019-09-30'
} > "$work/basis.csv"
screen "$work/basis.csv" --on 2020-03-01 --known-on $known --step promotion -o "$work/basis.csv.out" --words
check "$(grep -c '^V2,.*受限,2020-09-30,2020-10-01,.*行政机关公务员处分条例（2007）》第6–9条（待核）' "$work/basis.csv.out")" 1 "a basis of the earlier version"
screen "$work/basis.csv" --on $known --known-on $known --step promotion -o "$work/basis.csv.out" --words
check "$(grep -c '^V1,.*受限,.*《公职人员政务处分法》第8、19条,' "$work/basis.csv.out")" 1 "a basis of the later version"
screen "$work/basis.csv" --on $known --known-on $known --step promotion -o "$work/basis.csv.out" --words --lang en
check "$(grep -c '《公职人员政务处分法》, art. 8、19' "$work/basis.csv.out")" 1 "a basis in English"
screen "$work/basis.csv" --on $known --known-on $known --step promotion -o "$work/basis.csv.out"
check "$(grep -c '^V1,.*,national.admin_demerit,' "$work/basis.csv.out")" 1 "ids for programs"

# ---- a number that is not one person's ----
awk 'BEGIN { print "person_id,kind,decision_date,ground"
    for (i = 0; i < 150; i++) printf "A,诫勉,20%02d-%02d-%02d,accident_leadership\n", 10 + i % 10, i % 12 + 1, i % 28 + 1 }' > "$work/office.csv"
screen "$work/office.csv" --on $known --step promotion --jurisdiction 北京市 -o "$work/office.out.csv"
check $? 3 "a roster of more matters than one person has"
check "$(grep -c ELIGIBLE-006 "$work/err") $(grep -c SCREEN-005 "$work/err")" "1 0" "what is said of too many matters"
"$WENZE" eligible A --records "$work/office.csv" --jurisdiction 北京市 --on $known > "$work/out" 2> "$work/err" < /dev/null
check "$? $(grep -c ELIGIBLE-006 "$work/err")" "3 1" "a record of more matters than one person has"

# ---- a declaration that does not reach back to sanctions that may still bar ----
for from in 2023-06-30:0 2023-07-01:5 2026-06-29:5; do
    cat > "$work/declared.xml" << END
<case xmlns="urn:wenze:case:1" id="c" jurisdiction="江苏省/南京市" as-of="2026-06-30">
  <incident id="i" subject="true"><fact name="incident_date" value="2026-06-01"/></incident>
  <person id="p" name="某"><complete list="sanctions" from="${from%:*}" to="2026-06-30" by="x" on="2026-06-30"/>
  <fact name="leading_responsibility_for_accident" in="i" value="false"/></person>
</case>
END
    "$WENZE" eligible p --case "$work/declared.xml" --on $known --known-on $known --step promotion > "$work/out" 2> "$work/err" < /dev/null
    check $? "${from#*:}" "declared complete from ${from%:*}"
done

echo "wenze-part: eligible passed=$passed failed=$failed"
[ $failed = 0 ]
