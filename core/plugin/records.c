/* SPDX-License-Identifier: MIT */
/*
 * Notes, one after another: {owner size, contents size, type} of 4 bytes each, the owner, the contents, both padded to
 * 4 bytes. Contents of ours are {row size, rows} and the rows. Nothing is trusted and nothing is assumed to be aligned;
 * sums are made in 64 bits, so they cannot wrap.
 */
#include "core/plugin/records.h"

#include <string.h>

#include <sockfam/driver.h>

#include "core/base/error.h"

#define NOTE_HEADER_SIZE 12

static const char *const names[SF_RECORD_TYPES] = { "?",         "head",    "formats", "fields",  "protocols",
                                                    "constants", "strings", "options", "messages", "tuples" };

const char *sf_record_name(uint32_t type)
{
    return type < SF_RECORD_TYPES ? names[type] : names[0];
}

static uint64_t padded(uint64_t size)
{
    return (size + 3) & ~UINT64_C(3);
}

static int take_record(struct sf_records *records, uint32_t type, const unsigned char *bytes, uint64_t size,
                       const char *source, struct sockfam_error *error)
{
    struct sockfam_record record;
    struct sf_rows *rows = &records->rows[type];
    if (rows->data)
        return sf_fail_plugin(error, SOCKFAM_STAGE_NOTE, source, 0, "the record \"%s\" appears in it twice",
                              sf_record_name(type));
    if (size < sizeof(record))
        return sf_fail_plugin(error, SOCKFAM_STAGE_NOTE, source, 0,
                              "the note of the record \"%s\" has %llu bytes, too few for a record",
                              sf_record_name(type), (unsigned long long)size);
    memcpy(&record, bytes, sizeof(record));
    if (record.rows != 0 && record.row_size == 0)
        return sf_fail_plugin(error, SOCKFAM_STAGE_NOTE, source, 0, "the rows of the record \"%s\" have no size",
                              sf_record_name(type));
    if ((uint64_t)record.row_size * record.rows > size - sizeof(record))
        return sf_fail_plugin(error, SOCKFAM_STAGE_NOTE, source, 0,
                              "the record \"%s\" says %u rows of %u bytes, its note has only %llu bytes for them",
                              sf_record_name(type), record.rows, record.row_size,
                              (unsigned long long)(size - sizeof(record)));
    rows->data = bytes + sizeof(record);
    rows->row_size = record.row_size;
    rows->count = record.rows;
    return 0;
}

static bool is_owner(const unsigned char *note, uint64_t left, uint32_t size)
{
    return size == sizeof(SOCKFAM_OWNER) && left >= NOTE_HEADER_SIZE + sizeof(SOCKFAM_OWNER) &&
           memcmp(note + NOTE_HEADER_SIZE, SOCKFAM_OWNER, sizeof(SOCKFAM_OWNER)) == 0;
}

int sf_records_add(struct sf_records *records, const void *bytes, size_t size, const char *source, size_t *found,
                   struct sockfam_error *error)
{
    const unsigned char *at = bytes;
    uint64_t left = size;
    while (left >= NOTE_HEADER_SIZE) {
        uint32_t header[3];
        memcpy(header, at, NOTE_HEADER_SIZE);
        uint64_t contents = NOTE_HEADER_SIZE + padded(header[0]);
        bool is_ours = is_owner(at, left, header[0]);
        *found += is_ours;
        if (contents + header[1] > left)
            return sf_fail_plugin(error, SOCKFAM_STAGE_NOTE, source, 0,
                                  "a note says that it has %u bytes, more than there are: it is cut off or damaged",
                                  header[1]);
        uint32_t type = header[2] & ~SOCKFAM_RECORD_REQUIRED;
        if (is_ours && type >= SOCKFAM_RECORD_HEAD && type < SF_RECORD_TYPES) {
            int result = take_record(records, type, at + contents, header[1], source, error);
            if (result < 0)
                return result;
        } else if (is_ours && type != header[2]) {
            records->required = header[2];
        }
        uint64_t whole = contents + padded(header[1]);
        whole = whole < left ? whole : left;
        at += whole;
        left -= whole;
    }
    if (left != 0)
        return sf_fail_plugin(error, SOCKFAM_STAGE_NOTE, source, 0, "the notes end within the header of one");
    return 0;
}

int sf_records_read(struct sf_records *records, const void *bytes, size_t size, const char *source,
                    struct sockfam_error *error)
{
    size_t found = 0;
    memset(records, 0, sizeof(*records));
    int result = sf_records_add(records, bytes, size, source, &found, error);
    if (result < 0)
        return result;
    if (found == 0)
        return sf_fail_plugin(error, SOCKFAM_STAGE_NOTE, source, 0, "it has no note of sockfam, so it is not a plugin");
    return 0;
}

bool sf_row_copy(const struct sf_rows *rows, size_t index, void *row, size_t size)
{
    const unsigned char *from = rows->data + index * rows->row_size;
    size_t common = rows->row_size < size ? rows->row_size : size;
    memcpy(row, from, common);
    memset((char *)row + common, 0, size - common);
    while (common < rows->row_size && from[common] == 0)
        common++;
    return common == rows->row_size;
}
