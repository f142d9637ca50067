# SPDX-License-Identifier: MIT
"""Where listeners are: the files of unix sockets, whose they are, sockets that systemd passes; and limits."""
import os
import resource
import signal
import socket
import stat
import subprocess
import tempfile
import time

from command import COMMAND, Checks, environment
from running import PATIENCE, Running, client, port_of, read_all, server


def leave_behind(path, kind=socket.SOCK_STREAM):
    """The file of a socket that is gone."""
    with socket.socket(socket.AF_UNIX, kind) as one:
        one.bind(path)


def ends_well(checks, one, arguments):
    """It cleans up and ends by itself: who is killed leaves everything alone too."""
    done = one.finish(signal.SIGTERM)
    checks.check(done[0] == 0, f"end_of_a_listener: {arguments}, {done}")


def check_removal(checks, folder):
    """Only the file that was made is removed, whatever lies there at the end."""
    path = f"{folder}/own"
    for name, arguments in (("listen", [path]), ("relay", [path, f"{folder}/none"]),
                            ("listen", ["--protocol", "dgram", path])):
        with Running(name, *arguments, given=None) as one:
            one.address()
            os.unlink(path)
            with open(path, "w", encoding="utf-8") as file:
                file.write("precious")
            ends_well(checks, one, arguments)
        with open(path, encoding="utf-8") as file:
            checks.check(file.read() == "precious", f"regular_file_instead: {arguments}")
        os.unlink(path)
        with Running(name, *arguments, given=None) as one:
            one.address()
            os.unlink(path)
            with server(path) as other:
                ends_well(checks, one, arguments)
                with client(path):
                    other.accept()[0].close()
        checks.check(stat.S_ISSOCK(os.lstat(path).st_mode), f"another_server_instead: {arguments}")
        os.unlink(path)
        with Running(name, *arguments, given=None) as one:
            one.address()
            os.rename(path, path + ".moved")
            ends_well(checks, one, arguments)
        checks.check(os.listdir(folder) == ["own.moved"], f"moved_file: {arguments}, {os.listdir(folder)}")
        os.unlink(path + ".moved")


def check_takeover(checks, folder):
    """A file whose socket is gone is replaced; one that is in use, or is not a socket, is not."""
    path = f"{folder}/stale"
    for kind, options in ((socket.SOCK_STREAM, []), (socket.SOCK_DGRAM, ["--protocol", "dgram"]),
                          (socket.SOCK_SEQPACKET, ["--protocol", "seqpacket"])):
        leave_behind(path, kind)
        with Running("listen", *options, path, given=None) as one:
            checks.check(one.address() == f"unix:{path}", f"stale_file_is_replaced: {options}, {one.text}")
            checks.fails("file_in_use", ["listen", *options, path], 1, "Address already in use")
            one.finish(signal.SIGTERM)
        checks.check(not os.listdir(folder), f"stale_file: {os.listdir(folder)} is left")
        with socket.socket(socket.AF_UNIX, kind) as alive:
            alive.bind(path)
            if kind != socket.SOCK_DGRAM:
                alive.listen(0)
            checks.fails("other_in_use", ["listen", *options, path], 1, "Address already in use")
            checks.fails("other_kind_in_use", ["listen", path], 1, "Address already in use")
        os.unlink(path)
    with open(path, "w", encoding="utf-8"):
        pass
    checks.fails("regular_file", ["listen", path], 1, "Address already in use")
    checks.check(os.listdir(folder) == ["stale"], "regular_file_stays")
    os.unlink(path)


def check_owner(checks, folder):
    path = f"{folder}/own"
    umask = os.umask(0o077)
    try:
        for mode in ("660", "0606"):
            with Running("listen", "--mode", mode, path, given=None) as one:
                one.address()
                found = stat.S_IMODE(os.lstat(path).st_mode)
                checks.check(found == int(mode, 8), f"mode {mode}: {found:o}")
                one.finish(signal.SIGTERM)
    finally:
        os.umask(umask)
    with Running("relay", "--owner", f"{os.getuid()}:{os.getgid()}", path, "@none") as one:
        checks.check(one.address() == f"unix:{path}", f"owner: oneself, {one.text}")
        one.finish(signal.SIGTERM)
    if os.getuid() == 0:
        with Running("listen", "--owner", "nobody:12345", path, given=None) as one:
            one.address()
            found = os.lstat(path)
            checks.check((found.st_uid, found.st_gid) == (65534, 12345), f"owner: {found}")
            one.finish(signal.SIGTERM)
    else:
        checks.fails("owner_denied", ["listen", "--owner", "0", path], 1, "cannot set mode and owner of")
    checks.fails("mode_of_no_file", ["listen", "--mode", "600", "127.0.0.1:0"], 1, "it is not a file")
    for option, value in (("--mode", "888"), ("--mode", "x"), ("--mode", "10000"), ("--owner", "no-such-user"),
                          ("--owner", ":"), ("--owner", "root:no-such-group")):
        checks.fails(f"{option} {value}", ["listen", option, value, path], 2, f"{option} takes")
    checks.check(not os.listdir(folder), f"owner: {os.listdir(folder)} is left")


def activated(passed, *arguments, pid="$$"):
    """A process that has these sockets from descriptor 3 on, as systemd starts it."""
    def place():
        kept = [os.dup2(one.fileno(), 100 + at) for at, one in enumerate(passed)]
        for at, fd in enumerate(kept):
            os.dup2(fd, 3 + at)
    words = f'LISTEN_FDS={len(passed)} LISTEN_PID={pid} exec "$0" "$@"'
    return subprocess.Popen(["sh", "-c", words, COMMAND, *arguments], env=environment(), preexec_fn=place,
                            close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def check_activation(checks, folder):
    with server() as inet, server(f"{folder}/passed") as unix:
        process = activated([inet, unix], "listen", "--activated", "--receive-only")
        for one in (inet, unix):
            with client(one.getsockname() if isinstance(one.getsockname(), str) else one.getsockname()[1]) as who:
                who.sendall(b"x")
        heard = process.stdout.read(2)
        process.terminate()
        process.wait(PATIENCE)
        checks.check(heard == b"xx" and os.path.exists(f"{folder}/passed"), f"activated_listener: {heard}")
        with server(f"{folder}/back") as back:
            process = activated([inet], "relay", "--activated", f"{folder}/back")
            with client(inet.getsockname()[1]) as near, back.accept()[0] as far:
                near.sendall(b"question")
                checks.check(far.recv(100) == b"question", "activated_relay")
            process.terminate()
            process.communicate(timeout=PATIENCE)
        process = activated([inet], "listen", "--activated", pid="1")
        said = process.communicate(timeout=PATIENCE)[1]
        checks.check(process.returncode == 1 and b"LISTEN_FDS" in said, f"sockets_of_another_process: {said}")
    checks.fails("activated_without", ["listen", "--activated"], 1, "no listening socket was passed")
    checks.fails("activated_and_address", ["listen", "--activated", "@x"], 2, "too many addresses")
    for name in ("passed", "back"):
        os.unlink(f"{folder}/{name}")


def check_limits(checks, folder):
    """As many connections as there are descriptors for; the others wait until some have ended. It is said once."""
    def few():
        resource.setrlimit(resource.RLIMIT_NOFILE, (48, 48))
    with server(f"{folder}/back") as back:
        back.listen(100)
        process = subprocess.Popen([COMMAND, "relay", "127.0.0.1:0", f"{folder}/back", "--json"], env=environment(),
                                   preexec_fn=few, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        port = port_of(process.stdout.readline().decode().partition('"address":"')[2].partition('"')[0])
        clients = [client(port) for _ in range(40)]
        for at, one in enumerate(clients):
            one.sendall(b"%d" % at)
        served = 0
        back.settimeout(1)
        pairs = []
        try:
            while True:
                pairs.append(back.accept()[0])
                served += 1
        except TimeoutError:
            pass
        checks.check(5 < served < 40, f"limit: {served} connections with 48 descriptors")
        for one in clients:
            one.shutdown(socket.SHUT_WR)
        back.settimeout(PATIENCE)
        texts = []
        while len(texts) < 40:
            far = pairs.pop(0) if pairs else back.accept()[0]
            far.settimeout(PATIENCE)
            texts.append(read_all(far)[0])
            far.close()
        checks.check(sorted(texts, key=int) == [b"%d" % at for at in range(40)], f"limit: {texts}")
        process.terminate()
        said = process.communicate(timeout=PATIENCE)[1].decode()
        checks.check(said.count("next connections wait") == 1, f"limit_is_said_once: {said!r}")
        for one in clients:
            one.close()
    os.unlink(f"{folder}/back")


def check_backlog(checks, folder):
    """Where the backlog of B is full it is waited for, by each as long as it may, and all are served."""
    path = f"{folder}/back"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.settimeout(PATIENCE)
        listener.bind(path)
        listener.listen(0)
        with client(path), Running("connect", "--timeout", "20", path, given=b"x") as asker:
            time.sleep(0.3)
            waits = asker.process.poll() is None
            listener.accept()[0].close()
            peer = listener.accept()[0]
            peer.settimeout(PATIENCE)
            heard = read_all(peer)
            peer.close()
            done = asker.finish()
            checks.check(waits and heard == (b"x", "") and done[0] == 0, f"full_backlog: {waits}, {heard}, {done}")
        with client(path):
            begin = time.monotonic()
            checks.fails("full_backlog_for_too_long", ["connect", "--timeout", "0.5", path], 1,
                         "timed out after 0.5 s")
            took = time.monotonic() - begin
            checks.check(0.4 < took < 10, f"full_backlog_for_too_long: {took} s")
            listener.accept()[0].close()
        with Running("relay", "--timeout", "20", f"{folder}/front", path) as relay:
            where = relay.address()[5:]
            clients = [client(where) for _ in range(20)]
            for at, one in enumerate(clients):
                one.sendall(b"%d" % at)
                one.shutdown(socket.SHUT_WR)
            time.sleep(0.3)
            texts = []
            for _ in clients:
                peer = listener.accept()[0]
                peer.settimeout(PATIENCE)
                texts.append(read_all(peer)[0])
                peer.close()
            checks.check(sorted(texts, key=int) == [b"%d" % at for at in range(20)], f"full_backlog_of_b: {texts}")
            for one in clients:
                one.close()
            relay.finish(signal.SIGTERM)
    os.unlink(path)


def main():
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        if not checks.lacks("places", "unix inet"):
            for check in (check_removal, check_takeover, check_owner, check_activation, check_limits, check_backlog):
                check(checks, folder)
    checks.finish()


if __name__ == "__main__":
    main()
