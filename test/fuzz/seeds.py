#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Makes the committed corpus anew: seeds.py COMMAND, the built `sockfam`.

Each address below becomes a seed of three targets: its text, its JSON, and its bytes. Notes and files of drivers are
seeds by name, with edits (fuzz.h says how they are written). Seeds that a fuzzer found are not made here and stay: they are
those whose name begins with `found-`.
"""
import json
import pathlib
import subprocess
import sys

CORPUS = pathlib.Path(__file__).parent / "corpus"

ADDRESSES = """
alg:hash,sha256
alg:aead,authenc(hmac(sha1),cbc(aes)),feat=0x10,mask=0x1f
alg:aead,rfc4106(gcm(aes-with-a-very-long-name-that-runs-past-the-sockaddr(because-it-may)))
can:#0
can:#3
hci:0
hci:3,channel=USER
hyperv:WILDCARD:00000400-facb-11e6-bd58-64006a7986d3
hyperv:a42e7cda-d03f-480c-9cc2-a4de20abb878,loopback
inet:127.0.0.1:80
inet::0
inet:host=255.255.255.255,port=0xffff
192.168.100.200:8080
inet6:[::1]:80
[fe80::1%3]:80
[fe80::1%254]:80
inet6:[2001:db8::ffff:1.2.3.4]:443,flowinfo=0xfffff,scope_id=7
inet6:[::ffff:1.2.3.4]:0
isotp:#3,rx=0x7e8,tx=0x7e0
isotp:#3,tx=2147483649,rx=1
j1939:#3,name=0x0,pgn=0x40000,addr=0xff
j1939:#3,name=J1939_NO_NAME,pgn=REQUEST,addr=J1939_NO_ADDR
l2cap:AA:BB:CC:DD:EE:FF,psm=25
l2cap:0:1:2:3:4:5,psm=0x1001,cid=4,bdaddr_type=LE_RANDOM
rfcomm:AA:BB:CC:DD:EE:FF,1
sco:AA:BB:CC:DD:EE:FF
netlink:0
netlink:4294967295,groups=0x80000001
packet:#2,proto=0x800
packet:#2,proto=IP,pkttype=4,hatype=32,addr=00112233445566778899aabbccddeeff
qipcrtr:1:1234
rds:10.0.0.1:4000
rds:[2001:db8::1%3]:4000,flowinfo=0x1
tipc:NAME,18888,17
tipc:NAMESEQ,18888,17,20,scope=NODE
tipc:ID,16781313,42
unix:
unix:/run/x.sock
unix:relative%20name,path%3dx
unix:@abstract%00tail,with=equals
unix:////four
/run/%e4,x=1
@%ff%fe
vsock:2:1024
vsock:HOST:ANY,flags=1
xdp:#2,0
xdp:#2,7,flags=0x1,umem_fd=5
raw:
raw:data=07
raw:family=46,data=00ff
raw:family=65535
""".split()

BAD_TEXTS = """
[fe80::1%25#4]:80
inet:1.2.3.4:65536
inet:1.2.3.4:80,
inet:1.2.3.4:80,port=81
inet6:[::1
inet6:[1::2::3]:80
vsock:2
vsock:2:NOWHERE
unix:%4
unix:relative,path=%3d
nosuch:1
l2cap:AA:BB
can:
tipc:9,1,2
raw:family=1,data=0
""".split()

BAD_JSON = {
    "twice": '{"format":"can","format":"inet"}',
    "deep": '[[[[[[[[{"format":{"hex":"00"}}]]]]]]]]',
    "escapes": '{"format":"unix","path":"\\u0000\\ud83d\\ude00\\\\"}',
    "hex": '{"format":"unix","path":{"hex":"00616263"}}',
    "hexed": '{"format":"packet","interface":"#2","proto":"0x800","addr":{"hex":"001122334455"}}',
    "large": '{"format":"j1939","interface":"#1","name":"0xffffffffffffffff","pgn":0,"addr":0}',
    "high": '{"format":"j1939","interface":"#1","name":9223372036854775809,"pgn":0,"addr":0}',
    "higher": '{"format":"j1939","interface":"#1","name":18446744073709551616,"pgn":0,"addr":0}',
    "negative": '{"format":"tipc","addr_type":"NAME","type":1,"instance":2,"scope":-128}',
    "real": '{"format":"vsock","cid":2.0,"port":1e3}',
    "beyond": '{"format":"vsock","cid":9223372036854775808,"port":1}',
    "raw": '{"format":"raw","family":-1,"data":"0"}',
    "cut": '{"format":"inet","host":"1.2',
}

# What a kernel may answer and text cannot say, or not at once: format, claimed bytes beyond, family put right, bytes.
ANSWERS = {
    "unix-whole": ("unix", 1, 1, "0100" + "61" * 108),
    "unix-abstract-whole": ("unix", 0, 1, "010000" + "62" * 107),
    "unix-nothing": ("unix", 0, 1, "0100"),
    "can-short": ("can", 0, 1, "1d00000003000000"),
    "packet-infiniband": ("packet", 0, 1, "110008000200000020000414" + "c1" * 20),
    "packet-short": ("packet", 0, 1, "1100080002000000010000060011223344550000"[:36]),
    "packet-beyond": ("packet", 0, 1, "1100080002000000010000ff0011223344556677"),
    "inet6-old": ("inet6", 0, 1, "0a000050fff00000" + "00" * 15 + "01"),
    "inet-padding": ("inet", 0, 1, "020000507f000001" + "00" * 7 + "01"),
    "tipc-variant": ("tipc", 0, 1, "1e000902" + "01" * 12),
    "alg-open": ("alg", 0, 1, "26006861736800000000000000000000" + "00" * 8 + "73" * 64),
    "empty": ("inet", 0, 0, ""),
    "one": ("inet", 0, 0, "02"),
    "long": ("inet", 15, 1, "02" + "00" * 127),
}

# Offset, what to do, with what: see memory.c. Offsets of notes: 20 bytes of note, 8 of record, then rows.
EDITS = ["", "1400 00 00", "0401 01 ff", "4000 03 7f", "8000 03 80", "f000 04 00", "3001 02 01", "0002 05 10", "1402 03 01"]


# Of a plugin's file: the ELF header, its program headers, what lies behind.
FILE_EDITS = ["", "0400 00 01", "0500 00 02", "1000 00 02", "1200 00 b7", "2000 03 7f", "2800 03 ff", "3600 00 39",
              "3800 00 ff", "3800 00 00", "3c00 00 ff", "3e00 00 ff", "4000 04 00", "4800 03 7f", "6000 03 ff", "7800 03 04",
              "0002 04 00", "0010 04 00", "0801 03 7f"]

FAMILIES = ["alg", "can", "inet", "inet6", "netlink", "packet", "tipc", "unix", "vsock"]

CONFIGS = {
    "stock": '{"version":1,"plugin_path":["../plugins"],"families":{"can":{"plugin":"can/can.so"},"inet":{"plugin":"builtin"}}}',
    "all-keys": '{"version":1,"plugin_path":["/a","b/c"],"families":{"can":{"plugin":"can.so","enabled":true,"required":false,"priority":-1}}}',
    "twice": '{"version":1,"version":2}',
    "types": '{"version":"1","plugin_path":"x","families":{"can":[],"inet":{"plugin":3,"enabled":1,"required":"yes","priority":1.5}}}',
    "unknown": '{"version":1,"familie":{},"families":{"can":{"plugn":"x"}}}',
    "names": '{"version":1,"families":{"":{},"CAN":{"plugin":"x"},"a~/b":{"plugin":"x"},"averyveryverylongname":{"plugin":"x"}}}',
    "paths": '{"version":1,"plugin_path":["",".","/"],"families":{"can":{"plugin":""},"inet":{"plugin":"/"},"unix":{"plugin":"a//../b"}}}',
    "cut": '{"version":1,"families":{"can":{"plugin":"can',
    "list": "[1,2,3]",
    "next-version": '{"version":2,"families":{}}',
    "large": '{"version":1,"families":{"can":{"plugin":"x","priority":9223372036854775807},"inet":{"priority":1e999}}}',
    "nothing": "",
}

# Rows made up: '!' is kind 1, and so on (option.c); the second character makes them large enough, the third has flags:
# 'x' (BE and ARRAY), 'h' (BE), 'p' (ARRAY).
OPTIONS = {
    "int": "!a:t-1", "int-hex": "!a:t0x7fffffff", "bool": "\"a:ton", "u8": "#a:t255", "u16": "$a:t65535", "u32": "%a:t4294967295",
    "u64": "&a:t18446744073709551615", "u16-be": "$ah:t258", "u32-array": "%ap:t1;2;3", "u32-be-array": "%ax:t1;2;3",
    "linger": "'a:t5", "linger-off": "'a:toff", "timeval": "(a:t1.5", "timespec": ")a:t0.000000001",
    "timespec-array": ")ap:t1.5;0;2", "text": "*a:teth0", "bytes": "+a:t00ff10", "counted": ",a:t0102", "fds": "-a:t5,6",
    "address": "/a:tinet:10.0.0.1:80", "length": "0a:t16", "name": "SO_LINGER:t5", "constant": "IP_TOS:t0x10",
    "bad": "!a:t99999999999", "empty": ")a:t", "minus": "(a:t-1.000001", "kernel-int": "!a:b\x01\x02\x03\x04",
    "kernel-odd": "'a:b\x01", "kernel-text": "*a:beth0", "kernel-address": "/a:b\x02\x00\x00\x50\x7f\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00",
    "credentials": "SCM_CREDENTIALS:t1,0,0", "packet4": "IP_PKTINFO:t#2,local=10.0.0.1,destination=10.0.0.2",
    "packet6": "IPV6_PKTINFO:t[::1],#2", "kernel-packet": "IPV6_PKTINFO:b0123456789abcdefghij",
    "membership": "IP_ADD_MEMBERSHIP:t239.1.1.1,interface=#2", "group": "MCAST_JOIN_GROUP:t#2,{inet:239.1.1.1:0}",
    "group-empty": "MCAST_JOIN_GROUP:t#2,{}", "source": "MCAST_JOIN_SOURCE_GROUP:t#2,{inet6:[ff02::1]:0},{raw:family=9,data=01}",
    "filter": "IP_MSFILTER:t239.1.1.1,10.0.0.1,INCLUDE,sources=10.0.0.2+10.0.0.3", "filter-question": "IP_MSFILTER:q239.1.1.1",
    "group-filter": "MCAST_MSFILTER:t#2,{inet:239.1.1.1:0},0,sources={inet:10.0.0.2:0}+{inet:10.0.0.3:0}",
    "group-filter-question": "MCAST_MSFILTER:q#2,{inet:239.1.1.1:0}", "can-filter": "CAN_RAW_FILTER:t0x1,0x2;0x3,0x4",
    "tcp-info": "TCP_INFO:tstate=1,rtt=5,more=00ff", "error": "IP_RECVERR:t113,origin=2,offender={inet:10.0.0.1:0}",
    "ring": "PACKET_RX_RING:t4096,64,2048,128,retire=60", "packet-membership": "PACKET_ADD_MEMBERSHIP:t#2,0,address=01:00:5e:00:00:01",
    "md5": "TCP_MD5SIG:t{inet:10.0.0.2:0},key=736563726574", "kernel-stats": "PACKET_STATISTICS:b\x01\x00\x00\x00\x02\x00\x00\x00",
    "authsize": "ALG_SET_AEAD_AUTHSIZE:t16", "pointers": "SO_ATTACH_FILTER:t00",
}

# Addresses that somebody wrote into: format (tampered.c says how), edits: length at 0, received at 4, sockaddr at 8.
TAMPERED = {
    "halen": ("packet", "1300 00 ff"), "halen-short": ("packet", "1300 00 ff 0000 00 0c"),
    "length-1500": ("inet6", "0000 00 dc 0100 00 05"), "length-1500-path": ("unix", "0000 00 dc 0100 00 05"),
    "length-1500-name": ("unix", "0a00 00 00 0000 00 dc 0100 00 05"), "length-huge": ("inet", "0000 03 ff"),
    "length-huge-path": ("unix", "0000 03 ff"), "length-huge-packet": ("packet", "0000 03 ff 1300 00 ff"),
    "received-huge": ("vsock", "0400 03 ff"), "length-0": ("inet", "0000 00 00"), "length-1": ("l2cap", "0000 00 01"),
    "length-2": ("unix", "0000 00 02"), "length-3": ("unix", "0000 00 03"), "length-110": ("unix", "0000 00 6e"),
    "length-128": ("unix", "0000 00 80"), "length-tag": ("tipc", "0000 00 03"), "length-16": ("inet6", "0000 00 10"),
    "tag": ("tipc", "0a00 00 63"), "tag-next": ("tipc/1", "0a00 02 01"), "tag-last": ("tipc/2", "0a00 02 ff"),
    "path-without-nul": ("unix", "0000 02 ff"), "path-behind": ("unix", "0000 02 ff 1000 00 41 2000 00 42"),
    "name": ("alg", "1600 03 41 1a00 03 41 1e00 03 41"), "name-long": ("alg", "6000 03 41 0000 00 80"),
    "family": ("can", "0800 00 ff"), "family-other": ("inet", "0800 00 0a"), "raw": ("raw", "dc050000 dc050000 0200 0050"),
    "raw-huge": ("raw", "ffffffff ffffffff 1100 0800"), "raw-internet": ("raw", "ffffffff 10000000 0a00 0050"),
}

DROP_IN = '{"version":1,"families":{"can":{"plugin":"other.so","priority":5},"inet":{"enabled":false}}}'


def seed(target, name, suffix, text):
    (CORPUS / target).mkdir(parents=True, exist_ok=True)
    (CORPUS / target / f"{name}.{suffix}").write_text(text + "\n", encoding="utf-8")


def main():
    command = sys.argv[1]
    for path in CORPUS.glob("*/*"):
        if not path.name.startswith("found-"):
            path.unlink()
    names = {}
    for text in ADDRESSES:
        asked = subprocess.run([command, "address", "--no-lookup", "--json", text], capture_output=True, text=True, check=False)
        if asked.returncode:
            sys.exit(f"{text}: {asked.stderr}")
        answer = json.loads(asked.stdout)
        form = answer["format"]
        names[form] = names.get(form, 0) + 1
        name = f"{form}-{names[form]}"
        seed("text", name, "txt", text)
        seed("json", name, "json", json.dumps({"format": form, **answer["fields"]}))
        seed("bytes", name, "hex", f'"{form}:" 00 {answer["hex"]}')
    for number, text in enumerate(BAD_TEXTS):
        seed("text", f"bad-{number + 1}", "txt", text)
    for name, text in BAD_JSON.items():
        seed("json", f"odd-{name}", "json", text)
    for name, (form, beyond, right, data) in ANSWERS.items():
        seed("bytes", f"answer-{name}", "hex", f'"{form}:" {beyond | right << 4:02x} {data}')
    for name, text in CONFIGS.items():
        seed("config", name, "json", text)
        seed("config", name + "-drop-in", "hex", text.encode().hex() + " 00 " + DROP_IN.encode().hex())
    for name, text in OPTIONS.items():
        seed("option", name, "txt", text)
    for name, (form, edits) in TAMPERED.items():
        seed("tampered", name, "hex", f'"{form}:" {edits}')
    for number, edit in enumerate(FILE_EDITS):
        name = FAMILIES[number % len(FAMILIES)]
        seed("elf", f"{name}-{number + 1}", "hex", f'"{name}:" {edit}'.rstrip())
    drivers = json.loads(subprocess.run([command, "families", "--json"], capture_output=True, check=True).stdout)
    for number, driver in enumerate(drivers):
        seed("tables", driver["name"], "hex", f'"{driver["name"]}:"')
        seed("tables", driver["name"] + "-edit", "hex", f'"{driver["name"]}:" {EDITS[number % len(EDITS)]}'.rstrip())


if __name__ == "__main__":
    main()
