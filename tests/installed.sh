#!/bin/sh
# Proves: what `cmake --install` puts down runs from whatever prefix it stands under, with the
# library and the words that stand there, and serves the bundled table; the licence of the words that
# are not the project's is among it.
# Usage: installed.sh BUILD_DIRECTORY SOURCE_DIRECTORY
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$1" --prefix "$work/usr" > "$work/log"
mv "$work/usr" "$work/moved"
bin=$(dirname "$(find "$work/moved" -name kyodo-indexer -type f)")
for program in kyodo kyodo-indexer kyodo-searchd; do
    "$bin/$program" --version > "$work/log"
done
find "$work/moved" -name unidic.txt | grep -q /doc/
find "$work/moved" -name biz-udpgothic.txt | grep -q /doc/
ldd "$bin/kyodo" | grep -q "libxapian-c.*$work/moved/"
"$bin/kyodo-indexer" build --schema "$2/data/collaboration.schema.json" --index "$work/index" \
    "$2/data/collaboration-2020.tsv" > "$work/log"
"$bin/kyodo" show --index "$work/index" --format jsonl 34 | grep -q '"id":"2020-34"'
