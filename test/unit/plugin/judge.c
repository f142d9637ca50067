/* SPDX-License-Identifier: MIT */
/* One refusal for each rule of the judge: tables that are right but for one thing, and the message that says which. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <string.h>

#include "unit/plugin/tables.h"

#define FLAGS(i) t->fields[i].flags
#define TAIL SOCKFAM_FIELD_TAIL
#define FILL(text) memset(text, 'a', sizeof(text))

/* name, message, what is altered; `t` are tables of a driver "odd" with the constants ONE and TWO, words of set 1 */
#define CASES(X)                                                                                                       \
    X(no_head, "has 0 rows; a driver has exactly one", t->heads = 0)                                                   \
    X(head_flags, "unknown flags 0x80", t->head.flags = 0x80)                                                          \
    X(head_minor, "lowest ABI minor 3 is above its highest, 2", t->head.abi_minor_min = 3, t->head.abi_minor_max = 2)  \
    X(head_name_end, "name of row 1 of \"head\" does not end", FILL(t->head.name))                                     \
    X(head_name, "name of row 1 of \"head\" is not [a-z][a-z0-9_]*", strcpy(t->head.name, "1st"))                      \
    X(head_doc, "doc of row 1 of \"head\" is not one line of UTF-8", strcpy(t->head.doc, "\xc0\xaf"))                  \
    X(head_doc_line, "doc of row 1 of \"head\"", strcpy(t->head.doc, "two\nlines"))                                    \
    X(head_doc_control, "doc of row 1 of \"head\"", strcpy(t->head.doc, "\xc2\x9b"))                                   \
    X(head_doc_direction, "doc of row 1 of \"head\"",                                                                  \
      strcpy(t->head.doc, "a\xe2\x80\xae"                                                                              \
                          "b"))                                                                                        \
    X(head_doc_isolate, "doc of row 1 of \"head\"", strcpy(t->head.doc, "\xe2\x81\xa6"))                               \
    X(head_doc_separator, "doc of row 1 of \"head\"", strcpy(t->head.doc, "\xe2\x80\xa8"))                             \
    X(head_doc_mark, "doc of row 1 of \"head\"", strcpy(t->head.doc, "\xd8\x9c"))                                      \
    X(head_doc_surrogate, "doc of row 1 of \"head\"", strcpy(t->head.doc, "\xed\xa0\x80"))                             \
    X(empty, "is empty: no format and no constant", t->head.af = 0, t->format_count = 0, t->field_count = 0,           \
      t->protocol_count = 0, t->constant_count = 0)                                                                    \
    X(no_number, "has protocols but no family number", t->head.af = 0)                                                 \
    X(code_head, "says that it has code, but none", t->head.flags = SOCKFAM_HEAD_CODE)                                 \
    X(format_name, "name of row 1 of \"formats\" is not", strcpy(t->formats[0].name, "Odd"))                           \
    X(format_empty, "name of row 1 of \"formats\" is not", t->formats[0].name[0] = 0)                                  \
    X(format_example, "example of row 1 of \"formats\"", strcpy(t->formats[0].example, "a b"))                         \
    X(format_lead_end, "lead of row 1 of \"formats\" does not end", FILL(t->formats[0].lead))                          \
    X(format_lead, "lower-case letters begin a scheme", strcpy(t->formats[0].lead, "x"))                               \
    X(format_family, "has no family number for its sockaddr", t->formats[0].af = 0)                                    \
    X(format_size, "has 129 bytes; a sockaddr has 2 to 128", t->formats[0].size = 129)                                 \
    X(format_min, "shortest address of format \"odd\" is 17 bytes", t->formats[0].min = 17)                            \
    X(format_min_zero, "is 0 bytes; it must be 2 to its size, 16", t->formats[0].min = 0)                              \
    X(format_flags, "format \"odd\" has unknown flags 0x100", t->formats[0].flags = 0x100)                             \
    X(format_code, "unknown code bits 0x100", t->formats[0].code = 0x100, t->head.flags = SOCKFAM_HEAD_CODE)           \
    X(format_raw, "cannot be named \"raw\"", strcpy(t->formats[0].name, "raw"))                                        \
    X(format_rows, "differ in flags, code or lead", t->formats[1] = t->formats[0], t->formats[1].af = 78,              \
      strcpy(t->formats[1].lead, "9"), t->format_count = 2)                                                            \
    X(format_bare, "format \"even\" has no field", t->formats[1] = t->formats[0], strcpy(t->formats[1].name, "even"),  \
      t->format_count = 2)                                                                                             \
    X(leads, "\"odd\" and \"even\" both have the lead '9'", strcpy(t->formats[0].lead, "9"),                           \
      t->formats[1] = t->formats[0], strcpy(t->formats[1].name, "even"), t->format_count = 2)                          \
    X(field_stranger, "is of format \"even\", which the driver does not have", t->fields[2] = t->fields[1],            \
      strcpy(t->fields[2].format, "even"), t->field_count = 3)                                                         \
    X(field_format, "a field of format \"odd\" is named \"format\"", strcpy(t->fields[1].name, "format"))              \
    X(field_twice, "has two fields named \"port\"", strcpy(t->fields[1].name, "port"))                                 \
    X(field_kind_zero, "is of the unknown kind 0", t->fields[1].kind = 0)                                              \
    X(field_size, "has 3 bytes; UINT takes 1, 2, 4 or 8", t->fields[1].size = 3)                                       \
    X(field_bdaddr, "has 4 bytes; BDADDR takes 6", t->fields[1].kind = SOCKFAM_KIND_BDADDR)                            \
    X(field_order, "is BE and also LE", FLAGS(1) = SOCKFAM_FIELD_BE | SOCKFAM_FIELD_LE)                                \
    X(field_hex, "is HEX, which means nothing for IFACE", FLAGS(1) = SOCKFAM_FIELD_HEX,                                \
      t->fields[1].kind = SOCKFAM_KIND_IFACE)                                                                          \
    X(field_tail_kind, "is TAIL, which means nothing for UINT", FLAGS(1) = SOCKFAM_FIELD_TAIL)                         \
    X(field_word, "is WORD but has no word set", FLAGS(1) = SOCKFAM_FIELD_WORD)                                        \
    X(field_range, "too few for its range 0..4294967296", t->fields[1].max = UINT64_C(1) << 32)                        \
    X(field_range_empty, "range 5..4, which is empty", t->fields[1].min = 5, t->fields[1].max = 4)                     \
    X(field_range_below, "too few for its range -1..4", t->fields[1].min = -1, t->fields[1].max = 4)                   \
    X(field_range_signed, "too few for its range -129..127", t->fields[1].kind = SOCKFAM_KIND_SINT,                    \
      t->fields[1].size = 1, t->fields[1].min = -129, t->fields[1].max = 127)                                          \
    X(field_range_kind, "has a range, which means nothing for IFACE", t->fields[1].kind = SOCKFAM_KIND_IFACE,          \
      t->fields[1].max = 3)                                                                                            \
    X(field_nonzero, "NONZERO, but its default is 0", FLAGS(1) = SOCKFAM_FIELD_NONZERO | SOCKFAM_FIELD_OPT)            \
    X(field_length, "takes lengths 0..5; it has room for 4", t->fields[1].kind = SOCKFAM_KIND_TEXT,                    \
      t->fields[1].max = 5)                                                                                            \
    X(field_tail, "is TAIL, but its max 0 is below its size 4", t->fields[1].kind = SOCKFAM_KIND_TEXT,                 \
      FLAGS(1) = SOCKFAM_FIELD_TAIL)                                                                                   \
    X(tail_middle, "is TAIL, but ends at byte 12, not at the end, 16", t->fields[1].kind = SOCKFAM_KIND_TEXT,          \
      FLAGS(1) = SOCKFAM_FIELD_TAIL, t->fields[1].max = 9)                                                             \
    X(tail_long, "may end at byte 133; a sockaddr has at most 128", t->fields[1].kind = SOCKFAM_KIND_TEXT,             \
      FLAGS(1) = SOCKFAM_FIELD_TAIL, t->fields[1].at = 12, t->fields[1].max = 120)                                     \
    X(path_middle, "runs to the sockaddr's end, but \"node\" follows", t->fields[0].kind = SOCKFAM_KIND_PATH,          \
      t->formats[0].min = 2)                                                                                           \
    X(path_min, "has 8 bytes if \"node\" is empty, fewer than its min 9", t->fields[1].kind = SOCKFAM_KIND_PATH,       \
      t->formats[0].min = 9)                                                                                           \
    X(path_long, "ends at byte 129, beyond the sockaddr's 16", t->fields[1].kind = SOCKFAM_KIND_PATH,                  \
      t->fields[1].size = 121)                                                                                         \
    X(at_family, "begins at byte 1, inside the sockaddr's family", t->fields[0].at = 1)                                \
    X(at_end, "field \"node\" of format \"odd\" ends at byte 18, beyond the sockaddr's 16", t->fields[1].at = 14)      \
    X(at_far, "ends at byte 65539, beyond the sockaddr's 16", t->fields[1].at = 65535)                                 \
    X(overlap, "field \"node\" of format \"odd\" overlaps \"port\" at byte 7", t->fields[1].at = 7)                    \
    X(len_overlap, "field \"node\" of format \"odd\" overlaps \"port\" at byte 4",                                     \
      t->fields[1].kind = SOCKFAM_KIND_BYTES, t->fields[1].len_at = 4)                                                 \
    X(format_tag, "has a tag, but is not TAGGED", t->formats[0].tag = 16)                                              \
    X(format_reserved, "has 3 in a reserved member", t->formats[0].reserved = 3)                                       \
    X(format_length_byte, "family number has one byte; 300 does not fit",                                              \
      t->formats[0].flags = SOCKFAM_FORMAT_LENGTH_BYTE, t->formats[0].af = 300)                                        \
    X(format_struct_af, "is a STRUCT, which has no family number", t->formats[0].flags = SOCKFAM_FORMAT_STRUCT)        \
    X(format_struct_byte, "is a STRUCT, which has no family and no length byte", t->formats[0].af = 0,                 \
      t->formats[0].flags = SOCKFAM_FORMAT_STRUCT | SOCKFAM_FORMAT_LENGTH_BYTE)                                        \
    X(format_struct_size, "has 1025 bytes; a STRUCT has 1 to 1024", t->formats[0].flags = SOCKFAM_FORMAT_STRUCT,       \
      t->formats[0].af = 0, t->formats[0].size = 1025)                                                                 \
    X(format_struct_min, "shortest form of \"odd\" is 17 bytes", t->formats[0].flags = SOCKFAM_FORMAT_STRUCT,          \
      t->formats[0].af = 0, t->formats[0].min = 17)                                                                    \
    X(format_struct_lead, "is a STRUCT, which has neither code nor lead", t->formats[0].af = 0,                        \
      t->formats[0].flags = SOCKFAM_FORMAT_STRUCT, strcpy(t->formats[0].lead, "9"))                                    \
    X(format_struct_protocol, "has addresses of format \"odd\"", t->formats[0].af = 0,                                 \
      t->formats[0].flags = SOCKFAM_FORMAT_STRUCT)                                                                     \
    X(format_many, "has more than 32 rows", many_formats(t))                                                           \
    X(variants_bytes, "bytes of format \"odd\" could be of variant 0 or 1", second_variant(t))                         \
    X(variants_text, "text of format \"odd\" could be of variant 0 or 1", second_variant(t), t->formats[1].size = 20,  \
      t->formats[1].min = 20)                                                                                          \
    X(variants_tag, "variants 0 and 1 of format \"odd\" have the same tag 5", second_variant(t), tag(t, 5, 5))         \
    X(variants_field, "is for variants 0x2; the format has 1", t->fields[1].when = 2)                                  \
    X(variants_empty, "variant 1 of format \"odd\" has no field", second_variant(t), t->fields[0].when = 1,            \
      t->fields[1].when = 1)                                                                                           \
    X(tag_first, "the first field of format \"odd\", \"port\", must be its tag", second_variant(t), tag(t, 1, 2),      \
      FLAGS(0) = SOCKFAM_FIELD_OPT)                                                                                    \
    X(tag_some, "must be its tag: a UINT or SINT that must be given, in all", second_variant(t), tag(t, 1, 2),         \
      t->fields[0].when = 1)                                                                                           \
    X(field_kind, "is of the unknown kind 13", t->fields[1].kind = 13)                                                 \
    X(field_text, "field \"node\" of format \"odd\" has no size", t->fields[1].kind = SOCKFAM_KIND_TEXT,               \
      t->fields[1].size = 0)                                                                                           \
    X(field_len, "only TEXT, BYTES, MAC and lists have a length", t->fields[1].len_at = 12)                            \
    X(field_len_size, "has len_size, but no len_at", t->fields[1].len_size = 2)                                        \
    X(field_len_three, "has a length of 3 bytes", t->fields[1].kind = SOCKFAM_KIND_BYTES, t->fields[1].len_at = 12,    \
      t->fields[1].len_size = 3)                                                                                       \
    X(field_order_text, "is BE, but has no length of 2 bytes or more", t->fields[1].kind = SOCKFAM_KIND_TEXT,          \
      FLAGS(1) = SOCKFAM_FIELD_BE)                                                                                     \
    X(field_fill, "has a fill byte, which means nothing for UINT", t->fields[1].fill = ' ')                            \
    X(field_fill_tail, "has a fill byte, and also a length", t->fields[1].kind = SOCKFAM_KIND_TEXT,                    \
      t->fields[1].fill = ' ', t->fields[1].len_at = 12)                                                               \
    X(field_list, "is a LIST, but nothing says how many", t->fields[1].kind = SOCKFAM_KIND_IPV4,                       \
      FLAGS(1) = SOCKFAM_FIELD_LIST)                                                                                   \
    X(field_list_size, "is a LIST of 6 bytes; that is not a number of whole elements", t->fields[1].size = 6,          \
      t->fields[1].kind = SOCKFAM_KIND_IPV4, FLAGS(1) = SOCKFAM_FIELD_LIST)                                            \
    X(field_list_long, "takes lengths 1..8; it has room for 2", list(t, 8, 0), t->fields[1].max = 8)                   \
    X(field_list_tail, "is TAIL, but its max 1 is below its size 2", list(t, 8, TAIL), t->fields[1].max = 1)           \
    X(field_list_tail_long, "takes lengths 1..257; it has room for 256", list(t, 8, TAIL), t->fields[1].max = 257)     \
    X(field_address, "is an ADDRESS, which only a STRUCT can hold", t->fields[1].kind = SOCKFAM_KIND_ADDRESS)           \
    X(field_zone, "only IPV6 has a zone", t->fields[1].zone_at = 12)                                                   \
    X(field_flags, "field \"node\" of format \"odd\" has unknown flags 0x800", FLAGS(1) = 0x800)                       \
    X(field_fixed, "is FIXED and also OPT", FLAGS(1) = SOCKFAM_FIELD_FIXED | SOCKFAM_FIELD_OPT)                        \
    X(field_fixed_set, "is FIXED, so it needs no word set", FLAGS(1) = SOCKFAM_FIELD_FIXED, t->fields[1].set = 1)      \
    X(field_given, "has a default, but must be given", t->fields[1].initial = 1)                                       \
    X(field_sep, "has byte 59 for its separator; it must be ',' or ':'", t->fields[1].sep = ';')                       \
    X(field_initial, "has the default 9, which is out of its range", t->fields[1].max = 8, t->fields[1].initial = 9,   \
      FLAGS(1) = SOCKFAM_FIELD_OPT)                                                                                    \
    X(field_initial_negative, "has the default -1, which is out of", t->fields[1].initial = -1,                        \
      FLAGS(1) = SOCKFAM_FIELD_OPT)                                                                                    \
    X(field_initial_kind, "is not a number; its default can only be zero", t->fields[1].kind = SOCKFAM_KIND_IFACE,     \
      t->fields[1].initial = 1)                                                                                        \
    X(len_end, "has its length at byte 16, not in 2..15", t->fields[1].kind = SOCKFAM_KIND_BYTES,                      \
      t->fields[1].len_at = 16)                                                                                        \
    X(len_empty, "has a position and may be empty", t->fields[1].kind = SOCKFAM_KIND_BYTES, t->fields[1].len_at = 12)  \
    X(zone, "has its zone at byte 5, where no UINT of 4 bytes in host order begins", t->formats[0].size = 28,          \
      t->fields[1].kind = SOCKFAM_KIND_IPV6, t->fields[1].size = 16, t->fields[1].zone_at = 5)                         \
    X(zone_order, "has its zone at byte 4, where no UINT", t->formats[0].size = 28, FLAGS(0) = SOCKFAM_FIELD_BE,       \
      t->fields[1].kind = SOCKFAM_KIND_IPV6, t->fields[1].size = 16, t->fields[1].zone_at = 4)                         \
    X(many_fields, "more than 64 fields in one variant", many_fields(t, 66))                                           \
    X(text_order, "must be given, but \"port\" before it need not: make that NAMED", FLAGS(0) = SOCKFAM_FIELD_OPT)     \
    X(tuple_format, "a tuple is of format \"even\", which the driver does not have", tuple(t, "even", "port", 0))      \
    X(tuple_flags, "has unknown flags 0x80", tuple(t, "odd", "port", 0x80))                                            \
    X(tuple_kinds, "takes unknown kinds 0x100", tuple(t, "odd", "port", 0), t->tuples[0].kinds = 0x100)                \
    X(tuple_trim, "is TRIM but not OPTIONAL", tuple(t, "odd", "port", SOCKFAM_TUPLE_TRIM))                             \
    X(tuple_number, "is a field and a number", tuple(t, "odd", "port", 0), t->tuples[0].number = 1)                    \
    X(tuple_field, "has \"host\", which is not a field", tuple(t, "odd", "host", 0))                                   \
    X(tuple_text, "field of row 1 of \"tuples\" is not", tuple(t, "odd", "Port", 0))                                   \
    X(tuple_missing, "field \"node\" of format \"odd\" must be given, but is not in the tuple",                        \
      tuple(t, "odd", "port", 0))                                                                                      \
    X(tuple_twice, "is in the tuple 2 times", tuple(t, "odd", "port", 0), tuple(t, "odd", "port", 0))                  \
    X(tuple_optional, "is OPTIONAL in the tuple, but must be given", tuple(t, "odd", "port", 0),                       \
      tuple(t, "odd", "node", SOCKFAM_TUPLE_OPTIONAL))                                                                 \
    X(tuple_order, "element 2 of the tuple of format \"odd\" must be given, but the one before it need not",           \
      FLAGS(0) = SOCKFAM_FIELD_OPT | SOCKFAM_FIELD_NAMED, tuple(t, "odd", "port", SOCKFAM_TUPLE_OPTIONAL),             \
      tuple(t, "odd", "node", 0))                                                                                      \
    X(tuple_scalar, "is SCALAR, but has 2 elements", tuple(t, "odd", "port", SOCKFAM_TUPLE_SCALAR),                    \
      tuple(t, "odd", "node", 0))                                                                                      \
    X(tuple_collapse, "element 2 of the tuple of format \"odd\" is COLLAPSE; only the first can be",                   \
      tuple(t, "odd", "port", 0), tuple(t, "odd", "node", SOCKFAM_TUPLE_COLLAPSE))                                     \
    X(tuple_ignored, "is IGNORED in the tuple, where only an integer can be", t->fields[1].kind = SOCKFAM_KIND_IPV4,   \
      tuple(t, "odd", "port", 0), tuple(t, "odd", "node", SOCKFAM_TUPLE_IGNORED))                                      \
    X(tuple_ignored_names, "is IGNORED in the tuple, where only an integer", t->fields[1].kind = SOCKFAM_KIND_IFACE,   \
      tuple(t, "odd", "port", 0), tuple(t, "odd", "node", SOCKFAM_TUPLE_IGNORED))                                      \
    X(tuple_tag, "must begin with its tag, \"port\"", second_variant(t), tag(t, 1, 2), tuple(t, "odd", "node", 0),     \
      tuple(t, "odd", "port", 0))                                                                                      \
    X(tuple_variant, "variant 1 of format \"odd\" has no tuple, but others have", second_variant(t), tag(t, 1, 2),     \
      tuple(t, "odd", "port", 0), tuple(t, "odd", "node", 0), t->tuples[0].when = 1, t->tuples[1].when = 1)            \
    X(set_unknown, "has the word set 7, which has no constants", t->fields[1].set = 7)                                \
    X(set_strings, "must have strings only", t->fields[1].kind = SOCKFAM_KIND_BDADDR, t->fields[1].size = 6,           \
      t->fields[1].set = 1)                                                                                            \
    X(set_iface, "has a word set, but takes names already", t->fields[1].kind = SOCKFAM_KIND_IFACE,                    \
      t->fields[1].set = 1)                                                                                            \
    X(protocol_name, "is not [a-z][a-z0-9_-]*", strcpy(t->protocols[0].name, "-x"))                                    \
    X(protocol_module, "module of row 1 of \"protocols\" is not", strcpy(t->protocols[0].module, "../x"))              \
    X(protocol_proc, "proc of row 1 of \"protocols\" is not", strcpy(t->protocols[0].proc, "A B"))                     \
    X(protocol_format, "has addresses of format \"even\"", strcpy(t->protocols[0].format, "even"))                     \
    X(protocol_type, "is of the unknown socket type 0", t->protocols[0].type = 0)                                      \
    X(protocol_number, "has the negative number -2", t->protocols[0].protocol = -2)                                    \
    X(protocol_flags, "protocol \"stream\" has unknown flags 0x80", t->protocols[0].flags = 0x80)                      \
    X(protocol_twice, "two protocols are named \"stream\"", t->protocols[1] = t->protocols[0],                         \
      t->protocols[1].type = 2, t->protocol_count = 2)                                                                 \
    X(protocol_pair, "\"stream\" and \"again\" are the same: type 1, protocol 0", t->protocols[1] = t->protocols[0],   \
      strcpy(t->protocols[1].name, "again"), t->protocol_count = 2)                                                    \
    X(protocol_formats, "have the same number 0 but the formats \"odd\" and \"even\"", second_format(t),               \
      t->protocols[1] = t->protocols[0], strcpy(t->protocols[1].name, "again"),                                        \
      strcpy(t->protocols[1].format, "even"), t->protocols[1].type = 2, t->protocol_count = 2)                         \
    X(constant_outside, "name of constant 1 lies at 256, outside", t->constants[0].name = 256)                         \
    X(constant_zero, "name of constant 1 lies at 0, outside", t->constants[0].name = 0)                                \
    X(constant_end, "name of constant 2 does not end", t->constants[1].name = t->pool_size - 1,                        \
      t->pool[t->pool_size - 1] = 'A')                                                                                 \
    X(constant_name, "name of constant 1 is not [A-Z]", t->pool[t->constants[0].name] = 'o')                           \
    X(constant_word, "word of constant 1 is not [A-Z]", t->pool[t->constants[0].word] = '1')                           \
    X(constant_word_far, "word of constant 1 lies at 99999", t->constants[0].word = 99999)                             \
    X(constant_text, "text of constant 1 lies at 18446744073709551615, outside",                                       \
      t->constants[0].kind = SOCKFAM_CONSTANT_STRING, t->constants[0].value = -1)                                      \
    X(constant_kind, "constant ONE is of the unknown kind 3", t->constants[0].kind = 3)                                \
    X(constant_flags, "constant ONE has unknown flags 0x2", t->constants[0].flags = 2)                                 \
    X(constant_set, "constant ONE has a word but no word set", t->constants[0].set = 0)                                \
    X(constant_no_word, "constant ONE has a word set but no word", t->constants[0].word = 0)                           \
    X(word_twice, "ONE and THREE are the same word of set 1; case does not count",                                     \
      tables_add_constant(t, "THREE", 3, "First", 1))

/* The second field becomes 1 address or more. */
static void list(struct tables *t, uint16_t size, uint32_t more_flags)
{
    t->fields[1].kind = SOCKFAM_KIND_IPV4;
    t->fields[1].size = size;
    t->fields[1].flags = SOCKFAM_FIELD_LIST | more_flags;
    t->fields[1].min = 1;
    t->fields[1].len_at = 2;
}

static void many_formats(struct tables *t)
{
    for (uint32_t i = 1; i < 33; i++) {
        t->formats[i] = t->formats[0];
        t->formats[i].flags = SOCKFAM_FORMAT_TAGGED;
        t->formats[i].tag = i;
    }
    t->formats[0].flags = SOCKFAM_FORMAT_TAGGED;
    t->format_count = 33;
}

static void second_variant(struct tables *t)
{
    t->formats[1] = t->formats[0];
    t->format_count = 2;
}

static void tag(struct tables *t, int first, int second)
{
    t->formats[0].flags = t->formats[1].flags = SOCKFAM_FORMAT_TAGGED;
    t->formats[0].tag = first;
    t->formats[1].tag = second;
}

static void tuple(struct tables *t, const char *format, const char *field, uint32_t flags)
{
    struct sockfam_tuple_row *row = &t->tuples[t->tuple_count++];
    strcpy(row->format, format);
    strcpy(row->field, field);
    row->flags = flags;
}

static void many_fields(struct tables *t, uint32_t count)
{
    for (uint32_t i = 2; i < count; i++) {
        t->fields[i] = t->fields[1];
        t->fields[i].name[3] = (char)('a' + i % 26);
        t->fields[i].name[4] = (char)('a' + i / 26);
    }
    t->field_count = count;
}

static void second_format(struct tables *t)
{
    t->formats[1] = t->formats[0];
    t->fields[2] = t->fields[0];
    strcpy(t->formats[1].name, "even");
    strcpy(t->fields[2].format, "even");
    t->format_count = 2;
    t->field_count = 3;
}

#define ALTER(name, message, ...)                                                                                      \
    static void alter_##name(struct tables *t)                                                                         \
    {                                                                                                                  \
        (void)(__VA_ARGS__);                                                                                           \
    }
CASES(ALTER)

struct refusal {
    const char *message;
    void (*alter)(struct tables *tables);
};

static void init(struct tables *tables)
{
    tables_init(tables, "odd", 77);
    tables_add_constant(tables, "ONE", 1, "FIRST", 1);
    tables_add_constant(tables, "TWO", 2, "SECOND", 1);
}

static void refused(void **state)
{
    const struct refusal *refusal = *state;
    struct tables tables;
    struct sf_driver *driver = NULL;
    struct sockfam_error error = { 0 };
    init(&tables);
    refusal->alter(&tables);
    int result = tables_driver(&tables, "odd.so", &driver, &error);
    if (result == 0)
        fail_msg("was accepted");
    assert_null(driver);
    assert_int_equal(error.kind, SOCKFAM_ERROR_PLUGIN);
    assert_int_equal(error.stage, SOCKFAM_STAGE_GATE);
    assert_string_equal(error.file, "odd.so");
    if (!strstr(error.message, refusal->message))
        fail_msg("message is: %s", error.message);
    assert_int_equal(tables_driver(&tables, "odd.so", &driver, NULL), result);
}

static void unaltered_tables_are_accepted(void **state)
{
    struct tables tables;
    struct sf_driver *driver = NULL;
    (void)state;
    init(&tables);
    second_format(&tables);
    struct sockfam_error error = { 0 };
    if (tables_driver(&tables, "odd.so", &driver, &error) < 0)
        fail_msg("%s", error.message);
    assert_int_equal(driver->family.format_count, 2);
    assert_int_equal(driver->word_count, 2);
    assert_string_equal(driver->words[1]->word, "SECOND");
    sf_driver_free(driver);
}

/* ------------------------------------------------------------------ each kind with each size and each flag */

enum { BE = 1, LE = 2, HEX = 4, WORD = 8, OPT = 16, NAMED = 32, NONZERO = 128, FIXED = 256, HOST = 512, LIST = 1024 };

#define INTEGER (BE | LE | HEX | WORD | OPT | NAMED | NONZERO | FIXED)
#define ALWAYS (WORD | OPT | NAMED)

/* What a driver's author may write, said a second time and by hand. */
static const struct {
    uint32_t kind;
    uint64_t sizes;  /* of those up to 40: bit N for N bytes */
    uint32_t flags;  /* that the kind takes alone, the rest of the row being right for them */
} allowed[] = {
    { SOCKFAM_KIND_UINT, 1 << 1 | 1 << 2 | 1 << 4 | 1 << 8, INTEGER },
    { SOCKFAM_KIND_SINT, 1 << 1 | 1 << 2 | 1 << 4 | 1 << 8, INTEGER },
    { SOCKFAM_KIND_IFACE, 1 << 4, OPT | NAMED | NONZERO },
    { SOCKFAM_KIND_TEXT, ~UINT64_C(1), ALWAYS },
    { SOCKFAM_KIND_BYTES, ~UINT64_C(1), ALWAYS },
    { SOCKFAM_KIND_PATH, ~UINT64_C(1), OPT | NAMED },
    { SOCKFAM_KIND_BDADDR, 1 << 6, ALWAYS },
    { SOCKFAM_KIND_GUID, 1 << 16, ALWAYS },
    { SOCKFAM_KIND_IPV4, 1 << 4, ALWAYS | HOST },
    { SOCKFAM_KIND_IPV6, 1 << 16, ALWAYS | HOST },
    { SOCKFAM_KIND_MAC, ~UINT64_C(1), ALWAYS },
};

/* A driver whose second field is of this kind, size and flags. */
static bool is_accepted(uint32_t kind, uint16_t size, uint32_t flags)
{
    struct tables t;
    struct sf_driver *driver = NULL;
    tables_init(&t, "odd", 77);
    tables_add_constant(&t, "ONE", 1, "FIRST", 1);
    uint32_t text = tables_add_text(&t, "11:22:33:44:55:66");
    tables_add_constant(&t, "TWO", text, "SECOND", 2);
    t.constants[1].kind = SOCKFAM_CONSTANT_STRING;
    t.formats[0].size = 64;
    t.fields[1].kind = kind;
    t.fields[1].size = size;
    t.fields[1].flags = flags;
    if (flags & WORD)
        t.fields[1].set = kind == SOCKFAM_KIND_UINT || kind == SOCKFAM_KIND_SINT ? 1 : 2;
    if (flags & NONZERO && flags & OPT)
        t.fields[1].initial = 1;
    bool is_right = tables_driver(&t, "odd.so", &driver, NULL) == 0;
    sf_driver_free(driver);
    return is_right;
}

static void each_kind_takes_its_sizes_only(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++)
        for (uint16_t size = 0; size <= 40; size++)
            if (is_accepted(allowed[i].kind, size, 0) != (allowed[i].sizes >> size & 1))
                fail_msg("kind %u with %u bytes", allowed[i].kind, size);
}

static void each_kind_takes_its_flags_only(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++) {
        uint16_t size = (uint16_t)__builtin_ctzll(allowed[i].sizes);
        for (uint32_t flag = 1; flag < 1u << 12; flag <<= 1)
            if (is_accepted(allowed[i].kind, size, flag) != ((allowed[i].flags & flag) != 0))
                fail_msg("kind %u with flag 0x%x", allowed[i].kind, flag);
    }
}

/* Flags of which one excludes the other, of all pairs that a UINT takes one by one. */
static void pairs_of_flags_exclude_each_other_as_documented(void **state)
{
    static const uint32_t excluded[] = { BE | LE,         FIXED | OPT,  FIXED | NAMED,
                                         FIXED | WORD,    FIXED | HEX,  FIXED | NONZERO };
    (void)state;
    for (uint32_t one = 1; one < 1u << 9; one <<= 1)
        for (uint32_t other = one << 1; other < 1u << 9; other <<= 1) {
            if (!(INTEGER & one) || !(INTEGER & other))
                continue;
            bool is_right = true;
            for (size_t i = 0; i < sizeof(excluded) / sizeof(excluded[0]); i++)
                is_right &= (one | other) != excluded[i];
            if (is_accepted(SOCKFAM_KIND_UINT, 4, one | other) != is_right)
                fail_msg("flags 0x%x and 0x%x", one, other);
        }
}

/* ------------------------------------------------------------------ each text of each row */

#define TEXTS(X)                                                                                                       \
    X(head.name) X(head.doc) X(formats[0].name) X(formats[0].doc) X(formats[0].example) X(formats[0].lead)             \
    X(fields[1].format) X(fields[1].name) X(fields[1].doc) X(protocols[0].name) X(protocols[0].doc)                    \
    X(protocols[0].format) X(protocols[0].module) X(protocols[0].proc) X(tuples[0].format) X(tuples[0].field)

static void texts_without_end_are_refused_in_each_member(void **state)
{
    (void)state;
#define TRY(member)                                                                                                    \
    do {                                                                                                               \
        struct tables t;                                                                                               \
        struct sf_driver *driver = NULL;                                                                               \
        struct sockfam_error error = { 0 };                                                                            \
        init(&t);                                                                                                      \
        tuple(&t, "odd", "port", 0);                                                                                   \
        tuple(&t, "odd", "node", 0);                                                                                   \
        memset(t.member, 'a', sizeof(t.member));                                                                       \
        assert_true(tables_driver(&t, "odd.so", &driver, &error) < 0);                                                 \
        if (!strstr(error.message, "does not end"))                                                                    \
            fail_msg(#member ": %s", error.message);                                                                   \
    } while (0);
    TEXTS(TRY)
}

#define TEST(name, message, ...) { #name, refused, NULL, NULL, &(struct refusal){ message, alter_##name } },

int main(void)
{
    const struct CMUnitTest tests[] = { CASES(TEST) cmocka_unit_test(unaltered_tables_are_accepted),
                                      cmocka_unit_test(each_kind_takes_its_sizes_only),
                                      cmocka_unit_test(each_kind_takes_its_flags_only),
                                      cmocka_unit_test(pairs_of_flags_exclude_each_other_as_documented),
                                      cmocka_unit_test(texts_without_end_are_refused_in_each_member) };
    return cmocka_run_group_tests_name("judge", tests, NULL, NULL);
}
