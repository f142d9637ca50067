/* SPDX-License-Identifier: MIT */
/* Outputs: every buffer that is too small gets nothing but the size needed; what fits gets that and not a byte more. */
#include <errno.h>

#include "suite.h"

#define ROOM 4096

/* One of the functions that print, for sizes one after another. */
typedef int print_function(const struct sockfam_address *address, const struct sockfam_field_row *field, unsigned flags,
                           char *text, size_t size, size_t *need, struct sockfam_error *error);

static int print_text(const struct sockfam_address *address, const struct sockfam_field_row *field, unsigned flags,
                      char *text, size_t size, size_t *need, struct sockfam_error *error)
{
    (void)field;
    return sockfam_address_print(suite_ctx, address, flags, text, size, need, error);
}

static int print_json(const struct sockfam_address *address, const struct sockfam_field_row *field, unsigned flags,
                      char *text, size_t size, size_t *need, struct sockfam_error *error)
{
    (void)field;
    return sockfam_address_to_json(suite_ctx, address, flags, text, size, need, error);
}

static int print_field(const struct sockfam_address *address, const struct sockfam_field_row *field, unsigned flags,
                       char *text, size_t size, size_t *need, struct sockfam_error *error)
{
    return sockfam_address_print_field(suite_ctx, address, field, flags, text, size, need, error);
}

static void want_untouched(const char *buffer, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (buffer[i] != (char)0xa5)
            fail_msg("byte %zu of the buffer is written to", i);
}

static void try_sizes(print_function *print, const struct sockfam_address *address,
                      const struct sockfam_field_row *field, unsigned flags)
{
    char buffer[ROOM], whole[ROOM];
    size_t need = 0;
    assert_int_equal(print(address, field, flags, whole, sizeof(whole), &need, NULL), 0);
    assert_int_equal(need, strlen(whole) + 1);
    for (size_t size = 0; size <= need + 1; size++) {
        struct sockfam_error error = { 0 };
        size_t said = 0;
        memset(buffer, 0xa5, sizeof(buffer));
        int result = print(address, field, flags, size ? buffer : NULL, size, &said, &error);
        assert_int_equal(said, need);
        assert_int_equal(result, size < need ? -ENOSPC : 0);
        assert_int_equal(error.kind, size < need ? SOCKFAM_ERROR_OVERFLOW : SOCKFAM_ERROR_NONE);
        want_untouched(buffer, size < need ? 0 : need, sizeof(buffer));
        assert_int_equal(print(address, field, flags, buffer, size, NULL, NULL), result);
        if (size >= need)
            assert_string_equal(buffer, whole);
    }
}

static void test_buffers(void **state)
{
    struct random random = random_for("buffers");
    struct model model;
    struct sockfam_address address;
    for (int i = 0; i < 8; i++) {
        model_random(&model, *state, &random);
        suite_address(&model, &address);
        for (unsigned flags = 0; flags <= SOCKFAM_DISPLAY; flags += SOCKFAM_DISPLAY) {
            try_sizes(print_text, &address, NULL, flags);
            try_sizes(print_json, &address, NULL, flags);
            for (size_t k = 0; k < model.count; k++)
                if (!is_fixed(model.cell[k].row))
                    try_sizes(print_field, &address, model.cell[k].row, flags);
        }
    }
}

/* The text of a field is the one that its address has. */
static void check_field(struct model *model, struct random *random)
{
    char text[SOCKFAM_TEXT_MAX], wanted[1024];
    struct sockfam_address address;
    (void)random;
    suite_address(model, &address);
    for (size_t i = 0; i < model->count; i++) {
        const struct cell *cell = &model->cell[i];
        if (is_fixed(cell->row))
            continue;
        assert_int_equal(sockfam_address_print_field(suite_ctx, &address, cell->row, 0, text, sizeof(text), NULL, NULL),
                         0);
        model_field_text(model, cell, wanted);
        assert_string_equal(text, wanted);
    }
}

static void test_field(void **state)
{
    suite_each(*state, 200, check_field);
}

/* A field of another format. */
static void test_foreign_field(void **state)
{
    const struct layout *layout = *state;
    struct sockfam_field_row foreign = *sockfam_format_field_at(layout->format, 0);
    struct random random = random_for("foreign");
    struct sockfam_error error = { 0 };
    struct sockfam_address address;
    struct model model;
    char text[64];
    memset(text, 0xa5, sizeof(text));
    model_random(&model, layout, &random);
    suite_address(&model, &address);
    assert_int_equal(sockfam_address_print_field(suite_ctx, &address, &foreign, 0, text, sizeof(text), NULL, &error),
                     -EINVAL);
    assert_int_equal(error.kind, SOCKFAM_ERROR_TYPE);
    want_untouched(text, 0, sizeof(text));
}

const struct law laws_of_buffers[] = {
    { "short_buffers_are_left_alone", test_buffers },
    { "field_text_is_canonical", test_field },
    { "foreign_field_is_refused", test_foreign_field },
    { NULL, NULL },
};
