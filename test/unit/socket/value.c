/* SPDX-License-Identifier: MIT */
/* Values of options and control messages: text to bytes and back, each kind; bytes of any size print something. */
#include <errno.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/time.h>

#include <cmocka.h>

#include "core/option/value.h"

static int open_context(void **state)
{
    return sockfam_context_open((struct sockfam_context **)state, SOCKFAM_TEST_BUILD "/config/sockfam.json", NULL);
}

static int close_context(void **state)
{
    sockfam_context_close(*state);
    return 0;
}

/* A row of `name` in any family; of no name it is made of what follows. */
static const struct sockfam_option_row *row_of(struct sockfam_context *ctx, const char *name,
                                               enum sockfam_option_record record)
{
    const struct sockfam_option_row *row = sockfam_option_find(ctx, NULL, record, name);
    if (!row)
        fail_msg("there is no row %s", name);
    return row;
}

static int read_value(struct sockfam_context *ctx, const struct sockfam_option_row *row, const char *text,
                      struct sf_option_value *out, struct sockfam_error *error)
{
    const struct sockfam_value value = sockfam_value_text(text, SOCKFAM_TO_NUL);
    return sf_option_read(ctx, row, &value, out, error);
}

/* Text to bytes of that length, and back to the same text. */
static void round_trip(struct sockfam_context *ctx, const struct sockfam_option_row *row, const char *text,
                       size_t length)
{
    char again[SOCKFAM_STRUCT_TEXT_MAX];
    struct sf_option_value bytes;
    struct sockfam_error error = { 0 };
    if (read_value(ctx, row, text, &bytes, &error) < 0)
        fail_msg("%s: %s: %s", row->name, text, error.message);
    assert_int_equal(bytes.length, length);
    size_t used = sf_option_print(ctx, row, bytes.bytes, bytes.length, again, sizeof(again));
    again[used] = '\0';
    assert_string_equal(again, text);
    for (size_t wrong = 0; wrong < 24; wrong++) /* of a wrong size: anything but a crash */
        assert_true(sf_option_print(ctx, row, bytes.bytes, wrong, again, 5) < sizeof(again));
    const struct sockfam_value nothing = { .kind = SOCKFAM_VALUE_NONE };
    assert_int_equal(sf_option_read(ctx, row, &nothing, &bytes, NULL), -EINVAL);
}

/* Each kind from text to bytes and back. */
static void kinds_round_trip(void **state)
{
    static const struct {
        uint16_t kind, size;
        uint32_t flags;
        const char *text;
        size_t length;
    } cases[] = {
        { SOCKFAM_OPTION_INT, 0, 0, "-2147483648", 4 },
        { SOCKFAM_OPTION_BOOL, 0, 0, "1", 4 },
        { SOCKFAM_OPTION_U8, 0, 0, "255", 1 },
        { SOCKFAM_OPTION_U16, 0, 0, "65535", 2 },
        { SOCKFAM_OPTION_U16, 0, SOCKFAM_OPTION_BE, "258", 2 },
        { SOCKFAM_OPTION_U32, 0, 0, "4294967295", 4 },
        { SOCKFAM_OPTION_U32, 0, SOCKFAM_OPTION_BE, "16909060", 4 },
        { SOCKFAM_OPTION_U64, 0, 0, "18446744073709551615", 8 },
        { SOCKFAM_OPTION_U64, 0, SOCKFAM_OPTION_BE, "72623859790382856", 8 },
        { SOCKFAM_OPTION_INT, 0, SOCKFAM_OPTION_BE, "-2", 4 },
        { SOCKFAM_OPTION_U32, 0, SOCKFAM_OPTION_ARRAY, "1;2;4294967295", 12 },
        { SOCKFAM_OPTION_U16, 0, SOCKFAM_OPTION_ARRAY | SOCKFAM_OPTION_BE, "1;2", 4 },
        { SOCKFAM_OPTION_U32, 0, SOCKFAM_OPTION_ARRAY, "", 0 },
        { SOCKFAM_OPTION_LINGER, 0, 0, "0", sizeof(struct linger) },
        { SOCKFAM_OPTION_LINGER, 0, 0, "off", sizeof(struct linger) },
        { SOCKFAM_OPTION_TIMEVAL, 0, 0, "1.000001", sizeof(struct timeval) },
        { SOCKFAM_OPTION_TIMESPEC, 0, 0, "1.000000001", sizeof(struct timespec) },
        { SOCKFAM_OPTION_TIMESPEC, 0, SOCKFAM_OPTION_ARRAY, "1.5;0;2", 3 * sizeof(struct timespec) },
        { SOCKFAM_OPTION_TEXT, 16, 0, "cubic", 5 },
        { SOCKFAM_OPTION_BYTES, 4, 0, "00ff10", 3 },
        { SOCKFAM_OPTION_COUNTED, 4, 0, "00ff10", 7 },
        { SOCKFAM_OPTION_FDS, 0, 0, "3,4,5", 12 },
        { SOCKFAM_OPTION_ADDRESS, 0, 0, "inet:10.0.0.1:80", 16 },
        { SOCKFAM_OPTION_ADDRESS, 0, 0, "inet6:[2001:db8::1]:80", 28 },
        { SOCKFAM_OPTION_ADDRESS, 0, 0, "raw:family=99,data=0102", 4 },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct sockfam_option_row row = {
            .name = "X", .kind = cases[i].kind, .size = cases[i].size, .flags = cases[i].flags
        };
        round_trip(*state, &row, cases[i].text, cases[i].length);
    }
}

static void network_order_is_that_of_the_bytes(void **state)
{
    static const uint8_t wanted[] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    static const struct {
        uint16_t kind;
        const char *text;
    } cases[] = { { SOCKFAM_OPTION_U16, "0x0102" },
                  { SOCKFAM_OPTION_U32, "0x01020304" },
                  { SOCKFAM_OPTION_U64, "0x0102030405060708" } };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct sockfam_option_row row = { .name = "X", .kind = cases[i].kind, .flags = SOCKFAM_OPTION_BE };
        struct sf_option_value out;
        assert_int_equal(read_value(*state, &row, cases[i].text, &out, NULL), 0);
        assert_int_equal(out.length, 2u << i);
        assert_memory_equal(out.bytes, wanted, out.length);
        const struct sockfam_value number = sockfam_value_uint(i == 0   ? 0x0102
                                                               : i == 1 ? 0x01020304
                                                                        : 0x0102030405060708);
        assert_int_equal(sf_option_read(*state, &row, &number, &out, NULL), 0);
        assert_memory_equal(out.bytes, wanted, out.length);
    }
}

/* The example of each struct that an option or message of any family holds. */
static void structs_round_trip(void **state)
{
    static const enum sockfam_option_record records[] = { SOCKFAM_OPTIONS, SOCKFAM_MESSAGES };
    const struct sockfam_family *family;
    const struct sockfam_option_row *row;
    size_t count = 0;
    for (size_t i = 0; (family = sockfam_family_at(*state, i)); i++)
        for (size_t r = 0; r < 2; r++)
            for (size_t k = 0; (row = sockfam_family_option_at(family, records[r], k)); k++) {
                const struct sockfam_format *format = sockfam_option_format(*state, row);
                assert_int_equal(format != NULL, row->kind == SOCKFAM_OPTION_STRUCT);
                if (!format)
                    continue;
                struct sf_option_value bytes;
                char text[SOCKFAM_STRUCT_TEXT_MAX];
                const char *example = sockfam_format_variant_at(format, 0)->example;
                assert_int_equal(read_value(*state, row, example, &bytes, NULL), 0);
                text[sf_option_print(*state, row, bytes.bytes, bytes.length, text, sizeof(text) - 1)] = '\0';
                round_trip(*state, row, text, bytes.length);
                count++;
            }
    assert_true(count > 40);
}

static void arrays_have_elements_of_one_size(void **state)
{
    const struct sockfam_option_row *filter = row_of(*state, "CAN_RAW_FILTER", SOCKFAM_OPTIONS);
    struct sf_option_value out;
    char text[100];
    round_trip(*state, filter, "0x123,0x7ff;0x80000001,0x9fffffff", 16);
    round_trip(*state, filter, "", 0);
    assert_int_equal(read_value(*state, filter, "0x1,0x2;", &out, NULL), -EINVAL);
    assert_int_equal(read_value(*state, filter, ";0x1,0x2", &out, NULL), -EINVAL);
    assert_int_equal(read_value(*state, filter, "0x1;0x2", &out, NULL), -EINVAL);
    const uint8_t bytes[12] = { 1 };
    size_t used = sf_option_print(*state, filter, bytes, 12, text, sizeof(text));
    assert_int_equal(used, 24); /* not whole elements: hexadecimal */
    char many[2000] = "0x1,0x2";
    for (size_t i = 1; i < 129; i++)
        strcat(many, ";0x1,0x2");
    assert_int_equal(read_value(*state, filter, many, &out, NULL), -ERANGE);
    many[strlen(many) - 8] = '\0';
    assert_int_equal(read_value(*state, filter, many, &out, NULL), 0);
    assert_int_equal(out.length, 1024);
}

static void lengths_have_no_bytes(void **state)
{
    const struct sockfam_option_row *row = row_of(*state, "ALG_SET_AEAD_AUTHSIZE", SOCKFAM_OPTIONS);
    const struct sockfam_value number = sockfam_value_uint(12), bytes = sockfam_value_bytes("a", 1);
    struct sf_option_value out;
    assert_int_equal(read_value(*state, row, "16", &out, NULL), 0);
    assert_true(out.is_length_only);
    assert_int_equal(out.length, 16);
    assert_int_equal(sf_option_read(*state, row, &number, &out, NULL), 0);
    assert_int_equal(out.length, 12);
    assert_int_equal(sf_option_read(*state, row, &bytes, &out, NULL), -EINVAL);
    assert_int_equal(read_value(*state, row, "2147483648", &out, NULL), -ERANGE);
    assert_int_equal(read_value(*state, row, "-1", &out, NULL), -ERANGE);
}

static void limits_of_text(void **state)
{
    const struct sockfam_option_row fds = { .name = "X", .kind = SOCKFAM_OPTION_FDS };
    const struct sockfam_option_row u16 = { .name = "X", .kind = SOCKFAM_OPTION_U16 };
    char many[200] = "1";
    struct sf_option_value out;
    for (size_t i = 1; i < 64; i++)
        strcat(many, ",1");
    assert_int_equal(read_value(*state, &fds, many, &out, NULL), 0);
    assert_int_equal(read_value(*state, &fds, strcat(many, ",1"), &out, NULL), -ERANGE);
    assert_int_equal(read_value(*state, &u16, "65536", &out, NULL), -ERANGE);
    assert_int_equal(read_value(*state, &u16, "-1", &out, NULL), -ERANGE);
}

/* What a struct's text gets wrong is said with its position, names of constants stand for numbers. */
static void structs_say_what_is_wrong(void **state)
{
    const struct sockfam_option_row *row = row_of(*state, "IP_MSFILTER", SOCKFAM_OPTIONS);
    struct sf_option_value out, other;
    struct sockfam_error error = { 0 };
    assert_int_equal(read_value(*state, row, "239.1.1.1,10.0.0.1,INCLUDE", &out, NULL), 0);
    assert_int_equal(read_value(*state, row, "239.1.1.1,10.0.0.1,MCAST_INCLUDE", &other, NULL), 0);
    assert_memory_equal(out.bytes, other.bytes, 16);
    assert_int_equal(read_value(*state, row, "239.1.1.1,10.0.0.1", &out, &error), -EINVAL);
    assert_non_null(strstr(error.message, "mode is missing"));
    error = (struct sockfam_error){ 0 };
    assert_int_equal(read_value(*state, row, "239.1.1.1,10.0.0.1,7x", &out, &error), -EINVAL);
    assert_int_equal(error.offset, 20);
    row = row_of(*state, "MCAST_JOIN_GROUP", SOCKFAM_OPTIONS);
    error = (struct sockfam_error){ 0 };
    assert_true(read_value(*state, row, "#1,{inet:239.1.1.1:99999}", &out, &error) < 0);
    assert_int_equal(error.offset, 20);
    round_trip(*state, row, "#1,{}", row->kind == SOCKFAM_OPTION_STRUCT ? sizeof(struct group_req) : 0);
    const struct sockfam_value bytes = sockfam_value_bytes("abc", 3);
    assert_int_equal(sf_option_read(*state, row, &bytes, &out, NULL), 0); /* bytes are taken as they are */
    assert_int_equal(out.length, 3);
}

/* Bytes that are not of the kind, and those of no row. */
static void what_is_not_of_the_kind_is_hexadecimal(void **state)
{
    static const struct {
        struct sockfam_option_row row;
        const char *name; /* of a row of the context instead */
        size_t length;
    } cases[] = {
        { { .name = "X", .kind = SOCKFAM_OPTION_U32 }, NULL, 3 },
        { { .name = "X", .kind = SOCKFAM_OPTION_LINGER }, NULL, 7 },
        { { .name = "X", .kind = SOCKFAM_OPTION_TIMESPEC }, NULL, 17 },
        { { .name = "X", .kind = SOCKFAM_OPTION_FDS }, NULL, 6 },
        { { .name = "X", .kind = SOCKFAM_OPTION_COUNTED, .size = 4 }, NULL, 3 },
        { { .name = "X", .kind = SOCKFAM_OPTION_LENGTH }, NULL, 4 },
        { { .name = "X", .kind = SOCKFAM_OPTION_ADDRESS }, NULL, SOCKFAM_ADDRESS_MAX + 1 },
        { { .name = "X", .kind = SOCKFAM_OPTION_U32, .flags = SOCKFAM_OPTION_ARRAY }, NULL, 6 },
        { { .name = "X", .kind = SOCKFAM_OPTION_BYTES, .size = 9, .flags = SOCKFAM_OPTION_CODE_ONLY }, NULL, 9 },
        { { .name = "" }, "IP_ADD_MEMBERSHIP", 11 },
        { { .name = "" }, "IP_ADD_MEMBERSHIP", 13 },
        { { .name = "" }, "TCP_INFO", SOCKFAM_STRUCT_MAX + 1 },
        { { .name = "" }, "CAN_RAW_FILTER", 12 },
        { { .name = "" }, "PACKET_RX_RING", 17 },
    };
    uint8_t bytes[SOCKFAM_STRUCT_MAX + 1] = { 0x12 };
    char text[2 * sizeof(bytes) + 1];
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct sockfam_option_row *row =
            cases[i].name ? row_of(*state, cases[i].name, SOCKFAM_OPTIONS) : &cases[i].row;
        assert_int_equal(sf_option_print(*state, row, bytes, cases[i].length, text, sizeof(text)), 2 * cases[i].length);
        assert_memory_equal(text, "1200", 4);
    }
    assert_int_equal(sf_option_print(*state, NULL, bytes, 3, text, sizeof(text)), 6);
    sf_option_print(*state, &cases[6].row, bytes, SOCKFAM_ADDRESS_MAX, text, sizeof(text));
    const char *raw = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "raw:family=18,data=0000" : "raw:family=4608,data=00";
    assert_memory_equal(text, raw, 23);
    struct sf_option_value out;
    const struct sockfam_option_row unknown = { .name = "X", .kind = SOCKFAM_OPTION_STRUCT };
    assert_int_equal(read_value(*state, &unknown, "1", &out, NULL), -EINVAL); /* of no driver */
    assert_null(sockfam_option_format(*state, &unknown));
    assert_int_equal(read_value(*state, &cases[8].row, "00", &out, NULL), -EINVAL);
}

/* The longest struct, and one byte less room than it takes. */
static void limits_of_structs(void **state)
{
    const struct sockfam_option_row *row = row_of(*state, "MCAST_MSFILTER", SOCKFAM_OPTIONS);
    char text[SOCKFAM_STRUCT_TEXT_MAX] = "#1,{inet:239.1.1.1:0},0,sources={inet:10.0.0.1:0}";
    struct sf_option_value out;
    for (size_t i = 1; i < 6; i++)
        strcat(text, "+{inet:10.0.0.1:0}");
    round_trip(*state, row, text, sizeof(struct group_filter) + 5 * sizeof(struct sockaddr_storage));
    assert_int_equal(read_value(*state, row, strcat(text, "+{inet:10.0.0.1:0}"), &out, NULL), -ENAMETOOLONG);
    assert_int_equal(sf_option_read_question(*state, row, (struct sockfam_span){ "", 0 }, &out, NULL), 0);
    assert_int_equal(out.length, sizeof(struct group_filter) + 5 * sizeof(struct sockaddr_storage));
    assert_int_equal(out.bytes[offsetof(struct group_filter, gf_numsrc)] +
                         out.bytes[offsetof(struct group_filter, gf_numsrc) + 3],
                     6);
    assert_int_equal(sf_option_read_question(*state, row, (struct sockfam_span){ "#1,sources={}", 13 }, &out, NULL), 0);
    assert_int_equal(out.length, sizeof(struct group_filter));
}

static void integers_and_bytes_go_in_directly(void **state)
{
    const struct sockfam_option_row u8 = { .name = "X", .kind = SOCKFAM_OPTION_U8 };
    const struct sockfam_option_row text = { .name = "X", .kind = SOCKFAM_OPTION_TEXT, .size = 3 };
    const struct sockfam_value small = sockfam_value_uint(255), large = sockfam_value_uint(256),
                               negative = sockfam_value_sint(-1);
    const struct sockfam_value bytes = sockfam_value_bytes("abc", 3), many = sockfam_value_bytes("abcd", 4);
    struct sf_option_value out;
    assert_int_equal(sf_option_read(*state, &u8, &small, &out, NULL), 0);
    assert_int_equal(out.bytes[0], 255);
    assert_int_equal(sf_option_read(*state, &u8, &large, &out, NULL), -ERANGE);
    assert_int_equal(sf_option_read(*state, &u8, &negative, &out, NULL), -ERANGE);
    assert_int_equal(sf_option_read(*state, &text, &bytes, &out, NULL), 0);
    assert_int_equal(out.length, 3);
    assert_int_equal(sf_option_read(*state, &text, &many, &out, NULL), -ENAMETOOLONG);
    assert_int_equal(sf_option_read(*state, &text, &small, &out, NULL), -EINVAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_round_trip),
        cmocka_unit_test(network_order_is_that_of_the_bytes),
        cmocka_unit_test(structs_round_trip),
        cmocka_unit_test(arrays_have_elements_of_one_size),
        cmocka_unit_test(lengths_have_no_bytes),
        cmocka_unit_test(limits_of_text),
        cmocka_unit_test(structs_say_what_is_wrong),
        cmocka_unit_test(integers_and_bytes_go_in_directly),
        cmocka_unit_test(what_is_not_of_the_kind_is_hexadecimal),
        cmocka_unit_test(limits_of_structs),
    };
    return cmocka_run_group_tests_name("socket_value", tests, open_context, close_context);
}
