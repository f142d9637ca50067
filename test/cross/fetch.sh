#!/bin/sh
# SPDX-License-Identifier: MIT
# Downloads Debian packages and unpacks them in a folder, installing nothing: fetch.sh FOLDER PACKAGE[:ARCH]..
#
# The folder has package lists and a dpkg state of its own, so the machine itself need not know ARCH, and root is not
# needed. What lies in FOLDER/debs is not downloaded again. Says nothing when all is well.
set -eu
folder=$(mkdir -p "$1" && cd "$1" && pwd)
shift
rm -rf "$folder/debs/partial"
mkdir -p "$folder/apt/lists/partial" "$folder/apt/archives/partial" "$folder/debs/partial"
: >"$folder/apt/status"

native=$(dpkg --print-architecture)
architectures="-o APT::Architectures::=$native"
for name in "$@"; do
    [ "${name%:*}" = "$name" ] || architectures="$architectures -o APT::Architectures::=${name#*:}"
done

apt() {
    apt-get -qq -o APT::Architecture="$native" $architectures -o APT::Sandbox::User= -o Dir::State="$folder/apt" \
        -o Dir::State::status="$folder/apt/status" -o Dir::Cache="$folder/apt" "$@"
}

deb() {
    find "$folder/debs" -maxdepth 1 -name "${1%:*}_*.deb" | head -n 1
}

missing=
for name in "$@"; do
    [ -n "$(deb "$name")" ] || missing="$missing $name"
done
if [ -n "$missing" ]; then
    # Not every list may be had (a source without that architecture); what matters is whether the packages are there.
    apt update >"$folder/fetch.log" 2>&1 || true
    (cd "$folder/debs/partial" && apt download $missing && mv -- *.deb ..) >>"$folder/fetch.log" 2>&1 || true
    rm -rf "$folder/apt/lists"
fi
for name in "$@"; do
    if [ -z "$(deb "$name")" ]; then
        echo "$name cannot be downloaded: $(grep '^E:' "$folder/fetch.log" | tail -n 1)" >&2
        exit 1
    fi
    mark=$folder/debs/$name.unpacked
    [ -e "$mark" ] || { dpkg -x "$(deb "$name")" "$folder" && : >"$mark"; }
done
