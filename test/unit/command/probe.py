# SPDX-License-Identifier: MIT
"""sockfam probe: a verdict for each protocol. Kernels differ, so few verdicts are known beforehand."""
import errno
import json
import os
import re
import shutil
import subprocess
import tempfile

from command import COMMAND, Checks, compile_plugin, environment, plugin_file, run

STATES = {"works", "absent", "unsupported", "denied", "failed", "foreign"}
NOBODYS = """\
#include "odd.h"
ODD_FORMATS;
ODD_FIELDS;
SOCKFAM_PROTOCOLS({ "one", "absent", "odd", "nobody_has_it", "NOBODY", .type = SOCKFAM_STREAM },
                  { "any", "absent", "odd", "nobody_has_it", "NOBODY", .type = SOCKFAM_RAW, .protocol = SOCKFAM_ANY });
ODD_CONSTANTS;
ODD_DRIVER;
"""


def check_shape(checks, rows):
    """Each protocol of each family once, in the order of the tables; what is said fits together."""
    wanted = []
    for name in checks.families:
        done = run("plugin", "--json", plugin_file(name))
        wanted += [(name, row["name"], row["type"], row["number"]) for row in json.loads(done.stdout)["protocols"]]
    found = [(row["family"], row["protocol"], row["type"], row["number"]) for row in rows]
    checks.check(found == wanted, f"protocols: {sorted(set(found) ^ set(wanted))}")
    for row in rows:
        untried = row["state"] in ("works", "absent", "foreign")
        good = row["state"] in STATES and row["text"] and (row["errno"] is None) == untried
        checks.check(good and (untried or hasattr(errno, row["errno"])), f"verdict: {row}")


def check_people(checks, rows):
    lines = run("probe").stdout.decode().splitlines()
    titles = ["family", "protocol", "type", "state", "errno", "what it means"]
    checks.check(re.split("  +| (?=type)", lines[0]) == titles, f"titles: {lines[0]!r}")
    words = [tuple(line.split()[:5]) for line in lines[1:]]
    expected = [(row["family"], row["protocol"], row["type"], row["state"], row["errno"] or "-") for row in rows]
    checks.check(words == expected, f"people: {sorted(set(words) ^ set(expected))}")


def check_named(checks, rows):
    """Exit code 0 if of each one named something works, or it has nothing that could."""
    for name in checks.families:
        own = [row for row in rows if row["family"] == name]
        works = not own or any(row["state"] == "works" for row in own)
        checks.gives(f"probe_{name}", ["probe", "--json", name], own, code=0 if works else 1)
    checks.fails("probe_unknown_in_json", ["probe", "nosuchfamily", "--jsn"], 2, "did you mean --json?")
    checks.gives("probe_unknown", ["probe", "--json", "nosuchfamily"], [], code=1, error="no family 'nosuchfamily'")
    checks.gives("probe_unix", ["probe", "--json", "unix"],
                 [{"protocol": "stream", "type": "STREAM", "number": 0, "state": "works", "errno": None},
                  {"state": "works"}, {"state": "works"}], "unix")
    checks.gives("probe_of_another_system", ["probe", "--json", "hyperv"], [{"state": "foreign"}], "hyperv", code=1)
    checks.gives("probe_of_several", ["probe", "--json", "unix", "hyperv"],
                 [{"family": "unix"}, {"family": "unix"}, {"family": "unix"}, {"family": "hyperv"}], "unix hyperv",
                 code=1)


def check_unusable(checks, folder):
    config = os.path.join(folder, "sockfam.json")
    compile_plugin(NOBODYS, os.path.join(folder, "odd.so"))
    with open(config, "w", encoding="utf-8") as out:
        json.dump({"version": 1, "families": {"asleep": {"plugin": "./x.so", "enabled": False},
                                              "ghost": {"plugin": "./ghost.so"}, "odd": {"plugin": "./odd.so"}}}, out)
    nothing = {"protocol": None, "type": None, "number": None, "errno": None}
    expected = [nothing | {"family": "asleep", "state": "disabled"}, nothing | {"family": "ghost", "state": "missing"},
                {"family": "odd", "protocol": "one", "number": 0, "state": "absent", "errno": None},
                {"family": "odd", "protocol": "any", "number": None, "state": "absent"}]
    checks.gives("probe_of_unusable_ones", ["probe", "--json"], expected, SOCKFAM_CONFIG=config)
    checks.gives("probe_of_a_missing_one", ["probe", "--json", "ghost"], expected[1:2], code=1, SOCKFAM_CONFIG=config)
    done = run("probe", "ghost", SOCKFAM_CONFIG=config)
    checks.check(b"\nghost" in done.stdout and b"No such file" in done.stdout, f"probe_of_a_missing_one: {done}")
    done = json.loads(run("probe", "--json", "--active", "odd", SOCKFAM_CONFIG=config).stdout)
    checks.check([row["state"] for row in done] == 2 * ["unsupported"] and done[0]["errno"] == "EAFNOSUPPORT",
                 f"probe_of_a_family_that_no_kernel_has: {done}")


def check_passive(checks, rows):
    """No socket is opened for what is absent."""
    if not shutil.which("strace"):
        checks.skip("no strace: which sockets are opened is not seen")
        return
    absent = sorted({row["family"] for row in rows} - {row["family"] for row in rows if row["state"] != "absent"})
    for name in absent:
        done = subprocess.run(["strace", "-f", "-e", "trace=socket,connect,bind", COMMAND, "probe", name],
                              env=environment(), capture_output=True, check=False, timeout=60)
        if b"ptrace" in done.stderr or b"LeakSanitizer" in done.stderr:
            checks.skip(f"strace does not work here: {done.stderr.decode(errors='replace').splitlines()[0]}")
            return
        checks.check(b"socket(" not in done.stderr, f"probe {name} opens a socket: {done.stderr}")


def main():
    checks = Checks()
    rows = json.loads(run("probe", "--json").stdout or "[]")
    check_shape(checks, rows)
    check_people(checks, rows)
    check_named(checks, rows)
    check_passive(checks, rows)
    with tempfile.TemporaryDirectory() as folder:
        check_unusable(checks, folder)
    checks.finish()


if __name__ == "__main__":
    main()
