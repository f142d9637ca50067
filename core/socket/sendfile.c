/* SPDX-License-Identifier: MIT */
/*
 * A file into a socket. What the file is decides how: regular files that have a size go by sendfile(2), pipes by
 * splice(2), the rest is read and sent. Where the kernel refuses the first try of either, copying takes over; later
 * errors are errors. A regular file's position is used only if the caller wants it so, and then set once, behind what
 * was sent.
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <sockfam/transfer.h>

#include "core/socket/sigpipe.h"
#include "core/socket/socket.h"

#define BLOCK 65536
#define AT_ONCE (UINT64_C(1) << 30)

struct job {
    struct sf_wait wait;
    int file;
    bool is_seekable;
    bool is_pipe;
    int64_t at;    /* where to read, of seekable files */
    uint64_t left; /* bytes still wanted */
    uint64_t sent;
};

static size_t smaller(uint64_t left, size_t most)
{
    return left < most ? (size_t)left : most;
}

static void advance(struct job *job, size_t count)
{
    job->at += (int64_t)count;
    job->left -= count;
    job->sent += count;
}

/* One block by the kernel: bytes, 0 at the end, negative with errno. */
static ssize_t move_block(struct job *job)
{
    const struct sockfam_socket *s = job->wait.s;
    const struct sf_sys *sys = sf_sys_of(s);
    size_t size = smaller(job->left, AT_ONCE);
    off_t at = (off_t)job->at;
    if (!job->is_pipe)
        return sys->sendfile(sf_fd(s), job->file, &at, size);
    return sys->splice(job->file, NULL, sf_fd(s), NULL, size,
                       SPLICE_F_MOVE | (s->timeout >= 0 ? SPLICE_F_NONBLOCK : 0));
}

/* After EAGAIN of a splice either end may be why. */
static int wait_for_both(struct job *job)
{
    bool is_waited_for = job->is_pipe && errno == EAGAIN && job->wait.timeout > 0;
    int result = sf_wait_retry(&job->wait);
    return result == 0 && is_waited_for ? sf_wait_ready_fd(&job->wait, job->file, POLLIN) : result;
}

/* 0: done; 1: the kernel refuses this kind of file or socket, nothing is sent. */
static int by_kernel(struct job *job)
{
    int result = 0;
    while (result == 0 && job->left > 0) {
        ssize_t count = move_block(job);
        if (count == 0)
            return 0;
        if (count > 0) {
            advance(job, (size_t)count);
            result = job->left > 0 ? sf_wait_check(&job->wait) : 0;
        } else if (job->sent == 0 &&
                   (errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP || errno == EOVERFLOW)) {
            return 1;
        } else {
            result = wait_for_both(job);
        }
    }
    return result;
}

/* Reads a block; waits for it where the file is something that lets one wait. */
static ssize_t read_block(struct job *job, void *block)
{
    const struct sf_sys *sys = sf_sys_of(job->wait.s);
    size_t size = smaller(job->left, BLOCK);
    for (;;) {
        if (!job->is_seekable && job->wait.timeout > 0) {
            int result = sf_wait_ready_fd(&job->wait, job->file, POLLIN);
            if (result < 0)
                return result;
        }
        ssize_t count =
            job->is_seekable ? sys->pread(job->file, block, size, (off_t)job->at) : sys->read(job->file, block, size);
        if (count >= 0)
            return count;
        int result = errno == EAGAIN ? sf_wait_ready_fd(&job->wait, job->file, POLLIN) : sf_wait_retry(&job->wait);
        if (result < 0)
            return result;
    }
}

static int send_block(struct job *job, const char *block, size_t size)
{
    const struct sockfam_socket *s = job->wait.s;
    int result = 0;
    while (result == 0 && size > 0) {
        ssize_t count = sf_sys_of(s)->send(sf_fd(s), block, size, sf_send_flags(s, 0));
        if (count < 0) {
            result = sf_wait_retry(&job->wait);
            continue;
        }
        advance(job, (size_t)count);
        block += count;
        size -= (size_t)count;
        result = size > 0 ? sf_wait_check(&job->wait) : 0;
    }
    return result;
}

static int by_copying(struct job *job)
{
    char block[BLOCK];
    int result = 0;
    while (result == 0 && job->left > 0) {
        ssize_t count = read_block(job, block);
        if (count <= 0)
            return (int)count;
        result = send_block(job, block, (size_t)count);
        if (result == 0 && job->left > 0)
            result = sf_wait_check(&job->wait);
    }
    return result;
}

static int check(const struct job *job, int64_t offset, struct sockfam_error *error)
{
    const struct sockfam_socket *s = job->wait.s;
    if (offset < SOCKFAM_HERE || job->left == 0)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, EINVAL, SOCKFAM_REASON_RANGE,
                              offset < SOCKFAM_HERE ? "offset" : "count",
                              "sendfile: offset %lld, count %llu: from 0, and more than 0 bytes", (long long)offset,
                              (unsigned long long)job->left);
    if (s->type == SOCK_DGRAM || s->type == SOCK_RDM)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNSUPPORTED, "type",
                              "sendfile: the socket is one for datagrams, not for a stream");
    if (s->timeout == 0)
        return sf_fail_reason(error, SOCKFAM_ERROR_VALUE, 0, SOCKFAM_REASON_UNSUPPORTED, "timeout",
                              "sendfile: the socket is non-blocking");
    return 0;
}

/* Finds out what the file is. Terminals say they can seek and cannot: a device is read at its place only if asked. */
static int look_at(struct job *job, int64_t offset, struct stat *status, struct sockfam_error *error)
{
    const struct sf_sys *sys = sf_sys_of(job->wait.s);
    if (sys->fstat(job->file, status) < 0)
        return sf_os_fail(error, errno, "sendfile");
    job->is_pipe = S_ISFIFO(status->st_mode);
    job->is_seekable =
        S_ISREG(status->st_mode) || S_ISBLK(status->st_mode) || (S_ISCHR(status->st_mode) && offset != SOCKFAM_HERE);
    if (S_ISDIR(status->st_mode))
        return sf_os_fail(error, EISDIR, "sendfile");
    if (!job->is_seekable && offset != SOCKFAM_HERE)
        return sf_os_fail(error, ESPIPE, "sendfile");
    job->at = offset;
    if (job->is_seekable && offset == SOCKFAM_HERE)
        job->at = sys->lseek(job->file, 0, SEEK_CUR);
    return job->is_seekable && job->at < 0 ? sf_os_fail(error, errno, "sendfile") : 0;
}

static int run(struct job *job, const struct stat *status)
{
    bool is_moved = job->is_pipe || (S_ISREG(status->st_mode) && status->st_size > 0);
    int result = 1;
    if (is_moved) {
        struct sf_sigpipe guard;
        sf_sigpipe_begin(&guard, sf_sys_of(job->wait.s), job->wait.s->flags & SOCKFAM_SOCKET_SIGPIPE);
        result = by_kernel(job);
        sf_sigpipe_end(&guard, result == -EPIPE);
    }
    return result == 1 ? by_copying(job) : result;
}

int sockfam_socket_sendfile(struct sockfam_socket *s, int file, int64_t offset, uint64_t count, uint64_t *sent,
                            struct sockfam_error *error)
{
    struct job job = { .wait = sf_wait_begin(s, POLLOUT, "sendfile", error), .file = file, .left = count };
    struct stat status;
    if (sent)
        *sent = 0;
    int result = check(&job, offset, error);
    if (result == 0)
        result = look_at(&job, offset, &status, error);
    if (result < 0)
        return result;
    result = run(&job, &status);
    if (job.is_seekable && offset == SOCKFAM_HERE && job.sent > 0)
        sf_sys_of(s)->lseek(file, (off_t)job.at, SEEK_SET);
    if (sent)
        *sent = job.sent;
    return result;
}
