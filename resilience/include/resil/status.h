/*
 * status.h -- what a call of libresil may answer.
 *
 * Every function that can refuse returns one of these; RESIL_OK is 0, so `if (status)` reads
 * well. There is no errno in the interface, except where RESIL_SYSTEM says that the operating
 * system refused and errno tells why.
 *
 * A function that takes options has a last parameter `const char **bad`. When it answers
 * RESIL_INVALID, *bad is the name of the offending field, a string with static lifetime
 * ("cap_ns"); otherwise *bad is NULL. `bad` itself may be NULL.
 */
#ifndef RESIL_STATUS_H
#define RESIL_STATUS_H

enum resil_status {
    RESIL_OK = 0,
    RESIL_INVALID,       /* an option or argument is out of range; the field is named */
    RESIL_NO_MEMORY,     /* storage could not be had; only _init functions answer this */
    RESIL_SYSTEM,        /* the operating system refused; errno tells why */
    RESIL_DEADLINE,      /* the deadline has passed, or the wait would pass it */
    RESIL_EXHAUSTED,     /* no attempt is left */
    RESIL_NOT_RETRYABLE, /* the outcome is of a kind that a repetition does not mend */
    RESIL_PUSHBACK,      /* the server asked not to come back, or later than we may wait */
    RESIL_NO_BUDGET,     /* the retry budget is spent */
    RESIL_OPEN,          /* the circuit is open */
    RESIL_FULL,          /* every permit and every place in the queue is taken */
    RESIL_LIMITED,       /* over the rate */
    RESIL_SHED,          /* refused to protect the server (shedder, throttle) */
    RESIL_STALE,         /* belongs to an older generation and was discarded, or is out of date */
    RESIL_NOT_FOUND,     /* no such entry */
    RESIL_IN_PROGRESS,   /* somebody else is doing it right now */
    RESIL_CONFLICT,      /* the same key was used with different content */
    RESIL_EXPIRED,       /* it was there, but its time is over */
    RESIL_FORMAT,        /* the text does not follow its grammar */
    RESIL_TRUNCATED,     /* the caller's buffer is too small */
    RESIL_CANCELLED,     /* the caller or the owner gave up */
    RESIL_FAILED,        /* the protected operation itself failed */
    RESIL_CLOSED,        /* the peer ended the stream before everything was there */
    RESIL_STATUS_COUNT
};

/* A short English text, static, never NULL; "unknown status" for values outside the enum. */
const char *resil_status_text(enum resil_status status);

#endif
