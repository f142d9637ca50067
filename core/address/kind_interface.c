/* SPDX-License-Identifier: MIT */
/* IFACE: an interface's index. In text its name or #index, in a tuple its name, "" for index 0. */
#include "core/address/kind.h"

#include <errno.h>
#include <net/if.h>

#include "core/base/names.h"
#include "core/base/number.h"
#include "core/sys/sys.h"

static uint64_t most(const struct sockfam_field_row *row)
{
    (void)row;
    return UINT32_MAX;
}

static size_t text_room(const struct sf_op *op)
{
    (void)op;
    return IF_NAMESIZE;
}

/* ------------------------------------------------------------------ into the sockaddr */

static int would_look_up(struct sf_call *call, const struct sf_op *op, struct sockfam_span name, bool is_zone)
{
    return sf_call_fail_at(call, op, call->at, SOCKFAM_REASON_WOULD_LOOK_UP,
                           "interface \"%.*s\" would have to be looked up, and lookups are refused: give %s",
                           SF_SHOWN(name), is_zone ? "its index" : "#index");
}

static int no_such_interface(struct sf_call *call, const struct sf_op *op, const char *name, bool is_zone, int code)
{
    if (is_zone)
        return sf_call_fail(call, op, SOCKFAM_ERROR_RESOLVER, 0, SOCKFAM_REASON_NO_ZONE, "there is no interface \"%s\"",
                            name);
    return sf_call_fail(call, op, SOCKFAM_ERROR_OS, code, SOCKFAM_REASON_NO_SUCH_NAME, "there is no interface \"%s\"",
                        name);
}

int sf_interface_index(struct sf_call *call, const struct sf_op *op, struct sockfam_span name, bool is_zone,
                       uint32_t *index)
{
    char text[IF_NAMESIZE];
    if (call->flags & SOCKFAM_NO_LOOKUP)
        return would_look_up(call, op, name, is_zone);
    if (name.size >= sizeof(text))
        return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_TOO_LONG,
                            "the interface name \"%.*s\" is too long: it has %zu bytes, and at most %zu are possible",
                            SF_SHOWN(name), name.size, sizeof(text) - 1);
    if (memchr(name.data, 0, name.size))
        return sf_call_fail(call, op, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_NUL_BYTE, "%s has a NUL byte in it",
                            op->row->name);
    memcpy(text, name.data, name.size);
    text[name.size] = '\0';
    errno = 0;
    *index = call->ctx->sys->if_nametoindex(text);
    return *index ? 0 : no_such_interface(call, op, text, is_zone, errno ? errno : ENODEV);
}

static int put_name(struct sf_call *call, const struct sf_op *op, struct sockfam_span name)
{
    uint32_t index = 0;
    if (name.size == 0 && (op->flags & SOCKFAM_FIELD_NONZERO))
        return sf_call_fail(call, op, SOCKFAM_ERROR_OS, ENODEV, SOCKFAM_REASON_MISSING, "%s must name an interface",
                            op->row->name);
    int result = name.size ? sf_interface_index(call, op, name, false, &index) : 0;
    if (result == 0)
        sf_store(op, call->bytes, index);
    return result;
}

/* A name, as text or as bytes, or an index. */
static int put(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    if (value->kind == SOCKFAM_VALUE_TEXT || value->kind == SOCKFAM_VALUE_BYTES)
        return put_name(call, op, value->span);
    if (value->kind == SOCKFAM_VALUE_UINT || value->kind == SOCKFAM_VALUE_SINT)
        return sf_put_integer(call, op, value);
    return sf_wrong_kind(call, op, "an interface's name or index");
}

static int read_value(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    char plain[SF_PLAIN_MAX];
    if (text.size && text.data[0] == '#') {
        call->at = text.data + 1;
        return sf_read_integer(call, op, SF_SPAN(text.data + 1, text.data + text.size));
    }
    int size = sf_unescape(call, op, text, plain);
    return size < 0 ? size : put_name(call, op, (struct sockfam_span){ plain, (size_t)size });
}

/* ------------------------------------------------------------------ and back */

const char *sf_interface_name(const struct sf_call *call, uint32_t index, char *name)
{
    if (index == 0 || call->flags & SOCKFAM_NO_LOOKUP)
        return NULL;
    return call->ctx->sys->if_indextoname(index, name);
}

static char *print(const struct sf_call *call, const struct sf_op *op, char *out)
{
    char text[IF_NAMESIZE];
    uint32_t index = (uint32_t)sf_load(op, call->bytes);
    const char *name = call->flags & SOCKFAM_DISPLAY ? sf_interface_name(call, index, text) : NULL;
    if (name && sf_is_interface_name(name)) {
        size_t size = strlen(name);
        memcpy(out, name, size);
        return out + size;
    }
    *out++ = '#';
    return sf_print_decimal(out, index);
}

static void get(const struct sf_call *call, const struct sf_op *op, struct sockfam_value *value, char **scratch)
{
    uint32_t index = (uint32_t)sf_load(op, call->bytes);
    if (index != 0 && !sf_interface_name(call, index, *scratch)) {
        *value = sockfam_value_uint(index);
        return;
    }
    size_t size = index ? strlen(*scratch) : 0;
    *value = sockfam_value_text(*scratch, size);
    *scratch += size;
}

const struct sf_kind sf_kind_interface = {
    .name = "IFACE",
    .sizes = 1u << 4,
    .flags = SOCKFAM_FIELD_NONZERO,
    .traits = SF_KIND_INTEGER | SF_KIND_NAMES | SF_KIND_EMPTY,
    .usual = SF_USUAL_INDEX,
    .most = most,
    .text_room = text_room,
    .read = read_value,
    .put = put,
    .get = get,
    .print = print,
};
