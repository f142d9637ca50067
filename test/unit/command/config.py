# SPDX-License-Identifier: MIT
"""sockfam config, and what the other subcommands make of a config that is partly wrong."""
import json
import os
import shutil
import subprocess
import tempfile

from command import BUILD, COMMAND, Checks, compile_plugin, environment, run

SOUND = '#include "odd.h"\nODD_FORMATS;\nODD_FIELDS;\nODD_CONSTANTS;\nODD_DRIVER;\n'
REFUSED = '#include "odd.h"\nODD_FORMATS;\nODD_CONSTANTS;\nODD_DRIVER;\n'  # a format without fields


class Folder:
    """A config of one's own, `sockfam.json`, and what lies beside it."""

    def __init__(self, path):
        self.path = path
        self.config = self.join("sockfam.json")

    def join(self, name):
        return os.path.join(self.path, name)

    def write(self, content, name="sockfam.json"):
        os.makedirs(os.path.dirname(self.join(name)), exist_ok=True)
        with open(self.join(name), "w", encoding="utf-8", errors="surrogateescape") as out:
            out.write(content if isinstance(content, str) else json.dumps(content))

    def families(self, families, **more):
        self.write({"version": 1, "families": families} | more)


def findings(checks, name, folder, count, error=""):
    """What `config check` found, which must be so many."""
    done = run("config", "check", "--json", folder.config)
    found = json.loads(done.stdout or "null")
    wrong = checks.outcome(name, done, 1 if count else 0, error)
    if not isinstance(found, list) or len(found) != count:
        wrong.append(f"found {found}")
    lines = run("config", "check", folder.config).stdout.decode().splitlines()
    if len(lines) != count and not error:
        wrong.append(f"people get {lines}")
    checks.check(not wrong, f"{name}: {'; '.join(wrong)}")
    return found if not wrong else []


def check_sound(checks, folder):
    for arguments in (["config", "check"], ["config", "check", "--json"], ["config", "--json", "check"]):
        done = run(*arguments)
        expected = b"[]\n" if "--json" in arguments else b""
        checks.check(done.returncode == 0 and done.stdout == expected and not done.stderr,
                     f"{arguments} of this build: {done}")
    folder.families({"off": {"plugin": "nowhere.so", "enabled": False}})
    findings(checks, "family_that_is_disabled_may_be_missing", folder, 0)
    done = run("config", "check", SOCKFAM_CONFIG=folder.config)
    checks.check(done.returncode == 0 and not done.stdout + done.stderr, f"config of the environment: {done}")


def check_files(checks, folder):
    folder.write('{"version": 1,\n "families": {"can": {"plugin" "can.so"}}}\n')
    for one in findings(checks, "syntax_error", folder, 1):
        checks.check(one["file"] == folder.config and one["line"] == 2 and one["column"] > 20 and one["pointer"] == ""
                     and one["stage"] == "parse", f"syntax_error: {one}")
        line = run("config", "check", folder.config).stdout.decode()
        checks.check(line.startswith(f"{folder.config}:2:{one['column']}: "), f"syntax_error: {line!r}")
    folder.write({"version": 1, "famlies": {}})
    for one in findings(checks, "unknown_key", folder, 1):
        checks.check(one["pointer"] == "/famlies" and one["line"] is None and one["column"] is None
                     and "no such key" in one["message"], f"unknown_key: {one}")
        line = run("config", "check", folder.config).stdout.decode()
        checks.check(line.startswith(f"{folder.config}: /famlies: "), f"unknown_key: {line!r}")
    folder.families({"a": {"plugin": 3}, "b": {"enabled": "yes"}, "C": {}})
    found = {one["pointer"] for one in findings(checks, "wrong_types", folder, 3)}
    checks.check(found in (set(), {"/families/a/plugin", "/families/b/enabled", "/families/C"}),
                 f"wrong_types: {found}")
    folder.families({"\u001b[31m\n": {}})
    lines = run("config", "check", folder.config).stdout
    checks.check(b"\x1b" not in lines and lines.count(b"\n") == 1, f"names_are_cleaned: {lines!r}")
    folder.families({})
    folder.write("{", "families.d/10.json")
    found = findings(checks, "drop_in", folder, 1)
    checks.check(found and found[0]["file"] == folder.join("families.d/10.json"), f"drop_in: {found}")
    os.remove(folder.join("families.d/10.json"))


def check_unreadable(checks, folder):
    """An error, and in JSON a finding too."""
    for name, reason in (("nowhere.json", "No such file"), (".", "a directory")):
        path = folder.join(name)
        checks.gives(f"config_{name}_in_json", ["config", "check", "--json", path],
                     [{"file": path, "line": None, "pointer": ""}], code=1, error=reason)
        checks.fails(f"config_{name}", ["config", "check", path], 1, reason)
        checks.fails(f"show_config_{name}", ["config", "show", path], 1, reason)
        checks.fails(f"environment_{name}", ["families"], 1, reason, SOCKFAM_CONFIG=path)


def check_plugins(checks, folder):
    """One finding for each plugin that cannot be used; the others are as they were."""
    folder.write("no plugin", "text.so")
    compile_plugin(REFUSED, folder.join("bare.so"))
    compile_plugin(SOUND, folder.join("odd.so"))
    folder.families({"ghost": {"plugin": "./ghost.so"}, "text": {"plugin": "./text.so"},
                     "bare": {"plugin": "./bare.so"},
                     "other": {"plugin": "./odd.so"}, "asleep": {"plugin": "./ghost.so", "enabled": False},
                     "odd": {"plugin": "./odd.so"}})
    found = findings(checks, "plugins", folder, 4)
    stages = {os.path.basename(one["file"]): one["stage"] for one in found}
    checks.check(stages == {"ghost.so": "path", "text.so": "note", "bare.so": "gate", "odd.so": "commit"},
                 f"stages: {found}")
    listed = json.loads(run("families", "--json", SOCKFAM_CONFIG=folder.config).stdout)
    states = {one["name"]: one["state"] for one in listed}
    checks.check(states == {"asleep": "disabled", "bare": "refused", "ghost": "missing", "odd": "ready",
                            "other": "refused", "text": "refused"}, f"states: {states}")
    for one in listed:
        told = [problem["message"] for problem in found if one["reason"] and problem["message"] in one["reason"]]
        checks.check(one["name"] == "odd" and one["reason"] is None or told
                     or (one["name"], one["reason"]) == ("asleep", "the config disables it"), f"reason: {one}")
    checks.gives("address_of_the_sound_family", ["address", "--json", "odd:1:2"], {"family": "odd", "af": 211},
                 SOCKFAM_CONFIG=folder.config)


def check_unusable(checks, folder):
    """A family that cannot be used says why wherever its name is given."""
    with_config = {"SOCKFAM_CONFIG": folder.config}
    lines = {line.split()[0]: line for line in run("families", **with_config).stdout.decode().splitlines()}
    for name, state, reason in (("ghost", "missing", "No such file"), ("text", "refused", "not an ELF file"),
                                ("bare", "refused", 'format "odd"'), ("asleep", "disabled", "the config disables it"),
                                ("other", "refused", 'its driver is named "odd"')):
        checks.check(f" {state} " in lines[name] and reason in lines[name], f"list: {lines[name]}")
        done = run("families", name, **with_config)
        said = done.stdout.decode()
        checks.check(done.returncode == 1 and said.startswith(f"{name}: {state}, plugin ") and reason in said
                     and not done.stderr, f"families {name}: {done}")
        checks.gives(f"families_{name}_in_json", ["families", "--json", name], [{"name": name, "state": state}], code=1,
                     **with_config)
        why = f"family {name} is disabled" if state == "disabled" else f"family {name} cannot be used: "
        checks.fails(f"address_of_{name}", ["address", f"{name}:1"], 1, why, **with_config)
    checks.fails("address_of_a_family_that_is_in_no_config", ["address", "nosuch:1"], 1, "'sockfam config check' says",
                 **with_config)
    checks.fails("constants_of_a_family_that_is_in_no_config", ["constant", "--family", "nosuch"], 1,
                 "'sockfam config check' says", **with_config)


def check_required(checks, folder):
    folder.families({"ghost": {"plugin": "./ghost.so", "required": True}})
    findings(checks, "required_family_is_missing", folder, 1)
    for arguments in (["families"], ["constant"], ["address", "raw:"]):
        checks.fails(f"required_{arguments[0]}", arguments, 1, 'the config requires family "ghost"',
                     SOCKFAM_CONFIG=folder.config)


def check_other_problems(checks, folder):
    """What belongs to no family is told beside the list, not in it."""
    folder.families({}, extra=1)
    done = run("families", SOCKFAM_CONFIG=folder.config)
    checks.check(b"there is no family: " in done.stderr and done.stdout.count(b"\n") == 1, f"empty_list: {done}")
    checks.gives("list_beside_a_problem", ["families", "--json"], [], error="/extra: there is no such key",
                 SOCKFAM_CONFIG=folder.config)


def check_show(checks, folder):
    folder.families({"odd": {"plugin": "./odd.so"}, "off": {"enabled": False}, "bad": {"enabled": 1}},
                    plugin_path=["lib"])
    folder.write({"version": 1, "families": {"odd": {"priority": 2}}}, "families.d/20.json")
    one_line = run("config", "show", "--json", folder.config)
    lines = run("config", "show", folder.config)
    shown = json.loads(one_line.stdout or "{}")
    checks.check(one_line.returncode == 0 and one_line.stdout.count(b"\n") == 1 and not one_line.stderr,
                 f"show_on_one_line: {one_line}")
    checks.check(lines.stdout.count(b"\n") > 10 and json.loads(lines.stdout) == shown, f"show_for_people: {lines}")
    drop_in = folder.join("families.d/20.json")
    checks.check(shown.get("files") == [folder.config, drop_in], f"show_files: {shown}")
    checks.check(shown["plugin_path"] == [{"folder": os.path.realpath(folder.join("")) + "/lib",
                                           "from": folder.config}], f"show_folders: {shown}")
    families = shown["families"]
    checks.check(families["odd"] == {"plugin": "./odd.so", "enabled": True, "required": False, "priority": 2,
                                       "from": {"plugin": folder.config, "priority": drop_in}},
                 f"show_merged: {families['odd']}")
    checks.check(families["off"]["enabled"] is False and "problem" in families["bad"], f"show: {families}")
    os.remove(drop_in)
    many = {f"f{i}": {"plugin": "x" * 200} for i in range(500)}
    folder.families(many)
    shown = json.loads(run("config", "show", folder.config).stdout)
    checks.check(set(shown["families"]) == set(many), "show_of_many_families")


def check_bytes(checks, folder):
    """A folder whose name is not UTF-8, and a config of the greatest size."""
    odd = Folder(folder.join("\udcff\u00e4"))
    odd.families({"ghost": {"plugin": "./ghost.so"}})
    checks.gives("file_name_that_is_no_utf8", ["config", "check", "--json", odd.config],
                 [{"file": {"hex": os.fsencode(odd.join("./ghost.so")).hex()}}], code=1)
    done = run("config", "check", odd.config)
    checks.check(b"?\xc3\xa4/" in done.stdout, f"file_name_for_people: {done}")
    checks.check(run("config", "show", odd.config).returncode == 0, "show_of_a_file_name_that_is_no_utf8")
    folder.write(" " * (1 << 20) + "x")
    checks.gives("huge_config", ["config", "check", "--json", folder.config], [{"file": folder.config}], code=1,
                 error="1048577 bytes")


def check_usage(checks):
    checks.fails("config_without_verb", ["config"], 2, "config check, or config show?")
    checks.fails("config_with_mistyped_verb", ["config", "chek"], 2, "not 'chek'; did you mean config check?\n")
    checks.fails("config_with_other_verb", ["config", "edit"], 2, "config takes check or show, not 'edit'\n")
    checks.fails("config_without_name", ["config", "check", ""], 2, "an empty name is not a file")
    checks.fails("config_with_two_files", ["config", "check", "a", "b"], 2, "one config at a time")


def check_own_config(checks, folder):
    """The command in a build folder takes the config beside it, unless the environment names one."""
    done = json.loads(run("config", "show", "--json").stdout)
    beside = os.path.join(os.path.realpath(BUILD), "config/sockfam.json")
    checks.check(done["files"][:1] == [beside], f"own_config: {done['files']}")
    folder.families({})
    done = json.loads(run("config", "show", "--json", SOCKFAM_CONFIG=folder.config).stdout)
    checks.check(done["files"] == [folder.config] and done["families"] == {}, f"config of the environment: {done}")


def check_installed_config(checks, folder):
    """A command that was installed, even beside a folder of that name, leaves the choice to the library."""
    if os.path.realpath(COMMAND) != os.path.realpath(os.path.join(BUILD, "tools/sockfam")):
        checks.skip("config_beside_an_installed_command_is_not_taken: an emulator runs the command")
        return
    prefix = folder.join("prefix")
    for place, name in (("bin", "sockfam"), ("tools", "sockfam")):
        os.makedirs(os.path.join(prefix, place), exist_ok=True)
        os.makedirs(os.path.join(prefix, "config"), exist_ok=True)
        folder.write({"version": 1, "families": {"foreign": {}}}, "prefix/config/sockfam.json")
        installed = shutil.copy(os.path.join(BUILD, "tools/sockfam"), os.path.join(prefix, place, name))
        done = subprocess.run([installed, "config", "show", "--json"], env=environment(), capture_output=True, timeout=60)
        found = json.loads(done.stdout or "{}")
        checks.check(done.returncode == 0 and "foreign" not in found["families"],
                     f"config_beside_an_installed_command_is_not_taken ({place}): {done}")


def main():
    checks = Checks()
    with tempfile.TemporaryDirectory() as path:
        folder = Folder(path)
        check_sound(checks, folder)
        check_installed_config(checks, folder)
        check_files(checks, folder)
        check_unreadable(checks, folder)
        check_plugins(checks, folder)
        check_unusable(checks, folder)
        check_required(checks, folder)
        check_other_problems(checks, folder)
        check_show(checks, folder)
        check_bytes(checks, folder)
        check_own_config(checks, folder)
    check_usage(checks)
    checks.finish()


if __name__ == "__main__":
    main()
