/* What is wrong with XML that is not well-formed, in our words. Private to this module. */
#ifndef WZ_LOAD_XML_ERROR_H
#define WZ_LOAD_XML_ERROR_H

#include "load/report.h"

typedef struct {
    int code;               /* of libxml2 */
    wz_place place;
    bool at_end;            /* the parser stood at the end of the file */
    bool long_token;        /* far more than a value may hold stood before it */
    const char *open;       /* the innermost open element, NULL where it is not known */
    wz_place opened;
} wz_xml_problem;

/* Returns WZ_EINPUT or WZ_ELIMIT. */
int wz_xml_report(wz_report *report, const wz_xml_problem *problem);

#endif
