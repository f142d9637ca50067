/* SPDX-License-Identifier: MIT */
/* AF_XDP: frames sent from memory that is shared with the kernel, by a queue of the cable's near end. */
#include "flow.h"

#include <linux/if_xdp.h>
#include <net/ethernet.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>

#ifndef SOL_XDP
#define SOL_XDP 283
#endif

#define FRAME_SIZE 4096u
#define FRAMES 8u

/* Registers the memory and makes the four rings; gives the ring to send with. */
static unsigned char *share_memory(struct sockfam_socket *s, void *memory, struct xdp_ring_offset *offsets)
{
    struct sockfam_error error = { 0 };
    struct xdp_umem_reg memory_row = { .addr = (uintptr_t)memory,
                                       .len = FRAMES * FRAME_SIZE,
                                       .chunk_size = FRAME_SIZE };
    struct xdp_mmap_offsets all;
    size_t length = 0;
    flow_check(sockfam_socket_setsockopt(s, SOL_XDP, XDP_UMEM_REG, &memory_row, sizeof(memory_row), &error), "memory",
               &error);
    flow_set(s, SOL_XDP, XDP_UMEM_FILL_RING, FRAMES);
    flow_set(s, SOL_XDP, XDP_UMEM_COMPLETION_RING, FRAMES);
    flow_set(s, SOL_XDP, XDP_TX_RING, FRAMES);
    flow_check(sockfam_socket_getsockopt(s, SOL_XDP, XDP_MMAP_OFFSETS, &all, sizeof(all), &length, &error), "offsets",
               &error);
    FLOW_REQUIRE(length == sizeof(all));
    *offsets = all.tx;
    void *ring = mmap(NULL, all.tx.desc + FRAMES * sizeof(struct xdp_desc), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_POPULATE, sockfam_socket_fd(s), XDP_PGOFF_TX_RING);
    FLOW_REQUIRE(ring != MAP_FAILED);
    return ring;
}

static void *new_memory(void)
{
    void *memory = mmap(NULL, FRAMES * FRAME_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    FLOW_REQUIRE(memory != MAP_FAILED);
    return memory;
}

/* A frame by queue 0; the far end of the cable sees it come. */
static void frame(void)
{
    struct ether_header header = { .ether_dhost = { 2, 0, 0, 0, 7, 2 },
                                   .ether_shost = { 2, 0, 0, 0, 7, 1 },
                                   .ether_type = htons(0x88b6) };
    unsigned char received[200];
    struct sockfam_address from;
    struct sockfam_error error = { 0 };
    struct xdp_ring_offset offsets;
    flow_enter("far");
    struct sockfam_socket far = flow_open("packet", "dgram");
    flow_bind(&far, "packet:veth1,proto=0x88b6");
    flow_enter(NULL);
    unsigned char *memory = new_memory();
    struct sockfam_socket s = flow_open("xdp", "raw");
    unsigned char *ring = share_memory(&s, memory, &offsets);
    flow_bind(&s, "xdp:veth0,0,flags=0x%x", XDP_COPY);
    memcpy(memory + FRAME_SIZE, &header, sizeof(header));
    flow_fill(memory + FRAME_SIZE + sizeof(header), 100, 6);
    struct xdp_desc *slot = (void *)(ring + offsets.desc);
    *slot = (struct xdp_desc){ .addr = FRAME_SIZE, .len = sizeof(header) + 100 };
    atomic_store((_Atomic uint32_t *)(void *)(ring + offsets.producer), 1);
    flow_check(sockfam_socket_send(&s, NULL, 0, 0, &error), "send", &error);
    FLOW_REQUIRE(flow_take(&far, received, sizeof(received), &from) == 100);
    flow_filled(received, 100, 6);
    FLOW_REQUIRE(flow_field(&from, "proto") == 0x88b6);
    flow_close(&s);
    flow_close(&far);
}

/* A second socket shares the first one's memory, named by its descriptor; a queue that is not there is refused. */
static void shared(void)
{
    struct sockfam_error error = { 0 };
    struct xdp_ring_offset offsets;
    struct sockfam_socket one = flow_open("xdp", "raw");
    struct sockfam_socket other = flow_open("xdp", "raw");
    share_memory(&one, new_memory(), &offsets);
    struct sockfam_address absent = flow_address("xdp:veth0,99,flags=0x%x", XDP_COPY);
    FLOW_REQUIRE(sockfam_socket_bind(&one, &absent, &error) < 0);
    flow_bind(&one, "xdp:veth0,0,flags=0x%x", XDP_COPY);
    flow_set(&other, SOL_XDP, XDP_TX_RING, FRAMES);
    flow_bind(&other, "xdp:veth0,0,flags=0x%x,umem_fd=%d", XDP_SHARED_UMEM, sockfam_socket_fd(&one));
    flow_close(&other);
    flow_close(&one);
}

const struct flow xdp_flows[] = {
    ROOT_FLOW("xdp", "raw", "a frame out of shared memory, by cable", frame),
    ROOT_FLOW("xdp", "raw", "two sockets bound to a queue, one memory", shared),
    NO_MORE_FLOWS,
};
