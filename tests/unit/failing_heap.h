/* A heap that refuses: what the tests of allocation failure share. libxml2's allocations go through the same door where a test
 * asks for it. */
#ifndef WZ_TESTS_FAILING_HEAP_H
#define WZ_TESTS_FAILING_HEAP_H

#include "base/alloc.h"
#include "base/buffer.h"
#include "wenze/base.h"

#include <CUnit/CUnit.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlmemory.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The counters of one try; a static because libxml2's hooks carry no pointer of the caller. */
static struct {
    size_t calls;   /* allocations asked for */
    size_t fail_at; /* the first to refuse; 0 = none */
    bool once;      /* that one alone */
    size_t refused;
    bool refused_xml; /* libxml2 was refused */
    long live;        /* blocks given and not yet taken back, wz_malloc's only */
} heap;

static inline bool refuse(void)
{
    heap.calls++;
    bool no = heap.fail_at && (heap.once ? heap.calls == heap.fail_at : heap.calls >= heap.fail_at);
    heap.refused += no;
    return no;
}

static inline void *counted(void *user, void *ptr, size_t size)
{
    (void)user;
    if (size == 0) {
        heap.live -= ptr != NULL;
        free(ptr);
        return NULL;
    }
    if (refuse())
        return NULL;
    void *block = realloc(ptr, size);
    heap.live += !ptr && block;
    return block;
}

static inline bool refuse_xml(void)
{
    bool no = refuse();
    heap.refused_xml |= no;
    return no;
}

/* libxml2's blocks within one try. Version 2.9 itself loses an input buffer when the next allocation fails
 * (xmlCreateIOParserCtxt); what it lost is freed at the end of the try, so that leaks of our own stand out. */
enum { XML_BLOCKS = 8192 };
static void *xml_blocks[XML_BLOCKS];
static size_t xml_count;

static inline void *keep_xml(void *block)
{
    if (block && xml_count < XML_BLOCKS)
        xml_blocks[xml_count++] = block;
    return block;
}

static inline void drop_xml(const void *block)
{
    for (size_t i = xml_count; block && i-- > 0;)
        if (xml_blocks[i] == block) {
            xml_blocks[i] = xml_blocks[--xml_count];
            return;
        }
}

static inline void xml_free_block(void *ptr)
{
    drop_xml(ptr);
    free(ptr);
}

static inline void *xml_malloc(size_t size)
{
    return refuse_xml() ? NULL : keep_xml(malloc(size));
}

static inline void *xml_realloc(void *ptr, size_t size)
{
    if (refuse_xml())
        return NULL;
    drop_xml(ptr);
    return keep_xml(realloc(ptr, size));
}

static inline char *xml_strdup(const char *text)
{
    return refuse_xml() ? NULL : keep_xml(strdup(text));
}

static inline void free_lost_xml(void)
{
    xmlResetLastError();
    while (xml_count)
        free(xml_blocks[--xml_count]);
}

static inline void say_nothing(void *payload, const char *format, ...)
{
    (void)payload;
    (void)format;
}

/* --- the tries --- */

typedef int (*work_fn)(wz_buffer *out);

/* Run the work with the counted heap; checks that every block came back. `xml`: libxml2's allocations count, too. */
static inline int run_counted(work_fn work, bool xml, size_t fail_at, bool once, wz_buffer *out)
{
    xmlFreeFunc xml_free;
    xmlMallocFunc old_malloc;
    xmlReallocFunc old_realloc;
    xmlStrdupFunc old_strdup;
    xmlMemGet(&xml_free, &old_malloc, &old_realloc, &old_strdup);
    heap.calls = heap.refused = 0;
    heap.refused_xml = false;
    heap.fail_at = fail_at;
    heap.once = once;
    heap.live = 0;
    wz_alloc_set(counted, NULL);
    if (xml)
        xmlMemSetup(xml_free_block, xml_malloc, xml_realloc, xml_strdup);
    xmlSetGenericErrorFunc(NULL, say_nothing);
    int code = work(out);
    heap.fail_at = 0;
    free_lost_xml();
    xmlSetGenericErrorFunc(NULL, NULL);
    if (code != WZ_OK)
        wz_buffer_free(out);
    long live = heap.live - (out->data != NULL);
    xmlMemSetup(xml_free, old_malloc, old_realloc, old_strdup);
    wz_alloc_set(NULL, NULL);
    CU_ASSERT_EQUAL(live, 0);
    if (live)
        fprintf(stderr, "    allocation %zu%s: %ld blocks kept\n", fail_at, once ? " alone" : "", live);
    return code;
}

/* Every allocation, or `most` of them evenly spread (0: all), refused alone and with all behind it. */
static inline void fail_each(work_fn work, bool xml, size_t most)
{
    wz_buffer first = {0}, right = {0};
    CU_ASSERT_EQUAL_FATAL(work(&first), WZ_OK); /* what libxml2 makes once for good is made now */
    wz_buffer_free(&first);
    CU_ASSERT_EQUAL_FATAL(run_counted(work, xml, 0, false, &right), WZ_OK);
    size_t calls = heap.calls, stride = most && calls > most ? calls / most : 1;
    CU_ASSERT_TRUE(calls > 50);
    for (int once = 0; once < 2; once++)
        for (size_t n = 1; n <= calls; n += stride) {
            wz_buffer out = {0};
            int code = run_counted(work, xml, n, once, &out);
            /* libxml2 may take a refusal for a fault of the file */
            bool clean = heap.refused == 0 || code == WZ_ENOMEM || (heap.refused_xml && code == WZ_EINPUT) ||
                         (code == WZ_OK && out.data && strcmp(out.data, right.data) == 0);
            CU_ASSERT_TRUE(clean);
            if (!clean)
                fprintf(stderr, "    allocation %zu%s of %zu: code %d%s\n", n, once ? " alone" : "", calls, code,
                        code == WZ_OK ? ", another result" : "");
            if (!clean && code == WZ_OK && getenv("WZ_SHOW")) {
                size_t k = 0;
                while (out.data[k] && out.data[k] == right.data[k])
                    k++;
                k = k > 60 ? k - 60 : 0;
                fprintf(stderr, "      %.200s\n      not %.200s\n", out.data + k, right.data + k);
            }
            wz_buffer_free(&out);
        }
    wz_buffer_free(&right);
}

#endif
