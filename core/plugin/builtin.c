/* SPDX-License-Identifier: MIT */
/*
 * Each builtin leaves one pointer in the linker set `sockfam_builtins`. The set's ends are weak, because a build
 * without any builtin has no such section, and then both are NULL.
 */
#include "core/plugin/builtin.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/names.h"
#include "core/plugin/assemble.h"
#include "core/plugin/code.h"

extern const struct sockfam_builtin *const __start_sockfam_builtins[] __attribute__((weak, visibility("hidden")));
extern const struct sockfam_builtin *const __stop_sockfam_builtins[] __attribute__((weak, visibility("hidden")));

static size_t count_builtins(void)
{
    uintptr_t start = (uintptr_t)__start_sockfam_builtins, stop = (uintptr_t)__stop_sockfam_builtins;
    return start ? (stop - start) / sizeof(__start_sockfam_builtins[0]) : 0;
}

static int read_notes(struct sf_records *records, const struct sockfam_builtin *object, struct sockfam_error *error)
{
    return sf_records_read(records, object->start, (uintptr_t)object->stop - (uintptr_t)object->start, SF_BUILTIN,
                           error);
}

static void read_builtin(struct sf_builtin *builtin, const struct sockfam_builtin *object)
{
    const struct sf_rows *heads = &builtin->records.rows[SOCKFAM_RECORD_HEAD];
    struct sockfam_head_row head;
    builtin->object = object;
    memcpy(builtin->name, "?", 2);
    builtin->result = read_notes(&builtin->records, object, NULL);
    if (builtin->result < 0 || heads->count != 1)
        return;
    sf_row_copy(heads, 0, &head, sizeof(head));
    if (sf_text_ends(head.name, sizeof(head.name)) && sf_is_name(head.name))
        memcpy(builtin->name, head.name, sizeof(head.name));
}

int sf_builtins_init(struct sf_builtins *builtins)
{
    size_t count = count_builtins();
    builtins->count = 0;
    builtins->all = count ? calloc(count, sizeof(*builtins->all)) : NULL;
    if (count != 0 && !builtins->all)
        return -ENOMEM;
    for (; builtins->count < count; builtins->count++)
        read_builtin(&builtins->all[builtins->count], __start_sockfam_builtins[builtins->count]);
    return 0;
}

void sf_builtins_deinit(struct sf_builtins *builtins)
{
    free(builtins->all);
    memset(builtins, 0, sizeof(*builtins));
}

const struct sf_builtin *sf_builtin_find(const struct sf_builtins *builtins, const char *name)
{
    for (size_t i = 0; i < builtins->count; i++)
        if (strcmp(name, builtins->all[i].name) == 0)
            return &builtins->all[i];
    return NULL;
}

int sf_builtin_driver(const struct sf_builtin *builtin, struct sf_driver **driver, struct sockfam_error *error)
{
    const struct sockfam_code_v1 *code = builtin->object->code;
    struct sf_driver *made = NULL;
    if (builtin->result < 0) {
        struct sf_records records;
        return read_notes(&records, builtin->object, error); /* for the reason */
    }
    int result = sf_driver_new(&made, &builtin->records, SF_BUILTIN, error);
    if (result < 0)
        return result;
    made->family.state = SOCKFAM_STATE_BUILTIN;
    if (!code && (made->head.flags & SOCKFAM_HEAD_CODE))
        result = sf_fail_plugin(error, SOCKFAM_STAGE_MATCH, SF_BUILTIN, 0,
                                "the head of driver \"%s\" promises code, but it has none", made->family.name);
    else if (code)
        result = sf_code_attach_builtin(made, code, error);
    if (result < 0)
        sf_driver_free(made);
    else
        *driver = made;
    return result;
}
