/* SPDX-License-Identifier: MIT */
/*
 * The file that a socket's address may be. Binding makes it, and nothing but its maker removes it: device and inode say
 * whether it is still the one that was made. A file that a socket has left behind is in the way of the next one: where
 * connecting is refused, nobody is there any more, and it is removed.
 */
#include "pipe.h"
#include "address.h"

#include <errno.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

void file_remember(struct made_file *file, const struct sockfam_address *address)
{
    struct stat status;
    if (address_path(address, file->path) && lstat(file->path, &status) == 0 && S_ISSOCK(status.st_mode)) {
        file->device = status.st_dev;
        file->inode = status.st_ino;
    } else {
        file->path[0] = '\0';
    }
}

int file_own(const struct made_file *file, const struct side *side)
{
    if (file->path[0] == '\0')
        return side->mode >= 0 || side->uid >= 0 || side->gid >= 0 ? -ENOTSUP : 0;
    if ((side->uid >= 0 || side->gid >= 0) && lchown(file->path, (uid_t)side->uid, (gid_t)side->gid) < 0)
        return -errno;
    return side->mode >= 0 && chmod(file->path, (mode_t)side->mode) < 0 ? -errno : 0;
}

static bool is_same(const struct made_file *file)
{
    struct stat status;
    return lstat(file->path, &status) == 0 && status.st_dev == file->device && status.st_ino == file->inode;
}

void file_remove(struct made_file *file)
{
    if (file->path[0] != '\0' && is_same(file))
        unlink(file->path);
    file->path[0] = '\0';
}

/* Whether connecting there is refused, by a socket of the same kind. */
static bool is_refused(const struct place *place, const struct sockfam_address *address)
{
    struct sockfam_socket s;
    if (sockfam_socket_open(place->socket.ctx, address->format->family->name, place->row->name, &s, NULL) < 0)
        return false;
    sockfam_socket_set_timeout(&s, SOCKFAM_NON_BLOCKING, NULL);
    int result = sockfam_socket_connect(&s, address, NULL);
    sockfam_socket_close(&s, NULL);
    return result == -ECONNREFUSED;
}

void file_clear(const struct place *place, const struct sockfam_address *address)
{
    const struct timespec moment = { .tv_nsec = 20000000 };
    struct made_file file = { .path = "" };
    file_remember(&file, address);
    if (file.path[0] == '\0' || !is_refused(place, address))
        return;
    nanosleep(&moment, NULL); /* somebody may have bound it, and listen only now */
    if (is_refused(place, address))
        file_remove(&file);
}
