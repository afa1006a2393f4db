/* Reasons written down: one derivation tree (explain/proof.h) as text, HTML, JSON, DOT and SVG. All append to the caller's
 * buffer and only read the tree. */
#ifndef WZ_REPORT_PROOF_H
#define WZ_REPORT_PROOF_H

#include "base/buffer.h"
#include "explain/proof.h"

typedef struct {
    wz_lang lang;       /* JSON gives both */
    unsigned depth;     /* levels shown; 0 = all that were built */
    bool full;          /* also what the conclusion does not rest on */
    unsigned width;     /* text: columns; 0 = 80 */
    bool colour;        /* text */
    bool mask;          /* names of persons are left out; ids stay */
    const char *prefix; /* HTML: of the ids of elements, so that several fragments can stand in one page; NULL = "proof" */
} wz_proof_style;

/* Each returns WZ_OK, WZ_ENOMEM, or WZ_ELIMIT (buffer full, or too large for a picture: ask for fewer levels). */
int wz_proof_text(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style);
/* A fragment, <section class="wz-proof">…</section>: well-formed XML as well as HTML, so that it can be embedded in either;
 * folding by <details>, no script, no style. The classes are listed in docs/formats.md, "Reasons". */
int wz_proof_html(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style);
int wz_proof_json(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style);
int wz_proof_dot(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style);
/* Drawn by Graphviz, which is not safe for threads: calls wait for each other. No XML declaration, no DOCTYPE. */
int wz_proof_svg(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style);
/* The same picture in dots, so many an inch; unlike in SVG, letters are drawn in the fonts of this machine. */
enum { WZ_PROOF_PNG_DPI = 144 };
int wz_proof_png(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style);

#endif
