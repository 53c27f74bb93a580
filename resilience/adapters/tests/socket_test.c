#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>
#include "resil/socket.h"
#include "peer.h"

static struct resil_deadline in_ms(int ms)
{
    return resil_deadline_after(NULL, ms * RESIL_MS);
}

static int connected(struct fault_server *server, const char *request)
{
    char port[16];
    int fd;
    snprintf(port, sizeof port, "%d", fault_port(server));
    assert_int_equal(resil_socket_open("127.0.0.1", port, NULL, in_ms(5000), &fd), RESIL_OK);
    if (request)
        assert_int_equal(resil_socket_send(fd, request, strlen(request), in_ms(5000), NULL),
                         RESIL_OK);
    return fd;
}

static void whole_buffers_go_and_come(void **state)
{
    char buffer[8] = "";
    size_t got;
    int fd = connected(*state, "GET /delay?ms=20 HTTP/1.1\r\n\r\n");
    assert_int_equal(resil_socket_receive(fd, buffer, 8, in_ms(5000), &got), RESIL_OK);
    assert_int_equal(got, 8);
    assert_memory_equal(buffer, "HTTP/1.1", 8);
    assert_int_equal(resil_socket_receive_some(fd, buffer, 8, in_ms(5000), &got), RESIL_OK);
    assert_true(got >= 1 && got <= 8);
    close(fd);
}

static void a_silent_peer_does_not_outlast_the_deadline(void **state)
{
    char byte;
    size_t got;
    int64_t start = resil_clock_monotonic(NULL);
    int fd = connected(*state, "GET /silent HTTP/1.1\r\n\r\n");
    assert_int_equal(resil_socket_receive(fd, &byte, 1, in_ms(100), &got), RESIL_DEADLINE);
    assert_int_equal(resil_socket_outcome(RESIL_DEADLINE), RESIL_TIMEOUT);
    assert_in_time(start);
    close(fd);
}

static void neither_does_one_that_drips(void **state)
{
    char buffer[4096];
    size_t got;
    int64_t start = resil_clock_monotonic(NULL);
    int fd = connected(*state, "GET /drip?ms=10 HTTP/1.1\r\n\r\n");
    assert_int_equal(resil_socket_receive(fd, buffer, sizeof buffer, in_ms(300), &got),
                     RESIL_DEADLINE);
    assert_true(got > 0 && got < sizeof buffer);
    assert_in_time(start);
    close(fd);
}

static void nor_one_that_does_not_read(void **state)
{
    size_t size = 64u << 20, sent;
    char *much = calloc(1, size);
    int64_t start = resil_clock_monotonic(NULL);
    int fd = connected(*state, "GET /silent HTTP/1.1\r\n\r\n");
    assert_int_equal(resil_socket_send(fd, much, size, in_ms(200), &sent), RESIL_DEADLINE);
    assert_true(sent < size);
    assert_in_time(start);
    close(fd);
    free(much);
}

static void nor_a_connect_that_nobody_answers(void **state)
{
    char port[16];
    int fd;
    int64_t start = resil_clock_monotonic(NULL);
    snprintf(port, sizeof port, "%d", fault_unreachable_port(*state));
    assert_int_equal(resil_socket_open("127.0.0.1", port, NULL, in_ms(100), &fd), RESIL_DEADLINE);
    assert_int_equal(fd, -1);
    assert_in_time(start);
}

static void closed_and_reset_are_told_apart(void **state)
{
    char buffer[4096];
    size_t got;
    int fd = connected(*state, "GET /half HTTP/1.1\r\n\r\n");
    assert_int_equal(resil_socket_receive(fd, buffer, sizeof buffer, in_ms(5000), &got),
                     RESIL_CLOSED);
    assert_true(got > 4);
    assert_int_equal(resil_socket_outcome(RESIL_CLOSED), RESIL_TRANSIENT);
    close(fd);
    fd = connected(*state, "GET /reset HTTP/1.1\r\n\r\n");
    assert_int_equal(resil_socket_receive(fd, buffer, 1, in_ms(5000), &got), RESIL_SYSTEM);
    assert_int_equal(errno, ECONNRESET);
    assert_int_equal(resil_socket_outcome(RESIL_SYSTEM), RESIL_TRANSIENT);
    close(fd);
    fd = connected(*state, "GET /close HTTP/1.1\r\n\r\n");
    assert_int_equal(resil_socket_receive_some(fd, buffer, 1, in_ms(5000), &got), RESIL_OK);
    assert_int_equal(got, 0);
    close(fd);
}

/* Addresses as getaddrinfo would give them. */
struct address {
    struct sockaddr_in in;
    struct addrinfo info;
};

static void prepare(struct address *a, int port, struct address *next)
{
    *a = (struct address){.in = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)}};
    a->in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    a->info = (struct addrinfo){.ai_family = AF_INET,
                                .ai_socktype = SOCK_STREAM,
                                .ai_addr = (struct sockaddr *)&a->in,
                                .ai_addrlen = sizeof a->in,
                                .ai_next = next ? &next->info : NULL};
}

static void a_dead_address_only_costs_its_head_start(void **state)
{
    struct address dead, refused, alive;
    struct resil_socket_options o = {.stagger_ns = 20 * RESIL_MS, .keepalive = true};
    int fd;
    prepare(&alive, fault_port(*state), NULL);
    prepare(&refused, 1, &alive);
    prepare(&dead, fault_unreachable_port(*state), &refused);
    assert_int_equal(resil_socket_connect(&dead.info, &o, in_ms(5000), &fd), RESIL_OK);
    assert_true(fd >= 0);
    close(fd);
}

static void failure_of_all_addresses_is_told(void **state)
{
    (void)state;
    struct address refused, again;
    int fd;
    prepare(&again, 1, NULL);
    prepare(&refused, 1, &again);
    assert_int_equal(resil_socket_connect(&refused.info, NULL, in_ms(5000), &fd), RESIL_SYSTEM);
    assert_int_equal(errno, ECONNREFUSED);
    assert_int_equal(resil_socket_connect(&refused.info, NULL, in_ms(-1), &fd), RESIL_DEADLINE);
    assert_int_equal(resil_socket_connect(NULL, NULL, in_ms(10), &fd), RESIL_INVALID);
    struct resil_socket_options o = {.stagger_ns = 0};
    assert_int_equal(resil_socket_connect(&refused.info, &o, in_ms(10), &fd), RESIL_INVALID);
    assert_int_equal(resil_socket_wait(-1, POLLIN, in_ms(5)), RESIL_DEADLINE);
    assert_int_equal(resil_socket_open("127.0.0.1", "no such service", NULL, in_ms(5000), &fd),
                     RESIL_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_buffers_go_and_come),
        cmocka_unit_test(a_silent_peer_does_not_outlast_the_deadline),
        cmocka_unit_test(neither_does_one_that_drips),
        cmocka_unit_test(nor_one_that_does_not_read),
        cmocka_unit_test(nor_a_connect_that_nobody_answers),
        cmocka_unit_test(closed_and_reset_are_told_apart),
        cmocka_unit_test(a_dead_address_only_costs_its_head_start),
        cmocka_unit_test(failure_of_all_addresses_is_told),
    };
    return cmocka_run_group_tests(tests, peer_start, peer_stop);
}
