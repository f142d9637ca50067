# SPDX-License-Identifier: MIT
"""sockfam plugin: the tables of a file, and what the gate says of it."""
import json
import os
import tempfile

from command import Checks, compile_plugin, plugin_file, run

HEAD = '#include "odd.h"\n'
ROWS = HEAD + "ODD_FORMATS;\nODD_FIELDS;\nODD_PROTOCOLS;\nODD_CONSTANTS;\n"
SOUND = ROWS + "ODD_DRIVER;\n"
CONSTRUCTOR = SOUND + "#include <unistd.h>\n__attribute__((constructor)) static void run(void)\n{\n    _exit(99);\n}\n"
RANGE = ROWS + 'SOCKFAM_DRIVER("odd", "many versions", ODD_AF, .abi_minor_max = 7);\n'
OPTIONS = SOUND + """\
SOCKFAM_OPTIONS(SOCKFAM_OPTION(ODD_SPEED, 211, 7, U64, "bytes a second"),
                SOCKFAM_OPTION_OF(ODD_LABEL, 211, 8, TEXT, 16, SOCKFAM_OPTION_READ_ONLY, "who made it"));
SOCKFAM_MESSAGES(SOCKFAM_OPTION(ODD_STAMP, 211, 9, TIMESPEC, "when it came"));
"""
OPTION_TABLE = """
OPTIONS
  option     level  number  kind         most  use        meaning
  ODD_SPEED    211       7  u64                read, set  bytes a second
  ODD_LABEL    211       8  text           16  read       who made it

CONTROL MESSAGES
  type       level  number  kind         most  use        meaning
  ODD_STAMP    211       9  timespec           both       when it came

CONSTANTS
"""
TOO_NEW = ROWS + 'SOCKFAM_DRIVER("odd", "tomorrow\'s", ODD_AF, .abi_major = SOCKFAM_ABI_MAJOR + 1);\n'
NO_FIELDS = HEAD + "ODD_FORMATS;\nODD_CONSTANTS;\nODD_DRIVER;\n"
CODE = (HEAD + "ODD_FIELDS;\n"
        'SOCKFAM_FORMATS({ "odd", "odd", "odd:1:2", .af = ODD_AF, .size = 16, .min = 16,'
        ' .code = SOCKFAM_CODE_LOOKUP });\n'
        'SOCKFAM_HEAD("odd", "promises code that is not there", SOCKFAM_HEAD_CODE, ODD_AF);\n')

# A format whose text is made by code, in a file that ends the process when it is loaded.
TRAP = (HEAD + """
#include <unistd.h>
__attribute__((constructor)) static void run(void)
{
    _exit(99);
}
static int parse(const struct sockfam_call *call, struct sockfam_span body, void *sockaddr, size_t *length)
{
    (void)call, (void)body, (void)sockaddr, (void)length;
    _exit(98);
}
static int print(const struct sockfam_call *call, const void *sockaddr, size_t length, char *text, size_t size,
                 size_t *need)
{
    (void)call, (void)sockaddr, (void)length, (void)text, (void)size, (void)need;
    _exit(97);
}
SOCKFAM_FORMATS({ "odd", "odd", "odd:1:2", .af = ODD_AF, .size = 16, .min = 16,
                  .code = SOCKFAM_CODE_PARSE | SOCKFAM_CODE_PRINT });
ODD_FIELDS;
static const struct sockfam_format_code functions[] = { { "odd", .parse = parse, .print = print } };
SOCKFAM_DRIVER_WITH_CODE("odd", "a trap", functions, ODD_AF);
""")


def sound(checks, name, file):
    """The object that --json gives of a plugin that is accepted."""
    done = run("plugin", "--json", file)
    found = json.loads(done.stdout or "{}")
    checks.check(done.returncode == 0 and found.get("state") == "accepted" and found["file"] == file
                 and found["stage"] is None and found["reason"] is None and not done.stderr, f"{name}: {done}")
    return found


def check_stock(checks):
    """Every plugin of this build: its tables are those of the family that the config loaded."""
    constants = json.loads(run("constant", "--json").stdout)
    for name, family in checks.families.items():
        found = sound(checks, f"plugin_{name}", plugin_file(name))
        checks.check(found["name"] == name and found["af"] == family["af"] and found.get("os") == family.get("os")
                     and [one["name"] for one in found["formats"]] == family["formats"], f"plugin_{name}: {found}")
        own = {row["name"]: row["value"] for row in constants if row["family"] == name}
        checks.check({row["name"]: row["value"] for row in found["constants"]} == own, f"constants of plugin_{name}")
        text = run("plugin", plugin_file(name)).stdout.decode()
        reference = run("families", name).stdout.decode()
        checks.check(text.startswith(f"{plugin_file(name)}: accepted\nABI      1.0"), f"plugin_{name}: {text[:200]}")
        checks.check(text.endswith(reference.split("\n", 2)[2]), f"plugin_{name} prints another reference")


def check_code_is_not_loaded(checks, folder):
    """What only looks cannot load, whatever the tables ask for."""
    file = compile_plugin(TRAP, os.path.join(folder, "trap.so"))
    config = os.path.join(folder, "trap.json")
    with open(config, "w", encoding="utf-8") as out:
        json.dump({"version": 1, "families": {"odd": {"plugin": file}}}, out)
    for arguments in (["plugin", file], ["plugin", "--json", file], ["families", "odd"], ["families", "--json", "odd"],
                      ["families"], ["config", "check"]):
        done = run(*arguments, SOCKFAM_CONFIG=config)
        checks.check(done.returncode == 0 and not done.stderr, f"code_is_not_loaded_by_{arguments[0]}: {done}")
        if "--json" not in arguments and arguments[-1] in ("odd", file):
            checks.check(b"  example  odd:1:2\n" in done.stdout, f"example without code: {done}")
    done = run("address", "odd:1:2", SOCKFAM_CONFIG=config)
    checks.check(done.returncode == 99, f"the trap must work where code is used: {done}")


def check_tables(checks, folder):
    found = sound(checks, "plugin_sound", compile_plugin(SOUND, os.path.join(folder, "odd.so")))
    checks.check(found["abi"] == {"major": 1, "minor_min": 0, "minor_max": 0} and found["code"] is False
                 and found["warnings"] == [], f"plugin_head: {found}")
    port = {"name": "port", "kind": "uint", "at": 4, "size": 4, "flags": [], "sep": ",", "min": None, "initial": None}
    shape = found["formats"][0]
    checks.check(port.items() <= shape["fields"][0].items() and shape["fields"][1]["sep"] == ":"
                 and [(one["af"], one["size"], one["min"]) for one in shape["variants"]] == [(211, 16, 16)], f"plugin_fields: {shape}")
    checks.check([(one["name"], one["type"], one["number"], one["format"]) for one in found["protocols"]]
                 == [("stream", "STREAM", 0, "odd")], f"plugin_protocols: {found['protocols']}")
    checks.check([(one["name"], one["value"], one["word"]) for one in found["constants"]]
                 == [("ODD_ONE", 1, None), ("ODD_TWO", 2, None)], f"plugin_constants: {found['constants']}")
    found = sound(checks, "plugin_range", compile_plugin(RANGE, os.path.join(folder, "range.so")))
    checks.check(found["abi"]["minor_max"] == 7, f"plugin_range: {found['abi']}")
    text = run("plugin", os.path.join(folder, "range.so")).stdout.decode()
    checks.check("\nABI      1.0 to 1.7; this library has 1.0\ncode     none\n" in text, f"plugin_range: {text!r}")
    found = sound(checks, "plugin_code", compile_plugin(CODE, os.path.join(folder, "code.so")))
    text = run("plugin", os.path.join(folder, "code.so")).stdout.decode()
    checks.check(found.get("code") is True and found["formats"][0]["code"] == ["lookup"]
                 and "\ncode     yes, " in text, f"plugin_code: {text!r}")


def check_options(checks, folder):
    file = compile_plugin(OPTIONS, os.path.join(folder, "options.so"))
    found = sound(checks, "plugin_options", file)
    checks.check(found.get("options") == [
        {"name": "ODD_SPEED", "doc": "bytes a second", "level": 211, "number": 7, "kind": "u64", "size": 0,
         "format": "", "flags": []},
        {"name": "ODD_LABEL", "doc": "who made it", "level": 211, "number": 8, "kind": "text", "size": 16,
         "format": "", "flags": ["read_only"]}], f"plugin_options: {found}")
    checks.check([one["name"] for one in found.get("messages", [])] == ["ODD_STAMP"], f"plugin_messages: {found}")
    text = run("plugin", file).stdout.decode()
    checks.check(OPTION_TABLE in text, f"plugin_options: {text!r}")


def check_constructor(checks, folder):
    """It is told, and it does not run."""
    file = compile_plugin(CONSTRUCTOR, os.path.join(folder, "constructor.so"))
    found = sound(checks, "plugin_constructor", file)
    checks.check(len(found.get("warnings", [])) == 1 and "-nostartfiles" in found["warnings"][0],
                 f"plugin_constructor: {found}")
    text = run("plugin", file).stdout.decode()
    checks.check("\nwarning  1 function " in text, f"plugin_constructor: {text!r}")


def refused(checks, name, file, stage, reason):
    checks.gives(f"{name}_in_json", ["plugin", "--json", file],
                 {"file": file, "state": "refused", "stage": stage, "warnings": []}, code=1)
    done = run("plugin", file)
    text = done.stdout.decode()
    checks.check(done.returncode == 1 and text.startswith(f"{file}: refused, stage {stage}: ") and reason in text
                 and text.count("\n") == 1 and not done.stderr, f"{name}: {done}")


def check_refused(checks, folder):
    def path(name):
        return os.path.join(folder, name)
    with open(path("text.so"), "w", encoding="utf-8") as out:
        out.write("no plugin")
    with open(path("odd.so"), "rb") as whole, open(path("cut.so"), "wb") as out:
        out.write(whole.read(1000))
    os.mkfifo(path("fifo.so"))
    refused(checks, "no_file", path("nowhere.so"), "path", "No such file")
    refused(checks, "a_directory", folder, "path", "a directory")
    refused(checks, "a_fifo", path("fifo.so"), "path", "a FIFO")
    refused(checks, "a_text", path("text.so"), "note", "not an ELF file")
    refused(checks, "a_piece", path("cut.so"), "note", "cut off")
    refused(checks, "no_fields", compile_plugin(NO_FIELDS, path("fields.so")), "gate", 'format "odd"')
    refused(checks, "too_new", compile_plugin(TOO_NEW, path("new.so")), "gate", "ABI 2")


def check_several(checks, folder):
    odd, text = os.path.join(folder, "odd.so"), os.path.join(folder, "text.so")
    checks.gives("several_plugins_in_json", ["plugin", "--json", odd, text, odd],
                 ({"state": "accepted"}, {"state": "refused"}, {"state": "accepted"}), code=1)
    done = run("plugin", odd, odd).stdout.decode()
    checks.check(done == 2 * (run("plugin", odd).stdout.decode() + "\n")[:-1] or done.count(": accepted\n") == 2,
                 "several_plugins")
    checks.fails("plugin_without_name", ["plugin", odd, ""], 2, "an empty name is not a file")
    checks.fails("no_plugin", ["plugin"], 2, "which plugin?")
    checks.gives("name_that_begins_with_a_dash", ["plugin", "--json", "--", "-x.so"], {"file": "-x.so"}, code=1)
    checks.gives("name_that_is_no_utf8", ["plugin", "--json", "\udcff.so"], {"file": {"hex": "ff2e736f"}}, code=1)
    done = run("plugin", "\x1b[31m.so")
    checks.check(b"\x1b" not in done.stdout and done.stdout.startswith(b"?[31m.so: refused"),
                 f"name_is_cleaned: {done}")


def main():
    checks = Checks()
    check_stock(checks)
    with tempfile.TemporaryDirectory() as folder:
        check_tables(checks, folder)
        check_code_is_not_loaded(checks, folder)
        check_options(checks, folder)
        check_constructor(checks, folder)
        check_refused(checks, folder)
        check_several(checks, folder)
    checks.finish()


if __name__ == "__main__":
    main()
