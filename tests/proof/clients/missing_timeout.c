#include "clients/client.h"
#include PROOF_EXAMPLE

int main(int argc, char **argv)
{
    return argc == 2 && PROOF_CALL(argv[1]) == 0 ? 0 : 1;
}
