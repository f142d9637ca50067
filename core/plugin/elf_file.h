/* SPDX-License-Identifier: MIT */
/* Reading an ELF file of this machine piece by piece, each piece inside the file. Between elf.c and elf_file.c. */
#ifndef SF_PLUGIN_ELF_FILE_H
#define SF_PLUGIN_ELF_FILE_H

#include <elf.h>
#include <link.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/sys/sys.h"

#define SF_ELF_FIRST 8192 /* bytes read at once: in most plugins all the headers and the notes */

struct sf_elf_file {
    const struct sf_sys *sys;
    const char *name;
    struct sockfam_error *error;
    int fd;
    uint64_t size; /* UINT64_MAX: not known, so reading finds out */
    uint64_t notes_read;
    size_t first_size;
    unsigned char *first; /* SF_ELF_FIRST bytes, of which first_size are of the file */
    ElfW(Ehdr) header;
};

#define sf_elf_refuse(file, ...) sf_fail_plugin((file)->error, SOCKFAM_STAGE_NOTE, (file)->name, 0, __VA_ARGS__)

/*
 * Reads the first bytes and the header: an ELF shared object for this machine. The caller sets all members but
 * first_size and header.
 */
int sf_elf_begin(struct sf_elf_file *file);

/* Reads `size` bytes at `offset`; `what` names them in the message if they are not all inside the file. */
int sf_elf_get(const struct sf_elf_file *file, uint64_t offset, void *bytes, uint64_t size, const char *what);

/* One row of the program headers (index below header.e_phnum) or of the sections (below header.e_shnum). */
int sf_elf_segment(const struct sf_elf_file *file, size_t index, ElfW(Phdr) * segment);
int sf_elf_section(const struct sf_elf_file *file, size_t index, ElfW(Shdr) * section);

#endif
