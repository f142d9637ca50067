/* SPDX-License-Identifier: MIT */
/* Words: each one of a field's set means its constant's value, in any case, short and in full; display prints them. */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>

#include "suite.h"
#include "support/constants.h"

static void random_case(char *text, struct random *random)
{
    for (; *text; text++)
        *text = (char)(random_below(random, 2) ? tolower((unsigned char)*text) : toupper((unsigned char)*text));
}

/* The field's value in `address` as canonical text, for comparison. */
static void text_of(const struct sockfam_address *address, const struct sockfam_field_row *row, char text[1024])
{
    if (sockfam_address_print_field(suite_ctx, address, row, 0, text, 1024, NULL, NULL) < 0)
        fail_msg("%s is not printed", row->name);
}

/* The value of a constant in text without words. */
static void plain(const struct sockfam_constant *constant, char text[128])
{
    if (constant->text)
        snprintf(text, 128, "%s", constant->text);
    else
        snprintf(text, 128, "%" PRId64, constant->value);
}

static void parse_with(const struct model *model, const struct sockfam_field_row *row, const char *value,
                       struct sockfam_address *address)
{
    char text[4096];
    struct sockfam_error error = { 0 };
    model_text_with(model, row, value, text);
    if (sockfam_address_parse(suite_ctx, text, strlen(text), SOCKFAM_NO_LOOKUP, address, &error) < 0)
        fail_msg("%s: %s", text, error.message);
}

/* That display names the value by a word of the set that has it. */
static void want_display(const struct sockfam_address *address, const struct sockfam_field_row *row,
                         const struct sockfam_constant *constant)
{
    char text[1024];
    struct sockfam_constant_query query = { .family = constant->family->name };
    assert_int_equal(sockfam_address_print_field(suite_ctx, address, row, SOCKFAM_DISPLAY | SOCKFAM_NO_LOOKUP, text,
                                         sizeof(text), NULL, NULL),
                     0);
    const struct constants all = constants_of(suite_ctx, &query);
    for (size_t k = 0; k < all.count; k++) {
        const struct sockfam_constant *other = all.list[k];
        if (other->set == row->set && other->word && strcmp(other->word, text) == 0 &&
            (other->text ? strcasecmp(other->text, constant->text) == 0 : other->value == constant->value))
            return;
    }
    fail_msg("%s: display of %s is \"%s\"", row->name, constant->name, text);
}

static void check_word(const struct model *model, const struct sockfam_field_row *row,
                       const struct sockfam_constant *constant, struct random *random)
{
    const char *const spellings[] = { constant->word, constant->name, constant->word, constant->name };
    struct sockfam_address wanted, got;
    char text[1024], number[128];
    plain(constant, number);
    parse_with(model, row, number, &wanted);
    for (int i = 0; i < 4; i++) {
        snprintf(text, sizeof(text), "%s", spellings[i]);
        if (i >= 2)
            random_case(text, random);
        parse_with(model, row, text, &got);
        if (got.length != wanted.length || memcmp(got.bytes, wanted.bytes, got.length) != 0)
            fail_msg("%s=%s is not %s", row->name, text, number);
    }
    if (row->flags & SOCKFAM_FIELD_WORD)
        want_display(&wanted, row, constant);
    text_of(&wanted, row, text);
    if (isupper((unsigned char)text[0]) && strcmp(text, constant->word) == 0)
        fail_msg("canonical text has the word %s", text);
}

static bool is_word_for(const struct layout *layout, const struct sockfam_field_row *row,
                        const struct sockfam_constant *constant)
{
    return constant->set == row->set && (!is_tag(layout, row) || constant->value == layout->row->tag);
}

static void test_words(void **state)
{
    const struct layout *layout = *state;
    struct random random = random_for("words");
    struct sockfam_constant_query query = { .family = layout->format->family->name };
    struct model model;
    model_random(&model, layout, &random);
    for (size_t i = 0; i < model.count; i++) {
        const struct sockfam_field_row *row = model.cell[i].row;
        unsigned found = 0;
        if (row->set == 0 || is_fixed(row))
            continue;
        const struct constants all = constants_of(suite_ctx, &query);
        for (size_t k = 0; k < all.count; k++) {
            const struct sockfam_constant *constant = all.list[k];
            if (!is_word_for(layout, row, constant))
                continue;
            check_word(&model, row, constant, &random);
            found++;
        }
        assert_true(found > 0);
    }
}

/* Words of other sets, and names of constants that are not words, mean nothing. */
static void test_foreign_words(void **state)
{
    const struct layout *layout = *state;
    struct random random = random_for("foreign");
    struct sockfam_constant_query query = { .family = layout->format->family->name };
    struct model model;
    char text[4096];
    model_random(&model, layout, &random);
    for (size_t i = 0; i < model.count; i++) {
        const struct sockfam_field_row *row = model.cell[i].row;
        if (!is_number(row) || is_fixed(row))
            continue;
        const struct constants all = constants_of(suite_ctx, &query);
        for (size_t k = 0; k < all.count; k++) {
            const struct sockfam_constant *constant = all.list[k];
            if (row->set != 0 && constant->set == row->set)
                continue;
            model_text_with(&model, row, constant->name, text);
            suite_refuse_text(layout, text, SOCKFAM_NO_LOOKUP, SOCKFAM_ERROR_VALUE);
        }
    }
}

const struct law laws_of_words[] = {
    { "words_mean_their_constants", test_words },
    { "foreign_words_are_refused", test_foreign_words },
    { NULL, NULL },
};
