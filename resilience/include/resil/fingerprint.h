/*
 * fingerprint.h -- 128 bits that stand for a request, to tell whether a repeated key comes with
 * the same content.
 *
 * SipHash-2-4 with 128-bit output (Aumasson and Bernstein, 2012), stable over processes, machines
 * and versions of this library. With the default key it tells accidents apart, not attackers: who
 * wants two requests of his own to look alike can find some. Set a secret key if that matters.
 *
 *     struct resil_fingerprinter f;
 *     resil_fingerprint_start(&f, NULL);
 *     resil_fingerprint_add(&f, method, strlen(method));
 *     resil_fingerprint_add(&f, path, strlen(path));
 *     resil_fingerprint_add(&f, body, body_size);
 *     struct resil_fingerprint print = resil_fingerprint_end(&f);
 *
 * Each part counts with its length: ("ab", "c") is not ("a", "bc"). Leave out what may differ
 * between two sendings of one request: dates, trace ids. One thread per fingerprinter.
 */
#ifndef RESIL_FINGERPRINT_H
#define RESIL_FINGERPRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct resil_fingerprint {
    uint8_t bytes[16];
};

struct resil_fingerprinter {
    uint64_t v[4]; /* private from here */
    uint64_t size;
    uint8_t rest[8];
};

/* `key` is 16 bytes; NULL: the default key, all zero. */
void resil_fingerprint_start(struct resil_fingerprinter *f, const uint8_t *key);
void resil_fingerprint_add(struct resil_fingerprinter *f, const void *data, size_t size);
/* The same without the length: for one part that arrives in pieces. */
void resil_fingerprint_append(struct resil_fingerprinter *f, const void *data, size_t size);
/* `f` must be started anew before it is used again. */
struct resil_fingerprint resil_fingerprint_end(struct resil_fingerprinter *f);

bool resil_fingerprint_equal(struct resil_fingerprint a, struct resil_fingerprint b);

/* 64 stable bits of one piece of text, for buckets and tables: the first half of its print. */
uint64_t resil_fingerprint_hash(const void *data, size_t size);

#endif
