#!/bin/sh
# Promises of `kyodo-indexer check` as a program:
#  - it prints every repair and doubt with file, line and cell, then a summary, and exits 0;
#  - --report holds the same findings in JSON, for all tables, wherever a table is cut;
#  - --strict, a table of which nothing can be read, and a table with no year end with 1, 1, 2;
#  - standard input is read with --format, and is known by its SHA-256;
#  - wrong usage exits 2 and names what is wrong; a file that is not there, a full disk and a reader
#    that went away exit 3;
#  - --help and --version go to standard output.
set -u
indexer=$1
source=$2
# shellcheck source=tests/indexer/expect.sh
. "$source/tests/indexer/expect.sh"
schema=$source/data/collaboration.schema.json
table=$source/data/collaboration-2020.tsv
expect 0 "the bundled table" "$indexer" check --schema "$schema" --report "$work/r.json" "$table"
[ -s "$work/err" ] && fail "the bundled table: something on standard error"
says out "$table:160:7   repair  #56    shift" "a shift"
says out "$table:138:8   doubt   #47    designated-manager" "the doubt"
says out "$table: 223 lines, 77 records, 243 repairs, 1 doubt" "the summary"
says out "196  repair  none-mark" "the summary by rules"
[ "$(grep -c "^$table:[0-9]*:[0-9]" "$work/out")" -eq 244 ] || fail "not each finding is a line"
for text in '"lines": 223, "records": 77' '"line": 138, "column": 8, "number": 47'; do
    grep -qF "$text" "$work/r.json" || fail "the report lacks $text"
done
[ "$(grep -c '"rule": "' "$work/r.json")" -eq 244 ] || fail "the report has not each finding"

# The header of line 175 is cut inside a character of its last two cells.
for bytes in 27010 27019; do
    head -c "$bytes" "$table" > "$work/cut.tsv"
    expect 0 "a cut at byte $bytes" "$indexer" check --schema "$schema" --report "$work/r.json" \
        "$work/cut.tsv"
    grep -q '"lines": 175, "records": 60' "$work/r.json" || fail "a cut at byte $bytes: no records"
    grep -q '"line": 175, .*"found": ".*�' "$work/r.json" || fail "a cut at byte $bytes: no doubt"
done

printf 'name\n甲\n' > "$work/a.csv"
printf '{"name":"乙"}\n' > "$work/b.jsonl"
expect 0 "several tables" "$indexer" check --schema "$schema" --report "$work/r.json" \
    "$work/a.csv" "$work/b.jsonl" "$table"
[ "$(grep -c '^{"file": ' "$work/r.json")" -eq 3 ] || fail "the report lacks a table"
expect 1 "two tables of which one is refused" "$indexer" check --schema "$schema" \
    --report "$work/r.json" /dev/null "$table"
says err "kyodo-indexer: /dev/null: the table is empty" "an empty table"
says out "77 records" "the table after a refused one"
grep -qF '"refused": "the table is empty"' "$work/r.json" || fail "the report lacks the refusal"

expect 1 "--strict" "$indexer" check --strict --schema "$schema" "$table"
says err "1 doubt, and --strict is given" "--strict"
one_line "--strict"
expect 0 "--strict without doubts" "$indexer" check --strict --schema "$schema" "$work/a.csv"
expect 1 "a directory" "$indexer" check --schema "$schema" "$work"
says err "a directory, not a table" "a directory"

printf '{"fields": [{"name": "name", "kind": "text", "role": "title"}]}' > "$work/s.json"
expect 2 "no year" "$indexer" check --schema "$work/s.json" "$work/a.csv"
says err "--year" "no year"
expect 0 "a year" "$indexer" check --schema "$work/s.json" --year 2031 "$work/a.csv"

"$indexer" check --schema "$schema" --year 1999 --format tsv - < "$table" > "$work/out" ||
    fail "standard input: a file"
says out "-: 223 lines, 77 records" "standard input"
# shellcheck disable=SC2002 # a pipe is what is tested
cat "$table" | "$indexer" check --schema "$schema" --format tsv - > "$work/out" ||
    fail "standard input: a pipe"
says out "-: 223 lines, 77 records" "a pipe"

expect 2 "standard input without a format" "$indexer" check --schema "$schema" -
says err "--format" "standard input without a format"
expect 2 "no command" "$indexer"
one_line "no command"
expect 2 "an unknown command" "$indexer" rebuild
says err "rebuild" "an unknown command"
expect 2 "an unknown option" "$indexer" check --schma "$schema" "$table"
says err "--schma" "an unknown option"
one_line "an unknown option"
expect 2 "an unknown format" "$indexer" check --schema "$schema" --format xls "$table"
says err "tsv, csv, jsonl" "an unknown format"
expect 2 "a year out of range" "$indexer" check --schema "$schema" --year 12020 "$table"
says err "1..9999" "a year out of range"
expect 2 "no table" "$indexer" check --schema "$schema"
cp "$table" "$work/own.tsv"
expect 2 "a report over its table" "$indexer" check --schema "$schema" \
    --report "$work/./own.tsv" "$work/own.tsv"
cmp -s "$table" "$work/own.tsv" || fail "a report over its table: the table is lost"
one_line "a report over its table"
expect 2 "no schema" "$indexer" check "$table"
printf '{}' > "$work/bad.json"
expect 2 "a schema that is none" "$indexer" check --schema "$work/bad.json" "$table"
expect 3 "a schema that is not there" "$indexer" check --schema "$work/none.json" "$table"

expect 3 "a table that is not there" "$indexer" check --schema "$schema" "$work/none.tsv"
says err "No such file" "a table that is not there"
expect 3 "a report in no folder" "$indexer" check --schema "$schema" --report "$work/no/r" "$table"
expect 3 "a report on a full disk" "$indexer" check --schema "$schema" --report /dev/full "$table"
says err "/dev/full: No space left" "a report on a full disk"
"$indexer" check --schema "$schema" "$table" > /dev/full 2> "$work/err"
[ $? -eq 3 ] || fail "standard output on a full disk: not 3"
one_line "standard output on a full disk"
mkfifo "$work/pipe"
exec 3<> "$work/pipe"
exec 4> "$work/pipe"
exec 3<&- # now it has a writer and no reader
"$indexer" check --schema "$schema" "$table" >&4 2> "$work/err"
[ $? -eq 3 ] || fail "a reader that went away: not 3"
exec 4>&-
says err "Broken pipe" "a reader that went away"

for option in --help --version; do
    expect 0 "$option" "$indexer" "$option"
    says out "kyodo-indexer" "$option"
done
expect 0 "check --help" "$indexer" check --help
says out "--strict" "check --help"
"$indexer" --help > /dev/full 2> /dev/null
[ $? -eq 3 ] || fail "--help on a full disk: not 3"
finish
