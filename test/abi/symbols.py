# SPDX-License-Identifier: MIT
"""What the library and the plugins export and import, as nm sees it.

The version map, the public headers and the library name the same functions; a plugin exports its code at most, and needs
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
    # the version's own name is not a function; names with two underscores are the compiler's
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


def listed(text):
    """(name, version) of the map, in the order in which they stand."""
    found = []
    for version, body in re.findall(r"^(SOCKFAM_\w+) \{(.*?)^\}", text, re.S | re.M):
        for part in re.findall(r"global:(.*?)(?:local:|\Z)", body, re.S):
            found += [(name, version) for name in re.findall(r"([\w*?]+);", part)]
    return found


def versions(library):
    """(name, version) as the library has them."""
    lines = subprocess.run(["nm", "-D", "-P", "--defined-only", library], check=True, capture_output=True,
                           text=True).stdout
    pairs = [line.split()[0].replace("@@", "@").split("@") for line in lines.splitlines() if "@" in line]
    return {(pair[0], pair[1]) for pair in pairs if not pair[0].startswith("SOCKFAM_")}


def try_the_reader(report):
    text = "/* x */\nSOCKFAM_1 {\n global:\n a;\n b;\n local:\n *;\n};\nSOCKFAM_1.1 {\n global: c;\n} SOCKFAM_1;\n"
    found = listed(text.replace("1.1", "1_1"))
    report.check(found == [("a", "SOCKFAM_1"), ("b", "SOCKFAM_1"), ("c", "SOCKFAM_1_1")], f"names of a map: {found}")


def check_library(report, root, library):
    pairs = listed((root / "abi" / "sockfam.map").read_text(encoding="utf-8"))
    names = [name for name, _ in pairs]
    report.check(len(set(names)) == len(names), "abi/sockfam.map names a symbol twice")
    report.check(pairs == sorted(pairs, key=lambda pair: (pair[1], pair[0])), "abi/sockfam.map is not in order")
    report.check(all(re.fullmatch(r"sockfam_\w+", name) for name in names), "abi/sockfam.map has a wildcard")
    same(report, declared(root), set(names), "public headers and abi/sockfam.map")
    same(report, dynamic_symbols(library, True), set(names), "library and abi/sockfam.map")
    if versions(library):
        same(report, {f"{n}@{v}" for n, v in versions(library)}, {f"{n}@{v}" for n, v in pairs}, "versions")


def check_plugin(report, path):
    name = pathlib.Path(path).name
    exported = dynamic_symbols(path, True) - {"sockfam_code_v1"}
    report.none_of(sorted(exported), f"{name} exports more than sockfam_code_v1")
    needed = {symbol for symbol in dynamic_symbols(path, False) if symbol.startswith(("sockfam_", "sf_", "json_"))}
    report.none_of(sorted(needed), f"{name} needs a symbol of the core")


def main():
    report = Report()
    library, plugins = sys.argv[1], sys.argv[2:]
    try_the_reader(report)
    check_library(report, source.root(), library)
    for plugin in plugins:
        check_plugin(report, plugin)
    report.finish()


if __name__ == "__main__":
    main()
