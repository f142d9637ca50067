/* SPDX-License-Identifier: MIT */
/* What is lent to the code of drivers, and the way to its functions. */
#include "core/address/driver_call.h"

#include <errno.h>

static int host_fail(struct sockfam_error *error, uint32_t kind, int32_t code, const char *message)
{
    bool is_known = kind > SOCKFAM_ERROR_NONE && kind <= SOCKFAM_ERROR_MEMORY;
    sf_fail(error, is_known ? (enum sockfam_error_kind)kind : SOCKFAM_ERROR_VALUE, code, "%s", message ? message : "");
    return kind == SOCKFAM_ERROR_OS && code > 0 ? -code : -EINVAL;
}

static const struct sockfam_host host = { sizeof(struct sockfam_host), host_fail };

int sf_driver_call_begin(struct sf_driver_call *driver, const struct sf_call *from)
{
    const struct sf_driver *owner = from->format->driver;
    driver->spare.kind = SOCKFAM_ERROR_NONE;
    driver->call = (struct sockfam_call){ .host = &host,
                                          .error = from->error ? from->error : &driver->spare,
                                          .flags = from->flags };
    if (!owner->code)
        return sf_fail_plugin(driver->call.error, SOCKFAM_STAGE_LOAD, owner->family.plugin, 0,
                              "driver \"%s\" has no code", owner->family.name);
    return owner->code->functions(from->ctx, from->format, &driver->code, driver->call.error);
}
