/* SPDX-License-Identifier: MIT */
/* The dynamic linker tells where an object begins; the object's program headers say what is mapped from there. */
#include "core/sys/mapped.h"

#include <dlfcn.h>
#include <link.h>
#include <stdbool.h>

struct wanted {
    const struct link_map *map;
    uint64_t address;
    size_t size;
    const void *found;
};

static int look(struct dl_phdr_info *info, size_t size, void *user)
{
    struct wanted *wanted = user;
    (void)size;
    if (info->dlpi_addr != wanted->map->l_addr)
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

const void *sf_mapped(void *handle, uint64_t address, size_t size)
{
    struct link_map *map = NULL;
    if (dlinfo(handle, RTLD_DI_LINKMAP, &map) < 0 || !map)
        return NULL;
    struct wanted wanted = { map, address, size, NULL };
    dl_iterate_phdr(look, &wanted);
    return wanted.found;
}

const char *sf_loaded_name(void *handle)
{
    struct link_map *map = NULL;
    return dlinfo(handle, RTLD_DI_LINKMAP, &map) < 0 || !map ? NULL : map->l_name;
}
