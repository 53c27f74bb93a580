/* Twenty clients that meet an outage together. */
#include "clients/client.h"
#include PROOF_EXAMPLE

int main(int argc, char **argv)
{
    return argc == 2 && proof_crowd(PROOF_CALL, argv[1], 20) > 0 ? 0 : 1;
}
