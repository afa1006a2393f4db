#!/bin/sh
# version-script.sh NODE: the linker's version script for the shared library. It exports each function that
# include/wenze.h declares, directly or through what it includes, under the version NODE, and hides all else.
set -eu

names=$("${CC:-cc}" -E -Iinclude include/wenze.h | sed '/^#/d' | grep -oE '\bwz_[a-z0-9_]+ *\(' | tr -d '( ' | sort -u)
[ -n "$names" ] || { echo "version-script.sh: no function declared in include/wenze.h" >&2; exit 1; }

echo "$1 {"
echo "global:"
for name in $names; do
    echo "    $name;"
done
echo "local:"
echo "    *;"
echo "};"
