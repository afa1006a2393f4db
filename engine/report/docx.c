/* Each part becomes a member of the archive under its name; the list of content types, which the flat form does not hold,
 * is made of what the parts say of themselves. Source: ECMA-376, part 2, 10. */
#include "report/docx.h"

#include "base/alloc.h"
#include "io/zip_writer.h"
#include "report/xml_writer.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlsave.h>

#include <limits.h>
#include <sodium.h>
#include <string.h>

static const char pkg[] = "http://schemas.microsoft.com/office/2006/xmlPackage";
static const char relations[] = "application/vnd.openxmlformats-package.relationships+xml";

static bool is_element(const xmlNode *node, const char *name)
{
    return node && node->type == XML_ELEMENT_NODE && node->ns && strcmp((const char *)node->ns->href, pkg) == 0 &&
           strcmp((const char *)node->name, name) == 0;
}

static xmlNodePtr first_element(xmlNodePtr node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

/* The one element in a part's xmlData; NULL where there is none. */
static xmlNodePtr content_of(xmlNodePtr part)
{
    xmlNodePtr data = first_element(part->children);
    return is_element(data, "xmlData") ? first_element(data->children) : NULL;
}

/* A document of its own, so that the namespaces which its ancestors declare come along. */
static int add_xml(wz_zip_writer *zip, const char *name, xmlNodePtr content)
{
    xmlChar *bytes = NULL;
    int length = 0;
    xmlDocPtr doc = xmlNewDoc(BAD_CAST "1.0");
    xmlNodePtr root = doc ? xmlDocCopyNode(content, doc, 1) : NULL;
    if (root) {
        xmlDocSetRootElement(doc, root);
        xmlDocDumpMemoryEnc(doc, &bytes, &length, "UTF-8");
    }
    int code = bytes ? wz_zip_add(zip, name, (const char *)bytes, (size_t)length) : WZ_ENOMEM;
    xmlFree(bytes);
    xmlFreeDoc(doc);
    return code;
}

/* What a part's binaryData says, base64 with white space anywhere. */
static int add_binary(wz_zip_writer *zip, const char *name, xmlNodePtr data)
{
    xmlChar *text = xmlNodeGetContent(data);
    size_t length = text ? strlen((const char *)text) : 0, size = 0;
    unsigned char *bytes = text ? wz_malloc(length + 1) : NULL;
    int code = bytes ? WZ_OK : WZ_ENOMEM;
    if (code == WZ_OK && sodium_base642bin(bytes, length + 1, (const char *)text, length, " \t\r\n", &size, NULL,
                                           sodium_base64_VARIANT_ORIGINAL) != 0)
        code = WZ_EINPUT;
    if (code == WZ_OK)
        code = wz_zip_add(zip, name, (const char *)bytes, size);
    wz_free(bytes);
    xmlFree(text);
    return code;
}

static void add_type(wz_buffer *types, const char *name, const char *type)
{
    wz_buffer_puts(types, "<Override PartName=\"");
    wz_xml_escape(types, name, strlen(name));
    wz_buffer_puts(types, "\" ContentType=\"");
    wz_xml_escape(types, type, strlen(type));
    wz_buffer_puts(types, "\"/>");
}

static int add_part(wz_zip_writer *zip, wz_buffer *types, xmlNodePtr part)
{
    xmlNodePtr content = content_of(part), first = first_element(part->children);
    xmlNodePtr binary = is_element(first, "binaryData") ? first : NULL;
    xmlChar *name = xmlGetNsProp(part, BAD_CAST "name", BAD_CAST pkg);
    xmlChar *type = xmlGetNsProp(part, BAD_CAST "contentType", BAD_CAST pkg);
    int code = WZ_EINPUT;
    if ((content || binary) && name && type && *name == '/' && !strpbrk((const char *)name, "\"\\") &&
        !strstr((const char *)name, "..")) {
        code = binary ? add_binary(zip, (const char *)name + 1, binary) : add_xml(zip, (const char *)name + 1, content);
        if (strcmp((const char *)type, relations) != 0)
            add_type(types, (const char *)name, (const char *)type);
    }
    xmlFree(name);
    xmlFree(type);
    return code;
}

static int add_parts(wz_zip_writer *zip, xmlNodePtr package)
{
    wz_buffer types = {0};
    int code = is_element(package, "package") ? WZ_OK : WZ_EINPUT;
    wz_buffer_puts(&types, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                           "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                           "<Default Extension=\"rels\" ContentType=\"");
    wz_buffer_puts(&types, relations);
    wz_buffer_puts(&types, "\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    for (xmlNodePtr node = code == WZ_OK ? package->children : NULL; node && code == WZ_OK; node = node->next) {
        if (node->type == XML_ELEMENT_NODE)
            code = is_element(node, "part") ? add_part(zip, &types, node) : WZ_EINPUT;
    }
    wz_buffer_puts(&types, "</Types>");
    if (code == WZ_OK)
        code = types.failed ? WZ_ENOMEM : wz_zip_add(zip, "[Content_Types].xml", types.data, types.length);
    wz_buffer_free(&types);
    return code;
}

int wz_docx_pack(wz_buffer *out, const char *flat, size_t length, wz_diag *diag)
{
    xmlDocPtr doc = length > INT_MAX ? NULL
                                     : xmlReadMemory(flat, (int)length, "docx.xsl", "UTF-8",
                                                     XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_COMPACT |
                                                         XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    wz_zip_writer *zip = wz_zip_new();
    int code = !doc ? WZ_EINPUT : !zip ? WZ_ENOMEM : add_parts(zip, xmlDocGetRootElement(doc));
    if (code == WZ_OK)
        code = wz_zip_finish(out, zip);
    if (code == WZ_EINPUT)
        wz_diag_add(
            diag, WZ_ERROR, "REPORT-006", (wz_place){"docx.xsl", 0, 0},
            "the stylesheet for DOCX gives no flat OPC package; let it give pkg:package with a pkg:part for each "
            "part, every one with pkg:name, pkg:contentType and one element in pkg:xmlData, or base64 in "
            "pkg:binaryData");
    wz_zip_free(zip);
    xmlFreeDoc(doc);
    return code;
}
