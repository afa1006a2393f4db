/* A file that takes its place only once it is whole. It is made beside the one wanted, readable by its owner alone, and
 * renamed into place at the end: whatever stood there stays until then, and stays where something goes wrong. A device or a
 * pipe is written to as it is; a link is followed. Where the program is killed nothing, or a file with a name of its own, is
 * left behind, never half a file in the wanted place. */
#ifndef WZ_BASE_OUTFILE_H
#define WZ_BASE_OUTFILE_H

#include <stdbool.h>
#include <stdio.h>

typedef struct wz_outfile wz_outfile;

/* Begin. Returns 0 or an errno value. */
int wz_outfile_open(wz_outfile **out, const char *path);
/* Where to write; owned by the outfile. */
FILE *wz_outfile_stream(const wz_outfile *file);
/* A name under which the file that is being written can be opened too; NULL for a device. */
const char *wz_outfile_name(const wz_outfile *file);
/* Write out and put into place. Returns 0 or the first errno value of the stream, of writing out or of renaming, nothing
 * then being put into place. Frees the outfile. */
int wz_outfile_commit(wz_outfile *file);
/* Give up; leaves nothing behind. Accepts NULL. */
void wz_outfile_discard(wz_outfile *file);

/* Remove every unfinished file; for a signal handler that ends the program. */
void wz_outfile_abandon_all(void);
/* Whether two paths are one existing file. */
bool wz_outfile_same(const char *a, const char *b);

#endif
