# SPDX-License-Identifier: MIT
"""How transfers end, and that they can be ended: urgent data, floods, descriptors that are gone, resets, no half close."""
import json
import os
import select
import signal
import socket
import subprocess
import tempfile
import threading
import time

from command import COMMAND, Checks, compile_plugin, environment, plugin_file
from running import PATIENCE, Running, client, client_soon, port_of, read_all, reset, server

SOON = 5  # seconds; what is stuck takes longer, a busy machine does not

# unix stream sockets as if they could not end one direction only
WHOLE = """
#include <sockfam/short_names.h>
SOCKFAM_FORMATS({ "whole", "a file name", "whole:/run/x.sock", .af = 1, .size = 110, .min = 2 });
SOCKFAM_FIELDS({ "whole", "path", "file name, 108 bytes", PATH, .at = 2, .size = 108 });
SOCKFAM_PROTOCOLS({ "stream", "ordered bytes", "whole", "unix", "UNIX", .type = SOCKFAM_STREAM,
                    .flags = SOCKFAM_PROTOCOL_NO_HALF_CLOSE });
SOCKFAM_DRIVER("whole", "no half close", 1);
"""


def through_inet(*options):
    """A relay between inet sockets: (relay, near, far)."""
    with server() as listener:
        relay = Running("relay", "--once", *options, "127.0.0.1:0", "127.0.0.1:%d" % listener.getsockname()[1])
        near = client(port_of(relay.address()))
        far = listener.accept()[0]
        far.settimeout(PATIENCE)
    return relay, near, far


def stops(running, number=signal.SIGTERM):
    """How long a signal takes, at most PATIENCE. What ended before it, or crashes, takes for ever."""
    begin, lived = time.monotonic(), running.process.poll() is None
    code = running.finish(number)[0]
    return time.monotonic() - begin if lived and code in (0, 1) else float("inf")


def check_urgent(checks):
    """A mark of urgent data is neither an end nor a pause: all that follows comes, and the byte itself stays urgent."""
    for closes in (True, False):
        relay, near, far = through_inet()
        with relay:
            near.sendall(b"abc")
            near.send(b"!", socket.MSG_OOB)
            near.sendall(b"def")
            if closes:
                near.close()
            data = far.recv(3)
            select.select([], [], [far], PATIENCE)
            try:
                urgent = far.recv(1, socket.MSG_OOB)
            except OSError as error:
                urgent = error
            while len(data) < 6 and (part := far.recv(10)):
                data += part
            checks.check((data, urgent) == (b"abcdef", b"!"), f"urgent_data_passes, closed {closes}: {data}, {urgent}")
            if closes:
                far.close()
                checks.check(relay.finish()[0] == 0, "urgent_data_and_an_end: exit code")
            else:
                ticks = processor_ticks(relay.process.pid)
                time.sleep(0.3)
                spent = processor_ticks(relay.process.pid) - ticks
                checks.check(spent < 15, f"urgent_data_does_not_make_it_spin: {spent} ticks in 0.3 s")
                took = stops(relay)
                checks.check(took < SOON, f"urgent_data_leaves_signals_alone: {took} s")
    relay, near, far = through_inet()
    with relay:
        big = os.urandom(3 << 20)
        sender = threading.Thread(target=lambda: (near.sendall(big), near.send(b"!", socket.MSG_OOB),
                                                  near.sendall(big), near.shutdown(socket.SHUT_WR)))
        sender.start()
        data = read_all(far)[0]
        sender.join()
        far.close()
        checks.check(data == big + big, f"urgent_data_amid_bulk: {len(data)} bytes of {2 * len(big)}")
        checks.check(relay.finish()[0] == 0, "urgent_data_amid_bulk: exit code")


def processor_ticks(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        return sum(int(field) for field in stat.read().rpartition(")")[2].split()[11:13])


def drain(one):
    thread = threading.Thread(target=read_all, args=(one,), daemon=True)
    thread.start()
    return thread


def check_floods(checks, folder):
    """What never waits can be interrupted even so."""
    with socket.socket(type=socket.SOCK_DGRAM) as peer, open("/dev/zero", "rb") as zero:
        peer.bind(("127.0.0.1", 0))
        where = "127.0.0.1:%d" % peer.getsockname()[1]
        for number in (signal.SIGINT, signal.SIGTERM):
            with Running("connect", "--protocol", "udp", where, given=zero) as one:
                one.event("connected")
                time.sleep(0.2)
                took = stops(one, number)
                checks.check(took < SOON and one.process.returncode == 1, f"flood_of_datagrams: {took} s")
    with server(f"{folder}/flood") as listener, open("/dev/zero", "rb") as zero:
        with Running("connect", f"{folder}/flood", given=zero) as one:
            drain(listener.accept()[0])
            time.sleep(0.2)
            took = stops(one)
            checks.check(took < SOON, f"flood_of_bytes: {took} s")
        with Running("relay", f"{folder}/front", f"{folder}/flood") as relay, \
                Running("connect", relay.address(), given=zero) as one:
            drain(listener.accept()[0])
            time.sleep(0.2)
            took = stops(relay)
            checks.check(took < SOON, f"flood_through_a_relay: {took} s")
            stops(one)
    os.unlink(f"{folder}/flood")
    with open("/dev/zero", "rb") as zero, open("/dev/null", "wb") as null:
        with Running("listen", f"{folder}/flood", output=null) as listener, \
                Running("connect", listener.address(), given=zero) as one:
            listener.event("connected")
            time.sleep(0.2)
            took = stops(listener)
            checks.check(took < SOON, f"flood_of_a_listener: {took} s")
            stops(one)


def shell(words, *arguments, **options):
    """The finished process of a shell's line, in which "$0" is the command."""
    return subprocess.run(["sh", "-c", words, COMMAND, *arguments], env=environment(), capture_output=True,
                          check=False, timeout=PATIENCE, **options)


def serve_once(listener, data):
    """Sends to who connects, and collects what comes, in the background."""
    heard = []

    def serve():
        with listener.accept()[0] as peer:
            peer.settimeout(PATIENCE)
            peer.sendall(data)
            peer.shutdown(socket.SHUT_WR)
            heard.append(read_all(peer))
    thread = threading.Thread(target=serve)
    thread.start()
    return thread, heard


def check_descriptors(checks, folder):
    """An input that is closed or cannot be read has ended, and the payload arrives; an output that is gone is the end."""
    with server(f"{folder}/there") as listener:
        for name, words in (("closed", '"$0" connect "$1" <&-'), ("of nohup", '"$0" connect "$1" 0>/dev/null')):
            thread, heard = serve_once(listener, b"payload")
            done = shell(words, f"{folder}/there")
            thread.join(PATIENCE)
            checks.check((done.returncode, done.stdout, done.stderr, heard) == (0, b"payload", b"", [(b"", "")]),
                         f"input_that_is_{name}: {done}, {heard}")
        thread, heard = serve_once(listener, b"payload")
        done = shell('"$0" connect "$1" <"$2"', f"{folder}/there", folder)
        thread.join(PATIENCE)
        checks.check((done.returncode, done.stdout) == (1, b"payload") and b"cannot read standard input" in done.stderr,
                     f"input_that_is_a_folder: {done}")
        thread, _ = serve_once(listener, b"payload")
        done = shell('"$0" connect "$1" </dev/null >&-', f"{folder}/there")
        thread.join(PATIENCE)
        checks.check(done.returncode == 1 and b"cannot write the result" in done.stderr, f"output_closed: {done}")
    os.unlink(f"{folder}/there")
    reader, output = os.pipe()
    with Running("listen", f"{folder}/gone", output=output) as listener:
        os.close(output)
        with client(listener.address()[5:]) as one:
            listener.event("connected")
            os.close(reader)
            one.sendall(b"data")
            done = listener.finish()
        says = "cannot write the result: Broken pipe" in done[2] or "standard output is gone" in done[2]
        checks.check(done[0] == 1 and says,
                     f"output_that_is_gone_ends_a_listener: {done}")
    reader, output = os.pipe()
    with Running("listen", f"{folder}/gone", output=output) as listener:
        os.close(output)
        listener.address()
        os.close(reader)
        done = listener.finish()
        checks.check(done[0] == 1 and "standard output is gone" in done[2] and not os.listdir(folder),
                     f"output_that_is_gone_ends_an_idle_listener: {done}")


def check_resets(checks, folder):
    """A reset is a failure whenever it comes: before, while nothing moves, and after the end."""
    with server() as listener:
        where = "127.0.0.1:%d" % listener.getsockname()[1]
        for name, sends, ends in (("idle", b"", False), ("after_data", b"begun", False), ("after_an_end", b"x", True)):
            with Running("connect", where, given=None) as asker:
                asker.event("connected")
                peer = listener.accept()[0]
                peer.sendall(sends)
                if ends:
                    peer.shutdown(socket.SHUT_WR)
                heard = asker.process.stdout.read1(10) if sends else b""
                if ends:
                    asker.process.stdout.read()
                reset(peer)
                end, done = asker.event("ended"), asker.finish()
                checks.check((heard, done[0], end.get("good")) == (sends, 1, False), f"reset_{name}: {done}, {end}")
        for wait in (0, 0.2):
            with Running("connect", where, given=b"question") as asker:
                asker.event("connected")
                peer = listener.accept()[0]
                time.sleep(wait)
                peer.close()  # with the question unread
                end, done = asker.event("ended"), asker.finish()
                checks.check((done[0], end.get("good")) == (1, False), f"unread_question, {wait} s: {done}, {end}")
    with Running("relay", f"{folder}/front", f"{folder}/none") as relay:
        with client(relay.address()[5:]) as one:
            read_all(one)
            end = relay.event("ended")
        checks.check(end == {"event": "ended", "sent": 0, "received": 0, "good": False}, f"refused_by_b: {end}")
        relay.finish(signal.SIGTERM)


def whole_config(folder):
    """A config with the family above and inet."""
    config = f"{folder}/whole.json"
    families = {"whole": {"plugin": compile_plugin(WHOLE, f"{folder}/whole.so")},
                "inet": {"plugin": plugin_file("inet")}}
    with open(config, "w", encoding="utf-8") as file:
        json.dump({"version": 1, "families": families}, file)
    return config


def check_no_half_close(checks, folder):
    """Where one direction cannot be ended alone, the other one is waited for, and an end is told by closing."""
    with tempfile.TemporaryDirectory() as own:
        extra = {"SOCKFAM_CONFIG": whole_config(own)}
        with Running("listen", "--once", f"whole:{folder}/w", extra=extra) as listener:
            with client(listener.address()[6:]) as one:
                one.settimeout(0.5)
                try:
                    ended = one.recv(1)
                except TimeoutError:
                    ended = None
                one.sendall(b"late")
            done = listener.finish()
            checks.check((ended, done) == (None, (0, b"late", "")), f"no_half_close_of_a_listener: {ended}, {done}")
        with server(f"{folder}/w") as listener, \
                Running("connect", f"whole:{folder}/w", given=b"question", extra=extra) as asker:
            with listener.accept()[0] as peer:
                peer.settimeout(PATIENCE)
                question = peer.recv(100)
                peer.sendall(b"answer")
                done = asker.finish()
                checks.check((question, done, read_all(peer)) == (b"question", (0, b"answer", ""), (b"", "")),
                             f"no_half_close_of_who_connects: {question}, {done}")
        os.unlink(f"{folder}/w")
        with server(f"{folder}/w") as listener, \
                Running("relay", "--once", "127.0.0.1:0", f"whole:{folder}/w", extra=extra) as relay:
            with client(port_of(relay.address())) as near, listener.accept()[0] as far:
                near.sendall(b"question")
                near.shutdown(socket.SHUT_WR)
                far.settimeout(1.5)
                data = far.recv(100)
                try:
                    ended = far.recv(1)
                except TimeoutError:
                    ended = None
                far.sendall(b"answer")
                far.close()
                checks.check((data, ended, read_all(near)) == (b"question", None, (b"answer", "")),
                             f"no_half_close_behind_a_relay: {data}, {ended}")
            checks.check(relay.finish()[0] == 0, "no_half_close_behind_a_relay: exit code")
        os.unlink(f"{folder}/w")


def check_ignored_signals(checks, folder):
    """Signals that were ignored when it began stay so, as nohup and a shell's background want; others end it."""
    def ignore():
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name, arguments in (("listen", [f"{folder}/l"]), ("relay", [f"{folder}/l", f"{folder}/none"])):
        process = subprocess.Popen([COMMAND, name, *arguments], env=environment(), preexec_fn=ignore,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        client_soon(f"{folder}/l").close()
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGINT)
        time.sleep(0.2)
        lives = process.poll() is None
        process.terminate()
        process.wait(PATIENCE)
        checks.check(lives, f"ignored_signals: {name} ended")


def main():
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        if not checks.lacks("ends", "unix inet"):
            check_urgent(checks)
            for check in (check_floods, check_descriptors, check_resets, check_no_half_close, check_ignored_signals):
                check(checks, folder)
    checks.finish()


if __name__ == "__main__":
    main()
