# SPDX-License-Identifier: MIT
"""Tests of the build that look at the kernel, run in the lab: suite.py TESTS.json SCRATCH [PREFIX..]

TESTS.json is what `meson introspect --tests` says; a test is run if its name begins with one of the prefixes. They skip
what a machine lacks; the lab lacks nothing. Counted as tools/test.sh counts; results lie in the folder SCRATCH.
"""
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
import count_tests # noqa: E402

TIMEOUT = 120


def run(test, scratch):
    """What count_tests wants to know of a test."""
    environment = {**os.environ, **test["env"], "CMOCKA_MESSAGE_OUTPUT": "XML",
                   "CMOCKA_XML_FILE": str(scratch / "results" / (test["name"] + "-%g.xml"))}
    try:
        done = subprocess.run(test["cmd"], env=environment, capture_output=True, text=True, errors="replace",
                              timeout=TIMEOUT, check=False, cwd=scratch)
    except subprocess.TimeoutExpired:
        return {"name": test["name"], "stdout": "", "stderr": f"FAIL: no end within {TIMEOUT} s", "returncode": -1,
                "result": "TIMEOUT"}
    result = {0: "OK", 77: "SKIP"}.get(done.returncode, "FAIL")
    return {"name": test["name"], "stdout": done.stdout, "stderr": done.stderr, "returncode": done.returncode,
            "result": result}


def main():
    tests = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    scratch = pathlib.Path(sys.argv[2])
    (scratch / "results").mkdir(parents=True)
    sys.stderr = sys.stdout # where count_tests explains
    total = [0, 0, 0]
    for test in tests:
        if test["name"].startswith(tuple(sys.argv[3:])):
            counts = count_tests.count(scratch, run(test, scratch))
            if os.geteuid() != 0: # what only root may do, root has done
                counts[2] = 0
            print(test["name"], *counts)
            total = [one + other for one, other in zip(total, counts)]
    print("%d passed, %d failed, %d skipped" % tuple(total))
    sys.exit(1 if total[1] or not total[0] else 0)


if __name__ == "__main__":
    main()
