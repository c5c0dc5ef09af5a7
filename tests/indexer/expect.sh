#!/bin/sh
# What the shell tests of the programs share; sourced by them.
#   expect STATUS NAME COMMAND...   run it; its output is in $work/out and $work/err
#   says FILE TEXT NAME             $work/FILE holds TEXT
#   one_line NAME                   the command said one line on standard error
#   finish                          the last line of a test: exit 1 where anything failed
failed=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

fail() {
    printf 'FAILED: %s\n' "$1"
    failed=1
}

expect() {
    status=$1
    name=$2
    shift 2
    "$@" > "$work/out" 2> "$work/err"
    got=$?
    [ "$got" -eq "$status" ] || fail "$name: exit $got, not $status: $(cat "$work/err")"
}

says() {
    grep -qF -- "$2" "$work/$1" || fail "$3: $1 does not say '$2'"
}

one_line() {
    [ "$(wc -l < "$work/err")" -eq 1 ] || fail "$1: not one line on standard error"
}

finish() {
    exit "$failed"
}
