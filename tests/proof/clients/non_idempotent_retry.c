#include "clients/client.h"
#include PROOF_EXAMPLE

static const char body[] = "{\"apples\": 2}";

/* The bad example knows no order number. */
static inline int charge_body(int (*charge)(const char *))
{
    return charge(body);
}

static inline int charge_order(int (*charge)(const char *, const char *))
{
    return charge(body, "order-4711");
}

int main(int argc, char **argv)
{
    if (argc != 2 || setenv("PROOF_URL", argv[1], 1) != 0)
        return 2;
    int rc = _Generic(&PROOF_CALL, int (*)(const char *)
                      : charge_body, default
                      : charge_order)(PROOF_CALL);
    return rc == 0 ? 0 : 1;
}
