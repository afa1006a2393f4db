/* A request on its way in: shared by the files intake*.c and answer.c. */
#ifndef WZ_WEB_INTAKE_PRIVATE_H
#define WZ_WEB_INTAKE_PRIVATE_H

#include "web/connection.h"
#include "web/intake.h"
#include "web/queue.h"

typedef enum { WZ_STAGE_NEW, WZ_STAGE_BODY, WZ_STAGE_WORK, WZ_STAGE_ANSWER } wz_stage;

typedef struct {
    wz_job job;                         /* first: a job is its intake */
    wz_exchange x;
    struct MHD_Connection *connection;
    struct MHD_PostProcessor *post;
    wz_connection *line;
    const char *uri;                    /* as it came, in the arena */
    const char *host;
    wz_stage stage;
    size_t received, limit;
    wz_buffer value;                    /* of the field that is being read */
    const char *field;                  /* its name, NULL = none yet */
    bool in_file;                       /* what comes now goes to the upload */
    size_t text;                        /* bytes of fields so far */
    int64_t begun_us;
    bool gave_up;                       /* the body was refused while it came: the answer stands in x */
    bool keep;                          /* memory and files of fields sufficed */
} wz_intake;

/* Read line and headers into the exchange. False where the request is refused: the answer stands in the exchange. */
bool wz_intake_head(wz_intake *in, const char *method);
/* Begin to take in a form's body; false where its type is none of a form's. */
bool wz_intake_body_begin(wz_intake *in);
/* A piece of it. */
void wz_intake_body(wz_intake *in, const char *data, size_t size);
/* Its end. False where the request is refused: the answer stands in the exchange. */
bool wz_intake_body_end(wz_intake *in);
/* Send what the exchange says. */
enum MHD_Result wz_answer(wz_intake *in);

#endif
