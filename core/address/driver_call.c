/* SPDX-License-Identifier: MIT */
/*
 * What is lent to the code of drivers, and the way to its functions. Nothing that they answer is believed: a result
 * must agree with what was said through host->fail, text must have been written, and values must be whole.
 */
#include "core/address/driver_call.h"

#include <stdio.h>

#define ERRNO_MAX 4095

static int host_fail(struct sockfam_error *error, uint32_t kind, int32_t code, const char *message)
{
    bool is_known = kind > SOCKFAM_ERROR_NONE && kind <= SOCKFAM_ERROR_MEMORY;
    bool is_errno = kind == SOCKFAM_ERROR_RESOLVER || kind == SOCKFAM_ERROR_HOST || (code > 0 && code <= ERRNO_MAX);
    sf_fail(error, is_known ? (enum sockfam_error_kind)kind : SOCKFAM_ERROR_VALUE, is_errno ? code : 0, "%s",
            message && message[0] != '\0' ? message : "the driver does not say why");
    return sf_error_returned(error);
}

static const struct sockfam_host host = { sizeof(struct sockfam_host), host_fail };

int sf_driver_call_begin(struct sf_driver_call *driver, const struct sf_call *from)
{
    const struct sf_driver *owner = from->format->driver;
    driver->from = from;
    driver->spare.kind = SOCKFAM_ERROR_NONE;
    driver->spare.flags = from->error ? 0 : SOCKFAM_ERROR_NO_TEXT;
    driver->call = (struct sockfam_call){ .host = &host,
                                          .error = from->error ? from->error : &driver->spare,
                                          .flags = from->flags };
    if (!owner->code)
        return sf_fail_plugin(driver->call.error, SOCKFAM_STAGE_LOAD, owner->family.plugin, 0,
                              "driver \"%s\" has no code", owner->family.name);
    return owner->code->functions(from->ctx, from->format, &driver->code, driver->call.error);
}

static int nonsense(struct sf_driver_call *driver, const char *function, const char *what)
{
    const struct sf_driver *owner = driver->from->format->driver;
    driver->call.error->kind = SOCKFAM_ERROR_NONE; /* what was said before does not count */
    int result = sf_fail(driver->call.error, SOCKFAM_ERROR_PLUGIN, 0, "%s: the driver's %s %s",
                         sf_call_name(driver->from), function, what);
    if (!(driver->call.error->flags & SOCKFAM_ERROR_NO_TEXT))
        snprintf(driver->call.error->file, sizeof(driver->call.error->file), "%s", owner->family.plugin);
    return result;
}

int sf_driver_call_end(struct sf_driver_call *driver, const char *function, int result)
{
    bool has_failed = driver->call.error->kind != SOCKFAM_ERROR_NONE;
    if (result == 0 && !has_failed)
        return 0;
    if (result > 0)
        return nonsense(driver, function, "returned a positive number");
    if (result == 0)
        return nonsense(driver, function, "called fail() and returned 0");
    if (!has_failed)
        return nonsense(driver, function, "failed without calling fail()");
    return sf_error_returned(driver->call.error);
}

/* ------------------------------------------------------------------ what it made */

int sf_driver_call_check_text(struct sf_driver_call *driver, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (text[i] == '\0')
            return nonsense(driver, "print", "says that its text is longer than what it wrote");
        else if (text[i] < 0x21 || text[i] > 0x7e)
            return nonsense(driver, "print", "wrote a byte that has to be written as %XX");
    return 0;
}

/* Whether the span lies wholly in the sockaddr or in scratch; bytes of anybody else are not ours to hand on. */
static bool is_lent(const struct sockfam_span *span, const void *lent, size_t size)
{
    uintptr_t begin = (uintptr_t)lent, at = (uintptr_t)span->data;
    return at >= begin && at - begin <= size && span->size <= size - (at - begin);
}

static bool is_whole(const struct sf_call *from, const struct sockfam_value *value, const char *scratch)
{
    if (value->kind == SOCKFAM_VALUE_UINT || value->kind == SOCKFAM_VALUE_SINT)
        return true;
    if (value->kind != SOCKFAM_VALUE_TEXT && value->kind != SOCKFAM_VALUE_BYTES)
        return false;
    return value->span.size == 0 || is_lent(&value->span, scratch, SOCKFAM_SCRATCH_SIZE) ||
           is_lent(&value->span, from->bytes, from->length);
}

int sf_driver_call_check_values(struct sf_driver_call *driver, const struct sockfam_value *values, size_t count,
                                const char *scratch)
{
    if (count > SOCKFAM_FIELDS_MAX)
        return nonsense(driver, "decode", "gave more values than any format has fields");
    for (size_t i = 0; i < count; i++)
        if (!is_whole(driver->from, &values[i], scratch))
            return nonsense(driver, "decode", "gave a value of no known kind, or one that lies elsewhere");
    return 0;
}
