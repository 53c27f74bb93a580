// pkg-config: libtirpc
#include <rpc/rpc.h>
#include <rpc/pmap_clnt.h>
#include <rpc/rpcb_clnt.h>
#include <netconfig.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { SHOP = 0x20000042, SHOP_VERSION = 2, PRICE = 1 };

static bool_t on_answer(char *answer, ...)
{
    return answer != NULL;
}

static bool_t nothing(XDR *stream, ...)
{
    return stream != NULL;
}

static bool_t number(XDR *stream, ...)
{
    va_list arguments;
    va_start(arguments, stream);
    bool_t good = xdr_int(stream, va_arg(arguments, int *));
    va_end(arguments);
    return good;
}

static void use(CLIENT *client)
{
    static struct timeval limit = {.tv_sec = 5};
    int price = 0;
    if (client == NULL) {
        clnt_pcreateerror("shop");
        puts(clnt_spcreateerror("shop"));
        return;
    }
    /* Macros that call through the client's table */
    clnt_control(client, CLSET_TIMEOUT, (char *)&limit);
    if (clnt_call(client, PRICE, nothing, NULL, number, // call: request bounded unknown
                  (char *)&price, limit) != RPC_SUCCESS) {
        clnt_perror(client, "price");
        puts(clnt_sperror(client, "price"));
    }
    clnt_destroy(client);
}

static void make(const char *host, const struct netconfig *net, const struct timeval *limit)
{
    struct timeval two = {.tv_sec = 2};
    rpcvers_t version;
    use(clnt_create(host, SHOP, SHOP_VERSION, "tcp"));             // call: connect unknown yes
    use(clnt_create_timed(host, SHOP, SHOP_VERSION, "tcp", &two)); // call: connect bounded yes
    use(clnt_create_timed(host, SHOP, SHOP_VERSION, "tcp", NULL)); // call: connect unknown yes
    use(clnt_create_vers(host, SHOP, &version, 1, 2, "tcp"));      // call: connect unknown yes
    use(clnt_create_vers_timed(host, SHOP, &version, 1, 2, "tcp",  // call: connect bounded yes
                               &two));
    use(clnt_tp_create(host, SHOP, SHOP_VERSION, net));              // call: connect unknown yes
    use(clnt_tp_create_timed(host, SHOP, SHOP_VERSION, net, limit)); // call: connect bounded yes
}

static void make_old(struct sockaddr_in *server, struct sockaddr_un *local)
{
    struct timeval two = {.tv_sec = 2};
    int fd = RPC_ANYSOCK;
    use(clnttcp_create(server, SHOP, SHOP_VERSION, &fd, 0, 0));  // call: connect unknown yes
    use(clntudp_create(server, SHOP, SHOP_VERSION, two, &fd));   // call: connect bounded yes
    use(clntudp_bufcreate(server, SHOP, 2, two, &fd, 400, 400)); // call: connect bounded yes
    use(clntunix_create(local, SHOP, SHOP_VERSION, &fd, 0, 0));
    use(clntraw_create(SHOP, SHOP_VERSION));
    use(clnt_raw_create(SHOP, SHOP_VERSION));
}

static void make_on(int fd, const struct netconfig *net, struct netbuf *server)
{
    use(clnt_tli_create(fd, net, server, SHOP, SHOP_VERSION, 0, 0));
    use(clnt_vc_create(fd, server, SHOP, SHOP_VERSION, 0, 0));
    use(clnt_dg_create(fd, server, SHOP, SHOP_VERSION, 0, 0));
}

static int price_of(const char *host)
{
    int price = 0;
    char *out = (char *)&price;
    int failed =
        callrpc(host, SHOP, 2, PRICE, nothing, NULL, number, out); // call: request bounded unknown
    if (failed != 0) {
        clnt_perrno((enum clnt_stat)failed);
        puts(clnt_sperrno((enum clnt_stat)failed));
    }
    rpc_call(host, SHOP, 2, PRICE, // call: request unknown unknown
             nothing, NULL, number, out, "tcp");
    return price;
}

static void ask_all(void)
{
    int n = 0;
    char *o = (char *)&n;
    rpc_broadcast(SHOP, 2, 1, nothing, // call: request bounded unknown
                  0, number, o, on_answer, "udp");
    rpc_broadcast_exp(SHOP, 2, 1, nothing, // call: request bounded unknown
                      0, number, o, on_answer, 9, 99, "udp");
    clnt_broadcast(SHOP, 2, 1, nothing, 0, number, o, on_answer); // call: request bounded unknown
}

static void ask_rpcbind(char *host, struct sockaddr_in *server, const struct netconfig *net,
                        struct netbuf *found)
{
    struct timeval two = {.tv_sec = 2};
    xdrproc_t no = nothing;
    time_t now;
    u_long port;
    printf("%d\n", getrpcport(host, SHOP, 2, 6));     // call: request bounded yes
    printf("%d\n", pmap_getport(server, SHOP, 2, 6)); // call: request bounded yes
    printf("%d\n", pmap_getmaps(server) != NULL);     // call: request none yes
    pmap_rmtcall(server, SHOP, 2, 0,                  // call: request bounded unknown
                 no, NULL, no, NULL, two, &port);
    printf("%d\n", rpcb_getaddr(SHOP, 2, net, found, host));       // call: request bounded yes
    printf("%d\n", rpcb_getmaps(net, host) != NULL);               // call: request unknown yes
    printf("%d\n", rpcb_gettime(host, &now));                      // call: request unknown yes
    rpcb_rmtcall(net, host, SHOP, 2, 0, no, 0, no, 0, two, found); // call: request bounded unknown
}

static void serve(const struct netconfig *net, struct netbuf *mine)
{
    pmap_unset(SHOP, SHOP_VERSION);
    rpcb_unset(SHOP, SHOP_VERSION, net);
    if (!pmap_set(SHOP, SHOP_VERSION, 6, 4000) || !rpcb_set(SHOP, SHOP_VERSION, net, mine))
        return;
    svc_run(); // call: drive bounded yes nonblocking
    svc_exit();
}

int main(int count, char **arguments)
{
    struct sockaddr_in server = {.sin_family = AF_INET};
    struct sockaddr_un local = {.sun_family = AF_UNIX};
    struct netbuf buffer = {.buf = &server, .len = sizeof server, .maxlen = sizeof server};
    struct timeval limit = {.tv_sec = count};
    make(arguments[1], NULL, &limit);
    make_old(&server, &local);
    make_on(count, NULL, &buffer);
    ask_all();
    ask_rpcbind(arguments[1], &server, NULL, &buffer);
    serve(NULL, &buffer);
    return price_of(arguments[1]);
}
