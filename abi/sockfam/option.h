/* SPDX-License-Identifier: MIT */
/*
 * Socket options: by level and number, or by the name that a driver's table gives them, with the value as text or
 * typed. What a name's bytes look like is the table's knowledge, so 64-bit options, times and lingering need no special
 * cases.
 */
#ifndef SOCKFAM_OPTION_H
#define SOCKFAM_OPTION_H

#include <stddef.h>
#include <stdint.h>

#include <sockfam/socket.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------------------ by number */

/*
 * As bytes. get: at most `size` bytes (1 to 2^31-1, else kind OVERFLOW); *length is what the kernel says they are. set:
 * size 0 is fine, and value NULL with any size, which the kernel mostly answers with EFAULT or EINVAL. Unknown:
 * ENOPROTOOPT.
 */
SOCKFAM_API int sockfam_socket_getsockopt(const struct sockfam_socket *s, int level, int number, void *value,
                                          size_t size, size_t *length, struct sockfam_error *error)
    SOCKFAM_NONNULL(1, 6);
SOCKFAM_API int sockfam_socket_setsockopt(struct sockfam_socket *s, int level, int number, const void *value,
                                          size_t size, struct sockfam_error *error) SOCKFAM_NONNULL(1);

/*
 * As an integer of the size that the option's row says (8 bytes, 1 byte), without a row as C's int: out of its range is
 * kind OVERFLOW. get: bytes that the kernel does not write are 0. Unsigned 64-bit values are passed in two's
 * complement.
 */
SOCKFAM_API int sockfam_socket_getsockopt_int(const struct sockfam_socket *s, int level, int number, int64_t *value,
                                              struct sockfam_error *error) SOCKFAM_NONNULL(1, 4);
SOCKFAM_API int sockfam_socket_setsockopt_int(struct sockfam_socket *s, int level, int number, int64_t value,
                                              struct sockfam_error *error) SOCKFAM_NONNULL(1);

/* ------------------------------------------------------------------ by name */

/*
 * Sets an option: sockfam_socket_set_option(s, "SO_LINGER", "5", SOCKFAM_TO_NUL, ..), or "SO_KEEPALIVE" and "on",
 * "SO_RCVTIMEO" and "1.5". The name is looked up in the socket's driver, then in drivers of no family, then in all
 * others. Integers are decimal or 0x; <sockfam/table_option.h> has the text of each kind. VALUE: no such name or text;
 * OVERFLOW: beyond the kind's range.
 */
SOCKFAM_API int sockfam_socket_set_option(struct sockfam_socket *s, const char *name, const char *text, size_t size,
                                          struct sockfam_error *error) SOCKFAM_NONNULL(1, 2, 3);

/* Prints an option's value, in a form that set takes. Buffer and *need as for sockfam_address_print(). */
SOCKFAM_API int sockfam_socket_get_option(const struct sockfam_socket *s, const char *name, char *text, size_t size,
                                          size_t *need, struct sockfam_error *error) SOCKFAM_NONNULL(1, 2);

/*
 * Getting an option that says SOCKFAM_OPTION_ASK: `question` is text of the option's struct, of which any field may be
 * left out: "239.1.1.1,10.0.0.1" for IP_MSFILTER. get asks with an empty question. Options that do not ask take none
 * but an empty one (VALUE).
 */
SOCKFAM_API int sockfam_socket_ask_option(const struct sockfam_socket *s, const char *name, const char *question,
                                          size_t question_size, char *text, size_t size, size_t *need,
                                          struct sockfam_error *error);

/* ------------------------------------------------------------------ structs in options and messages */

/*
 * One field of an option that is a struct: sockfam_socket_get_option_field(s, "TCP_INFO", "rtt", &value, ..). Fetches
 * the option each time; for several fields of one moment there are sockfam_socket_getsockopt() and
 * sockfam_struct_get().
 */
SOCKFAM_API int sockfam_socket_get_option_field(const struct sockfam_socket *s, const char *name, const char *field,
                                                struct sockfam_value *value, char *scratch, size_t size,
                                                struct sockfam_error *error);

/* The format of an option or message of kind STRUCT, for what follows. NULL: the row is of another kind. */
SOCKFAM_API const struct sockfam_format *sockfam_option_format(const struct sockfam_context *ctx,
                                                               const struct sockfam_option_row *row);

/*
 * A struct's bytes from text and back, as in addresses but without a scheme, and one field by its name as
 * sockfam_address_get() gives it. Bytes may be fewer than the struct has, if its format allows (an older kernel's
 * answer); bytes that are not such a struct are kind VALUE. `room`, `need` and `scratch` as for addresses; nothing is
 * larger than SOCKFAM_STRUCT_MAX bytes or SOCKFAM_STRUCT_TEXT_MAX characters.
 */
SOCKFAM_API int sockfam_struct_parse(const struct sockfam_context *ctx, const struct sockfam_format *format,
                                     const char *text, size_t size, unsigned flags, void *bytes, size_t room,
                                     size_t *length, struct sockfam_error *error);
SOCKFAM_API int sockfam_struct_print(const struct sockfam_context *ctx, const struct sockfam_format *format,
                                     const void *bytes, size_t size, unsigned flags, char *text, size_t room,
                                     size_t *need, struct sockfam_error *error);
SOCKFAM_API int sockfam_struct_get(const struct sockfam_context *ctx, const struct sockfam_format *format,
                                   const void *bytes, size_t size, const char *name, unsigned flags,
                                   struct sockfam_value *value, char *scratch, size_t room,
                                   struct sockfam_error *error);

#define SOCKFAM_STRUCT_TEXT_MAX 8192 /* bytes of the text of any struct, NUL included */

/* ------------------------------------------------------------------ what drivers describe */

/* "U32" for SOCKFAM_OPTION_U32, as rows spell it; NULL: unknown. */
SOCKFAM_API const char *sockfam_option_kind_name(uint32_t kind);

enum sockfam_option_record { SOCKFAM_OPTIONS = 7, SOCKFAM_MESSAGES = 8 };

/*
 * The rows of a family's record, one by one: 0 and NULL where it has none (`family` may be NULL), NULL beyond the last.
 */
SOCKFAM_API size_t sockfam_family_option_count(const struct sockfam_family *family, enum sockfam_option_record record);
SOCKFAM_API const struct sockfam_option_row *sockfam_family_option_at(const struct sockfam_family *family,
                                                                      enum sockfam_option_record record, size_t index);

/* By name, in the order that sockfam_socket_set_option() says; `family` may be NULL. NULL: no driver has it. */
SOCKFAM_API const struct sockfam_option_row *sockfam_option_find(const struct sockfam_context *ctx,
                                                                 const struct sockfam_family *family,
                                                                 enum sockfam_option_record record, const char *name)
    SOCKFAM_NONNULL(1, 4);

/* By level and number, in the family's driver and those of no family. */
SOCKFAM_API const struct sockfam_option_row *sockfam_option_by_number(const struct sockfam_context *ctx,
                                                                      const struct sockfam_family *family,
                                                                      enum sockfam_option_record record, int32_t level,
                                                                      int32_t number) SOCKFAM_NONNULL(1);

#ifdef __cplusplus
}
#endif

#endif
