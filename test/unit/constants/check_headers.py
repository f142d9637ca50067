# SPDX-License-Identifier: MIT
"""Our constants against the system's headers, wherever one defines the same name: static asserts, compiled here.

As a test (Meson sets the environment) it takes what `$SOCKFAM_COMMAND constant --json` prints. By hand:

    build/tools/sockfam constant --json | PYTHONPATH=test python3 test/unit/constants/check_headers.py -

For another architecture the lists in plugins/ are compiled as that architecture would, with the headers below FOLDER
(of unpacked packages libc6-dev-NAME-cross and linux-libc-dev-NAME-cross, FOLDER/usr/TRIPLET/include):

    PYTHONPATH=test python3 test/unit/constants/check_headers.py --arch alpha FOLDER/usr/alpha-linux-gnu/include
"""
import json
import os
import re
import subprocess
import sys

from support import source
from support.report import Report

# Headers that can stand in one source together; the others of a group are left out where they are missing.
GROUPS = {
    "libc": ["sys/socket.h", "sys/un.h", "netinet/in.h", "netinet/tcp.h", "netinet/udp.h", "netdb.h", "net/ethernet.h",
             "netpacket/packet.h"],
    "asm": ["asm/socket.h", "linux/net.h"],
    "in": ["linux/in.h", "linux/in6.h", "linux/udp.h"],
    "netfilter": ["limits.h", "linux/netfilter_ipv4.h"],
    "tcp": ["linux/tcp.h"],
    "mptcp": ["sys/socket.h", "linux/mptcp.h"],
    "netlink": ["linux/netlink.h"],
    "can": ["linux/can.h", "linux/can/raw.h", "linux/can/bcm.h", "linux/can/isotp.h", "linux/can/j1939.h"],
    "vsock": ["sys/socket.h", "sys/ioctl.h", "linux/vm_sockets.h"],
    "alg": ["linux/if_alg.h"],
    "packet": ["linux/if_packet.h", "linux/if_ether.h"],
    "tipc": ["linux/tipc.h"],
    "qipcrtr": ["linux/qrtr.h"],
    "rds": ["linux/rds.h"],
    "xdp": ["linux/if_xdp.h"],
    "bluetooth": ["sys/socket.h", "bluetooth/bluetooth.h", "bluetooth/l2cap.h", "bluetooth/rfcomm.h", "bluetooth/sco.h",
                  "bluetooth/hci.h"],
}
# What a compiler for the architecture would define; the one of this machine, told otherwise, stands in for it.
ARCHITECTURES = {
    "alpha": ["-D__alpha__"],
    "mips": ["-D__mips__", "-D__mips=64", "-D__mips64", "-D_ABIO32=1", "-D_ABIN32=2", "-D_ABI64=3",
             "-D_MIPS_SIM=_ABI64", "-D_MIPS_SZLONG=64", "-D_MIPS_SZPTR=64", "-D__MIPSEL__", "-D__MIPSEL"],
    "parisc": ["-D__hppa__"],
    "powerpc": ["-D__powerpc__", "-D__powerpc64__", "-D_CALL_ELF=2", "-D__LITTLE_ENDIAN__"],
    "sparc": ["-D__sparc__", "-D__arch64__", "-D__sparc_v9__"],
}
ROW = re.compile(r"^ *(?:NUMBER\((\w+), (.*?)(?:, ALIAS)?\)|WORD\((\w+), ([^,]*), \w+, \w+\)) *\\?$", re.M)
ERROR = re.compile(r"^(.*?):(\d+):\d+: (?:fatal )?error: (.*)$", re.M)
WRONG = re.compile(r"static.assert(?:ion)? failed")
DEFINED = re.compile(r"^#define (\w+)\b", re.M)


def header_names(name):
    """How headers call it: CPython put CAN_BCM_ before the names of linux/can/bcm.h."""
    return [name, name.removeprefix("CAN_BCM_")] if name.startswith("CAN_BCM_") else [name]


def from_json(text):
    """(name, C expression) of each number that the command printed."""
    return sorted({(row["name"], f"{row['value']}LL") for row in json.loads(text) if isinstance(row["value"], int)})


def from_lists(folder):
    rows = set()
    for path in source.files(folder, ".h"):
        for number, value, word, word_value in ROW.findall(path.read_text(encoding="utf-8")):
            rows.add((number or word, value or word_value))
    return sorted(rows)


class Headers:
    def __init__(self, command, include):
        self.command = command + ["-std=gnu17", "-D_GNU_SOURCE", "-w", "-x", "c"]
        self.arch = f'#include "{include}"\n' if include else ""

    def run(self, text, *options):
        return subprocess.run([*self.command, *options, "-"], input=text, capture_output=True, text=True, check=False,
                              env=os.environ | {"LC_ALL": "C"})

    def has(self, header):
        return self.run(f"#include <{header}>\n", "-E", "-o", "/dev/null").returncode == 0

    def names(self, includes):
        """Names that the headers define, as macros or (any other word in them) as enumerators."""
        macros = self.run(includes, "-E", "-dM").stdout
        return set(DEFINED.findall(macros)) | set(re.findall(r"\b[A-Z]\w+\b", self.run(includes, "-E", "-P").stdout))

    def compare(self, includes, rows):
        """({right names}, {wrong names}, why not even the headers compile or None)"""
        known = self.names(includes)
        asserts = [(name, f'_Static_assert((long long)({theirs}) == (long long)({value}), "");')
                   for name, value in rows for theirs in header_names(name) if theirs in known]
        begin = includes + self.arch
        text = begin + "".join(f"{line}\n" for _, line in asserts)
        limit = "-ferror-limit=0" if "clang" in self.command[0] else "-fmax-errors=0"
        errors = ERROR.findall(self.run(text, "-fsyntax-only", limit).stderr)
        right, wrong = {name for name, _ in asserts}, set()
        for file, line, message in errors:
            at = int(line) - begin.count("\n") - 1
            if file != "<stdin>" or at < 0:
                return set(), set(), f"{file}:{line}: {message}"
            right.discard(asserts[at][0])
            if WRONG.search(message):
                wrong.add(asserts[at][0])
        return right, wrong, None


def try_the_asserts(headers, report):
    """What finds mistakes is tried on one of each sort first."""
    rows = [("SHUT_WR", "1LL"), ("SHUT_RD", "7LL"), ("SHUT_UP", "1LL")]
    report.check(headers.compare("#include <sys/socket.h>\n", rows) == ({"SHUT_WR"}, {"SHUT_RD"}, None),
                 "the asserts do not tell right from wrong")


def check(headers, rows, report):
    right, wrong = set(), {}
    for group, wanted in GROUPS.items():
        present = [header for header in wanted if headers.has(header)]
        if len(present) < len(wanted):
            report.skip(f"{group}: not installed: {', '.join(header for header in wanted if header not in present)}")
        good, bad, problem = headers.compare("".join(f"#include <{header}>\n" for header in present), rows)
        if problem:
            report.skip(f"{group}: its headers do not compile here: {problem}")
        right |= good
        wrong |= {name: group for name in bad}
    rest = [name for name, _ in rows if name not in right and name not in wrong]
    print(f"not compared, as no header here has them: {len(rest)}: {' '.join(rest)}")
    for name, value in rows:
        if name in right or name in wrong:
            report.check(name not in wrong, f"{name}: ours is {value}, headers say otherwise: group {wrong.get(name)}")


def of_architecture(name, folder):
    """The headers and our constants as the named architecture has them."""
    plugins = source.root() / "plugins"
    own = subprocess.run(["gcc", "-print-file-name=include"], capture_output=True, text=True, check=True).stdout.strip()
    command = ["gcc", "-nostdinc", "-isystem", own, "-isystem", folder, "-U__x86_64__", *ARCHITECTURES[name]]
    return Headers(command, plugins / "arch.h"), from_lists(plugins)


def of_this_machine(from_stdin):
    command = [os.environ.get("SOCKFAM_COMMAND", "build/tools/sockfam"), "constant", "--json"]
    text = sys.stdin.read() if from_stdin else subprocess.check_output(command, text=True)
    return Headers(os.environ.get("CC", "gcc").split(), None), from_json(text)


def main():
    report = Report()
    if sys.argv[1:2] == ["--arch"]:
        headers, rows = of_architecture(*sys.argv[2:])
    else:
        headers, rows = of_this_machine(sys.argv[1:] == ["-"])
    try_the_asserts(headers, report)
    check(headers, rows, report)
    report.finish()


if __name__ == "__main__":
    main()
