/* SPDX-License-Identifier: MIT */
/*
 * A million random addresses of every format, each through canonical and display text, JSON and values and back, with
 * no difference. The work is shared by as many processes as there are processors. Fewer under a sanitizer, or as
 * SOCKFAM_RANDOM says; SOCKFAM_SEED begins elsewhere.
 */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "suite.h"

#define LAYOUTS_MAX 128
#define FORMATS_MAX 64
#define WORKERS_MAX 8

struct sockfam_context *suite_ctx;

static struct layout layouts[LAYOUTS_MAX];
static size_t layout_count;

static bool differs(const struct sockfam_address *a, const struct sockfam_address *b)
{
    return a->format != b->format || a->length != b->length || memcmp(a->bytes, b->bytes, a->length) != 0;
}

static bool text_fails(const struct sockfam_address *address, unsigned flags)
{
    char text[SOCKFAM_TEXT_MAX];
    struct sockfam_address back;
    size_t need;
    return sockfam_address_print(suite_ctx, address, flags, text, sizeof(text), &need, NULL) < 0 ||
           sockfam_address_parse(suite_ctx, text, need - 1, SOCKFAM_NO_LOOKUP, &back, NULL) < 0 ||
           differs(address, &back);
}

static bool json_fails(const struct sockfam_address *address)
{
    char json[4096];
    struct sockfam_address back;
    size_t need;
    return sockfam_address_to_json(suite_ctx, address, SOCKFAM_NO_LOOKUP, json, sizeof(json), &need, NULL) < 0 ||
           sockfam_address_from_json(suite_ctx, json, need - 1, SOCKFAM_NO_LOOKUP, &back, NULL) < 0 ||
           differs(address, &back);
}

/* The values that decoding gives, and what they become; fields beyond the tuple are cleared first. */
static bool values_fail(struct model *model)
{
    uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    struct sockfam_address address, back;
    SOCKFAM_VALUES(values);
    model_without_extra(model);
    size_t length = model_bytes(model, bytes);
    return sockfam_address_from_bytes(suite_ctx, model->layout->format, bytes, length, length, &address, NULL) < 0 ||
           sockfam_address_to_values(suite_ctx, &address, SOCKFAM_NO_LOOKUP, &values, NULL) < 0 ||
           sockfam_address_from_values(suite_ctx, model->layout->format, values.value, values.count, SOCKFAM_NO_LOOKUP,
                                       &back, NULL) < 0 ||
           differs(&address, &back) || back.length != length || memcmp(back.bytes, bytes, length) != 0;
}

/* NULL, or which shape loses something. */
static const char *lost_in(struct model *model)
{
    uint8_t bytes[SOCKFAM_ADDRESS_MAX];
    struct sockfam_address address;
    size_t length = model_bytes(model, bytes);
    if (sockfam_address_from_bytes(suite_ctx, model->layout->format, bytes, length, length, &address, NULL) < 0 ||
        address.format != model->layout->format || address.length != length ||
        memcmp(address.bytes, bytes, length) != 0)
        return "bytes";
    if (text_fails(&address, 0))
        return "canonical text";
    if (text_fails(&address, SOCKFAM_DISPLAY | SOCKFAM_NO_LOOKUP))
        return "display text";
    if (json_fails(&address))
        return "JSON";
    return values_fail(model) ? "values" : NULL;
}

/* One worker's share of a format: its layouts in turn. Exit status 0, or 1 after a message. */
static int work(const struct sockfam_format *format, unsigned worker, unsigned long times)
{
    struct random random = random_for(format->name);
    const struct layout *mine[LAYOUTS_MAX];
    size_t count = 0;
    random.state += worker;
    for (size_t i = 0; i < layout_count; i++)
        if (layouts[i].format == format)
            mine[count++] = &layouts[i];
    for (unsigned long i = 0; i < times; i++) {
        struct random before = random;
        struct model model;
        char text[4096];
        model_random(&model, mine[i % count], &random);
        const char *lost = lost_in(&model);
        if (!lost)
            continue;
        model_text(&model, STYLE_CANONICAL, &random, text);
        printf("FAIL: %s is lost in %s (state 0x%llx)\n", text, lost, (unsigned long long)before.state);
        return 1;
    }
    return 0;
}

static void test_format(void **state)
{
    const struct sockfam_format *format = *state;
    unsigned long times = random_times(1000000, 20000);
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned workers = processors < 1 ? 1 : processors > WORKERS_MAX ? WORKERS_MAX : (unsigned)processors;
    pid_t pids[WORKERS_MAX];
    int failed = 0;
    fflush(NULL);
    for (unsigned i = 0; i < workers; i++) {
        pids[i] = fork();
        assert_true(pids[i] >= 0);
        if (pids[i] == 0) {
            int result = work(format, i, (times + workers - 1 - i) / workers);
            fflush(NULL);
            _exit(result);
        }
    }
    for (unsigned i = 0; i < workers; i++) {
        int status = 1;
        failed |= waitpid(pids[i], &status, 0) != pids[i] || status != 0;
    }
    print_message("%lu random addresses of %s, seed 0x%llx, %u processes\n", times, format->name,
                  (unsigned long long)random_for(format->name).state, workers);
    assert_int_equal(failed, 0);
}

int main(void)
{
    struct CMUnitTest tests[FORMATS_MAX];
    char names[FORMATS_MAX][64];
    size_t count = 0;
    struct sockfam_error error = { 0 };
    if (sockfam_context_open(&suite_ctx, SUITE_CONFIG, &error) < 0) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    layout_count = layouts_of(suite_ctx, layouts, LAYOUTS_MAX);
    for (size_t i = 0; i < layout_count && layout_count <= LAYOUTS_MAX && count < FORMATS_MAX; i++) {
        if (i > 0 && layouts[i].format == layouts[i - 1].format)
            continue;
        snprintf(names[count], sizeof(names[count]), "%s_random_addresses_survive", layouts[i].format->name);
        tests[count] =
            (struct CMUnitTest){ names[count], test_format, NULL, NULL, (void *)(uintptr_t)layouts[i].format };
        count++;
    }
    int failed = count ? _cmocka_run_group_tests(SUITE_NAME, tests, count, NULL, NULL) : 1;
    sockfam_context_close(suite_ctx);
    return failed != 0;
}
