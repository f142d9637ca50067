/* SPDX-License-Identifier: MIT */
/* Values, text and JSON to bytes and back: nothing is lost, and each shape is as the tables say. */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

#include "suite.h"

#define TIMES 2000

static void want_tuple(const struct model *model, const struct sockfam_address *address, bool all_fields)
{
    struct tuple wanted;
    SOCKFAM_VALUES(got);
    struct sockfam_error error = { 0 };
    unsigned flags = SOCKFAM_NO_LOOKUP | (all_fields ? SOCKFAM_ALL_FIELDS : 0);
    model_tuple(model, all_fields, &wanted);
    if (sockfam_address_to_values(suite_ctx, address, flags, &got, &error) < 0)
        fail_msg("%s: not decoded: %s", model->layout->name, error.message);
    if (got.count != wanted.count)
        fail_msg("%s: %zu values, and %zu are right", model->layout->name, got.count, wanted.count);
    for (size_t i = 0; i < got.count; i++) {
        if (got.field[i] != wanted.field[i])
            fail_msg("%s: value %zu is of %s, not %s", model->layout->name, i, got.field[i]->name,
                     wanted.field[i]->name);
        if (!same_value(&got.value[i], &wanted.value[i]))
            fail_msg("%s: %s is decoded as another value of kind %u: %" PRIu64, model->layout->name, got.field[i]->name,
                     got.value[i].kind, got.value[i].u);
    }
}

static void encode(const struct model *model, const struct tuple *tuple, size_t count)
{
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    if (sockfam_address_from_values(suite_ctx, model->layout->format, tuple->value, count, SOCKFAM_NO_LOOKUP, &address,
                                    &error) < 0)
        fail_msg("%s: %zu values refused: %s", model->layout->name, count, error.message);
    suite_same(model, &address, "sockfam_address_from_values");
    assert_int_equal(address.received, address.length);
}

/* Ignored numbers are taken whatever they are. */
static void check_values(struct model *model, struct random *random)
{
    struct sockfam_address address;
    struct tuple tuple;
    suite_address(model, &address);
    want_tuple(model, &address, false);
    want_tuple(model, &address, true);
    model_without_extra(model);
    if (!is_in_tuple(model))
        return;
    model_tuple(model, false, &tuple);
    encode(model, &tuple, tuple.count);
    for (size_t i = 0; i < tuple.count; i++)
        if (tuple.flags[i] & SOCKFAM_TUPLE_IGNORED)
            tuple.value[i] = sockfam_value_uint(random_next(random));
    encode(model, &tuple, tuple.count);
}

static void test_values(void **state)
{
    suite_each(*state, TIMES, check_values);
}

static void parse(const struct model *model, const char *text, unsigned flags, const char *how)
{
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    memset(&address, 0xa5, sizeof(address));
    if (sockfam_address_parse(suite_ctx, text, strlen(text), flags, &address, &error) < 0)
        fail_msg("%s text %s: refused: %s", how, text, error.message);
    if (error.kind != SOCKFAM_ERROR_NONE)
        fail_msg("%s text %s: taken, but with an error: %s", how, text, error.message);
    suite_same(model, &address, text);
    assert_int_equal(address.received, address.length);
}

static void print(const struct sockfam_address *address, unsigned flags, char text[SOCKFAM_TEXT_MAX])
{
    struct sockfam_error error = { 0 };
    size_t need = 0;
    if (sockfam_address_print(suite_ctx, address, flags, text, SOCKFAM_TEXT_MAX, &need, &error) < 0)
        fail_msg("not printed: %s", error.message);
    assert_int_equal(need, strlen(text) + 1);
    for (const char *p = text; *p; p++)
        assert_in_range(*p, 0x21, 0x7e);
}

static void check_text(struct model *model, struct random *random)
{
    char text[SOCKFAM_TEXT_MAX], wanted[4096];
    struct sockfam_address address;
    suite_address(model, &address);
    print(&address, 0, text);
    model_text(model, STYLE_CANONICAL, random, wanted);
    if (strcmp(text, wanted) != 0)
        fail_msg("printed %s, and %s is right", text, wanted);
    parse(model, text, SOCKFAM_NO_LOOKUP, "canonical");
    print(&address, SOCKFAM_DISPLAY | SOCKFAM_NO_LOOKUP, text);
    parse(model, text, SOCKFAM_NO_LOOKUP, "display");
    model_text(model, STYLE_COMMAS, random, wanted);
    parse(model, wanted, SOCKFAM_NO_LOOKUP, "positional");
    model_text(model, STYLE_KEYS, random, wanted);
    parse(model, wanted, SOCKFAM_NO_LOOKUP, "keyed");
}

static void test_text(void **state)
{
    suite_each(*state, TIMES, check_text);
}

/* Names of interfaces and hosts may come in here: what is printed for people is read back. */
static void check_display(struct model *model, struct random *random)
{
    char text[SOCKFAM_TEXT_MAX];
    struct sockfam_address address;
    (void)random;
    for (size_t i = 0; i < model->count; i++)
        if (model->cell[i].row->kind == SOCKFAM_KIND_IFACE)
            model->cell[i].number = 1 + random_below(random, 4);
    suite_address(model, &address);
    print(&address, SOCKFAM_DISPLAY, text);
    parse(model, text, 0, "display");
}

static void test_display(void **state)
{
    struct random random = random_for("display");
    struct model model;
    for (int i = 0; i < 200; i++) {
        model_random(&model, *state, &random);
        check_display(&model, &random);
    }
}

static void want_json_field(const struct model *model, const struct cell *cell, const json_t *json)
{
    char text[1024];
    bool is_integer = is_number(cell->row) && cell->row->size < 8;
    if (is_integer && (!json_is_integer(json) || (uint64_t)json_integer_value(json) != cell->number))
        fail_msg("%s: JSON has another %s", model->layout->name, cell->row->name);
    if (is_integer)
        return;
    bool is_negative = cell->row->kind == SOCKFAM_KIND_SINT && (int64_t)cell->number < 0;
    if (is_number(cell->row))
        snprintf(text, sizeof(text), "%s0x%" PRIx64, is_negative ? "-" : "",
                 is_negative ? 0 - cell->number : cell->number);
    else
        model_field_text(model, cell, text);
    if (!json_is_string(json) || strcmp(json_string_value(json), text) != 0)
        fail_msg("%s: JSON has %s \"%s\", and \"%s\" is right", model->layout->name, cell->row->name,
                 json_string_value(json), text);
}

/* "format" first, then every field but FIXED ones, in row order, and nothing else. */
static void want_json(const struct model *model, const char *text)
{
    json_t *object = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_true(json_is_object(object));
    void *at = json_object_iter(object);
    assert_string_equal(json_object_iter_key(at), "format");
    assert_string_equal(json_string_value(json_object_iter_value(at)), model->layout->row->name);
    for (size_t i = 0; i < model->count; i++) {
        if (is_fixed(model->cell[i].row))
            continue;
        at = json_object_iter_next(object, at);
        assert_non_null(at);
        assert_string_equal(json_object_iter_key(at), model->cell[i].row->name);
        want_json_field(model, &model->cell[i], json_object_iter_value(at));
    }
    assert_null(json_object_iter_next(object, at));
    json_decref(object);
}

static void read_json(const struct model *model, const char *json)
{
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    if (sockfam_address_from_json(suite_ctx, json, strlen(json), SOCKFAM_NO_LOOKUP, &address, &error) < 0)
        fail_msg("JSON %s: refused: %s", json, error.message);
    suite_same(model, &address, json);
}

static void check_json(struct model *model, struct random *random)
{
    char json[4096];
    struct sockfam_address address;
    (void)random;
    suite_address(model, &address);
    suite_json(&address, 0, json);
    want_json(model, json);
    read_json(model, json);
    suite_json(&address, SOCKFAM_DISPLAY | SOCKFAM_NO_LOOKUP, json);
    read_json(model, json);
}

static void test_json(void **state)
{
    suite_each(*state, TIMES, check_json);
}

static json_t *hex_object(const struct cell *cell)
{
    char hex[2 * SOCKFAM_ADDRESS_MAX + 1] = "";
    for (size_t i = 0; i < cell->size; i++)
        snprintf(hex + 2 * i, 3, "%02X", cell->data[i]);
    return json_pack("{ss}", "hex", hex);
}

/* Another way to write the same: numbers as text, indexes as numbers, text and bytes as {"hex"}. */
static json_t *other_json(const struct cell *cell, struct random *random)
{
    char text[32];
    bool is_signed = cell->row->kind == SOCKFAM_KIND_SINT;
    switch (cell->row->kind) {
    case SOCKFAM_KIND_UINT:
    case SOCKFAM_KIND_SINT:
        if (random_below(random, 2) && (is_signed || cell->number <= INT64_MAX))
            return json_integer((json_int_t)cell->number);
        snprintf(text, sizeof(text), is_signed ? "%" PRId64 : "%" PRIu64, cell->number);
        return json_string(text);
    case SOCKFAM_KIND_IFACE:
        return json_integer((json_int_t)cell->number);
    case SOCKFAM_KIND_TEXT:
    case SOCKFAM_KIND_PATH:
    case SOCKFAM_KIND_BYTES:
        return hex_object(cell);
    default:
        return NULL;
    }
}

static void check_other_json(struct model *model, struct random *random)
{
    char json[4096];
    struct sockfam_address address;
    suite_address(model, &address);
    suite_json(&address, 0, json);
    json_t *object = json_loads(json, 0, NULL);
    for (size_t i = 0; i < model->count; i++) {
        const struct cell *cell = &model->cell[i];
        json_t *other = is_fixed(cell->row) ? NULL : other_json(cell, random);
        if (other)
            json_object_set_new(object, cell->row->name, other);
        else if (cell->row->flags & SOCKFAM_FIELD_OPT && is_default(cell))
            json_object_del(object, cell->row->name);
    }
    char *text = json_dumps(object, JSON_SORT_KEYS | JSON_INDENT(1));
    json_decref(object);
    assert_true(text && strlen(text) < sizeof(json));
    strcpy(json, text);
    free(text);
    read_json(model, json);
}

static void test_other_json(void **state)
{
    suite_each(*state, TIMES, check_other_json);
}

const struct law laws_of_shapes[] = {
    { "values_survive_bytes", test_values },
    { "bytes_survive_text", test_text },
    { "display_text_is_read_back", test_display },
    { "bytes_survive_json", test_json },
    { "json_in_other_words_is_the_same", test_other_json },
    { NULL, NULL },
};
