/* What the two files that make data for forms share. */
#ifndef WZ_APP_VIEW_H
#define WZ_APP_VIEW_H

#include "app/law.h"
#include "wenze/vocabulary.h"

wz_view_type wz_app_view_type(const wz_attribute *attribute);
wz_view_role wz_app_view_role(const wz_attribute *attribute);

#endif
