/* SPDX-License-Identifier: MIT */
/* The kernel's algorithms, against vectors that others have published. */
#include <sockfam/afalg.h>

#include "flow.h"

#include <errno.h>
#include <linux/if_alg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

#ifndef SOL_ALG
#define SOL_ALG 279
#endif

static size_t from_hex(const char *text, unsigned char *bytes)
{
    size_t size = 0;
    for (unsigned byte = 0; sscanf(text + 2 * size, "%2x", &byte) == 1;)
        bytes[size++] = (unsigned char)byte;
    return size;
}

static void require_hex(const unsigned char *bytes, size_t size, const char *text)
{
    unsigned char wanted[256];
    FLOW_REQUIRE(from_hex(text, wanted) == size && memcmp(bytes, wanted, size) == 0);
    flow_count(size);
}

/* Bound to an algorithm, with its key in hexadecimal, or none. */
static struct sockfam_socket algorithm(const char *address, const char *key)
{
    unsigned char bytes[64];
    struct sockfam_error error = { 0 };
    struct sockfam_socket s = flow_open("alg", "alg");
    flow_bind(&s, "%s", address);
    if (key)
        flow_check(sockfam_socket_setsockopt(&s, SOL_ALG, ALG_SET_KEY, bytes, from_hex(key, bytes), &error), "key",
                   &error);
    return s;
}

/* A socket for requests. The kernel tells no address of it. */
static struct sockfam_socket requests(struct sockfam_socket *s)
{
    struct sockfam_address peer;
    struct sockfam_socket accepted = flow_accept(s, &peer);
    FLOW_REQUIRE(peer.length == 0);
    return accepted;
}

static void digest_of(const char *address, const char *key, const char *text, const char *wanted)
{
    unsigned char digest[64];
    struct sockfam_socket s = algorithm(address, key);
    struct sockfam_socket request = requests(&s);
    flow_give(&request, text, strlen(text), NULL);
    flow_count(strlen(text));
    require_hex(digest, flow_take(&request, digest, sizeof(digest), NULL), wanted);
    flow_close(&request);
    flow_close(&s);
}

/* FIPS 180-2, appendix B; and the features and the mask of an address that any driver fits. */
static void hash(void)
{
    const char *abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    digest_of("alg:hash,sha256", NULL, "abc", abc);
    digest_of("alg:hash,sha512", NULL, "abc",
              "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
              "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

/* RFC 4231, case 2 */
static void keyed_hash(void)
{
    digest_of("alg:hash,hmac(sha256)", "4a656665", "what do ya want for nothing?",
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

/* One operation with data in hexadecimal; its result must be `wanted`. */
static void operate(struct sockfam_socket *s, uint32_t op, const char *iv, int64_t assoclen, const char *data,
                    const char *wanted)
{
    unsigned char vector[16];
    unsigned char bytes[256];
    unsigned char answer[256];
    struct sockfam_error error = { 0 };
    struct sockfam_afalg operation = { .iv = vector, .iv_size = from_hex(iv, vector), .op = op };
    if (assoclen >= 0) {
        operation.flags = SOCKFAM_AFALG_ASSOCLEN;
        operation.assoclen = (uint32_t)assoclen;
    }
    struct iovec buffer = { .iov_base = bytes, .iov_len = from_hex(data, bytes) };
    struct sockfam_socket request = requests(s);
    flow_check(sockfam_socket_sendmsg_afalg(&request, &buffer, 1, &operation, 0, &error), "sendmsg_afalg", &error);
    flow_count(buffer.iov_len);
    require_hex(answer, flow_take(&request, answer, strlen(wanted) / 2, NULL), wanted);
    flow_close(&request);
}

/* NIST SP 800-38A, F.2.1 */
static void cipher(void)
{
    const char *iv = "000102030405060708090a0b0c0d0e0f";
    const char *plain = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51";
    const char *secret = "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2";
    struct sockfam_socket s = algorithm("alg:skcipher,cbc(aes)", "2b7e151628aed2a6abf7158809cf4f3c");
    operate(&s, ALG_OP_ENCRYPT, iv, -1, plain, secret);
    operate(&s, ALG_OP_DECRYPT, iv, -1, secret, plain);
    flow_close(&s);
}

#define ASSOCIATED "feedfacedeadbeeffeedfacedeadbeefabaddad2"
#define PLAIN                                                                                                          \
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"                                                 \
    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
#define SECRET                                                                                                         \
    "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"                                                 \
    "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091"
#define TAG "5bc94fbc3221a5db94fae95ae7121a47"

/* McGrew and Viega, "The Galois/Counter Mode of Operation", test case 4 */
static void authenticated(void)
{
    const char *iv = "cafebabefacedbaddecaf888";
    struct sockfam_error error = { 0 };
    struct sockfam_socket s = algorithm("alg:aead,gcm(aes)", "feffe9928665731c6d6a8f9467308308");
    flow_check(sockfam_socket_setsockopt(&s, SOL_ALG, ALG_SET_AEAD_AUTHSIZE, NULL, 16, &error), "size of the tag",
               &error);
    operate(&s, ALG_OP_ENCRYPT, iv, 20, ASSOCIATED PLAIN, ASSOCIATED SECRET TAG);
    operate(&s, ALG_OP_DECRYPT, iv, 20, ASSOCIATED SECRET TAG, ASSOCIATED PLAIN);
    flow_close(&s);
}

/* ANSI X9.31: the first 16 bytes are E(E(time) xor vector). The cipher, known to be right by now, computes them too. */
static void generator(void)
{
    unsigned char bytes[64];
    unsigned char time[16];
    char text[33] = "";
    const char *key = "f3b1666d13607242ed061cabb8d46202";
    struct sockfam_socket s = algorithm("alg:rng,ansi_cprng", "80000000000000000000000000000000"
                                                              "f3b1666d13607242ed061cabb8d46202"
                                                              "e6b3be782a23fa62d71d4afbb0e922f9");
    struct sockfam_socket request = requests(&s);
    FLOW_REQUIRE(flow_take(&request, bytes, 16, NULL) == 16);
    flow_count(16);
    flow_close(&request);
    flow_close(&s);
    for (int i = 0; i < 16; i++)
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    struct sockfam_socket ecb = algorithm("alg:skcipher,ecb(aes)", key);
    request = requests(&ecb);
    struct sockfam_error error = { 0 };
    struct sockfam_afalg operation = { .op = ALG_OP_ENCRYPT };
    struct iovec buffer = { .iov_base = time, .iov_len = from_hex("e6b3be782a23fa62d71d4afbb0e922f9", time) };
    flow_check(sockfam_socket_sendmsg_afalg(&request, &buffer, 1, &operation, 0, &error), "sendmsg_afalg", &error);
    FLOW_REQUIRE(flow_take(&request, time, 16, NULL) == 16);
    time[0] ^= 0x80;
    flow_check(sockfam_socket_sendmsg_afalg(&request, &buffer, 1, &operation, 0, &error), "sendmsg_afalg", &error);
    FLOW_REQUIRE(flow_take(&request, time, 16, NULL) == 16);
    require_hex(time, 16, text);
    flow_close(&request);
    flow_close(&ecb);
}

static void refusal(void)
{
    struct sockfam_error error = { 0 };
    struct sockfam_socket s = flow_open("alg", "alg");
    struct sockfam_address nothing = flow_address("alg:hash,nosuch");
    FLOW_REQUIRE(sockfam_socket_bind(&s, &nothing, &error) < 0 && error.kind == SOCKFAM_ERROR_OS);
    struct sockfam_address odd = flow_address("alg:hash,sha256,feat=0x1000,mask=0x1");
    FLOW_REQUIRE(sockfam_socket_bind(&s, &odd, &error) == -EINVAL); /* a mask that is not for users */
    struct sockfam_address hidden = flow_address("alg:hash,sha256,feat=0x1000,mask=0x1000");
    FLOW_REQUIRE(sockfam_socket_bind(&s, &hidden, &error) == -ENOENT); /* CRYPTO_ALG_KERN_DRIVER_ONLY: none of those */
    flow_bind(&s, "alg:hash,sha256,feat=0x0,mask=0x1000");      /* one that is not such a driver */
    flow_close(&s);
}

const struct flow alg_flows[] = {
    FLOW("alg", "alg", "hash: sha256 and sha512 of abc", hash),
    FLOW("alg", "alg", "hash: hmac(sha256), RFC 4231", keyed_hash),
    FLOW("alg", "alg", "skcipher: cbc(aes), NIST SP 800-38A, there and back", cipher),
    FLOW("alg", "alg", "aead: gcm(aes), associated data and tag, there and back", authenticated),
    FLOW("alg", "alg", "rng: ansi_cprng, a seed and what ecb(aes) makes of it", generator),
    FLOW("alg", "alg", "no such algorithm; one chosen by features", refusal),
    NO_MORE_FLOWS,
};
