/* SPDX-License-Identifier: MIT */
/*
 * Printing values: the text that value_read.c reads. Bytes of another size than the kind's are printed as
 * hexadecimal.
 */
#include <string.h>
#include <sys/time.h>

#include "core/address/ip.h"
#include "core/base/number.h"
#include "core/socket/value.h"

/* Text that counts on when its room is used up. */
struct printer {
    char *text;
    size_t size, used;
};

static void print(struct printer *printer, const char *text, size_t size)
{
    size_t room = printer->used < printer->size ? printer->size - printer->used : 0;
    if (size && room)
        memcpy(printer->text + printer->used, text, size < room ? size : room);
    printer->used += size;
}

static void print_number(struct printer *printer, uint64_t number)
{
    char digits[20];
    print(printer, digits, (size_t)(sf_print_decimal(digits, number) - digits));
}

static void print_signed(struct printer *printer, int64_t number)
{
    if (number < 0)
        print(printer, "-", 1);
    print_number(printer, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

static void print_hex(struct printer *printer, const uint8_t *bytes, size_t length)
{
    char digits[2];
    for (size_t i = 0; i < length; i++) {
        sf_print_bytes(digits, bytes + i, 1);
        print(printer, digits, 2);
    }
}

static void print_seconds(struct printer *printer, int64_t seconds, uint64_t fraction, unsigned digits)
{
    char text[9];
    print_signed(printer, seconds);
    if (fraction == 0)
        return;
    for (unsigned i = digits; i > 0; i--, fraction /= 10)
        text[i - 1] = (char)('0' + fraction % 10);
    while (text[digits - 1] == '0')
        digits--;
    print(printer, ".", 1);
    print(printer, text, digits);
}

static uint32_t load32(const uint8_t *bytes)
{
    uint32_t value;
    memcpy(&value, bytes, sizeof(value));
    return value;
}

static void print_list(struct printer *printer, const uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i + 4 <= length; i += 4) {
        if (i)
            print(printer, ",", 1);
        print_signed(printer, (int32_t)load32(bytes + i));
    }
}

static void print_packet(struct printer *printer, const uint8_t *bytes, bool is_short)
{
    char text[48];
    if (!is_short) {
        print(printer, text, (size_t)(sf_ipv6_print(text, bytes) - text));
        print(printer, ",", 1);
    }
    print(printer, "#", 1);
    print_number(printer, load32(is_short ? bytes : bytes + 16));
    for (int i = 0; is_short && i < 2; i++) {
        print(printer, ",", 1);
        print(printer, text, (size_t)(sf_ipv4_print(text, bytes + 4 + 4 * i) - text));
    }
}

static void print_struct(struct printer *printer, const struct sockfam_option_row *row, const uint8_t *bytes)
{
    struct linger linger;
    struct timeval micro;
    struct timespec nano;
    switch (row->kind) {
    case SOCKFAM_OPTION_LINGER:
        memcpy(&linger, bytes, sizeof(linger));
        if (linger.l_onoff)
            print_signed(printer, linger.l_linger);
        else
            print(printer, "off", 3);
        return;
    case SOCKFAM_OPTION_TIMEVAL:
        memcpy(&micro, bytes, sizeof(micro));
        print_seconds(printer, micro.tv_sec, (uint64_t)micro.tv_usec % 1000000, 6);
        return;
    default:
        memcpy(&nano, bytes, sizeof(nano));
        print_seconds(printer, nano.tv_sec, (uint64_t)nano.tv_nsec % 1000000000, 9);
    }
}

static void print_integer(struct printer *printer, const struct sockfam_option_row *row, const uint8_t *bytes)
{
    uint64_t u64;
    switch (row->kind) {
    case SOCKFAM_OPTION_U8:
        print_number(printer, bytes[0]);
        return;
    case SOCKFAM_OPTION_U64:
        memcpy(&u64, bytes, sizeof(u64));
        print_number(printer, u64);
        return;
    case SOCKFAM_OPTION_U32:
        print_number(printer, load32(bytes));
        return;
    default:
        print_signed(printer, (int32_t)load32(bytes));
    }
}

/* Bytes that a value of the kind has, 0: any number. */
static size_t kind_size(const struct sockfam_option_row *row)
{
    switch (row->kind) {
    case SOCKFAM_OPTION_LINGER:
        return sizeof(struct linger);
    case SOCKFAM_OPTION_TIMEVAL:
        return sizeof(struct timeval);
    case SOCKFAM_OPTION_TIMESPEC:
        return sizeof(struct timespec);
    case SOCKFAM_OPTION_CREDENTIALS:
    case SOCKFAM_OPTION_PACKET4:
        return 12;
    case SOCKFAM_OPTION_PACKET6:
        return 20;
    default:
        return sf_option_integer_size(row);
    }
}

static void print_row(struct printer *printer, const struct sockfam_option_row *row, const uint8_t *bytes,
                      size_t length)
{
    switch (row->kind) {
    case SOCKFAM_OPTION_TEXT:
        print(printer, (const char *)bytes, strnlen((const char *)bytes, length));
        return;
    case SOCKFAM_OPTION_BYTES:
        print_hex(printer, bytes, length);
        return;
    case SOCKFAM_OPTION_COUNTED:
        print_hex(printer, bytes + (length >= 4 ? 4 : 0), length >= 4 ? length - 4 : length);
        return;
    case SOCKFAM_OPTION_FDS:
    case SOCKFAM_OPTION_CREDENTIALS:
        print_list(printer, bytes, length);
        return;
    case SOCKFAM_OPTION_PACKET4:
    case SOCKFAM_OPTION_PACKET6:
        print_packet(printer, bytes, row->kind == SOCKFAM_OPTION_PACKET4);
        return;
    case SOCKFAM_OPTION_LINGER:
    case SOCKFAM_OPTION_TIMEVAL:
    case SOCKFAM_OPTION_TIMESPEC:
        print_struct(printer, row, bytes);
        return;
    default:
        print_integer(printer, row, bytes);
    }
}

size_t sf_option_print(const struct sockfam_option_row *row, const uint8_t *bytes, size_t length, char *text,
                       size_t size)
{
    struct printer printer = { text, size, 0 };
    size_t wanted = row ? kind_size(row) : 0;
    if (!row || (wanted && wanted != length))
        print_hex(&printer, bytes, length);
    else
        print_row(&printer, row, bytes, length);
    return printer.used;
}
