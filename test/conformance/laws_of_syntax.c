/* SPDX-License-Identifier: MIT */
/* Keys: known ones only, each once, none of a FIXED field; what must be given and what may be left out. */
#include <jansson.h>
#include <stdlib.h>

#include "suite.h"

static void make(struct model *model, const struct layout *layout, const char *name)
{
    struct random random = random_for(name);
    model_random(model, layout, &random);
}

/* Fields behind a key are added to text, where they would end a greedy value wrongly spelt: so the text is by keys. */
static void refuse_tail(const struct model *model, const char *tail)
{
    char text[4096], longer[4200];
    model_text_with(model, NULL, NULL, text);
    snprintf(longer, sizeof(longer), "%s%s", text, tail);
    suite_refuse_text(model->layout, longer, SOCKFAM_NO_LOOKUP, SOCKFAM_ERROR_VALUE);
}

static bool ends_in_text(const struct model *model)
{
    for (size_t i = model->count; i-- > 0;) {
        if (!is_fixed(model->cell[i].row))
            return is_text(model->cell[i].row) && !is_list(model->cell[i].row);
    }
    return false;
}

static void test_tails(void **state)
{
    struct model model;
    make(&model, *state, "tails");
    if (ends_in_text(&model))
        return; /* all of it would belong to the text */
    refuse_tail(&model, ",");
    refuse_tail(&model, ":");
    refuse_tail(&model, ",,");
    refuse_tail(&model, ",1");
    refuse_tail(&model, ",nosuchfield=1");
    refuse_tail(&model, ",=1");
    refuse_tail(&model, "%00");
    refuse_tail(&model, " ");
}

static void refuse_json_with(const struct model *model, const char *key)
{
    char json[4096];
    struct sockfam_address address;
    suite_address(model, &address);
    suite_json(&address, 0, json);
    json_t *object = json_loads(json, 0, NULL);
    json_object_set_new(object, key, json_integer(1));
    char *text = json_dumps(object, 0);
    suite_refuse_json(model->layout, text, SOCKFAM_NO_LOOKUP, SOCKFAM_ERROR_VALUE);
    free(text);
    json_decref(object);
}

static void test_keys(void **state)
{
    struct model model;
    char tail[64];
    make(&model, *state, "keys");
    refuse_json_with(&model, "nosuchfield");
    refuse_json_with(&model, "");
    for (size_t i = 0; i < model.count; i++) {
        const struct sockfam_field_row *row = model.cell[i].row;
        snprintf(tail, sizeof(tail), ",%s=1", row->name);
        if (is_fixed(row))
            refuse_json_with(&model, row->name);
        if (!is_fixed(row) || !ends_in_text(&model))
            refuse_tail(&model, tail); /* twice, or not by name */
    }
}

/* Keys of other variants and layouts are not keys here. */
static void test_foreign_keys(void **state)
{
    const struct layout *layout = *state;
    struct model model;
    make(&model, layout, "foreign");
    for (size_t i = 0; i < layout->format->field_count; i++) {
        const struct sockfam_field_row *row = sockfam_format_field_at(layout->format, i);
        bool is_here = false;
        for (size_t k = 0; k < model.count; k++)
            is_here |= strcmp(model.cell[k].row->name, row->name) == 0;
        if (!is_here)
            refuse_json_with(&model, row->name);
    }
}

/* JSON of the model without one field. */
static char *json_without(const struct model *model, const char *name)
{
    char json[4096];
    struct sockfam_address address;
    suite_address(model, &address);
    suite_json(&address, 0, json);
    json_t *object = json_loads(json, 0, NULL);
    json_object_del(object, name);
    char *text = json_dumps(object, 0);
    json_decref(object);
    return text;
}

/* The same address by text and JSON that leave a field out. */
static void want_default(struct model *model, size_t field)
{
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    char text[4096];
    const struct sockfam_field_row *row = model->cell[field].row;
    model_text_with(model, row, NULL, text);
    model_default(&model->cell[field]);
    if (sockfam_address_parse(suite_ctx, text, strlen(text), SOCKFAM_NO_LOOKUP, &address, &error) < 0)
        fail_msg("%s: refused: %s", text, error.message);
    suite_same(model, &address, text);
    char *json = json_without(model, row->name);
    if (sockfam_address_from_json(suite_ctx, json, strlen(json), SOCKFAM_NO_LOOKUP, &address, &error) < 0)
        fail_msg("%s: refused: %s", json, error.message);
    suite_same(model, &address, json);
    free(json);
}

static void test_missing(void **state)
{
    struct model model;
    char text[4096];
    make(&model, *state, "missing");
    for (size_t i = 0; i < model.count; i++) {
        const struct sockfam_field_row *row = model.cell[i].row;
        if (is_fixed(row))
            continue;
        if (row->flags & SOCKFAM_FIELD_OPT) {
            want_default(&model, i);
            continue;
        }
        model_text_with(&model, row, NULL, text);
        if (text[strlen(text) - 1] != ':') /* nothing at all may be the empty name or path */
            suite_refuse_text(model.layout, text, SOCKFAM_NO_LOOKUP, SOCKFAM_ERROR_VALUE);
        char *json = json_without(&model, row->name);
        suite_refuse_json(model.layout, json, SOCKFAM_NO_LOOKUP, 0);
        free(json);
    }
}

/* None stands for the default where there is one. */
static void test_none(void **state)
{
    struct model model;
    struct tuple tuple;
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    make(&model, *state, "none");
    model_without_extra(&model);
    model_tuple(&model, false, &tuple);
    for (size_t i = 0; i < tuple.count; i++)
        if (tuple.field[i] && tuple.field[i]->flags & SOCKFAM_FIELD_OPT)
            tuple.value[i] = (struct sockfam_value){ .kind = SOCKFAM_VALUE_NONE };
    if (sockfam_address_from_values(suite_ctx, model.layout->format, tuple.value, tuple.count, SOCKFAM_NO_LOOKUP,
                                    &address, &error) < 0)
        fail_msg("None is refused: %s", error.message);
    for (size_t i = 0; i < model.count; i++)
        if (model.cell[i].row->flags & SOCKFAM_FIELD_OPT)
            model_default(&model.cell[i]);
    suite_same(&model, &address, "a tuple with None");
}

/* "//" behind the scheme changes nothing. */
static void test_slashes(void **state)
{
    struct model model;
    char text[4096], slashed[4200];
    struct sockfam_address address;
    make(&model, *state, "slashes");
    model_text(&model, STYLE_CANONICAL, NULL, text);
    char *body = strchr(text, ':') + 1;
    if (strncmp(body, "//", 2) == 0)
        body += 2;
    snprintf(slashed, sizeof(slashed), "%s://%s", model.layout->row->name, body);
    assert_int_equal(sockfam_address_parse(suite_ctx, slashed, strlen(slashed), SOCKFAM_NO_LOOKUP, &address, NULL), 0);
    suite_same(&model, &address, slashed);
}

const struct law laws_of_syntax[] = {
    { "tails_are_refused", test_tails },
    { "unknown_and_doubled_keys_are_refused", test_keys },
    { "keys_of_other_variants_are_refused", test_foreign_keys },
    { "missing_fields_are_refused_or_default", test_missing },
    { "none_is_the_default", test_none },
    { "slashes_change_nothing", test_slashes },
    { NULL, NULL },
};
