#!/bin/sh
# SPDX-FileCopyrightText: The Gnatcatcher authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Fetches Debian's nats-server for the tests and unpacks it into a folder. It is never installed: the package would
# enable a service that listens on every interface. Prints the path of the program; does nothing if it is there.
#   fetch-nats-server.sh FOLDER
set -eu

fail() {
    echo "fetch-nats-server: $1" >&2
    exit 1
}

[ $# -eq 1 ] || fail "usage: fetch-nats-server.sh FOLDER"
if [ -n "${GNAT_NATS_SERVER:-}" ] && [ -x "$GNAT_NATS_SERVER" ]; then
    echo "$GNAT_NATS_SERVER"
    exit 0
fi
mkdir -p "$1"
folder=$(cd "$1" && pwd)
program=$folder/usr/sbin/nats-server
if [ -x "$program" ]; then
    echo "$program"
    exit 0
fi
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null ||
    fail "this system has no apt-get: set GNAT_NATS_SERVER to the path of a nats-server"

# A folder of its own and a rename at the end: two callers at once don't meet, a broken download leaves nothing behind.
work=$(mktemp -d "$folder/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
(cd "$work" && apt-get download -qq -o APT::Sandbox::User=root nats-server >&2) ||
    fail "apt-get download nats-server failed: run 'apt-get update', or set GNAT_NATS_SERVER to the path of a nats-server"
dpkg-deb -x "$work"/nats-server_*.deb "$work/root" || fail "the package nats-server could not be unpacked"
found=$(find "$work/root" -type f -name nats-server -perm -u+x | head -n 1)
[ -n "$found" ] || fail "the package nats-server holds no program of that name"
mkdir -p "$folder/usr/sbin"
mv -f "$found" "$program"
echo "$program"
