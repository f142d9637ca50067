/* SPDX-License-Identifier: MIT */
/*
 * Where the notes are: the loader's view (program headers of type PT_NOTE) is asked first, because every file that can
 * be loaded has it; the linker's view (the section .note.sockfam) only if nothing of ours is found there. Segments of
 * others' notes are often malformed by our rules and never our concern.
 */
#include "core/plugin/elf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <sockfam/driver.h>

#include "core/plugin/elf_file.h"
#include "core/sys/file.h"

#define SECTIONS_MAX 4096u

/* ------------------------------------------------------------------ notes */

/* The bytes, in what was read of the file already or in memory of their own. */
static const unsigned char *get_notes(struct sf_elf *elf, const struct sf_elf_file *file, uint64_t offset, size_t size)
{
    if (offset <= file->first_size && size <= file->first_size - offset)
        return file->first + offset;
    free(elf->spare);
    elf->spare = malloc(size);
    if (!elf->spare) {
        sf_no_memory(file->error);
        return NULL;
    }
    return sf_elf_get(file, offset, elf->spare, size, "notes") < 0 ? NULL : elf->spare;
}

/* Takes the `size` bytes of notes at `offset`, which are mapped at `address`, if they hold any of ours. */
static int take_notes(struct sf_elf *elf, struct sf_elf_file *file, uint64_t offset, uint64_t size, uint64_t address)
{
    size_t found = 0;
    struct sockfam_error problem = { .kind = SOCKFAM_ERROR_NONE };
    if (size == 0)
        return 0;
    if (size > SF_ELF_NOTES_MAX - file->notes_read)
        return sf_elf_refuse(file, "it has %llu bytes of notes or more; at most %u are taken",
                             (unsigned long long)(size + file->notes_read), SF_ELF_NOTES_MAX);
    if (size > SF_ELF_TOTAL_MAX - elf->total)
        return sf_elf_refuse(file, "all plugins together have more than %u bytes of notes; no more are taken",
                             SF_ELF_TOTAL_MAX);
    file->notes_read += size;
    elf->total += size;
    const unsigned char *notes = get_notes(elf, file, offset, (size_t)size);
    if (!notes)
        return file->error->code > 0 ? -file->error->code : -EINVAL;
    int result = sf_records_add(&elf->records, notes, (size_t)size, file->name, &found, &problem);
    if (found == 0) {
        memset(&elf->records, 0, sizeof(elf->records));
        return 0;
    }
    if (result < 0 && file->error->kind == SOCKFAM_ERROR_NONE)
        *file->error = problem;
    elf->notes = (struct sf_notes){ notes, (size_t)size, address };
    return result;
}

static int search_segments(struct sf_elf *elf, struct sf_elf_file *file)
{
    for (size_t i = 0; i < file->header.e_phnum && !elf->notes.bytes; i++) {
        ElfW(Phdr) segment;
        int result = sf_elf_segment(file, i, &segment);
        if (result == 0 && segment.p_type == PT_NOTE)
            result = take_notes(elf, file, segment.p_offset, segment.p_filesz, segment.p_vaddr);
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

static int search_sections(struct sf_elf *elf, struct sf_elf_file *file)
{
    ElfW(Shdr) names, section;
    if (file->header.e_shnum > SECTIONS_MAX)
        return sf_elf_refuse(file, "it has %u sections; at most %u are taken", file->header.e_shnum, SECTIONS_MAX);
    if (file->header.e_shstrndx >= file->header.e_shnum)
        return 0;
    int result = sf_elf_section(file, file->header.e_shstrndx, &names);
    for (size_t i = 0; result == 0 && i < file->header.e_shnum && !elf->notes.bytes; i++) {
        result = sf_elf_section(file, i, &section);
        int is_ours = result == 0 ? is_our_section(file, &names, &section) : 0;
        if (is_ours > 0)
            result = take_notes(elf, file, section.sh_offset, section.sh_size,
                                section.sh_flags & SHF_ALLOC ? section.sh_addr : 0);
        else if (is_ours < 0)
            result = is_ours;
    }
    return result;
}

/* ------------------------------------------------------------------ the file */

void sf_elf_identify(struct sf_file_identity *identity, const struct stat *status)
{
    *identity =
        (struct sf_file_identity){ status->st_dev, status->st_ino, status->st_size, status->st_mtim, status->st_ctim };
}

static bool is_same_time(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

bool sf_elf_is_same(const struct sf_file_identity *a, const struct sf_file_identity *b)
{
    return a->device == b->device && a->inode == b->inode && a->size == b->size &&
           is_same_time(&a->modified, &b->modified) && is_same_time(&a->changed, &b->changed);
}

static int read_open(struct sf_elf *elf, struct sf_elf_file *file)
{
    int result = sf_elf_begin(file);
    if (result == 0)
        result = search_segments(elf, file);
    if (result == 0 && !elf->notes.bytes)
        result = search_sections(elf, file);
    if (result == 0 && !elf->notes.bytes)
        result = sf_elf_refuse(file, "it has no note of sockfam, so it is not a plugin");
    return result;
}

/* Opens the file; its size where that was looked at. */
static int open_file(struct sf_elf_file *whole, bool is_named)
{
    struct stat status;
    char problem[SF_FILE_PROBLEM_SIZE];
    int fd = is_named ? sf_file_open(whole->sys, whole->name, SF_ELF_FILE_MAX, &status, problem)
                      : sf_file_open_expected(whole->sys, whole->name, problem);
    whole->size = is_named && fd >= 0 ? (uint64_t)status.st_size : UINT64_MAX;
    if (fd < 0)
        sf_fail_plugin(whole->error, SOCKFAM_STAGE_PATH, whole->name, -fd, "cannot read the plugin: %s", problem);
    return fd;
}

/* What was expected to be a plugin is refused: if it is not even a regular file, that is the reason. */
static int explain(const struct sf_elf_file *whole, int result)
{
    struct stat status;
    char problem[SF_FILE_PROBLEM_SIZE];
    int checked = sf_file_check(whole->sys, whole->fd, SF_ELF_FILE_MAX, &status, problem);
    if (checked == 0)
        return result;
    whole->error->kind = SOCKFAM_ERROR_NONE;
    return sf_fail_plugin(whole->error, SOCKFAM_STAGE_PATH, whole->name, -checked, "cannot read the plugin: %s",
                          problem);
}

int sf_elf_read(struct sf_elf *elf, const struct sf_sys *sys, const char *file, bool is_named,
                struct sockfam_error *error)
{
    struct sockfam_error own = { .kind = SOCKFAM_ERROR_NONE };
    struct sf_elf_file whole = { .sys = sys, .name = file, .error = error ? error : &own };
    sf_elf_close(elf, sys);
    memset(&elf->records, 0, sizeof(elf->records));
    memset(&elf->notes, 0, sizeof(elf->notes));
    elf->first = elf->first ? elf->first : malloc(SF_ELF_FIRST);
    if (!elf->first)
        return sf_no_memory(error);
    whole.first = elf->first;
    whole.fd = elf->fd = open_file(&whole, is_named);
    elf->is_open = whole.fd >= 0;
    if (whole.fd < 0)
        return whole.fd;
    int result = read_open(elf, &whole);
    if (result < 0 && !is_named)
        result = explain(&whole, result);
    if (result < 0)
        sf_elf_close(elf, sys);
    return result;
}

int sf_elf_identity(const struct sf_elf *elf, const struct sf_sys *sys, struct sf_file_identity *identity)
{
    struct stat status;
    if (sys->fstat(elf->fd, &status) < 0)
        return -errno;
    sf_elf_identify(identity, &status);
    return 0;
}

void sf_elf_close(struct sf_elf *elf, const struct sf_sys *sys)
{
    if (elf->is_open)
        sys->close(elf->fd);
    elf->is_open = false;
}

void sf_elf_deinit(struct sf_elf *elf)
{
    free(elf->first);
    free(elf->spare);
    memset(elf, 0, sizeof(*elf));
}
