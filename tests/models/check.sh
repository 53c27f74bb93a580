#!/bin/sh
# Usage: check.sh STAND_IN_TOOL MODELS PROGRAMS [headers|constants] [CLANG]
# headers:   every PROGRAMS/*.c compiles without a warning against the stand-in headers alone, and
#            against the real ones where they are installed; PROGRAMS/*.newer.c is ahead of those.
# constants: the models' constants have the values that the installed headers give them; names that
#            an installed header does not know yet (or no longer) say nothing.
set -eu
tool=$1 models=$2 programs=$3 what=$4 clang=${5:-clang-19}
command -v "$clang" >/dev/null || { echo "skipped: no $clang"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$tool" "$models" "$folder"
compile() { "$clang" -std=gnu17 -fsyntax-only -ferror-limit=0 -fno-spell-checking "$@"; }
status=0

check_headers() {
    for program in "$programs"/*.c; do
        compile -Wall -Wextra -Werror -I "$folder" "$program" || status=1
        case $program in *.newer.c) continue ;; esac
        header=$(sed -n 's/^#include <\(.*\)>.*/\1/p;q' "$program")
        if echo "#include <$header>" | compile -xc - 2>/dev/null; then
            echo "$program: also against the real $header"
            compile -Wall -Wextra -Werror "$program" || status=1
        fi
    done
}

check_constants() {
    for file in "$folder"/*.constants.c; do
        compile -w -D_GNU_SOURCE "$file" >"$file.log" 2>&1 || :
        if grep -A3 'static assertion failed' "$file.log"; then
            status=1
        fi
        echo "$(basename "$file"): $(grep -c 'use of undeclared' "$file.log" || :) names not in" \
             "the installed headers"
    done
}

"check_$what"
exit $status
