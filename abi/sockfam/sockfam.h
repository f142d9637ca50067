/* SPDX-License-Identifier: MIT */
/* The library, for applications: everything but what only the author of a driver needs. */
#ifndef SOCKFAM_SOCKFAM_H
#define SOCKFAM_SOCKFAM_H

#include <sockfam/config.h>
#include <sockfam/connection.h>
#include <sockfam/context.h>
#include <sockfam/message.h>
#include <sockfam/option.h>
#include <sockfam/probe.h>
#include <sockfam/resolve.h>
#include <sockfam/socket.h>
#include <sockfam/transfer.h>

#endif
