/* SPDX-License-Identifier: MIT */
/*
 * `features` has a line for each thing that came after minor 0: a record, a member of a row, bits of its flags, kinds.
 * With a minor that adds something comes a line; what is of minor 0 needs none, so today's drivers cost nothing.
 */
#include "core/plugin/minor.h"

#include <stddef.h>
#include <string.h>

#include "core/base/error.h"

/* A member of a row that needs a minor: if one of `bits` is set in it, or if it is `least` or more. */
struct feature {
    uint16_t minor;
    uint16_t record; /* enum sockfam_record_type */
    uint32_t at;     /* offset of the member, bytes */
    uint32_t size;   /* 1, 2, 4 or 8; 0: the record itself is what is new */
    uint64_t bits, least;
};

#define SF_FEATURE_RECORD(minor, type)                                                                                 \
    {                                                                                                                  \
        minor, SOCKFAM_RECORD_##type, 0, 0, 0, 0                                                                       \
    }
#define SF_FEATURE_MEMBER(minor, type, row, member)                                                                    \
    {                                                                                                                  \
        minor, SOCKFAM_RECORD_##type, offsetof(row, member), sizeof(((row *)NULL)->member), UINT64_MAX, 0              \
    }
#define SF_FEATURE_BITS(minor, type, row, member, bits)                                                                \
    {                                                                                                                  \
        minor, SOCKFAM_RECORD_##type, offsetof(row, member), sizeof(((row *)NULL)->member), bits, 0                    \
    }
#define SF_FEATURE_FROM(minor, type, row, member, least)                                                               \
    {                                                                                                                  \
        minor, SOCKFAM_RECORD_##type, offsetof(row, member), sizeof(((row *)NULL)->member), 0, least                   \
    }

static const struct feature features[] = {
    SF_FEATURE_RECORD(0, HEAD),
    /* minor 1 begins here */
};

static uint64_t load(const unsigned char *at, uint32_t size)
{
    uint8_t u8;
    uint16_t u16;
    uint32_t u32;
    uint64_t u64;
    switch (size) {
    case 1:
        return memcpy(&u8, at, size), u8;
    case 2:
        return memcpy(&u16, at, size), u16;
    case 4:
        return memcpy(&u32, at, size), u32;
    default:
        return memcpy(&u64, at, sizeof(u64)), u64;
    }
}

static bool is_used(const struct feature *feature, const struct sf_rows *rows)
{
    if (feature->size == 0)
        return rows->count != 0;
    for (size_t i = 0; i < rows->count && feature->at + feature->size <= rows->row_size; i++) {
        uint64_t value = load(rows->data + i * rows->row_size + feature->at, feature->size);
        if ((value & feature->bits) || (feature->least != 0 && value >= feature->least))
            return true;
    }
    return false;
}

int sf_minor_derive(struct sockfam_head_row *head, const struct sf_records *records, const char *source,
                    struct sockfam_error *error)
{
    for (size_t i = 0; i < sizeof(features) / sizeof(features[0]); i++)
        if (features[i].minor > head->abi_minor_min && is_used(&features[i], &records->rows[features[i].record]))
            head->abi_minor_min = features[i].minor;
    if (head->abi_minor_min <= head->abi_minor_max)
        return 0;
    return sf_fail_plugin(error, SOCKFAM_STAGE_GATE, source, 0,
                          "its tables need ABI minor %u, but its head says that it is for minor %u at most",
                          head->abi_minor_min, head->abi_minor_max);
}
