# SPDX-License-Identifier: MIT
"""sockfam address: every input, every output, and what it says when something is wrong."""
import collections
import json
import os
import socket
import tempfile

from command import Checks, compile_plugin, plugin_file, run

VSOCK_HEX = "28000000000400000200000000000000"
VSOCK = {"text": "vsock:2:1024", "display": "vsock:HOST:1024", "format": "vsock", "family": "vsock", "af": 40,
         "length": 16, "received": 16, "hex": VSOCK_HEX, "values": [2, 1024],
         "fields": {"cid": 2, "port": 1024, "flags": 0, "reserved1": 0}}
INET_HEX = "02000050" + "7f000001" + 16 * "0"

TABLE = """\
text     vsock:2:1024
display  vsock:HOST:1024
format   vsock, of family vsock, AF number 40, 16 bytes

field      value     offset  size  meaning
cid        2 (HOST)       8     4  {cid}
port       1024           4     4  {port}
flags      0             12     1  {flags}
reserved1  0x0            2     2  {reserved1}

offset   0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
     0  28 00 00 00 00 04 00 00 02 00 00 00 00 00 00 00
        af--- reser port------- cid-------- fl
"""

RAW_TABLE = """\
text     raw:family=46,data=00ff
format   raw, as no driver takes it apart, AF number 46, 4 bytes

field   value  offset  size  meaning
family  46          0     2  address family number
data    00ff        2     2  bytes that no driver takes apart

offset   0  1  2  3
     0  2e 00 00 ff
        af--- data-
"""


def meanings(family):
    """What the reference says of each field; drivers may word it as they like, and may be missing."""
    rows = [line.split("  ") for line in run("families", family).stdout.decode().splitlines()]
    known = {row[1]: row[-1].removesuffix("; not in the tuple") for row in rows if len(row) > 4 and row[0] == ""}
    return collections.defaultdict(str, known)


def check_outputs(checks):
    checks.prints("table_for_people", ["address", "vsock:HOST:1024"], TABLE.format_map(meanings("vsock")), "vsock")
    checks.prints("table_of_raw", ["address", "raw:family=46,data=00FF"], RAW_TABLE)
    checks.prints("blank_line_between_tables", ["address", "raw:family=46,data=00ff", "raw:family=46,data=00ff"],
                  RAW_TABLE + "\n" + RAW_TABLE)
    checks.prints("no_blank_line_for_a_bad_text", ["address", "nosuch:", "raw:family=46,data=00ff"], RAW_TABLE, code=1,
                  error="sockfam: ")
    checks.prints("hex_is_lower_case", ["address", "--hex", "raw:family=46,data=AB"], "2e00ab\n")
    checks.prints("several_texts", ["address", "--hex", "raw:", "vsock:2:1024"], f"\n{VSOCK_HEX}\n", "vsock")
    checks.prints("fields_names_only", ["address", "--fields", "vsock:2:1024"], "cid\nport\nflags\nreserved1\n", "vsock")
    checks.prints("fields_of_raw", ["address", "--fields", "raw:", "raw:family=46"], "data\nfamily\ndata\n")
    checks.gives("json_of_vsock", ["address", "--json", "vsock:HOST:1024"], VSOCK, "vsock")
    checks.gives("json_is_a_line_each", ["address", "--json", "vsock:2:1024", "raw:"], (VSOCK, {"format": "raw"}),
                 "vsock")
    done = run("address", "--json", "raw:family=46,data=00ff")
    keys = ["text", "display", "format", "family", "af", "length", "received", "hex", "values", "fields"]
    checks.check(list(json.loads(done.stdout)) == keys, f"json_keys_in_order: {done.stdout!r}")
    checks.gives("json_of_raw", ["address", "--json", "raw:family=46,data=00ff"],
                 {"text": "raw:family=46,data=00ff", "format": "raw", "family": None, "af": 46, "length": 4,
                  "received": 4, "hex": "2e0000ff", "values": None, "fields": {"family": 46, "data": "00ff"}})
    checks.gives("json_of_raw_without_family", ["address", "--json", "raw:data=07"],
                 {"af": 0, "length": 1, "hex": "07", "fields": {"data": "07"}})


def check_values_out(checks):
    checks.gives("values_of_unix_path", ["address", "--json", "/run/x"], {"values": ["/run/x"], "length": 9}, "unix")
    checks.gives("values_of_unnamed_unix", ["address", "--json", "unix:"],
                 {"values": [""], "length": 2, "fields": {"path": ""}}, "unix")
    checks.gives("values_of_abstract_unix", ["address", "--json", "unix:@a%00b"],
                 {"values": [{"hex": "00610062"}], "fields": {"path": "@a%00b"}}, "unix")
    checks.gives("values_of_path_that_is_no_utf8", ["address", "--json", "unix:/%FF"],
                 {"values": [{"hex": "2fff"}], "fields": {"path": "/%FF"}}, "unix")
    checks.gives("values_of_utf8_path", ["address", "--json", "unix:/%C3%A4"], {"values": ["/\u00e4"]}, "unix")
    checks.gives("interface_zero_is_empty", ["address", "--json", "can:"],
                 {"values": [""], "fields": {"interface": ""}, "length": 24}, "can")
    checks.gives("interface_without_name_is_a_number", ["address", "--json", "can:#2147483000"],
                 {"values": [2147483000], "fields": {"interface": 2147483000}}, "can")
    checks.gives("interface_name", ["address", "--json", "can:#1"],
                 {"text": "can:#1", "values": [socket.if_indextoname(1)],
                  "fields": {"interface": socket.if_indextoname(1)}}, "can")
    checks.gives("interface_name_not_looked_up", ["address", "--json", "--no-lookup", "can:#1"],
                 {"display": "can:#1", "values": [1], "fields": {"interface": 1}}, "can")
    checks.gives("inet6_values", ["address", "--json", "[::1]:80"],
                 {"values": ["::1", 80, 0, 0], "fields": {"host": "::1", "port": 80, "flowinfo": 0, "scope_id": 0}},
                 "inet6")
    checks.gives("wide_integers_are_hexadecimal", ["address", "--json", "--format", "j1939", "--from-values",
                                                   '["", "0xfedcba9876543210", 1, 2]'],
                 {"values": ["", "0xfedcba9876543210", 1, 2], "fields": {"name": "0xfedcba9876543210"}}, "j1939")
    checks.gives("hardware_address", ["address", "--json", "packet:#1,proto=0x800,addr=aabbcc"],
                 {"values": [socket.if_indextoname(1), 0x800, 0, 0, {"hex": "aabbcc"}], "fields": {"addr": "aa:bb:cc"}},
                 "packet")


def from_values(name, text):
    return ["address", "--json", "--format", name, "--from-values", text]


def check_values_in(checks):
    checks.gives("values_to_vsock", from_values("vsock", "[2, 1024]"), VSOCK, "vsock")
    checks.gives("bare_value_of_scalar_format", from_values("unix", '"/run/x"'), {"text": "unix:/run/x"}, "unix")
    checks.gives("value_with_nul", from_values("unix", '["\\u0000a\\u0000b"]'), {"text": "unix:@a%00b"}, "unix")
    checks.gives("value_in_bytes", from_values("unix", '[{"hex": "00FF 00:62"}]'), {"text": "unix:@%FF%00b"}, "unix")
    checks.gives("value_is_not_unescaped", from_values("unix", '["/%41"]'), {"text": "unix:/%2541"}, "unix")
    checks.fails("bare_value_of_tuple_format", from_values("vsock", "2"), 1,
                 "the values of a vsock address are a JSON array", "vsock")
    for what, text in (("boolean", "[true, 1]"), ("float", "[2.0, 1]"), ("null", "[null, 1]"), ("array", "[[2], 1]")):
        checks.fails(f"value_that_is_a_{what}", from_values("vsock", text), 1,
                     'value 1: wanted a string, an integer or {"hex":".."}', "vsock")
    checks.fails("value_of_other_object", from_values("unix", '[{"hex": "00", "x": 1}]'), 1,
                 'value 1: bytes are {"hex":".."}', "unix")
    checks.fails("value_of_bad_hex", from_values("unix", '[{"hex": "0"}]'), 1, "value 1: ", "unix")
    checks.fails("value_of_huge_hex", from_values("unix", json.dumps([{"hex": 4000 * "00"}])), 1, "far longer", "unix")
    checks.fails("value_of_wrong_kind", from_values("vsock", '["2", 1]'), 1, "cid must be an integer", "vsock")
    checks.fails("value_beyond_range", from_values("vsock", "[4294967296, 1]"), 1, "cid must be 0 to 4294967295",
                 "vsock")
    checks.fails("values_too_few", from_values("vsock", "[]"), 1, "sockfam: ", "vsock")
    checks.fails("values_far_too_many", from_values("vsock", json.dumps(list(range(20)))), 1, "not 20", "vsock")
    checks.fails("values_that_are_no_json", from_values("vsock", "[2,"), 1, "the values are not JSON", "vsock")
    checks.fails("values_of_raw", from_values("raw", "[]"), 1, "a raw address has no values")
    checks.fails("values_of_unknown_format", from_values("vsok", "[]"), 1, "no format 'vsok'; did you mean vsock?",
                 "vsock")


def j1939(name):
    """An address with a NAME as it stands in its two shapes of JSON."""
    fields = f'{{"format":"j1939","interface":"#1","name":{name},"pgn":1,"addr":2}}'
    return from_values("j1939", f'["", {name}, 1, 2]'), ["address", "--json", "--from-json", fields]


def check_high_integers(checks):
    for number in (0, 2**63 - 1, 2**63, 2**63 + 1, 10**19, 2**64 - 1):
        for shape, arguments in zip(("values", "json"), j1939(number)):
            checks.gives(f"json_integers_up_to_2_to_64_are_taken: {number} in {shape}", arguments,
                         {"fields": {"name": hex(number)}}, "j1939")
        checks.gives(f"name_goes_back_as_it_is_printed: {number}", from_values("j1939", f'["", "{number:#x}", 1, 2]'),
                     {"values": ["", hex(number), 1, 2]}, "j1939")
    for number in (2**64, 2**64 + 1, 10**20, -2**63 - 1, -2**64):
        values, fields = j1939(number)
        checks.fails(f"value_beyond_64_bits: {number}", values, 1,
                     f"value 2: integers are {-2**63} to {2**64 - 1}, and {number} is not\n", "j1939")
        checks.fails(f"json_integer_beyond_64_bits: {number}", fields, 1, "integers are -2^63 to 2^64-1\n  {", "j1939")
    for number in (-1, -2**63):
        for arguments in j1939(number):
            checks.fails(f"name_below_zero: {number}", arguments, 1,
                         f"name must be 0 to {2**64 - 1}, and {number} is not", "j1939")
    checks.fails("high_integer_of_a_narrow_field", from_values("vsock", f"[2, {2**63}]"), 1,
                 f"port must be 0 to {2**32 - 1}, and {2**63} is not", "vsock")
    checks.fails("high_integer_as_interface", from_values("can", f"[{2**63}]"), 1,
                 f"interface must be 0 to {2**32 - 1}, and {2**63} is not", "can")
    checks.fails("high_integer_as_text", from_values("unix", f"[{2**63}]"), 1, "path must be text or bytes", "unix")
    checks.fails("bare_high_integer_as_text", from_values("unix", f"{2**63}"), 1, "path must be text or bytes", "unix")
    checks.fails("high_integer_as_text_in_json", ["address", "--from-json", f'{{"format":"unix","path":{2**63}}}'], 1,
                 "path must be text or bytes", "unix")
    checks.fails("high_integer_as_family_of_raw", ["address", "--from-json", f'{{"format":"raw","family":{2**63}}}'], 1,
                 f"family must be 0 to 65535, and {2**63} is not")
    for text in (f"[{{\"hex\": {2**63}}}]", f"{{\"hex\": {2**63}}}", f"[{{\"uint\": {2**63}}}]"):
        checks.fails(f"high_integer_in_an_object: {text}", from_values("unix", text), 1,
                     'value 1: bytes are {"hex":".."}', "unix")
    checks.fails("high_integer_in_an_array", from_values("unix", f"[[{2**63}]]"), 1, "value 1: wanted a string", "unix")
    for path in (f"/{2**63}", f'/"{2**63}"', f"/\\{2**63}", f"/,[{2**64},", f"/\\\\\",{2**64}"):
        checks.gives(f"digits_in_a_string_are_text: {path}", from_values("unix", json.dumps([path])),
                     {"values": [path]}, "unix")
    checks.fails("high_integer_behind_a_string_with_escapes", from_values("can", f'["a\\"\\\\", {2**64}]'), 1,
                 f"value 2: integers are {-2**63} to {2**64 - 1}, and {2**64} is not", "can")
    for text, byte in ((f"[{2**63}, x]", 23), (f"[{2**63}x, 1]", 20), (f"[1 {2**63}]", 4), (f"[0{2**64}, 1]", 2)):
        checks.fails(f"places_of_errors_stay_right: {text}", from_values("vsock", text), 1, "the values are not JSON: ",
                     "vsock")
        said = run(*from_values("vsock", text)).stderr.decode()
        checks.check("vsock" not in checks.formats or f"(byte {byte})" in said, f"place in {text}: {said!r}")
    checks.fails("high_integers_far_too_many", from_values("vsock", json.dumps(100 * [2**63])), 1,
                 "100 values are more", "vsock")


def from_hex(name, text):
    return ["address", "--json", "--format", name, "--from-hex", text]


def check_hex_in(checks):
    checks.gives("hex_to_vsock", from_hex("vsock", VSOCK_HEX.upper()), VSOCK, "vsock")
    checks.gives("hex_with_blanks_and_colons", from_hex("raw", "2e 00:00 ff"), {"hex": "2e0000ff"})
    checks.gives("hex_of_nothing", from_hex("raw", ""), {"text": "raw:", "length": 0, "af": 0, "fields": {"data": ""}})
    checks.gives("hex_that_is_cut_short", from_hex("can", "1d00000000000000"), {"format": "can", "length": 24,
                                                                             "received": 8}, "can")
    checks.gives("hex_below_the_shortest", from_hex("vsock", "2800010000"), {"format": "raw", "length": 5}, "vsock")
    checks.gives("hex_of_the_family_alone", from_hex("vsock", "2800"), {"text": "vsock:0:0", "received": 2}, "vsock")
    checks.gives("hex_of_another_family", from_hex("vsock", "0200" + VSOCK_HEX[4:]), {"format": "raw", "af": 2},
                 "vsock")
    checks.fails("hex_with_half_a_byte", from_hex("raw", "2e0"), 1,
                 "bytes are pairs of hexadecimal digits\n  2e0\n     ^\n")
    checks.fails("hex_with_a_letter", from_hex("raw", "2e0g"), 1, "digits\n  2e0g\n     ^\n")
    checks.fails("hex_beyond_any_address", from_hex("raw", 129 * "00"), 1, "sockfam: ")
    checks.fails("hex_without_format", ["address", "--from-hex", "00"], 2, "need --format")


def check_json_in(checks):
    checks.gives("json_to_vsock", ["address", "--json", "--from-json", '{"format":"vsock","cid":2,"port":1024}'],
                 VSOCK, "vsock")
    checks.fails("json_of_unknown_format", ["address", "--from-json", '{"format":"vsok"}'], 1, "sockfam: ")
    checks.fails("json_that_is_none", ["address", "--from-json", "{"], 1, "sockfam: ")
    for text in ("raw:", "raw:data=07", "raw:family=46,data=00ff"):
        fields = json.loads(run("address", "--json", text).stdout)["fields"]
        checks.gives(f"json_of_{text}_goes_back", ["address", "--json", "--from-json",
                                                    json.dumps({"format": "raw"} | fields)], {"text": text})


def check_lines(checks):
    checks.gives("lines_of_stdin", ["address", "--json", "-"], (VSOCK, {"text": "raw:"}), "vsock",
                 stdin="vsock:2:1024\nraw:")
    checks.gives("bad_line_among_good_ones", ["address", "--json", "-"], (VSOCK, VSOCK), "vsock",
                 stdin="vsock:2:1024\nvsock:2:x\nvsock:2:1024\n", code=1, error="sockfam: line 2: ")
    checks.prints("no_lines", ["address", "-"], "")
    checks.fails("empty_line_is_no_address", ["address", "-"], 1, "sockfam: line 1: ", stdin="\n")
    checks.fails("line_with_control_characters", ["address", "-"], 1, "?[31m", stdin="vsock:\x1b[31m:1\n",
                 needs="vsock")
    checks.fails("line_far_too_long", ["address", "-"], 1, "sockfam: line 1: ", stdin=100000 * "a" + "\n")
    done = run("address", "--hex", "-", "raw:data=07", stdin="raw:data=06\nraw:data=05\n")
    checks.check(done.stdout == b"06\n05\n07\n", f"lines_before_the_next_text: {done.stdout!r}")


def check_errors(checks):
    checks.fails("caret_under_the_byte", ["address", "vsock:2:x"], 1, "\n  vsock:2:x\n          ^\n", "vsock")
    checks.fails("caret_counts_characters", ["address", "vsock:\u00e4:x"], 1, "\n  vsock:\u00e4:x\n        ^\n",
                 "vsock")
    checks.fails("caret_in_long_text", ["address", "vsock:" + 300 * "1" + ":x"], 1, "...\n", "vsock")
    checks.prints("bad_text_among_good_ones", ["address", "--hex", "vsock:", "raw:data=07"], "07\n", "vsock", code=1,
                  error="sockfam: ")
    checks.fails("name_when_lookups_are_refused", ["address", "--no-lookup", "can:nosuch0"], 1, "sockfam: ", "can")
    checks.fails("interface_that_is_none", ["address", "can:nosuch0"], 1, "nosuch0", "can")
    usage = {
        "no_input": [],
        "two_inputs": ["--from-json", "{}", "raw:"],
        "two_sources": ["--from-json", "{}", "--bound", "raw:"],
        "two_outputs": ["--hex", "--json", "raw:"],
        "format_without_values": ["--format", "raw", "raw:"],
        "protocol_without_bound": ["--protocol", "tcp", "raw:"],
        "as_something_else": ["--as", "inet", "raw:"],
        "option_without_argument": ["--bound"],
    }
    for name, arguments in usage.items():
        checks.fails(name, ["address", *arguments], 2, "Try 'sockfam address --help'.\n")


def bound(checks, name, arguments, expected, needs):
    """The kernel may not have the family; then the command says so."""
    if checks.lacks(name, needs):
        return None
    done = run("address", "--json", "--bound", *arguments)
    if done.returncode == 1 and b"cannot open a socket" in done.stderr:
        checks.skip(f"{name}: {done.stderr.decode().strip()}")
        return None
    answer = json.loads(done.stdout or "{}")
    good = done.returncode == 0 and all(answer.get(key) == value for key, value in expected.items())
    checks.check(good, f"{name}: {done.stdout!r} {done.stderr!r}")
    return answer if good else None


def check_bound(checks):
    answer = bound(checks, "bound_inet", ["inet:127.0.0.1:0"], {"format": "inet", "received": 16}, "inet")
    if answer:
        checks.check(answer["values"][0] == "127.0.0.1" and answer["values"][1] > 0, f"bound_inet: {answer}")
    bound(checks, "bound_inet_datagrams", ["inet:127.0.0.1:0", "--protocol", "udp"], {"format": "inet"}, "inet")
    bound(checks, "bound_netlink", ["netlink:0"], {"format": "netlink", "received": 12}, "netlink")
    bound(checks, "bound_vsock", ["vsock:ANY:ANY"], {"format": "vsock", "received": 16}, "vsock")
    answer = bound(checks, "bound_unix_by_itself", ["unix:"], {"format": "unix", "received": 8}, "unix")
    if answer:
        checks.check(answer["text"].startswith("unix:@"), f"bound_unix_by_itself: {answer}")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x")
        bound(checks, "bound_unix_path", [path], {"values": [path]}, "unix")
        checks.check(not os.path.exists(path), "bound_unix_path: the file is still there")
        with open(path, "w", encoding="utf-8"):
            pass
        checks.fails("bound_unix_path_in_use", ["address", "--bound", path], 1, "cannot bind " + path, "unix")
        checks.check(os.path.exists(path) or "unix" not in checks.formats, "bound_unix_path_in_use: the file is gone")
    checks.fails("bound_raw", ["address", "--bound", "raw:"], 1, "a raw address does not say")
    checks.fails("bound_family_of_another_system",
                 ["address", "--bound", "hyperv:WILDCARD:00000400-facb-11e6-bd58-64006a7986d3"], 1,
                 "family hyperv has no sockets on this system", "hyperv")
    checks.fails("bound_unknown_protocol", ["address", "--bound", "inet:127.0.0.1:0", "--protocol", "tpc"], 1,
                 "family inet has no protocol 'tpc' with inet addresses; did you mean tcp", "inet")


UNWILLING = """#include "odd.h"
SOCKFAM_FORMATS({ "odd", "an odd address", "odd:1:2", .af = ODD_AF, .size = 16, .min = 16,
                  .code = SOCKFAM_CODE_DECODE });
ODD_FIELDS;
static int refuse(const struct sockfam_call *call, const void *sockaddr, size_t length, struct sockfam_value *values,
                  size_t *count, char *scratch)
{
    return call->host->fail(call->error, SOCKFAM_ERROR_VALUE, 0, "this driver gives no values");
}
static const struct sockfam_format_code functions[] = { { "odd", .decode = refuse } };
SOCKFAM_DRIVER_WITH_CODE("odd", "a driver that refuses", functions, ODD_AF);
"""


def check_conversion_failures(checks):
    """What a driver's code refuses is said, and is not taken for a lack of memory."""
    with tempfile.TemporaryDirectory() as folder:
        config = os.path.join(folder, "sockfam.json")
        compile_plugin(UNWILLING, os.path.join(folder, "odd.so"))
        with open(config, "w", encoding="utf-8") as out:
            json.dump({"version": 1, "families": {"odd": {"plugin": "./odd.so"}}}, out)
        checks.fails("conversion_failure_as_json_has_its_reason", ["address", "--json", "odd:1:2"], 1,
                     "this driver gives no values", SOCKFAM_CONFIG=config)


def check_translation(checks):
    pairs = (("vsock:HOST:2049", "a42e7cda-d03f-480c-9cc2-a4de20abb878"),
             ("vsock:LOCAL:2049", "e0e16197-dd56-4a10-9195-5ee7a155a838"),
             ("vsock:ANY:2049", "00000000-0000-0000-0000-000000000000"))
    for text, machine in pairs:
        there = {"format": "hyperv", "fields": {"service_id": "00000801-facb-11e6-bd58-64006a7986d3"}}
        checks.gives(f"{text}_as_hyperv", ["address", "--json", "--as", "hyperv", text],
                     there | {"values": [machine, there["fields"]["service_id"]]}, "vsock hyperv")
        checks.gives(f"{text}_from_hyperv", ["address", "--json", "--as", "vsock", "--format", "hyperv",
                                             "--from-values", json.dumps([machine, there["fields"]["service_id"]])],
                     {"display": text}, "vsock hyperv")
    checks.fails("vsock_of_another_machine", ["address", "--as", "hyperv", "vsock:3:1"], 1, "cid 3 has no known GUID",
                 "vsock hyperv")
    checks.fails("vsock_of_any_port", ["address", "--as", "hyperv", "vsock:2:ANY"], 1, "port ANY", "vsock hyperv")
    checks.gives("vsock_as_itself", ["address", "--json", "--as", "vsock", "vsock:2:1024"], VSOCK, "vsock")
    with tempfile.TemporaryDirectory() as folder:
        config = os.path.join(folder, "sockfam.json")
        with open(config, "w", encoding="utf-8") as out:
            json.dump({"version": 1, "families": {"vsock": {"plugin": plugin_file("vsock")}}}, out)
        checks.fails("vsock_without_the_other_driver", ["address", "--as", "hyperv", "vsock:2:1"], 1,
                     "no driver of this config has the GUID HV_GUID_", "vsock", SOCKFAM_CONFIG=config)
    checks.fails("raw_as_vsock", ["address", "--as", "vsock", "raw:"], 1, "only vsock and hyperv")


def main():
    checks = Checks()
    check_outputs(checks)
    check_values_out(checks)
    check_values_in(checks)
    check_high_integers(checks)
    check_hex_in(checks)
    check_json_in(checks)
    check_lines(checks)
    check_errors(checks)
    check_bound(checks)
    check_conversion_failures(checks)
    check_translation(checks)
    checks.finish()


if __name__ == "__main__":
    main()
