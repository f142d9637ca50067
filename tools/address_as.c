/* SPDX-License-Identifier: MIT */
/*
 * The two names of one Hyper-V socket. Windows names machine and service by GUIDs, a Linux guest by a context id and a
 * port: the service's GUID is the port and a fixed template, and three machines have a counterpart.
 */
#include "address.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define GUID_SIZE 36 /* characters */

static const char template_tail[] = "-facb-11e6-bd58-64006a7986d3";

static const struct {
    uint32_t cid;
    const char *guid;
} machines[] = {
    { UINT32_MAX, "00000000-0000-0000-0000-000000000000" }, /* any */
    { 1, "e0e16197-dd56-4a10-9195-5ee7a155a838" },          /* this machine */
    { 2, "a42e7cda-d03f-480c-9cc2-a4de20abb878" },          /* the host */
};

#define MACHINES (sizeof(machines) / sizeof(machines[0]))

static int refuse(const struct sockfam_error *error)
{
    report_error(error);
    return NO;
}

static int encode(const struct sockfam *ctx, const char *name, const struct sockfam_value *values,
                  struct sockfam_address *address)
{
    struct sockfam_error error = { 0 };
    const struct sockfam_format *format;
    if (address_format(ctx, name, &format) != YES)
        return NO;
    return sockfam_encode(ctx, format, values, 2, SOCKFAM_NO_LOOKUP, address, &error) >= 0 ? YES : refuse(&error);
}

static int to_hyperv(const struct sockfam *ctx, const struct sockfam_values *vsock, struct sockfam_address *address)
{
    uint64_t cid = vsock->value[0].u;
    uint64_t port = vsock->value[1].u;
    size_t i = 0;
    while (i < MACHINES && machines[i].cid != cid)
        i++;
    if (i == MACHINES) {
        report("cid %llu has no GUID that is known here; ANY, LOCAL and HOST have", (unsigned long long)cid);
        return NO;
    }
    if (port >= UINT32_MAX) {
        report("port ANY names no service");
        return NO;
    }
    if (vsock->count > 2 && vsock->value[2].u != 0) {
        report("vsock flags have no counterpart in a hyperv address");
        return NO;
    }
    char service[GUID_SIZE + 1];
    snprintf(service, sizeof(service), "%08lx%s", (unsigned long)port, template_tail);
    const struct sockfam_value values[] = { sockfam_text(machines[i].guid, GUID_SIZE),
                                            sockfam_text(service, GUID_SIZE) };
    return encode(ctx, "hyperv", values, address);
}

static int is_guid(const struct sockfam_value *value)
{
    return value->kind == SOCKFAM_VALUE_TEXT && value->span.size == GUID_SIZE;
}

static int to_vsock(const struct sockfam *ctx, const struct sockfam_values *hyperv, struct sockfam_address *address)
{
    const struct sockfam_value *machine = &hyperv->value[0];
    const struct sockfam_value *service = &hyperv->value[1];
    size_t i = 0;
    while (i < MACHINES && !(is_guid(machine) && strncasecmp(machines[i].guid, machine->span.data, GUID_SIZE) == 0))
        i++;
    if (i == MACHINES) {
        report("vm_id has no context id that is known here; WILDCARD, LOOPBACK and PARENT have");
        return NO;
    }
    if (!is_guid(service) || strncasecmp(service->span.data + 8, template_tail, GUID_SIZE - 8) != 0) {
        report("service_id is none of a Linux port: that would be <port, 8 digits>%s", template_tail);
        return NO;
    }
    char digits[9] = "";
    memcpy(digits, service->span.data, 8);
    const struct sockfam_value values[] = { sockfam_uint(machines[i].cid), sockfam_uint(strtoul(digits, NULL, 16)) };
    return encode(ctx, "vsock", values, address);
}

int address_translate(const struct sockfam *ctx, const char *as, struct sockfam_address *address)
{
    const char *from = address->format ? address->format->rows[0].name : "raw";
    struct sockfam_error error = { 0 };
    struct sockfam_values values;
    if (strcmp(from, as) == 0)
        return YES;
    if (strcmp(from, "vsock") != 0 && strcmp(from, "hyperv") != 0) {
        report("--as %s: only vsock and hyperv addresses name the same thing, not %s", as, from);
        return NO;
    }
    if (sockfam_decode(ctx, address, SOCKFAM_ALL_FIELDS | SOCKFAM_NO_LOOKUP, &values, &error) < 0)
        return refuse(&error);
    return strcmp(as, "hyperv") == 0 ? to_hyperv(ctx, &values, address) : to_vsock(ctx, &values, address);
}
