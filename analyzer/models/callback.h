/* Functions of the program that a library calls. */
#ifndef MODELS_CALLBACK_H
#define MODELS_CALLBACK_H

#include "models/value.h"

struct model_callback {
    uint32_t function; /* the argument that is the function */
    uint32_t data;     /* the argument passed to it first, or MODEL_NO_ARG */
    bool when_ready;   /* data is a descriptor: it is called when that is ready; below 0, by time */
    uint32_t status; /* the function's own parameter that says how the operation ended, or NO_ARG */
    struct model_result failed; /* values of it: it failed */
    struct model_result well;   /* … it went well; without ranges: all others */
};

/* A timer: either the function is an argument, or it was given to the timer before. */
struct model_later {
    uint32_t function;           /* the argument that is the function, or MODEL_NO_ARG */
    uint32_t timer;              /* the argument that is the timer, or MODEL_NO_ARG */
    struct model_amount after;   /* an infinite time is none; no shape: given elsewhere */
    struct model_result repeats; /* results of the function after which it is called again */
};

#endif
