# SPDX-License-Identifier: MIT
"""The family hyperv against hvsocket.h of mingw-w64: hyperv.py INCLUDE

Nothing of Windows runs here. Clang compiles for it: static asserts compare layout and numbers; the object file has the
bytes of an address and of each GUID that the header defines, to be compared with those that the command makes.
$SOCKFAM_COMMAND is the command, build/tools/sockfam without it.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

from support.report import Report

MEMBERS = {"vm_id": "VmId", "service_id": "ServiceId"}
SAMPLE = ["00112233-4455-6677-8899-AABBCCDDEEFF", "89ABCDEF-0123-4567-FEDC-BA9876543210"]
INCLUDES = "#include <stddef.h>\n#include <winsock2.h>\n#include <hvsocket.h>\n"
FAILED = re.compile(r"error: static.assert(?:ion)? failed.*?\"?sockfam (\d+)\"?$", re.M)
SECTION = re.compile(r"^Contents of section (\S+):\n((?: .*\n)+)", re.M)
ALIAS = re.compile(r"^#define (HV_GUID_\w+) (HV_GUID_\w+)$", re.M)
DEFINED = re.compile(r"^#define ((?:HV_|HVSOCKET_)\w+) \S|\b(HV_GUID_\w+) = ", re.M)


def ask(*arguments):
    command = os.environ.get("SOCKFAM_COMMAND", "build/tools/sockfam")
    return subprocess.run([command, *arguments], capture_output=True, text=True, check=True).stdout


class Windows:
    def __init__(self, include):
        self.command = ["clang", "-target", "x86_64-w64-mingw32", "-std=c17", "-w", "-isystem", include, "-x", "c", "-"]

    def run(self, text, *options):
        return subprocess.run([*self.command, *options], input=INCLUDES + text, capture_output=True, text=True,
                              check=False, env=os.environ | {"LC_ALL": "C"})

    def wrong(self, conditions):
        """Those that do not hold."""
        lines = [f'_Static_assert({condition}, "sockfam {at}");\n' for at, condition in enumerate(conditions)]
        done = self.run("".join(lines), "-fsyntax-only", "-ferror-limit=0")
        found = {conditions[int(at)] for at in FAILED.findall(done.stderr)}
        if done.returncode != 0 and not found:
            sys.exit(f"FAIL: hvsocket.h does not compile: {done.stderr[:1000]}")
        return found

    def sections(self, text):
        """The contents of each section of the object file, in hexadecimal."""
        with tempfile.NamedTemporaryFile(suffix=".o") as file:
            self.run(text, "-c", "-o", file.name).check_returncode()
            dump = subprocess.run(["objdump", "-s", file.name], capture_output=True, text=True, check=True).stdout
        return {name: "".join(line[6:41].replace(" ", "") for line in lines.splitlines())
                for name, lines in SECTION.findall(dump)}

    def macros(self):
        return self.run("", "-E", "-dM").stdout

    def names(self):
        return {macro or guid for macro, guid in DEFINED.findall(self.macros() + self.run("", "-E", "-P").stdout)}


def initializer(guid):
    parts = guid.split("-")
    rest = ", ".join(f"0x{pair}" for pair in re.findall("..", parts[3] + parts[4]))
    return f"{{ 0x{parts[0]}, 0x{parts[1]}, 0x{parts[2]}, {{ {rest} }} }}"


def layout():
    """What the table of fields says, as C conditions."""
    reference = ask("families", "hyperv")
    conditions = [f"sizeof(SOCKADDR_HV) == {re.search(r'^  bytes +([0-9]+)', reference, re.M).group(1)}",
                  "offsetof(SOCKADDR_HV, Family) == 0", "sizeof(ADDRESS_FAMILY) == 2"]
    for name, member in MEMBERS.items():
        at, size = re.search(rf"^  {name} +(\d+) +(\d+) ", reference, re.M).groups()
        conditions += [f"offsetof(SOCKADDR_HV, {member}) == {at}", f"sizeof(((SOCKADDR_HV *)0)->{member}) == {size}"]
    return conditions


def check_asserts(windows, report, numbers):
    conditions = layout() + [f"{name} == {value}" for name, value in numbers.items()]
    report.check(windows.wrong(["1 == 1", "sizeof(SOCKADDR_HV) == 35"]) == {"sizeof(SOCKADDR_HV) == 35"},
                 "the asserts do not tell right from wrong")
    wrong = windows.wrong(conditions)
    for condition in conditions:
        report.check(condition not in wrong, f"hvsocket.h says otherwise than {condition}")


def check_bytes(windows, report, guids):
    """An address and the known GUIDs, byte for byte; an address begins with the family, in host order."""
    address = f"const SOCKADDR_HV sample = {{ 34, 0, {', '.join(initializer(guid) for guid in SAMPLE)} }};\n"
    theirs = windows.sections(address)
    aliases = dict(ALIAS.findall(windows.macros()))
    texts = [f"hyperv:{SAMPLE[0]}:{SAMPLE[1]}"] + [f"hyperv:{name}:{name}" for name in guids]
    ours = [line[4:72] for line in ask("address", "--hex", *texts).splitlines()]
    report.check(theirs[".rdata"][4:72] == ours[0], f"an address: {theirs['.rdata'][4:72]}, ours {ours[0]}")
    for name, line in zip(guids, ours[1:]):
        wanted = theirs[".rdata$" + aliases.get(name, name)]
        report.check(line[4:] == wanted + wanted, f"{name}: {wanted} twice, ours {line[4:]}")


def main():
    report = Report()
    windows = Windows(sys.argv[1])
    ours = {row["name"]: row["value"] for row in json.loads(ask("constant", "--json", "--family", "hyperv"))}
    known = windows.names()
    report.none_of(sorted(known - set(ours)), "hvsocket.h defines what we have not")
    print("not compared, as the header has them not:", *sorted(set(ours) - known))
    common = {name: value for name, value in ours.items() if name in known}
    check_asserts(windows, report, {name: value for name, value in common.items() if isinstance(value, int)})
    check_bytes(windows, report, [name for name, value in common.items() if isinstance(value, str)])
    report.finish()


if __name__ == "__main__":
    main()
