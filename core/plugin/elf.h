/* SPDX-License-Identifier: MIT */
/* The notes of a plugin's file, read without running or mapping any of it. */
#ifndef SF_PLUGIN_ELF_H
#define SF_PLUGIN_ELF_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/base/problems.h"
#include "core/plugin/records.h"
#include "core/sys/sys.h"

#define SF_ELF_FILE_MAX (64u << 20) /* bytes of a plugin's file that we are willing to look at */
#define SF_ELF_NOTES_MAX (4u << 20) /* bytes of notes that we read of a file, all that we come across together */

#define SF_ELF_TOTAL_MAX (64u << 20) /* likewise of all files that one reader reads */

/* Which file it was, to tell whether it is still the same when its code is loaded. */
struct sf_file_identity {
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec modified, changed; /* the second cannot be set back */
};

/* The notes that were read. */
struct sf_notes {
    const unsigned char *bytes;
    size_t size;
    uint64_t address; /* where they are mapped, from the start of the file's memory; 0: nowhere */
};

/* A reader of one file after another. */
struct sf_elf {                /* zeroed: nothing read yet */
    struct sf_records records; /* borrow from `notes` */
    struct sf_notes notes;     /* until the next file is read */
    int fd;                    /* until the next file is read, or sf_elf_close(); only if is_open */
    bool is_open;
    uint64_t total; /* bytes of notes read so far, of all files */
    unsigned char *first; /* the beginning of the file; kept for the next one */
    unsigned char *spare; /* notes that do not lie there */
};

/*
 * Reads the file's notes. Stage PATH if it cannot be opened (the errno says why; ENOENT: it is not there) or is no
 * regular file of a sane size; stage NOTE if it is not a shared object for this machine, ends early, or has no notes
 * that can be taken apart. A file that is `is_named`, not just searched for in folders of plugins, may be anything: it
 * is looked at before it is opened, which is not without effect on devices and FIFOs. sf_elf_close() closes it,
 * sf_elf_deinit() frees, after failure too.
 */
int sf_elf_read(struct sf_elf *elf, const struct sf_sys *sys, const char *file, bool is_named,
                struct sockfam_error *error);
void sf_elf_deinit(struct sf_elf *elf);

/* Closes the file; what was read of it stays. */
void sf_elf_close(struct sf_elf *elf, const struct sf_sys *sys);

/* Which file it is that was read and is still open. 0 or a negative errno. */
int sf_elf_identity(const struct sf_elf *elf, const struct sf_sys *sys, struct sf_file_identity *identity);

void sf_elf_identify(struct sf_file_identity *identity, const struct stat *status);
bool sf_elf_is_same(const struct sf_file_identity *a, const struct sf_file_identity *b);

/*
 * No reason to refuse a plugin, and yet worth knowing: that functions of it would run as soon as it is loaded,
 * that it wants an executable stack or to write into its code, that a library it needs is not there. Adds a warning for
 * each (stage LOAD). Fails as sf_elf_read(), and on ENOMEM.
 */
int sf_elf_inspect(const struct sf_sys *sys, const char *file, struct sf_problems *warnings,
                   struct sockfam_error *error);

#endif
