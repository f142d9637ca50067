# SPDX-License-Identifier: MIT
"""Runs the command of this build and compares what it says."""
import json
import os
import subprocess

from support.report import Report

COMMAND = os.environ["SOCKFAM_COMMAND"]


BUILD = os.environ["SOCKFAM_BUILD"]
SOURCE = os.environ["SOCKFAM_SOURCE"]


def plugin_file(name):
    """The plugin of a family as this build made it."""
    return os.path.join(BUILD, "plugins", name, name + ".so")


def compile_plugin(source, target):
    """A plugin from C text, which may include the zoo's "odd.h"."""
    flags = ["-std=c17", "-w", "-shared", "-fPIC", "-nostartfiles", "-I", os.path.join(SOURCE, "abi"),
             "-I", os.path.join(SOURCE, "test/plugins/odd")]
    subprocess.run(os.environ.get("CC", "cc").split() + flags + ["-x", "c", "-", "-o", target],
                   input=source.encode(), check=True, timeout=60)
    return target


def environment(**extra):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SOCKFAM_")}
    return clean | extra


def run(*arguments, stdin="", **extra):
    """The finished process; text is UTF-8, with what is not escaped as Python does."""
    return subprocess.run([COMMAND, *arguments], input=os.fsencode(stdin), env=environment(**extra), timeout=60,
                          capture_output=True, check=False)


class Checks(Report):
    """Each method is one case. A case that needs a format which this build has not is skipped."""

    def __init__(self):
        super().__init__()
        listed = run("families", "--json")
        families = json.loads(listed.stdout) if listed.returncode == 0 else []
        self.families = {family["name"]: family for family in families}
        self.formats = {name for family in families for name in family["formats"]}

    def lacks(self, name, needs):
        missing = [need for need in needs.split() if need not in self.formats]
        if missing:
            self.skip(f"{name}: this build has no format {', '.join(missing)}")
        return bool(missing)

    def outcome(self, name, done, code, error):
        """What is wrong with exit code and stderr, as a list."""
        wrong = []
        said = done.stderr.decode(errors="backslashreplace")
        if done.returncode != code:
            wrong.append(f"exit code {done.returncode}, not {code}; stderr: {said.strip()}")
        if (error not in said) if error else said:
            wrong.append(f"stderr {said!r}, expected {error!r}")
        return wrong

    def prints(self, name, arguments, expected, needs="", stdin="", code=0, error="", **extra):
        """Exactly this on stdout; `error` is a part of stderr, or "" for nothing."""
        if self.lacks(name, needs):
            return
        done = run(*arguments, stdin=stdin, **extra)
        wrong = self.outcome(name, done, code, error)
        if done.stdout.decode() != expected:
            wrong.append(f"stdout {done.stdout.decode()!r}, expected {expected!r}")
        self.check(not wrong, f"{name}: {'; '.join(wrong)}")

    def gives(self, name, arguments, expected, needs="", stdin="", code=0, error="", **extra):
        """JSON on stdout whose keys and array elements include the expected ones."""
        if self.lacks(name, needs):
            return
        done = run(*arguments, stdin=stdin, **extra)
        wrong = self.outcome(name, done, code, error)
        try:
            found = [json.loads(line) for line in done.stdout.decode().splitlines()] \
                if isinstance(expected, tuple) else json.loads(done.stdout)
        except ValueError as problem:
            wrong.append(f"stdout is not JSON ({problem}): {done.stdout!r}")
        else:
            wrong += differences(list(expected) if isinstance(expected, tuple) else expected, found, "")
        self.check(not wrong, f"{name}: {'; '.join(wrong)}")

    def fails(self, name, arguments, code, error, needs="", stdin="", **extra):
        """Nothing on stdout, this in stderr."""
        self.prints(name, arguments, "", needs, stdin, code, error, **extra)


def differences(expected, found, place):
    if isinstance(expected, dict) and isinstance(found, dict):
        missing = [f"{place}/{key} is missing" for key in expected if key not in found]
        return missing + [line for key in expected if key in found
                          for line in differences(expected[key], found[key], f"{place}/{key}")]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return [line for at, (one, other) in enumerate(zip(expected, found))
                for line in differences(one, other, f"{place}/{at}")]
    same = expected == found and isinstance(expected, bool) == isinstance(found, bool)
    return [] if same else [f"{place}: {found!r}, expected {expected!r}"]
