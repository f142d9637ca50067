/* SPDX-License-Identifier: MIT */
/* Verdicts on kernels of our own making: what it lists, what socket(2) says, and which sockets are asked for at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include <sockfam/probe.h>

#include "core/registry/context.h"

#define FILE_NUMBER 1000

/* The kernel: its list, the module it has loaded, what socket(2) says to each protocol. */
static const char *protocols;
static const char *loaded;
static int answers[256];
static char asked[128]; /* "AF/TYPE/PROTOCOL " for each socket(2) */
static int open_count;

static int fake_open(const char *path, int flags)
{
    (void)flags;
    assert_string_equal(path, "/proc/net/protocols");
    if (!protocols) {
        errno = ENOENT;
        return -1;
    }
    open_count++;
    return FILE_NUMBER;
}

static ssize_t fake_pread(int fd, void *bytes, size_t size, off_t offset)
{
    assert_int_equal(fd, FILE_NUMBER);
    size_t left = strlen(protocols) - (size_t)offset;
    size = left < 40 ? left : 40;
    memcpy(bytes, protocols + offset, size);
    return (ssize_t)size;
}

static int fake_close(int fd)
{
    (void)fd;
    open_count--;
    return 0;
}

static int fake_stat(const char *path, struct stat *status)
{
    (void)status;
    return loaded && strcmp(path, loaded) == 0 ? 0 : -1;
}

static int fake_socket(int af, int type, int protocol)
{
    size_t at = strlen(asked);
    snprintf(asked + at, sizeof(asked) - at, "%d/%d/%d ", af, type & 0xf, protocol);
    assert_true(type & SOCK_CLOEXEC);
    errno = answers[protocol & 0xff];
    open_count += errno == 0;
    return errno == 0 ? FILE_NUMBER + 1 : -1;
}

static const struct sf_sys fake = {
    .open = fake_open, .pread = fake_pread, .close = fake_close, .stat = fake_stat, .socket = fake_socket
};
static const struct sockfam_context ctx = { .sys = &fake };

static int reset(void **state)
{
    (void)state;
    protocols = "protocol  size sockets\nTCP       2304      1\nTCPv6 2432 0\nALG 99 1\n";
    loaded = NULL;
    memset(answers, 0, sizeof(answers));
    asked[0] = '\0';
    open_count = 0;
    return 0;
}

/* Probes one protocol of a family with the AF number 77. */
static struct sockfam_verdict probe(const struct sockfam_protocol_row *row, unsigned flags)
{
    static struct sf_driver driver;
    struct sockfam_verdict verdict;
    driver = (struct sf_driver){ .family = { .name = "x", .af = 77, .protocol_count = 1 }, .protocols = row };
    assert_int_equal(sockfam_probe(&ctx, &driver.family, flags, &verdict, 1, NULL), 1);
    assert_ptr_equal(verdict.protocol, row);
    assert_int_equal(open_count, 0);
    return verdict;
}

static const struct sockfam_protocol_row tcp = { .name = "tcp", .proc = "TCP", .type = SOCKFAM_STREAM, .protocol = 6 };
static const struct sockfam_protocol_row rds = { .proc = "RDS", .module = "rds", .type = SOCKFAM_SEQPACKET };
static const struct sockfam_protocol_row hidden = { .module = "a-b", .type = SOCKFAM_RAW };
static const struct sockfam_protocol_row any = { .proc = "ALG", .type = SOCKFAM_RAW, .protocol = SOCKFAM_ANY };

static void protocol_that_is_listed_is_opened(void **state)
{
    (void)state;
    struct sockfam_verdict verdict = probe(&tcp, 0);
    assert_int_equal(verdict.state, SOCKFAM_VERDICT_WORKS);
    assert_int_equal(verdict.code, 0);
    assert_string_equal(asked, "77/1/6 ");
}

static void protocol_that_is_not_listed_is_not_opened(void **state)
{
    (void)state;
    struct sockfam_verdict verdict = probe(&rds, 0);
    assert_int_equal(verdict.state, SOCKFAM_VERDICT_ABSENT);
    assert_string_equal(verdict.text, "not in the kernel now; opening a socket would try to load the module rds");
    assert_string_equal(asked, "");
}

static void part_of_a_listed_name_is_not_enough(void **state)
{
    struct sockfam_protocol_row row = tcp;
    (void)state;
    strcpy(row.proc, "TC");
    assert_int_equal(probe(&row, 0).state, SOCKFAM_VERDICT_ABSENT);
    strcpy(row.proc, "2304");
    assert_int_equal(probe(&row, 0).state, SOCKFAM_VERDICT_ABSENT);
    assert_string_equal(asked, "");
}

static void active_probe_opens_what_is_not_listed(void **state)
{
    (void)state;
    answers[0] = EAFNOSUPPORT;
    struct sockfam_verdict verdict = probe(&rds, SOCKFAM_PROBE_ACTIVE);
    assert_int_equal(verdict.state, SOCKFAM_VERDICT_UNSUPPORTED);
    assert_int_equal(verdict.code, EAFNOSUPPORT);
    assert_non_null(strstr(verdict.text, "cannot load its module"));
    assert_string_equal(asked, "77/5/0 ");
}

static void module_without_a_listed_name_is_looked_for_in_sysfs(void **state)
{
    (void)state;
    assert_int_equal(probe(&hidden, 0).state, SOCKFAM_VERDICT_ABSENT);
    loaded = "/sys/module/a_b";
    assert_int_equal(probe(&hidden, 0).state, SOCKFAM_VERDICT_WORKS);
}

static void protocol_that_is_always_built_in_is_opened(void **state)
{
    const struct sockfam_protocol_row row = { .type = SOCKFAM_DGRAM };
    (void)state;
    protocols = NULL;
    assert_int_equal(probe(&row, 0).state, SOCKFAM_VERDICT_WORKS);
}

static void list_that_cannot_be_read_is_said(void **state)
{
    (void)state;
    protocols = NULL;
    struct sockfam_verdict verdict = probe(&tcp, 0);
    assert_int_equal(verdict.state, SOCKFAM_VERDICT_ABSENT);
    assert_non_null(strstr(verdict.text, "cannot read /proc/net/protocols (No such file or directory)"));
}

static void each_errno_has_its_meaning(void **state)
{
    const struct {
        int code;
        uint32_t state;
        const char *text;
    } cases[] = {
        { EPERM, SOCKFAM_VERDICT_DENIED, "a privilege is missing, or a sandbox (seccomp) forbids it" },
        { EACCES, SOCKFAM_VERDICT_DENIED, "the system's settings" },
        { EAFNOSUPPORT, SOCKFAM_VERDICT_UNSUPPORTED, "not in this network namespace" },
        { EPROTONOSUPPORT, SOCKFAM_VERDICT_UNSUPPORTED, "has the family, but not this protocol" },
        { ESOCKTNOSUPPORT, SOCKFAM_VERDICT_UNSUPPORTED, "has the family, but not this protocol" },
        { ENODEV, SOCKFAM_VERDICT_UNSUPPORTED, "nothing below it" },
        { EMFILE, SOCKFAM_VERDICT_FAILED, "this says nothing about the family" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        answers[6] = cases[i].code;
        struct sockfam_verdict verdict = probe(&tcp, 0);
        assert_int_equal(verdict.state, cases[i].state);
        assert_int_equal(verdict.code, cases[i].code);
        if (!strstr(verdict.text, cases[i].text))
            fail_msg("%d: %s", cases[i].code, verdict.text);
    }
}

static void any_protocol_is_tried_with_a_number_that_loads_nothing(void **state)
{
    (void)state;
    assert_int_equal(probe(&any, 0).state, SOCKFAM_VERDICT_WORKS);
    assert_string_equal(asked, "77/3/255 ");
    answers[255] = EPROTONOSUPPORT;
    assert_int_equal(probe(&any, 0).state, SOCKFAM_VERDICT_WORKS);
    assert_string_equal(asked, "77/3/255 77/3/255 77/3/0 ");
}

static void family_of_windows_is_not_opened(void **state)
{
    const struct sockfam_protocol_row row = { .type = SOCKFAM_STREAM };
    const struct sf_driver driver = {
        .family = { .name = "x", .af = 34, .on = SOCKFAM_ON_WINDOWS, .protocol_count = 1 }, .protocols = &row
    };
    struct sockfam_verdict verdict;
    (void)state;
    assert_int_equal(sockfam_probe(&ctx, &driver.family, SOCKFAM_PROBE_ACTIVE, &verdict, 1, NULL), 1);
    assert_int_equal(verdict.state, SOCKFAM_VERDICT_FOREIGN);
    assert_string_equal(asked, "");
}

static void verdicts_beyond_the_room_are_counted_only(void **state)
{
    const struct sockfam_protocol_row rows[] = { tcp, rds };
    const struct sf_driver driver = { .family = { .name = "x", .af = 77, .protocol_count = 2 }, .protocols = rows };
    struct sockfam_verdict verdict[2] = { { .state = 99 }, { .state = 99 } };
    (void)state;
    assert_int_equal(sockfam_probe(&ctx, &driver.family, 0, verdict, 1, NULL), 2);
    assert_int_equal(verdict[1].state, 99);
}

#define TEST(name) cmocka_unit_test_setup(name, reset)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(protocol_that_is_listed_is_opened),
        TEST(protocol_that_is_not_listed_is_not_opened),
        TEST(part_of_a_listed_name_is_not_enough),
        TEST(active_probe_opens_what_is_not_listed),
        TEST(module_without_a_listed_name_is_looked_for_in_sysfs),
        TEST(protocol_that_is_always_built_in_is_opened),
        TEST(list_that_cannot_be_read_is_said),
        TEST(each_errno_has_its_meaning),
        TEST(any_protocol_is_tried_with_a_number_that_loads_nothing),
        TEST(family_of_windows_is_not_opened),
        TEST(verdicts_beyond_the_room_are_counted_only),
    };
    return cmocka_run_group_tests_name("probe", tests, NULL, NULL);
}
