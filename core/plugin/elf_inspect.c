/* SPDX-License-Identifier: MIT */
/*
 * What would happen when a plugin is loaded, read from its headers. Functions run then because the dynamic section
 * names them (DT_INIT, DT_INIT_ARRAY, those of start files too) or because a relocation asks one for an address
 * (IFUNC).
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/plugin/elf.h"
#include "core/plugin/elf_file.h"
#include "core/sys/file.h"

#define DYNAMIC_MAX 1024u     /* entries of the dynamic section that are looked at */
#define RELOCATIONS_MAX 65536 /* of a table */
#define NEEDED_MAX 32
#define NAME_MAX_SIZE 128

#define CACHE "/etc/ld.so.cache"
#define CACHE_MAX (16u << 20)

#if defined(__x86_64__) || defined(__i386__)
#define STACK_IS_EXECUTABLE 1 /* without a segment that says otherwise */
#else
#define STACK_IS_EXECUTABLE 0
#endif

#if defined(__x86_64__)
#define IRELATIVE 37
#elif defined(__i386__)
#define IRELATIVE 42
#elif defined(__aarch64__)
#define IRELATIVE 1032
#elif defined(__arm__)
#define IRELATIVE 160
#elif defined(__powerpc__)
#define IRELATIVE 248
#elif defined(__s390__)
#define IRELATIVE 61
#elif defined(__riscv)
#define IRELATIVE 58
#else
#define IRELATIVE 0xffffffff /* none is known */
#endif

#if UINTPTR_MAX > 0xffffffff
#define TYPE_OF(info) ((uint32_t)ELF64_R_TYPE(info))
#define SYMBOL_OF(info) ((uint64_t)ELF64_R_SYM(info))
#else
#define TYPE_OF(info) ((uint32_t)ELF32_R_TYPE(info))
#define SYMBOL_OF(info) ((uint64_t)ELF32_R_SYM(info))
#endif

struct inspection {
    const struct sf_elf_file *file;
    struct sf_problems *warnings;
    size_t constructors;
    bool has_stack, has_text_relocations;
    uint64_t symbols, strings, rela, rela_size, rel, rel_size, jump, jump_size, jump_kind;
    uint64_t needed[NEEDED_MAX];
    size_t needed_count;
};

__attribute__((format(printf, 2, 3))) static int warn(const struct inspection *inspection, const char *format, ...)
{
    struct sockfam_error problem = { .kind = SOCKFAM_ERROR_NONE };
    char text[SOCKFAM_ERROR_MESSAGE_SIZE];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    sf_fail_plugin(&problem, SOCKFAM_STAGE_LOAD, inspection->file->name, 0, "%s", text);
    if (sf_problems_add(inspection->warnings, &problem, NULL) < 0)
        return sf_no_memory(inspection->file->error);
    return 0;
}

/* ------------------------------------------------------------------ the dynamic section */

static void take_entry(struct inspection *inspection, const ElfW(Dyn) * entry)
{
    uint64_t value = entry->d_un.d_val;
    uint64_t *const places[] = {
        [DT_SYMTAB] = &inspection->symbols,   [DT_STRTAB] = &inspection->strings,
        [DT_RELA] = &inspection->rela,        [DT_RELASZ] = &inspection->rela_size,
        [DT_REL] = &inspection->rel,          [DT_RELSZ] = &inspection->rel_size,
        [DT_JMPREL] = &inspection->jump,      [DT_PLTRELSZ] = &inspection->jump_size,
        [DT_PLTREL] = &inspection->jump_kind,
    };
    if (entry->d_tag >= 0 && (size_t)entry->d_tag < sizeof(places) / sizeof(places[0]) && places[entry->d_tag])
        *places[entry->d_tag] = value;
    else if (entry->d_tag == DT_INIT)
        inspection->constructors++;
    else if (entry->d_tag == DT_INIT_ARRAYSZ)
        inspection->constructors += (size_t)(value / sizeof(ElfW(Addr)));
    else if (entry->d_tag == DT_TEXTREL || (entry->d_tag == DT_FLAGS && (value & DF_TEXTREL)))
        inspection->has_text_relocations = true;
    else if (entry->d_tag == DT_NEEDED && inspection->needed_count < NEEDED_MAX)
        inspection->needed[inspection->needed_count++] = value;
}

static int read_dynamic(struct inspection *inspection, const ElfW(Phdr) * segment)
{
    uint64_t entries = segment->p_filesz / sizeof(ElfW(Dyn));
    for (uint64_t i = 0; i < entries && i < DYNAMIC_MAX; i++) {
        ElfW(Dyn) entry;
        int result = sf_elf_get(inspection->file, segment->p_offset + i * sizeof(entry), &entry, sizeof(entry),
                                "dynamic section");
        if (result < 0)
            return result;
        if (entry.d_tag == DT_NULL)
            break;
        take_entry(inspection, &entry);
    }
    return 0;
}

static int read_segments(struct inspection *inspection)
{
    for (size_t i = 0; i < inspection->file->header.e_phnum; i++) {
        ElfW(Phdr) segment;
        int result = sf_elf_segment(inspection->file, i, &segment);
        if (result == 0 && segment.p_type == PT_DYNAMIC)
            result = read_dynamic(inspection, &segment);
        if (result < 0)
            return result;
        if (segment.p_type != PT_GNU_STACK)
            continue;
        inspection->has_stack = true;
        if ((segment.p_flags & PF_X) && warn(inspection, "it asks for an executable stack") < 0)
            return -ENOMEM;
    }
    return 0;
}

/* Reads what is mapped at `address`. false: it is not in the file. */
static bool read_at(const struct inspection *inspection, uint64_t address, void *bytes, size_t size)
{
    struct sf_elf_file quiet = *inspection->file; /* what a table points at is not our concern */
    struct sockfam_error unused = { .kind = SOCKFAM_ERROR_NONE };
    quiet.error = &unused;
    for (size_t i = 0; i < quiet.header.e_phnum; i++) {
        ElfW(Phdr) segment;
        if (sf_elf_segment(&quiet, i, &segment) < 0)
            return false;
        if (segment.p_type == PT_LOAD && address >= segment.p_vaddr && address - segment.p_vaddr < segment.p_filesz &&
            size <= segment.p_filesz - (address - segment.p_vaddr))
            return sf_elf_get(&quiet, segment.p_offset + (address - segment.p_vaddr), bytes, size, "") == 0;
    }
    return false;
}

/* ------------------------------------------------------------------ functions that run */

static bool is_indirect(const struct inspection *inspection, uint64_t info)
{
    ElfW(Sym) symbol;
    if (TYPE_OF(info) == IRELATIVE)
        return true;
    return SYMBOL_OF(info) != 0 &&
           read_at(inspection, inspection->symbols + SYMBOL_OF(info) * sizeof(symbol), &symbol, sizeof(symbol)) &&
           (symbol.st_info & 15) == STT_GNU_IFUNC;
}

/* How many relocations of a table ask a function for an address. */
static size_t count_indirect(const struct inspection *inspection, uint64_t table, uint64_t bytes, size_t size)
{
    size_t count = 0;
    for (uint64_t i = 0; table != 0 && i < bytes / size && i < RELOCATIONS_MAX; i++) {
        ElfW(Rel) relocation; /* a Rela begins like it */
        if (!read_at(inspection, table + i * size, &relocation, sizeof(relocation)))
            break;
        count += is_indirect(inspection, relocation.r_info);
    }
    return count;
}

static int warn_of_functions(const struct inspection *inspection)
{
    size_t jump = inspection->jump_kind == DT_RELA ? sizeof(ElfW(Rela)) : sizeof(ElfW(Rel));
    size_t indirect = count_indirect(inspection, inspection->rela, inspection->rela_size, sizeof(ElfW(Rela))) +
                      count_indirect(inspection, inspection->rel, inspection->rel_size, sizeof(ElfW(Rel))) +
                      count_indirect(inspection, inspection->jump, inspection->jump_size, jump);
    int result = 0;
    if (inspection->constructors != 0)
        result = warn(inspection,
                      "%zu function%s of it would run when its code is loaded: write no constructors, link with "
                      "-nostartfiles",
                      inspection->constructors, inspection->constructors == 1 ? "" : "s");
    if (result == 0 && indirect != 0)
        result =
            warn(inspection, "%zu of its addresses would come from a function when its code is loaded: use no IFUNC",
                 indirect);
    return result;
}

/* ------------------------------------------------------------------ libraries */

/* The dynamic linker's list of libraries, as bytes. NULL: there is none. */
static char *read_cache(const struct sf_sys *sys, size_t *size)
{
    struct stat status;
    char problem[SF_FILE_PROBLEM_SIZE];
    int fd = sf_file_open(sys, CACHE, CACHE_MAX, &status, problem);
    if (fd < 0)
        return NULL;
    *size = (size_t)status.st_size;
    char *bytes = malloc(*size + 1);
    if (bytes && sf_file_read(sys, fd, 0, bytes, *size) < 0) {
        free(bytes);
        bytes = NULL;
    }
    sys->close(fd);
    return bytes;
}

static bool has_text(const char *bytes, size_t size, const char *name)
{
    return memmem(bytes, size, name, strlen(name) + 1) != NULL;
}

static int warn_of_libraries(const struct inspection *inspection)
{
    size_t size = 0;
    char *cache = inspection->needed_count ? read_cache(inspection->file->sys, &size) : NULL;
    int result = 0;
    for (size_t i = 0; cache && result == 0 && i < inspection->needed_count; i++) {
        char name[NAME_MAX_SIZE] = "";
        for (size_t at = 0; at + 1 < sizeof(name); at++)
            if (!read_at(inspection, inspection->strings + inspection->needed[i] + at, name + at, 1) || !name[at])
                break;
        name[sizeof(name) - 1] = '\0';
        if (name[0] != '\0' && !strchr(name, '/') && !has_text(cache, size, name))
            result = warn(inspection, "it needs \"%s\", which is not among the system's libraries", name);
    }
    free(cache);
    return result;
}

/* ------------------------------------------------------------------ all of it */

static int inspect(struct inspection *inspection)
{
    int result = read_segments(inspection);
    if (result == 0 && STACK_IS_EXECUTABLE && !inspection->has_stack)
        result = warn(inspection, "it does not say that its stack need not be executable: link with -z noexecstack");
    if (result == 0 && inspection->has_text_relocations)
        result = warn(inspection, "it has relocations in its code: compile it with -fPIC");
    if (result == 0)
        result = warn_of_functions(inspection);
    return result < 0 ? result : warn_of_libraries(inspection);
}

int sf_elf_inspect(const struct sf_sys *sys, const char *file, struct sf_problems *warnings,
                   struct sockfam_error *error)
{
    struct stat status;
    char problem[SF_FILE_PROBLEM_SIZE];
    struct sockfam_error own = { .kind = SOCKFAM_ERROR_NONE };
    struct sf_elf_file whole = { .sys = sys, .name = file, .error = error ? error : &own };
    struct inspection inspection = { .file = &whole, .warnings = warnings };
    int fd = sf_file_open(sys, file, SF_ELF_FILE_MAX, &status, problem);
    if (fd < 0)
        return sf_fail_plugin(error, SOCKFAM_STAGE_PATH, file, -fd, "cannot read the plugin: %s", problem);
    whole.fd = fd;
    whole.size = (uint64_t)status.st_size;
    whole.first = malloc(SF_ELF_FIRST);
    int result = whole.first ? sf_elf_begin(&whole) : sf_no_memory(error);
    if (result == 0)
        result = inspect(&inspection);
    free(whole.first);
    sys->close(fd);
    return result;
}
