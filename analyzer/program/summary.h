/* What a caller needs to know of a function, as plain data without pointers into its IR. */
#ifndef PROGRAM_SUMMARY_H
#define PROGRAM_SUMMARY_H

#include "flow/range.h"
#include "program/lock.h"
#include "program/known.h"
#include "program/need.h"

/* How an operation ended. */
enum outcome {
    OUTCOME_ANY,
    OUTCOME_OK,
    OUTCOME_FAIL,
    OUTCOME_AGAIN,       /* not ready: nothing failed */
    OUTCOME_INTERRUPTED, /* a signal came: nothing failed */
    OUTCOME_END,         /* the peer is done */
    OUTCOME_PERMANENT,   /* failed so that trying again as it is cannot help */
    OUTCOME_COUNT
};

struct summary_setting {
    bool on_object; /* target is an object of the summary, else a path */
    uint32_t target;
    setting_id setting;
    struct setting_value value;
};
typedef VEC(struct summary_setting) setting_list;

struct summary_object {
    uint32_t handle_kind; /* 0: not known to be a handle */
};

struct summary_write {
    path_id path;
    struct setting_value value;
};

/* With an argument, or errno, in one range the result lies in the other, and these settings are
 * made. */
#define CASE_OF_ERRNO UINT32_MAX
struct summary_case {
    uint32_t param; /* or CASE_OF_ERRNO */
    struct range argument;
    struct range result;
    setting_list settings; /* on what the caller gives; only if they depend on the argument */
};

/* What the function gives back after its network operations ended in a certain way. */
struct summary_outcome {
    bool possible;
    struct range result;
    struct range shared;              /* results that come back after a failure, too: not taken for
                                         a success, unless the caller would never end otherwise */
    struct range error;               /* errno */
    VEC(struct summary_write) writes; /* of what the result goes with; no more than is known */
};

struct summary {
    bool solved;
    bool network;            /* it, or what it calls, talks to the network */
    bool blocks;             /* … and may wait there */
    bool resends;            /* … sends something: repeating it repeats a request */
    bool commands;           /* … by a library's command or query: what that does lasts */
    bool transacts;          /* … beginning a transaction: it happens as a whole or not at all */
    bool sends_unseen;       /* it sends something, but nobody looks how that ended */
    bool socket_use;         /* certainly the network: not only descriptors of unknown kind */
    bool accepts;            /* it waits for clients to connect */
    bool connects;           /* a new connection is there when all goes well */
    bool tells;              /* it asks a library how an earlier operation ended */
    bool retries;            /* it holds a retry loop, or calls what does */
    uint32_t retry_attempts; /* the largest number of attempts there, 0: not a number */
    bool goes_elsewhere;     /* it turns to the next address or server and remembers which */
    bool times_out;          /* a result of its own says that no answer came in time */
    bool follows_list;       /* it moves a cursor in a record on to the next of a list */
    bool shows;              /* what it writes tells a failure, or no answer, from a success */
    bool random;             /* what it returns depends on a random source */
    bool clock;              /* what it returns depends on a clock */
    bool no_return;
    struct pause pause;           /* that it takes when called */
    enum model_answer idempotent; /* of all it sends */
    struct known_value result;
    VEC(struct summary_case) cases; /* ascending by parameter */
    struct summary_outcome outcomes[OUTCOME_COUNT];
    VEC(struct summary_object) objects;
    VEC(struct summary_write) writes;
    setting_list settings;
    bool sets_alarm;
    struct setting_value alarm; /* nanoseconds; 0: disarmed */
    VEC(struct summary_need) needs;
    VEC(struct summary_send) sends;
    VEC(struct summary_lock) locks;
};

/* Takes over what is so of a function because it is so of one that it calls: by its `name`, or
 * perhaps through a pointer. A way to a server that only pointers may lead to (a log's outputs,
 * say) does not make a function wait for clients. */
void summary_inherit(struct summary *summary, const struct summary *callee, bool named);

void summary_finish(struct summary *summary);

#endif
