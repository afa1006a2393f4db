/* Tables: CSV as spreadsheets and hostile hands make it, XLSX written by libxlsxwriter and by hand, and what is written
 * read back. */
#include "base/alloc.h"
#include "io/table.h"

#include <CUnit/CUnit.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zip.h>

CU_pSuite test_io_table_suite(void);

/* --- reading --- */

static wz_diag *diag;

static wz_table *open_bytes(const char *bytes, size_t size)
{
    wz_table *table;
    wz_diag_free(diag);
    diag = wz_diag_new();
    int code = wz_table_open_memory(&table, "t", bytes, size, NULL, diag);
    CU_ASSERT(code == WZ_OK || code == WZ_EINPUT || code == WZ_ELIMIT);
    CU_ASSERT((code == WZ_OK) == (table != NULL));
    CU_ASSERT((code == WZ_OK) == (wz_diag_errors(diag) == 0));
    return table;
}

static wz_table *open_text(const char *text)
{
    return open_bytes(text, strlen(text));
}

#define open_literal(text) open_bytes((text), sizeof(text) - 1)

/* A row as "number!fault: cell|cell|cell" ("!" and fault only where it has one). */
static void describe(wz_buffer *out, const wz_cell_row *row)
{
    if (row->number)
        wz_buffer_printf(out, "%zu", row->number);
    if (row->fault != WZ_ROW_GOOD)
        wz_buffer_printf(out, "!%s", wz_row_fault_id(row->fault));
    wz_buffer_puts(out, ":");
    for (size_t i = 0; i < row->count; i++) {
        static const char *const kinds[] = {"", "#", "@", "?"};
        CU_ASSERT(strlen(row->cells[i].text) == row->cells[i].length);
        wz_buffer_printf(out, "%s%s%s", i ? "|" : " ", kinds[row->cells[i].kind], row->cells[i].text);
    }
    wz_buffer_putc(out, '\n');
}

/* The table as text, its header first; closes it. */
static wz_buffer all_rows(wz_table *table)
{
    wz_buffer out = {0};
    const wz_cell_row *row;
    if (!table) {
        wz_buffer_puts(&out, wz_diag_at(diag, 0)->id);
        return out;
    }
    describe(&out, wz_table_header(table));
    int code;
    while ((code = wz_table_next(table, &row)) == WZ_OK && row)
        describe(&out, row);
    if (code != WZ_OK)
        wz_buffer_printf(&out, "%s\n", wz_diag_count(diag) ? wz_diag_at(diag, 0)->id : "no problem");
    else
        CU_ASSERT(wz_table_next(table, &row) == WZ_OK && !row);
    wz_table_close(table);
    return out;
}

static void expect(wz_table *table, const char *wanted)
{
    wz_buffer rows = all_rows(table);
    CU_ASSERT_STRING_EQUAL(rows.data, wanted);
    if (strcmp(rows.data, wanted) != 0)
        fprintf(stderr, "\ngot:\n%s\nwanted:\n%s\n", rows.data, wanted);
    wz_buffer_free(&rows);
}

static void test_io_table__csv_in_all_usual_forms(void)
{
    expect(open_text("a,b\n1,2\n3,4\n"), "1: a|b\n2: 1|2\n3: 3|4\n");
    expect(open_text("\xEF\xBB\xBF"
                     "a,b\r\n1,2\r\n"),
           "1: a|b\n2: 1|2\n");
    expect(open_text("a,b\r1,2\r3,4"), "1: a|b\n2: 1|2\n3: 3|4\n");
    expect(open_text("a\tb\n1\t2, 3\n"), "1: a|b\n2: 1|2, 3\n");
    expect(open_text("a;b\n1;2\n"), "1: a|b\n2: 1|2\n");
    expect(open_text("a , b\n \"x, \"\"y\"\"\nz\" , 2 \n3,4"), "1: a|b\n2: x, \"y\"\nz|2\n3: 3|4\n");
    expect(open_text("a,b\n1\n1,2,,\n"), "1: a|b\n2: 1|\n3: 1|2\n");
    expect(open_text("only\nx\ny\n"), "1: only\n2: x\n3: y\n");
    expect(open_text("a,b"), "1: a|b\n");
}

static void test_io_table__empty_rows_are_counted_and_passed_over(void)
{
    expect(open_text("a,b\n\n1,2\n,,\n\n3,4\n\n"), "1: a|b\n3: 1|2\n6: 3|4\n");
    expect(open_text("a,b\r\n\r\n1,2\r\n,\r\n3,4\r\n"), "1: a|b\n3: 1|2\n5: 3|4\n");
    expect(open_text("\n\nname\n"), "3: name\n");
    expect(open_text("处分名册（2024）,,\n编号,姓名,种类\n1,甲,诫勉\n"), "2: 编号|姓名|种类\n3: 1|甲|诫勉\n");
}

static void test_io_table__a_broken_quote_costs_one_row(void)
{
    expect(open_text("a,b\n1,x\"y\n2,ok\n"), "1: a|b\n2!TABLE-010: 1|\n3: 2|ok\n");
    expect(open_text("a,b\n1,\"open\n2,ok\n3,\"x\"\n"), "1: a|b\n2!TABLE-010: 1|\n3: 2|ok\n4: 3|x\n");
    expect(open_text("a,b\n1,\"open\n2,ok"), "1: a|b\n2!TABLE-010: 1|\n3: 2|ok\n");
    expect(open_text("a,b\n\"x\" y,1\n2,ok\n"), "1: a|b\n2!TABLE-010: |\n3: 2|ok\n");
    expect(open_text("a,b\n1,2,3\n4,5\n"), "1: a|b\n2!TABLE-014: 1|2\n3: 4|5\n");
}

static void test_io_table__long_cells_and_rows_are_cut(void)
{
    static const size_t sizes[] = {WZ_CELL_MAX, WZ_CELL_MAX + 1, WZ_ROW_MAX, 3 * WZ_ROW_MAX};
    for (size_t quoted = 0; quoted < 2; quoted++)
        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
            wz_buffer text = {0};
            wz_buffer_puts(&text, quoted ? "a,b\n1,\"" : "a,b\n1,");
            for (size_t c = 0; c < sizes[i]; c++)
                wz_buffer_putc(&text, 'x');
            wz_buffer_puts(&text, quoted ? "\"\n2,3\n" : "\n2,3\n");
            wz_table *table = open_bytes(text.data, text.length);
            const wz_cell_row *row;
            CU_ASSERT(wz_table_next(table, &row) == WZ_OK && row);
            CU_ASSERT((row->fault == WZ_ROW_GOOD) == (i == 0));
            CU_ASSERT(row->cells[1].length <= WZ_CELL_MAX);
            CU_ASSERT(wz_table_next(table, &row) == WZ_OK && row && row->number == 3);
            CU_ASSERT(row && strcmp(row->cells[1].text, "3") == 0);
            wz_table_close(table);
            wz_buffer_free(&text);
        }
    wz_buffer wide = {0};
    for (int i = 0; i < 257; i++)
        wz_buffer_puts(&wide, "c,");
    wz_buffer_puts(&wide, "c\n");
    expect(open_bytes(wide.data, wide.length), "TABLE-005");
    wz_buffer_free(&wide);
}

static wz_buffer encoded(const char *text, const char *encoding)
{
    wz_buffer out = {0};
    iconv_t converter = iconv_open(encoding, "UTF-8");
    char source[4096], room[4096], *in = source, *to = room;
    snprintf(source, sizeof source, "%s", text);
    size_t left = strlen(source), space = sizeof room;
    CU_ASSERT(iconv(converter, &in, &left, &to, &space) != (size_t)-1);
    iconv_close(converter);
    wz_buffer_add(&out, room, sizeof room - space);
    return out;
}

static void test_io_table__encodings_are_found_out(void)
{
    static const char text[] = "编号,姓名\n1,张三\n2,𠮷野\n";
    static const char wanted[] = "1: 编号|姓名\n2: 1|张三\n3: 2|𠮷野\n";
    static const char *const names[] = {"GB18030", "UTF-8", "UTF-16"};
    for (int i = 0; i < 3; i++) {
        wz_buffer bytes = encoded(text, names[i]);
        wz_table *table = open_bytes(bytes.data, bytes.length);
        CU_ASSERT(strncmp(wz_table_encoding(table), names[i], strlen(names[i])) == 0);
        expect(table, wanted);
        wz_buffer_free(&bytes);
    }
    wz_table *table = NULL;
    wz_buffer big5 = encoded("編號\n張三\n", "BIG5");
    int code = wz_table_open_memory(&table, "t", big5.data, big5.length, &(wz_table_options){.encoding = "BIG5"}, NULL);
    CU_ASSERT(code == WZ_OK);
    expect(table, "1: 編號\n2: 張三\n");
    code = wz_table_open_memory(&table, "t", "a\n", 2, &(wz_table_options){.encoding = "NONE"}, diag);
    CU_ASSERT(code == WZ_EINPUT && !table);
    wz_buffer_free(&big5);
}

/* Non-ASCII that first comes long after the first chunk, in either encoding. */
static void test_io_table__encodings_are_found_out_late(void)
{
    for (int gb = 0; gb < 2; gb++) {
        wz_buffer text = {0};
        wz_buffer_puts(&text, "id,name\n");
        for (int i = 0; i < 40000; i++)
            wz_buffer_printf(&text, "%d,x\n", i);
        wz_buffer last = encoded("9,张三丰\n", gb ? "GB18030" : "UTF-8");
        wz_buffer_add(&text, last.data, last.length);
        wz_table *table = open_bytes(text.data, text.length);
        const wz_cell_row *row, *seen = NULL;
        while (wz_table_next(table, &row) == WZ_OK && row) {
            CU_ASSERT(row->fault == WZ_ROW_GOOD);
            if (row->number == 40002)
                CU_ASSERT_STRING_EQUAL((seen = row)->cells[1].text, "张三丰");
        }
        CU_ASSERT_PTR_NOT_NULL(seen);
        CU_ASSERT_STRING_EQUAL(wz_table_encoding(table), gb ? "GB18030" : "UTF-8");
        wz_table_close(table);
        wz_buffer_free(&text);
        wz_buffer_free(&last);
    }
}

static void test_io_table__broken_bytes_are_named_by_row(void)
{
    expect(open_literal("名,b\n1,\xFF\n2,好\n"), "1: 名|b\n2!TABLE-011: 1|\xEF\xBF\xBD\n3: 2|好\n");
    expect(open_literal("a,b\n1,x\0y\n2,3\n"), "1: a|b\n2!TABLE-012: 1|x?y\n3: 2|3\n");
    expect(open_literal("\xB1\xE0,b\n1,\xFF\xFF\n2,3\n"), "1: 编|b\n2!TABLE-011: 1|\xEF\xBF\xBD\xEF\xBF\xBD\n3: 2|3\n");
}

static void test_io_table__what_is_no_table_is_said(void)
{
    expect(open_text(""), "TABLE-002");
    expect(open_text("\n \n,,\n"), "TABLE-002");
    expect(open_bytes("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8), "TABLE-003");
    expect(open_text("%PDF-1.4"), "TABLE-004");
    expect(open_text("<html><table>"), "TABLE-004");
    expect(open_text("PK\3\4 but nothing more"), "TABLE-020");
    expect(open_text("a,\"b\n"), "TABLE-010");
    wz_table *table;
    diag = (wz_diag_free(diag), wz_diag_new());
    CU_ASSERT(wz_table_open(&table, "tests/tables/none.csv", NULL, diag) == WZ_EIO);
    CU_ASSERT_STRING_EQUAL(wz_diag_at(diag, 0)->id, "IO-001");
    CU_ASSERT(wz_table_open(&table, "tests", NULL, diag) == WZ_EIO);
    CU_ASSERT_STRING_EQUAL(wz_diag_at(diag, 1)->id, "IO-003");
}

static void test_io_table__blocks_hold_every_row_once(void)
{
    wz_buffer text = {0};
    wz_buffer_puts(&text, "id,name\n");
    for (int i = 0; i < 5000; i++)
        wz_buffer_printf(&text, "%d,\"name, %d\"\n", i, i);
    wz_table *table = open_bytes(text.data, text.length);
    wz_table_block *block = wz_table_block_new();
    size_t count, next = 0;
    const wz_cell_row *rows;
    while (wz_table_read(table, block) == WZ_OK && (rows = wz_table_rows(block, &count)) && count > 0) {
        for (size_t i = 0; i < count; i++, next++) {
            CU_ASSERT(rows[i].number == next + 2 && (size_t)atoi(rows[i].cells[0].text) == next);
            CU_ASSERT((size_t)atoi(rows[i].cells[1].text + 6) == next);
        }
    }
    CU_ASSERT_EQUAL(next, 5000);
    size_t done, all;
    wz_table_progress(table, &done, &all);
    CU_ASSERT(done == text.length && all == text.length);
    wz_table_block_free(block);
    wz_table_close(table);
    wz_buffer_free(&text);
}

/* The same rows in lines without quotation marks, which are read many at a time, and with every cell in them: the cells are the
 * same; and a row that is said to stand as CSV has it, does. */
static void test_io_table__plain_lines_are_read_at_once(void)
{
    static const char *const odd[] = {"x", "", "  two ", "=1", "'=1", "'", "-5", "＝全", "a b", "名字", "+", "\t@"};
    wz_buffer plain = {0}, quoted = {0}, as_written = {0}, as_cells = {0};
    for (int i = 0; i < 1500; i++) {
        const char *first = odd[i % 12], *second = odd[i / 12 % 12], *end = i % 7 ? "\n" : i % 2 ? "\r\n" : "\n\n";
        const char *more = i % 11 ? "" : ",", *blank = i % 5 ? "" : " ";
        wz_buffer_printf(&plain, "%d,%s%s,%s%s%s", i, blank, first, second, more, end);
        const char *trimmed[] = {i % 12 == 2    ? "two"
                                 : i % 12 == 11 ? "@"
                                                : first,
                                 i / 12 % 12 == 2    ? "two"
                                 : i / 12 % 12 == 11 ? "@"
                                                     : second};
        wz_buffer_printf(&quoted, "\"%d\",\"%s\",\"%s\"%s%s", i, trimmed[0], trimmed[1], more, end);
    }
    wz_table *tables[] = {open_bytes(plain.data, plain.length), open_bytes(quoted.data, quoted.length)};
    const wz_cell_row *row, *other;
    size_t standing = 0, rows = 0;
    while (wz_table_next(tables[0], &row) == WZ_OK && wz_table_next(tables[1], &other) == WZ_OK && row && other) {
        CU_ASSERT(row->number == other->number && row->fault == other->fault && !other->as_written);
        for (size_t i = 0; i < row->count; i++)
            CU_ASSERT_STRING_EQUAL(row->cells[i].text, other->cells[i].text);
        if (row->as_written) {
            wz_buffer_clear(&as_cells);
            wz_buffer_clear(&as_written);
            wz_csv_row(&as_cells, row->cells, row->count);
            wz_csv_cells_as_written(&as_written, row->cells, row->count);
            wz_buffer_puts(&as_written, "\r\n");
            CU_ASSERT_STRING_EQUAL(as_cells.data, as_written.data);
        }
        standing += row->as_written;
        rows++;
    }
    CU_ASSERT(rows == 1499 && standing > 50 && standing < 800 && !row && !other);
    for (int i = 0; i < 2; i++)
        wz_table_close(tables[i]);
    wz_buffer *all[] = {&plain, &quoted, &as_written, &as_cells};
    for (int i = 0; i < 4; i++)
        wz_buffer_free(all[i]);
}

/* --- XLSX --- */

static char path[] = "/tmp/wenze-table-XXXXXX/t.xlsx";

static int make_folder(void)
{
    *strrchr(path, '/') = '\0';
    bool made = mkdtemp(path) != NULL;
    path[strlen(path)] = '/';
    return !made;
}

static int remove_folder(void)
{
    wz_diag_free(diag);
    diag = NULL;
    unlink(path);
    *strrchr(path, '/') = '\0';
    return rmdir(path);
}

static void test_io_table__xlsx_of_libxlsxwriter_reads_back(void)
{
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "名册");
    lxw_worksheet *other = workbook_add_worksheet(book, "别的");
    lxw_format *day = workbook_add_format(book), *span = workbook_add_format(book);
    format_set_num_format(day, "yyyy\"年\"m\"月\"d\"日\"");
    format_set_num_format(span, "[h]:mm;\"yd\"");
    worksheet_write_string(sheet, 1, 0, "编号", NULL);
    worksheet_write_string(sheet, 1, 2, "日期 <&\"", NULL);
    worksheet_write_number(sheet, 3, 0, 12, NULL);
    lxw_datetime date = {2020, 2, 29, 0, 0, 0};
    worksheet_write_datetime(sheet, 3, 2, &date, day);
    worksheet_write_number(sheet, 4, 0, 0.25, span);
    worksheet_write_number(sheet, 4, 2, 43586.5, day);
    worksheet_write_boolean(sheet, 5, 0, 1, NULL);
    worksheet_write_formula_str(sheet, 5, 2, "=\"a\"&\"b\"", NULL, "ab");
    worksheet_write_number(sheet, 6, 0, 110105194912310020.0, NULL);
    worksheet_write_number(sheet, 6, 2, 60, day);
    worksheet_write_number(sheet, 7, 2, 59, day);
    worksheet_write_string(sheet, 8, 0, "行\n\x01_x0041_", NULL);
    worksheet_write_string(sheet, 9, 5, "beyond", NULL);
    worksheet_write_string(other, 0, 0, "x", NULL);
    CU_ASSERT(workbook_close(book) == LXW_NO_ERROR);

    wz_table *table = NULL;
    diag = (wz_diag_free(diag), wz_diag_new());
    CU_ASSERT(wz_table_open(&table, path, &(wz_table_options){.hash = true}, diag) == WZ_OK);
    CU_ASSERT(wz_table_form(table) == WZ_TABLE_XLSX);
    CU_ASSERT_EQUAL(strlen(wz_table_sha256(table)), 64);
    expect(table, "2: 编号||日期 <&\"\n4: #12||@2020-02-29\n5: #0.25||@2019-05-01 12:00:00\n6: ?true||ab\n"
                  "7: #1.1010519491231E+17||#60\n8: ||@1900-02-28\n9: 行\n\x01"
                  "A||\n10!TABLE-014: ||\n");
    CU_ASSERT(wz_table_open(&table, path, &(wz_table_options){.sheet = "别的"}, diag) == WZ_OK);
    expect(table, "1: x\n");
    CU_ASSERT(wz_table_open(&table, path, &(wz_table_options){.sheet = "没有"}, diag) == WZ_EINPUT);
    CU_ASSERT_STRING_EQUAL(wz_diag_at(diag, 0)->id, "TABLE-023");
}

/* A workbook from its parts, in memory. */
typedef struct {
    const char *name, *text;
    size_t length; /* 0 = of the text */
} part;

static const part plain_relations = {
    "_rels/.rels",
    "<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>", 0};
static const part plain_workbook_relations = {
    "xl/_rels/workbook.xml.rels",
    "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"sheets/./a.xml\"/>"
    "<Relationship Id=\"r2\" Type=\"x/styles\" Target=\"../xl/st.xml\"/>"
    "<Relationship Id=\"r3\" Type=\"x/sharedStrings\" Target=\"s.xml\"/></Relationships>",
    0};
static const part plain_workbook = {
    "xl/workbook.xml",
    "<workbook xmlns:r=\"u\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets></workbook>",
    0};
static const part plain_styles = {"xl/st.xml",
                                  "<styleSheet><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                                  "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"31\"/></cellXfs></styleSheet>",
                                  0};
static const part plain_strings = {"xl/s.xml",
                                   "<sst><si><t>编号</t></si><si><r><t>甲</t></r><rPh><t>jia</t></rPh><r><t "
                                   "xml:space=\"preserve\"> 乙</t></r></si></sst>",
                                   0};

static wz_buffer zipped(const part *parts, size_t count)
{
    wz_buffer out = {0};
    zip_error_t error;
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(source);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    for (size_t i = 0; i < count; i++) {
        size_t length = parts[i].length ? parts[i].length : strlen(parts[i].text);
        zip_file_add(zip, parts[i].name, zip_source_buffer(zip, parts[i].text, length, 0), ZIP_FL_OVERWRITE);
    }
    CU_ASSERT_FATAL(zip_close(zip) == 0);
    zip_source_open(source);
    char piece[4096];
    zip_int64_t got;
    while ((got = zip_source_read(source, piece, sizeof piece)) > 0)
        wz_buffer_add(&out, piece, (size_t)got);
    zip_source_close(source);
    zip_source_free(source);
    return out;
}

static wz_table *sheet_of(const char *sheet, size_t length)
{
    part parts[] = {plain_relations, plain_workbook_relations,          plain_workbook, plain_styles,
                    plain_strings,   {"xl/sheets/a.xml", sheet, length}};
    static wz_buffer bytes; /* borrowed by the table until the next */
    wz_buffer_free(&bytes);
    bytes = zipped(parts, 6);
    return open_bytes(bytes.data, bytes.length);
}

static void test_io_table__xlsx_made_by_hand(void)
{
    expect(sheet_of(
               "<x:worksheet xmlns:x=\"u\"><x:sheetData><x:row><x:c t=\"s\"><x:v>0</x:v></x:c>"
               "<x:c t=\"inlineStr\"><x:is><x:t>b&amp;&#x4e2d;</x:t></x:is></x:c></x:row>"
               "<x:row r=\"7\"><x:c r=\"A7\" t=\"s\"><x:v>1</x:v></x:c><x:c r=\"B7\" s=\"1\"><x:v>0</x:v></x:c></x:row>"
               "<x:row><x:c r=\"B8\" t=\"e\"><x:v>#N/A</x:v></x:c></x:row><x:row/>"
               "<x:row><x:c s=\"1\"><x:v>42063</x:v></x:c><x:c t=\"d\"><x:v>2019-06-04T00:00:00</x:v></x:c></x:row>"
               "<x:row><x:c t=\"s\"><x:v>9</x:v></x:c><x:c><x:v>1.5E3</x:v></x:c></x:row>"
               "</x:sheetData></x:worksheet>",
               0),
           "1: 编号|b&中\n7: 甲 乙|@1904-01-01\n8: |#N/A\n10: @2019-03-01|@2019-06-04\n11!TABLE-011: |#1500\n");
}

static void test_io_table__hostile_workbooks_are_refused(void)
{
    expect(sheet_of("<!DOCTYPE a [<!ENTITY x \"y\">]><worksheet><row><c t=\"str\"><v>&x;</v></c></row></worksheet>", 0),
           "TABLE-020");
    expect(sheet_of("<worksheet><row><c t=\"str\"><v>a</v></c></row><row><c><v>1", 0), "TABLE-020");
    expect(sheet_of("<worksheet><row r=\"5\"><c><v>1</v></c></row><row r=\"4\"><c><v>1</v></c></row></worksheet>", 0),
           "TABLE-020");
    expect(sheet_of("<worksheet><row r=\"99999999999\"><c><v>1</v></c></row></worksheet>", 0), "TABLE-020");
    wz_buffer many = {0};
    wz_buffer_puts(&many, "<worksheet><row ");
    for (int i = 0; i < 300; i++)
        wz_buffer_printf(&many, "a%d='' ", i);
    wz_buffer_puts(&many, "/></worksheet>");
    expect(sheet_of(many.data, many.length), "TABLE-021");
    wz_buffer_free(&many);
    part nothing[] = {{"word/document.xml", "<w/>", 0}};
    wz_buffer word = zipped(nothing, 1);
    expect(open_bytes(word.data, word.length), "TABLE-022");
    wz_buffer_free(&word);
}

/* 140 MiB of the same bytes, packed into some 140 KiB: strings are limited by what they unpack to. */
static void test_io_table__zip_bombs_end_at_a_limit(void)
{
    size_t size = (size_t)140 << 20;
    char *bomb = malloc(size);
    memset(bomb, 'a', size);
    snprintf(bomb, size, "<sst><si><t>");
    bomb[12] = 'a';
    part parts[] = {plain_relations, plain_workbook_relations, plain_workbook,
                    plain_styles,    {"xl/s.xml", bomb, size}, {"xl/sheets/a.xml", "<worksheet/>", 0}};
    wz_buffer bytes = zipped(parts, 6);
    CU_ASSERT(bytes.length < (size_t)1 << 20);
    wz_table *table = open_bytes(bytes.data, bytes.length);
    CU_ASSERT_PTR_NULL(table);
    wz_buffer_free(&bytes);
    free(bomb);
}

/* A row must come whole whatever piece of the file its parts stand in. */
static void test_io_table__xlsx_rows_are_whole_across_blocks(void)
{
    wz_buffer sheet = {0};
    wz_buffer_puts(&sheet, "<worksheet><sheetData>");
    for (int i = 0; i < 20000; i++)
        wz_buffer_printf(&sheet, "<row><c><v>%d</v></c><c t=\"str\"><v>v%d</v></c></row>", i, i);
    wz_buffer_puts(&sheet, "</sheetData></worksheet>");
    wz_table *table = sheet_of(sheet.data, sheet.length);
    const wz_cell_row *row;
    size_t next = 1;
    while (wz_table_next(table, &row) == WZ_OK && row) {
        CU_ASSERT(row->number == next + 1 && (size_t)atoi(row->cells[0].text) == next &&
                  (size_t)atoi(row->cells[1].text + 1) == next);
        next++;
    }
    CU_ASSERT_EQUAL(next, 20000);
    wz_table_close(table);
    wz_buffer_free(&sheet);
}

/* --- writing --- */

#define TEXT(t) \
    { \
        .text = (t), .length = sizeof(t) - 1 \
    }
#define OF_KIND(t, k) \
    { \
        .text = (t), .length = sizeof(t) - 1, .kind = (k) \
    }

static void expect_csv(const wz_cell *cells, size_t count, const char *wanted)
{
    wz_buffer out = {0};
    wz_csv_row(&out, cells, count);
    CU_ASSERT_STRING_EQUAL(out.data, wanted);
    wz_buffer_free(&out);
}

static void test_io_table__formulas_are_disarmed(void)
{
    const wz_cell hostile[] = {TEXT("=HYPERLINK(\"http://x\")"),
                               TEXT("+1+2"),
                               TEXT("-1-2"),
                               TEXT("@SUM(1)"),
                               TEXT("\t=1"),
                               TEXT("＝1+1"),
                               TEXT("'=1"),
                               TEXT("\r=1")};
    expect_csv(hostile, 8,
               "\"'=HYPERLINK(\"\"http://x\"\")\",'+1+2,'-1-2,'@SUM(1),\"'\t=1\",'＝1+1,''=1,\"'\r=1\"\r\n");
    const wz_cell harmless[] = {TEXT("-5"),   TEXT("+86.5"),
                                TEXT("-"),    OF_KIND("-3", WZ_CELL_NUMBER),
                                TEXT("'tis"), OF_KIND("2020-01-01", WZ_CELL_DATE),
                                TEXT(" =1"),  TEXT("")};
    expect_csv(harmless, 8, "-5,+86.5,-,-3,'tis,2020-01-01,\" =1\",\r\n");
}

static void write_table(const char *file, const wz_cell *header, const wz_cell *rows, size_t columns, size_t count)
{
    wz_table_writer *writer;
    wz_table_writer_options options = {file, wz_table_format_for(file), "名册", header, columns};
    diag = (wz_diag_free(diag), wz_diag_new());
    CU_ASSERT_FATAL(wz_table_writer_open(&writer, &options, diag) == WZ_OK);
    for (size_t i = 0; i < count; i++)
        CU_ASSERT(wz_table_writer_row(writer, rows + i * columns, columns) == WZ_OK);
    CU_ASSERT(access(file, F_OK) != 0);
    CU_ASSERT(wz_table_writer_finish(writer) == WZ_OK);
    struct stat about;
    CU_ASSERT(stat(file, &about) == 0 && (about.st_mode & 0777) == 0600);
}

static void test_io_table__what_is_written_reads_back(void)
{
    char *long_text = malloc(10001);
    memset(long_text, '"', 10000);
    long_text[10000] = '\0';
    const wz_cell header[] = {TEXT("编号"), TEXT("值")};
    const wz_cell rows[] = {TEXT("=HYPERLINK(\"x\")"),
                            TEXT("<b>&amp;\n\"引\" _x0041_ _x"),
                            TEXT("'=1"),
                            OF_KIND("2020-02-29", WZ_CELL_DATE),
                            TEXT("-1"),
                            {.text = long_text, .length = 10000},
                            {.text = "", .fill = WZ_FILL_RED},
                            OF_KIND("12.5", WZ_CELL_NUMBER)};
    static const char *const names[] = {"t.csv", "t.xlsx"};
    char file[64];
    for (int i = 0; i < 2; i++) {
        snprintf(file, sizeof file, "%.*s/%s", (int)(strrchr(path, '/') - path), path, names[i]);
        unlink(file);
        write_table(file, header, rows, 2, 4);
        wz_table *table;
        CU_ASSERT_FATAL(wz_table_open(&table, file, NULL, diag) == WZ_OK);
        const wz_cell_row *row;
        for (size_t r = 0; r < 4; r++) {
            CU_ASSERT_FATAL(wz_table_next(table, &row) == WZ_OK && row);
            CU_ASSERT_STRING_EQUAL(row->cells[0].text, rows[2 * r].text);
            CU_ASSERT_STRING_EQUAL(row->cells[1].text, rows[2 * r + 1].text);
            CU_ASSERT(i == 0 || row->cells[1].kind == rows[2 * r + 1].kind);
        }
        CU_ASSERT(wz_table_next(table, &row) == WZ_OK && !row);
        wz_table_close(table);
        unlink(file);
    }
    free(long_text);
}

static void test_io_table__a_discarded_table_leaves_nothing(void)
{
    const wz_cell header[] = {TEXT("a")};
    char file[64];
    for (int xlsx = 0; xlsx < 2; xlsx++) {
        snprintf(file, sizeof file, "%.*s/d.%s", (int)(strrchr(path, '/') - path), path, xlsx ? "xlsx" : "csv");
        FILE *old = fopen(file, "w");
        fputs("old", old);
        fclose(old);
        wz_table_writer *writer;
        CU_ASSERT_FATAL(wz_table_writer_open(&writer,
                                             &(wz_table_writer_options){file, (wz_table_format)xlsx, NULL, header, 1},
                                             NULL) == WZ_OK);
        wz_table_writer_row(writer, header, 1);
        wz_table_writer_discard(writer);
        char text[8] = "";
        old = fopen(file, "r");
        CU_ASSERT(fread(text, 1, 7, old) == 3 && strcmp(text, "old") == 0);
        fclose(old);
        unlink(file); /* the folder must be empty at the end */
    }
    wz_table_writer *writer;
    diag = (wz_diag_free(diag), wz_diag_new());
    CU_ASSERT(wz_table_writer_open(&writer, &(wz_table_writer_options){"/nowhere/x.csv", WZ_TABLE_CSV, NULL, header, 1},
                                   diag) == WZ_EIO);
    CU_ASSERT_STRING_EQUAL(wz_diag_at(diag, 0)->id, "TABLE-030");
    CU_ASSERT(wz_table_writer_open(&writer, &(wz_table_writer_options){"-", WZ_TABLE_XLSX, NULL, header, 1}, diag) ==
              WZ_EINPUT);
    CU_ASSERT(wz_table_writer_open(&writer, &(wz_table_writer_options){"/dev/full", WZ_TABLE_CSV, NULL, header, 1},
                                   diag) == WZ_OK);
    CU_ASSERT(wz_table_writer_finish(writer) == WZ_EIO);
}

/* --- memory that runs out --- */

static size_t calls, fail_at;
static long live;

static void *failing(void *user, void *block, size_t size)
{
    (void)user;
    if (size == 0) {
        live -= block != NULL;
        free(block);
        return NULL;
    }
    if (++calls >= fail_at && fail_at)
        return NULL;
    void *got = realloc(block, size);
    live += !block && got;
    return got;
}

static int read_once(const wz_buffer *bytes)
{
    wz_table *table;
    const wz_cell_row *row;
    int code = wz_table_open_memory(&table, "t", bytes->data, bytes->length, NULL, NULL);
    while (code == WZ_OK && (code = wz_table_next(table, &row)) == WZ_OK && row)
        continue;
    wz_table_close(table);
    return code;
}

static void test_io_table__running_out_of_memory_is_an_answer(void)
{
    part parts[] = {plain_relations,
                    plain_workbook_relations,
                    plain_workbook,
                    plain_styles,
                    plain_strings,
                    {"xl/sheets/a.xml",
                     "<worksheet><row><c t=\"s\"><v>0</v></c></row><row><c t=\"str\"><v>x</v></c></row></worksheet>",
                     0}};
    wz_buffer inputs[] = {zipped(parts, 6), encoded("编号,b\n\"1\",2\n3,\"4\n", "GB18030")};
    for (int i = 0; i < 2; i++) {
        int code = WZ_ENOMEM;
        wz_alloc_set(failing, NULL);
        for (fail_at = 1; code == WZ_ENOMEM && fail_at < 500; fail_at++) {
            calls = 0;
            live = 0;
            code = read_once(&inputs[i]);
            CU_ASSERT(code == WZ_ENOMEM || code == WZ_OK);
            CU_ASSERT_EQUAL(live, 0);
        }
        wz_alloc_set(NULL, NULL);
        CU_ASSERT(code == WZ_OK && fail_at > 5);
        wz_buffer_free(&inputs[i]);
    }
}

CU_pSuite test_io_table_suite(void)
{
    static CU_TestInfo tests[] = {
        {"CSV in all usual forms", test_io_table__csv_in_all_usual_forms},
        {"empty rows are counted and passed over", test_io_table__empty_rows_are_counted_and_passed_over},
        {"a broken quote costs one row", test_io_table__a_broken_quote_costs_one_row},
        {"long cells and rows are cut", test_io_table__long_cells_and_rows_are_cut},
        {"encodings are found out", test_io_table__encodings_are_found_out},
        {"encodings are found out late", test_io_table__encodings_are_found_out_late},
        {"broken bytes are named by row", test_io_table__broken_bytes_are_named_by_row},
        {"what is no table is said", test_io_table__what_is_no_table_is_said},
        {"blocks hold every row once", test_io_table__blocks_hold_every_row_once},
        {"plain lines are read at once", test_io_table__plain_lines_are_read_at_once},
        {"XLSX of libxlsxwriter reads back", test_io_table__xlsx_of_libxlsxwriter_reads_back},
        {"XLSX made by hand", test_io_table__xlsx_made_by_hand},
        {"hostile workbooks are refused", test_io_table__hostile_workbooks_are_refused},
        {"ZIP bombs end at a limit", test_io_table__zip_bombs_end_at_a_limit},
        {"XLSX rows are whole across blocks", test_io_table__xlsx_rows_are_whole_across_blocks},
        {"formulas are disarmed", test_io_table__formulas_are_disarmed},
        {"what is written reads back", test_io_table__what_is_written_reads_back},
        {"a discarded table leaves nothing", test_io_table__a_discarded_table_leaves_nothing},
        {"running out of memory is an answer", test_io_table__running_out_of_memory_is_an_answer},
    };
    CU_pSuite suite = CU_add_suite("io/table", make_folder, remove_folder);
    for (size_t i = 0; suite && i < sizeof tests / sizeof tests[0]; i++) {
        if (!CU_add_test(suite, tests[i].pName, tests[i].pTestFunc))
            return NULL;
    }
    return suite;
}
