# SPDX-License-Identifier: MIT
"""The laws of this project that source text can show: the core names no family, drivers are tables, code is short."""
import re

from support import source
from support.report import Report

FAMILY = re.compile(r"\b[AP]F_[A-Z]\w+")  # PF_X and the like are of ELF
CONSTANT = re.compile(r"^\s*(NUMBER|WORD|STRING)\(|^\s*#\s*define\s+\w*CONSTANTS\b")
OPTION_NAME = re.compile(r"\bSOCKFAM_OPTION(?:_OF)?\(\s*([A-Z]\w+)")
WORD = re.compile(r"\b[A-Z]\w*\b")
OF_NO_FAMILY = "generic"
TABLES_ONLY = ("can", "netlink", "unix", "vsock")
DRIVER_LINES = (6, 25)
LINES_MORE_PER_ROW = 5
FUNCTION_LINES = 60
FILE_LINES = 400


def core_names_no_family(root):
    """Comments too: whoever must mention a family there thinks of one."""
    found = []
    for path in source.files(root / "core", ".c", ".h"):
        place = path.relative_to(root)
        allowed = {"AF_UNSPEC"} | ({"AF_INET", "AF_INET6"} if place.parts[1] == "resolve" else set())
        found += [f"{place}: {name}" for name in FAMILY.findall(path.read_text(encoding="utf-8"))
                  if name not in allowed]
    return found


def option_names(root):
    """The names of socket options and control messages that belong to a family."""
    names = set()
    for path in source.files(root / "plugins", ".h"):
        if path.parent.name != OF_NO_FAMILY:
            names |= set(OPTION_NAME.findall(path.read_text(encoding="utf-8")))
    return names


def core_names_no_option(root):
    """The core handles options and messages by the drivers' rows: it has no need to know one. Comments too."""
    names = option_names(root)
    found = [] if len(names) > 100 else [f"only {len(names)} names of options found: the law looks for nothing"]
    for path in source.files(root / "core", ".c", ".h"):
        found += [f"{path.relative_to(root)}: {word}" for word in WORD.findall(path.read_text(encoding="utf-8"))
                  if word in names]
    return found


def has_functions(root, family):
    return [f"{path.relative_to(root)}:{line}" for path in source.files(root / "plugins" / family, ".c", ".h")
            for line, _ in source.functions(source.read(path))]


def driver_length(path):
    """A finding if a driver is not a table of a few lines. 25 are for one row of formats; bluetooth has four, tipc three."""
    text = source.read(path)
    lines = sum(1 for line in text.splitlines() if line.strip() and not CONSTANT.match(line))
    formats = re.search(r"SOCKFAM_FORMATS\((.*?)\);", text, re.S)
    rows = re.findall(r'\{\s*"(\w+)"', formats.group(1)) if formats else []
    least, most = DRIVER_LINES
    most += LINES_MORE_PER_ROW * max(0, len(rows) - 1)
    return [] if least <= lines <= most else [f"{lines} lines, {least} to {most} are a driver with {len(rows)} rows of formats"]


def long_functions(root, folder):
    return [f"{path.relative_to(root)}:{line}: {lines} lines" for path in source.files(root / folder, ".c", ".h")
            for line, lines in source.functions(source.read(path)) if lines > FUNCTION_LINES]


def long_files(root, folder):
    lengths = [(path, len(path.read_text(encoding="utf-8").splitlines())) for path in source.files(root / folder, ".c")]
    return [f"{path.relative_to(root)}: {lines} lines" for path, lines in lengths if lines > FILE_LINES]


def try_the_finder(report):
    """The function finder decides two laws, so it is tried on known text first."""
    text = "static int a(void)\n{\n    if (x) {\n    }\n}\nint b(int c,\n      int d)\n{\n}\nint e(void) { return 1; }\n"
    report.check(source.functions(text) == [(2, 4), (8, 2), (10, 1)], f"functions found: {source.functions(text)}")
    table = 'FORMATS({ "a", .b = 1 });\nFIELDS(\n    { "a" },\n    { "b" });\nstatic const int c[] = {\n    f(1)\n};\n'
    report.check(source.functions(table) == [], f"functions found in a table: {source.functions(table)}")


def main():
    report = Report()
    root = source.root()
    try_the_finder(report)
    report.none_of(core_names_no_family(root), "the core names a family")
    report.none_of(core_names_no_option(root), "the core names an option or a message of a family")
    for family in TABLES_ONLY:
        report.none_of(has_functions(root, family), f"{family} has a function")
    for path in sorted((root / "plugins").glob("*/*.c")):
        if path.stem == path.parent.name:
            report.none_of(driver_length(path), path.relative_to(root))
    for folder in ("core", "tools", "plugins"):
        report.none_of(long_functions(root, folder), f"function of more than {FUNCTION_LINES} lines")
        report.none_of(long_files(root, folder), f"file of more than {FILE_LINES} lines")
    report.finish()


if __name__ == "__main__":
    main()
