#include <libmemcached/memcached.h>
#include <libmemcached/util.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char key[] = "item:7";
static const char group[] = "items";
enum { KEY = sizeof key - 1, GROUP = sizeof group - 1 };

/* A new handle has limits: 4 s for connecting and 5 s for an answer. */
static void get_bounded_by_default(void)
{
    size_t length = 0;
    uint32_t flags = 0;
    memcached_return_t status;
    memcached_st *memc = memcached_create(NULL);
    memcached_server_add(memc, "cache", 11211);
    char *value = memcached_get( // call: command bounded yes
        memc, key, KEY, &length, &flags, &status);
    if (value == NULL && memcached_last_error(memc) != MEMCACHED_NOTFOUND) {
        fprintf(stderr, "%s\n", memcached_last_error_message(memc));
    }
    free(value);
    memcached_free(memc);
}

static void get_bounded(void)
{
    size_t length = 0;
    uint32_t flags = 0;
    memcached_return_t status;
    memcached_st inside;
    memcached_st *memc = memcached_create(&inside);
    memcached_behavior_set(memc, MEMCACHED_BEHAVIOR_CONNECT_TIMEOUT, 500);
    memcached_behavior_set(memc, MEMCACHED_BEHAVIOR_POLL_TIMEOUT, 200);
    free(memcached_get(memc, key, KEY, &length, &flags, &status)); // call: command bounded yes
    memcached_free(memc);
}

static void get_unbounded(void)
{
    size_t length = 0;
    uint32_t flags = 0;
    memcached_return_t status;
    const char options[] = "--SERVER=cache";
    memcached_st *memc = memcached(options, sizeof options - 1);
    memcached_behavior_set(memc, MEMCACHED_BEHAVIOR_CONNECT_TIMEOUT, (uint64_t)-1);
    memcached_behavior_set(memc, MEMCACHED_BEHAVIOR_POLL_TIMEOUT, (uint64_t)-1);
    free(memcached_get(memc, key, KEY, &length, &flags, &status)); // call: command none yes
    memcached_reset(memc);
    free(memcached_get(memc, key, KEY, &length, &flags, &status)); // call: command bounded yes
    memcached_free(memc);
}

static void half_bounded(memcached_st *from)
{
    memcached_st *memc = memcached_clone(NULL, from);
    memcached_behavior_set(memc, MEMCACHED_BEHAVIOR_CONNECT_TIMEOUT, 300);
    memcached_behavior_set(memc, MEMCACHED_BEHAVIOR_POLL_TIMEOUT, (uint64_t)-1);
    memcached_delete(memc, key, KEY, 0); // call: command partial yes
    memcached_free(memc);
}

/* Handles of a pool are copies of the one that it was made of. */
static void pools(void)
{
    const char options[] = "--SERVER=cache --POOL-MIN=1";
    struct timespec wait = {1, 0};
    memcached_return_t status;
    uint64_t limit = 0;
    memcached_pool_st *named = memcached_pool(options, sizeof options - 1);
    memcached_st *memc = memcached_pool_fetch(named, &wait, &status);
    memcached_touch(memc, key, KEY, 60); // call: command bounded yes
    memcached_pool_release(named, memc);
    memcached_pool_destroy(named);
    memcached_st *master = memcached_create(NULL);
    memcached_pool_st *made = memcached_pool_create(master, 1, 8);
    memcached_pool_behavior_set(made, MEMCACHED_BEHAVIOR_POLL_TIMEOUT, (uint64_t)-1);
    memcached_pool_behavior_get(made, MEMCACHED_BEHAVIOR_POLL_TIMEOUT, &limit);
    memc = memcached_pool_pop(made, true, &status);
    memcached_touch(memc, key, KEY, 60); // call: command partial yes
    memcached_pool_push(made, memc);
    memcached_free(memcached_pool_destroy(made));
}

static void store(memcached_st *memc, uint64_t version)
{
    memcached_return_t status = memcached_set( // call: command bounded yes
        memc, key, KEY, "1", 1, 60, 0);
    if (memcached_failed(status)) {
        status = memcached_add(memc, key, KEY, "1", 1, 60, 0); // call: command bounded yes
    }
    if (memcached_success(status)) {
        memcached_replace(memc, key, KEY, "2", 1, 60, 0); // call: command bounded yes
    }
    memcached_append(memc, key, KEY, "3", 1, 60, 0);       // call: command bounded no
    memcached_prepend(memc, key, KEY, "3", 1, 60, 0);      // call: command bounded no
    memcached_cas(memc, key, KEY, "4", 1, 60, 0, version); // call: command bounded yes
    if (memcached_fatal(status)) {
        puts(memcached_strerror(memc, status));
    }
}

static void store_in_group(memcached_st *memc, uint64_t version)
{
    memcached_set_by_key(memc, group, GROUP, key, KEY, "1", 1, 60, 0); // call: command bounded yes
    memcached_add_by_key(memc, group, GROUP, key, KEY, "1", 1, 60, 0); // call: command bounded yes
    memcached_replace_by_key(                                          // call: command bounded yes
        memc, group, GROUP, key, KEY, "2", 1, 60, 0);
    memcached_append_by_key( // call: command bounded no
        memc, group, GROUP, key, KEY, "3", 1, 60, 0);
    memcached_prepend_by_key( // call: command bounded no
        memc, group, GROUP, key, KEY, "3", 1, 60, 0);
    memcached_cas_by_key( // call: command bounded yes
        memc, group, GROUP, key, KEY, "4", 1, 60, 0, version);
    memcached_delete_by_key(memc, group, GROUP, key, KEY, 0); // call: command bounded yes
    memcached_touch_by_key(memc, group, GROUP, key, KEY, 60); // call: command bounded yes
    memcached_exist_by_key(memc, group, GROUP, key, KEY);     // call: command bounded yes
}

static void count(memcached_st *memc)
{
    uint64_t now = 0;
    memcached_increment(memc, key, KEY, 1, &now);                      // call: command bounded no
    memcached_decrement(memc, key, KEY, 1, &now);                      // call: command bounded no
    memcached_increment_by_key(memc, group, GROUP, key, KEY, 1, &now); // call: command bounded no
    memcached_decrement_by_key(memc, group, GROUP, key, KEY, 1, &now); // call: command bounded no
    memcached_increment_with_initial(memc, key, KEY, 1, 0, 60, &now);  // call: command bounded no
    memcached_decrement_with_initial(memc, key, KEY, 1, 0, 60, &now);  // call: command bounded no
    memcached_increment_with_initial_by_key(                           // call: command bounded no
        memc, group, GROUP, key, KEY, 1, 0, 60, &now);
    memcached_decrement_with_initial_by_key( // call: command bounded no
        memc, group, GROUP, key, KEY, 1, 0, 60, &now);
}

static memcached_return_t on_result(const memcached_st *memc, memcached_result_st *result,
                                    void *data)
{
    (void)memc;
    *(size_t *)data += memcached_result_length(result);
    return MEMCACHED_SUCCESS;
}

static void say_result(memcached_st *memc, memcached_result_st *result)
{
    memcached_result_st *copy = memcached_result_create(memc, NULL);
    memcached_result_set_value(copy, memcached_result_value(result),
                               memcached_result_length(result));
    memcached_result_set_flags(copy, memcached_result_flags(result));
    memcached_result_set_expiration(copy, 60);
    fwrite(memcached_result_key_value(result), 1, memcached_result_key_length(result), stdout);
    printf("%llu\n", (unsigned long long)memcached_result_cas(result));
    free(memcached_result_take_value(copy));
    memcached_result_reset(copy);
    memcached_result_free(copy);
}

static void get_many(memcached_st *memc)
{
    const char *const keys[] = {"a", "b"};
    const size_t lengths[] = {1, 1};
    char found[MEMCACHED_MAX_KEY];
    size_t total = 0;
    size_t length = 0;
    uint32_t flags = 0;
    memcached_return_t status;
    memcached_result_st *result;
    memcached_execute_fn calls[] = {on_result};
    memcached_mget(memc, keys, lengths, 2);  // call: send bounded yes
    while ((result = memcached_fetch_result( // call: receive bounded yes
                memc, NULL, &status)) != NULL) {
        say_result(memc, result);
        memcached_result_free(result);
    }
    memcached_mget_by_key(memc, group, GROUP, keys, lengths, 2); // call: send bounded yes
    char *one = memcached_fetch(                                 // call: receive bounded yes
        memc, found, &length, &length, &flags, &status);
    free(one);
    memcached_fetch_execute(memc, calls, &total, 1);                  // call: receive bounded yes
    memcached_mget_execute(memc, keys, lengths, 2, calls, &total, 1); // call: command bounded yes
    memcached_mget_execute_by_key(                                    // call: command bounded yes
        memc, group, GROUP, keys, lengths, 2, calls, &total, 1);
    char *other = memcached_get_by_key( // call: command bounded yes
        memc, group, GROUP, key, KEY, &length, &flags, &status);
    free(other);
    memcached_exist(memc, key, KEY); // call: command bounded yes
    memcached_flush_buffers(memc);   // call: send bounded unknown
}

static memcached_return_t on_key(const memcached_st *memc, const char *name, size_t length,
                                 void *data)
{
    (void)memc;
    fwrite(name, 1, length, data);
    return MEMCACHED_SUCCESS;
}

static memcached_return_t on_stat(const memcached_instance_st *server, const char *name,
                                  size_t name_length, const char *value, size_t value_length,
                                  void *data)
{
    fwrite(name, 1, name_length, data);
    fwrite(value, 1, value_length, data);
    fprintf(data, "%s:%d\n", memcached_server_name(server), memcached_server_port(server));
    return MEMCACHED_SUCCESS;
}

static void servers(memcached_st *memc)
{
    char what[] = "items";
    memcached_return_t status;
    memcached_stat_st one;
    memcached_dump_fn calls[] = {on_key};
    memcached_version(memc);                                      // call: command bounded yes
    memcached_verbosity(memc, 1);                                 // call: command bounded yes
    memcached_dump(memc, calls, stdout, 1);                       // call: command bounded yes
    memcached_stat_execute(memc, what, on_stat, stdout);          // call: command bounded yes
    memcached_flush(memc, 0);                                     // call: command bounded yes
    memcached_stat_st *all = memcached_stat(memc, what, &status); // call: command bounded yes
    char **names = memcached_stat_get_keys(memc, all, &status);
    free(memcached_stat_get_value(memc, all, names[0], &status));
    free(names);
    memcached_analysis_st *report = memcached_analyze(memc, all, &status);
    printf("%f\n", report->pool_hit_ratio);
    memcached_analyze_free(report);
    memcached_stat_free(memc, all);
    memcached_stat_servername(&one, what, "cache", 11211); // call: command bounded yes
    libmemcached_util_version_check(memc, 1, 4, 0);        // call: command bounded yes
}

static void utilities(void)
{
    memcached_return_t status;
    libmemcached_util_ping("cache", 11211, &status);                    // call: command bounded yes
    libmemcached_util_ping2("cache", 11211, "me", "secret", &status);   // call: command bounded yes
    libmemcached_util_getpid("cache", 11211, &status);                  // call: command bounded yes
    libmemcached_util_getpid2("cache", 11211, "me", "secret", &status); // call: command bounded yes
    libmemcached_util_flush("cache", 11211, &status);                   // call: command bounded yes
}

static memcached_return_t on_server(const memcached_st *memc, const memcached_instance_st *server,
                                    void *data)
{
    (void)memc;
    fprintf(data, "%s:%d %s\n", memcached_server_name(server), memcached_server_port(server),
            memcached_server_type(server));
    return MEMCACHED_SUCCESS;
}

static void list_servers(memcached_st *memc)
{
    memcached_return_t status;
    memcached_server_fn calls[] = {on_server};
    memcached_server_list_st list = memcached_servers_parse("a,b:11212");
    list = memcached_server_list_append(list, "c", 11211, &status);
    list = memcached_server_list_append_with_weight(list, "d", 11211, 2, &status);
    printf("%u\n", memcached_server_list_count(list));
    memcached_server_push(memc, list);
    memcached_server_error_reset(list);
    memcached_server_list_free(list);
    memcached_server_free(NULL);
    memcached_server_add_udp(memc, "e", 11211);
    memcached_server_add_unix_socket(memc, "/run/memcached.sock");
    memcached_server_add_with_weight(memc, "f", 11211, 2);
    memcached_server_add_udp_with_weight(memc, "g", 11211, 2);
    memcached_server_add_unix_socket_with_weight(memc, "/run/other.sock", 2);
    memcached_server_cursor(memc, calls, stdout, 1);
    if (memcached_server_count(memc) > 8) {
        memcached_servers_reset(memc);
    }
}

static void say_server(memcached_st *memc)
{
    memcached_return_t status;
    const memcached_instance_st *server = memcached_server_by_key(memc, key, KEY, &status);
    const memcached_instance_st *first = memcached_server_instance_by_position(memc, 0);
    if (memcached_server_get_last_disconnect(memc) == server) {
        memcached_reset_last_disconnected_server(memc);
        memcached_instance_next_retry(server, 2);
    }
    printf("%u %d %s\n", memcached_server_response_count(first), memcached_server_srcport(first),
           memcached_server_error(first));
    printf("%d.%d.%d %d\n", memcached_server_major_version(first),
           memcached_server_minor_version(first), memcached_server_micro_version(first),
           memcached_server_error_return(first) == MEMCACHED_SUCCESS);
}

static void *take(const memcached_st *memc, const size_t size, void *data)
{
    (void)memc;
    (void)data;
    return malloc(size);
}

static void *take_again(const memcached_st *memc, void *memory, const size_t size, void *data)
{
    (void)memc;
    (void)data;
    return realloc(memory, size);
}

static void *take_clean(const memcached_st *memc, size_t count, const size_t size, void *data)
{
    (void)memc;
    (void)data;
    return calloc(count, size);
}

static void give(const memcached_st *memc, void *memory, void *data)
{
    (void)memc;
    (void)data;
    free(memory);
}

static void settings(memcached_st *memc)
{
    memcached_return_t status;
    memcached_malloc_fn taker;
    memcached_free_fn giver;
    memcached_realloc_fn changer;
    memcached_calloc_fn cleaner;
    const uint32_t map[] = {0, 1};
    memcached_set_memory_allocators(memc, take, give, take_again, take_clean, NULL);
    memcached_get_memory_allocators(memc, &taker, &giver, &changer, &cleaner);
    if (memcached_get_memory_allocators_context(memc) == NULL) {
        memcached_set_user_data(memc, memcached_get_user_data(memc));
    }
    memcached_behavior_set_distribution(memc, MEMCACHED_DISTRIBUTION_CONSISTENT);
    memcached_behavior_set_key_hash(memc, MEMCACHED_HASH_MD5);
    memcached_behavior_set_distribution_hash(memc, MEMCACHED_HASH_CRC);
    printf("%s %s %s\n", libmemcached_string_behavior(MEMCACHED_BEHAVIOR_NO_BLOCK),
           libmemcached_string_distribution(memcached_behavior_get_distribution(memc)),
           libmemcached_string_hash(memcached_behavior_get_key_hash(memc)));
    printf("%d %llu\n", memcached_behavior_get_distribution_hash(memc) == MEMCACHED_HASH_CRC,
           (unsigned long long)memcached_behavior_get(memc, MEMCACHED_BEHAVIOR_NO_BLOCK));
    memcached_bucket_set(memc, map, map, 2, 1);
    memcached_callback_set(memc, MEMCACHED_CALLBACK_NAMESPACE, "shop:");
    puts(memcached_callback_get(memc, MEMCACHED_CALLBACK_NAMESPACE, &status));
    memcached_set_encoding_key(memc, "secret", 6);
    memcached_set_hashkit(memc, NULL);
    memcached_set_sasl_auth_data(memc, "me", "secret");
    memcached_set_sasl_callbacks(memc, memcached_get_sasl_callbacks(memc));
    memcached_destroy_sasl_auth_data(memc);
    memcached_autoeject(memc);
}

static void say_handle(memcached_st *memc, memcached_st *other)
{
    char error[128];
    libmemcached_check_configuration("--SERVER=cache", 14, error, sizeof error);
    printf("%u %u %p\n", memcached_generate_hash_value(key, KEY, MEMCACHED_HASH_MD5),
           memcached_generate_hash(memc, key, KEY), (const void *)memcached_get_hashkit(memc));
    printf("%s %d %llu %s\n", memcached_error(memc), memcached_last_error_errno(memc),
           (unsigned long long)memcached_query_id(memc), memcached_lib_version());
    memcached_error_print(memc);
    memcached_push(memc, other);
    memcached_quit(memc);
}

int main(void)
{
    get_bounded_by_default();
    get_bounded();
    get_unbounded();
    pools();
    utilities();
    memcached_st *memc = memcached_create(NULL);
    list_servers(memc);
    settings(memc);
    half_bounded(memc);
    store(memc, 1);
    store_in_group(memc, 1);
    count(memc);
    get_many(memc);
    servers(memc);
    say_server(memc);
    memcached_st *other = memcached_clone(NULL, memc);
    say_handle(memc, other);
    memcached_free(other);
    memcached_free(memc);
    return 0;
}
