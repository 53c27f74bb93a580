/* Operators, conversions and places. */
typedef unsigned char byte;
typedef struct {
    int a[3];
    struct pair {
        int x, y;
    } pair, *next;
    unsigned bits : 3, more : 5;
    char name[];
} node;
int f(void);
struct pair make(int);
extern int table[4][5];
extern double ratio;

int places(node *n, node v, int i, int *p)
{
    n->a[1] = v.a[i];
    n->pair.x = n->next->y;
    n->next[2].x = (*n).pair.y;
    *p = *(p + 1) + p[i] + i[p] + *&i;
    table[1][i] = *(table[2] + i) + *table[i] + **table;
    v.pair = *n->next;
    v.pair = make(1);
    n->bits = 5;
    n->bits += v.more;
    n->name[0] = "abc"[i];
    p = &n->a[2];
    p = n->a;
    p = &*p;
    p = &v.pair.y;
    return (int)(&n->name[4] - n->name);
}

int steps(int a, byte b, int *p)
{
    int old = a++;
    int now = --a;
    *p++ = *p;
    b += 3;
    b <<= a;
    a *= 2.5;
    a /= b;
    p += a;
    p -= 2;
    (*p)++;
    ++*p;
    a = b = 7;
    a = (f(), b);
    a ^= ~b & -a | +b;
    return old + now + !a + (a < b) + (a != b) + a % 3 + (a >> 1);
}

long conversions(int i, unsigned u, char c, long l, void *v, float x, enum { ZERO } e)
{
    l = i;
    i = l;
    u = i;
    l = u;
    c = i;
    i = c;
    x = i;
    i = x;
    ratio = x;
    i = e;
    e = i;
    _Bool t = v;
    t = i;
    v = (void *)l;
    l = (long)v;
    v = &i;
    int *p = v;
    i = (byte)300;
    i = (int)2.9;
    x = 3;
    l = -1U;
    l = (unsigned char)-1;
    return i < u ? l : *p + t;
}

unsigned long constants(void)
{
    return sizeof(node) + sizeof(int[3]) + _Alignof(long) + __alignof__(short) +
           __builtin_offsetof(node, pair.y) + (1 << 3) + 7 / 2 % 2 + ('a' ^ 1) + (5 > 3) + ~0U +
           sizeof f() + __builtin_types_compatible_p(int, long) + L'x' + 010 + 0x10;
}

int variable_length(int n, int grid[n][n + f()])
{
    int row[f()];
    row[0] = grid[1][2];
    return sizeof row + sizeof row[0];
}
