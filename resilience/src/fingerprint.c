#include "resil/fingerprint.h"
#include <string.h>

static uint64_t rotate(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

/* Bytes are read and written little-endian whatever the machine, so that prints can be stored. */
static uint64_t load(const uint8_t *p)
{
    uint64_t x = 0;
    for (int i = 7; i >= 0; i--)
        x = x << 8 | p[i];
    return x;
}

static void store(uint8_t *p, uint64_t x)
{
    for (int i = 0; i < 8; i++)
        p[i] = (uint8_t)(x >> (8 * i));
}

static void rounds(uint64_t v[4], int count)
{
    while (count-- > 0) {
        v[0] += v[1];
        v[2] += v[3];
        v[1] = rotate(v[1], 13) ^ v[0];
        v[3] = rotate(v[3], 16) ^ v[2];
        v[0] = rotate(v[0], 32);
        v[2] += v[1];
        v[0] += v[3];
        v[1] = rotate(v[1], 17) ^ v[2];
        v[3] = rotate(v[3], 21) ^ v[0];
        v[2] = rotate(v[2], 32);
    }
}

static void absorb(struct resil_fingerprinter *f, uint64_t word)
{
    f->v[3] ^= word;
    rounds(f->v, 2);
    f->v[0] ^= word;
}

void resil_fingerprint_start(struct resil_fingerprinter *f, const uint8_t *key)
{
    static const uint8_t zero[16];
    uint64_t k0 = load(key ? key : zero), k1 = load(key ? key + 8 : zero);
    *f = (struct resil_fingerprinter){
        /* "somepseudorandomlygeneratedbytes"; 0xee asks for the long output */
        .v = {k0 ^ UINT64_C(0x736f6d6570736575), k1 ^ UINT64_C(0x646f72616e646f6d) ^ 0xee,
              k0 ^ UINT64_C(0x6c7967656e657261), k1 ^ UINT64_C(0x7465646279746573)}};
}

void resil_fingerprint_append(struct resil_fingerprinter *f, const void *data, size_t size)
{
    const uint8_t *bytes = data;
    size_t held = f->size % 8;
    f->size += size;
    if (held) {
        size_t take = size < 8 - held ? size : 8 - held;
        if (take)
            memcpy(f->rest + held, bytes, take);
        if (held + take < 8)
            return;
        absorb(f, load(f->rest));
        bytes += take;
        size -= take;
    }
    for (; size >= 8; bytes += 8, size -= 8)
        absorb(f, load(bytes));
    if (size)
        memcpy(f->rest, bytes, size);
}

void resil_fingerprint_add(struct resil_fingerprinter *f, const void *data, size_t size)
{
    uint8_t length[8];
    store(length, size);
    resil_fingerprint_append(f, length, sizeof length);
    resil_fingerprint_append(f, data, size);
}

struct resil_fingerprint resil_fingerprint_end(struct resil_fingerprinter *f)
{
    struct resil_fingerprint print;
    memset(f->rest + f->size % 8, 0, 8 - f->size % 8);
    absorb(f, load(f->rest) | f->size << 56);
    f->v[2] ^= 0xee;
    rounds(f->v, 4);
    store(print.bytes, f->v[0] ^ f->v[1] ^ f->v[2] ^ f->v[3]);
    f->v[1] ^= 0xdd;
    rounds(f->v, 4);
    store(print.bytes + 8, f->v[0] ^ f->v[1] ^ f->v[2] ^ f->v[3]);
    return print;
}

bool resil_fingerprint_equal(struct resil_fingerprint a, struct resil_fingerprint b)
{
    return memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}

uint64_t resil_fingerprint_hash(const void *data, size_t size)
{
    struct resil_fingerprinter f;
    resil_fingerprint_start(&f, NULL);
    resil_fingerprint_append(&f, data, size);
    return load(resil_fingerprint_end(&f).bytes);
}
