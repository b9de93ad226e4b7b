#!/bin/sh
# Prints the folder that holds the packages of the lock, fetched if they are not there. Exit code 3:
# there is no way to have them here, as said on standard error; in CI that is a failure (1).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
kept="$here/../../var/clients"

if ! command -v npm >/dev/null 2>&1; then
    echo "TypeScript client: left out, there is no npm here" >&2
    exit 3
fi
if ! cmp -s "$here/package-lock.json" "$kept/package-lock.json" || [ ! -d "$kept/node_modules" ]; then
    rm -rf "$kept"
    mkdir -p "$kept"
    cp "$here/package.json" "$here/.npmrc" "$here/package-lock.json" "$kept/"
    if ! said=$(cd "$kept" && npm ci --ignore-scripts --no-update-notifier 2>&1); then
        rm -rf "$kept"
        if [ -n "${CI:-}" ]; then
            echo "$said" >&2
            exit 1
        fi
        echo "TypeScript client: left out, npm could not fetch its packages" >&2
        exit 3
    fi
fi
cd "$kept" && pwd
