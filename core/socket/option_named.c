/* SPDX-License-Identifier: MIT */
/*
 * Options by name. What the bytes of a value are is the row's kind (core/option), so nothing here knows an option: they
 * are made from text and handed to the kernel, or fetched and printed.
 */
#include "core/address/plan.h"
#include "core/option/value.h"
#include "core/socket/socket.h"

static int find_row(const struct sockfam_socket *s, const char *name, uint32_t refused, const char *verb,
                    const struct sockfam_option_row **row, struct sockfam_error *error)
{
    const struct sockfam_family *family = s->format ? s->format->family : NULL;
    *row = s->ctx ? sockfam_option_find(s->ctx, family, SOCKFAM_OPTIONS, name) : NULL;
    if (!*row)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_NO_SUCH_NAME, name,
                              "unknown socket option \"%.60s\": no driver describes it", name);
    if ((*row)->flags & refused)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNSUPPORTED, name,
                              "the socket option %s cannot be %s", name, verb);
    if ((*row)->flags & SOCKFAM_OPTION_CODE_ONLY)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNSUPPORTED, name,
                              "the socket option %s holds pointers: only a program can give it, by number", name);
    return 0;
}

int sockfam_socket_set_option(struct sockfam_socket *s, const char *name, const char *text, size_t size,
                              struct sockfam_error *error)
{
    struct sf_option_value made;
    const struct sockfam_option_row *row;
    const struct sockfam_value value = sockfam_value_text(text, size);
    sf_error_begin(error);
    int result = find_row(s, name, SOCKFAM_OPTION_READ_ONLY, "set", &row, error);
    if (result == 0)
        result = sf_option_read(s->ctx, row, &value, &made, error);
    if (result < 0)
        return result;
    const void *bytes = made.is_length_only ? NULL : made.bytes;
    if (sf_sys_of(s)->setsockopt(sf_fd(s), row->level, row->number, bytes, (socklen_t)made.length) < 0)
        return sf_os_fail(error, errno, row->name);
    return 0;
}

/* Bytes to ask a kernel for. Not all families say how many they gave, so a struct is asked for in its own size. */
static size_t room_of(const struct sockfam_socket *s, const struct sockfam_option_row *row)
{
    bool is_array = row->flags & SOCKFAM_OPTION_ARRAY;
    const struct sf_format *format = is_array ? NULL : sf_option_format(s->ctx, row);
    size_t size = sf_option_integer_size(row);
    for (size_t i = 0; format && i < format->plan_count; i++)
        size = format->plans[i].longest > size ? format->plans[i].longest : size;
    return size ? size : SOCKFAM_STRUCT_MAX;
}

/* The option's bytes as the kernel has them now. `question`: what an ASK option is to be about. */
static int fetch(const struct sockfam_socket *s, const char *name, struct sockfam_span question,
                 const struct sockfam_option_row **row, struct sf_option_value *got, struct sockfam_error *error)
{
    int result = find_row(s, name, SOCKFAM_OPTION_WRITE_ONLY, "read", row, error);
    if (result < 0)
        return result;
    if ((*row)->flags & SOCKFAM_OPTION_ASK) {
        result = sf_option_read_question(s->ctx, *row, question, got, error);
        if (result < 0)
            return result;
    } else if (question.size > 0) {
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNSUPPORTED, name,
                              "getting the socket option %s takes no question", name);
    } else {
        got->length = room_of(s, *row);
    }
    socklen_t length = (socklen_t)got->length;
    if (sf_sys_of(s)->getsockopt(sf_fd(s), (*row)->level, (*row)->number, got->bytes, &length) < 0)
        return sf_os_fail(error, errno, (*row)->name);
    got->length = length < sizeof(got->bytes) ? length : sizeof(got->bytes);
    return 0;
}

int sockfam_socket_ask_option(const struct sockfam_socket *s, const char *name, const char *question,
                              size_t question_size, char *text, size_t size, size_t *need, struct sockfam_error *error)
{
    struct sf_option_value got = { .length = 0 };
    const struct sockfam_option_row *row;
    sf_error_begin(error);
    int result = fetch(s, name, sockfam_value_text(question, question_size).span, &row, &got, error);
    if (result < 0)
        return result;
    size_t used = sf_option_print(s->ctx, row, got.bytes, got.length, text, size);
    if (need)
        *need = used + 1;
    if (used >= size)
        return sf_no_room(error, name, used + 1, size);
    text[used] = '\0';
    return 0;
}

int sockfam_socket_get_option(const struct sockfam_socket *s, const char *name, char *text, size_t size, size_t *need,
                              struct sockfam_error *error)
{
    return sockfam_socket_ask_option(s, name, "", 0, text, size, need, error);
}

int sockfam_socket_get_option_field(const struct sockfam_socket *s, const char *name, const char *field,
                                    struct sockfam_value *value, char *scratch, size_t size,
                                    struct sockfam_error *error)
{
    struct sf_option_value got = { .length = 0 };
    const struct sockfam_option_row *row;
    sf_error_begin(error);
    int result = fetch(s, name, (struct sockfam_span){ "", 0 }, &row, &got, error);
    if (result < 0)
        return result;
    const struct sockfam_format *format = sockfam_option_format(s->ctx, row);
    if (!format || row->flags & SOCKFAM_OPTION_ARRAY)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNSUPPORTED, name,
                              "the socket option %s is not one struct, so it has no field \"%.40s\"", name, field);
    return sockfam_struct_get(s->ctx, format, got.bytes, got.length, field, 0, value, scratch, size, error);
}
