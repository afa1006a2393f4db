/* The conclusions that can be asked about, each as the root of a tree: a field of the result with the values considered in
 * order, whether the regulation bears on the person, a rule in its bindings, a measure, an attribute. */
#include "explain/build.h"

#include <string.h>

/* --- whether it bears --- */

static void add_in_force(wz_builder *b, wz_proof_list *children)
{
    wz_proof_node *node = wz_build_node(b, WZ_PROOF_DAY, WZ_LINK_FORCE);
    if (!node)
        return;
    wz_text days = wz_build_days(b, b->e->conduct_from, b->e->conduct_to);
    node->words.in[WZ_ZH] = wz_build_words(b, "行为时间（%s）在本规定施行期内", "", days.in[WZ_ZH]).in[WZ_ZH];
    node->words.in[WZ_EN] =
        wz_build_words(b, "", "the regulation was in force at the time of the conduct (%s)", days.in[WZ_EN]).in[WZ_EN];
    node->has_truth = true;
    node->truth = b->e->in_force;
    wz_build_add(b, children, node);
}

static wz_truth bears(const wz_entry *e)
{
    return e->applicability < WZ_SCOPE_UNKNOWN ? WZ_TRUE : e->applicability == WZ_SCOPE_UNKNOWN ? WZ_UNKNOWN : WZ_FALSE;
}

/* The scope rules for the posts that matter: that of the post that brings the person in scope, else of every post. */
static void add_scope_rules(wz_builder *b, wz_proof_node *scope, wz_proof_list *children)
{
    const wz_entry *e = b->e;
    for (uint32_t r = 0; r < e->net->own_count; r++) {
        const wz_rule *rule = e->net->rules[r].rule;
        if (rule->kind->part != WZ_PART_SCOPE)
            continue;
        for (uint32_t i = 0; i < wz_memory_instances(e->memory, r); i++) {
            const wz_row *row = wz_build_bound(e, r, i);
            wz_truth holds = wz_truth_of(wz_memory_fired(e->memory, r, i)->members[WZ_F_HOLDS]);
            bool here = !e->post || !row || row->id == e->post->id;
            if (!here || (scope->truth == WZ_TRUE && holds != WZ_TRUE && !b->all) ||
                (scope->truth == WZ_UNKNOWN && holds == WZ_FALSE && !b->all))
                continue;
            wz_proof_node *node = wz_build_finding(b, WZ_LINK_SOURCE, r, i);
            if (node)
                node->decides = holds == scope->truth || (scope->truth == WZ_FALSE && holds != WZ_FALSE);
            wz_build_add(b, children, node);
        }
    }
}

static wz_proof_node *build_scope(wz_builder *b, wz_proof_link link)
{
    wz_proof_node *node = wz_build_node(b, WZ_PROOF_SCOPE, link);
    if (!node)
        return NULL;
    node->has_truth = true;
    node->truth = bears(b->e);
    node->name = wz_applicability_name(b->e->applicability);
    node->entity = b->e->post ? WZ_POST : WZ_NO_ENTITY;
    node->of = b->e->post ? b->e->post->id : NULL;
    wz_proof_list children = {0};
    if (!wz_build_down(b, node))
        return node;
    add_in_force(b, &children);
    if (b->e->in_force != WZ_FALSE || b->all)
        add_scope_rules(b, node, &children);
    if (b->e->person->post_count == 0) {
        wz_proof_node *note = wz_build_node(b, WZ_PROOF_NOTE, WZ_LINK_SOURCE);
        if (note)
            note->words = wz_build_words(b, "案件没有写明任职", "the case gives no post");
        wz_build_add(b, &children, note);
    }
    wz_build_up(b, node, &children);
    return node;
}

/* --- fields of the result --- */

static const feel_program *field_program(const wz_builder *b, const wz_field *field, size_t value)
{
    const wz_frame *frame = b->e->net->law->frame;
    size_t n = value;
    for (const wz_field *f = frame->fields; f != field; f++)
        n += f->count;
    return b->e->net->field_programs[n];
}

static wz_proof_node *build_choice(wz_builder *b, const wz_field *field, size_t i, bool decides)
{
    wz_proof_node *node = wz_build_node(b, WZ_PROOF_CHOICE, WZ_LINK_CHOICE);
    if (!node)
        return NULL;
    const feel_program *program = field_program(b, field, i);
    node->name = field->values[i].name;
    node->words = field->values[i].label;
    node->decides = decides;
    wz_build_truth(node, program ? wz_memory_evaluate(b->e->memory, program, NULL) : feel_boolean(true));
    wz_proof_list children = {0};
    if (program && wz_build_down(b, node)) {
        wz_build_add(b, &children, wz_build_expression(b, WZ_LINK_CONDITION, program, field->values[i].when, NULL));
        wz_build_up(b, node, &children);
    }
    return node;
}

static wz_truth choice_truth(wz_builder *b, const wz_field *field, size_t i)
{
    const feel_program *program = field_program(b, field, i);
    return program ? wz_truth_of(wz_memory_evaluate(b->e->memory, program, NULL)) : WZ_TRUE;
}

/* The values considered, down to the first one that is true. Settled, that one is told first and those before it then; open,
 * the open ones and what would come if they proved false. */
static void add_choices(wz_builder *b, const wz_field *field, wz_proof_list *children)
{
    size_t reached = 0;
    bool open = false;
    while (reached < field->count && choice_truth(b, field, reached) != WZ_TRUE)
        open |= choice_truth(b, field, reached++) == WZ_UNKNOWN;
    if (!open && reached < field->count)
        wz_build_add(b, children, build_choice(b, field, reached, true));
    for (size_t i = 0; i < reached && i < field->count && !b->failed; i++) {
        bool unknown = choice_truth(b, field, i) == WZ_UNKNOWN;
        if (open && !unknown && !b->all)
            continue;
        wz_build_add(b, children, build_choice(b, field, i, !open || unknown));
    }
    if (open && reached < field->count)
        wz_build_add(b, children, build_choice(b, field, reached, true));
}

static wz_proof_node *build_outcome(wz_builder *b, wz_proof_link link)
{
    wz_entry *e = b->e;
    const wz_field *field = wz_field_find(e->net->law->frame, "outcome");
    wz_proof_node *node = wz_build_node(b, WZ_PROOF_FIELD, link);
    if (!node)
        return NULL;
    bool out = !wz_entry_bears(e);
    wz_proof_list children = {0};
    if (out) {
        node->words = wz_build_words(b, "本规定不适用，不作结论", "the regulation does not apply; no conclusion");
    } else {
        wz_outcome outcome = wz_entry_outcome(e);
        node->name = outcome.name;
        node->words = outcome.label;
        node->marked = outcome.marked;
    }
    if (!wz_build_down(b, node))
        return node;
    if (!out && field && e->net->has_ground)
        add_choices(b, field, &children);
    bool decides = e->applicability >= WZ_SCOPE_UNKNOWN || !e->net->has_ground;
    wz_proof_node *scope = decides || b->all ? build_scope(b, WZ_LINK_FORCE) : NULL;
    if (scope)
        scope->decides = decides;
    wz_build_add(b, &children, scope);
    wz_build_up(b, node, &children);
    return node;
}

static wz_proof_node *build_field(wz_builder *b, const char *id, wz_proof_link link)
{
    const wz_field *field = wz_field_find(b->e->net->law->frame, id);
    if (strcmp(id, "outcome") == 0)
        return build_outcome(b, link);
    wz_proof_node *node = wz_build_node(b, WZ_PROOF_FIELD, link);
    if (!node || !field)
        return node;
    node->name = strcmp(id, "route") == 0 ? wz_entry_route(b->e) : NULL;
    node->words = wz_build_words(b, "尚不能确定", "undetermined");
    for (size_t i = 0; node->name && i < field->count; i++)
        if (strcmp(field->values[i].name, node->name) == 0)
            node->words = field->values[i].label;
    wz_proof_list children = {0};
    if (wz_build_down(b, node)) {
        add_choices(b, field, &children);
        wz_build_up(b, node, &children);
    }
    return node;
}

/* --- rules, measures, attributes --- */

/* The bindings that count; of a rule that counts in none, all of them. */
static wz_proof_node *build_rule(wz_builder *b, uint32_t rule, wz_proof_link link)
{
    const wz_memory *memory = b->e->memory;
    uint32_t count = wz_memory_instances(memory, rule), bound = 0, only = 0;
    for (uint32_t i = 0; i < count; i++)
        if (wz_memory_fired(memory, rule, i)->bound)
            bound++, only = i;
    if (bound == 1 || count == 1)
        return wz_build_finding(b, link, rule, bound == 1 ? only : 0);
    wz_proof_node *node = wz_build_node(b, WZ_PROOF_ABOUT, link);
    if (!node)
        return NULL;
    node->rule = b->e->net->rules[rule].rule;
    node->book = b->e->net->rules[rule].book;
    node->has_truth = true;
    node->truth = WZ_FALSE;
    wz_proof_list children = {0};
    bool down = wz_build_down(b, node);
    for (uint32_t i = 0; down && i < count && !b->failed; i++) {
        const wz_fired *fired = wz_memory_fired(memory, rule, i);
        if (fired->bound)
            node->truth = wz_or(node->truth, wz_truth_of(fired->members[WZ_F_HOLDS]));
        if (fired->bound || bound == 0 || b->all)
            wz_build_add(b, &children, wz_build_finding(b, WZ_LINK_SOURCE, rule, i));
    }
    if (down && count == 0) {
        wz_proof_node *note = wz_build_node(b, WZ_PROOF_NOTE, WZ_LINK_SOURCE);
        if (note)
            note->words =
                wz_build_words(b, "案件中没有本条所指的事项，无从适用", "the case has nothing that this rule is about");
        wz_build_add(b, &children, note);
    }
    if (down)
        wz_build_up(b, node, &children);
    for (size_t i = 0; i < children.count; i++)
        children.items[i]->decides = !children.items[i]->has_truth || children.items[i]->truth == node->truth;
    return node;
}

static bool lists(wz_strings list, const char *id)
{
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.items[i], id) == 0)
            return true;
    return false;
}

static void add_measure_rules(wz_builder *b, wz_proof_node *node, const char *id, wz_proof_list *children)
{
    for (uint32_t r = 0; r < b->e->net->own_count && !b->failed; r++) {
        const wz_rule *rule = b->e->net->rules[r].rule;
        if ((rule->kind->part != WZ_PART_MEASURE && rule->kind->part != WZ_PART_PATH) || !lists(rule->measures, id))
            continue;
        wz_proof_node *finding = wz_build_finding(b, WZ_LINK_SOURCE, r, 0);
        if (finding)
            node->truth = wz_or(node->truth, finding->truth);
        wz_build_add(b, children, finding);
    }
    for (size_t i = 0; i < children->count; i++)
        children->items[i]->decides = children->items[i]->truth == node->truth;
    if (children->count == 0) {
        wz_proof_node *note = wz_build_node(b, WZ_PROOF_NOTE, WZ_LINK_SOURCE);
        if (note)
            note->words = wz_build_words(b, "本规定没有列出这一问责方式", "the regulation does not list this measure");
        wz_build_add(b, children, note);
    }
}

static wz_proof_node *build_measure(wz_builder *b, const char *id)
{
    const wz_frame *frame = b->e->net->law->frame;
    const wz_measure *measure = wz_measure_find(frame, id);
    wz_proof_node *node = wz_build_node(b, WZ_PROOF_MEASURE, WZ_LINK_ROOT);
    if (!node || !measure)
        return node;
    node->measure = measure;
    node->name = measure->id;
    node->words = measure->label;
    node->has_truth = true;
    node->truth = WZ_FALSE;
    wz_proof_list children = {0};
    if (!wz_build_down(b, node))
        return node;
    add_measure_rules(b, node, id, &children);
    const feel_program *available = b->e->net->available ? b->e->net->available[measure - frame->measures] : NULL;
    wz_proof_node *condition = wz_build_expression(b, WZ_LINK_FORCE, available, measure->available, NULL);
    if (condition)
        node->truth = wz_and(node->truth, wz_truth_of(wz_memory_evaluate(b->e->memory, available, NULL)));
    wz_build_add(b, &children, condition);
    if (condition && condition->has_truth)
        condition->decides = node->truth == WZ_TRUE || condition->truth == node->truth;
    wz_build_up(b, node, &children);
    return node;
}

static wz_proof_node *build_attribute(wz_builder *b, const wz_about *about)
{
    const wz_memory *memory = b->e->memory;
    uint32_t count = wz_memory_count(memory, about->entity);
    wz_proof_list children = {0};
    wz_proof_node *root = wz_build_node(b, WZ_PROOF_ABOUT, WZ_LINK_ROOT);
    if (!root)
        return NULL;
    root->entity = about->entity;
    root->attribute = about->attribute;
    root->words = wz_entry_vocabulary(b->e)->entities[about->entity].attributes[about->attribute].label;
    bool down = wz_build_down(b, root);
    for (uint32_t i = 0; down && i < count && !b->failed; i++) {
        const wz_row *row = wz_memory_row(memory, about->entity, i);
        bool subject = about->entity != WZ_INCIDENT || i == 0 || about->of;
        if (about->of ? strcmp(row->id, about->of) == 0 : subject)
            wz_build_add(b, &children, wz_build_value(b, WZ_LINK_ROOT, row, about->attribute));
    }
    if (down && children.count == 0) {
        wz_proof_node *note = wz_build_node(b, WZ_PROOF_NOTE, WZ_LINK_SOURCE);
        if (note)
            note->words = wz_build_words(b, "案件中没有这类事项", "the case has no such entity");
        wz_build_add(b, &children, note);
    }
    if (down)
        wz_build_up(b, root, &children);
    return children.count == 1 && children.items[0]->kind == WZ_PROOF_VALUE ? children.items[0] : root;
}

static wz_proof_node *build_lifetime(wz_builder *b)
{
    uint32_t r = 0;
    const wz_network *net = b->e->net;
    while (r < net->own_count && net->rules[r].rule->kind->part != WZ_PART_LIFETIME)
        r++;
    wz_proof_node *node = wz_build_node(b, WZ_PROOF_ABOUT, WZ_LINK_ROOT);
    if (!node)
        return NULL;
    wz_proof_list children = {0};
    if (!wz_build_down(b, node))
        return node;
    wz_proof_node *finding = r < net->own_count ? build_rule(b, r, WZ_LINK_SOURCE) : NULL;
    if (finding) {
        node->rule = net->rules[r].rule;
        node->book = net->rules[r].book;
        node->has_truth = finding->has_truth;
        node->truth = finding->truth;
        node->marked = finding->marked;
    }
    wz_build_add(b, &children, finding);
    if (wz_field_find(net->law->frame, "route"))
        wz_build_add(b, &children, build_field(b, "route", WZ_LINK_SOURCE));
    wz_build_up(b, node, &children);
    return node;
}

wz_proof_node *wz_build_about(wz_builder *b, const wz_about *about)
{
    switch (about->kind) {
    case WZ_ABOUT_FIELD: return build_field(b, about->id, WZ_LINK_ROOT);
    case WZ_ABOUT_RULE: return build_rule(b, wz_network_find(b->e->net, about->id), WZ_LINK_ROOT);
    case WZ_ABOUT_MEASURE: return build_measure(b, about->id);
    case WZ_ABOUT_BAN: return wz_build_bans(b, about->id);
    case WZ_ABOUT_VETO: return wz_build_veto(b);
    case WZ_ABOUT_LIFETIME: return build_lifetime(b);
    case WZ_ABOUT_ATTRIBUTE: return build_attribute(b, about);
    case WZ_ABOUT_SCOPE: return build_scope(b, WZ_LINK_ROOT);
    case WZ_ABOUT_ALL: return wz_build_all(b);
    }
    return NULL;
}
