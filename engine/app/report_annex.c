/* The person is opened anew in the session's working memories: a proof is read from live memory, and what the assessment
 * was read from is gone by now. */
#include "app/report_annex.h"

#include "app/asking.h"
#include "report/proof.h"

/* What a reader can follow on paper: levels of the tree, and of its picture. */
enum { TREE_LEVELS = 9, PICTURE_LEVELS = 5, MOST_NODES = 2000 };

static const size_t longest_part = (size_t)4 << 20;

/* Append what a form of the tree gives, between two tags; nothing where it is too large. */
static int add_form(wz_buffer *out, int (*write)(wz_buffer *, const wz_proof *, const wz_proof_style *),
                    const wz_proof *proof, const wz_proof_style *style, const char *open, const char *close)
{
    wz_buffer part = {.limit = longest_part};
    int code = write(&part, proof, style);
    if (code == WZ_OK && part.length > 0) {
        wz_buffer_puts(out, open);
        wz_buffer_add(out, part.data, part.length);
        wz_buffer_puts(out, close);
    }
    bool full = part.length > longest_part / 2;
    wz_buffer_free(&part);
    return code == WZ_ELIMIT || full ? WZ_OK : code;
}

static int write_proof(wz_buffer *out, const wz_proof *proof, const wz_annex *annex)
{
    wz_proof_style style = {.lang = annex->lang, .depth = TREE_LEVELS, .prefix = proof->person->self.id};
    wz_buffer_puts(out, "<proof>\n");
    int code = add_form(out, wz_proof_html, proof, &style, "<div xmlns=\"http://www.w3.org/1999/xhtml\">", "</div>\n");
    style.depth = PICTURE_LEVELS;
    if (code == WZ_OK && annex->picture)
        code = add_form(out, wz_proof_svg, proof, &style, "<picture>", "</picture>\n");
    wz_buffer_puts(out, "</proof>\n");
    return code;
}

static int open_and_write(wz_buffer *out, wz_work *work, const wz_case_person *person, const wz_annex *annex)
{
    static const wz_proof_options options = {.depth = TREE_LEVELS + 1, .nodes = MOST_NODES};
    const wz_proof *proof = NULL;
    wz_about about;
    int code = wz_work_begin(work, annex->diag);
    if (code == WZ_OK)
        code = wz_open_person(work, person);
    wz_entry *entry = code == WZ_OK ? wz_proof_entry(work, NULL) : NULL;
    if (!entry || !wz_about_read(&about, entry, NULL, NULL))
        return code;
    code = wz_proof_build(&proof, work->arena, entry, &about, &options);
    return code == WZ_OK ? write_proof(out, proof, annex) : code;
}

int wz_annex_write(wz_buffer *out, const wz_person_result *person, void *payload)
{
    const wz_annex *annex = payload;
    const wz_order *order = annex->order;
    wz_assess_options options = {.regimes = order->regimes, .regime_count = order->regime_count};
    if (!wz_app_day(annex->subject, order->as_of, order->today, &options.has_as_of, &options.as_of, annex->diag))
        return WZ_EINPUT;
    wz_arena *arena = wz_arena_new();
    if (!arena)
        return WZ_ENOMEM;
    wz_work work = {
        .assessor = annex->session->assessor, .arena = arena, .subject = annex->subject, .options = &options};
    int code = open_and_write(out, &work, person->person, annex);
    wz_arena_free(arena);
    return code == WZ_ELIMIT ? WZ_OK : code;
}
