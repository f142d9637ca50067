# SPDX-License-Identifier: MIT
"""Whom connect, listen and relay reach: hosts with several addresses, services, one direction only, relayed datagrams."""
import os
import re
import resource
import signal
import socket
import subprocess
import tempfile
import threading
import time

from command import COMMAND, Checks, environment, run
from running import PATIENCE, Running, client, free_port, has, port_of, read_all, server


def has_inet6():
    return has(socket.AF_INET6, socket.SOCK_STREAM, ("::1", 0)) is None


def free_service():
    """(name, port) of a service for ordinary users that nobody offers here."""
    try:
        with open("/etc/services", encoding="utf-8") as file:
            known = re.findall(r"^([a-z][a-z0-9-]*)\s+(\d+)/tcp", file.read(), re.M)
    except OSError:
        known = []
    for name, port in known:
        if int(port) > 1024 and has(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", int(port))) is None:
            return name, port
    return None


def answered_by(listener, where, *options):
    """What `connect` to there hears from this listener."""
    def serve():
        with listener.accept()[0] as peer:
            peer.sendall(b"answer")
    thread = threading.Thread(target=serve)
    thread.start()
    done = run("connect", *options, where)
    thread.join(PATIENCE)
    return done.returncode, done.stdout, done.stderr


def check_hosts(checks, _):
    """A name, a service, this machine; and if one address does not answer, the next."""
    with server() as listener:
        port = listener.getsockname()[1]
        for where in (f"localhost:{port}", f":{port}", f"inet:localhost:{port}", f"inet::{port}", f"127.0.0.1:{port}"):
            found = answered_by(listener, where, "--timeout", "5")
            checks.check(found == (0, b"answer", b""), f"connect {where}: {found}")
    checks.fails("nobody_at_any", ["connect", f":{free_port()}"], 1, "cannot connect to inet")
    checks.fails("no_such_host", ["connect", "no-such-host.invalid:80"], 1, "no-such-host.invalid")
    checks.fails("no_such_service", ["connect", "localhost:no-such-service"], 1, "no-such-service")
    checks.fails("no_port", ["connect", "::1"], 1, "which port? Write [::1]:PORT")
    checks.fails("port_too_large", ["connect", "inet:localhost:65536"], 1, "65536")
    checks.fails("no_scheme", ["connect", "nonsense"], 1, "nonsense")
    service = free_service()
    if service:
        with Running("listen", "--once", f"inet:localhost:{service[0]}", given=b"answer") as listener:
            checks.check(listener.address() == f"inet:127.0.0.1:{service[1]}", f"service {service}: {listener.text}")
            done = run("connect", f"inet:127.0.0.1:{service[0]}")
            checks.check((done.returncode, done.stdout) == (0, b"answer"), f"service {service}: {done}")
    else:
        checks.skip("services: none that is free is known here")
    port = free_port()
    with Running("relay", f"localhost:{port}", "@none") as relay:
        where = relay.address()  # the first of those that the machine has for localhost
        checks.check(where in (f"inet:127.0.0.1:{port}", f"inet6:[::1]:{port}"), f"relay at a host: {where}")
        relay.finish(signal.SIGTERM)


def check_both_families(checks, _):
    """:PORT is any address of either family, each with a socket of its own; ::1 is a host."""
    if not has_inet6():
        checks.skip("both_families: no IPv6 here")
        return
    port = free_port()
    with Running("listen", f":{port}", given=b"") as listener:
        where = sorted((listener.address(), listener.address()))
        checks.check(where == [f"inet6:[::]:{port}", f"inet:0.0.0.0:{port}"], f"listen :PORT at {where}")
        for address in (f"127.0.0.1:{port}", f"[::1]:{port}"):
            done = run("connect", address, stdin="x")
            checks.check(done.returncode == 0, f"connect {address}: {done}")
        done = listener.finish(signal.SIGTERM)
        checks.check(done[:2] == (0, b"xx"), f"listen :PORT: {done}")
    with Running("listen", "--once", "::1", given=b"answer") as listener:
        where = listener.address()
        done = run("connect", f":{port_of(where)}")
        checks.check(where.startswith("inet6:[::1]:") and done.stdout == b"answer", f"listen ::1: {where}, {done}")


def check_one_way(checks, folder):
    """Only sending, only receiving, and an end that comes from the peer."""
    path = f"{folder}/way"
    with server(path) as listener:
        with Running("connect", "--receive-only", path, given=None) as one, listener.accept()[0] as peer:
            one.feed(b"not sent")
            peer.settimeout(0.3)
            try:
                heard = peer.recv(10)
            except TimeoutError:
                heard = None
            peer.sendall(b"data")
            peer.close()
            done = one.finish()
            checks.check((heard, done) == (None, (0, b"data", "")), f"receive_only: {heard}, {done}")
        with Running("connect", "--send-only", path, given=b"data") as one, listener.accept()[0] as peer:
            peer.settimeout(PATIENCE)
            peer.sendall(b"dropped")
            heard = read_all(peer)  # though the peer does not end
            done = one.finish()
            checks.check((heard, done) == ((b"data", ""), (0, b"", "")), f"send_only: {heard}, {done}")
        with Running("connect", "--end-with-peer", path, given=None) as one, listener.accept()[0] as peer:
            peer.sendall(b"data")
            peer.shutdown(socket.SHUT_WR)
            done = one.finish()
            checks.check(done == (0, b"data", ""), f"end_with_peer: {done}")
    os.unlink(path)
    with Running("listen", "--once", "--end-with-peer", path, given=None) as listener:
        with client(listener.address()[5:]) as one:
            one.sendall(b"data")
            one.shutdown(socket.SHUT_WR)
            done = listener.finish()
        checks.check(done == (0, b"data", ""), f"end_with_peer of a listener: {done}")
    with Running("listen", "--send-only", path, given=None) as listener:
        where = listener.address()[5:]
        with client(where) as one:
            listener.feed(b"data")
            listener.close_input()
            checks.check(read_all(one) == (b"data", ""), "send_only of a listener")
        listener.finish(signal.SIGTERM)
    with Running("listen", "--protocol", "udp", "--receive-only", "127.0.0.1:0", given=b"not sent") as listener:
        with socket.socket(type=socket.SOCK_DGRAM) as one:
            one.connect(("127.0.0.1", port_of(listener.address())))
            one.settimeout(0.3)
            one.send(b"x")
            try:
                answer = one.recv(10)
            except TimeoutError:
                answer = None
            done = listener.finish(signal.SIGTERM)
            checks.check((answer, done[:2]) == (None, (0, b"x")), f"receive_only of datagrams: {answer}, {done}")
    checks.fails("both_only", ["connect", "--send-only", "--receive-only", path], 2, "leave nothing to do")


def check_udp(checks, _):
    """Each sender is one of its own behind the relay, gets its own answers, and is forgotten when it is silent."""
    with socket.socket(type=socket.SOCK_DGRAM) as back:
        back.bind(("127.0.0.1", 0))
        back.settimeout(PATIENCE)
        to = "127.0.0.1:%d" % back.getsockname()[1]
        with Running("relay", "--protocol", "udp", "--to-protocol", "udp", "--idle", "0.5", "127.0.0.1:0", to) as relay:
            where = ("127.0.0.1", port_of(relay.address()))
            senders = [socket.socket(type=socket.SOCK_DGRAM) for _ in range(5)]
            peers = set()
            for at, one in enumerate(senders):
                one.settimeout(PATIENCE)
                for text in (b"%d" % at, b"", bytes(20000)):
                    one.sendto(text, where)
                    data, peer = back.recvfrom(1 << 16)
                    peers.add(peer)
                    back.sendto(b"to " + data, peer)
                    answer = one.recv(1 << 16)
                    checks.check((data, answer) == (text, b"to " + text), f"udp: {data[:20]}, {answer[:20]}")
            checks.check(len(peers) == 5, f"udp: {len(peers)} peers of 5 senders")
            ended = [relay.event("ended") for _ in senders]
            checks.check([end.get("sent") for end in ended] == 5 * [20001], f"udp_senders_are_forgotten: {ended}")
            senders[0].sendto(b"again", where)
            checks.check(back.recvfrom(100)[1] not in peers, "udp: who comes again is new")
            for one in senders:
                one.close()
            checks.check(relay.finish(signal.SIGTERM)[0] == 0, "udp: exit code")


def check_dgram(checks, folder):
    """Unix datagrams: more than the queue takes, none lost, in order; and a refusal in between does no harm."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as back, \
            socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as one:
        back.bind(f"{folder}/back")
        back.settimeout(PATIENCE)
        one.settimeout(PATIENCE)
        one.bind("")
        both = ["--protocol", "dgram", "--to-protocol", "dgram", "--bind", "unix:"]
        with Running("relay", *both, f"{folder}/front", f"{folder}/back") as relay:
            relay.address()
            one.connect(f"{folder}/front")
            texts = [b"%d" % at for at in range(500)]
            sender = threading.Thread(target=lambda: [one.send(text) for text in texts])
            sender.start()
            time.sleep(0.3)
            got = [back.recvfrom(100) for _ in texts]
            sender.join(PATIENCE)
            checks.check([data for data, _ in got] == texts, "dgram: some are lost or out of order")
            threading.Thread(target=lambda: [back.sendto(text, got[0][1]) for text in texts]).start()
            time.sleep(0.1)
            checks.check([one.recv(100) for _ in texts] == texts, "dgram: answers are lost or out of order")
            checks.check(relay.finish(signal.SIGTERM)[0] == 0, "dgram: exit code")
    os.unlink(f"{folder}/back")
    checks.fails("datagrams_to_a_stream", ["relay", "--protocol", "dgram", f"{folder}/front", "@b"], 1,
                 "a relay needs connections")
    port = free_port()
    with Running("relay", "--protocol", "udp", "--to-protocol", "udp", "127.0.0.1:0", f"127.0.0.1:{port}") as relay, \
            socket.socket(type=socket.SOCK_DGRAM) as one:
        where = ("127.0.0.1", port_of(relay.address()))
        one.settimeout(PATIENCE)
        for _ in range(3):
            one.sendto(b"nobody", where)
            time.sleep(0.05)
        with socket.socket(type=socket.SOCK_DGRAM) as back:
            back.bind(("127.0.0.1", port))
            back.settimeout(PATIENCE)
            one.sendto(b"somebody", where)
            checks.check(back.recv(100) == b"somebody", "udp: after refusals")
        checks.check(relay.finish(signal.SIGTERM)[0] == 0, "udp: exit code after refusals")


def memory_of(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1])


def check_idle_ones(checks, folder):
    """Five hundred idle connections: one process, little memory, and the next one is served at once."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 4096:
        checks.skip("idle: too few descriptors allowed")
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 4096), hard))
    with server(f"{folder}/back") as back:
        back.listen(1000)
        process = subprocess.Popen([COMMAND, "relay", "127.0.0.1:0", f"{folder}/back", "--json"], env=environment(),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        port = port_of(process.stdout.readline().decode().partition('"address":"')[2].partition('"')[0])
        threading.Thread(target=process.stdout.read, daemon=True).start()
        pairs = [(client(port), back.accept()[0])]
        before = memory_of(process.pid)
        pairs += [(client(port), back.accept()[0]) for _ in range(500)]
        for near, far in pairs:
            near.sendall(b"x" * 5000)
            far.settimeout(PATIENCE)
        for near, far in pairs:
            count = 0
            while count < 5000:
                count += len(far.recv(5000))
        grown = memory_of(process.pid) - before
        with open(f"/proc/{process.pid}/task/{process.pid}/children", encoding="ascii") as file:
            children = file.read()
        slack = 20 if "san" in os.path.basename(os.environ.get("SOCKFAM_BUILD", "")) else 2  # a sanitizer keeps books
        checks.check(grown < 500 * slack and not children, f"idle: {grown} KiB for 500, children {children}")
        for pair in pairs:
            for one in pair:
                one.close()
        process.terminate()
        process.wait(PATIENCE)
        process.stdout.close()
        process.stderr.close()
    os.unlink(f"{folder}/back")


def main():
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        if not checks.lacks("reach", "unix inet inet6"):
            for check in (check_hosts, check_both_families, check_one_way, check_udp, check_dgram, check_idle_ones):
                check(checks, folder)
    checks.finish()


if __name__ == "__main__":
    main()
