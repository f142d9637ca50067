/* SPDX-License-Identifier: MIT */
/*
 * Adopting a descriptor whose protocol the kernel does not tell, on a system that is played: three formats share a
 * family, and only what the kernel answers about names can tell them apart. And the judge of option rows.
 */
#include "fake.h"

#include "core/plugin/group.h"
#include "core/plugin/judge.h"
#include "core/registry/registry.h"

static struct sf_sys played;
static int told_type, told_protocol;
static socklen_t told_length; /* of getsockname; 0: it fails */
static struct sockfam_socket s;

static int play_getsockopt(int fd, int level, int number, void *value, socklen_t *length)
{
    (void)fd, (void)level, (void)length;
    *(int *)value = number == SO_DOMAIN ? 29 : number == SO_TYPE ? told_type : told_protocol;
    return 0;
}

static int play_getsockname(int fd, void *address, socklen_t *length)
{
    (void)fd;
    if (told_length == 0) {
        errno = EOPNOTSUPP;
        return -1;
    }
    memset(address, 0, told_length);
    *length = told_length;
    return 0;
}

static int adopt(int type, int protocol, socklen_t length, int given)
{
    const struct sf_sys *before = ctx->sys;
    played = *before;
    played.getsockopt = play_getsockopt;
    played.getsockname = play_getsockname;
    told_type = type;
    told_protocol = protocol;
    told_length = length;
    ctx->sys = &played;
    int result = sockfam_socket_adopt(ctx, 0, -1, -1, given, &s, &error);
    ctx->sys = before;
    s.fd = -1; /* it was never ours */
    return result;
}

static void want_format(const char *name, uint32_t flags)
{
    assert_non_null(s.format);
    assert_string_equal(s.format->name, name);
    assert_int_equal(s.flags & SOCKFAM_SOCKET_INFERRED, flags);
}

static void told_protocol_decides(void **state)
{
    (void)state;
    want_ok(adopt(SOCK_DGRAM, 6, 24, -1));
    want_format("isotp", 0);
    want_ok(adopt(SOCK_DGRAM, 7, 24, -1));
    want_format("j1939", 0);
}

static void type_decides_if_it_can(void **state)
{
    (void)state;
    want_ok(adopt(SOCK_RAW, 0, 8, -1));
    want_format("can", 0);
    assert_int_equal(s.protocol, 1);
}

static void unique_length_is_inferred(void **state)
{
    (void)state;
    want_ok(adopt(SOCK_DGRAM, 0, 16, -1));
    want_format("isotp", SOCKFAM_SOCKET_INFERRED);
    assert_int_equal(s.protocol, 6);
    want_ok(adopt(SOCK_DGRAM, 0, 24, -1));
    want_format("j1939", SOCKFAM_SOCKET_INFERRED);
    want_ok(adopt(SOCK_DGRAM, 0, 8, -1));
    want_format("can", SOCKFAM_SOCKET_INFERRED);
}

static void unclear_answer_lists_the_candidates(void **state)
{
    (void)state;
    want_error(adopt(SOCK_DGRAM, 0, 0, -1), VALUE, EINVAL);
    assert_non_null(strstr(error.message, "can"));
    assert_non_null(strstr(error.message, "isotp"));
    assert_non_null(strstr(error.message, "j1939"));
    want_error(adopt(SOCK_DGRAM, 0, 20, -1), VALUE, EINVAL);
}

static void given_protocol_is_believed(void **state)
{
    (void)state;
    want_ok(adopt(SOCK_DGRAM, 0, 24, 6));
    want_format("isotp", 0);
    want_ok(adopt(SOCK_DGRAM, 0, 24, 99));
    assert_null(s.format);
}

/* 0 is a number too: it leaves the format to the numbers, and nothing is guessed from a length. */
static void given_protocol_0_is_believed(void **state)
{
    (void)state;
    want_ok(adopt(SOCK_DGRAM, 6, 16, 0));
    assert_int_equal(s.protocol, 0);
    assert_int_equal(s.flags & SOCKFAM_SOCKET_INFERRED, 0);
    assert_null(s.format);
}

/* ------------------------------------------------------------------ the judge */

static int judge_rows(const struct sockfam_option_row *rows, size_t count, const char *part)
{
    struct sf_tables tables;
    memset(&tables, 0, sizeof(tables));
    memset(&error, 0, sizeof(error));
    tables.messages = (struct sockfam_option_row *)(uintptr_t)rows;
    tables.message_count = count;
    const struct sf_judge judge = { .tables = &tables, .source = "test", .error = &error };
    int result = sf_judge_options(&judge);
    if (part && !strstr(error.message, part))
        fail_msg("\"%s\" does not say \"%s\"", error.message, part);
    return result;
}

/* An option that is an array of a struct of two fields, whose rows are these. */
static int judge_array(const struct sockfam_format_row *format, const struct sockfam_field_row fields[2],
                       const char *part)
{
    struct sf_tables tables = { .format_count = 2, .field_count = 2, .option_count = 1 };
    struct sockfam_option_row option = {
        .name = "A", .kind = SOCKFAM_OPTION_STRUCT, .flags = SOCKFAM_OPTION_ARRAY, .format = "a"
    };
    struct sockfam_format_row formats[2] = { format[0], format[1] };
    struct sockfam_field_row copies[2] = { fields[0], fields[1] };
    struct sf_group groups[2] = { 0 };
    memset(&error, 0, sizeof(error));
    tables.formats = formats;
    tables.fields = copies;
    tables.options = &option;
    tables.groups = groups;
    sf_tables_group(&tables);
    const struct sf_judge judge = { .tables = &tables, .source = "test", .error = &error };
    int result = sf_judge_options(&judge);
    if (part && !strstr(error.message, part))
        fail_msg("\"%s\" does not say \"%s\"", error.message, part);
    return result;
}

static void elements_of_arrays_are_judged(void **state)
{
    (void)state;
    const struct sockfam_format_row whole[2] = { { .name = "a", .size = 8, .min = 8, .flags = SOCKFAM_FORMAT_STRUCT },
                                                 { .name = "b", .size = 9, .min = 9, .flags = SOCKFAM_FORMAT_STRUCT } };
    const struct sockfam_field_row right[2] = {
        { .format = "a", .name = "one", .kind = SOCKFAM_KIND_UINT, .size = 4 },
        { .format = "a", .name = "two", .kind = SOCKFAM_KIND_UINT, .flags = SOCKFAM_FIELD_OPT, .at = 4, .size = 4 },
    };
    assert_int_equal(judge_array(whole, right, NULL), 0);
    struct sockfam_format_row format[2] = { whole[0], whole[1] };
    format[0].min = 4;
    assert_true(judge_array(format, right, "must have one size") < 0);
    format[0] = whole[0];
    format[0].flags = 0;
    assert_true(judge_array(format, right, "no STRUCT format \"a\"") < 0);
    struct sockfam_field_row fields[2] = { right[0], right[1] };
    fields[0].flags = SOCKFAM_FIELD_OPT;
    assert_true(judge_array(whole, fields, "a field that must be given") < 0);
    fields[0] = right[0];
    fields[1].kind = SOCKFAM_KIND_TEXT;
    assert_true(judge_array(whole, fields, "no text") < 0);
    fields[1] = right[1];
    fields[1].flags = SOCKFAM_FIELD_TAIL;
    assert_true(judge_array(whole, fields, "one size") < 0);
    fields[1] = right[1];
    fields[1].kind = SOCKFAM_KIND_ADDRESS;
    assert_true(judge_array(whole, fields, "no text") < 0);
    format[0] = whole[0];
    format[1].name[0] = 'a';
    assert_true(judge_array(format, right, "must have one size") < 0);
    format[0].on = SOCKFAM_ON_LP64;
    format[1].on = SOCKFAM_ON_ILP32;
    assert_int_equal(judge_array(format, right, NULL), 0);
}

static void option_rows_are_judged(void **state)
{
    (void)state;
    const struct sockfam_option_row good[] = { { .name = "A", .kind = SOCKFAM_OPTION_INT },
                                               { .name = "B", .kind = SOCKFAM_OPTION_TEXT, .size = 4 } };
    assert_int_equal(judge_rows(good, 2, NULL), 0);
    static const struct {
        struct sockfam_option_row row;
        const char *part;
    } bad[] = {
        { { .name = "a", .kind = 1 }, "A-Z" },
        { { .name = "A", .doc = "two\nlines", .kind = 1 }, "one line" },
        { { .name = "A", .kind = 0 }, "unknown kind" },
        { { .name = "A", .kind = 99 }, "unknown kind" },
        { { .name = "A", .kind = SOCKFAM_OPTION_INT, .size = 4 }, "size" },
        { { .name = "A", .kind = SOCKFAM_OPTION_BYTES }, "size" },
        { { .name = "A", .kind = 1, .flags = 0x8000 }, "unknown flags" },
        { { .name = "A", .kind = 1, .flags = SOCKFAM_OPTION_READ_ONLY | SOCKFAM_OPTION_WRITE_ONLY }, "neither" },
        { { .name = "A", .kind = 1, .flags = SOCKFAM_OPTION_SINGLE_STACK },
          "is SINGLE_STACK, which means nothing for INT" },
        { { .name = "A", .kind = SOCKFAM_OPTION_U8, .flags = SOCKFAM_OPTION_BE }, "BE, but has only 1 byte" },
        { { .name = "A", .kind = SOCKFAM_OPTION_TEXT, .size = 4, .flags = SOCKFAM_OPTION_BE },
          "BE, which means nothing" },
        { { .name = "A", .kind = SOCKFAM_OPTION_LINGER, .flags = SOCKFAM_OPTION_ARRAY }, "ARRAY, which means nothing" },
        { { .name = "A", .kind = SOCKFAM_OPTION_INT, .flags = SOCKFAM_OPTION_ASK }, "ASK, which means nothing" },
        { { .name = "A", .kind = SOCKFAM_OPTION_STRUCT, .flags = SOCKFAM_OPTION_ASK }, "one struct that can be read" },
        { { .name = "A", .kind = SOCKFAM_OPTION_STRUCT, .format = "nosuch" }, "no STRUCT format \"nosuch\"" },
        { { .name = "A", .kind = SOCKFAM_OPTION_STRUCT }, "no STRUCT format" },
        { { .name = "A", .kind = SOCKFAM_OPTION_INT, .format = "odd" }, "means nothing for INT" },
        { { .name = "A", .kind = SOCKFAM_OPTION_LENGTH, .flags = SOCKFAM_OPTION_WRITE_ONLY }, "must be an option" },
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_true(judge_rows(&bad[i].row, 1, bad[i].part) < 0);
    const struct sockfam_option_row twice[] = { good[0], good[0] };
    assert_true(judge_rows(twice, 2, "two rows") < 0);
    struct sockfam_option_row formatted = { .name = "A", .kind = SOCKFAM_OPTION_STRUCT };
    memset(formatted.format, 'a', sizeof(formatted.format));
    assert_true(judge_rows(&formatted, 1, "does not end") < 0);
    struct sockfam_option_row endless = good[0];
    memset(endless.name, 'A', sizeof(endless.name));
    assert_true(judge_rows(&endless, 1, "does not end") < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(told_protocol_decides),         TEST(type_decides_if_it_can),
        TEST(unique_length_is_inferred),     TEST(unclear_answer_lists_the_candidates),
        TEST(given_protocol_is_believed),    TEST(option_rows_are_judged),
        TEST(elements_of_arrays_are_judged), TEST(given_protocol_0_is_believed),
    };
    return cmocka_run_group_tests_name("socket_infer", tests, open_context, close_context);
}
