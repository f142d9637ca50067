/* SPDX-License-Identifier: MIT */
/*
 * sockfam's and the kernel's view of addresses, for scripts: answers requests on standard input, which is a socket of
 * type SOCK_SEQPACKET. A request is one line of words; some come with a descriptor (SCM_RIGHTS). An answer is lines,
 * the first one `ok` or `error MESSAGE`.
 *
 *     encode FORMAT VALUE..       Python's tuple to a sockaddr               ok, HEX
 *     parse TEXT                  likewise from text                         ok, HEX
 *     decode FORMAT HEX RECEIVED  what a kernel gave, taken apart            ok, format or raw, canonical text,
 *                                 display text, values in one line
 *     fields FORMAT HEX           every field by name                        ok, NAME VALUE ..
 *     bind HEX, connect HEX       on the descriptor                          ok
 *     name, peer                  of the descriptor: getsockname(2), ..      ok, HEX, RECEIVED
 *
 * A value is u:NUMBER, s:NUMBER, t:HEX (text) or b:HEX (bytes). `decode` checks the laws as well: each shape of the
 * address, read again, gives the same bytes; a law that does not hold is an error.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <sockfam/sockfam.h>

#define WORDS_MAX 16
#define LINE_MAX_SIZE 4096

struct request {
    char *words[WORDS_MAX];
    int count;
    int fd; /* -1: none came along */
};

struct answer {
    char text[LINE_MAX_SIZE];
    size_t length;
};

static struct sockfam_context *ctx;

static void put(struct answer *answer, const char *form, ...)
{
    va_list arguments;
    va_start(arguments, form);
    size_t room = sizeof(answer->text) - answer->length;
    int length = vsnprintf(answer->text + answer->length, room, form, arguments);
    va_end(arguments);
    if (length > 0)
        answer->length += (size_t)length < room ? (size_t)length : room - 1;
}

static void put_hex(struct answer *answer, const void *data, size_t size)
{
    const unsigned char *bytes = data;
    for (size_t i = 0; i < size; i++)
        put(answer, "%02x", bytes[i]);
}

static void fail(struct answer *answer, const char *what, const char *why)
{
    answer->length = 0;
    put(answer, "error %s: %s", what, why);
}

/* Bytes of hexadecimal text, as many as `bytes` has room for. */
static size_t take_hex(const char *text, unsigned char *bytes, size_t size)
{
    size_t count = 0;
    unsigned byte = 0;
    for (; count < size && sscanf(text + 2 * count, "%2x", &byte) == 1; count++)
        bytes[count] = (unsigned char)byte;
    return count;
}

static struct sockfam_value take_value(const char *word, unsigned char room[256])
{
    const char *text = word + 2;
    if (word[0] == 'u')
        return sockfam_value_uint(strtoull(text, NULL, 10));
    if (word[0] == 's')
        return sockfam_value_sint(strtoll(text, NULL, 10));
    size_t size = take_hex(text, room, 256);
    return word[0] == 't' ? sockfam_value_text((const char *)room, size) : sockfam_value_bytes(room, size);
}

static void put_value(struct answer *answer, const struct sockfam_value *value)
{
    if (value->kind == SOCKFAM_VALUE_UINT)
        put(answer, "u:%" PRIu64, value->u);
    else if (value->kind == SOCKFAM_VALUE_SINT)
        put(answer, "s:%" PRId64, value->s);
    else {
        put(answer, value->kind == SOCKFAM_VALUE_TEXT ? "t:" : "b:");
        put_hex(answer, value->span.data, value->span.size);
    }
}

/* ------------------------------------------------------------------ addresses */

static void put_address(struct answer *answer, const struct sockfam_address *address)
{
    put(answer, "ok\n");
    put_hex(answer, address->bytes, address->length);
}

static void encode(const struct request *request, struct answer *answer)
{
    static unsigned char rooms[WORDS_MAX][256];
    struct sockfam_value values[WORDS_MAX];
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    size_t count = 0;
    for (int i = 2; i < request->count; i++, count++)
        values[count] = take_value(request->words[i], rooms[count]);
    const struct sockfam_format *format = sockfam_format_find(ctx, request->words[1]);
    if (!format)
        fail(answer, "encode", "no such format");
    else if (sockfam_address_from_values(ctx, format, values, count, 0, &address, &error) < 0)
        fail(answer, "encode", error.message);
    else
        put_address(answer, &address);
}

static void parse(const struct request *request, struct answer *answer)
{
    struct sockfam_address address;
    struct sockfam_error error = { 0 };
    if (sockfam_address_parse(ctx, request->words[1], strlen(request->words[1]), 0, &address, &error) < 0)
        fail(answer, "parse", error.message);
    else
        put_address(answer, &address);
}

static int same(const struct sockfam_address *one, const struct sockfam_address *other)
{
    return one->format == other->format && one->length == other->length &&
           memcmp(one->bytes, other->bytes, one->length) == 0;
}

/* The text in one of its two outputs, read again; NULL if all is well. */
static const char *check_text(const struct sockfam_address *address, unsigned flags, char text[SOCKFAM_TEXT_MAX])
{
    struct sockfam_address again;
    if (sockfam_address_print(ctx, address, flags, text, SOCKFAM_TEXT_MAX, NULL, NULL) < 0)
        return "it has no text";
    if (sockfam_address_parse(ctx, text, strlen(text), 0, &again, NULL) < 0)
        return "its text is not understood";
    return same(address, &again) ? NULL : "its text means something else";
}

static const char *check_json(const struct sockfam_address *address)
{
    char json[2 * SOCKFAM_TEXT_MAX];
    struct sockfam_address again;
    if (sockfam_address_to_json(ctx, address, 0, json, sizeof(json), NULL, NULL) < 0)
        return "it has no JSON";
    if (sockfam_address_from_json(ctx, json, strlen(json), 0, &again, NULL) < 0)
        return "its JSON is not understood";
    return same(address, &again) ? NULL : "its JSON means something else";
}

static void put_values(struct answer *answer, const struct sockfam_address *address)
{
    SOCKFAM_VALUES(values);
    if (sockfam_address_to_values(ctx, address, 0, &values, NULL) < 0)
        return;
    for (size_t i = 0; i < values.count; i++) {
        put(answer, i ? " " : "");
        put_value(answer, &values.value[i]);
    }
}

static int take_address(const struct request *request, size_t received, struct sockfam_address *address)
{
    unsigned char bytes[SOCKFAM_ADDRESS_MAX];
    size_t size = take_hex(request->words[2], bytes, sizeof(bytes));
    return sockfam_address_from_bytes(ctx, sockfam_format_find(ctx, request->words[1]), bytes, size,
                                      received ? received : size, address, NULL);
}

static void decode(const struct request *request, struct answer *answer)
{
    struct sockfam_address address;
    char canonical[SOCKFAM_TEXT_MAX] = "";
    char display[SOCKFAM_TEXT_MAX] = "";
    if (take_address(request, strtoul(request->words[3], NULL, 10), &address) < 0) {
        fail(answer, "decode", "too long");
        return;
    }
    const char *broken = check_text(&address, 0, canonical);
    if (!broken)
        broken = check_text(&address, SOCKFAM_DISPLAY, display);
    if (!broken)
        broken = check_json(&address);
    if (broken) {
        fail(answer, canonical, broken);
        return;
    }
    put(answer, "ok\n%s\n%s\n%s\n", address.format ? address.format->name : "raw", canonical, display);
    put_values(answer, &address);
}

static void fields(const struct request *request, struct answer *answer)
{
    struct sockfam_address address;
    SOCKFAM_VALUES(values);
    if (take_address(request, 0, &address) < 0 ||
        sockfam_address_to_values(ctx, &address, SOCKFAM_ALL_FIELDS | SOCKFAM_NO_LOOKUP, &values, NULL) < 0) {
        fail(answer, "fields", "the bytes are not of this format");
        return;
    }
    put(answer, "ok");
    for (size_t i = 0; i < values.count; i++) {
        put(answer, "\n%s ", values.field[i]->name);
        put_value(answer, &values.value[i]);
    }
}

/* ------------------------------------------------------------------ the kernel */

static void use(const struct request *request, struct answer *answer)
{
    union {
        struct sockaddr any;
        unsigned char bytes[256];
    } address;
    socklen_t size = (socklen_t)take_hex(request->words[1], address.bytes, sizeof(address.bytes));
    int (*call)(int, const struct sockaddr *, socklen_t) = strcmp(request->words[0], "bind") == 0 ? bind : connect;
    if (call(request->fd, &address.any, size) < 0)
        fail(answer, request->words[0], strerror(errno));
    else
        put(answer, "ok");
}

static void ask(const struct request *request, struct answer *answer)
{
    union {
        struct sockaddr any;
        unsigned char bytes[256];
    } address = { .bytes = { 0 } };
    socklen_t size = sizeof(address);
    int (*call)(int, struct sockaddr *, socklen_t *) =
        strcmp(request->words[0], "name") == 0 ? getsockname : getpeername;
    if (call(request->fd, &address.any, &size) < 0) {
        fail(answer, request->words[0], strerror(errno));
        return;
    }
    put(answer, "ok\n");
    put_hex(answer, address.bytes, size < sizeof(address) ? size : sizeof(address));
    put(answer, "\n%u", (unsigned)size);
}

/* ------------------------------------------------------------------ requests */

static const struct {
    const char *name;
    int words; /* at least */
    void (*function)(const struct request *, struct answer *);
} commands[] = {
    { "encode", 2, encode }, { "parse", 2, parse }, { "decode", 4, decode }, { "fields", 3, fields },
    { "bind", 2, use },      { "connect", 2, use }, { "name", 1, ask },      { "peer", 1, ask },
};

static void respond(const struct request *request, struct answer *answer)
{
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
        if (request->count >= commands[i].words && strcmp(commands[i].name, request->words[0]) == 0) {
            commands[i].function(request, answer);
            return;
        }
    fail(answer, "request", "not understood");
}

static void split(char *line, struct request *request)
{
    request->count = 0;
    for (char *word = strtok(line, " \n"); word && request->count < WORDS_MAX; word = strtok(NULL, " \n"))
        request->words[request->count++] = word;
}

/* The next request: its line and perhaps a descriptor; bytes received, 0 at the end. */
static ptrdiff_t receive(char *line, size_t size, int *fd)
{
    union {
        struct cmsghdr header;
        unsigned char bytes[CMSG_SPACE(sizeof(int))];
    } control;
    struct iovec buffer = { .iov_base = line, .iov_len = size };
    struct msghdr message = {
        .msg_iov = &buffer, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof(control)
    };
    ssize_t length = recvmsg(STDIN_FILENO, &message, MSG_CMSG_CLOEXEC);
    struct cmsghdr *item = length > 0 ? CMSG_FIRSTHDR(&message) : NULL;
    *fd = -1;
    if (item && item->cmsg_level == SOL_SOCKET && item->cmsg_type == SCM_RIGHTS)
        memcpy(fd, CMSG_DATA(item), sizeof(*fd));
    return length;
}

int main(void)
{
    struct sockfam_error error = { 0 };
    char line[LINE_MAX_SIZE];
    struct request request;
    if (sockfam_context_open(&ctx, NULL, &error) < 0) {
        fprintf(stderr, "agent: %s\n", error.message);
        return 1;
    }
    for (ptrdiff_t length; (length = receive(line, sizeof(line) - 1, &request.fd)) > 0;) {
        struct answer answer = { .length = 0 };
        line[length] = '\0';
        split(line, &request);
        respond(&request, &answer);
        if (request.fd >= 0)
            close(request.fd);
        if (send(STDIN_FILENO, answer.text, answer.length, MSG_NOSIGNAL) < 0)
            break;
    }
    sockfam_context_close(ctx);
    return 0;
}
