/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: values of socket options and control messages. Input: the option's name, ':', then 't' and a text, up to
 * its NUL; 'q' and the text of a question; or 'b' and bytes. An unknown name stands for a row of a kind, a size and
 * flags that its first three characters choose.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "core/option/kind.h"

static const struct sockfam_option_row *choose_row(const struct sockfam_context *ctx, const char *name)
{
    static struct sockfam_option_row made;
    const struct sockfam_option_row *row = sockfam_option_find(ctx, NULL, SOCKFAM_OPTIONS, name);
    if (!row)
        row = sockfam_option_find(ctx, NULL, SOCKFAM_MESSAGES, name);
    if (row)
        return row;
    strcpy(made.name, "MADE");
    const struct sf_option_kind *kind = NULL;
    for (made.kind = (uint16_t)((uint8_t)name[0] % 32); !(kind = sf_option_kind_of(made.kind)); made.kind /= 2)
        if (made.kind == 0)
            made.kind = 3;
    made.size = (uint16_t)(name[0] ? (uint8_t)name[1] * 4 + 1 : 1);
    made.flags = kind->flags & (name[0] && name[1] ? (uint8_t)name[2] : 0) & ~SOCKFAM_OPTION_ASK;
    return &made;
}

/* Prints into exactly the room it takes, and into less. The caller frees the text, which has no NUL. */
static struct fuzz_bytes print(const struct sockfam_context *ctx, const struct sockfam_option_row *row,
                               const uint8_t *bytes, size_t length)
{
    struct fuzz_bytes text = { NULL, sf_option_print(ctx, row, bytes, length, NULL, 0) };
    text.data = malloc(text.size ? text.size : 1);
    fuzz_check(text.data, NULL);
    fuzz_check(sf_option_print(ctx, row, bytes, length, (char *)text.data, text.size / 2) == text.size, NULL);
    fuzz_check(sf_option_print(ctx, row, bytes, length, (char *)text.data, text.size) == text.size, NULL);
    return text;
}

/* What is read prints as text that reads as the same. */
static void read_text(const struct sockfam_context *ctx, const struct sockfam_option_row *row, const char *data,
                      size_t size)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sockfam_value value = sockfam_value_text(data, size);
    struct sf_option_value made, again;
    int result = sf_option_read(ctx, row, &value, &made, &error);
    if (result < 0) {
        fuzz_refusal(result, &error, size);
        return;
    }
    if (made.is_length_only)
        return;
    fuzz_check(made.length <= sizeof(made.bytes), NULL);
    struct fuzz_bytes text = print(ctx, row, made.bytes, made.length);
    value = sockfam_value_text((const char *)text.data, text.size);
    result = sf_option_read(ctx, row, &value, &again, &error);
    fuzz_check(result == 0, &error);
    fuzz_check(again.length == made.length && memcmp(again.bytes, made.bytes, made.length) == 0, NULL);
    free(text.data);
}

static void read_question(const struct sockfam_context *ctx, const struct sockfam_option_row *row, const char *data,
                          size_t size)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sf_option_value made;
    if (!(row->flags & SOCKFAM_OPTION_ASK))
        return;
    int result = sf_option_read_question(ctx, row, (struct sockfam_span){ data, size }, &made, &error);
    if (result < 0)
        fuzz_refusal(result, &error, size);
    else
        fuzz_check(made.length <= sizeof(made.bytes), NULL);
}

/* A kernel's struct may lie beyond what a user may give; but text of it that is taken means the same. */
static void read_back(const struct sockfam_context *ctx, const struct sockfam_option_row *row, struct fuzz_bytes text)
{
    const struct sockfam_value value = sockfam_value_text((const char *)text.data, text.size);
    struct sf_option_value again;
    if (sf_option_read(ctx, row, &value, &again, NULL) < 0)
        return;
    struct fuzz_bytes same = print(ctx, row, again.bytes, again.length);
    fuzz_check(same.size == text.size && memcmp(same.data, text.data, text.size) == 0, NULL);
    free(same.data);
}

static void take_bytes(const struct sockfam_context *ctx, const struct sockfam_option_row *row, const uint8_t *bytes,
                       size_t length)
{
    static char room[SOCKFAM_STRUCT_TEXT_MAX];
    const struct sockfam_format *format = sockfam_option_format(ctx, row);
    struct fuzz_bytes text = print(ctx, row, bytes, length);
    bool is_struct = format && !(row->flags & (SOCKFAM_OPTION_ARRAY | SOCKFAM_OPTION_CODE_ONLY)) &&
                     sockfam_struct_print(ctx, format, bytes, length, 0, room, sizeof(room), NULL, NULL) == 0;
    if (is_struct)
        read_back(ctx, row, text);
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
    if (colon[1] == 'b')
        take_bytes(ctx, row, rest, left);
    else if (colon[1] == 'q')
        read_question(ctx, row, (const char *)rest, strnlen((const char *)rest, left));
    else
        read_text(ctx, row, (const char *)rest, strnlen((const char *)rest, left));
    return 0;
}
