# SPDX-License-Identifier: MIT
"""sockfam relay between real sockets; who connects and who is connected to are Python's."""
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

from command import COMMAND, Checks, environment
from running import PATIENCE, Running, client, client_soon, port_of, read_all, reset, server

BIG = 16 << 20
MANY = 8


def begin(folder, listener, *options, front=None):
    """A relay to a listener of Python, and a function that connects through it: (near end, far end)."""
    name = listener.getsockname()
    back = "unix:" + name if isinstance(name, str) else "inet:127.0.0.1:%d" % name[1]
    relay = Running("relay", *options, front or f"unix:{folder}/front", back)
    where = relay.address()
    at = where[5:] if where.startswith("unix:") else port_of(where)

    def through():
        near = client(at)
        far = listener.accept()[0]
        far.settimeout(PATIENCE)
        return near, far
    return relay, through


def send_all(one, data):
    try:
        one.sendall(data)
        one.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # what arrives is compared


def exchange(near, far, there, back):
    """Both ways at once. What came out, and how it ended."""
    threads = [threading.Thread(target=send_all, args=pair) for pair in ((near, there), (far, back))]
    out = []
    threads.append(threading.Thread(target=lambda: out.append(read_all(far))))
    for thread in threads:
        thread.start()
    answer = read_all(near)
    for thread in threads:
        thread.join(PATIENCE)
    near.close()
    far.close()
    return out[0] if out else None, answer


def check_big(checks, folder):
    """Both directions at once, by each pair of kinds: spliced, all of them."""
    there, back = os.urandom(BIG), os.urandom(BIG)
    for front in ("unix:%s/front" % folder, "inet:127.0.0.1:0"):
        for path in (f"{folder}/back", None):
            with server(path) as listener:
                relay, through = begin(folder, listener, "--once", front=front)
                with relay:
                    good = exchange(*through(), there, back) == ((there, ""), (back, ""))
                    end = relay.event("ended")
                    done = relay.finish()
                name = f"big: {front} to {'unix' if path else 'inet'}"
                checks.check(good and (end.get("sent"), end.get("received")) == (BIG, BIG), f"{name}: {good}, {end}")
                checks.check(done[0] == 0 and not done[2] and os.listdir(folder) == (["back"] if path else []),
                             f"{name}: {done}, {os.listdir(folder)}")
            if path:
                os.unlink(path)


def check_many(checks, folder):
    """Several at once: the first is slow and does not hold up the others."""
    with server(f"{folder}/back") as listener:
        relay, through = begin(folder, listener)
        with relay:
            slow = through()
            slow[0].sendall(b"begun")
            pairs = [through() for _ in range(MANY)]
            texts = [(os.urandom(200000), os.urandom(100000)) for _ in pairs]
            found = [exchange(*pair, *text) for pair, text in zip(pairs, texts)]
            checks.check(found == [((there, ""), (back, "")) for there, back in texts], "many: data differs")
            checks.check(slow[1].recv(10) == b"begun", "many: the slow one has lost its data")
            done = relay.finish(signal.SIGTERM)
            checks.check(done[0] == 0 and os.listdir(folder) == ["back"], f"many: {done}, {os.listdir(folder)}")
            ended = [read_all(end)[0] for end in slow]
            checks.check(ended == [b"", b""], f"many: connections end with the relay: {ended}")
    os.unlink(f"{folder}/back")


def check_half_close(checks, folder):
    """The question's end passes through while the answer is still to come; and the other way round."""
    with server(f"{folder}/back") as listener:
        relay, through = begin(folder, listener)
        with relay:
            for first, second in ((0, 1), (1, 0)):
                pair = through()
                send_all(pair[first], b"question")
                question = read_all(pair[second])
                send_all(pair[second], b"answer")
                answer = read_all(pair[first])
                checks.check((question, answer) == ((b"question", ""), (b"answer", "")),
                             f"half_close: {question}, {answer}")
                checks.check(relay.event("ended").get("good") is True, "half_close is not a failure")
            near, far = through()
            near.close()
            checks.check(read_all(far) == (b"", ""), "who is gone is gone for the other side too")
            far.close()
    shutil.rmtree(folder)
    os.mkdir(folder)


def check_reset(checks, folder):
    """A reset passes through as one, both ways, and the relay lives on."""
    with server() as listener:
        relay, through = begin(folder, listener, front="inet:127.0.0.1:0")
        with relay:
            for first, second in ((0, 1), (1, 0)):
                pair = through()
                pair[first].sendall(b"begun")
                checks.check(pair[second].recv(10) == b"begun", "reset: the beginning is lost")
                reset(pair[first])
                ended = read_all(pair[second])
                checks.check(ended == (b"", "ConnectionResetError"), f"reset: {ended}")
                checks.check(relay.event("ended").get("good") is False, "reset is a failure")
            near, far = through()
            flood = threading.Thread(target=lambda: far.recv(10) and reset(far))
            flood.start()
            try:
                near.sendall(bytes(BIG))
                ended = "all was taken"
            except OSError as error:
                ended = type(error).__name__
            flood.join(PATIENCE)
            checks.check(ended in ("ConnectionResetError", "BrokenPipeError"), f"reset while sending: {ended}")
            good = exchange(*through(), b"x", b"y") == ((b"x", ""), (b"y", ""))
            checks.check(good and relay.process.poll() is None, "the relay lives on after resets")
    with server() as listener:
        relay, through = begin(folder, listener, "--once", front="inet:127.0.0.1:0")
        with relay:
            near, far = through()
            reset(near)
            read_all(far)
            done = relay.finish()
            checks.check(done[0] == 1 and "reset by peer" in done[2], f"reset of the only one: {done}")


def check_nobody_behind(checks, folder):
    with Running("relay", f"{folder}/front", f"{folder}/none") as relay:
        where = relay.address()[5:]
        ended = []
        for _ in range(2):
            with client(where) as one:
                ended.append(read_all(one)[0])
        done = relay.finish(signal.SIGINT)
    checks.check(ended == [b"", b""] and done[0] == 0 and done[2].count("cannot connect to unix:") == 2,
                 f"nobody_behind: {ended}, {done}")
    with Running("relay", "--once", f"{folder}/front", f"{folder}/none") as relay, client(relay.address()[5:]):
        done = relay.finish()
        checks.check(done[0] == 1 and "cannot connect to" in done[2], f"nobody_behind_once: {done}")
    checks.check(not os.listdir(folder), f"nobody_behind: {os.listdir(folder)}")


def check_records(checks, folder):
    """Sequenced packets stay what they are; and a stream becomes packets where the other side has such."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.settimeout(PATIENCE)
        listener.bind(f"{folder}/back")
        listener.listen()
        both = ["--protocol", "seqpacket", "--to-protocol", "seqpacket"]
        with Running("relay", "--once", *both, f"{folder}/front", f"{folder}/back") as relay:
            where = relay.address()[5:]
            with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as near:
                near.settimeout(PATIENCE)
                near.connect(where)
                far = listener.accept()[0]
                far.settimeout(PATIENCE)
                sizes = [1, 5000, 70000, 3, 100000]
                for size in sizes:
                    near.send(bytes(size))
                got = [len(far.recv(1 << 20)) for _ in sizes]
                far.send(b"answer")
                checks.check((got, near.recv(100)) == (sizes, b"answer"), f"records: {got}")
                far.close()
                checks.check(near.recv(100) == b"", "records: the end")
            checks.check(relay.finish()[0] == 0, "records: exit code")
        with Running("relay", "--once", *both[2:], f"{folder}/front", f"{folder}/back") as relay:
            with client(relay.address()[5:]) as near:
                far = listener.accept()[0]
                far.settimeout(PATIENCE)
                near.sendall(b"stream")
                checks.check(far.recv(100) == b"stream", "stream to records")
                far.send(b"packet")
                far.close()
                checks.check(read_all(near) == (b"packet", ""), "records to stream")
            checks.check(relay.finish()[0] == 0, "stream to records: exit code")
    os.unlink(f"{folder}/back")


def check_datagrams_behind(checks, folder):
    with socket.socket(type=socket.SOCK_DGRAM) as peer:
        peer.bind(("127.0.0.1", 0))
        peer.settimeout(PATIENCE)
        with Running("relay", "--once", "--to-protocol", "udp", f"{folder}/front",
                     "127.0.0.1:%d" % peer.getsockname()[1]) as relay:
            with client(relay.address()[5:]) as near:
                near.sendall(b"question")
                data, who = peer.recvfrom(100)
                peer.sendto(b"answer", who)
                checks.check((data, near.recv(100)) == (b"question", b"answer"), "datagrams behind a stream")
                near.shutdown(socket.SHUT_WR)
                checks.check(read_all(near) == (b"", ""), "datagrams: it ends with who connected")
            checks.check(relay.finish()[0] == 0, "datagrams: exit code")


def check_timeouts(checks, folder):
    with server(f"{folder}/back") as listener:
        relay, through = begin(folder, listener, "--once", "--timeout", "1")
        with relay:
            near, far = through()
            near.sendall(b"x")
            checks.check(read_all(far)[0] == b"x" and read_all(near)[0] == b"", "idle connections are given up")
            done = relay.finish()
            checks.check(done[0] == 1 and "timed out: nothing came or went for 1 s" in done[2], f"idle: {done}")
        relay, through = begin(folder, listener, "--timeout", "1")
        with relay:
            time.sleep(1.2)
            good = exchange(*through(), b"1", b"2") == ((b"1", ""), (b"2", ""))
            checks.check(good, "a relay waits for connections without end")
            relay.finish(signal.SIGTERM)
    os.unlink(f"{folder}/back")
    checks.fails("once_timeout", ["relay", "--once", "--timeout", "0.2", f"{folder}/front", "@b"], 1,
                 "no connection within 0.2 s")


def check_wrong_input(checks, folder):
    front = f"{folder}/front"
    for arguments, code, said in (([], 2, "which addresses, A and B?"), ([front], 2, "which addresses, A and B?"),
                                  (["@a", "@b", "@c"], 2, "too many addresses"),
                                  (["--to-option", "x", front, "@b"], 2, "NAME=VALUE"),
                                  (["--timeout", "0", front, "@b"], 2, "--timeout takes seconds"),
                                  (["--size", "1", front, "@b"], 2, "no option '--size'"),
                                  (["nonsense", "@b"], 1, "sockfam: "), ([f"{folder}/no/x", "@b"], 1, "cannot bind to"),
                                  (["--protocol", "dgram", front, "@b"], 1, "a relay needs connections")):
        checks.fails("relay " + " ".join(arguments), ["relay", *arguments], code, said,
                     needs="" if code == 2 else "unix")
    checks.check(not os.listdir(folder), "failures leave files behind")


def check_zero_copy(checks, folder):
    """Where strace can look: what there is much of is not copied between streams; the little is, without a pipe."""
    trace = f"{folder}/trace"
    strace = ["strace", "-f", "-e", "trace=splice,recvfrom,sendto,read,write", "-o", trace]
    if not shutil.which("strace") or subprocess.run(strace + ["true"], check=False, capture_output=True).returncode:
        checks.skip("zero_copy: strace cannot be used here")
        return
    with server(f"{folder}/back") as listener, subprocess.Popen(
            strace + [COMMAND, "relay", "--once", f"{folder}/front", f"{folder}/back"],
            env=environment(ASAN_OPTIONS="detect_leaks=0")) as relay:
        near = client_soon(f"{folder}/front")
        exchange(near, listener.accept()[0], bytes(1 << 20), b"back")
        code = relay.wait(PATIENCE)
    with open(trace, encoding="utf-8") as file:
        text = file.read()
    moved = sum(int(count) for count in re.findall(r"splice\(.*= (\d+)", text))
    copied = sum(int(count) for count in re.findall(r"sendto\(.*= (\d+)", text))
    checks.check(code == 0 and moved >= 3 << 19 and copied <= 1 << 18 and moved // 2 + copied == (1 << 20) + 4,
                 f"zero_copy: {code}, {moved}, {copied}")
    for name in ("trace", "back"):
        os.unlink(f"{folder}/{name}")


def main():
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        if not checks.lacks("relay", "unix inet"):
            for check in (check_big, check_many, check_half_close, check_reset, check_nobody_behind, check_records,
                          check_datagrams_behind, check_timeouts, check_zero_copy):
                check(checks, folder)
        check_wrong_input(checks, folder)
    checks.finish()


if __name__ == "__main__":
    main()
