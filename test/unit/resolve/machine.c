/* SPDX-License-Identifier: MIT */
/* The names of this machine: on ours, and on the real one, which is renamed in a namespace of the test's own only. */
#include <errno.h>
#include <netdb.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sockfam/resolve.h>

#include "fake.h"

static struct sockfam_error error;

static void want_error(uint32_t kind, int code)
{
    assert_int_equal(error.kind, kind);
    assert_int_equal(error.code, code);
}

static void want_fqdn(const char *name, const char *fqdn)
{
    char text[64];
    size_t need = 0;
    assert_int_equal(sockfam_getfqdn(ours, name, text, sizeof(text), &need, &error), 0);
    assert_int_equal(error.kind, SOCKFAM_ERROR_NONE);
    assert_string_equal(text, fqdn);
    assert_int_equal(need, strlen(fqdn) + 1);
}

static void getfqdn_first_name_with_a_dot_wins(void **state)
{
    (void)state;
    want_fqdn("box", "box.example.org");
    want_fqdn("192.0.2.8", "box.example.org");
    want_fqdn("2001:db8::7", "six.example.org");
    want_fqdn("simple", "plain");
}

static void getfqdn_no_name_is_this_machine(void **state)
{
    (void)state;
    want_fqdn(NULL, "box.example.org");
    want_fqdn("", "box.example.org");
    want_fqdn(" \t\n", "box.example.org");
    want_fqdn("0.0.0.0", "box.example.org");
    want_fqdn(" :: ", "box.example.org");
}

static void getfqdn_unknown_name_stays_without_blanks(void **state)
{
    (void)state;
    want_fqdn("  nobody at all \r\n", "nobody at all");
    want_fqdn("<broadcast>", "<broadcast>");
    fake.status = EAI_SYSTEM;
    fake.error = EMFILE;
    want_fqdn("box", "box");
    fake.status = 0;
    fake.host_code = TRY_AGAIN;
    want_fqdn("192.0.2.7", "192.0.2.7");
}

static void getfqdn_failure_that_is_no_lookup_is_told(void **state)
{
    char text[64] = "untouched";
    size_t need = 0;
    (void)state;
    fake.status = EAI_MEMORY;
    assert_int_equal(sockfam_getfqdn(ours, "box", text, sizeof(text), NULL, &error), -ENOMEM);
    want_error(SOCKFAM_ERROR_MEMORY, ENOMEM);
    fake.error = EFAULT;
    assert_int_equal(sockfam_getfqdn(ours, "", text, sizeof(text), NULL, &error), -EFAULT);
    want_error(SOCKFAM_ERROR_OS, EFAULT);
    reset(NULL);
    assert_int_equal(sockfam_getfqdn(ours, "box", text, 15, &need, &error), -ENOSPC);
    want_error(SOCKFAM_ERROR_OVERFLOW, ENOSPC);
    assert_int_equal(need, 16);
    assert_string_equal(text, "untouched");
}

static void gethostname_is_the_kernels(void **state)
{
    struct utsname names;
    char text[65], small[1] = { 'u' };
    size_t need = 0;
    (void)state;
    assert_int_equal(uname(&names), 0);
    assert_int_equal(sockfam_gethostname(real, text, sizeof(text), &need, &error), 0);
    assert_string_equal(text, names.nodename);
    assert_int_equal(need, strlen(text) + 1);
    need = 0;
    assert_int_equal(sockfam_gethostname(ours, small, sizeof(small), &need, &error), -ENOSPC);
    want_error(SOCKFAM_ERROR_OVERFLOW, ENOSPC);
    assert_int_equal(need, 4);
    assert_int_equal(small[0], 'u');
}

static void gethostname_failure_is_its_errno(void **state)
{
    char text[65] = "untouched";
    (void)state;
    fake.status = -1;
    fake.error = ENAMETOOLONG;
    assert_int_equal(sockfam_gethostname(ours, text, sizeof(text), NULL, &error), -ENAMETOOLONG);
    want_error(SOCKFAM_ERROR_OS, ENAMETOOLONG);
    assert_string_equal(text, "untouched");
}

static void sethostname_passes_the_name_on(void **state)
{
    (void)state;
    assert_int_equal(sockfam_sethostname(ours, "newname", &error), 0);
    assert_string_equal(fake.text, "newname");
    assert_int_equal(fake.text_size, 7);
    fake.status = -1;
    fake.error = EPERM;
    assert_int_equal(sockfam_sethostname(ours, "newname", &error), -EPERM);
    want_error(SOCKFAM_ERROR_OS, EPERM);
    assert_non_null(strstr(error.message, "newname"));
}

/* In a UTS namespace of its own, so that the machine keeps its name. 77: not allowed here. */
static int rename_machine(void)
{
    char longest[66], text[65];
    if (unshare(CLONE_NEWUTS) < 0 && unshare(CLONE_NEWUSER | CLONE_NEWUTS) < 0)
        return 77;
    memset(longest, 'x', sizeof(longest));
    longest[65] = '\0';
    if (sockfam_sethostname(real, longest, &error) != -EINVAL || error.kind != SOCKFAM_ERROR_OS)
        return 1;
    longest[64] = '\0';
    if (sockfam_sethostname(real, longest, &error) != 0 || sockfam_gethostname(real, text, 65, NULL, &error) != 0)
        return 2;
    return strcmp(text, longest) == 0 ? 0 : 3;
}

static void sethostname_beyond_64_bytes_is_einval(void **state)
{
    int status = -1;
    (void)state;
    pid_t child = fork();
    if (child == 0)
        _exit(rename_machine());
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 77) {
        print_message("SKIP: no UTS namespace for us\n");
        skip();
    }
    assert_int_equal(status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(getfqdn_first_name_with_a_dot_wins, reset),
        cmocka_unit_test_setup(getfqdn_no_name_is_this_machine, reset),
        cmocka_unit_test_setup(getfqdn_unknown_name_stays_without_blanks, reset),
        cmocka_unit_test_setup(getfqdn_failure_that_is_no_lookup_is_told, reset),
        cmocka_unit_test_setup(gethostname_is_the_kernels, reset),
        cmocka_unit_test_setup(gethostname_failure_is_its_errno, reset),
        cmocka_unit_test_setup(sethostname_passes_the_name_on, reset),
        cmocka_unit_test_setup(sethostname_beyond_64_bytes_is_einval, reset),
    };
    return cmocka_run_group_tests_name("resolve_machine", tests, open_both, close_both);
}
