/* How a stored module lies in memory: this header, then the sections in the order of sections.def,
 * then the bytes of the texts. Everything in the byte order of the machine that made it, every
 * section aligned to 8. Private to analyzer/ir and its tests. */
#ifndef IR_BLOB_H
#define IR_BLOB_H

#include "ir/ir.h"

#define IR_BLOB_MAGIC   UINT32_C(0x52495352) /* "RSIR" on a little-endian machine */
#define IR_BLOB_VERSION 2u                   /* raised with every change of a stored struct */

enum ir_section_id {
#define IR_SECTION(type, name) IR_SECTION_##name,
#define IR_SECTION_U32(name)   IR_SECTION_##name,
#include "ir/sections.def"
    IR_SECTION_TEXT_BYTES,
    IR_SECTION_COUNT
};

struct ir_blob_section {
    uint64_t offset; /* from the start of the block */
    uint32_t count;  /* entries; of the text bytes: bytes */
    uint32_t item_size;
};

struct ir_blob {
    uint32_t magic;
    uint32_t version;
    uint64_t checksum; /* of everything behind this field */
    uint64_t size;     /* of the whole block */
    ir_str unit_path;
    uint32_t reserved; /* 0 */
    struct ir_blob_section sections[IR_SECTION_COUNT];
};

/* The checksum of a block of `size` bytes, a multiple of 8: differs whenever one word does. */
uint64_t ir_blob_checksum(const void *bytes, size_t size);

#endif
