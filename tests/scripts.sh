#!/bin/sh
# Runs the tests of the page scripts on Node; says so in one line where there is no Node.
set -eu
cd "$(dirname "$0")/.."

node=$(command -v node || command -v nodejs || true)
if [ -z "$node" ]; then
    echo "tests/js did not run: there is no Node on this machine." >&2
    [ "${CI:-}" != true ] || exit 1
    exit 0
fi
files=$(find tests/js -name '*.test.js' -o -name '*.test.mjs' | sort)
[ -n "$files" ] || { echo "tests/js holds no tests." >&2; exit 1; }

report=$(mktemp)
trap 'rm -f "$report"' EXIT
# shellcheck disable=SC2086  # one word a file
if "$node" --test $files >"$report" 2>&1; then
    grep -E '^[^a-z]*(tests|pass) [0-9]+' "$report" | tr '\n' ' '
    echo "(scripts, Node $("$node" --version))"
else
    cat "$report" >&2
    exit 1
fi
