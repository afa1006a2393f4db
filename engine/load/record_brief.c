/* Rows in their plainest form, which most rows of a large roster have: an id, whole days as YYYY-MM-DD, kinds by words that were
 * met before, and nothing else in any column that means something. Of such a row the days and kinds are all that a table of bars
 * asks for, and they are read without writing a single value down. Whatever is less plain is left to wz_record_read(), so
 * that here only needs to be right what is accepted. */
#include "load/cell.h"
#include "load/columns.h"

#include "base/alloc.h"

#include <ctype.h>
#include <string.h>

enum { YEAR_FIRST = 1900, YEAR_LAST = 2199, MONTHS = (YEAR_LAST - YEAR_FIRST + 1) * 12, DAY_LENGTH = 10 };
enum { WORDS = 256, WORD_LENGTH = 48, ID_LENGTH = 64, IDENTITY_LENGTH = 18 };

/* Where a sanction stands in the row; -1 = no such column. */
typedef struct {
    int kind, decided, effective;
} place;

/* A word in a column of kinds, and what it means; kind -1: it is left to wz_record_read(). length 0 = none yet. */
typedef struct {
    size_t length;
    int kind;
    char text[WORD_LENGTH];
} word;

struct wz_record_brief {
    const wz_record_columns *columns;
    wz_arena *arena;   /* of what is made once */
    wz_arena *scratch; /* of one cell */
    place *places;
    size_t place_count;
    size_t *others; /* columns that must be empty */
    size_t other_count;
    int id, complete_to;
    wz_record_sanction *sanctions; /* room for a row's */
    int32_t months[MONTHS + 1];    /* first day of each month */
    word words[WORDS];
};

/* ---- what the columns say ---- */

static bool is_day(const wz_attribute *attribute)
{
    return attribute->type->kind == FEEL_T_DATE && !attribute->enumeration && !attribute->many;
}

/* The member of a place that a column of sanctions belongs to; NULL where its cells must be empty. */
static int *member(place *p, const wz_record_columns *columns, const wz_column *column)
{
    const wz_attribute *attribute = &columns->vocabulary->entities[WZ_SANCTION].attributes[column->attribute];
    switch (attribute->role) {
    case WZ_ROLE_SANCTION_KIND: return attribute->enumeration && !attribute->many ? &p->kind : NULL;
    case WZ_ROLE_SANCTION_DECIDED: return is_day(attribute) ? &p->decided : NULL;
    case WZ_ROLE_SANCTION_EFFECTIVE: return is_day(attribute) ? &p->effective : NULL;
    default: return NULL;
    }
}

static void add_value(wz_record_brief *brief, const wz_column *column, const wz_column *before)
{
    if (column->entity == WZ_SANCTION) {
        if (!before || before->entity != WZ_SANCTION || before->group != column->group)
            brief->places[brief->place_count++] = (place){-1, -1, -1};
        int *at = member(&brief->places[brief->place_count - 1], brief->columns, column);
        if (at) {
            *at = (int)column->at;
            return;
        }
    }
    brief->others[brief->other_count++] = column->at;
}

static void add_columns(wz_record_brief *brief)
{
    const wz_record_columns *columns = brief->columns;
    for (size_t i = 0; i < columns->count; i++) {
        const wz_column *column = &columns->columns[i];
        switch (column->kind) {
        case WZ_COLUMN_VALUE: add_value(brief, column, i ? column - 1 : NULL); break;
        case WZ_COLUMN_PERSON_ID: brief->id = (int)column->at; break;
        case WZ_COLUMN_COMPLETE_TO: brief->complete_to = (int)column->at; break;
        case WZ_COLUMN_COMPLETE_ON: brief->others[brief->other_count++] = column->at; break;
        default: break; /* a name and who declared it can say anything */
        }
    }
}

wz_record_brief *wz_record_brief_new(const wz_record_columns *columns)
{
    wz_record_brief *brief = wz_calloc(1, sizeof *brief);
    if (!brief)
        return NULL;
    brief->columns = columns;
    brief->id = brief->complete_to = -1;
    brief->arena = wz_arena_new();
    brief->scratch = wz_arena_new();
    if (brief->arena && brief->scratch) {
        brief->places = wz_arena_array(brief->arena, columns->count + 1, sizeof *brief->places);
        brief->others = wz_arena_array(brief->arena, columns->count + 1, sizeof *brief->others);
        brief->sanctions = wz_arena_array(brief->arena, columns->count + 1, sizeof *brief->sanctions);
    }
    if (!brief->arena || !brief->scratch || wz_arena_failed(brief->arena)) {
        wz_record_brief_free(brief);
        return NULL;
    }
    for (int i = 0; i <= MONTHS; i++)
        brief->months[i] = (int32_t)wz_day_from_civil((wz_civil){YEAR_FIRST + i / 12, 1 + i % 12, 1});
    add_columns(brief);
    return brief;
}

void wz_record_brief_free(wz_record_brief *brief)
{
    if (!brief)
        return;
    wz_arena_free(brief->arena);
    wz_arena_free(brief->scratch);
    wz_free(brief);
}

/* ---- cells ---- */

static unsigned digit(char c)
{
    return (unsigned)(unsigned char)c - '0';
}

/* A whole day of the years above, written YYYY-MM-DD. */
static bool read_day(const wz_record_brief *brief, const wz_cell *cell, wz_day *out)
{
    const char *t = cell->text;
    if (cell->length != DAY_LENGTH || t[4] != '-' || t[7] != '-')
        return false;
    unsigned d[] = {digit(t[0]), digit(t[1]), digit(t[2]), digit(t[3]),
                    digit(t[5]), digit(t[6]), digit(t[8]), digit(t[9])};
    bool digits = d[0] < 10 && d[1] < 10 && d[2] < 10 && d[3] < 10 && d[4] < 10 && d[5] < 10 && d[6] < 10 && d[7] < 10;
    unsigned year = d[0] * 1000 + d[1] * 100 + d[2] * 10 + d[3], month = d[4] * 10 + d[5], day = d[6] * 10 + d[7];
    if (!digits || year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day < 1)
        return false;
    unsigned index = (year - YEAR_FIRST) * 12 + month - 1;
    *out = brief->months[index] + (int32_t)day - 1;
    return *out < brief->months[index + 1];
}

/* An empty cell states no day. */
static bool read_stated_day(const wz_record_brief *brief, const wz_cell *cells, int at, wz_record_day *out)
{
    *out = (wz_record_day){0};
    if (at < 0 || cells[at].length == 0)
        return true;
    out->stated = read_day(brief, &cells[at], &out->first);
    out->last = out->first;
    return out->stated;
}

/* What wz_record_read() would make of a word; -1 where it finds anything remarkable. */
static int look_up(wz_record_brief *brief, const wz_cell *cell)
{
    const wz_vocabulary *vocabulary = brief->columns->vocabulary;
    int attribute = vocabulary->entities[WZ_SANCTION].by_role[WZ_ROLE_SANCTION_KIND];
    wz_cell_problem problem;
    bool null;
    wz_arena_reset(brief->scratch);
    if (wz_cell_state_of(cell->text) != WZ_CELL_FILLED)
        return -1;
    const char *text =
        wz_record_value_read(vocabulary, WZ_SANCTION, attribute, cell->text, &null, brief->scratch, &problem);
    if (!text || null || problem.id)
        return -1;
    wz_record_value value = {attribute, false, text};
    wz_record_sanction sanction = {.item = {.id = "", .values = &value, .count = 1}};
    wz_record_read_roles(&sanction, vocabulary);
    return sanction.kind;
}

/* Words differ in their first, their last bytes or their length. */
static size_t slot_of(const wz_cell *cell)
{
    uint64_t first = 0, last = 0;
    size_t most = cell->length < sizeof first ? cell->length : sizeof first;
    memcpy(&first, cell->text, most);
    memcpy(&last, cell->text + cell->length - most, most);
    uint64_t h = ((first * UINT64_C(0x9E3779B97F4A7C15)) ^ last) * UINT64_C(0xC2B2AE3D27D4EB4F) + cell->length;
    return (h >> 40) % WORDS;
}

static int read_kind(wz_record_brief *brief, const wz_cell *cell)
{
    if (cell->length == 0 || cell->length > WORD_LENGTH)
        return -1;
    word *known = &brief->words[slot_of(cell)];
    if (known->length != cell->length || memcmp(known->text, cell->text, cell->length) != 0) {
        known->kind = look_up(brief, cell);
        known->length = cell->length;
        memcpy(known->text, cell->text, cell->length);
    }
    return known->kind;
}

/* Letters and digits alone are sound, unless they may be an identity number; whatever else is looked at as any. */
static bool is_sound_id(wz_record_brief *brief, const wz_cell *cell)
{
    size_t i = 0;
    while (i < cell->length && isalnum((unsigned char)cell->text[i]))
        i++;
    if (cell->length > 0 && i == cell->length && i <= ID_LENGTH && i != IDENTITY_LENGTH)
        return true;
    wz_cell_problem problem;
    wz_arena_reset(brief->scratch);
    const char *id = wz_person_id_read(cell->text, brief->scratch, &problem);
    return id && *id && !problem.id;
}

/* ---- a row ---- */

static bool read_sanctions(wz_record_brief *brief, const wz_cell *cells, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < brief->place_count; i++) {
        const place *p = &brief->places[i];
        size_t written = (p->kind < 0 ? 0 : cells[p->kind].length) + (p->decided < 0 ? 0 : cells[p->decided].length) +
                         (p->effective < 0 ? 0 : cells[p->effective].length);
        if (!written)
            continue;
        wz_record_sanction *s = &brief->sanctions[(*count)++];
        *s = (wz_record_sanction){.kind = p->kind < 0 ? -1 : read_kind(brief, &cells[p->kind])};
        if (s->kind < 0 || !read_stated_day(brief, cells, p->decided, &s->decided) ||
            !read_stated_day(brief, cells, p->effective, &s->effective))
            return false;
    }
    return true;
}

bool wz_record_read_brief(wz_person_record *out, wz_record_brief *brief, const wz_cell_row *row)
{
    const wz_cell *cells = row->cells;
    if (row->fault != WZ_ROW_GOOD || brief->id < 0)
        return false;
    for (size_t i = 0; i < brief->other_count; i++)
        if (cells[brief->others[i]].length > 0)
            return false;
    *out = (wz_person_record){.person_id = cells[brief->id].text, .row = row->number, .sanctions = brief->sanctions};
    wz_record_day to;
    if (!is_sound_id(brief, &cells[brief->id]) || !read_stated_day(brief, cells, brief->complete_to, &to) ||
        !read_sanctions(brief, cells, &out->sanction_count))
        return false;
    out->complete = (wz_record_complete){.stated = to.stated, .to = to.first};
    return true;
}
