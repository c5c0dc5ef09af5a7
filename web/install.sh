#!/bin/sh
# node_modules as package-lock.json says; nothing is fetched where they already are so. One build at
# a time: several build folders share them.
set -eu
cd -- "$(dirname -- "$0")"
exec 9< package-lock.json
flock 9
wanted=$(cat package.json package-lock.json | sha256sum)
sum=node_modules/.lock-sum
if [ ! -f "$sum" ] || [ "$(cat "$sum")" != "$wanted" ]; then
    npm ci --no-audit --no-fund
    printf '%s\n' "$wanted" > "$sum"
fi
touch node_modules/.installed
