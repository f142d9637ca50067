#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds and tests everything: tools/test.sh [NAME..]
#
#   gcc         build/              as try.sh builds it
#   builtin     build-builtin/      every family linked in, no plugins
#   clang       build-clang/
#   gcc-asan    build-gcc-asan/     address and undefined behaviour sanitizers
#   clang-asan  build-clang-asan/
#   gcc-tsan    build-gcc-tsan/     thread sanitizer
#   s390x       build-s390x/        big-endian, and
#   armhf       build-armhf/        32 bits, both run under qemu-user
#   headers     build/              our constants against the headers of other architectures and of Windows
#
# Missing packages are installed; those of other machines are only unpacked, in build-sys-NAME/, and where they cannot
# be downloaded the build counts as one skipped case. The last line is `N passed, N failed, N skipped`, the sum of all
# cases of all builds; the exit status is 1 if a case failed, a build failed, or nothing ran.
set -u
cd "$(dirname "$0")/.."

everything="gcc builtin clang gcc-asan clang-asan gcc-tsan s390x armhf headers"
passed=0 failed=0 skipped=0

# build NAME DIRECTORY COMPILER OPTIONS..
build() {
    name=$1 directory=$2 compiler=$3
    shift 3
    log=$directory/build.log
    mkdir -p "$directory"
    again=
    [ ! -f "$directory/build.ninja" ] || again=--reconfigure
    CC=$compiler meson setup $again -Dwerror=true "$@" "$directory" >"$log" 2>&1 &&
        meson compile -C "$directory" >>"$log" 2>&1 && return 0
    # from ninja's first failure on, or the end of what Meson said
    if grep -q '^FAILED:' "$log"; then sed -n '/^FAILED:/,$p' "$log"; else tail -n 30 "$log"; fi | head -n 60
    echo "$name: the build failed; the whole log is $log"
    failed=$((failed + 1))
    return 1
}

# add NAME STATUS PASSED FAILED SKIPPED
add() {
    # The exit status tells what a count cannot, a test that never started for one.
    if [ "$2" != 0 ] && [ "$4" = 0 ]; then
        echo "$1: failed with status $2" >&2
        set -- "$1" "$2" "$3" 1 "$5"
    fi
    echo "$1: $3 passed, $4 failed, $5 skipped"
    passed=$((passed + $3)) failed=$((failed + $4)) skipped=$((skipped + $5))
}

# skip NAME LOG: a build or script that cannot be had here counts as one case; the log ends with why
skip() {
    echo "$1: SKIP: $(tail -n 2 "$2" | tr -s '\n ' ' ')" >&2
    add "$1" 0 0 0 1
}

# check NAME DIRECTORY [TEST..]: runs the tests of a build, all or those named, and adds them up
check() {
    name=$1 directory=$2
    shift 2
    rm -rf "$directory/results" "$directory/meson-logs/testlog.json"
    mkdir -p "$directory/results"
    CMOCKA_MESSAGE_OUTPUT=XML meson test -C "$directory" --no-rebuild "$@" >"$directory/test.log" 2>&1
    status=$?
    if ! counts=$(/usr/bin/python3 tools/count_tests.py "$directory"); then
        tail -n 60 "$directory/test.log"
        counts="0 1 0"
    fi
    add "$name" "$status" $counts
}

# run NAME DIRECTORY COMPILER OPTIONS..
run() {
    build "$@" && check "$1" "$2"
}

# emulate NAME TESTS: a build for another machine; TESTS, a pattern of names, stay out. An emulator is slow: fewer random
# addresses.
emulate() {
    mkdir -p "build-$1"
    if ! { ./tools/setup.sh cross && sh test/cross/machine.sh "$1"; } >"build-$1/machine.log" 2>&1; then
        skip "$1" "build-$1/machine.log"
        return
    fi
    build "$1" "build-$1" gcc --cross-file "build-sys-$1/cross.ini" || return
    tests=$(meson test -C "build-$1" --no-rebuild --list 2>/dev/null | sed 's,.* / ,,' | grep -Ev "$2")
    SOCKFAM_RANDOM=${SOCKFAM_RANDOM:-2000} check "$1" "build-$1" $tests
}

# script NAME SCRIPT [ARGUMENT..]: a Python script that belongs to no build; it prints as test/meson.build says
script() {
    name=$1 log=build-sys-headers/$1.log
    shift
    PYTHONPATH=test PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 "$@" >"$log" 2>&1
    status=$?
    grep -E '^(SKIP|FAIL): ' "$log" | sed "s/^/$name: /" >&2
    counts=$(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped$/\1 \2 \3/p' "$log")
    [ -n "$counts" ] || tail -n 30 "$log" >&2
    add "$name" "$status" ${counts:-0 1 0}
}

headers() {
    folder=build-sys-headers
    mkdir -p $folder
    if ! sh test/cross/fetch.sh $folder $(./tools/setup.sh --list foreign | grep -v :) >$folder/fetch.out 2>&1; then
        skip headers $folder/fetch.out
        return
    fi
    for pair in alpha:alpha-linux-gnu mips:mips64el-linux-gnuabi64 parisc:hppa-linux-gnu sparc:sparc64-linux-gnu; do
        include=$folder/usr/${pair#*:}/include
        # BlueZ's headers are the same everywhere, and in no package for these.
        ln -sfn /usr/include/bluetooth "$include/bluetooth"
        script "headers-${pair%:*}" test/unit/constants/check_headers.py --arch "${pair%:*}" "$include"
    done
    build headers build gcc &&
        script headers-hyperv test/cross/hyperv.py $folder/usr/x86_64-w64-mingw32/include
}

one() {
    case $1 in
    gcc) run gcc build gcc ;;
    builtin) run builtin build-builtin gcc -Dbuiltin=all ;;
    clang) run clang build-clang clang ;;
    gcc-asan) run gcc-asan build-gcc-asan gcc -Db_sanitize=address,undefined ;;
    clang-asan) run clang-asan build-clang-asan clang -Db_sanitize=address,undefined -Db_lundef=false ;;
    gcc-tsan) run gcc-tsan build-gcc-tsan gcc -Db_sanitize=thread ;;
    # Left out are tests of the sources and of installing; of what qemu-user cannot pass on, socket options that are structs,
    # of vsock and names of devices, cut control data; and expected bytes of a little-endian machine.
    s390x) emulate s390x '^(abi_|docs_|vendor_|socket_(message|option|rows|struct)$|command_address$)' ;;
    armhf) emulate armhf '^(abi_|docs_|vendor_|socket_(message|option|rows|struct)$)' ;;
    headers) headers ;;
    *)
        echo "test.sh: no such build: $1; there are: $everything" >&2
        exit 2
        ;;
    esac
}

./tools/setup.sh build test || exit 1
[ $# -gt 0 ] || set -- $everything
for name in "$@"; do
    one "$name"
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
