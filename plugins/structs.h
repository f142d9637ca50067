/* SPDX-License-Identifier: MIT */
/*
 * Structs that options and control messages of several drivers hold: of each a list of formats and one of fields, which
 * stand in a driver's own lists. Layouts: netinet/in.h, linux/errqueue.h, sys/socket.h.
 */
#ifndef SOCKFAM_PLUGINS_STRUCTS_H
#define SOCKFAM_PLUGINS_STRUCTS_H

/* clang-format off */
/* A struct of one size; further members may follow. */
#define STRUCT_OF(name_, doc_, example_, size_, ...) \
    { name_, doc_, example_, .size = size_, .min = size_, .flags = STRUCT, __VA_ARGS__ }
/* One that older kernels answer with fewer bytes, or that runs on. */
#define STRUCT_FROM(name_, doc_, example_, least, size_, ...) \
    { name_, doc_, example_, .size = size_, .min = least, .flags = STRUCT, __VA_ARGS__ }
/* An unsigned integer of a struct that must be given, and one that may be left out if it is 0. */
#define NUMBER_AT(format, name_, doc_, at_, size_, ...) \
    { format, name_, doc_, UINT, .at = at_, .size = size_, __VA_ARGS__ }
#define NAMED_AT(format, name_, doc_, flags_, at_, size_, ...) \
    { format, name_, doc_, UINT, (flags_) | OPT | NAMED, .at = at_, .size = size_, __VA_ARGS__ }

/* struct ucred */
#define UCRED_FORMATS STRUCT_OF("ucred", "a process and whom it runs as", "4711,0,0", 12)
#define UCRED_FIELDS                                         \
    { "ucred", "pid", "process", SINT, .at = 0, .size = 4 }, \
    NUMBER_AT("ucred", "uid", "user", 4, 4),                 \
    NUMBER_AT("ucred", "gid", "group", 8, 4)

/* struct sock_extended_err, and behind it the sockaddr of who caused the error, of `room` bytes */
#define EXTENDED_ERROR_FORMATS(room) \
    STRUCT_FROM("extended_err", "an error of a packet that was sent", "113,origin=2", 16, 16 + (room))
#define EXTENDED_ERROR_FIELDS                                                                 \
    NUMBER_AT("extended_err", "errno", "error number", 0, 4),                                 \
    NUMBER_AT("extended_err", "origin", "who says it, SO_EE_ORIGIN_*", 4, 1, .flags = NAMED), \
    NAMED_AT("extended_err", "type", "type of the ICMP message", 0, 5, 1),                    \
    NAMED_AT("extended_err", "code", "code of the ICMP message", 0, 6, 1),                    \
    NAMED_AT("extended_err", "pad", "zero, or the kernel's own", 0, 7, 1),                    \
    NAMED_AT("extended_err", "info", "more of it: the path MTU, in bytes", 0, 8, 4),          \
    NAMED_AT("extended_err", "data", "more of it", 0, 12, 4)
#define OFFENDER_FIELDS(room) \
    { "extended_err", "offender", "whose address caused it", ADDRESS, OPT | NAMED, .at = 16, .size = room }

/*
 * struct group_req, group_source_req and group_filter of RFC 3678: a sockaddr_storage begins at a long. `group` and
 * `source` are addresses of the driver, for examples; MODE is its word set of filter modes.
 */
#define GROUP_FORMATS(group, source)                                                                        \
    STRUCT_OF("group_req", "a multicast group", "#2,{" group "}", 136, .on = SOCKFAM_ON_LP64),              \
    STRUCT_OF("group_req", "a multicast group", "#2,{" group "}", 132, .on = SOCKFAM_ON_ILP32),             \
    STRUCT_OF("group_source", "a multicast group and a sender", "#2,{" group "},{" source "}", 264,         \
      .on = SOCKFAM_ON_LP64),                                                                               \
    STRUCT_OF("group_source", "a multicast group and a sender", "#2,{" group "},{" source "}", 260,         \
      .on = SOCKFAM_ON_ILP32),                                                                              \
    STRUCT_OF("group_filter", "senders to a multicast group", "#2,{" group "},0,sources={" source "}", 144, \
              .on = SOCKFAM_ON_LP64),                                                                       \
    STRUCT_OF("group_filter", "senders to a multicast group", "#2,{" group "},0,sources={" source "}", 140, \
              .on = SOCKFAM_ON_ILP32)
#define GROUP_FIELDS                                                                                        \
    { "group_req", "interface", "by which interface", IFACE, .at = 0, .size = 4 },                          \
    { "group_req", "group", "address of the group", ADDRESS, .at = 8, .size = 128, .when = 1 },             \
    { "group_req", "group", "address of the group", ADDRESS, .at = 4, .size = 128, .when = 2 },             \
    { "group_source", "interface", "by which interface", IFACE, .at = 0, .size = 4 },                       \
    { "group_source", "group", "address of the group", ADDRESS, .at = 8, .size = 128, .when = 1 },          \
    { "group_source", "group", "address of the group", ADDRESS, .at = 4, .size = 128, .when = 2 },          \
    { "group_source", "source", "address of the sender", ADDRESS, .at = 136, .size = 128, .when = 1 },      \
    { "group_source", "source", "address of the sender", ADDRESS, .at = 132, .size = 128, .when = 2 },      \
    { "group_filter", "interface", "by which interface", IFACE, .at = 0, .size = 4 },                       \
    { "group_filter", "group", "address of the group", ADDRESS, .at = 8, .size = 128, .when = 1 },          \
    { "group_filter", "group", "address of the group", ADDRESS, .at = 4, .size = 128, .when = 2 },          \
    { "group_filter", "mode", "0: all but these, 1: these only", UINT, WORD, .at = 136, .size = 4,          \
      .set = MODE, .when = 1 },                                                                             \
    { "group_filter", "mode", "0: all but these, 1: these only", UINT, WORD, .at = 132, .size = 4,          \
      .set = MODE, .when = 2 },                                                                             \
    { "group_filter", "sources", "addresses of the senders, at most 6", ADDRESS, LIST | TAIL | OPT | NAMED, \
      .at = 144,                                                                                            \
      .max = 6, .len_at = 140, .len_size = 4, .when = 1 },                                                  \
    { "group_filter", "sources", "addresses of the senders, at most 6", ADDRESS, LIST | TAIL | OPT | NAMED, \
      .at = 140,                                                                                            \
      .max = 6, .len_at = 136, .len_size = 4, .when = 2 }
/* clang-format on */

#endif
