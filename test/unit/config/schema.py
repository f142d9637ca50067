# SPDX-License-Identifier: MIT
"""abi/config.schema.json says of a file what the library says of it: on the stock config and on every case.

Only the keywords that the schema uses are known here; another one in it is a failure, not a shrug.
"""
import json
import re

from support import source
from support.report import Report

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}
ANNOTATIONS = {"$schema", "title", "description", "default", "$defs"}


def is_of(kind, value):
    return isinstance(value, TYPES[kind]) and not (kind == "integer" and isinstance(value, bool))


def wrong_members(root, schema, value):
    known = schema.get("properties", {})
    rest = schema.get("additionalProperties", True)
    names = re.compile(schema.get("propertyNames", {}).get("pattern", ""))
    for name, member in value.items():
        if not names.search(name):
            yield name
        elif name in known:
            yield from wrong(root, known[name], member)
        elif rest is False:
            yield name
        elif rest is not True:
            yield from wrong(root, rest, member)
    yield from (name for name in schema.get("required", []) if name not in value)


def wrong(root, schema, value):
    """What of `value` the schema does not allow."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    if "const" in schema and (value != schema["const"] or isinstance(value, bool)):
        yield value
    if "type" in schema and not is_of(schema["type"], value):
        yield value
        return
    if isinstance(value, str) and len(value) < schema.get("minLength", 0):
        yield value
    if is_of("integer", value) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield value
    if isinstance(value, dict):
        yield from wrong_members(root, schema, value)
    for item in value if isinstance(value, list) and "items" in schema else []:
        yield from wrong(root, schema["items"], item)


def keywords(schema):
    yield from (key for key in schema if key not in ("properties", "$defs"))
    for part in list(schema.get("properties", {}).values()) + list(schema.get("$defs", {}).values()):
        yield from keywords(part)


def parsed(path):
    """The file's value, or None if it is not JSON, which no schema can judge."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return None


def library_refuses(case):
    """Whether the library finds a fault with what the main file says; that a plugin is missing is none."""
    lines = (case / "expected").read_text(encoding="utf-8").splitlines()
    return any(line.startswith("! sockfam.json 0:0 ") and ' there is no "' not in line for line in lines)


def main():
    report = Report()
    tree = source.root()
    schema = parsed(tree / "abi/config.schema.json")
    handled = {"type", "const", "required", "additionalProperties", "properties", "propertyNames", "items", "minLength",
               "minimum", "maximum", "$ref"}
    report.none_of(sorted(set(keywords(schema)) - handled - ANNOTATIONS), "keywords that this test does not know")
    stock = parsed(tree / "config/sockfam.json")
    report.none_of(list(wrong(schema, schema, stock)), "config/sockfam.json")
    for case in sorted(path.parent for path in tree.glob("test/data/config/*/expected")):
        value = parsed(case / "sockfam.json")
        if value is None or case.name in ("duplicate_key", "nul_escape", "deep"):
            continue
        refuses = bool(list(wrong(schema, schema, value)))
        report.check(refuses == library_refuses(case), f"{case.name}: the schema and the library disagree")
    report.finish()


if __name__ == "__main__":
    main()
