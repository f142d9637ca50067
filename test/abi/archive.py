# SPDX-License-Identifier: MIT
"""The archive for static linking has no global symbol but the public ones, so that a program may have its own sf_fail.

Arguments: the archive, the linker's arguments for what it needs, then the compiler's for this build.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from support import source
from support.report import Report

PROGRAM = """
#include <stdio.h>
#include <sockfam/sockfam.h>

int sf_fail(void);
int sf_hash = 7;

int sf_fail(void)
{
    return sf_hash;
}

int main(void)
{
    struct sockfam_context *ctx = NULL;
    int result = sockfam_context_open(&ctx, NULL, NULL);
    if (result == 0)
        printf("%zu\\n", sockfam_family_count(ctx));
    sockfam_context_close(ctx);
    return result < 0 || sf_fail() != 7;
}
"""


def global_symbols(path):
    lines = subprocess.run(["nm", "-P", "--defined-only", path], check=True, capture_output=True, text=True).stdout
    found = [line.split() for line in lines.splitlines() if len(line.split()) > 1]
    return {name for name, kind, *_ in found if kind.isupper()}


def check_program(report, archive, needed, options):
    root = source.root()
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder) / "program"
        (pathlib.Path(folder) / "program.c").write_text(PROGRAM, encoding="utf-8")
        command = [*os.environ["CC"].split(), *options, f"-I{root}/abi", f"{folder}/program.c", archive, *needed, "-o",
                   program]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if not report.check(done.returncode == 0, f"a program with its own sf_fail: {done.stderr}"):
            return
        clean = {name: value for name, value in os.environ.items() if not name.startswith("SOCKFAM_")}
        done = subprocess.run([program], capture_output=True, text=True, check=False, env=clean)
        report.check(done.returncode == 0, f"it ends with {done.returncode}: {done.stderr}")


def main():
    report = Report()
    archive, needed, *options = sys.argv[1:]
    # names with two underscores are the compiler's and the linker's
    foreign = [name for name in sorted(global_symbols(archive)) if not re.match("sockfam_|_", name)]
    report.none_of(foreign, "libsockfam.a has a global symbol")
    check_program(report, archive, needed.split(), options)
    report.finish()


if __name__ == "__main__":
    main()
