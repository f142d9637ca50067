/* SPDX-License-Identifier: MIT */
/*
 * What no user may give: numbers, texts and bytes beyond a field's range, values of other kinds, tuples of other
 * lengths.
 */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

#include "suite.h"

/* JSON of the model with other JSON for one field. */
static void json_with(const struct model *model, const char *name, const char *value, char json[4096])
{
    json_t *object = json_pack("{ss}", "format", model->layout->row->name);
    for (size_t i = 0; i < model->count; i++) {
        const struct cell *cell = &model->cell[i];
        char text[1024];
        model_field_text(model, cell, text);
        if (!is_fixed(cell->row))
            json_object_set_new(object, cell->row->name,
                                strcmp(cell->row->name, name) == 0 ? json_loads(value, JSON_DECODE_ANY, NULL)
                                                                   : json_string(text));
    }
    char *text = json_dumps(object, 0);
    assert_true(text && strlen(text) < 4096);
    strcpy(json, text);
    free(text);
    json_decref(object);
}

/* One number in every shape. `magnitude` is negative if `is_negative`. */
static void refuse_number(const struct model *model, const struct cell *cell, bool is_negative, uint64_t magnitude,
                          uint32_t kind)
{
    char number[32], text[4096];
    struct tuple tuple;
    snprintf(number, sizeof(number), "%s%s%" PRIu64, cell->row->kind == SOCKFAM_KIND_IFACE ? "#" : "",
             is_negative ? "-" : "", magnitude);
    model_text_with(model, cell->row, number, text);
    suite_refuse_text(model->layout, text, SOCKFAM_NO_LOOKUP, kind);
    snprintf(number, sizeof(number), "\"%s%s0x%" PRIX64 "\"", cell->row->kind == SOCKFAM_KIND_IFACE ? "#" : "",
             is_negative ? "-" : "", magnitude);
    json_with(model, cell->row->name, number, text);
    suite_refuse_json(model->layout, text, SOCKFAM_NO_LOOKUP, kind);
    if (magnitude <= INT64_MAX) {
        snprintf(number, sizeof(number), "%s%" PRIu64, is_negative ? "-" : "", magnitude);
        json_with(model, cell->row->name, number, text);
        suite_refuse_json(model->layout, text, SOCKFAM_NO_LOOKUP, kind);
    }
    model_tuple(model, false, &tuple);
    for (size_t i = 0; i < tuple.count; i++) {
        if (tuple.field[i] != cell->row || (is_negative && magnitude > (uint64_t)INT64_MAX + 1))
            continue;
        tuple.value[i] = is_negative ? sockfam_value_sint((int64_t)(0 - magnitude)) : sockfam_value_uint(magnitude);
        suite_refuse_values(model->layout, tuple.value, tuple.count, kind);
    }
}

static void refuse_numbers(const struct model *model, const struct cell *cell)
{
    const struct sockfam_field_row *row = cell->row;
    uint64_t most = row->kind == SOCKFAM_KIND_IFACE ? UINT32_MAX : most_of(row);
    int64_t least = row->kind == SOCKFAM_KIND_IFACE ? 0 : least_of(row);
    unsigned bits = 8u * row->size;
    if (most < UINT64_MAX) {
        refuse_number(model, cell, false, most + 1, SOCKFAM_ERROR_OVERFLOW);
        refuse_number(model, cell, false, UINT64_MAX, SOCKFAM_ERROR_OVERFLOW);
    }
    if (bits < 64) {
        refuse_number(model, cell, false, UINT64_C(1) << bits, SOCKFAM_ERROR_OVERFLOW);
        refuse_number(model, cell, false, (UINT64_C(1) << bits) + (most & 1), SOCKFAM_ERROR_OVERFLOW);
    }
    if (least > 0)
        refuse_number(model, cell, false, (uint64_t)least - 1, SOCKFAM_ERROR_OVERFLOW);
    else
        refuse_number(model, cell, true, (uint64_t)0 - (uint64_t)least + 1, SOCKFAM_ERROR_OVERFLOW);
    if (least > INT64_MIN)
        refuse_number(model, cell, true, UINT64_C(1) << 63, SOCKFAM_ERROR_OVERFLOW);
    if (row->flags & SOCKFAM_FIELD_NONZERO && is_number(row) && least <= 0)
        refuse_number(model, cell, false, 0, SOCKFAM_ERROR_VALUE);
}

static void test_numbers(void **state)
{
    struct random random = random_for("numbers");
    struct model model;
    model_random(&model, *state, &random);
    model_without_extra(&model);
    for (size_t i = 0; i < model.count; i++) {
        const struct sockfam_field_row *row = model.cell[i].row;
        if (!is_fixed(row) && (is_number(row) || row->kind == SOCKFAM_KIND_IFACE))
            refuse_numbers(&model, &model.cell[i]);
    }
}

/* Text that is not a value of the field. */
static void refuse_texts(const struct model *model, const struct cell *cell, const char *const *texts)
{
    char text[4096], value[1024];
    for (; *texts; texts++) {
        model_text_with(model, cell->row, *texts, text);
        suite_refuse_text(model->layout, text, SOCKFAM_NO_LOOKUP, 0);
        snprintf(value, sizeof(value), "\"%s\"", *texts);
        json_with(model, cell->row->name, value, text);
        suite_refuse_json(model->layout, text, SOCKFAM_NO_LOOKUP, 0);
    }
}

/* clang-format off */
static const char *const bad_numbers[] = {
    "", "-", "0x", "-0x", "00", "01", "1x", "0x1g", "1.0", "1e3", "--1", "+1", "0b1", "NOSUCHWORD",
    "99999999999999999999", "0x10000000000000000", "1%30", NULL,
};
/* clang-format on */
/* clang-format off */
static const char *const bad_interfaces[] = {
    "#", "#x", "#01", "#-1", "%", "%4", "a%00b", "nosuch0", "sixteen_letters_", "#4294967296", "##1", NULL,
};
/* clang-format on */
static const char *const bad_escapes[] = { "%", "%4", "%zz", "a%", "%%", "%-1", NULL };
/* clang-format off */
static const char *const bad_bytes[] = {
    "0", "0g", "000", "00:", ":00", "0:0", "00::00", "0x00", "zz", NULL,
};
/* clang-format on */
/* clang-format off */
static const char *const bad_devices[] = {
    "", "1", "1:2:3:4:5", "1:2:3:4:5:6:7", "1:2:3:4:5:100", "1:2:3:4:5:g", "1-2-3-4-5-6", "1:2:3:4:5:", ":1:2:3:4:5",
    "NOSUCHWORD", "%31:2:3:4:5:6", NULL,
};
/* clang-format on */
/* clang-format off */
static const char *const bad_guids[] = {
    "", "0", "00000000-0000-0000-0000-00000000000", "00000000-0000-0000-0000-0000000000000",
    "{00000000-0000-0000-0000-000000000000}", "00000000000000000000000000000000",
    "0000000g-0000-0000-0000-000000000000", "00000000-0000-0000-00000000-00000000", "NOSUCHWORD", NULL,
};
/* clang-format on */
/* clang-format off */
static const char *const bad_ipv4[] = {
    "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4x", "0x1.2.3.4", "1..2.3", "1.2.3.", ".1.2.3.4",
    "nosuch.invalid", NULL,
};
/* clang-format on */
/* clang-format off */
static const char *const bad_ipv6[] = {
    "[", "[]x", "[:]", "[:::]", "[1]", "[::1::]", "[1:2:3:4:5:6:7:8:9]", "[12345::]", "[::1.2.3]", "[::g]", "[::1]x",
    "[::1%%]", "nosuch.invalid", NULL,
};
/* clang-format on */

static const char *const *bad_texts(const struct sockfam_field_row *row)
{
    switch (row->kind) {
    case SOCKFAM_KIND_IFACE:
        return bad_interfaces;
    case SOCKFAM_KIND_TEXT:
    case SOCKFAM_KIND_PATH:
        return bad_escapes;
    case SOCKFAM_KIND_BYTES:
    case SOCKFAM_KIND_MAC:
        return bad_bytes;
    case SOCKFAM_KIND_BDADDR:
        return bad_devices;
    case SOCKFAM_KIND_GUID:
        return bad_guids;
    case SOCKFAM_KIND_IPV4:
        return bad_ipv4;
    case SOCKFAM_KIND_IPV6:
        return bad_ipv6;
    default:
        return bad_numbers;
    }
}

static void test_texts(void **state)
{
    struct random random = random_for("texts");
    struct model model;
    model_random(&model, *state, &random);
    for (size_t i = 0; i < model.count; i++)
        if (!is_fixed(model.cell[i].row))
            refuse_texts(&model, &model.cell[i], bad_texts(model.cell[i].row));
}

/* A length that the field has no room for, or that is below its least. */
static void refuse_length(struct model model, size_t field, size_t size, uint8_t fill)
{
    uint8_t data[2 * SOCKFAM_ADDRESS_MAX];
    char text[4096], value[6 * SOCKFAM_ADDRESS_MAX + 3] = "";
    struct tuple tuple;
    const struct sockfam_field_row *row = model.cell[field].row;
    memset(data, 'y', sizeof(data));
    data[0] = fill;
    bool is_bytes = row->kind == SOCKFAM_KIND_BYTES;
    for (size_t i = 0; i < size; i++)
        snprintf(value + strlen(value), 4, is_bytes ? "%02x" : i == 0 && fill == 0 ? "@" : "%%%02x", data[i]);
    model_text_with(&model, row, value, text);
    suite_refuse_text(model.layout, text, SOCKFAM_NO_LOOKUP, SOCKFAM_ERROR_VALUE);
    model_tuple(&model, false, &tuple);
    for (size_t i = 0; i < tuple.count; i++) {
        if (tuple.field[i] != row)
            continue;
        tuple.value[i] = is_bytes ? sockfam_value_bytes(data, size) : sockfam_value_text((char *)data, size);
        suite_refuse_values(model.layout, tuple.value, tuple.count, SOCKFAM_ERROR_VALUE);
    }
}

static void test_lengths(void **state)
{
    struct random random = random_for("lengths");
    struct model model;
    model_random(&model, *state, &random);
    for (size_t i = 0; i < model.count; i++) {
        const struct sockfam_field_row *row = model.cell[i].row;
        bool is_text = row->kind == SOCKFAM_KIND_TEXT || row->kind == SOCKFAM_KIND_PATH;
        bool is_whole = row->kind == SOCKFAM_KIND_BYTES && !row->len_at;
        if (is_fixed(row) || !(is_text || row->kind == SOCKFAM_KIND_BYTES))
            continue;
        refuse_length(model, i, (size_t)most_of(row) + 1, 'y');
        refuse_length(model, i, SOCKFAM_ADDRESS_MAX, 'y');
        if (row->kind == SOCKFAM_KIND_PATH)
            refuse_length(model, i, row->size + 1u, 0);
        if (is_whole || least_of(row) > 0)
            refuse_length(model, i, is_whole ? row->size - 1u : (size_t)least_of(row) - 1, 'y');
    }
}

/* Kinds of value that a field takes, or a number that is ignored; bits 1 << enum sockfam_value_kind. */
static unsigned taken_kinds(const struct sockfam_field_row *row)
{
    unsigned numbers = 1u << SOCKFAM_VALUE_UINT | 1u << SOCKFAM_VALUE_SINT;
    if (!row)
        return numbers;
    unsigned none = row->flags & SOCKFAM_FIELD_OPT ? 1u << SOCKFAM_VALUE_NONE : 0;
    switch (row->kind) {
    case SOCKFAM_KIND_UINT:
    case SOCKFAM_KIND_SINT:
        return numbers | none;
    case SOCKFAM_KIND_IFACE:
        return numbers | 1u << SOCKFAM_VALUE_TEXT | 1u << SOCKFAM_VALUE_BYTES | none;
    case SOCKFAM_KIND_BYTES:
    case SOCKFAM_KIND_MAC:
        return 1u << SOCKFAM_VALUE_BYTES | none;
    case SOCKFAM_KIND_TEXT:
        return 1u << SOCKFAM_VALUE_TEXT | (has_any_byte(row) ? 1u << SOCKFAM_VALUE_BYTES : 0) | none;
    default: /* text, which may be given as bytes */
        return 1u << SOCKFAM_VALUE_TEXT | 1u << SOCKFAM_VALUE_BYTES | none;
    }
}

static void test_kinds(void **state)
{
    const struct sockfam_value others[] = { [SOCKFAM_VALUE_NONE] = { .kind = SOCKFAM_VALUE_NONE },
                                            [SOCKFAM_VALUE_UINT] = sockfam_value_uint(1),
                                            [SOCKFAM_VALUE_SINT] = sockfam_value_sint(1),
                                            [SOCKFAM_VALUE_TEXT] = sockfam_value_text("1", 1),
                                            [SOCKFAM_VALUE_BYTES] = sockfam_value_bytes("1", 1),
                                            { .kind = 99 } };
    struct random random = random_for("kinds");
    struct model model;
    struct tuple tuple;
    model_random(&model, *state, &random);
    model_without_extra(&model);
    model_tuple(&model, false, &tuple);
    for (size_t i = 0; i < tuple.count; i++) {
        for (size_t k = 0; k < sizeof(others) / sizeof(others[0]); k++) {
            struct tuple changed = tuple;
            changed.value[i] = others[k];
            if (!(k < 5 && taken_kinds(tuple.field[i]) >> k & 1))
                suite_refuse_values(*state, changed.value, changed.count, SOCKFAM_ERROR_TYPE);
        }
    }
}

/* A tuple that ends early leaves defaults; one value less or more than that is refused. */
static void test_counts(void **state)
{
    struct random random = random_for("counts");
    struct model model;
    struct tuple tuple;
    struct sockfam_value values[SOCKFAM_FIELDS_MAX + 2] = { 0 };
    size_t fewest = 0;
    model_random(&model, *state, &random);
    model_whole_tuple(&model, &tuple);
    for (size_t i = 0; i < tuple.count; i++)
        if (!(tuple.flags[i] & SOCKFAM_TUPLE_OPTIONAL))
            fewest = i + 1;
    memcpy(values, tuple.value, sizeof(tuple.value));
    values[tuple.count] = values[tuple.count + 1] = sockfam_value_uint(0);
    for (size_t count = 0; count <= tuple.count + 2; count++) {
        struct sockfam_address address;
        if (count < fewest || count > tuple.count)
            suite_refuse_values(*state, values, count, SOCKFAM_ERROR_TYPE);
        else
            assert_int_equal(sockfam_address_from_values(suite_ctx, model.layout->format, values, count,
                                                         SOCKFAM_NO_LOOKUP, &address, NULL),
                             0);
    }
}

static void test_json_kinds(void **state)
{
    static const char *const values[] = { "null",
                                          "true",
                                          "1.5",
                                          "[]",
                                          "{}",
                                          "{\"hex\":1}",
                                          "{\"hex\":\"0\"}",
                                          "{\"hex\":\"zz\"}",
                                          "{\"hex\":\"0g\"}",
                                          "{\"hex\":\"g0\"}",
                                          "{\"hex\":\"00\",\"x\":1}",
                                          "[1]",
                                          NULL };
    struct random random = random_for("json");
    struct model model;
    char json[4096];
    model_random(&model, *state, &random);
    for (size_t i = 0; i < model.count; i++) {
        for (const char *const *value = values; *value && !is_fixed(model.cell[i].row); value++) {
            json_with(&model, model.cell[i].row->name, *value, json);
            suite_refuse_json(model.layout, json, SOCKFAM_NO_LOOKUP, 0);
        }
    }
}

const struct law laws_of_refusal[] = {
    { "numbers_out_of_range_are_refused", test_numbers },
    { "texts_that_mean_nothing_are_refused", test_texts },
    { "wrong_lengths_are_refused", test_lengths },
    { "values_of_other_kinds_are_refused", test_kinds },
    { "tuples_of_other_lengths_are_refused", test_counts },
    { "json_of_other_kinds_is_refused", test_json_kinds },
    { NULL, NULL },
};
