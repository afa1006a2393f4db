#!/bin/sh
# The same sources give the same bytes in another folder: nothing of the place or the hour is in what is built.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r Makefile engine include tests "$work"
(cd "$work" && "${MAKE:-make}" --no-print-directory BUILD=build build/wenze build/libwenze.a build/libwenze.so) \
    > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }

passed=0
failed=0
for file in wenze libwenze.a libwenze.so; do
    if cmp "$BUILD/$file" "$work/build/$file"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
done
echo "wenze-part: long-reproducible passed=$passed failed=$failed"
[ "$failed" = 0 ]
