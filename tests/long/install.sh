#!/bin/sh
# Installs into an empty root and uses what lies there: the program, and a small C program against the library, found by
# pkg-config, linked to the shared and to the static library.
set -eu

work=$(mktemp -d)
root=$work/root
trap 'rm -rf "$work"' EXIT
compiler=${CC:-gcc}

"${MAKE:-make}" --no-print-directory install DESTDIR="$root" PREFIX=/usr/local > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
passed=0
step() { passed=$((passed + 1)); echo "install: $*"; }

for file in bin/wenze lib/libwenze.a lib/libwenze.so lib/pkgconfig/wenze.pc include/wenze.h include/wenze/base.h \
    share/man/man1/wenze.1 share/man/zh_CN/man1/wenze.1 share/bash-completion/completions/wenze; do
    [ -s "$root/usr/local/$file" ]
done
(cd rules && find . -type f -exec cmp {} "$root/usr/local/share/wenze/rules/{}" \;) > "$work/differences" 2>&1
[ ! -s "$work/differences" ] || { cat "$work/differences"; exit 1; }
for file in engine/report/xsl/*.xsl; do cmp "$file" "$root/usr/local/share/wenze/xsl/$(basename "$file")"; done
step "files are in place"

version=$("$root/usr/local/bin/wenze" --version)
[ "$version" = "wenze $(sed -n 's/^.define WZ_VERSION "\(.*\)"/\1/p' include/wenze/version.h)" ]
step "the program runs: $version"

cat > "$work/use.c" <<'C'
#include <wenze.h>

#include <stdio.h>
#include <string.h>

int main(void)
{
    wz_diag *diag = wz_diag_new();
    size_t count = diag ? wz_diag_count(diag) : 1;
    wz_diag_free(diag);
    puts(wz_version());
    return count != 0 || strcmp(wz_version(), WZ_VERSION) != 0;
}
C

export PKG_CONFIG_PATH="$root/usr/local/lib/pkgconfig"
export PKG_CONFIG_SYSROOT_DIR="$root"
# Flags are words.
# shellcheck disable=SC2046
"$compiler" -std=c11 -o "$work/shared" "$work/use.c" $(pkg-config --cflags --libs wenze)
LD_LIBRARY_PATH=$root/usr/local/lib "$work/shared" > /dev/null
LD_LIBRARY_PATH=$root/usr/local/lib ldd "$work/shared" | grep -q "libwenze.so.1 => $root"
step "a program runs with the shared library"

# shellcheck disable=SC2046
"$compiler" -std=c11 -o "$work/static" "$work/use.c" \
    $(pkg-config --static --cflags --libs wenze | sed 's/-lwenze/-l:libwenze.a/')
"$work/static" > /dev/null
if ldd "$work/static" | grep -q libwenze; then
    echo "install: the static program still asks for libwenze.so"
    exit 1
fi
step "a program runs with the static library"

# The shared library exports what the headers declare: all of it, and nothing else.
nm -D --defined-only "$root/usr/local/lib/libwenze.so" | sed -n 's/^[0-9a-f]* [TDBR] \([^@]*\).*/\1/p' | sort > "$work/exported"
sed -n 's/^    \(wz_[a-z0-9_]*\);$/\1/p' "$BUILD/libwenze.map" | sort > "$work/declared"
diff "$work/declared" "$work/exported"
step "exports match the headers"

echo "wenze-part: long-install passed=$passed failed=0"
