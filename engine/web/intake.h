/* From the HTTP library to an exchange and back. */
#ifndef WZ_WEB_INTAKE_H
#define WZ_WEB_INTAKE_H

#include "web/server.h"

#include <microhttpd.h>

/* The library's callbacks; `cls` is the wz_web_server. */
void *wz_intake_uri(void *cls, const char *uri, struct MHD_Connection *connection);
enum MHD_Result wz_intake_request(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *data, size_t *size, void **state);
void wz_intake_completed(void *cls, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode why);
void wz_intake_connection(void *cls, struct MHD_Connection *connection, void **context,
                          enum MHD_ConnectionNotificationCode what);

#endif
