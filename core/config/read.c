/* SPDX-License-Identifier: MIT */
/*
 * One file of JSON: bounded, of UTF-8, without NUL, no key twice. Line and column are counted in bytes, so that an
 * editor goes to the right place in any file.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json.h"
#include "core/config/entry.h"
#include "core/sys/file.h"
#include "core/sys/trust.h"

static int fail_config(struct sockfam_error *error, const char *path, int code, const char *what)
{
    return sf_fail_plugin(error, SOCKFAM_STAGE_PARSE, path, code, "cannot read the config: %s", what);
}

static int read_bytes(const struct sf_sys *sys, const char *path, char **bytes, size_t *size,
                      struct sockfam_error *error)
{
    struct stat status;
    char problem[SF_FILE_PROBLEM_SIZE], distrust[SF_TRUST_PROBLEM_SIZE];
    int trusted = sys->is_privileged() ? sf_trust(sys, path, distrust) : 0;
    if (trusted < 0)
        return fail_config(error, path, -trusted, distrust);
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
    return fail_config(error, path, -result,
                       result == -ENODATA ? "it became shorter while it was read" : sf_errno_text(-result));
}

static int parse(const char *path, const char *bytes, size_t size, json_t **root, struct sockfam_error *error)
{
    struct sf_json_problem problem;
    const char *nul = memchr(bytes, '\0', size);
    if (nul)
        problem = (struct sf_json_problem){ (size_t)(nul - bytes), "it has a NUL byte" };
    else
        *root = sf_json_parse(bytes, size, 0, &problem);
    if (!nul && *root)
        return 0;
    if (problem.text[0] == '\0')
        return sf_no_memory(error);
    int result = sf_fail_plugin(error, SOCKFAM_STAGE_PARSE, path, 0, "the config is not proper JSON: %s", problem.text);
    sf_json_place(error, bytes, problem.position);
    return result;
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
