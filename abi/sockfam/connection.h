/* SPDX-License-Identifier: MIT */
#ifndef SOCKFAM_CONNECTION_H
#define SOCKFAM_CONNECTION_H

#include <sockfam/socket.h>

#endif
