#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The lab's results as a table in Markdown, a line for each protocol of each family: table.py FLOWS.json"""
import json
import sys


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def groups(flows):
    """(family, protocol) -> its flows, in the order in which they ran."""
    found = {}
    for flow in flows:
        found.setdefault((flow["family"], flow["protocol"]), []).append(flow)
    return found


def row(name, flows):
    """What was exchanged, how many bytes came through, in what time; what failed stands out."""
    what = "; ".join(f"{flow['what']}{'' if flow['result'] == 'passed' else ' (**' + flow['result'] + '**)'}"
                     for flow in flows)
    size = sum(flow["bytes"] for flow in flows)
    time = sum(flow["milliseconds"] for flow in flows)
    return f"| {name[0]} | {name[1]} | {what} | {size} | {time:.0f} |"


def markdown(results):
    lines = [f"Linux {results['kernel']}, emulated:", "", "| family | protocol | what was exchanged | bytes | ms |",
             "|---|---|---|--:|--:|"]
    lines += [row(name, flows) for name, flows in groups(results["flows"]).items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(markdown(load(sys.argv[1])), end="")
