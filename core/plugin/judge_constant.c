/* SPDX-License-Identifier: MIT */
/*
 * Constants: their texts inside the pool; word sets: each word once in its set, and what a field's set holds is what
 * the field can take. That each name stands once is seen when the registry enters them (core/registry/index.h), which
 * looks at each name anyway. Words are looked up through a hash table, the only memory the judge takes.
 */
#include <string.h>

#include "core/address/kind.h"
#include "core/base/names.h"
#include "core/base/seen.h"
#include "core/plugin/judge.h"

#define SETS 256

static const char *pool_text(const struct sf_tables *tables, uint64_t offset)
{
    return tables->pool + offset;
}

static const char *name_of(const struct sf_tables *tables, size_t index)
{
    return pool_text(tables, tables->constants[index].name);
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

/* A name or a word: its size, or the refusal. There are many, so what is right is seen in one pass over it. */
static int judge_pool_name(const struct sf_judge *judge, size_t index, const char *what, uint32_t offset)
{
    const struct sf_tables *tables = judge->tables;
    size_t room = offset != 0 && offset < tables->pool_size ? tables->pool_size - offset : 0;
    size_t size = room ? sf_constant_name_size(pool_text(tables, offset), room) : 0;
    if (size != 0)
        return (int)size;
    int result = judge_pool_text(judge, index, what, offset);
    if (result < 0)
        return result;
    return sf_refuse(judge, "the %s of constant %zu is not [A-Z][A-Za-z0-9_]*", what, index + 1);
}

static int judge_string(const struct sf_judge *judge, size_t index, const char *name)
{
    uint64_t offset = (uint64_t)judge->tables->constants[index].value;
    int result = judge_pool_text(judge, index, "text", offset);
    if (result < 0)
        return result;
    if (!sf_is_doc(pool_text(judge->tables, offset)))
        return sf_refuse(judge, "the text of constant %s is not one line of UTF-8", name);
    return 0;
}

static int judge_row(const struct sf_judge *judge, size_t index, uint32_t *hash)
{
    const struct sockfam_constant_row *row = &judge->tables->constants[index];
    int result = judge_pool_name(judge, index, "name", row->name);
    if (result < 0)
        return result;
    const char *name = pool_text(judge->tables, row->name);
    *hash = sf_hash(name, (size_t)result);
    if (row->word != 0)
        result = judge_pool_name(judge, index, "word", row->word);
    if (result >= 0 && row->kind == SOCKFAM_CONSTANT_STRING)
        result = judge_string(judge, index, name);
    if (result < 0)
        return result;
    if (row->kind != SOCKFAM_CONSTANT_NUMBER && row->kind != SOCKFAM_CONSTANT_STRING)
        return sf_refuse_unknown(judge, "constant %s is of the unknown kind %u", name, row->kind);
    if (row->flags & ~SOCKFAM_CONSTANT_ALIAS)
        return sf_refuse_unknown(judge, "constant %s has unknown flags 0x%x", name,
                                 row->flags & ~SOCKFAM_CONSTANT_ALIAS);
    if ((row->word != 0) != (row->set != 0))
        return sf_refuse(judge, "constant %s has a %s; a word needs both", name,
                         row->word ? "word but no word set" : "word set but no word");
    return 0;
}

/* ------------------------------------------------------------------ each word once in its set */

static char fold(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool is_same_word(const void *user, size_t a, size_t b)
{
    const struct sf_tables *tables = user;
    const char *left = pool_text(tables, tables->constants[a].word);
    const char *right = pool_text(tables, tables->constants[b].word);
    if (tables->constants[a].set != tables->constants[b].set)
        return false;
    while (*left != '\0' && fold(*left) == fold(*right)) {
        left++;
        right++;
    }
    return fold(*left) == fold(*right);
}

/* Blind to case, and to some other differences: is_same_word() decides. */
static uint32_t hash_word(const struct sf_tables *tables, const struct sockfam_constant_row *row)
{
    uint64_t hash = row->set;
    for (const char *c = pool_text(tables, row->word); *c != '\0'; c++)
        hash = (hash ^ (*c & 0x5f)) * UINT64_C(0x9e3779b97f4a7c15);
    return (uint32_t)(hash >> 32);
}

static int judge_words(const struct sf_judge *judge, struct sf_seen *seen)
{
    const struct sf_tables *tables = judge->tables;
    size_t other;
    for (size_t i = 0; i < tables->constant_count; i++) {
        const struct sockfam_constant_row *row = &tables->constants[i];
        if (row->set != 0 && sf_seen_put(seen, hash_word(tables, row), i, is_same_word, tables, &other))
            return sf_refuse(judge, "constants %s and %s are the same word of set %u; case does not count",
                             name_of(tables, other), name_of(tables, i), row->set);
    }
    return 0;
}

int sf_judge_constants(const struct sf_judge *judge, uint32_t *hashes)
{
    struct sf_seen seen;
    size_t words = 0;
    for (size_t i = 0; i < judge->tables->constant_count; i++) {
        int result = judge_row(judge, i, &hashes[i]);
        if (result < 0)
            return result;
        words += judge->tables->constants[i].set != 0;
    }
    if (words == 0)
        return 0;
    if (sf_seen_init(&seen, words) < 0)
        return sf_no_memory(judge->error);
    int result = judge_words(judge, &seen);
    sf_seen_deinit(&seen);
    return result;
}

/* ------------------------------------------------------------------ word sets */

static int judge_field_set(const struct sf_judge *judge, const struct sockfam_field_row *field, const uint8_t *kinds)
{
    const struct sf_kind *kind = sf_kind_of(field->kind);
    bool is_number = kind->traits & SF_KIND_INTEGER;
    unsigned wanted = is_number ? 1u << SOCKFAM_CONSTANT_NUMBER : 1u << SOCKFAM_CONSTANT_STRING;
    if (field->set == 0)
        return 0;
    if (kind->traits & SF_KIND_NAMES)
        return sf_refuse_field(judge, field, "has a word set, but takes names already");
    if (kinds[field->set] == 0)
        return sf_refuse(judge, "field \"%s\" of format \"%s\" has the word set %u, which has no constants",
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
        if (tables->constants[i].set != 0)
            kinds[tables->constants[i].set] |= (uint8_t)(1u << tables->constants[i].kind);
    for (size_t i = 0; result == 0 && i < tables->field_count; i++)
        result = judge_field_set(judge, &tables->fields[i], kinds);
    return result;
}
