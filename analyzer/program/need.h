/* What a function leaves to its callers. */
#ifndef PROGRAM_NEED_H
#define PROGRAM_NEED_H

#include "program/path.h"

/* A network call of which the caller knows what is sent: it gives the handle that may have been
 * told, or the text. */
struct summary_send {
    uint32_t site;
    path_id path;
    bool text; /* the path is the text, else the handle */
};

enum need_kind {
    NEED_BOUND,  /* the bound must hold on the handle */
    NEED_AMOUNT, /* the value is a time that must be finite */
    NEED_ALARM,  /* only an alarm of a caller can bound the call */
};

/* Something a call in the function, or below it, needs and only a caller can give. */
struct summary_need {
    uint32_t site; /* index into the analysis' sites */
    enum need_kind kind;
    path_id path;    /* handle, descriptor or amount */
    bool attached;   /* bound: of what is attached to the handle there */
    uint32_t bound;  /* index into the models' bounds */
    bool may_be_no;  /* on some path here it is unbounded whatever the caller did */
    bool maybe;      /* alarm: whether the call needs one is not known yet */
    bool alarm_open; /* an alarm of a caller would bound it too */
};

/* A need that ended at a field or global: the stores of the program decide it. */
struct pending_need {
    struct summary_need need;
    bool is_global;
    uint32_t store;
};

#endif
