#!/bin/sh
# The web page over HTTP: roles and routes, signing in, the job of a case, attacks, TLS; in a browser where there is one.
# $BUILD/web-tests starts $WENZE itself. With WZ_LONG axe-core is fetched where npm is there, and pictures of every page are
# left in $BUILD/web.
set -u

if [ -n "${WZ_LONG:-}" ] && command -v npm > /dev/null 2>&1; then
    mkdir -p "$BUILD/web"
    if [ ! -s "$BUILD/web/axe.min.js" ]; then
        (cd "$BUILD/web" && npm pack --silent axe-core@4.10.2 > /dev/null 2>&1 &&
            tar xzf axe-core-4.10.2.tgz package/axe.min.js && mv package/axe.min.js . && rm -rf package axe-core-4.10.2.tgz)
    fi
    if [ -s "$BUILD/web/axe.min.js" ]; then
        AXE_CORE=$BUILD/web/axe.min.js
        export AXE_CORE
    else
        echo 'web: axe-core could not be fetched: accessibility is not checked by it'
    fi
fi
exec "$BUILD/web-tests"
