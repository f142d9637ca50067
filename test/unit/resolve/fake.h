/* SPDX-License-Identifier: MIT */
/*
 * A context whose resolver is ours: a small private database, so that tests need neither files nor network, and every
 * way to fail on demand. One test at a time uses it.
 *
 * Hosts: box.example.org, aliases "box" and "www.example.org", 192.0.2.7 and 192.0.2.8
 *        six, alias "six.example.org", 2001:db8::7
 *        plain, alias "simple", 192.0.2.9
 * Services: gopher 70/tcp, alias "hole"; login 513/tcp; who 513/udp. Protocols: tcp 6, alias "TCP".
 * Interfaces: 1 lo, 7 lab0. This machine: "box".
 */
#ifndef FAKE_H
#define FAKE_H

#include <stddef.h>
#include <sys/socket.h>

#include "core/registry/context.h"

struct fake {
    int status;       /* what calls return instead of answering; 0: they answer */
    int error;        /* errno that calls leave behind when they fail */
    int host_code;    /* h_errno of the calls that have it, when they fail */
    int fail_after;   /* calls that answer first */
    int family;       /* of all answers, instead of the right one; 0: the right one */
    int is_chatty;    /* every item of a list has a canonical name, not the first alone */
    int is_silent;    /* success without an answer */
    size_t need;      /* bytes of buffer that an _r function wants, else it gives ERANGE */
    size_t biggest;   /* bytes of the last buffer it was offered */
    int flags;        /* AI_* of the last getaddrinfo */
    char service[32]; /* of the last getaddrinfo, "" for none */
    int calls;        /* of any function, so far */
    int live;         /* lists that were not freed yet */
    char text[128];   /* of the last call that took one */
    size_t text_size;
};

extern struct fake fake;

/* Set-up and tear-down of a group of tests: a context on the real system, and one on ours. */
extern struct sockfam_context *real, *ours;
int open_both(void **state);
int close_both(void **state);

/*
 * Skips the test unless the context knows inet and inet6. Builds may leave families out; one that is there must be
 * usable.
 */
void need_formats(void);

/* Set-up of each test: everything works again, and nothing was called. */
int reset(void **state);

#endif
