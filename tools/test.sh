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
#
# Missing packages are installed. The last line is `N passed, N failed, N skipped`, the sum of all cases of all builds;
# the exit status is 1 if a case failed, a build failed, or nothing ran.
set -u
cd "$(dirname "$0")/.."

everything="gcc builtin clang gcc-asan clang-asan gcc-tsan"
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

# check NAME DIRECTORY: runs the tests of a build and adds them up
check() {
    rm -rf "$2/results" "$2/meson-logs/testlog.json"
    mkdir -p "$2/results"
    CMOCKA_MESSAGE_OUTPUT=XML meson test -C "$2" --no-rebuild >"$2/test.log" 2>&1
    status=$?
    if ! counts=$(/usr/bin/python3 tools/count_tests.py "$2"); then
        tail -n 60 "$2/test.log"
        counts="0 1 0"
    fi
    set -- "$1" $counts
    # Meson sees what the count cannot, a test that never started for one.
    if [ "$status" != 0 ] && [ "$3" = 0 ]; then
        echo "$1: meson test failed with status $status" >&2
        set -- "$1" "$2" 1 "$4"
    fi
    echo "$1: $2 passed, $3 failed, $4 skipped"
    passed=$((passed + $2)) failed=$((failed + $3)) skipped=$((skipped + $4))
}

# run NAME DIRECTORY COMPILER OPTIONS..
run() {
    build "$@" && check "$1" "$2"
}

one() {
    case $1 in
    gcc) run gcc build gcc ;;
    builtin) run builtin build-builtin gcc -Dbuiltin=all ;;
    clang) run clang build-clang clang ;;
    gcc-asan) run gcc-asan build-gcc-asan gcc -Db_sanitize=address,undefined ;;
    clang-asan) run clang-asan build-clang-asan clang -Db_sanitize=address,undefined -Db_lundef=false ;;
    gcc-tsan) run gcc-tsan build-gcc-tsan gcc -Db_sanitize=thread ;;
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
