/* What the register says of a person, for people and for programs. */
#ifndef WZ_REPORT_REGISTER_H
#define WZ_REPORT_REGISTER_H

#include "base/buffer.h"
#include "store/register.h"

typedef struct {
    const char *person_id;      /* "" = the register as a whole */
    wz_day known_on;            /* WZ_REG_NOW = now */
    const wz_reg_entry *entries;    /* things as they stand, or every entry in the order of recording */
    size_t count;
    bool history;               /* the latter */
    const wz_reg_entry *whole;  /* declarations on the whole register, as they stand */
    size_t whole_count;
    const wz_vocabulary *vocabulary;
    wz_lang lang;
    bool html;                  /* the text form as paragraphs of a page */
} wz_report_register;

/* Append the text form; running out of memory shows in the buffer. */
void wz_report_register_text(wz_buffer *out, const wz_report_register *what);
/* Append JSON, "wenze-register/1": docs/formats.md, "The register". */
void wz_report_register_json(wz_buffer *out, const wz_report_register *what);

#endif
