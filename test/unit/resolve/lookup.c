/* SPDX-License-Identifier: MIT */
/*
 * Host names in addresses, what the hints ask of libc beyond getaddrinfo(3), the fields and reasons of errors, and the
 * room of an entry.
 */
#include <errno.h>
#include <malloc.h>
#include <netdb.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/resolve/lookup.h"
#include "core/resolve/resolve.h"
#include "fake.h"

static struct sockfam_error error;

static int clear(void **state)
{
    memset(&error, 0, sizeof(error));
    return reset(state);
}

struct found {
    uint8_t address[17]; /* one byte more than any has */
    uint32_t zone;
};

static int look_up(const struct sockfam_context *ctx, size_t bytes, const char *name, size_t size, struct found *found)
{
    sf_error_begin(&error);
    memset(found, 0x55, sizeof(*found));
    return sf_lookup_host(ctx, bytes, (struct sockfam_span){ name, size }, found->address, &found->zone, &error);
}

static void want_failure(const struct sockfam_context *ctx, const char *name, size_t size, uint32_t kind, int result,
                         uint32_t reason)
{
    struct found found;
    assert_int_equal(look_up(ctx, 16, name, size, &found), result);
    assert_int_equal(error.kind, kind);
    assert_int_equal(error.reason, reason);
    assert_string_equal(error.field, "host");
    assert_int_equal(found.address[0], 0x55); /* untouched */
    assert_int_equal(found.zone, 0x55555555);
    assert_int_equal(fake.live, 0);
}

/* ------------------------------------------------------------------ sf_lookup_host */

static void lookup_host_takes_the_first_answer_of_the_family(void **state)
{
    struct found found;
    (void)state;
    assert_int_equal(look_up(ours, 4, "boxes", 3, &found), 0); /* the name is a pointer and a size */
    assert_memory_equal(found.address, "\xc0\x00\x02\x07", 4);
    assert_int_equal(found.address[4], 0x55);
    assert_int_equal(found.zone, 0);
    assert_int_equal(look_up(ours, 16, "six", 3, &found), 0);
    assert_int_equal(found.address[16], 0x55);
    assert_int_equal(fake.live, 0);
}

static void lookup_host_failures_have_kind_reason_and_field(void **state)
{
    char name[SOCKFAM_HOST_SIZE + 1];
    (void)state;
    memset(name, 'h', sizeof(name));
    want_failure(ours, name, SOCKFAM_HOST_SIZE, SOCKFAM_ERROR_VALUE, -ENAMETOOLONG, SOCKFAM_REASON_TOO_LONG);
    want_failure(ours, "a\0b", 3, SOCKFAM_ERROR_VALUE, -EINVAL, SOCKFAM_REASON_NUL_BYTE);
    assert_int_equal(fake.calls, 0);
    want_failure(ours, "nobody", 6, SOCKFAM_ERROR_RESOLVER, -ENOENT, SOCKFAM_REASON_NO_SUCH_NAME);
    assert_string_equal(error.message, "cannot resolve host \"nobody\": Name or service not known");
    want_failure(ours, name, SOCKFAM_HOST_SIZE - 1, SOCKFAM_ERROR_RESOLVER, -ENOENT, SOCKFAM_REASON_NO_SUCH_NAME);
    fake.is_silent = 1;
    want_failure(ours, "box", 3, SOCKFAM_ERROR_RESOLVER, -ENOENT, SOCKFAM_REASON_NO_SUCH_NAME);
}

static void lookup_host_of_an_unknown_zone_says_so(void **state)
{
    (void)state;
    want_failure(real, "fe80::1%nosuch", 14, SOCKFAM_ERROR_RESOLVER, -ENODEV, SOCKFAM_REASON_NO_ZONE);
    assert_int_equal(error.code, EAI_NONAME);
    want_failure(ours, "box%nosuch", 10, SOCKFAM_ERROR_RESOLVER, -ENOENT, SOCKFAM_REASON_NO_SUCH_NAME);
}

static void lookup_host_that_fails_for_now_is_eagain(void **state)
{
    struct found found;
    (void)state;
    fake.status = EAI_AGAIN;
    assert_int_equal(look_up(ours, 4, "box", 3, &found), -EAGAIN);
    fake.status = EAI_SYSTEM;
    fake.error = EMFILE;
    assert_int_equal(look_up(ours, 4, "box", 3, &found), -EMFILE);
    assert_int_equal(error.kind, SOCKFAM_ERROR_OS);
    fake.status = EAI_MEMORY;
    assert_int_equal(look_up(ours, 4, "box", 3, &found), -ENOMEM);
}

/* ------------------------------------------------------------------ hints */

static void getaddrinfo_with_libc_ports_wraps_as_libc_does(void **state)
{
    const struct sockfam_hints hints = { .type = SOCK_STREAM, .options = SOCKFAM_HINTS_LIBC_PORTS };
    struct sockfam_addrinfos *list;
    (void)state;
    need_formats();
    assert_int_equal(sockfam_getaddrinfo(real, "127.0.0.1", "65616", &hints, &list, &error), 0);
    const struct sockfam_addrinfo *info = sockfam_addrinfos_at(list, 0);
    assert_int_equal(info->address.bytes[2] << 8 | info->address.bytes[3], 80);
    sockfam_addrinfos_free(list);
    assert_int_equal(sockfam_getaddrinfo(ours, "box", "-1", &hints, &list, &error), 0);
    assert_string_equal(fake.service, "-1"); /* libc's own answer, whatever it is */
    sockfam_addrinfos_free(list);
}

static void getaddrinfo_with_idna_asks_libc_to_encode(void **state)
{
    struct sockfam_hints hints = { .options = SOCKFAM_HINTS_IDNA };
    struct sockfam_addrinfos *list;
    (void)state;
#ifdef AI_IDN
    assert_int_equal(sockfam_getaddrinfo(ours, "box", NULL, &hints, &list, &error), 0);
    assert_int_equal(fake.flags, AI_IDN);
    sockfam_addrinfos_free(list);
    hints.flags = AI_CANONNAME;
    assert_int_equal(sockfam_getaddrinfo(ours, "box", NULL, &hints, &list, &error), 0);
    assert_int_equal(fake.flags, AI_IDN | AI_CANONIDN | AI_CANONNAME);
    sockfam_addrinfos_free(list);
    hints.options = 0;
    assert_int_equal(sockfam_getaddrinfo(ours, "box", NULL, &hints, &list, &error), 0);
    assert_int_equal(fake.flags, AI_CANONNAME);
    sockfam_addrinfos_free(list);
#else
    assert_int_equal(sockfam_getaddrinfo(ours, "box", NULL, &hints, &list, &error), -EINVAL);
#endif
}

static void list_beyond_its_end_gives_null(void **state)
{
    struct sockfam_addrinfos *list;
    (void)state;
    assert_int_equal(sockfam_getaddrinfo(ours, "box", NULL, NULL, &list, &error), 0);
    size_t count = sockfam_addrinfos_count(list);
    assert_non_null(sockfam_addrinfos_at(list, count - 1));
    assert_null(sockfam_addrinfos_at(list, count));
    assert_null(sockfam_addrinfos_at(list, SIZE_MAX));
    sockfam_addrinfos_free(list);
}

/* ------------------------------------------------------------------ text with a size */

static void inet_text_may_have_a_size(void **state)
{
    unsigned char bytes[16];
    (void)state;
    assert_int_equal(sockfam_inet_pton(AF_INET, "10.0.0.123", 9, bytes, &error), 4);
    assert_memory_equal(bytes, "\x0a\0\0\x0c", 4);
    assert_int_equal(sockfam_inet_pton(AF_INET6, "::1%lo", 3, bytes, &error), 16);
    assert_int_equal(sockfam_inet_aton("0x7f.1x", 6, bytes, &error), 0);
    assert_memory_equal(bytes, "\x7f\0\0\1", 4);
    assert_int_equal(sockfam_inet_aton("0", 1, bytes, &error), 0);
    assert_int_equal(sockfam_inet_aton("0x1", 2, bytes, &error), -EINVAL);
    assert_int_equal(sockfam_inet_aton("1.1", 2, bytes, &error), -EINVAL);
    assert_int_equal(sockfam_inet_aton("1", 0, bytes, &error), -EINVAL);
    assert_int_equal(sockfam_inet_aton("1\0", 2, bytes, &error), -EINVAL);
    assert_int_equal(error.reason, SOCKFAM_REASON_SYNTAX);
}

/* ------------------------------------------------------------------ the room of an entry */

static void hostent_of_many_aliases_and_no_address_lies_in_its_own_memory(void **state)
{
    static const char *const names[] = { "one", "two", "three", "four", "five", "six", "seven", "eight" };
    char *aliases[65] = { NULL }, *addresses[1] = { NULL };
    struct sockfam_hostent *host;
    (void)state;
    for (size_t i = 0; i < 64; i++)
        aliases[i] = (char *)(uintptr_t)names[i % 8];
    const struct hostent entry = {
        .h_name = "x", .h_aliases = aliases, .h_addrtype = AF_INET, .h_length = 4, .h_addr_list = addresses
    };
    assert_int_equal(sf_hostent_new(&host, &entry, AF_INET, &error), 0);
    assert_int_equal(host->alias_count, 64);
    assert_int_equal(host->address_count, 0);
    const char *end = (const char *)host + malloc_usable_size(host);
    for (size_t i = 0; i < 64; i++) {
        assert_string_equal(host->aliases[i], names[i % 8]);
        assert_true(host->aliases[i] + strlen(names[i % 8]) + 1 <= end);
        assert_true((const char *)(host->aliases + i + 1) <= host->name);
    }
    sockfam_hostent_free(host);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(lookup_host_takes_the_first_answer_of_the_family, clear),
        cmocka_unit_test_setup(lookup_host_failures_have_kind_reason_and_field, clear),
        cmocka_unit_test_setup(lookup_host_of_an_unknown_zone_says_so, clear),
        cmocka_unit_test_setup(lookup_host_that_fails_for_now_is_eagain, clear),
        cmocka_unit_test_setup(getaddrinfo_with_libc_ports_wraps_as_libc_does, clear),
        cmocka_unit_test_setup(getaddrinfo_with_idna_asks_libc_to_encode, clear),
        cmocka_unit_test_setup(list_beyond_its_end_gives_null, clear),
        cmocka_unit_test_setup(inet_text_may_have_a_size, clear),
        cmocka_unit_test_setup(hostent_of_many_aliases_and_no_address_lies_in_its_own_memory, clear),
    };
    return cmocka_run_group_tests_name("resolve_lookup", tests, open_both, close_both);
}
