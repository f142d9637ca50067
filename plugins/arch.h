/* SPDX-License-Identifier: MIT */
/*
 * Constants that differ by architecture, chosen by that which the compiler builds for. Facts: arch/<name>/include/uapi/
 * asm/socket.h and asm/ioctl.h of Linux. The first number is everybody else's, x86, arm, riscv and s390 among them.
 */
#ifndef SOCKFAM_PLUGINS_ARCH_H
#define SOCKFAM_PLUGINS_ARCH_H

#include <time.h>

#if defined(__alpha__)
#define BY_ARCH(others, alpha, mips, parisc, sparc) (alpha)
#elif defined(__mips__)
#define BY_ARCH(others, alpha, mips, parisc, sparc) (mips)
#elif defined(__hppa__)
#define BY_ARCH(others, alpha, mips, parisc, sparc) (parisc)
#elif defined(__sparc__)
#define BY_ARCH(others, alpha, mips, parisc, sparc) (sparc)
#else
#define BY_ARCH(others, alpha, mips, parisc, sparc) (others)
#endif

/* Six socket options that powerpc alone has elsewhere; for the first number of BY_ARCH. */
#if defined(__powerpc__)
#define BY_POWERPC(others, powerpc) (powerpc)
#else
#define BY_POWERPC(others, powerpc) (others)
#endif

/* Options whose value holds a time: 32-bit machines have another number for a 64-bit time_t. */
#define BY_TIME(with_long, with_64_bits) (sizeof(time_t) == sizeof(long) || LONG_TIME ? (with_long) : (with_64_bits))
#if defined(__x86_64__)
#define LONG_TIME 1 /* x32: 64-bit times, no second number */
#else
#define LONG_TIME 0
#endif

/* Bytes of a struct that has a 64-bit member: i386 aligns it to 4 bytes, others to 8. */
struct sockfam_holds_u64 {
    long long u64;
};
#define PADDED_U64(size) (((size) + _Alignof(struct sockfam_holds_u64) - 1) & ~(_Alignof(struct sockfam_holds_u64) - 1))

/* ioctl(2) requests without data: _IO() of these has a bit set. */
#if defined(__alpha__) || defined(__mips__) || defined(__powerpc__) || defined(__sparc__)
#define BY_IOCTL(request) (0x20000000 | (request))
#else
#define BY_IOCTL(request) (request)
#endif

#endif
