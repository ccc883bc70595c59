#!/bin/sh
# SPDX-FileCopyrightText: The Gnatcatcher authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the npm clients in the versions of the lock file into a folder and puts the scenarios beside them.
#   install.sh FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
for tool in node npm; do
    command -v $tool >/dev/null || {
        echo "$tool is not installed: the tests with the JavaScript clients need nodejs and npm" >&2
        exit 1
    }
done
mkdir -p "$1"
cp "$here"/*.mjs "$1/"
if cmp -s "$here/package-lock.json" "$1/package-lock.json" && [ -d "$1/node_modules/nats" ]; then
    exit 0
fi
cp "$here/package.json" "$here/.npmrc" "$1/"
cd "$1"
cp "$here/package-lock.json" lock.tmp
rm -rf node_modules package-lock.json
cp lock.tmp package-lock.json
npm ci --no-audit --no-fund --ignore-scripts || {
    rm -f package-lock.json # the next run tries again
    exit 1
}
rm -f lock.tmp
