# SPDX-License-Identifier: MIT
"""Addresses of every family, random ones, through the kernel: ours against CPython's, in both directions.

codecs.py AGENT [SEED [FORMAT..]], in the lab, after `devices`. One way, sockfam encodes a tuple, the bytes are bound as
they are, and CPython's getsockname() must give the tuple back. The other way, CPython binds, and sockfam must decode
what the kernel says to CPython's tuple. Whatever the kernel says goes through all shapes of an address and comes back.
CPython 3.11 knows no l2cap cid and no hci channel; `traced.py` and the flows look at those.
"""
import os
import random
import socket
import sys

from agent import Agent, AgentError
from support.report import Report

ROUNDS = 24
INTERFACES = ("vcan0", "vcan1")


class Family:
    """How to open a socket, random tuples for it, and what getsockname() gives after binding one of them."""

    def __init__(self, name, numbers, draw, bound=lambda given: given, call="bind"):
        self.name = name
        self.numbers = numbers
        self.draw = draw
        self.bound = bound
        self.call = call

    def open(self):
        return socket.socket(*self.numbers)

    def ask(self, opened):
        return opened.getsockname() if self.call == "bind" else opened.getpeername()


def port(rng):
    return rng.randint(1, 0xffff)


def u32(rng):
    return rng.getrandbits(32)


def bdaddr(rng):
    return ":".join(f"{byte:02X}" for byte in rng.randbytes(6))


def unix_path(rng):
    """A file's name of any bytes, now and then of the greatest length."""
    room = 107 - len("/tmp/codecs-xxxxxxxx-")
    size = rng.choice((room, rng.randint(0, room)))
    tail = bytes(rng.choice([byte for byte in range(1, 256) if byte != ord("/")]) for _ in range(size))
    return os.fsdecode(b"/tmp/codecs-%08x-" % u32(rng) + tail)


def unix_address(rng):
    if rng.random() < 0.5:
        return unix_path(rng)
    return b"\0" + rng.randbytes(rng.choice((107, rng.randint(4, 107))))


def ipv4(rng):
    return socket.inet_ntoa(bytes([rng.choice([n for n in range(1, 224) if n != 127]), *rng.randbytes(3)]))


def ipv6(rng):
    """Global ones, with runs of zeros now and then, and link-local ones with their interface."""
    if rng.random() < 0.3:
        tail = bytes(rng.choice((0, 0, rng.randrange(256))) for _ in range(8))
        return socket.inet_ntop(socket.AF_INET6, b"\xfe\x80" + bytes(6) + tail), socket.if_nametoindex("veth0")
    tail = bytes(rng.choice((0, rng.randrange(256))) for _ in range(14))
    return socket.inet_ntop(socket.AF_INET6, b"\x20\x01" + tail), 0


def inet6_address(rng):
    host, scope = ipv6(rng)
    return host, port(rng), 0, scope


def can_id(rng):
    return rng.choice((rng.getrandbits(11), rng.getrandbits(29) | socket.CAN_EFF_FLAG))


def isotp_address(rng):
    receive, send = can_id(rng), can_id(rng)
    return rng.choice(INTERFACES), receive, send ^ (receive == send)


def j1939_address(rng):
    group = rng.choice((rng.randint(0, 0xef) << 8, 0xf000 | rng.getrandbits(12), 0x1f000 | rng.getrandbits(12),
                        socket.J1939_NO_PGN))
    return rng.choice(INTERFACES), rng.getrandbits(64) | 1, group, rng.randint(0, 0xfd)


def families():
    s = socket
    interface = lambda rng: (rng.choice(INTERFACES + ("",)),)
    veth = lambda rng: (rng.choice(("lo", "veth0")), rng.getrandbits(16))
    hardware = {"lo": (772, bytes(6)), "veth0": (1, bytes.fromhex("020000000701"))}
    bound_packet = lambda given: (*given, 0, *hardware[given[0]])
    loopback = lambda rng: (f"127.{rng.randint(0, 255)}.{rng.randint(0, 255)}.{rng.randint(1, 254)}", port(rng))
    psm = lambda rng: (bdaddr(rng), rng.randint(0x10, 0xfe) << 8 & 0xfe00 | rng.randrange(0, 128) << 1 | 1)
    j1939_bound = lambda given: (*given[:2], s.J1939_NO_PGN, given[3]) # the group only filters what is received
    groups = lambda rng: (u32(rng) | 1, u32(rng))
    return [
        Family("unix", (s.AF_UNIX, s.SOCK_DGRAM), unix_address),
        Family("inet", (s.AF_INET, s.SOCK_DGRAM), lambda rng: (ipv4(rng), port(rng))),
        Family("inet", (s.AF_INET, s.SOCK_STREAM), lambda rng: (ipv4(rng), port(rng))),
        Family("inet6", (s.AF_INET6, s.SOCK_DGRAM), inet6_address),
        Family("inet6", (s.AF_INET6, s.SOCK_STREAM), inet6_address),
        Family("netlink", (s.AF_NETLINK, s.SOCK_RAW, s.NETLINK_USERSOCK), groups),
        Family("packet", (s.AF_PACKET, s.SOCK_RAW, 0), veth, bound_packet),
        Family("packet", (s.AF_PACKET, s.SOCK_DGRAM, 0), veth, bound_packet),
        Family("can", (s.AF_CAN, s.SOCK_RAW, s.CAN_RAW), interface),
        Family("isotp", (s.AF_CAN, s.SOCK_DGRAM, s.CAN_ISOTP), isotp_address),
        Family("j1939", (s.AF_CAN, s.SOCK_DGRAM, s.CAN_J1939), j1939_address, j1939_bound),
        Family("l2cap", (s.AF_BLUETOOTH, s.SOCK_SEQPACKET, s.BTPROTO_L2CAP), psm),
        Family("rfcomm", (s.AF_BLUETOOTH, s.SOCK_STREAM, s.BTPROTO_RFCOMM),
               lambda rng: (bdaddr(rng), rng.randint(1, 30))),
        Family("hci", (s.AF_BLUETOOTH, s.SOCK_RAW, s.BTPROTO_HCI), lambda rng: (rng.randint(0, 1),)),
        Family("sco", (s.AF_BLUETOOTH, s.SOCK_SEQPACKET, s.BTPROTO_SCO), bdaddr),
        Family("vsock", (s.AF_VSOCK, s.SOCK_STREAM), lambda rng: (rng.choice((1, s.VMADDR_CID_ANY)), u32(rng))),
        Family("vsock", (s.AF_VSOCK, s.SOCK_SEQPACKET), lambda rng: (rng.choice((1, s.VMADDR_CID_ANY)), u32(rng))),
        Family("qipcrtr", (42, s.SOCK_DGRAM), lambda rng: (1, rng.randint(1, 0xfffffff0))),
        Family("rds", (s.AF_RDS, s.SOCK_SEQPACKET), loopback),
    ]


def comparable(values):
    """Text and bytes alike, and a bare value as a tuple of one."""
    values = values if isinstance(values, tuple) else (values,)
    return tuple(os.fsencode(value) if isinstance(value, str) else value for value in values)


def python_form(family, given):
    """CPython 3.11 takes a Bluetooth audio address as bytes."""
    return given.encode() if family.name == "sco" else given


def as_tuple(given):
    return given if isinstance(given, tuple) else (given,)


def ours_then_theirs(family, agent, given, opened):
    """None if all is well, else what is wrong."""
    made = agent.encode(family.name, as_tuple(given))
    agent.use(family.call, opened, made)
    said = family.ask(opened)
    expected = family.bound(given)
    return None if comparable(said) == comparable(expected) else f"bound {given}, CPython reads {said}"


def theirs_then_ours(family, agent, given, opened):
    getattr(opened, family.call)(python_form(family, given))
    raw, received = agent.ask("name" if family.call == "bind" else "peer", opened)
    taken = agent.decode(family.name, raw, received)
    said = family.ask(opened)
    if taken.format != family.name:
        return f"CPython bound {given}; {raw.hex()} is {taken.format} for us"
    if comparable(taken.values) != comparable(said):
        return f"CPython bound {given} and reads {said}, sockfam {taken.values} of {raw.hex()}"
    return None if comparable(said) == comparable(family.bound(given)) else f"CPython bound {given}, but reads {said}"


def clean(given):
    if isinstance(given, str) and given.startswith("/tmp/"):
        os.unlink(given)


def one(direction, family, agent, given):
    opened = family.open()
    try:
        return direction(family, agent, given, opened)
    except (AgentError, OSError) as error:
        return f"{direction.__name__}: {given}: {error}"
    finally:
        opened.close()
        if direction.__name__.endswith(("theirs", "ours")):
            try:
                clean(given)
            except OSError:
                pass


def name_of(family, direction):
    return f"{family.name}_{family.numbers[1].name.lower()}_{direction.__name__}"


def check_family(family, agent, rng, report):
    for direction in (ours_then_theirs, theirs_then_ours):
        problems = (one(direction, family, agent, family.draw(rng)) for _ in range(ROUNDS))
        report.none_of([problem for problem in problems if problem][:3], name_of(family, direction))


# ---- tipc: its names are for others to find, the kernel does not read them back


def tipc_open():
    opened = socket.socket(socket.AF_TIPC, socket.SOCK_RDM)
    opened.settimeout(5)
    return opened


def tipc_range(rng):
    lower = rng.randint(0, 0xffff0000)
    scope = rng.choice((socket.TIPC_CLUSTER_SCOPE, socket.TIPC_NODE_SCOPE))
    return rng.randint(64, 0xffffffff), lower, lower + rng.randint(0, 0xffff), scope


def tipc_listens(kind, instance):
    """Whether a name is known: CPython sends to it, and gets nothing back if it is."""
    with tipc_open() as client:
        client.settimeout(0.05)
        try:
            client.sendto(b"?", (socket.TIPC_ADDR_NAME, kind, instance, 0))
            client.recv(16)
        except TimeoutError:
            return True
        except OSError:
            return False
    return False


def tipc_named_by_us(agent, rng):
    """sockfam binds a range; CPython finds its ends, nothing beyond them, and nothing once it is taken back."""
    kind, lower, upper, scope = tipc_range(rng)
    with tipc_open() as server:
        agent.use("bind", server, agent.encode("tipc", (socket.TIPC_ADDR_NAMESEQ, kind, lower, upper, scope)))
        found = [tipc_listens(kind, instance) for instance in (lower, upper, upper + 1)]
        agent.use("bind", server, agent.encode("tipc", (socket.TIPC_ADDR_NAMESEQ, kind, lower, upper, -scope)))
        found.append(tipc_listens(kind, lower))
    return None if found == [True, True, False, False] else f"{kind},{lower},{upper}, scope {scope}: found {found}"


def tipc_named_by_them(agent, rng):
    """CPython binds a range; a connection of ours by name, or by the socket's id, reaches it and nobody else."""
    kind, lower, upper, scope = tipc_range(rng)
    with tipc_open() as server, tipc_open() as client:
        server.bind((socket.TIPC_ADDR_NAMESEQ, kind, lower, upper, scope))
        name = (socket.TIPC_ADDR_NAME, kind, rng.randint(lower, upper), 0, scope)
        for target in (name, server.getsockname()):
            agent.use("connect", client, agent.encode("tipc", target[:3] + (0, scope)))
            client.send(b"!")
            if server.recvfrom(16) != (b"!", client.getsockname()):
                return f"{target}: sent to, but not received"
            break
    return None


def tipc_id(agent, rng):
    """The address that each socket has of itself."""
    del rng
    with tipc_open() as opened:
        said = opened.getsockname()
        raw, received = agent.ask("name", opened)
        taken = agent.decode("tipc", raw, received)
        made = agent.encode("tipc", said)
    if (taken.values, made) != (said, raw):
        return f"CPython reads {said}, sockfam {taken.values} of {raw.hex()}, and makes {made.hex()} of it"
    return None


def tipc_tuple(agent, rng):
    """Names and ranges, which no kernel reports: where a name lacks a value CPython repeats the instance."""
    kind, lower, upper, scope = tipc_range(rng)
    name, names = (socket.TIPC_ADDR_NAME, kind, lower, 0), (socket.TIPC_ADDR_NAMESEQ, kind, lower, upper)
    for given, wanted in ((name, lower), (names, upper)):
        taken = agent.decode("tipc", agent.encode("tipc", (*given, scope)))
        if taken.values != (*given[:3], wanted, scope):
            return f"{given} reads {taken.values}"
    return None


def check_tipc(agent, rng, report):
    for direction in (tipc_named_by_us, tipc_named_by_them, tipc_id, tipc_tuple):
        found = []
        for _ in range(ROUNDS // 4):
            try:
                found.append(direction(agent, rng))
            except (AgentError, OSError) as error:
                found.append(str(error))
        report.none_of([problem for problem in found if problem][:3], direction.__name__)


def main():
    seed = sys.argv[2] if len(sys.argv) > 2 else str(random.randrange(1 << 32))
    print(f"seed {seed}: {ROUNDS} addresses a family and direction")
    report = Report()
    with Agent(sys.argv[1]) as agent:
        wanted = sys.argv[3:] or [family.name for family in families()] + ["tipc"]
        for family in (family for family in families() if family.name in wanted):
            check_family(family, agent, random.Random(f"{seed} {family.name}"), report)
        if "tipc" in wanted:
            check_tipc(agent, random.Random(f"{seed} tipc"), report)
    report.finish()


if __name__ == "__main__":
    main()
