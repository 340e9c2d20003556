#!/bin/sh
# Looks every locked package of the program and its optional formats up in the public list of vulnerabilities. Where
# the list cannot be asked, says so in one line with the reason; with CI=true that is a failure. The tool has a lock and
# an environment of its own (AUDIT_TOOL).
# Usage: requirements/audit.sh
set -eu
cd "$(dirname "$0")/.."

lock=requirements/all.txt
tool=${AUDIT_TOOL:-.venv/audit}
report=$(mktemp)
trap 'rm -f "$report"' EXIT
skip() {
    why=$(grep -v '^ *$' "$report" | tail -n 1 | cut -c 1-200)
    echo "The dependency audit did not run: $1${why:+ ($why)}." >&2
    [ "${CI:-}" != true ] || exit 1
    exit 0
}

if [ ! -x "$tool/bin/pip-audit" ]; then
    .venv/bin/python -m venv "$tool" >"$report" 2>&1 || skip "no environment can be made for it"
    "$tool/bin/python" -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes \
        -r requirements/audit.txt >"$report" 2>&1 || { rm -rf "$tool"; skip "pip-audit cannot be installed here"; }
fi
status=0
timeout "${AUDIT_SECONDS:-60}" "$tool/bin/pip-audit" --progress-spinner off --no-deps --disable-pip --require-hashes \
    -r "$lock" >"$report" 2>&1 || status=$?
if [ "$status" = 0 ] && grep -q "^No known vulnerabilities found" "$report"; then
    echo "No known vulnerability in the $(grep -c '==' "$lock") packages of $lock."
elif grep -q "^Found [0-9]* known vulnerabilit" "$report"; then
    cat "$report" >&2
    exit 1
elif [ "$status" = 124 ]; then
    skip "the list of vulnerabilities did not answer within ${AUDIT_SECONDS:-60} seconds"
else
    skip "the list of vulnerabilities cannot be asked from here"
fi
