#!/bin/sh
# Proves: what `cmake --install` puts down is enough to build and run the README's example with
# pkg-config and nothing else, under whatever prefix, and the library is known as libxapian-c.so.1.
# Usage: installed.sh BUILD_DIRECTORY C_COMPILER [COMPILER_FLAGS]
set -eu
readme=$(cd "$(dirname "$0")/.." && pwd)/README.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$1" --component xapian-c --prefix "$work/usr" >/dev/null
awk '/^```c$/ { on = 1; next } /^```$/ { on = 0 } on' "$readme" >"$work/fruit.c"
pc=$(find "$work/usr" -name xapian-c.pc)
library=$(find "$work/usr" -name libxapian-c.so.1)
test -n "$library"
flags=$(PKG_CONFIG_PATH=$(dirname "$pc") pkg-config --cflags --libs xapian-c)
cd "$work"
# shellcheck disable=SC2086
"$2" -std=c17 -Wall -Wextra -Wpedantic -Werror ${3:-} fruit.c $flags -o fruit
answer=$(LD_LIBRARY_PATH=$(dirname "$library") ./fruit)
test "$answer" = "1: An apple a day"
readelf -d fruit | grep -q 'NEEDED.*libxapian-c\.so\.1'
