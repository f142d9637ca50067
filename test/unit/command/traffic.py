# SPDX-License-Identifier: MIT
"""sockfam listen and connect on real sockets."""
import hashlib
import os
import pty
import select
import signal
import socket
import subprocess
import tempfile
import threading
import time
import tty

from command import COMMAND, Checks, environment, run
from running import PATIENCE, Running, await_listener, client, free_port, has, port_of, read_all, reset, server

BIG = 24 << 20


def lacks_inet6():
    return has(socket.AF_INET6, socket.SOCK_STREAM, ("::1", 0))


def lacks_vsock():
    if not hasattr(socket, "AF_VSOCK"):
        return "this Python has no AF_VSOCK"
    return has(socket.AF_VSOCK, socket.SOCK_STREAM, (1, 0xffffffff))


def check_kinds(checks, folder):
    """One question, one answer, by each kind of socket."""
    kinds = (("inet", "127.0.0.1:0", [], [], None), ("inet6", "[::1]:0", [], [], lacks_inet6()),
             ("inet", "127.0.0.1:0", ["--protocol", "udp"], ["--once"], None),
             ("inet6", "[::1]:0", ["--protocol", "udp"], ["--once"], lacks_inet6()),
             ("unix", f"{folder}/stream", [], [], None), ("unix", "@sockfam-test-%s" % os.getpid(), [], [], None),
             ("unix", f"{folder}/seqpacket", ["--protocol", "seqpacket"], [], None),
             ("unix", f"{folder}/dgram", ["--protocol", "dgram"], ["--once", "--bind", "unix:"], None),
             ("vsock", "vsock:1:4294967295", [], [], lacks_vsock()))
    for family, address, both, extra, lacking in kinds:
        name = f"{family} {' '.join(both)} {address}"
        if checks.lacks(name, family):
            continue
        if lacking:
            checks.skip(f"{name}: {lacking}")
            continue
        with Running("listen", "--once", *both, address, given=b"answer") as listener:
            with Running("connect", *both, *extra, listener.address(), given=b"question") as asker:
                asked, heard = asker.finish(), listener.finish()
                checks.check((asked, heard) == ((0, b"answer", ""), (0, b"question", "")), f"{name}: {asked}, {heard}")
        checks.check(not os.listdir(folder), f"{name} leaves {os.listdir(folder)} behind")


def check_big(checks, folder):
    """Much in both directions at once, from a file and from a pipe, into a file and into a pipe."""
    data = os.urandom(BIG)
    with tempfile.TemporaryFile() as copy, Running("listen", "--once", f"{folder}/big", given=None) as listener:
        where = listener.address()
        with Running("connect", where, given=data[::-1], output=copy) as sender:
            feeder = threading.Thread(target=lambda: (listener.feed(data), listener.close_input()))
            feeder.start()
            heard = listener.process.stdout.read()
            feeder.join(PATIENCE)
            done = sender.finish(), listener.finish()[0]
        copy.seek(0)
        digest = hashlib.sha256(copy.read()).hexdigest()
    checks.check(done == ((0, b"", ""), 0), f"big: {done}")
    checks.check(digest == hashlib.sha256(data).hexdigest(), "big: the file differs")
    checks.check(heard == data[::-1], "big: what came through the pipe differs")


def check_half_close(checks, folder):
    """The answer comes only after the question has ended; and an end of what comes ends the output, not the input."""
    with server(f"{folder}/half") as listener:
        with Running("connect", f"{folder}/half", given=b"question") as asker:
            peer = listener.accept()[0]
            question = read_all(peer)
            peer.sendall(b"answer")
            peer.close()
            checks.check((question, asker.finish()) == ((b"question", ""), (0, b"answer", "")), "half_close_at_input")
        with Running("connect", f"{folder}/half", given=None) as asker:
            peer = listener.accept()[0]
            peer.sendall(b"all")
            peer.shutdown(socket.SHUT_WR)
            said = asker.process.stdout.read()  # to its end, though the input goes on
            asker.feed(b"more")
            asker.close_input()
            checks.check((said, read_all(peer), asker.finish()) == (b"all", (b"more", ""), (0, b"", "")),
                         "half_close_of_peer")
            peer.close()
        with Running("connect", f"{folder}/half", given=None) as asker:
            listener.accept()[0].close()
            checks.check(asker.finish() == (0, b"", ""), "peer_that_is_gone_ends_idle_input")
    os.unlink(f"{folder}/half")


def has_terminals(checks):
    """A bare chroot may have no /dev/pts."""
    try:
        for fd in pty.openpty():
            os.close(fd)
        return True
    except OSError as error:
        checks.skip(f"terminals: {error}")
        return False


def check_terminal(checks, folder):
    """Lines from a terminal; its peer's end is enough, nobody has to type ^D."""
    if not has_terminals(checks):
        return
    with server(f"{folder}/tty") as listener:
        for end in (b"\4", None):
            ours, theirs = pty.openpty()
            with Running("connect", f"{folder}/tty", given=theirs) as asker:
                os.close(theirs)
                peer = listener.accept()[0]
                os.write(ours, b"line\n")
                line = peer.recv(100)
                peer.sendall(b"answer")
                if end:
                    os.write(ours, end)
                    checks.check(read_all(peer) == (b"", ""), "end of a terminal")
                peer.shutdown(socket.SHUT_WR)
                checks.check((line, asker.finish()) == (b"line\n", (0, b"answer", "")), f"terminal, {end}")
                peer.close()
            os.close(ours)
    os.unlink(f"{folder}/tty")


def check_progress(checks, folder):
    """On a terminal, when it takes longer than a second, and gone at the end."""
    if not has_terminals(checks):
        return
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    with server(f"{folder}/slow") as listener, subprocess.Popen(
            [COMMAND, "connect", f"{folder}/slow"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=theirs,
            env=environment()) as asker:
        peer = listener.accept()[0]
        asker.stdin.write(b"x")
        asker.stdin.flush()
        time.sleep(1.4)
        asker.stdin.close()
        peer.recv(10)
        peer.close()
        code = asker.wait(PATIENCE)
    said = ""
    while not said.endswith("/s\r\x1b[K") and select.select([ours], [], [], 5)[0]:
        said += os.read(ours, 65536).decode()
    os.close(ours)
    os.close(theirs)
    checks.check(code == 0 and "connected: unix:" in said and "MiB sent, 0.0 MiB received" in said
                 and said.endswith("\r\x1b[K"), f"progress: exit {code}, {said!r}")
    os.unlink(f"{folder}/slow")


def check_many(checks, folder):
    """Without --once: one after another, until a signal; what the input has goes to the first."""
    with Running("listen", f"{folder}/many", given=b"first") as listener:
        where = listener.address()[5:]
        heard = []
        for text in (b"1", b"2", b"3"):
            with client(where) as one:
                one.sendall(text)
                one.shutdown(socket.SHUT_WR)
                heard.append(read_all(one))
        ended = [listener.event("ended") for _ in heard]
        done = listener.finish(signal.SIGTERM)
    checks.check(heard == [(b"first", ""), (b"", ""), (b"", "")], f"many: {heard}")
    counts = [(end.get("sent"), end.get("received")) for end in ended]
    checks.check(counts == [(5, 1), (0, 1), (0, 1)], f"many: {counts}")
    checks.check(done == (0, b"123", "") and not os.listdir(folder), f"many: {done}, {os.listdir(folder)}")


def check_signals(checks, folder):
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with Running("listen", f"{folder}/stop", given=None) as listener:
            listener.address()
            done = listener.finish(number)
            checks.check(done == (0, b"", "") and not os.listdir(folder), f"idle, signal {number}: {done}")
        with Running("listen", f"{folder}/stop", given=None) as listener, client(listener.address()[5:]) as one:
            one.sendall(b"x")
            listener.event("connected")
            done = listener.finish(number)
            checks.check((done[0], done[2]) == (1, "sockfam: interrupted") and not os.listdir(folder),
                         f"busy, signal {number}: {done}")


def check_timeouts(checks, folder):
    checks.fails("listen_timeout", ["listen", "--timeout", "0.2", f"{folder}/t"], 1, "no connection within 0.2 s")
    checks.fails("listen_once_timeout", ["listen", "--once", "--timeout", "0.2", f"{folder}/t"], 1, "within 0.2 s")
    checks.fails("listen_dgram_timeout", ["listen", "--timeout", "0.2", "--protocol", "dgram", f"{folder}/t"], 1,
                 "timed out: nothing came or went for 0.2 s")
    with server(f"{folder}/t") as listener:
        begin = time.monotonic()
        checks.fails("connect_timeout", ["connect", "--timeout", "0.3", f"{folder}/t"], 1,
                     "nothing came or went for 0.3 s")
        took = time.monotonic() - begin
        checks.check(0.25 < took < 10, f"connect_timeout took {took} s")
        listener.accept()
    checks.check(os.listdir(folder) == ["t"], "timeouts leave files behind")
    os.unlink(f"{folder}/t")
    with Running("listen", "--protocol", "dgram", f"{folder}/d", given=None) as listener:
        done = run("connect", "--protocol", "dgram", "--timeout", "0.5", listener.address(), stdin="x")
        checks.check((done.returncode, done.stderr) == (0, b""), f"datagrams end after the timeout: {done}")
        done = run("connect", "--protocol", "dgram", "--timeout", "0.2", "--once", f"{folder}/d", stdin="x")
        checks.check(done.returncode == 1 and b"timed out" in done.stderr, f"no answer came: {done}")
        listener.finish(signal.SIGTERM)


def check_datagrams(checks, folder):
    """Boundaries; and an answer goes to who sent last."""
    with Running("listen", "--protocol", "udp", "127.0.0.1:0", given=None) as listener:
        port = port_of(listener.address())
        with socket.socket(type=socket.SOCK_DGRAM) as one, socket.socket(type=socket.SOCK_DGRAM) as two:
            heard = []
            for who in (one, two, one):
                who.settimeout(PATIENCE)
                who.sendto(b"q", ("127.0.0.1", port))
                listener.process.stdout.read1(10)
                listener.feed(b"a")
                heard.append(who.recv(10))
            checks.check(heard == 3 * [b"a"], f"answers: {heard}")
        checks.check(listener.finish(signal.SIGTERM)[0] == 0, "a listener for datagrams ends with a signal")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as peer:
        peer.bind(f"{folder}/peer")
        peer.settimeout(PATIENCE)
        for size, parts in (("4", [b"0123", b"4567", b"89"]), ("100", [b"0123456789"]), (None, [b"0123456789"])):
            done = run("connect", "--protocol", "dgram", *(["--size", size] if size else []), f"{folder}/peer",
                       stdin="0123456789")
            got = [peer.recv(100) for _ in parts]
            checks.check(got == parts and done.returncode == 0, f"--size {size}: {got}, {done}")
        many = run("connect", "--protocol", "dgram", "--timeout", "0.5", f"{folder}/peer", stdin=5000 * "x")
        checks.check(len(peer.recv(9999)) == 5000 and many.returncode == 0, f"datagram of 5000 bytes: {many}")
    os.unlink(f"{folder}/peer")
    with Running("listen", "--protocol", "dgram", "--once", f"{folder}/mute", given=b"answer") as listener:
        run("connect", "--protocol", "dgram", listener.address(), stdin="q")
        done = listener.finish()
        checks.check(done == (1, b"q", "sockfam: who sent the last datagram has no address to answer to"),
                     f"sender without address: {done}")
    with Running("connect", "--protocol", "dgram", "--bind", f"{folder}/own", "--once", f"{folder}/none") as one:
        done = one.finish()
        checks.check(done[0] == 1 and "cannot connect to" in done[2] and not os.listdir(folder), f"bound: {done}")


def check_slow_reader(checks, folder):
    """More datagrams than the peer's queue takes: none is lost, and it does not spin."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as peer:
        peer.bind(f"{folder}/queue")
        peer.settimeout(PATIENCE)
        sends = ["--protocol", "dgram", "--size", "1", f"{folder}/queue"]
        with Running("connect", *sends, given=bytes(range(200))) as one:
            time.sleep(0.2)
            with open(f"/proc/{one.process.pid}/stat", encoding="ascii") as stat:
                ticks = sum(int(field) for field in stat.read().rpartition(")")[2].split()[11:13])
            got = b"".join(peer.recv(10) for _ in range(200))
            checks.check(got == bytes(range(200)) and one.finish()[0] == 0, f"slow reader: {got!r}")
            checks.check(ticks < 15, f"slow reader: {ticks} ticks of processor time in 0.2 s")
    os.unlink(f"{folder}/queue")


def check_failures(checks, folder):
    with server() as listener:
        with Running("connect", "127.0.0.1:%d" % listener.getsockname()[1], given=None) as asker:
            peer = listener.accept()[0]
            peer.sendall(b"begun")
            said = asker.process.stdout.read1(100)
            reset(peer)
            done = asker.finish()
            checks.check(said == b"begun" and done[0] == 1 and "reset by peer" in done[2], f"peer_reset: {done}")
        with Running("connect", "127.0.0.1:%d" % listener.getsockname()[1], given=os.urandom(BIG)) as asker:
            peer = listener.accept()[0]
            peer.recv(1000)
            reset(peer)
            done = asker.finish()
            checks.check(done[0] == 1 and done[2], f"peer_that_closes_early: {done}")
    with server(f"{folder}/full") as listener:
        for target, error in (("/dev/full", "No space left"), (None, "Broken pipe")):
            if target:
                output = os.open(target, os.O_WRONLY)
            else:
                reader, output = os.pipe()
                os.close(reader)
            with Running("connect", f"{folder}/full", output=output) as asker:
                os.close(output)
                peer = listener.accept()[0]
                peer.sendall(b"data")
                done = asker.finish()
                checks.check(done[0] == 1 and error in done[2], f"output {target}: {done}")
                peer.close()
    os.unlink(f"{folder}/full")


def check_wrong_input(checks, folder):
    there = f"{folder}/there"
    for name in ("listen", "connect"):
        for arguments, said in (([], "which address?"), (["@a", "@b"], "too many addresses"),
                                (["--timeout", "0", "@a"], "--timeout takes seconds"),
                                (["--timeout", "-1", "@a"], "--timeout takes"), (["--timeout", "nan", "@a"], "takes"),
                                (["--timeout", "1x", "@a"], "not '1x'"), (["--timeout", "1e30", "@a"], "1e30"),
                                (["--option", "SO_KEEPALIVE", "@a"], "NAME=VALUE"), (["--option", "=1", "@a"], "NAME="),
                                (66 * ["--option=A=B"] + ["@a"], "at most"), (["--size", "0", "@a"], "--size takes"),
                                (["--once=1", "@a"], "takes no argument"), (["--protocol"], "needs an argument")):
            checks.fails(f"{name} {' '.join(arguments)[:50]}", [name, *arguments], 2, said)
        for arguments, said in ((["nonsense"], "sockfam: "), (["inet:127.0.0.1:99999"], "99999"),
                                (["raw:family=1,data=00"], "raw address does not say"), (["unix:" + 200 * "x"], "sock"),
                                (["--protocol", "strem", there], "did you mean stream?"),
                                (["--option", "SO_NOSUCH=1", there], "SO_NOSUCH"),
                                (["--option", "SO_RCVBUF=much", there], "--option SO_RCVBUF=much: ")):
            checks.fails(f"{name} {' '.join(arguments)[:50]}", [name, *arguments], 1, said, needs="inet unix")
    checks.fails("nobody_there", ["connect", there], 1, f"cannot connect to unix:{there}: ", needs="unix")
    checks.fails("no_folder", ["listen", f"{there}/x"], 1, f"cannot bind to unix:{there}/x: ", needs="unix")
    checks.check(not os.listdir(folder), "failures leave files behind")
    with server(there):
        checks.fails("in_use", ["listen", there], 1, "Address already in use", needs="unix")
        checks.check(os.path.exists(there), "a listener that could not bind removes another's file")
    os.unlink(there)
    both = ["--option", "SO_RCVBUF=70000", "--option", "SO_KEEPALIVE=on"]
    with Running("listen", "--once", *both, "127.0.0.1:0") as one:
        done = run("connect", "--option", "TCP_NODELAY=on", one.address())
        checks.check((done.returncode, one.finish()[0]) == (0, 0), f"options: {done}")


def examples(name, ports):
    """With ports that are free."""
    text = run(name, "--help").stdout.decode().split("\nexamples\n")[1]
    return text.replace("7007", str(ports[0])).replace("7008", str(ports[1])).strip().splitlines()


def check_examples(checks, folder):
    """Each example of listen has one of connect that goes with it; the relay's lie between two of them."""
    def begin(line):
        words = line.strip().replace("sockfam", '"$SOCKFAM"').replace("SOCKFAM", "COMMAND", 1)
        return subprocess.Popen(["sh", "-c", words], cwd=folder, env=environment(COMMAND=COMMAND),
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def again(line):
        deadline = time.monotonic() + PATIENCE
        while True:  # until the other one listens
            one = begin(line)
            said = one.communicate(timeout=PATIENCE)
            if one.returncode == 0 or time.monotonic() > deadline or b"cannot connect" not in said[1]:
                return one.returncode, said
            time.sleep(0.02)

    ports = free_port(), free_port()
    with open(f"{folder}/acme.so", "wb") as file:
        file.write(b"contents")
    for listen, connect in zip(examples("listen", ports), examples("connect", ports), strict=True):
        waiting = begin(listen)
        code, said = again(connect)
        waiting.communicate(timeout=PATIENCE)
        checks.check((code, waiting.returncode) == (0, 0), f"examples: {listen}, {connect}: {code}, {said}")
    over = "echo hello | sockfam connect unix:front.sock"
    pairs = ((examples("listen", ports)[0], "echo hello | sockfam connect 127.0.0.1:%d" % ports[1]),
             (examples("listen", ports)[1], over), (examples("listen", ports)[1], over),
             (examples("listen", ports)[2], over.replace("connect", "connect --protocol dgram")))
    for relay, (listen, connect) in zip(examples("relay", ports), pairs, strict=True):
        waiting = begin(listen)
        await_listener(ports[0], f"{folder}/copy.sock", f"{folder}/log.sock")
        between = begin(relay)
        code, said = again(connect)
        between.communicate(timeout=PATIENCE)
        waiting.communicate(timeout=PATIENCE)
        checks.check((code, between.returncode, waiting.returncode) == (0, 0, 0), f"examples: {relay}: {code}, {said}")
    for name in ("acme.so", "copy"):
        os.unlink(f"{folder}/{name}")


def main():
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        if not checks.lacks("traffic", "unix inet"):
            for check in (check_kinds, check_big, check_half_close, check_terminal, check_progress, check_many,
                          check_signals, check_timeouts, check_datagrams, check_slow_reader, check_failures,
                          check_examples):
                check(checks, folder)
        check_wrong_input(checks, folder)
    checks.finish()


if __name__ == "__main__":
    main()
