/* SPDX-License-Identifier: MIT */
/* Files that no compiler makes: cut off, of another machine, or no files at all. Most are odd/plain.c, altered. */
#include "zoo.h"

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct bytes {
    unsigned char data[1 << 20];
    size_t size;
};

static void read_plain(struct bytes *bytes)
{
    FILE *file = fopen(ODD_FILE("plain"), "rb");
    bytes->size = file ? fread(bytes->data, 1, sizeof(bytes->data), file) : 0;
    if (file)
        fclose(file);
}

static void write_file(const char *path, const void *data, size_t size)
{
    FILE *file = fopen(path, "wb");
    if (file && fwrite(data, 1, size, file) != size)
        abort();
    if (file)
        fclose(file);
}

/* ------------------------------------------------------------------ altered */

static ElfW(Phdr) * segments(struct bytes *bytes)
{
    const ElfW(Ehdr) *header = (const void *)bytes->data;
    return (void *)(bytes->data + header->e_phoff);
}

static void header_only(struct bytes *bytes)
{
    bytes->size = 40;
}

static void truncated(struct bytes *bytes)
{
    bytes->size = sizeof(ElfW(Ehdr)) + sizeof(ElfW(Phdr)) / 2;
}

/* Ends within the notes, but behind the program headers. */
static void half_note(struct bytes *bytes)
{
    const ElfW(Ehdr) *header = (const void *)bytes->data;
    for (size_t i = 0; i < header->e_phnum; i++) {
        const ElfW(Phdr) *segment = &segments(bytes)[i];
        if (segment->p_type == PT_NOTE && segment->p_filesz > 100)
            bytes->size = (size_t)(segment->p_offset + segment->p_filesz / 2);
    }
}

static void wrong_class(struct bytes *bytes)
{
    bytes->data[EI_CLASS] = sizeof(void *) == 8 ? ELFCLASS32 : ELFCLASS64;
    bytes->data[EI_DATA] = ELFDATA2LSB;
}

static void wrong_order(struct bytes *bytes)
{
    bytes->data[EI_DATA] = bytes->data[EI_DATA] == ELFDATA2LSB ? ELFDATA2MSB : ELFDATA2LSB;
}

static void wrong_machine(struct bytes *bytes)
{
    ((ElfW(Ehdr) *)(void *)bytes->data)->e_machine = 258;
}

static void executable(struct bytes *bytes)
{
    ((ElfW(Ehdr) *)(void *)bytes->data)->e_type = ET_EXEC;
}

static void odd_headers(struct bytes *bytes)
{
    ((ElfW(Ehdr) *)(void *)bytes->data)->e_phentsize = 7;
}

/* The notes can be found through the sections only. */
static void no_segments(struct bytes *bytes)
{
    const ElfW(Ehdr) *header = (const void *)bytes->data;
    for (size_t i = 0; i < header->e_phnum; i++)
        if (segments(bytes)[i].p_type == PT_NOTE)
            segments(bytes)[i].p_type = PT_NULL;
}

static void no_headers(struct bytes *bytes)
{
    ElfW(Ehdr) *header = (void *)bytes->data;
    header->e_phnum = 0;
    header->e_shnum = 0;
    header->e_shstrndx = 0;
}

static const struct {
    const char *name;
    void (*alter)(struct bytes *bytes);
} altered[] = {
    { "header_only", header_only }, { "truncated", truncated },     { "half_note", half_note },
    { "wrong_class", wrong_class }, { "wrong_order", wrong_order }, { "wrong_machine", wrong_machine },
    { "executable", executable },   { "odd_headers", odd_headers }, { "no_segments", no_segments },
    { "no_headers", no_headers },
};

static bool make_altered(const char *name, const char *path)
{
    static struct bytes bytes;
    for (size_t i = 0; i < sizeof(altered) / sizeof(altered[0]); i++) {
        if (strcmp(name, altered[i].name) != 0)
            continue;
        read_plain(&bytes);
        altered[i].alter(&bytes);
        write_file(path, bytes.data, bytes.size);
        return true;
    }
    return false;
}

/* ------------------------------------------------------------------ no regular files, or none at all */

static void make_huge(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (fd < 0 || ftruncate(fd, (64 << 20) + 1) < 0)
        abort();
    close(fd);
}

static bool make_unreadable(const char *path, char plugin[512])
{
    write_file(path, "", 0);
    if (chmod(path, 0) == 0 && access(path, R_OK) == 0) {
        printf("SKIP: this user may read every file\n");
        plugin[0] = '\0';
    }
    return true;
}

static bool make_other(const char *name, const char *path, char plugin[512])
{
    if (strcmp(name, "directory") == 0)
        return mkdir(path, 0755) == 0;
    if (strcmp(name, "fifo") == 0)
        return mkfifo(path, 0644) == 0;
    if (strcmp(name, "dangling") == 0)
        return symlink("/nonexistent/plugin.so", path) == 0;
    if (strcmp(name, "circle") == 0)
        return symlink(path, path) == 0;
    if (strcmp(name, "unreadable") == 0)
        return make_unreadable(path, plugin);
    if (strcmp(name, "empty") == 0)
        write_file(path, "", 0);
    else if (strcmp(name, "script") == 0)
        write_file(path, "#!/bin/sh\nexit 99\n", 18);
    else if (strcmp(name, "huge") == 0)
        make_huge(path);
    else
        return strcmp(name, "missing") == 0;
    return true;
}

bool make_plugin(const char *name, const char *folder, char plugin[512])
{
    char path[400];
    snprintf(path, sizeof(path), "%s/%s.so", folder, name);
    snprintf(plugin, 512, "%s.so", name);
    if (strcmp(name, "absolute") == 0)
        snprintf(plugin, 512, "/nonexistent/plugin.so");
    else if (strcmp(name, "device") == 0)
        snprintf(plugin, 512, "/dev/null");
    else if (strcmp(name, "no_builtin") == 0)
        snprintf(plugin, 512, "builtin");
    else
        return make_altered(name, path) || make_other(name, path, plugin);
    return true;
}
