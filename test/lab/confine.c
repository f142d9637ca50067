/* SPDX-License-Identifier: MIT */
/*
 * Runs a program under conditions in which families are missing or denied:
 *
 *     confine [-n] [-s] [-u UID:GID] PROGRAM ARGS..
 *
 *     -n  in a network namespace of its own, loopback up
 *     -s  under a system call filter with what Docker's default profile denies that matters here: sockets of the
 *         families vsock and alg, kernel modules, mounts, new namespaces, bpf; all with EPERM
 *     -u  as an ordinary user, without capabilities
 *
 * Exit status 126: the conditions could not be made; 127: no such program.
 */
#include <errno.h>
#include <grp.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <net/if.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

_Noreturn static void die(const char *what)
{
    fprintf(stderr, "confine: %s: %s\n", what, strerror(errno));
    exit(126);
}

static void own_network(void)
{
    struct ifreq request = { .ifr_name = "lo" };
    if (unshare(CLONE_NEWNET) < 0)
        die("no network namespace");
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    request.ifr_flags = IFF_UP;
    if (fd < 0 || ioctl(fd, SIOCSIFFLAGS, &request) < 0)
        die("loopback does not come up");
    close(fd);
}

/* clang-format off */
#define AT(member) ((uint32_t)offsetof(struct seccomp_data, member))
#define LOAD(member) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, AT(member))
#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define DENIED (SECCOMP_RET_ERRNO | EPERM)
#define DENY(number) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 1), RETURN(DENIED)

static void filter_calls(void)
{
    struct sock_filter rules[] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0), RETURN(DENIED),
        LOAD(nr),
        DENY(SYS_init_module), DENY(SYS_finit_module), DENY(SYS_delete_module), DENY(SYS_mount), DENY(SYS_umount2),
        DENY(SYS_unshare), DENY(SYS_setns), DENY(SYS_bpf), DENY(SYS_keyctl), DENY(SYS_add_key), DENY(SYS_request_key),
        DENY(SYS_perf_event_open), DENY(SYS_userfaultfd),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 1, 0), RETURN(SECCOMP_RET_ALLOW),
        LOAD(args[0]),
        DENY(AF_VSOCK), DENY(AF_ALG),
        RETURN(SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = { .len = (uint16_t)(sizeof(rules) / sizeof(rules[0])), .filter = rules };
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0)
        die("no system call filter");
}
/* clang-format on */

static void become_user(const char *ids)
{
    char *end = NULL;
    uid_t uid = (uid_t)strtoul(ids, &end, 10);
    gid_t gid = *end == ':' ? (gid_t)strtoul(end + 1, &end, 10) : uid;
    if (*end != '\0' || setgroups(0, NULL) < 0 || setresgid(gid, gid, gid) < 0 || setresuid(uid, uid, uid) < 0)
        die("cannot become the user");
}

int main(int argc, char **argv)
{
    const char *ids = NULL;
    int network = 0;
    int filter = 0;
    for (int option; (option = getopt(argc, argv, "+nsu:")) != -1;) {
        network |= option == 'n';
        filter |= option == 's';
        if (option == 'u')
            ids = optarg;
    }
    if (optind >= argc)
        return 126;
    if (network)
        own_network();
    if (filter)
        filter_calls();
    if (ids)
        become_user(ids);
    execvp(argv[optind], argv + optind);
    fprintf(stderr, "confine: %s: %s\n", argv[optind], strerror(errno));
    return 127;
}
