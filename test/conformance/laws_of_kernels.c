/* SPDX-License-Identifier: MIT */
/*
 * Bytes of a kernel: short ones are extended with zeros and their length told, what no field covers makes them raw, raw
 * keeps every byte, and nothing up to 128 bytes is ever an error.
 */
#include <errno.h>

#include "suite.h"

/* That a raw address has just these bytes and survives text and JSON. */
static void want_raw(const struct sockfam_address *address, const uint8_t *bytes, size_t size, size_t received)
{
    char text[SOCKFAM_TEXT_MAX], json[4096];
    struct sockfam_address other;
    SOCKFAM_VALUES(values);
    assert_null(address->format);
    assert_int_equal(address->length, size);
    assert_int_equal(address->received, received);
    assert_memory_equal(address->bytes, bytes, size);
    assert_int_equal(sockfam_address_print(suite_ctx, address, 0, text, sizeof(text), NULL, NULL), 0);
    assert_int_equal(sockfam_address_parse(suite_ctx, text, strlen(text), SOCKFAM_NO_LOOKUP, &other, NULL), 0);
    assert_true(!other.format && other.length == size && memcmp(other.bytes, bytes, size) == 0);
    suite_json(address, 0, json);
    assert_int_equal(sockfam_address_from_json(suite_ctx, json, strlen(json), SOCKFAM_NO_LOOKUP, &other, NULL), 0);
    assert_true(!other.format && other.length == size && memcmp(other.bytes, bytes, size) == 0);
    assert_int_equal(sockfam_address_to_values(suite_ctx, address, 0, &values, NULL), -EINVAL);
}

/* Whatever it became, what was given is still there, and canonical text says the same again. */
static void want_kept(const struct sockfam_address *address, const struct sockfam_format *format, const uint8_t *bytes,
                      size_t size, size_t received)
{
    assert_int_equal(address->received, received);
    if (!address->format) {
        want_raw(address, bytes, size, received);
        return;
    }
    char text[SOCKFAM_TEXT_MAX];
    struct sockfam_address other;
    SOCKFAM_VALUES(values);
    assert_ptr_equal(address->format, format);
    size_t common = size < address->length ? size : address->length;
    assert_memory_equal(address->bytes, bytes, common);
    for (size_t i = common; i < size; i++)
        assert_int_equal(bytes[i], 0);
    for (size_t i = common; i < address->length; i++)
        assert_int_equal(address->bytes[i], 0);
    assert_int_equal(sockfam_address_print(suite_ctx, address, SOCKFAM_NO_LOOKUP, text, sizeof(text), NULL, NULL), 0);
    assert_int_equal(sockfam_address_to_values(suite_ctx, address, SOCKFAM_NO_LOOKUP, &values, NULL), 0);
    if (sockfam_address_parse(suite_ctx, text, strlen(text), SOCKFAM_NO_LOOKUP, &other, NULL) == 0)
        assert_true(other.format == format && other.length == address->length &&
                    memcmp(other.bytes, address->bytes, other.length) == 0);
    assert_int_equal(
        sockfam_address_from_bytes(suite_ctx, format, address->bytes, address->length, address->length, &other, NULL), 0);
    assert_true(other.format == format && other.length == address->length &&
                memcmp(other.bytes, address->bytes, other.length) == 0);
}

static void from_bytes(const struct sockfam_format *format, const uint8_t *bytes, size_t size, size_t received,
                       struct sockfam_address *address)
{
    struct sockfam_error error = { 0 };
    memset(address, 0xa5, sizeof(*address));
    assert_int_equal(sockfam_address_from_bytes(suite_ctx, format, bytes, size, received, address, &error), 0);
    assert_int_equal(error.kind, SOCKFAM_ERROR_NONE);
}

static bool varies(const struct model *model)
{
    for (size_t i = 0; i < model->count; i++) {
        uint16_t kind = model->cell[i].row->kind;
        if (kind == SOCKFAM_KIND_TEXT || kind == SOCKFAM_KIND_PATH || model->cell[i].row->len_at)
            return true;
    }
    return false;
}

static void check_lengths(struct model *model, struct random *random)
{
    uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    struct sockfam_address address;
    const struct sockfam_format *format = model->layout->format;
    const struct sockfam_format_row *row = model->layout->row;
    size_t length = model_bytes(model, bytes);
    (void)random;
    for (size_t size = 0; size <= SOCKFAM_ADDRESS_MAX; size++) {
        from_bytes(format, bytes, size, size, &address);
        want_kept(&address, format, bytes, size, size);
        bool is_format = address.format != NULL;
        if (size < row->min && is_format)
            fail_msg("%s: %zu bytes are fewer than its %u", row->name, size, row->min);
        if (size >= row->min && size <= row->size && !varies(model) && !is_format)
            fail_msg("%s: %zu bytes are enough", row->name, size);
        if (size == length)
            suite_same(model, &address, "sockfam_address_from_bytes");
        if (size > row->size && !varies(model) && is_format)
            fail_msg("%s: %zu bytes are too many", row->name, size);
    }
}

static void test_lengths(void **state)
{
    struct random random = random_for("lengths");
    struct model model;
    for (int i = 0; i < 50; i++) {
        model_random(&model, *state, &random);
        check_lengths(&model, &random);
    }
}

/* A kernel reports more than it wrote: what is missing cannot be made up. */
static void test_cut(void **state)
{
    struct random random = random_for("cut");
    struct model model;
    uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    struct sockfam_address address;
    model_random(&model, *state, &random);
    size_t length = model_bytes(&model, bytes);
    for (size_t size = 0; size < length; size++) {
        from_bytes(model.layout->format, bytes, size, length, &address);
        if (size < model.layout->row->size && size < length)
            want_raw(&address, bytes, size, length);
    }
    from_bytes(model.layout->format, bytes, length, length + 200, &address);
    want_raw(&address, bytes, length, length + 200);
    memset(bytes + length, 0xee, sizeof(bytes) - length); /* of the buffer, not of the address */
    from_bytes(model.layout->format, bytes, sizeof(bytes), length, &address);
    suite_same(&model, &address, "sockfam_address_from_bytes");
    assert_int_equal(address.received, length);
}

static void test_uncovered(void **state)
{
    const struct layout *layout = *state;
    struct random random = random_for("uncovered");
    struct model model;
    bool covered[SOCKFAM_ADDRESS_MAX];
    uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    struct sockfam_address address;
    model_covered(layout, covered);
    for (size_t at = 2; at < layout->row->size; at++) {
        model_random(&model, layout, &random);
        size_t length = model_bytes(&model, bytes);
        if (covered[at] || at >= length)
            continue;
        bytes[at] = (uint8_t)(1u << random_below(&random, 8));
        from_bytes(layout->format, bytes, length, length, &address);
        want_raw(&address, bytes, length, length);
    }
}

static void test_family(void **state)
{
    const struct layout *layout = *state;
    struct random random = random_for("family");
    struct model model;
    uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    struct sockfam_address address;
    uint16_t family = 0x7f7f;
    model_random(&model, layout, &random);
    size_t length = model_bytes(&model, bytes);
    from_bytes(NULL, bytes, length, length, &address);
    want_raw(&address, bytes, length, length);
    memcpy(bytes, &family, sizeof(family));
    from_bytes(layout->format, bytes, length, length, &address);
    want_raw(&address, bytes, length, length);
}

/* A kernel may say what a user may not: it is decoded and printed, and that text is refused. */
static void beyond_users(struct model *model, struct cell *cell, uint64_t number)
{
    char text[SOCKFAM_TEXT_MAX], json[4096];
    struct sockfam_address address;
    SOCKFAM_VALUES(values);
    cell->number = number;
    suite_address(model, &address);
    assert_int_equal(sockfam_address_to_values(suite_ctx, &address, SOCKFAM_ALL_FIELDS | SOCKFAM_NO_LOOKUP, &values, NULL), 0);
    for (size_t i = 0; i < values.count; i++)
        if (values.field[i] == cell->row)
            assert_true(values.value[i].u == number);
    assert_int_equal(sockfam_address_print(suite_ctx, &address, 0, text, sizeof(text), NULL, NULL), 0);
    suite_refuse_text(text, SOCKFAM_NO_LOOKUP, 0);
    suite_json(&address, 0, json);
    suite_refuse_json(json, SOCKFAM_NO_LOOKUP, 0);
}

static void test_beyond_users(void **state)
{
    const struct layout *layout = *state;
    struct random random = random_for("beyond");
    struct model model;
    model_random(&model, layout, &random);
    for (size_t i = 0; i < model.count; i++) {
        const struct sockfam_field_row *row = model.cell[i].row;
        unsigned bits = 8u * row->size;
        struct model other = model;
        if (row->kind != SOCKFAM_KIND_UINT || is_shadow(row) || is_tag(layout, row))
            continue;
        if (bits < 64 && most_of(row) < (UINT64_C(1) << bits) - 1)
            beyond_users(&other, &other.cell[i], (UINT64_C(1) << bits) - 1);
        if (least_of(row) > 0)
            beyond_users(&other, &other.cell[i], (uint64_t)least_of(row) - 1);
        if (row->flags & SOCKFAM_FIELD_NONZERO && !(row->flags & SOCKFAM_FIELD_OPT && row->initial == 0))
            beyond_users(&other, &other.cell[i], 0);
    }
}

static void test_garbage(void **state)
{
    const struct layout *layout = *state;
    struct random random = random_for(layout->name);
    uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    struct sockfam_address address;
    unsigned long times = random_times(20000, 2000);
    for (unsigned long i = 0; i < times; i++) {
        struct model model;
        model_random(&model, layout, &random);
        size_t size = model_bytes(&model, bytes);
        for (uint64_t changes = random_below(&random, 4); changes > 0; changes--)
            bytes[random_below(&random, SOCKFAM_ADDRESS_MAX)] = (uint8_t)random_next(&random);
        if (random_below(&random, 4) == 0)
            size = (size_t)random_below(&random, SOCKFAM_ADDRESS_MAX + 1);
        from_bytes(layout->format, bytes, size, size, &address);
        want_kept(&address, layout->format, bytes, size, size);
    }
}

static void test_too_long(void **state)
{
    const struct layout *layout = *state;
    uint8_t bytes[200] = { 0 };
    struct sockfam_address address, untouched;
    struct sockfam_error error = { 0 };
    memset(&address, 0xa5, sizeof(address));
    untouched = address;
    assert_int_equal(sockfam_address_from_bytes(suite_ctx, layout->format, bytes, 129, 129, &address, &error), -E2BIG);
    assert_int_equal(error.kind, SOCKFAM_ERROR_OVERFLOW);
    assert_memory_equal(&address, &untouched, sizeof(address));
    assert_int_equal(sockfam_address_from_bytes(suite_ctx, layout->format, bytes, 200, 200, &address, NULL), -E2BIG);
}

const struct law laws_of_kernels[] = {
    { "short_bytes_are_extended", test_lengths },
    { "cut_bytes_stay_raw", test_cut },
    { "uncovered_bytes_stay_raw", test_uncovered },
    { "other_family_stays_raw", test_family },
    { "values_beyond_users_are_printed", test_beyond_users },
    { "garbage_is_kept", test_garbage },
    { "too_many_bytes_are_refused", test_too_long },
    { NULL, NULL },
};
