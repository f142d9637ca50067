/* SPDX-License-Identifier: MIT */
/*
 * A driver of nobody's family, for the laws: every kind, size, byte order and flag that tables allow, also in
 * combinations that no stock driver has, and layouts of families that have no driver (the study table-language.md has
 * them). Sockaddr family 61 does not exist.
 */
#include <sockfam/short_names.h>

enum { SMALL = 1, SIGNED, WIDE, KINDS, DEVICES, SERVICES, PLACES };

#define NEVER 61
#define ROW(name, doc, example, bytes, least, ...)                                                                     \
    { name, doc, example, .af = NEVER, .size = bytes, .min = least, __VA_ARGS__ }
#define BIT(n) (UINT32_C(1) << (n))

/* clang-format off */
#define ODD_CONSTANTS(NUMBER, WORD, STRING)                                                                            \
    NUMBER(ODD_PLAIN, 3)                                                                                               \
    NUMBER(ODD_NEGATIVE, -3)                                                                                           \
    WORD(ODD_SMALL_ONE, 1, SMALL, ONE)                                                                                 \
    WORD(ODD_SMALL_UNO, 1, SMALL, UNO)                                                                                 \
    WORD(ODD_SMALL_MOST, 255, SMALL, MOST)                                                                             \
    WORD(ODD_SIGNED_LEAST, -128, SIGNED, LEAST)                                                                        \
    WORD(ODD_SIGNED_MINUS, -1, SIGNED, MINUS_1)                                                                        \
    WORD(ODD_SIGNED_ZERO, 0, SIGNED, Zero)                                                                             \
    WORD(ODD_WIDE_LEAST, INT64_MIN, WIDE, LEAST)                                                                       \
    WORD(ODD_WIDE_MOST, INT64_MAX, WIDE, MOST)                                                                         \
    WORD(ODD_KIND_ZERO, 0, KINDS, NIL)                                                                                 \
    WORD(ODD_KIND_FIVE, 5, KINDS, FIVE)                                                                                \
    WORD(ODD_KIND_LAST, 31, KINDS, LAST)                                                                               \
    STRING(ODD_DEVICE_ANY, "00:00:00:00:00:00", DEVICES, ANY)                                                          \
    STRING(ODD_DEVICE_LOW, "aa:bb:cc:0d:0e:0f", DEVICES, LOW)                                                          \
    STRING(ODD_SERVICE_NONE, "00000000-0000-0000-0000-000000000000", SERVICES, NONE)                                   \
    WORD(ODD_PLACE_NEAR, -2, PLACES, NEAR)                                                                             \
    WORD(ODD_PLACE_FAR, -32768, PLACES, FAR)                                                                           \
    WORD(ODD_PLACE_HERE, 0x102, PLACES, HERE)

SOCKFAM_FORMATS(
    ROW("oddnum", "integers of every size and order", "oddnum:1:2,3:4:5:6,7:8:-9,-1,-1,-1,0", 54, 54),
    ROW("oddopt", "every kind, optional", "oddopt:,dev=1:2:3:4:5:6", 112, 10),
    ROW("oddtext", "texts before texts", "oddtext:ab,,more", 40, 20),
    ROW("oddone", "one text that may be empty", "oddone:", 12, 12),
    ROW("oddtail", "bytes to the end", "oddtail:1,data=00ff", 12, 6),
    ROW("oddkeys", "keys only, none required", "oddkeys:", 16, 16),
    ROW("oddpath", "a path behind a number", "oddpath:1:/x", 24, 4),
    ROW("oddword", "words of every kind", "oddword:ONE,-1,0,1:2:3:4:5:6:NONE", 38, 38),

    /* variants by tags, of one byte, of two that count downwards, of four that end it early (ieee802154) */
    ROW("oddtag", "variant 0", "oddtag:NIL:1", 24, 12, .flags = TAGGED, .tag = 0),
    ROW("oddtag", "variant 5", "oddtag:FIVE:1:2", 24, 12, .flags = TAGGED, .tag = 5),
    ROW("oddtag", "variant 31", "oddtag:LAST:text", 24, 12, .flags = TAGGED, .tag = 31),
    ROW("oddplace", "a near place", "oddplace:NEAR,1", 8, 8, .flags = TAGGED, .tag = -2),
    ROW("oddplace", "a far place", "oddplace:FAR,1:2:3:4:5:6", 12, 12, .flags = TAGGED, .tag = -32768),
    ROW("oddplace", "this place", "oddplace:HERE", 6, 4, .flags = TAGGED, .tag = 0x102),
    ROW("oddradio", "nobody", "oddradio:0", 20, 8, .flags = TAGGED, .tag = 0),
    ROW("oddradio", "a short address", "oddradio:2,0x1,0xffff", 20, 12, .flags = TAGGED, .tag = 2),
    ROW("oddradio", "a long address", "oddradio:3,0x1,00:11:22:33:44:55:66:77", 20, 18, .flags = TAGGED, .tag = 3),

    /* by FIXED fields (pppox, rxrpc), by length (pppol2tp), by length and a key (mctp) */
    ROW("oddppp", "PPPoE", "oddppp:dev=eth0,mac=00:11:22:33:44:55,sid=7", 30, 30),
    ROW("oddppp", "PPTP", "oddppp:10.0.0.1,call=1", 30, 30),
    ROW("oddppp", "L2TP over IPv4", "oddppp:10.0.0.1:1701,pid=1,fd=3,ids=0102030405060708", 38, 38),
    ROW("oddppp", "L2TP v3 over IPv4", "oddppp:10.0.0.1:1701,pid=1,fd=3,wide=01020304050607080910111213141516", 46, 46),
    ROW("oddppp", "L2TP over IPv6", "oddppp:[::1]:1701,pid=1,fd=3,ids=0102030405060708", 50, 50),
    ROW("oddppp", "L2TP v3 over IPv6", "oddppp:[::1]:1701,pid=1,fd=3,wide=01020304050607080910111213141516", 58, 58),
    ROW("oddrpc", "over IPv4", "oddrpc:10.0.0.1:7001,service=52,type=2", 36, 24),
    ROW("oddrpc", "over IPv6", "oddrpc:[::1]:7001,service=52,type=2", 36, 36),
    ROW("oddmctp", "an endpoint", "oddmctp:1,8,0,0", 12, 12),
    ROW("oddmctp", "an endpoint behind an interface", "oddmctp:1,8,0,0,via=#2,haddr=1d", 52, 52),

    /* lengths of every size (nfc_llcp, decnet), lists, fill (iucv) */
    ROW("oddnfc", "a service near by", "oddnfc:0,1,4,dsap=1,ssap=32,service=urn:nfc:sn:snep", 96, 96,
        .on = SOCKFAM_ON_LP64),
    ROW("oddnfc", "a service near by", "oddnfc:0,1,4,dsap=1,ssap=32,service=urn:nfc:sn:snep", 88, 88,
        .on = SOCKFAM_ON_ILP32),
    ROW("odddec", "an object of a node", "odddec:0,17,name,addr=0204", 44, 44),
    ROW("oddlens", "lengths of every size", "oddlens:a,b,00:11", 80, 30),
    ROW("oddlist", "addresses", "oddlist:10.0.0.1+10.0.0.2:7,more=[::1]+[::2]", 28, 28),
    ROW("oddvm", "a name on a node, padded with blanks", "oddvm:USER,NAME", 32, 32),

    /* BSD's length byte: ctl, netgraph; and small ones: phonet, x25, llc, a name, another system's */
    ROW("oddctl", "a control of the kernel", "oddctl:5,1", 32, 4, .flags = LENGTH_BYTE),
    ROW("oddnode", "a node", "oddnode:name", 8, 3, .flags = LENGTH_BYTE),
    ROW("oddphone", "an object of a modem", "oddphone:1,2,3", 16, 16),
    ROW("oddx25", "digits", "oddx25:20801234", 18, 18),
    ROW("oddllc", "a service access point", "oddllc:00:11:22:33:44:55:66", 16, 16),
    ROW("oddaway", "of another system", "oddaway:1", 8, 8, .on = SOCKFAM_ON_WINDOWS),

    { "oddgroup", "a group of an interface", "239.1.1.1,interface=#2", .size = 12, .min = 8, .flags = STRUCT },
    { "oddjoin", "a group of any family", "#2,{inet:239.1.1.1:0}", .size = 136, .min = 136, .flags = STRUCT });

SOCKFAM_FIELDS(
    { "oddnum", "u8", "1 byte", UINT, HEX, .at = 3, .size = 1 },
    { "oddnum", "u16le", "2 bytes", UINT, LE, .at = 5, .size = 2, .sep = ':' },
    { "oddnum", "u16be", "2 bytes", UINT, BE, .at = 7, .size = 2, .sep = ',' },
    { "oddnum", "u32le", "4 bytes", UINT, LE | HEX, .at = 9, .size = 4, .sep = ':' },
    { "oddnum", "u32be", "4 bytes", UINT, BE, .at = 13, .size = 4, .sep = ':', .min = 3, .max = 0xfffffff0 },
    { "oddnum", "u64", "8 bytes", UINT, .at = 17, .size = 8, .sep = ':', .max = UINT64_MAX },
    { "oddnum", "u64le", "8 bytes", UINT, LE, .at = 25, .size = 8 },
    { "oddnum", "u64be", "8 bytes", UINT, BE | NONZERO, .at = 33, .size = 8, .sep = ':' },
    { "oddnum", "s8", "1 byte", SINT, .at = 41, .size = 1, .sep = ':', .min = -100, .max = 99 },
    { "oddnum", "s16be", "2 bytes", SINT, BE | NONZERO, .at = 42, .size = 2 },
    { "oddnum", "s32le", "4 bytes", SINT, LE | HEX, .at = 44, .size = 4 },
    { "oddnum", "s16", "2 bytes, and two of no use behind it", SINT, .at = 48, .size = 2 },
    { "oddnum", "below", "-5 to 0", SINT, .at = 52, .size = 1, .min = -5, .max = 0 },

    { "oddopt", "name", "text, may be empty", TEXT, .at = 10, .size = 9 },
    { "oddopt", "u8", "default 7", UINT, OPT, .at = 2, .size = 1, .initial = 7 },
    { "oddopt", "nick", "text", TEXT, OPT | NAMED, .at = 32, .size = 8 },
    { "oddopt", "iface", "interface", IFACE, OPT, .at = 40, .size = 4 },
    { "oddopt", "dev", "device", BDADDR, OPT, .at = 44, .size = 6 },
    { "oddopt", "guid", "GUID", GUID, OPT, .at = 50, .size = 16 },
    { "oddopt", "ip", "IPv4", IPV4, OPT, .at = 66, .size = 4 },
    { "oddopt", "ip6", "IPv6", IPV6, OPT, .at = 70, .size = 16 },
    { "oddopt", "blob", "bytes of a length", BYTES, OPT, .at = 86, .size = 8, .len_at = 23 },
    { "oddopt", "eight", "8 bytes", BYTES, OPT, .at = 94, .size = 8 },
    { "oddopt", "mac", "6 bytes", MAC, OPT, .at = 102, .size = 6 },
    { "oddopt", "pad", "text, padded", TEXT, OPT, .at = 108, .size = 4, .fill = '-' },
    { "oddopt", "s8", "default -3", SINT, OPT, .at = 3, .size = 1, .initial = -3 },
    { "oddopt", "u16", "10 to 20, default 15", UINT, OPT | BE | NONZERO, .at = 4, .size = 2, .min = 10, .max = 20,
      .initial = 15 },
    { "oddopt", "s32", "default least", SINT, OPT | BE, .at = 6, .size = 4, .initial = INT32_MIN },
    { "oddopt", "u64", "default all bits", UINT, OPT, .at = 24, .size = 8, .initial = -1 },

    { "oddtext", "first", "2 to 8 bytes", TEXT, .at = 4, .size = 8, .min = 2, .max = 8 },
    { "oddtext", "second", "0 to 7 bytes", TEXT, .at = 12, .size = 8 },
    { "oddtext", "last", "1 byte or more, to the end", TEXT, TAIL, .at = 30, .size = 10, .min = 1, .max = 90 },
    { "oddtext", "flags", "bits", UINT, OPT | HEX, .at = 28, .size = 2 },
    { "oddtext", "a", "short name", UINT, NAMED | OPT, .at = 20, .size = 1 },

    { "oddone", "text", "text", TEXT, .at = 2, .size = 10, .max = 10 },

    { "oddtail", "number", "not 0", UINT, NONZERO | LE, .at = 2, .size = 2 },
    { "oddtail", "data", "1 to 100 bytes", BYTES, TAIL | NAMED, .at = 6, .size = 6, .min = 1, .max = 100, .len_at = 5 },

    { "oddkeys", "left", "left", UINT, NAMED | OPT, .at = 4, .size = 4 },
    { "oddkeys", "right", "right", UINT, NAMED | OPT | BE, .at = 8, .size = 4, .initial = 2 },
    { "oddkeys", "more", "more", TEXT, NAMED | OPT, .at = 12, .size = 4 },

    { "oddpath", "number", "number", UINT, BE, .at = 2, .size = 2 },
    { "oddpath", "path", "path, 20 bytes", PATH, .at = 4, .size = 20, .sep = ':' },

    { "oddword", "small", "1 byte", UINT, WORD | HEX, .at = 2, .size = 1, .set = SMALL },
    { "oddword", "signed", "1 byte", SINT, WORD, .at = 3, .size = 1, .set = SIGNED },
    { "oddword", "wide", "8 bytes", SINT, WORD | BE, .at = 4, .size = 8, .set = WIDE },
    { "oddword", "device", "device", BDADDR, WORD, .at = 12, .size = 6, .set = DEVICES },
    { "oddword", "service", "service", GUID, WORD, .at = 20, .size = 16, .sep = ':', .set = SERVICES },
    { "oddword", "quiet", "never a word in display", UINT, OPT | LE, .at = 36, .size = 1, .set = SMALL },

    { "oddtag", "kind", "which variant", UINT, WORD, .at = 5, .size = 1, .set = KINDS },
    { "oddtag", "low", "in 0 and 5", UINT, .at = 8, .size = 4, .sep = ':', .when = BIT(0) | BIT(1) },
    { "oddtag", "high", "in 5", UINT, BE, .at = 12, .size = 4, .sep = ':', .when = BIT(1) },
    { "oddtag", "text", "in 31", TEXT, .at = 8, .size = 12, .sep = ':', .when = BIT(2) },
    { "oddtag", "scope", "in all", SINT, OPT | NAMED, .at = 4, .size = 1, .initial = -1 },
    { "oddplace", "place", "which variant", SINT, WORD | BE, .at = 2, .size = 2, .set = PLACES },
    { "oddplace", "steps", "how near", UINT, .at = 4, .size = 4, .when = BIT(0) },
    { "oddplace", "device", "how far", BDADDR, .at = 6, .size = 6, .when = BIT(1) },
    { "oddplace", "low", "of this one", UINT, OPT, .at = 4, .size = 1, .when = BIT(2) },
    { "oddradio", "mode", "which variant", UINT, .at = 4, .size = 4 },
    { "oddradio", "pan", "network", UINT, LE | HEX, .at = 8, .size = 2, .when = BIT(1) | BIT(2) },
    { "oddradio", "short", "short address", UINT, LE | HEX, .at = 10, .size = 2, .when = BIT(1) },
    { "oddradio", "eui", "long address", MAC, .at = 10, .size = 8, .when = BIT(2) },

    { "oddppp", "proto", "0: PPPoE", UINT, FIXED, .at = 2, .size = 4, .initial = 0, .when = BIT(0) },
    { "oddppp", "sid", "session", UINT, BE | NAMED, .at = 6, .size = 2, .when = BIT(0) },
    { "oddppp", "mac", "concentrator", MAC, .at = 8, .size = 6, .when = BIT(0) },
    { "oddppp", "dev", "interface", TEXT, .at = 14, .size = 16, .when = BIT(0) },
    { "oddppp", "proto", "2: PPTP", UINT, FIXED, .at = 2, .size = 4, .initial = 2, .when = BIT(1) },
    { "oddppp", "call", "call", UINT, BE | NAMED, .at = 6, .size = 2, .when = BIT(1) },
    { "oddppp", "peer", "server", IPV4, .at = 10, .size = 4, .when = BIT(1) },
    { "oddppp", "proto", "1: L2TP", UINT, FIXED, .at = 2, .size = 4, .initial = 1, .when = 0x3c },
    { "oddppp", "pid", "process", SINT, NAMED, .at = 6, .size = 4, .when = 0x3c },
    { "oddppp", "fd", "descriptor", SINT, NAMED, .at = 10, .size = 4, .when = 0x3c },
    { "oddppp", "inner", "AF_INET", UINT, FIXED, .at = 14, .size = 2, .initial = 2, .when = BIT(2) | BIT(3) },
    { "oddppp", "host", "tunnel", IPV4, HOST, .at = 18, .size = 4, .when = BIT(2) | BIT(3) },
    { "oddppp", "port", "port", UINT, BE, .at = 16, .size = 2, .sep = ':', .when = BIT(2) | BIT(3) },
    { "oddppp", "ids", "tunnels and sessions", BYTES, NAMED, .at = 30, .size = 8, .when = BIT(2) },
    { "oddppp", "wide", "tunnels and sessions", BYTES, NAMED, .at = 30, .size = 16, .when = BIT(3) },
    { "oddppp", "inner", "AF_INET6", UINT, FIXED, .at = 22, .size = 2, .initial = 10, .when = BIT(4) },
    { "oddppp", "host", "tunnel", IPV6, HOST, .at = 30, .size = 16, .zone_at = 46, .when = BIT(4) },
    { "oddppp", "port", "port", UINT, BE, .at = 24, .size = 2, .sep = ':', .when = BIT(4) },
    { "oddppp", "flow", "flow label", UINT, BE | OPT | NAMED, .at = 26, .size = 4, .when = BIT(4) },
    { "oddppp", "scope", "of the tunnel", UINT, OPT | NAMED, .at = 46, .size = 4, .when = BIT(4) },
    { "oddppp", "ids", "tunnels and sessions", BYTES, NAMED, .at = 14, .size = 8, .when = BIT(4) },
    { "oddppp", "inner", "AF_INET6", UINT, FIXED, .at = 30, .size = 2, .initial = 10, .when = BIT(5) },
    { "oddppp", "host", "tunnel", IPV6, HOST, .at = 38, .size = 16, .zone_at = 54, .when = BIT(5) },
    { "oddppp", "port", "port", UINT, BE, .at = 32, .size = 2, .sep = ':', .when = BIT(5) },
    { "oddppp", "flow", "flow label", UINT, BE | OPT | NAMED, .at = 34, .size = 4, .when = BIT(5) },
    { "oddppp", "scope", "of the tunnel", UINT, OPT | NAMED, .at = 54, .size = 4, .when = BIT(5) },
    { "oddppp", "wide", "tunnels and sessions", BYTES, NAMED, .at = 14, .size = 16, .when = BIT(5) },

    { "oddrpc", "service", "service", UINT, NAMED, .at = 2, .size = 2 },
    { "oddrpc", "type", "transport", UINT, NAMED, .at = 4, .size = 2 },
    { "oddrpc", "len", "of the inner address", UINT, OPT | NAMED, .at = 6, .size = 2, .initial = 16, .when = BIT(0) },
    { "oddrpc", "len", "of the inner address", UINT, OPT | NAMED, .at = 6, .size = 2, .initial = 28, .when = BIT(1) },
    { "oddrpc", "inner", "AF_INET", UINT, FIXED, .at = 8, .size = 2, .initial = 2, .when = BIT(0) },
    { "oddrpc", "inner", "AF_INET6", UINT, FIXED, .at = 8, .size = 2, .initial = 10, .when = BIT(1) },
    { "oddrpc", "host", "server", IPV4, HOST, .at = 12, .size = 4, .when = BIT(0) },
    { "oddrpc", "host", "server", IPV6, HOST, .at = 16, .size = 16, .zone_at = 32, .when = BIT(1) },
    { "oddrpc", "port", "port", UINT, BE, .at = 10, .size = 2, .sep = ':' },
    { "oddrpc", "flow", "flow label", UINT, BE | HEX | OPT, .at = 12, .size = 4, .max = 0xfffff, .when = BIT(1) },
    { "oddrpc", "scope", "scope id", UINT, OPT, .at = 32, .size = 4, .when = BIT(1) },

    { "oddmctp", "net", "network", UINT, .at = 4, .size = 4 },
    { "oddmctp", "eid", "endpoint", UINT, .at = 8, .size = 1 },
    { "oddmctp", "type", "message type", UINT, .at = 9, .size = 1 },
    { "oddmctp", "tag", "tag", UINT, .at = 10, .size = 1 },
    { "oddmctp", "via", "interface", IFACE, NAMED, .at = 12, .size = 4, .when = BIT(1) },
    { "oddmctp", "haddr", "hardware address", MAC, NAMED | OPT, .at = 20, .size = 32, .len_at = 16, .when = BIT(1) },

    { "oddnfc", "dev", "adapter", UINT, .at = 4, .size = 4 },
    { "oddnfc", "target", "target", UINT, .at = 8, .size = 4 },
    { "oddnfc", "proto", "protocol", UINT, .at = 12, .size = 4 },
    { "oddnfc", "dsap", "theirs", UINT, NAMED, .at = 16, .size = 1 },
    { "oddnfc", "ssap", "ours", UINT, NAMED, .at = 17, .size = 1 },
    { "oddnfc", "service", "name", TEXT, NAMED, .at = 18, .size = 63, .len_at = 88, .len_size = 8, .when = BIT(0) },
    { "oddnfc", "service", "name", TEXT, NAMED, .at = 18, .size = 63, .len_at = 84, .len_size = 4, .when = BIT(1) },

    { "odddec", "flags", "bits", UINT, .at = 2, .size = 1 },
    { "odddec", "object", "number", UINT, .at = 3, .size = 1 },
    { "odddec", "name", "of the object", TEXT, LE, .at = 6, .size = 16, .len_at = 4, .len_size = 2 },
    { "odddec", "addr", "of the node", BYTES, LE | NAMED, .at = 24, .size = 20, .min = 1, .max = 20, .len_at = 22,
      .len_size = 2 },

    { "oddlens", "be2", "length of 2, big-endian", TEXT, BE, .at = 4, .size = 10, .len_at = 2, .len_size = 2 },
    { "oddlens", "be4", "length of 4, big-endian", TEXT, BE, .at = 18, .size = 6, .len_at = 14, .len_size = 4 },
    { "oddlens", "le8", "length of 8, little-endian", MAC, LE, .at = 32, .size = 12, .min = 1, .max = 12, .len_at = 24,
      .len_size = 8 },
    { "oddlens", "be8", "length of 8, big-endian, to the end", BYTES, BE | TAIL | OPT | NAMED, .at = 52, .size = 28,
      .max = 70, .len_at = 44, .len_size = 8 },

    { "oddlist", "some", "1 to 4", IPV4, LIST | BE, .at = 4, .size = 16, .min = 1, .max = 4, .len_at = 2,
      .len_size = 2 },
    { "oddlist", "port", "port", UINT, BE, .at = 24, .size = 4, .sep = ':' },
    { "oddlist", "more", "to the end", IPV6, LIST | TAIL | LE | NAMED, .at = 28, .size = 0, .max = 6, .len_at = 20,
      .len_size = 4 },

    { "oddvm", "node", "empty mostly", TEXT, OPT | NAMED, .at = 8, .size = 8, .fill = ' ' },
    { "oddvm", "user", "whose", TEXT, .at = 16, .size = 8, .fill = ' ' },
    { "oddvm", "name", "which", TEXT, .at = 24, .size = 8, .fill = ' ' },

    { "oddctl", "sysaddr", "always 2", UINT, FIXED, .at = 2, .size = 2, .initial = 2 },
    { "oddctl", "id", "control", UINT, .at = 4, .size = 4 },
    { "oddctl", "unit", "unit", UINT, .at = 8, .size = 4 },
    { "oddnode", "name", "to the end", TEXT, TAIL, .at = 2, .size = 6, .max = 60 },
    { "oddphone", "object", "object", UINT, .at = 2, .size = 1 },
    { "oddphone", "dev", "device", UINT, .at = 3, .size = 1 },
    { "oddphone", "resource", "resource", UINT, .at = 4, .size = 1 },
    { "oddx25", "digits", "X.121 address", TEXT, .at = 2, .size = 16 },
    { "oddllc", "arphrd", "hardware type", UINT, OPT | NAMED, .at = 2, .size = 2, .initial = 1 },
    { "oddllc", "test", "TEST frames", UINT, OPT | NAMED, .at = 4, .size = 1 },
    { "oddllc", "xid", "XID frames", UINT, OPT | NAMED, .at = 5, .size = 1 },
    { "oddllc", "ua", "UA frames", UINT, OPT | NAMED, .at = 6, .size = 1 },
    { "oddllc", "mac", "hardware address", MAC, .at = 8, .size = 6 },
    { "oddllc", "sap", "service access point", UINT, .at = 7, .size = 1, .sep = ':' },
    { "oddaway", "number", "number", UINT, .at = 4, .size = 4 },

    { "oddgroup", "group", "multicast group", IPV4, .at = 0, .size = 4 },
    { "oddgroup", "local", "local address", IPV4, OPT | NAMED, .at = 4, .size = 4 },
    { "oddgroup", "interface", "interface", IFACE, OPT | NAMED, .at = 8, .size = 4 },
    { "oddjoin", "interface", "interface", IFACE, .at = 0, .size = 4 },
    { "oddjoin", "group", "multicast group", ADDRESS, .at = 8, .size = 128 });

SOCKFAM_TUPLES(
    { "oddopt", "u8" }, { "oddopt", "name" }, { "oddopt", "nick", OPTIONAL }, { "oddopt", "iface", OPTIONAL },
    { "oddopt", "guid", OPTIONAL }, { "oddopt", "ip", OPTIONAL }, { "oddopt", "ip6", OPTIONAL },
    { "oddopt", "blob", OPTIONAL }, { "oddopt", "eight", OPTIONAL }, { "oddopt", "mac", OPTIONAL },
    { "oddopt", "pad", OPTIONAL }, { "oddopt", "u64", OPTIONAL | TRIM }, { "oddopt", "s8", OPTIONAL | TRIM },
    { "oddopt", "u16", OPTIONAL | TRIM }, { "oddopt", "s32", OPTIONAL | TRIM },
    { "oddtext", "last" }, { "oddtext", "" , .number = -7 }, { "oddtext", "first" }, { "oddtext", "second" },
    { "oddtext", "flags", OPTIONAL },
    { "oddone", "text", SCALAR },
    { "oddkeys", "left", COLLAPSE | OPTIONAL | TRIM }, { "oddkeys", "right", OPTIONAL | TRIM },
    { "oddkeys", "more", OPTIONAL | TRIM },
    { "oddtag", "kind" }, { "oddtag", "low", .when = BIT(0) | BIT(1) }, { "oddtag", "high", .when = BIT(1) },
    { "oddtag", "text", .when = BIT(2) }, { "oddtag", "low", IGNORED, .when = BIT(0) },
    { "oddtag", "scope", OPTIONAL });
SOCKFAM_PROTOCOLS(
    { "num", "integers", "oddnum", .type = SOCKFAM_RAW, .protocol = 1 },
    { "opt", "options", "oddopt", .type = SOCKFAM_RAW, .protocol = 2 },
    { "none", "sockets without addresses", .type = SOCKFAM_RAW, .protocol = 3 },
    { "away", "of another system", "oddaway", .type = SOCKFAM_RAW, .protocol = 4, .on = SOCKFAM_ON_WINDOWS },
    { "text", "texts", "oddtext", .type = SOCKFAM_RAW, .protocol = SOCKFAM_ANY });
SOCKFAM_CONSTANTS(ODD_CONSTANTS);
SOCKFAM_DRIVER("odd", "everything that tables can say, for tests", NEVER);
/* clang-format on */
