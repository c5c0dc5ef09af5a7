#!/bin/sh
# Proves: the library exports exactly the functions that the headers declare.
# Usage: symbols.sh LIBRARY
set -eu
cd "$(dirname "$0")/.."
declared=$(cat include/xapian_c.h include/xapian_c/*.h | tr '\n' ' ' |
    grep -oE 'XAPC_API [^;(]*\(' | grep -oE 'xapc_[a-z0-9_]+\($' | tr -d '(' | sort)
exported=$(nm -D --defined-only "$1" | awk '{print $3}' | sort)
if [ -z "$declared" ] || [ "$declared" != "$exported" ]; then
    echo "declared and exported differ:"
    printf '%s\n' $declared $exported | sort | uniq -u
    exit 1
fi
