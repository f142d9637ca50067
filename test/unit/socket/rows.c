/* SPDX-License-Identifier: MIT */
/*
 * The rows of options, control messages and protocols as a whole: against the constants of their names, against each
 * other, against a golden file, and against what this machine's kernel really does.
 *
 * test/data/rows/options.txt is written anew by SOCKFAM_WRITE_ROWS=1 build/test/test_socket_rows; read what changed.
 */
#include "fake.h"

#include <stdio.h>

#include <sockfam/sockfam.h>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#include "support/constants.h"
#pragma GCC diagnostic pop

#define GOLDEN SOCKFAM_TEST_SOURCE "/test/data/rows/options.txt"

static const enum sockfam_option_record records[] = { SOCKFAM_OPTIONS, SOCKFAM_MESSAGES };
static const char *const record_names[] = { "option", "message" };

/* Calls `look` for each row of each family. */
static size_t walk(void (*look)(const struct sockfam_family *family, size_t record,
                                const struct sockfam_option_row *row))
{
    const struct sockfam_family *family;
    const struct sockfam_option_row *row;
    size_t count = 0;
    for (size_t i = 0; (family = sockfam_family_at(ctx, i)); i++)
        for (size_t r = 0; r < 2; r++)
            for (size_t k = 0; (row = sockfam_family_option_at(family, records[r], k)); k++, count++)
                look(family, r, row);
    return count;
}

/* ------------------------------------------------------------------ names and numbers */

/* The constant of exactly that name in the family; NULL: none. */
static const struct sockfam_constant *constant_of(const char *family, const char *name)
{
    const struct sockfam_constant_query query = { .family = family, .prefix = name };
    const struct constants found = constants_of(ctx, &query);
    for (size_t i = 0; i < found.count; i++)
        if (strcmp(found.list[i]->name, name) == 0)
            return found.list[i];
    return NULL;
}

static void look_at_constant(const struct sockfam_family *family, size_t record, const struct sockfam_option_row *row)
{
    const struct sockfam_constant *constant = constant_of(family->name, row->name);
    if (!constant)
        constant = constant_of("generic", row->name);
    if (!constant)
        fail_msg("%s %s has no constant in %s or generic", record_names[record], row->name, family->name);
    if (constant->value != row->number)
        fail_msg("%s %s of %s has number %d; the constant of %s is %lld", record_names[record], row->name, family->name,
                 row->number, constant->family->name, (long long)constant->value);
}

static void rows_agree_with_the_constants_of_their_names(void **state)
{
    (void)state;
    assert_true(walk(look_at_constant) > 300);
}

/* Aliases may: the judge takes them. Today no driver has one. */
static void look_for_another(const struct sockfam_family *family, size_t record, const struct sockfam_option_row *row)
{
    const struct sockfam_option_row *other;
    for (size_t k = 0; (other = sockfam_family_option_at(family, records[record], k)) && other != row; k++)
        if (other->level == row->level && other->number == row->number)
            fail_msg("%s: %s and %s are both %d of level %d", family->name, other->name, row->name, row->number,
                     row->level);
}

static void no_two_rows_share_a_number(void **state)
{
    (void)state;
    assert_true(walk(look_for_another) > 300);
}

/* ------------------------------------------------------------------ the golden file */

static FILE *out;

static void print_flags(uint32_t flags, const char *const *names)
{
    bool is_first = true;
    for (size_t i = 0; names[i]; i++)
        if (flags >> i & 1) {
            fprintf(out, "%s%s", is_first ? " " : "|", names[i]);
            is_first = false;
        }
    if (is_first)
        fputs(" -", out);
}

static void print_row(const struct sockfam_family *family, size_t record, const struct sockfam_option_row *row)
{
    static const char *const flags[] = { "READ_ONLY", "WRITE_ONLY", "SINGLE_STACK", "BE",
                                         "ARRAY",     "ASK",        "CODE_ONLY",    NULL };
    const struct sockfam_format *format = sockfam_option_format(ctx, row);
    fprintf(out, "%s %s %s %d/%d %s", family->name, record_names[record], row->name, row->level, row->number,
            sockfam_option_kind_name(row->kind));
    if (row->size)
        fprintf(out, " most=%u", row->size);
    if (format) {
        size_t variant = 0;
        while (!sockfam_context_holds(ctx, sockfam_format_variant_at(format, variant)->on))
            variant++;
        fprintf(out, " %s=%u..%u", format->name, sockfam_format_variant_at(format, variant)->min,
                sockfam_format_variant_at(format, variant)->size);
    }
    print_flags(row->flags, flags);
    if (row->on)
        fprintf(out, " on=0x%x", row->on);
    fputc('\n', out);
}

static void print_protocols(void)
{
    static const char *const flags[] = { "DIAL_BINDS",    "DIAL_ACCEPTS",   "NAMELESS", "NO_MSG_NOSIGNAL",
                                         "NO_HALF_CLOSE", "CONNECTIONLESS", NULL };
    const struct sockfam_family *family;
    const struct sockfam_protocol_row *row;
    for (size_t i = 0; (family = sockfam_family_at(ctx, i)); i++)
        for (size_t k = 0; (row = sockfam_family_protocol_at(family, k)); k++) {
            fprintf(out, "%s protocol %s af=%u type=%d protocol=%d format=%s module=%s proc=%s", family->name,
                    row->name, family->af, row->type, row->protocol, row->format, row->module, row->proc);
            print_flags(row->flags, flags);
            fputc('\n', out);
        }
}

static char *read_golden(void)
{
    static char golden[100000];
    FILE *file = fopen(GOLDEN, "re");
    size_t size = file ? fread(golden, 1, sizeof(golden) - 1, file) : 0;
    if (file)
        fclose(file);
    golden[size] = '\0';
    return golden;
}

static void compare(const char *made, const char *golden)
{
    for (int line = 1;; line++) {
        size_t one = strcspn(made, "\n"), other = strcspn(golden, "\n");
        if (one != other || memcmp(made, golden, one) != 0)
            fail_msg("line %d of test/data/rows/options.txt is\n  %.*s\nand the tables say\n  %.*s", line, (int)other,
                     golden, (int)one, made);
        if (made[one] != golden[other])
            fail_msg("test/data/rows/options.txt ends otherwise than the tables in line %d", line);
        if (made[one] == '\0')
            break;
        made += one + 1;
        golden += other + 1;
    }
}

static void rows_are_those_of_the_golden_file(void **state)
{
    (void)state;
    char *made = NULL;
    size_t size = 0;
#if !defined(__x86_64__)
    print_message("SKIP: the golden file has the numbers of x86-64\n");
    skip();
#endif
    bool is_writing = getenv("SOCKFAM_WRITE_ROWS") != NULL;
    out = is_writing ? fopen(GOLDEN, "we") : open_memstream(&made, &size);
    assert_non_null(out);
    walk(print_row);
    print_protocols();
    fclose(out);
    if (!is_writing)
        compare(made, read_golden());
    free(made);
}

/* ------------------------------------------------------------------ what the kernel does */

static size_t seen, unlike;

static void complain(const struct sockfam_option_row *row, const char *what, size_t length)
{
    print_message("FAIL: %s: %s, %zu bytes\n", row->name, what, length);
    unlike++;
}

/* Whether bytes that a kernel gave into a large room are what the row says. */
static void judge_bytes(const struct sockfam_option_row *row, const uint8_t *bytes, size_t length)
{
    static const size_t sizes[] = { [SOCKFAM_OPTION_INT] = 4,    [SOCKFAM_OPTION_BOOL] = 4,
                                    [SOCKFAM_OPTION_U8] = 1,     [SOCKFAM_OPTION_U16] = 2,
                                    [SOCKFAM_OPTION_U32] = 4,    [SOCKFAM_OPTION_U64] = 8,
                                    [SOCKFAM_OPTION_LINGER] = 8, [SOCKFAM_OPTION_TIMEVAL] = sizeof(struct timeval),
                                    [SOCKFAM_OPTION_LENGTH] = 0 };
    char text[SOCKFAM_STRUCT_TEXT_MAX];
    const struct sockfam_format *format = sockfam_option_format(ctx, row);
    size_t size = sizes[row->kind < SOCKFAM_OPTION_LENGTH ? row->kind : SOCKFAM_OPTION_LENGTH];
    seen++;
    if (format && !(row->flags & SOCKFAM_OPTION_ARRAY)) {
        if (sockfam_struct_print(ctx, format, bytes, length, 0, text, sizeof(text), NULL, NULL) < 0)
            complain(row, "not such a struct", length);
    } else if (row->flags & SOCKFAM_OPTION_ARRAY) {
        if (size && length % size)
            complain(row, "not whole elements", length);
    } else if (size && length != size) {
        complain(row, "not the size of its kind", length);
    } else if (row->kind == SOCKFAM_OPTION_BOOL && bytes[0] > 1) {
        complain(row, "neither 0 nor 1", length);
    }
}

/* Where the kernel does not say how much it gave, as Bluetooth: the text is asked for with the row's own room. */
static void judge_text(struct sockfam_socket *s, const struct sockfam_option_row *row)
{
    static char text[SOCKFAM_STRUCT_TEXT_MAX];
    struct sockfam_error problem = { 0 };
    seen++;
    if (sockfam_socket_get_option(s, row->name, text, sizeof(text), NULL, &problem) < 0)
        complain(row, problem.message, 0);
    else if (text[0] == '\0' && sockfam_option_format(ctx, row))
        complain(row, "a struct without text", 0);
}

static bool is_readable(const struct sockfam_option_row *row)
{
    return !(row->flags & (SOCKFAM_OPTION_WRITE_ONLY | SOCKFAM_OPTION_CODE_ONLY | SOCKFAM_OPTION_ASK)) &&
           sockfam_context_holds(ctx, row->on);
}

/* What was printed must be taken again; whether the kernel likes it is its own affair. */
static void set_again(struct sockfam_socket *s, const struct sockfam_option_row *row)
{
    static char text[SOCKFAM_STRUCT_TEXT_MAX];
    struct sockfam_error problem = { 0 };
    bool may_be_set = !(row->flags & SOCKFAM_OPTION_READ_ONLY);
    if (sockfam_socket_get_option(s, row->name, text, sizeof(text), NULL, &problem) < 0) {
        complain(row, problem.message, 0);
        return;
    }
    if (!may_be_set)
        return;
    if (sockfam_socket_set_option(s, row->name, text, SOCKFAM_TO_NUL, &problem) < 0 &&
        problem.kind != SOCKFAM_ERROR_OS) {
        print_message("FAIL: %s: \"%s\": %s\n", row->name, text, problem.message);
        unlike++;
    }
}

static void try_rows(struct sockfam_socket *s, const struct sockfam_family *family)
{
    const struct sockfam_option_row *row;
    static uint8_t bytes[SOCKFAM_STRUCT_MAX];
    for (size_t k = 0; (row = sockfam_family_option_at(family, SOCKFAM_OPTIONS, k)); k++) {
        size_t length;
        if (!is_readable(row) ||
            sockfam_socket_getsockopt(s, row->level, row->number, bytes, sizeof(bytes), &length, NULL) < 0)
            continue;
        if (length < sizeof(bytes))
            judge_bytes(row, bytes, length);
        else
            judge_text(s, row);
        set_again(s, row);
    }
}

static void kernel_answers_as_the_rows_say(void **state)
{
    (void)state;
    const struct sockfam_family *family;
    const struct sockfam_protocol_row *row;
    struct sockfam_socket s;
    for (size_t i = 0; (family = sockfam_family_at(ctx, i)); i++)
        for (size_t k = 0; (row = sockfam_family_protocol_at(family, k)); k++) {
            if (sockfam_socket_open(ctx, family->name, row->name, &s, NULL) < 0)
                continue;
            try_rows(&s, family);
            try_rows(&s, sockfam_family_find(ctx, "generic"));
            sockfam_socket_close(&s, NULL);
        }
    print_message("%zu answers of the kernel\n", seen);
    assert_true(seen > 100);
    assert_int_equal(unlike, 0);
}

/* The kernel says type and protocol of a socket as its row does. */
static void kernel_opens_what_the_rows_say(void **state)
{
    (void)state;
    const struct sockfam_family *family;
    const struct sockfam_protocol_row *row;
    struct sockfam_socket s;
    size_t opened = 0;
    for (size_t i = 0; (family = sockfam_family_at(ctx, i)); i++)
        for (size_t k = 0; (row = sockfam_family_protocol_at(family, k)); k++) {
            int64_t type = 0, protocol = 0, af = 0;
            if (sockfam_socket_open(ctx, family->name, row->name, &s, NULL) < 0)
                continue;
            want_ok(sockfam_socket_getsockopt_int(&s, SOL_SOCKET, SO_TYPE, &type, &error));
            want_ok(sockfam_socket_getsockopt_int(&s, SOL_SOCKET, SO_PROTOCOL, &protocol, &error));
            want_ok(sockfam_socket_getsockopt_int(&s, SOL_SOCKET, SO_DOMAIN, &af, &error));
            sockfam_socket_close(&s, NULL);
            opened++;
            if (af != family->af || type != row->type || (row->protocol > 0 && protocol && protocol != row->protocol))
                fail_msg("%s %s: the kernel says af %lld, type %lld, protocol %lld", family->name, row->name,
                         (long long)af, (long long)type, (long long)protocol);
        }
    assert_true(opened > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_agree_with_the_constants_of_their_names),
        TEST(no_two_rows_share_a_number),
        TEST(rows_are_those_of_the_golden_file),
        TEST(kernel_answers_as_the_rows_say),
        TEST(kernel_opens_what_the_rows_say),
    };
    return cmocka_run_group_tests_name("socket_rows", tests, open_context, close_context);
}
