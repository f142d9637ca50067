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
    X(head_doc_surrogate, "doc of row 1 of \"head\"", strcpy(t->head.doc, "\xed\xa0\x80"))                             \
    X(empty, "is empty: no format and no constant", t->head.af = 0, t->format_count = 0, t->field_count = 0,       \
      t->protocol_count = 0, t->constant_count = 0)                                                                    \
    X(no_number, "has protocols but no family number", t->head.af = 0)                                             \
    X(code_head, "says that it has code, but none", t->head.flags = SOCKFAM_HEAD_CODE)                                 \
    X(format_name, "name of row 1 of \"formats\" is not", strcpy(t->formats[0].name, "Odd"))                           \
    X(format_empty, "name of row 1 of \"formats\" is not", t->formats[0].name[0] = 0)                                  \
    X(format_example, "example of row 1 of \"formats\"", strcpy(t->formats[0].example, "a b"))                         \
    X(format_lead_end, "lead of row 1 of \"formats\" does not end", FILL(t->formats[0].lead))                          \
    X(format_lead, "lower-case letters begin a scheme", strcpy(t->formats[0].lead, "x"))                               \
    X(format_family, "has no family number for its sockaddr", t->formats[0].af = 0)                                \
    X(format_size, "has 129 bytes; a sockaddr has 2 to 128", t->formats[0].size = 129)                                 \
    X(format_min, "shortest address of format \"odd\" is 17 bytes", t->formats[0].min = 17)                            \
    X(format_min_zero, "is 0 bytes; it must be 2 to its size, 16", t->formats[0].min = 0)                              \
    X(format_tag, "tag of format \"odd\" lies at byte 16", t->formats[0].tag_at = 16)                                  \
    X(format_flags, "format \"odd\" has unknown flags 0x100", t->formats[0].flags = 0x100)                             \
    X(format_both, "SCALAR and COLLAPSE", t->formats[0].flags = 3)                                                     \
    X(format_scalar, "SCALAR, but its tuple has 2 values", t->formats[0].flags = SOCKFAM_FORMAT_SCALAR)                \
    X(format_code, "unknown code bits 0x100", t->formats[0].code = 0x100, t->head.flags = SOCKFAM_HEAD_CODE)           \
    X(format_raw, "cannot be named \"raw\"", strcpy(t->formats[0].name, "raw"))                                        \
    X(format_twice, "stands twice for sockaddr family 77", t->formats[1] = t->formats[0], t->format_count = 2)         \
    X(format_rows, "differ in flags, code or lead", t->formats[1] = t->formats[0], t->formats[1].af = 78,          \
      strcpy(t->formats[1].lead, "9"), t->format_count = 2)                                                            \
    X(format_bare, "format \"even\" has no field", t->formats[1] = t->formats[0], strcpy(t->formats[1].name, "even"),  \
      t->format_count = 2)                                                                                             \
    X(leads, "\"odd\" and \"even\" both have the lead '9'", strcpy(t->formats[0].lead, "9"),                           \
      t->formats[1] = t->formats[0], strcpy(t->formats[1].name, "even"), t->format_count = 2)                          \
    X(field_stranger, "is of format \"even\", which the driver does not have", t->fields[2] = t->fields[1],            \
      strcpy(t->fields[2].format, "even"), t->field_count = 3)                                                         \
    X(field_format, "a field of format \"odd\" is named \"format\"", strcpy(t->fields[1].name, "format"))              \
    X(field_twice, "has two fields named \"port\"", strcpy(t->fields[1].name, "port"))                                 \
    X(field_family, "only for sockaddr family 9, for which format \"odd\" has no row", t->fields[1].af = 9)        \
    X(field_kind, "is of the unknown kind 11", t->fields[1].kind = 11)                                                 \
    X(field_kind_zero, "is of the unknown kind 0", t->fields[1].kind = 0)                                              \
    X(field_size, "has 3 bytes; UINT takes 1, 2, 4 or 8", t->fields[1].size = 3)                                       \
    X(field_bdaddr, "has 4 bytes; BDADDR takes 6", t->fields[1].kind = SOCKFAM_KIND_BDADDR)                            \
    X(field_text, "has 0 bytes; TEXT takes 1 or more", t->fields[1].kind = SOCKFAM_KIND_TEXT, t->fields[1].size = 0)   \
    X(field_len, "only BYTES has a length", t->fields[1].len_at = 12)                                                  \
    X(field_zone, "only IPV6 has a zone", t->fields[1].zone_at = 12)                                                   \
    X(field_flags, "field \"node\" of format \"odd\" has unknown flags 0x1000", FLAGS(1) = 0x1000)                     \
    X(field_order, "is BE and also LE", FLAGS(1) = SOCKFAM_FIELD_BE | SOCKFAM_FIELD_LE)                                \
    X(field_trim, "is TRIM but not OPT", FLAGS(1) = SOCKFAM_FIELD_TRIM)                                                \
    X(field_extra, "is EXTRA but not OPT", FLAGS(1) = SOCKFAM_FIELD_EXTRA)                                             \
    X(field_tuple, "is TUPLE and also TRIM", FLAGS(1) = SOCKFAM_FIELD_TUPLE | SOCKFAM_FIELD_TRIM | SOCKFAM_FIELD_OPT)  \
    X(field_shadow, "is SHADOW and also NAMED", FLAGS(1) = SOCKFAM_FIELD_SHADOW | SOCKFAM_FIELD_NAMED)                 \
    X(field_hex, "is HEX, which means nothing for IFACE", FLAGS(1) = SOCKFAM_FIELD_HEX,                                \
      t->fields[1].kind = SOCKFAM_KIND_IFACE)                                                                          \
    X(field_big, "is BE, which means nothing for TEXT", FLAGS(1) = SOCKFAM_FIELD_BE,                                   \
      t->fields[1].kind = SOCKFAM_KIND_TEXT)                                                                           \
    X(field_tail_kind, "is TAIL, which means nothing for UINT", FLAGS(1) = SOCKFAM_FIELD_TAIL)                         \
    X(field_word, "is WORD but has no word set", FLAGS(1) = SOCKFAM_FIELD_WORD)                                        \
    X(field_sep, "is byte 59; it must be ',' or ':'", t->fields[1].sep = ';')                                          \
    X(field_range, "too few for its range 0..4294967296", t->fields[1].max = UINT64_C(1) << 32)                        \
    X(field_range_empty, "range 5..4, which is empty", t->fields[1].min = 5, t->fields[1].max = 4)                     \
    X(field_range_below, "too few for its range -1..4", t->fields[1].min = -1, t->fields[1].max = 4)                   \
    X(field_range_signed, "too few for its range -129..127", t->fields[1].kind = SOCKFAM_KIND_SINT,                    \
      t->fields[1].size = 1, t->fields[1].min = -129, t->fields[1].max = 127)                                          \
    X(field_range_kind, "has a range, which means nothing for IFACE", t->fields[1].kind = SOCKFAM_KIND_IFACE,          \
      t->fields[1].max = 3)                                                                                            \
    X(field_initial, "the default 9 of field \"node\"", t->fields[1].max = 8, t->fields[1].initial = 9,                \
      FLAGS(1) = SOCKFAM_FIELD_OPT)                                                                                    \
    X(field_initial_negative, "the default -1 of field \"node\"", t->fields[1].initial = -1,                           \
      FLAGS(1) = SOCKFAM_FIELD_OPT)                                                                                    \
    X(field_trim_kind, "is TRIM, which means nothing for BDADDR", t->fields[1].kind = SOCKFAM_KIND_BDADDR,             \
      t->fields[1].size = 6, FLAGS(1) = SOCKFAM_FIELD_TRIM | SOCKFAM_FIELD_OPT)                                        \
    X(field_shadow_kind, "is SHADOW, which means nothing for IFACE", t->fields[1].kind = SOCKFAM_KIND_IFACE,           \
      FLAGS(1) = SOCKFAM_FIELD_SHADOW)                                                                                 \
    X(field_initial_kind, "is no number; its default can only be zero", t->fields[1].kind = SOCKFAM_KIND_IFACE,        \
      t->fields[1].initial = 1)                                                                                        \
    X(field_nonzero, "NONZERO, but its default is 0", FLAGS(1) = SOCKFAM_FIELD_NONZERO | SOCKFAM_FIELD_OPT)            \
    X(field_length, "takes lengths 0..5; it has room for 4", t->fields[1].kind = SOCKFAM_KIND_TEXT,                    \
      t->fields[1].max = 5)                                                                                            \
    X(field_tail, "is TAIL, but its max 0 is below its size 4", t->fields[1].kind = SOCKFAM_KIND_TEXT,                 \
      FLAGS(1) = SOCKFAM_FIELD_TAIL)                                                                                   \
    X(tail_middle, "is TAIL, but ends at byte 12, not at the end, 16", t->fields[1].kind = SOCKFAM_KIND_TEXT,          \
      FLAGS(1) = SOCKFAM_FIELD_TAIL, t->fields[1].max = 9)                                                             \
    X(tail_long, "may end at byte 132; a sockaddr has at most 128", t->fields[1].kind = SOCKFAM_KIND_TEXT,             \
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
    X(len_end, "length of field \"node\" of format \"odd\" lies at byte 16, not in 2..15",                             \
      t->fields[1].kind = SOCKFAM_KIND_BYTES, t->fields[1].len_at = 16)                                                \
    X(zone, "lies at byte 5, where no UINT of 4 bytes in host order begins", t->formats[0].size = 28,                  \
      t->fields[1].kind = SOCKFAM_KIND_IPV6, t->fields[1].size = 16, t->fields[1].zone_at = 5)                         \
    X(zone_order, "lies at byte 4, where no UINT", t->formats[0].size = 28, FLAGS(0) = SOCKFAM_FIELD_BE,               \
      t->fields[1].kind = SOCKFAM_KIND_IPV6, t->fields[1].size = 16, t->fields[1].zone_at = 4)                         \
    X(tag_first, "must be its tag: a plain UINT of 1 byte at 4", t->formats[0].tag_at = 4)                             \
    X(tag_none, "only for some variants, but it has no tag", t->fields[1].when = 2)                                    \
    X(many_fields, "has 17 fields; at most 16 are taken", many_fields(t, 17))                                          \
    X(tuple_order, "\"node\" of format \"odd\" must be given, but \"port\" before it need not",                        \
      FLAGS(0) = SOCKFAM_FIELD_OPT)                                                                                    \
    X(text_order, "\"node\" of format \"odd\" must be given, but \"port\" before it need not: make that NAMED",        \
      FLAGS(0) = SOCKFAM_FIELD_OPT | SOCKFAM_FIELD_TUPLE)                                                              \
    X(set_unknown, "has the word set 7, in which no constant is", t->fields[1].set = 7)                                \
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

static void many_fields(struct tables *t, uint32_t count)
{
    for (uint32_t i = 2; i < count; i++) {
        t->fields[i] = t->fields[1];
        t->fields[i].name[3] = (char)('a' + i);
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

#define TEST(name, message, ...) { #name, refused, NULL, NULL, &(struct refusal){ message, alter_##name } },

int main(void)
{
    const struct CMUnitTest tests[] = { CASES(TEST) cmocka_unit_test(unaltered_tables_are_accepted) };
    return cmocka_run_group_tests_name("judge", tests, NULL, NULL);
}
