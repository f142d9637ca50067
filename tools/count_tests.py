#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Counts the cases of one `meson test` run: count_tests.py BUILD

Reads BUILD/meson-logs/testlog.json for what ran, and BUILD/results/NAME-*.xml for the cases of cmocka programs. Prints
the reason of each failure and skip on stderr, and one line, `passed failed skipped`, on stdout. test/meson.build says
how tests report.
"""
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

SUMMARY = re.compile(r"(\d+) passed, (\d+) failed, (\d+) skipped")
TAIL_LINES = 40
LINE_LENGTH = 300


def say(build, name, text):
    line = f"{build.name}: {name}: {text}"
    print(line if len(line) <= LINE_LENGTH else line[:LINE_LENGTH] + "...", file=sys.stderr)


def count_suite(build, name, path):
    """One XML file of cmocka, which is one group of cases."""
    counts = [0, 0, 0]
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        where = f"{name}: {case.get('name')}"
        if case.find("skipped") is not None:
            counts[2] += 1
            say(build, where, "skipped")
        elif case.find("failure") is not None or case.find("error") is not None:
            counts[1] += 1
            found = case.find("failure") if case.find("failure") is not None else case.find("error")
            say(build, where, f"failed: {(found.text or found.get('message') or '').strip()}")
        else:
            counts[0] += 1
    return counts


def count_xml(build, name):
    """The cases in all XML files of a program. A file cut short by a crash counts as one failure."""
    counts = [0, 0, 0]
    for path in sorted((build / "results").glob(f"{name}-*.xml")):
        try:
            found = count_suite(build, name, path)
        except ElementTree.ParseError as error:
            say(build, name, f"failed: {path.name} is not whole: {error}")
            found = [0, 1, 0]
        counts = [one + other for one, other in zip(counts, found)]
    return counts


def count_output(test):
    """Scripts and plain programs: their own summary, or else one case."""
    lines = test.get("stdout", "").strip().splitlines()
    summary = SUMMARY.fullmatch(lines[-1].strip()) if lines else None
    if summary:
        return [int(number) for number in summary.groups()]
    return {"OK": [1, 0, 0], "SKIP": [0, 0, 1]}.get(test["result"], [0, 1, 0])


def show_output(build, name, test, unexplained):
    """The reasons that the test printed; if it failed without one, the end of what it said."""
    output = (test.get("stdout", "") + test.get("stderr", "")).splitlines()
    reasons = [line for line in output if line.startswith(("SKIP:", "FAIL:"))]
    for line in reasons:
        say(build, name, line)
    if unexplained and not any(line.startswith("FAIL:") for line in reasons):
        say(build, name, f"{test['result']}, exit status {test['returncode']}; it ended with")
        for line in output[-TAIL_LINES:]:
            print(f"    {line}", file=sys.stderr)


def count(build, test):
    name = test["name"].split(" / ")[-1]
    from_xml = count_xml(build, name)
    counts = from_xml if any(from_xml) else count_output(test)
    bad = test["result"] not in ("OK", "SKIP")
    show_output(build, name, test, bad and not from_xml[1])
    if bad and not counts[1]:
        counts[1] += 1
    return counts


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    total = [0, 0, 0]
    with open(build / "meson-logs" / "testlog.json", encoding="utf-8") as log:
        for line in log:
            total = [one + other for one, other in zip(total, count(build, json.loads(line)))]
    print(*total)


if __name__ == "__main__":
    main()
