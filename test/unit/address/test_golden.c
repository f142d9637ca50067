/* SPDX-License-Identifier: MIT */
/*
 * Golden cases (test/data/addresses): each block is a test. A good one goes from every shape that it lists to bytes,
 * and from its bytes to every shape; a bad one is refused with the message it says, or kept as a raw address.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>
#include <sockfam/sockfam.h>

#include "cases.h"
#include "support/errno_of.h"
#include "golden_values.h"

static struct sockfam_context *ctx;

/* What a test is about. */
struct subject {
    const struct golden_case *one;
    const struct sockfam_format *format;
    uint8_t bytes[SOCKFAM_ADDRESS_MAX + 2];
    size_t size;
};

static void want_success(int result, const struct sockfam_error *error, const struct case_line *line)
{
    if (result < 0)
        fail_msg("line %u: %s %s: refused: %s", line->number, line->key, line->value, error->message);
}

/* That an address made from a line is the one that the case's bytes say. */
static void want_bytes(const struct subject *subject, const struct sockfam_address *address,
                       const struct case_line *line)
{
    char hex[2 * SOCKFAM_ADDRESS_MAX + 1] = "";
    for (size_t i = 0; i < address->length && i < SOCKFAM_ADDRESS_MAX; i++)
        snprintf(hex + 2 * i, 3, "%02x", address->bytes[i]);
    if (address->format != subject->format || address->length != subject->size ||
        memcmp(address->bytes, subject->bytes, subject->size) != 0)
        fail_msg("line %u: %s %s: became the bytes %s", line->number, line->key, line->value, hex);
}

static void check_parse(const struct subject *subject, const struct case_line *line, unsigned flags)
{
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    want_success(sockfam_address_parse(ctx, line->value, strlen(line->value), flags, &address, &error), &error, line);
    want_bytes(subject, &address, line);
    assert_int_equal(address.received, address.length);
}

static void check_print(const struct sockfam_address *address, const struct case_line *line, unsigned flags)
{
    char text[SOCKFAM_TEXT_MAX];
    struct sockfam_error error = { 0 };
    want_success(sockfam_address_print(ctx, address, flags, text, sizeof(text), NULL, &error), &error, line);
    if (strcmp(text, line->value) != 0)
        fail_msg("line %u: %s %s: was printed as %s", line->number, line->key, line->value, text);
}

static void check_text(const struct subject *subject, const struct sockfam_address *address)
{
    const struct golden_case *one = subject->one;
    const struct case_line *canonical = cases_find(one, "canonical");
    const struct case_line *display = cases_find(one, "display");
    struct sockfam_address other;
    for (const struct case_line *line = cases_find(one, "text"); line; line = cases_next(one, "text", line))
        check_parse(subject, line, 0);
    check_print(address, canonical, 0);
    check_print(address, canonical, SOCKFAM_NO_LOOKUP);
    check_print(address, display ? display : canonical, SOCKFAM_DISPLAY);
    if (cases_find(one, "one-way")) {
        assert_true(sockfam_address_parse(ctx, canonical->value, strlen(canonical->value), 0, &other, NULL) < 0);
        return;
    }
    check_parse(subject, canonical, SOCKFAM_NO_LOOKUP);
    check_parse(subject, display ? display : canonical, 0);
}

static void check_encode(const struct subject *subject, const struct case_line *line)
{
    struct golden_tuple tuple;
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    assert_int_equal(golden_tuple_read(&tuple, line->value), 0);
    int result = sockfam_address_from_values(ctx, subject->format, tuple.value, tuple.count, 0, &address, &error);
    golden_tuple_free(&tuple);
    want_success(result, &error, line);
    want_bytes(subject, &address, line);
}

static void check_decode(const struct sockfam_address *address, const struct case_line *line)
{
    struct golden_tuple tuple;
    SOCKFAM_VALUES(values);
    struct sockfam_error error = { 0 };
    want_success(sockfam_address_to_values(ctx, address, 0, &values, &error), &error, line);
    assert_int_equal(golden_tuple_read(&tuple, line->value), 0);
    int is_equal = golden_tuple_equals(&tuple, values.value, values.count);
    golden_tuple_free(&tuple);
    if (!is_equal)
        fail_msg("line %u: %s %s: %zu other values were decoded", line->number, line->key, line->value, values.count);
}

static void check_values(const struct subject *subject, const struct sockfam_address *address)
{
    const struct golden_case *one = subject->one;
    const struct case_line *values = cases_find(one, "values");
    const struct case_line *decoded = cases_find(one, "decoded");
    if (values)
        check_encode(subject, values);
    if (values || decoded)
        check_decode(address, values ? values : decoded);
    for (const struct case_line *line = cases_find(one, "given"); line; line = cases_next(one, "given", line))
        check_encode(subject, line);
}

static void check_from_json(const struct subject *subject, const struct case_line *line)
{
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    want_success(sockfam_address_from_json(ctx, line->value, strlen(line->value), 0, &address, &error), &error, line);
    want_bytes(subject, &address, line);
}

static void check_json(const struct subject *subject, const struct sockfam_address *address)
{
    const struct golden_case *one = subject->one;
    const struct case_line *json = cases_find(one, "json");
    char text[4096];
    struct sockfam_error error = { 0 };
    if (!json)
        return;
    want_success(sockfam_address_to_json(ctx, address, 0, text, sizeof(text), NULL, &error), &error, json);
    if (strcmp(text, json->value) != 0)
        fail_msg("line %u: json %s: became %s", json->number, json->value, text);
    check_from_json(subject, json);
    for (const struct case_line *line = cases_find(one, "given-json"); line; line = cases_next(one, "given-json", line))
        check_from_json(subject, line);
}

/* Bytes as a kernel gives them, "NOTATION" or "NOTATION of LENGTH" where it reports more than it wrote. */
static void check_kernel(const struct subject *subject, const struct case_line *line)
{
    char notation[2048];
    uint8_t bytes[2 * SOCKFAM_ADDRESS_MAX];
    struct sockfam_address address;
    snprintf(notation, sizeof(notation), "%s", line->value);
    char *of = strstr(notation, " of ");
    if (of)
        *of = '\0';
    long size = cases_bytes(notation, bytes, sizeof(bytes));
    assert_true(size >= 0);
    size_t received = of ? strtoul(of + 4, NULL, 10) : (size_t)size;
    assert_int_equal(sockfam_address_from_bytes(ctx, subject->format, bytes, (size_t)size, received, &address, NULL),
                     0);
    want_bytes(subject, &address, line);
    assert_int_equal(address.received, received);
}

static void take_bytes(struct subject *subject, const struct golden_case *one)
{
    const struct case_line *line = cases_find(one, "bytes");
    long size = line ? cases_bytes(line->value, subject->bytes, sizeof(subject->bytes)) : -1;
    if (size < 0)
        fail_msg("%s: its \"bytes\" are missing or wrong", one->name);
    subject->size = (size_t)size;
}

/* false after saying that this build lacks the format. */
static bool take_format(struct subject *subject, const struct golden_case *one)
{
    bool is_raw = strcmp(one->format, "raw") == 0;
    subject->one = one;
    subject->format = is_raw ? NULL : sockfam_format_find(ctx, one->format);
    if (!is_raw && !subject->format)
        print_message("SKIP: no driver in this build has the format %s\n", one->format);
    return is_raw || subject->format;
}

static void test_good(void **state)
{
    const struct golden_case *one = *state;
    struct subject subject;
    struct sockfam_address address;
    if (!take_format(&subject, one))
        skip();
    take_bytes(&subject, one);
    const struct case_line *line = cases_find(one, "bytes");
    assert_int_equal(
        sockfam_address_from_bytes(ctx, subject.format, subject.bytes, subject.size, subject.size, &address, NULL), 0);
    want_bytes(&subject, &address, line);
    assert_int_equal(address.received, subject.size);
    check_text(&subject, &address);
    check_values(&subject, &address);
    check_json(&subject, &address);
    for (line = cases_find(one, "kernel"); line; line = cases_next(one, "kernel", line))
        check_kernel(&subject, line);
}

static const char *const kind_names[] = {
    [SOCKFAM_ERROR_OS] = "os",       [SOCKFAM_ERROR_RESOLVER] = "resolver", [SOCKFAM_ERROR_TYPE] = "type",
    [SOCKFAM_ERROR_VALUE] = "value", [SOCKFAM_ERROR_OVERFLOW] = "overflow",
};

static void want_error(const struct golden_case *one, int result, const struct sockfam_error *error)
{
    const struct case_line *at = cases_find(one, "at");
    if (result >= 0)
        fail_msg("line %u: was accepted", one->lines[0].number);
    assert_true(error->kind < sizeof(kind_names) / sizeof(kind_names[0]) && kind_names[error->kind]);
    const struct case_line *wanted = cases_find(one, kind_names[error->kind]);
    if (!wanted || strcmp(wanted->value, error->message) != 0)
        fail_msg("line %u: the error is %s %s", one->lines[0].number, kind_names[error->kind], error->message);
    assert_int_equal(error->offset, at ? strtoul(at->value, NULL, 10) : 0);
    int code = errno_of(error);
    if (error->kind != SOCKFAM_ERROR_RESOLVER)
        assert_int_equal(error->code, code);
    assert_int_equal(result, -code);
}

static int refuse_values(const struct subject *subject, const char *text, unsigned flags,
                         struct sockfam_address *address, struct sockfam_error *error)
{
    struct golden_tuple tuple;
    assert_int_equal(golden_tuple_read(&tuple, text), 0);
    int result = sockfam_address_from_values(ctx, subject->format, tuple.value, tuple.count, flags, address, error);
    golden_tuple_free(&tuple);
    return result;
}

/* Bytes that the format's driver cannot take apart are kept, and go through raw text and back. */
static void check_raw(struct subject *subject)
{
    struct sockfam_address address;
    take_bytes(subject, subject->one);
    const struct case_line *raw = cases_find(subject->one, "raw");
    assert_int_equal(
        sockfam_address_from_bytes(ctx, subject->format, subject->bytes, subject->size, subject->size, &address, NULL),
        0);
    subject->format = NULL;
    want_bytes(subject, &address, raw);
    check_print(&address, raw, 0);
    check_print(&address, raw, SOCKFAM_DISPLAY);
    check_parse(subject, raw, SOCKFAM_NO_LOOKUP);
}

static void test_bad(void **state)
{
    const struct golden_case *one = *state;
    struct subject subject;
    struct sockfam_address address, before;
    struct sockfam_error error = { 0 };
    if (!take_format(&subject, one))
        skip();
    if (cases_find(one, "raw")) {
        check_raw(&subject);
        return;
    }
    memset(&address, 0xa5, sizeof(address));
    before = address;
    unsigned flags = cases_find(one, "no-lookup") ? SOCKFAM_NO_LOOKUP : 0;
    const struct case_line *input = &one->lines[0];
    int result = 0;
    if (strcmp(input->key, "text") == 0)
        result = sockfam_address_parse(ctx, input->value, strlen(input->value), flags, &address, &error);
    else if (strcmp(input->key, "values") == 0)
        result = refuse_values(&subject, input->value, flags, &address, &error);
    else if (strcmp(input->key, "json") == 0)
        result = sockfam_address_from_json(ctx, input->value, strlen(input->value), flags, &address, &error);
    want_error(one, result, &error);
    assert_memory_equal(&address, &before, sizeof(address));
}

static struct CMUnitTest *make_tests(const struct golden_cases *cases)
{
    struct CMUnitTest *tests = calloc(cases->count + 1, sizeof(*tests));
    for (size_t i = 0; tests && i < cases->count; i++) {
        struct golden_case *one = &cases->all[i];
        char *name = NULL;
        if (asprintf(&name, "%s_%s_%s", one->format, one->name,
                     one->is_good             ? "is_the_same_in_all_shapes"
                     : cases_find(one, "raw") ? "stays_raw"
                                              : "is_refused") < 0)
            abort();
        tests[i] = (struct CMUnitTest){ name, one->is_good ? test_good : test_bad, NULL, NULL, one };
    }
    return tests;
}

int main(void)
{
    struct golden_cases cases;
    struct sockfam_error error = { 0 };
    if (!cases_read(&cases, SOCKFAM_TEST_SOURCE "/test/data/addresses") || cases.count == 0)
        return 1;
    if (sockfam_context_open(&ctx, SOCKFAM_TEST_BUILD "/config/sockfam.json", &error) < 0) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    struct CMUnitTest *tests = make_tests(&cases);
    int failed = tests ? _cmocka_run_group_tests("golden", tests, cases.count, NULL, NULL) : 1;
    for (size_t i = 0; tests && i < cases.count; i++)
        free((char *)(uintptr_t)tests[i].name);
    free(tests);
    cases_free(&cases);
    sockfam_context_close(ctx);
    return failed != 0;
}
