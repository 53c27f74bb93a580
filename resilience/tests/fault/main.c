/* The fault server as a program: prints its address, serves until its standard input ends. */
#include <stdio.h>
#include "server.h"

int main(void)
{
    struct fault_server *server = fault_start();
    printf("http://127.0.0.1:%d\nunreachable: http://127.0.0.1:%d\n", fault_port(server),
           fault_unreachable_port(server));
    fflush(stdout);
    while (getchar() != EOF)
        continue;
    printf("%d requests, %d orders\n", fault_requests(server, ""), fault_orders(server));
    fault_stop(server);
    return 0;
}
