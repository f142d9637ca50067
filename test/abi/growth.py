# SPDX-License-Identifier: MIT
"""Does the ABI grow? Every combination of application, plugin and library of minor N and of the minor after it.

The next minor is made from today's sources: each row and each struct that the library hands out gets a member more, a
struct that the caller allocates takes one from its reserve, a format's code gets a function. Arguments: the library of
this build, and what this build sanitizes. (Then there is no library to compare with, and the test is skipped.)
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from support import source
from support.report import Report

ROWS = re.compile(r"^(struct sockfam_\w+_row \{\n.*?)^\};", re.M | re.S)
HANDED_OUT = re.compile(r"^(struct sockfam_(?:family|format|constant|host) \{\n.*?)^\};", re.M | re.S)
CODE = re.compile(r"^(struct sockfam_format_code \{\n.*?)^\};", re.M | re.S)
RESERVE = re.compile(r"\b(uint\d+_t) reserved\[(\d+)\];")


def grow_header(text):
    text = ROWS.sub(r"\1    uint32_t grown;\n};", text)
    text = HANDED_OUT.sub(r"\1    uint64_t grown;\n};", text)
    text = CODE.sub(r"\1    int (*grown)(const struct sockfam_call *call);\n};", text)
    return RESERVE.sub(lambda m: f"{m[1]} grown; {m[1]} reserved[{int(m[2]) - 1}];" if int(m[2]) > 1 else m[0], text)


def replace_once(path, old, new):
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        sys.exit(f"FAIL: growth.py: {path.name} has {text.count(old)} times {old!r}, not once")
    path.write_text(text.replace(old, new), encoding="utf-8")


def make_next(root, folder):
    """The sources of the next minor."""
    for part in ("abi", "core"):
        shutil.copytree(root / part, folder / part)
    grown = 0
    for path in source.files(folder / "abi", ".h"):
        text = path.read_text(encoding="utf-8")
        new = grow_header(text)
        grown += new.count(" grown") - text.count(" grown")
        path.write_text(new, encoding="utf-8")
    minor = int(re.search(r"#define SOCKFAM_ABI_MINOR (\d+)", source.read(folder / "abi/sockfam/version.h")).group(1))
    replace_once(folder / "abi/sockfam/version.h", f"#define SOCKFAM_ABI_MINOR {minor}",
                 f"#define SOCKFAM_ABI_MINOR {minor + 1}")
    replace_once(folder / "abi/sockfam/table_format.h", "#define SOCKFAM_CODE_DECODE 16u",
                 "#define SOCKFAM_CODE_DECODE 16u\n#define SOCKFAM_CODE_GROWN 0x1000u")
    replace_once(folder / "core/plugin/judge_format.c", "SOCKFAM_CODE_ENCODE | SOCKFAM_CODE_DECODE)",
                 "SOCKFAM_CODE_ENCODE | SOCKFAM_CODE_DECODE | SOCKFAM_CODE_GROWN)")
    replace_once(folder / "core/plugin/code.c", "(code->decode ? SOCKFAM_CODE_DECODE : 0)",
                 "(code->decode ? SOCKFAM_CODE_DECODE : 0) | (code->grown ? SOCKFAM_CODE_GROWN : 0)")
    replace_once(folder / "core/plugin/minor.c", "/* minor 1 begins here */",
                 f"SF_FEATURE_MEMBER({minor + 1}, PROTOCOLS, struct sockfam_protocol_row, grown),\n"
                 f"    SF_FEATURE_BITS({minor + 1}, FORMATS, struct sockfam_format_row, code, SOCKFAM_CODE_GROWN),\n"
                 "    /* minor 1 begins here */")
    return minor, grown


class Maker:
    def __init__(self):
        self.compiler = os.environ["CC"].split()
        self.jansson = subprocess.run(["pkg-config", "--cflags", "jansson"], capture_output=True, text=True,
                                      check=False).stdout.split()

    def run(self, *command):
        done = subprocess.run([*self.compiler, *command], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"FAIL: growth.py: {' '.join(map(str, command))[-200:]}: {done.stderr[:1500]}")

    def library(self, folder):
        """Compiles all of core/ without optimization: only what it does matters."""
        sources = source.files(folder / "core", ".c")
        objects = [folder / (path.relative_to(folder).as_posix().replace("/", "_") + ".o") for path in sources]
        options = ["-O0", "-std=c17", "-w", "-fPIC", "-fvisibility=hidden", "-D_GNU_SOURCE", "-DSOCKFAM_PROFILE=\"x\"",
                   f"-I{folder}", f"-I{folder}/abi", *self.jansson]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(lambda pair: self.run(*options, "-c", pair[0], "-o", pair[1]), zip(sources, objects)))
        (folder / "lib").mkdir()
        library = folder / "lib" / "libsockfam.so.0"
        self.run("-shared", "-Wl,-soname,libsockfam.so.0", f"-Wl,--version-script={folder}/abi/sockfam.map", *objects,
                 "-o", library, "-ljansson", "-ldl", "-lpthread")
        (folder / "lib" / "libsockfam.so").symlink_to(library)
        return folder / "lib"

    def plugin(self, root, headers, output, *defines):
        self.run("-O1", "-std=c17", "-w", "-shared", "-fPIC", "-fvisibility=hidden", "-nostartfiles",
                 "-Wl,--no-undefined", f"-I{headers}", *defines, root / "test/abi/growth/plugin.c", "-o", output)

    def application(self, root, headers, library, output, *defines):
        self.run("-O1", "-std=c17", "-w", f"-I{headers}", *defines, root / "test/abi/growth/application.c", "-o",
                 output, f"-L{library}", "-lsockfam")


def try_combination(application, library, plugin, folder):
    config = folder / "config.json"
    config.write_text(f'{{"version":1,"families":{{"grow":{{"plugin":"{plugin}"}}}}}}', encoding="utf-8")
    done = subprocess.run([application, config], capture_output=True, text=True, check=False,
                          env=os.environ | {"LD_LIBRARY_PATH": str(library)})
    if done.returncode != 0 or not done.stdout:
        return f"exit code {done.returncode} {done.stdout.strip()} {done.stderr.strip()}"
    return done.stdout.strip()


PRINTED = ("[first] [second] [third] [grow:1,2] [port] [node] [GROW_ONE] [GROW_TWO] GROW_A=1 GROW_B=-2 grow:1,2 1:3 "
           "error at 8")


def expected(minor, plugin, is_next, reads_new):
    uses_new = plugin.endswith(" new row") or plugin.endswith(" new code")
    if uses_new and not is_next:
        return None
    grown = f"grown {7 if plugin.endswith(' new row') else 0} " if reads_new else ""
    return f"minor {minor + 1 if uses_new else 0} {grown}{PRINTED}"


def main():
    report = Report()
    if sys.argv[2:] != ["none"]:
        report.skip(f"growth of the ABI: this build sanitizes {' '.join(sys.argv[2:])}")
        report.finish()
    root = source.root()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        maker = Maker()
        minor, grown = make_next(root, folder / "next")
        text = "".join(path.read_text(encoding="utf-8") for path in source.files(root / "abi", ".h"))
        for pattern in (ROWS, HANDED_OUT, CODE, RESERVE):
            report.check(pattern.search(text), f"nothing in the headers is {pattern.pattern!r}, so that does not grow")
        report.check(grown > 12, f"only {grown} members were added to the next minor's headers")
        headers = {"N": root / "abi", "N+1": folder / "next" / "abi"}
        libraries = {"N": pathlib.Path(sys.argv[1]).parent, "N+1": maker.library(folder / "next")}
        plugins = {"N": folder / "n.so", "N+1": folder / "n1.so", "N+1 new row": folder / "row.so",
                   "N+1 new code": folder / "code.so"}
        maker.plugin(root, headers["N"], plugins["N"])
        maker.plugin(root, headers["N+1"], plugins["N+1"])
        maker.plugin(root, headers["N+1"], plugins["N+1 new row"], "-DUSES_NEW=1")
        maker.plugin(root, headers["N+1"], plugins["N+1 new code"], "-DUSES_NEW=2")
        applications = {"N": folder / "n", "N+1": folder / "n1", "N+1 reads new": folder / "n1new"}
        maker.application(root, headers["N"], libraries["N"], applications["N"])
        maker.application(root, headers["N+1"], libraries["N+1"], applications["N+1"])
        maker.application(root, headers["N+1"], libraries["N+1"], applications["N+1 reads new"], "-DREADS_NEW")
        print(f"N is minor {minor}; in N+1 there are {grown} members more\n\n"
              f"{'application':14} {'plugin':14} {'library':8} result")
        for application, program in applications.items():
            for library, place in libraries.items():
                reads_new = application.endswith("new")
                if reads_new and library == "N":
                    continue  # it reads what is not there: it needs the newer library, as its package says
                for plugin, file in plugins.items():
                    printed = try_combination(program, place, file, folder)
                    wanted = expected(minor, plugin, library == "N+1", reads_new)
                    is_right = printed == wanted if wanted else (
                        printed.startswith("refused") and
                        printed.endswith(f"it needs a newer library (ABI minor {minor + 1})"))
                    result = "works" if is_right and wanted else "refused, says why" if is_right else "WRONG"
                    print(f"{application:14} {plugin:14} {library:8} {result}")
                    report.check(is_right, f"application {application}, plugin {plugin}, library {library}: {printed}")
    report.finish()


if __name__ == "__main__":
    main()
