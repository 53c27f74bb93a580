#include "resil/status.h"

static const char *const texts[RESIL_STATUS_COUNT] = {
    [RESIL_OK] = "ok",
    [RESIL_INVALID] = "invalid option or argument",
    [RESIL_NO_MEMORY] = "out of memory",
    [RESIL_SYSTEM] = "the operating system refused",
    [RESIL_DEADLINE] = "deadline passed or would be passed",
    [RESIL_EXHAUSTED] = "no attempt left",
    [RESIL_NOT_RETRYABLE] = "not retryable",
    [RESIL_PUSHBACK] = "the server asked not to retry",
    [RESIL_NO_BUDGET] = "retry budget spent",
    [RESIL_OPEN] = "circuit open",
    [RESIL_FULL] = "no permit and no place in the queue",
    [RESIL_LIMITED] = "over the rate limit",
    [RESIL_SHED] = "refused to protect the server",
    [RESIL_STALE] = "out of date",
    [RESIL_NOT_FOUND] = "not found",
    [RESIL_IN_PROGRESS] = "in progress",
    [RESIL_CONFLICT] = "same key, different content",
    [RESIL_EXPIRED] = "expired",
    [RESIL_FORMAT] = "malformed text",
    [RESIL_TRUNCATED] = "buffer too small",
    [RESIL_CANCELLED] = "cancelled",
    [RESIL_FAILED] = "the operation failed",
    [RESIL_CLOSED] = "the peer closed the connection",
};

const char *resil_status_text(enum resil_status status)
{
    if ((unsigned)status >= RESIL_STATUS_COUNT)
        return "unknown status";
    return texts[status];
}
