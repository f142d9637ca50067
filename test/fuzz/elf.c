/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: any bytes as a plugin's file. Input: "raw:" and the file, or the name of a family, ':', and edits of its
 * plugin as it was built: see fuzz_unfold().
 */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/plugin/assemble.h"
#include "core/plugin/elf.h"

#define PLUGINS 32

/* Reads plugins/NAME/NAME.so of the build, once. */
static struct fuzz_bytes load(const char *name)
{
    struct fuzz_bytes bytes = { NULL, 0 };
    char path[4096];
    if (snprintf(path, sizeof(path), "%s/%s/%s.so", FUZZ_PLUGINS, name, name) >= (int)sizeof(path))
        return bytes;
    FILE *file = fopen(path, "rb");
    if (!file)
        return bytes;
    bytes.data = malloc(1 << 20);
    fuzz_check(bytes.data, NULL);
    bytes.size = fread(bytes.data, 1, 1 << 20, file);
    fclose(file);
    return bytes;
}

static struct fuzz_bytes find_plugin(const char *name)
{
    static struct {
        char name[SOCKFAM_NAME_SIZE];
        struct fuzz_bytes bytes;
    } known[PLUGINS];
    if (strlen(name) >= SOCKFAM_NAME_SIZE || strchr(name, '/') || strchr(name, '.') || name[0] == '\0')
        return (struct fuzz_bytes){ NULL, 0 };
    for (size_t i = 0; i < PLUGINS; i++) {
        if (strcmp(known[i].name, name) == 0)
            return known[i].bytes;
        if (known[i].bytes.data)
            continue;
        known[i].bytes = load(name);
        if (known[i].bytes.data)
            strcpy(known[i].name, name);
        return known[i].bytes;
    }
    return (struct fuzz_bytes){ NULL, 0 };
}

static void read_file(const struct sf_sys *sys)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sf_elf elf = { .first = NULL };
    struct sf_driver *driver = NULL;
    int result = sf_elf_read(&elf, sys, "fuzz.so", true, &error);
    if (result < 0) {
        fuzz_refusal(result, &error, 0);
        fuzz_check(error.stage == SOCKFAM_STAGE_PATH || error.stage == SOCKFAM_STAGE_NOTE, &error);
    } else if (sf_driver_new(&driver, &elf.records, "fuzz.so", &error) < 0) {
        fuzz_refusal(-error.code, &error, 0);
    }
    sf_driver_free(driver);
    sf_elf_close(&elf, sys);
    sf_elf_deinit(&elf);
}

static void inspect_file(const struct sf_sys *sys)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sf_problems warnings = { NULL, 0, 0 };
    int result = sf_elf_inspect(sys, "fuzz.so", &warnings, &error);
    if (result < 0)
        fuzz_refusal(result, &error, 0);
    for (size_t i = 0; i < warnings.count; i++)
        fuzz_message(warnings.all[i]);
    sf_problems_deinit(&warnings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_bytes bytes = fuzz_unfold(data, size, find_plugin);
    if (!bytes.data)
        return 0;
    const struct sf_sys *sys = fuzz_files(bytes, (struct fuzz_bytes){ NULL, 0 });
    read_file(sys);
    inspect_file(sys);
    free(bytes.data);
    return 0;
}
