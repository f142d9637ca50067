/* SPDX-License-Identifier: MIT */
/*
 * Each builtin leaves one pointer in the linker set `sockfam_builtins`. The set's ends are weak, because a build
 * without any builtin has no such section, and then both are NULL.
 */
#include "core/plugin/builtin.h"

#include <string.h>

#include "core/plugin/code.h"
#include "core/plugin/assemble.h"
#include "core/base/names.h"

extern const struct sockfam_builtin *const __start_sockfam_builtins[] __attribute__((weak, visibility("hidden")));
extern const struct sockfam_builtin *const __stop_sockfam_builtins[] __attribute__((weak, visibility("hidden")));

static size_t count_builtins(void)
{
    uintptr_t start = (uintptr_t)__start_sockfam_builtins, stop = (uintptr_t)__stop_sockfam_builtins;
    return start ? (stop - start) / sizeof(__start_sockfam_builtins[0]) : 0;
}

const struct sockfam_builtin *sf_builtin_at(size_t index)
{
    return index < count_builtins() ? __start_sockfam_builtins[index] : NULL;
}

static int read_records(const struct sockfam_builtin *builtin, struct sf_records *records, struct sockfam_error *error)
{
    size_t size = (uintptr_t)builtin->stop - (uintptr_t)builtin->start;
    return sf_records_read(records, builtin->start, size, SF_BUILTIN, error);
}

void sf_builtin_name(const struct sockfam_builtin *builtin, char name[SOCKFAM_NAME_SIZE])
{
    struct sf_records records;
    struct sockfam_head_row head;
    memcpy(name, "?", 2);
    if (read_records(builtin, &records, NULL) < 0 || records.rows[SOCKFAM_RECORD_HEAD].count != 1)
        return;
    sf_row_copy(&records.rows[SOCKFAM_RECORD_HEAD], 0, &head, sizeof(head));
    if (sf_text_ends(head.name, sizeof(head.name)) && sf_is_name(head.name))
        memcpy(name, head.name, sizeof(head.name));
}

const struct sockfam_builtin *sf_builtin_find(const char *name)
{
    for (size_t i = 0; i < count_builtins(); i++) {
        char other[SOCKFAM_NAME_SIZE];
        sf_builtin_name(sf_builtin_at(i), other);
        if (strcmp(name, other) == 0)
            return sf_builtin_at(i);
    }
    return NULL;
}

int sf_builtin_driver(const struct sockfam_builtin *builtin, struct sf_driver **driver, struct sockfam_error *error)
{
    struct sf_records records;
    struct sf_driver *made = NULL;
    int result = read_records(builtin, &records, error);
    if (result == 0)
        result = sf_driver_new(&made, &records, SF_BUILTIN, error);
    if (result < 0)
        return result;
    made->family.state = SOCKFAM_STATE_BUILTIN;
    if (!builtin->code && (made->head.flags & SOCKFAM_HEAD_CODE))
        result = sf_fail_plugin(error, SOCKFAM_STAGE_MATCH, SF_BUILTIN, 0,
                                "the head of driver \"%s\" promises code, but it has none", made->family.name);
    else if (builtin->code)
        result = sf_code_attach(made, builtin->code, NULL, error);
    if (result < 0)
        sf_driver_free(made);
    else
        *driver = made;
    return result;
}
