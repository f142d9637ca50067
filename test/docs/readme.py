# SPDX-License-Identifier: MIT
"""README against what is here: its C compiles, its commands print what it shows; likewise the driver in driver.h."""
import json
import os
import re
import shlex
import subprocess
import tempfile

from support import source
from support.report import Report

ROOT = source.root()
README = (ROOT / "README.md").read_text(encoding="utf-8")
FRAME = """\
#include <stdio.h>
#include <sys/socket.h>
#include <sockfam/sockfam.h>
{includes}
int example(struct sockfam_context *ctx, struct sockfam_error error, int fd);
int example(struct sockfam_context *ctx, struct sockfam_error error, int fd)
{{
    (void)ctx, (void)error, (void)fd;
    {{
{body}
    }}
    return 0;
}}
"""
NEEDS = {"bluetooth", "can", "inet", "inet6", "tipc", "vsock"}
VARIES = re.compile(r"--bound ")  # the port is the kernel's choice


def compiles(report, name, text, *options):
    with tempfile.TemporaryDirectory() as folder:
        command = [*shlex.split(os.environ.get("CC", "cc")), "-std=c17", "-D_GNU_SOURCE", "-Wall", "-Werror",
                   f"-I{ROOT / 'abi'}", *options, "-x", "c", "-c", "-o", os.path.join(folder, "example.o"), "-"]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
        report.check(done.returncode == 0, f"{name} does not compile:\n{text}{done.stderr}")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


def try_c(report):
    report.check(blocks("c"), "README shows no C")
    for number, block in enumerate(blocks("c"), 1):
        includes = "".join(line for line in block.splitlines(True) if line.startswith("#"))
        body = "".join(line for line in block.splitlines(True) if not line.startswith("#"))
        compiles(report, f"C block {number} of README", FRAME.format(includes=includes, body=body))


def try_driver(report):
    header = (ROOT / "abi/sockfam/driver.h").read_text(encoding="utf-8")
    example = re.search(r"^ \*\n((?: \*(?:     .*)?\n)+?) \*\n \* <sockfam/table.h>", header, re.M)
    if report.check(example is not None, "driver.h has no example of a driver"):
        text = re.sub(r"^ \*(?: {5})?", "", example[1], flags=re.M)
        compiles(report, "the example in driver.h", text, f"-I{ROOT / 'plugins/vsock'}", "-Wno-unused")


def run(command, words):
    return subprocess.run([command, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False).stdout


def try_commands(report):
    command = os.environ.get("SOCKFAM_COMMAND", str(ROOT / "build/tools/sockfam"))
    if not command.startswith(os.environ.get("SOCKFAM_BUILD", command)):
        return report.skip("README shows bytes as this machine's own command prints them")
    known = {family["name"] for family in json.loads(run(command, ["families", "--json"]))}
    if not NEEDS <= known:
        return report.skip(f"README shows families that this build lacks: {', '.join(sorted(NEEDS - known))}")
    compared = 0
    for block in blocks(""):
        for line, shown in re.findall(r"^\$ sockfam (.*)\n((?:(?!\$ ).*\n)*)", block, re.M):
            given, shown = run(command, shlex.split(line, comments=True)), shown.strip("\n")
            if VARIES.search(line):
                given, shown = (re.sub(r"^(....)....", r"\1PORT", text) for text in (given, shown))
            same = given.startswith(shown[:-3]) if shown.endswith("...") else given.strip("\n") == shown
            compared += 1
            report.check(same, f"README on `sockfam {line}`:\n{shown}\nbut it prints\n{given}")
    shown = len(re.findall(r"^\$ sockfam ", README, re.M))
    report.check(compared == shown > 0, f"README shows {shown} commands, and {compared} were compared")
    return None


def main():
    report = Report()
    try_c(report)
    try_driver(report)
    try_commands(report)
    report.finish()


if __name__ == "__main__":
    main()
