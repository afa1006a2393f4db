/**
 * @file
 * All of wenze's public interface. Each part can also be included alone.
 */
#ifndef WENZE_H
#define WENZE_H

#include "wenze/base.h"
#include "wenze/version.h"

#endif
