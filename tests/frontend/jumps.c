/* goto, computed goto, assembly that jumps, code that control never reaches. */
void stop(void) __attribute__((noreturn));
_Noreturn void halt(int);
int f(int);

int labels(int n)
{
    if (n)
        goto out;
retry:
    n = f(n);
    if (n < 0)
        goto retry;
out:
    return n;
    f(99);
}

int computed(int i)
{
    static const void *const table[] = {&&one, &&two, &&one};
    void *there = &&two;
    goto *table[i];
one:
    return 1;
two:
    goto *there;
three:
    return 3;
}

int ends(int n)
{
    if (n == 1)
        stop();
    if (n == 2)
        halt(n);
    if (n == 3)
        __builtin_unreachable();
    n ? halt(1) : stop();
    return f(4);
}

int assembly(int a, int *b)
{
    int out;
    __asm__ volatile("nop");
    __asm__("mov %1, %0" : "=r"(out), "+m"(*b) : "r"(a), "i"(3) : "memory");
    __asm__ goto("jmp %l[far]" : : "r"(a) : "memory" : near, far);
    return 0;
near:
    return 1;
far:
    return out;
}

int local_labels(int n)
{
    return ({
        __label__ again;
        int left = n;
    again:
        if (left-- > f(0))
            goto again;
        left;
    });
}

/* One name, three labels. */
int same_names(int n)
{
    ({
        __label__ out;
        if (n)
            goto out;
        f(1);
    out:;
    });
    {
        __label__ out;
        void *there = &&out;
        goto *there;
    out:
        f(2);
    }
    if (n > 1)
        goto out;
    f(3);
out:
    return n;
}
