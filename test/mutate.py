#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Whether the tests would notice: mutate.py [N] [SEED] [FOLDER..]

Makes N (20) small changes to C sources under the folders (core, plugins and tools), one at a time and chosen by SEED
(1), and runs the quick tests against each. A change that no test notices is printed: either a test is missing, or the
code means the same without it. The last line is `N mutations: K killed, S survived, D did not compile`. All of it
happens in a copy of the tree; nothing here is part of `meson test`. In the environment: JOBS, how much at once;
MUTATE_SHOW, set: the others are printed too.
"""
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ["core", "plugins", "tools"]
JOBS = os.environ.get("JOBS", str(os.cpu_count() or 1))
BUILD_SECONDS, TEST_SECONDS = 600, 240

# What takes long, needs a machine of its own, or looks at the sources rather than at what they do.
SLOW = re.compile(r"lab|vendor_.*|docs_.*|abi_.*|conformance_million|fuzz_run.*|command_background|"
                  r"command_plugin_warnings|.*_threads|failure")

# Comments, strings, characters and preprocessor lines are not touched.
SKIPPED = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|^[ \t]*#(?:[^\n]*\\\n)*[^\n]*',
                     re.DOTALL | re.MULTILINE)

OTHER_OPERATORS = {"==": ["!="], "!=": ["=="], "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"],
                   "&&": ["||"], "||": ["&&"], "+": ["-"], "-": ["+"]}


def next_number(text):
    number = text.rstrip("uUlL")
    return str(int(number, 16 if number[:2] in ("0x", "0X") else 10) + 1) + text[len(number):]


# A pattern, and what may stand in the place of its group 1: a function of the match that returns some texts.
RULES = [
    # an operator that has an operand on both sides and blanks around it, as the style wants
    (re.compile(r"(?<=[\w)\]] )(==|!=|<=|>=|<|>|&&|\|\||\+|-)(?= [\w(!*&~-])"), lambda m: OTHER_OPERATORS[m[1]]),
    # a number; `.at = 8`, `.size = 4` of tables are such
    (re.compile(r"(?<![\w.])(0[xX][0-9a-fA-F]+[uUlL]*|[1-9][0-9]*[uUlL]*|0)(?![\w.])"), lambda m: [next_number(m[1])]),
    # a condition
    (re.compile(r"\b(?:if|while) \((?=[^;{}]*\)\s*(?:\{|\n))()"), lambda m: ["!"]),
    (re.compile(r"(?<=[(\s])(!)(?=[\w(])"), lambda m: [""]),
    # a refusal, and a call that nobody asks for its result
    (re.compile(r"\breturn (-E[A-Z0-9]+)(?=;)"), lambda m: ["0"]),
    (re.compile(r"(?<=[;{}\n])\n +((?!return\b)\w+\([^;{}]*\);)(?=\n)"), lambda m: [";"]),
    # a flag of a table's row, by its long name or its short one
    (re.compile(r"(?<=[|=,] )(SOCKFAM_(?:FIELD|FORMAT|OPTION|TUPLE|PROTOCOL)_[A-Z0-9_]+|"
                r"BE|LE|HEX|WORD|OPT|NAMED|TAIL|NONZERO|FIXED|HOST|LIST|TAGGED|LENGTH_BYTE|"
                r"OPTIONAL|TRIM|IGNORED|SCALAR|COLLAPSE|WRAPS)(?= *[|,})])"), lambda m: ["0"]),
]


def blanked(text):
    """The text with blanks for all that is skipped: what is found lies where it does in the text."""
    return SKIPPED.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)


def mutations_of(text):
    """All (begin, end, replacement) that a source has."""
    code = blanked(text)
    found = []
    for pattern, others in RULES:
        for match in pattern.finditer(code):
            found += [(match.start(1), match.end(1), other) for other in others(match)]
    for at, (begin, end, other) in enumerate(found):
        if other == "!":  # stands in front of what is in parentheses, all of it
            found[at] = (begin, closing(code, begin), f"!({text[begin:closing(code, begin)]})")
    return found


def closing(code, at):
    """Where the parenthesis ends that was opened in front of `at`."""
    depth = 1
    while depth and at < len(code):
        depth += {"(": 1, ")": -1}.get(code[at], 0)
        at += 1
    return at - 1


def sources(folders):
    for folder in folders:
        place = SOURCE / folder
        yield from [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.suffix in (".c", ".h"))


def choose(folders, count, seed):
    """`count` different (path, begin, end, replacement). A large file is no likelier than it has places."""
    every = [(path.relative_to(SOURCE), *one) for path in sources(folders)
             for one in mutations_of(path.read_text(encoding="utf-8"))]
    if not every:
        sys.exit(f"mutate.py: nothing to change under {' '.join(folders)}")
    return random.Random(seed).sample(every, min(count, len(every)))


def run(seconds, *command):
    """A command's status and output; (None, "") if it took too long. Interrupted, Meson ends the tests it started."""
    env = os.environ | {"SOCKFAM_RANDOM": "2000"}  # random addresses: fewer than usual
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                          env=env, start_new_session=True) as child:
        try:
            said = child.communicate(timeout=seconds)[0]  # sets the status too
            return child.returncode, said
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGINT)
        try:
            child.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
        return None, ""


class Copy:
    """A copy of the tree with a build of its own."""

    def __init__(self, folder):
        self.tree, self.build = folder / "tree", folder / "build"
        shutil.copytree(SOURCE, self.tree, symlinks=True, ignore=shutil.ignore_patterns(".git", "build", "build-*"))
        status, said = run(BUILD_SECONDS, "meson", "setup", "-Doptimization=0", self.build, self.tree)
        if status != 0 or not self.compiles():
            sys.exit(f"mutate.py: the tree does not compile as it is\n{said}")
        self.tests = self.quick_tests()

    def compiles(self):
        return run(BUILD_SECONDS, "ninja", "-C", self.build, "-j", JOBS)[0] == 0

    def quick_tests(self):
        """The tests that are quick and pass on the tree as it is."""
        _, said = run(60, "meson", "test", "-C", self.build, "--no-rebuild", "--list")
        names = [line.split(" / ")[-1].strip() for line in said.splitlines() if " / " in line]
        self.passes([name for name in names if not SLOW.fullmatch(name)])
        log = (self.build / "meson-logs" / "testlog.json").read_text(encoding="utf-8")
        tests = [json.loads(line) for line in log.splitlines()]
        good = [test["name"].split(" / ")[-1] for test in tests if test["result"] == "OK"]
        left_out = sorted({name for name in names if not SLOW.fullmatch(name)} - set(good))
        if left_out:
            print(f"without {', '.join(left_out)}: skipped here, too slow, or failed without a mutation", flush=True)
        return good or sys.exit("mutate.py: no quick test passes on the tree as it is")

    def passes(self, tests, *options):
        status, _ = run(TEST_SECONDS, "meson", "test", "-C", self.build, "--no-rebuild", "--num-processes", JOBS,
                        "--timeout-multiplier", "0.1", *options, *tests)  # of 300 seconds a test
        return status == 0

    def judge(self, path, changed):
        """Puts a text in a source's place for a while: "killed", "survived" or "did not compile"."""
        place = self.tree / path
        original = place.read_text(encoding="utf-8")
        place.write_text(changed, encoding="utf-8")
        try:
            if not self.compiles():
                return "did not compile"
            return "survived" if self.passes(self.tests, "--maxfail", "1") else "killed"
        finally:
            place.write_text(original, encoding="utf-8")


def describe(path, text, begin, end, other):
    line = text.count("\n", 0, begin) + 1
    first, last = text.rfind("\n", 0, begin) + 1, text.find("\n", end)
    return (f"{path}:{line}: {text[first:last].strip()}\n"
            f"    becomes {(text[first:begin] + other + text[end:last]).strip()}")


def main():
    count, seed = (int(word) for word in (sys.argv[1:3] + ["20", "1"][len(sys.argv[1:3]):]))
    chosen = choose(sys.argv[3:] or FOLDERS, count, seed)
    results = {"killed": 0, "survived": 0, "did not compile": 0}
    with tempfile.TemporaryDirectory(prefix="sockfam-mutate-") as folder:
        copy = Copy(pathlib.Path(folder))
        print(f"{len(copy.tests)} tests against each of {len(chosen)} mutations", flush=True)
        for path, begin, end, other in chosen:
            text = (copy.tree / path).read_text(encoding="utf-8")
            result = copy.judge(path, text[:begin] + other + text[end:])
            results[result] += 1
            if result == "survived" or "MUTATE_SHOW" in os.environ:
                print(f"{result}: {describe(path, text, begin, end, other)}", flush=True)
    print(f"{len(chosen)} mutations: {results['killed']} killed, {results['survived']} survived, "
          f"{results['did not compile']} did not compile")


if __name__ == "__main__":
    main()
