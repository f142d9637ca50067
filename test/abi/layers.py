# SPDX-License-Identifier: MIT
"""The layers of core/ run one way: a folder uses only those of lower ranks, by what it includes and by what it links.

Includes are read from the source, symbols from the object files of this build, so a function that is declared by hand,
or through a header of a lower rank, is seen too. Argument: the folder of the core's object files.
"""
import pathlib
import re
import subprocess
import sys
import tempfile
from collections import namedtuple

from support import source
from support.report import Report

# Every folder of core/ and those it may use. Those that come first never see those that come later.
LAYERS = {
    "base": "",
    "sys": "base",
    "registry": "base sys",
    "address": "base sys registry",
    "option": "base sys registry address",
    "plugin": "base sys registry address option",
    "config": "base sys registry address option plugin",
    "resolve": "base sys registry address",
    "socket": "base sys registry address option resolve",
    "probe": "base sys registry address",
    "context": "base sys registry address option plugin config resolve socket probe",
}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"core/(\w+)/', re.M)
OURS = re.compile(r"^(sf|sockfam)_")

Use = namedtuple("Use", "who whose what")  # a file of folder `who` uses `what` of folder `whose`


def may_use(layers, who, whose):
    return who == whose or whose in layers.get(who, "").split()


def judge(layers, uses):
    """One line for each use that runs the wrong way."""
    return [f"{use.who}: {use.what} is of core/{use.whose}" for use in uses
            if not may_use(layers, use.who.split("/")[0], use.whose)]


def judge_layers(layers):
    """The table itself: no folder is of a rank below what it uses, so there can be no circle."""
    order = list(layers)
    return [f"{who} uses {whose}, which does not come before it" for who, used in layers.items()
            for whose in used.split() if order.index(whose) >= order.index(who)]


def includes(root):
    for path in source.files(root / "core", ".c", ".h"):
        place = path.relative_to(root / "core").as_posix()
        for folder in INCLUDE.findall(source.read(path)):
            yield Use(place, folder, "a header")


def symbols(path):
    """(defined, undefined) of an object file, of our names."""
    defined, undefined = set(), set()
    lines = subprocess.run(["nm", "-P", path], check=True, capture_output=True, text=True).stdout
    for line in lines.splitlines():
        name, kind = line.split()[:2]
        if OURS.match(name):
            (undefined if kind == "U" else defined).add((name, kind))
    return {name for name, kind in defined if kind.isupper()}, {name for name, _ in undefined}


def links(objects):
    """`objects`: place (folder/file) -> (defined, undefined)."""
    home = {name: place.split("/")[0] for place, (defined, _) in objects.items() for name in defined}
    for place, (_, undefined) in sorted(objects.items()):
        for name in sorted(undefined):
            if name in home:
                yield Use(place, home[name], name)


def read_objects(folder):
    """Meson names the object of core/address/plan.c address_plan.c.o."""
    found = {}
    for path in sorted(pathlib.Path(folder).glob("*.o")):
        found[path.name.replace("_", "/", 1)] = symbols(path)
    return found


def try_the_check(report):
    """A check that finds nothing may be a check that sees nothing."""
    objects = {"base/a.c.o": ({"sf_a"}, {"sf_b"}), "address/b.c.o": ({"sf_b"}, {"sf_a"})}
    found = judge(LAYERS, links(objects))
    report.check(found == ["base/a.c.o: sf_b is of core/address"], f"links the wrong way: {found}")
    report.check(judge_layers({"a": "b", "b": "a"}) != [], "the check lets two folders use each other")
    report.check(judge_layers({"a": "a"}) != [], "the check lets a folder come before itself")
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        for place, text in {"core/base/a.c": '#include "core/sys/sys.h"\n#include "core/base/a.h"\n',
                            "core/socket/b.h": ' # include "core/context/open.h"\n#include "core/sys/sys.h"\n',
                            "core/new/c.c": '#include "core/base/a.h"\n'}.items():
            (root / place).parent.mkdir(parents=True, exist_ok=True)
            (root / place).write_text(text, encoding="utf-8")
        found = judge(LAYERS, includes(root))
        report.check(sorted(found) == ["base/a.c: a header is of core/sys", "new/c.c: a header is of core/base",
                                       "socket/b.h: a header is of core/context"], f"includes the wrong way: {found}")


def main():
    report = Report()
    root = source.root()
    try_the_check(report)
    report.none_of(judge_layers(LAYERS), "layers")
    folders = {path.name for path in (root / "core").iterdir() if path.is_dir()}
    report.check(folders == set(LAYERS), f"folders of core/ and layers: {sorted(folders ^ set(LAYERS))}")
    report.none_of(judge(LAYERS, includes(root)), "includes")
    objects = read_objects(sys.argv[1])
    report.check(sum(len(defined) for defined, _ in objects.values()) > 100, "the object files have no symbols")
    report.none_of(judge(LAYERS, links(objects)), "symbols")
    report.finish()


if __name__ == "__main__":
    main()
