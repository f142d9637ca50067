/* SPDX-License-Identifier: MIT */
/*
 * Benchmark: addresses. Against inet_pton(3) and inet_ntop(3), which take and give the address alone while ours has the
 * scheme and the port as well; against C written by hand for each format (hand.h); and what a lookup takes.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "bench.h"
#include "hand.h"
#include "support/constants.h"

#define PRINT_AIM 2.5
#define PARSE_AIM 3.5
#define NTOP_AIM (1.0 / 6)

static const struct sockfam_context *ctx;

/* A text, and what it means. */
struct subject {
    const char *text;
    size_t size;
    const char *libc_text; /* the address alone */
    int family;
    const struct hand_format *format;
    struct sockfam_address address;
    struct hand hand;
};

static void parse_ours(const void *data, unsigned count)
{
    const struct subject *subject = data;
    struct sockfam_address address;
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    for (unsigned i = 0; i < count; i++) {
        const char *text = subject->text;
        bench_keep(text);
        if (sockfam_address_parse(ctx, text, subject->size, 0, &address, &error) < 0)
            return;
        bench_keep(&address);
    }
}

static void print_ours(const void *data, unsigned count)
{
    const struct subject *subject = data;
    char text[SOCKFAM_TEXT_MAX];
    size_t need;
    struct sockfam_error error;
    for (unsigned i = 0; i < count; i++) {
        bench_keep(subject);
        sockfam_address_print(ctx, &subject->address, 0, text, sizeof(text), &need, &error);
        bench_keep(text);
    }
}

static void parse_libc(const void *data, unsigned count)
{
    const struct subject *subject = data;
    uint8_t bytes[16];
    for (unsigned i = 0; i < count; i++) {
        const char *text = subject->libc_text;
        bench_keep(text);
        inet_pton(subject->family, text, bytes);
        bench_keep(bytes);
    }
}

static void print_libc(const void *data, unsigned count)
{
    const struct subject *subject = data;
    char text[INET6_ADDRSTRLEN];
    const uint8_t *bytes = subject->address.bytes + (subject->family == AF_INET ? 4 : 8);
    for (unsigned i = 0; i < count; i++) {
        bench_keep(bytes);
        inet_ntop(subject->family, bytes, text, sizeof(text));
        bench_keep(text);
    }
}

static void parse_by_hand(const void *data, unsigned count)
{
    const struct subject *subject = data;
    struct hand address;
    for (unsigned i = 0; i < count; i++) {
        const char *text = subject->text;
        bench_keep(text);
        subject->format->parse(text, subject->size, &address);
        bench_keep(&address);
    }
}

static void print_by_hand(const void *data, unsigned count)
{
    const struct subject *subject = data;
    char text[SOCKFAM_TEXT_MAX];
    for (unsigned i = 0; i < count; i++) {
        bench_keep(subject);
        size_t need = subject->format->print(&subject->hand, text, sizeof(text));
        bench_keep(text);
        bench_keep(need);
    }
}

static struct subject make_subject(const char *text, const char *libc_text, int family)
{
    struct subject subject = { .text = text, .size = strlen(text), .libc_text = libc_text, .family = family };
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    if (sockfam_address_parse(ctx, text, subject.size, 0, &subject.address, &error) < 0)
        bench_fail(error.message);
    return subject;
}

static void compare_with_libc(void)
{
    struct subject bare = make_subject("192.168.100.200:8080", "192.168.100.200", AF_INET);
    struct subject full = make_subject("inet:192.168.100.200:8080", "192.168.100.200", AF_INET);
    struct subject ipv6 =
        make_subject("inet6:[2001:db8:85a3::8a2e:370:7334]:8080", "2001:db8:85a3::8a2e:370:7334", AF_INET6);
    struct subject full6 = make_subject("inet6:[2001:db8:1:2:3:4:5:6]:8080", "2001:db8:1:2:3:4:5:6", AF_INET6);
    bench_begin("addresses with a port, against inet_pton and inet_ntop of the address alone");
    bench_compare("parse 192.168.100.200:8080", parse_ours, parse_libc, &bare, 1);
    bench_compare("parse inet:192.168.100.200:8080", parse_ours, parse_libc, &full, 1);
    bench_compare("parse inet6:[2001:db8:85a3::8a2e:370:7334]..", parse_ours, parse_libc, &ipv6, 0);
    bench_compare("print inet:192.168.100.200:8080", print_ours, print_libc, &full, NTOP_AIM);
    bench_compare("print inet6:[2001:db8:85a3::8a2e:370:7334]..", print_ours, print_libc, &ipv6, NTOP_AIM);
    bench_compare("print inet6:[2001:db8:1:2:3:4:5:6]:8080", print_ours, print_libc, &full6, NTOP_AIM);
}

static struct subject make_hand_subject(const struct hand_format *format)
{
    char text[SOCKFAM_TEXT_MAX];
    struct subject subject = make_subject(format->text, NULL, 0);
    subject.format = format;
    bench_check(format->parse(format->text, subject.size, &subject.hand) == 0, format->name);
    bench_check(subject.hand.length == subject.address.length, format->text);
    bench_check(memcmp(subject.hand.bytes, subject.address.bytes, subject.hand.length) == 0, format->text);
    bench_check(format->print(&subject.hand, text, sizeof(text)) == subject.size, format->text);
    bench_check(strcmp(text, format->text) == 0, format->text);
    return subject;
}

static void compare_with_hand(const char *title, bench_function *ours, bench_function *by_hand, double aim)
{
    bench_begin(title);
    for (size_t i = 0; i < hand_format_count; i++) {
        if (!sockfam_format_find(ctx, hand_formats[i].name))
            continue;
        struct subject subject = make_hand_subject(&hand_formats[i]);
        bench_compare(hand_formats[i].text, ours, by_hand, &subject, aim);
    }
}

/* ------------------------------------------------------------------ lookups */

static void find_constant(const void *data, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        const char *name = data;
        bench_keep(name);
        bench_keep(sockfam_constant_find(ctx, name));
    }
}

static void find_format(const void *data, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        const char *name = data;
        bench_keep(name);
        bench_keep(sockfam_format_find(ctx, name));
    }
}

static void find_route(const void *data, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        bench_keep(data);
        bench_keep(sockfam_format_by_number(ctx, AF_INET, 6));
    }
}

static void list_prefix(const void *data, unsigned count)
{
    const struct sockfam_constant_query query = { .prefix = data };
    for (unsigned i = 0; i < count; i++) {
        const struct constants all = constants_of(ctx, &query);
        for (size_t k = 0; k < all.count; k++)
            bench_keep(all.list[k]);
    }
}

static void compare_lookups(void)
{
    bench_begin("lookups");
    bench_alone("constant AF_INET by name", find_constant, "AF_INET", 0);
    bench_alone("constant VMADDR_CID_ANY by name", find_constant, "VMADDR_CID_ANY", 0);
    bench_alone("constant that is not there", find_constant, "AF_NOT_THERE", 0);
    bench_alone("constants that begin with AF_, all", list_prefix, "AF_", 0);
    bench_alone("format inet by name", find_format, "inet", 0);
    bench_alone("format of (AF_INET, TCP)", find_route, "", 0);
}

int main(int argc, char **argv)
{
    bench_arguments(argc, argv);
    struct sockfam_context *opened = bench_context();
    ctx = opened;
    compare_with_libc();
    compare_with_hand("print, against C by hand", print_ours, print_by_hand, PRINT_AIM);
    compare_with_hand("parse, against C by hand", parse_ours, parse_by_hand, PARSE_AIM);
    compare_lookups();
    sockfam_context_close(opened);
    return 0;
}
