/* Heads, bodies, latches and exits of loop statements, and which parts of a `for` are there. */
#define each(i, n) for (int i = 0; i < (n); i++)
#define forever for (;;)
int f(void);
void g(int);

void headers(int n)
{
    for (;;) {
        if (f())
            break;
        continue;
    }
    for (; f();)
        ;
    for (;; f())
        if (n--)
            break;
    for (f();;)
        break;
    for (n = 0; n < 3;)
        n++;
    for (int i = 0, j = 9; i < j; i++, j--)
        g(i);
    for (; n /* ; */; f())
        g(';');
    each (k, n)
        g(k);
    forever
        if (f())
            break;
}

int tests(int n)
{
    while (n-- > 0) {
        if (n == 5)
            continue;
        g(n);
    }
    while ((n = f()) != 0 && n != 7)
        g(n);
    do {
        if (n == 3)
            continue;
        n++;
    } while (n < 10);
    do {
        g(n);
    } while (0);
    while (1) {
        if (f())
            return 1;
    }
}

void by_goto(void)
{
again:
    if (f() < 0)
        goto again;
    goto end;
end:;
}
