/* SPDX-License-Identifier: MIT */
/* Constants of getaddrinfo(3) and getnameinfo(3); numbers: netdb.h of glibc. Other C libraries may differ in some. */
#ifndef SOCKFAM_GENERIC_RESOLVER_H
#define SOCKFAM_GENERIC_RESOLVER_H

#define RESOLVER_CONSTANTS(NUMBER, WORD, STRING)                                                                       \
    /* flags of getaddrinfo */                                                                                         \
    NUMBER(AI_PASSIVE, 0x0001)                                                                                         \
    NUMBER(AI_CANONNAME, 0x0002)                                                                                       \
    NUMBER(AI_NUMERICHOST, 0x0004)                                                                                     \
    NUMBER(AI_V4MAPPED, 0x0008)                                                                                        \
    NUMBER(AI_ALL, 0x0010)                                                                                             \
    NUMBER(AI_ADDRCONFIG, 0x0020)                                                                                      \
    NUMBER(AI_IDN, 0x0040)                                                                                             \
    NUMBER(AI_CANONIDN, 0x0080)                                                                                        \
    NUMBER(AI_IDN_ALLOW_UNASSIGNED, 0x0100)                                                                            \
    NUMBER(AI_IDN_USE_STD3_ASCII_RULES, 0x0200)                                                                        \
    NUMBER(AI_NUMERICSERV, 0x0400)                                                                                     \
    /* flags of getnameinfo, and sizes that it never exceeds, bytes */                                                 \
    NUMBER(NI_NUMERICHOST, 1)                                                                                          \
    NUMBER(NI_NUMERICSERV, 2)                                                                                          \
    NUMBER(NI_NOFQDN, 4)                                                                                               \
    NUMBER(NI_NAMEREQD, 8)                                                                                             \
    NUMBER(NI_DGRAM, 16)                                                                                               \
    NUMBER(NI_IDN, 32)                                                                                                 \
    NUMBER(NI_MAXSERV, 32)                                                                                             \
    NUMBER(NI_IDN_ALLOW_UNASSIGNED, 64)                                                                                \
    NUMBER(NI_IDN_USE_STD3_ASCII_RULES, 128)                                                                           \
    NUMBER(NI_MAXHOST, 1025)                                                                                           \
    /* errors of both */                                                                                               \
    NUMBER(EAI_BADFLAGS, -1)                                                                                           \
    NUMBER(EAI_NONAME, -2)                                                                                             \
    NUMBER(EAI_AGAIN, -3)                                                                                              \
    NUMBER(EAI_FAIL, -4)                                                                                               \
    NUMBER(EAI_NODATA, -5)                                                                                             \
    NUMBER(EAI_FAMILY, -6)                                                                                             \
    NUMBER(EAI_SOCKTYPE, -7)                                                                                           \
    NUMBER(EAI_SERVICE, -8)                                                                                            \
    NUMBER(EAI_ADDRFAMILY, -9)                                                                                         \
    NUMBER(EAI_MEMORY, -10)                                                                                            \
    NUMBER(EAI_SYSTEM, -11)                                                                                            \
    NUMBER(EAI_OVERFLOW, -12)                                                                                          \
    NUMBER(EAI_INPROGRESS, -100)                                                                                       \
    NUMBER(EAI_CANCELED, -101)                                                                                         \
    NUMBER(EAI_NOTCANCELED, -102)                                                                                      \
    NUMBER(EAI_ALLDONE, -103)                                                                                          \
    NUMBER(EAI_INTR, -104)                                                                                             \
    NUMBER(EAI_IDN_ENCODE, -105)

#endif
