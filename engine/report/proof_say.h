/* Private to proof_*.c: what one node of a derivation tree says, for every form that writes it down, and which nodes are
 * shown. */
#ifndef WZ_REPORT_PROOF_SAY_H
#define WZ_REPORT_PROOF_SAY_H

#include "report/proof.h"
#include "report/prose.h"

/* A teller writes onto its page; the page's buffer and width are set by the form that uses it. Not to be moved. */
typedef struct {
    wz_prose prose;
    const wz_proof *proof;
    const wz_proof_style *style;
    wz_assessment law;          /* only what names are looked up in */
    wz_person_result person;
    wz_regime_result regime;
} wz_teller;

void wz_teller_begin(wz_teller *t, wz_buffer *out, const wz_proof *proof, const wz_proof_style *style);
/* One of two texts by language. */
void wz_tell(wz_teller *t, const char *zh, const char *en);
void wz_tell_text(wz_teller *t, wz_text text);

/* On the current line: what the node says, how it stands, and where it stands in one fact, on what that rests. Needs no
 * children. `opened`: its children follow, so that it need not say what they say. */
void wz_tell_head(wz_teller *t, const wz_proof_node *node, bool opened);
/* The person, regulation, day and question, as a heading. */
void wz_tell_title(wz_teller *t);
/* The short words of how a node stands ("成立", "否"); NULL where it is no yes/no matter. */
const char *wz_tell_standing(const wz_proof_node *node, wz_lang lang);
/* Whether the node has words of law to quote here, and the quotation, on lines of their own. */
bool wz_tell_has_law(const wz_teller *t, const wz_proof_node *node);
void wz_tell_law(wz_teller *t, const wz_proof_node *node, unsigned indent);
/* A change set as one sentence; the sets' introduction; what is to be said of their being whole. */
void wz_tell_change_set(wz_teller *t, const wz_change_set *set);
void wz_tell_changes_intro(wz_teller *t);
void wz_tell_changes_end(wz_teller *t);

/* The node that tells in full what this one says: itself, or its twin. */
static inline const wz_proof_node *wz_full_node(const wz_proof_node *node)
{
    return node->twin ? node->twin : node;
}
/* Whether a child is shown below its parent: what it rests on, or everything; not what the parent's own line says. */
bool wz_shows_child(const wz_teller *t, const wz_proof_node *parent, const wz_proof_node *child);
/* Whether a child is shown where not everything is. */
bool wz_matters_to(const wz_proof_node *parent, const wz_proof_node *child);
/* How many children are shown. */
size_t wz_shown_children(const wz_teller *t, const wz_proof_node *node);
/* How many levels of shown nodes there are below a node, at most `most`; twins count as leaves. */
unsigned wz_shown_levels(const wz_teller *t, const wz_proof_node *node, unsigned most);

#endif
