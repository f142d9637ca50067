/* SPDX-License-Identifier: MIT */
/*
 * A file of ELF as an array of bytes with a known length. Everything that is read goes through sf_elf_get(), which
 * compares with that length first and answers small reads near the beginning from one block. Files are not mapped: one
 * that shrinks meanwhile gives an error and no SIGBUS.
 */
#include "core/plugin/elf_file.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "core/sys/file.h"

#if defined(__x86_64__)
#define MACHINE EM_X86_64
#elif defined(__i386__)
#define MACHINE EM_386
#elif defined(__aarch64__)
#define MACHINE EM_AARCH64
#elif defined(__arm__)
#define MACHINE EM_ARM
#elif defined(__riscv)
#define MACHINE EM_RISCV
#elif defined(__s390__)
#define MACHINE EM_S390
#elif defined(__powerpc64__)
#define MACHINE EM_PPC64
#elif defined(__powerpc__)
#define MACHINE EM_PPC
#elif defined(__mips__)
#define MACHINE EM_MIPS
#elif defined(__sparc__) && defined(__arch64__)
#define MACHINE EM_SPARCV9
#elif defined(__hppa__)
#define MACHINE EM_PARISC
#elif defined(__m68k__)
#define MACHINE EM_68K
#else
#define MACHINE EM_NONE /* any is taken; the dynamic loader is the one to refuse it */
#endif

#define NATIVE_CLASS (sizeof(void *) == 8 ? ELFCLASS64 : ELFCLASS32)
#define NATIVE_ORDER (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? ELFDATA2LSB : ELFDATA2MSB)

static const struct {
    unsigned number;
    const char *name;
} machines[] = {
    { EM_X86_64, "x86-64" }, { EM_386, "x86" },     { EM_AARCH64, "aarch64" }, { EM_ARM, "arm" },
    { EM_RISCV, "riscv" },   { EM_S390, "s390" },   { EM_PPC64, "ppc64" },     { EM_PPC, "ppc" },
    { EM_MIPS, "mips" },     { EM_SPARC, "sparc" }, { EM_SPARCV9, "sparc64" }, { EM_PARISC, "hppa" },
    { EM_68K, "m68k" },      { 258, "loongarch" },  { 0x9026, "alpha" },
};

static const char *machine_name(unsigned number)
{
    for (size_t i = 0; i < sizeof(machines) / sizeof(machines[0]); i++)
        if (machines[i].number == number)
            return machines[i].name;
    return "a machine of unknown kind";
}

int sf_elf_get(const struct sf_elf_file *file, uint64_t offset, void *bytes, uint64_t size, const char *what)
{
    if (offset > file->size || size > file->size - offset)
        return sf_elf_refuse(file, "its %s lies beyond its end: the file is cut off or damaged", what);
    if (offset + size <= file->first_size) {
        memcpy(bytes, file->first + offset, (size_t)size);
        return 0;
    }
    int result = sf_file_read(file->sys, file->fd, offset, bytes, (size_t)size);
    if (result == -ENODATA && file->size == UINT64_MAX)
        return sf_elf_refuse(file, "its %s lies beyond its end: the file is cut off or damaged", what);
    if (result == -ENODATA)
        return sf_elf_refuse(file, "it became shorter while its %s was read", what);
    if (result < 0)
        return sf_fail_plugin(file->error, SOCKFAM_STAGE_NOTE, file->name, -result, "cannot read its %s: %s", what,
                              sf_errno_text(-result));
    return 0;
}

/* Its class, byte order and machine stand at the same place in every ELF file, the machine in the file's order. */
static int check_machine(const struct sf_elf_file *file)
{
    const unsigned char *ident = file->first;
    unsigned low = ident[EI_DATA] == ELFDATA2MSB ? 1 : 0;
    unsigned machine = file->first[18 + low] | (unsigned)file->first[19 - low] << 8;
    bool is_ours = MACHINE == EM_NONE || machine == MACHINE;
    if (is_ours && ident[EI_CLASS] == NATIVE_CLASS && ident[EI_DATA] == NATIVE_ORDER)
        return 0;
    return sf_elf_refuse(file, "it is for %s (%d bit, %s-endian), this machine is %s (%d bit, %s-endian)",
                         machine_name(machine), ident[EI_CLASS] == ELFCLASS64 ? 64 : 32, low ? "big" : "little",
                         MACHINE == EM_NONE ? "another" : machine_name(MACHINE), (int)sizeof(void *) * 8,
                         NATIVE_ORDER == ELFDATA2MSB ? "big" : "little");
}

#define SEGMENTS_MAX 256u

static int check_header(const struct sf_elf_file *file)
{
    if (file->header.e_phnum > SEGMENTS_MAX)
        return sf_elf_refuse(file, "it has %u program headers; at most %u are taken", file->header.e_phnum,
                             SEGMENTS_MAX);
    if (file->header.e_type != ET_DYN)
        return sf_elf_refuse(file, "it is an ELF file, but not a shared object: link it with -shared");
    if (file->header.e_phnum != 0 && file->header.e_phentsize != sizeof(ElfW(Phdr)))
        return sf_elf_refuse(file, "its program headers have %u bytes each, not %zu", file->header.e_phentsize,
                             sizeof(ElfW(Phdr)));
    if (file->header.e_shnum != 0 && file->header.e_shentsize != sizeof(ElfW(Shdr)))
        return sf_elf_refuse(file, "its section headers have %u bytes each, not %zu", file->header.e_shentsize,
                             sizeof(ElfW(Shdr)));
    return 0;
}

/* The beginning of the file, as much of it as there is. */
static int read_first(struct sf_elf_file *file)
{
    file->first_size = 0;
    while (file->first_size < SF_ELF_FIRST) {
        ssize_t got = file->sys->pread(file->fd, file->first + file->first_size, SF_ELF_FIRST - file->first_size,
                                       (off_t)file->first_size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return sf_fail_plugin(file->error, SOCKFAM_STAGE_NOTE, file->name, errno, "cannot read its beginning: %s",
                                  sf_errno_text(errno));
        if (got == 0)
            break;
        file->first_size += (size_t)got;
    }
    if (file->first_size < SF_ELF_FIRST && file->size == UINT64_MAX)
        file->size = file->first_size;
    if (file->first_size < SF_ELF_FIRST && file->first_size < file->size)
        return sf_elf_refuse(file, "it became shorter while its beginning was read");
    return 0;
}

int sf_elf_begin(struct sf_elf_file *file)
{
    int result = read_first(file);
    if (result < 0)
        return result;
    if (file->first_size < SELFMAG || memcmp(file->first, ELFMAG, SELFMAG) != 0)
        return sf_elf_refuse(file, "it is not an ELF file; a plugin is a shared object");
    if (file->first_size < EI_NIDENT + 4)
        return sf_elf_refuse(file, "its header lies beyond its end: the file is cut off or damaged");
    result = check_machine(file);
    if (result == 0)
        result = sf_elf_get(file, 0, &file->header, sizeof(file->header), "header");
    return result < 0 ? result : check_header(file);
}

int sf_elf_segment(const struct sf_elf_file *file, size_t index, ElfW(Phdr) * segment)
{
    uint64_t offset = file->header.e_phoff + (uint64_t)index * sizeof(*segment);
    if (offset < file->header.e_phoff)
        offset = UINT64_MAX;
    return sf_elf_get(file, offset, segment, sizeof(*segment), "table of program headers");
}

int sf_elf_section(const struct sf_elf_file *file, size_t index, ElfW(Shdr) * section)
{
    uint64_t offset = file->header.e_shoff + (uint64_t)index * sizeof(*section);
    if (offset < file->header.e_shoff)
        offset = UINT64_MAX;
    return sf_elf_get(file, offset, section, sizeof(*section), "table of sections");
}
