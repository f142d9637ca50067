/* SPDX-License-Identifier: MIT */
/* bind(2). The address is in the message, because what is wrong is nearly always the address. */
#include <sockfam/connection.h>

#include "core/socket/socket.h"

int sockfam_socket_bind(struct sockfam_socket *s, const struct sockfam_address *address, struct sockfam_error *error)
{
    char text[SF_SHOWN_ADDRESS];
    sf_error_begin(error);
    if (sf_sys_of(s)->bind(sf_fd(s), address->bytes, address->length) == 0)
        return 0;
    int code = errno;
    if (!sf_error_wants_text(error))
        return sf_os_fail(error, code, "bind");
    return sf_fail(error, SOCKFAM_ERROR_OS, code, "cannot bind to %s: %s",
                   sf_show_address(s, address, text, sizeof(text)), sf_errno_text(code));
}
