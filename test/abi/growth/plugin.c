/* SPDX-License-Identifier: MIT */
/*
 * A driver with several rows of everything and a function of code. With -DUSES_NEW it is one of the next minor, whose
 * headers growth.py makes: a member of a row that means something (1), a function of code (2).
 */
#include <sockfam/driver.h>

#ifndef USES_NEW
#define USES_NEW 0
#endif

SOCKFAM_FORMATS({ "grow", "an address", "grow:1,2", .af = 211, .size = 16, .min = 16,
#if USES_NEW == 2
                  .code = SOCKFAM_CODE_DECODE | SOCKFAM_CODE_GROWN });
#else
                  .code = SOCKFAM_CODE_DECODE });
#endif
SOCKFAM_FIELDS({ "grow", "port", "port", SOCKFAM_KIND_UINT, .at = 4, .size = 4 },
               { "grow", "node", "node", SOCKFAM_KIND_UINT, .at = 8, .size = 4 });
SOCKFAM_PROTOCOLS({ "first", "bytes", "grow", .type = SOCKFAM_STREAM },
#if USES_NEW == 1
                  { "second", "datagrams", "grow", .type = SOCKFAM_DGRAM, .grown = 7 },
#else
                  { "second", "datagrams", "grow", .type = SOCKFAM_DGRAM },
#endif
                  { "third", "packets", "grow", .type = SOCKFAM_SEQPACKET });
SOCKFAM_OPTIONS(SOCKFAM_OPTION(GROW_ONE, 211, 1, INT, "one"), SOCKFAM_OPTION(GROW_TWO, 211, 2, U64, "two"));

#define GROW_CONSTANTS(NUMBER, WORD, STRING) NUMBER(GROW_A, 1) NUMBER(GROW_B, -2)
SOCKFAM_CONSTANTS(GROW_CONSTANTS);

/* The sum of the two numbers, to show that it is this that answers. */
static int decode(const struct sockfam_call *call, const void *sockaddr, size_t length, struct sockfam_value *values,
                  size_t *count, char *scratch)
{
    const unsigned char *bytes = sockaddr;
    (void)scratch;
    if (length != 16)
        return call->host->fail(call->error, SOCKFAM_ERROR_VALUE, 0, "not of 16 bytes");
    values[0] = sockfam_value_uint((uint64_t)bytes[4] + bytes[7] + bytes[8] + bytes[11]);
    *count = 1;
    return 0;
}

#if USES_NEW == 2
static int grown(const struct sockfam_call *call)
{
    (void)call;
    return 0;
}

static const struct sockfam_format_code functions[] = { { "grow", .decode = decode, .grown = grown } };
#else
static const struct sockfam_format_code functions[] = { { "grow", .decode = decode } };
#endif
SOCKFAM_DRIVER_WITH_CODE("grow", "a driver that grows", functions, 211);
