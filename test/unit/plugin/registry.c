/* SPDX-License-Identifier: MIT */
/*
 * Drivers against each other: each kind of conflict names both and leaves nothing behind; and every way to find things.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/context/open.h"
#include "core/registry/registry.h"
#include "unit/plugin/tables.h"
#include "support/constants.h"

static struct sockfam_context *ctx;

static int open_empty(void **state)
{
    (void)state;
    ctx = sf_context_new(&sf_sys_default);
    return ctx ? 0 : -1;
}

static int close_it(void **state)
{
    (void)state;
    sockfam_context_close(ctx);
    return 0;
}

static int add(const struct tables *tables, struct sockfam_error *error)
{
    struct sf_driver *driver = NULL;
    char source[32];
    snprintf(source, sizeof(source), "%s.so", tables->head.name);
    int result = tables_driver(tables, source, &driver, error);
    if (result == 0)
        result = sf_registry_add(ctx, driver, error);
    if (result < 0)
        sf_driver_free(driver);
    return result;
}

static void add_well(const struct tables *tables)
{
    struct sockfam_error error = { 0 };
    if (add(tables, &error) < 0)
        fail_msg("%s", error.message);
}

/* ------------------------------------------------------------------ conflicts */

#define CONFLICTS(X)                                                                                                   \
    X(same_name, "both have that name", strcpy(t->head.name, "one"), t->head.af = 0, t->protocol_count = 0)        \
    X(same_format, "both have the format \"one\"", strcpy(t->formats[0].name, "one"),                                  \
      strcpy(t->fields[0].format, "one"), strcpy(t->fields[1].format, "one"), strcpy(t->protocols[0].format, "one"))   \
    X(same_lead, "formats \"one\" and \"two\" both have the lead '9'", strcpy(t->formats[0].lead, "89"))               \
    X(same_route, "both have protocol 0 of family number 71", t->head.af = 71)                                     \
    X(other_number, "constant SAME is 6 and 5", tables_add_constant(t, "SAME", 6, NULL, 0))                            \
    X(other_kind, "constant SAME is \"5\" and 5", tables_add_constant(t, "SAME", 0, NULL, 0),                          \
      t->constants[t->constant_count - 1].kind = SOCKFAM_CONSTANT_STRING,                                              \
      t->constants[t->constant_count - 1].value = tables_add_text(t, "5"))

#define ALTER(name, message, ...)                                                                                      \
    static void alter_##name(struct tables *t)                                                                         \
    {                                                                                                                  \
        (void)(__VA_ARGS__);                                                                                           \
    }
CONFLICTS(ALTER)

struct conflict {
    const char *message;
    void (*alter)(struct tables *tables);
};

static void add_first(void)
{
    struct tables tables;
    tables_init(&tables, "one", 71);
    tables_add_constant(&tables, "SAME", 5, NULL, 0);
    tables_add_constant(&tables, "OTHER", 7, NULL, 0);
    strcpy(tables.formats[0].lead, "9");
    add_well(&tables);
}

static void conflict_names_both_and_registers_nothing(void **state)
{
    const struct conflict *conflict = *state;
    struct tables tables;
    struct sockfam_error error = { 0 };
    add_first();
    tables_init(&tables, "two", 72);
    tables_add_constant(&tables, "FRESH", 1, NULL, 0);
    conflict->alter(&tables);
    assert_int_equal(add(&tables, &error), -EEXIST);
    assert_int_equal(error.stage, SOCKFAM_STAGE_COMMIT);
    assert_non_null(strstr(error.message, "\"one\" (one.so)"));
    if (!strstr(error.message, conflict->message))
        fail_msg("message is: %s", error.message);
    sf_registry_finish(ctx->registry);
    assert_int_equal(sockfam_family_count(ctx), 1);
    assert_null(sockfam_format_find(ctx, "two"));
    assert_null(sockfam_format_by_number(ctx, 72, 0));
    assert_null(sockfam_constant_find(ctx, "FRESH"));
    assert_null(ctx->lead['8']);
    assert_string_equal(ctx->lead['9']->format.name, "one");
}

static void same_constant_is_no_conflict_and_the_first_driver_by_name_has_it(void **state)
{
    struct tables tables;
    (void)state;
    add_first();
    tables_init(&tables, "a", 72);
    tables_add_constant(&tables, "SAME", 5, NULL, 0);
    add_well(&tables);
    assert_string_equal(sockfam_constant_find(ctx, "SAME")->family->name, "a");
}

static void windows_driver_may_share_a_number(void **state)
{
    struct tables tables;
    (void)state;
    add_first();
    tables_init(&tables, "two", 71);
    tables.head.on = SOCKFAM_ON_WINDOWS;
    add_well(&tables);
    sf_registry_finish(ctx->registry);
    assert_string_equal(sockfam_format_by_number(ctx, 71, 0)->name, "one");
}

/* ------------------------------------------------------------------ lookups */

static void exact_protocol_wins_over_any(void **state)
{
    struct tables tables;
    (void)state;
    add_first();
    tables_init(&tables, "two", 71);
    tables.protocols[0].protocol = SOCKFAM_ANY;
    add_well(&tables);
    sf_registry_finish(ctx->registry);
    assert_string_equal(sockfam_format_by_number(ctx, 71, 0)->name, "one");
    assert_string_equal(sockfam_format_by_number(ctx, 71, 5)->name, "two");
    assert_null(sockfam_format_by_number(ctx, 70, 0));
    assert_null(sockfam_format_by_number(ctx, 0, 0));
}

static void driver_without_protocols_is_found_by_its_number(void **state)
{
    struct tables tables;
    (void)state;
    tables_init(&tables, "one", 71);
    tables.protocol_count = 0;
    add_well(&tables);
    sf_registry_finish(ctx->registry);
    assert_string_equal(sockfam_format_by_number(ctx, 71, 3)->name, "one");
}

static void families_come_in_name_order(void **state)
{
    const char *const names[] = { "mid", "z", "a" };
    struct tables tables;
    (void)state;
    for (uint16_t i = 0; i < 3; i++) {
        tables_init(&tables, names[i], (uint16_t)(71 + i));
        add_well(&tables);
    }
    assert_int_equal(sf_registry_add_unusable(ctx->registry, "b", "b.so", SOCKFAM_STATE_DISABLED, NULL), 0);
    sf_registry_finish(ctx->registry);
    assert_string_equal(sockfam_family_at(ctx, 0)->name, "a");
    assert_string_equal(sockfam_family_at(ctx, 1)->name, "b");
    assert_string_equal(sockfam_family_at(ctx, 3)->name, "z");
    assert_null(sockfam_family_at(ctx, 4));
    assert_string_equal(sockfam_family_find(ctx, "mid")->plugin, "mid.so");
    assert_null(sockfam_family_find(ctx, "c"));
    assert_int_equal(sockfam_family_state(ctx, sockfam_family_find(ctx, "b")), SOCKFAM_STATE_DISABLED);
}

static void add_constants(void)
{
    struct tables tables;
    tables_init(&tables, "one", 71);
    tables_add_constant(&tables, "B_TWO", 2, NULL, 0);
    tables_add_constant(&tables, "A_ONE", -1, NULL, 0);
    tables_add_constant(&tables, "B_ONE", -1, NULL, 0);
    add_well(&tables);
    tables_init(&tables, "two", 72);
    tables_add_constant(&tables, "B_ONE", -1, NULL, 0);
    tables_add_constant(&tables, "C", 2, NULL, 0);
    tables_add_constant(&tables, "TEXT", 0, NULL, 0);
    tables.constants[2].kind = SOCKFAM_CONSTANT_STRING;
    tables.constants[2].value = tables_add_text(&tables, "text");
    add_well(&tables);
    sf_registry_finish(ctx->registry);
}

/* "NAME/driver " for each constant that a query finds. */
static const char *found(const struct sockfam_constant_query *query)
{
    static char text[256];
    const struct constants all = constants_of(ctx, query);
    text[0] = '\0';
    for (size_t i = 0; i < all.count; i++) {
        size_t at = strlen(text);
        snprintf(text + at, sizeof(text) - at, "%s/%s ", all.list[i]->name, all.list[i]->family->name);
    }
    return text;
}

static void constants_are_found_by_family_prefix_and_value(void **state)
{
    const int64_t minus = -1, zero = 0;
    (void)state;
    add_constants();
    assert_string_equal(found(NULL), "A_ONE/one B_ONE/one B_ONE/two B_TWO/one C/two TEXT/two ");
    assert_string_equal(found(&(struct sockfam_constant_query){ .prefix = "B_" }), "B_ONE/one B_ONE/two B_TWO/one ");
    assert_string_equal(found(&(struct sockfam_constant_query){ .family = "one" }), "A_ONE/one B_ONE/one B_TWO/one ");
    assert_string_equal(found(&(struct sockfam_constant_query){ .value = &minus }), "A_ONE/one B_ONE/one B_ONE/two ");
    assert_string_equal(found(&(struct sockfam_constant_query){ .value = &zero }), "");
    assert_string_equal(found(&(struct sockfam_constant_query){ .family = "two", .prefix = "B", .value = &minus }),
                        "B_ONE/two ");
    assert_string_equal(found(&(struct sockfam_constant_query){ .family = "three" }), "");
    assert_string_equal(found(&(struct sockfam_constant_query){ .prefix = "B_ONE_" }), "");
}

static void constant_that_stands_twice_is_refused_and_nothing_registered(void **state)
{
    struct tables tables;
    struct sf_driver *driver = NULL;
    struct sockfam_error error = { 0 };
    (void)state;
    tables_init(&tables, "one", 71);
    tables_add_constant(&tables, "A", 1, NULL, 0);
    tables_add_constant(&tables, "B", 2, NULL, 0);
    tables_add_constant(&tables, "A", 1, NULL, 0);
    assert_int_equal(tables_driver(&tables, "one.so", &driver, NULL), 0);
    assert_int_equal(sf_registry_add(ctx, driver, &error), -ENOEXEC);
    assert_int_equal(error.stage, SOCKFAM_STAGE_GATE);
    assert_string_equal(error.message, "constant A appears twice, as rows 1 and 3");
    assert_null(sockfam_constant_find(ctx, "A"));
    assert_null(sockfam_constant_find(ctx, "B"));
    assert_null(sockfam_format_find(ctx, "one"));
    sf_driver_free(driver);
}

static void constants_are_found_by_full_name(void **state)
{
    (void)state;
    add_constants();
    assert_int_equal(sockfam_constant_find(ctx, "A_ONE")->value, -1);
    assert_string_equal(sockfam_constant_find(ctx, "TEXT")->text, "text");
    assert_null(sockfam_constant_find(ctx, "a_one"));
    assert_null(sockfam_constant_find(ctx, ""));
}

static void empty_context_answers_nothing(void **state)
{
    (void)state;
    sf_registry_finish(ctx->registry);
    assert_int_equal(sockfam_family_count(ctx), 0);
    assert_null(sockfam_family_find(ctx, "x"));
    assert_null(sockfam_format_find(ctx, "x"));
    assert_null(sockfam_format_by_number(ctx, 1, 0));
    assert_null(sockfam_constant_find(ctx, "X"));
    assert_string_equal(found(NULL), "");
    assert_null(sockfam_problem_at(ctx, 0));
}

#define CONFLICT_TEST(name, message, ...)                                                                              \
    { #name, conflict_names_both_and_registers_nothing, open_empty, close_it,                                          \
      &(struct conflict){ message, alter_##name } },
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_empty, close_it)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CONFLICTS(CONFLICT_TEST) TEST(same_constant_is_no_conflict_and_the_first_driver_by_name_has_it),
        TEST(windows_driver_may_share_a_number),
        TEST(exact_protocol_wins_over_any),
        TEST(driver_without_protocols_is_found_by_its_number),
        TEST(families_come_in_name_order),
        TEST(constants_are_found_by_family_prefix_and_value),
        TEST(constant_that_stands_twice_is_refused_and_nothing_registered),
        TEST(constants_are_found_by_full_name),
        TEST(empty_context_answers_nothing),
    };
    return cmocka_run_group_tests_name("registry", tests, NULL, NULL);
}
