/* SPDX-License-Identifier: MIT */
/* What the files of `sockfam address` share. All functions return an exit code and report their errors. */
#ifndef ADDRESS_H
#define ADDRESS_H

#include <stdbool.h>

#include "command.h"

enum source { SOURCE_TEXT, SOURCE_VALUES, SOURCE_HEX, SOURCE_JSON, SOURCE_BOUND };
enum output { OUTPUT_TABLE, OUTPUT_HEX, OUTPUT_JSON, OUTPUT_FIELDS };

/* What the command line asks for. */
struct request {
    enum source source;
    enum output output;
    const char *input;    /* the argument of the option that chose the source; NULL for texts */
    const char *format;   /* --format */
    const char *protocol; /* --protocol */
    const char *as;       /* --as */
    unsigned flags;       /* SOCKFAM_NO_LOOKUP or 0 */
    unsigned long tables; /* written so far: a blank line goes between two */
};

/* address_input.c: from what the command line holds. `where` stands before the message of an error. */
int address_from_text(const struct sockfam_context *ctx, unsigned flags, const char *where, const char *text,
                      size_t size, struct sockfam_address *address);
int address_from_hex(const struct sockfam_context *ctx, const struct request *request, struct sockfam_address *address);
int address_from_json(const struct sockfam_context *ctx, const struct request *request,
                      struct sockfam_address *address);
/* --format: *format becomes NULL for "raw". */
int address_format(const struct sockfam_context *ctx, const char *name, const struct sockfam_format **format);

/* address_values.c: Python's tuple. */
int address_from_values(const struct sockfam_context *ctx, const struct request *request,
                        struct sockfam_address *address);
/* As it stands in JSON: a string, an integer, {"hex":".."}. `field` may be NULL. NULL: out of memory. */
json_t *json_of_value(const struct sockfam_value *value, const struct sockfam_field_row *field);

/*
 * address_high.c: takes the integers from 2^63 to 2^64-1 out of the tuple's JSON, which Jansson would refuse. Each is 0 in
 * the text then, and itself in `high` at its place in the tuple; the rest of `high` stays as it is.
 */
int address_take_high(char *text, uint64_t high[SOCKFAM_FIELDS_MAX]);

/* address_bound.c: opens a socket, binds it, and takes apart what the kernel calls it. */
int address_from_bound(const struct sockfam_context *ctx, const struct request *request,
                       struct sockfam_address *address);
/* The format's protocol of that name, NULL: the first. NULL: there is none; of the second, after a report. */
const struct sockfam_protocol_row *find_protocol(const struct sockfam_format *format, const char *name);
const struct sockfam_protocol_row *choose_protocol(const struct sockfam_format *format, const char *name);
/* SOCKFAM_STREAM .. as this machine's SOCK_ number. */
int socket_type(int32_t type);
/* The path of the file that binding to the address makes; false if it makes none. */
bool address_path(const struct sockfam_address *address, char path[static SOCKFAM_ADDRESS_MAX + 1]);

/* address_as.c: the address by which the other end of a Hyper-V socket knows it; as = "vsock" or "hyperv". */
int address_translate(const struct sockfam_context *ctx, const char *as, struct sockfam_address *address);

/* address_json.c, address_table.c, address.c: outputs. */
int address_write_json(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags);
int address_write_table(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags);

/* The sockaddr's family member, 0 if there is none. */
unsigned address_af(const struct sockfam_address *address);
/* Text of an address, into SOCKFAM_TEXT_MAX bytes. */
int address_text(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags, char *text);

#endif
