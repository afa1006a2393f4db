/**
 * @file
 * The version of this library. The Makefile reads it here too.
 */
#ifndef WENZE_VERSION_H
#define WENZE_VERSION_H

#ifdef __cplusplus
extern "C" {
#endif

/** The version that a program was compiled against. */
#define WZ_VERSION "1.0.0"

/** The version of the library that is running, in the form of WZ_VERSION. Static storage; never NULL. */
const char *wz_version(void);

#ifdef __cplusplus
}
#endif
#endif
