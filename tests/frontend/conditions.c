/* Short circuits, negation, constants and hints in conditions and as values. */
#define likely(x) __builtin_expect(!!(x), 1)
int f(void);
int g(int);

int branches(int a, int b, char *p)
{
    if (a && (b || !p))
        return 1;
    if (!(a || b))
        return 2;
    if (!!a)
        return 3;
    if (!p)
        return 4;
    if (p == 0)
        return 5;
    if (likely(a > 1) && likely(b))
        return 6;
    if ((a = f()) != 0)
        return 7;
    if ((a = f()) < 0 || (b = f()) < 0)
        return 8;
    if (1)
        return 9;
    if (0)
        return 10;
    if (sizeof(int) == 4 && a)
        return 11;
    return 0;
}

int values(int a, int b)
{
    int both = a && b;
    int either = a || !b;
    int elvis = f() ?: g(a);
    int choice = a ? b : 3;
    int folded = 1 ? a : f();
    int constant = __builtin_constant_p(a) ? 1 : g(2);
    a && f();
    a || (b = f());
    a ? f() : g(b);
    a ? (void)f() : (void)0;
    return both + either + elvis + choice + folded + constant + (a, b);
}
