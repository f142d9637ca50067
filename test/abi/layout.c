/* SPDX-License-Identifier: MIT */
/*
 * The driver contract and the structs of applications, frozen: a change here breaks plugins and programs that exist.
 * Rows and notes are the same bytes on every machine; structs with pointers are stated in terms of P, the size of one,
 * and UP, the next offset for a 64-bit integer. Compiling this is the test; test/abi/layout.py checks that no member is
 * left out, and compiles it for other machines. A new member at a row's end gets a line here and a new minor version.
 */
#include <stddef.h>

#include <sockfam/connection.h>
#include <sockfam/driver.h>
#include <sockfam/message.h>
#include <sockfam/option.h>
#include <sockfam/probe.h>
#include <sockfam/sockfam.h>
#include <sockfam/transfer.h>

struct aligned {
    char before;
    int64_t integer;
};

#define P sizeof(void *)
#define UP(offset) (((offset) + offsetof(struct aligned, integer) - 1) / offsetof(struct aligned, integer) * \
                    offsetof(struct aligned, integer))

#define SIZE(type, size) _Static_assert(sizeof(struct type) == (size), "size of struct " #type)
#define ROW(type, size)                                                                                                \
    SIZE(type, size);                                                                                                  \
    _Static_assert(_Alignof(struct type) <= 4, "alignment of struct " #type)
#define AT(type, member, at) _Static_assert(offsetof(struct type, member) == (at), "offset of " #type "." #member)
#define IS(name, number) _Static_assert((name) == (number), "value of " #name)

/* <sockfam/value.h> */

SIZE(sockfam_span, 2 * P);
AT(sockfam_span, data, 0);
AT(sockfam_span, size, P);

SIZE(sockfam_value, 8 + 2 * P);
AT(sockfam_value, kind, 0);
AT(sockfam_value, reserved, 4);
AT(sockfam_value, u, 8);
AT(sockfam_value, s, 8);
AT(sockfam_value, span, 8);

/* <sockfam/error.h> */

SIZE(sockfam_error, 1048);
AT(sockfam_error, kind, 0);
AT(sockfam_error, code, 4);
AT(sockfam_error, stage, 8);
AT(sockfam_error, offset, 12);
AT(sockfam_error, line, 16);
AT(sockfam_error, column, 20);
AT(sockfam_error, file, 24);
AT(sockfam_error, pointer, 280);
AT(sockfam_error, message, 536);

/* <sockfam/table.h> */

ROW(sockfam_record, 8);
AT(sockfam_record, row_size, 0);
AT(sockfam_record, rows, 4);

ROW(sockfam_head_row, 116);
AT(sockfam_head_row, name, 0);
AT(sockfam_head_row, doc, 16);
AT(sockfam_head_row, abi_major, 96);
AT(sockfam_head_row, abi_minor_min, 98);
AT(sockfam_head_row, abi_minor_max, 100);
AT(sockfam_head_row, family, 102);
AT(sockfam_head_row, flags, 104);
AT(sockfam_head_row, features, 108);

ROW(sockfam_format_row, 204);
AT(sockfam_format_row, name, 0);
AT(sockfam_format_row, doc, 16);
AT(sockfam_format_row, example, 96);
AT(sockfam_format_row, lead, 176);
AT(sockfam_format_row, family, 188);
AT(sockfam_format_row, size, 190);
AT(sockfam_format_row, min, 192);
AT(sockfam_format_row, tag_at, 194);
AT(sockfam_format_row, flags, 196);
AT(sockfam_format_row, code, 200);

ROW(sockfam_field_row, 160);
AT(sockfam_field_row, format, 0);
AT(sockfam_field_row, name, 16);
AT(sockfam_field_row, doc, 32);
AT(sockfam_field_row, kind, 112);
AT(sockfam_field_row, reserved, 114);
AT(sockfam_field_row, flags, 116);
AT(sockfam_field_row, at, 120);
AT(sockfam_field_row, size, 122);
AT(sockfam_field_row, len_at, 124);
AT(sockfam_field_row, zone_at, 126);
AT(sockfam_field_row, family, 128);
AT(sockfam_field_row, sep, 130);
AT(sockfam_field_row, set, 131);
AT(sockfam_field_row, when, 132);
AT(sockfam_field_row, min, 136);
AT(sockfam_field_row, max, 144);
AT(sockfam_field_row, initial, 152);

ROW(sockfam_protocol_row, 180);
AT(sockfam_protocol_row, name, 0);
AT(sockfam_protocol_row, doc, 24);
AT(sockfam_protocol_row, format, 104);
AT(sockfam_protocol_row, module, 120);
AT(sockfam_protocol_row, proc, 144);
AT(sockfam_protocol_row, type, 168);
AT(sockfam_protocol_row, protocol, 172);
AT(sockfam_protocol_row, flags, 176);

ROW(sockfam_constant_row, 20);
AT(sockfam_constant_row, name, 0);
AT(sockfam_constant_row, word, 4);
AT(sockfam_constant_row, value, 8);
AT(sockfam_constant_row, kind, 16);
AT(sockfam_constant_row, set, 17);
AT(sockfam_constant_row, flags, 18);

/* <sockfam/driver.h> */

SIZE(sockfam_host, 2 * P);
AT(sockfam_host, size, 0);
AT(sockfam_host, fail, P);

SIZE(sockfam_call, 8 + 2 * P);
AT(sockfam_call, host, 0);
AT(sockfam_call, error, P);
AT(sockfam_call, flags, 2 * P);
AT(sockfam_call, reserved, 4 + 2 * P);

SIZE(sockfam_format_code, 16 + 5 * P);
AT(sockfam_format_code, format, 0);
AT(sockfam_format_code, lookup, 16);
AT(sockfam_format_code, parse, 16 + P);
AT(sockfam_format_code, print, 16 + 2 * P);
AT(sockfam_format_code, encode, 16 + 3 * P);
AT(sockfam_format_code, decode, 16 + 4 * P);

SIZE(sockfam_code_v1, 16 + P);
AT(sockfam_code_v1, size, 0);
AT(sockfam_code_v1, format_size, 4);
AT(sockfam_code_v1, count, 8);
AT(sockfam_code_v1, reserved, 12);
AT(sockfam_code_v1, formats, 16);

SIZE(sockfam_builtin, 8 + 3 * P);
AT(sockfam_builtin, size, 0);
AT(sockfam_builtin, reserved, 4);
AT(sockfam_builtin, start, 8);
AT(sockfam_builtin, stop, 8 + P);
AT(sockfam_builtin, code, 8 + 2 * P);

ROW(sockfam_note_header, 20);
AT(sockfam_note_header, owner_size, 0);
AT(sockfam_note_header, size, 4);
AT(sockfam_note_header, type, 8);
AT(sockfam_note_header, owner, 12);

/* <sockfam/sockfam.h> */

SIZE(sockfam_family, 8 + 9 * P);
AT(sockfam_family, name, 0);
AT(sockfam_family, doc, P);
AT(sockfam_family, plugin, 2 * P);
AT(sockfam_family, af, 3 * P);
AT(sockfam_family, flags, 4 + 3 * P);
AT(sockfam_family, formats, 8 + 3 * P);
AT(sockfam_family, format_count, 8 + 4 * P);
AT(sockfam_family, protocols, 8 + 5 * P);
AT(sockfam_family, protocol_count, 8 + 6 * P);
AT(sockfam_family, problem, 8 + 7 * P);
AT(sockfam_family, state, 8 + 8 * P);

SIZE(sockfam_format, 5 * P);
AT(sockfam_format, driver, 0);
AT(sockfam_format, rows, P);
AT(sockfam_format, row_count, 2 * P);
AT(sockfam_format, fields, 3 * P);
AT(sockfam_format, field_count, 4 * P);

SIZE(sockfam_constant, UP(UP(3 * P) + 16 + P));
AT(sockfam_constant, name, 0);
AT(sockfam_constant, word, P);
AT(sockfam_constant, text, 2 * P);
AT(sockfam_constant, value, UP(3 * P));
AT(sockfam_constant, driver, UP(3 * P) + 8);
AT(sockfam_constant, kind, UP(3 * P) + 8 + P);
AT(sockfam_constant, set, UP(3 * P) + 12 + P);

SIZE(sockfam_constant_query, 3 * P);
AT(sockfam_constant_query, family, 0);
AT(sockfam_constant_query, prefix, P);
AT(sockfam_constant_query, value, 2 * P);

SIZE(sockfam_address, UP(UP(8 + P) + 128));
AT(sockfam_address, format, 0);
AT(sockfam_address, length, P);
AT(sockfam_address, received, 4 + P);
AT(sockfam_address, bytes, UP(8 + P));
AT(sockfam_address, alignment, UP(8 + P));

SIZE(sockfam_values, UP(UP(P) + 16 * (8 + 2 * P) + 16 * P + 768));
AT(sockfam_values, count, 0);
AT(sockfam_values, value, UP(P));
AT(sockfam_values, field, UP(P) + 16 * (8 + 2 * P));
AT(sockfam_values, scratch, UP(P) + 16 * (8 + 2 * P) + 16 * P);

/* <sockfam/socket.h> */

SIZE(sockfam_hook, 2 * P);
AT(sockfam_hook, interrupted, 0);
AT(sockfam_hook, data, P);

SIZE(sockfam_socket, UP(UP(3 * P) + 24));
AT(sockfam_socket, ctx, 0);
AT(sockfam_socket, format, P);
AT(sockfam_socket, hook, 2 * P);
AT(sockfam_socket, timeout, UP(3 * P));
AT(sockfam_socket, fd, UP(3 * P) + 8);
AT(sockfam_socket, protocol, UP(3 * P) + 12);
AT(sockfam_socket, family, UP(3 * P) + 16);
AT(sockfam_socket, type, UP(3 * P) + 18);
AT(sockfam_socket, flags, UP(3 * P) + 20);

/* <sockfam/message.h> */

SIZE(sockfam_message, 8 + 7 * P);
AT(sockfam_message, buffers, 0);
AT(sockfam_message, buffer_count, P);
AT(sockfam_message, control, 2 * P);
AT(sockfam_message, control_size, 3 * P);
AT(sockfam_message, address, 4 * P);
AT(sockfam_message, control_length, 5 * P);
AT(sockfam_message, length, 6 * P);
AT(sockfam_message, flags, 7 * P);
AT(sockfam_message, reserved, 4 + 7 * P);

SIZE(sockfam_control, 3 * P);
AT(sockfam_control, data, 0);
AT(sockfam_control, size, P);
AT(sockfam_control, length, 2 * P);

SIZE(sockfam_control_item, 16 + 3 * P);
AT(sockfam_control_item, level, 0);
AT(sockfam_control_item, type, 4);
AT(sockfam_control_item, data, 8);
AT(sockfam_control_item, size, 8 + P);
AT(sockfam_control_item, offset, 8 + 2 * P);
AT(sockfam_control_item, flags, 8 + 3 * P);
AT(sockfam_control_item, reserved, 12 + 3 * P);

SIZE(sockfam_operation, UP(2 * P) + 24);
AT(sockfam_operation, iv, 0);
AT(sockfam_operation, iv_size, P);
AT(sockfam_operation, op, UP(2 * P));
AT(sockfam_operation, assoclen, UP(2 * P) + 8);
AT(sockfam_operation, reserved, UP(2 * P) + 16);

/* <sockfam/connection.h> */

SIZE(sockfam_server, 8);
AT(sockfam_server, backlog, 0);
AT(sockfam_server, flags, 4);

/* <sockfam/table_option.h> */

ROW(sockfam_option_row, 136);
AT(sockfam_option_row, name, 0);
AT(sockfam_option_row, doc, 40);
AT(sockfam_option_row, level, 120);
AT(sockfam_option_row, number, 124);
AT(sockfam_option_row, kind, 128);
AT(sockfam_option_row, size, 130);
AT(sockfam_option_row, flags, 132);

/* Numbers that rows and structs hold, and sizes of arrays in them. */

IS(SOCKFAM_VALUE_NONE, 0);
IS(SOCKFAM_VALUE_UINT, 1);
IS(SOCKFAM_VALUE_SINT, 2);
IS(SOCKFAM_VALUE_TEXT, 3);
IS(SOCKFAM_VALUE_BYTES, 4);
IS(SOCKFAM_NO_LOOKUP, 1);
IS(SOCKFAM_DISPLAY, 2);
IS(SOCKFAM_ALL_FIELDS, 4);

IS(SOCKFAM_ERROR_NONE, 0);
IS(SOCKFAM_ERROR_OS, 1);
IS(SOCKFAM_ERROR_RESOLVER, 2);
IS(SOCKFAM_ERROR_HOST, 3);
IS(SOCKFAM_ERROR_TIMEOUT, 4);
IS(SOCKFAM_ERROR_TYPE, 5);
IS(SOCKFAM_ERROR_VALUE, 6);
IS(SOCKFAM_ERROR_OVERFLOW, 7);
IS(SOCKFAM_ERROR_CONFIG, 8);
IS(SOCKFAM_ERROR_PLUGIN, 9);
IS(SOCKFAM_ERROR_MEMORY, 10);
IS(SOCKFAM_STAGE_NONE, 0);
IS(SOCKFAM_STAGE_PARSE, 1);
IS(SOCKFAM_STAGE_PATH, 2);
IS(SOCKFAM_STAGE_NOTE, 3);
IS(SOCKFAM_STAGE_GATE, 4);
IS(SOCKFAM_STAGE_COMMIT, 5);
IS(SOCKFAM_STAGE_LOAD, 6);
IS(SOCKFAM_STAGE_MATCH, 7);
IS(SOCKFAM_ERROR_FILE_SIZE, 256);
IS(SOCKFAM_ERROR_MESSAGE_SIZE, 512);

IS(SOCKFAM_RECORD_HEAD, 1);
IS(SOCKFAM_RECORD_FORMATS, 2);
IS(SOCKFAM_RECORD_FIELDS, 3);
IS(SOCKFAM_RECORD_PROTOCOLS, 4);
IS(SOCKFAM_RECORD_CONSTANTS, 5);
IS(SOCKFAM_RECORD_STRINGS, 6);
IS(SOCKFAM_KIND_UINT, 1);
IS(SOCKFAM_KIND_SINT, 2);
IS(SOCKFAM_KIND_IFACE, 3);
IS(SOCKFAM_KIND_TEXT, 4);
IS(SOCKFAM_KIND_BYTES, 5);
IS(SOCKFAM_KIND_PATH, 6);
IS(SOCKFAM_KIND_BDADDR, 7);
IS(SOCKFAM_KIND_GUID, 8);
IS(SOCKFAM_KIND_IPV4, 9);
IS(SOCKFAM_KIND_IPV6, 10);
IS(SOCKFAM_CONSTANT_NUMBER, 1);
IS(SOCKFAM_CONSTANT_STRING, 2);
IS(SOCKFAM_NAME_SIZE, 16);
IS(SOCKFAM_PROTOCOL_SIZE, 24);
IS(SOCKFAM_DOC_SIZE, 80);
IS(SOCKFAM_LEAD_SIZE, 12);
IS(SOCKFAM_ADDRESS_MAX, 128);
IS(SOCKFAM_FIELDS_MAX, 16);
IS(SOCKFAM_ANY, -1);
IS(SOCKFAM_HEAD_CODE, 1);
IS(SOCKFAM_HEAD_WINDOWS, 2);
IS(SOCKFAM_FORMAT_SCALAR, 1);
IS(SOCKFAM_FORMAT_COLLAPSE, 2);
IS(SOCKFAM_CODE_LOOKUP, 1);
IS(SOCKFAM_CODE_PARSE, 2);
IS(SOCKFAM_CODE_PRINT, 4);
IS(SOCKFAM_CODE_ENCODE, 8);
IS(SOCKFAM_CODE_DECODE, 16);
IS(SOCKFAM_FIELD_BE, 1);
IS(SOCKFAM_FIELD_LE, 2);
IS(SOCKFAM_FIELD_HEX, 4);
IS(SOCKFAM_FIELD_WORD, 8);
IS(SOCKFAM_FIELD_OPT, 0x10);
IS(SOCKFAM_FIELD_TUPLE, 0x20);
IS(SOCKFAM_FIELD_TRIM, 0x40);
IS(SOCKFAM_FIELD_NAMED, 0x80);
IS(SOCKFAM_FIELD_EXTRA, 0x100);
IS(SOCKFAM_FIELD_SHADOW, 0x200);
IS(SOCKFAM_FIELD_TAIL, 0x400);
IS(SOCKFAM_FIELD_NONZERO, 0x800);
IS(SOCKFAM_STREAM, 1);
IS(SOCKFAM_DGRAM, 2);
IS(SOCKFAM_RAW, 3);
IS(SOCKFAM_RDM, 4);
IS(SOCKFAM_SEQPACKET, 5);
IS(SOCKFAM_DCCP, 6);

IS(SOCKFAM_SCRATCH_SIZE, 768);

IS(SOCKFAM_STATE_READY, 1);
IS(SOCKFAM_STATE_LOADED, 2);
IS(SOCKFAM_STATE_BUILTIN, 3);
IS(SOCKFAM_STATE_DISABLED, 4);
IS(SOCKFAM_STATE_MISSING, 5);
IS(SOCKFAM_STATE_REFUSED, 6);
IS(SOCKFAM_TEXT_MAX, 1024);
IS(SOCKFAM_RECORD_OPTIONS, 7);
IS(SOCKFAM_RECORD_MESSAGES, 8);
IS(SOCKFAM_PROTOCOL_DIAL_BINDS, 1);
IS(SOCKFAM_PROTOCOL_DIAL_ACCEPTS, 2);
IS(SOCKFAM_PROTOCOL_NAMELESS, 4);
IS(SOCKFAM_PROTOCOL_NO_MSG_NOSIGNAL, 8);
IS(SOCKFAM_OPTION_SIZE, 40);
IS(SOCKFAM_OPTION_DOC_SIZE, 80);
IS(SOCKFAM_OPTION_INT, 1);
IS(SOCKFAM_OPTION_BOOL, 2);
IS(SOCKFAM_OPTION_U32, 3);
IS(SOCKFAM_OPTION_U64, 4);
IS(SOCKFAM_OPTION_LINGER, 5);
IS(SOCKFAM_OPTION_TIMEVAL, 6);
IS(SOCKFAM_OPTION_TIMESPEC, 7);
IS(SOCKFAM_OPTION_TEXT, 8);
IS(SOCKFAM_OPTION_BYTES, 9);
IS(SOCKFAM_OPTION_COUNTED, 10);
IS(SOCKFAM_OPTION_FDS, 11);
IS(SOCKFAM_OPTION_CREDENTIALS, 12);
IS(SOCKFAM_OPTION_PACKET4, 13);
IS(SOCKFAM_OPTION_PACKET6, 14);
IS(SOCKFAM_OPTION_U8, 15);
IS(SOCKFAM_OPTION_READ_ONLY, 1);
IS(SOCKFAM_OPTION_WRITE_ONLY, 2);
IS(SOCKFAM_OPTION_SINGLE_STACK, 4);
IS(SOCKFAM_OPTIONS, 7);
IS(SOCKFAM_MESSAGES, 8);
IS(SOCKFAM_SOCKET_INFERRED, 1);
IS(SOCKFAM_SOCKET_NAMELESS, 2);
IS(SOCKFAM_SOCKET_NO_MSG_NOSIGNAL, 4);
IS(SOCKFAM_BACKLOG, 128);
IS(SOCKFAM_CONTROL_CLIPPED, 1);
IS(SOCKFAM_SERVER_REUSE_PORT, 1);
IS(SOCKFAM_SERVER_DUAL_STACK, 2);

SIZE(sockfam_verdict, 2 * P + 208);
AT(sockfam_verdict, family, 0);
AT(sockfam_verdict, protocol, P);
AT(sockfam_verdict, state, 2 * P);
AT(sockfam_verdict, code, 2 * P + 4);
AT(sockfam_verdict, text, 2 * P + 8);
IS(SOCKFAM_VERDICT_WORKS, 1);
IS(SOCKFAM_VERDICT_ABSENT, 2);
IS(SOCKFAM_VERDICT_UNSUPPORTED, 3);
IS(SOCKFAM_VERDICT_DENIED, 4);
IS(SOCKFAM_VERDICT_FAILED, 5);
IS(SOCKFAM_VERDICT_FOREIGN, 6);
IS(SOCKFAM_VERDICT_TEXT_SIZE, 200);
IS(SOCKFAM_PROBE_ACTIVE, 1);

/* <sockfam/resolve.h> */
#define UP_TO_POINTER(offset) (((offset) + P - 1) / P * P)

IS(SOCKFAM_IP_SIZE, 46);
IS(SOCKFAM_HOST_SIZE, 1025);
IS(SOCKFAM_INTERFACE_SIZE, 16);
SIZE(sockfam_hints, 16);
AT(sockfam_hints, family, 0);
AT(sockfam_hints, type, 4);
AT(sockfam_hints, protocol, 8);
AT(sockfam_hints, flags, 12);
SIZE(sockfam_addrinfo, UP(UP_TO_POINTER(12) + P) + sizeof(struct sockfam_address));
AT(sockfam_addrinfo, family, 0);
AT(sockfam_addrinfo, type, 4);
AT(sockfam_addrinfo, protocol, 8);
AT(sockfam_addrinfo, canonical, UP_TO_POINTER(12));
AT(sockfam_addrinfo, address, UP(UP_TO_POINTER(12) + P));
SIZE(sockfam_addrinfos, 2 * P);
AT(sockfam_addrinfos, count, 0);
AT(sockfam_addrinfos, items, P);
SIZE(sockfam_hostent, 6 * P);
AT(sockfam_hostent, name, 0);
AT(sockfam_hostent, family, P);
AT(sockfam_hostent, alias_count, 2 * P);
AT(sockfam_hostent, aliases, 3 * P);
AT(sockfam_hostent, address_count, 4 * P);
AT(sockfam_hostent, addresses, 5 * P);
SIZE(sockfam_interface, 20);
AT(sockfam_interface, index, 0);
AT(sockfam_interface, name, 4);
SIZE(sockfam_interfaces, 2 * P);
AT(sockfam_interfaces, count, 0);
AT(sockfam_interfaces, items, P);
