/* SPDX-License-Identifier: MIT */
/*
 * Constants: their texts inside the pool, each name once in the driver; word sets: each word once in its set, and what
 * a field's set holds is what the field can take. Names are looked up through a hash table, the only memory the judge
 * takes.
 */
#include <string.h>

#include "core/plugin/judge.h"
#include "core/base/names.h"
#include "core/base/seen.h"

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

static int judge_string(const struct sf_judge *judge, size_t index, const struct sf_key *name)
{
    uint64_t offset = (uint64_t)judge->tables->constants[index].value;
    int result = judge_pool_text(judge, index, "text", offset);
    if (result < 0)
        return result;
    if (!sf_is_doc(pool_text(judge->tables, offset)))
        return sf_refuse(judge, "the text of constant %s is not one line of UTF-8", name->text);
    return 0;
}

static int judge_row(const struct sf_judge *judge, size_t index, struct sf_key *name)
{
    const struct sockfam_constant_row *row = &judge->tables->constants[index];
    int result = judge_pool_name(judge, index, "name", row->name);
    if (result < 0)
        return result;
    name->text = pool_text(judge->tables, row->name);
    name->size = (uint32_t)result;
    name->hash = sf_hash(name->text, name->size);
    if (row->word != 0)
        result = judge_pool_name(judge, index, "word", row->word);
    if (result >= 0 && row->kind == SOCKFAM_CONSTANT_STRING)
        result = judge_string(judge, index, name);
    if (result < 0)
        return result;
    if (row->kind != SOCKFAM_CONSTANT_NUMBER && row->kind != SOCKFAM_CONSTANT_STRING)
        return sf_refuse(judge, "constant %s is of the unknown kind %u", name->text, row->kind);
    if (row->flags & ~SOCKFAM_CONSTANT_ALIAS)
        return sf_refuse(judge, "constant %s has unknown flags 0x%x", name->text,
                         row->flags & ~SOCKFAM_CONSTANT_ALIAS);
    if ((row->word != 0) != (row->set != 0))
        return sf_refuse(judge, "constant %s has a %s; a word needs both", name->text,
                         row->word ? "word but no word set" : "word set but no word");
    return 0;
}

/* ------------------------------------------------------------------ each name once, each word once in its set */

static bool is_same_name(const void *user, size_t a, size_t b)
{
    const struct sf_tables *tables = user;
    return strcmp(tables->names[a].text, tables->names[b].text) == 0;
}

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

static int judge_names_once(const struct sf_judge *judge, struct sf_seen *seen)
{
    const struct sf_tables *tables = judge->tables;
    size_t other;
    for (size_t i = 0; i < tables->constant_count; i++)
        if (sf_seen_put(seen, tables->names[i].hash, i, is_same_name, tables, &other))
            return sf_refuse(judge, "constant %s stands twice, as rows %zu and %zu", tables->names[i].text, other + 1,
                             i + 1);
    return 0;
}

static int judge_words_once(const struct sf_judge *judge, struct sf_seen *seen)
{
    const struct sf_tables *tables = judge->tables;
    size_t other;
    for (size_t i = 0; i < tables->constant_count; i++) {
        const struct sockfam_constant_row *row = &tables->constants[i];
        if (row->set != 0 && sf_seen_put(seen, hash_word(tables, row), i, is_same_word, tables, &other))
            return sf_refuse(judge, "constants %s and %s are the same word of set %u; case does not count",
                             tables->names[other].text, tables->names[i].text, row->set);
    }
    return 0;
}

/* With a set of its own for `judge_all`. */
static int judge_once(const struct sf_judge *judge, int (*judge_all)(const struct sf_judge *, struct sf_seen *))
{
    struct sf_seen seen;
    if (sf_seen_init(&seen, judge->tables->constant_count) < 0)
        return sf_no_memory(judge->error);
    int result = judge_all(judge, &seen);
    sf_seen_deinit(&seen);
    return result;
}

int sf_judge_constants(const struct sf_judge *judge, struct sf_key *names)
{
    int result = 0;
    for (size_t i = 0; result == 0 && i < judge->tables->constant_count; i++)
        result = judge_row(judge, i, &names[i]);
    if (result == 0)
        result = judge_once(judge, judge_names_once);
    return result < 0 ? result : judge_once(judge, judge_words_once);
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
