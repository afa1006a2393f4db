/* libxml2 numbers some 700 errors; the ones that people meet get a sentence and advice, the rest one common sentence. */
#include "load/xml_error.h"

#include <libxml/xmlerror.h>

typedef struct {
    int code;
    const char *id, *message; /* "what is wrong; what to do" */
} wording;

#define QUOTES "write the value in quotation marks: name=\"value\""
#define ENTITY "write &amp; for the character &, and other characters as they are"
static const wording words[] = {
    {XML_ERR_DOCUMENT_EMPTY, "XML-002", "the file does not begin with an element; is it an XML file?"},
    {XML_ERR_DOCUMENT_END, "XML-004", "something stands behind the end of the document; take it out"},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, "XML-006", "an attribute's value does not begin; " QUOTES},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED, "XML-006", "an attribute's value does not end; " QUOTES},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "XML-006", "an attribute has no value; " QUOTES},
    {XML_ERR_LT_IN_ATTRIBUTE, "XML-007", "a < stands in an attribute's value; write &lt;, or close the quotation mark"},
    {XML_ERR_ATTRIBUTE_REDEFINED, "XML-008", "the element has the same attribute twice; keep one"},
    {XML_ERR_SPACE_REQUIRED, "XML-009", "a blank is missing between two attributes; add it"},
    {XML_ERR_GT_REQUIRED, "XML-010", "the tag is not closed; add its '>'"},
    {XML_ERR_NAME_REQUIRED, "XML-011", "a name is missing behind '<'; write &lt; for the character itself"},
    {XML_ERR_ENTITYREF_NO_NAME, "XML-012", "a & stands by itself; " ENTITY},
    {XML_ERR_UNDECLARED_ENTITY, "XML-012", "the entity is not known to XML; " ENTITY},
    {XML_WAR_UNDECLARED_ENTITY, "XML-012", "the entity is not known to XML; " ENTITY},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, "XML-012", "a reference does not end in ';'; " ENTITY},
    {XML_ERR_INVALID_CHARREF, "XML-012", "the character reference is not right; " ENTITY},
    {XML_ERR_INVALID_HEX_CHARREF, "XML-012", "the character reference is not right; " ENTITY},
    {XML_ERR_INVALID_DEC_CHARREF, "XML-012", "the character reference is not right; " ENTITY},
    {XML_ERR_INVALID_CHAR, "XML-013", "a character stands here that XML does not allow; take it out"},
    {XML_ERR_HYPHEN_IN_COMMENT, "XML-014", "-- stands in a comment; write one - or a dash"},
    {XML_ERR_COMMENT_NOT_FINISHED, "XML-014", "a comment does not end; close it with -->"},
    {XML_ERR_CDATA_NOT_FINISHED, "XML-014", "a CDATA section does not end; close it with ]]>"},
    {XML_ERR_MISPLACED_CDATA_END, "XML-014", "]]> stands in text; write ]]&gt;"},
    {XML_ERR_PI_NOT_FINISHED, "XML-014", "an instruction does not end; close it with ?>"},
    {XML_ERR_RESERVED_XML_NAME, "XML-015", "<?xml …?> may stand only at the very beginning; move or remove it"},
    {XML_ERR_UNKNOWN_VERSION, "XML-015", "the XML version is not known; write <?xml version=\"1.0\"?>"},
    {XML_NS_ERR_UNDEFINED_NAMESPACE, "XML-016", "a prefix stands for no namespace; leave it out, or declare it"},
    {XML_NS_ERR_XML_NAMESPACE, "XML-016", "the namespace declaration is not right; correct it"},
    {XML_NS_ERR_QNAME, "XML-016", "the name has a colon where none may stand; write it without"},
    {XML_NS_ERR_COLON, "XML-016", "the name has a colon where none may stand; write it without"},
    {XML_NS_ERR_ATTRIBUTE_REDEFINED, "XML-008", "the element has the same attribute twice; keep one"},
};
#undef QUOTES
#undef ENTITY

static const wording *find(int code)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (words[i].code == code)
            return &words[i];
    }
    return NULL;
}

int wz_xml_report(wz_report *report, const wz_xml_problem *problem)
{
    const wording *found = find(problem->code);
    /* libxml2 calls it an internal error when 10 MB pass without it finding a place to let go of what it has read. */
    if (problem->long_token || problem->code == XML_ERR_NAME_TOO_LONG || problem->code == XML_ERR_INTERNAL_ERROR) {
        wz_report_error(report, "LIMIT-003", problem->place, "a name, value or comment is too long; shorten it");
        return WZ_ELIMIT;
    }
    if (problem->at_end && problem->open)
        wz_report_both(report, "XML-003", problem->place, problem->opened, "the file ends inside <%s>; is it complete?",
                       problem->open);
    else if (problem->code == XML_ERR_TAG_NAME_MISMATCH && problem->open)
        wz_report_both(report, "XML-005", problem->place, problem->opened,
                       "the end tag does not belong to <%s>; close that one first", problem->open);
    else if (problem->code == XML_ERR_TAG_NAME_MISMATCH)
        wz_report_error(report, "XML-005", problem->place, "the end tag belongs to no open element; check the tags");
    else if (found)
        wz_report_error(report, found->id, problem->place, "%s", found->message);
    else
        wz_report_error(report, "XML-099", problem->place,
                        "this is not well-formed XML (libxml2's error %d); correct what stands here", problem->code);
    return WZ_EINPUT;
}
