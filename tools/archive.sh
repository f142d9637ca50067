#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes the archive to install: archive.sh OUTPUT SCRATCH ARCHIVE.. -- COMPILER..
#
# All archives become one object, so that the linker takes the builtins along, whom nobody asks for by name; and in it
# what is hidden becomes local, so that a program may have functions of the same names.
set -eu

output=$1 scratch=$2
shift 2
archives=
while [ "$1" != -- ]; do
    archives="$archives $1"
    shift
done
shift
mkdir -p "$scratch"
object=$scratch/sockfam.o
# shellcheck disable=SC2086 # paths of a build folder, which Meson makes, have no blanks
"$@" -r -nostdlib -o "$object" -Wl,--whole-archive $archives -Wl,--no-whole-archive
"$("$@" -print-prog-name=objcopy)" --localize-hidden "$object"
rm -f "$output"
"$("$@" -print-prog-name=ar)" rcs "$output" "$object"
