/* SPDX-License-Identifier: MIT */
/*
 * Walks all that an application can reach of the family "grow" of a config, and prints it. Compiled against the headers
 * of one minor and run on the library of another, it prints the same.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <sockfam/config.h>
#include <sockfam/option.h>
#include <sockfam/sockfam.h>

static void show_rows(const struct sockfam_family *family)
{
    const struct sockfam_format *format = family->formats[0];
    for (size_t i = 0; i < family->protocol_count; i++)
        printf("[%s] ", sockfam_family_protocol_at(family, i)->name);
    for (size_t i = 0; i < format->variant_count; i++)
        printf("[%s] ", sockfam_format_variant_at(format, i)->example);
    for (size_t i = 0; i < format->field_count; i++)
        printf("[%s] ", sockfam_format_field_at(format, i)->name);
    for (size_t i = 0; i < sockfam_family_option_count(family, SOCKFAM_OPTIONS); i++)
        printf("[%s] ", sockfam_family_option_at(family, SOCKFAM_OPTIONS, i)->name);
}

static void show_constants(const struct sockfam_context *ctx)
{
    const struct sockfam_constant_query query = { .family = "grow" };
    const struct sockfam_constant *const *list = NULL;
    size_t count = 0;
    if (sockfam_constant_list(ctx, &query, &list, &count, NULL) < 0)
        return;
    for (size_t i = 0; i < count; i++)
        printf("%s=%" PRId64 " ", list[i]->name, list[i]->value);
}

static int show_address(const struct sockfam_context *ctx, struct sockfam_error *error)
{
    char text[64];
    struct sockfam_address address;
    SOCKFAM_VALUES(values);
    if (sockfam_address_parse(ctx, "grow:1,2", 8, 0, &address, error) < 0 ||
        sockfam_address_print(ctx, &address, 0, text, sizeof(text), NULL, error) < 0 ||
        sockfam_address_to_values(ctx, &address, 0, &values, error) < 0)
        return -1;
    printf("%s %zu:%" PRIu64 " ", text, values.count, values.value[0].u);
    if (sockfam_address_parse(ctx, "grow:1,x", 8, 0, &address, error) == 0)
        return -1;
    printf("error at %u\n", error->offset);
    return 0;
}

int main(int argc, char **argv)
{
    struct sockfam_context *ctx = NULL;
    struct sockfam_error error;
    memset(&error, 0, sizeof(error));
    if (argc != 2 || sockfam_context_open(&ctx, argv[1], &error) < 0) {
        printf("cannot open: %s\n", error.message);
        return 1;
    }
    const struct sockfam_family *family = sockfam_family_find(ctx, "grow");
    if (!family || family->problem) {
        printf("refused: %s\n", family ? family->problem->message : "not there");
        sockfam_context_close(ctx);
        return 0;
    }
    printf("minor %u ", sockfam_family_head(family)->abi_minor_min);
#ifdef READS_NEW
    printf("grown %u ", (unsigned)sockfam_family_protocol_at(family, 1)->grown);
#endif
    show_rows(family);
    show_constants(ctx);
    int result = show_address(ctx, &error);
    if (result < 0)
        printf("failed: %s\n", error.message);
    sockfam_context_close(ctx);
    return result < 0;
}
