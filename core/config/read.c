/* SPDX-License-Identifier: MIT */
/*
 * One file of JSON: bounded, of UTF-8, without NUL, no key twice. Jansson says how many bytes it had read when it gave
 * up; line and column are counted from that, in bytes, so that an editor goes to the right place in any file.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/config/parts.h"
#include "core/sys/file.h"

static int fail_config(struct sockfam_error *error, const char *path, int code, const char *what)
{
    return sf_fail_plugin(error, SOCKFAM_STAGE_PARSE, path, code, "cannot read the config: %s", what);
}

static int read_bytes(const struct sf_sys *sys, const char *path, char **bytes, size_t *size, struct sockfam_error *error)
{
    struct stat status;
    char problem[SF_FILE_PROBLEM_SIZE];
    int fd = sf_file_open(sys, path, SF_CONFIG_FILE_MAX, &status, problem);
    if (fd < 0)
        return fail_config(error, path, -fd, problem);
    *size = (size_t)status.st_size;
    *bytes = malloc(*size + 1);
    int result = *bytes ? sf_file_read(sys, fd, 0, *bytes, *size) : -ENOMEM;
    sys->close(fd);
    if (result == 0)
        return 0;
    free(*bytes);
    if (result == -ENOMEM)
        return sf_no_memory(error);
    return fail_config(error, path, -result, result == -ENODATA ? "it became shorter meanwhile" : sf_errno_text(-result));
}

/* The place of byte `position`, counted from 0. */
static void place(struct sockfam_error *error, const char *bytes, size_t position)
{
    uint32_t line = 1, column = 1;
    if (!error)
        return;
    for (size_t i = 0; i < position; i++) {
        column = bytes[i] == '\n' ? 1 : column + 1;
        line += bytes[i] == '\n';
    }
    error->line = line;
    error->column = column;
}

static int fail_syntax(struct sockfam_error *error, const char *path, const char *bytes, size_t size,
                       const json_error_t *json)
{
    if (json_error_code(json) == json_error_out_of_memory)
        return sf_no_memory(error);
    size_t position = json->position > 0 ? (size_t)json->position - 1 : 0; /* the last byte that was read */
    int result = sf_fail_plugin(error, SOCKFAM_STAGE_PARSE, path, 0, "the config is not proper JSON: %s", json->text);
    place(error, bytes, position < size ? position : size);
    return result;
}

static int parse(const char *path, const char *bytes, size_t size, json_t **root, struct sockfam_error *error)
{
    json_error_t json;
    const char *nul = memchr(bytes, '\0', size);
    if (nul) {
        int result = sf_fail_plugin(error, SOCKFAM_STAGE_PARSE, path, 0, "the config has a NUL byte");
        place(error, bytes, (size_t)(nul - bytes));
        return result;
    }
    *root = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &json);
    return *root ? 0 : fail_syntax(error, path, bytes, size, &json);
}

int sf_config_load(const struct sf_sys *sys, const char *path, json_t **root, struct sockfam_error *error)
{
    char *bytes = NULL;
    size_t size = 0;
    struct sockfam_error own = { .kind = SOCKFAM_ERROR_NONE };
    error = error ? error : &own;
    int result = read_bytes(sys, path, &bytes, &size, error);
    if (result < 0)
        return result;
    result = parse(path, bytes, size, root, error);
    free(bytes);
    return result;
}
