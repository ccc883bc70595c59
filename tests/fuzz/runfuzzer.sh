#!/bin/sh
# SPDX-FileCopyrightText: The Gnatcatcher authors
# SPDX-License-Identifier: GPL-3.0-or-later
# runfuzzer.sh PROGRAM RUNS CORPUS: so many runs from a copy of the corpus; an input that breaks it stays beside the
# corpus, where its path is printed.
set -e
found=$(mktemp -d)
trap 'rm -rf "$found"' EXIT
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
"$1" -runs="$2" -max_len=6000 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
    -artifact_prefix="$3-broken-" "$found" "$3"
