# SPDX-License-Identifier: MIT
"""The layout of each public struct and each public number, against the list in layout.txt.

`layout.py --write` makes the list. What is in it was released or is about to be: an offset or a number in it never
changes within a major, a size only grows. A line that is new or longer is written down when it is meant.

Clang compiles for other machines without their headers. There are three columns: 64 bits; 32 bits as on x86, where
64-bit numbers are 4-aligned; 32 bits as elsewhere.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from support import source
from support.report import Report

COLUMNS = {"x86_64-linux-gnu": ["aarch64-linux-gnu", "s390x-linux-gnu", "riscv64-linux-gnu", "powerpc64-linux-gnu"],
           "i386-linux-gnu": [],
           "armv7-linux-gnueabihf": ["mips-linux-gnu"]}
STRUCT = re.compile(r"^struct (\w+) \{\n(.*?)^\}", re.M | re.S)
ENUM = re.compile(r"^enum \w+ \{(.*?)^\}", re.M | re.S)
NUMBER = re.compile(r"^#define (SOCKFAM_\w+) +(?:\(?-?(?:0x)?[0-9a-f]+u?\)?|\(?\d+u? << \d+\)?)\s*$", re.M)
FREE_TO_CHANGE = {"SOCKFAM_ABI_MAJOR", "SOCKFAM_ABI_MINOR"}
NOT_PUBLIC = {"short_names.h"}
STDIO = "typedef struct file FILE;\n"  # all that a header needs of it


def members(body):
    """Names of the members, those of unnamed unions among them; a pointer to a function is (*name)(..)."""
    body = re.sub(r"\b(union|struct) \{|\}", ";", body)
    for declaration in filter(None, (part.strip() for part in body.split(";"))):
        found = re.search(r"\(\*(\w+)\)", declaration) or re.search(r"(\w+)(?:\[[^\]]*\])*$", declaration)
        yield found.group(1)


def wanted(headers):
    """What is listed -> the C expression that it is."""
    found = {}
    for header in headers:
        if header.name in NOT_PUBLIC:
            continue
        text = source.read(header)
        for name, body in STRUCT.findall(text):
            found[name] = f"sizeof(struct {name})"
            for member in members(body):
                found[f"{name}.{member}"] = f"__builtin_offsetof(struct {name}, {member})"
        for body in ENUM.findall(text):
            found |= {name: name for name in re.findall(r"\b(SOCKFAM_\w+)\s*[=,\n]", body)}
        found |= {name: name for name in NUMBER.findall(text) if name not in FREE_TO_CHANGE}
    return found


def measure(target, headers, items):
    """The value of each item on that machine: the compiler prints it into its assembly."""
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "stdio.h").write_text(STDIO, encoding="utf-8")
        program = "".join(f"#include <sockfam/{header.name}>\n" for header in headers if header.name not in NOT_PUBLIC)
        program += "void print(void);\nvoid print(void)\n{\n"
        program += "".join(f'    __asm__ volatile(".ascii \\"@@ {name} %c0\\"" : : "i"((int)({value})));\n'
                           for name, value in items.items())
        command = ["clang", f"--target={target}", "-std=c17", "-ffreestanding", "-S", "-o", "-", "-x", "c",
                   f"-I{folder}", f"-I{headers[0].parent.parent}", "-"]
        done = subprocess.run(command, input=program + "}\n", capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"FAIL: {target}: {done.stderr[:1000]}")
    return {name: int(value) for name, value in re.findall(r"@@ (\S+) [$#]?(-?\d+)", done.stdout)}


def as_text(items, columns):
    lines = ["# Made by layout.py --write: sizes of structs, offsets of members, numbers; on " + ", ".join(COLUMNS)]
    for name in sorted(items):
        values = [str(column[name]) for column in columns]
        lines.append(" ".join([name, *(values if len(set(values)) > 1 else values[:1])]))
    return "\n".join(lines) + "\n"


def compare(report, listed, present):
    """Line by line, since each says what was broken."""
    old = {line.split()[0]: line for line in listed.splitlines() if not line.startswith("#")}
    new = {line.split()[0]: line for line in present.splitlines() if not line.startswith("#")}
    report.none_of([f"{name} is gone" for name in old if name not in new], "layout")
    report.none_of([f"{new[name]}: not in layout.txt" for name in new if name not in old], "layout")
    report.none_of([f"{old[name]} became {new[name]}" for name in old if name in new and old[name] != new[name]],
                   "layout")


def main():
    report = Report()
    root = source.root()
    place = root / "test" / "abi" / "layout.txt"
    if not shutil.which("clang"):
        report.skip("layouts: clang is not installed")
        report.finish()
    headers = source.files(root / "abi" / "sockfam", ".h")
    items = wanted(headers)
    columns = [measure(target, headers, items) for target in COLUMNS]
    if sys.argv[1:] == ["--write"]:
        place.write_text(as_text(items, columns), encoding="utf-8")
        return
    report.check(all(set(column) == set(items) for column in columns), "the compiler does not print all that is asked")
    compare(report, place.read_text(encoding="utf-8"), as_text(items, columns))
    for column, others in zip(columns, COLUMNS.values()):
        for target in others:
            report.check(measure(target, headers, items) == column, f"{target} is not as the others of its kind")
    report.finish()


if __name__ == "__main__":
    main()
