/* resil.h -- all of libresil. Each header stands alone; include the ones you use if you prefer. */
#ifndef RESIL_RESIL_H
#define RESIL_RESIL_H

#include "resil/clock.h"
#include "resil/outcome.h"
#include "resil/random.h"
#include "resil/status.h"

#endif
