#ifndef PROJECT_H
#define PROJECT_H
static inline int used(int n)
{
    return n + 1;
}
static inline int unused(int n)
{
    return n + 2;
}
static int limit = 30;
static int never = 40;
int defined_here(void)
{
    return 3;
}
#endif
