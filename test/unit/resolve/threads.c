/* SPDX-License-Identifier: MIT */
/*
 * Many threads on one context, each at its own questions; the thread sanitizer watches. libc answers literals; names
 * are answered by functions of ours without any state, because the sanitizer does not see the locks of libc's resolver.
 */
#include <errno.h>
#include <netdb.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <sockfam/resolve.h>

#include "core/context/open.h"
#include "core/sys/resolver.h"

#define THREADS 8
#define ROUNDS 100

static struct sockfam_context *ctx;
static struct sf_sys sys;
static struct sf_resolver resolver;

/* Every host is 192.0.2.1, a.host; its entry lies in the buffer of the caller, which must be big. */
static int find_host(struct hostent *entry, char *buffer, size_t size, struct hostent **answer)
{
    struct lists {
        char *addresses[2];
        char *aliases[1];
        unsigned char address[4];
        char name[8];
    } *lists = (struct lists *)(void *)buffer;
    if (size < 30000)
        return ERANGE;
    *lists = (struct lists){ .address = { 192, 0, 2, 1 }, .name = "a.host" };
    lists->addresses[0] = (char *)lists->address;
    *entry = (struct hostent){ .h_name = lists->name, .h_aliases = lists->aliases, .h_addrtype = AF_INET };
    entry->h_length = 4;
    entry->h_addr_list = lists->addresses;
    *answer = entry;
    return 0;
}

static int find_by_name(const char *name, struct hostent *entry, char *buffer, size_t size, struct hostent **answer,
                        int *code)
{
    *code = NO_RECOVERY;
    return *name == '\0' ? 0 : find_host(entry, buffer, size, answer);
}

static int find_by_address(const void *address, socklen_t length, int family, struct hostent *entry, char *buffer,
                           size_t size, struct hostent **answer, int *code)
{
    (void)address;
    (void)length;
    (void)family;
    (void)code;
    return find_host(entry, buffer, size, answer);
}

/* Each answers whether all is as it should be. */
static bool ask_addresses(struct sockfam_error *error)
{
    const struct sockfam_hints hints = { .type = SOCK_STREAM, .flags = AI_NUMERICHOST };
    struct sockfam_addrinfos *list = NULL;
    char host[SOCKFAM_HOST_SIZE], service[32];
    if (sockfam_getaddrinfo(ctx, "2001:db8::1", "80", &hints, &list, error) < 0 || sockfam_addrinfos_count(list) != 1)
        return false;
    int result = sockfam_getnameinfo(ctx, &sockfam_addrinfos_at(list, 0)->address, NI_NUMERICHOST | NI_NUMERICSERV,
                                     host, sizeof(host), service, sizeof(service), error);
    sockfam_addrinfos_free(list);
    return result == 0 && strcmp(host, "2001:db8::1") == 0 && strcmp(service, "80") == 0;
}

static bool ask_failures(struct sockfam_error *error)
{
    const struct sockfam_hints hints = { .flags = AI_NUMERICHOST };
    struct sockfam_addrinfos *list = NULL;
    struct sockfam_hostent *host = NULL;
    if (sockfam_gethostbyname_ex(ctx, "192.0.2.1", &host, error) < 0)
        return false;
    sockfam_hostent_free(host);
    if (sockfam_getaddrinfo(ctx, "name", NULL, &hints, &list, error) >= 0 || error->code != EAI_NONAME)
        return false;
    return sockfam_gethostbyname_ex(ctx, "", &host, error) < 0 && error->kind == SOCKFAM_ERROR_HOST;
}

static bool ask_this_machine(struct sockfam_error *error)
{
    struct sockfam_interfaces *list = NULL;
    char text[SOCKFAM_HOST_SIZE];
    if (sockfam_if_nameindex(ctx, &list, error) < 0)
        return false;
    sockfam_interfaces_free(list);
    return sockfam_gethostname(ctx, text, sizeof(text), NULL, error) == 0 &&
           sockfam_getfqdn(ctx, "192.0.2.1", text, sizeof(text), NULL, error) == 0 && strcmp(text, "a.host") == 0 &&
           sockfam_gethostbyname(ctx, "127.1", text, error) == 0 && strcmp(text, "127.0.0.1") == 0;
}

static void *run(void *result)
{
    struct sockfam_error error = { 0 };
    bool *is_right = result;
    *is_right = true;
    for (int i = 0; i < ROUNDS && *is_right; i++)
        *is_right = ask_addresses(&error) && ask_failures(&error) && ask_this_machine(&error);
    return NULL;
}

static void resolver_many_threads_on_one_context_do_not_meet(void **state)
{
    pthread_t threads[THREADS];
    bool is_right[THREADS];
    (void)state;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, run, &is_right[i]), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < THREADS; i++)
        assert_true(is_right[i]);
}

static int set_up(void **state)
{
    (void)state;
    resolver = *sf_sys_default.resolver;
    resolver.gethostbyname_r = find_by_name;
    resolver.gethostbyaddr_r = find_by_address;
    sys = sf_sys_default;
    sys.resolver = &resolver;
    return sf_context_open(&ctx, &sys, SOCKFAM_TEST_BUILD "/config/sockfam.json", true, NULL);
}

static int tear_down(void **state)
{
    (void)state;
    sockfam_context_close(ctx);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resolver_many_threads_on_one_context_do_not_meet),
    };
    return cmocka_run_group_tests_name("resolve_threads", tests, set_up, tear_down);
}
