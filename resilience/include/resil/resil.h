/* resil.h -- all of libresil. Each header stands alone; include the ones you use if you prefer. */
#ifndef RESIL_RESIL_H
#define RESIL_RESIL_H

#include "resil/backoff.h"
#include "resil/breaker.h"
#include "resil/bucket.h"
#include "resil/budget.h"
#include "resil/bulkhead.h"
#include "resil/clock.h"
#include "resil/deadline.h"
#include "resil/histogram.h"
#include "resil/outcome.h"
#include "resil/pool.h"
#include "resil/random.h"
#include "resil/retry.h"
#include "resil/shedder.h"
#include "resil/status.h"
#include "resil/throttle.h"
#include "resil/timeout.h"
#include "resil/window.h"

#endif
