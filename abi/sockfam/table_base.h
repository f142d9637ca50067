/* SPDX-License-Identifier: MIT */
/* What all rows have in common: sizes of texts, integers of one alignment, and where a row holds. */
#ifndef SOCKFAM_TABLE_BASE_H
#define SOCKFAM_TABLE_BASE_H

#include <stdint.h>

/* 64-bit members are 4-aligned, so that a row has the same layout on 32- and 64-bit machines and in a note. */
#if defined(__GNUC__)
typedef int64_t sockfam_i64 __attribute__((aligned(4)));
typedef uint64_t sockfam_u64 __attribute__((aligned(4)));
#else
#error "sockfam needs a compiler with GNU attributes (gcc or clang)"
#endif

#define SOCKFAM_NAME_SIZE 16     /* family, format and field names, NUL included */
#define SOCKFAM_PROTOCOL_SIZE 24 /* protocol, module and /proc/net/protocols names, NUL included */
#define SOCKFAM_DOC_SIZE 80      /* one line for people, unit included, NUL included */
#define SOCKFAM_LEAD_SIZE 12     /* the characters a format's scheme-less text may begin with, NUL included */
#define SOCKFAM_ADDRESS_MAX 128  /* bytes; the kernel takes no longer address (struct sockaddr_storage) */
#define SOCKFAM_STRUCT_MAX 1024  /* bytes of a SOCKFAM_FORMAT_STRUCT */
#define SOCKFAM_FIELDS_MAX 64    /* fields of one variant of a format */
#define SOCKFAM_VARIANTS_MAX 32  /* rows of one format */
#define SOCKFAM_ANY (-1)         /* a protocol row that stands for every number without a row of its own */

/*
 * `on`: where a row holds, a mask. Bits of one group are alternatives, and a group without a bit does not matter: LINUX
 * | FREEBSD | LP64 is Linux or FreeBSD, with 64-bit pointers. 0 is everywhere. A row that does not hold on the
 * context's system is as if it were not there; but a format of which no row holds there keeps all of them, because the
 * addresses of other systems can be taken apart everywhere.
 */
#define SOCKFAM_ON_LINUX 0x0001u
#define SOCKFAM_ON_FREEBSD 0x0002u
#define SOCKFAM_ON_NETBSD 0x0004u
#define SOCKFAM_ON_OPENBSD 0x0008u
#define SOCKFAM_ON_DRAGONFLY 0x0010u
#define SOCKFAM_ON_MACOS 0x0020u
#define SOCKFAM_ON_WINDOWS 0x0040u
#define SOCKFAM_ON_SYSTEMS 0x0000ffffu
#define SOCKFAM_ON_ILP32 0x00010000u /* int, long and pointers of 32 bits */
#define SOCKFAM_ON_LP64 0x00020000u
#define SOCKFAM_ON_SIZES 0x000f0000u
#define SOCKFAM_ON_USUAL 0x00100000u /* Linux's numbers of asm-generic: x86, arm, riscv, s390, powerpc and others */
#define SOCKFAM_ON_ALPHA 0x00200000u
#define SOCKFAM_ON_MIPS 0x00400000u
#define SOCKFAM_ON_PARISC 0x00800000u
#define SOCKFAM_ON_SPARC 0x01000000u
#define SOCKFAM_ON_NUMBERS 0xfff00000u

#endif
