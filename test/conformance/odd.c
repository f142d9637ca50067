/* SPDX-License-Identifier: MIT */
/*
 * A driver of nobody's family, for the laws: every kind, size, byte order and flag that tables allow, also in
 * combinations that no stock driver has. Sockaddr family 61 does not exist.
 */
#include <sockfam/driver.h>

enum { SMALL = 1, SIGNED, WIDE, KINDS, DEVICES, SERVICES };

#define NEVER 61
#define ROW(name, doc, example, ...) { name, doc, example, .af = NEVER, __VA_ARGS__ }
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
    STRING(ODD_SERVICE_NONE, "00000000-0000-0000-0000-000000000000", SERVICES, NONE)

SOCKFAM_FORMATS(
    ROW("oddnum", "integers of every size and order", "oddnum:1:2,3:4:5:6,7:8:-9,-1,-1,-1,0", .size = 54, .min = 54),
    ROW("oddopt", "every kind, optional", "oddopt:,dev=1:2:3:4:5:6", .size = 106, .min = 10),
    ROW("oddtext", "texts before texts", "oddtext:ab,,more", .size = 40, .min = 20),
    ROW("oddone", "one text that may be empty", "oddone:", .size = 12, .min = 12),
    ROW("oddtail", "bytes to the end", "oddtail:1,data=00ff", .size = 12, .min = 6),
    ROW("oddkeys", "keys only, none required", "oddkeys:", .size = 16, .min = 16),
    ROW("oddtag", "variants, 0 and 31 among them", "oddtag:NIL:1", .size = 24, .min = 12, .tag_at = 5),
    ROW("oddpath", "a path behind a number", "oddpath:1:/x", .size = 24, .min = 4),
    ROW("oddword", "words of every kind", "oddword:ONE,-1,0,1:2:3:4:5:6:NONE", .size = 38, .min = 38));

SOCKFAM_FIELDS(
    { "oddnum", "u8", "1 byte", UINT, .flags = HEX, .at = 3, .size = 1 },
    { "oddnum", "u16le", "2 bytes", UINT, .flags = LE, .at = 5, .size = 2, .sep = ':' },
    { "oddnum", "u16be", "2 bytes", UINT, .flags = BE, .at = 7, .size = 2, .sep = ',' },
    { "oddnum", "u32le", "4 bytes", UINT, .flags = LE | HEX, .at = 9, .size = 4, .sep = ':' },
    { "oddnum", "u32be", "4 bytes", UINT, .flags = BE, .at = 13, .size = 4, .sep = ':', .min = 3, .max = 0xfffffff0 },
    { "oddnum", "u64", "8 bytes", UINT, .at = 17, .size = 8, .sep = ':', .max = UINT64_MAX },
    { "oddnum", "u64le", "8 bytes", UINT, .flags = LE, .at = 25, .size = 8 },
    { "oddnum", "u64be", "8 bytes", UINT, .flags = BE | NONZERO, .at = 33, .size = 8, .sep = ':' },
    { "oddnum", "s8", "1 byte", SINT, .at = 41, .size = 1, .sep = ':', .min = -100, .max = 99 },
    { "oddnum", "s16be", "2 bytes", SINT, .flags = BE | NONZERO, .at = 42, .size = 2 },
    { "oddnum", "s32le", "4 bytes", SINT, .flags = LE | HEX, .at = 44, .size = 4 },
    { "oddnum", "s16", "2 bytes, and two of no use behind it", SINT, .at = 48, .size = 2 },
    { "oddnum", "below", "-5 to 0", SINT, .at = 52, .size = 1, .min = -5, .max = 0 },

    { "oddopt", "name", "text, may be empty", TEXT, .at = 10, .size = 9 },
    { "oddopt", "u8", "default 7", UINT, .flags = OPT | TUPLE, .at = 2, .size = 1, .initial = 7 },
    { "oddopt", "nick", "text", TEXT, .flags = OPT | NAMED, .at = 32, .size = 8 },
    { "oddopt", "iface", "interface", IFACE, .flags = OPT, .at = 40, .size = 4 },
    { "oddopt", "dev", "device", BDADDR, .flags = OPT | EXTRA, .at = 44, .size = 6 },
    { "oddopt", "guid", "GUID", GUID, .flags = OPT, .at = 50, .size = 16 },
    { "oddopt", "ip", "IPv4", IPV4, .flags = OPT, .at = 66, .size = 4 },
    { "oddopt", "ip6", "IPv6", IPV6, .flags = OPT, .at = 70, .size = 16 },
    { "oddopt", "blob", "bytes of a length", BYTES, .flags = OPT, .at = 86, .size = 8, .len_at = 23 },
    { "oddopt", "eight", "8 bytes", BYTES, .flags = OPT, .at = 94, .size = 8 },
    { "oddopt", "s8", "default -3", SINT, .flags = OPT | TRIM, .at = 3, .size = 1, .initial = -3 },
    { "oddopt", "u16", "10 to 20, default 15", UINT, .flags = OPT | TRIM | BE | NONZERO, .at = 4, .size = 2,
      .min = 10, .max = 20, .initial = 15 },
    { "oddopt", "s32", "default least", SINT, .flags = OPT | TRIM | BE, .at = 6, .size = 4, .initial = INT32_MIN },
    { "oddopt", "u64", "default all bits", UINT, .flags = OPT | TRIM, .at = 24, .size = 8, .initial = -1 },

    { "oddtext", "first", "2 to 8 bytes", TEXT, .at = 4, .size = 8, .min = 2, .max = 8 },
    { "oddtext", "second", "0 to 7 bytes", TEXT, .at = 12, .size = 8 },
    { "oddtext", "last", "1 byte or more, to the end", TEXT, .flags = TAIL, .at = 30, .size = 10, .min = 1, .max = 90 },
    { "oddtext", "flags", "bits", UINT, .flags = OPT | HEX, .at = 28, .size = 2 },
    { "oddtext", "a", "short name", UINT, .flags = NAMED | OPT | EXTRA, .at = 20, .size = 1 },

    { "oddone", "text", "text", TEXT, .at = 2, .size = 10, .max = 10 },

    { "oddtail", "number", "not 0", UINT, .flags = NONZERO | LE, .at = 2, .size = 2 },
    { "oddtail", "data", "1 to 100 bytes", BYTES, .flags = TAIL | NAMED, .at = 6, .size = 6, .min = 1, .max = 100,
      .len_at = 5 },

    { "oddkeys", "left", "left", UINT, .flags = NAMED | OPT | TRIM, .at = 4, .size = 4 },
    { "oddkeys", "right", "right", UINT, .flags = NAMED | OPT | TRIM | BE, .at = 8, .size = 4, .initial = 2 },
    { "oddkeys", "more", "more", TEXT, .flags = NAMED | OPT, .at = 12, .size = 4 },

    { "oddtag", "kind", "which variant", UINT, .flags = WORD, .at = 5, .size = 1, .set = KINDS },
    { "oddtag", "low", "in 0 and 5", UINT, .at = 8, .size = 4, .sep = ':', .when = BIT(0) | BIT(5) },
    { "oddtag", "high", "in 5", UINT, .flags = BE, .at = 12, .size = 4, .sep = ':', .when = BIT(5) },
    { "oddtag", "again", "repeats low", UINT, .flags = SHADOW, .at = 8, .size = 4, .when = BIT(0) },
    { "oddtag", "text", "in 31", TEXT, .at = 8, .size = 12, .sep = ':', .when = BIT(31) },
    { "oddtag", "scope", "in all", SINT, .flags = OPT | NAMED, .at = 4, .size = 1, .initial = -1 },

    { "oddpath", "number", "number", UINT, .flags = BE, .at = 2, .size = 2 },
    { "oddpath", "path", "path, 20 bytes", PATH, .at = 4, .size = 20, .sep = ':' },

    { "oddword", "small", "1 byte", UINT, .flags = WORD | HEX, .at = 2, .size = 1, .set = SMALL },
    { "oddword", "signed", "1 byte", SINT, .flags = WORD, .at = 3, .size = 1, .set = SIGNED },
    { "oddword", "wide", "8 bytes", SINT, .flags = WORD | BE, .at = 4, .size = 8, .set = WIDE },
    { "oddword", "device", "device", BDADDR, .flags = WORD, .at = 12, .size = 6, .set = DEVICES },
    { "oddword", "service", "service", GUID, .flags = WORD, .at = 20, .size = 16, .sep = ':', .set = SERVICES },
    { "oddword", "quiet", "never a word in display", UINT, .flags = OPT | LE, .at = 36, .size = 1, .set = SMALL });

SOCKFAM_PROTOCOLS(
    { "num", "integers", "oddnum", .type = SOCKFAM_RAW, .protocol = 1 },
    { "opt", "options", "oddopt", .type = SOCKFAM_RAW, .protocol = 2 },
    { "text", "texts", "oddtext", .type = SOCKFAM_RAW, .protocol = SOCKFAM_ANY });
SOCKFAM_CONSTANTS(ODD_CONSTANTS);
SOCKFAM_DRIVER("odd", "everything that tables can say, for tests", NEVER);
/* clang-format on */
