/* A regulation's Akoma Ntoso text to wz_source. The words of the body are written once, in order, into one buffer, a line
 * for each number with what follows it (docs/sources.md); a provision's text is the stretch of it from behind the
 * provision's own number to its end. Whether the mark-up is right Akoma Ntoso is for its official schema to say. */
#include "load/load.h"

#include "load/common.h"

#include "base/buffer.h"

#include <stdlib.h>

typedef struct {
    wz_provision as;
    size_t start, end;                 /* in the buffer */
    size_t heading_start, heading_end; /* of its own <heading>; equal = none */
    bool holds_provisions;             /* articles, paragraphs or items, not mere parts of its text */
} draft;

typedef struct {
    wz_source *source;
    wz_report *report;
    wz_vector drafts;
    wz_buffer words, title;
    unsigned body, meta, text, in_title; /* depth inside such elements */
    bool after_num;                      /* the line being written has its number and nothing else yet */
    size_t piece;                        /* where the open num or heading begins */
} builder;

enum { EID };
static const wz_attribute_rule eid_attributes[] = {[EID] = {"eId", WZ_FORM_ANY, false, NULL}};

static builder *builder_of(const wz_reader *reader)
{
    return wz_reader_user(reader);
}

static bool is(const wz_element *element, const char *name)
{
    return strcmp(element->name, name) == 0;
}

static bool one_of(const char *name, const char *const *names)
{
    while (*names && strcmp(*names, name) != 0)
        names++;
    return *names != NULL;
}

static bool holds_text(const wz_element *element)
{
    static const char *const names[] = {"num", "heading", "p", NULL};
    return one_of(element->name, names);
}

/* Index of the nearest provision around an element, -1 where there is none. Provisions keep theirs in `data`. */
static int provision_around(const wz_element *element)
{
    for (; element; element = element->parent) {
        if (element->data)
            return *(const int *)element->data;
    }
    return -1;
}

static draft *draft_at(const builder *b, int index)
{
    return index < 0 ? NULL : (draft *)b->drafts.items + index;
}

static void open_provision(builder *b, wz_element *element)
{
    const char *eid = element->values[EID];
    const char *name = wz_arena_strdup(b->report->arena, element->name);
    int parent = provision_around(element->parent);
    if (wz_map_find(&b->source->by_eid, eid))
        wz_report_error(b->report, "REF-001", element->place, "the eId '%s' stands twice; give each provision its own",
                        eid);
    int *index = wz_arena_alloc(b->report->arena, sizeof *index);
    draft *made = WZ_ADD(&b->drafts, draft);
    if (!made || !name || !index)
        return;
    made->as = (wz_provision){.eid = eid, .element = name, .num = "", .parent = parent, .place = element->place};
    made->start = b->words.length;
    *index = (int)b->drafts.count - 1;
    element->data = index;
    wz_map_add_number(&b->source->by_eid, eid, (int64_t)b->drafts.count - 1);
    static const char *const parts_of_text[] = {"span", "intro", "wrapUp", NULL};
    if (parent >= 0 && !one_of(name, parts_of_text))
        draft_at(b, parent)->holds_provisions = true;
}

static void any_start(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    b->body += is(element, "body") || is(element, "mainBody");
    b->meta += is(element, "meta");
    b->in_title += is(element, "docTitle");
    if (!b->body || b->meta)
        return;
    if (holds_text(element)) {
        bool continues = b->after_num && !is(element, "num");
        if (b->words.length && !continues)
            wz_buffer_putc(&b->words, '\n');
        b->after_num = false;
        b->text++;
        b->piece = b->words.length;
    }
    if (element->values[EID] && *element->values[EID])
        open_provision(b, element);
}

static void close_num(builder *b, draft *owner)
{
    b->after_num = true;
    if (!owner || b->words.failed)
        return;
    size_t length = b->words.length - b->piece;
    const char *num = length ? wz_arena_strndup(b->report->arena, b->words.data + b->piece, length) : "";
    owner->as.num = num ? num : "";
    owner->start = b->words.length;
}

static void any_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    draft *owner = draft_at(b, provision_around(element->parent));
    b->in_title -= is(element, "docTitle");
    b->meta -= is(element, "meta");
    if (!b->body || b->meta)
        return;
    b->body -= is(element, "body") || is(element, "mainBody");
    if (holds_text(element))
        b->text--;
    if (is(element, "num"))
        close_num(b, owner);
    if (is(element, "heading") && owner) {
        owner->heading_start = b->piece;
        owner->heading_end = b->words.length;
    }
    if (element->data)
        draft_at(b, *(const int *)element->data)->end = b->words.length;
}

static void any_text(wz_reader *reader, wz_element *element, const char *text, size_t length)
{
    (void)element;
    builder *b = builder_of(reader);
    if (b->text)
        wz_buffer_add(&b->words, text, length);
    else if (b->in_title)
        wz_buffer_add(&b->title, text, length);
}

static const wz_element_rule any_rule = {WZ_ATTRIBUTES_OF(eid_attributes),
                                         .other_child = &any_rule,
                                         .content = WZ_HAS_BOTH,
                                         .any_attribute = true,
                                         .start = any_start,
                                         .end = any_end,
                                         .text = any_text};
static const wz_element_rule root_rule = {
    .name = "akomaNtoso", .other_child = &any_rule, .content = WZ_HAS_BOTH, .any_attribute = true};

/* A stretch of the words without the blanks around it. */
static const char *stretch(const builder *b, size_t start, size_t end)
{
    const char *words = b->words.data;
    while (start < end && strchr(" \n\t", words[start]))
        start++;
    while (end > start && strchr(" \n\t", words[end - 1]))
        end--;
    const char *copy = start < end ? wz_arena_strndup(b->report->arena, words + start, end - start) : "";
    return copy ? copy : "";
}

/* 1 to 99 in Chinese numerals. */
static const char *numeral(wz_arena *arena, unsigned n)
{
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    const char *text =
        wz_arena_printf(arena, "%s%s%s", n >= 20 ? digits[n / 10 % 10] : "", n >= 10 ? "十" : "", digits[n % 10]);
    return text ? text : "";
}

/* A number as it is cited: without the mark behind it. */
static const char *cited_num(wz_arena *arena, const char *num)
{
    static const char *const marks[] = {"、", ".", "．"};
    size_t length = strlen(num);
    for (size_t i = 0; i < WZ_COUNT(marks); i++) {
        size_t mark = strlen(marks[i]);
        if (length > mark && strcmp(num + length - mark, marks[i]) == 0)
            length -= mark;
    }
    const char *text = wz_arena_strndup(arena, num, length);
    return text ? text : "";
}

/* How people cite a provision: 第二十条（四）, 第二条第一款, 二、(一)3. Articles and sections begin anew; segments and lead-ins are cited
 * as what they are part of. */
static const char *citation(wz_arena *arena, const wz_provision *provision, const char *above)
{
    static const char *const tops[] = {"article", "section", "chapter", "part", "book", "title", NULL};
    if (one_of(provision->element, tops))
        return provision->num;
    if (*provision->num)
        return wz_arena_printf(arena, "%s%s", above, cited_num(arena, provision->num));
    const char *number = strstr(provision->eid, "para_");
    for (const char *next = number; next; next = strstr(next + 1, "para_"))
        number = next;
    if (number && strcmp(provision->element, "paragraph") == 0)
        return wz_arena_printf(arena, "%s第%s款", above, numeral(arena, (unsigned)strtoul(number + 5, NULL, 10) % 100));
    return above;
}

static void put_together(builder *b)
{
    static const char *const never_leaves[] = {"span", "intro", "wrapUp", "chapter", "part", "book", "title", NULL};
    wz_source *source = b->source;
    draft *drafts = b->drafts.items;
    wz_provision *made = wz_arena_array(source->arena, b->drafts.count + 1, sizeof *made);
    for (size_t i = 0; made && i < b->drafts.count; i++) {
        draft *d = &drafts[i];
        bool heading_only =
            d->holds_provisions && d->heading_end > d->heading_start && strcmp(d->as.element, "article") != 0;
        d->as.text = heading_only ? stretch(b, d->heading_start, d->heading_end) : stretch(b, d->start, d->end);
        d->as.heading = citation(source->arena, &d->as, d->as.parent < 0 ? "" : made[d->as.parent].heading);
        if (!d->as.heading)
            return;
        d->as.leaf = !d->holds_provisions && *d->as.text && !one_of(d->as.element, never_leaves);
        made[source->count++] = d->as;
    }
    source->provisions = made;
    source->title.in[WZ_ZH] = b->title.length ? wz_arena_strdup(source->arena, b->title.data) : NULL;
    if (source->count == 0)
        wz_report_error(b->report, "REF-019", (wz_place){source->file, 1, 1},
                        "the text has no provision with an eId; %s", "mark it up as docs/sources.md says");
}

static int load(builder *b, const wz_input_from *from)
{
    wz_source *source = b->source;
    wz_map_init(&source->by_eid, source->arena);
    int code = wz_read_xml(&(wz_reading_task){.input = *from,
                                              .namespace = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0",
                                              .root = &root_rule,
                                              .arena = source->arena,
                                              .report = b->report,
                                              .user = b,
                                              .sha256 = source->sha256});
    bool whole = !b->drafts.failed && !b->words.failed && !b->title.failed;
    if (code == WZ_OK && whole)
        put_together(b);
    wz_vector_free(&b->drafts);
    wz_buffer_free(&b->words);
    wz_buffer_free(&b->title);
    return whole ? wz_load_code(code, b->report, source->arena) : WZ_ENOMEM;
}

static int load_from(wz_source **out, wz_input_from from, wz_diag *diag)
{
    *out = NULL;
    wz_arena *arena = wz_arena_new();
    wz_source *source = arena ? wz_arena_alloc(arena, sizeof *source) : NULL;
    const char *file = source ? wz_arena_strdup(arena, from.file) : NULL;
    if (!file) {
        wz_arena_free(arena);
        return WZ_ENOMEM;
    }
    source->arena = arena;
    source->file = from.file = file;
    from.limit = WZ_LAW_BYTES;
    wz_report report = {.diag = diag, .arena = arena, .file = file};
    builder b = {.source = source, .report = &report};
    int code = load(&b, &from);
    if (code == WZ_OK)
        *out = source;
    else
        wz_source_free(source);
    return code;
}

int wz_load_source(wz_source **out, const char *file, wz_diag *diag)
{
    return load_from(out, (wz_input_from){.file = file}, diag);
}

int wz_load_source_memory(wz_source **out, const char *name, const void *bytes, size_t length, wz_diag *diag)
{
    return load_from(out, (wz_input_from){.file = name, .bytes = bytes ? bytes : "", .length = length}, diag);
}
