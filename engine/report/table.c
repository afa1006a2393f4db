/* Tables for people. A cell is written once, into a page as wide as its column; the terminal's table sets such pages side by side,
 * and the page's table makes elements of their lines. Where columns would be too narrow, the terminal gets a list. */
#include "report/table.h"

#include "base/alloc.h"
#include "report/xml_writer.h"

#include <string.h>

enum { DEFAULT_WIDTH = 80, LEAST_WIDTH = 40, LABEL_WIDTH = 14, LEAST_COLUMN = 18, GAP = 2 };

typedef struct {
    const wz_table *table;
    const wz_table_style *style;
    wz_buffer *out;
    wz_assessment names; /* stand in for a result, for names */
    wz_person_result nobody;
    wz_case_person no_person;
} writing;

static void say(wz_prose *prose, const char *zh, const char *en)
{
    wz_say_text(prose, (wz_text){{zh, en}});
}

/* A page in a buffer, for what is said of a column. */
static wz_prose prose_for(writing *w, const wz_column *column, wz_buffer *into, unsigned width)
{
    w->names = (wz_assessment){.law = column->law, .subject = column->subject, .as_of = column->as_of};
    w->nobody = (wz_person_result){.person = &w->no_person};
    return (wz_prose){.page = {.out = into, .width = width},
                      .a = &w->names,
                      .lang = w->style->lang,
                      .person = column->person ? column->person : &w->nobody,
                      .regime = column->regime};
}

static void say_column_head(wz_prose *prose, const wz_column *column)
{
    wz_page_line(&prose->page, 0, 0);
    if (column->name) {
        wz_say_raw(prose, column->name);
        wz_page_line(&prose->page, 0, 0);
    } else if (column->person && !column->regime) {
        wz_say_person(prose, column->person->person);
        wz_page_line(&prose->page, 0, 0);
    }
    if (!column->regime) {
        say(prose, "没有适用的规定", "nothing governs");
    } else {
        const wz_rulebook *book = column->law->rulebooks[column->regime->rulebook];
        wz_say_label(prose, book->short_title, book->id);
        if (column->as_if)
            say(prose, "〔假设性：不及于本案，视同适用〕", " [hypothetical: does not bear, applied as if it did]");
        else if (column->regime->hypothetical)
            wz_say_mark(prose, WZ_SAY_HYPOTHETICAL);
    }
    wz_page_end(&prose->page);
}

/* Words for values that no label of the law's has. */
static bool say_known(wz_prose *prose, const char *token)
{
    static const struct {
        const char *token;
        wz_text text;
    } known[] = {{"direct", {{"直接适用", "directly"}}},
                 {"by_reference", {{"参照适用", "by reference"}}},
                 {"unknown", {{"尚不能确定", "undetermined"}}},
                 {"out_of_scope", {{"任职不在适用范围内", "outside its scope"}}},
                 {"not_in_force", {{"行为时不在施行期内", "not in force then"}}},
                 {"true", {{"成立", "holds"}}},
                 {"false", {{"不成立", "does not hold"}}},
                 {"undetermined", {{"尚不能确定", "undetermined"}}},
                 {"contradictory", {{"事实相互矛盾，不作结论", "the facts contradict each other"}}},
                 {"no_sanction_rule", {{"没有情形条款", "no ground in the text"}}},
                 {"waits_for_decision", {{"期间自处理决定生效起算", "its time runs from a decision"}}}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].token, token) == 0) {
            wz_say_text(prose, known[i].text);
            return true;
        }
    return false;
}

static void say_item(wz_prose *prose, const wz_table_row *row, const wz_cell_item *item)
{
    bool outcome = row->kind == WZ_ROW_OUTCOME || row->kind == WZ_ROW_POSSIBLE;
    if (row->kind == WZ_ROW_LAST_DAY)
        wz_say_range(prose, item->day);
    else if (outcome && !say_known(prose, item->token))
        wz_say_outcome(prose, item->label, item->token, false);
    else if (!outcome && *wz_text_in(item->label, prose->lang))
        wz_say_text(prose, item->label);
    else if (!outcome && !say_known(prose, item->token))
        wz_say_raw(prose, item->token);
    if (item->truth != WZ_TRUE)
        wz_say_mark(prose, WZ_SAY_UNSETTLED);
    if (item->may)
        say(prose, "〔可以〕", " [may]");
    if (!item->rule)
        return;
    wz_say(prose, WZ_SAY_OPEN);
    wz_say_rule(prose, item->rule);
    wz_say(prose, WZ_SAY_CLOSE);
}

/* A provision that opens several measures stands once, behind them. */
static void say_measures(wz_prose *prose, const wz_cell *cell)
{
    for (size_t i = 0; i < cell->count; i++) {
        const wz_cell_item *item = &cell->items[i];
        bool last = i + 1 == cell->count || cell->items[i + 1].rule != item->rule;
        wz_say_text(prose, item->label);
        if (item->truth != WZ_TRUE)
            wz_say_mark(prose, WZ_SAY_UNSETTLED);
        if (last) {
            wz_say(prose, WZ_SAY_OPEN);
            wz_say_rule(prose, item->rule);
            wz_say(prose, WZ_SAY_CLOSE);
        }
        if (i + 1 < cell->count)
            wz_say(prose, WZ_SAY_LIST);
    }
}

static void say_cell(wz_prose *prose, const wz_table_row *row, const wz_cell *cell)
{
    if (cell->count == 0) {
        wz_page_line(&prose->page, 0, 0);
        wz_say_raw(prose, "—");
    } else if (row->kind == WZ_ROW_MEASURES) {
        wz_page_line(&prose->page, 0, 0);
        say_measures(prose, cell);
    }
    for (size_t i = 0; i < cell->count && row->kind != WZ_ROW_MEASURES; i++) {
        wz_page_line(&prose->page, 0, cell->count > 1 ? 2 : 0);
        wz_say_raw(prose, cell->count > 1 ? "· " : "");
        say_item(prose, row, &cell->items[i]);
    }
    wz_page_end(&prose->page);
}

static void say_row_label(wz_prose *prose, const wz_table_row *row)
{
    wz_page_line(&prose->page, 0, 0);
    wz_say_raw(prose, row->differs ? "≠ " : "= ");
    wz_say_label(prose, row->label, row->id);
    if (row->kind == WZ_ROW_LAST_DAY)
        say(prose, "最后受限日", ": last barred day");
    wz_page_end(&prose->page);
}

/* --- side by side --- */

/* Takes the next line off a text. */
static size_t next_line(const char **at, const char **line)
{
    *line = *at;
    size_t length = strcspn(*at, "\n");
    *at += length + ((*at)[length] == '\n');
    return length;
}

static void pad(wz_buffer *out, unsigned columns)
{
    for (; columns; columns--)
        wz_buffer_putc(out, ' ');
}

/* Set texts side by side, each in a column of its width; buffers are emptied. */
static void beside(writing *w, wz_buffer *texts, size_t count, unsigned first, unsigned each, bool bold)
{
    const char *at[64];
    bool more = true;
    for (size_t c = 0; c < count; c++)
        at[c] = texts[c].length && texts[c].data ? texts[c].data : "";
    while (more) {
        unsigned owed = 0;
        more = false;
        wz_buffer_puts(w->out, bold && w->style->colour ? "\033[1m" : "");
        for (size_t c = 0; c < count; c++) {
            const char *line;
            char copy[1024];
            size_t length = next_line(&at[c], &line);
            unsigned width = c ? each : first;
            length = length < sizeof copy ? length : sizeof copy - 1;
            memcpy(copy, line, length);
            copy[length] = '\0';
            if (length) {
                pad(w->out, owed);
                owed = 0;
                wz_buffer_add(w->out, copy, length);
            }
            unsigned columns = wz_page_columns(copy);
            owed += (columns < width ? width - columns : 0) + GAP;
            more |= *at[c] != '\0';
        }
        wz_buffer_puts(w->out, bold && w->style->colour ? "\033[0m\n" : "\n");
    }
    for (size_t c = 0; c < count; c++) {
        w->out->failed |= texts[c].failed;
        wz_buffer_clear(&texts[c]);
    }
}

static void write_grid(writing *w, wz_buffer *texts, unsigned width)
{
    const wz_table *t = w->table;
    size_t columns = t->column_count;
    unsigned each = (width - LABEL_WIDTH) / (unsigned)columns - GAP;
    for (size_t c = 0; c < columns; c++) {
        wz_prose prose = prose_for(w, &t->columns[c], &texts[c + 1], each);
        say_column_head(&prose, &t->columns[c]);
    }
    beside(w, texts, columns + 1, LABEL_WIDTH, each, true);
    for (size_t r = 0; r < t->row_count; r++) {
        const wz_table_row *row = &t->rows[r];
        if (w->style->differences && !row->differs)
            continue;
        wz_prose label = prose_for(w, &t->columns[0], &texts[0], LABEL_WIDTH);
        say_row_label(&label, row);
        for (size_t c = 0; c < columns; c++) {
            wz_prose prose = prose_for(w, &t->columns[c], &texts[c + 1], each);
            say_cell(&prose, row, &row->cells[c]);
        }
        beside(w, texts, columns + 1, LABEL_WIDTH, each, false);
    }
}

/* Each row as a heading with a paragraph for each column. */
static void write_list(writing *w, wz_buffer *texts, unsigned width)
{
    const wz_table *t = w->table;
    for (size_t r = 0; r < t->row_count; r++) {
        const wz_table_row *row = &t->rows[r];
        if (w->style->differences && !row->differs)
            continue;
        wz_prose label = prose_for(w, &t->columns[0], &texts[0], width);
        say_row_label(&label, row);
        beside(w, texts, 1, width, width, true);
        for (size_t c = 0; c < t->column_count; c++) {
            wz_prose head = prose_for(w, &t->columns[c], &texts[0], width - 2);
            say_column_head(&head, &t->columns[c]);
            for (char *at = texts[0].length ? texts[0].data : NULL; at && *at; at++)
                if (*at == '\n')
                    *at = at[1] ? ' ' : '\n';
            wz_buffer_puts(w->out, "  ");
            beside(w, texts, 1, width, width, false);
            wz_prose prose = prose_for(w, &t->columns[c], &texts[1], width - 4);
            say_cell(&prose, row, &row->cells[c]);
            beside(w, texts, 2, 2, width - 4, false);
        }
    }
}

int wz_table_text(wz_buffer *out, const wz_table *table, const wz_table_style *style)
{
    unsigned width = style->width ? style->width : DEFAULT_WIDTH;
    writing w = {.table = table, .style = style, .out = out};
    wz_buffer *texts = wz_calloc(table->column_count + 1, sizeof *texts);
    if (!texts)
        return WZ_ENOMEM;
    width = width < LEAST_WIDTH ? LEAST_WIDTH : width;
    bool wide = table->column_count < 64 && (width - LABEL_WIDTH) / (unsigned)table->column_count >= LEAST_COLUMN + GAP;
    if (wide)
        write_grid(&w, texts, width);
    else
        write_list(&w, texts, width);
    bool any = !style->differences;
    for (size_t r = 0; r < table->row_count; r++)
        any |= table->rows[r].differs;
    if (!any)
        wz_buffer_puts(out, style->lang == WZ_EN ? "No difference.\n" : "没有差别。\n");
    for (size_t c = 0; c <= table->column_count; c++)
        wz_buffer_free(&texts[c]);
    wz_free(texts);
    return out->failed ? WZ_ENOMEM : WZ_OK;
}

/* --- for a page --- */

/* The lines of a text, escaped, as elements or (NULL) with breaks between. */
static void put_lines(writing *w, wz_buffer *text, const char *element)
{
    const char *at = text->length ? text->data : "", *line;
    bool first = true;
    while (*at) {
        size_t length = next_line(&at, &line);
        if (element)
            wz_buffer_printf(w->out, "<%s>", element);
        else if (!first)
            wz_buffer_puts(w->out, "<br/>");
        bool bullet = element && strncmp(line, "· ", strlen("· ")) == 0;
        size_t skip = bullet ? strlen("· ") : 0;
        wz_xml_escape(w->out, line + skip, length - skip);
        if (element)
            wz_buffer_printf(w->out, "</%s>", element);
        first = false;
    }
    w->out->failed |= text->failed;
    wz_buffer_clear(text);
}

static void put_cell(writing *w, const wz_table_row *row, size_t c, wz_buffer *text)
{
    enum { ONE_LINE = 1 << 30 };
    const wz_cell *cell = &row->cells[c];
    bool list = cell->count > 1 && row->kind != WZ_ROW_MEASURES;
    wz_prose prose = prose_for(w, &w->table->columns[c], text, ONE_LINE);
    say_cell(&prose, row, cell);
    wz_buffer_puts(w->out, cell->count ? "<td>" : "<td class=\"wz-none\">");
    wz_buffer_puts(w->out, list ? "<ul>" : "");
    put_lines(w, text, list ? "li" : NULL);
    wz_buffer_puts(w->out, list ? "</ul></td>" : "</td>");
}

static void put_row_label(writing *w, const wz_table_row *row)
{
    wz_xml_escape(w->out, wz_text_in(row->label, w->style->lang), strlen(wz_text_in(row->label, w->style->lang)));
    if (row->kind == WZ_ROW_LAST_DAY)
        wz_buffer_puts(w->out, w->style->lang == WZ_EN ? ": last barred day" : "最后受限日");
}

int wz_table_html(wz_buffer *out, const wz_table *table, const wz_table_style *style)
{
    enum { ONE_LINE = 1 << 30 };
    writing w = {.table = table, .style = style, .out = out};
    bool en = style->lang == WZ_EN;
    wz_buffer text = {0};
    wz_buffer_printf(out, "<table class=\"wz-compare\" lang=\"%s\">\n<thead><tr><th scope=\"col\">%s</th>",
                     en ? "en" : "zh-CN", en ? "Compared" : "比较事项");
    for (size_t c = 0; c < table->column_count; c++) {
        const wz_column *column = &table->columns[c];
        bool supposed = column->regime && column->regime->hypothetical;
        wz_prose prose = prose_for(&w, column, &text, ONE_LINE);
        say_column_head(&prose, column);
        wz_buffer_puts(out, supposed ? "<th scope=\"col\" class=\"wz-hypothetical\">" : "<th scope=\"col\">");
        put_lines(&w, &text, NULL);
        wz_buffer_puts(out, "</th>");
    }
    wz_buffer_puts(out, "</tr></thead>\n<tbody>\n");
    for (size_t r = 0; r < table->row_count; r++) {
        const wz_table_row *row = &table->rows[r];
        if (style->differences && !row->differs)
            continue;
        wz_buffer_printf(out, "<tr class=\"%s\"><th scope=\"row\">", row->differs ? "wz-differs" : "wz-agrees");
        put_row_label(&w, row);
        wz_buffer_puts(out, row->differs ? (en ? " <em>(differs)</em></th>" : "<em>（有差别）</em></th>") : "</th>");
        for (size_t c = 0; c < table->column_count; c++)
            put_cell(&w, row, c, &text);
        wz_buffer_puts(out, "</tr>\n");
    }
    wz_buffer_puts(out, "</tbody>\n</table>\n");
    wz_buffer_free(&text);
    return out->failed ? WZ_ENOMEM : WZ_OK;
}
