/* Sixty clients that fail in the same moment. */
#include "clients/client.h"
#include PROOF_EXAMPLE

int main(int argc, char **argv)
{
    return argc == 2 && proof_crowd(PROOF_CALL, argv[1], 60) > 0 ? 0 : 1;
}
