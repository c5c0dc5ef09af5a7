#!/bin/sh
# Promises of `kyodo-indexer build` and `info` as a program:
#  - info prints what is published, info --verify finds it sound, and both exit 0;
#  - info --verify exits 3 with one line where a table's file is cut, gone or full of other bytes;
#    and it ends of itself where Xapian's own check crashes;
#  - a size limit of files ends a build with 3 and one line, and what was published stays.
set -u
indexer=$1
source=$2
# shellcheck source=tests/indexer/expect.sh
. "$source/tests/indexer/expect.sh"
build() {
    "$indexer" build --schema "$source/data/collaboration.schema.json" --index "$work/index" \
        "$source/data/collaboration-2020.tsv"
}

expect 0 "a build" build
expect 0 "info" "$indexer" info --index "$work/index"
grep -q '^records *77$' "$work/out" || fail "info does not say how many records"
expect 0 "info --verify" "$indexer" info --index "$work/index" --verify
grep -q '^verified' "$work/out" || fail "info --verify does not say so"

# damaged HOW TABLE: a copy of the index in $work/damaged with one file of it spoilt.
damaged() {
    rm -rf "$work/damaged"
    cp -R "$work/index" "$work/damaged"
    file=$work/damaged/current/shard-0/$2.glass
    size=$(wc -c < "$file")
    case $1 in
    gone) rm "$file" ;;
    cut) head -c $((size / 2)) "$work/index/current/shard-0/$2.glass" > "$file" ;;
    spoilt) head -c "$size" /dev/zero | tr '\0' U > "$file" ;;
    esac
    expect 3 "$2 $1" "$indexer" info --index "$work/damaged" --verify
    one_line "$2 $1"
}
for table in docdata position postlist; do
    for how in gone cut spoilt; do
        damaged "$how" "$table"
    done
done

# One byte of a block, which Xapian's check believes before it looks: many of them make it crash.
rm -rf "$work/damaged"
cp -R "$work/index" "$work/damaged"
at=9192
while [ "$at" -lt 10792 ]; do
    cp "$work/index/current/shard-0/postlist.glass" "$work/damaged/current/shard-0/postlist.glass"
    printf '\377' | dd of="$work/damaged/current/shard-0/postlist.glass" bs=1 seek="$at" \
        conv=notrunc 2> /dev/null
    "$indexer" info --index "$work/damaged" --verify > "$work/out" 2> "$work/err"
    got=$?
    [ "$got" -eq 0 ] || [ "$got" -eq 3 ] || fail "byte $at of a table: exit $got"
    at=$((at + 40))
done

# Xapian 1.4.22 loses some memory where closing a database cannot write.
(
    ulimit -f 64
    export ASAN_OPTIONS=detect_leaks=0
    build > "$work/out" 2> "$work/err"
)
[ $? -eq 3 ] || fail "a size limit: not 3"
one_line "a size limit"
expect 0 "info after a size limit" "$indexer" info --index "$work/index" --verify
grep -q '^generation *gen-000001$' "$work/out" || fail "another generation is in service"
finish
