/* Writing a result that stands in memory to a file. */
#ifndef WZ_CLI_OUTPUT_H
#define WZ_CLI_OUTPUT_H

#include "cli/language.h"

#include <stddef.h>

/* Put the bytes into a file, readable by its owner only: written beside it and moved into its place once they are whole, so
 * that what stood there stays where something fails. A device or a pipe is written to as it is. `input` (NULL = none) is
 * never overwritten. Says what went wrong on standard error; returns an exit status. */
int wz_cli_write_file(wz_cli_language language, const char *path, const char *input, const char *bytes, size_t length);

#endif
