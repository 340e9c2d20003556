#!/bin/sh
# Looks every package of the lock up in the public list of vulnerabilities. Where the list cannot be asked, says so in
# one line; with CI=true that is a failure. The tool has a lock and an environment of its own.
# Usage: requirements/audit.sh
set -eu
cd "$(dirname "$0")/.."

tool=.venv/audit
report=$(mktemp)
trap 'rm -f "$report"' EXIT
skip() {
    echo "The dependency audit did not run: $1." >&2
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
    -r requirements/runtime.txt >"$report" 2>&1 || status=$?
if grep -q "^No known vulnerabilities found" "$report"; then
    echo "No known vulnerability in requirements/runtime.txt."
elif grep -q "^Found [0-9]* known vulnerabilit" "$report"; then
    cat "$report" >&2
    exit 1
else
    skip "the list of vulnerabilities cannot be asked from here (status $status)"
fi
