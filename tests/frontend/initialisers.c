/* Initialisers member by member: order, designators, missing braces, zero for the rest. */
struct point {
    int x, y;
};
struct line {
    struct point from, to;
    int weights[3];
    const char *name;
};
union value {
    int number;
    char bytes[8];
};
struct outer {
    int kind;
    union {
        int i;
        struct {
            short low, high;
        };
    };
    struct {
        int inner;
    } named;
};
struct big {
    int many[64];
    char text[16];
    struct point points[2];
};
int f(int);
int handler(int);

struct line full = {1, 2, 3, 4, 5, 6, 7, "full"};
struct line braced = {{1, 2}, {3}, {4}, "braced"};
struct line designated = {.to.y = 1, 5, 6, .from = {.y = 2}, .name = "d"};
struct line several[] = {[1].from.x = 1, 2, 3, [0] = {.weights[1] = 8}};
int ranges[6] = {[0] = 1, [2 ... 4] = 7, 8};
int grid[2][3] = {1, 2, 3, 4};
int sparse[10] = {[8] = 1, 2};
char letters[4] = "abc", braces[] = {"xy"}, raw[2] = {'a'};
const char *names[] = {"one", [3] = "four"};
union value first = {3}, second = {.bytes = "b"};
struct outer unnamed = {.high = 2, .named.inner = 3};
struct outer positional = {1, {2}, {3}};
struct big zero = {0};
static int (*handlers[2])(int) = {handler, &handler};
static int tentative;
static struct point origin;
static struct point *here = &origin, *there = &(struct point){8, 9};
extern int elsewhere;
int twice;
int twice = 2;

int locals(int n, struct point p)
{
    static int calls = 1;
    static struct point kept;
    struct point a = {n, f(n)};
    struct point b = p;
    struct point c = {.y = n};
    struct line d = {.from = p, .to = a, .weights = {1}};
    struct point *e = &(struct point){.x = n}, *g = (struct point[]){{1, 2}, {3}};
    int scalar = {4};
    struct point empty = {};
    char buffer[64] = "";
    int wild, *q = &wild;
    extern int elsewhere;
    b = (struct point){5, 6};
    return calls + kept.x + c.x + d.to.y + e->x + g->y + scalar + empty.x + buffer[0] + *q +
           elsewhere;
}
