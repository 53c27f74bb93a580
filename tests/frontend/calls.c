/* Where a call's result goes, what its callee is, and where it stands. */
struct conn {
    int (*send)(struct conn *, const char *, ...);
    int state;
};
int f(int);
void g(void);
char *text(void);
long big(void);
_Bool flag(void);
int many(const char *, ...);
struct conn make(void);
int (*pick(int))(int);

int results(struct conn *c, int (*p)(int))
{
    int rc = f(1);
    rc = f(2);
    c->state = f(3);
    long wide = f(4);
    unsigned sign = (unsigned)f(5);
    char *s = (char *)(void *)text();
    _Bool ok = f(6);
    double d = f(7);
    f(8);
    (void)f(9);
    g();
    rc = f(f(10)) + f(11);
    p(12);
    (*p)(13);
    (f)(14);
    (&f)(15);
    c->send(c, "x", 1, 2.5f, 'c');
    pick(1)(2);
    rc = make().state;
    struct conn copy = make();
    rc = rc > 0 ? f(16) : f(17);
    rc = ok ? (rc ? f(18) : 0) : big();
    f(19), rc = f(20);
    many("a" "b", f, &rc, copy, (rc = 3));
    if (ok = flag())
        return f(21);
    rc = copy
             .send(
                 c,
                 "y");
    return rc + (int)wide + (int)sign + *s + (int)d;
}

void hands_on(void)
{
    return g();
}

int undeclared(void)
{
    return nowhere_declared(1);
}

/* What is given for a transparent union is passed itself. */
typedef union {
    const int *number;
    const char *text;
} any_pointer __attribute__((transparent_union));

int take_any(any_pointer p);

int give_text(const char *text)
{
    return take_any(text) + take_any((any_pointer){.text = text});
}
