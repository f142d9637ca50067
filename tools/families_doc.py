#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""README's table of families, from what the command says of them: families_doc.py [--check]

Writes the rows between `<!-- families -->` and `<!-- /families -->` anew. With --check nothing is written, and a table
that is out of date fails, as a test. $SOCKFAM_COMMAND is the command, build/tools/sockfam without it.
"""
import json
import os
import pathlib
import re
import subprocess
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BEGIN, END = "<!-- families -->\n", "<!-- /families -->"
HEAD = ["family", "AF", "formats", "protocols", "constants"]
EXAMPLE = re.compile(r"^FORMAT (\w+):.*?^  example  (.*?)$", re.M | re.S)
PROTOCOLS = re.compile(r"^PROTOCOLS[^\n]*\n[^\n]*\n((?:  \S[^\n]*\n)*)", re.M)


def ask(*arguments):
    command = os.environ.get("SOCKFAM_COMMAND", str(ROOT / "build" / "tools" / "sockfam"))
    done = subprocess.run([command, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"sockfam {' '.join(arguments)}: exit status {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def examples(reference):
    """One of each format, as people would write it: with words, where it has some."""
    return [f"`{line.split('   or  ')[-1]}`" for _, line in EXAMPLE.findall(reference)]


def protocols(reference):
    found = PROTOCOLS.search(reference)
    return [line.split()[0] for line in found.group(1).splitlines()] if found else []


def row(family):
    name = family["name"]
    reference = ask("families", name)
    number = str(family["af"]) if family["af"] else ""
    constants = json.loads(ask("constant", "--json", "--family", name))
    if len(examples(reference)) != len(family["formats"]):
        raise RuntimeError(f"{name}: formats {family['formats']}, but examples {examples(reference)}")
    return [f"{name}: {reference.splitlines()[0].split(' - ', 1)[1]}",
            f"{number} (Windows)" if family.get("os") == "windows" else number,
            "<br>".join(examples(reference)), ", ".join(protocols(reference)), str(len(constants))]


def table(families):
    rows = [HEAD, ["---"] * len(HEAD)] + [row(family) for family in families]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


def replace(text, new):
    before, rest = text.split(BEGIN, 1)
    return before + BEGIN + new + END + rest.split(END, 1)[1]


def check(families):
    everything = yaml.safe_load((ROOT / "project.yml").read_text(encoding="utf-8"))["families"]
    missing = set(everything) - {family["name"] for family in families}
    if missing:
        print(f"SKIP: this build has no {', '.join(sorted(missing))}")
        return 77
    text = README.read_text(encoding="utf-8")
    if replace(text, table(families)) == text:
        return 0
    print("FAIL: README's table of families is out of date: run tools/families_doc.py")
    return 1


def main():
    families = json.loads(ask("families", "--json"))
    if sys.argv[1:] == ["--check"]:
        sys.exit(check(families))
    text = README.read_text(encoding="utf-8")
    README.write_text(replace(text, table(families)), encoding="utf-8")


if __name__ == "__main__":
    main()
