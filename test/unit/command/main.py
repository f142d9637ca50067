# SPDX-License-Identifier: MIT
"""What all subcommands have in common: help, usage, exit codes, what happens to stdout."""
import json
import os
import subprocess

from command import COMMAND, Checks, environment, run

SUBCOMMANDS = ("address", "constant", "families")


def check_help(checks):
    listed = run("--help").stdout.decode()
    for name in SUBCOMMANDS:
        done = run(name, "--help")
        text = done.stdout.decode()
        checks.check(done.returncode == 0 and text.startswith(f"usage: sockfam {name}") and "\nexamples\n" in text
                     and "--json" in text and not done.stderr, f"help_of_{name}: {text!r}")
        checks.check(f"\n  {name} " in listed, f"help lists {name}: {listed!r}")


def check_examples(checks):
    """What the help shows must work, on a machine that has what it is about."""
    for name in SUBCOMMANDS:
        text = run(name, "--help").stdout.decode()
        for line in text.split("\nexamples\n")[1].splitlines():
            words = line.replace("sockfam", COMMAND, 1)
            done = subprocess.run(["sh", "-c", words], env=environment(), capture_output=True, check=False, timeout=60)
            said = done.stderr.decode()
            if done.returncode and ("no interface" in said or "no format" in said or "no family" in said
                                    or "unknown" in said or "no constant" in said):
                checks.skip(f"example: {line.strip()}: {said.strip()}")
            else:
                checks.check(done.returncode == 0, f"example: {line.strip()}: {said.strip()}")


def check_usage(checks):
    checks.fails("no_subcommand_is_wrong_usage", [], 2, "which subcommand?")
    checks.fails("unknown_subcommand_is_wrong_usage", ["adress"], 2, "no subcommand 'adress'; did you mean address?")
    checks.fails("unknown_option_is_wrong_usage", ["--nosuch"], 2, "no option '--nosuch'")
    for name in SUBCOMMANDS:
        checks.fails(f"unknown_option_of_{name}_is_wrong_usage", [name, "--nosuch"], 2,
                     f"sockfam: unrecognized option '--nosuch'\nTry 'sockfam {name} --help'.\n")
    checks.fails("constant_value_that_is_no_number", ["constant", "--value", "4x"], 2, "not '4x'")
    checks.fails("constant_value_beyond_64_bits", ["constant", "--value", "0x10000000000000000"], 2, "--value takes")


def check_version(checks):
    done = run("--version")
    checks.check(done.returncode == 0 and done.stdout.startswith(b"sockfam ") and b", ABI " in done.stdout
                 and b", profile " in done.stdout, f"version: {done.stdout!r}")
    done = run("--version", "--json")
    checks.check(sorted(json.loads(done.stdout)) == ["abi", "profile", "version"], f"version: {done.stdout!r}")
    checks.fails("version_with_more", ["--version", "--hex"], 2, "--version takes nothing but --json")


def broken_stdout(checks, name, target, expected):
    for arguments in (["address", "raw:"], ["constant"], ["families", "--json"], ["--help"]):
        done = subprocess.run(["sh", "-c", f'"$@" {target}', "sh", COMMAND, *arguments], env=environment(),
                              capture_output=True, check=False, timeout=60)
        said = done.stderr.decode()
        checks.check(done.returncode == 1 and "cannot write the result" in said and expected in said,
                     f"{name}: {arguments}: exit {done.returncode}, {said!r}")


def check_broken_pipe(checks):
    """The reader is gone before anything is written."""
    for arguments in (["address", "raw:"], ["address", "-"], ["constant"]):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([COMMAND, *arguments], input=b"raw:\n" * 10000, stdout=writer, env=environment(),
                              stderr=subprocess.PIPE, check=False, timeout=60, restore_signals=True)
        os.close(writer)
        checks.check(done.returncode == 1 and b"cannot write the result" in done.stderr,
                     f"closed_pipe: {arguments}: exit {done.returncode}, {done.stderr!r}")


def main():
    checks = Checks()
    check_help(checks)
    check_examples(checks)
    check_usage(checks)
    check_version(checks)
    broken_stdout(checks, "full_disk", ">/dev/full", "No space left on device")
    broken_stdout(checks, "closed_stdout", ">&-", "Bad file descriptor")
    check_broken_pipe(checks)
    checks.finish()


if __name__ == "__main__":
    main()
