/* SPDX-License-Identifier: MIT */
/*
 * Options by number, and the drivers' rows that describe them, looked for in an order that lets the socket's own driver
 * win.
 */
#include <limits.h>
#include <string.h>

#include "core/option/value.h"
#include "core/registry/system.h"
#include "core/socket/socket.h"

/* ------------------------------------------------------------------ rows */

/* A row by name, or if that is NULL by level and number. */
struct query {
    enum sockfam_option_record record;
    const char *name;
    int32_t level, number;
};

static const struct sockfam_option_row *find_in(const struct sockfam_family *family, const struct query *query)
{
    const struct sockfam_option_row *row;
    for (size_t i = 0; (row = sockfam_family_option_at(family, query->record, i)); i++)
        if (sf_holds(row->on, sf_system_here) &&
            (query->name ? strcmp(row->name, query->name) == 0
                         : row->level == query->level && row->number == query->number))
            return row;
    return NULL;
}

static const struct sockfam_option_row *find_in_all(const struct sockfam_context *ctx, const struct query *query,
                                                    bool is_of_no_family)
{
    const struct sockfam_option_row *row = NULL;
    const struct sockfam_family *family;
    for (size_t i = 0; !row && (family = sockfam_family_at(ctx, i)); i++)
        if (!is_of_no_family || family->af == 0)
            row = find_in(family, query);
    return row;
}

const struct sockfam_option_row *sockfam_option_find(const struct sockfam_context *ctx,
                                                     const struct sockfam_family *family,
                                                     enum sockfam_option_record record, const char *name)
{
    const struct query query = { record, name, 0, 0 };
    const struct sockfam_option_row *row = find_in(family, &query);
    if (!row)
        row = find_in_all(ctx, &query, true);
    return row ? row : find_in_all(ctx, &query, false);
}

const struct sockfam_option_row *sockfam_option_by_number(const struct sockfam_context *ctx,
                                                          const struct sockfam_family *family,
                                                          enum sockfam_option_record record, int32_t level,
                                                          int32_t number)
{
    const struct query query = { record, NULL, level, number };
    const struct sockfam_option_row *row = find_in(family, &query);
    return row ? row : find_in_all(ctx, &query, true);
}

static const struct sockfam_family *family_of(const struct sockfam_socket *s)
{
    return s->format ? s->format->family : NULL;
}

/* ------------------------------------------------------------------ by number */

int sockfam_socket_getsockopt(const struct sockfam_socket *s, int level, int number, void *value, size_t size,
                              size_t *length, struct sockfam_error *error)
{
    sf_error_begin(error);
    if (size == 0 || size > INT_MAX)
        return sf_fail_reason(error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE, "size",
                              "getsockopt: room of %zu bytes; 1 to %d are possible", size, INT_MAX);
    socklen_t got = (socklen_t)size;
    if (sf_sys_of(s)->getsockopt(sf_fd(s), level, number, value, &got) < 0)
        return sf_os_fail(error, errno, "getsockopt");
    *length = got;
    return 0;
}

int sockfam_socket_setsockopt(struct sockfam_socket *s, int level, int number, const void *value, size_t size,
                              struct sockfam_error *error)
{
    sf_error_begin(error);
    if (size > UINT32_MAX)
        return sf_fail_reason(error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE, "size",
                              "setsockopt: %zu bytes; at most 4294967295 are possible", size);
    if (sf_sys_of(s)->setsockopt(sf_fd(s), level, number, value, (socklen_t)size) < 0)
        return sf_os_fail(error, errno, "setsockopt");
    return 0;
}

static size_t integer_size(const struct sockfam_socket *s, int level, int number)
{
    const struct sockfam_option_row *row =
        s->ctx ? sockfam_option_by_number(s->ctx, family_of(s), SOCKFAM_OPTIONS, level, number) : NULL;
    size_t size = row ? sf_option_integer_size(row) : 0;
    return size == 0 ? sizeof(int) : size;
}

int sockfam_socket_getsockopt_int(const struct sockfam_socket *s, int level, int number, int64_t *value,
                                  struct sockfam_error *error)
{
    uint8_t u8;
    uint16_t u16;
    int32_t s32;
    uint8_t bytes[8] = { 0 };
    size_t size = integer_size(s, level, number), length;
    int result = sockfam_socket_getsockopt(s, level, number, bytes, size, &length, error);
    if (result < 0)
        return result;
    memcpy(&u8, bytes, sizeof(u8));
    memcpy(&u16, bytes, sizeof(u16));
    memcpy(&s32, bytes, sizeof(s32));
    if (size == sizeof(*value))
        memcpy(value, bytes, sizeof(*value));
    else
        *value = size == sizeof(u8) ? u8 : size == sizeof(u16) ? u16 : s32;
    return 0;
}

int sockfam_socket_setsockopt_int(struct sockfam_socket *s, int level, int number, int64_t value,
                                  struct sockfam_error *error)
{
    size_t size = integer_size(s, level, number);
    uint8_t u8 = (uint8_t)value;
    uint16_t u16 = (uint16_t)value;
    int32_t s32 = (int32_t)value;
    const void *const bytes[] = { [1] = &u8, [2] = &u16, [4] = &s32, [8] = &value };
    sf_error_begin(error);
    if ((size == 4 && value != s32) || (size == 2 && value != u16) || (size == 1 && value != u8))
        return sf_fail_reason(error, SOCKFAM_ERROR_OVERFLOW, 0, SOCKFAM_REASON_RANGE, "value",
                              "setsockopt: %lld does not fit %zu bytes", (long long)value, size);
    return sockfam_socket_setsockopt(s, level, number, bytes[size], size, error);
}
