/* SPDX-License-Identifier: MIT */
/* Versions of the library and of the driver contract. project.yml is where they are decided; a test compares. */
#ifndef SOCKFAM_VERSION_H
#define SOCKFAM_VERSION_H

/* The library's release, "major.minor.patch". */
#define SOCKFAM_VERSION "0.1.0"

/*
 * The driver contract. A plugin states the major it was written for and the lowest and highest minor it can live
 * with; the core accepts an equal major and an overlapping range of minors. Rows only ever grow at their end, and
 * what a member means never changes within a major.
 */
#define SOCKFAM_ABI_MAJOR 1
#define SOCKFAM_ABI_MINOR 0

/*
 * On public functions. The library hides every other symbol; a plugin that includes these headers never defines one.
 */
#if defined(__GNUC__)
#define SOCKFAM_API __attribute__((visibility("default")))
#else
#define SOCKFAM_API
#endif

/* What a compiler can check: pointers that may not be NULL, results that may not be dropped. Nothing elsewhere. */
#if defined(__GNUC__)
#define SOCKFAM_NONNULL(...) __attribute__((nonnull(__VA_ARGS__)))
#define SOCKFAM_MUST_USE __attribute__((warn_unused_result))
#else
#define SOCKFAM_NONNULL(...)
#define SOCKFAM_MUST_USE
#endif

#endif
