#!/bin/sh
# SPDX-FileCopyrightText: The Gnatcatcher authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs one test program with homes of its own, so that no test reads or writes the user's files.
set -u
home=$(mktemp -d "${TMPDIR:-/tmp}/gnat-test.XXXXXX") || exit 1
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run" "$home/config" "$home/data" "$home/cache" "$home/state"
export HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" \
    XDG_CACHE_HOME="$home/cache" XDG_STATE_HOME="$home/state" XDG_DOCUMENTS_DIR="$home/Documents"
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}" QT_LOGGING_RULES="qt.qpa.*=false"
unset NATS_URL NATS_USER NATS_PASSWORD NATS_CREDS NATS_NKEY NATS_CERT NATS_KEY NATS_CA NATS_TIMEOUT NATS_CONTEXT DBUS_SESSION_BUS_ADDRESS
# The thread sanitizer cannot place its shadow memory on kernels that randomise addresses widely.
if [ -n "${TSAN_OPTIONS:-}" ] && setarch -R true 2>/dev/null; then
    set -- setarch -R "$@"
fi
"$@"
