#include <ares.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>

static void on_host(void *context, int status, int timeouts, struct hostent *host)
{
    (void)context;
    (void)timeouts;
    puts(status == ARES_SUCCESS ? host->h_name : ares_strerror(status));
}

static void on_addresses(void *context, int status, int timeouts, struct ares_addrinfo *result)
{
    (void)context;
    (void)timeouts;
    if (status == ARES_SUCCESS) {
        for (struct ares_addrinfo_node *node = result->nodes; node != NULL; node = node->ai_next) {
            printf("%d\n", node->ai_family);
        }
        ares_freeaddrinfo(result);
    }
}

static void on_name(void *context, int status, int timeouts, char *host, char *service)
{
    (void)context;
    printf("%d %d %s %s\n", status, timeouts, host, service);
}

static void on_record(void *context, int status, int timeouts, unsigned char *answer, int size)
{
    struct ares_mx_reply *mail = NULL;
    (void)context;
    (void)timeouts;
    if (status == ARES_SUCCESS && ares_parse_mx_reply(answer, size, &mail) == ARES_SUCCESS) {
        for (struct ares_mx_reply *one = mail; one != NULL; one = one->next) {
            printf("%u %s\n", one->priority, one->host);
        }
        ares_free_data(mail);
    }
}

static int on_socket(ares_socket_t socket, int type, void *data)
{
    (void)data;
    return socket >= 0 && type == SOCK_STREAM ? 0 : -1;
}

static void ask(ares_channel channel, const struct sockaddr_in *peer)
{
    struct ares_addrinfo_hints hints = {.ai_family = AF_UNSPEC};
    unsigned char *question = NULL;
    int size = 0;
    ares_gethostbyname( // call: resolve bounded yes nonblocking
        channel, "example.org", AF_INET, on_host, NULL);
    ares_getaddrinfo( // call: resolve bounded yes nonblocking
        channel, "example.org", "80", &hints, on_addresses, NULL);
    ares_gethostbyaddr( // call: resolve bounded yes nonblocking
        channel, &peer->sin_addr, sizeof peer->sin_addr, AF_INET, on_host, NULL);
    ares_getnameinfo( // call: resolve bounded yes nonblocking
        channel, (const struct sockaddr *)peer, sizeof *peer, ARES_NI_LOOKUPHOST, on_name, NULL);
    ares_query( // call: resolve bounded yes nonblocking
        channel, "example.org", ns_c_in, ns_t_mx, on_record, NULL);
    ares_search( // call: resolve bounded yes nonblocking
        channel, "mail", ns_c_in, ns_t_mx, on_record, NULL);
    if (ares_create_query("example.org", ns_c_in, ns_t_mx, 1, 1, &question, &size, 0) == 0) {
        ares_send( // call: resolve bounded yes nonblocking
            channel, question, size, on_record, NULL);
        ares_free_string(question);
    }
}

static void wait_bounded(ares_channel channel)
{
    for (;;) {
        struct timeval limit = {1, 0};
        fd_set reads;
        fd_set writes;
        FD_ZERO(&reads);
        FD_ZERO(&writes);
        int count = ares_fds(channel, &reads, &writes);
        if (count == 0) {
            break;
        }
        if (select(count, &reads, &writes, NULL, &limit) == 0) { // call: wait bounded yes
            ares_cancel(channel);
        }
        ares_process(channel, &reads, &writes); // call: drive bounded unknown nonblocking
    }
}

static void wait_told(ares_channel channel)
{
    struct timeval limit = {1, 0};
    struct timeval room;
    fd_set reads;
    fd_set writes;
    FD_ZERO(&reads);
    FD_ZERO(&writes);
    int count = ares_fds(channel, &reads, &writes);
    struct timeval *left = ares_timeout(channel, &limit, &room);
    if (select(count, &reads, &writes, NULL, left) >= 0) { // call: wait bounded yes
        ares_process_fd( // call: drive bounded unknown nonblocking
            channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
    }
}

static void wait_unbounded(ares_channel channel)
{
    fd_set reads;
    fd_set writes;
    FD_ZERO(&reads);
    FD_ZERO(&writes);
    int count = ares_fds(channel, &reads, &writes);
    if (select(count, &reads, &writes, NULL, NULL) >= 0) { // call: wait none yes
        ares_process(channel, &reads, &writes); // call: drive bounded unknown nonblocking
    }
}

int use_channels(ares_channel channel, struct ares_options *options, int *numbers,
                 unsigned int count, const unsigned char *answer, const char *text,
                 const struct ares_socket_functions *ares_socket_functions, void *data, int number,
                 struct hostent **hosts, ares_socket_t *ares_socket,
                 struct ares_addr_node *ares_addr_node,
                 struct ares_addr_port_node *ares_addr_port_node,
                 struct ares_addr_node **ares_addr_nodes,
                 struct ares_addr_port_node **ares_addr_port_nodes)
{
    int seen = 0;
    seen += ares_save_options(channel, options, numbers) != 0;
    ares_destroy_options(options);
    ares_set_local_ip4(channel, count);
    ares_set_local_ip6(channel, answer);
    ares_set_local_dev(channel, text);
    seen += ares_set_sortlist(channel, text) != 0;
    ares_set_socket_functions(channel, ares_socket_functions, data);
    seen += ares_gethostbyname_file(channel, text, number, hosts) != 0;
    seen += ares_getsock(channel, ares_socket, number) != 0;
    seen += ares_set_servers(channel, ares_addr_node) != 0;
    seen += ares_set_servers_ports(channel, ares_addr_port_node) != 0;
    seen += ares_set_servers_csv(channel, text) != 0;
    seen += ares_set_servers_ports_csv(channel, text) != 0;
    seen += ares_get_servers(channel, ares_addr_nodes) != 0;
    seen += ares_get_servers_ports(channel, ares_addr_port_nodes) != 0;
    return seen;
}

int use_replies(const char *text, int number, unsigned short short_value, unsigned char **chars,
                int *numbers, const unsigned char *answer, char **words, long *long_value,
                struct hostent **hosts, struct ares_addrttl *ares_addrttl,
                struct ares_addr6ttl *ares_addr6ttl, struct ares_caa_reply **ares_caa_replys,
                const void *bytes, struct ares_srv_reply **ares_srv_replys,
                struct ares_txt_reply **ares_txt_replys, struct ares_txt_ext **ares_txt_exts,
                struct ares_naptr_reply **ares_naptr_replys,
                struct ares_soa_reply **ares_soa_replys, struct ares_uri_reply **ares_uri_replys)
{
    int seen = 0;
    seen += ares_mkquery(text, number, number, short_value, number, chars, numbers) != 0;
    seen += ares_expand_name(answer, answer, number, words, long_value) != 0;
    seen += ares_expand_string(answer, answer, number, chars, long_value) != 0;
    seen += ares_parse_a_reply(answer, number, hosts, ares_addrttl, numbers) != 0;
    seen += ares_parse_aaaa_reply(answer, number, hosts, ares_addr6ttl, numbers) != 0;
    seen += ares_parse_caa_reply(answer, number, ares_caa_replys) != 0;
    seen += ares_parse_ptr_reply(answer, number, bytes, number, number, hosts) != 0;
    seen += ares_parse_ns_reply(answer, number, hosts) != 0;
    seen += ares_parse_srv_reply(answer, number, ares_srv_replys) != 0;
    seen += ares_parse_txt_reply(answer, number, ares_txt_replys) != 0;
    seen += ares_parse_txt_reply_ext(answer, number, ares_txt_exts) != 0;
    seen += ares_parse_naptr_reply(answer, number, ares_naptr_replys) != 0;
    seen += ares_parse_soa_reply(answer, number, ares_soa_replys) != 0;
    seen += ares_parse_uri_reply(answer, number, ares_uri_replys) != 0;
    return seen;
}

int use_rest(int number, int *numbers, struct hostent *hostent, const void *bytes, char *word,
             ares_socklen_t ares_socklen, const char *text, void *data)
{
    int seen = 0;
    seen += ares_library_init_mem(number, NULL, NULL, NULL) != 0;
    seen += ares_library_initialized() != 0;
    seen += ares_version(numbers) != NULL;
    ares_free_hostent(hostent);
    seen += ares_inet_ntop(number, bytes, word, ares_socklen) != NULL;
    seen += ares_inet_pton(number, text, data) != 0;
    return seen;
}

int main(void)
{
    ares_channel channel;
    ares_channel plain;
    ares_channel copy;
    struct ares_options options;
    struct sockaddr_in peer = {.sin_family = AF_INET};
    memset(&options, 0, sizeof options);
    options.timeout = 2000;
    options.tries = 2;
    if (ares_library_init(ARES_LIB_INIT_ALL) != ARES_SUCCESS ||
        ares_init_options(&channel, &options, ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES) != 0 ||
        ares_init(&plain) != ARES_SUCCESS || ares_dup(&copy, channel) != ARES_SUCCESS) {
        return 1;
    }
    ares_set_socket_callback(channel, on_socket, NULL);
    ares_set_socket_configure_callback(channel, on_socket, NULL);
    ask(channel, &peer);
    wait_bounded(channel);
    ask(plain, &peer);
    wait_told(plain);
    ask(copy, &peer);
    wait_unbounded(copy);
    ares_destroy(channel);
    ares_destroy(plain);
    ares_destroy(copy);
    ares_library_cleanup();
    return 0;
}
