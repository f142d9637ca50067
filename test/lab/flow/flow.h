/* SPDX-License-Identifier: MIT */
/*
 * Flows: real bytes through real sockets, with the public functions of sockfam only. A flow is a function in a process
 * of its own; whatever goes wrong in it ends it, so the functions here either do what they say or do not return. Texts
 * are addresses as users write them. Every address that a kernel reports is checked: it is of the socket's format, and
 * each of its shapes, read again, gives the kernel's bytes.
 */
#ifndef LAB_FLOW_H
#define LAB_FLOW_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/connection.h>
#include <sockfam/message.h>
#include <sockfam/option.h>
#include <sockfam/socket.h>
#include <sockfam/transfer.h>

struct flow {
    const char *family;   /* as sockfam names it, or a format of bluetooth's */
    const char *protocol; /* likewise */
    const char *what;     /* what is exchanged, in a few words */
    void (*run)(void);
    int privileged; /* it needs root: nobody else tries it */
};

/* clang-format off */
#define FLOW(family, protocol, what, run) { family, protocol, what, run, 0 }
#define ROOT_FLOW(family, protocol, what, run) { family, protocol, what, run, 1 }
#define NO_MORE_FLOWS { NULL, NULL, NULL, NULL, 0 }
/* clang-format on */

/* One array a file. */
extern const struct flow unix_flows[], inet_flows[], inet6_flows[], netlink_flows[], packet_flows[], can_flows[],
    isotp_flows[], j1939_flows[], l2cap_flows[], bluetooth_flows[], alg_flows[], vsock_flows[], tipc_flows[],
    qipcrtr_flows[], rds_flows[], xdp_flows[];

extern struct sockfam_context *ctx; /* of this process */

/* ------------------------------------------------------------------ ends of a flow */

/* Ends the flow: it failed. */
_Noreturn void flow_fail(const char *form, ...) __attribute__((format(printf, 1, 2)));
/* Ends the flow: it cannot be tried here. In the lab that is a failure, too. */
_Noreturn void flow_skip(const char *form, ...) __attribute__((format(printf, 1, 2)));
/* Fails unless `result` is not negative, saying what was done and the library's words. */
void flow_check(ptrdiff_t result, const char *what, const struct sockfam_error *error);
/* Fails unless the condition holds. */
#define FLOW_REQUIRE(condition)                                                                                        \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            flow_fail("%s, line %d: not so: %s", __func__, __LINE__, #condition);                                      \
    } while (0)
/* Adds to the bytes that have come through. */
void flow_count(size_t bytes);

/* ------------------------------------------------------------------ sockets */

/* Opened by names; the timeout is 10 s. */
struct sockfam_socket flow_open(const char *family, const char *protocol);
void flow_close(struct sockfam_socket *s);
void flow_bind(struct sockfam_socket *s, const char *form, ...) __attribute__((format(printf, 2, 3)));
void flow_connect(struct sockfam_socket *s, const char *form, ...) __attribute__((format(printf, 2, 3)));
void flow_connect_to(struct sockfam_socket *s, const struct sockfam_address *address);
/* The next connection; `peer` may be NULL. */
struct sockfam_socket flow_accept(struct sockfam_socket *listener, struct sockfam_address *peer);
/* A listener, and a connection to it by its own name, or by `to` if that is not NULL. */
struct flow_pair {
    struct sockfam_socket listener;
    struct sockfam_socket client;
    struct sockfam_socket server;
    struct sockfam_address peer; /* of the server, as accept reported it */
};
struct flow_pair flow_pair(const char *family, const char *protocol, const char *at, const char *to);
void flow_pair_close(struct flow_pair *pair);

/* An integer option by numbers, and a constant's number by name. */
void flow_set(struct sockfam_socket *s, int level, int number, int64_t value);
int64_t flow_get(struct sockfam_socket *s, int level, int number);
int flow_constant(const char *name);

/* All that follows happens in a network namespace that `devices` has made, or with NULL in the machine's again. */
void flow_enter(const char *namespace_name);

/* ------------------------------------------------------------------ addresses */

struct sockfam_address flow_address(const char *form, ...) __attribute__((format(printf, 1, 2)));
/* A kernel's address: checks all its shapes, and returns it. */
const struct sockfam_address *flow_checked(const struct sockfam_address *address);
struct sockfam_address flow_name(const struct sockfam_socket *s);
struct sockfam_address flow_peer(const struct sockfam_socket *s);
/* Fails unless they are equal; the second form: to what the text means. */
void flow_same(const struct sockfam_address *one, const struct sockfam_address *other);
void flow_is(const struct sockfam_address *address, const char *form, ...) __attribute__((format(printf, 2, 3)));
/* The number of a field, which must be there. */
uint64_t flow_field(const struct sockfam_address *address, const char *name);

/* ------------------------------------------------------------------ bytes */

/* Bytes that anyone can make again: they depend on `seed` and where they stand. */
void flow_fill(void *data, size_t size, unsigned seed);
void flow_filled(const void *data, size_t size, unsigned seed);
/* One message; receiving fails unless all of it is as sent. `to`, `from` may be NULL. */
void flow_send(struct sockfam_socket *s, size_t size, unsigned seed, const struct sockfam_address *to);
void flow_receive(struct sockfam_socket *s, size_t size, unsigned seed, struct sockfam_address *from);
/* At most `size` bytes of whatever comes. */
size_t flow_take(struct sockfam_socket *s, void *data, size_t size, struct sockfam_address *from);
/* All these bytes at once. */
void flow_give(struct sockfam_socket *s, const void *data, size_t size, const struct sockfam_address *to);
/* Nothing comes, for a tenth of a second. */
void flow_silent(struct sockfam_socket *s);
/* Many bytes one way and then the other, `piece` at a time, through a process that sends while this one receives. */
void flow_stream(struct sockfam_socket *one, struct sockfam_socket *other, size_t size, size_t piece);
/* Messages of several sizes both ways, with their ends where they were. */
void flow_messages(struct sockfam_socket *one, struct sockfam_socket *other);

#endif
