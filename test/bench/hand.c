/* SPDX-License-Identifier: MIT */
/* The formats written by hand, and what they share beyond hand.h. */
#include "hand.h"

#include <errno.h>
#include <net/if.h>

#define ROW(format, text) { #format, text, hand_parse_##format, hand_print_##format }

const struct hand_format hand_formats[] = {
    ROW(alg, "alg:hash,sha256"),
    ROW(can, "can:#3"),
    ROW(hci, "hci:1,channel=1"),
    ROW(hyperv, "hyperv:a42e7cda-d03f-480c-9cc2-a4de20abb878:00000400-facb-11e6-bd58-64006a7986d3"),
    ROW(inet, "inet:192.168.100.200:8080"),
    ROW(inet6, "inet6:[2001:db8:85a3::8a2e:370:7334]:8080"),
    ROW(isotp, "isotp:#3,rx=0x7e8,tx=0x7e0"),
    ROW(j1939, "j1939:#3,name=0xa00c81045a20021b,pgn=0xfeca,addr=0x40"),
    ROW(l2cap, "l2cap:AA:BB:CC:DD:EE:FF,psm=25"),
    ROW(netlink, "netlink:1234,groups=0x1"),
    ROW(packet, "packet:#2,proto=0x800"),
    ROW(qipcrtr, "qipcrtr:1:1234"),
    ROW(rds, "rds:10.20.30.40:4000"),
    ROW(rfcomm, "rfcomm:AA:BB:CC:DD:EE:FF,1"),
    ROW(sco, "sco:AA:BB:CC:DD:EE:FF"),
    ROW(tipc, "tipc:2,18888,17"),
    ROW(unix, "unix:/run/user/1000/bus"),
    ROW(vsock, "vsock:2:1024"),
    ROW(xdp, "xdp:#2,0"),
};
const size_t hand_format_count = sizeof(hand_formats) / sizeof(hand_formats[0]);

uint32_t hand_interface(struct hand_reader *reader, char until)
{
    char name[IF_NAMESIZE];
    if (hand_more(reader) && *reader->p == '#') {
        reader->p++;
        return (uint32_t)hand_number(reader, UINT32_MAX);
    }
    const char *end = memchr(reader->p, until, (size_t)(reader->end - reader->p));
    size_t size = (size_t)((end ? end : reader->end) - reader->p);
    if (size == 0)
        return 0;
    if (size >= sizeof(name)) {
        reader->is_bad = true;
        return 0;
    }
    memcpy(name, reader->p, size);
    name[size] = '\0';
    reader->p += size;
    uint32_t index = if_nametoindex(name);
    reader->is_bad |= index == 0;
    return index;
}

int hand_end(const struct hand_reader *reader, const struct hand *made, struct hand *address)
{
    if (reader->is_bad || reader->p != reader->end)
        return -EINVAL;
    address->length = made->length;
    memcpy(address->bytes, made->bytes, made->length);
    return 0;
}
