#!/bin/sh
# Proves: each header compiles by itself, without a warning, as strict C17 and as C++17, and
# declares the same functions to both.
# Usage: headers.sh C_COMPILER CXX_COMPILER
set -eu
cd "$(dirname "$0")/../include"
strict="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -fsyntax-only -I."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for header in xapian_c.h xapian_c/*.h; do
    printf '#include "%s"\n#include "%s"\nint unused_but_not_empty(void);\n' "$header" "$header" \
        >"$work/one.c"
    "$1" -std=c17 $strict -Wstrict-prototypes "$work/one.c"
    "$2" -x c++ -std=c++17 $strict "$work/one.c"
done
cat >"$work/init.c" <<'END'
#include "xapian_c.h"
static const xapc_buffer buffer = XAPC_BUFFER_INIT;
static const xapc_search_options search = XAPC_SEARCH_OPTIONS_INIT;
static const xapc_expand_options expand = XAPC_EXPAND_OPTIONS_INIT;
int zero(void);
int zero(void)
{
    return buffer.size == 0 && search.max_items == 0 && expand.max_items == 0;
}
END
"$1" -std=c17 $strict "$work/init.c"
"$2" -x c++ -std=c++17 $strict "$work/init.c"
