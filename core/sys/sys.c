/* SPDX-License-Identifier: MIT */
/* The real system. */
#include "core/sys/sys.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <unistd.h>

#include <sockfam/table.h>

#include "core/sys/mapped.h"

static int open_file(const char *path, int flags)
{
    return open(path, flags);
}

/* Between void * and the C library's several ideas of what an address argument is, a cast is all there is. */
static int bind_socket(int fd, const void *address, socklen_t length)
{
    return bind(fd, (const struct sockaddr *)address, length);
}

static int connect_socket(int fd, const void *address, socklen_t length)
{
    return connect(fd, (const struct sockaddr *)address, length);
}

static int accept_socket(int fd, void *address, socklen_t *length, int flags)
{
    return accept4(fd, (struct sockaddr *)address, length, flags);
}

static int get_name(int fd, void *address, socklen_t *length)
{
    return getsockname(fd, (struct sockaddr *)address, length);
}

static int get_peer(int fd, void *address, socklen_t *length)
{
    return getpeername(fd, (struct sockaddr *)address, length);
}

static ssize_t send_to(int fd, const void *data, size_t size, int flags, const void *address, socklen_t length)
{
    return sendto(fd, data, size, flags, (const struct sockaddr *)address, length);
}

static ssize_t receive_from(int fd, void *data, size_t size, int flags, void *address, socklen_t *length)
{
    return recvfrom(fd, data, size, flags, (struct sockaddr *)address, length);
}

/* The flags are int in one C library, unsigned in another. */
static int send_many(int fd, struct mmsghdr *messages, unsigned count, int flags)
{
    return sendmmsg(fd, messages, count, flags);
}

static int receive_many(int fd, struct mmsghdr *messages, unsigned count, int flags, struct timespec *timeout)
{
    return recvmmsg(fd, messages, count, flags, timeout);
}

static int control_fd(int fd, int command, int argument)
{
    return fcntl(fd, command, argument);
}

static int set_nonblocking(int fd, int on)
{
    return ioctl(fd, FIONBIO, &on);
}

static bool is_privileged(void)
{
    return getauxval(AT_SECURE) != 0;
}

const struct sf_sys sf_sys_default = {
    .if_nametoindex = if_nametoindex,
    .if_indextoname = if_indextoname,
    .if_nameindex = if_nameindex,
    .if_freenameindex = if_freenameindex,
    .gethostname = gethostname,
    .sethostname = sethostname,
    .resolver = &sf_resolver_default,
    .open = open_file,
    .stat = stat,
    .fstat = fstat,
    .pread = pread,
    .close = close,
    .opendir = opendir,
    .readdir = readdir,
    .closedir = closedir,
    .realpath = realpath,
    .dlopen = dlopen,
    .dlsym = dlsym,
    .dlerror = dlerror,
    .mapped = sf_mapped,
    .loaded_name = sf_loaded_name,
    .secure_getenv = secure_getenv,
    .is_privileged = is_privileged,
    .geteuid = geteuid,
    .getegid = getegid,
    .socket = socket,
    .socketpair = socketpair,
    .bind = bind_socket,
    .connect = connect_socket,
    .listen = listen,
    .accept4 = accept_socket,
    .shutdown = shutdown,
    .getsockname = get_name,
    .getpeername = get_peer,
    .getsockopt = getsockopt,
    .setsockopt = setsockopt,
    .send = send,
    .sendto = send_to,
    .sendmsg = sendmsg,
    .sendmmsg = send_many,
    .recv = recv,
    .recvfrom = receive_from,
    .recvmsg = recvmsg,
    .recvmmsg = receive_many,
    .sendfile = sendfile,
    .splice = splice,
    .read = read,
    .lseek = lseek,
    .fcntl = control_fd,
    .set_nonblocking = set_nonblocking,
    .ppoll = ppoll,
    .clock_gettime = clock_gettime,
    .thread_sigmask = pthread_sigmask,
    .sigpending = sigpending,
    .sigtimedwait = sigtimedwait,
};

int sf_type_number(int32_t type)
{
    static const int numbers[] = {
        [SOCKFAM_STREAM] = SOCK_STREAM, [SOCKFAM_DGRAM] = SOCK_DGRAM,         [SOCKFAM_RAW] = SOCK_RAW,
        [SOCKFAM_RDM] = SOCK_RDM,       [SOCKFAM_SEQPACKET] = SOCK_SEQPACKET, [SOCKFAM_DCCP] = SOCK_DCCP,
    };
    return type > 0 && (size_t)type < sizeof(numbers) / sizeof(numbers[0]) ? numbers[type] : type;
}

const char *sf_errno_text(int code)
{
    const char *text = strerrordesc_np(code);
    return text ? text : "unknown error";
}
