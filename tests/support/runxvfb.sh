#!/bin/sh
# SPDX-FileCopyrightText: The Gnatcatcher authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command on an X display of its own with a window manager, and ends both with it:
#   runxvfb.sh COMMAND [ARGUMENTS]
# The server picks a free display number itself. GNAT_SCREEN sets the size, 1600x1000x24 unless told.
set -u

fail() {
    echo "runxvfb: $1" >&2
    exit 1
}

# Polls until the file named first has content: at most ten seconds.
wait_for() {
    tries=0
    until [ -s "$1" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 200 ] || return 1
        sleep 0.05
    done
}

command -v Xvfb >/dev/null || fail "Xvfb is missing (package xvfb)"
command -v openbox >/dev/null || fail "openbox is missing (package openbox)"
work=$(mktemp -d "${TMPDIR:-/tmp}/gnat-xvfb.XXXXXX") || exit 1
server='' manager='' child=''
cleanup() {
    for pid in $child $manager $server; do
        kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
    done
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

Xvfb -displayfd 3 -screen 0 "${GNAT_SCREEN:-1600x1000x24}" -dpi 96 -nolisten tcp -noreset \
    3>"$work/display" >"$work/server.log" 2>&1 &
server=$!
wait_for "$work/display" || fail "Xvfb did not start: $(tail -n 3 "$work/server.log")"
DISPLAY=:$(cat "$work/display")
export DISPLAY QT_QPA_PLATFORM=xcb
unset WAYLAND_DISPLAY

openbox --sm-disable --startup "sh -c 'echo up >\"$work/manager\"'" >"$work/manager.log" 2>&1 &
manager=$!
wait_for "$work/manager" || fail "openbox did not start: $(tail -n 3 "$work/manager.log")"

"$@" &
child=$!
wait "$child"
status=$?
child=''
exit $status
