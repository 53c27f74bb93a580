#include <czmq.h>
// pkg-config: libczmq

/* A request that waits for its answer as long as it takes. */
static char *ask_unbounded(void)
{
    zsock_t *socket = zsock_new_req("tcp://orders:5555"); // call: connect bounded yes nonblocking
    if (zstr_send(socket, "ping") != 0) {                 // call: send none unknown
        zsock_destroy(&socket);
        return NULL;
    }
    char *answer = zstr_recv(socket); // call: receive none yes
    zsock_destroy(&socket);
    return answer;
}

static char *ask_bounded(void)
{
    char *answer = NULL;
    zsock_t *socket = zsock_new(ZMQ_REQ);
    zsock_set_rcvtimeo(socket, 2000);
    zsock_set_sndtimeo(socket, 2000);
    zsock_connect(socket, "tcp://orders:%d", 5555); // call: connect bounded yes nonblocking
    if (zstr_send(socket, "ping") == 0) {           // call: send bounded unknown
        answer = zstr_recv(socket);                 // call: receive bounded yes
    }
    zsock_destroy(&socket);
    return answer;
}

/* A publisher drops what its subscribers do not take; a pipeline waits for a worker. */
static void publish(void)
{
    zsock_t *socket = zsock_new_pub("tcp://*:5558");
    zstr_sendf(socket, "%s", "news"); // call: send bounded unknown
    zsock_destroy(&socket);
    zsock_t *pushing =
        zsock_new_push(">tcp://workers:5557"); // call: connect bounded yes nonblocking
    zstr_sendx(pushing, "work", "7", NULL);    // call: send none unknown
    zsock_destroy(&pushing);
    zsock_t *routing = zsock_new_router("tcp://*:5559");
    zframe_t *frame = zframe_new("peer", 4);
    zframe_send(&frame, routing, ZFRAME_MORE); // call: send bounded unknown
    zsock_set_router_mandatory(routing, 1);
    frame = zframe_new("peer", 4);
    zframe_send(&frame, routing, ZFRAME_MORE); // call: send none unknown
    frame = zframe_new("peer", 4);
    zframe_send(&frame, routing, ZFRAME_DONTWAIT); // call: send bounded unknown
    zsock_destroy(&routing);
}

static void poll_bounded(void)
{
    zsock_t *socket = zsock_new_pull("tcp://*:5560");
    zpoller_t *poller = zpoller_new(socket, NULL);
    if (zpoller_wait(poller, 1000) != NULL) { // call: wait bounded yes
        zmsg_t *message = zmsg_recv(socket);  // call: receive bounded yes
        zmsg_destroy(&message);
    }
    zpoller_destroy(&poller);
    zsock_destroy(&socket);
}

static void poll_unbounded(void)
{
    zsock_t *socket = zsock_new_rep("tcp://*:5561");
    zpoller_t *poller = zpoller_new(socket, NULL);
    if (zpoller_wait(poller, -1) != NULL) {  // call: wait none yes
        zmsg_t *message = zmsg_recv(socket); // call: receive none yes
        zmsg_send(&message, socket);         // call: send bounded unknown
    }
    zpoller_destroy(&poller);
    zsock_destroy(&socket);
}

static void parts(zsock_t *socket)
{
    zframe_t *frame = zframe_recv(socket); // call: receive unknown yes
    while (frame != NULL && zsock_rcvmore(socket)) {
        zframe_destroy(&frame);
        frame = zframe_recv(socket); // call: receive bounded yes
    }
    zframe_destroy(&frame);
}

static void work(zsock_t *pipe, void *data)
{
    zsock_signal(pipe, 0);   // call: send unknown unknown
    zstr_send(data, "done"); // call: send unknown unknown
}

/* Another thread of the program. */
static void act(void *data)
{
    zactor_t *actor = zactor_new(work, data);
    zstr_send(actor, "START"); // call: send unknown unknown
    zsock_wait(actor);         // call: receive unknown yes
    zactor_destroy(&actor);
}

static int on_timer(zloop_t *loop, int timer, void *data)
{
    printf("%p %d %p\n", (void *)loop, timer, data);
    return 0;
}

static int on_message(zloop_t *loop, zsock_t *reader, void *data)
{
    char *text = zstr_recv(reader); // call: receive unknown yes
    printf("%p %p %s\n", (void *)loop, data, text);
    zstr_free(&text);
    return 0;
}

static void loop(zsock_t *socket, void *any)
{
    zloop_t *loop = zloop_new();
    zloop_timer(loop, 500, 0, on_timer, any);
    zloop_reader(loop, socket, on_message, any);
    zloop_start(loop); // call: drive bounded unknown nonblocking
    zloop_destroy(&loop);
}

static void datagrams(zframe_t *frame, inaddr_t *address)
{
    char name[INET_ADDRSTRLEN];
    int descriptor = zsys_udp_new(false);
    zsys_udp_send(descriptor, frame, address, sizeof *address);      // call: send none unknown
    zframe_t *answer = zsys_udp_recv(descriptor, name, sizeof name); // call: receive none yes
    zframe_destroy(&answer);
    zsys_udp_close(descriptor);
}

static void each(zsock_t *socket, void *any, va_list list)
{
    zsock_new_checked(1, "a", 1);
    zsock_new_pub_checked("a", "a", 1);
    zsock_new_sub("a", "a");                 // call: connect bounded yes nonblocking
    zsock_new_sub_checked("a", "a", "a", 1); // call: connect bounded yes nonblocking
    zsock_new_req_checked("a", "a", 1);      // call: connect bounded yes nonblocking
    zsock_new_rep_checked("a", "a", 1);
    zsock_new_dealer("a");                 // call: connect bounded yes nonblocking
    zsock_new_dealer_checked("a", "a", 1); // call: connect bounded yes nonblocking
    zsock_new_router_checked("a", "a", 1);
    zsock_new_push_checked("a", "a", 1); // call: connect bounded yes nonblocking
    zsock_new_pull_checked("a", "a", 1);
    zsock_new_xpub("a");
    zsock_new_xpub_checked("a", "a", 1);
    zsock_new_xsub("a");                   // call: connect bounded yes nonblocking
    zsock_new_xsub_checked("a", "a", 1);   // call: connect bounded yes nonblocking
    zsock_new_pair("a");                   // call: connect bounded yes nonblocking
    zsock_new_pair_checked("a", "a", 1);   // call: connect bounded yes nonblocking
    zsock_new_stream("a");                 // call: connect bounded yes nonblocking
    zsock_new_stream_checked("a", "a", 1); // call: connect bounded yes nonblocking
    zsock_destroy_checked(any, "a", 1);
    zsock_attach(socket, "a", 1); // call: connect bounded yes nonblocking
    zsock_set_xpub_nodrop(any, 1);
    zframe_more(any);
    zsock_send(any, "a");        // call: send unknown unknown
    zsock_vsend(any, "a", list); // call: send unknown unknown
    zsock_bsend(any, "a");       // call: send unknown unknown
    zstr_sendm(any, "a");        // call: send unknown unknown
    zstr_sendfm(any, "a");       // call: send unknown unknown
    zmsg_sendm(any, socket);     // call: send unknown unknown
    zsock_recv(any, "a");        // call: receive unknown yes
    zsock_vrecv(any, "a", list); // call: receive unknown yes
    zsock_brecv(any, "a");       // call: receive unknown yes
    zstr_recvx(any, any);        // call: receive unknown yes
    zloop_poller(any, any, NULL, any);
    zloop_ticket(any, NULL, any);
    zsys_handler_set(NULL);
    zclock_time();
    zclock_mono();
    zclock_usecs();
    zactor_send(any, any);
    zactor_recv(any);
    zactor_is(any);
    zactor_resolve(any);
    zactor_sock(any);
    zarmour_new();
    zarmour_destroy(any);
    zarmour_encode(any, any, 1);
    zarmour_decode(any, "a");
    zarmour_mode(any);
    zarmour_mode_str(any);
    zarmour_set_mode(any, 1);
    zarmour_pad(any);
    zarmour_set_pad(any, 1);
    zarmour_pad_char(any);
    zarmour_set_pad_char(any, 1);
    zarmour_line_breaks(any);
    zarmour_set_line_breaks(any, 1);
    zarmour_line_length(any);
    zarmour_set_line_length(any, 1);
    zarmour_print(any);
    zcert_new();
    zcert_new_from(any, any);
    zcert_load("a");
    zcert_destroy(any);
    zcert_public_key(any);
    zcert_secret_key(any);
    zcert_public_txt(any);
    zcert_secret_txt(any);
    zcert_set_meta(any, "a", "a");
    zcert_meta(any, "a");
    zcert_meta_keys(any);
    zcert_save(any, "a");
    zcert_save_public(any, "a");
    zcert_save_secret(any, "a");
    zcert_apply(any, any);
    zcert_dup(any);
    zcert_eq(any, any);
    zcert_print(any);
    zcertstore_new("a");
    zcertstore_destroy(any);
    zcertstore_lookup(any, "a");
    zcertstore_insert(any, any);
    zcertstore_print(any);
    zchunk_new(any, 1);
    zchunk_destroy(any);
    zchunk_resize(any, 1);
    zchunk_size(any);
    zchunk_max_size(any);
    zchunk_data(any);
    zchunk_set(any, any, 1);
    zchunk_fill(any, 1, 1);
    zchunk_append(any, any, 1);
    zchunk_extend(any, any, 1);
    zchunk_consume(any, any);
    zchunk_exhausted(any);
    zchunk_read(any, 1);
    zchunk_write(any, any);
    zchunk_slurp("a", 1);
    zchunk_dup(any);
    zchunk_strhex(any);
    zchunk_strdup(any);
    zchunk_streq(any, "a");
    zchunk_pack(any);
    zchunk_unpack(any);
    zchunk_digest(any);
    zchunk_print(any);
    zchunk_is(any);
    zclock_timestr();
    zclock_log("a");
    zconfig_new("a", any);
    zconfig_load("a");
    zconfig_loadf("a");
    zconfig_destroy(any);
    zconfig_name(any);
    zconfig_value(any);
    zconfig_put(any, "a", "a");
    zconfig_putf(any, "a", "a");
    zconfig_get(any, "a", "a");
    zconfig_set_name(any, "a");
    zconfig_set_value(any, "a");
    zconfig_child(any);
    zconfig_next(any);
    zconfig_locate(any, "a");
    zconfig_at_depth(any, 1);
    zconfig_execute(any, NULL, any);
    zconfig_set_comment(any, "a");
    zconfig_comments(any);
    zconfig_save(any, "a");
    zconfig_savef(any, "a");
    zconfig_filename(any);
    zconfig_reload(any);
    zconfig_chunk_load(any);
    zconfig_chunk_save(any);
    zconfig_str_load("a");
    zconfig_str_save(any);
    zconfig_has_changed(any);
    zconfig_print(any);
    zdigest_new();
    zdigest_destroy(any);
    zdigest_update(any, any, 1);
    zdigest_data(any);
    zdigest_size(any);
    zdigest_string(any);
    zdir_new("a", "a");
    zdir_destroy(any);
    zdir_path(any);
    zdir_modified(any);
    zdir_cursize(any);
    zdir_count(any);
    zdir_list(any);
    zdir_remove(any, 1);
    zdir_diff(any, any, "a");
    zdir_resync(any, "a");
    zdir_cache(any);
    zdir_print(any, 1);
    zdir_watch(socket, any);
    zdir_flatten(any);
    zdir_flatten_free(any);
    zdir_patch_new("a", any, 1, "a");
    zdir_patch_destroy(any);
    zdir_patch_dup(any);
    zdir_patch_path(any);
    zdir_patch_file(any);
    zdir_patch_op(any);
    zdir_patch_vpath(any);
    zdir_patch_digest_set(any);
    zdir_patch_digest(any);
    zfile_new("a", "a");
    zfile_destroy(any);
    zfile_dup(any);
    zfile_filename(any, "a");
    zfile_restat(any);
    zfile_modified(any);
    zfile_cursize(any);
    zfile_is_directory(any);
    zfile_is_regular(any);
    zfile_is_readable(any);
    zfile_is_writeable(any);
    zfile_is_stable(any);
    zfile_has_changed(any);
    zfile_remove(any);
    zfile_input(any);
    zfile_output(any);
    zfile_read(any, 1, 1);
    zfile_eof(any);
    zfile_write(any, any, 1);
    zfile_readln(any);
    zfile_close(any);
    zfile_handle(any);
    zfile_digest(any);
    zfile_exists("a");
    zfile_size("a");
    zfile_mode("a");
    zfile_delete("a");
    zfile_stable("a");
    zfile_mkdir("a");
    zfile_rmdir("a");
    zfile_mode_private();
    zfile_mode_default();
    zframe_new_empty();
    zframe_from("a");
    zframe_size(any);
    zframe_data(any);
    zframe_meta(any, "a");
    zframe_dup(any);
    zframe_strhex(any);
    zframe_strdup(any);
    zframe_streq(any, "a");
    zframe_set_more(any, 1);
    zframe_eq(any, any);
    zframe_reset(any, any, 1);
    zframe_print(any, "a");
    zframe_is(any);
    zframe_recv_nowait(any);
    zhash_new();
    zhash_unpack(any);
    zhash_destroy(any);
    zhash_insert(any, "a", any);
    zhash_update(any, "a", any);
    zhash_delete(any, "a");
    zhash_lookup(any, "a");
    zhash_rename(any, "a", "a");
    zhash_freefn(any, "a", NULL);
    zhash_size(any);
    zhash_dup(any);
    zhash_keys(any);
    zhash_first(any);
    zhash_next(any);
    zhash_cursor(any);
    zhash_comment(any, "a");
    zhash_pack(any);
    zhash_save(any, "a");
    zhash_load(any, "a");
    zhash_refresh(any);
    zhash_autofree(any);
    zhashx_new();
    zhashx_unpack(any);
    zhashx_destroy(any);
    zhashx_insert(any, any, any);
    zhashx_update(any, any, any);
    zhashx_delete(any, any);
    zhashx_purge(any);
    zhashx_lookup(any, any);
    zhashx_rename(any, any, any);
    zhashx_freefn(any, any, NULL);
    zhashx_size(any);
    zhashx_keys(any);
    zhashx_values(any);
    zhashx_first(any);
    zhashx_next(any);
    zhashx_cursor(any);
    zhashx_comment(any, "a");
    zhashx_save(any, "a");
    zhashx_load(any, "a");
    zhashx_refresh(any);
    zhashx_pack(any);
    zhashx_dup(any);
    zhashx_set_destructor(any, NULL);
    zhashx_set_duplicator(any, NULL);
    zhashx_set_key_destructor(any, NULL);
    zhashx_set_key_duplicator(any, NULL);
    zhashx_set_key_comparator(any, NULL);
    zhashx_set_key_hasher(any, NULL);
    zhashx_dup_v2(any);
    ziflist_new();
    ziflist_destroy(any);
    ziflist_reload(any);
    ziflist_size(any);
    ziflist_first(any);
    ziflist_next(any);
    ziflist_address(any);
    ziflist_broadcast(any);
    ziflist_netmask(any);
    ziflist_print(any);
    zlist_new();
    zlist_destroy(any);
    zlist_first(any);
    zlist_next(any);
    zlist_last(any);
    zlist_head(any);
    zlist_tail(any);
    zlist_item(any);
    zlist_append(any, any);
    zlist_push(any, any);
    zlist_pop(any);
    zlist_exists(any, any);
    zlist_remove(any, any);
    zlist_dup(any);
    zlist_purge(any);
    zlist_size(any);
    zlist_sort(any, NULL);
    zlist_autofree(any);
    zlist_comparefn(any, NULL);
    zlist_freefn(any, any, NULL, 1);
    zlistx_new();
    zlistx_destroy(any);
    zlistx_add_start(any, any);
    zlistx_add_end(any, any);
    zlistx_size(any);
    zlistx_head(any);
    zlistx_tail(any);
    zlistx_first(any);
    zlistx_next(any);
    zlistx_prev(any);
    zlistx_last(any);
    zlistx_item(any);
    zlistx_cursor(any);
    zlistx_handle_item(any);
    zlistx_find(any, any);
    zlistx_detach(any, any);
    zlistx_detach_cur(any);
    zlistx_delete(any, any);
    zlistx_move_start(any, any);
    zlistx_move_end(any, any);
    zlistx_purge(any);
    zlistx_sort(any);
    zlistx_insert(any, any, 1);
    zlistx_reorder(any, any, 1);
    zlistx_dup(any);
    zlistx_set_destructor(any, NULL);
    zlistx_set_duplicator(any, NULL);
    zlistx_set_comparator(any, NULL);
    zloop_reader_end(any, socket);
    zloop_reader_set_tolerant(any, socket);
    zloop_poller_end(any, any);
    zloop_poller_set_tolerant(any, any);
    zloop_timer_end(any, 1);
    zloop_ticket_reset(any, any);
    zloop_ticket_delete(any, any);
    zloop_set_ticket_delay(any, 1);
    zloop_set_max_timers(any, 1);
    zloop_set_verbose(any, 1);
    zloop_set_nonstop(any, 1);
    zmsg_new();
    zmsg_load(any);
    zmsg_decode(any);
    zmsg_new_signal(1);
    zmsg_size(any);
    zmsg_content_size(any);
    zmsg_prepend(any, any);
    zmsg_append(any, any);
    zmsg_pop(any);
    zmsg_pushmem(any, any, 1);
    zmsg_addmem(any, any, 1);
    zmsg_pushstr(any, "a");
    zmsg_addstr(any, "a");
    zmsg_pushstrf(any, "a");
    zmsg_addstrf(any, "a");
    zmsg_popstr(any);
    zmsg_addmsg(any, any);
    zmsg_popmsg(any);
    zmsg_remove(any, any);
    zmsg_first(any);
    zmsg_next(any);
    zmsg_last(any);
    zmsg_save(any, any);
    zmsg_encode(any);
    zmsg_dup(any);
    zmsg_print(any);
    zmsg_eq(any, any);
    zmsg_signal(any);
    zmsg_is(any);
    zmsg_unwrap(any);
    zmsg_recv_nowait(any);
    zmsg_wrap(any, any);
    zmsg_push(any, any);
    zmsg_add(any, any);
    zpoller_add(any, any);
    zpoller_remove(any, any);
    zpoller_set_nonstop(any, 1);
    zpoller_expired(any);
    zpoller_terminated(any);
    zsock_bind(socket, "a");
    zsock_endpoint(socket);
    zsock_unbind(socket, "a");
    zsock_disconnect(socket, "a");
    zsock_type_str(socket);
    zsock_set_unbounded(any);
    zsock_flush(any);
    zsock_is(any);
    zsock_resolve(any);
    zsock_priority(any);
    zsock_set_priority(any, 1);
    zsock_reconnect_stop(any);
    zsock_set_reconnect_stop(any, 1);
    zsock_set_only_first_subscribe(any, 1);
    zsock_set_hello_msg(any, any);
    zsock_set_disconnect_msg(any, any);
    zsock_set_wss_trust_system(any, 1);
    zsock_set_wss_hostname(any, "a");
    zsock_set_wss_trust_pem(any, "a");
    zsock_set_wss_cert_pem(any, "a");
    zsock_set_wss_key_pem(any, "a");
    zsock_out_batch_size(any);
    zsock_set_out_batch_size(any, 1);
    zsock_in_batch_size(any);
    zsock_set_in_batch_size(any, 1);
    zsock_socks_password(any);
    zsock_set_socks_password(any, "a");
    zsock_socks_username(any);
    zsock_set_socks_username(any, "a");
    zsock_set_xpub_manual_last_value(any, 1);
    zsock_router_notify(any);
    zsock_set_router_notify(any, 1);
    zsock_multicast_loop(any);
    zsock_set_multicast_loop(any, 1);
    zsock_metadata(any);
    zsock_set_metadata(any, "a");
    zsock_loopback_fastpath(any);
    zsock_set_loopback_fastpath(any, 1);
    zsock_zap_enforce_domain(any);
    zsock_set_zap_enforce_domain(any, 1);
    zsock_gssapi_principal_nametype(any);
    zsock_set_gssapi_principal_nametype(any, 1);
    zsock_gssapi_service_principal_nametype(any);
    zsock_set_gssapi_service_principal_nametype(any, 1);
    zsock_bindtodevice(any);
    zsock_set_bindtodevice(any, "a");
    zsock_heartbeat_ivl(any);
    zsock_set_heartbeat_ivl(any, 1);
    zsock_heartbeat_ttl(any);
    zsock_set_heartbeat_ttl(any, 1);
    zsock_heartbeat_timeout(any);
    zsock_set_heartbeat_timeout(any, 1);
    zsock_use_fd(any);
    zsock_set_use_fd(any, 1);
    zsock_set_xpub_manual(any, 1);
    zsock_set_xpub_welcome_msg(any, "a");
    zsock_set_stream_notify(any, 1);
    zsock_invert_matching(any);
    zsock_set_invert_matching(any, 1);
    zsock_set_xpub_verboser(any, 1);
    zsock_connect_timeout(any);
    zsock_set_connect_timeout(any, 1);
    zsock_tcp_maxrt(any);
    zsock_set_tcp_maxrt(any, 1);
    zsock_thread_safe(any);
    zsock_multicast_maxtpdu(any);
    zsock_set_multicast_maxtpdu(any, 1);
    zsock_vmci_buffer_size(any);
    zsock_set_vmci_buffer_size(any, 1);
    zsock_vmci_buffer_min_size(any);
    zsock_set_vmci_buffer_min_size(any, 1);
    zsock_vmci_buffer_max_size(any);
    zsock_set_vmci_buffer_max_size(any, 1);
    zsock_vmci_connect_timeout(any);
    zsock_set_vmci_connect_timeout(any, 1);
    zsock_tos(any);
    zsock_set_tos(any, 1);
    zsock_set_router_handover(any, 1);
    zsock_set_connect_rid(any, "a");
    zsock_set_connect_rid_bin(any, any);
    zsock_handshake_ivl(any);
    zsock_set_handshake_ivl(any, 1);
    zsock_socks_proxy(any);
    zsock_set_socks_proxy(any, "a");
    zsock_set_probe_router(any, 1);
    zsock_set_req_relaxed(any, 1);
    zsock_set_req_correlate(any, 1);
    zsock_set_conflate(any, 1);
    zsock_zap_domain(any);
    zsock_set_zap_domain(any, "a");
    zsock_mechanism(any);
    zsock_plain_server(any);
    zsock_set_plain_server(any, 1);
    zsock_plain_username(any);
    zsock_set_plain_username(any, "a");
    zsock_plain_password(any);
    zsock_set_plain_password(any, "a");
    zsock_curve_server(any);
    zsock_set_curve_server(any, 1);
    zsock_curve_publickey(any);
    zsock_set_curve_publickey(any, "a");
    zsock_set_curve_publickey_bin(any, any);
    zsock_curve_secretkey(any);
    zsock_set_curve_secretkey(any, "a");
    zsock_set_curve_secretkey_bin(any, any);
    zsock_curve_serverkey(any);
    zsock_set_curve_serverkey(any, "a");
    zsock_set_curve_serverkey_bin(any, any);
    zsock_gssapi_server(any);
    zsock_set_gssapi_server(any, 1);
    zsock_gssapi_plaintext(any);
    zsock_set_gssapi_plaintext(any, 1);
    zsock_gssapi_principal(any);
    zsock_set_gssapi_principal(any, "a");
    zsock_gssapi_service_principal(any);
    zsock_set_gssapi_service_principal(any, "a");
    zsock_ipv6(any);
    zsock_set_ipv6(any, 1);
    zsock_immediate(any);
    zsock_set_immediate(any, 1);
    zsock_sndhwm(any);
    zsock_set_sndhwm(any, 1);
    zsock_rcvhwm(any);
    zsock_set_rcvhwm(any, 1);
    zsock_maxmsgsize(any);
    zsock_set_maxmsgsize(any, 1);
    zsock_multicast_hops(any);
    zsock_set_multicast_hops(any, 1);
    zsock_set_xpub_verbose(any, 1);
    zsock_tcp_keepalive(any);
    zsock_set_tcp_keepalive(any, 1);
    zsock_tcp_keepalive_idle(any);
    zsock_set_tcp_keepalive_idle(any, 1);
    zsock_tcp_keepalive_cnt(any);
    zsock_set_tcp_keepalive_cnt(any, 1);
    zsock_tcp_keepalive_intvl(any);
    zsock_set_tcp_keepalive_intvl(any, 1);
    zsock_tcp_accept_filter(any);
    zsock_set_tcp_accept_filter(any, "a");
    zsock_last_endpoint(any);
    zsock_set_router_raw(any, 1);
    zsock_ipv4only(any);
    zsock_set_ipv4only(any, 1);
    zsock_set_delay_attach_on_connect(any, 1);
    zsock_hwm(any);
    zsock_set_hwm(any, 1);
    zsock_swap(any);
    zsock_set_swap(any, 1);
    zsock_affinity(any);
    zsock_set_affinity(any, 1);
    zsock_identity(any);
    zsock_set_identity(any, "a");
    zsock_rate(any);
    zsock_set_rate(any, 1);
    zsock_recovery_ivl(any);
    zsock_set_recovery_ivl(any, 1);
    zsock_recovery_ivl_msec(any);
    zsock_set_recovery_ivl_msec(any, 1);
    zsock_mcast_loop(any);
    zsock_set_mcast_loop(any, 1);
    zsock_rcvtimeo(any);
    zsock_sndtimeo(any);
    zsock_sndbuf(any);
    zsock_set_sndbuf(any, 1);
    zsock_rcvbuf(any);
    zsock_set_rcvbuf(any, 1);
    zsock_linger(any);
    zsock_set_linger(any, 1);
    zsock_reconnect_ivl(any);
    zsock_set_reconnect_ivl(any, 1);
    zsock_reconnect_ivl_max(any);
    zsock_set_reconnect_ivl_max(any, 1);
    zsock_backlog(any);
    zsock_set_backlog(any, 1);
    zsock_set_subscribe(any, "a");
    zsock_set_unsubscribe(any, "a");
    zsock_type(any);
    zsock_fd(any);
    zsock_events(any);
    zstr_recv_nowait(any);
    zsys_init();
    zsys_shutdown();
    zsys_socket(1, "a", 1);
    zsys_close(any, "a", 1);
    zsys_sockname(1);
    zsys_create_pipe(any);
    zsys_handler_reset();
    zsys_catch_interrupts();
    zsys_file_exists("a");
    zsys_file_modified("a");
    zsys_file_mode("a");
    zsys_file_delete("a");
    zsys_file_stable("a");
    zsys_dir_create("a");
    zsys_dir_delete("a");
    zsys_dir_change("a");
    zsys_file_mode_private();
    zsys_file_mode_default();
    zsys_version(any, any, any);
    zsys_sprintf("a");
    zsys_vprintf("a", list);
    zsys_socket_error("a");
    zsys_hostname();
    zsys_daemonize("a");
    zsys_run_as("a", "a", "a");
    zsys_has_curve();
    zsys_set_io_threads(1);
    zsys_set_thread_sched_policy(1);
    zsys_set_thread_priority(1);
    zsys_set_thread_name_prefix(1);
    zsys_thread_name_prefix();
    zsys_thread_affinity_cpu_add(1);
    zsys_thread_affinity_cpu_remove(1);
    zsys_set_max_sockets(1);
    zsys_socket_limit();
    zsys_set_max_msgsz(1);
    zsys_max_msgsz();
    zsys_set_linger(1);
    zsys_set_sndhwm(1);
    zsys_set_rcvhwm(1);
    zsys_set_pipehwm(1);
    zsys_pipehwm();
    zsys_set_ipv6(1);
    zsys_ipv6();
    zsys_set_interface("a");
    zsys_interface();
    zsys_set_ipv6_address("a");
    zsys_ipv6_address();
    zsys_set_ipv6_mcast_address("a");
    zsys_ipv6_mcast_address();
    zsys_set_auto_use_fd(1);
    zsys_auto_use_fd();
    zsys_set_logident("a");
    zsys_set_logstream(any);
    zsys_set_logsender("a");
    zsys_set_logsystem(1);
    zsys_error("a");
    zsys_warning("a");
    zsys_notice("a");
    zsys_info("a");
    zsys_debug("a");
    zsys_file_size("a");
    zuuid_new();
    zuuid_new_from(any);
    zuuid_destroy(any);
    zuuid_set(any, any);
    zuuid_set_str(any, "a");
    zuuid_data(any);
    zuuid_size(any);
    zuuid_str(any);
    zuuid_str_canonical(any);
    zuuid_export(any, any);
    zuuid_eq(any, any);
    zuuid_neq(any, any);
    zuuid_dup(any);
    zauth(socket, any);
    zbeacon(socket, any);
    zgossip(socket, any);
    zmonitor(socket, any);
    zproxy(socket, any);
    zrex_new("a");
    zrex_destroy(any);
    zrex_valid(any);
    zrex_strerror(any);
    zrex_matches(any, "a");
    zrex_eq(any, "a", "a");
    zrex_hits(any);
    zrex_hit(any, 1);
    zrex_fetch(any, any);
}

static void all(zsock_t *socket, void *any, ...)
{
    va_list list;
    va_start(list, any);
    each(socket, any, list);
    va_end(list);
}

int main(int count, char **words)
{
    void *any = words;
    all(any, any);
    publish();
    poll_bounded();
    poll_unbounded();
    parts(any);
    act(any);
    loop(any, any);
    datagrams(any, any);
    zclock_sleep(count);
    return ask_unbounded() == ask_bounded();
}
