#!/bin/sh
# Tests of the scripts in this folder that judge the sources: each must see the fault that it is there for.
set -u

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# verdict WANTED GOT NAME
verdict() {
    if [ "$1" = "$2" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "tests/tools: $3: expected $1, got $2"
    fi
}

# modules WANTED FILE TEXT: check-modules.sh over a tree of one file.
modules() {
    rm -rf "$work/tree"
    mkdir -p "$work/tree/engine" "$work/tree/include/wenze" "$work/tree/$(dirname "$2")"
    printf '%s\n' "/* a file */" "$3" > "$work/tree/$2"
    output=$(sh tests/tools/check-modules.sh "$work/tree" 2>&1)
    status=$?
    # A fault must also be reported at its line.
    case $output in
    "") ;;
    "$2:2: "*) ;;
    *) status=unplaced ;;
    esac
    verdict "$1" "$status" "check-modules: $2 with $3"
}

modules 0 engine/feel/a.c '#include "feel/a.h"'
modules 0 engine/feel/a.c '#include "base/arena.h"'
modules 0 engine/app/a.c '#include "report/text.h"'
modules 0 engine/cli/a.c '#include "wenze/base.h"'
modules 0 engine/cli/a.c '#include "base/arena.h"'
modules 0 engine/io/a.c '#include <jansson.h>'
modules 0 engine/store/a.c '#include <sqlite3.h>'
modules 0 engine/load/a.c '#include <libxml/xmlreader.h>'
modules 0 include/wenze/a.h '#include "wenze/base.h"'
modules 0 engine/base/a.c '#include <stdio.h>'
modules 1 engine/base/a.c '#include "feel/value.h"'
modules 1 engine/base/a.c '  #  include "feel/value.h"'
modules 1 engine/feel/a.h '#include "model/case.h"'
modules 1 engine/chain/a.c '#include "assess/assess.h"'
modules 1 engine/store/a.c '#include "report/text.h"'
modules 1 engine/cli/a.c '#include "app/assess.h"'
modules 1 engine/cli/a.c '#include "web/server.h"'
modules 1 engine/web/a.c '#include "cli/language.h"'
modules 1 engine/web/a.c '#include "store/store.h"'
modules 1 engine/feel/a.c '#include <jansson.h>'
modules 1 engine/screen/a.c '#include <sqlite3.h>'
modules 1 engine/model/a.c '#include <libxml/tree.h>'
modules 1 engine/load/a.c '#include <libxslt/xslt.h>'
modules 1 engine/feel/a.c '#include "value.h"'
modules 1 engine/feel/a.c '#include "../base/arena.h"'
modules 1 engine/misc/a.c '#include <stdio.h>'
modules 1 include/wenze/a.h '#include "base/arena.h"'

# The sum of the parts: run-parts.sh over a build whose program and unit tests are these scripts.
# parts WANTED LAST-LINE UNIT-TESTS
parts() {
    rm -rf "$work/run"
    mkdir -p "$work/run/tests/x" "$work/run/build"
    printf '#!/bin/sh\n%s\n' "$3" > "$work/run/build/unit-tests"
    printf '#!/bin/sh\n' > "$work/run/build/wenze"
    # A part must also be told where the program is.
    # shellcheck disable=SC2016
    echo '[ "$WENZE" = build/wenze ] && echo "wenze-part: x passed=2 failed=0"' > "$work/run/tests/x/run.sh"
    chmod +x "$work/run/build/unit-tests" "$work/run/build/wenze"
    script=$(pwd)/tests/tools/run-parts.sh
    output=$(cd "$work/run" && BUILD=build WZ_LONG='' THREAD_TESTS='' sh "$script" 2>&1)
    verdict "$1" $? "run-parts: status with '$3'"
    verdict "$2" "$(echo "$output" | tail -n 1)" "run-parts: last line with '$3'"
}

parts 0 '5 passed, 0 failed' 'echo "wenze-part: unit passed=3 failed=0"'
parts 1 '5 passed, 1 failed' 'echo "wenze-part: unit passed=3 failed=1"; exit 1'
parts 1 '5 passed, 1 failed' 'echo "wenze-part: unit passed=3 failed=0"; exit 1'
parts 1 '2 passed, 1 failed' 'kill -SEGV $$'
parts 1 '2 passed, 1 failed' 'exit 0'

echo "wenze-part: tools passed=$passed failed=$failed"
[ "$failed" = 0 ]
