/* SPDX-License-Identifier: MIT */
/* What a driver says of itself: documented, found by every way that leads to it, its examples true. */
#include "suite.h"
#include "support/constants.h"

static const struct sockfam_family *usable(void **state)
{
    const struct sockfam_family *family = *state;
    if (family->state != SOCKFAM_STATE_READY && family->state != SOCKFAM_STATE_LOADED &&
        family->state != SOCKFAM_STATE_BUILTIN)
        fail_msg("%s cannot be used: %s", family->name, family->problem ? family->problem->message : "no reason");
    return family;
}

/* It comes from where this program's config says. */
static void test_state(void **state)
{
    const struct sockfam_family *family = usable(state);
    bool is_builtin = strcmp(family->plugin, "builtin") == 0;
    assert_int_equal(is_builtin, SUITE_IS_BUILTIN);
    assert_int_equal(family->state, is_builtin ? SOCKFAM_STATE_BUILTIN : SOCKFAM_STATE_READY);
}

static void want_text(const char *text, size_t size, const char *what)
{
    if (!text[0] || (size && !memchr(text, 0, size)))
        fail_msg("%s is not documented", what);
}

static void test_documented(void **state)
{
    const struct sockfam_family *family = usable(state);
    want_text(family->doc, 0, family->name);
    for (size_t i = 0; i < family->format_count; i++) {
        const struct sockfam_format *format = family->formats[i];
        for (size_t k = 0; k < format->variant_count; k++)
            want_text(sockfam_format_variant_at(format, k)->doc, sizeof(sockfam_format_variant_at(format, k)->doc),
                      sockfam_format_variant_at(format, k)->name);
        for (size_t k = 0; k < format->field_count; k++)
            want_text(sockfam_format_field_at(format, k)->doc, sizeof(sockfam_format_field_at(format, k)->doc),
                      sockfam_format_field_at(format, k)->name);
    }
    for (size_t i = 0; i < family->protocol_count; i++)
        want_text(sockfam_family_protocol_at(family, i)->doc, sizeof(sockfam_family_protocol_at(family, i)->doc),
                  sockfam_family_protocol_at(family, i)->name);
}

/* Whether the bytes have the row's length and family, and its tag. */
static bool is_of_row(const struct sockfam_address *address, const struct sockfam_format_row *row)
{
    uint8_t bytes[8] = { 0 };
    const struct sockfam_field_row *first = sockfam_format_field_at(address->format, 0);
    bool has_length = row->flags & SOCKFAM_FORMAT_LENGTH_BYTE;
    if (has_length ? address->bytes[0] != address->length || address->bytes[1] != row->af
                   : memcmp(address->bytes, &row->af, sizeof(row->af)) != 0)
        return false;
    if (address->length < row->min || !(row->flags & SOCKFAM_FORMAT_TAGGED))
        return address->length >= row->min;
    put_number(bytes, first->size, first, (uint64_t)row->tag);
    return memcmp(address->bytes + first->at, bytes, first->size) == 0;
}

/* An example needs no lookup, is of its format and layout, and survives its canonical text. */
static void check_example(const struct sockfam_format *format, const struct sockfam_format_row *row)
{
    char text[SOCKFAM_TEXT_MAX];
    struct sockfam_address address, again;
    struct sockfam_error error = { 0 };
    if (sockfam_address_parse(suite_ctx, row->example, strlen(row->example), SOCKFAM_NO_LOOKUP, &address, &error) < 0)
        fail_msg("the example %s: %s", row->example, error.message);
    assert_ptr_equal(address.format, format);
    assert_true(is_of_row(&address, row));
    assert_int_equal(sockfam_address_print(suite_ctx, &address, 0, text, sizeof(text), NULL, NULL), 0);
    assert_int_equal(sockfam_address_parse(suite_ctx, text, strlen(text), SOCKFAM_NO_LOOKUP, &again, NULL), 0);
    assert_int_equal(address.length, again.length);
    assert_memory_equal(address.bytes, again.bytes, address.length);
}

/* Whether a row holds on this system, or none of its format does. */
static bool is_here(const struct sockfam_format *format, size_t variant)
{
    bool any = false;
    for (size_t i = 0; i < format->variant_count; i++)
        any |= sockfam_context_holds(suite_ctx, sockfam_format_variant_at(format, i)->on);
    return !any || sockfam_context_holds(suite_ctx, sockfam_format_variant_at(format, variant)->on);
}

static void test_examples(void **state)
{
    const struct sockfam_family *family = usable(state);
    for (size_t i = 0; i < family->format_count; i++)
        for (size_t k = 0; k < family->formats[i]->variant_count; k++)
            if (is_here(family->formats[i], k))
                check_example(family->formats[i], sockfam_format_variant_at(family->formats[i], k));
}

/* Text without a scheme is taken by its first character. */
static void test_leads(void **state)
{
    const struct sockfam_family *family = usable(state);
    for (size_t i = 0; i < family->format_count; i++) {
        const struct sockfam_format_row *row = sockfam_format_variant_at(family->formats[i], 0);
        const char *body = row->example + strlen(row->name) + 1;
        struct sockfam_address whole, bare;
        if (!row->lead[0] || !strchr(row->lead, body[0]))
            continue;
        assert_int_equal(
            sockfam_address_parse(suite_ctx, row->example, strlen(row->example), SOCKFAM_NO_LOOKUP, &whole, NULL), 0);
        assert_int_equal(sockfam_address_parse(suite_ctx, body, strlen(body), SOCKFAM_NO_LOOKUP, &bare, NULL), 0);
        assert_ptr_equal(whole.format, bare.format);
        assert_memory_equal(whole.bytes, bare.bytes, whole.length);
    }
}

static void test_found(void **state)
{
    const struct sockfam_family *family = usable(state);
    assert_ptr_equal(sockfam_family_find(suite_ctx, family->name), family);
    for (size_t i = 0; i < family->format_count; i++) {
        const struct sockfam_format *format = family->formats[i];
        assert_ptr_equal(sockfam_format_find(suite_ctx, format->name), format);
        assert_ptr_equal(format->family, family);
    }
}

static void test_protocols(void **state)
{
    const struct sockfam_family *family = usable(state);
    for (size_t i = 0; i < family->protocol_count; i++) {
        const struct sockfam_protocol_row *row = sockfam_family_protocol_at(family, i);
        int32_t number = row->protocol == SOCKFAM_ANY ? 0x7ffffff1 : row->protocol;
        const struct sockfam_format *format = sockfam_format_by_number(suite_ctx, family->af, number);
        bool is_away = !sockfam_context_holds(suite_ctx, family->on);
        if (is_away || !sockfam_context_holds(suite_ctx, row->on) || row->format[0] == '\0') {
            assert_true(!format || !is_away || format->family != family); /* its number is another family's here */
            assert_true(!format || strcmp(format->name, row->format) != 0 || is_away);
            continue;
        }
        assert_non_null(format);
        assert_string_equal(format->name, row->format);
        assert_ptr_equal(format->family, family);
    }
}

/* Structs of options are found in their family, and are not addresses. */
static void test_structs(void **state)
{
    const struct sockfam_family *family = usable(state);
    for (size_t i = 0; i < family->format_count; i++) {
        const struct sockfam_format_row *row = sockfam_format_variant_at(family->formats[i], 0);
        assert_false(row->flags & SOCKFAM_FORMAT_STRUCT);
        assert_null(sockfam_family_struct(family, row->name));
    }
    if (strcmp(family->name, "odd") != 0)
        return;
    static const char *const names[] = { "oddgroup", "oddjoin" };
    for (size_t i = 0; i < 2; i++) {
        const struct sockfam_format *format = sockfam_family_struct(family, names[i]);
        assert_non_null(format);
        assert_string_equal(format->name, names[i]);
        assert_null(sockfam_format_find(suite_ctx, names[i]));
    }
}

/* Each constant by name, by value and by prefix. */
static void test_constants(void **state)
{
    const struct sockfam_family *family = usable(state);
    struct sockfam_constant_query query = { .family = family->name };
    const struct sockfam_constant *previous = NULL;
    const struct constants all = constants_of(suite_ctx, &query);
    for (size_t i = 0; i < all.count; i++) {
        const struct sockfam_constant *one = all.list[i];
        const struct sockfam_constant *found = sockfam_constant_find(suite_ctx, one->name);
        assert_non_null(found);
        assert_int_equal(found->value, one->value);
        assert_int_equal(found->kind, one->kind);
        assert_ptr_equal(one->family, family);
        if (previous)
            assert_true(strcmp(previous->name, one->name) < 0);
        previous = one;
        struct sockfam_constant_query narrow = { .family = family->name,
                                                 .prefix = one->name,
                                                 .value = one->text ? NULL : &one->value };
        assert_ptr_equal(constants_of(suite_ctx, &narrow).list[0], one);
    }
}

/* Behind each alias stands one usual name of its kind (AF_, PF_), with the same value. */
static void test_aliases(void **state)
{
    const struct sockfam_family *family = usable(state);
    const struct constants all = constants_of(suite_ctx, &(struct sockfam_constant_query){ .family = family->name });
    size_t aliases = 0;
    for (size_t i = 0; i < all.count; i++) {
        const struct sockfam_constant *one = all.list[i];
        if (!(one->flags & SOCKFAM_CONSTANT_ALIAS))
            continue;
        struct sockfam_constant_query same = { .family = family->name, .value = &one->value };
        char prefix[4] = "";
        size_t usual = 0;
        memcpy(prefix, one->name, 3);
        same.prefix = prefix;
        const struct constants others = constants_of(suite_ctx, &same);
        for (size_t k = 0; k < others.count; k++)
            usual += !(others.list[k]->flags & SOCKFAM_CONSTANT_ALIAS);
        assert_int_equal(usual, 1);
        aliases++;
    }
    size_t wanted = strcmp(family->name, "unix") == 0 ? 4 : strcmp(family->name, "netlink") == 0 ? 2 : 0;
    assert_int_equal(aliases, wanted);
}

const struct law laws_of_families[] = {
    { "comes_from_its_config", test_state },   { "is_documented", test_documented },
    { "examples_are_true", test_examples },    { "leads_stand_for_schemes", test_leads },
    { "names_are_found", test_found },         { "protocols_lead_to_formats", test_protocols },
    { "constants_are_found", test_constants }, { "structs_are_no_addresses", test_structs },
    { "aliases_have_a_usual_name", test_aliases },
    { NULL, NULL },
};
