/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: addresses that somebody wrote into. Input: "FORMAT:" or "FORMAT/VARIANT:" and edits of its example, as
 * fuzz_unfold() says them, an unknown name standing for the n-th variant; or "raw:" and all that is edited. That is
 * `length` at 0, `received` at 4, and the sockaddr at 8. The format stays what it was: who writes there writes a
 * pointer. Whatever stands in the rest, what reads it stays inside.
 */
#include "fuzz.h"

#include <errno.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/address/address.h"
#include "support/random.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define POISONS
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(POISONS)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

static const unsigned all_flags[] = { 0, SOCKFAM_NO_LOOKUP, SOCKFAM_DISPLAY, SOCKFAM_NO_LOOKUP | SOCKFAM_DISPLAY };
#define FLAG_COUNT (sizeof(all_flags) / sizeof(all_flags[0]))

static void *allocate(size_t size)
{
    void *made = malloc(size ? size : 1);
    fuzz_check(made, NULL);
    return made;
}

/* ------------------------------------------------------------------ the whole address */

/* Besides what fuzz_print() tries, exactly the room that printing takes for enough to write there without checks. */
static void check_print(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags)
{
    struct sf_call call;
    size_t need = 0;
    free(fuzz_print(ctx, address, flags));
    sf_call_open(&call, ctx, address, flags, NULL);
    size_t room = call.plan ? call.plan->text_max : SOCKFAM_TEXT_MAX;
    char *text = allocate(room);
    fuzz_check(sockfam_address_print(ctx, address, flags, text, room, &need, NULL) == 0 && need <= room, NULL);
    fuzz_check(strlen(text) + 1 == need, NULL);
    free(text);
}

static void check_json(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags)
{
    size_t need = 0, again = 0;
    fuzz_check(sockfam_address_to_json(ctx, address, flags, NULL, 0, &need, NULL) == -ENOSPC && need > 0, NULL);
    char *json = allocate(need);
    fuzz_check(sockfam_address_to_json(ctx, address, flags, json, need, &again, NULL) == 0 && again == need, NULL);
    fuzz_check(strlen(json) + 1 == need, NULL);
    free(json);
}

static bool is_span(const struct sockfam_value *value)
{
    return value->kind == SOCKFAM_VALUE_TEXT || value->kind == SOCKFAM_VALUE_BYTES;
}

/* Whether a span lies within `size` bytes at `room`. */
static bool is_within(const struct sockfam_value *value, const void *room, size_t size)
{
    uintptr_t begin = (uintptr_t)room, at = (uintptr_t)value->span.data;
    return value->span.size == 0 || (at >= begin && at - begin <= size && value->span.size <= size - (at - begin));
}

static void check_values(const struct sockfam_context *ctx, const struct sockfam_address *address, unsigned flags)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    SOCKFAM_VALUES(values);
    values.scratch = allocate(SOCKFAM_SCRATCH_SIZE);
    int result = sockfam_address_to_values(ctx, address, flags, &values, &error);
    if (result < 0) {
        fuzz_refusal(result, &error, 0);
        fuzz_check(result == -EINVAL, &error);
        values.count = 0;
    }
    fuzz_check(values.count <= SOCKFAM_FIELDS_MAX, NULL);
    for (size_t i = 0; i < values.count; i++)
        fuzz_check(!is_span(&values.value[i]) || is_within(&values.value[i], values.scratch, SOCKFAM_SCRATCH_SIZE) ||
                       is_within(&values.value[i], address->bytes, sizeof(address->bytes)),
                   NULL);
    free(values.scratch);
}

/* What of the address reaches other readers: its bytes, and the names of its host and service as numbers. */
static void check_bytes(const struct sockfam_context *ctx, const struct sockfam_address *address)
{
    char host[SOCKFAM_HOST_SIZE], service[SOCKFAM_HOST_SIZE];
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sockfam_address back;
    size_t size = sf_address_length(address);
    int result =
        sockfam_address_from_bytes(ctx, address->format, address->bytes, size, address->received, &back, &error);
    fuzz_check(result == 0 && back.length <= SOCKFAM_ADDRESS_MAX, &error);
    result = sockfam_address_from_sockaddr(ctx, address->bytes, size, address->received, &back, &error);
    fuzz_check(result == 0 && back.length <= SOCKFAM_ADDRESS_MAX, &error);
    result = sockfam_getnameinfo(ctx, address, NI_NUMERICHOST | NI_NUMERICSERV, host, sizeof(host), service,
                                 sizeof(service), &error);
    if (result < 0)
        fuzz_message(&error);
}

/* ------------------------------------------------------------------ single fields */

static void check_print_field(const struct sockfam_context *ctx, const struct sockfam_address *address,
                              const struct sockfam_field_row *row, unsigned flags)
{
    size_t need = 0, again = 0;
    int result = sockfam_address_print_field(ctx, address, row, flags, NULL, 0, &need, NULL);
    fuzz_check(result == -ENOSPC || result == -EINVAL, NULL);
    if (result == -EINVAL)
        return;
    char *text = allocate(need);
    result = sockfam_address_print_field(ctx, address, row, flags, text, need, &again, NULL);
    fuzz_check(result == 0 && again == need, NULL);
    fuzz_check(strlen(text) + 1 == need, NULL);
    free(text);
}

/* Setting reads what is there before it writes. `address` is a copy of its own each time. */
static void check_set(const struct sockfam_context *ctx, struct sockfam_address address, const char *name,
                      const struct sockfam_value *value)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    size_t need = 0;
    int result = sockfam_address_set(ctx, &address, name, value, SOCKFAM_NO_LOOKUP, &error);
    if (result < 0) {
        fuzz_refusal(result, &error, value->kind == SOCKFAM_VALUE_TEXT ? value->span.size : 0);
        return;
    }
    fuzz_check(address.length <= SOCKFAM_ADDRESS_MAX, NULL);
    fuzz_check(sockfam_address_print(ctx, &address, 0, NULL, 0, &need, NULL) == -ENOSPC, NULL);
}

static void check_sets(const struct sockfam_context *ctx, const struct sockfam_address *copy, const char *name)
{
    const char filler[SOCKFAM_ADDRESS_MAX + 8] = "\1\2";
    const struct sockfam_value values[] = {
        sockfam_value_uint(0),           sockfam_value_sint(-1),
        sockfam_value_text("", 0),       sockfam_value_text("x", 1),
        sockfam_value_bytes(filler, 0),  sockfam_value_bytes(filler, 2),
        sockfam_value_bytes(filler, 16), sockfam_value_bytes(filler, sizeof(filler)),
    };
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
        check_set(ctx, *copy, name, &values[i]);
}

/* Gets text and bytes into exactly the room they take; then puts back what was got. */
static void check_get(const struct sockfam_context *ctx, const struct sockfam_address *address,
                      const struct sockfam_address *copy, const char *name, unsigned flags)
{
    char scratch[SOCKFAM_SCRATCH_SIZE];
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sockfam_value value, again;
    int result = sockfam_address_get(ctx, address, name, flags, &value, scratch, sizeof(scratch), &error);
    if (result < 0) {
        fuzz_refusal(result, &error, 0);
        fuzz_check(result == -EINVAL, &error);
        return;
    }
    check_set(ctx, *copy, name, &value);
    if (!is_span(&value))
        return;
    size_t size = value.span.size;
    char *room = allocate(size);
    if (size > 0)
        fuzz_check(sockfam_address_get(ctx, address, name, flags, &again, room, size - 1, NULL) == -ENOSPC, NULL);
    fuzz_check(sockfam_address_get(ctx, address, name, flags, &again, room, size, NULL) == 0, NULL);
    fuzz_check(again.span.size == size && memcmp(room, scratch, size) == 0, NULL);
    free(room);
}

/* ------------------------------------------------------------------ everything that reads */

/* `copy` is the address once more, for functions that write. */
static void read_all(const struct sockfam_context *ctx, const struct sockfam_address *address,
                     const struct sockfam_address *copy)
{
    check_bytes(ctx, address);
    for (size_t i = 0; i < FLAG_COUNT; i++) {
        check_print(ctx, address, all_flags[i]);
        check_json(ctx, address, all_flags[i]);
        check_values(ctx, address, all_flags[i]);
        check_values(ctx, address, all_flags[i] | SOCKFAM_ALL_FIELDS);
    }
    for (size_t i = 0; address->format && i < address->format->field_count; i++) {
        const struct sockfam_field_row *row = sockfam_format_field_at(address->format, i);
        for (size_t k = 0; k < FLAG_COUNT; k++) {
            check_print_field(ctx, address, row, all_flags[k]);
            check_get(ctx, address, copy, row->name, all_flags[k]);
        }
        check_sets(ctx, copy, row->name);
    }
    check_get(ctx, address, copy, "nothing", 0);
}

/* Reads a copy in memory of its own, where sanitizers see who leaves it, or only its bytes; nobody writes there. */
static void check(const struct sockfam_context *ctx, const struct sockfam_address *address)
{
    struct sockfam_address *lent = allocate(sizeof(*lent));
    memcpy(lent, address, sizeof(*lent));
    ASAN_POISON_MEMORY_REGION(lent->reserved, sizeof(lent->reserved));
    read_all(ctx, lent, address);
    ASAN_UNPOISON_MEMORY_REGION(lent->reserved, sizeof(lent->reserved));
    fuzz_check(memcmp(lent, address, sizeof(*lent)) == 0, NULL);
    free(lent);
}

/* ------------------------------------------------------------------ where edits begin */

static struct sockfam_address start;

/* What of it is edited. */
struct edited {
    uint32_t length, received;
    uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    uint8_t behind[4]; /* fuzz_unfold() leaves the last bytes alone, so they are of no use to us */
};

static void begin_with(const struct sockfam_context *ctx, const struct sockfam_format_row *row)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    memset(&start, 0, sizeof(start));
    int result = sockfam_address_parse(ctx, row->example, SOCKFAM_TO_NUL, SOCKFAM_NO_LOOKUP, &start, &error);
    fuzz_check(result == 0, &error);
    size_t length = start.length; /* what lies behind is undefined, here the same each time */
    memset(start.bytes + length, 0, sizeof(start.bytes) - length);
}

/* The n-th of all variants that this system has, NULL beyond. */
static const struct sockfam_format_row *nth_variant(const struct sockfam_context *ctx, size_t n)
{
    const struct sockfam_family *family;
    for (size_t i = 0; (family = sockfam_family_at(ctx, i)); i++)
        for (size_t j = 0; j < family->format_count; j++)
            for (size_t k = 0; k < family->formats[j]->variant_count; k++) {
                const struct sockfam_format_row *row = sockfam_format_variant_at(family->formats[j], k);
                if (sockfam_context_holds(ctx, row->on) && n-- == 0)
                    return row;
            }
    return NULL;
}

static const struct sockfam_format_row *named_variant(const struct sockfam_context *ctx, const char *text)
{
    char name[64];
    snprintf(name, sizeof(name), "%s", text);
    char *slash = strchr(name, '/');
    if (slash)
        *slash = '\0';
    const struct sockfam_format *format = sockfam_format_find(ctx, name);
    size_t variant = slash ? (size_t)(uint8_t)slash[1] : '0';
    const struct sockfam_format_row *row =
        format ? sockfam_format_variant_at(format, (variant - '0') % format->variant_count) : NULL;
    return row && sockfam_context_holds(ctx, row->on) ? row : NULL;
}

static struct fuzz_bytes find(const char *name)
{
    static struct edited edited;
    const struct sockfam_context *ctx = fuzz_context();
    const struct sockfam_format_row *row = named_variant(ctx, name);
    if (!row)
        row = nth_variant(ctx, (uint8_t)name[0] % 64u);
    begin_with(ctx, row ? row : nth_variant(ctx, 0));
    edited = (struct edited){ .length = start.length, .received = start.received };
    memcpy(edited.bytes, start.bytes, sizeof(edited.bytes));
    return (struct fuzz_bytes){ (uint8_t *)&edited, sizeof(edited) };
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct sockfam_context *ctx = fuzz_context();
    struct edited edited = { 0 };
    memset(&start, 0, sizeof(start));
    struct fuzz_bytes made = fuzz_unfold(data, size, find);
    if (!made.data)
        return 0;
    memcpy(&edited, made.data, made.size < sizeof(edited) ? made.size : sizeof(edited));
    free(made.data);
    start.length = edited.length;
    start.received = edited.received;
    memcpy(start.bytes, edited.bytes, sizeof(start.bytes));
    check(ctx, &start);
    return 0;
}

/* ------------------------------------------------------------------ without a corpus */

/* Every byte of an example's sockaddr at either end of its range, and somewhere between. */
static void sweep_bytes(const struct sockfam_context *ctx, struct random *random)
{
    struct sockfam_address address = start;
    for (size_t i = 0; i < start.length; i++) {
        const uint8_t bytes[] = { 0, 0xff, (uint8_t)random_next(random) };
        for (size_t k = 0; k < sizeof(bytes); k++) {
            address.bytes[i] = bytes[k];
            check(ctx, &address);
        }
        address.bytes[i] = start.bytes[i];
    }
}

/* Every length there is and some beyond, both numbers, the bytes behind the sockaddr being zero or not. */
static void sweep_lengths(const struct sockfam_context *ctx)
{
    struct sockfam_address address = start;
    for (uint32_t length = 0; length <= SOCKFAM_ADDRESS_MAX + 8; length++) {
        address.length = address.received = length;
        check(ctx, &address);
    }
    for (uint32_t length = 1; length != 0; length <<= 1) {
        address.length = address.received = 0u - length;
        check(ctx, &address);
    }
    memset(address.bytes + start.length, 0xff, sizeof(address.bytes) - start.length);
    for (uint32_t length = start.length; length <= SOCKFAM_ADDRESS_MAX + 8; length += 3) {
        address.length = length;
        check(ctx, &address);
    }
}

/* Some bytes at once, most of them near the front where the family and the lengths are, and mostly another length. */
static void sweep_random(const struct sockfam_context *ctx, struct random *random, unsigned long times)
{
    for (unsigned long i = 0; i < times; i++) {
        struct sockfam_address address = start;
        for (uint64_t left = random_below(random, 4); left > 0; left--) {
            uint64_t end = random_below(random, 2) ? 20 : SOCKFAM_ADDRESS_MAX;
            address.bytes[2 + random_below(random, end - 2)] = (uint8_t)random_next(random);
        }
        if (random_below(random, 4) != 0)
            address.length = (uint32_t)random_below(random, SOCKFAM_ADDRESS_MAX + 2);
        check(ctx, &address);
    }
}

void fuzz_sweep(void)
{
    const struct sockfam_context *ctx = fuzz_context();
    const struct sockfam_format_row *row;
    struct random random = random_for("tampered");
    unsigned long times = random_times(1000, 300);
    size_t count = 0;
    for (; (row = nth_variant(ctx, count)); count++) {
        begin_with(ctx, row);
        sweep_bytes(ctx, &random);
        sweep_lengths(ctx);
        sweep_random(ctx, &random, times);
    }
    fuzz_check(count > 0, NULL);
}
