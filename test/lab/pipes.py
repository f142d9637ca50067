# SPDX-License-Identifier: MIT
"""The command between families that have no half close, on a kernel that has them: pipes.py COMMAND"""
import subprocess
import sys
import time

from support.report import Report

COMMAND = sys.argv[1]
PATIENCE = 60
CASES = (("tipc stream", "stream", "tipc:NAMESEQ,18888,17,17", "tipc:NAME,18888,17"),
         ("tipc seqpacket", "seqpacket", "tipc:NAMESEQ,18889,17,17", "tipc:NAME,18889,17"),
         ("sctp", "sctp", "inet:127.0.0.1:7301", "inet:127.0.0.1:7301"))


def begin(name, *arguments):
    return subprocess.Popen([COMMAND, name, "--json", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE)


def finish(process):
    """(exit code, output), the input ended."""
    try:
        out, _ = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        return "does not end", process.communicate()[0]
    return process.returncode, out


def exchange(protocol, there, here, answer, late):
    """What who listens and who connects end with; `late` is sent a while after the listener's input has ended."""
    listener = begin("listen", "--once", "--protocol", protocol, there)
    listener.stderr.readline()
    listener.stdin.write(answer)
    listener.stdin.close()
    listener.stdin = None
    asker = begin("connect", "--protocol", protocol, here)
    asker.stdin.write(b"question")
    asker.stdin.flush()
    if late:
        time.sleep(1.5)
        asker.stdin.write(late)
    return finish(asker), finish(listener)


def main():
    report = Report()
    for name, protocol, there, here in CASES:
        for answer, late in ((b"", b", late"), (b"answer", b"")):
            found = exchange(protocol, there, here, answer, late)
            report.check(found == ((0, answer), (0, b"question" + late)), f"{name}, {answer}, {late}: {found}")
    report.finish()


if __name__ == "__main__":
    main()
