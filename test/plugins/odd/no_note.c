/* SPDX-License-Identifier: MIT */
/* A shared object like any other. */
int no_note(void);

int no_note(void)
{
    return 1;
}
