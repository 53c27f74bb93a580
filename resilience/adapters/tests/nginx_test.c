/* The curl adapter against a real nginx, which this starts on a free port of loopback: alone, and
 * as a gateway in front of the fault server. Without nginx it says so and exits with 77. */
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "resil/curl.h"
#include "resil/socket.h"
#include "peer.h"

enum { skipped = 77, big_file = 1000000 };

static char folder[] = "/tmp/resil-nginx-XXXXXX", conf[64], program[256];
static struct fault_server *behind;
static int port;
static pid_t nginx = -1;

/* Paths are relative to the folder. */
static const char conf_text[] =
    "daemon off;\nworker_processes 1;\npid pid;\nerror_log error.log;\n"
    "events { worker_connections 64; }\n"
    "http {\n"
    "  access_log off;\n"
    "  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fast;\n"
    "  uwsgi_temp_path uwsgi; scgi_temp_path scgi;\n"
    "  limit_req_zone $binary_remote_addr zone=all:64k rate=1r/s;\n"
    "  server {\n"
    "    listen 127.0.0.1:%d;\n"
    "    root .;\n"
    "    location = /limited { limit_req zone=all; limit_req_status 429;\n"
    "                          add_header Retry-After 1 always; }\n"
    "    location = /slow { limit_rate 1000; }\n"
    "    location /gateway/ { proxy_pass http://127.0.0.1:%d/; }\n"
    "    location = /dead { proxy_pass http://127.0.0.1:9; }\n"
    "  }\n"
    "}\n";

static void write_file(const char *name, const char *text, long size)
{
    char path[96];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    for (long i = ftell(f); i < size; i++)
        fputc('.', f);
    assert_int_equal(fclose(f), 0);
}

static int free_port(void)
{
    struct sockaddr_in a = {.sin_family = AF_INET};
    socklen_t size = sizeof a;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || bind(fd, (struct sockaddr *)&a, size) ||
        getsockname(fd, (struct sockaddr *)&a, &size))
        exit(2);
    close(fd);
    return ntohs(a.sin_port);
}

static void start_nginx(void)
{
    char service[16];
    int fd;
    snprintf(service, sizeof service, "%d", port);
    nginx = fork();
    assert_true(nginx >= 0);
    if (nginx == 0) {
        execl(program, "nginx", "-p", folder, "-c", conf, "-e", "stderr", (char *)NULL);
        _exit(skipped);
    }
    struct resil_deadline soon = resil_deadline_after(NULL, 20 * RESIL_S);
    while (resil_socket_open("127.0.0.1", service, NULL, soon, &fd) != RESIL_OK) {
        assert_false(resil_deadline_expired(soon, NULL));
        assert_int_equal(waitpid(nginx, NULL, WNOHANG), 0);
        resil_sleep_until(&RESIL_CLOCK_MONOTONIC, resil_clock_monotonic(NULL) + 5 * RESIL_MS);
    }
    close(fd);
}

static void stop_nginx(void)
{
    kill(nginx, SIGTERM);
    waitpid(nginx, NULL, 0);
}

static int begin(void **state)
{
    char text[2048];
    (void)state;
    behind = fault_start();
    port = free_port();
    if (!mkdtemp(folder) || chmod(folder, 0755)) /* its workers may be somebody else */
        return -1;
    snprintf(text, sizeof text, conf_text, port, fault_port(behind));
    snprintf(conf, sizeof conf, "%s/conf", folder);
    write_file("conf", text, 0);
    write_file("fine", "fine\n", 0);
    write_file("limited", "fine\n", 0);
    write_file("slow", "", big_file);
    start_nginx();
    return 0;
}

static int end(void **state)
{
    char command[64];
    (void)state;
    stop_nginx();
    fault_stop(behind);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

struct fixture {
    CURL *easy;
    struct resil_retry_policy policy;
    struct resil_curl_options options;
    struct resil_curl_result result;
    struct resil_curl_body body;
    char text[64];
};

static void aim(struct fixture *f, const char *target)
{
    char url[128];
    snprintf(url, sizeof url, "http://127.0.0.1:%d%s", port, target);
    curl_easy_setopt(f->easy, CURLOPT_URL, url);
}

static void prepare(struct fixture *f, const char *target)
{
    struct resil_retry_options retry = RESIL_RETRY_OPTIONS_DEFAULT;
    *f = (struct fixture){.easy = curl_easy_init(), .options = RESIL_CURL_OPTIONS_DEFAULT};
    assert_non_null(f->easy);
    retry.base_ns = retry.throttled_base_ns = RESIL_MS;
    assert_int_equal(resil_retry_policy_init(&f->policy, &retry, NULL), RESIL_OK);
    f->body = (struct resil_curl_body){.data = f->text, .capacity = sizeof f->text};
    f->options.body = &f->body;
    aim(f, target);
}

static enum resil_status perform(struct fixture *f, int ms)
{
    return resil_curl_perform(f->easy, &f->policy, resil_deadline_after(NULL, ms * RESIL_MS),
                              &f->options, &f->result);
}

static void files_are_served_and_missing_ones_asked_for_once(void **state)
{
    struct fixture f;
    (void)state;
    prepare(&f, "/fine");
    assert_int_equal(perform(&f, 20000), RESIL_OK);
    assert_string_equal(f.text, "fine\n");
    aim(&f, "/missing");
    assert_int_equal(perform(&f, 20000), RESIL_NOT_RETRYABLE);
    assert_true(f.result.http == 404 && f.result.attempts == 1);
    curl_easy_cleanup(f.easy);
}

static void a_slow_server_and_a_silent_one_behind_it_cost_the_deadline(void **state)
{
    static const char *const targets[] = {"/slow", "/gateway/silent", "/gateway/drip?ms=20",
                                          "/gateway/delay?ms=60000"};
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct fixture f;
        int64_t start = resil_clock_monotonic(NULL);
        prepare(&f, targets[i]);
        assert_int_equal(perform(&f, 200), RESIL_DEADLINE);
        assert_int_equal(f.result.outcome, RESIL_TIMEOUT);
        assert_in_time(start);
        curl_easy_cleanup(f.easy);
    }
}

static void a_dead_server_behind_it_is_asked_for_again(void **state)
{
    struct fixture f;
    (void)state;
    prepare(&f, "/dead");
    assert_int_equal(perform(&f, 20000), RESIL_EXHAUSTED);
    assert_true(f.result.http == 502 && f.result.attempts == 3);
    aim(&f, "/gateway/busy?n=2&test=nginx");
    assert_int_equal(perform(&f, 20000), RESIL_OK);
    assert_int_equal(f.result.attempts, 3);
    curl_easy_cleanup(f.easy);
}

static void an_order_whose_answer_gets_lost_behind_it_is_placed_once(void **state)
{
    struct fixture f;
    (void)state;
    prepare(&f, "/gateway/orders?lost=2&test=nginx");
    curl_easy_setopt(f.easy, CURLOPT_POSTFIELDS, "two apples");
    f.options.key = "0190aaaa-0000-7000-8000-00000000000a";
    assert_int_equal(perform(&f, 20000), RESIL_OK);
    assert_true(f.result.http == 201 && f.result.attempts == 3);
    assert_int_equal(fault_orders(behind), 1);
    curl_easy_cleanup(f.easy);
}

static void its_rate_limit_is_waited_for(void **state)
{
    struct fixture f;
    (void)state;
    prepare(&f, "/limited");
    assert_int_equal(perform(&f, 20000), RESIL_OK);
    int64_t start = resil_clock_monotonic(NULL);
    assert_int_equal(perform(&f, 20000), RESIL_OK);
    assert_true(f.result.attempts > 1);
    assert_true(resil_clock_monotonic(NULL) - start >= RESIL_S); /* as Retry-After said */
    curl_easy_cleanup(f.easy);
}

static void a_restart_is_survived_on_the_same_handle(void **state)
{
    struct fixture f;
    (void)state;
    prepare(&f, "/fine");
    assert_int_equal(perform(&f, 20000), RESIL_OK);
    stop_nginx();
    assert_int_equal(perform(&f, 20000), RESIL_EXHAUSTED); /* refused, three times */
    assert_int_equal(f.result.outcome, RESIL_TRANSIENT);
    start_nginx();
    assert_int_equal(perform(&f, 20000), RESIL_OK);
    assert_string_equal(f.text, "fine\n");
    curl_easy_cleanup(f.easy);
}

/* RESIL_NGINX names the program; else the usual places. */
static bool find_nginx(void)
{
    const char *places[] = {getenv("RESIL_NGINX"), "/usr/sbin/nginx", "/usr/local/sbin/nginx",
                            "/usr/bin/nginx"};
    for (int i = 0; i < 4; i++)
        if (places[i] && access(places[i], X_OK) == 0) {
            snprintf(program, sizeof program, "%s", places[i]);
            return true;
        }
    return false;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_served_and_missing_ones_asked_for_once),
        cmocka_unit_test(a_slow_server_and_a_silent_one_behind_it_cost_the_deadline),
        cmocka_unit_test(a_dead_server_behind_it_is_asked_for_again),
        cmocka_unit_test(an_order_whose_answer_gets_lost_behind_it_is_placed_once),
        cmocka_unit_test(its_rate_limit_is_waited_for),
        cmocka_unit_test(a_restart_is_survived_on_the_same_handle),
    };
    if (!find_nginx()) {
        printf("skipped: nginx is not installed, and RESIL_NGINX names none\n");
        return skipped;
    }
    setenv("no_proxy", "*", 1);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    int failed = cmocka_run_group_tests(tests, begin, end);
    curl_global_cleanup();
    return failed;
}
