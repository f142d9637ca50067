/* SPDX-License-Identifier: MIT */
/*
 * Benchmark: opening the config of this build against dlopen(3) of the same plugins; first use of a driver's code
 * against a bare dlopen(3) of its file; and what it takes to come to a driver's functions afterwards.
 */
#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

#include "core/config/config.h"
#include "core/context/open.h"
#include "core/plugin/assemble.h"
#include "core/plugin/elf.h"
#include "core/registry/registry.h"

#define OPEN_AIM 0.5
#define FIRST_USE_AIM 1.2
#define CALL_AIM 3 /* nanoseconds */
#define ROUNDS 100
#define PLUGINS 64

/* ------------------------------------------------------------------ opening */

static size_t find_plugins(const struct sockfam_context *ctx, char paths[PLUGINS][512])
{
    size_t count = 0;
    for (size_t i = 0; i < sockfam_family_count(ctx) && count < PLUGINS; i++) {
        const char *name = sockfam_family_at(ctx, i)->name;
        snprintf(paths[count], sizeof(paths[count]), "%s/%s/%s.so", BENCH_PLUGINS, name, name);
        count += access(paths[count], R_OK) == 0;
    }
    return count;
}

/* A config of the same families, from their plugins or linked in; the caller removes the file. */
static void write_config(const struct sockfam_context *ctx, char *path, bool is_linked)
{
    int fd = mkstemp(path);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
    bench_check(file, "no temporary file");
    fprintf(file, "{\"version\":1,\"plugin_path\":[\"%s\"],\"families\":{", BENCH_PLUGINS);
    for (size_t i = 0; i < sockfam_family_count(ctx); i++) {
        const char *name = sockfam_family_at(ctx, i)->name;
        fprintf(file, "%s\"%s\":{\"plugin\":\"", i ? "," : "", name);
        if (is_linked)
            fprintf(file, "builtin\"}");
        else
            fprintf(file, "%s/%s.so\"}", name, name);
    }
    fprintf(file, "}}\n");
    fclose(file);
}

static double time_open(const char *config)
{
    struct sockfam_context *ctx = NULL;
    double begin = bench_now();
    int result = sockfam_context_open(&ctx, config, NULL);
    double time = bench_now() - begin;
    bench_check(result == 0, "the config cannot be opened");
    sockfam_context_close(ctx);
    return time;
}

static double time_dlopen(char paths[PLUGINS][512], size_t count)
{
    void *handles[PLUGINS];
    double begin = bench_now();
    for (size_t i = 0; i < count; i++)
        handles[i] = dlopen(paths[i], RTLD_NOW | RTLD_LOCAL);
    double time = bench_now() - begin;
    for (size_t i = 0; i < count; i++) {
        bench_check(handles[i], "a plugin cannot be loaded");
        dlclose(handles[i]);
    }
    return time;
}

/* ------------------------------------------------------------------ where the time goes */

enum stage { CONFIG, READ, JUDGE, REGISTER, FINISH, STAGES };

static const char *const stage_names[STAGES] = { "the config: read, parsed, merged",
                                                 "the files: looked at, opened, read",
                                                 "the rows: copied, judged, planned",
                                                 "registered, conflicts looked for", "sorted" };

/* What sockfam_context_open() does, with a clock between its stages. */
static void time_stages(const char *config, char paths[PLUGINS][512], size_t count, double times[STAGES])
{
    struct sf_config read;
    struct sf_elf elf = { .first = NULL };
    struct sockfam_context *ctx = sf_context_new(&sf_sys_default);
    double begin = bench_now(), end;
    bench_check(ctx && sf_config_init(&read, &sf_sys_default, config, NULL) == 0, "the config cannot be read");
    times[CONFIG] = bench_now() - begin;
    times[READ] = times[JUDGE] = times[REGISTER] = 0;
    for (size_t i = 0; i < count; i++) {
        struct sf_driver *driver = NULL;
        begin = bench_now();
        bench_check(sf_elf_read(&elf, &sf_sys_default, paths[i], false, NULL) == 0, "a plugin cannot be read");
        times[READ] += (end = bench_now()) - begin;
        bench_check(sf_driver_new(&driver, &elf.records, paths[i], NULL) == 0, "a plugin is refused");
        sf_elf_close(&elf, &sf_sys_default);
        times[JUDGE] += (begin = bench_now()) - end;
        bench_check(sf_registry_add(ctx, driver, NULL) == 0, "a plugin is in conflict");
        times[REGISTER] += bench_now() - begin;
    }
    begin = bench_now();
    sf_registry_finish(ctx->registry);
    times[FINISH] = bench_now() - begin;
    sf_elf_deinit(&elf);
    sf_config_deinit(&read);
    sockfam_context_close(ctx);
}

static void show_stages(const struct sockfam_context *ctx)
{
    static char paths[PLUGINS][512];
    char config[] = "/tmp/sockfam-bench-XXXXXX";
    double best[STAGES], times[STAGES];
    size_t count = find_plugins(ctx, paths);
    write_config(ctx, config, false);
    for (int round = 0; round < ROUNDS; round++) {
        time_stages(config, paths, count, times);
        for (int i = 0; i < STAGES; i++)
            best[i] = round == 0 || times[i] < best[i] ? times[i] : best[i];
    }
    unlink(config);
    printf("  of which\n");
    for (int i = 0; i < STAGES; i++)
        printf("    %-40s %10.1f\n", stage_names[i], best[i]);
}

static void compare_opening(const struct sockfam_context *ctx, bool is_linked)
{
    static char paths[PLUGINS][512];
    char config[] = "/tmp/sockfam-bench-XXXXXX", name[80];
    double ours = 1e18, other = 1e18;
    size_t count = find_plugins(ctx, paths);
    write_config(ctx, config, is_linked);
    for (int round = 0; round < ROUNDS; round++) {
        double our_time = time_open(config), other_time = time_dlopen(paths, count);
        ours = our_time < ours ? our_time : ours;
        other = other_time < other ? other_time : other;
    }
    unlink(config);
    snprintf(name, sizeof(name), "open %zu families, %s", sockfam_family_count(ctx),
             is_linked ? "linked in" : "plugins");
    bench_line(name, ours, other, OPEN_AIM);
}

/* ------------------------------------------------------------------ first use, in a process of its own each time */

static const struct sf_format *find_code(const struct sockfam_context *ctx)
{
    for (size_t i = 0; i < sockfam_family_count(ctx); i++) {
        const struct sockfam_family *family = sockfam_family_at(ctx, i);
        for (size_t k = 0; k < family->format_count && family->state <= SOCKFAM_STATE_BUILTIN; k++)
            if (sockfam_format_variant_at(family->formats[k], 0)->code)
                return sf_format_of(family->formats[k]);
    }
    return NULL;
}

static double time_first_use(const struct sockfam_context *ctx, const struct sf_format *format)
{
    const struct sockfam_format_code *code;
    double begin = bench_now();
    int result = format->driver->code->functions(ctx, format, &code, NULL);
    double time = bench_now() - begin;
    bench_check(result == 0, "a driver's code cannot be loaded");
    return time;
}

static double time_bare(const struct sf_format *format)
{
    const char *file = format->format.family->plugin;
    double begin = bench_now();
    void *handle = dlopen(file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    void *symbol = handle ? dlsym(handle, "sockfam_code_v1") : NULL;
    double time = bench_now() - begin;
    bench_check(symbol, "a plugin cannot be loaded");
    return time;
}

static double in_child(const struct sockfam_context *ctx, const struct sf_format *format, bool is_bare)
{
    int ends[2];
    double time = 0;
    bench_check(pipe(ends) == 0, "no pipe");
    pid_t child = fork();
    bench_check(child >= 0, "no fork");
    if (child == 0) {
        time = is_bare ? time_bare(format) : time_first_use(ctx, format);
        _exit(write(ends[1], &time, sizeof(time)) != sizeof(time));
    }
    close(ends[1]);
    bench_check(read(ends[0], &time, sizeof(time)) == sizeof(time), "a child failed");
    close(ends[0]);
    waitpid(child, NULL, 0);
    return time;
}

static void compare_first_use(const struct sockfam_context *ctx, const struct sf_format *format)
{
    char name[80];
    double ours = 1e18, other = 1e18;
    for (int round = 0; round < ROUNDS; round++) {
        double our_time = in_child(ctx, format, false), other_time = in_child(ctx, format, true);
        ours = our_time < ours ? our_time : ours;
        other = other_time < other ? other_time : other;
    }
    snprintf(name, sizeof(name), "first use of the code of %s", format->format.family->name);
    bench_line(name, ours, other, FIRST_USE_AIM);
}

/* ------------------------------------------------------------------ calls */

struct subject {
    const struct sockfam_context *ctx;
    const struct sf_format *format;
};

static void find_functions(const void *data, unsigned count)
{
    const struct subject *subject = data;
    const struct sockfam_format_code *code = NULL;
    for (unsigned i = 0; i < count; i++) {
        bench_keep(subject);
        subject->format->driver->code->functions(subject->ctx, subject->format, &code, NULL);
        bench_keep(code);
    }
}

int main(int argc, char **argv)
{
    bench_arguments(argc, argv);
    bench_begin("the loader, against dlopen of the same files");
    struct sockfam_context *ctx = bench_context();
    struct subject subject = { ctx, find_code(ctx) };
    compare_opening(ctx, false);
    show_stages(ctx);
    compare_opening(ctx, true);
    if (subject.format && subject.format->format.family->state != SOCKFAM_STATE_BUILTIN)
        compare_first_use(ctx, subject.format);
    if (subject.format)
        bench_alone("to a driver's functions, loaded (aim in ns)", find_functions, &subject, CALL_AIM);
    sockfam_context_close(ctx);
    return 0;
}
