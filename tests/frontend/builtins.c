/* What the compiler knows by itself. */
typedef __builtin_va_list va_list;
int fi(int);
float ff(float);
double fd(double);
typedef unsigned long size;

int arguments(int n, ...)
{
    va_list list, copy;
    __builtin_va_start(list, n);
    __builtin_va_copy(copy, list);
    int first = __builtin_va_arg(list, int);
    char *second = __builtin_va_arg(list, char *);
    __builtin_va_end(list);
    return first + *second;
}

int generic(int x, const char *s, size u, double d)
{
    int r = _Generic(x, float: ff, int: fi, default: fd)(x);
    r += _Generic(s, char *: fi(1), const char *: fi(2), default: fi(3));
    r += _Generic(u, int: fi(1), unsigned long: fi(2));
    r += _Generic(u, int: fi(1), size: fi(2));
    r += _Generic(d, int: fi(1), default: fi(3));
    _Generic(x, int: fi(7));
    return r;
}

int atomics(int *p, int n)
{
    _Atomic int counter = 0;
    counter++;
    counter += n;
    int old = __atomic_fetch_add(p, 2, 5);
    int fresh = __atomic_sub_fetch(p, 1, 5);
    int loaded = __atomic_load_n(p, 0);
    __atomic_store_n(p, n, 0);
    int swapped = __atomic_exchange_n(p, 4, 5);
    int expected = 1;
    if (__atomic_compare_exchange_n(p, &expected, 2, 0, 5, 5))
        return __sync_fetch_and_add(p, 1);
    __c11_atomic_store(&counter, 3, 5);
    return old + fresh + loaded + swapped + __c11_atomic_load(&counter, 5);
}

int choices(int n)
{
    int a = __builtin_choose_expr(1, n, fi(n));
    int b = __builtin_choose_expr(0, fi(1), n);
    unsigned c = __builtin_bswap32(0x01020304) + __builtin_bswap32(n);
    const char *name = __func__;
    __extension__ a = 3;
    return a + b + (int)c + name[0] + (int)__builtin_object_size(name, 0) + __extension__ 4 +
           __builtin_popcount(n);
}

int cleaned(void)
{
    void close_it(int *);
    __attribute__((cleanup(close_it))) int file = fi(3);
    return file;
}

int scopes(int n)
{
    int r = ({
        int n = fi(1);
        n + 1;
    });
    ({ fi(n); });
    {
        int n = r;
        r = n;
    }
    return r;
}
