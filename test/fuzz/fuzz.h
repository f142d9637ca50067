/* SPDX-License-Identifier: MIT */
/*
 * What the fuzz targets share. A target is one source with LLVMFuzzerTestOneInput(); it is linked twice: by replay.c,
 * which feeds it the committed corpus in every build, and by libFuzzer where clang has it. A target that finds
 * something wrong aborts through fuzz_check(), so both notice.
 */
#ifndef SF_TEST_FUZZ_H
#define SF_TEST_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/sockfam.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Targets may have one: what is tried besides the committed corpus, by replay.c alone. */
void fuzz_sweep(void) __attribute__((weak));

/* Aborts with what was expected and the message of `error` (may be NULL) unless the condition holds. */
#define fuzz_check(condition, error) ((condition) ? (void)0 : fuzz_fail(__FILE__, __LINE__, #condition, error))

void fuzz_fail(const char *file, int line, const char *condition, const struct sockfam_error *error)
    __attribute__((noreturn));

/* ------------------------------------------------------------------ laws.c */

/*
 * A context with every family of the build, linked in; the same one each time, closed at exit. No config is read, and
 * no interface has a name.
 */
struct sockfam_context *fuzz_context(void);

/*
 * What holds for every address, wherever it came from: text, JSON and bytes give it back, text is never longer than
 * promised, a buffer that is too small is left alone. `is_given`: a user gave it, so it is within every field's range
 * and has to be accepted again; a kernel's answer may lie beyond that, and then may be refused, but never differ.
 */
void fuzz_laws(const struct sockfam_context *ctx, const struct sockfam_address *address, int is_given);

/* Prints into buffers of exactly the size needed and of one byte less. The caller frees the text. */
char *fuzz_print(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags);

/* What holds for every refusal: the kind, the place and the message are there and printable, the result fits the kind. */
void fuzz_refusal(int result, const struct sockfam_error *error, size_t size);

/* What holds for every error: its texts end, and the message is there and is one line without control characters. */
void fuzz_message(const struct sockfam_error *error);

/* ------------------------------------------------------------------ memory.c */

struct fuzz_bytes {
    uint8_t *data; /* in memory of exactly its size */
    size_t size;
};

/*
 * The bytes that an input stands for: those behind "raw:" as they are, or behind another name and ':' a copy of what
 * find() knows under that name, with edits of 4 bytes each: offset (2 bytes, little-endian), what to do, and a byte to
 * do it with. So a few bytes reach deep into something that is nearly right. The caller frees data, which is NULL if
 * the input has no ':'.
 */
struct fuzz_bytes fuzz_unfold(const uint8_t *data, size_t size, struct fuzz_bytes (*find)(const char *name));

struct sf_sys;

/*
 * A system with nothing in it but files that lie in memory: `first` by any name, and if `second` has data, one drop-in
 * in each folder. Borrows both until the next call.
 */
const struct sf_sys *fuzz_files(struct fuzz_bytes first, struct fuzz_bytes second);

#endif
