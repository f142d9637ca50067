# SPDX-License-Identifier: MIT
"""Who includes whom: abi nothing of ours, plugins abi, core abi and core, tools abi. Relative paths do not help."""
import pathlib
import posixpath
import re
import tempfile

from support import source
from support.report import Report

INCLUDE = re.compile(r"^[ \t]*#[ \t]*include(?:_next)?\b[ \t]*(.*?)[ \t]*$", re.M)
STANDARD = {"stddef.h", "stdint.h"}
# Headers that several stock drivers share; each is judged as a driver is. A driver sees no other driver's folder.
SHARED_BY_PLUGINS = {"plugins/arch.h", "plugins/lookup.h", "plugins/structs.h"}
OURS = re.compile(r"^(sockfam|core|plugins|tools|test|abi|config)/")
SEES_JANSSON = {"core/address/json.c", "core/base/json.c", "core/base/json.h"}
# libc's functions as a table, for core/resolve; and the errno that each of their codes stands for
SEES_NETDB = {"core/sys/resolver.h", "core/sys/resolver.c", "core/base/error.c"}
# What a kernel or a libc says about one family. Interface names (net/if.h) belong to none.
FAMILY_HEADER = re.compile(r"^(linux|asm|netinet|netax25|netipx|netpacket|netrom|netrose|bluetooth|vsock)/"
                           r"|^(arpa/inet|sys/un|netdb|resolv)\.h$|^net/(?!if\.h$)")


def meant(root, path, name):
    """Which file of the tree "name" is: as the compiler looks, beside the includer first, then from the root."""
    beside = posixpath.normpath(posixpath.join(path.parent.as_posix(), name))
    return beside if (root / beside).exists() else posixpath.normpath(name)


def abi(root, path, quoted, name):
    if quoted:
        return "says \"...\" where <...> is meant"
    if name.startswith("sockfam/") or name in STANDARD or (path.name == "stream.h" and name == "stdio.h"):
        return None
    return f"only <sockfam/...> and {', '.join(sorted(STANDARD))} belong into an ABI header"


def plugins(root, path, quoted, name):
    if quoted:
        own = "/".join(path.parts[:2]) + "/"
        target = meant(root, path, name)
        if target.startswith(own) or target in SHARED_BY_PLUGINS:
            return None
        return f"is outside of the plugin's own folder, {own}"
    if name in ("sockfam/driver.h", "sockfam/short_names.h"):
        return None
    if OURS.match(name) or name == "jansson.h" or ".." in name:
        return "a plugin sees <sockfam/driver.h>, <sockfam/short_names.h> and system headers only"
    return None


def core(root, path, quoted, name):
    if quoted:
        return None if name.startswith("core/") and ".." not in name else "core includes \"core/...\" by its full path"
    if name == "jansson.h":
        allowed = path.parts[1] == "config" or path.as_posix() in SEES_JANSSON
        return None if allowed else f"only core/config/ and {', '.join(sorted(SEES_JANSSON))} see Jansson"
    if name.startswith("sockfam/"):
        return None
    if OURS.match(name) or ".." in name:
        return "core sees <sockfam/...> and \"core/...\" only"
    if FAMILY_HEADER.match(name) and path.parts[1] != "resolve" and path.as_posix() not in SEES_NETDB:
        return "is a header about one family, and the core knows none"
    return None


def tools(root, path, quoted, name):
    if quoted:
        return None if meant(root, path, name).startswith("tools/") else "is outside of tools/"
    if name.startswith("sockfam/"):
        return None
    return "tools see <sockfam/...> only" if OURS.match(name) or ".." in name else None


RULES = {"abi": abi, "plugins": plugins, "core": core, "tools": tools}


def judge(root, folder):
    """One line for each include that breaks the rule of its folder."""
    findings = []
    for path in source.files(root / folder, ".c", ".h"):
        place = path.relative_to(root)
        for written in INCLUDE.findall(source.read(path)):
            match = re.fullmatch(r'<([^>]+)>|"([^"]+)"', written)
            if not match:
                findings.append(f"{place}: #include {written}: a computed include cannot be checked")
                continue
            problem = RULES[folder](root, place, match.group(2) is not None, match.group(1) or match.group(2))
            if problem:
                findings.append(f"{place}: #include {written}: {problem}")
    return findings


BAD = {
    "abi/sockfam/x.h": ["<stdio.h>", "<sys/socket.h>", "<linux/can.h>", '"core/registry/driver.h"', '"../core/core.h"'],
    "plugins/a/a.c": ['"../../core/core.h"', '"../b/b.h"', '"core/registry/driver.h"', "<core/core.h>", "<sockfam/sockfam.h>",
                      "<jansson.h>", "MACRO", '"./../../core/core.h"', '"x/../../b.h"', "<../core/core.h>"],
    "core/address/a.c": ["<jansson.h>", "<linux/can.h>", "<netinet/in.h>", "<sys/un.h>", '"../plugins/can/can.h"',
                         '"a.h"', '"plugins/can/constants.h"', '"core/../plugins/can/constants.h"'],
    "tools/a.c": ['"core/registry/driver.h"', '"../core/core.h"', "<core/core.h>", '"tools/../core/core.h"'],
}
GOOD = {
    "abi/sockfam/y.h": ["<stdint.h>", "<sockfam/error.h>"],
    "plugins/b/constants.h": [],
    "plugins/b/b.c": ['"constants.h"', "<sockfam/driver.h>", "<netdb.h>", '"sub/../constants.h"'],
    "core/config/b.c": ['"core/registry/driver.h"', "<jansson.h>", "<sockfam/driver.h>", "<net/if.h>", "<sys/socket.h>"],
    "core/address/json.c": ["<jansson.h>"],
    "tools/command.h": [],
    "tools/b.c": ["<jansson.h>", '"command.h"', '"tools/command.h"', "<sockfam/sockfam.h>"],
}


def write(root, tree):
    for name, includes in tree.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"#include {name}\n" for name in includes), encoding="utf-8")


def try_the_check(report):
    """A check that finds nothing may be a check that sees nothing."""
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        write(root, BAD)
        for place, includes in BAD.items():
            found = judge(root, place.split("/", 1)[0])
            for include in includes:
                report.check(any(f"{place}: #include {include}:" in line for line in found),
                             f"the check lets {place} include {include}")
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        write(root, GOOD)
        for folder in RULES:
            report.none_of(judge(root, folder), f"the check is wrong about {folder}")


def main():
    report = Report()
    try_the_check(report)
    for folder in RULES:
        report.none_of(judge(source.root(), folder), "include")
    report.finish()


if __name__ == "__main__":
    main()
