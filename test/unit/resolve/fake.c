/* SPDX-License-Identifier: MIT */
/* The private database. Answers of _r functions are put together in the caller's buffer, as libc does. */
#include "fake.h"

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netdb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/context/open.h"
#include "core/sys/resolver.h"

struct fake fake;
struct sockfam_context *real, *ours;

struct host {
    const char *name;
    const char *aliases[3];
    int family;
    const char *addresses[3];
};

static const struct host hosts[] = {
    { "box.example.org", { "box", "www.example.org" }, AF_INET, { "192.0.2.7", "192.0.2.8" } },
    { "six", { "six.example.org" }, AF_INET6, { "2001:db8::7" } },
    { "plain", { "simple" }, AF_INET, { "192.0.2.9" } },
};

static bool has(const char *const *list, const char *text)
{
    for (; *list; list++)
        if (strcmp(*list, text) == 0)
            return true;
    return false;
}

static const struct host *find_host(const char *name, int family)
{
    for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++)
        if ((strcmp(hosts[i].name, name) == 0 || has(hosts[i].aliases, name)) &&
            (family == AF_UNSPEC || family == hosts[i].family))
            return &hosts[i];
    return NULL;
}

/* Counts a call; whether it is to fail. errno is set then. */
static bool begin(const char *text)
{
    fake.calls++;
    if (text)
        snprintf(fake.text, sizeof(fake.text), "%s", text);
    if (fake.fail_after-- > 0 || (fake.status == 0 && fake.host_code == 0))
        return false;
    errno = fake.error;
    return true;
}

/* ------------------------------------------------------------------ getaddrinfo */

/* One list at a time, without allocations, so that tests may let those of the library fail; wiped when it is freed. */
static struct answer {
    struct {
        struct addrinfo info;
        struct sockaddr_storage address;
    } item[4];
    char canonical[4][64];
} lent;

static struct addrinfo *make_info(size_t i, const struct host *host, const struct addrinfo *hints)
{
    struct addrinfo *info = &lent.item[i].info;
    struct sockaddr_storage *address = &lent.item[i].address;
    bool is_ipv4 = host->family == AF_INET;
    memset(&lent.item[i], 0, sizeof(lent.item[i]));
    info->ai_family = fake.family ? fake.family : host->family;
    info->ai_socktype = hints->ai_socktype;
    info->ai_protocol = hints->ai_protocol;
    info->ai_addr = (struct sockaddr *)address;
    info->ai_addrlen = is_ipv4 ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6);
    address->ss_family = (sa_family_t)info->ai_family;
    inet_pton(host->family, host->addresses[i],
              is_ipv4 ? (void *)&((struct sockaddr_in *)address)->sin_addr
                      : (void *)&((struct sockaddr_in6 *)address)->sin6_addr);
    if ((i == 0 && hints->ai_flags & AI_CANONNAME) || fake.is_chatty) {
        snprintf(lent.canonical[i], sizeof(lent.canonical[i]), "%s", i ? host->aliases[i] : host->name);
        info->ai_canonname = lent.canonical[i];
    }
    return info;
}

static int fake_getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **list)
{
    struct addrinfo **end = list;
    const struct host *host;
    fake.flags = hints->ai_flags;
    snprintf(fake.service, sizeof(fake.service), "%s", service ? service : "");
    if (begin(name))
        return fake.status;
    if (fake.is_silent)
        return 0;
    host = name ? find_host(name, hints->ai_family) : &hosts[0];
    if (!host)
        return EAI_NONAME;
    for (size_t i = 0; host->addresses[i]; i++) {
        *end = make_info(i, host, hints);
        end = &(*end)->ai_next;
    }
    fake.live++;
    return 0;
}

static void fake_freeaddrinfo(struct addrinfo *list)
{
    (void)list;
    fake.live--;
    memset(&lent, 0xdd, sizeof(lent));
}

static int fake_getnameinfo(const struct sockaddr *address, socklen_t length, char *host, socklen_t host_size,
                            char *service, socklen_t service_size, int flags)
{
    (void)address;
    (void)length;
    (void)flags;
    if (begin(NULL))
        return fake.status;
    if (host)
        snprintf(host, host_size, "box.example.org");
    if (service)
        snprintf(service, service_size, "gopher");
    return 0;
}

/* ------------------------------------------------------------------ _r functions */

/* Takes memory from the caller's buffer, aligned for pointers. */
struct arena {
    char *at;
    size_t left;
};

static void *take(struct arena *arena, const void *bytes, size_t size)
{
    size_t skip = -(uintptr_t)arena->at % sizeof(void *);
    if (arena->left < skip + size)
        return NULL;
    char *taken = arena->at + skip;
    arena->at = taken + size;
    arena->left -= skip + size;
    return memcpy(taken, bytes, size);
}

static char **take_list(struct arena *arena, const char *const *from)
{
    char *list[4] = { NULL };
    for (size_t i = 0; from[i]; i++)
        list[i] = take(arena, from[i], strlen(from[i]) + 1);
    return take(arena, list, sizeof(list));
}

/* Whether the buffer is too small, by the test's will. */
static bool is_short(size_t size)
{
    fake.biggest = size;
    return size < fake.need;
}

/* Whether an _r function about hosts fails, and with what. */
static bool is_failing(const char *text, size_t size, int *code, int *status)
{
    *code = fake.host_code;
    *status = fake.status;
    if (begin(text))
        return true;
    *code = NETDB_INTERNAL;
    *status = ERANGE;
    return is_short(size);
}

static int give_host(const struct host *host, struct hostent *entry, char *buffer, size_t size, struct hostent **answer)
{
    struct arena arena = { buffer, size };
    char *addresses[4] = { NULL };
    for (size_t i = 0; host->addresses[i]; i++) {
        unsigned char bytes[16];
        inet_pton(host->family, host->addresses[i], bytes);
        addresses[i] = take(&arena, bytes, sizeof(bytes));
    }
    entry->h_name = take(&arena, host->name, strlen(host->name) + 1);
    entry->h_aliases = take_list(&arena, host->aliases);
    entry->h_addr_list = take(&arena, addresses, sizeof(addresses));
    entry->h_addrtype = fake.family ? fake.family : host->family;
    entry->h_length = host->family == AF_INET ? 4 : 16;
    *answer = entry;
    return 0;
}

static int fake_gethostbyname_r(const char *name, struct hostent *entry, char *buffer, size_t size,
                                struct hostent **answer, int *code)
{
    int status;
    if (is_failing(name, size, code, &status))
        return status;
    const struct host *host = find_host(name, AF_INET);
    *code = *name == '\0' ? NO_RECOVERY : HOST_NOT_FOUND;
    return host ? give_host(host, entry, buffer, size, answer) : 0;
}

static int fake_gethostbyaddr_r(const void *address, socklen_t length, int family, struct hostent *entry, char *buffer,
                                size_t size, struct hostent **answer, int *code)
{
    char text[INET6_ADDRSTRLEN];
    int status;
    inet_ntop(family, address, text, sizeof(text));
    (void)length;
    if (is_failing(text, size, code, &status))
        return status;
    *code = HOST_NOT_FOUND;
    for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++)
        if (has(hosts[i].addresses, text))
            return give_host(&hosts[i], entry, buffer, size, answer);
    return 0;
}

struct service {
    const char *name, *alias, *protocol;
    int port;
};

static const struct service services[] = {
    { "gopher", "hole", "tcp", 70 },
    { "login", "rlogin", "tcp", 513 },
    { "who", "whod", "udp", 513 },
};

static int give_service(const char *name, int port, const char *protocol, struct servent *entry, char *buffer,
                        size_t size, struct servent **answer)
{
    struct arena arena = { buffer, size };
    if (begin(name))
        return fake.status;
    if (is_short(size))
        return ERANGE;
    for (size_t i = 0; i < sizeof(services) / sizeof(services[0]); i++) {
        const struct service *one = &services[i];
        bool is_named = name && (strcmp(one->name, name) == 0 || strcmp(one->alias, name) == 0);
        if (!(name ? is_named : htons((uint16_t)one->port) == port) ||
            (protocol && strcmp(one->protocol, protocol) != 0))
            continue;
        entry->s_name = take(&arena, one->name, strlen(one->name) + 1);
        entry->s_port = htons((uint16_t)one->port);
        *answer = entry;
        return 0;
    }
    return 0;
}

static int fake_getservbyname_r(const char *name, const char *protocol, struct servent *entry, char *buffer,
                                size_t size, struct servent **answer)
{
    return give_service(name, 0, protocol, entry, buffer, size, answer);
}

static int fake_getservbyport_r(int port, const char *protocol, struct servent *entry, char *buffer, size_t size,
                                struct servent **answer)
{
    return give_service(NULL, port, protocol, entry, buffer, size, answer);
}

static int fake_getprotobyname_r(const char *name, struct protoent *entry, char *buffer, size_t size,
                                 struct protoent **answer)
{
    (void)buffer;
    if (begin(name))
        return fake.status;
    if (is_short(size))
        return ERANGE;
    if (strcmp(name, "tcp") != 0 && strcmp(name, "TCP") != 0)
        return 0;
    entry->p_proto = 6;
    *answer = entry;
    return 0;
}

/* ------------------------------------------------------------------ interfaces and this machine */

static struct if_nameindex *fake_if_nameindex(void)
{
    static char names[2][8] = { "lo", "lab0" };
    static struct if_nameindex list[3] = { { 1, names[0] }, { 7, names[1] } };
    if (begin(NULL))
        return NULL;
    fake.live++;
    return list;
}

static void fake_if_freenameindex(struct if_nameindex *list)
{
    (void)list;
    fake.live--;
}

static unsigned fake_if_nametoindex(const char *name)
{
    return !begin(name) && strcmp(name, "lab0") == 0 ? 7 : 0;
}

static char *fake_if_indextoname(unsigned index, char *name)
{
    return begin(NULL) || index != 7 ? NULL : strcpy(name, "lab0");
}

static int fake_gethostname(char *name, size_t size)
{
    if (begin(NULL))
        return -1;
    snprintf(name, size, "box");
    return 0;
}

static int fake_sethostname(const char *name, size_t size)
{
    fake.text_size = size;
    return begin(name) ? -1 : 0;
}

/* ------------------------------------------------------------------ contexts */

static const struct sf_resolver resolver = {
    .getaddrinfo = fake_getaddrinfo,
    .freeaddrinfo = fake_freeaddrinfo,
    .getnameinfo = fake_getnameinfo,
    .gethostbyname_r = fake_gethostbyname_r,
    .gethostbyaddr_r = fake_gethostbyaddr_r,
    .getservbyname_r = fake_getservbyname_r,
    .getservbyport_r = fake_getservbyport_r,
    .getprotobyname_r = fake_getprotobyname_r,
};

static struct sf_sys sys;

static struct sockfam_context *open_on(const struct sf_sys *on)
{
    struct sockfam_error error = { 0 };
    struct sockfam_context *ctx = NULL;
    if (sf_context_open(&ctx, on, SOCKFAM_TEST_BUILD "/config/sockfam.json", true, &error) < 0)
        fprintf(stderr, "no context: %s\n", error.message);
    return ctx;
}

int open_both(void **state)
{
    (void)state;
    sys = sf_sys_default;
    sys.resolver = &resolver;
    sys.if_nameindex = fake_if_nameindex;
    sys.if_freenameindex = fake_if_freenameindex;
    sys.if_nametoindex = fake_if_nametoindex;
    sys.if_indextoname = fake_if_indextoname;
    sys.gethostname = fake_gethostname;
    sys.sethostname = fake_sethostname;
    ours = open_on(&sys);
    real = open_on(&sf_sys_default);
    return real && ours ? 0 : -1;
}

int close_both(void **state)
{
    (void)state;
    sockfam_context_close(real);
    sockfam_context_close(ours);
    return 0;
}

int reset(void **state)
{
    (void)state;
    memset(&fake, 0, sizeof(fake));
    return 0;
}

void need_formats(void)
{
    static const char *const names[] = { "inet", "inet6" };
    for (int i = 0; i < 2; i++) {
        const struct sockfam_family *family = sockfam_family_find(real, names[i]);
        if (!family) {
            print_message("SKIP: this build has no %s\n", names[i]);
            skip();
        } else if (family->problem) {
            fail_msg("%s", family->problem->message);
        }
    }
}
