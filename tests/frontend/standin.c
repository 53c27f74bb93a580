/* A header that is not installed is replaced by what a model declares. */
#include <toy/toy.h>
#include "toy/more.h"
#ifndef TOY_PLAIN
#error the model's definitions are missing
#endif

int use(void)
{
    TOY *toy = toy_open();
    return toy_set(toy, TOY_TIMEOUT, 5L);
}
