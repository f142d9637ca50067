#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Prints pieces of project.yml, one item a line, for Meson and shell scripts.

    manifest.py FILE name | version | abi | families
    manifest.py FILE packages build|test|cross|foreign|unpack
    manifest.py FILE choose PROFILE FAMILIES BUILTIN    two lines: families to build; those of them to link in
    manifest.py FILE config SOURCE --families A,B [--builtin A,B] [--path DIR]

Lists are separated by commas. FAMILIES may be `all` of the profile's; BUILTIN may be `all`, `none`, or `profile`, what the
profile says. The last prints the config SOURCE cut down to the families of a build; those linked in have `builtin` for their plugin.
"""
import argparse
import json
import sys

import yaml


class ManifestError(Exception):
    """The manifest, or what was asked of it, makes no sense."""


def load(path):
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file)


def resolve(wanted, everything, what):
    """`wanted` is all, none or a list of names; the names come back in the order of `everything`."""
    if wanted == "all":
        return list(everything)
    if wanted == "none":
        return []
    unknown = [name for name in wanted if name not in everything]
    if unknown:
        raise ManifestError(f"{what}: no such family: {', '.join(unknown)}; there are {', '.join(everything)}")
    return [name for name in everything if name in wanted]


def choose(manifest, name, families, builtin):
    """What to build and what to link in, from a profile and the two options that narrow it."""
    if name not in manifest["profiles"]:
        raise ManifestError(f"no such profile: {name}; there are {', '.join(manifest['profiles'])}")
    profile = manifest["profiles"][name]
    everything = list(manifest["families"])
    of_profile = resolve(profile["families"], everything, f"profile {name}, families")
    chosen = of_profile if families == "all" else resolve(families.split(","), everything, "families")
    if builtin == "profile":
        wanted = resolve(profile["builtin"], everything, f"profile {name}, builtin")
        linked = [family for family in chosen if family in wanted]
    else:
        linked = resolve(builtin if builtin in ("all", "none") else builtin.split(","), chosen, "builtin")
    return [" ".join(chosen), " ".join(linked)]


def packages(manifest, group):
    if group not in manifest["packages"]:
        raise ManifestError(f"no such list of packages: {group}; there are {', '.join(manifest['packages'])}")
    return manifest["packages"][group]


def config(source, families, builtin, path):
    """The stock config for a build: only its families, those that are linked in without a file."""
    with open(source, encoding="utf-8") as file:
        stock = json.load(file)
    if path:
        stock["plugin_path"] = [path]
    stock["families"] = {name: entry for name, entry in stock["families"].items() if name in families}
    for name in set(builtin) & set(stock["families"]):
        stock["families"][name]["plugin"] = "builtin"
    return json.dumps(stock, indent=4)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    commands = parser.add_subparsers(dest="what", required=True)
    for name in ("name", "version", "abi", "families"):
        commands.add_parser(name)
    commands.add_parser("packages").add_argument("group")
    command = commands.add_parser("choose")
    for name in ("profile", "families", "builtin"):
        command.add_argument(name)
    command = commands.add_parser("config")
    command.add_argument("source")
    command.add_argument("--families", default="")
    command.add_argument("--builtin", default="")
    command.add_argument("--path")
    return parser.parse_args()


def answer(options):
    manifest = load(options.file)
    if options.what == "packages":
        return packages(manifest, options.group)
    if options.what == "choose":
        return choose(manifest, options.profile, options.families, options.builtin)
    if options.what == "config":
        return [config(options.source, options.families.split(","), options.builtin.split(","), options.path)]
    if options.what == "families":
        return list(manifest["families"])
    return [str(manifest[options.what])]


def main():
    try:
        lines = answer(arguments())
    except (ManifestError, OSError, KeyError, ValueError, yaml.YAMLError) as error:
        sys.exit(f"manifest.py: {error}")
    if lines:
        print("\n".join(lines))


if __name__ == "__main__":
    main()
