/* SPDX-License-Identifier: MIT */
/* The file that was judged is the file whose code runs, whatever happens to files and names in between. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/context/open.h"

#define ODD(name) SOCKFAM_TEST_BUILD "/test/plugins/odd_" name ".so"

static char folder[64], config[128], plugin[128], spare[128];

/* ------------------------------------------------------------------ files */

static void copy_file(const char *from, const char *to)
{
    static char bytes[1 << 20];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_true(in && out);
    size_t size = fread(bytes, 1, sizeof(bytes), in);
    assert_int_equal(fwrite(bytes, 1, size, out), size);
    fclose(in);
    fclose(out);
}

/* Another file takes the name, as package managers do it. */
static void replace(const char *from)
{
    copy_file(from, spare);
    assert_int_equal(rename(spare, plugin), 0);
}

/* The same file with one byte changed that nothing needs, its time of change set back. */
static void rewrite_in_place(void)
{
    struct stat before;
    char byte;
    int fd = open(plugin, O_RDWR | O_CLOEXEC);
    assert_true(fd >= 0 && fstat(fd, &before) == 0);
    assert_int_equal(pread(fd, &byte, 1, before.st_size - 1), 1);
    byte ^= 1;
    assert_int_equal(pwrite(fd, &byte, 1, before.st_size - 1), 1);
    const struct timespec times[] = { before.st_atim, before.st_mtim };
    assert_int_equal(futimens(fd, times), 0);
    close(fd);
}

static void use_path(const char *name)
{
    FILE *file = fopen(config, "w");
    assert_non_null(file);
    fprintf(file, "{\"version\":1,\"families\":{\"odd\":{\"plugin\":\"%s\"}}}\n", name);
    fclose(file);
}

static int set_up(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/sockfam-loaded-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(config, sizeof(config), "%s/sockfam.json", folder);
    snprintf(plugin, sizeof(plugin), "%s/odd.so", folder);
    snprintf(spare, sizeof(spare), "%s/spare.so", folder);
    copy_file(ODD("code"), plugin);
    use_path(plugin);
    return 0;
}

static int tear_down(void **state)
{
    char command[96];
    (void)state;
    snprintf(command, sizeof(command), "rm -rf %s", folder);
    return system(command);
}

/* ------------------------------------------------------------------ use */

static struct sockfam_context *opened(const struct sf_sys *sys)
{
    struct sockfam_context *ctx = NULL;
    struct sockfam_error error = { 0 };
    if (sf_context_open(&ctx, sys, config, 0, &error) < 0)
        fail_msg("%s", error.message);
    assert_int_equal(sockfam_family_find(ctx, "odd")->state, SOCKFAM_STATE_READY);
    return ctx;
}

/* What the code makes of a name of four characters: 4 or 104, or a negative errno. */
static int answer(const struct sockfam_context *ctx)
{
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    int result = sockfam_address_parse(ctx, "odd:name", 8, 0, &address, &error);
    if (result < 0)
        assert_int_equal(error.stage, SOCKFAM_STAGE_LOAD);
    return result < 0 ? result : address.bytes[7];
}

static void file_replaced_by_rename_after_its_code_was_used(void **state)
{
    struct sockfam_context *first = opened(&sf_sys_default), *second;
    (void)state;
    assert_int_equal(answer(first), 4);
    replace(ODD("code_other"));
    second = opened(&sf_sys_default);
    assert_int_equal(answer(second), 104);
    assert_int_equal(answer(first), 4);
    sockfam_context_close(second);
    replace(ODD("code"));
    second = opened(&sf_sys_default);
    assert_int_equal(answer(second), 4);
    sockfam_context_close(second);
    sockfam_context_close(first);
}

static void file_replaced_by_rename_before_its_code_is_used(void **state)
{
    struct sockfam_context *ctx = opened(&sf_sys_default);
    (void)state;
    replace(ODD("code_other"));
    assert_int_equal(answer(ctx), -ESTALE);
    assert_int_equal(answer(ctx), -ESTALE);
    sockfam_context_close(ctx);
}

static void *open_after_renaming(const char *file, int flags)
{
    replace(ODD("code_other"));
    return dlopen(file, flags);
}

static void file_replaced_by_rename_while_it_is_loaded(void **state)
{
    struct sf_sys sys = sf_sys_default;
    (void)state;
    sys.dlopen = open_after_renaming;
    struct sockfam_context *ctx = opened(&sys);
    assert_int_equal(answer(ctx), -ESTALE);
    sockfam_context_close(ctx);
}

static void file_rewritten_in_place_with_its_time_set_back(void **state)
{
    struct sockfam_context *ctx = opened(&sf_sys_default);
    (void)state;
    rewrite_in_place();
    assert_int_equal(answer(ctx), -ESTALE);
    sockfam_context_close(ctx);
    ctx = opened(&sf_sys_default);
    assert_int_equal(answer(ctx), 4);
    sockfam_context_close(ctx);
}

/* What is in memory is of before, and stays. */
static void file_rewritten_in_place_after_its_code_was_used(void **state)
{
    struct sockfam_context *ctx = opened(&sf_sys_default);
    (void)state;
    assert_int_equal(answer(ctx), 4);
    rewrite_in_place();
    assert_int_equal(answer(ctx), 4);
    sockfam_context_close(ctx);
    ctx = opened(&sf_sys_default);
    assert_int_equal(answer(ctx), -ESTALE);
    sockfam_context_close(ctx);
}

/* A link changes the file's ctime, and nothing else of it. */
static void file_that_got_a_link_is_the_same(void **state)
{
    struct sockfam_context *ctx = opened(&sf_sys_default);
    (void)state;
    assert_int_equal(answer(ctx), 4);
    assert_int_equal(link(plugin, spare), 0);
    sockfam_context_close(ctx);
    ctx = opened(&sf_sys_default);
    assert_int_equal(answer(ctx), 4);
    sockfam_context_close(ctx);
}

static void path_with_a_dollar_is_taken_as_it_stands(void **state)
{
    static const char *const names[] = { "$LIB", "$ORIGIN", "${PLATFORM}" };
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        char path[192], name[160];
        snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
        assert_int_equal(mkdir(path, 0755), 0);
        snprintf(path, sizeof(path), "%s/%s/odd.so", folder, names[i]);
        copy_file(ODD("code_other"), path);
        snprintf(name, sizeof(name), "./%s/odd.so", names[i]);
        use_path(name);
        struct sockfam_context *ctx = opened(&sf_sys_default);
        assert_int_equal(answer(ctx), 104);
        sockfam_context_close(ctx);
    }
}

/* dlopen(3) would search a name without '/' in the system's folders, and a relative one in another folder by now. */
static void bare_name_is_the_file_that_was_judged(void **state)
{
    char before[256];
    (void)state;
    assert_non_null(getcwd(before, sizeof(before)));
    assert_int_equal(chdir(folder), 0);
    setenv("SOCKFAM_PLUGIN_PATH", ".", 1);
    use_path("odd.so");
    struct sockfam_context *ctx = opened(&sf_sys_default);
    unsetenv("SOCKFAM_PLUGIN_PATH");
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(answer(ctx), 4);
    sockfam_context_close(ctx);
    assert_int_equal(chdir(before), 0);
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(file_replaced_by_rename_after_its_code_was_used),
        TEST(file_replaced_by_rename_before_its_code_is_used),
        TEST(file_replaced_by_rename_while_it_is_loaded),
        TEST(file_rewritten_in_place_with_its_time_set_back),
        TEST(file_rewritten_in_place_after_its_code_was_used),
        TEST(file_that_got_a_link_is_the_same),
        TEST(path_with_a_dollar_is_taken_as_it_stands),
        TEST(bare_name_is_the_file_that_was_judged),
    };
    return cmocka_run_group_tests_name("loaded_file", tests, NULL, NULL) != 0;
}
