/* What the functions of a library mean to a program that talks to a network. All of it comes from
 * models/LIBRARY.yaml (docs/models.md is the reference of the keys); no function of any library is
 * named in C. Everything lives as long as the model_set and is immutable after loading. */
#ifndef MODELS_MODEL_H
#define MODELS_MODEL_H

#include "base/strtab.h"
#include "base/vec.h"
#include "models/attempt.h"
#include "models/callback.h"

enum model_operation {
    OPERATION_NONE, /* not a network call by itself */
    OPERATION_RESOLVE,
    OPERATION_CONNECT,
    OPERATION_ACCEPT,
    OPERATION_HANDSHAKE,
    OPERATION_REQUEST, /* sends something and waits for the answer */
    OPERATION_SEND,
    OPERATION_RECEIVE,
    OPERATION_WAIT, /* waits for readiness: poll and its like */
    OPERATION_COMMAND,
    OPERATION_QUERY,
    OPERATION_PUBLISH,
    OPERATION_DRIVE, /* advances transfers without blocking (curl_multi_perform) */
};

/* A call that tells afterwards how an operation on its handle `on` ended: `into` is the argument
 * it fills (or MODEL_RETURNED), only when argument `key_arg` equals `key` (an HTTP status). */
struct model_status {
    uint32_t into;      /* MODEL_NO_ARG: the call tells nothing */
    const char *member; /* the field of the structure there that says it ("data.result"), or NULL */
    uint32_t key_arg;   /* or MODEL_NO_ARG: always */
    int64_t key;
    struct model_result fails;
    struct model_result permanent;
    struct model_result again;    /* it was not ready: nothing failed */
    struct model_result succeeds; /* without ranges: every result that says no other */
};

/* How the value of a setting is read from a configuring call. */
enum model_reading {
    READING_VALUE,   /* the argument as integer */
    READING_BIT,     /* 1 if the argument has all bits of `bits`, else 0 */
    READING_POINTEE, /* the integer the argument points to */
    READING_TIMEVAL, /* nanoseconds of the struct timeval the argument points to */
    READING_TIMESPEC,
    READING_TIMEVAL_VALUE,
    READING_CONSTANT, /* `constant`, whatever the call says */
    READING_TEXT,     /* the argument is a string (method names, URLs, header lists) */
};

/* Setting ids are dense over all models; equal names in one handle kind are one setting. */
typedef uint32_t setting_id; /* 1-based; 0: none of those that models name */

struct model_setting {
    const char *name; /* "CURLOPT_TIMEOUT", "nonblocking", "ready_to_read" */
    uint32_t handle_kind;
    int64_t unit_ns; /* when the value is a time; else 0 */
    int64_t initial; /* value in a new handle: 0 unless the model says otherwise */
    bool transient;  /* holds for the next call only ("poll said ready") */
    bool lock;       /* not 0: the handle is a lock, and it is held */
};

/* One way a call configures a handle. */
struct model_effect {
    uint32_t on; /* argument with the handle, MODEL_RETURNED, or MODEL_ALL_ARGS */
    setting_id setting;
    enum model_reading reading;
    uint32_t arg;     /* of the value */
    int64_t bits;     /* READING_BIT */
    int64_t constant; /* READING_CONSTANT */
    uint32_t key_arg; /* it happens only if this argument equals `key`; MODEL_NO_ARG: always */
    int64_t key;
    uint32_t guard_arg; /* and only if this one equals `guard` (the level of an option) */
    int64_t guard;
    bool when_returned;         /* the value is a length of wait; when infinite, nothing happens */
    struct model_amount within; /* the effect happens only if this amount is finite */
    bool via_set; /* `on` is a set of descriptors (pollfd array, fd_set): every member is meant, */
    const char *asked_member; /* … or, if not NULL, those of whose record this field has… */
    int64_t asked_bits;       /* …all of these bits */
    const char *answer; /* field of the set's records, "" the set itself: 0 where none is ready */
    bool on_success;    /* it happens only if the call does not fail */
};

enum model_condition_kind { CONDITION_ANY, CONDITION_ALL, CONDITION_SETTING, CONDITION_ALWAYS };

/* The result has `bits` where the setting of the handle is on. */
struct model_report {
    uint32_t on; /* argument with the handle; MODEL_NO_ARG: the call reports nothing */
    setting_id setting;
    int64_t bits;
    uint32_t key_arg; /* only if this argument equals `key`; MODEL_NO_ARG: always */
    int64_t key;
};

/* When a bound holds: a tree over settings of the handle. */
struct model_condition {
    enum model_condition_kind kind;
    const struct model_condition *parts; /* any, all */
    uint32_t part_count;
    setting_id setting; /* its value lies in `range` */
    struct model_range range;
};

/* A limit that a call needs ("total", "connect", "receive", "send"). */
struct model_bound {
    const char *name;
    uint32_t handle_kind;
    struct model_condition condition;
    int64_t default_ms; /* the library's own limit when nothing is set; 0 = none */
    const char *advice; /* what to write, for messages: "CURLOPT_TIMEOUT_MS" */
};

/* A setting that option calls name by a constant (CURLOPT_TIMEOUT, MYSQL_OPT_READ_TIMEOUT); the
 * loader has made effects of it already. */
struct model_option {
    uint32_t handle_kind;
    int64_t key;
    setting_id setting;
    enum model_reading reading;
    const setting_id *clears; /* settings that go back to 0 with it */
    uint32_t clear_count;
};

/* A setting (or text argument) that decides what is sent. The first that applies wins. */
struct model_method {
    setting_id setting;
    struct model_range range;     /* the method applies when the value lies in it */
    const char *name;             /* "POST"; NULL: the setting's text is the name */
    enum model_answer idempotent; /* for NULL names decided by the text */
};

/* How the text of a request tells whether it may be sent twice. */
enum model_language { LANGUAGE_NONE, LANGUAGE_HTTP, LANGUAGE_SQL, LANGUAGE_REDIS };

struct model_handle_kind {
    const char *name; /* "easy", "descriptor" */
    const char *type; /* its C type's name ("CURL"), or NULL */
    struct model_library *library;
    uint32_t key_setting; /* setting whose text may carry an idempotency key, or 0 */
};

struct model_function {
    const char *name;
    const struct model_library *library;
    const char *source; /* manual page or documentation the entry was read from */

    enum model_operation operation;
    uint32_t on;           /* argument with the handle or descriptor, or MODEL_NO_ARG */
    uint32_t handle_kind;  /* of `on`; 0 none */
    bool only_on_socket;   /* counts only on a descriptor known to be a socket (read, write) */
    bool blocks;           /* may wait; a bound named in `needs` decides how long */
    const uint32_t *needs; /* indices into model_set.bounds; all must hold. A bound of another kind
                              than handle_kind is asked of the handles attached to `on` */
    uint32_t need_count;
    struct model_amount timeout; /* the call's own limit; when finite it replaces `needs` */
    uint32_t prompt_arg; /* with all of `prompt_bits` in this argument the call does not wait
                            (MSG_DONTWAIT); or NO_ARG */
    int64_t prompt_bits;
    /* With `local_bits` in that argument, or in its `local_member`, all stays local (numeric). */
    uint32_t local_arg;
    const char *local_member;
    int64_t local_bits;
    uint32_t length;      /* argument with the most bytes to be sent or received, or NO_ARG */
    uint32_t descriptors; /* argument with the number of descriptors waited for, or NO_ARG; a wait
                             for 0 of them is a pause of length `timeout` */

    struct model_result succeeds;    /* it did; without ranges: every result that says no other */
    struct model_result fails;       /* the operation failed; errno not among `again` */
    struct model_result again;       /* not ready yet: nothing failed */
    struct model_result interrupted; /* a signal came: nothing failed */
    struct model_result permanent;   /* failed so that trying again as it is cannot help */
    struct model_result ends;        /* the peer is done (0 from recv): no failure, nothing more */

    struct model_status status; /* of an earlier operation on `on` */

    uint32_t creates; /* argument (pointer to it) or MODEL_RETURNED that gets a new handle */
    uint32_t created_kind;
    uint32_t created_at;  /* argument that, unless NULL, is where the new handle lies; or NO_ARG */
    uint32_t copies;      /* argument whose settings the new handle starts with, or NO_ARG */
    uint32_t inherits;    /* argument whose settings go to the created one (accept), NO_ARG */
    uint32_t returns_arg; /* the result is this argument's value, or NO_ARG */
    uint32_t resets;      /* argument whose settings return to their initial values */
    uint32_t closes;      /* argument that is a handle no more */
    uint32_t appends_to;  /* list argument that text `appends_text` is added to; also the result */
    uint32_t appends_text;

    uint32_t attaches; /* handle that from now on belongs to handle `attaches_to`: a transfer
                          to its multi handle, a descriptor to its TLS session; or NO_ARG */
    uint32_t attaches_to;

    /* Applied in this order, after creates, copies, inherits and resets. */
    const struct model_effect *effects;
    uint32_t effect_count;
    struct model_report reports;

    struct model_amount sleeps; /* a pause of this length */
    struct model_amount arms;   /* from here on the whole process is interrupted after this long;
                                   0 disarms (alarm, setitimer) */
    int64_t raises;             /* the signal that comes then; 0: none that is known */
    uint32_t signal;            /* argument with the signal for which … is installed, or NO_ARG */
    uint32_t handler;    /* … argument that is a function, or points to a record that holds it */
    bool random;         /* the result, or what `random_arg` points to, is random */
    uint32_t random_arg; /* NO_ARG: the result */
    bool clock;          /* the result, or what `clock_arg` points to, tells the time */
    bool clock_returned; /* the result does (time does both) */
    uint32_t clock_arg;  /* NO_ARG: only the result */
    int64_t clock_unit_ns;
    bool errno_place; /* the result points to errno */
    bool no_return;
    bool catches; /* control comes back to it when something fails later (setjmp) */
    const struct model_callback *callbacks; /* functions that it calls, at once or some time */
    uint32_t callback_count;
    struct model_later later;       /* what it calls when a time has passed */
    struct model_delay delay;       /* how long to wait before the next attempt */
    struct model_refusal refuses;   /* when no further attempt is to be made */
    const struct model_case *cases; /* what the result is where an argument decides it */
    uint32_t case_count;
    struct model_key key;            /* where the request's idempotency key is */
    struct model_repetition retries; /* it makes more than one attempt by itself */
    enum model_answer idempotent; /* may the operation happen twice, where the call alone says so */
    enum model_language language; /* of text argument `text` */
    uint32_t text;
    uint32_t prints;           /* argument that points to where the text … goes, or NO_ARG */
    uint32_t format;           /* … of this argument */
    uint32_t limit_arg;        /* text argument in which … says how long it waits, or NO_ARG */
    const char *limit_text;    /* … this ("connect_timeout=") */
    uint32_t target;           /* text argument with an address or URL, or NO_ARG */
    setting_id target_setting; /* the same as a setting of the handle */
    const char *advice;        /* what bounds it, for messages */
    const char *through;       /* "struct clnt_ops.cl_call": it is called through that field of a
                                  table of functions; NULL: by its name */
};

struct model_constant {
    const char *name;
    int64_t value;
};

struct model_library {
    const char *name;           /* "libcurl" */
    const char *file;           /* the YAML file */
    const char *title;          /* for people */
    const char *const *headers; /* as included: "curl/curl.h" */
    uint32_t header_count;
    const char *const *defines; /* macros to define while parsing: "CURL_DISABLE_TYPECHECK" */
    uint32_t define_count;
    const char *declarations; /* C text: types, prototypes, enumerators for a stand-in header */
    const struct model_constant *constants;
    uint32_t constant_count;
    const char *const *files; /* global variables that hold a file, never a socket: "stderr" */
    uint32_t file_count;
};

struct model_set {
    struct arena arena;
    struct strtab names;
    VEC(struct model_library *) libraries;
    VEC(struct model_function) functions; /* [0] unused */
    struct map function_by_name;          /* str_id in names -> index */
    VEC(uint32_t) tabled;                 /* functions that are called through a field */
    VEC(struct model_setting) settings;   /* [0] unused */
    VEC(struct model_bound) bounds;       /* [0] unused */
    VEC(struct model_option) options;
    VEC(struct model_method) methods;           /* in file order */
    VEC(struct model_handle_kind) handle_kinds; /* [0] unused */
};

/* Loads every *.yaml of the folder, in name order. Mistakes are DIAG_ERRORs. */
void models_load_folder(struct model_set *models, const char *folder);

/* Loads one file on top (house models); its functions replace those of the same name. */
void models_load_file(struct model_set *models, const char *path);

/* NULL when no model knows the function. */
const struct model_function *models_find(const struct model_set *models, const char *name);

/* The same of a call through a field of a record ("struct clnt_ops", "cl_call"). */
const struct model_function *models_find_tabled(const struct model_set *models, const char *record,
                                                const char *field);

/* Whether a value known to lie in [low, high] is a wanted one; unknown when only some are. */
enum model_answer model_range_answer(struct model_range wanted, int64_t low, int64_t high);

/* Of two parts together: no if either is, yes if both are. */
enum model_answer model_answer_both(enum model_answer a, enum model_answer b);

/* Whether a request text may be sent twice ("POST /x HTTP/1.1", "INSERT INTO …"), and the verb. */
enum model_answer model_text_idempotent(enum model_language language, const char *text,
                                        const char **verb);

/* The stand-in header's C text for a missing header, or NULL (see model_library.declarations). */
const char *models_stand_in(const struct model_set *models, const char *header);

const char *model_operation_name(enum model_operation operation);

void models_finish(struct model_set *models);

#endif
