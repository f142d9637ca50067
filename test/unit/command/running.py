# SPDX-License-Identifier: MIT
"""The command while it runs: subcommands that move data. Nothing here waits longer than PATIENCE."""
import json
import os
import select
import signal
import socket
import subprocess
import tempfile
import time

from command import COMMAND, environment

PATIENCE = 30

# What the tests send must not be ignored because they were started by nohup or in the background.
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    if signal.getsignal(number) == signal.SIG_IGN:
        signal.signal(number, signal.SIG_DFL)


class Running:
    """
    A process with --json, its events read from stderr or stdout. `given`: bytes for its stdin, a file, or None: `feed`
    and `close_input` say later. `extra` goes into its environment.
    """

    def __init__(self, name, *arguments, given=b"", output=subprocess.PIPE, extra=None):
        self.given = tempfile.TemporaryFile() if isinstance(given, bytes) else given
        if isinstance(given, bytes):
            self.given.write(given)
            self.given.seek(0)
        self.process = subprocess.Popen([COMMAND, name, "--json", *arguments], stdout=output, stderr=subprocess.PIPE,
                                        stdin=self.given or subprocess.PIPE, env=environment(**(extra or {})))
        self.events_from = self.process.stdout if name == "relay" else self.process.stderr
        self.text = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        for file in (self.process.stdin, self.process.stdout, self.process.stderr):
            if file:
                try:
                    file.close()
                except BrokenPipeError:
                    pass

    def event(self, name):
        """The next event of that name; {} when there is none. Other lines are kept for finish()."""
        deadline = time.monotonic() + PATIENCE
        while True:
            for line in self.text.decode(errors="replace").splitlines(True):
                if line.endswith("\n") and line.startswith('{"event":"' + name):
                    self.text = self.text.replace(line.encode(), b"", 1)
                    return json.loads(line)
            ready = select.select([self.events_from], [], [], max(0, deadline - time.monotonic()))[0]
            data = os.read(self.events_from.fileno(), 65536) if ready else b""
            if not data:
                return {}
            self.text += data

    def address(self):
        """Where it listens."""
        return self.event("listening").get("address", "it does not listen: " + self.text.decode())

    def feed(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def close_input(self):
        self.process.stdin.close()
        self.process.stdin = None

    def finish(self, signal=None):
        """(exit code, stdout, stderr without events)"""
        if signal:
            self.process.send_signal(signal)
        try:
            out, err = self.process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            return "does not end", b"", self.text.decode()
        err = err or b""
        if self.events_from is self.process.stderr:
            err = self.text + err
        said = [line for line in err.decode(errors="replace").splitlines() if not line.startswith('{"event"')]
        return self.process.returncode, out or b"", "\n".join(said)


def has(family, kind, address):
    """Whether a socket can be bound so here: None, or why not."""
    try:
        with socket.socket(family, kind) as one:
            one.bind(address)
    except OSError as error:
        return str(error)
    return None


def port_of(address):
    return int(address.rpartition(":")[2])


def server(path=None):
    """A listening stream socket of Python: unix, or inet with any port."""
    one = socket.socket(socket.AF_UNIX if path else socket.AF_INET, socket.SOCK_STREAM)
    one.settimeout(PATIENCE)
    one.bind(path or ("127.0.0.1", 0))
    one.listen(16)
    return one


def client(address):
    """A stream to where `address`, a path or a port, is."""
    one = socket.socket(socket.AF_UNIX if isinstance(address, str) else socket.AF_INET, socket.SOCK_STREAM)
    one.settimeout(PATIENCE)
    one.connect(address if isinstance(address, str) else ("127.0.0.1", address))
    return one


def client_soon(address):
    """Likewise, as soon as somebody listens there."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return client(address)
        except (FileNotFoundError, ConnectionRefusedError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def await_listener(port, *paths):
    """Until somebody listens at the port, or one of the paths is a socket; without connecting."""
    deadline = time.monotonic() + PATIENCE
    wanted = f"0100007F:{port:04X} 00000000:0000 0A"
    while time.monotonic() < deadline:
        with open("/proc/net/tcp", encoding="ascii") as table:
            if wanted in table.read() or any(map(os.path.exists, paths)):
                time.sleep(0.05)  # bound, but perhaps not listening yet
                return
        time.sleep(0.02)


def read_all(one):
    """All that comes, and the name of the error that ended it or ""."""
    data = bytearray()
    try:
        while part := one.recv(1 << 16):
            data += part
    except OSError as error:
        return bytes(data), type(error).__name__
    return bytes(data), ""


def reset(one):
    """Closes so that the peer gets a reset."""
    one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    one.close()
