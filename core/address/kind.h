/* SPDX-License-Identifier: MIT */
/*
 * A field kind is one object: what sizes and flags it allows, and how its values get in and out. Each has a file
 * kind_*.c, alone or with its relatives, and a line of the list in kind.c; nothing else asks of which kind a field is.
 * The few forms that parse.c and print.c handle in place are the kind's `usual`.
 */
#ifndef SF_ADDRESS_KIND_H
#define SF_ADDRESS_KIND_H

#include "core/address/call.h"

/* Forms that are read and printed in place, because nearly all addresses consist of them. */
enum sf_usual { SF_USUAL_NONE, SF_USUAL_NUMBER, SF_USUAL_INDEX, SF_USUAL_IPV4, SF_USUAL_IPV6 };

/* What is true of a kind. */
#define SF_KIND_INTEGER 0x001u  /* one integer of the field's size */
#define SF_KIND_SIGNED 0x002u
#define SF_KIND_NAMES 0x004u    /* what may stand there are names already, so no word set */
#define SF_KIND_VARIES 0x008u   /* a value may have fewer bytes than the field */
#define SF_KIND_LENGTH 0x010u   /* its length may lie at len_at */
#define SF_KIND_GREEDY 0x020u   /* the last value in text runs to its end, separators included */
#define SF_KIND_GROWS 0x040u    /* ends where the sockaddr does */
#define SF_KIND_COLONS 0x080u   /* its text has colons, one between two bytes */
#define SF_KIND_BRACKETS 0x100u /* in text it stands in [..], and may have a zone */
#define SF_KIND_BRACES 0x200u   /* in text it stands in {..} */
#define SF_KIND_EMPTY 0x400u    /* an empty text is a value */
#define SF_KIND_HOST 0x800u     /* an IP address, for which a host name may stand */

struct sf_kind {
    const char *name;    /* as rows spell it */
    uint32_t sizes;      /* bit N: it may have N bytes; 0: any number of them */
    uint32_t flags;      /* SOCKFAM_FIELD_* that mean something for it, besides those of all kinds */
    uint32_t traits;     /* SF_KIND_* */
    enum sf_usual usual;

    /* The most that a user may give where the row does not say: a number, or bytes. */
    uint64_t (*most)(const struct sockfam_field_row *row);

    /* The most bytes that a value's text takes. */
    size_t (*text_room)(const struct sf_op *op);

    /*
     * The text that stands for a value in the address syntax into the sockaddr: numbers, words, #index, @abstract, %XX.
     * Writes nothing unless all is right.
     */
    int (*read)(struct sf_call *call, const struct sf_op *op, struct sockfam_span text);

    /* A value as Python's tuple has it into the sockaddr. All checks are here. */
    int (*put)(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value);

    /* Back to a value. Text is made at *scratch, which moves on. */
    void (*get)(const struct sf_call *call, const struct sf_op *op, struct sockfam_value *value, char **scratch);

    /* Prints the value as text has it at `out`, which has text_room() bytes; returns the end. */
    char *(*print)(const struct sf_call *call, const struct sf_op *op, char *out);

    /* Bytes of a value in a canonical sockaddr, whatever its bytes say never beyond the field. NULL: always all. */
    size_t (*extent)(const struct sf_call *call, const struct sf_op *op);

    /* Whether the bytes behind a value are what they should be. NULL: there are none. */
    bool (*is_padded)(const struct sf_call *call, const struct sf_op *op);

    /* The canonical length that the value gives the sockaddr; 0: it has no say. NULL: never. */
    size_t (*length)(const struct sf_call *call, const struct sf_op *op);
};

#define SF_KINDS (SOCKFAM_KIND_ADDRESS + 1)

extern const struct sf_kind *const sf_kinds[SF_KINDS]; /* by enum sockfam_kind, NULL: unknown */

/* The object of enum sockfam_kind, NULL: unknown. */
static inline const struct sf_kind *sf_kind_of(uint32_t number)
{
    return number < SF_KINDS ? sf_kinds[number] : NULL;
}

extern const struct sf_kind sf_kind_uint, sf_kind_sint;                   /* kind_integer.c */
extern const struct sf_kind sf_kind_interface;                            /* kind_interface.c */
extern const struct sf_kind sf_kind_text, sf_kind_path;                   /* kind_text.c */
extern const struct sf_kind sf_kind_bytes, sf_kind_mac;                   /* kind_bytes.c */
extern const struct sf_kind sf_kind_bdaddr, sf_kind_guid;                 /* kind_identifier.c */
extern const struct sf_kind sf_kind_ipv4, sf_kind_ipv6;                   /* kind_ip.c */
extern const struct sf_kind sf_kind_address;                              /* kind_address.c */
extern const struct sf_kind sf_kind_list; /* kind_list.c: not a kind of rows, but what the flag LIST makes of one */

/* ------------------------------------------------------------------ what kinds share */

#define SF_PLAIN_MAX (SOCKFAM_STRUCT_MAX + 8) /* more than any field can hold; longer text is refused by its limit */

/*
 * core/address/escape.c: undoes %XX from `text` into `out` of SF_PLAIN_MAX bytes; the bytes made, or a negative errno.
 */
int sf_unescape(const struct sf_call *call, const struct sf_op *op, struct sockfam_span text, char *out);
/*
 * Prints the bytes from p up to `end` with what would read as syntax escaped; the value they are of begins at `begin`.
 */
char *sf_print_escaped(const struct sf_call *call, const struct sf_op *op, const char *begin, const char *p,
                       const char *end, char *out);

/* core/address/word.c: the constant of the field's set that text names, by its word or in full; NULL: none. */
const struct sockfam_constant *sf_word_find(const struct sf_op *op, struct sockfam_span text);
/* The first of the set that stands for a number. */
const struct sockfam_constant *sf_word_of_number(const struct sf_op *op, int64_t number);
char *sf_word_print(char *out, const struct sockfam_constant *word);
/* " or a word (ANY, HOST, ..)" of at most `size` bytes, for messages; "" without words. */
const char *sf_word_list(const struct sf_op *op, char *text, size_t size);
/* The most bytes of a word of the set. */
size_t sf_word_room(const struct sf_op *op);

/* kind_integer.c: stores a number within the field's range; `negative` counts it downwards. */
int sf_put_number(struct sf_call *call, const struct sf_op *op, uint64_t number, bool negative);
int sf_read_integer(struct sf_call *call, const struct sf_op *op, struct sockfam_span text);
int sf_put_integer(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value);

/* kind_interface.c: a name at `name` of IF_NAMESIZE bytes, or NULL: none, or not to be asked. */
const char *sf_interface_name(const struct sf_call *call, uint32_t index, char *name);
/* A name's index. Messages are about the interface or, with `is_zone`, the zone of an address. */
int sf_interface_index(struct sf_call *call, const struct sf_op *op, struct sockfam_span name, bool is_zone,
                       uint32_t *index);

/* kind_ip.c: an IPv6 address in brackets, with its zone. */
char *sf_print_bracketed(const struct sf_call *call, const struct sf_op *op, char *out);

int sf_wrong_kind(struct sf_call *call, const struct sf_op *op, const char *wanted);
int sf_too_long(struct sf_call *call, const struct sf_op *op, size_t size);
int sf_too_short(struct sf_call *call, const struct sf_op *op, size_t size);

/* What kinds whose values are bytes or text have in common: where they end, what stands behind them, their length. */
size_t sf_counted_extent(const struct sf_call *call, const struct sf_op *op); /* what len_at says, cut to the room */
size_t sf_field_room(const struct sf_call *call, const struct sf_op *op);     /* bytes it has in this sockaddr */
int sf_store_bytes(struct sf_call *call, const struct sf_op *op, const void *data, size_t size);
bool sf_is_filled(const struct sf_call *call, const struct sf_op *op);
size_t sf_tail_length(const struct sf_call *call, const struct sf_op *op);

/* ------------------------------------------------------------------ fields, whatever their kind */

/* How many of `unit` bytes len_at says there are, cut to those that have room. */
static inline size_t sf_counted(const struct sf_call *call, const struct sf_op *op, size_t unit)
{
    uint64_t count = sf_load_at((enum sf_store)op->len_store, call->bytes + op->len_at);
    size_t room = op->flags & SOCKFAM_FIELD_TAIL ? call->plan->longest - (size_t)op->at : op->size;
    return count < room / unit ? (size_t)count : room / unit;
}

static inline int sf_field_read(struct sf_call *call, const struct sf_op *op, struct sockfam_span text)
{
    call->at = text.data;
    return op->kind->read(call, op, text);
}

/* The position of errors is that of `call->at`. */
static inline int sf_field_put(struct sf_call *call, const struct sf_op *op, const struct sockfam_value *value)
{
    return op->kind->put(call, op, value);
}

/* Bytes of a value in a canonical sockaddr. */
static inline size_t sf_field_extent(const struct sf_call *call, const struct sf_op *op)
{
    return op->kind->extent ? op->kind->extent(call, op) : op->size;
}

/* Whether an OPT field holds what it does when it is left out. */
bool sf_field_is_default(const struct sf_call *call, const struct sf_op *op);

#endif
