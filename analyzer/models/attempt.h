/* What calls say about attempts: when to make the next one, and whether to make it at all. */
#ifndef MODELS_ATTEMPT_H
#define MODELS_ATTEMPT_H

#include "models/value.h"

/* How long to wait before the next attempt. It is told by the result or by what an argument points
 * to, or the call itself sleeps that long: its `sleeps` is then SHAPE_OWN. */
struct model_delay {
    bool present;
    uint32_t in;  /* the argument, MODEL_RETURNED, or MODEL_NO_ARG: slept */
    bool growing; /* each is longer than the one before, as long as attempts fail */
    bool jitter;  /* it has a random part */
    bool cap;     /* it has an upper limit */
};

/* A call that is asked whether an attempt may be made. With these results none is to be made, and
 * when attempts keep failing it gives them in the end. */
struct model_refusal {
    struct model_result results; /* without ranges: the call is asked nothing */
    uint32_t told;               /* it gives them at once when this argument … or MODEL_NO_ARG */
    struct model_result ending;  /* … has one of these values: it went well, or never will … */
    uint32_t over;               /* … and from then on, as this setting of `on` says; 0: none */
    const char *guard;           /* what it protects its callers' calls with ("breaker"); or NULL */
};

/* A call that makes its attempt again by itself: its own request, or what the functions do that it
 * is given to call. */
struct model_repetition {
    bool present;
    enum model_answer bounded; /* attempts or time are limited, however it is called */
};

/* With the argument in one of `when`, the result is one of `result`. */
struct model_case {
    uint32_t arg;
    struct model_result when;
    struct model_result result;
};

/* A request that carries a key by which the other side tells a repeated one: the argument, or a
 * member of what it points to, unless that is NULL. */
struct model_key {
    uint32_t arg; /* MODEL_NO_ARG: the call says nothing of keys */
    const char *member;
};

#endif
