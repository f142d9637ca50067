# SPDX-License-Identifier: MIT
"""Follows README's ten steps to a family of one's own, literally, in a copy of the source, and looks at what they print."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from support.report import Report

SOURCE = Path(os.environ["SOCKFAM_SOURCE"])


def steps(readme):
    """The shell blocks of the section, one a step, without their indentation."""
    section = readme.split("## A family of your own, in ten steps")[1].split("\n## ")[0]
    found = re.findall(r"^(\d+)\. .*?\n( *)```sh\n(.*?)\n *```", section, re.S | re.M)
    return [(int(number), "\n".join(line.removeprefix(indent) for line in block.split("\n")))
            for number, indent, block in found]


def environment():
    """A vendor's shell: no sanitizer of this build, no Python path, nothing that finds this build's own files."""
    wanted = {key: value for key, value in os.environ.items() if not key.startswith("SOCKFAM_")}
    for name in ("CC", "PYTHONPATH", "LD_PRELOAD", "DESTDIR"):
        wanted.pop(name, None)
    return wanted


def follow(blocks, folder):
    """Runs all steps in one shell; the output of each stands behind a line `== step N`."""
    script = "set -eu\n" + "".join(f"echo '== step {number}'\n{block}\n" for number, block in blocks)
    return subprocess.run(["sh", "-c", script], cwd=folder, env=environment(), text=True, timeout=240,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)


def main():
    report = Report()
    blocks = steps((SOURCE / "README.md").read_text())
    report.check([number for number, _ in blocks] == list(range(1, 11)), "README does not have ten steps with a shell block each")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "sockfam"
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("build*", ".git", "stage"))
        ran = follow(blocks, copy)
    if not report.check(ran.returncode == 0, f"the steps end with status {ran.returncode}"):
        print(ran.stdout[-3000:])
        report.finish()
    said = dict(re.findall(r"== step (\d+)\n(.*?)(?=== step|\Z)", ran.stdout, re.S))
    expected = {
        "6": ["acme", "slot", "ACME_UNIT_MAIN"],
        "10": ["the units of an ACME rack", "acme:1:7", "acme:MAIN:7", "2e 00 00 01 07 00 00 00", "AF_ACME 46",
               "ACME_UNIT_SPARE 2"],
    }
    for step, texts in expected.items():
        for text in texts:
            report.check(text in said[step], f"step {step} does not print {text!r}:\n{said[step]}")
    report.check("problem" not in said["9"].lower() or "no problem" in said["9"].lower(), f"step 9 says: {said['9']}")
    report.finish()


if __name__ == "__main__":
    sys.exit(main())
