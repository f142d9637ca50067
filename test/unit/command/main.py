# SPDX-License-Identifier: MIT
"""What all subcommands have in common: help, usage, exit codes, what happens to stdout."""
import json
import os
import re
import subprocess
import tempfile

from command import BUILD, COMMAND, SOURCE, Checks, compile_plugin, environment, run

MOVING = ("connect", "listen", "relay")  # their examples need each other: traffic.py runs them
SUBCOMMANDS = ("address", "config", "constant", "families", "plugin", "probe", *MOVING)
PLUGIN = '#include "odd.h"\nODD_FORMATS;\nODD_FIELDS;\nODD_CONSTANTS;\nODD_DRIVER;\n'


def check_help(checks):
    listed = run("--help").stdout.decode()
    for name in SUBCOMMANDS:
        done = run(name, "--help")
        text = done.stdout.decode()
        checks.check(done.returncode == 0 and text.startswith(f"usage: sockfam {name}") and "\nexamples\n" in text
                     and "--json" in text and not done.stderr, f"help_of_{name}: {text!r}")
        checks.check(f"\n  {name} " in listed, f"help lists {name}: {listed!r}")
        for arguments in (["help", name], [name, "-h"], [name, "nosuch", "--help"]):
            checks.check(run(*arguments).stdout == done.stdout, f"{arguments} is not its help")
        for line in (listed + text).splitlines():
            checks.check(len(line) <= 100, f"line of {name}'s help is too wide: {line}")
    for arguments in (["help"], ["-h"]):
        checks.check(run(*arguments).stdout.decode() == listed, f"{arguments} is not the help")
    checks.fails("help_of_what_is_none", ["help", "familys"], 2, "no subcommand 'familys'; did you mean families?")
    checks.fails("help_of_two", ["help", "address", "config"], 2, "help of one subcommand at a time")


def check_manual(checks):
    """The manual has each subcommand and each option that the help has."""
    with open(os.path.join(SOURCE, "tools/command/sockfam.1"), encoding="utf-8") as file:
        manual = file.read()
    for name in SUBCOMMANDS:
        checks.check(f"\n.It Cm {name}\n" in manual and f"\n.Cm {name}" in manual, f"the manual lacks {name}")
        for option in sorted(set(re.findall(r"--([a-z][a-z-]+)", run(name, "--help").stdout.decode()))):
            checks.check(re.search(rf"(Fl|\|) -{option}\b", manual), f"the manual lacks --{option} of {name}")
    for variable in ("SOCKFAM_CONFIG", "SOCKFAM_PLUGIN_PATH"):
        checks.check(f"\n.It Ev {variable}\n" in manual and variable in run("--help").stdout.decode(),
                     f"manual or help lacks {variable}")


def example(checks, line, folder):
    words = line.replace("sockfam", COMMAND, 1)
    done = subprocess.run(["sh", "-c", words], env=environment(), cwd=folder, capture_output=True, check=False,
                          timeout=60)
    said = done.stderr.decode()
    first = said.partition("\n")[0]
    lacking = ("no interface", "no format", "no family", "unknown", "no constant", "does not say its format")
    if done.returncode and any(what in said for what in lacking):
        checks.skip(f"example: {line.strip()}: {first}")
    else:
        checks.check(done.returncode == 0, f"example: {line.strip()}: {said.strip()}")


def check_examples(checks):
    """
    What the help shows must work, on a machine that has what it is about. But no test probes actively, as that would
    load modules into the kernel of whoever runs it.
    """
    with tempfile.TemporaryDirectory() as folder:
        compile_plugin(PLUGIN, os.path.join(folder, "acme.so"))
        for name in (name for name in SUBCOMMANDS if name not in MOVING):
            for line in run(name, "--help").stdout.decode().split("\nexamples\n")[1].splitlines():
                if "--active" not in line:
                    example(checks, line, folder)


def check_usage(checks):
    checks.fails("no_subcommand_is_wrong_usage", [], 2, "which subcommand?")
    checks.fails("unknown_subcommand_is_wrong_usage", ["adress"], 2, "no subcommand 'adress'; did you mean address?")
    checks.fails("unknown_option_is_wrong_usage", ["--nosuch"], 2, "no option '--nosuch'")
    checks.fails("option_before_the_subcommand", ["--json", "families"], 2, "a subcommand comes first")
    checks.fails("name_with_control_characters", ["\x1b[31m"], 2, "no subcommand '?[31m'\n")
    checks.fails("name_that_turns_text_around", ["\u202eabc\u2028"], 2, "no subcommand '???abc???'\n")
    checks.fails("name_that_is_no_utf8", ["\udcff"], 2, "no subcommand '?'\n")
    checks.fails("huge_name", [100000 * "a"], 2, "no subcommand 'aaa")
    for name in SUBCOMMANDS:
        for arguments, said in ((["--nosuch"], "no option '--nosuch'\n"), (["-x"], "no option '-x'\n"),
                                (["--jsno"], "no option '--jsno'; did you mean --json?\n"),
                                (["--json=1"], "--json takes no argument\n"), (["-\udcff"], "no option '-?'\n"),
                                (["--\x1b=1"], "no option '--?'\n"), (["--" + 5000 * "x"], "no option '--xxx")):
            checks.fails(f"{name}_{arguments[0][:20]!a}", [name, *arguments], 2, f"sockfam: {said}")
            checks.fails(f"{name}_{arguments[0][:20]!a}", [name, *arguments], 2, f"Try 'sockfam {name} --help'.\n")
    checks.fails("option_that_is_cut_too_short", ["address", "--f", "raw:"], 2,
                 "'--f' is short for any of --fields, --format, --from-values, --from-hex, --from-json\n")
    checks.prints("option_that_is_cut", ["address", "--he", "raw:data=07"], "", code=2, error="'--he' is short for any")
    checks.prints("option_cut_to_one", ["address", "--fi", "raw:"], "data\n")
    checks.fails("option_without_argument", ["constant", "--value"], 2, "--value needs an argument\n")
    checks.prints("option_after_the_argument", ["address", "raw:data=07", "--hex"], "07\n")
    checks.prints("argument_after_two_dashes", ["address", "--hex", "--", "raw:data=07"], "07\n")
    checks.fails("option_after_two_dashes", ["address", "--", "--hex"], 1, "sockfam: ")
    checks.fails("constant_after_two_dashes", ["constant", "--", "--json"], 1, "no constant '--json'")
    checks.fails("constant_value_that_is_no_number", ["constant", "--value", "4x"], 2, "not '4x'")
    checks.fails("constant_value_beyond_64_bits", ["constant", "--value", "0x10000000000000000"], 2, "--value takes")


def check_version(checks):
    done = run("--version")
    checks.check(done.returncode == 0 and done.stdout.startswith(b"sockfam ") and b", ABI " in done.stdout
                 and b", profile " in done.stdout, f"version: {done.stdout!r}")
    done = run("--version", "--json")
    version = json.loads(done.stdout)
    checks.check(sorted(version) == ["abi", "profile", "version"], f"version: {done.stdout!r}")
    with open(os.path.join(BUILD, "meson-info/intro-buildoptions.json"), encoding="utf-8") as options:
        profile = [option["value"] for option in json.load(options) if option["name"] == "profile"]
    checks.check([version["profile"]] == profile, f"profile: {version}, Meson has {profile}")
    checks.fails("version_with_more", ["--version", "--hex"], 2, "--version takes nothing but --json")


def broken_stdout(checks, name, target, expected):
    for arguments in (["address", "raw:"], ["constant"], ["families", "--json"], ["config", "show"], ["--help"],
                      ["families", "--help"], ["--version"]):
        done = subprocess.run(["sh", "-c", f'"$@" {target}', "sh", COMMAND, *arguments], env=environment(),
                              capture_output=True, check=False, timeout=60)
        said = done.stderr.decode()
        checks.check(done.returncode == 1 and "cannot write the result" in said and expected in said,
                     f"{name}: {arguments}: exit {done.returncode}, {said!r}")


def check_broken_pipe(checks):
    """The reader is gone before anything is written."""
    for arguments in (["address", "raw:"], ["address", "-"], ["constant"], ["config", "show", "--json"]):
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
    check_manual(checks)
    check_examples(checks)
    check_usage(checks)
    check_version(checks)
    broken_stdout(checks, "full_disk", ">/dev/full", "No space left on device")
    broken_stdout(checks, "closed_stdout", ">&-", "Bad file descriptor")
    check_broken_pipe(checks)
    checks.finish()


if __name__ == "__main__":
    main()
