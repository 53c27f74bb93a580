/* Values as they are known outside of the function that made them. */
#ifndef PROGRAM_KNOWN_H
#define PROGRAM_KNOWN_H

#include "flow/range.h"
#include "program/path.h"

enum known_kind {
    KNOWN_NOTHING, /* but its range */
    KNOWN_PATH,    /* what a path held when the function was entered */
    KNOWN_OBJECT,  /* a handle made by the function */
    KNOWN_TEXT,
    KNOWN_FUNC,
};

/* A value as seen from outside. */
struct known_value {
    enum known_kind kind;
    struct range range;
    path_id path;
    uint32_t object;  /* index into the summary's objects */
    const char *text; /* lives as long as the analysis */
    func_ref func;
};

/* The values a setting or another place may have where the function ends. */
struct setting_value {
    struct range constants; /* those of which the range is known */
    bool inherits;          /* on some path it keeps the value from before */
    bool unknown;           /* of some value nothing is known */
    uint32_t object;        /* 1 + a handle that the function made, among the summary's objects */
    path_id path;           /* the value is what this path held, when only that … */
    bool not_zero;          /* … which happens only where it is not 0 */
    uint32_t store;         /* field or global that the unknown value was read from, or 0 */
    bool store_is_global;
    const char *text;
};

/* A pause: of a function, outside of its own loops, or between the attempts of a retry. */
struct pause {
    bool present;
    bool random;
    bool growing;
    bool capped;
    int64_t constant_ns; /* -1: not a number */
    uint32_t params;     /* of a function's own pause: bit per parameter that decides its length */
};

#endif
