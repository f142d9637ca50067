/* SPDX-License-Identifier: MIT */
/*
 * Where the notes are: the loader's view (program headers of type PT_NOTE) is asked first, because every file that can
 * be loaded has it; the linker's view (the section .note.sockfam) only if nothing of ours is found there. Segments of
 * others' notes are often malformed by our rules and never our concern.
 */
#include "core/plugin/elf.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <sockfam/driver.h>

#include "core/plugin/elf_file.h"
#include "core/sys/file.h"

#define SECTIONS_MAX 4096u
#define SEGMENTS_MAX 256u
#define DYNAMIC_MAX 1024u /* entries of the dynamic section */

/* ------------------------------------------------------------------ notes */

/* Takes the `size` bytes of notes at `offset` into `elf->notes`, if they hold any of ours. */
static int take_notes(struct sf_elf *elf, const struct sf_elf_file *file, uint64_t offset, uint64_t size)
{
    size_t found = 0;
    struct sf_records records = elf->records;
    struct sockfam_error problem = { .kind = SOCKFAM_ERROR_NONE };
    if (size == 0)
        return 0;
    if (size > SF_ELF_NOTES_MAX)
        return sf_elf_refuse(file, "it has %llu bytes of notes; at most %u are taken", (unsigned long long)size,
                             SF_ELF_NOTES_MAX);
    unsigned char *notes = malloc((size_t)size);
    if (!notes)
        return sf_no_memory(file->error);
    int result = sf_elf_get(file, offset, notes, size, "notes");
    if (result == 0) {
        result = sf_records_add(&records, notes, (size_t)size, file->name, &found, &problem);
        if (result < 0 && found != 0 && file->error && file->error->kind == SOCKFAM_ERROR_NONE)
            *file->error = problem;
        result = found != 0 ? result : 0;
    }
    if (result < 0 || found == 0) {
        free(notes);
        return result;
    }
    elf->records = records;
    elf->notes = notes;
    return 0;
}

static int search_segments(struct sf_elf *elf, const struct sf_elf_file *file)
{
    if (file->header.e_phnum > SEGMENTS_MAX)
        return sf_elf_refuse(file, "it has %u program headers; at most %u are taken", file->header.e_phnum,
                             SEGMENTS_MAX);
    for (size_t i = 0; i < file->header.e_phnum && !elf->notes; i++) {
        ElfW(Phdr) segment;
        int result = sf_elf_segment(file, i, &segment);
        if (result == 0 && segment.p_type == PT_NOTE)
            result = take_notes(elf, file, segment.p_offset, segment.p_filesz);
        if (result < 0)
            return result;
    }
    return 0;
}

/* Whether the section is named .note.sockfam, the names being in `names`. */
static int is_our_section(const struct sf_elf_file *file, const ElfW(Shdr) * names, const ElfW(Shdr) * section)
{
    char name[sizeof(SOCKFAM_NOTE_SECTION)];
    if (section->sh_type != SHT_NOTE || names->sh_size < sizeof(name) ||
        section->sh_name > names->sh_size - sizeof(name))
        return 0;
    int result = sf_elf_get(file, names->sh_offset + (uint64_t)section->sh_name, name, sizeof(name), "section names");
    return result < 0 ? result : memcmp(name, SOCKFAM_NOTE_SECTION, sizeof(name)) == 0;
}

static int search_sections(struct sf_elf *elf, const struct sf_elf_file *file)
{
    ElfW(Shdr) names, section;
    if (file->header.e_shnum > SECTIONS_MAX)
        return sf_elf_refuse(file, "it has %u sections; at most %u are taken", file->header.e_shnum, SECTIONS_MAX);
    if (file->header.e_shstrndx >= file->header.e_shnum)
        return 0;
    int result = sf_elf_section(file, file->header.e_shstrndx, &names);
    for (size_t i = 0; result == 0 && i < file->header.e_shnum && !elf->notes; i++) {
        result = sf_elf_section(file, i, &section);
        int is_ours = result == 0 ? is_our_section(file, &names, &section) : 0;
        if (is_ours > 0)
            result = take_notes(elf, file, section.sh_offset, section.sh_size);
        else if (is_ours < 0)
            result = is_ours;
    }
    return result;
}

/* ------------------------------------------------------------------ constructors */

/* From the dynamic section: elements of DT_INIT_ARRAY, of which start files bring one that does nothing. */
static int count_constructors(struct sf_elf *elf, const struct sf_elf_file *file, const ElfW(Phdr) * segment)
{
    size_t count = 0;
    bool has_start_files = false;
    uint64_t entries = segment->p_filesz / sizeof(ElfW(Dyn));
    for (uint64_t i = 0; i < entries && i < DYNAMIC_MAX; i++) {
        ElfW(Dyn) entry;
        int result = sf_elf_get(file, segment->p_offset + i * sizeof(entry), &entry, sizeof(entry), "dynamic section");
        if (result < 0)
            return result;
        if (entry.d_tag == DT_NULL)
            break;
        if (entry.d_tag == DT_INIT_ARRAYSZ)
            count = (size_t)(entry.d_un.d_val / sizeof(ElfW(Addr)));
        has_start_files |= entry.d_tag == DT_INIT;
    }
    elf->constructors = count - (has_start_files && count > 0);
    return 0;
}

static int search_constructors(struct sf_elf *elf, const struct sf_elf_file *file)
{
    for (size_t i = 0; i < file->header.e_phnum; i++) {
        ElfW(Phdr) segment;
        int result = sf_elf_segment(file, i, &segment);
        if (result == 0 && segment.p_type == PT_DYNAMIC)
            return count_constructors(elf, file, &segment);
        if (result < 0)
            return result;
    }
    return 0;
}

/* ------------------------------------------------------------------ the file */

static void identify(struct sf_file_identity *identity, const struct stat *status)
{
    identity->device = status->st_dev;
    identity->inode = status->st_ino;
    identity->size = status->st_size;
    identity->changed = status->st_mtim;
}

static int read_open(struct sf_elf *elf, struct sf_elf_file *file, unsigned flags)
{
    int result = sf_elf_begin(file);
    if (result == 0)
        result = search_segments(elf, file);
    if (result == 0 && !elf->notes)
        result = search_sections(elf, file);
    if (result == 0 && !elf->notes)
        result = sf_elf_refuse(file, "it has no note of sockfam, so it is no plugin");
    if (result == 0 && (flags & SF_ELF_CONSTRUCTORS))
        result = search_constructors(elf, file);
    return result;
}

int sf_elf_read(struct sf_elf *elf, const struct sf_sys *sys, const char *file, unsigned flags,
                struct sockfam_error *error)
{
    struct stat status;
    char problem[SF_FILE_PROBLEM_SIZE];
    struct sf_elf_file whole = { .sys = sys, .name = file, .error = error };
    memset(elf, 0, sizeof(*elf));
    int fd = sf_file_open(sys, file, SF_ELF_FILE_MAX, &status, problem);
    if (fd < 0)
        return sf_fail_plugin(error, SOCKFAM_STAGE_PATH, file, -fd, "cannot read the plugin: %s", problem);
    identify(&elf->identity, &status);
    whole.fd = fd;
    whole.size = (uint64_t)status.st_size;
    int result = read_open(elf, &whole, flags);
    sys->close(fd);
    if (result < 0)
        sf_elf_deinit(elf);
    return result;
}

void sf_elf_deinit(struct sf_elf *elf)
{
    free(elf->notes);
    elf->notes = NULL;
}

int sf_elf_is_same(const struct sf_file_identity *identity, const struct sf_sys *sys, const char *file,
                   struct sockfam_error *error)
{
    struct stat status;
    struct sf_file_identity now;
    if (sys->stat(file, &status) < 0)
        return 0;
    identify(&now, &status);
    if (now.device == identity->device && now.inode == identity->inode && now.size == identity->size &&
        now.changed.tv_sec == identity->changed.tv_sec && now.changed.tv_nsec == identity->changed.tv_nsec)
        return 0;
    return sf_fail_plugin(error, SOCKFAM_STAGE_LOAD, file, ESTALE,
                          "the file is not the one whose tables were read; open a new context to use it");
}
