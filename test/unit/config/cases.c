/* SPDX-License-Identifier: MIT */
/* Files are copied as bytes: some of them are wrong on purpose. */
#include "cases.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDER SOCKFAM_TEST_SOURCE "/test/data/config"

static const struct {
    const char *name, *value;
} placeholders[] = {
    { "@plugins@", SOCKFAM_TEST_BUILD "/test/plugins" },
    { "@stock@", SOCKFAM_TEST_BUILD "/plugins" },
};

/* Replaces placeholders in `size` bytes, which have `room`. Returns the new size. */
static size_t fill_in(char *bytes, size_t size, size_t room)
{
    for (size_t i = 0; i < sizeof(placeholders) / sizeof(placeholders[0]); i++) {
        size_t name = strlen(placeholders[i].name), value = strlen(placeholders[i].value);
        for (char *at = bytes; (at = memmem(at, size - (size_t)(at - bytes), placeholders[i].name, name));
             at += value) {
            if (size + value > room)
                abort();
            memmove(at + value, at + name, size - (size_t)(at - bytes) - name);
            memcpy(at, placeholders[i].value, value);
            size = size + value - name;
        }
    }
    return size;
}

static size_t read_file(const char *path, char *bytes, size_t room)
{
    FILE *file = fopen(path, "rb");
    size_t size = file ? fread(bytes, 1, room, file) : 0;
    if (file)
        fclose(file);
    return fill_in(bytes, size, room);
}

static int copy_folder(const char *from, const char *to)
{
    static char bytes[65536];
    DIR *stream = opendir(from);
    const struct dirent *entry;
    if (!stream || mkdir(to, 0755) < 0) {
        if (stream)
            closedir(stream);
        return -1;
    }
    while ((entry = readdir(stream))) {
        char source[512], target[512];
        if (entry->d_type != DT_REG)
            continue;
        snprintf(source, sizeof(source), "%s/%s", from, entry->d_name);
        snprintf(target, sizeof(target), "%s/%s", to, entry->d_name);
        size_t size = read_file(source, bytes, sizeof(bytes));
        FILE *file = fopen(target, "wb");
        if (!file || fwrite(bytes, 1, size, file) != size)
            abort();
        fclose(file);
    }
    closedir(stream);
    return 0;
}

int case_copy(const struct config_case *config_case, const char *folder)
{
    char from[512], to[512];
    snprintf(from, sizeof(from), FOLDER "/%s", config_case->name);
    if (copy_folder(from, folder) < 0)
        return -1;
    snprintf(from, sizeof(from), FOLDER "/%s/families.d", config_case->name);
    snprintf(to, sizeof(to), "%s/families.d", folder);
    copy_folder(from, to);
    return 0;
}

static void read_expected(struct config_case *config_case)
{
    char path[512];
    char *rest = config_case->text, *line;
    snprintf(path, sizeof(path), FOLDER "/%s/expected", config_case->name);
    size_t size = read_file(path, config_case->text, sizeof(config_case->text) - 1);
    config_case->text[size] = '\0';
    while ((line = strsep(&rest, "\n")) && config_case->line_count < CASE_LINES_MAX)
        if (*line != '\0')
            config_case->lines[config_case->line_count++] = line;
}

static int by_name(const void *a, const void *b)
{
    const struct config_case *left = a, *right = b;
    return strcmp(left->name, right->name);
}

size_t cases_read(struct config_case *cases, size_t room)
{
    size_t count = 0;
    DIR *stream = opendir(FOLDER);
    const struct dirent *entry;
    while (stream && (entry = readdir(stream)) && count < room)
        if (entry->d_type == DT_DIR && entry->d_name[0] != '.')
            snprintf(cases[count++].name, sizeof(cases[0].name), "%.60s", entry->d_name);
    if (stream)
        closedir(stream);
    qsort(cases, count, sizeof(*cases), by_name);
    for (size_t i = 0; i < count; i++)
        read_expected(&cases[i]);
    return count;
}
