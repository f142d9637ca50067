/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: values of socket options and control messages. Input: the option's name, ':', then 't' and a text, up to
 * its NUL, or 'b' and bytes. An unknown name stands for a row of a kind and size that its first two characters choose.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "core/option/value.h"

#define KINDS SOCKFAM_OPTION_U8 /* the last one */

static const struct sockfam_option_row *choose_row(const struct sockfam_context *ctx, const char *name)
{
    static struct sockfam_option_row made;
    const struct sockfam_option_row *row = sockfam_option_find(ctx, NULL, SOCKFAM_OPTIONS, name);
    if (!row)
        row = sockfam_option_find(ctx, NULL, SOCKFAM_MESSAGES, name);
    if (row)
        return row;
    strcpy(made.name, "MADE");
    made.kind = (uint16_t)((uint8_t)name[0] % KINDS + 1);
    made.size = (uint16_t)(name[0] ? (uint8_t)name[1] * 4 + 1 : 1);
    return &made;
}

/* Prints into exactly the room it takes, and into less. The caller frees the text, which has no NUL. */
static struct fuzz_bytes print(const struct sockfam_option_row *row, const uint8_t *bytes, size_t length)
{
    struct fuzz_bytes text = { NULL, sf_option_print(row, bytes, length, NULL, 0) };
    text.data = malloc(text.size ? text.size : 1);
    fuzz_check(text.data, NULL);
    fuzz_check(sf_option_print(row, bytes, length, (char *)text.data, text.size / 2) == text.size, NULL);
    fuzz_check(sf_option_print(row, bytes, length, (char *)text.data, text.size) == text.size, NULL);
    return text;
}

static void read_text(const struct sockfam_context *ctx, const struct sockfam_option_row *row, const char *data, size_t size)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sockfam_value value = sockfam_value_text(data, size);
    struct sf_option_value made, again;
    int result = sf_option_read(ctx, row, &value, &made, &error);
    if (result < 0) {
        fuzz_refusal(result, &error, size);
        return;
    }
    fuzz_check(made.length <= sizeof(made.bytes), NULL);
    struct fuzz_bytes text = print(row, made.bytes, made.length);
    value = sockfam_value_text((const char *)text.data, text.size);
    result = sf_option_read(ctx, row, &value, &again, &error);
    fuzz_check(result == 0, &error);
    fuzz_check(again.length == made.length && memcmp(again.bytes, made.bytes, made.length) == 0, NULL);
    free(text.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct sockfam_context *ctx = fuzz_context();
    char name[SOCKFAM_OPTION_SIZE] = "";
    const uint8_t *colon = size ? memchr(data, ':', size) : NULL;
    if (!colon || data + size - colon < 2 || colon - data >= SOCKFAM_OPTION_SIZE)
        return 0;
    memcpy(name, data, (size_t)(colon - data));
    const struct sockfam_option_row *row = choose_row(ctx, name);
    const uint8_t *rest = colon + 2;
    size_t left = (size_t)(data + size - rest);
    if (colon[1] != 'b')
        read_text(ctx, row, (const char *)rest, strnlen((const char *)rest, left));
    else
        free(print(row, rest, left).data);
    return 0;
}
