# SPDX-License-Identifier: MIT
"""Requests to agent.c, which says what sockfam and the kernel make of an address."""
import collections
import os
import socket
import subprocess

ANSWER_SIZE = 8192

Decoded = collections.namedtuple("Decoded", "format text display values")


class AgentError(Exception):
    """It said no, and why."""


def give_value(value):
    if isinstance(value, int):
        return f"u:{value}" if value >= 0 else f"s:{value}"
    if isinstance(value, str):
        return "t:" + os.fsencode(value).hex()
    return "b:" + bytes(value).hex()


def take_value(word):
    kind, text = word[0], word[2:]
    if kind in "us":
        return int(text)
    data = bytes.fromhex(text)
    return os.fsdecode(data) if kind == "t" else data


class Agent:
    def __init__(self, program, below=()):
        """`below`: a command to run it with, a tracer for one."""
        self.ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.process = subprocess.Popen([*below, program], stdin=theirs)
        theirs.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.ours.close()
        self.process.wait()

    def request(self, line, opened=None):
        """The lines of the answer behind `ok`."""
        socket.send_fds(self.ours, [line.encode()], [opened.fileno()] if opened else [])
        first, *rest = self.ours.recv(ANSWER_SIZE).decode("utf-8", "surrogateescape").split("\n")
        if first != "ok":
            raise AgentError(first.removeprefix("error "))
        return rest

    def encode(self, name, values):
        return bytes.fromhex(self.request(" ".join(["encode", name, *map(give_value, values)]))[0])

    def parse(self, text):
        return bytes.fromhex(self.request(f"parse {text}")[0])

    def decode(self, name, data, received=None):
        found, text, display, values = self.request(f"decode {name} {data.hex()} {received or len(data)}")
        return Decoded(found, text, display, tuple(map(take_value, values.split())))

    def fields(self, name, data):
        lines = self.request(f"fields {name} {data.hex()}")
        return {field: take_value(value) for field, value in (line.split() for line in lines)}

    def use(self, call, opened, data):
        """bind or connect a socket to these bytes."""
        self.request(f"{call} {data.hex()}", opened)

    def try_use(self, call, data):
        """The same with no socket, which must fail."""
        try:
            self.request(f"{call} {data.hex()}")
        except AgentError:
            return
        raise AgentError(f"{call} of no descriptor")

    def ask(self, what, opened):
        """name or peer of a socket: the bytes, and how many the kernel said there are."""
        data, received = self.request(what, opened)
        return bytes.fromhex(data), int(received)
