/* SPDX-License-Identifier: MIT */
/* Over glibc's own names for its allocator, so that everything in the process comes through here, Jansson included. */
#include "support/memory.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdint.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif

static _Thread_local long left = -1; /* allocations until one fails; -1: none does */
static _Thread_local bool is_for_good, has_failed;
static atomic_long live;

void memory_fail_at(long n, bool for_good)
{
    left = n;
    is_for_good = for_good;
    has_failed = false;
}

bool memory_succeed(void)
{
    left = -1;
    return has_failed;
}

long memory_live(void)
{
    return atomic_load(&live);
}

#ifdef HAS_SANITIZER

bool memory_can_fail(void)
{
    return false;
}

#else

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void __libc_free(void *memory);

bool memory_can_fail(void)
{
    return true;
}

static bool fails(void)
{
    if (left < 0 || left-- > 0)
        return false;
    left = is_for_good ? 0 : -1;
    has_failed = true;
    errno = ENOMEM;
    return true;
}

static void *counted(void *memory)
{
    if (memory)
        atomic_fetch_add(&live, 1);
    return memory;
}

void *malloc(size_t size)
{
    return fails() ? NULL : counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : counted(__libc_calloc(count, size));
}

void *realloc(void *memory, size_t size)
{
    if (fails())
        return NULL;
    void *moved = __libc_realloc(memory, size);
    if (!memory)
        counted(moved);
    return moved;
}

void free(void *memory)
{
    if (memory)
        atomic_fetch_sub(&live, 1);
    __libc_free(memory);
}

#endif
