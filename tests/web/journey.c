/* What journeys in a browser share. */
#include "journey.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- accounts and cases --- */

void make_account(const char *name, const char *display, unsigned roles)
{
    CU_ASSERT_EQUAL_FATAL(wz_account_add(NULL, server.store, "test", now_ms(), name, display, "", roles, NULL), WZ_OK);
}

void make_link(const char *name, char *secret)
{
    CU_ASSERT_EQUAL_FATAL(wz_account_link(secret, server.store, "test", now_ms(), web_account_id(name), NULL), WZ_OK);
}

void sign_in(browser *b, const char *name)
{
    char secret[WZ_ACCOUNT_SECRET], path[128];
    make_link(name, secret);
    snprintf(path, sizeof path, "/link#%s", secret);
    browser_go(b, path);
    browser_click(b, "main form button.main");
    /* the account's own page comes next; a header with a name may also be that of who was here before */
    CU_ASSERT_TRUE(browser_sees(b, "main dl.facts"));
}

void add_case_of(const char *file, const char *id, const char *account)
{
    wz_case_add_request request = WZ_CASE_ADD_INIT;
    static char bytes[65536];
    FILE *in = fopen(file, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(in);
    request.bytes = bytes;
    request.size = fread(bytes, 1, sizeof bytes, in);
    fclose(in);
    CU_ASSERT_EQUAL(wz_case_add(NULL, NULL, server.store, server.rules, &request, NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_case_share(server.store, "t", now_ms(), id, web_account_id(account), true, NULL), WZ_OK);
}

void add_sample_case(const char *account)
{
    add_case_of("cases/bj2019/several-people/case.xml", "several-people", account);
}

/* --- looking at pages --- */

void check_axe(browser *b, const char *path)
{
    static char *axe;
    const char *file = getenv("AXE_CORE");
    if (!axe && file) {
        FILE *in = fopen(file, "r");
        axe = in ? calloc(1, 1 << 20) : NULL;
        if (axe && fread(axe, 1, (1 << 20) - 1, in) == 0)
            axe[0] = '\0';
        if (in)
            fclose(in);
    }
    if (!axe)
        return;
    browser_script(b, axe);
    browser_script(
        b, "window.axeDone = null; axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"
           ".then(r => { window.axeDone = r.violations.map(v => v.id + ': ' + v.nodes[0].html).join('; '); });");
    const char *found = "";
    for (int i = 0; i < 1000; i++) {
        found = browser_script(b, "return window.axeDone");
        if (strcmp(found, "null") != 0)
            break;
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    }
    if (*found)
        fprintf(stderr, "\naxe on %s: %s\n", path, found);
    CU_ASSERT_STRING_EQUAL(found, "");
}

void look(browser *b, const char *name, bool english)
{
    static const int widths[] = {1280, 390};
    char file[128];
    for (int w = 0; w < 2; w++) {
        snprintf(file, sizeof file, "%s-%s-%d", name, english ? "en" : "zh", widths[w]);
        browser_picture(b, file, widths[w]);
        const char *wide = browser_script(b, "return document.documentElement.scrollWidth <= window.innerWidth + 1");
        if (strcmp(wide, "true") != 0)
            fprintf(stderr, "\n%s is wider than the window\n", file);
        CU_ASSERT_STRING_EQUAL(wide, "true");
    }
    check_axe(b, name);
    CU_ASSERT_FALSE(browser_complains(b));
    browser_size(b, widths[0], 900);
}

/* --- the command line beside the page --- */

wz_buffer command_line(const char *const *args, bool any_end)
{
    wz_buffer printed = {0};
    bool good = web_run(args, &printed);
    CU_ASSERT_TRUE(good || any_end);
    CU_ASSERT_TRUE_FATAL(printed.length > 0);
    return printed;
}

/* Run a script on two texts: `a` the selector, `b` the text. It gives "" where all is well. */
static bool compare(browser *b, const char *css, const char *text, const char *body)
{
    wz_buffer script = {0};
    json_t *css_json = json_string(css), *text_json = json_string(text);
    char *a = css_json ? json_dumps(css_json, JSON_ENCODE_ANY) : NULL;
    char *t = text_json ? json_dumps(text_json, JSON_ENCODE_ANY) : NULL;
    json_decref(css_json);
    json_decref(text_json);
    CU_ASSERT_PTR_NOT_NULL_FATAL(a);
    CU_ASSERT_PTR_NOT_NULL_FATAL(t);
    wz_buffer_printf(&script,
                     "const css = %s, text = %s; const place = document.querySelector(css);"
                     "if (!place) return 'nothing at ' + css; ",
                     a, t);
    wz_buffer_puts(&script, body);
    const char *said = browser_script(b, script.data);
    if (*said)
        fprintf(stderr, "\n%s: %s\n", browser_path(b), said);
    wz_buffer_free(&script);
    free(a);
    free(t);
    return !*said;
}

bool shows_text(browser *b, const char *css, const char *text)
{
    return compare(b, css, text,
                   "const plain = t => t.replace(/\\s+/g, ''), all = plain(text);"
                   "const said = [...place.querySelectorAll('p')].map(p => plain(p.textContent)).filter(t => t);"
                   "if (!said.length) return css + ' says nothing';"
                   "const missing = said.filter(t => !all.includes(t));"
                   "return missing.length ? 'the command does not say\\n' + missing.join('\\n').slice(0, 2000) : '';");
}

bool shows_lines(browser *b, const char *css, const char *text)
{
    return compare(b, css, text,
                   "const plain = t => t.replace(/[\\s─]+/g, ''), got = plain(place.textContent), wanted = plain(text);"
                   "if (wanted.length < 20) return 'the command says next to nothing';"
                   "let at = 0; while (at < wanted.length && got[at] === wanted[at]) at++;"
                   "return got === wanted ? '' : '…' + got.slice(at, at + 200) + '\\ninstead of …' "
                   "+ wanted.slice(at, at + 200);");
}

bool shows_csv(browser *b, const char *css, const char *csv)
{
    return compare(
        b, css, csv,
        "const rows = [[]]; let cell = '', quoted = false;"
        "for (let i = text.charCodeAt(0) === 0xFEFF ? 1 : 0; i < text.length; i++) { const c = text[i];"
        "  if (quoted) { if (c !== '\"') cell += c; else if (text[i + 1] === '\"') cell += text[++i]; else quoted = "
        "false; }"
        "  else if (c === '\"') quoted = true;"
        "  else if (c === ',' || c === '\\n') { rows.at(-1).push(cell); cell = ''; if (c === '\\n') rows.push([]); }"
        "  else if (c !== '\\r') cell += c; }"
        "rows.pop();"
        "const words = e => e.textContent.replace(/ [▲▼]$/, '');"
        "const got = [...place.rows].map(r => [...r.cells].map(words));"
        "if (rows.length < 2 || got.length !== rows.length) return got.length + ' rows for ' + rows.length;"
        "const order = got[0].map(h => rows[0].indexOf(h));"
        "if (order.length !== rows[0].length || order.includes(-1) || new Set(order).size !== order.length)"
        "  return 'headings ' + got[0].join('|') + '\\ninstead of ' + rows[0].join('|');"
        "for (let r = 0; r < rows.length; r++) if (got[r].join('|') !== order.map(c => rows[r][c]).join('|'))"
        "  return 'row ' + r + ': ' + got[r].join('|') + '\\ninstead of ' + rows[r].join('|');"
        "return '';");
}

int count_of(browser *b, const char *css)
{
    char code[512];
    snprintf(code, sizeof code, "return document.querySelectorAll(\"%s\").length + ''", css);
    return atoi(browser_script(b, code));
}

const char *make_file(const char *name, const char *text)
{
    static char path[160];
    snprintf(path, sizeof path, "%s/%s", server.folder, name);
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
    return path;
}
