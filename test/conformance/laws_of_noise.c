/* SPDX-License-Identifier: MIT */
/*
 * Damaged text and JSON: either it means an address, which then survives, or it is refused with all that goes with it.
 */
#include <jansson.h>
#include <stdlib.h>

#include "suite.h"

#define TEXT_SIZE 4200

typedef int read_function(const struct sockfam_context *ctx, const char *text, size_t size, unsigned flags,
                          struct sockfam_address *address, struct sockfam_error *error);

/* One to four characters put in, taken out, changed or doubled; letters of the syntax mostly. */
static size_t damage(char *text, size_t size, struct random *random)
{
    static const char letters[] = ",:=#@%/[]{}\"\\0123456789abcdefxXAZ_-. \n\t";
    for (uint64_t times = 1 + random_below(random, 4); times > 0; times--) {
        size_t at = (size_t)random_below(random, size + 1);
        char letter =
            random_below(random, 8) ? letters[random_below(random, sizeof(letters) - 1)] : (char)random_next(random);
        uint64_t choice = random_below(random, 4);
        if (choice == 0 && size + 1 < TEXT_SIZE) {
            memmove(text + at + 1, text + at, size - at);
            text[at] = letter;
            size++;
        } else if (choice == 1 && at < size) {
            memmove(text + at, text + at + 1, size - at - 1);
            size--;
        } else if (choice == 2 && at < size) {
            text[at] = letter;
        } else if (choice == 3 && size - at < 40 && 2 * size - at < TEXT_SIZE) {
            memcpy(text + size, text + at, size - at);
            size += size - at;
        }
    }
    return size;
}

/* What was taken survives its canonical text, and bytes. */
static void want_whole(const struct sockfam_address *address)
{
    char text[SOCKFAM_TEXT_MAX];
    struct sockfam_address other;
    assert_in_range(address->length, 0, SOCKFAM_ADDRESS_MAX);
    assert_int_equal(address->received, address->length);
    assert_int_equal(sockfam_address_print(suite_ctx, address, 0, text, sizeof(text), NULL, NULL), 0);
    assert_int_equal(sockfam_address_parse(suite_ctx, text, strlen(text), SOCKFAM_NO_LOOKUP, &other, NULL), 0);
    assert_ptr_equal(other.format, address->format);
    assert_int_equal(other.length, address->length);
    assert_memory_equal(other.bytes, address->bytes, other.length);
    assert_int_equal(sockfam_address_from_bytes(suite_ctx, address->format, address->bytes, address->length,
                                                address->length, &other, NULL),
                     0);
    assert_ptr_equal(other.format, address->format);
    assert_int_equal(other.length, address->length);
}

/* The text lies in memory of just its size and without NUL, so that AddressSanitizer sees who reads beyond it. */
static bool judge(read_function *read, const char *text, size_t size)
{
    char *copy = malloc(size ? size : 1);
    struct sockfam_address address, untouched;
    struct sockfam_error error = { 0 };
    memcpy(copy, text, size);
    memset(&address, 0xa5, sizeof(address));
    untouched = address;
    int result = read(suite_ctx, copy, size, SOCKFAM_NO_LOOKUP, &address, &error);
    free(copy);
    if (result >= 0) {
        assert_int_equal(error.kind, SOCKFAM_ERROR_NONE);
        want_whole(&address);
        return true;
    }
    assert_int_not_equal(error.kind, SOCKFAM_ERROR_NONE);
    assert_true(error.message[0] != '\0' && memchr(error.message, 0, sizeof(error.message)));
    assert_in_range(error.offset, 0, size + 1);
    assert_memory_equal(&address, &untouched, sizeof(address));
    return false;
}

static void test_text(void **state)
{
    struct random random = random_for("noise");
    struct model model;
    char text[TEXT_SIZE];
    unsigned long taken = 0, times = random_times(20000, 2000);
    for (unsigned long i = 0; i < times; i++) {
        model_random(&model, *state, &random);
        model_text(&model, (enum style)random_below(&random, 3), &random, text);
        taken += judge(sockfam_address_parse, text, damage(text, strlen(text), &random));
    }
    assert_in_range(taken, 1, times - 1);
}

static void test_cut_text(void **state)
{
    struct random random = random_for("cut");
    struct model model;
    char text[TEXT_SIZE];
    for (int i = 0; i < 50; i++) {
        model_random(&model, *state, &random);
        model_text(&model, (enum style)random_below(&random, 3), &random, text);
        for (size_t size = 0; size <= strlen(text); size++)
            judge(sockfam_address_parse, text, size);
    }
}

static void test_json(void **state)
{
    struct random random = random_for("noise");
    struct model model;
    char json[TEXT_SIZE];
    unsigned long times = random_times(10000, 1000);
    for (unsigned long i = 0; i < times; i++) {
        struct sockfam_address address;
        model_random(&model, *state, &random);
        suite_address(&model, &address);
        suite_json(&address, 0, json);
        size_t size = damage(json, strlen(json), &random);
        if (!judge(sockfam_address_from_json, json, size))
            continue;
        /* as reals, since Jansson's own integers end at 2^63-1 and an address's do not */
        size_t flags = JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL;
        json_t *object = json_loadb(json, size, flags, NULL);
        if (!object)
            fail_msg("what is not JSON was taken: %.*s", (int)size, json);
        json_decref(object);
    }
}

const struct law laws_of_noise[] = {
    { "damaged_text_is_judged", test_text },
    { "cut_text_is_judged", test_cut_text },
    { "damaged_json_is_judged", test_json },
    { NULL, NULL },
};
