# SPDX-License-Identifier: MIT
"""The golden cases against CPython: its socket module makes the same bytes of the same tuples, and the other way round.

cpython.py SHIM, where SHIM is cpython_socket.c as a shared object; what CPython does otherwise is marked in the cases.
"""
import ctypes
import json
import os
import pathlib
import socket
import subprocess
import sys

from support.report import Report
from support.source import root

NUMBERS = {"u16": ("host", 2), "u32": ("host", 4), "u64": ("host", 8), "be16": ("big", 2), "be32": ("big", 4),
           "le16": ("little", 2)}

# format -> family, type and protocol of its sockets
SOCKETS = {"inet": (2, 2, 0), "inet6": (10, 2, 0), "unix": (1, 2, 0), "netlink": (16, 3, 0), "can": (29, 3, 1),
           "isotp": (29, 2, 6), "j1939": (29, 2, 7), "l2cap": (31, 5, 0), "rfcomm": (31, 1, 3), "hci": (31, 3, 1),
           "sco": (31, 5, 2), "alg": (38, 5, 0), "vsock": (40, 1, 0), "packet": (17, 3, 0), "tipc": (30, 4, 0),
           "qipcrtr": (42, 2, 0), "rds": (21, 5, 0)}


def read_bytes(notation):
    """The bytes, and which of them mean something: CPython leaves garbage in padding."""
    made = b""
    means = b""
    for token in notation.split():
        name, _, number = token.partition(":")
        if name in NUMBERS:
            order, size = NUMBERS[name]
            made += int(number, 0).to_bytes(size, sys.byteorder if order == "host" else order)
        elif name == "zero":
            made += bytes(int(number))
        elif token.startswith("'"):
            made += token[1:-1].encode()
        else:
            made += bytes.fromhex(token)
        means += bytes([name != "zero"]) * (len(made) - len(means))
    return made, means


def read_value(value):
    if isinstance(value, dict):
        return bytes.fromhex(value["hex"])
    if isinstance(value, str) and value.startswith("0x"):
        return int(value, 16)
    return value


def read_cases(path):
    """(format, name, (bytes, which count), values) of each good case that has a tuple in both directions and is as CPython has it."""
    form = name = None
    lines = {}

    def finish():
        if name and "values" in lines and "cpython" not in lines:
            yield form, name, read_bytes(lines["bytes"]), [read_value(v) for v in json.loads(lines["values"])]

    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, value = line.strip().partition(" ")
        if line.startswith("  "):
            lines.setdefault(key, value)
        elif key == "format":
            form = value
        elif key in ("good", "bad"):
            yield from finish()
            name, lines = value if key == "good" else None, {}
    yield from finish()


def has_nameless_interface(values):
    return isinstance(values[0], int) and values[0] != 0


def as_python(form, values):
    """The argument of bind(), or None where this CPython has no form for it."""
    if form in ("can", "isotp", "j1939", "packet", "xdp") and has_nameless_interface(values):
        return None
    if form in ("unix", "sco"):
        return values[0].encode() if form == "sco" and sys.version_info < (3, 14) else values[0]
    if form in ("hci", "l2cap") and len(values) > {"hci": 1, "l2cap": 2}[form] and sys.version_info < (3, 14):
        return None
    return tuple(values)


def as_values(form, got):
    got = list(got) if isinstance(got, tuple) else [got]
    return [value.encode(errors="surrogateescape") if form == "unix" and isinstance(value, str) else value
            for value in got]


def compare(report, shim, form, name, wanted, values):
    argument = as_python(form, values)
    family, kind, protocol = SOCKETS[form]
    if argument is None:
        return
    with socket.socket(family, kind, protocol) as sock:
        try:
            sock.bind(argument)
        except OSError as error:
            if error.errno is not None or "bad family" not in str(error):
                raise
            report.skip(f"{form}_{name}: this CPython was built without the family")
            return
        size = ctypes.c_uint.in_dll(shim, "kept_size")
        kept = (ctypes.c_ubyte * 256).in_dll(shim, "kept_bytes")
        made = bytes(kept[:size.value])
        wanted, means = wanted
        is_same = len(made) == len(wanted) and all(a == b or not m for a, b, m in zip(made, wanted, means))
        report.check(is_same, f"{form}_{name}: CPython makes {made.hex()}, the case says {wanted.hex()}")
        kept[:len(wanted)] = wanted
        size.value = len(wanted)
        got = as_values(form, sock.getsockname())
        values = [v.encode() if form == "unix" and isinstance(v, str) else v for v in values]
        report.check(got == values, f"{form}_{name}: CPython decodes {got}, the case says {values}")


def main():
    report = Report()
    shim = ctypes.CDLL(sys.argv[1])
    for path in sorted((root() / "test/data/addresses").glob("*/*.cases")):
        for form, name, wanted, values in read_cases(path):
            if form in SOCKETS:
                compare(report, shim, form, name, wanted, values)
    report.finish()


if __name__ == "__main__":
    if not pathlib.Path(sys.argv[1]).exists():
        sys.exit(f"there is no {sys.argv[1]}")
    if os.environ.get("LD_PRELOAD") == sys.argv[1]:
        main()
    sys.exit(subprocess.run([sys.executable, *sys.argv], env={**os.environ, "LD_PRELOAD": sys.argv[1]},
                            check=False).returncode)
