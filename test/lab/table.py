#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The lab's results as a table in Markdown: table.py FLOWS.json [--into FILE]

Prints a line for each protocol of each family. With --into, a line for each family replaces what stands in FILE (README,
say) between the lines `<!-- lab -->` and `<!-- end of lab -->`.
"""
import json
import pathlib
import re
import sys

MARKED = re.compile(r"(?<=<!-- lab -->\n).*?(?=<!-- end of lab -->)", re.S)


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def groups(flows, *keys):
    """Flows that have the same value of these keys, in the order in which they ran."""
    found = {}
    for flow in flows:
        found.setdefault(tuple(flow[key] for key in keys), []).append(flow)
    return found


def said(flow):
    """What a flow exchanged; what failed stands out."""
    return flow["what"] + ("" if flow["result"] == "passed" else f" (**{flow['result']}**)")


def total(flows, key):
    return f"{sum(flow[key] for flow in flows):.0f}"


def markdown(results):
    """All there is to know."""
    lines = [f"Linux {results['kernel']}, emulated:", "", "| family | protocol | what was exchanged | bytes | ms |",
             "|---|---|---|--:|--:|"]
    for (family, protocol), flows in groups(results["flows"], "family", "protocol").items():
        what = "; ".join(map(said, flows))
        lines.append(f"| {family} | {protocol} | {what} | {total(flows, 'bytes')} | {total(flows, 'milliseconds')} |")
    return "\n".join(lines) + "\n"


def summary(results):
    """A line for each family."""
    lines = ["| family | protocols | flows | bytes |", "|---|---|--:|--:|"]
    for (family,), flows in groups(results["flows"], "family").items():
        protocols = ", ".join(dict.fromkeys(flow["protocol"] for flow in flows))
        passed = sum(flow["result"] == "passed" for flow in flows)
        count = f"{passed}" if passed == len(flows) else f"{passed} of {len(flows)}"
        lines.append(f"| {family} | {protocols} | {count} | {total(flows, 'bytes')} |")
    return "\n".join(lines) + "\n"


def put_into(path, text):
    old = path.read_text(encoding="utf-8")
    new, count = MARKED.subn(lambda _: text, old)
    if count != 1:
        sys.exit(f"{path}: no line `<!-- lab -->` with a line `<!-- end of lab -->` behind it")
    path.write_text(new, encoding="utf-8")


def main():
    results = load(sys.argv[1])
    if sys.argv[2:3] == ["--into"]:
        put_into(pathlib.Path(sys.argv[3]), summary(results))
    else:
        print(markdown(results), end="")


if __name__ == "__main__":
    main()
