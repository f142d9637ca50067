/* SPDX-License-Identifier: MIT */
/* Arrays that grow, by one and by more than double, and sorting what is in order and what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/array.h"
#include "core/base/names.h"

static void room_is_for_all_that_was_asked_for(void **state)
{
    const size_t more[] = { 1, 15, 16, 17, 31, 33, 100, 1000 };
    (void)state;
    for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++) {
        uint32_t *array = NULL;
        size_t room = 0, count = 0;
        for (int round = 0; round < 4; round++) {
            assert_int_equal(sf_reserve(&array, &room, count, more[i], sizeof(*array)), 0);
            assert_true(room >= count + more[i]);
            for (size_t k = 0; k < more[i]; k++, count++)
                array[count] = (uint32_t)count;
        }
        for (size_t k = 0; k < count; k++)
            assert_int_equal(array[k], k);
        free(array);
    }
}

static void room_that_suffices_is_left_alone(void **state)
{
    char *array = NULL;
    size_t room = 0;
    (void)state;
    assert_int_equal(sf_reserve(&array, &room, 0, 1, 1), 0);
    char *before = array;
    assert_int_equal(sf_reserve(&array, &room, room - 1, 1, 1), 0);
    assert_ptr_equal(array, before);
    size_t full = room;
    assert_int_equal(sf_reserve(&array, &room, full, 1, 1), 0);
    assert_true(room > full);
    free(array);
}

static void room_beyond_memory_is_refused_and_nothing_changes(void **state)
{
    uint64_t *array = NULL;
    size_t room = 0;
    (void)state;
    assert_int_equal(sf_reserve(&array, &room, 0, 4, sizeof(*array)), 0);
    size_t before = room;
    uint64_t *old = array;
    assert_int_equal(sf_reserve(&array, &room, 0, SIZE_MAX / 16, sizeof(*array)), -ENOMEM);
    assert_int_equal(sf_reserve(&array, &room, 2, SIZE_MAX - 1, sizeof(*array)), -ENOMEM);
    assert_int_equal(room, before);
    assert_ptr_equal(array, old);
    free(array);
}

static int by_number(const void *a, const void *b)
{
    const int *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

static void sorting_puts_in_order(void **state)
{
    int cases[][5] = { { 1, 2, 3, 4, 5 }, { 5, 4, 3, 2, 1 }, { 1, 2, 3, 5, 4 }, { 2, 1, 3, 4, 5 }, { 1, 1, 1, 0, 1 } };
    const int sorted[] = { 1, 2, 3, 4, 5 }, with_equal_ones[] = { 0, 1, 1, 1, 1 };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        sf_sort(cases[i], 5, sizeof(int), by_number);
        assert_memory_equal(cases[i], i == 4 ? with_equal_ones : sorted, sizeof(sorted));
    }
    sf_sort(NULL, 0, sizeof(int), by_number);
}

/* Every length around the pieces that are looked at together, and every place for a character that may not be there. */
static void names_of_constants_are_judged_at_every_place(void **state)
{
    const char wrong[] = {
        ' ', '-', '.', '@', '[', '`', '{', '/', ':', '^', 0x7f, (char)0x80, (char)0xc1, (char)0xff, 1
    };
    char name[64];
    (void)state;
    for (size_t size = 1; size < sizeof(name); size++) {
        memset(name, 'a', size);
        memcpy(name, "Z_09azAZ", size < 8 ? size : 8);
        name[size] = '\0';
        assert_int_equal(sf_constant_name_size(name, sizeof(name)), size);
        assert_int_equal(sf_constant_name_size(name, size), 0); /* it does not end */
        for (size_t at = 0; at < size; at++) {
            char right = name[at];
            for (size_t i = 0; i < sizeof(wrong); i++) {
                name[at] = wrong[i];
                assert_int_equal(sf_constant_name_size(name, sizeof(name)), 0);
            }
            name[at] = right;
        }
    }
    assert_int_equal(sf_constant_name_size("", 1), 0);
    assert_int_equal(sf_constant_name_size("aB", 3), 0);
}

/* What is said of plain texts in one walk is what is said of them character by character. */
static void plain_texts_are_documentation(void **state)
{
    char text[80];
    (void)state;
    for (size_t size = 0; size < sizeof(text); size++) {
        memset(text, 0, sizeof(text));
        memset(text, '~', size);
        assert_true(sf_is_plain_doc(text, sizeof(text)) || __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__);
        for (size_t at = 0; at < size; at++) {
            for (int c = 1; c < 256; c++) {
                text[at] = (char)c;
                assert_true(!sf_is_plain_doc(text, sizeof(text)) || sf_is_doc(text));
            }
            text[at] = '~';
        }
    }
    memset(text, 'x', sizeof(text));
    assert_false(sf_is_plain_doc(text, sizeof(text)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(room_is_for_all_that_was_asked_for),
        cmocka_unit_test(room_that_suffices_is_left_alone),
        cmocka_unit_test(room_beyond_memory_is_refused_and_nothing_changes),
        cmocka_unit_test(sorting_puts_in_order),
        cmocka_unit_test(names_of_constants_are_judged_at_every_place),
        cmocka_unit_test(plain_texts_are_documentation),
    };
    return cmocka_run_group_tests_name("base_array", tests, NULL, NULL);
}
