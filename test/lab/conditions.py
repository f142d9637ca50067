# SPDX-License-Identifier: MIT
"""Whether the conditions that `run` makes are as they should be: what opening a socket gives, family by family.

conditions.py COLUMN, in the lab. A column of the table below is a way to start the lab; CPython opens the sockets.
"""
import errno
import socket
import subprocess
import sys

from support.report import Report

SOCKETS = {
    "inet tcp": (socket.AF_INET, socket.SOCK_STREAM, 0), "unix": (socket.AF_UNIX, socket.SOCK_STREAM, 0),
    "netlink": (socket.AF_NETLINK, socket.SOCK_RAW, 0), "inet raw": (socket.AF_INET, socket.SOCK_RAW, 1),
    "sctp": (socket.AF_INET, socket.SOCK_STREAM, 132), "packet": (socket.AF_PACKET, socket.SOCK_RAW, 0),
    "xdp": (44, socket.SOCK_RAW, 0), "can raw": (29, socket.SOCK_RAW, 1), "can bcm": (29, socket.SOCK_DGRAM, 2),
    "isotp": (29, socket.SOCK_DGRAM, 6), "j1939": (29, socket.SOCK_DGRAM, 7),
    "l2cap": (31, socket.SOCK_SEQPACKET, 0), "rfcomm": (31, socket.SOCK_STREAM, 3),
    "alg": (38, socket.SOCK_SEQPACKET, 0),
    "vsock": (40, socket.SOCK_STREAM, 0), "tipc": (30, socket.SOCK_RDM, 0), "rds": (21, socket.SOCK_SEQPACKET, 0),
    "qipcrtr": (42, socket.SOCK_DGRAM, 0),
}
MODULES = ("can raw", "can bcm", "isotp", "j1939", "l2cap", "rfcomm", "alg", "vsock", "tipc", "rds", "qipcrtr")
NO_FAMILY, NO_PROTOCOL, DENIED = "EAFNOSUPPORT", "EPROTONOSUPPORT", "EPERM"
PRIVILEGED = {"inet raw": DENIED, "packet": DENIED, "xdp": DENIED}
OTHER_NAMESPACE = {"l2cap": NO_FAMILY, "rfcomm": NO_FAMILY, "qipcrtr": NO_FAMILY}
FILTERED = {"alg": DENIED, "vsock": DENIED}

# how the lab was started -> what does not open, and why
COLUMNS = {
    "loaded": {},
    "user": PRIVILEGED,
    "netns": OTHER_NAMESPACE,
    "seccomp": FILTERED,
    "all": {**PRIVILEGED, **OTHER_NAMESPACE, **FILTERED},
    "no-preload": {"tipc": NO_FAMILY, "rds": NO_FAMILY}, # Debian has no alias for them
    "no-autoload": {**dict.fromkeys(MODULES, NO_FAMILY), "sctp": NO_PROTOCOL},
    "without": {"can raw": NO_PROTOCOL, "tipc": NO_FAMILY, "alg": NO_FAMILY},
}
# conditions that are made within a machine that is up: options of confine
CONFINED = {"user": ["-u", "1000:1000"], "netns": ["-n"], "seccomp": ["-s"], "all": ["-n", "-s", "-u", "1000:1000"]}


def opening(numbers):
    """`ok`, or the error's name."""
    try:
        socket.socket(*numbers).close()
    except OSError as error:
        return errno.errorcode[error.errno]
    return "ok"


def check(column):
    report = Report()
    for name, numbers in SOCKETS.items():
        wanted = COLUMNS[column].get(name, "ok")
        found = opening(numbers)
        report.check(found == wanted, f"{column}: {name}: {found}, {wanted} should be")
    report.finish()


def main():
    """With the argument `confined`, all columns that need no other machine."""
    if sys.argv[1] != "confined":
        check(sys.argv[1])
    failed = 0
    for column, options in CONFINED.items():
        command = ["/run/lab/confine", *options, sys.executable, __file__, column]
        failed |= subprocess.run(command, check=False).returncode
    sys.exit(failed)


if __name__ == "__main__":
    main()
