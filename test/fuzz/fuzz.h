/* SPDX-License-Identifier: MIT */
/*
 * What the fuzz targets share. A target is one source with LLVMFuzzerTestOneInput(); it is linked twice: by replay.c,
 * which feeds it the committed corpus in every build, and by libFuzzer where clang has it. A target that finds something
 * wrong aborts through fuzz_check(), so both notice.
 */
#ifndef SF_TEST_FUZZ_H
#define SF_TEST_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/sockfam.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Aborts with what was expected and the message of `error` (may be NULL) unless the condition holds. */
#define fuzz_check(condition, error) ((condition) ? (void)0 : fuzz_fail(__FILE__, __LINE__, #condition, error))

void fuzz_fail(const char *file, int line, const char *condition, const struct sockfam_error *error)
    __attribute__((noreturn));

/* A context with every family that is linked in; the same one each time, closed at exit. */
struct sockfam *fuzz_context(void);

/*
 * What holds for every address, wherever it came from: text, JSON and bytes give it back, text is never longer than
 * promised, a buffer that is too small is left alone. `is_given`: a user gave it, so it is within every field's range
 * and has to be accepted again; a kernel's answer may lie beyond that, and then may be refused, but never differ.
 */
void fuzz_laws(const struct sockfam *ctx, const struct sockfam_address *address, int is_given);

/* What holds for every refusal: the kind, the place and the message are there and printable, the result fits the kind. */
void fuzz_refusal(int result, const struct sockfam_error *error, size_t size);

#endif
