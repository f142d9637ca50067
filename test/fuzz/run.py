#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Lets libFuzzer work on a target for a while: run.py PROGRAM CORPUS SECONDS; without arguments: counts a skip.

New inputs go to a folder that is thrown away; what makes the target fail is printed in base64 and kept in the build tree.
"""
import base64
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from support.report import Report

WORD = re.compile(r'"([^"]*)"|([0-9a-fA-F]{2})')


def undo_hex(text):
    """As replay.c does it."""
    return b"".join(quoted.encode() if quoted else bytes.fromhex(pair) for quoted, pair in WORD.findall(text))


def unpack(corpus, folder):
    for path in pathlib.Path(corpus).iterdir():
        data = path.read_bytes()
        if path.suffix == ".hex":
            data = undo_hex(data.decode())
        elif path.suffix == ".txt":
            data = data.removesuffix(b"\n")
        (folder / path.name).write_bytes(data)


def main():
    if len(sys.argv) < 4:
        report = Report()
        report.skip("clang has no libFuzzer here (Debian: libclang-rt-14-dev); the corpus was run without it")
        report.finish()
    program, corpus, seconds = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    report = Report()
    findings = pathlib.Path(os.environ["SOCKFAM_BUILD"]) / "fuzz" / program.name
    findings.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        unpack(corpus, pathlib.Path(folder))
        ran = subprocess.run(
            [program, f"-max_total_time={seconds}", "-timeout=10", "-max_len=4096", "-rss_limit_mb=1024",
             "-print_final_stats=1", f"-artifact_prefix={findings}/", folder],
            capture_output=True, check=False)
    said = ran.stderr.decode(errors="replace")
    if not report.check(ran.returncode == 0, f"{program.name} ended with status {ran.returncode}"):
        print(said[-6000:])
        for path in findings.iterdir():
            print(f"{path}: {base64.b64encode(path.read_bytes()).decode()}")
    print(*[line for line in said.splitlines() if "number_of_executed_units" in line])
    report.finish()


if __name__ == "__main__":
    main()
