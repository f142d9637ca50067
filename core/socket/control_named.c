/* SPDX-License-Identifier: MIT */
/*
 * Control messages by the names that drivers give them. Which numbers stand behind the names is the drivers' knowledge.
 */
#include "core/option/value.h"
#include "core/socket/message.h"

static const struct sockfam_family *family_of(const struct sockfam_socket *s)
{
    return s->format ? s->format->family : NULL;
}

static int put_row(const struct sockfam_socket *s, struct sockfam_control *control,
                   const struct sockfam_option_row *row, const struct sockfam_value *value, struct sockfam_error *error)
{
    struct sf_option_value bytes;
    int result = sf_option_read(s->ctx, row, value, &bytes, error);
    if (result < 0)
        return result;
    return sockfam_control_put(control, row->level, row->number, bytes.bytes, bytes.length, error);
}

int sockfam_control_put_named(const struct sockfam_socket *s, struct sockfam_control *control, const char *name,
                              const struct sockfam_value *value, struct sockfam_error *error)
{
    sf_error_begin(error);
    const struct sockfam_option_row *row =
        s->ctx ? sockfam_option_find(s->ctx, family_of(s), SOCKFAM_MESSAGES, name) : NULL;
    if (!row)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_NO_SUCH_NAME, name,
                              "unknown control message \"%.60s\": no driver describes it", name);
    if (row->flags & SOCKFAM_OPTION_READ_ONLY)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNSUPPORTED, row->name,
                              "the control message %s can only be received", name);
    return put_row(s, control, row, value, error);
}

const struct sockfam_option_row *sockfam_control_item_row(const struct sockfam_socket *s,
                                                          const struct sockfam_control_item *item)
{
    return s->ctx ? sockfam_option_by_number(s->ctx, family_of(s), SOCKFAM_MESSAGES, item->level, item->type) : NULL;
}

int sockfam_control_item_print(const struct sockfam_socket *s, const struct sockfam_control_item *item, char *text,
                               size_t size, size_t *need, struct sockfam_error *error)
{
    sf_error_begin(error);
    size_t used = sf_option_print(s->ctx, sockfam_control_item_row(s, item), item->data, item->size, text, size);
    if (need)
        *need = used + 1;
    if (used >= size)
        return sf_no_room(error, "the text of a control message", used + 1, size);
    text[used] = '\0';
    return 0;
}
