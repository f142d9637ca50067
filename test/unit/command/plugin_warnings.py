# SPDX-License-Identifier: MIT
"""What sockfam plugin warns of: each way in which a file would do something as soon as it is loaded."""
import json
import os
import struct
import subprocess
import tempfile

from command import SOURCE, Checks, run

SOUND = '#include "odd.h"\nODD_FORMATS;\nODD_FIELDS;\nODD_CONSTANTS;\nODD_DRIVER;\n'
FLAGS = ["-std=c17", "-w", "-shared", "-fPIC", "-nostartfiles", "-I", os.path.join(SOURCE, "abi"),
         "-I", os.path.join(SOURCE, "test/plugins/odd")]

INIT = SOUND + "void start(void)\n{\n    __builtin_trap();\n}\n"
ARRAY = SOUND + "__attribute__((constructor)) static void start(void)\n{\n    __builtin_trap();\n}\n"
ARRAYS = ARRAY + "__attribute__((constructor)) static void again(void)\n{\n    __builtin_trap();\n}\n"
INDIRECT = SOUND + """
static void one(void)
{
}
static void (*choose(void))(void)
{
    __builtin_trap();
    return one;
}
__attribute__((visibility("default"))) void chosen(void) __attribute__((ifunc("choose")));
void (*const use)(void) __attribute__((used)) = chosen;
"""
# of the file itself, so that the relocation has no symbol
HIDDEN = INDIRECT.replace('__attribute__((visibility("default"))) void', '__attribute__((visibility("hidden"))) void')
WRITTEN = SOUND + """
__asm__(".text\\n.globl where\\n.type where, @function\\nwhere: .dc.a elsewhere\\n.previous");
int elsewhere;
"""


def build(folder, name, text, *flags):
    target = os.path.join(folder, name + ".so")
    done = subprocess.run(os.environ.get("CC", "cc").split() + FLAGS + ["-x", "c", "-", "-x", "none", "-o", target,
                                                                       *flags],
                          input=text.encode(), capture_output=True, timeout=60, check=False)
    return target if done.returncode == 0 else None


def warnings(file):
    done = run("plugin", "--json", file)
    return json.loads(done.stdout)["warnings"] if done.returncode == 0 else [f"refused: {done.stdout}"]


def without_stack(file):
    """Takes away the program header that says what the stack may be."""
    with open(file, "r+b") as plugin:
        data = bytearray(plugin.read())
        order = "<" if data[5] == 1 else ">"
        offset, place, sizes = ("I", 28, 42) if data[4] == 1 else ("Q", 32, 54)  # of 32 and of 64 bits
        (at,) = struct.unpack_from(order + offset, data, place)
        size, count = struct.unpack_from(order + "HH", data, sizes)
        found = [header for header in range(at, at + size * count, size)
                 if struct.unpack_from(order + "I", data, header)[0] == 0x6474E551]
        if len(found) != 1:
            raise ValueError(f"{file} has {len(found)} headers of the stack")
        struct.pack_into(order + "I", data, found[0], 0)
        plugin.seek(0)
        plugin.write(data)


def missing_library(folder):
    """A library to link with that is not there any more."""
    library = os.path.join(folder, "libsockfam_nowhere.so.7")
    subprocess.run(os.environ.get("CC", "cc").split() + ["-shared", "-nostartfiles", "-x", "c", "-", "-o", library,
                                                        "-Wl,-soname,libsockfam_nowhere.so.7"],
                   input=b"int nowhere;", check=True, timeout=60)
    return library


def is_for_x86():
    """Whether the compiler makes code for x86-64, whatever this machine is."""
    compiler = os.environ.get("CC", "cc").split()
    done = subprocess.run([*compiler, "-dumpmachine"], capture_output=True, text=True, check=True)
    return done.stdout.startswith("x86_64")


def main():
    checks = Checks()
    indirect = "of its addresses would come from a function"
    if is_for_x86():  # how many relocations one IFUNC makes is the machine's affair
        indirect = "1 " + indirect
    with tempfile.TemporaryDirectory() as folder:
        library = missing_library(folder)
        cases = (
            ("sound_plugin_has_no_warning", SOUND, [], None),
            ("function_of_init_is_reported", INIT, ["-Wl,-init,start"], "1 function of it would run"),
            ("function_of_init_array_is_reported", ARRAY, [], "1 function of it would run"),
            ("functions_of_init_array_are_counted", ARRAYS, [], "2 functions of it would run"),
            ("functions_of_both_are_counted", INIT + ARRAY[len(SOUND):].replace(" start", " other"),
             ["-Wl,-init,start"], "2 functions of it would run"),
            ("ifunc_that_is_exported_is_reported", INDIRECT, [], indirect),
            ("ifunc_of_its_own_is_reported", HIDDEN, [], indirect),
            ("executable_stack_is_reported", SOUND, ["-Wl,-z,execstack"], "it asks for an executable stack"),
            ("relocations_in_code_are_reported", WRITTEN, ["-Wl,-z,notext"], "it has relocations in its code"),
            ("library_that_is_not_there_is_reported", SOUND, ["-Wl,--no-as-needed", library],
             'it needs "libsockfam_nowhere.so.7"'),
            ("library_that_is_there_is_not", SOUND, ["-Wl,--no-as-needed", "-lc"], None),
        )
        for name, text, flags, message in cases:
            file = build(folder, name, text, *flags)
            if not file:
                checks.skip(f"{name}: this compiler and linker cannot make it")
                continue
            found = warnings(file)
            wanted = len(found) == 1 and message in found[0] if message else not found
            checks.check(wanted, f"{name}: {found}")
        if is_for_x86():  # elsewhere a stack is not executable by default
            file = build(folder, "no_stack", SOUND)
            without_stack(file)
            found = warnings(file)
            checks.check(len(found) == 1 and "does not say that its stack" in found[0],
                         f"stack_that_is_not_mentioned_is_reported: {found}")
    checks.finish()


if __name__ == "__main__":
    main()
