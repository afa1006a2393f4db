#!/bin/sh
# The other compiler takes the whole tree without a warning, and passes the unit tests with the usual number of seeds.
set -eu

build=build/clang-check
"${MAKE:-make}" --no-print-directory BUILD="$build" CC=clang WERROR=1 "$build/wenze" "$build/unit-tests" \
    "$build/libwenze.so" > "$build.log" 2>&1 || { cat "$build.log"; exit 1; }
env -u WZ_LONG "$build/unit-tests" | sed 's/^wenze-part: unit /wenze-part: long-clang /'
