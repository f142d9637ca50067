/* SPDX-License-Identifier: MIT */
/* Word sets: the constants whose short names stand for a field's values in text. */
#include <stdio.h>
#include <strings.h>

#include "core/address/kind.h"

static bool is_same_word(const char *word, struct sockfam_span text)
{
    return strlen(word) == text.size && strncasecmp(word, text.data, text.size) == 0;
}

const struct sockfam_constant *sf_word_find(const struct sf_op *op, struct sockfam_span text)
{
    for (uint32_t i = 0; i < op->word_count; i++)
        if (is_same_word(op->words[i]->word, text) || is_same_word(op->words[i]->name, text))
            return op->words[i];
    return NULL;
}

const struct sockfam_constant *sf_word_of_number(const struct sf_op *op, int64_t number)
{
    for (uint32_t i = 0; i < op->word_count; i++)
        if (op->words[i]->kind == SOCKFAM_CONSTANT_NUMBER && op->words[i]->value == number)
            return op->words[i];
    return NULL;
}

char *sf_word_print(char *out, const struct sockfam_constant *word)
{
    size_t size = strlen(word->word);
    memcpy(out, word->word, size);
    return out + size;
}

const char *sf_word_list(const struct sf_op *op, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (uint32_t i = 0; i < op->word_count && i < 5 && used < size; i++)
        used += (size_t)snprintf(text + used, size - used, "%s%s", i ? ", " : " or a word (", op->words[i]->word);
    if (op->word_count && used < size)
        snprintf(text + used, size - used, op->word_count > 5 ? ", ...)" : ")");
    return text;
}

size_t sf_word_room(const struct sf_op *op)
{
    size_t longest = 0;
    for (uint32_t i = 0; i < op->word_count; i++)
        if (strlen(op->words[i]->word) > longest)
            longest = strlen(op->words[i]->word);
    return longest;
}
