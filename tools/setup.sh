#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs the Debian packages that project.yml lists in the groups named: setup.sh [--list] build [test] [cross]
# Says nothing when all are there. Where it may not install, it says what to install, and fails. --list only names them.
set -eu
cd "$(dirname "$0")/.."

# The lines `- NAME` below `GROUP:` in the section `packages:`.
group() {
    sed -n '/^packages:/,/^[^ #]/p' project.yml | sed -n "/^  $1:/,/^  [a-z]/p" | sed -n 's/^ *- *//p'
}

installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

wanted() {
    for name in "$@"; do group "$name"; done
}

if [ "${1:-}" = --list ]; then
    shift
    wanted "$@"
    exit 0
fi

missing=
for name in $(wanted "$@"); do
    installed "$name" || missing="$missing $name"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=
elif sudo -n true 2>/dev/null; then
    as_root=sudo
else
    echo "Packages are missing, and only root may install them:" >&2
    echo "    apt-get install --no-install-recommends$missing" >&2
    exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing:$missing"
install_missing() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >"$log" 2>&1
}
# Package lists may be absent or out of date; fetching them takes a while, so only then.
if ! install_missing && ! { $as_root apt-get update -q >"$log" 2>&1 && install_missing; }; then
    cat "$log" >&2
    echo "apt-get could not install:$missing" >&2
    exit 1
fi
