/* What an entry of a model owes beyond being readable. */
#ifndef MODELS_REVIEW_H
#define MODELS_REVIEW_H

#include "base/text.h"
#include "models/model.h"

/* What waits says how it fails, and a bound says what sets it. Each lack is a DIAG_ERROR at the
 * model's file. */
void models_review(const struct model_set *models, const struct model_library *library);

/* One line a function: what it is taken to do. */
void models_tell(const struct model_set *models, const struct model_library *library,
                 struct text *out);

#endif
