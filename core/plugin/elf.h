/* SPDX-License-Identifier: MIT */
/* The notes of a plugin's file, read without running or mapping any of it. */
#ifndef SF_PLUGIN_ELF_H
#define SF_PLUGIN_ELF_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/plugin/records.h"
#include "core/sys/sys.h"

#define SF_ELF_FILE_MAX (64u << 20) /* bytes of a plugin's file that we are willing to look at */
#define SF_ELF_NOTES_MAX (4u << 20) /* bytes of all its notes */

/* Which file it was, to tell whether it is still the same when its code is loaded. */
struct sf_file_identity {
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec changed;
};

struct sf_elf {
    struct sf_records records; /* borrow from `notes` */
    struct sf_file_identity identity;
    unsigned char *notes;
    size_t constructors; /* functions that run when the file is loaded; only if they were asked for */
};

#define SF_ELF_CONSTRUCTORS 1u /* count them too, which takes more reads */

/*
 * Reads the file's notes. Stage PATH if it cannot be opened (the errno says why; ENOENT: it is not there) or is no
 * regular file of a sane size; stage NOTE if it is no shared object for this machine, ends too early, or has no notes
 * that can be taken apart. Does not block on devices or FIFOs. sf_elf_deinit() frees, after success only.
 */
int sf_elf_read(struct sf_elf *elf, const struct sf_sys *sys, const char *file, unsigned flags,
                struct sockfam_error *error);
void sf_elf_deinit(struct sf_elf *elf);

/* Whether the file is still the one that was read: 0, also if it is gone, which dlopen(3) will say better; stage LOAD.
 */
int sf_elf_is_same(const struct sf_file_identity *identity, const struct sf_sys *sys, const char *file,
                   struct sockfam_error *error);

#endif
