/* The person is opened anew in the session's working memories: a proof is read from live memory, and what the assessment
 * was read from is gone by now. */
#include "app/report_annex.h"

#include "app/asking.h"
#include "base/alloc.h"
#include "report/proof.h"

#include <sodium.h>

/* What a reader can follow on paper: levels of the tree, and of its picture. */
enum { TREE_LEVELS = 10, PICTURE_LEVELS = 5, MOST_NODES = 6000 };

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

/* Why all that is concluded is so, as a tree. */
static int write_tree(wz_buffer *out, wz_work *work, wz_entry *entry, const wz_annex *annex)
{
    static const wz_proof_options options = {.depth = TREE_LEVELS + 1, .nodes = MOST_NODES};
    static const wz_about about = {.kind = WZ_ABOUT_ALL, .entity = WZ_NO_ENTITY};
    const wz_proof *proof = NULL;
    int code = wz_proof_build(&proof, work->arena, entry, &about, &options);
    if (code != WZ_OK)
        return code;
    wz_proof_style style = {.lang = annex->lang, .depth = TREE_LEVELS, .prefix = proof->person->self.id};
    return add_form(out, wz_proof_html, proof, &style, "<div xmlns=\"http://www.w3.org/1999/xhtml\">", "</div>\n");
}

/* Four bytes of a PNG's head as a number. Source: PNG, 11.2.2 (IHDR). */
static unsigned long png_number(const char *at)
{
    unsigned long number = 0;
    for (int i = 0; i < 4; i++)
        number = number << 8 | (unsigned char)at[i];
    return number;
}

/* The picture in dots with its size; nothing where it is too large. */
static int add_bitmap(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style)
{
    enum { WIDTH_AT = 16, HEIGHT_AT = 20, HEAD = 24 };
    wz_buffer png = {.limit = longest_part};
    int code = wz_proof_png(&png, proof, style);
    size_t room = sodium_base64_ENCODED_LEN(png.length, sodium_base64_VARIANT_ORIGINAL);
    char *text = code == WZ_OK && png.length > HEAD ? wz_malloc(room) : NULL;
    if (text) {
        sodium_bin2base64(text, room, (const unsigned char *)png.data, png.length, sodium_base64_VARIANT_ORIGINAL);
        wz_buffer_printf(out, "<bitmap type=\"image/png\" dpi=\"%d\" width=\"%lu\" height=\"%lu\">", WZ_PROOF_PNG_DPI,
                         png_number(png.data + WIDTH_AT), png_number(png.data + HEIGHT_AT));
        wz_buffer_puts(out, text);
        wz_buffer_puts(out, "</bitmap>\n");
        wz_free(text);
    } else if (code == WZ_OK && png.length > HEAD) {
        code = WZ_ENOMEM;
    }
    bool full = png.length > longest_part / 2;
    wz_buffer_free(&png);
    return code == WZ_ELIMIT || full ? WZ_OK : code;
}

/* How the outcome came about, as a picture. */
static int write_picture(wz_buffer *out, wz_work *work, wz_entry *entry, const wz_annex *annex)
{
    static const wz_proof_options options = {.depth = PICTURE_LEVELS + 1, .nodes = MOST_NODES};
    const wz_proof *proof = NULL;
    wz_about about;
    if (!wz_about_read(&about, entry, NULL, NULL))
        return WZ_OK;
    int code = wz_proof_build(&proof, work->arena, entry, &about, &options);
    if (code != WZ_OK)
        return code;
    wz_proof_style style = {.lang = annex->lang, .depth = PICTURE_LEVELS};
    return annex->picture == WZ_PICTURE_PNG ? add_bitmap(out, proof, &style)
                                            : add_form(out, wz_proof_svg, proof, &style, "<picture>", "</picture>\n");
}

static int open_and_write(wz_buffer *out, wz_work *work, const wz_case_person *person, wz_annex *annex)
{
    int code = wz_work_begin(work, annex->diag);
    if (code == WZ_OK)
        code = wz_open_person(work, person);
    wz_entry *entry = code == WZ_OK ? wz_proof_entry(work, NULL) : NULL;
    if (!entry)
        return code;
    wz_buffer_puts(out, "<proof>\n");
    code = write_tree(out, work, entry, annex);
    bool bitmap = annex->picture == WZ_PICTURE_PNG;
    if (code == WZ_OK && annex->picture != WZ_PICTURE_NONE && (!bitmap || annex->drawn++ < WZ_ANNEX_BITMAPS))
        code = write_picture(out, work, entry, annex);
    wz_buffer_puts(out, "</proof>\n");
    return code;
}

int wz_annex_write(wz_buffer *out, const wz_person_result *person, void *payload)
{
    wz_annex *annex = payload;
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
