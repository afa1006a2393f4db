#!/bin/sh
# A store under load and under faults: many processes at once, kills at random moments, a full disk, files that may only be
# read. With WZ_LONG a whole minute of load and 200 kills of each kind.
set -u

work=$(mktemp -d)
small=
trap '[ -z "$small" ] || umount "$small"; rm -rf "$work"' EXIT
chmod 755 "$work"

# A file system of two megabytes, where one may be mounted.
mkdir "$work/small"
if mount -t tmpfs -o size=2m none "$work/small" 2> /dev/null; then
    small=$work/small
else
    echo 'store: no small file system can be mounted here: a full disk is tried by a limit on the size of files alone'
fi

seconds=3
kills=20
if [ -n "${WZ_LONG:-}" ]; then
    seconds=60
    kills=200
fi
seed=${WZ_SEED:-$(date +%s)}
echo "store: seed $seed (WZ_SEED=$seed tries the same moments)"
mkdir "$work/load" "$work/faults"

# Run a program; one that dies before it has counted its tests is a failure.
program() {
    name=$1
    shift
    "$BUILD/$name" "$@" > "$work/out" 2>&1
    status=$?
    cat "$work/out"
    grep -q "^wenze-part: $name " "$work/out" || echo "wenze-part: $name passed=0 failed=1 (ended with status $status)"
}

program store-load "$seconds" "$work/load"
program store-faults "$kills" "$seed" "$work/faults" ${small:+"$small"}
