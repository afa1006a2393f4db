/* The job "explain": open one person of a case, build the derivation tree of a conclusion, write it down. */
#include "wenze/explain.h"

#include "app/asking.h"
#include "base/diag.h"
#include "report/proof.h"

#include <string.h>

/* Reasons longer than this are not written. */
static const size_t longest = (size_t)256 << 20;

enum { SCREEN_DEPTH = 8 };

/* What does not hold, and what is open, asks for what would change it. */
static bool wants_changes(const wz_explain_request *request, const wz_proof *proof)
{
    const wz_proof_node *root = proof->root;
    if (request->why_not)
        return true;
    if (root->kind == WZ_PROOF_VALUE && !root->has_truth)
        return root->value.tag == FEEL_UNKNOWN;
    return root->has_truth ? root->truth != WZ_TRUE : root->kind == WZ_PROOF_FIELD;
}

static int write_down(wz_buffer *out, const wz_proof *proof, const wz_explain_request *request)
{
    bool text = request->format == WZ_EXPLAIN_TEXT;
    wz_proof_style style = {.lang = wz_app_lang(request->language),
                            .depth = request->depth ? request->depth
                                     : text         ? SCREEN_DEPTH
                                                    : 0,
                            .full = request->full,
                            .width = request->width,
                            .colour = request->colour};
    switch (request->format) {
    case WZ_EXPLAIN_HTML: return wz_proof_html(out, proof, &style);
    case WZ_EXPLAIN_JSON: return wz_proof_json(out, proof, &style);
    case WZ_EXPLAIN_DOT: return wz_proof_dot(out, proof, &style);
    case WZ_EXPLAIN_SVG: return wz_proof_svg(out, proof, &style);
    case WZ_EXPLAIN_TEXT: break;
    }
    return wz_proof_text(out, proof, &style);
}

static int too_large(const wz_asking *a, wz_diag *diag)
{
    wz_diag_add(diag, WZ_ERROR, "EXPLAIN-008", (wz_place){a->subject->file, 1, 1},
                "the reasons are too large to be written in this form; ask for fewer levels (--depth), or for text");
    return WZ_ELIMIT;
}

static int explain(char **out, size_t *length, wz_asking *a, const wz_explain_request *request, wz_diag *diag)
{
    wz_entry *e = wz_proof_entry(&a->work, request->regime);
    wz_about about;
    if (!e) {
        wz_diag_add(diag, WZ_ERROR, "EXPLAIN-009", (wz_place){a->subject->file, 1, 1},
                    "no regulation bears on the person, not even perhaps; name one (--regime)");
        return WZ_EINPUT;
    }
    if (!wz_about_read(&about, e, request->about, diag))
        return WZ_EINPUT;
    const wz_proof *proof = NULL;
    wz_proof_options options = {.all = request->full}; /* whole, whatever is shown: only then can be said what is not */
    int code = wz_proof_build(&proof, a->arena, e, &about, &options);
    wz_proof whole;
    if (code == WZ_OK) {
        whole = *proof;
        if (wants_changes(request, proof))
            code = wz_changes_find(&whole.changes, a->arena, e, &about, 0);
        if (code == WZ_OK && request->why_not && !whole.changes)
            wz_diag_add(diag, WZ_WARNING, "EXPLAIN-010", (wz_place){a->subject->file, 1, 1},
                        "what would change it is looked for only of what is yes or no, or one of a list; ask about the "
                        "outcome, a rule or a measure");
    }
    wz_buffer buffer = {.limit = longest};
    if (code == WZ_OK)
        code = write_down(&buffer, &whole, request);
    if (code == WZ_ELIMIT || (code == WZ_ENOMEM && buffer.length > longest / 2))
        code = too_large(a, diag);
    if (code != WZ_OK) {
        wz_buffer_free(&buffer);
        return code;
    }
    *out = buffer.data;
    if (length)
        *length = buffer.length;
    return WZ_OK;
}

static int run(char **out, size_t *length, wz_session *session, const wz_asked *where,
               const wz_explain_request *request, wz_diag *diag)
{
    *out = NULL;
    wz_asked asked = *where;
    asked.person = request->person;
    asked.as_of = request->as_of;
    asked.today = request->today;
    asked.regimes = &request->regime;
    asked.regime_count = request->regime ? 1 : 0;
    wz_asking asking;
    int code = wz_asking_open(&asking, session, &asked, diag);
    if (code != WZ_OK)
        return code;
    code = explain(out, length, &asking, request, diag);
    wz_asking_close(&asking);
    return code;
}

int wz_explain(char **out, size_t *length, wz_session *session, const char *file, const wz_explain_request *request,
               wz_diag *diag)
{
    return run(out, length, session, &(wz_asked){.file = file}, request, diag);
}

int wz_explain_memory(char **out, size_t *length, wz_session *session, const char *name, const void *bytes, size_t size,
                      const wz_explain_request *request, wz_diag *diag)
{
    return run(out, length, session, &(wz_asked){.file = name, .bytes = bytes, .size = size}, request, diag);
}
