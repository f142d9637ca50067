# SPDX-License-Identifier: MIT
"""Every field of every format that strace knows: strace must read the values that we wrote.

traced.py AGENT [SEED [FORMAT..]]. Random values go to sockfam as text, its bytes to bind(2) of no descriptor at all,
and strace says what they mean. The kernel never looks at them, so values need not be good for anything. strace knows
nothing of can, isotp, j1939, tipc (codecs.py does) and hyperv (no kernel here does).
"""
import ast
import pathlib
import random
import re
import shutil
import sys
import tempfile

from agent import Agent
from support.report import Report

ROUNDS = 30
LINE = re.compile(r"bind\(-1, \{(.*)\}, (\d+)\) = ")


def number(text):
    """A number as strace writes it, perhaps in htobs(), perhaps as the bytes of big-endian order."""
    if text.startswith('"'):
        return int.from_bytes(data(text), "big")
    return int(re.sub(r"htobs\((.*)\)", r"\1", text), 0)


def data(text):
    """A string with escapes, as bytes."""
    return ast.literal_eval("b" + text)


def device(text):
    return ":".join(f"{byte:02X}" for byte in reversed(data(text)))


def list_of_bytes(text):
    return bytes(int(item, 16) for item in text.strip("[]").split(","))


def ipv4(text):
    return ".".join(str(byte) for byte in data(text))


def word(text):
    return data(text).decode()


def bits(count):
    return lambda rng: rng.choice((rng.getrandbits(count), rng.getrandbits(8) if count > 8 else rng.getrandbits(count)))


def name(size):
    return lambda rng: "".join(rng.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(rng.randint(1, size)))


def address4(rng):
    return ".".join(str(byte) for byte in rng.randbytes(4))


def address6(rng):
    return rng.randbytes(16)


def device_address(rng):
    return ":".join(f"{byte:02X}" for byte in rng.randbytes(6))


def hardware(rng):
    return rng.randbytes(rng.randint(1, 8))


# format -> field -> how to draw it, the member that strace prints, how to read that
FORMATS = {
    "inet": {"host": (address4, "sin_addr", ipv4), "port": (bits(16), "sin_port", number)},
    "rds": {"host": (address4, "sin_addr", ipv4), "port": (bits(16), "sin_port", number)},
    "inet6": {"host": (address6, "sin6_addr", data), "port": (bits(16), "sin6_port", number),
              "flowinfo": (bits(20), "sin6_flowinfo", number), "scope_id": (bits(32), "sin6_scope_id", number)},
    "unix": {"path": (lambda rng: "/" + name(100)(rng), "sun_path", word)},
    "netlink": {"pid": (bits(31), "nl_pid", number), "groups": (bits(32), "nl_groups", number)},
    "packet": {"interface": (bits(31), "sll_ifindex", number), "proto": (bits(16), "sll_protocol", number),
               "pkttype": (bits(8), "sll_pkttype", number), "hatype": (bits(16), "sll_hatype", number),
               "addr": (hardware, "sll_addr", list_of_bytes)},
    "l2cap": {"bdaddr": (device_address, "l2_bdaddr", device), "psm": (bits(16), "l2_psm", number),
              "cid": (bits(16), "l2_cid", number), "bdaddr_type": (bits(8), "l2_bdaddr_type", number)},
    "rfcomm": {"bdaddr": (device_address, "rc_bdaddr", device), "channel": (bits(8), "rc_channel", number)},
    "hci": {"dev": (bits(16), "hci_dev", number), "channel": (bits(16), "hci_channel", number)},
    "sco": {"bdaddr": (device_address, "sco_bdaddr", device)},
    "alg": {"type": (name(13), "salg_type", word), "name": (name(63), "salg_name", word),
            "feat": (bits(32), "salg_feat", number), "mask": (bits(32), "salg_mask", number)},
    "vsock": {"cid": (bits(32), "svm_cid", number), "port": (bits(32), "svm_port", number),
              "flags": (bits(8), "svm_flags", number)},
    "qipcrtr": {"node": (bits(32), "sq_node", number), "port": (bits(32), "sq_port", number)},
    "xdp": {"interface": (bits(31), "sxdp_ifindex", number), "queue": (bits(32), "sxdp_queue_id", number),
            "flags": (bits(16), "sxdp_flags", number), "umem_fd": (bits(31), "sxdp_shared_umem_fd", number)},
}


# an address of each format, and sizeof(struct sockaddr_..) of the headers of Linux and BlueZ
SIZES = {
    "inet:1.2.3.4:5": 16, "inet6:[::1]:5": 28, "rds:1.2.3.4:5": 16, "rds:[::1]:5": 28, "netlink:1": 12,
    "packet:#1,proto=1": 20, "can:#1": 24, "isotp:#1,rx=1,tx=2": 24, "j1939:#1,name=0,pgn=0,addr=0": 24,
    "l2cap:00:00:00:00:00:01,psm=1": 14, "rfcomm:00:00:00:00:00:01,1": 10, "hci:1": 6, "sco:00:00:00:00:00:01": 8,
    "alg:hash,x": 88, "vsock:1:1": 16, "tipc:NAME,1,1": 16, "tipc:ID,1,1": 16, "tipc:NAMESEQ,1,1,1": 16,
    "qipcrtr:1:1": 12, "xdp:#1,0": 16,
}


def as_text(field, value):
    """A value in the syntax of addresses."""
    if field == "interface":
        return f"#{max(value, 1)}"
    if field == "host" and isinstance(value, bytes):
        groups = ":".join(value[at:at + 2].hex() for at in range(0, 16, 2))
        return f"[{groups}]"
    return value.hex() if isinstance(value, bytes) else str(value)


def draw(fields, rng):
    values = {field: how[0](rng) for field, how in fields.items()}
    if "interface" in values:
        values["interface"] = max(values["interface"], 1)
    return values


def member(line, wanted):
    """The value of a member in strace's line: a string, a list, a call, or a word."""
    found = re.search(wanted + r'=("(?:[^"\\]|\\.)*"|\[[^\]]*\]|\w+\([^)]*\)|[^,}]*)', line)
    return found.group(1) if found else None


def differences(fields, values, line):
    """The fields that strace reads otherwise, if any. A member that it leaves out has no value but zero."""
    for field, (_, wanted, read) in fields.items():
        text = member(line, wanted)
        if text is None and values[field]:
            yield f"{field} is {values[field]!r}, strace has none: {line}"
        elif text is not None and read(text) != values[field]:
            yield f"{field} is {values[field]!r}, strace reads {read(text)!r}: {line}"


def write_all(agent, rng, formats):
    """Binds every address; what was written, in that order."""
    written = []
    for format_name, fields in formats.items():
        for _ in range(ROUNDS):
            values = draw(fields, rng)
            body = ",".join(f"{field}={as_text(field, value)}" for field, value in values.items())
            if format_name == "unix":
                body = values["path"]
            made = agent.parse(f"{format_name}:{body}")
            agent.try_use("bind", made)
            written.append((format_name, values))
    return written


def check_sizes(report, agent):
    for text, size in SIZES.items():
        made = agent.parse(text)
        report.check(len(made) == size, f"{text} has {len(made)} bytes, {size} should be")


def check(report, written, lines, formats):
    report.check(len(written) == len(lines), f"{len(written)} addresses bound, strace saw {len(lines)}")
    for format_name, fields in formats.items():
        found = [problem for (name_of, values), line in zip(written, lines) if name_of == format_name
                 for problem in differences(fields, values, line)]
        report.none_of(found[:3], f"{format_name}_fields_are_read_by_strace")


def main():
    seed = sys.argv[2] if len(sys.argv) > 2 else str(random.randrange(1 << 32))
    print(f"seed {seed}: {ROUNDS} addresses a format")
    formats = {name: fields for name, fields in FORMATS.items() if name in sys.argv[3:] or not sys.argv[3:]}
    report = Report()
    if not shutil.which("strace"):
        report.skip("no strace")
        report.finish()
    with tempfile.TemporaryDirectory() as scratch:
        log = pathlib.Path(scratch) / "log"
        tracer = ["strace", "-f", "--seccomp-bpf", "-X", "raw", "-s", "256", "-e", "trace=bind", "-o", str(log)]
        with Agent(sys.argv[1], tracer) as agent:
            check_sizes(report, agent)
            written = write_all(agent, random.Random(seed), formats)
        lines = [line for line in log.read_text(encoding="latin-1").splitlines() if LINE.search(line)]
    check(report, written, lines, formats)
    report.finish()


if __name__ == "__main__":
    main()
