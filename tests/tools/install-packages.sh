#!/bin/sh
# install-packages.sh PACKAGE…: install the Debian packages that are not there yet; does nothing, in a few
# milliseconds, when all are. Asks dpkg each time: a stamp file would outlive a removed package.
# WZ_NO_INSTALL=1 skips it, for systems that provide the libraries in another way.
set -eu

[ "${WZ_NO_INSTALL:-}" != 1 ] || exit 0

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "make: this is not a Debian system; install the like of: $*" >&2
    echo "make: then run make again with WZ_NO_INSTALL=1 in the environment" >&2
    exit 1
fi

installed=" $(dpkg-query -W -f '${db:Status-Status}:${Package} ' "$@" 2>/dev/null || true)"
missing=
for package in "$@"; do
    case $installed in
    *" installed:$package "*) ;;
    *) case " $missing " in *" $package "*) ;; *) missing="$missing $package" ;; esac ;;
    esac
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "make: these packages are missing and you are neither root nor have sudo; ask for them:" >&2
        echo "    apt-get install$missing" >&2
        exit 1
    fi
    as_root=sudo
fi

apt() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0 "$@"
}

echo "make: installing$missing"
fresh=
if ! ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1; then
    apt update
    fresh=1
fi
# The names are a list of words.
# shellcheck disable=SC2086
if ! apt install --no-install-recommends $missing; then
    # The lists may be older than the archive.
    [ -z "$fresh" ] || exit 1
    apt update
    apt install --no-install-recommends $missing
fi
