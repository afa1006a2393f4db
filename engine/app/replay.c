/* An assessment does not say how it was asked for, so the few ways are tried: with the regulations chosen by place and day
 * or named, with reasons for findings that hold or for all, with warnings in either language. */
#include "app/replay.h"

#include "load/load.h"
#include "report/report.h"

#include <string.h>

static bool is_same(const wz_recorded *recorded, const wz_assessment *assessment)
{
    bool same = false;
    for (int lang = 0; lang < WZ_LANGS && !same; lang++) {
        wz_buffer text = {0};
        int code = recorded->form == WZ_RECORDED_JSON ? wz_report_json(&text, assessment, (wz_lang)lang)
                                                      : wz_report_xml(&text, assessment, (wz_lang)lang);
        same = code == WZ_OK && text.length == recorded->length && memcmp(text.data, recorded->bytes, text.length) == 0;
        wz_buffer_free(&text);
    }
    return same;
}

static int reproduce(wz_replay *replay, wz_session *session, wz_diag *diag)
{
    const wz_recorded *recorded = replay->recorded;
    for (int way = 0; way < 4; way++) {
        bool named = way & 2;
        wz_assessment *assessment = NULL;
        replay->order = (wz_order){.as_of = recorded->as_of, .reasons_all = way & 1};
        if (named) {
            replay->order.regimes = recorded->regimes.items;
            replay->order.regime_count = recorded->regimes.count;
        }
        int code = wz_app_assess(&assessment, session, replay->subject, &replay->order, diag);
        bool same = code == WZ_OK && is_same(recorded, assessment);
        wz_assessment_free(assessment);
        if (code != WZ_OK || same)
            return code;
    }
    wz_diag_add(diag, WZ_ERROR, "REPORT-012", (wz_place){recorded->file, 0, 0},
                "this assessment does not follow from its case under these rules: one of them, or the engine, has "
                "changed since; assess the case again, or use the rules that it names");
    return WZ_EINPUT;
}

static int open_assessment(wz_replay *replay, const char *case_file, wz_session *session, wz_diag *diag)
{
    const wz_recorded *recorded = replay->recorded;
    replay->is_assessment = true;
    if (!case_file) {
        wz_diag_add(diag, WZ_ERROR, "REPORT-013", (wz_place){recorded->file, 0, 0},
                    "an assessment holds neither names nor facts, and this one is of the case \"%s\" (sha256 %.12s…); "
                    "give that case too (--case FILE)",
                    recorded->case_id ? recorded->case_id : "", recorded->case_sha256);
        return WZ_EINPUT;
    }
    int code = wz_load_case(&replay->subject, case_file, session->rules->law->vocabulary, NULL, diag);
    if (code != WZ_OK)
        return code;
    if (strcmp(replay->subject->sha256, recorded->case_sha256) != 0) {
        wz_diag_add(diag, WZ_ERROR, "REPORT-014", (wz_place){case_file, 0, 0},
                    "this is not the file that the assessment was made of (sha256 %.12s…, not %.12s…); give that file, "
                    "or assess this one",
                    replay->subject->sha256, recorded->case_sha256);
        return WZ_EINPUT;
    }
    return reproduce(replay, session, diag);
}

int wz_replay_open(wz_replay *replay, const char *file, const char *case_file, wz_session *session, wz_diag *diag)
{
    *replay = (wz_replay){0};
    int code = wz_load_recorded(&replay->recorded, file, diag);
    if (code != WZ_OK)
        return code;
    if (replay->recorded->form != WZ_RECORDED_OTHER)
        return open_assessment(replay, case_file, session, diag);
    if (case_file) {
        wz_diag_add(diag, WZ_ERROR, "REPORT-015", (wz_place){file, 0, 0},
                    "this is a case itself; give a second case only with an assessment");
        return WZ_EINPUT;
    }
    return wz_load_case_memory(&replay->subject, file, replay->recorded->bytes, replay->recorded->length,
                               session->rules->law->vocabulary, NULL, diag);
}

void wz_replay_close(wz_replay *replay)
{
    wz_case_free(replay->subject);
    wz_recorded_free(replay->recorded);
}
