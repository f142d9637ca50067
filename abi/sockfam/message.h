/* SPDX-License-Identifier: MIT */
#ifndef SOCKFAM_MESSAGE_H
#define SOCKFAM_MESSAGE_H

#include <sockfam/socket.h>

#endif
