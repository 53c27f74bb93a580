/* Locks as the analysis sees them. A lock is a handle of a kind that the models say can be `held`;
 * whether it is, its setting tells at every point of a function. */
#ifndef PROGRAM_LOCK_H
#define PROGRAM_LOCK_H

#include "models/model.h"
#include "program/path.h"

/* Which lock it is, as far as that makes sense in every function: the fields that lead to it, the
 * innermost first, and at last the global they lie in, if they lie in one. */
#define LOCK_KEY_PARTS 4
struct lock_key {
    uint32_t parts[LOCK_KEY_PARTS];
    uint32_t count; /* 0: only its own function can tell */
    bool closed;    /* ends in a global: nothing goes before it */
};

/* A call that takes or releases a lock. */
struct lock_act {
    cell_id cell; /* its setting */
    ir_instr_id call;
    bool takes;
    bool foreign; /* releases what was not taken before in the same function */
    str_id name;  /* as the function writes it, in the analysis' texts */
    struct lock_key key;
    path_id path; /* of the pointer to it, for callers; or 0 */
    setting_id setting;
};
struct lock_list {
    VEC(struct lock_act) acts;
    struct map ids; /* cell and call -> index into acts + 1 */
};

/* What a function does with a lock that its callers see, too. */
enum lock_use {
    LOCK_PASSES,   /* takes it and releases it again */
    LOCK_LEAVES,   /* may leave it held … */
    LOCK_RELEASES, /* releases what a caller took */
};
struct summary_lock {
    enum lock_use use;
    path_id path; /* of the pointer to it */
    setting_id setting;
    struct range when;   /* … when the result is one of these … */
    struct range unless; /* … and not when it is one of those; both empty: it always may */
};

/* A lock that is held, or was released, where a function makes a call. */
struct lock_at_call {
    func_ref func;
    ir_instr_id call;
    bool held;
    ir_instr_id taken;
    str_id name;
    struct lock_key key;
};

/* What an argument must be for a call to be made. */
struct call_condition {
    func_ref func;
    ir_instr_id call;
    uint32_t param;
    struct range range;
};

/* How a lock comes to be held: it is taken there, or that call is made while it is. */
struct lock_hold {
    str_id name;
    struct lock_key key;
    func_ref func;
    ir_instr_id instr;
    uint32_t above; /* how that came; 0: it is taken there */
    uint32_t depth;
};

/* What is found out about locks in the whole program. */
struct lock_book {
    VEC(struct lock_at_call) calls;        /* those of one call stand together; so with … */
    VEC(struct call_condition) conditions; /* … those of calls that may reach the network */
    VEC(struct lock_hold) holds;           /* [0] unused */
};

/* Whether both may be the same lock. */
bool lock_key_matches(const struct lock_key *a, const struct lock_key *b);

struct lock_key lock_key_of(const struct space *space, symbol_id pointer);

/* Whether the act is the first of its lock: to look at each lock once. */
bool lock_is_first(const struct lock_list *list, uint32_t index);

void lock_list_finish(struct lock_list *list);
void lock_book_finish(struct lock_book *book);

#endif
