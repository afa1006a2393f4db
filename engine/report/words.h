/* The report's own words in both languages. Everything that names law, facts or measures comes from the rules; these say
 * only how a result stands. Punctuation is here too, since it differs. */
#ifndef WZ_REPORT_WORDS_H
#define WZ_REPORT_WORDS_H

#include "model/text.h"

#define WZ_WORDS(X)                                                                                                    \
    /* punctuation */                                                                                                  \
    X(COLON, "：", ": ")                                                                                               \
    X(COMMA, "，", ", ")                                                                                               \
    X(SEMICOLON, "；", "; ")                                                                                           \
    X(LIST, "、", ", ")                                                                                                \
    X(STOP, "。", ".")                                                                                                 \
    X(OPEN, "（", " (")                                                                                                \
    X(CLOSE, "）", ")")                                                                                                \
    X(MARK_OPEN, "〔", " [")                                                                                           \
    X(MARK_CLOSE, "〕", "]")                                                                                           \
    X(QUOTE_OPEN, "“", "“")                                                                                            \
    X(QUOTE_CLOSE, "”", "”")                                                                                           \
    X(LEFT_OUT, "……", " … ")                                                                                           \
    X(GAP, "　", "  ")                                                                                                 \
    /* the head */                                                                                                     \
    X(CASE, "案件", "Case")                                                                                            \
    X(AS_OF, "截至", "As of ")                                                                                         \
    X(RESTS_ON, "本结论所依尚有：", "This result still rests on: ")                                                    \
    X(DRAFTS, "含草案（", "drafts (")                                                                                  \
    X(DRAFTS_END, "），该部分为假设性分析", "), that part being hypothetical")                                         \
    X(PRESUMPTIONS, "推定", "presumptions: ")                                                                          \
    X(PLACES, "处", "")                                                                                                \
    X(TO_VERIFY, "待核规范", "norms to be verified: ")                                                                 \
    X(MARKED_VERIFY, "，文中标〔待核〕", ", marked [to be verified]")                                                  \
    X(AND_OTHERS, "等", " and others")                                                                                 \
    X(ITEMS, "条", "")                                                                                                 \
    X(THINGS, "项", "")                                                                                                \
    X(CONTRADICTIONS, "相互矛盾的事实（按不明处理）", "Contradictory facts (read as unknown)")                         \
    X(EXCLUDE_EACH_OTHER, "不能并存", "cannot both be so")                                                             \
    X(AND, "与", " and ")                                                                                              \
    X(ALLEGATIONS, "尚未查实的事实（按不明处理）", "Facts not established (read as unknown)")                          \
    /* a person and a regulation */                                                                                    \
    X(GOVERNING, "适用的规定", "governs")                                                                              \
    X(BESIDE, "并列评估", "assessed beside it")                                                                        \
    X(SAME_OUTCOME, "与适用的规定结论相同", "the same as under the governing regulation")                              \
    X(OTHER_OUTCOME, "与适用的规定结论不同", "not the same as under the governing regulation")                         \
    X(HYPOTHETICAL, "假设性", "hypothetical")                                                                          \
    X(BASELINE, "兜底适用：无地方规定及于该任职", "baseline: no local regulation bears on the post")                   \
    X(HYPOTHETICAL_BELOW, "以下为假设性评估：所列文本系草案，尚未施行，不得作为处理依据。",                            \
      "What follows is hypothetical: these texts are drafts, not in force, and no basis for a decision.")              \
    X(NOT_APPLICABLE, "不适用的规定", "Regulations that do not apply")                                                 \
    X(OUTCOME, "结论：", "Outcome: ")                                                                                  \
    X(POSSIBLE, "视待查事实，可能是：", "Depending on what is still open, possibly: ")                                 \
    X(OR, "或", " or ")                                                                                                \
    X(BECAUSE_OF, "原因：", "Reason: ")                                                                                \
    X(SCOPE, "适用情况：", "Applies: ")                                                                                \
    X(DIRECT, "直接适用", "directly")                                                                                  \
    X(BY_REFERENCE, "参照适用", "by reference")                                                                        \
    X(SCOPE_UNKNOWN, "是否适用尚不能确定", "not known whether it does")                                                \
    X(OUT_OF_SCOPE, "任职不在适用范围内", "the post is outside its scope")                                             \
    X(NOT_IN_FORCE, "行为时不在施行期内", "not in force at the time of the conduct")                                   \
    X(POST, "任职：", "post: ")                                                                                        \
    X(CONDUCT, "行为时间：", "conduct: ")                                                                              \
    X(SUMMARY, "人员一览", "Persons")                                                                                  \
    X(NOT_GOVERNED, "没有适用的规定", "nothing governs")                                                               \
    X(REST_FALSE, "其余", "Other provisions: ")                                                                        \
    X(RULES, "条不成立", " not met")                                                                                   \
    X(OPEN_TOO, "；另有", ", ")                                                                                        \
    X(OPEN_RULES, "条尚不能确定，与问责结论无关", " open without bearing on the outcome")                              \
    /* findings */                                                                                                     \
    X(HOLDS, "成立", "holds")                                                                                          \
    X(UNSETTLED, "尚不能确定", "undetermined")                                                                         \
    X(DEFEATED, "情形存在，但被排除", "the circumstances exist, but it is excluded")                                   \
    X(MAYBE_DEFEATED, "情形存在，是否被排除尚不能确定", "the circumstances exist; whether it is excluded is open")     \
    X(DOES_NOT_HOLD, "不成立", "does not hold")                                                                        \
    X(VERIFY, "待核", "to be verified")                                                                                \
    X(PRESUMED, "推定", "presumed")                                                                                    \
    X(CONTRADICTED, "所依事实相互矛盾", "rests on contradictory facts")                                                \
    X(FACTS, "所依事实：", "On these facts: ")                                                                         \
    X(MISSING, "——尚缺：", " – missing: ")                                                                             \
    X(RESTS_ON_RULES, "——取决于：", " – depends on: ")                                                                 \
    X(DEFEATED_BY, "排除依据：", "Excluded by: ")                                                                      \
    X(MAYBE_DEFEATED_BY, "是否被排除取决于：", "Whether it is excluded depends on: ")                                  \
    X(OFFERED_BY, "决定机关可以选择适用：", "The deciding body may apply: ")                                           \
    X(REACHES, "及于：", "Reaches: ")                                                                                  \
    X(CHOICES, "由决定机关裁量", "At the deciding body's discretion")                                                  \
    X(READINGS, "影响结论的条文读法", "Readings that change a finding")                                                \
    X(READ_AS, "采用的读法：", "read as: ")                                                                            \
    X(READ_OTHERWISE, "；若采另一读法：", "; on the other reading: ")                                                  \
    /* facts */                                                                                                        \
    X(YES, "是", "yes")                                                                                                \
    X(NO, "否", "no")                                                                                                  \
    X(NONE, "无", "none")                                                                                              \
    X(UNKNOWN, "不明", "unknown")                                                                                      \
    X(ESTABLISHED, "查实", "established")                                                                              \
    X(REFUTED, "查否", "refuted")                                                                                      \
    X(ALLEGED, "反映，未查实", "alleged, not established")                                                             \
    X(DISPUTED, "有争议", "disputed")                                                                                  \
    X(EXAMINED, "经审查未发现", "examined, nothing found")                                                             \
    X(BY_EXCLUSION, "与之不能并存的已查实：", "excluded by what is established: ")                                     \
    X(BY_IMPLICATION, "推自：", "follows from: ")                                                                      \
    X(BY_RULE, "依规则得出", "by rule")                                                                                \
    X(EVIDENCE, "证据：", "evidence: ")                                                                                \
    X(AT_LEAST, "不少于", "at least ")                                                                                 \
    X(AT_MOST, "不多于", "at most ")                                                                                   \
    X(TO, "至", " to ")                                                                                                \
    X(BETWEEN, "", "between ")                                                                                         \
    X(AND_UPPER, "至", " and ")                                                                                        \
    X(BETWEEN_END, "间的某日", "")                                                                                     \
    X(NOT_BEFORE, "或之后", " or later")                                                                               \
    X(NOT_AFTER, "或之前", " or earlier")                                                                              \
    X(UP_TO, "至", "until ")                                                                                           \
    X(TO_THIS_DAY, "至今", "to this day")                                                                              \
    X(YEARS, "年", " years")                                                                                           \
    X(YEAR, "年", " year")                                                                                             \
    X(MONTHS, "个月", " months")                                                                                       \
    X(MONTH, "个月", " month")                                                                                         \
    X(DAYS, "日", " days")                                                                                             \
    X(DAY, "日", " day")                                                                                               \
    X(ARTICLE_OPEN, "第", ", art. ")                                                                                   \
    X(ARTICLE_CLOSE, "条", "")                                                                                         \
    /* what follows */                                                                                                 \
    X(LIST_OPEN, "清单开放：以“等”结尾", "open list: the text ends in “and others”")                                   \
    X(NOT_AVAILABLE, "本人现状下不可采取", "not available in this person's position")                                  \
    X(MAYBE_AVAILABLE, "能否采取尚不能确定", "not known whether it is available")                                      \
    X(BARS_UNKNOWN, "影响期不明，该日尚无所载规定", "bars not known, as no norm on record was in force") \
    X(BARS, "限制", "bars ")                                                                                           \
    X(AS_FOR, "决定机关、影响期与前述人员相同：", "decided by and barring as for the person above: ")                  \
    X(NO_FIXED_TERM, "期限按决定推算", "reckoned from the decision")                                                   \
    X(OR_NO_FIXED_TERM, "或者按决定推算", " or reckoned from the decision")                                            \
    X(LASTING, " ", " – ")                                                                                             \
    X(BY_KIND, "视种类，", "by kind, ")                                                                                \
    X(NO_END, "无期满日", "no end")                                                                                    \
    X(ROUTE, "去向：", "now: ")                                                                                        \
    X(WAITS, "其期间自相应处理决定生效起算，尚无该决定", "its time runs from a decision that has not been taken")      \
    X(WINDOW_OPEN, "期间尚不能确定", "the period cannot be determined")                                                \
    X(FROM, "自", "from ")                                                                                             \
    X(FROM_END, "起", "")                                                                                              \
    X(LAST_BARRED, "最后受限日", "last barred day ")                                                                   \
    X(FIRST_FREE, "解除日", "free from ")                                                                              \
    X(RUNNING, "尚在影响期内", "running")                                                                              \
    X(ENDED, "影响期已满", "ended")                                                                                    \
    X(NOT_KNOWN_IF_RUNNING, "是否尚在影响期内不能确定", "not known whether it is running")                             \
    X(BAN_UNSETTLED, "是否适用尚不能确定", "not known whether it applies")                                             \
    X(LOG_OPEN, "台账未声明完整", "log not declared complete")                                                         \
    X(REQUIRED, "应", "required ")                                                                                     \
    X(TIMES, "次", "")                                                                                                 \
    X(DONE, "完成", "done ")                                                                                           \
    X(SHORT, "欠缺", "short")                                                                                          \
    X(MET, "达到", "met ")                                                                                             \
    X(OPEN_PERIODS, "不能判断", "cannot be judged ")                                                                   \
    X(UNCOUNTED, "不计", "not counted ")                                                                               \
    X(NO_SHORTFALL, "没有查明的欠缺", "No shortfall proven")                                                           \
    X(OTHER_PERIODS, "其余期间", "Other periods")                                                                      \
    X(PARTIAL_POST, "任职不足整期", "not the whole period in post")                                                    \
    X(PARTIAL_FORCE, "施行不足整期", "not the whole period in force")                                                  \
    X(NOT_ENDED, "期间尚未届满", "the period has not ended")                                                           \
    X(PERIODS, "个", "")                                                                                               \
    X(OR_MORE, "次以上", " or more")                                                                                   \
    X(ALWAYS, "一般要求（不以本案事实为条件）：", "In any case, whatever the facts: ")                                 \
    X(IF_OPEN, "条件尚不能确定的：", "Conditions not settled: ")                                                       \
    X(WARNINGS, "提示", "Note")                                                                                        \
    X(QUESTIONS, "待查事项（影响大的在前）", "Open questions (most decisive first)")                                   \
    X(PROVED_BY, "可凭：", "Proved by: ")                                                                              \
    X(IF_TRUE, "若为是，", "if yes, ")                                                                                 \
    X(IF_FALSE, "若为否，", "if no, ")                                                                                 \
    X(OUTCOME_BECOMES, "结论为", "the outcome is ")                                                                    \
    X(MORE_QUESTIONS, "其余待查事项：", "Further open questions: ")                                                    \
    /* reasons that the result gives by name */                                                                        \
    X(REASON_APPLICABILITY, "规定是否适用尚不能确定", "not known whether the regulation applies")                      \
    X(REASON_NO_VERSION, "决定日早于所载最早版本", "decided before the first version recorded")                        \
    X(REASON_EXPELLED, "开除，不再有期满日", "expelled, so there is no end")                                           \
    X(REASON_RESCINDED, "处理已撤销", "the decision was rescinded")                                                    \
    /* the register */                                                                                                 \
    X(REG_NAME, "姓名", "name")                                                                                        \
    X(REG_MATTER, "所涉事项", "matter")                                                                                \
    X(REG_COMPLETE_TO, "记录齐全至", "complete to")                                                                    \
    X(REG_DECLARED_BY, "声明人", "declared by")                                                                        \
    X(REG_DECLARED_ON, "声明日", "declared on")                                                                        \
    X(REG_YES, "是", "yes")                                                                                            \
    X(REG_NO, "否", "no")                                                                                              \
    X(REG_TO_THIS_DAY, "至今", "to this day")                                                                          \
    X(REG_BECAUSE, "事由：", "because: ")                                                                              \
    X(REG_WHOLE_REGISTER, "整个登记簿", "The whole register")                                                          \
    X(REG_KNOWN_ON, "当时所知，", "as known on ")                                                                      \
    X(REG_NOT_COMPLETE, "没有声明记录齐全：未登记的处理不能当作没有", "The record is not declared complete: what is not on record is not known not to be") \
    X(REG_PERSON, "人员", "Person")                                                                                    \
    X(REG_POST, "任职", "Post")                                                                                        \
    X(REG_SANCTION, "处理处分", "Sanction")                                                                            \
    X(REG_RESPONSIBILITY, "责任认定", "Responsibility")                                                                \
    X(REG_COMPLETE, "齐全声明", "Declaration")                                                                         \
    X(REG_ADD, "登记", "recorded")                                                                                     \
    X(REG_AMEND, "更正", "amended")                                                                                    \
    X(REG_RESCIND, "撤销", "rescinded")                                                                                \
    X(REG_WITHDRAW, "撤回误录", "withdrawn")

typedef enum {
#define X(name, zh, en) WZ_SAY_##name,
    WZ_WORDS(X)
#undef X
    WZ_WORD_COUNT
} wz_word;

const char *wz_word_in(wz_word word, wz_lang lang);

#endif
