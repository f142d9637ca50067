/* SPDX-License-Identifier: MIT */
/*
 * The two names of one Hyper-V socket. Windows names machine and service by GUIDs, a Linux guest by a context id and a
 * port: the service's GUID is the port and a fixed template, and three machines have a counterpart.
 */
#include "address.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define GUID_SIZE 36  /* characters */
#define PORT_DIGITS 8 /* of a service's GUID; the template has the others */

/* Machines that both know, by the names of their constants. */
static const struct {
    const char *cid;
    const char *guid;
} machines[] = {
    { "VMADDR_CID_ANY", "HV_GUID_WILDCARD" },
    { "VMADDR_CID_LOCAL", "HV_GUID_LOOPBACK" },
    { "VMADDR_CID_HOST", "HV_GUID_PARENT" },
};

#define MACHINES (sizeof(machines) / sizeof(machines[0]))

/* What the drivers say of them. */
struct names {
    uint32_t cid[MACHINES];
    const char *guid[MACHINES];
    const char *service; /* the template */
    uint32_t any_port;
};

static int take_number(const struct sockfam_context *ctx, const char *name, uint32_t *number)
{
    const struct sockfam_constant *constant = sockfam_constant_find(ctx, name);
    if (!constant || constant->kind != SOCKFAM_CONSTANT_NUMBER) {
        report("no driver of this config has the number %s", name);
        return NO;
    }
    *number = (uint32_t)constant->value;
    return YES;
}

static int take_guid(const struct sockfam_context *ctx, const char *name, const char **guid)
{
    const struct sockfam_constant *constant = sockfam_constant_find(ctx, name);
    if (!constant || constant->kind != SOCKFAM_CONSTANT_STRING || strlen(constant->text) != GUID_SIZE) {
        report("no driver of this config has the GUID %s", name);
        return NO;
    }
    *guid = constant->text;
    return YES;
}

static int take_names(const struct sockfam_context *ctx, struct names *names)
{
    int result = take_guid(ctx, "HV_GUID_VSOCK_TEMPLATE", &names->service);
    if (result == YES)
        result = take_number(ctx, "VMADDR_PORT_ANY", &names->any_port);
    for (size_t i = 0; i < MACHINES && result == YES; i++) {
        result = take_number(ctx, machines[i].cid, &names->cid[i]);
        if (result == YES)
            result = take_guid(ctx, machines[i].guid, &names->guid[i]);
    }
    return result;
}

static int refuse(const struct sockfam_error *error)
{
    report_error(error);
    return NO;
}

static int encode(const struct sockfam_context *ctx, const char *name, const struct sockfam_value *values,
                  struct sockfam_address *address)
{
    struct sockfam_error error = { 0 };
    const struct sockfam_format *format;
    if (address_format(ctx, name, &format) != YES)
        return NO;
    return sockfam_address_from_values(ctx, format, values, 2, SOCKFAM_NO_LOOKUP, address, &error) >= 0
               ? YES
               : refuse(&error);
}

static int to_hyperv(const struct sockfam_context *ctx, const struct names *names, const struct sockfam_values *vsock,
                     struct sockfam_address *address)
{
    uint64_t cid = vsock->value[0].u;
    uint64_t port = vsock->value[1].u;
    char service[GUID_SIZE + 1];
    size_t i = 0;
    while (i < MACHINES && names->cid[i] != cid)
        i++;
    if (i == MACHINES) {
        report("cid %llu has no known GUID; ANY, LOCAL and HOST have one", (unsigned long long)cid);
        return NO;
    }
    if (port == names->any_port) {
        report("port ANY does not name a service");
        return NO;
    }
    if (vsock->count > 2 && vsock->value[2].u != 0) {
        report("vsock flags have no counterpart in a hyperv address");
        return NO;
    }
    snprintf(service, sizeof(service), "%08lx%s", (unsigned long)port, names->service + PORT_DIGITS);
    const struct sockfam_value values[] = { sockfam_value_text(names->guid[i], GUID_SIZE),
                                            sockfam_value_text(service, GUID_SIZE) };
    return encode(ctx, "hyperv", values, address);
}

static int is_guid(const struct sockfam_value *value)
{
    return value->kind == SOCKFAM_VALUE_TEXT && value->span.size == GUID_SIZE;
}

static int to_vsock(const struct sockfam_context *ctx, const struct names *names, const struct sockfam_values *hyperv,
                    struct sockfam_address *address)
{
    const struct sockfam_value *machine = &hyperv->value[0];
    const struct sockfam_value *service = &hyperv->value[1];
    const char *tail = names->service + PORT_DIGITS;
    char digits[PORT_DIGITS + 1] = "";
    size_t i = 0;
    while (i < MACHINES && !(is_guid(machine) && strncasecmp(names->guid[i], machine->span.data, GUID_SIZE) == 0))
        i++;
    if (i == MACHINES) {
        report("vm_id has no known context id; WILDCARD, LOOPBACK and PARENT have one");
        return NO;
    }
    if (!is_guid(service) || strncasecmp(service->span.data + PORT_DIGITS, tail, GUID_SIZE - PORT_DIGITS) != 0) {
        report("service_id does not stand for a Linux port; one that does is <port, %d digits>%s", PORT_DIGITS, tail);
        return NO;
    }
    memcpy(digits, service->span.data, PORT_DIGITS);
    const struct sockfam_value values[] = { sockfam_value_uint(names->cid[i]),
                                            sockfam_value_uint(strtoul(digits, NULL, 16)) };
    return encode(ctx, "vsock", values, address);
}

int address_translate(const struct sockfam_context *ctx, const char *as, struct sockfam_address *address)
{
    const char *from = address->format ? address->format->name : "raw";
    struct sockfam_error error = { 0 };
    SOCKFAM_VALUES(values);
    struct names names;
    if (strcmp(from, as) == 0)
        return YES;
    if (strcmp(from, "vsock") != 0 && strcmp(from, "hyperv") != 0) {
        report("--as %s: only vsock and hyperv addresses name the same thing, not %s", as, from);
        return NO;
    }
    if (take_names(ctx, &names) != YES)
        return NO;
    if (sockfam_address_to_values(ctx, address, SOCKFAM_ALL_FIELDS | SOCKFAM_NO_LOOKUP, &values, &error) < 0)
        return refuse(&error);
    if (strcmp(as, "hyperv") == 0)
        return to_hyperv(ctx, &names, &values, address);
    return to_vsock(ctx, &names, &values, address);
}
