#!/bin/sh
# Proves: catch stands in guard.hpp only; every exported function but the frees runs in a guard;
# the static Query objects, whose reference counts threads would share, are not used.
set -eu
cd "$(dirname "$0")/../src"
if grep -nE '\bcatch\b *\(' ./*.cc $(ls ./*.hpp | grep -v '/guard\.hpp$'); then
    echo "catch outside guard.hpp"
    exit 1
fi
grep -qE '\bcatch\b *\(' guard.hpp
if grep -nE '\bQuery::Match(All|Nothing)\b' ./*.cc ./*.hpp | grep -v '//'; then
    echo "a static Query object is used"
    exit 1
fi
awk '
    /^(xapc_status|const char \*|void) ?xapc_[a-z0-9_]+\(/ {
        name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name); found = 0; inside = 1
    }
    inside && /guarded(_new|_twice|_read|_write|_visit)?\(/ { found = 1 }
    inside && /^}/ {
        functions++
        if (!found && name !~ /_free$/) { print FILENAME ": no guard in " name; bad = 1 }
        inside = 0
    }
    END { if (functions < 100) { print "only " functions " functions seen"; bad = 1 } exit bad }
' ./*.cc
