/* SPDX-License-Identifier: MIT */
/*
 * Which files there are. A main file has drop-ins, families.d/NAME.json in the folder where it lies or would lie; they
 * count as read after it, in the order of their names.
 */
#include "core/config/config.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/array.h"
#include "core/config/entry.h"
#include "core/sys/file.h"

#ifndef SOCKFAM_SYSTEM_CONFIG
#define SOCKFAM_SYSTEM_CONFIG "/usr/share/sockfam/sockfam.json"
#endif
#ifndef SOCKFAM_ADMIN_CONFIG
#define SOCKFAM_ADMIN_CONFIG "/etc/sockfam/sockfam.json"
#endif

#define DROP_INS "families.d"
#define DROP_IN_SUFFIX ".json"
#define FILES_MAX 1024 /* drop-ins of a folder */

/* ------------------------------------------------------------------ one file */

static void free_source(struct sf_config_source *source)
{
    if (!source)
        return;
    json_decref(source->root);
    free(source->path);
    free(source->folder);
    free(source);
}

/* The folder of a file, absolute if the system can tell, so that a later chdir(2) changes nothing. */
static char *folder_of(const struct sf_sys *sys, const char *path)
{
    const char *slash = strrchr(path, '/');
    char *given = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup("./");
    char *real = given ? sf_file_settle(sys, given) : NULL; /* without '/' at its end, unless it is the root */
    size_t size = real ? strlen(real) : 0;
    if (size == 0 || real[size - 1] == '/')
        return real;
    char *folder = sf_config_join(real, "");
    free(real);
    return folder;
}

static struct sf_config_source *new_source(const struct sf_sys *sys, const char *path)
{
    struct sf_config_source *source = calloc(1, sizeof(*source));
    if (!source)
        return NULL;
    source->path = strdup(path);
    source->folder = folder_of(sys, path);
    if (source->path && source->folder)
        return source;
    free_source(source);
    return NULL;
}

/* Reads a file; *problem says what was wrong with it, if it could not be taken at all. Fails on ENOMEM only. */
static int read_file(struct sf_config *config, const char *path, struct sockfam_error *problem)
{
    json_t *root = NULL;
    int result = sf_config_load(config->sys, path, &root, problem);
    if (result < 0)
        return result == -ENOMEM ? result : 0;
    struct sf_config_source *source = new_source(config->sys, path);
    if (!source || sf_reserve(&config->sources, &config->source_room, config->source_count, 1, sizeof(source)) < 0) {
        free_source(source);
        json_decref(root);
        return -ENOMEM;
    }
    source->root = root;
    source->first_folder = config->folder_count;
    source->index = config->source_count;
    config->sources[config->source_count++] = source;
    return sf_config_take(config, source);
}

/* ------------------------------------------------------------------ drop-ins */

struct names {
    char **names;
    size_t count, room;
};

static int by_name(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    return strcmp(*left, *right);
}

static bool is_drop_in(const char *name)
{
    size_t size = strlen(name), suffix = strlen(DROP_IN_SUFFIX);
    return name[0] != '.' && size > suffix && strcmp(name + size - suffix, DROP_IN_SUFFIX) == 0;
}

static int add_name(struct names *names, const char *folder, const char *name)
{
    char *path = sf_config_join(folder, name);
    if (!path || sf_reserve(&names->names, &names->room, names->count, 1, sizeof(path)) < 0) {
        free(path);
        return -ENOMEM;
    }
    names->names[names->count++] = path;
    return 0;
}

/* The drop-ins of a folder. 0, also if there is no such folder, -ENOMEM, or why it cannot be read. */
static int list_names(struct names *names, const struct sf_sys *sys, const char *folder)
{
    DIR *stream = sys->opendir(folder);
    const struct dirent *entry;
    int result = 0;
    if (!stream)
        return sf_is_absence(errno) ? 0 : -errno;
    for (errno = 0; result == 0 && (entry = sys->readdir(stream)); errno = 0)
        if (is_drop_in(entry->d_name))
            result = names->count < FILES_MAX ? add_name(names, folder, entry->d_name) : -E2BIG;
    if (result == 0)
        result = -errno;
    sys->closedir(stream);
    sf_sort(names->names, names->count, sizeof(*names->names), by_name);
    return result;
}

/* What a drop-in says may disable a family, so it matters when they cannot be read. */
static int add_unread(struct sf_config *config, const char *folder, int code)
{
    struct sockfam_error problem = { .kind = SOCKFAM_ERROR_NONE };
    sf_fail_plugin(&problem, SOCKFAM_STAGE_PARSE, folder, code, "cannot read the folder of drop-ins: %s",
                   code == E2BIG ? "it has more than 1024 of them" : sf_errno_text(code));
    return sf_problems_add(&config->problems, &problem, NULL);
}

static int read_drop_ins(struct sf_config *config, const char *main)
{
    struct names names = { NULL, 0, 0 };
    const char *slash = strrchr(main, '/');
    size_t before = slash ? (size_t)(slash - main) + 1 : 0;
    char *folder = malloc(before + sizeof(DROP_INS));
    if (!folder)
        return -ENOMEM;
    memcpy(folder, main, before);
    memcpy(folder + before, DROP_INS, sizeof(DROP_INS));
    int result = list_names(&names, config->sys, folder);
    if (result < 0 && result != -ENOMEM)
        result = add_unread(config, folder, -result);
    for (size_t i = 0; result == 0 && i < names.count; i++) {
        struct sockfam_error problem = { .kind = SOCKFAM_ERROR_NONE };
        result = read_file(config, names.names[i], &problem);
        if (result == 0 && problem.kind != SOCKFAM_ERROR_NONE)
            result = sf_problems_add(&config->problems, &problem, NULL);
    }
    for (size_t i = 0; i < names.count; i++)
        free(names.names[i]);
    free(names.names);
    free(folder);
    return result;
}

/* ------------------------------------------------------------------ all of them */

/* A main file and its drop-ins. One that somebody `named` must be readable; the others need not be there. */
static int read_main(struct sf_config *config, const char *path, bool is_named, struct sockfam_error *error)
{
    struct sockfam_error problem = { .kind = SOCKFAM_ERROR_NONE };
    int result = read_file(config, path, &problem);
    bool is_absent = sf_is_absence(problem.code);
    bool is_unread = problem.kind != SOCKFAM_ERROR_NONE && problem.line == 0;
    if (result == 0 && is_named && is_unread) {
        if (error)
            *error = problem;
        return -problem.code;
    }
    if (result == 0 && problem.kind != SOCKFAM_ERROR_NONE && !is_absent)
        result = sf_problems_add(&config->problems, &problem, NULL);
    config->has_main |= problem.kind == SOCKFAM_ERROR_NONE || !is_absent;
    return result < 0 ? result : read_drop_ins(config, path);
}

static int add_from_environment(struct sf_config *config, const char *path, size_t size)
{
    char *given = strndup(path, size);
    return sf_config_add_folder(config, given ? sf_file_settle(config->sys, given) : NULL, NULL);
}

static int read_environment(struct sf_config *config)
{
    const char *at = config->sys->secure_getenv("SOCKFAM_PLUGIN_PATH");
    int result = 0;
    while (result == 0 && at && *at != '\0') {
        size_t size = strcspn(at, ":");
        if (size != 0)
            result = add_from_environment(config, at, size);
        at += size + (at[size] == ':');
    }
    return result;
}

int sf_config_init(struct sf_config *config, const struct sf_sys *sys, const char *file, struct sockfam_error *error)
{
    memset(config, 0, sizeof(*config));
    config->sys = sys;
    int result = read_environment(config);
    if (!file)
        file = sys->secure_getenv("SOCKFAM_CONFIG");
    if (result == 0 && file && *file != '\0') {
        result = read_main(config, file, true, error);
    } else if (result == 0) {
        result = read_main(config, SOCKFAM_SYSTEM_CONFIG, false, error);
        if (result == 0)
            result = read_main(config, SOCKFAM_ADMIN_CONFIG, false, error);
    }
    if (result == 0)
        result = sf_config_merge(config);
    return result == -ENOMEM ? sf_no_memory(error) : result;
}

void sf_config_deinit(struct sf_config *config)
{
    for (size_t i = 0; i < config->source_count; i++)
        free_source(config->sources[i]);
    for (size_t i = 0; i < config->folder_count; i++)
        free(config->folders[i].path);
    free(config->sources);
    free(config->entries);
    free(config->families);
    free(config->folders);
    sf_problems_deinit(&config->problems);
}
