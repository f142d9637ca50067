#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds sockfam into build/ and shows it at work: the families, and three addresses taken apart.
# Missing packages are installed. Quiet but for that; when something fails, its log is shown.
set -eu
cd "$(dirname "$0")/.."

./tools/setup.sh build

log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() {
    "$@" >"$log" 2>&1 || { cat "$log" >&2; echo "failed: $*" >&2; exit 1; }
}

# A build directory of another version of Meson, or one whose set-up was interrupted, is made anew.
if [ -f build/build.ninja ]; then
    meson compile -C build >"$log" 2>&1 || quietly meson setup --wipe build
else
    quietly meson setup build
fi
quietly meson compile -C build

show() {
    printf '\n$ sockfam'
    for word in "$@"; do printf " %s" "$word"; done
    printf '\n'
    ./build/tools/sockfam "$@"
}

show families
show address 'inet6:[fe80::1%lo]:80'
show address vsock:HOST:1024
show address --bound inet:127.0.0.1:0
