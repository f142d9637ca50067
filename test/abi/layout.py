# SPDX-License-Identifier: MIT
"""Is layout.c whole? Each struct, member, enumerator and number of the public headers must have its line there.

It is compiled for other machines too, which takes no headers but the compiler's own.
"""
import re
import shutil
import subprocess

from support import source
from support.report import Report

TARGETS = ["i386-linux-gnu", "armv7-linux-gnueabihf", "aarch64-linux-gnu", "s390x-linux-gnu", "mips-linux-gnu",
           "powerpc64-linux-gnu", "riscv64-linux-gnu"]
STRUCT = re.compile(r"^struct (\w+) \{\n(.*?)^\}", re.M | re.S)
ENUM = re.compile(r"^enum \w+ \{(.*?)^\}", re.M | re.S)
NUMBER = re.compile(r"^#define (SOCKFAM_\w+) +\(?-?(?:0x)?[0-9a-f]+u?\)?\s*$", re.M)
FREE_TO_CHANGE = {"SOCKFAM_ABI_MAJOR", "SOCKFAM_ABI_MINOR"}


def members(body):
    """Names of the members, those of unnamed unions among them; a pointer to a function is (*name)(..)."""
    body = re.sub(r"\b(union|struct) \{|\}", ";", body)
    found = []
    for declaration in filter(None, (part.strip() for part in body.split(";"))):
        pointer = re.search(r"\(\*(\w+)\)", declaration)
        found.append((pointer or re.search(r"(\w+)(?:\[[^\]]*\])*$", declaration)).group(1))
    return found


def wanted(headers):
    lines = set()
    for header in headers:
        text = source.read(header)
        for name, body in STRUCT.findall(text):
            lines |= {("SIZE", name)} | {("AT", f"{name}, {member}") for member in members(body)}
        for body in ENUM.findall(text):
            lines |= {("IS", name) for name in re.findall(r"\b(SOCKFAM_\w+)\s*[=,\n]", body)}
        lines |= {("IS", name) for name in NUMBER.findall(text) if name not in FREE_TO_CHANGE}
    return lines


def present(path):
    found = re.findall(r"^(SIZE|ROW|AT|IS)\((\w+(?:, [a-z]\w*(?=,))?),", path.read_text(encoding="utf-8"), re.M)
    return {("SIZE" if kind == "ROW" else kind, what) for kind, what in found}


def main():
    report = Report()
    root = source.root()
    layout = root / "test" / "abi" / "layout.c"
    need, have = wanted(source.files(root / "abi" / "sockfam", ".h")), present(layout)
    report.none_of([f"{kind}({what}, ...)" for kind, what in sorted(need - have)], "layout.c lacks")
    report.none_of([f"{kind}({what}, ...)" for kind, what in sorted(have - need)], "layout.c has what no header has")
    if not shutil.which("clang"):
        report.skip("layouts of other machines: clang is not installed")
    for target in TARGETS if shutil.which("clang") else []:
        command = ["clang", f"--target={target}", "-std=c17", "-ffreestanding", "-fsyntax-only", f"-I{root / 'abi'}"]
        done = subprocess.run([*command, str(layout)], capture_output=True, text=True, check=False)
        report.check(done.returncode == 0, f"layout.c for {target}: {done.stderr.strip()}")
    report.finish()


if __name__ == "__main__":
    main()
