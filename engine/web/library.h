/* What pages read of the law: in the reader's language, made when first asked for, shared by all. */
#ifndef WZ_WEB_LIBRARY_H
#define WZ_WEB_LIBRARY_H

#include "web/exchange.h"
#include "wenze/law_view.h"
#include "wenze/vocabulary.h"

/* NULL when memory is short. */
const wz_law_view *wz_library_law(wz_exchange *x);
const wz_vocabulary_view *wz_library_vocabulary(wz_exchange *x);

typedef struct wz_library wz_library;
wz_library *wz_library_new(void);
void wz_library_free(wz_library *library);      /* accepts NULL */

#endif
