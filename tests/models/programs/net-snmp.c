#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>
#include <net-snmp/library/large_fd_set.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>

static const oid system_name[] = {1, 3, 6, 1, 2, 1, 1, 5, 0};
static const size_t system_name_length = sizeof system_name / sizeof *system_name;

static int on_answer(int operation, netsnmp_session *session, int id, netsnmp_pdu *pdu, void *data)
{
    (void)session;
    (void)id;
    if (operation == NETSNMP_CALLBACK_OP_RECEIVED_MESSAGE && pdu->errstat == SNMP_ERR_NOERROR) {
        ++*(int *)data;
    }
    return 1;
}

static void on_alarm(unsigned int id, void *data)
{
    printf("%u %s\n", id, (const char *)data);
}

static int on_shutdown(int major, int minor, void *from, void *data)
{
    (void)from;
    (void)data;
    return major == minor;
}

static void on_setting(const char *token, char *value)
{
    printf("%s=%s\n", token, value);
}

static void on_option(int count, char *const *arguments, int option)
{
    (void)arguments;
    printf("%d %c\n", count, option);
}

/* A second and five more attempts where the program says nothing: it cannot wait for ever. */
static netsnmp_session *open_session(char *peer)
{
    static u_char community[] = "public";
    netsnmp_session wanted;
    snmp_sess_init(&wanted);
    wanted.version = SNMP_VERSION_2c;
    wanted.peername = peer;
    wanted.community = community;
    wanted.community_len = sizeof community - 1;
    wanted.timeout = 500000;
    wanted.retries = 2;
    netsnmp_session *session = snmp_open(&wanted); // call: connect bounded yes
    if (session == NULL) {
        snmp_sess_perror("shop", &wanted);
    }
    return session;
}

static void get(netsnmp_session *session)
{
    netsnmp_pdu *answer = NULL;
    netsnmp_pdu *question = snmp_pdu_create(SNMP_MSG_GET);
    snmp_add_null_var(question, system_name, system_name_length);
    if (snmp_synch_response( // call: request bounded yes
            session, question, &answer) == STAT_SUCCESS) {
        for (netsnmp_variable_list *v = answer->variables; v != NULL; v = v->next_variable) {
            print_variable(v->name, v->name_length, v);
        }
    }
    snmp_free_pdu(answer);
}

static void get_more(netsnmp_session *session)
{
    netsnmp_pdu *answer = NULL;
    netsnmp_pdu *next = snmp_pdu_create(SNMP_MSG_GETNEXT);
    snmp_synch_response(session, next, &answer); // call: request bounded yes
    netsnmp_pdu *bulk = snmp_pdu_create(SNMP_MSG_GETBULK);
    bulk->max_repetitions = 10;
    netsnmp_pdu *copy = snmp_clone_pdu(bulk);
    netsnmp_pdu *part = snmp_split_pdu(bulk, 0, 4);
    snmp_synch_response(session, bulk, &answer); // call: request bounded yes
    snmp_synch_response(session, copy, &answer); // call: request bounded yes
    snmp_synch_response(session, part, &answer); // call: request bounded yes
    netsnmp_pdu *smaller = snmp_fix_pdu(answer, SNMP_MSG_GET);
    snmp_free_pdu(smaller);
}

static void set(netsnmp_session *session)
{
    netsnmp_pdu *answer = NULL;
    netsnmp_pdu *wish = snmp_pdu_create(SNMP_MSG_SET);
    snmp_add_var(wish, system_name, system_name_length, 's', "db1");
    if (snmp_synch_response( // call: request bounded unknown
            session, wish, &answer) != STAT_SUCCESS) {
        snmp_perror("shop");
    } else if (answer->errstat != SNMP_ERR_NOERROR) {
        puts(snmp_errstring((int)answer->errstat));
    }
}

static void notify(netsnmp_session *session)
{
    netsnmp_pdu *trap = snmp_pdu_create(SNMP_MSG_TRAP2);
    snmp_pdu_add_variable(trap, system_name, system_name_length, ASN_OCTET_STR, "db1", 3);
    if (snmp_send(session, trap) == 0) { // call: send bounded unknown nonblocking
        snmp_free_pdu(trap);
    }
    netsnmp_pdu *inform = snmp_pdu_create(SNMP_MSG_INFORM);
    netsnmp_pdu *answer = NULL;
    snmp_synch_response(session, inform, &answer); // call: request bounded unknown
}

/* Many peers at once: one select() for all, and its time is what the library wants at most. */
static void ask_without_waiting(netsnmp_session *session)
{
    int answers = 0;
    netsnmp_pdu *question = snmp_pdu_create(SNMP_MSG_GET);
    snmp_async_send(session, question, on_answer, &answers); // call: send bounded yes nonblocking
    while (answers == 0) {
        int count = 0;
        int block = 0;
        fd_set readable;
        struct timeval limit = {1, 0};
        FD_ZERO(&readable);
        snmp_select_info(&count, &readable, &limit, &block);
        int ready = select(count, &readable, NULL, NULL, &limit); // call: wait bounded yes
        if (ready > 0) {
            snmp_read(&readable); // call: drive bounded unknown nonblocking
        } else {
            snmp_timeout(); // call: drive bounded unknown nonblocking
        }
        run_alarms();
    }
}

static void ask_of_many(void *handle, netsnmp_session *session)
{
    int count = 0;
    int block = 0;
    fd_set small;
    netsnmp_large_fd_set readable;
    struct timeval limit = {1, 0};
    FD_ZERO(&small);
    netsnmp_large_fd_set_init(&readable, 4096);
    netsnmp_large_fd_set_resize(&readable, 8192);
    netsnmp_copy_fd_set_to_large_fd_set(&readable, &small);
    netsnmp_large_fd_setfd(7, &readable);
    netsnmp_large_fd_clr(7, &readable);
    snmp_select_info2(&count, &readable, &limit, &block);
    snmp_sess_select_info2(handle, &count, &readable, &limit, &block);
    snmp_sess_select_info2_flags(handle, &count, &readable, &limit, &block, NETSNMP_SELECT_NOFLAGS);
    netsnmp_large_fd_set_select(count, &readable, NULL, NULL, &limit); // call: wait bounded yes
    netsnmp_large_fd_set_select(count, &readable, NULL, NULL, NULL);   // call: wait none yes
    if (netsnmp_large_fd_is_set(7, &readable)) {
        snmp_read2(&readable);              // call: drive bounded unknown nonblocking
        snmp_sess_read2(handle, &readable); // call: drive bounded unknown nonblocking
    }
    netsnmp_copy_large_fd_set_to_fd_set(&small, &readable);
    netsnmp_large_fd_set_cleanup(&readable);
    snmp_sess_pointer(session);
}

/* The interface for programs with threads: a handle of its own for each session. */
static void *single_session(netsnmp_session *wanted)
{
    int answers = 0;
    int count = 0;
    int block = 0;
    fd_set readable;
    struct timeval limit = {1, 0};
    netsnmp_pdu *answer = NULL;
    void *handle = snmp_sess_open(wanted); // call: connect bounded yes
    netsnmp_session *session = snmp_sess_session(handle);
    if (session == NULL || snmp_sess_session_lookup(handle) != session) {
        return NULL;
    }
    netsnmp_pdu *question = snmp_pdu_create(SNMP_MSG_GET);
    snmp_sess_synch_response(handle, question, &answer); // call: request bounded yes
    question = snmp_pdu_create(SNMP_MSG_GET);
    snmp_sess_send(handle, question); // call: send bounded yes nonblocking
    question = snmp_pdu_create(SNMP_MSG_SET);
    snmp_sess_async_send( // call: send bounded unknown nonblocking
        handle, question, on_answer, &answers);
    FD_ZERO(&readable);
    snmp_sess_select_info(handle, &count, &readable, &limit, &block);
    snmp_sess_select_info_flags(handle, &count, &readable, &limit, &block, NETSNMP_SELECT_NOALARMS);
    snmp_sess_read(handle, &readable); // call: drive bounded unknown nonblocking
    snmp_sess_timeout(handle);         // call: drive bounded unknown nonblocking
    return handle;
}

static void query(netsnmp_session *session)
{
    netsnmp_variable_list *list = NULL;
    snmp_varlist_add_variable(&list, system_name, system_name_length, ASN_NULL, NULL, 0);
    netsnmp_query_set_default_session(session);
    netsnmp_query_get(list, session);     // call: request bounded yes
    netsnmp_query_getnext(list, session); // call: request bounded yes
    netsnmp_query_walk(list, session);    // call: request bounded yes
    netsnmp_query_set(list, session);     // call: request bounded unknown
    if (netsnmp_query_get_default_session() == session) {
        snmp_free_varbind(list);
    }
}

static void say_errors(void *handle, netsnmp_session *session)
{
    int error = 0;
    int library = 0;
    char *text = NULL;
    snmp_error(session, &error, &library, &text);
    snmp_sess_error(handle, &error, &library, &text);
    printf("%s %s\n", text, snmp_api_errstring(library));
    netsnmp_free(text);
    snmp_log(3, "%s", "no answer");
    snmp_log_perror("shop");
}

static void variables(netsnmp_variable_list *list)
{
    char text[256];
    void *bytes = NULL;
    netsnmp_variable_list other;
    netsnmp_variable_list *copy = snmp_clone_varbind(list);
    snmp_clone_var(list, &other);
    snmp_set_var_objid(copy, system_name, system_name_length);
    snmp_set_var_value(copy, "db2", 3);
    snmp_set_var_typed_value(copy, ASN_OCTET_STR, "db2", 3);
    snmp_set_var_typed_integer(copy, ASN_INTEGER, 7);
    netsnmp_variable_list *found = find_varbind_in_list(list, system_name, system_name_length);
    fprint_variable(stdout, found->name, found->name_length, found);
    snprint_variable(text, sizeof text, found->name, found->name_length, found);
    print_value(found->name, found->name_length, found);
    fprint_value(stdout, found->name, found->name_length, found);
    snprint_value(text, sizeof text, found->name, found->name_length, found);
    snprint_by_type(text, sizeof text, found, NULL, NULL, NULL);
    snprint_octet_string(text, sizeof text, found, NULL, NULL, NULL);
    snprint_integer(text, sizeof text, found, NULL, NULL, NULL);
    snmp_clone_mem(&bytes, text, sizeof text);
    printf("%d\n", count_varbinds(list));
    snmp_reset_var_buffers(copy);
    snmp_free_var(copy);
}

static void names(void)
{
    oid name[MAX_OID_LEN];
    size_t length = MAX_OID_LEN;
    char text[256];
    read_objid("SNMPv2-MIB::sysName.0", name, &length);
    snmp_parse_oid("sysName.0", name, &length);
    get_node("sysName.0", name, &length);
    get_module_node("sysName", "SNMPv2-MIB", name, &length);
    print_objid(name, length);
    fprint_objid(stdout, name, length);
    snprint_objid(text, sizeof text, name, length);
    print_description(name, length, 80);
    fprint_description(stdout, name, length, 80);
    snprint_description(text, sizeof text, name, length, 80);
    oid *copy = snmp_duplicate_objid(name, length);
    int same = snmp_oid_compare(name, length, copy, length) == 0 &&
               snmp_oid_ncompare(name, length, copy, length, 3) == 0 &&
               netsnmp_oid_equals(name, length, copy, length) == 0;
    int below = snmp_oidtree_compare(name, length, copy, length) == 0 &&
                snmp_oidsubtree_compare(name, length, copy, length) == 0 &&
                netsnmp_oid_is_subtree(name, length, copy, length) == 0;
    printf("%d %d %d\n", same, below, netsnmp_oid_find_prefix(name, length, copy, length));
    netsnmp_free(copy);
}

static void mibs(void)
{
    add_mibdir("/usr/share/snmp/mibs");
    snmp_set_mib_warnings(0);
    snmp_set_mib_errors(0);
    snmp_set_save_descriptions(1);
    add_module_replacement("RFC1213-MIB", "SNMPv2-MIB", "", 0);
    netsnmp_init_mib();
    init_mib();
    if (netsnmp_read_module("SNMPv2-MIB") == NULL && read_mib("mib.txt") == NULL) {
        read_all_mibs();
    }
    shutdown_mib();
}

static void settings(void)
{
    char format[] = "n";
    register_config_handler("shop", "peer", on_setting, NULL, "peer HOST");
    register_app_config_handler("peer", on_setting, NULL, "peer HOST");
    snmp_register_callback(SNMP_CALLBACK_LIBRARY, SNMP_CALLBACK_SHUTDOWN, on_shutdown, NULL);
    netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_QUICK_PRINT, 1);
    netsnmp_ds_toggle_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_QUICK_PRINT);
    netsnmp_ds_set_int(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_RETRIES, 1);
    netsnmp_ds_set_string(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_MIBDIRS, "mibs");
    printf("%d %d %s\n", netsnmp_ds_get_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_QUICK_PRINT),
           netsnmp_ds_get_int(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_RETRIES),
           netsnmp_ds_get_string(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_MIBDIRS));
    snmp_out_toggle_options(format);
    snmp_in_toggle_options(format);
    snmp_set_quick_print(!snmp_get_quick_print());
    snmp_set_dump_packet(snmp_get_dump_packet());
    snmp_set_suffix_only(0);
    snmp_set_full_objid(1);
    read_premib_configs();
    read_configs();
    config_pwarn("peer is old");
    config_perror("peer is missing");
    snmp_call_callbacks(SNMP_CALLBACK_LIBRARY, SNMP_CALLBACK_SHUTDOWN, NULL);
    snmp_unregister_callback(SNMP_CALLBACK_LIBRARY, SNMP_CALLBACK_SHUTDOWN, on_shutdown, NULL, 0);
    unregister_config_handler("shop", "peer");
    unregister_app_config_handler("peer");
}

static void logging(void)
{
    init_snmp_logging();
    snmp_enable_stderrlog();
    snmp_disable_stderrlog();
    snmp_enable_filelog("shop.log", 1);
    snmp_disable_filelog();
    snmp_enable_syslog_ident("shop", 3);
    snmp_disable_syslog();
    snmp_enable_calllog();
    debug_register_tokens("snmp_api");
    snmp_set_do_debugging(1);
    if (snmp_get_do_logging() && snmp_get_do_debugging()) {
        snmp_disable_log();
    }
    shutdown_snmp_logging();
}

static void keys(netsnmp_session *session)
{
    u_char id[32];
    u_char local[USM_AUTH_KU_LEN];
    size_t length = sizeof local;
    size_t id_length = snmpv3_get_engineID(id, sizeof id);
    session->securityAuthKeyLen = USM_AUTH_KU_LEN;
    generate_Ku(session->securityAuthProto, (u_int)session->securityAuthProtoLen,
                (const u_char *)"secret12", 8, session->securityAuthKey,
                &session->securityAuthKeyLen);
    generate_kul(session->securityAuthProto, (u_int)session->securityAuthProtoLen, id, id_length,
                 session->securityAuthKey, session->securityAuthKeyLen, local, &length);
    printf("%lu\n", (unsigned long)snmpv3_local_snmpEngineBoots());
}

static void listen_for_traps(netsnmp_session *wanted)
{
    netsnmp_transport *place = netsnmp_transport_open_server("snmptrap", "udp:162");
    netsnmp_transport *other = netsnmp_transport_open_server("snmptrap", "tcp:162");
    netsnmp_session *session = snmp_add(wanted, place, NULL, NULL);
    if (snmp_sess_add(wanted, other, NULL, NULL) == NULL) {
        netsnmp_transport_free(other);
    }
    snmp_close(session);
}

int main(int count, char **arguments)
{
    char peer[] = "udp:router:161";
    char message[64];
    netsnmp_session wanted;
    struct timeval delay = {10, 0};
    struct timeval next;
    logging();
    settings();
    SOCK_STARTUP;
    init_snmp("shop");
    mibs();
    names();
    if (snmp_parse_args(count, arguments, &wanted, "", on_option) < 0) {
        snmp_parse_args_usage(stderr);
        snmp_parse_args_descriptions(stderr);
    }
    unsigned int alarm_id = snmp_alarm_register(60, SA_REPEAT, on_alarm, peer);
    snmp_alarm_register_hr(delay, 0, on_alarm, peer);
    get_next_alarm_delay_time(&next);
    netsnmp_session *session = open_session(peer);
    if (session == NULL) {
        return 1;
    }
    get(session);
    get_more(session);
    set(session);
    notify(session);
    ask_without_waiting(session);
    query(session);
    keys(session);
    void *handle = single_session(&wanted);
    ask_of_many(handle, session);
    say_errors(handle, session);
    variables(NULL);
    listen_for_traps(&wanted);
    printf("%s %s %s\n", netsnmp_get_version(), uptime_string(4711, message),
           snmp_pdu_type(SNMP_MSG_GET));
    printf("%ld %ld %p\n", snmp_get_next_reqid(), snmp_get_next_msgid(),
           (void *)snmp_sess_lookup_by_name("router"));
    netsnmp_free(netsnmp_strdup(message));
    snmp_alarm_unregister(alarm_id);
    snmp_alarm_unregister_all();
    snmp_sess_close(handle);
    snmp_close(session);
    snmp_close_sessions();
    snmp_shutdown("shop");
    SOCK_CLEANUP;
    return 0;
}
