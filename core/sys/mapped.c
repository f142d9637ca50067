/* SPDX-License-Identifier: MIT */
/* The dynamic linker tells where an object begins; the object's program headers say what is mapped from there. */
#include "core/sys/mapped.h"

#include <dlfcn.h>
#include <link.h>
#include <stdbool.h>

/*
 * What the dynamic linker wrote before dlopen(3) returned, under a lock of its own that the thread sanitizer cannot see,
 * is read here only.
 */
#define READS_LINKER __attribute__((no_sanitize("thread")))

struct wanted {
    uintptr_t begin;
    uint64_t address;
    size_t size;
    const void *found;
};

static int look(struct dl_phdr_info *info, size_t size, void *user)
{
    struct wanted *wanted = user;
    (void)size;
    if (info->dlpi_addr != wanted->begin)
        return 0;
    for (size_t i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
        if (segment->p_type == PT_LOAD && (segment->p_flags & PF_R) && wanted->address >= segment->p_vaddr &&
            wanted->address - segment->p_vaddr < segment->p_filesz &&
            wanted->size <= segment->p_filesz - (wanted->address - segment->p_vaddr))
            wanted->found = (const void *)((uintptr_t)info->dlpi_addr + (uintptr_t)wanted->address);
    }
    return 1;
}

READS_LINKER const void *sf_mapped(void *handle, uint64_t address, size_t size)
{
    struct link_map *map = NULL;
    if (dlinfo(handle, RTLD_DI_LINKMAP, &map) < 0 || !map)
        return NULL;
    struct wanted wanted = { map->l_addr, address, size, NULL };
    dl_iterate_phdr(look, &wanted);
    return wanted.found;
}

READS_LINKER bool sf_loaded_name(void *handle, char *name, size_t size)
{
    struct link_map *map = NULL;
    if (dlinfo(handle, RTLD_DI_LINKMAP, &map) < 0 || !map)
        return false;
    const volatile char *from = map->l_name; /* volatile: byte by byte, by no function that the sanitizer knows */
    for (size_t i = 0; i < size; i++)
        if ((name[i] = from[i]) == '\0')
            return true;
    return false;
}
