/* SPDX-License-Identifier: MIT */
/* Text forms of Bluetooth device addresses and of GUIDs. */
#ifndef SF_ADDRESS_IDENTIFIER_H
#define SF_ADDRESS_IDENTIFIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SF_GUID_TEXT 36 /* bytes of the longer one */

/* false: the text is not of that form; then `out` is as it was. */
bool sf_bdaddr_read(const char *text, size_t size, uint8_t out[6]);
bool sf_guid_read(const char *text, size_t size, uint8_t out[16]);

/* Prints at `out`; returns the end. */
char *sf_bdaddr_print(char *out, const uint8_t bytes[6]);
char *sf_guid_print(char *out, const uint8_t bytes[16]);

#endif
