static inline int of_the_system(int n)
{
    return n + 3;
}
typedef void HANDLE;
