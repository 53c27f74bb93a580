/* What is missing or wrong costs as little as possible, and is said. */
#include "config.h"
#include <missing/library.h>
#include "config.h"
int f(int);

int around(int n)
{
    unknown_type x = f(1);
    int kept = f(2);
    n = undeclared_variable + f(3);
    f(1, f(4));
    if (undeclared_variable)
        kept = f(5);
    kept = x.member;
    for (int i = 0; i < n; i++)
        f(i);
    return kept;
}

int old_style(a, b)
    int a;
    char *b;
{
    return a + *b;
}

int f(int again)
{
    return again;
}

void of_unknown_type(missing_t size);

void still_calls(missing_t size)
{
    of_unknown_type(size);
    of_unknown_type(f(7));
}

struct s {
    int a;
};
int members(struct s *p)
{
    static int *of_a_local = &p->a;
    __auto_type undeduced[] = {1, 2};
    return p->b + *of_a_local + f();
}

struct holder {
    struct missing_struct inner;
    int kept;
};
void keeps(struct holder *h, unknown_type *lost)
{
    h->kept = f(8);
    lost->kept = f(9);
}
