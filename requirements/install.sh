#!/bin/sh
# Makes the private environment in .venv from a hashed lock file; says nothing when it stands already.
# Usage: requirements/install.sh runtime|test|all
set -eu
cd "$(dirname "$0")/.."
lock=requirements/$1.txt
python=${PYTHON:-python3}

stamp=.venv/.installed-$1
state=$(cat "$lock" pyproject.toml | cksum)
if [ -x .venv/bin/annotator ] && [ "$(cat "$stamp" 2>/dev/null)" = "$state" ]; then
    exit 0
fi

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Annotator needs Python 3.11 or later; name one with PYTHON=python3.11 make ..." >&2
    exit 1
}
"$python" -c 'import ensurepip, venv' 2>/dev/null || {
    echo "Python cannot make environments here; install its venv package, on Debian: apt-get install python3-venv" >&2
    exit 1
}

echo "Installing the packages of $lock into .venv; this happens once." >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
fetch() {
    .venv/bin/python -m pip --disable-pip-version-check install --quiet --no-compile "$@" >"$log" 2>&1 || {
        cat "$log" >&2
        exit 1
    }
}

[ -x .venv/bin/python ] || "$python" -m venv .venv
fetch --require-hashes -r "$lock"
fetch --no-deps --no-build-isolation --editable .
# What the program loads is compiled once, here: where the environment lets nobody keep bytecode
# (PYTHONDONTWRITEBYTECODE), every command would compile it again, which takes longer than most of them.
env -u PYTHONDONTWRITEBYTECODE .venv/bin/python requirements/compiled.py
echo "$state" >"$stamp"
