/* SPDX-License-Identifier: MIT */
#ifndef SOCKFAM_OPTION_H
#define SOCKFAM_OPTION_H

#include <sockfam/socket.h>

#endif
