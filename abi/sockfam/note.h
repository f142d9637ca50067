/* SPDX-License-Identifier: MIT */
/*
 * How a driver's tables get into its file: the macros of <sockfam/driver.h>, which includes this, and what they make. A
 * table becomes an object in the section of notes; a builtin's are in a section of its own, which a pointer in the
 * linker set `sockfam_builtins` makes known.
 */
#ifndef SOCKFAM_NOTE_H
#define SOCKFAM_NOTE_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/table.h>
#include <sockfam/version.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sockfam_code_v1;

/* How a builtin driver is found: the core walks an array of pointers to these. */
struct sockfam_builtin {
    uint32_t size;
    uint32_t reserved;
    const void *start; /* the driver's notes, the bytes a plugin has in its .note.sockfam */
    const void *stop;
    const struct sockfam_code_v1 *code; /* NULL: none */
};

#define SOCKFAM_OWNER "sockfam"         /* of the notes; with its NUL 8 bytes, so contents are 4-aligned */
#define SOCKFAM_NOTE_SECTION ".note.sockfam"

struct sockfam_note_header {
    uint32_t owner_size;
    uint32_t size; /* bytes of the record: struct sockfam_record and its rows */
    uint32_t type; /* enum sockfam_record_type */
    char owner[8];
};

#define SOCKFAM_TEXT_OF_(x) #x
#define SOCKFAM_TEXT_OF(x) SOCKFAM_TEXT_OF_(x)
#define SOCKFAM_JOIN_(a, b) a##b
#define SOCKFAM_JOIN(a, b) SOCKFAM_JOIN_(a, b)

#ifdef SOCKFAM_BUILTIN
#define SOCKFAM_SECTION_NAME "sockfam_notes_" SOCKFAM_TEXT_OF(SOCKFAM_BUILTIN)
#else
#define SOCKFAM_SECTION_NAME SOCKFAM_NOTE_SECTION
#endif

/* clang's AddressSanitizer puts red zones between objects of a section, gcc's does not and refuses the attribute. */
#if defined(__clang__)
#define SOCKFAM_UNPADDED __attribute__((no_sanitize("address")))
#else
#define SOCKFAM_UNPADDED
#endif

/* The linker keeps it under --gc-sections; compilers without the attribute have no linker that needs it. */
#if defined(__has_attribute)
#if __has_attribute(retain)
#define SOCKFAM_RETAIN __attribute__((used, retain))
#endif
#endif
#ifndef SOCKFAM_RETAIN
#define SOCKFAM_RETAIN __attribute__((used))
#endif

#define SOCKFAM_IN_SECTION(name, alignment)                                                                            \
    SOCKFAM_RETAIN SOCKFAM_UNPADDED __attribute__((section(name), aligned(alignment)))

#define SOCKFAM_ROWS_OF(row, ...) (sizeof((const row[]){ __VA_ARGS__ }) / sizeof(row))

#define SOCKFAM_NOTE(object, record_type, row, ...)                                                                    \
    static const struct {                                                                                              \
        struct sockfam_note_header note;                                                                               \
        struct sockfam_record record;                                                                                  \
        row rows[SOCKFAM_ROWS_OF(row, __VA_ARGS__)];                                                                   \
    } object SOCKFAM_IN_SECTION(SOCKFAM_SECTION_NAME, 4) = {                                                           \
        { sizeof(SOCKFAM_OWNER), sizeof(object.record) + sizeof(object.rows), record_type, SOCKFAM_OWNER },            \
        { sizeof(row), SOCKFAM_ROWS_OF(row, __VA_ARGS__) },                                                            \
        { __VA_ARGS__ }                                                                                                \
    }

#define SOCKFAM_FORMATS(...)                                                                                           \
    SOCKFAM_NOTE(sockfam_formats, SOCKFAM_RECORD_FORMATS, struct sockfam_format_row, __VA_ARGS__)
#define SOCKFAM_FIELDS(...) SOCKFAM_NOTE(sockfam_fields, SOCKFAM_RECORD_FIELDS, struct sockfam_field_row, __VA_ARGS__)
#define SOCKFAM_TUPLES(...) SOCKFAM_NOTE(sockfam_tuples, SOCKFAM_RECORD_TUPLES, struct sockfam_tuple_row, __VA_ARGS__)
#define SOCKFAM_PROTOCOLS(...)                                                                                         \
    SOCKFAM_NOTE(sockfam_protocols, SOCKFAM_RECORD_PROTOCOLS, struct sockfam_protocol_row, __VA_ARGS__)

/*
 * Constants, from a list that takes three macros, one line a constant:
 *
 *     #define VSOCK_CONSTANTS(NUMBER, WORD, STRING)                  \
 *         NUMBER(AF_VSOCK, 40)                                       \
 *         WORD(VMADDR_CID_HOST, 2, CID, HOST)                        \
 *         STRING(SOME_GUID, "00000000-...", GUIDS, SOME)
 *
 * NUMBER(name, value), or NUMBER(name, value, SOCKFAM_CONSTANT_ALIAS) where another name is the usual one; WORD(name,
 * value, set, word) is a number that text may give as `word` where a field's set says so; STRING(name, text, set, word)
 * likewise for fields that are not numbers. Sets are small numbers of the driver's own (an enum that begins at 1).
 * Names are taken as written, also when a system header defines them as macros.
 */
#define SOCKFAM_POOL_NUMBER(id, ...) char name_##id[sizeof(#id)];
#define SOCKFAM_POOL_WORD(id, number, word_set, short_name)                                                            \
    char name_##id[sizeof(#id)];                                                                                       \
    char word_##id[sizeof(#short_name)];
#define SOCKFAM_POOL_STRING(id, text, word_set, short_name)                                                            \
    char name_##id[sizeof(#id)];                                                                                       \
    char word_##id[sizeof(#short_name)];                                                                               \
    char text_##id[sizeof(text)];
#define SOCKFAM_TEXT_NUMBER(id, ...) #id,
#define SOCKFAM_TEXT_WORD(id, number, word_set, short_name) #id, #short_name,
#define SOCKFAM_TEXT_STRING(id, text, word_set, short_name) #id, #short_name, text,
#define SOCKFAM_POOL_AT(member) ((uint32_t)offsetof(struct sockfam_pool, member))
#define SOCKFAM_ROW_NUMBER(id, ...) { SOCKFAM_POOL_AT(name_##id), 0, SOCKFAM_ROW_VALUE(__VA_ARGS__, 0, 0) },
#define SOCKFAM_ROW_VALUE(number, flags, ...) (number), SOCKFAM_CONSTANT_NUMBER, 0, (flags), 0
#define SOCKFAM_ROW_WORD(id, number, word_set, short_name)                                                             \
    { SOCKFAM_POOL_AT(name_##id), SOCKFAM_POOL_AT(word_##id), (number), SOCKFAM_CONSTANT_NUMBER, (word_set), 0, 0 },
#define SOCKFAM_ROW_STRING(id, text, word_set, short_name)                                                             \
    { SOCKFAM_POOL_AT(name_##id),                                                                                      \
      SOCKFAM_POOL_AT(word_##id),                                                                                      \
      SOCKFAM_POOL_AT(text_##id),                                                                                      \
      SOCKFAM_CONSTANT_STRING,                                                                                         \
      (word_set),                                                                                                      \
      0,                                                                                                               \
      0 },

#define SOCKFAM_CONSTANTS(LIST)                                                                                        \
    struct sockfam_pool {                                                                                              \
        char first; /* so that no text begins at offset 0 */                                                           \
        LIST(SOCKFAM_POOL_NUMBER, SOCKFAM_POOL_WORD, SOCKFAM_POOL_STRING)                                              \
    } __attribute__((aligned(4)));                                                                                     \
    static const struct {                                                                                              \
        struct sockfam_note_header note;                                                                               \
        struct sockfam_record record;                                                                                  \
        struct sockfam_pool pool;                                                                                      \
    } sockfam_strings SOCKFAM_IN_SECTION(SOCKFAM_SECTION_NAME, 4) = {                                                  \
        { sizeof(SOCKFAM_OWNER), sizeof(struct sockfam_record) + sizeof(struct sockfam_pool), SOCKFAM_RECORD_STRINGS,  \
          SOCKFAM_OWNER },                                                                                             \
        { 1, sizeof(struct sockfam_pool) },                                                                            \
        { 0, LIST(SOCKFAM_TEXT_NUMBER, SOCKFAM_TEXT_WORD, SOCKFAM_TEXT_STRING) }                                       \
    };                                                                                                                 \
    SOCKFAM_NOTE(sockfam_constants, SOCKFAM_RECORD_CONSTANTS, struct sockfam_constant_row,                             \
                 LIST(SOCKFAM_ROW_NUMBER, SOCKFAM_ROW_WORD, SOCKFAM_ROW_STRING))

/*
 * Socket options and control messages, one line each, in lists of their own:
 *
 *     #define VSOCK_OPTIONS                                                                            \
 *         SOCKFAM_OPTION(SO_VM_SOCKETS_BUFFER_SIZE, 40, 0, U64, "bytes of the buffer"),                \
 *         SOCKFAM_OPTION_OF(SO_SOME_NAME, 40, 9, TEXT, 16, SOCKFAM_OPTION_READ_ONLY, "16 bytes"),     \
 *         SOCKFAM_OPTION_STRUCT(SO_SOME_STRUCT, 40, 10, "some_struct", 0, "a format of the driver says what is in it")
 *     SOCKFAM_OPTIONS(VSOCK_OPTIONS);
 */
#define SOCKFAM_OPTION(name_, level_, number_, kind_, doc_)                                                            \
    { #name_, doc_, level_, number_, SOCKFAM_OPTION_##kind_, 0, 0, 0, "" }
#define SOCKFAM_OPTION_OF(name_, level_, number_, kind_, size_, flags_, doc_)                                          \
    { #name_, doc_, level_, number_, SOCKFAM_OPTION_##kind_, size_, flags_, 0, "" }
#define SOCKFAM_OPTION_STRUCT(name_, level_, number_, format_, flags_, doc_)                                           \
    { #name_, doc_, level_, number_, SOCKFAM_OPTION_STRUCT, 0, flags_, 0, format_ }
#define SOCKFAM_OPTIONS(...)                                                                                           \
    SOCKFAM_NOTE(sockfam_options, SOCKFAM_RECORD_OPTIONS, struct sockfam_option_row, __VA_ARGS__)
#define SOCKFAM_MESSAGES(...)                                                                                          \
    SOCKFAM_NOTE(sockfam_messages, SOCKFAM_RECORD_MESSAGES, struct sockfam_option_row, __VA_ARGS__)

/* The head: SOCKFAM_DRIVER(name, doc, AF number, further members of struct sockfam_head_row). A table-only driver. */
#define SOCKFAM_DRIVER(name_, doc_, ...)                                                                               \
    SOCKFAM_HEAD(name_, doc_, 0, __VA_ARGS__);                                                                         \
    SOCKFAM_REGISTER(NULL)

/*
 * The head of a driver with code. `formats_` is an array of struct sockfam_format_code:
 *
 *     static const struct sockfam_format_code functions[] = { { "inet", .lookup = lookup } };
 *     SOCKFAM_DRIVER_WITH_CODE("inet", "...", functions, 2);
 */
#define SOCKFAM_DRIVER_WITH_CODE(name_, doc_, formats_, ...)                                                           \
    SOCKFAM_HEAD(name_, doc_, SOCKFAM_HEAD_CODE, __VA_ARGS__);                                                         \
    SOCKFAM_CODE_OBJECT = { sizeof(struct sockfam_code_v1), sizeof(struct sockfam_format_code),                        \
                            sizeof(formats_) / sizeof((formats_)[0]), 0, formats_ };                                   \
    SOCKFAM_REGISTER(&sockfam_code_v1)

#define SOCKFAM_HEAD(name_, doc_, flags_, ...)                                                                         \
    SOCKFAM_NOTE(sockfam_head, SOCKFAM_RECORD_HEAD, struct sockfam_head_row,                                           \
                 { .name = name_, .doc = doc_, .flags = (flags_), .abi_major = SOCKFAM_ABI_MAJOR,                      \
                   .abi_minor_max = SOCKFAM_ABI_MINOR, .af = __VA_ARGS__ })

#ifdef SOCKFAM_BUILTIN
#define SOCKFAM_CODE_OBJECT static const struct sockfam_code_v1 sockfam_code_v1
#define SOCKFAM_START SOCKFAM_JOIN(__start_sockfam_notes_, SOCKFAM_BUILTIN)
#define SOCKFAM_STOP SOCKFAM_JOIN(__stop_sockfam_notes_, SOCKFAM_BUILTIN)
#define SOCKFAM_REGISTER(code_)                                                                                        \
    extern const char SOCKFAM_START[] __attribute__((visibility("hidden")));                                           \
    extern const char SOCKFAM_STOP[] __attribute__((visibility("hidden")));                                            \
    static const struct sockfam_builtin sockfam_builtin = { sizeof(sockfam_builtin), 0, SOCKFAM_START, SOCKFAM_STOP,   \
                                                            code_ };                                                   \
    static const struct sockfam_builtin *const sockfam_builtin_entry SOCKFAM_IN_SECTION("sockfam_builtins",            \
                                                                                        sizeof(void *)) =              \
        &sockfam_builtin
#else
#define SOCKFAM_CODE_OBJECT SOCKFAM_API const struct sockfam_code_v1 sockfam_code_v1
#define SOCKFAM_REGISTER(code_) extern const struct sockfam_code_v1 sockfam_code_v1
#endif

#ifdef __cplusplus
}
#endif

#endif
