#!/bin/sh
# Promises of `kyodo-indexer build` and `info` as programs:
#  - build publishes what check reads, and says the generation and the number of records;
#  - --gold refuses an index that answers a question wrongly, names the question, and leaves what is
#    served; a right one publishes; a line that is no question is named with its number;
#  - a table of which one in five records is gone is published, one that lost more is refused unless
#    --allow-shrink is given;
#  - a refused table among several publishes nothing; --strict refuses the doubtful one;
#  - the same record number in two years is two records, in two tables of one year it is doubtful;
#  - --keep generations stay, and the one in service is always among them;
#  - info tells records, generations and data sets, and exits 3 where nothing is published;
#  - an unreadable dictionary, a folder that cannot be made, a held lock exit 3; wrong usage exits 2;
#  - no progress is written where standard error is no terminal.
set -u
indexer=$1
source=$2
# shellcheck source=tests/indexer/expect.sh
. "$source/tests/indexer/expect.sh"
schema=$source/data/collaboration.schema.json
table=$source/data/collaboration-2020.tsv
index=$work/index

in_service() { # GENERATION NAME
    [ "$(readlink "$index/current")" = "$1" ] || fail "$2: $(readlink "$index/current") is served, not $1"
}

build() {
    "$indexer" build --schema "$schema" --index "$index" "$@"
}

expect 3 "info where nothing is published" "$indexer" info --index "$index"
expect 0 "the bundled table" build --report "$work/r.json" "$table"
says out "published gen-000001: 77 records" "the bundled table"
says out "$table: 223 lines, 77 records, 243 repairs, 1 doubt" "the bundled table"
grep -q '"records": 77' "$work/r.json" || fail "the bundled table: no report"
[ -s "$work/err" ] && fail "the bundled table: something on standard error"
expect 0 "info" "$indexer" info --index "$index" --verify
says out "records      77" "info"
says out "小金井市 協働事業一覧（令和2年度） (koganei-kyodo-2020): 77 records" "info"

# ---- gold

printf '# remark\n猫\t24\ta remark\n\n公民館 -まつり\t74,75\nxyzzy\t-\n公園 宇宙船\t-\n' > "$work/right.tsv"
expect 0 "right answers" build --gold "$work/right.tsv" "$table"
in_service gen-000002 "right answers"
printf '猫\t25\n公園 宇宙船\t22\n' > "$work/wrong.tsv"
expect 1 "wrong answers" build --gold "$work/wrong.tsv" "$table"
says err "'猫' should find 25, finds 24" "wrong answers"
says err "'公園 宇宙船' should find 22, finds nothing" "wrong answers"
says err "2 of the questions" "wrong answers"
in_service gen-000002 "wrong answers"
printf '猫\t24\n猫 24\n' > "$work/none.tsv"
expect 1 "no question" build --gold "$work/none.tsv" "$table"
says err "none.tsv:2" "no question"
expect 3 "no gold" build --gold "$work/absent.tsv" "$table"
in_service gen-000002 "no gold"

# ---- shrinking

records() { # FIRST LAST YEAR
    awk -v a="$1" -v b="$2" -v y="$3" \
        'BEGIN { for (i = a; i <= b; i++) printf "{\"number\":%d,\"year\":%d,\"name\":\"事業%d\"}\n", i, y, i }'
}
index=$work/shrink
records 1 100 2020 > "$work/100.jsonl"
records 1 80 2020 > "$work/80.jsonl"
records 1 63 2020 > "$work/63.jsonl"
records 1 64 2020 > "$work/64.jsonl"
expect 0 "100 records" build "$work/100.jsonl"
expect 0 "a fifth gone" build "$work/80.jsonl"
expect 1 "more than a fifth gone" build "$work/63.jsonl"
says err "--allow-shrink" "more than a fifth gone"
in_service gen-000002 "more than a fifth gone"
expect 0 "a fifth gone again" build "$work/64.jsonl"
expect 0 "--allow-shrink" build --allow-shrink "$work/63.jsonl"
in_service gen-000004 "--allow-shrink"

# ---- several tables

index=$work/several
expect 1 "one of two tables is refused" build "$table" /dev/null
[ -e "$index/current" ] && fail "one of two tables is refused: something is published"
expect 1 "--strict" build --strict "$table"
[ -e "$index/current" ] && fail "--strict: something is published"
records 1 77 2021 > "$work/2021.jsonl"
expect 0 "two years" build "$table" "$work/2021.jsonl"
says out "154 records" "two years"
says out "0 doubts" "two years"
records 1 2 2020 > "$work/again.jsonl"
expect 0 "two tables of one year" build --allow-shrink "$table" "$work/again.jsonl"
says out "2 doubts" "two tables of one year"
expect 0 "standard input" build --allow-shrink --format jsonl - < "$work/100.jsonl"
says out "100 records" "standard input"

# ---- generations

index=$work/keep
for _ in 1 2 3 4 5; do build --keep 2 "$work/64.jsonl" > /dev/null || fail "--keep"; done
expect 0 "info of kept ones" "$indexer" info --index "$index"
says out "kept         gen-000005 gen-000004" "info of kept ones"
[ -e "$index/gen-000003" ] && fail "--keep: a third generation stays"
[ -e "$index/staging" ] && fail "--keep: the staging folder stays"

# ---- what fails

expect 3 "no dictionary" build --dictionary "$work" "$table"
expect 3 "no data folder" build --data "$work" "$table"
in_service gen-000005 "no dictionary"
index=$work/100.jsonl/below expect 3 "a folder that cannot be made" build "$table"
index=$work/keep
exec 9> "$index/lock"
flock 9
expect 3 "a held lock" build "$work/64.jsonl"
says err "another indexer" "a held lock"
exec 9>&-
expect 0 "the lock is free again" build "$work/64.jsonl"
expect 2 "no index" "$indexer" build --schema "$schema" "$table"
says err "--index" "no index"
expect 2 "no jobs" build --jobs 0 "$table"
says err "1..64" "no jobs"
expect 2 "an unknown option" build --shard 2 "$table"
says err "--shard" "an unknown option"
expect 2 "info of a table" "$indexer" info --index "$index" "$table"
finish
