/* SPDX-License-Identifier: MIT */
/* Times: seconds with a fraction, and struct linger, which is seconds or "off". */
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "core/option/kind.h"

/* "1.5" into seconds and nanoseconds. */
static int read_seconds(const struct sf_option_call *call, struct sockfam_span text, uint64_t *seconds,
                        uint32_t *nanoseconds)
{
    const char *end = text.data + text.size;
    const char *p = sf_read_decimal(text.data, end, seconds);
    uint32_t unit = 100000000;
    *nanoseconds = 0;
    if (p && p < end && *p == '.')
        for (p++; p < end && *p >= '0' && *p <= '9'; p++, unit /= 10)
            *nanoseconds += (uint32_t)(*p - '0') * unit;
    if (!p || p != end)
        return sf_option_bad_text(call, text, "a number of seconds, such as 1.5");
    return *seconds > INT32_MAX ? sf_option_too_large(call, "2147483647 seconds") : 0;
}

static void print_seconds(struct sf_option_text *out, int64_t seconds, uint64_t fraction, unsigned digits)
{
    char text[9];
    sf_option_add_signed(out, seconds);
    if (fraction == 0)
        return;
    for (unsigned i = digits; i > 0; i--, fraction /= 10)
        text[i - 1] = (char)('0' + fraction % 10);
    while (text[digits - 1] == '0')
        digits--;
    sf_option_add(out, ".", 1);
    sf_option_add(out, text, digits);
}

static int read_timeval(const struct sf_option_call *call, struct sockfam_span text)
{
    uint64_t seconds = 0;
    uint32_t nanoseconds = 0;
    int result = read_seconds(call, text, &seconds, &nanoseconds);
    const struct timeval time = { (time_t)seconds, (suseconds_t)(nanoseconds / 1000) };
    return result < 0 ? result : sf_option_put(call, &time, sizeof(time));
}

static bool print_timeval(struct sf_option_text *out, const uint8_t *bytes, size_t length)
{
    struct timeval time;
    memcpy(&time, bytes, length);
    print_seconds(out, time.tv_sec, (uint64_t)time.tv_usec % 1000000, 6);
    return true;
}

static int read_timespec(const struct sf_option_call *call, struct sockfam_span text)
{
    uint64_t seconds = 0;
    uint32_t nanoseconds = 0;
    int result = read_seconds(call, text, &seconds, &nanoseconds);
    const struct timespec time = { (time_t)seconds, (long)nanoseconds };
    return result < 0 ? result : sf_option_put(call, &time, sizeof(time));
}

static bool print_timespec(struct sf_option_text *out, const uint8_t *bytes, size_t length)
{
    struct timespec time;
    memcpy(&time, bytes, length);
    print_seconds(out, time.tv_sec, (uint64_t)time.tv_nsec % 1000000000, 9);
    return true;
}

static int read_linger(const struct sf_option_call *call, struct sockfam_span text)
{
    struct linger linger = { 0, 0 };
    uint64_t seconds = 0;
    const char *end = text.data + text.size;
    if (!sf_option_is_word(text, "off")) {
        if (sf_read_decimal(text.data, end, &seconds) != end)
            return sf_option_bad_text(call, text, "\"off\" or a number of seconds");
        if (seconds > INT32_MAX)
            return sf_option_too_large(call, "2147483647 seconds");
        linger = (struct linger){ 1, (int)seconds };
    }
    return sf_option_put(call, &linger, sizeof(linger));
}

static bool print_linger(struct sf_option_text *out, const uint8_t *bytes, size_t length)
{
    struct linger linger;
    memcpy(&linger, bytes, length);
    if (linger.l_onoff)
        sf_option_add_signed(out, linger.l_linger);
    else
        sf_option_add(out, "off", 3);
    return true;
}

const struct sf_option_kind sf_option_linger = {
    .name = "LINGER",
    .size = sizeof(struct linger),
    .read = read_linger,
    .print = print_linger,
};

const struct sf_option_kind sf_option_timeval = {
    .name = "TIMEVAL",
    .size = sizeof(struct timeval),
    .flags = SOCKFAM_OPTION_ARRAY,
    .read = read_timeval,
    .print = print_timeval,
};

const struct sf_option_kind sf_option_timespec = {
    .name = "TIMESPEC",
    .size = sizeof(struct timespec),
    .flags = SOCKFAM_OPTION_ARRAY,
    .read = read_timespec,
    .print = print_timespec,
};
