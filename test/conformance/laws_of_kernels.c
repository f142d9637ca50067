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
    bool has_length = sockfam_format_variant_at(format, 0)->flags & SOCKFAM_FORMAT_LENGTH_BYTE;
    assert_int_equal(address->bytes[0], has_length ? address->length : bytes[0]);
    assert_memory_equal(address->bytes + 1, bytes + 1, common - 1);
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
        sockfam_address_from_bytes(suite_ctx, format, address->bytes, address->length, address->length, &other, NULL),
        0);
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
        if (is_text(model->cell[i].row) || model->cell[i].row->len_at)
            return true;
    }
    return false;
}

/* The bytes that must be there for a variant to be chosen: its tag, and what is FIXED to something. */
static size_t needed(const struct model *model)
{
    size_t least = model->layout->row->min;
    for (size_t i = 0; i < model->count; i++) {
        const struct sockfam_field_row *row = model->cell[i].row;
        bool decides = is_tag(model->layout, row) || (is_fixed(row) && row->initial != 0);
        if (decides && (size_t)row->at + row->size > least)
            least = (size_t)row->at + row->size;
    }
    return least;
}

/* An answer that is the family and zeros, however short, is an address of zeros where there is one variant only. */
static bool is_nothing(const struct layout *layout, const uint8_t *bytes, size_t size)
{
    for (size_t i = 2; i < size; i++)
        if (bytes[i])
            return false;
    return layout->siblings == 1 && size >= 2;
}

static void want_length(const struct model *model, const uint8_t *bytes, size_t size, bool is_format)
{
    const struct sockfam_format_row *row = model->layout->row;
    bool is_one = model->layout->siblings == 1;
    if (size < row->min && is_format && is_one && !is_nothing(model->layout, bytes, size))
        fail_msg("%s: %zu bytes are fewer than its %u", row->name, size, row->min);
    if (size >= needed(model) && size <= row->size && !varies(model) && !is_format)
        fail_msg("%s: %zu bytes are enough", row->name, size);
    if (size > row->size && !varies(model) && is_format && is_one)
        fail_msg("%s: %zu bytes are too many", row->name, size);
}

static void check_lengths(struct model *model, struct random *random)
{
    uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    struct sockfam_address address;
    const struct sockfam_format *format = model->layout->format;
    bool has_length = model->layout->row->flags & SOCKFAM_FORMAT_LENGTH_BYTE;
    size_t length = model_bytes(model, bytes);
    for (size_t size = 0; size <= SOCKFAM_ADDRESS_MAX; size++) {
        if (has_length) /* a program leaves it 0, a kernel does not */
            bytes[0] = random_below(random, 2) ? 0 : (uint8_t)size;
        from_bytes(format, bytes, size, size, &address);
        want_kept(&address, format, bytes, size, size);
        want_length(model, bytes, size, address.format != NULL);
        if (size == length)
            suite_same(model, &address, "sockfam_address_from_bytes");
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
    for (size_t size = 0; size < length; size++) { /* with zeros alone too: what was cut off is not known */
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
    bool has_length = layout->row->flags & SOCKFAM_FORMAT_LENGTH_BYTE;
    model_random(&model, layout, &random);
    size_t length = model_bytes(&model, bytes);
    from_bytes(NULL, bytes, length, length, &address);
    want_raw(&address, bytes, length, length);
    memset(bytes + has_length, 0x7f, 2u - has_length);
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
    assert_int_equal(
        sockfam_address_to_values(suite_ctx, &address, SOCKFAM_ALL_FIELDS | SOCKFAM_NO_LOOKUP, &values, NULL), 0);
    for (size_t i = 0; i < values.count; i++)
        if (values.field[i] == cell->row)
            assert_true(values.value[i].u == number);
    assert_int_equal(sockfam_address_print(suite_ctx, &address, 0, text, sizeof(text), NULL, NULL), 0);
    suite_refuse_text(model->layout, text, SOCKFAM_NO_LOOKUP, 0);
    suite_json(&address, 0, json);
    suite_refuse_json(model->layout, json, SOCKFAM_NO_LOOKUP, 0);
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
        if (row->kind != SOCKFAM_KIND_UINT || is_fixed(row) || is_tag(layout, row))
            continue;
        if (bits < 64 && most_of(row) < (UINT64_C(1) << bits) - 1)
            beyond_users(&other, &other.cell[i], (UINT64_C(1) << bits) - 1);
        if (least_of(row) > 0)
            beyond_users(&other, &other.cell[i], (uint64_t)least_of(row) - 1);
        if (row->flags & SOCKFAM_FIELD_NONZERO && !(row->flags & SOCKFAM_FIELD_OPT && row->initial == 0))
            beyond_users(&other, &other.cell[i], 0);
    }
}

/* ------------------------------------------------------------------ FIXED fields and lengths, changed on purpose */

/* Bytes with another value where one is FIXED are of another variant, or raw. */
static void test_fixed(void **state)
{
    const struct layout *layout = *state;
    struct random random = random_for("fixed");
    struct model model;
    uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    struct sockfam_address address;
    model_random(&model, layout, &random);
    for (size_t i = 0; i < model.count; i++) {
        const struct sockfam_field_row *row = model.cell[i].row;
        for (unsigned bit = 0; is_fixed(row) && bit < 8u * row->size; bit++) {
            size_t length = model_bytes(&model, bytes);
            bytes[row->at + bit / 8] ^= (uint8_t)(1u << bit % 8);
            from_bytes(layout->format, bytes, length, length, &address);
            want_kept(&address, layout->format, bytes, length, length);
            if (layout->siblings == 1)
                want_raw(&address, bytes, length, length);
        }
    }
}

/* The same for a length that says more than there is room for; one that says less leaves bytes that nothing covers. */
static void change_length(const struct model *model, const struct cell *cell, uint64_t count)
{
    const struct sockfam_field_row *row = cell->row;
    size_t unit = is_list(row) ? element_size(row) : 1;
    size_t room = row->flags & SOCKFAM_FIELD_TAIL ? (size_t)row->max * unit : row->size;
    uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    struct sockfam_address address;
    size_t length = model_bytes(model, bytes);
    uint64_t most = row->len_size == 8 ? UINT64_MAX : (UINT64_C(1) << 8 * (row->len_size ? row->len_size : 1)) - 1;
    put_number(bytes + row->len_at, row->len_size, row, count);
    from_bytes(model->layout->format, bytes, length, length, &address);
    want_kept(&address, model->layout->format, bytes, length, length);
    count &= most;
    bool is_cut = false;
    for (size_t i = count < cell->size / unit ? (size_t)count * unit : cell->size; i < cell->size; i++)
        is_cut |= cell->data[i] != 0;
    if (count > room / unit || is_cut)
        want_raw(&address, bytes, length, length);
    else if (row->at + count * unit <= length)
        assert_ptr_equal(address.format, model->layout->format);
}

static void check_counts(struct model *model, struct random *random)
{
    for (size_t i = 0; i < model->count; i++) {
        const struct cell *cell = &model->cell[i];
        if (!cell->row->len_at)
            continue;
        for (unsigned bit = 0; bit < 64; bit += 1 + (unsigned)random_below(random, 4))
            change_length(model, cell, UINT64_C(1) << bit);
        change_length(model, cell, UINT64_MAX);
        change_length(model, cell, UINT64_MAX - cell->row->at);
        change_length(model, cell, random_below(random, 2 + cell->size * 2));
        change_length(model, cell, cell->size - random_below(random, 2));
    }
}

static void test_counts(void **state)
{
    struct random random = random_for("counts");
    struct model model;
    for (int i = 0; i < 100; i++) {
        model_random(&model, *state, &random);
        check_counts(&model, &random);
    }
}

/* Behind a length byte that is neither 0 nor the length nothing can be believed. */
static void test_length_byte(void **state)
{
    const struct layout *layout = *state;
    struct random random = random_for("length_byte");
    struct model model;
    uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    struct sockfam_address address;
    model_random(&model, layout, &random);
    size_t length = model_bytes(&model, bytes);
    for (unsigned said = 0; said < 256 && layout->row->flags & SOCKFAM_FORMAT_LENGTH_BYTE; said++) {
        bytes[0] = (uint8_t)said;
        from_bytes(layout->format, bytes, length, length, &address);
        if (said == 0 || said == length)
            suite_same(&model, &address, "sockfam_address_from_bytes");
        else
            want_raw(&address, bytes, length, length);
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
    { "other_values_of_fixed_fields_are_not_of_it", test_fixed },
    { "other_lengths_of_fields_are_judged", test_counts },
    { "other_length_bytes_stay_raw", test_length_byte },
    { "garbage_is_kept", test_garbage },
    { "too_many_bytes_are_refused", test_too_long },
    { NULL, NULL },
};
