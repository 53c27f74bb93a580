#include "clients/client.h"
#include PROOF_EXAMPLE

int main(int argc, char **argv)
{
    CURL *easy = proof_handle(argc == 2 ? argv[1] : "");
    int rc = PROOF_CALL(easy);
    curl_easy_cleanup(easy);
    return rc == 0 ? 0 : 1;
}
