/* Fallthrough, ranges, nesting, and cases inside other statements. */
enum colour { RED = -1, GREEN, BLUE = 1 << 4 };
int f(int);

int plain(enum colour c)
{
    switch (c) {
    case RED:
        return 1;
    case GREEN:
        f(1);
    case BLUE:
        f(2);
        break;
    }
    switch (f(0)) {
    default:
        return 3;
    case 'a' ... 'z':
    case '0':
        break;
    case 5 ... 4:
        f(9);
    }
    return 2;
}

int nested(int n)
{
    while (n) {
        switch (n) {
            int unused;
        case 1:
            continue;
        case 2:
            switch (n + 1) {
            case 1:
                break;
            default:
                continue;
            }
            break;
        default:
            n--;
        }
    }
    switch (n)
        case 4:
            return 4;
    return 0;
}

/* Duff's device. */
void copy(char *to, char *from, int count)
{
    int n = (count + 3) / 4;
    switch (count % 4) {
    case 0:
        do {
            *to++ = *from++;
        case 3:
            *to++ = *from++;
        case 2:
        case 1:
            *to++ = *from++;
        } while (--n > 0);
    }
}
