# SPDX-License-Identifier: MIT
"""Each public header compiles alone, as C17 and as C++17, without a warning, with each compiler there is."""
import os
import shutil
import subprocess

from support import source
from support.report import Report

COMPILERS = {"C17": (["gcc", "clang"], ["-x", "c", "-std=c17"]),
             "C++17": (["g++", "clang++"], ["-x", "c++", "-std=c++17"])}
STRICT = ["-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"]


def compile_alone(compiler, options, header):
    """The compiler's run over a source that includes the header and declares one thing, since C wants one."""
    text = f"#include <sockfam/{header.name}>\ntypedef int alone;\n"
    command = [compiler, *options, *STRICT, f"-I{header.parent.parent}", "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C"},
                          check=False)


def main():
    report = Report()
    headers = source.files(source.root() / "abi" / "sockfam", ".h")
    for language, (compilers, options) in COMPILERS.items():
        present = [compiler for compiler in compilers if shutil.which(compiler)]
        if not present:
            report.skip(f"headers as {language}: neither {' nor '.join(compilers)} is installed")
        for compiler in present:
            for header in headers:
                done = compile_alone(compiler, options, header)
                report.check(done.returncode == 0, f"{header.name} as {language}, {compiler}: {done.stderr.strip()}")
    report.finish()


if __name__ == "__main__":
    main()
