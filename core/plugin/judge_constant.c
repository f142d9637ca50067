/* SPDX-License-Identifier: MIT */
/*
 * Constants: their texts inside the pool, each name once in the driver; word sets: each word once in its set, and what
 * a field's set holds is what the field can take. Names are looked up through a hash table, the only memory the judge
 * takes.
 */
#include <stdlib.h>
#include <string.h>

#include "core/plugin/judge.h"
#include "core/plugin/names.h"

#define SETS 256

static const char *pool_text(const struct sf_tables *tables, uint64_t offset)
{
    return tables->pool + offset;
}

/* A text of the pool, which `what` ("name", "word") of constant `index` says lies at `offset`. */
static int judge_pool_text(const struct sf_judge *judge, size_t index, const char *what, uint64_t offset)
{
    const struct sf_tables *tables = judge->tables;
    if (offset == 0 || offset >= tables->pool_size)
        return sf_refuse(judge, "the %s of constant %zu lies at %llu, outside the %zu bytes of \"strings\"", what,
                         index + 1, (unsigned long long)offset, tables->pool_size);
    if (!sf_text_ends(pool_text(tables, offset), tables->pool_size - (size_t)offset))
        return sf_refuse(judge, "the %s of constant %zu does not end within \"strings\"", what, index + 1);
    return 0;
}

static int judge_texts(const struct sf_judge *judge, size_t index)
{
    const struct sf_tables *tables = judge->tables;
    const struct sockfam_constant_row *row = &tables->constants[index];
    int result = judge_pool_text(judge, index, "name", row->name);
    if (result < 0)
        return result;
    const char *name = pool_text(tables, row->name);
    if (!sf_is_constant_name(name))
        return sf_refuse(judge, "the name of constant %zu is not [A-Z][A-Za-z0-9_]*", index + 1);
    if (row->word != 0) {
        result = judge_pool_text(judge, index, "word", row->word);
        if (result < 0)
            return result;
        if (!sf_is_constant_name(pool_text(tables, row->word)))
            return sf_refuse(judge, "the word of constant %s is not [A-Z][A-Za-z0-9_]*", name);
    }
    if (row->kind == SOCKFAM_CONSTANT_STRING) {
        result = judge_pool_text(judge, index, "text", (uint64_t)row->value);
        if (result < 0)
            return result;
        if (!sf_is_doc(pool_text(tables, (uint64_t)row->value)))
            return sf_refuse(judge, "the text of constant %s is not one line of UTF-8", name);
    }
    return 0;
}

static int judge_row(const struct sf_judge *judge, size_t index)
{
    const struct sockfam_constant_row *row = &judge->tables->constants[index];
    int result = judge_texts(judge, index);
    if (result < 0)
        return result;
    const char *name = pool_text(judge->tables, row->name);
    if (row->kind != SOCKFAM_CONSTANT_NUMBER && row->kind != SOCKFAM_CONSTANT_STRING)
        return sf_refuse(judge, "constant %s is of the unknown kind %u", name, row->kind);
    if (row->flags != 0)
        return sf_refuse(judge, "constant %s has unknown flags 0x%x", name, row->flags);
    if ((row->word != 0) != (row->set != 0))
        return sf_refuse(judge, "constant %s has a %s; a word needs both", name,
                         row->word ? "word but no word set" : "word set but no word");
    return 0;
}

/* ------------------------------------------------------------------ each name once */

/* A hash table of row numbers + 1 with open addressing; room for a power of two above twice the rows. */
struct seen {
    uint32_t *slots;
    size_t mask;
};

static int judge_name_once(const struct sf_judge *judge, const struct seen *seen, const uint32_t *hashes, size_t i)
{
    const struct sf_tables *tables = judge->tables;
    const char *name = pool_text(tables, tables->constants[i].name);
    size_t at = hashes[i] & seen->mask;
    for (; seen->slots[at] != 0; at = (at + 1) & seen->mask) {
        size_t other = seen->slots[at] - 1;
        if (hashes[other] == hashes[i] && strcmp(pool_text(tables, tables->constants[other].name), name) == 0)
            return sf_refuse(judge, "constant %s stands twice, as rows %zu and %zu", name, other + 1, i + 1);
    }
    seen->slots[at] = (uint32_t)i + 1;
    return 0;
}

static char fold(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool is_same_word(const char *a, const char *b)
{
    while (*a != '\0' && fold(*a) == fold(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

static int judge_word_once(const struct sf_judge *judge, const struct seen *seen, size_t i)
{
    const struct sf_tables *tables = judge->tables;
    const struct sockfam_constant_row *row = &tables->constants[i];
    const char *word = pool_text(tables, row->word);
    uint32_t hash = row->set;
    for (const char *c = word; *c != '\0'; c++)
        hash = (hash ^ (unsigned char)fold(*c)) * 16777619u;
    size_t at = hash & seen->mask;
    for (; seen->slots[at] != 0; at = (at + 1) & seen->mask) {
        const struct sockfam_constant_row *other = &tables->constants[seen->slots[at] - 1];
        if (other->set == row->set && is_same_word(pool_text(tables, other->word), word))
            return sf_refuse(judge, "constants %s and %s are the same word of set %u; case does not count",
                             pool_text(tables, other->name), pool_text(tables, row->name), row->set);
    }
    seen->slots[at] = (uint32_t)i + 1;
    return 0;
}

static int judge_unique(const struct sf_judge *judge, const struct seen *seen, const uint32_t *hashes)
{
    const struct sf_tables *tables = judge->tables;
    int result = 0;
    for (size_t i = 0; result == 0 && i < tables->constant_count; i++)
        result = judge_name_once(judge, seen, hashes, i);
    memset(seen->slots, 0, (seen->mask + 1) * sizeof(*seen->slots));
    for (size_t i = 0; result == 0 && i < tables->constant_count; i++)
        if (tables->constants[i].set != 0)
            result = judge_word_once(judge, seen, i);
    return result;
}

int sf_judge_constants(const struct sf_judge *judge, uint32_t *hashes)
{
    struct seen seen = { NULL, 7 };
    size_t count = judge->tables->constant_count;
    for (size_t i = 0; i < count; i++) {
        int result = judge_row(judge, i);
        if (result < 0)
            return result;
        const char *name = pool_text(judge->tables, judge->tables->constants[i].name);
        hashes[i] = sf_hash(name, strlen(name));
    }
    if (count < 2)
        return 0;
    while (seen.mask < 2 * count)
        seen.mask = 2 * seen.mask + 1;
    seen.slots = calloc(seen.mask + 1, sizeof(*seen.slots));
    if (!seen.slots)
        return sf_no_memory(judge->error);
    int result = judge_unique(judge, &seen, hashes);
    free(seen.slots);
    return result;
}

/* ------------------------------------------------------------------ word sets */

static int judge_field_set(const struct sf_judge *judge, const struct sockfam_field_row *field, const uint8_t *kinds)
{
    bool is_number = field->kind == SOCKFAM_KIND_UINT || field->kind == SOCKFAM_KIND_SINT;
    unsigned wanted = is_number ? 1u << SOCKFAM_CONSTANT_NUMBER : 1u << SOCKFAM_CONSTANT_STRING;
    if (field->set == 0)
        return 0;
    if (field->kind == SOCKFAM_KIND_IFACE || field->kind == SOCKFAM_KIND_PATH)
        return sf_refuse(judge, "field \"%s\" of format \"%s\" has a word set, but takes names already", field->name,
                         field->format);
    if (kinds[field->set] == 0)
        return sf_refuse(judge, "field \"%s\" of format \"%s\" has the word set %u, in which no constant is",
                         field->name, field->format, field->set);
    if (kinds[field->set] != wanted)
        return sf_refuse(judge, "the word set %u of field \"%s\" of format \"%s\" must have %s only", field->set,
                         field->name, field->format, is_number ? "numbers" : "strings");
    return 0;
}

int sf_judge_word_sets(const struct sf_judge *judge)
{
    const struct sf_tables *tables = judge->tables;
    uint8_t kinds[SETS] = { 0 }; /* of a set's constants: bit SOCKFAM_CONSTANT_* */
    int result = 0;
    for (size_t i = 0; i < tables->constant_count; i++)
        kinds[tables->constants[i].set] |= (uint8_t)(1u << tables->constants[i].kind);
    for (size_t i = 0; result == 0 && i < tables->field_count; i++)
        result = judge_field_set(judge, &tables->fields[i], kinds);
    return result;
}
