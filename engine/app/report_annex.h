/* The annex of a report: why the conclusion on each person is what it is, as a derivation tree and its picture. */
#ifndef WZ_APP_REPORT_ANNEX_H
#define WZ_APP_REPORT_ANNEX_H

#include "app/assessing.h"
#include "base/buffer.h"

enum { WZ_ANNEX_BITMAPS = 24 };
typedef enum { WZ_PICTURE_NONE, WZ_PICTURE_SVG, WZ_PICTURE_PNG } wz_annex_picture;

typedef struct {
    wz_session *session;
    const wz_case *subject;     /* as it is shown: masked where names are left out */
    const wz_order *order;
    wz_lang lang;
    wz_annex_picture picture;
    size_t drawn;               /* bitmaps so far, of at most WZ_ANNEX_BITMAPS: each is a quarter of a megabyte */
    wz_diag *diag;
} wz_annex;

/* For wz_document_options.annex, the payload being a wz_annex: appends <proof> with the tree of all conclusions as XHTML and,
 * where there is room for one, the picture of the outcome's: <picture> with SVG, or <bitmap> with PNG in base64. A tree too large to be built or drawn is left out, which is no error. Returns WZ_OK,
 * WZ_EINPUT or WZ_ENOMEM. */
int wz_annex_write(wz_buffer *out, const wz_person_result *person, void *payload);

#endif
