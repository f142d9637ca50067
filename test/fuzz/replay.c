/* SPDX-License-Identifier: MIT */
/*
 * Runs a fuzz target on files, without libFuzzer: those given, or else the target's committed corpus and then its sweep,
 * if it has one. Files named *.hex hold bytes as hexadecimal digits and "text", with blanks between; of *.txt the last
 * newline is not part; all others are taken as they are. Inputs lie in memory of exactly their size, so that sanitizers
 * see a byte read too far.
 */
#include <ctype.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static int hex_value(int c)
{
    const char *digits = "0123456789abcdef";
    const char *found = c ? strchr(digits, tolower(c)) : NULL;
    return found ? (int)(found - digits) : -1;
}

/* Turns the notation of *.hex into the bytes it means, in place; returns their number. */
static size_t undo_hex(char *text, size_t size)
{
    size_t made = 0;
    bool is_quoted = false;
    for (size_t i = 0; i < size; i++) {
        int high = i + 1 < size && !is_quoted ? hex_value(text[i]) : -1;
        if (text[i] == '"')
            is_quoted = !is_quoted;
        else if (is_quoted)
            text[made++] = text[i];
        else if (high >= 0)
            text[made++] = (char)(high << 4 | (hex_value(text[++i]) & 15));
    }
    return made;
}

/* What a file's name says about its contents; returns their size. */
static size_t take_apart(const char *path, char *text, size_t size)
{
    const char *dot = strrchr(path, '.');
    if (dot && strcmp(dot, ".hex") == 0)
        return undo_hex(text, size);
    if (dot && strcmp(dot, ".txt") == 0 && size > 0 && text[size - 1] == '\n')
        return size - 1;
    return size;
}

static int replay(const char *path)
{
    static char buffer[1 << 20];
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return 1;
    }
    size_t size = fread(buffer, 1, sizeof(buffer), file);
    fclose(file);
    size = take_apart(path, buffer, size);
    uint8_t *data = malloc(size ? size : 1);
    if (!data)
        return 1;
    memcpy(data, buffer, size);
    fprintf(stderr, "%s\n", path);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
    return 0;
}

static int replay_corpus(const char *folder)
{
    char path[4096];
    int failed = 0, count = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        failed += replay(path);
        count++;
    }
    if (dir)
        closedir(dir);
    if (fuzz_sweep)
        fuzz_sweep();
    printf("%d inputs of %s\n", count, folder);
    return failed || count == 0;
}

int main(int argc, char **argv)
{
    int failed = 0;
    if (argc < 2)
        return replay_corpus(FUZZ_CORPUS);
    for (int i = 1; i < argc; i++)
        failed |= replay(argv[i]);
    return failed;
}
