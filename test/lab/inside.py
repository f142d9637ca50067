# SPDX-License-Identifier: MIT
"""All tests of one boot, in the lab: inside.py BUILD TESTS.json

Prints what they print, and the sum of their counts as the last line. The flows' table and its JSON stay in
$SOCKFAM_LAB_OUT.
"""
import os
import pathlib
import re
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
SUMMARY = re.compile(r"(\d+) passed, (\d+) failed, (\d+) skipped")
PYTHON = "/usr/bin/python3"
AS_USER = ["/run/lab/confine", "-u", "1000:1000"]
# tests of the build that look at the kernel, and those that are worth the time only once
SUITE = ["flow_", "socket_", "probe", "address_lookup"]
COMMAND_SUITE = ["command_address", "command_probe"]


def steps(build, tests):
    """name -> command, in the order in which they can run: after root's flows nobody can call an adapter any more."""
    agent, flow = build / "test/lab/agent", build / "test/lab/flow"
    return {
        "flows as a user": [*AS_USER, flow],
        "flows": [flow],
        "codecs": [PYTHON, HERE / "codecs.py", agent],
        "traced": [PYTHON, HERE / "traced.py", agent],
        "pipes": [PYTHON, HERE / "pipes.py", build / "tools/sockfam"],
        "conditions": [PYTHON, HERE / "conditions.py", "loaded"],
        "confined": [PYTHON, HERE / "conditions.py", "confined"],
        "suite": [PYTHON, HERE / "suite.py", tests, "/tmp/suite", *SUITE, *COMMAND_SUITE],
        "suite as a user": [*AS_USER, PYTHON, HERE / "suite.py", tests, "/tmp/suite of a user", *SUITE],
    }


def run(name, command):
    """The counts of one step; one failure if it does not say any."""
    start = time.monotonic()
    environment = {**os.environ, "SOCKFAM_LAB_OUT": "/tmp"} if command[0] == AS_USER[0] else None
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, text=True, check=False,
                          errors="surrogateescape", env=environment)
    lines = done.stdout.splitlines()
    print(f"---- {name}, {time.monotonic() - start:.1f} s", *lines, sep="\n")
    found = [list(map(int, match.groups())) for match in map(SUMMARY.fullmatch, lines) if match]
    counts = [sum(column) for column in zip(*found)] if found else [0, 0, 0]
    if done.returncode and not counts[1] or not found:
        print(f"FAIL: {name}: exit status {done.returncode}")
        counts[1] += 1
    sys.stdout.flush()
    return counts


def main():
    build = pathlib.Path(sys.argv[1])
    total = [0, 0, 0]
    subprocess.run([HERE / "devices"], check=True)
    for name, command in steps(build, sys.argv[2]).items():
        total = [one + other for one, other in zip(total, run(name, command))]
    print("%d passed, %d failed, %d skipped" % tuple(total))
    sys.exit(1 if total[1] else 0)


if __name__ == "__main__":
    main()
