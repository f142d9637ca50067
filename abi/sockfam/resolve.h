/* SPDX-License-Identifier: MIT */
/*
 * Names: hosts, services, protocols, interfaces and this machine, as getaddrinfo(3) and its relatives know them.
 * Internet addresses as plain text or bytes: <sockfam/ip.h>.
 *
 * "Blocks" means: waits for whatever nsswitch.conf(5) names, DNS for one, which may take minutes; there is no deadline
 * and nothing can cancel it, so give it a thread of its own where that matters. All others ask this machine only.
 * Every function may be called from any number of threads. Hosts and interfaces are those of the caller's network
 * namespace. Names end in NUL and reach the resolver as they are: one outside ASCII needs IDNA first, or
 * SOCKFAM_HINTS_IDNA, with which libc encodes it (glibc by libidn2, reading it in the locale's character set).
 *
 * Families, types, flags and codes are the system's numbers (<sys/socket.h>, <netdb.h>). Kinds of errors, besides those
 * that a function names: RESOLVER (an EAI_* code) from functions that resolve hosts, HOST (h_errno) from those that say
 * so, OS where the system failed (EAI_SYSTEM and NETDB_INTERNAL are turned into their errno), MEMORY for ours and the
 * resolver's; the text is gai_strerror(3)'s, hstrerror(3)'s or strerror(3)'s.
 */
#ifndef SOCKFAM_RESOLVE_H
#define SOCKFAM_RESOLVE_H

#include <sockfam/context.h>
#include <sockfam/ip.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SOCKFAM_HOST_SIZE 1025    /* bytes of any host that sockfam_getnameinfo() gives, NUL included */
#define SOCKFAM_INTERFACE_SIZE 16 /* bytes of an interface's name, NUL included */

/* ------------------------------------------------------------------ hosts and services to addresses */

/* What is wanted; zero members stand for anything. */
struct sockfam_hints {
    int32_t af;       /* AF_INET, AF_INET6 */
    int32_t type;     /* SOCK_* */
    int32_t protocol; /* IPPROTO_* */
    int32_t flags;    /* AI_*; none are set unless given here */
    uint32_t options; /* SOCKFAM_HINTS_* */
    uint32_t reserved[7];
};

#define SOCKFAM_HINTS_LIBC_PORTS 1u /* ports go to libc as they are, which keeps 16 bits of what strtoul(3) reads */
#define SOCKFAM_HINTS_IDNA 2u       /* AI_IDN and AI_CANONIDN, where libc has them, else EAI_BADFLAGS; see above */

struct sockfam_addrinfos; /* a list */

struct sockfam_addrinfo {
    int32_t af; /* the three things that socket(2) wants */
    int32_t type;
    int32_t protocol;
    const char *canonical;          /* the host's canonical name: with AI_CANONNAME in the first one, else "" */
    struct sockfam_address address; /* raw where no driver of the context has the format */
};

/*
 * Finds the addresses of a host and a service. `host`: a name or a literal, NULL for this machine (its loopback, with
 * AI_PASSIVE its wildcard addresses). `service`: a name or a decimal port, NULL for port 0. Not both NULL. `hints` may
 * be NULL. A port beyond 65535 is EAI_SERVICE, unless SOCKFAM_HINTS_LIBC_PORTS asks for libc's wrapping. Blocks, unless
 * `flags` has AI_NUMERICHOST; looking up a service's name reads a file. The caller owns *list and frees it.
 */
SOCKFAM_API int sockfam_getaddrinfo(const struct sockfam_context *ctx, const char *host, const char *service,
                                    const struct sockfam_hints *hints, struct sockfam_addrinfos **list,
                                    struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1, 5);
/* The items of a list, in the order in which to try them; there is at least one. NULL: no more. */
SOCKFAM_API const struct sockfam_addrinfo *sockfam_addrinfos_at(const struct sockfam_addrinfos *list, size_t index)
    SOCKFAM_NONNULL(1);
SOCKFAM_API size_t sockfam_addrinfos_count(const struct sockfam_addrinfos *list) SOCKFAM_NONNULL(1);
/* Frees a list with all that its items point to. NULL is fine. */
SOCKFAM_API void sockfam_addrinfos_free(struct sockfam_addrinfos *list);

/*
 * Finds the names of an address's host and service, or with NI_NUMERICHOST and NI_NUMERICSERV their numbers; a zone is
 * part of the host ("fe80::1%eth0"). Without NI_NAMEREQD a host without a name is its number. `host` or `service` may
 * be NULL, not both. OVERFLOW (-ENOSPC) if a buffer is too small; SOCKFAM_HOST_SIZE is enough for either.
 * EAI_FAMILY unless the address is IPv4 or IPv6, of whatever format. Blocks, unless `flags` has NI_NUMERICHOST.
 */
SOCKFAM_API int sockfam_getnameinfo(const struct sockfam_context *ctx, const struct sockfam_address *address,
                                    int32_t flags, char *host, size_t host_size, char *service, size_t service_size,
                                    struct sockfam_error *error) SOCKFAM_NONNULL(1, 2);

/* ------------------------------------------------------------------ hosts, the old way */

/*
 * A host's IPv4 address as text, the first if it has several. "" is 0.0.0.0, "<broadcast>" 255.255.255.255; literals of
 * inet_aton(3) are understood. Blocks, unless `name` is one of those.
 */
SOCKFAM_API int sockfam_gethostbyname(const struct sockfam_context *ctx, const char *name, char text[SOCKFAM_IP_SIZE],
                                      struct sockfam_error *error) SOCKFAM_NONNULL(1, 2);

struct sockfam_hostent {
    const char *name; /* the canonical one */
    int32_t af;       /* of all addresses: AF_INET or AF_INET6 */
    size_t alias_count;
    const char *const *aliases;
    size_t address_count;
    const char *const *addresses; /* as sockfam_inet_ntop() prints them */
};

/*
 * All that is known of a host by its name, IPv4 only. Asks twice: what sockfam_gethostbyname() refuses is refused with
 * the same error, then what gethostbyname(3) cannot find is HOST; so are "" and "<broadcast>". Blocks. The caller owns
 * *host.
 */
SOCKFAM_API int sockfam_gethostbyname_ex(const struct sockfam_context *ctx, const char *name,
                                         struct sockfam_hostent **host, struct sockfam_error *error) SOCKFAM_MUST_USE
    SOCKFAM_NONNULL(1, 2, 3);
/*
 * The same by a host's address, or by a name whose first address is taken. HOST if the address has no name, VALUE for
 * "". Blocks. The caller owns *host.
 */
SOCKFAM_API int sockfam_gethostbyaddr(const struct sockfam_context *ctx, const char *name,
                                      struct sockfam_hostent **host, struct sockfam_error *error) SOCKFAM_MUST_USE
    SOCKFAM_NONNULL(1, 2, 3);
/* Frees a host with all that it points to. NULL is fine. */
SOCKFAM_API void sockfam_hostent_free(struct sockfam_hostent *host);

/* ------------------------------------------------------------------ this machine */

/*
 * The fully qualified name: of what sockfam_gethostbyaddr() finds, the first name that has a dot, else its canonical
 * one; if it finds nothing, `name` itself. Blanks around `name` are ignored; NULL, "", "0.0.0.0" and "::" are this
 * machine. Buffer and *need as for sockfam_address_print(). Blocks.
 */
SOCKFAM_API int sockfam_getfqdn(const struct sockfam_context *ctx, const char *name, char *text, size_t size,
                                size_t *need, struct sockfam_error *error) SOCKFAM_NONNULL(1);

/* This machine's name. Buffer and *need as for sockfam_address_print(); 65 bytes are enough on Linux. */
SOCKFAM_API int sockfam_gethostname(const struct sockfam_context *ctx, char *text, size_t size, size_t *need,
                                    struct sockfam_error *error) SOCKFAM_NONNULL(1);
/* Renames this machine, in the caller's UTS namespace. OS: EPERM without CAP_SYS_ADMIN, EINVAL beyond 64 bytes. */
SOCKFAM_API int sockfam_sethostname(const struct sockfam_context *ctx, const char *name, struct sockfam_error *error)
    SOCKFAM_NONNULL(1, 2);

/* ------------------------------------------------------------------ services and protocols

   They are read from files unless nsswitch.conf says otherwise. */

/* `protocol` is "tcp", "udp", ..., NULL for any. OS with ENOENT if there is no such service. */
SOCKFAM_API int sockfam_getservbyname(const struct sockfam_context *ctx, const char *name, const char *protocol,
                                      uint16_t *port, struct sockfam_error *error) SOCKFAM_NONNULL(1, 2, 4);
/* The reverse. `port` in host order, OVERFLOW unless 0 to 65535. Buffer and *need as for sockfam_address_print(). */
SOCKFAM_API int sockfam_getservbyport(const struct sockfam_context *ctx, int64_t port, const char *protocol, char *name,
                                      size_t size, size_t *need, struct sockfam_error *error) SOCKFAM_NONNULL(1);
/* The IPPROTO_ number of a protocol's name or alias. OS with ENOENT if there is none. */
SOCKFAM_API int sockfam_getprotobyname(const struct sockfam_context *ctx, const char *name, int32_t *number,
                                       struct sockfam_error *error) SOCKFAM_NONNULL(1, 2, 3);

/* ------------------------------------------------------------------ interfaces */

struct sockfam_interface {
    uint32_t index;
    char name[SOCKFAM_INTERFACE_SIZE];
};

struct sockfam_interfaces; /* a list */

/* All interfaces, as of now. The caller owns *list. */
SOCKFAM_API int sockfam_if_nameindex(const struct sockfam_context *ctx, struct sockfam_interfaces **list,
                                     struct sockfam_error *error) SOCKFAM_MUST_USE SOCKFAM_NONNULL(1, 2);
/* The interfaces of a list, as the kernel lists them. NULL: no more. */
SOCKFAM_API const struct sockfam_interface *sockfam_interfaces_at(const struct sockfam_interfaces *list, size_t index)
    SOCKFAM_NONNULL(1);
SOCKFAM_API size_t sockfam_interfaces_count(const struct sockfam_interfaces *list) SOCKFAM_NONNULL(1);
/* Frees a list. NULL is fine. */
SOCKFAM_API void sockfam_interfaces_free(struct sockfam_interfaces *list);

/* OS with ENODEV if there is no such interface; no name has more than 15 bytes. */
SOCKFAM_API int sockfam_if_nametoindex(const struct sockfam_context *ctx, const char *name, uint32_t *index,
                                       struct sockfam_error *error) SOCKFAM_NONNULL(1, 2, 3);
/* OS with ENXIO if there is no such interface; VALUE if negative, OVERFLOW beyond 32 bits. */
SOCKFAM_API int sockfam_if_indextoname(const struct sockfam_context *ctx, int64_t index,
                                       char name[SOCKFAM_INTERFACE_SIZE], struct sockfam_error *error)
    SOCKFAM_NONNULL(1);

#ifdef __cplusplus
}
#endif

#endif
