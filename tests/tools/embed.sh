#!/bin/sh
# embed.sh FILE…: C arrays of the files' bytes and a table of them, for engine/web/assets.c.
set -eu

type_of() {
    case $1 in
    *.css) echo 'text/css; charset=utf-8' ;;
    *.js) echo 'text/javascript; charset=utf-8' ;;
    *.svg) echo 'image/svg+xml' ;;
    *) echo "embed.sh: of what type is $1?" >&2; exit 1 ;;
    esac
}

number=0
for file in "$@"; do
    echo "static const unsigned char asset_${number}[] = {"
    od -An -v -tx1 "$file" | sed 's/ \([0-9a-f][0-9a-f]\)/0x\1,/g'
    echo "};"
    number=$((number + 1))
done
echo "static const asset assets[] = {"
number=0
for file in "$@"; do
    echo "    {\"$(basename "$file")\", \"$(type_of "$file")\", asset_$number, sizeof asset_$number},"
    number=$((number + 1))
done
echo "};"
