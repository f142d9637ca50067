# SPDX-License-Identifier: MIT
"""The tests of running commands pass as nohup or a shell's background starts them: with signals ignored, no terminal."""
import os
import pathlib
import re
import signal
import subprocess
import sys

from support.report import Report

HERE = pathlib.Path(__file__).resolve().parent
SUMMARY = re.compile(r"(\d+) passed, (\d+) failed, \d+ skipped")
PATIENCE = 300


def detach():
    os.setsid()
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def main():
    report = Report()
    for name in ("relay.py", "traffic.py"):
        unreadable = os.open("/dev/null", os.O_WRONLY)
        done = subprocess.run([sys.executable, HERE / name], stdin=unreadable, capture_output=True, text=True,
                              check=False, timeout=PATIENCE, preexec_fn=detach)
        os.close(unreadable)
        found = SUMMARY.search(done.stdout)
        report.check(done.returncode == 0 and found and int(found[1]) > 0 and found[2] == "0",
                     f"{name}_with_signals_ignored: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    report.finish()


if __name__ == "__main__":
    main()
