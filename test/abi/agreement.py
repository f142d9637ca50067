# SPDX-License-Identifier: MIT
"""project.yml against the tree: families, folders, the config, versions, packages, profiles."""
import json
import re
import subprocess
from collections import Counter

import yaml

from support import source
from support.report import Report


def same(report, left, right, what):
    report.none_of([f"{name}: only in the first" for name in sorted(set(left) - set(right))]
                   + [f"{name}: only in the second" for name in sorted(set(right) - set(left))], what)


def check_families(report, root, families):
    same(report, families, [path.name for path in (root / "plugins").iterdir() if path.is_dir()],
         "families in project.yml and folders in plugins/")
    for name in families:
        for part in (f"{name}.c", "meson.build"):
            report.check((root / "plugins" / name / part).is_file(), f"plugins/{name}/{part} is not there")
        report.check(re.fullmatch("[a-z][a-z0-9_]{0,14}", name), f"{name} is not a name for a family")
    config = json.loads((root / "config" / "sockfam.json").read_text(encoding="utf-8"))
    same(report, families, config["families"], "families in project.yml and entries of config/sockfam.json")
    report.check(list(families) == sorted(families), "the families in project.yml are not in order")
    for name, entry in config["families"].items():
        report.check(entry["plugin"] == f"{name}/{name}.so", f"config: {name}: the plugin is {entry['plugin']}")


def check_build_files(report, root, families):
    """Adding a family touches its folder, project.yml and the config: no other build file may name one."""
    names = re.compile("['\"/](" + "|".join(families) + ")['\"/.]")
    for path in sorted(root.glob("*/meson.build")) + [root / "meson.build", root / "meson_options.txt"]:
        text = re.sub(r"^\s*#.*", "", path.read_text(encoding="utf-8"), flags=re.M)
        report.none_of(names.findall(text), f"{path.relative_to(root)} names a family")


def macro(text, name):
    return re.search(rf'#define {name} "?([^"\s]+)"?', text).group(1)


def check_version(report, root, manifest):
    text = (root / "abi" / "sockfam" / "version.h").read_text(encoding="utf-8")
    header = macro(text, "SOCKFAM_VERSION")
    report.check(header == manifest["version"], f"version.h says {header}, project.yml {manifest['version']}")
    abi = f"{macro(text, 'SOCKFAM_ABI_MAJOR')}.{macro(text, 'SOCKFAM_ABI_MINOR')}"
    report.check(abi == manifest["abi"], f"version.h says ABI {abi}, project.yml {manifest['abi']}")


def check_packages(report, root, packages):
    names = Counter(name for group in packages.values() for name in group)
    report.none_of([name for name, times in names.items() if times > 1], "package named twice")
    for group, wanted in packages.items():
        read = subprocess.run(["sh", str(root / "tools" / "setup.sh"), "--list", group], check=True,
                              capture_output=True, text=True).stdout.split()
        report.check(read == wanted, f"packages: {group}: setup.sh reads {read}, a YAML parser {wanted}")


def check_profiles(report, root, manifest):
    tool = ["/usr/bin/python3", str(root / "tools" / "manifest.py"), str(root / "project.yml")]
    for name in manifest["profiles"]:
        done = subprocess.run([*tool, "choose", name, "all", "profile"], capture_output=True, text=True, check=False)
        report.check(done.returncode == 0, f"profile {name}: {done.stderr.strip()}")
    report.check(manifest["profiles"]["full"]["families"] == "all", "the profile `full` does not have all families")


def main():
    report = Report()
    root = source.root()
    manifest = yaml.safe_load((root / "project.yml").read_text(encoding="utf-8"))
    check_families(report, root, manifest["families"])
    check_build_files(report, root, manifest["families"])
    check_version(report, root, manifest)
    check_packages(report, root, manifest["packages"])
    check_profiles(report, root, manifest)
    report.finish()


if __name__ == "__main__":
    main()
