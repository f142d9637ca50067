/* SPDX-License-Identifier: MIT */
/*
 * Runs every law on every layout that a context knows, without knowing any driver: layouts come from the public tables.
 * The same program runs on builtins and on plugins; SUITE_CONFIG names which.
 */
#include "suite.h"
#include "support/errno_of.h"

#include <errno.h>
#include <stdlib.h>

#define LAYOUTS_MAX 128
#define TESTS_MAX 4096

struct sockfam_context *suite_ctx;

static struct layout layouts[LAYOUTS_MAX];
static struct CMUnitTest tests[TESTS_MAX];
static size_t test_count;

void suite_each(const struct layout *layout, unsigned long times,
                void (*check)(struct model *model, struct random *random))
{
    struct random random = random_for(layout->name);
    struct model model;
    model_random(&model, layout, &random);
    for (size_t field = 0; field < model.count; field++) {
        for (unsigned edge = 0;; edge++) {
            model_random(&model, layout, &random);
            if (!model_edge(&model, field, edge))
                break;
            check(&model, &random);
        }
    }
    for (unsigned long i = 0; i < times; i++) {
        model_random(&model, layout, &random);
        check(&model, &random);
    }
}

static void hex_of(const uint8_t *bytes, size_t size, char hex[2 * SOCKFAM_ADDRESS_MAX + 1])
{
    hex[0] = '\0';
    for (size_t i = 0; i < size && i < SOCKFAM_ADDRESS_MAX; i++)
        snprintf(hex + 2 * i, 3, "%02x", bytes[i]);
}

void suite_same(const struct model *model, const struct sockfam_address *address, const char *how)
{
    uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    char wanted[2 * SOCKFAM_ADDRESS_MAX + 1], got[2 * SOCKFAM_ADDRESS_MAX + 1];
    size_t length = model_bytes(model, bytes);
    if (address->format == model->layout->format && address->length == length &&
        memcmp(address->bytes, bytes, length) == 0)
        return;
    hex_of(bytes, length, wanted);
    hex_of(address->bytes, address->length, got);
    fail_msg("%s: %s made %s%s, and %s is right", model->layout->name, how, got, address->format ? "" : " (raw)",
             wanted);
}

void suite_address(const struct model *model, struct sockfam_address *address)
{
    uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    size_t length = model_bytes(model, bytes);
    assert_int_equal(sockfam_address_from_bytes(suite_ctx, model->layout->format, bytes, length, length, address, NULL),
                     0);
    suite_same(model, address, "sockfam_address_from_bytes");
    assert_int_equal(address->received, length);
}

/* What must hold after any refusal. */
static void check_refusal(const struct refusal *refusal, uint32_t kind, const char *what)
{
    const struct sockfam_error *error = &refusal->error;
    struct sockfam_address untouched;
    memset(&untouched, 0xa5, sizeof(untouched));
    if (refusal->result >= 0)
        fail_msg("%s: was accepted", what);
    if (error->kind == SOCKFAM_ERROR_NONE || (kind && error->kind != kind))
        fail_msg("%s: the error is of kind %u: %s", what, error->kind, error->message);
    bool is_resolver = error->kind == SOCKFAM_ERROR_RESOLVER; /* its codes are its own */
    if (refusal->result != -errno_of(error) || (!is_resolver && error->code != errno_of(error)))
        fail_msg("%s: the code is %d, the result %d: %s", what, error->code, refusal->result, error->message);
    if (error->message[0] == '\0' || strchr(error->message, '\n') || strstr(error->message, "(null)"))
        fail_msg("%s: the message is not one: %s", what, error->message);
    if (memcmp(&refusal->address, &untouched, sizeof(untouched)) != 0)
        fail_msg("%s: was refused, but the address is written to", what);
}

static void begin_refusal(struct refusal *refusal)
{
    memset(&refusal->address, 0xa5, sizeof(refusal->address));
    memset(&refusal->error, 0, sizeof(refusal->error));
}

/* Whether an address has just the fields of this layout. */
static bool is_of_layout(const struct layout *layout, const struct sockfam_address *address)
{
    const struct sockfam_field_row *row;
    size_t count = 0;
    SOCKFAM_VALUES(values);
    assert_int_equal(
        sockfam_address_to_values(suite_ctx, address, SOCKFAM_ALL_FIELDS | SOCKFAM_NO_LOOKUP, &values, NULL), 0);
    for (size_t i = 0; (row = layout_field(layout, i)); i++) {
        if (is_fixed(row))
            continue;
        if (count == values.count || values.field[count++] != row)
            return false;
    }
    return count == values.count;
}

/*
 * Where no tag tells variants apart, what is wrong in one may be right in another or wrong for another reason. What is
 * taken is then an address of the same format that bytes bring back.
 */
static bool is_of_sibling(const struct layout *layout, const struct refusal *refusal)
{
    struct sockfam_address back;
    const struct sockfam_address *taken = &refusal->address;
    if (!layout || !is_untagged(layout) || refusal->result < 0)
        return false;
    assert_ptr_equal(taken->format, layout->format);
    assert_int_equal(sockfam_address_from_bytes(suite_ctx, taken->format, taken->bytes, taken->length, taken->length,
                                                &back, NULL),
                     0);
    assert_ptr_equal(back.format, layout->format);
    assert_int_equal(back.length, taken->length);
    assert_memory_equal(back.bytes, taken->bytes, taken->length);
    if (is_of_layout(layout, taken))
        fail_msg("%s: what it refuses was taken, and not for another variant", layout->name);
    return true;
}

static uint32_t kind_for(const struct layout *layout, uint32_t kind)
{
    return layout && is_untagged(layout) ? 0 : kind;
}

void suite_refuse_text(const struct layout *layout, const char *text, unsigned flags, uint32_t kind)
{
    struct refusal refusal;
    begin_refusal(&refusal);
    refusal.result = sockfam_address_parse(suite_ctx, text, strlen(text), flags, &refusal.address, &refusal.error);
    if (is_of_sibling(layout, &refusal))
        return;
    check_refusal(&refusal, kind_for(layout, kind), text);
    if (refusal.error.offset > strlen(text) + 1)
        fail_msg("%s: the error is at byte %u", text, refusal.error.offset);
    assert_int_equal(sockfam_address_parse(suite_ctx, text, strlen(text), flags, &refusal.address, NULL),
                     refusal.result);
}

void suite_refuse_json(const struct layout *layout, const char *json, unsigned flags, uint32_t kind)
{
    struct refusal refusal;
    begin_refusal(&refusal);
    refusal.result = sockfam_address_from_json(suite_ctx, json, strlen(json), flags, &refusal.address, &refusal.error);
    if (is_of_sibling(layout, &refusal))
        return;
    check_refusal(&refusal, kind_for(layout, kind), json);
    assert_int_equal(sockfam_address_from_json(suite_ctx, json, strlen(json), flags, &refusal.address, NULL),
                     refusal.result);
}

void suite_refuse_values(const struct layout *layout, const struct sockfam_value *values, size_t count, uint32_t kind)
{
    struct refusal refusal;
    char what[80];
    snprintf(what, sizeof(what), "%s: a tuple of %zu values", layout->name, count);
    begin_refusal(&refusal);
    refusal.result = sockfam_address_from_values(suite_ctx, layout->format, values, count, SOCKFAM_NO_LOOKUP,
                                                 &refusal.address, &refusal.error);
    if (is_of_sibling(layout, &refusal))
        return;
    check_refusal(&refusal, kind_for(layout, kind), what);
    assert_int_equal(sockfam_address_from_values(suite_ctx, layout->format, values, count, SOCKFAM_NO_LOOKUP,
                                                 &refusal.address, NULL),
                     refusal.result);
}

void suite_json(const struct sockfam_address *address, unsigned flags, char json[4096])
{
    struct sockfam_error error = { 0 };
    if (sockfam_address_to_json(suite_ctx, address, flags, json, 4096, NULL, &error) < 0)
        fail_msg("no JSON: %s", error.message);
}

static void add_tests(const struct law *laws, const char *subject, const void *state)
{
    for (; laws->name; laws++) {
        char *name = NULL;
        if (test_count == TESTS_MAX || asprintf(&name, "%s_%s", subject, laws->name) < 0)
            abort();
        tests[test_count++] = (struct CMUnitTest){ name, laws->run, NULL, NULL, (void *)(uintptr_t)state };
    }
}

static void add_all(void)
{
    static const struct law *const laws[] = { laws_of_shapes, laws_of_buffers, laws_of_refusal, laws_of_syntax,
                                              laws_of_words,  laws_of_kernels, laws_of_noise };
    size_t count = layouts_of(suite_ctx, layouts, LAYOUTS_MAX);
    if (count > LAYOUTS_MAX)
        abort();
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < sizeof(laws) / sizeof(laws[0]); k++)
            add_tests(laws[k], layouts[i].name, &layouts[i]);
    for (size_t i = 0; i < sockfam_family_count(suite_ctx); i++)
        add_tests(laws_of_families, sockfam_family_at(suite_ctx, i)->name, sockfam_family_at(suite_ctx, i));
}

int main(void)
{
    struct sockfam_error error = { 0 };
    if (sockfam_context_open(&suite_ctx, SUITE_CONFIG, &error) < 0) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    add_all();
    int failed = test_count ? _cmocka_run_group_tests(SUITE_NAME, tests, test_count, NULL, NULL) : 1;
    for (size_t i = 0; i < test_count; i++)
        free((char *)(uintptr_t)tests[i].name);
    sockfam_context_close(suite_ctx);
    return failed != 0;
}
