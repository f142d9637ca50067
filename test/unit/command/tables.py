# SPDX-License-Identifier: MIT
"""sockfam constant and sockfam families: what the tables say."""
import json

from command import Checks, run


def check_constants(checks):
    checks.prints("constant_by_name", ["constant", "AF_VSOCK", "VMADDR_CID_HOST"], "AF_VSOCK 40\nVMADDR_CID_HOST 2\n",
                  "vsock")
    checks.gives("constant_in_json", ["constant", "--json", "VMADDR_CID_HOST"],
                 [{"name": "VMADDR_CID_HOST", "value": 2, "family": "vsock"}], "vsock")
    checks.gives("constant_by_family_value_and_prefix",
                 ["constant", "--json", "--family", "vsock", "--value", "0xffffffff", "--prefix", "VMADDR_"],
                 [{"name": "VMADDR_CID_ANY"}, {"name": "VMADDR_PORT_ANY"}], "vsock")
    checks.prints("constant_by_decimal_value", ["constant", "--value", "4294967295", "--prefix", "VMADDR_PORT"],
                  "VMADDR_PORT_ANY 4294967295\n", "vsock")
    checks.fails("constant_mistyped", ["constant", "AF_VSCK"], 1, "no constant 'AF_VSCK'; did you mean AF_VSOCK", "vsock")
    checks.fails("constant_in_wrong_case", ["constant", "af_vsock"], 1, "; did you mean AF_VSOCK?\n", "vsock")
    checks.fails("constant_unlike_any", ["constant", "XYZZYXYZZY"], 1, "no constant 'XYZZYXYZZY'\n")
    checks.prints("constant_bad_among_good", ["constant", "AF_NOSUCH", "AF_VSOCK"], "AF_VSOCK 40\n", "vsock", code=1,
                  error="no constant 'AF_NOSUCH'")
    checks.gives("constant_bad_among_good_in_json", ["constant", "--json", "AF_NOSUCH", "AF_VSOCK"],
                 [{"name": "AF_VSOCK"}], "vsock", code=1, error="no constant 'AF_NOSUCH'")
    checks.fails("constant_of_another_family", ["constant", "--family", "unix", "AF_VSOCK"], 1,
                 "AF_VSOCK of family vsock is not among those asked for", "unix vsock")
    checks.fails("constant_of_unknown_family", ["constant", "--family", "vsok"], 1, "no family 'vsok'; did you mean vsock?",
                 "vsock")
    checks.gives("constant_of_nothing_in_json", ["constant", "--json", "--prefix", "XYZZY"], [], code=1,
                 error="no constant matches")


def check_all_constants(checks):
    rows = json.loads(run("constant", "--json").stdout)
    lines = run("constant").stdout.decode().splitlines()
    names = [line.split(" ", 1)[0] for line in lines]
    checks.check(names == sorted(set(row["name"] for row in rows)), "people get each name once, in order")
    checks.check(len({(row["name"], row["family"]) for row in rows}) == len(rows), "JSON has no row twice")
    values = {row["name"]: row["value"] for row in rows}
    checks.check(all(f"{name} {values[name]}" in lines for name in values), "people and JSON differ")
    for family in checks.families:
        own = json.loads(run("constant", "--json", "--family", family).stdout)
        checks.check(own == [row for row in rows if row["family"] == family], f"constants of {family}")


def check_families(checks):
    keys = {"name", "af", "formats", "plugin", "state", "reason"}
    states = {"ready", "loaded", "builtin", "disabled", "missing", "refused"}
    for name, family in checks.families.items():
        checks.check(keys <= set(family) and family["state"] in states, f"family {name}: {family}")
        checks.gives(f"family_{name}_in_json", ["families", "--json", name], [family])
    checks.check(list(checks.families) == sorted(checks.families), "families are in order of their names")
    lines = run("families").stdout.decode().splitlines()[1:]
    checks.check([line.split()[0] for line in lines] == list(checks.families), f"families for people: {lines}")
    checks.fails("family_unknown", ["families", "vsok"], 1, "no family 'vsok'; did you mean vsock?", "vsock")
    checks.fails("family_that_is_a_format", ["families", "l2cap"], 1, "it is a format of family bluetooth\n", "l2cap")
    checks.gives("family_unknown_in_json", ["families", "--json", "nosuchfamily"], [], code=1,
                 error="no family 'nosuchfamily'")


def check_reference(checks):
    """Everything that the tables say is in the reference."""
    rows = json.loads(run("constant", "--json").stdout)
    for name, family in checks.families.items():
        text = run("families", name).stdout.decode()
        wanted = [f"\nFORMAT {one}: " for one in family["formats"]]
        wanted += family["formats"] and ["\n  values   ", "\n  example  "]
        wanted += [f"\n  {row['name']} " for row in rows if row["family"] == name]
        missing = [want for want in wanted if want not in text]
        checks.check(text.startswith(f"{name} - ") and not missing, f"reference of {name} lacks {missing}")
    if checks.lacks("reference_of_vsock", "vsock"):
        return
    text = run("families", "vsock").stdout.decode()
    for want in ("text     vsock:<cid>:<port>[,flags=<flags>]", "example  vsock:2:1024   or  vsock:HOST:1024",
                 "0..4294967295", "HOST of cid", "SEQPACKET", "; not in the tuple"):
        checks.check(want in text, f"reference of vsock lacks {want!r}")


def main():
    checks = Checks()
    checks.check(checks.families, "families --json gives no family")
    check_constants(checks)
    check_all_constants(checks)
    check_families(checks)
    check_reference(checks)
    checks.finish()


if __name__ == "__main__":
    main()
