# SPDX-License-Identifier: MIT
"""What the library and the plugins export and import, as nm sees it.

abi/symbols, the public headers and the library name the same functions; a plugin exports its code at most, and needs
nothing of the core. Arguments: the library, then the plugins.
"""
import pathlib
import re
import subprocess
import sys

from support import source
from support.report import Report

DECLARATION = re.compile(r"\bSOCKFAM_API\b[^;(]*?\b(\w+)\s*\(", re.S)
LINKERS_OWN = {"_edata", "_end", "_init", "_fini"}


def dynamic_symbols(path, defined):
    option = "--defined-only" if defined else "--undefined-only"
    lines = subprocess.run(["nm", "-D", "-P", option, path], check=True, capture_output=True, text=True).stdout
    names = {line.split()[0].split("@")[0] for line in lines.splitlines() if line.strip()}
    # the version's own name is no function; names with two underscores are the compiler's
    return {name for name in names if not name.startswith(("__", "SOCKFAM_")) and name not in LINKERS_OWN}


def declared(root):
    names = set()
    for path in source.files(root / "abi" / "sockfam", ".h"):
        lines = [line for line in source.read(path).splitlines() if not line.startswith("#")]
        names |= set(DECLARATION.findall("\n".join(lines)))
    return names


def same(report, left, right, what):
    report.none_of([f"{name}: only in the first" for name in sorted(left - right)]
                   + [f"{name}: only in the second" for name in sorted(right - left)], what)


def check_library(report, root, library):
    listed = (root / "abi" / "symbols").read_text(encoding="utf-8").split()
    report.check(listed == sorted(set(listed)), "abi/symbols is not sorted, or names a symbol twice")
    report.check(all(name.startswith("sockfam_") for name in listed), "abi/symbols has a name without sockfam_")
    same(report, declared(root), set(listed), "public headers and abi/symbols")
    same(report, dynamic_symbols(library, True), set(listed), "library and abi/symbols")


def check_plugin(report, path):
    name = pathlib.Path(path).name
    exported = dynamic_symbols(path, True) - {"sockfam_code_v1"}
    report.none_of(sorted(exported), f"{name} exports more than sockfam_code_v1")
    needed = {symbol for symbol in dynamic_symbols(path, False) if symbol.startswith(("sockfam_", "sf_", "json_"))}
    report.none_of(sorted(needed), f"{name} needs a symbol of the core")


def main():
    report = Report()
    library, plugins = sys.argv[1], sys.argv[2:]
    check_library(report, source.root(), library)
    for plugin in plugins:
        check_plugin(report, plugin)
    report.finish()


if __name__ == "__main__":
    main()
