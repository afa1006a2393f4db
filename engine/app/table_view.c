/* Looking at a table: filtered, sorted, a page of it. The rows that are left are held in memory, which a result of a page's
 * size can be; whoever has more reads the file itself. */
#include "base/arena.h"
#include "base/diag.h"
#include "io/table.h"
#include "wenze/screen.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 500000 };

typedef struct {
    const char **cells;
    size_t order;
} kept_row;

typedef struct {
    const wz_table_look *look;
    wz_arena *arena;
    wz_table *table;
    size_t columns, filter, sort; /* == columns: none */
    kept_row *rows;
    size_t count, capacity;
} view;

static size_t find_column(const view *v, const char *heading)
{
    const wz_cell_row *header = wz_table_header(v->table);
    for (size_t i = 0; heading && i < header->count; i++)
        if (strcmp(header->cells[i].text, heading) == 0)
            return i;
    return v->columns;
}

static bool is_wanted(const view *v, const wz_cell_row *row)
{
    const wz_table_look *look = v->look;
    if (v->filter < v->columns && look->value && strcmp(row->cells[v->filter].text, look->value) != 0)
        return false;
    bool found = !look->text || !*look->text;
    for (size_t i = 0; i < row->count && !found; i++)
        found = strstr(row->cells[i].text, look->text) != NULL;
    return found;
}

static bool keep(view *v, const wz_cell_row *row)
{
    kept_row *grown = wz_arena_grow(v->arena, v->rows, v->count, &v->capacity, sizeof *grown);
    const char **cells = wz_arena_array(v->arena, v->columns + 1, sizeof *cells);
    if (!grown || !cells)
        return false;
    for (size_t i = 0; i < v->columns; i++)
        cells[i] = wz_arena_strdup(v->arena, row->cells[i].text);
    v->rows = grown;
    v->rows[v->count] = (kept_row){cells, v->count};
    v->count++;
    return !wz_arena_failed(v->arena);
}

static int read_rows(view *v, wz_diag *diag)
{
    const wz_cell_row *row;
    int code;
    while ((code = wz_table_next(v->table, &row)) == WZ_OK && row) {
        if (!is_wanted(v, row))
            continue;
        if (v->count == MOST_ROWS) {
            wz_diag_add(diag, WZ_ERROR, "TABLE-040", (wz_place){wz_table_file(v->table), 0, 0},
                        "the table has more than %d rows; open the file itself, or look for less", MOST_ROWS);
            return WZ_ELIMIT;
        }
        if (!keep(v, row))
            return WZ_ENOMEM;
    }
    return code;
}

static int by_column(const void *a, const void *b, void *payload)
{
    const view *v = payload;
    const kept_row *x = a, *y = b;
    int order = strcmp(x->cells[v->sort], y->cells[v->sort]);
    if (order)
        return v->look->descending ? -order : order;
    return (x->order > y->order) - (x->order < y->order);
}

static void give(const view *v, wz_table_row each, void *payload)
{
    const wz_cell_row *header = wz_table_header(v->table);
    const char **names = wz_arena_array(v->arena, v->columns + 1, sizeof *names);
    for (size_t i = 0; names && i < v->columns; i++)
        names[i] = header->cells[i].text;
    bool more = names && each(0, names, v->columns, payload);
    for (size_t i = v->look->from; more && i < v->count && i - v->look->from < v->look->most; i++)
        more = each(i + 1, v->rows[i].cells, v->columns, payload);
}

int wz_table_view(size_t *count, const char *file, const wz_table_look *look, wz_table_row each, void *payload,
                  wz_diag *diag)
{
    view v = {.look = look, .arena = wz_arena_new()};
    int code = v.arena ? wz_table_open(&v.table, file, NULL, diag) : WZ_ENOMEM;
    if (code == WZ_OK) {
        v.columns = wz_table_header(v.table)->count;
        v.filter = find_column(&v, look->column);
        v.sort = find_column(&v, look->sort);
        code = read_rows(&v, diag);
    }
    if (code == WZ_OK && v.sort < v.columns && v.count)
        qsort_r(v.rows, v.count, sizeof *v.rows, by_column, &v);
    if (code == WZ_OK)
        give(&v, each, payload);
    if (count)
        *count = v.count;
    wz_table_close(v.table);
    wz_arena_free(v.arena);
    return code;
}
