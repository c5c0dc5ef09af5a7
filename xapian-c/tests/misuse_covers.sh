#!/bin/sh
# Proves: every function the headers declare is called wrongly in test_misuse.c.
set -eu
cd "$(dirname "$0")/.."
missing=0
for name in $(cat include/xapian_c/*.h | tr '\n' ' ' | grep -oE 'XAPC_API [^;(]*\(' |
    grep -oE 'xapc_[a-z0-9_]+\($' | tr -d '('); do
    stem=${name#xapc_document_}; stem=${stem#xapc_writer_}; stem=${stem#xapc_query_}
    if ! grep -qE "\b$name\(|^(READER|WRITER|DOCUMENT|QUERY)\((${name#xapc_}|$stem)," \
        tests/test_misuse.c; then
        echo "not in test_misuse.c: $name"
        missing=1
    fi
done
exit $missing
