# SPDX-License-Identifier: MIT
"""Counting and printing for test scripts: see test/meson.build for the lines they print.

    report = Report()
    report.check(left == right, "left is not right")
    report.finish()
"""
import sys


class Report:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def check(self, condition, message):
        """One case; `message` says what was wrong with what if the condition does not hold."""
        if condition:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAIL: {message}")
        return bool(condition)

    def none_of(self, findings, name):
        """One case, `name`, that passes if the list of findings is empty; else each of them is printed."""
        for finding in findings:
            print(f"FAIL: {name}: {finding}")
        if findings:
            self.failed += 1
        else:
            self.passed += 1

    def skip(self, reason):
        self.skipped += 1
        print(f"SKIP: {reason}")

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped")
        sys.exit(1 if self.failed or not self.passed + self.skipped else 0)
