/* Problems in Chinese. Diagnostics are written in English where they are found; here the text is recognised by its format
 * and said again in Chinese with the same arguments, so that nothing that finds a problem has to know languages. */
#ifndef WZ_BASE_DIAG_WORDS_H
#define WZ_BASE_DIAG_WORDS_H

#include "base/buffer.h"
#include "wenze/base.h"

/* One format. `english` is the printf format as it stands in the source; `chinese` has {1}, {2} … where the arguments of
 * the first, second … conversion go. A fragment (id "") is a text that other formats take as an argument. */
typedef struct {
    const char *id;
    const char *english;
    const char *chinese;
} wz_diag_word;

extern const wz_diag_word wz_diag_chinese[];
extern const size_t wz_diag_chinese_count;

/* Whether `text` is what printf makes of `format`; `holes` receives where its arguments lie, at most WZ_DIAG_HOLES. */
enum { WZ_DIAG_HOLES = 12 };
typedef struct {
    const char *at;
    size_t length;
} wz_diag_hole;
bool wz_diag_match(const char *format, const char *text, size_t length, wz_diag_hole holes[WZ_DIAG_HOLES], size_t *count);

/* Append a text of a problem in Chinese; false (and nothing appended) where no format fits. A text may have "PLACE: " in front of
 * what a format makes, any number of times. */
bool wz_diag_say_chinese(wz_buffer *out, const char *id, const char *text, size_t length);

#endif
