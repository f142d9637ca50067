# SPDX-License-Identifier: MIT
"""The lab as a test: boots it four times, runs everything, and keeps what came out in BUILD/lab.

    flows.json, flows.md    what was exchanged, in every family
    log                     all that was said

Skipped only where this machine lacks the programs for it (tools/setup.sh test installs them).
"""
import os
import pathlib
import re
import subprocess

import kernel
import table
from support.report import Report

HERE = pathlib.Path(__file__).resolve().parent
BUILD = pathlib.Path(os.environ["SOCKFAM_BUILD"])
OUT = BUILD / "lab"
SUMMARY = re.compile(r"(\d+) passed, (\d+) failed, (\d+) skipped")
REASON = re.compile(r"suite[a-z ]*: .*: (FAIL:|failed:|FAIL,|TIMEOUT,)")
TIMEOUT = 400 # seconds, for each boot
INTROSPECT = os.environ.get("MESONINTROSPECT", "meson introspect").split()

# options of `run`, and the column of conditions.py; the first boot is for everything else
OTHER_BOOTS = (["--no-preload"], ["--no-autoload"],
               ["--without", "can-raw", "--without", "tipc", "--without", "af_alg"])


def boot(options, script, *arguments):
    """What it said, and its exit status."""
    command = [HERE / "run", "--timeout", str(TIMEOUT), *options, "--", "/usr/bin/python3", HERE / script, *arguments]
    environment = {**os.environ, "SOCKFAM_CONFIG": str(BUILD / "config/sockfam.json")}
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False, errors="surrogateescape", env=environment)
    return done.stdout, done.returncode


def count(report, what, output, status):
    """Adds the last counts of a boot to the report, with its reasons."""
    found = SUMMARY.findall(output)
    passed, failed, skipped = map(int, found[-1]) if found else (0, 0, 0)
    if not found or (status and not failed):
        failed += 1
        print(f"FAIL: {what}: exit status {status}")
        print(*output.splitlines()[-30:], sep="\n")
    report.passed += passed
    report.failed += failed
    report.skipped += skipped
    for line in output.splitlines():
        if line.startswith(("FAIL:", "SKIP:", "lab:")):
            print(line)
        elif REASON.match(line): # of a test of the build
            print(f"FAIL: {line}")


def show(output):
    """The flows' results, and where they are kept."""
    (OUT / "log").write_text(output, encoding="utf-8", errors="surrogateescape")
    flows = OUT / "flows.json"
    if flows.exists():
        text = table.markdown(table.load(flows))
        (OUT / "flows.md").write_text(text, encoding="utf-8")
        print(text)


def main():
    report = Report()
    try:
        kernel.prepare()
    except kernel.ProgramsMissing as error:
        report.skip(f"the lab: {error}")
        report.finish()
    except kernel.LabError as error:
        report.check(False, f"the lab: {error}")
        report.finish()
    OUT.mkdir(exist_ok=True)
    (OUT / "flows.json").unlink(missing_ok=True)
    with open(OUT / "tests.json", "wb") as tests:
        subprocess.run([*INTROSPECT, "--tests", BUILD], check=True, stdout=tests)
    output, status = boot(["--out", OUT], "inside.py", BUILD, OUT / "tests.json")
    show(output)
    count(report, "the lab", output, status)
    for options in OTHER_BOOTS:
        count(report, " ".join(options), *boot(options, "conditions.py", options[0].removeprefix("--")))
    report.finish()


if __name__ == "__main__":
    main()
