/* SPDX-License-Identifier: MIT */
/*
 * The reader of notes against damaged files: a real plugin cut off at every length and altered byte by byte, served
 * from memory through the table of system calls. Whatever it says, it says it without reading beyond the file.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <elf.h>
#include <errno.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sockfam/driver.h>

#include "core/plugin/assemble.h"
#include "core/plugin/elf.h"

#define PLUGIN SOCKFAM_TEST_BUILD "/test/plugins/odd_plain.so"
#define FILE_NUMBER 1000

/* The file that the system below has. */
static unsigned char *original, *bytes;
static size_t original_size, size;
static size_t told_size; /* what fstat says instead, 0: the size */
static int fail_pread;   /* an errno, 0: none */
static size_t bytes_read;

static int fake_open(const char *path, int flags)
{
    (void)path;
    (void)flags;
    return FILE_NUMBER;
}

static int fake_fstat(int fd, struct stat *status)
{
    assert_int_equal(fd, FILE_NUMBER);
    memset(status, 0, sizeof(*status));
    status->st_mode = S_IFREG;
    status->st_size = (off_t)(told_size ? told_size : size);
    return 0;
}

/* Half of what is asked for, so that short reads are met too. */
static ssize_t fake_pread(int fd, void *to, size_t count, off_t offset)
{
    assert_int_equal(fd, FILE_NUMBER);
    if (fail_pread != 0) {
        errno = fail_pread;
        return -1;
    }
    assert_true(offset >= 0 && (size_t)offset <= size);
    size_t left = size - (size_t)offset;
    count = count > 1 ? count / 2 : count;
    count = count < left ? count : left;
    memcpy(to, bytes + offset, count);
    bytes_read += count;
    return (ssize_t)count;
}

static int fake_close(int fd)
{
    assert_int_equal(fd, FILE_NUMBER);
    return 0;
}

static const struct sf_sys fake = { .open = fake_open, .fstat = fake_fstat, .pread = fake_pread, .close = fake_close };

static int set_up(void **state)
{
    (void)state;
    FILE *file = fopen(PLUGIN, "rb");
    original = malloc(1 << 20);
    bytes = malloc(1 << 20);
    if (!file || !original || !bytes)
        return -1;
    original_size = fread(original, 1, 1 << 20, file);
    fclose(file);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    free(original);
    free(bytes);
    return 0;
}

static void restore(void)
{
    memcpy(bytes, original, original_size);
    size = original_size;
    fail_pread = 0;
}

/* Reads and judges the file. 0, or what refused it; then there is a message. */
static int read_it(struct sockfam_error *error)
{
    struct sf_elf elf = { .first = NULL };
    struct sf_problems warnings = { NULL, 0, 0 };
    struct sf_driver *driver = NULL;
    memset(error, 0, sizeof(*error));
    int result = sf_elf_read(&elf, &fake, "file.so", true, error);
    if (result == 0)
        result = sf_driver_new(&driver, &elf.records, "file.so", error);
    if (result == 0)
        result = sf_elf_inspect(&fake, "file.so", &warnings, error);
    sf_problems_deinit(&warnings);
    sf_elf_close(&elf, &fake);
    sf_elf_deinit(&elf);
    sf_driver_free(driver);
    if (result < 0)
        assert_true(error->message[0] != '\0' && error->stage != 0);
    return result;
}

static void whole_file_is_read(void **state)
{
    struct sockfam_error error;
    (void)state;
    restore();
    if (read_it(&error) < 0)
        fail_msg("%s", error.message);
}

static void file_cut_off_anywhere_is_refused_or_whole(void **state)
{
    struct sockfam_error error;
    int accepted = 0;
    (void)state;
    restore();
    for (size_t length = 0; length < original_size; length += length < 2048 ? 1 : 61) {
        size = length;
        accepted += read_it(&error) == 0;
    }
    assert_true(accepted > 0); /* what lies behind the notes is not needed */
}

static void altered_bytes_never_break_the_reader(void **state)
{
    const unsigned char values[] = { 0x00, 0xff, 0x80, 0x7f };
    struct sockfam_error error;
    (void)state;
    restore();
    for (size_t at = 0; at < original_size; at += at < 1024 ? 1 : 37) {
        for (size_t i = 0; i < sizeof(values); i++) {
            bytes[at] = values[i];
            read_it(&error);
            bytes[at] = original[at];
        }
    }
}

/* Each aligned word of headers and notes becomes the worst numbers there are. */
static void altered_words_never_break_the_reader(void **state)
{
    const uint32_t values[] = { 0xffffffff, 0x7fffffff, 0x80000000, 0xfffffff0, 0x10000, 3 };
    struct sockfam_error error;
    (void)state;
    restore();
    for (size_t at = 4; at + 8 <= original_size; at += at < 1024 ? 4 : 52) {
        for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
            memcpy(bytes + at, &values[i], 4);
            read_it(&error);
            memcpy(bytes + at + 4, &values[i], 4);
            read_it(&error);
            memcpy(bytes + at, original + at, 8);
        }
    }
}

static void failing_read_is_reported_with_its_reason(void **state)
{
    struct sockfam_error error;
    (void)state;
    restore();
    fail_pread = EIO;
    assert_int_equal(read_it(&error), -EIO);
    assert_non_null(strstr(error.message, "Input/output error"));
}

/* Each section is looked at again, though all of them are the same bytes. */
static void notes_that_many_sections_share_are_read_up_to_a_limit(void **state)
{
    ElfW(Ehdr) header;
    ElfW(Shdr) section = { .sh_type = SHT_NOTE, .sh_name = 0 };
    const struct sockfam_note_header note = { 8, (1 << 18) - 20, 1, "strange" };
    static const char name[] = ".note.sockfam";
    struct sockfam_error error;
    (void)state;
    restore();
    memcpy(&header, original, sizeof(header));
    header.e_phnum = 0;
    header.e_shoff = 1024;
    header.e_shnum = 4000;
    header.e_shentsize = sizeof(section);
    header.e_shstrndx = 0;
    size = 1024 + 4000 * sizeof(section) + (1 << 18);
    memset(bytes, 0, size);
    memcpy(bytes, &header, sizeof(header));
    memcpy(bytes + 512, name, sizeof(name));
    memcpy(bytes + 1024 + 4000 * sizeof(section), &note, sizeof(note));
    section.sh_offset = 512;
    section.sh_size = 64;
    memcpy(bytes + 1024, &section, sizeof(section));
    section.sh_offset = (ElfW(Off))(1024 + 4000 * sizeof(section));
    section.sh_size = 1 << 18;
    for (size_t i = 1; i < 4000; i++)
        memcpy(bytes + 1024 + i * sizeof(section), &section, sizeof(section));
    bytes_read = 0;
    assert_int_equal(read_it(&error), -ENOEXEC);
    assert_non_null(strstr(error.message, "bytes of notes or more; at most 4194304 are taken"));
    assert_true(bytes_read < (6 << 20));
}

/* fstat(2) still told the old size. */
static void file_that_shrinks_meanwhile_is_refused(void **state)
{
    struct sockfam_error error;
    (void)state;
    restore();
    told_size = size;
    size = 1000;
    assert_int_equal(read_it(&error), -ENOEXEC);
    assert_non_null(strstr(error.message, "it became shorter"));
    told_size = 0;
}

/* One reader, as while a context opens: 64 MiB of notes are read of all files together. */
static void notes_of_many_files_are_read_up_to_a_limit(void **state)
{
    enum { NOTES = 1 << 19 };
    struct sf_elf elf = { .first = NULL };
    struct sockfam_error error = { 0 };
    const ElfW(Ehdr) *header = (const void *)bytes;
    size_t count = 0;
    (void)state;
    restore();
    memset(bytes + original_size, 0, (1 << 20) - original_size);
    size = 1 << 20;
    for (size_t i = 0; i < header->e_phnum; i++) {
        ElfW(Phdr) *segment = (ElfW(Phdr) *)(void *)(bytes + header->e_phoff) + i;
        if (segment->p_type != PT_NOTE)
            continue;
        memset(bytes + segment->p_offset, 0, original_size - segment->p_offset);
        segment->p_filesz = NOTES;
        segment->p_type = count++ ? PT_NULL : PT_NOTE;
    }
    for (count = 0; count < 200; count++) {
        error.kind = SOCKFAM_ERROR_NONE;
        assert_int_equal(sf_elf_read(&elf, &fake, "file.so", true, &error), -ENOEXEC);
        if (strstr(error.message, "all plugins together have more than 67108864 bytes of notes"))
            break;
    }
    assert_int_equal(count, (64 << 20) / NOTES);
    sf_elf_deinit(&elf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_file_is_read),
        cmocka_unit_test(file_cut_off_anywhere_is_refused_or_whole),
        cmocka_unit_test(altered_bytes_never_break_the_reader),
        cmocka_unit_test(altered_words_never_break_the_reader),
        cmocka_unit_test(failing_read_is_reported_with_its_reason),
        cmocka_unit_test(notes_that_many_sections_share_are_read_up_to_a_limit),
        cmocka_unit_test(file_that_shrinks_meanwhile_is_refused),
        cmocka_unit_test(notes_of_many_files_are_read_up_to_a_limit),
    };
    return cmocka_run_group_tests_name("elf", tests, set_up, tear_down);
}
