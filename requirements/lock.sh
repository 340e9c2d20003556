#!/bin/sh
# Resolves the lock files anew from pyproject.toml and the *.in files. Needs uv, which no other command here does.
# Usage: requirements/lock.sh [--upgrade]
set -eu
cd "$(dirname "$0")/.."

lock() {
    target=$1
    shift
    uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
        --output-file "requirements/$target.txt" "$@"
}

lock test "$@" --extra test pyproject.toml requirements/build.in
lock runtime "$@" --constraint requirements/test.txt pyproject.toml requirements/build.in
lock all "$@" --constraint requirements/test.txt --extra all pyproject.toml requirements/build.in
lock postgresql "$@" requirements/postgresql.in
lock audit "$@" requirements/audit.in
