# SPDX-License-Identifier: MIT
"""What the linker made of our hardening flags, read from the files.

Arguments: "fortified" or "plain", the library, the plugins. The command is looked for in the build folder.
"""
import os
import pathlib
import re
import subprocess
import sys

from support.report import Report


def read(path, *options):
    done = subprocess.run(["readelf", "-W", *options, path], check=True, capture_output=True, text=True,
                          env=os.environ | {"LC_ALL": "C"})
    return done.stdout


def check_any(report, path):
    """Relocated once and then read-only, no code on the stack, no code that is written to."""
    name = pathlib.Path(path).name
    segments, dynamic = read(path, "-l"), read(path, "-d")
    report.check("GNU_RELRO" in segments, f"{name}: no RELRO")
    report.check(re.search(r"BIND_NOW|FLAGS_1\).*NOW", dynamic), f"{name}: symbols are bound late, so RELRO is partial")
    stack = re.search(r"GNU_STACK.*?0x\w+ (\w{2,3})\s", segments)
    report.check(stack and "E" not in stack[1], f"{name}: its stack is executable")
    report.check("TEXTREL" not in dynamic, f"{name}: it has relocations in its code")
    writable = [line for line in segments.splitlines() if re.search(r"LOAD.* RWE ", line)]
    report.none_of(writable, f"{name}: a segment that is both written and run")


def check_code(report, path, is_fortified):
    """Functions with arrays look at the stack's end, copies at the size of where they go."""
    name = pathlib.Path(path).name
    needed = read(path, "--dyn-syms")
    report.check("__stack_chk_fail" in needed, f"{name}: no stack protector")
    if is_fortified:
        report.check(re.search(r"__\w+_chk\b(?<!__stack_chk)", needed), f"{name}: not fortified")


def has_cet_by_itself():
    """Start files without the mark make a file without it, whatever we compile."""
    compiler = os.environ["CC"].split()
    done = subprocess.run([*compiler, "-print-file-name=crti.o"], capture_output=True, text=True, check=False)
    return "IBT" in read(done.stdout.strip(), "-n") if done.returncode == 0 else False


def main():
    report = Report()
    is_fortified, library, plugins = sys.argv[1] == "fortified", sys.argv[2], sys.argv[3:]
    command = pathlib.Path(os.environ["SOCKFAM_BUILD"]) / "tools" / "sockfam"
    for path in (library, command, *plugins):
        check_any(report, path)
    for path in (library, command):
        check_code(report, path, is_fortified)
    report.check(re.search(r"Type:\s+DYN", read(command, "-h")), "the command is not position-independent")
    if "X86-64" not in read(library, "-h"):
        report.skip("CET: this is not x86-64")
        report.finish()
    marked = [*plugins, *((library, command) if has_cet_by_itself() else ())]
    report.none_of([pathlib.Path(path).name for path in marked
                    if not re.search(r"IBT.*SHSTK", read(path, "-n"))], "not marked for CET")
    report.finish()


if __name__ == "__main__":
    main()
