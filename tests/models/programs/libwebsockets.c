#include <libwebsockets.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
// pkg-config: libwebsockets

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#pragma GCC diagnostic ignored "-Wunused-result"

/* A client that connects again, later and later, and a timer. */
static struct lws_context *context;
static lws_sorted_usec_list_t again;
static uint16_t tries;
static const uint32_t delays[] = {1000, 2000, 4000, 8000};
static const lws_retry_bo_t policy = {
    .retry_ms_table = delays,
    .retry_ms_table_count = 4,
    .conceal_count = 5,
    .jitter_percent = 20,
};

static void connect_now(lws_sorted_usec_list_t *list)
{
    struct lws_client_connect_info info;
    memset(&info, 0, sizeof info);
    info.context = context;
    info.address = "news.example";
    info.port = 443;
    info.path = "/";
    info.ssl_connection = LCCSCF_USE_SSL;
    if (lws_client_connect_via_info(&info) == NULL && // call: connect bounded yes
        lws_retry_sul_schedule(context, 0, list, &policy, connect_now, &tries) != 0) {
        lwsl_err("given up\n");
    }
}

static void look(lws_sorted_usec_list_t *list)
{
    printf("%p\n", (void *)list);
    lws_sul_schedule(context, 0, list, look, 500 * LWS_US_PER_MS);
}

static int on_event(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
                    size_t length)
{
    unsigned char text[LWS_PRE + 4];
    char *place = in;
    int room = (int)length;
    int sent;
    switch ((int)reason) {
    case LWS_CALLBACK_CLIENT_WRITEABLE:
        memcpy(text + LWS_PRE, "ping", 4);
        sent = lws_write(wsi, text + LWS_PRE, 4, // call: send bounded unknown nonblocking
                         LWS_WRITE_TEXT);
        return sent < 0 ? -1 : 0;
    case LWS_CALLBACK_RECEIVE_CLIENT_HTTP:
        if (lws_http_client_http_response(wsi) == 200) {
            return lws_http_client_read(wsi, // call: receive bounded yes nonblocking
                                        &place, &room);
        }
        break;
    case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
        lws_retry_sul_schedule_retry_wsi(wsi, &again, connect_now, &tries);
        break;
    default:
        break;
    }
    return user == NULL;
}

static const struct lws_protocols protocols[] = {
    {.name = "news", .callback = on_event},
    {.name = NULL},
};

static void each(struct lws *wsi, void *any, va_list list)
{
    lws_sock_file_fd_type type = {0};

    lws_create_vhost(context, any);
    lws_vhost_destroy(any);
    lws_service_tsi(context, 1, 1);      // call: drive bounded unknown nonblocking
    lws_service_fd(context, any);        // call: drive bounded unknown nonblocking
    lws_service_fd_tsi(context, any, 1); // call: drive bounded unknown nonblocking
    lws_create_adopt_udp(any, "a", 1, 1, "a", "a", wsi, any, any); // call: resolve bounded yes
    lws_serve_http_file(wsi, "a", "a", "a", 1);         // call: send bounded unknown nonblocking
    lws_serve_http_file_fragment(wsi);                  // call: send bounded unknown nonblocking
    lws_return_http_status(wsi, 1, "a");                // call: send bounded unknown nonblocking
    lws_http_redirect(wsi, 1, any, 1, any, any);        // call: send bounded unknown nonblocking
    lws_finalize_write_http_header(wsi, any, any, any); // call: send bounded unknown nonblocking
    lws_sul_schedule_wakesuspend(context, 1, any, NULL, 1);
    lws_sul2_schedule(context, 1, 1, any);
    lws_retry_get_delay_ms(context, any, any, any);
    lws_now_usecs();
    lws_now_secs();
    lws_get_random(context, any, 1);
    lwsl_timestamp(1, any, 1);
    _lws_log(1, "a");
    _lws_logv(1, "a", list);
    lwsl_hexdump_level(1, any, 1);
    lwsl_hexdump(any, 1);
    lws_set_log_level(1, NULL);
    lwsl_emit_syslog(1, "a");
    lwsl_emit_stderr(1, "a");
    lwsl_emit_stderr_notimestamp(1, "a");
    lwsl_visible(1);
    lws_dll2_add_head(any, any);
    lws_dll2_add_tail(any, any);
    lws_dll2_remove(any);
    lws_dll2_foreach_safe(any, any, NULL);
    lws_dll2_clear(any);
    lws_dll2_owner_clear(any);
    lws_dll2_add_before(any, any);
    lws_dll2_add_sorted(any, any, NULL);
    _lws_dll2_search_sz_pl(any, "a", 1, 1, 1);
    lws_dll2_describe(any, "a");
    lws_set_timeout(wsi, 1, 1);
    lws_set_timeout_us(wsi, 1, 1);
    lws_set_timer_usecs(wsi, 1);
    lws_sul_cancel(any);
    lws_sul_earliest_wakeable_event(context, any);
    lws_validity_confirmed(wsi);
    __lws_sul_insert(any, any);
    __lws_sul_service_ripe(any, 1, 1);
    lws_smd_msg_alloc(context, 1, 1);
    lws_smd_msg_free(any);
    lws_smd_msg_send(context, any);
    lws_smd_msg_printf(context, 1, "a");
    lws_smd_register(context, any, 1, 1, NULL);
    lws_smd_unregister(any);
    lws_state_reg_notifier(any, any);
    lws_state_reg_deregister(any);
    lws_state_reg_notifier_list(any, any);
    lws_state_transition_steps(any, 1);
    lws_state_transition(any, 1);
    lws_adopt_socket(context, 1);
    lws_adopt_socket_vhost(any, 1);
    lws_adopt_descriptor_vhost(any, 1, type, "a", wsi);
    lws_adopt_descriptor_vhost_via_info(any);
    lws_adopt_socket_readbuf(context, 1, "a", 1);
    lws_adopt_socket_vhost_readbuf(any, 1, "a", 1);
    lws_canonical_hostname(context);
    lws_get_peer_addresses(wsi, 1, any, 1, any, 1);
    lws_get_peer_simple(wsi, any, 1);
    lws_get_peer_simple_fd(1, any, 1);
    lws_interface_to_sa(1, "a", any, 1);
    lws_sa46_compare_ads(any, any);
    lws_parse_numeric_address("a", any, 1);
    lws_sa46_parse_numeric_address("a", any);
    lws_write_numeric_address(any, 1, any, 1);
    lws_sa46_write_numeric_address(any, any, 1);
    lws_system_blob_direct_set(any, any, 1);
    lws_system_blob_heap_empty(any);
    lws_system_blob_heap_append(any, any, 1);
    lws_system_blob_get_size(any);
    lws_system_blob_get_single_ptr(any, any);
    lws_system_blob_get(any, any, any, 1);
    lws_system_blob_destroy(any);
    lws_system_get_blob(context, 1, 1);
    lws_system_get_state_manager(context);
    lws_system_get_ops(context);
    lws_system_context_from_system_mgr(any);
    __lws_system_attach(context, 1, NULL, 1, any, any);
    lws_dhcpc_request(context, "a", 1, NULL, any);
    lws_dhcpc_remove(context, "a");
    lws_dhcpc_status(context, any);
    lws_system_cpd_start(context);
    lws_system_cpd_set(context, 1);
    lws_system_cpd_state_get(context);
    lws_close_reason(wsi, 1, any, 1);
    lws_send_pipe_choked(wsi);
    lws_is_final_fragment(wsi);
    lws_is_first_fragment(wsi);
    lws_get_reserved_bits(wsi);
    lws_partial_buffered(wsi);
    lws_frame_is_binary(wsi);
    lws_vhost_name_to_protocol(any, "a");
    lws_get_protocol(wsi);
    lws_protocol_get(wsi);
    lws_protocol_vh_priv_zalloc(any, any, 1);
    lws_protocol_vh_priv_get(any, any);
    lws_adjust_protocol_psds(wsi, 1);
    lws_finalize_startup(context);
    lws_pvo_search(any, "a");
    lws_pvo_get_str(any, "a", any);
    lws_protocol_init(context);
    lws_plugins_init(any, any, "a", "a", NULL, any);
    lws_plugins_destroy(any, NULL, any);
    lws_context_deprecate(context, NULL);
    lws_context_is_deprecated(context);
    lws_set_proxy(any, "a");
    lws_set_socks(any, "a");
    lwsws_get_config_globals(any, "a", any, any);
    lwsws_get_config_vhosts(context, any, "a", any, any);
    lws_get_vhost(wsi);
    lws_get_vhost_name(any);
    lws_get_vhost_by_name(context, "a");
    lws_get_vhost_port(any);
    lws_get_vhost_user(any);
    lws_get_vhost_iface(any);
    lws_json_dump_vhost(any, any, 1);
    lws_json_dump_context(any, any, 1, 1);
    lws_vhost_user(any);
    lws_context_user(context);
    lws_init_vhost_client_ssl(any, any);
    lws_tls_client_vhost_extra_cert_mem(any, any, 1);
    lws_client_http_body_pending(wsi, 1);
    lws_client_http_multipart(wsi, "a", "a", "a", any, any);
    lws_http_basic_auth_gen("a", "a", any, 1);
    lws_get_mimetype("a", any);
    lws_chunked_html_process(any, any);
    lws_token_to_string(1);
    lws_hdr_total_length(wsi, 1);
    lws_hdr_fragment_length(wsi, 1, 1);
    lws_hdr_copy(wsi, any, 1, 1);
    lws_hdr_copy_fragment(wsi, any, 1, 1, 1);
    lws_hdr_custom_length(wsi, "a", 1);
    lws_hdr_custom_copy(wsi, any, 1, "a", 1);
    lws_get_urlarg_by_name(wsi, "a", any, 1);
    lws_add_http_header_status(wsi, 1, any, any);
    lws_add_http_header_by_name(wsi, any, any, 1, any, any);
    lws_add_http_header_by_token(wsi, 1, any, 1, any, any);
    lws_add_http_header_content_length(wsi, 1, any, any);
    lws_finalize_http_header(wsi, any, any);
    lws_add_http_common_headers(wsi, 1, "a", 1, any, any);
    lws_http_get_uri_and_method(wsi, any, any);
    lws_urlencode(any, "a", 1);
    lws_urldecode(any, "a", 1);
    lws_http_transaction_completed(wsi);
    lws_http_headers_detach(wsi);
    lws_http_mark_sse(wsi);
    lws_http_compression_apply(wsi, "a", any, any, 1);
    lws_http_is_redirected_to_get(wsi);
    lws_http_cookie_get(wsi, "a", any, any);
    lws_spa_create(wsi, any, 1, 1, NULL, any);
    lws_spa_create_via_info(wsi, any);
    lws_spa_process(any, "a", 1);
    lws_spa_finalize(any);
    lws_spa_get_length(any, 1);
    lws_spa_get_string(any, 1);
    lws_spa_destroy(any);
    lws_sql_purify(any, "a", 1);
    lws_sql_purify_len("a");
    lws_json_purify(any, "a", 1, any);
    lws_json_purify_len("a");
    lws_filename_purify_inplace(any);
    lws_buflist_append_segment(any, any, 1);
    lws_buflist_next_segment_len(any, any);
    lws_buflist_use_segment(any, 1);
    lws_buflist_total_len(any);
    lws_buflist_linear_copy(any, 1, any, 1);
    lws_buflist_destroy_all_segments(any);
    lws_buflist_describe(any, any, "a");
    lws_snprintf(any, 1, "a");
    lws_strncpy(any, "a", 1);
    lws_nstrstr("a", 1, "a", 1);
    lws_json_simple_find("a", 1, "a", any);
    lws_json_simple_strcmp("a", 1, "a", "a");
    lws_hex_to_byte_array("a", any, 1);
    lws_hex_random(context, any, 1);
    lws_timingsafe_bcmp(any, any, 1);
    lws_daemonize("a");
    lws_get_library_version();
    lws_wsi_user(wsi);
    lws_wsi_tsi(wsi);
    lws_set_wsi_user(wsi, any);
    lws_parse_uri(any, any, any, any, any);
    lws_cmdline_option(1, any, "a");
    lws_cmdline_option_handle_builtin(1, any, any);
    lws_get_context(any);
    lws_get_vhost_listen_port(any);
    lws_get_count_threads(context);
    lws_get_parent(any);
    lws_get_child(any);
    lws_get_effective_uid_gid(context, any, any);
    lws_get_udp(any);
    lws_get_opaque_parent_data(any);
    lws_set_opaque_parent_data(wsi, any);
    lws_get_opaque_user_data(any);
    lws_set_opaque_user_data(wsi, any);
    lws_get_child_pending_on_writable(any);
    lws_clear_child_pending_on_writable(wsi);
    lws_get_close_length(wsi);
    lws_get_close_payload(wsi);
    lws_get_network_wsi(wsi);
    lws_set_allocator(NULL);
    lws_rx_flow_control(wsi, 1);
    lws_rx_flow_allow_all_protocol(any, any);
    lws_remaining_packet_payload(wsi);
    lws_dir("a", any, NULL);
    lws_dir_rm_rf_cb("a", any, any);
    lws_dir_glob_cb("a", any, any);
    lws_get_allocated_heap();
    lws_get_tsi(wsi);
    lws_is_ssl(wsi);
    lws_is_cgi(wsi);
    lws_open("a", 1);
    lws_get_ssl(wsi);
    lws_explicit_bzero(any, 1);
    lws_humanize(any, 1, 1, any);
    lws_ser_wu16be(any, 1);
    lws_ser_wu32be(any, 1);
    lws_ser_wu64be(any, 1);
    lws_ser_ru16be(any);
    lws_ser_ru32be(any);
    lws_ser_ru64be(any);
    lws_vbi_encode(1, any);
    lws_vbi_decode(any, any, 1);
    lws_fsmount_mount(any);
    lws_fsmount_unmount(any);
    lws_dsh_create(any, 1, 1);
    lws_dsh_destroy(any);
    lws_dsh_alloc_tail(any, 1, any, 1, any, 1);
    lws_dsh_free(any);
    lws_dsh_get_head(any, 1, any, any);
    lws_dsh_describe(any, "a");
    lws_cancel_service_pt(wsi);
    lws_cancel_service(context);
    lws_service_adjust_timeout(context, 1, 1);
    lws_handle_POLLOUT_event(wsi, any);
    lws_raw_transaction_completed(wsi);
    lws_callback_on_writable(wsi);
    lws_callback_on_writable_all_protocol(any, any);
    lws_callback_on_writable_all_protocol_vhost(any, any);
    lws_callback_all_protocol(context, any, 1);
    lws_callback_all_protocol_vhost(any, any, 1);
    lws_callback_all_protocol_vhost_args(any, any, 1, any, 1);
    lws_callback_vhost_protocols(wsi, 1, any, 1);
    lws_callback_vhost_protocols_vhost(any, 1, any, 1);
    lws_callback_http_dummy(wsi, 1, any, any, 1);
    lws_get_socket_fd(wsi);
    lws_get_peer_write_allowance(wsi);
    lws_wsi_tx_credit(wsi, 1, 1);
    lws_ring_create(1, 1, NULL);
    lws_ring_destroy(any);
    lws_ring_get_count_free_elements(any);
    lws_ring_get_count_waiting_elements(any, any);
    lws_ring_insert(any, any, 1);
    lws_ring_consume(any, any, any, 1);
    lws_ring_get_element(any, any);
    lws_ring_update_oldest_tail(any, 1);
    lws_ring_get_oldest_tail(any);
    lws_ring_next_linear_insert_range(any, any, any);
    lws_ring_bump_head(any, 1);
    lws_ring_dump(any, any);
    lws_SHA1(any, 1, any);
    lws_b64_encode_string("a", 1, any, 1);
    lws_b64_encode_string_url("a", 1, any, 1);
    lws_b64_decode_string("a", any, 1);
    lws_b64_decode_string_len("a", 1, any, 1);
    lws_b64_decode_state_init(any);
    lws_b64_decode_stateful(any, "a", any, any, any, 1);
    lws_x509_create(any);
    lws_x509_parse_from_pem(any, any, 1);
    lws_x509_verify(any, any, "a");
    lws_x509_public_to_jwk(any, any, "a", 1);
    lws_x509_jwk_privkey_pem(any, any, 1, "a");
    lws_x509_destroy(any);
    lws_x509_info(any, 1, any, 1);
    lws_tls_peer_cert_info(wsi, 1, any, 1);
    lws_tls_vhost_cert_info(any, 1, any, 1);
    lws_tls_acme_sni_cert_create(any, "a", "a");
    lws_tls_acme_sni_csr_create(context, any, any, 1, any, any);
    lws_tls_cert_updated(context, "a", "a", "a", 1, "a", 1);
    lws_get_fops(context);
    lws_set_fops(context, any);
    lws_vfs_tell(any);
    lws_vfs_get_length(any);
    lws_vfs_get_mod_time(any);
    lws_vfs_file_seek_set(any, 1);
    lws_vfs_file_seek_end(any, 1);
    lws_vfs_file_open(any, "a", any);
    _lws_plat_file_open(any, "a", "a", any);
    _lws_plat_file_close(any);
    _lws_plat_file_seek_cur(any, 1);
    _lws_plat_file_read(any, any, any, 1);
    _lws_plat_file_write(any, any, any, 1);
    lws_alloc_vfs_file(context, "a", any, any);
    _lejp_callback(any, 1);
    lejp_construct(any, NULL, any, any, 1);
    lejp_destruct(any);
    lejp_parse(any, any, 1);
    lejp_change_callback(any, NULL);
    lejp_parser_push(any, any, any, 1, NULL);
    lejp_parser_pop(any);
    lejp_check_path_match(any);
    lejp_get_wildcard(any, 1, any, 1);
    lejp_error_to_string(1);
    lws_tokenize_init(any, "a", 1);
    lws_tokenize(any);
    lws_tokenize_cstr(any, any, 1);
    lws_strexp_init(any, any, NULL, any, 1);
    lws_strexp_reset_out(any, any, 1);
    lws_strexp_expand(any, "a", 1, any, any);
    lws_list_ptr_insert(any, any, NULL);
    lwsac_use(any, 1, 1);
    lwsac_use_backfill(any, 1, 1);
    lwsac_use_zero(any, 1, 1);
    lwsac_free(any);
    lwsac_detach(any);
    lwsac_reference(any);
    lwsac_unreference(any);
    lwsac_extend(any, 1);
    lwsac_use_cached_file_start(any);
    lwsac_use_cached_file_end(any);
    lwsac_use_cached_file_detach(any);
    lwsac_cached_file("a", any, any);
    lwsac_sizeof(1);
    lwsac_get_tail_pos(any);
    lwsac_get_next(any);
    lwsac_align(1);
    lwsac_info(any);
    lwsac_total_alloc(any);
    lwsac_total_overhead(any);
    lwsac_scan_extant(any, any, 1, 1);
    lws_genhash_size(1);
    lws_genhmac_size(1);
    lws_genhash_init(any, 1);
    lws_genhash_update(any, any, 1);
    lws_genhash_destroy(any, any);
    lws_genhmac_init(any, 1, any, 1);
    lws_genhmac_update(any, any, 1);
    lws_genhmac_destroy(any, any);
}

static void all(struct lws *wsi, void *any, ...)
{
    va_list list;
    va_start(list, any);
    each(wsi, any, list);
    va_end(list);
}

int main(int count, char **words)
{
    struct lws_context_creation_info info;
    void *any = words;
    int failed = 0;
    memset(&info, 0, sizeof info);
    info.port = CONTEXT_PORT_NO_LISTEN;
    info.protocols = protocols;
    context = lws_create_context(&info);
    lws_sul_schedule(context, 0, &again, connect_now, 1);
    look(any);
    while (failed >= 0 && count > 0) {
        failed = lws_service(context, 0); // call: drive bounded unknown nonblocking
    }
    all(any, any);
    lws_context_destroy(context);
    return failed;
}
