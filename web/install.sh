#!/bin/sh
# node_modules as package-lock.json says; nothing is fetched where they already are so. One build at
# a time: several build folders share them.
set -eu
cd -- "$(dirname -- "$0")"
exec 9< package-lock.json
flock 9
wanted=$(cat package.json package-lock.json | sha256sum)
sum=node_modules/.lock-sum
# A version called `latest` could not be told from the lock file, which names no server.
if grep -q '": "latest"' package-lock.json; then
    echo 'web/package-lock.json: put the version that is locked in place of "latest"' >&2
    exit 1
fi
if [ ! -f "$sum" ] || [ "$(cat "$sum")" != "$wanted" ]; then
    npm ci --no-audit --no-fund
    printf '%s\n' "$wanted" > "$sum"
fi
touch node_modules/.installed
