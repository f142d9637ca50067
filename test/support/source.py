# SPDX-License-Identifier: MIT
"""Looking at C source as text, for the tests of our own rules."""
import os
import pathlib
import re

FUNCTION_ON_ONE_LINE = re.compile(r"^[A-Za-z_][^;={}#]*\)\s*\{")


def root():
    """The source tree, as test/meson.build names it; for runs by hand, the one this file lies in."""
    return pathlib.Path(os.environ.get("SOCKFAM_SOURCE", pathlib.Path(__file__).resolve().parents[2]))


def files(folder, *suffixes):
    """All files below a folder with one of the suffixes, sorted."""
    return sorted(path for path in folder.rglob("*") if path.suffix in suffixes and path.is_file())


def without_comments(text):
    """The same lines with comments blanked; strings are left alone."""
    pattern = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|//[^\n]*|/\*.*?\*/', re.S)

    def blank(match):
        found = match.group()
        return re.sub(r"[^\n]", " ", found) if found.startswith("/") else found

    return pattern.sub(blank, text)


def read(path):
    return without_comments(path.read_text(encoding="utf-8"))


def functions(text):
    """(first line, lines) of each function, from the line with its opening brace to the one with its closing brace."""
    found = []
    start = None
    previous = ""
    for number, line in enumerate(text.splitlines(), 1):
        if start is None and line.startswith("{") and previous.rstrip().endswith(")"):
            start = number
        elif start is None and FUNCTION_ON_ONE_LINE.match(line):
            start = number
        if start is not None and (line.startswith("}") or (start == number and line.rstrip().endswith("}"))):
            found.append((start, number - start + 1))
            start = None
        if line.strip():
            previous = line
    return found
