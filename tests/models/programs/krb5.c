#include <krb5.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

/* What asks the KDC ends by itself after some rounds; looking up a host asks DNS. */

static int ticket(const char *name, const char *password)
{
    krb5_context context;
    krb5_principal client, server;
    krb5_creds credentials, *service = NULL;
    krb5_error_code result;
    if (krb5_init_context(&context) != 0) {
        return -1;
    }
    krb5_parse_name(context, name, &client);
    result = krb5_get_init_creds_password(context, &credentials, // call: request bounded yes
                                          client, password, NULL, NULL, 0, NULL, NULL);
    if (result == KRB5KDC_ERR_PREAUTH_FAILED) {
        const char *why = krb5_get_error_message(context, result);
        fprintf(stderr, "%s\n", why);
        krb5_free_error_message(context, why);
    }
    krb5_sname_to_principal(context, "www.example.org", "HTTP", // call: resolve bounded yes
                            KRB5_NT_SRV_HST, &server);
    credentials.server = server;
    result |= krb5_get_credentials(context, 0, NULL, // call: request bounded yes
                                   &credentials, &service);
    krb5_free_creds(context, service);
    krb5_free_principal(context, client);
    krb5_free_context(context);
    return result;
}

static int renew(krb5_context context, krb5_creds *credentials)
{
    int outcome = 0;
    krb5_data why, text;
    krb5_error_code result;
    result = krb5_change_password(context, credentials, "new", // call: request bounded unknown
                                  &outcome, &why, &text);
    return result != 0 || outcome != KRB5_KPASSWD_SUCCESS;
}

static int greet(krb5_context context, krb5_principal server)
{
    krb5_auth_context auth = NULL;
    int sock = socket(AF_UNIX, SOCK_STREAM, 0);
    return krb5_sendauth(context, &auth, &sock, "orders", NULL, // call: handshake none unknown
                         server, 0, NULL, NULL, NULL, NULL, NULL, NULL);
}

static int welcome(krb5_context context, krb5_principal server)
{
    struct timeval limit = {.tv_sec = 5};
    krb5_auth_context auth = NULL;
    int sock = socket(AF_UNIX, SOCK_STREAM, 0);
    setsockopt(sock, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(sock, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    return krb5_recvauth(context, &auth, &sock, "orders", server, // call: handshake bounded unknown
                         0, NULL, NULL);
}

static void each(void *any, ...)
{
    va_list list;
    va_start(list, any);
    krb5_init_secure_context(any);
    krb5_init_context_profile(any, 1, any);
    krb5_copy_context(any, any);
    krb5_init_creds_get(any, any);                               // call: request bounded yes
    krb5_tkt_creds_get(any, any);                                // call: request bounded yes
    krb5_get_credentials_validate(any, 1, any, any, any);        // call: request bounded yes
    krb5_get_credentials_renew(any, 1, any, any, any);           // call: request bounded yes
    krb5_get_validated_creds(any, any, any, any, "a");           // call: request bounded yes
    krb5_get_renewed_creds(any, any, any, any, "a");             // call: request bounded yes
    krb5_fwd_tgt_creds(any, any, "a", any, any, any, 1, any);    // call: request bounded yes
    krb5_verify_init_creds(any, any, any, any, any, any);        // call: request bounded yes
    krb5_get_etype_info(any, any, any, any, any, any);           // call: request bounded yes
    krb5_get_init_creds_keytab(any, any, any, any, 1, "a", any); // call: request bounded yes
    krb5_mk_req(any, any, 1, "a", "a", any, any, any);           // call: request bounded yes
    krb5_set_password(any, any, "a", any, any, any, any);        // call: request bounded unknown
    krb5_set_password_using_ccache(any, any, "a", any, any,      // call: request bounded unknown
                                   any, any);
    krb5_recvauth_version(any, any, any, any, 1, any, any, // call: handshake unknown unknown
                          any);
    krb5_expand_hostname(any, "a", any); // call: resolve bounded yes
    krb5_get_host_realm(any, "a", any);
    krb5_get_fallback_host_realm(any, any, any);
    krb5_set_kdc_send_hook(any, NULL, any);
    krb5_set_kdc_recv_hook(any, NULL, any);
    krb5_c_encrypt(any, any, 1, any, any, any);
    krb5_c_decrypt(any, any, 1, any, any, any);
    krb5_c_encrypt_length(any, 1, 1, any);
    krb5_c_block_size(any, 1, any);
    krb5_c_keylengths(any, 1, any, any);
    krb5_c_init_state(any, any, 1, any);
    krb5_c_free_state(any, any, any);
    krb5_c_prf(any, any, any, any);
    krb5_c_prf_length(any, 1, any);
    krb5_c_prfplus(any, any, any, any);
    krb5_c_derive_prfplus(any, any, any, 1, any);
    krb5_c_fx_cf2_simple(any, any, "a", any, "a", any);
    krb5_c_make_random_key(any, 1, any);
    krb5_c_random_to_key(any, 1, any, any);
    krb5_c_random_add_entropy(any, 1, any);
    krb5_c_random_make_octets(any, any);
    krb5_c_random_os_entropy(any, 1, any);
    krb5_c_random_seed(any, any);
    krb5_c_string_to_key(any, 1, any, any, any);
    krb5_c_string_to_key_with_params(any, 1, any, any, any, any);
    krb5_c_enctype_compare(any, 1, 1, any);
    krb5_c_make_checksum(any, 1, any, 1, any, any);
    krb5_c_verify_checksum(any, any, 1, any, any, any);
    krb5_c_checksum_length(any, 1, any);
    krb5_c_keyed_checksum_types(any, 1, any, any);
    krb5_c_make_checksum_iov(any, 1, any, 1, any, 1);
    krb5_c_verify_checksum_iov(any, 1, any, 1, any, 1, any);
    krb5_c_encrypt_iov(any, any, 1, any, any, 1);
    krb5_c_decrypt_iov(any, any, 1, any, any, 1);
    krb5_c_crypto_length(any, 1, 1, any);
    krb5_c_crypto_length_iov(any, 1, any, 1);
    krb5_c_padding_length(any, 1, 1, any);
    krb5_k_create_key(any, any, any);
    krb5_k_key_keyblock(any, any, any);
    krb5_k_encrypt(any, any, 1, any, any, any);
    krb5_k_encrypt_iov(any, any, 1, any, any, 1);
    krb5_k_decrypt(any, any, 1, any, any, any);
    krb5_k_decrypt_iov(any, any, 1, any, any, 1);
    krb5_k_make_checksum(any, 1, any, 1, any, any);
    krb5_k_make_checksum_iov(any, 1, any, 1, any, 1);
    krb5_k_verify_checksum(any, any, 1, any, any, any);
    krb5_k_verify_checksum_iov(any, 1, any, 1, any, 1, any);
    krb5_k_prf(any, any, any, any);
    krb5_encrypt(any, any, any, 1, any, any);
    krb5_decrypt(any, any, any, 1, any, any);
    krb5_process_key(any, any, any);
    krb5_finish_key(any, any);
    krb5_string_to_key(any, any, any, any, any);
    krb5_init_random_key(any, any, any, any);
    krb5_finish_random_key(any, any, any);
    krb5_random_key(any, any, any, any);
    krb5_use_enctype(any, any, 1);
    krb5_calculate_checksum(any, 1, any, 1, any, 1, any);
    krb5_verify_checksum(any, 1, any, any, 1, any, 1);
    krb5_cc_get_full_name(any, any, any);
    krb5_cc_initialize(any, any, any);
    krb5_cc_destroy(any, any);
    krb5_cc_close(any, any);
    krb5_cc_store_cred(any, any, any);
    krb5_cc_retrieve_cred(any, any, 1, any, any);
    krb5_cc_get_principal(any, any, any);
    krb5_cc_start_seq_get(any, any, any);
    krb5_cc_next_cred(any, any, any, any);
    krb5_cc_end_seq_get(any, any, any);
    krb5_cc_remove_cred(any, any, 1, any);
    krb5_cc_set_flags(any, any, 1);
    krb5_cc_get_flags(any, any, any);
    krb5_cc_move(any, any, any);
    krb5_cccol_cursor_new(any, any);
    krb5_cccol_cursor_next(any, any, any);
    krb5_cccol_cursor_free(any, any);
    krb5_cccol_have_content(any);
    krb5_cc_new_unique(any, "a", "a", any);
    krb5_kt_get_name(any, any, any, 1);
    krb5_kt_close(any, any);
    krb5_kt_get_entry(any, any, any, 1, 1, any);
    krb5_kt_start_seq_get(any, any, any);
    krb5_kt_next_entry(any, any, any, any);
    krb5_kt_end_seq_get(any, any, any);
    krb5_kt_have_content(any, any);
    krb5_set_default_tgs_enctypes(any, any);
    krb5_get_permitted_enctypes(any, any);
    krb5_server_decrypt_ticket_keytab(any, any, any);
    krb5_marshal_credentials(any, any, any);
    krb5_unmarshal_credentials(any, any, any);
    krb5_mk_req_extended(any, any, 1, any, any, any);
    krb5_mk_rep(any, any, any);
    krb5_mk_rep_dce(any, any, any);
    krb5_rd_rep(any, any, any, any);
    krb5_rd_rep_dce(any, any, any, any);
    krb5_mk_error(any, any, any);
    krb5_rd_error(any, any, any);
    krb5_rd_safe(any, any, any, any, any);
    krb5_rd_priv(any, any, any, any, any);
    krb5_parse_name_flags(any, "a", 1, any);
    krb5_unparse_name(any, any, any);
    krb5_unparse_name_ext(any, any, any, any);
    krb5_unparse_name_flags(any, any, 1, any);
    krb5_unparse_name_flags_ext(any, any, 1, any, any);
    krb5_set_principal_realm(any, any, "a");
    krb5_init_keyblock(any, 1, 1, any);
    krb5_copy_keyblock(any, any, any);
    krb5_copy_keyblock_contents(any, any, any);
    krb5_copy_creds(any, any, any);
    krb5_copy_data(any, any, any);
    krb5_copy_principal(any, any, any);
    krb5_copy_addresses(any, any, any);
    krb5_copy_ticket(any, any, any);
    krb5_copy_authdata(any, any, any);
    krb5_find_authdata(any, any, any, 1, any);
    krb5_merge_authdata(any, any, any, any);
    krb5_copy_authenticator(any, any, any);
    krb5_copy_checksum(any, any, any);
    krb5_get_server_rcache(any, any, any);
    krb5_build_principal_ext(any, any, 1, "a", NULL);
    krb5_build_principal(any, any, 1, "a", NULL);
    krb5_build_principal_alloc_va(any, any, 1, "a", list);
    krb5_425_conv_principal(any, "a", "a", "a", any);
    krb5_524_conv_principal(any, any, any, any, any);
    krb5_kt_resolve(any, "a", any);
    krb5_kt_dup(any, any, any);
    krb5_kt_default_name(any, any, 1);
    krb5_kt_default(any, any);
    krb5_kt_client_default(any, any);
    krb5_free_keytab_entry_contents(any, any);
    krb5_kt_free_entry(any, any);
    krb5_kt_remove_entry(any, any, any);
    krb5_kt_add_entry(any, any, any);
    krb5_principal2salt(any, any, any);
    krb5_cc_resolve(any, "a", any);
    krb5_cc_dup(any, any, any);
    krb5_cc_set_default_name(any, "a");
    krb5_cc_default(any, any);
    krb5_cc_copy_creds(any, any, any);
    krb5_cc_get_config(any, any, any, "a", any);
    krb5_cc_set_config(any, any, any, "a", any);
    krb5_cc_switch(any, any);
    krb5_cc_cache_match(any, any, any);
    krb5_cc_select(any, any, any, any);
    krb5_us_timeofday(any, any, any);
    krb5_timeofday(any, any);
    krb5_check_clockskew(any, 1);
    krb5_os_localaddr(any, any);
    krb5_get_default_realm(any, any);
    krb5_set_default_realm(any, "a");
    krb5_chpw_message(any, any, any);
    krb5_get_profile(any, any);
    krb5_rd_req(any, any, any, any, any, any, any);
    krb5_kt_read_service_key(any, any, any, 1, 1, any);
    krb5_mk_safe(any, any, any, any, any);
    krb5_mk_priv(any, any, any, any, any);
    krb5_mk_ncred(any, any, any, any, any);
    krb5_mk_1cred(any, any, any, any, any);
    krb5_rd_cred(any, any, any, any, any);
    krb5_auth_con_init(any, any);
    krb5_auth_con_free(any, any);
    krb5_auth_con_setflags(any, any, 1);
    krb5_auth_con_getflags(any, any, any);
    krb5_auth_con_set_checksum_func(any, any, NULL, any);
    krb5_auth_con_get_checksum_func(any, any, any, any);
    krb5_auth_con_setaddrs(any, any, any, any);
    krb5_auth_con_getaddrs(any, any, any, any);
    krb5_auth_con_setports(any, any, any, any);
    krb5_auth_con_setuseruserkey(any, any, any);
    krb5_auth_con_getkey(any, any, any);
    krb5_auth_con_getkey_k(any, any, any);
    krb5_auth_con_getsendsubkey(any, any, any);
    krb5_auth_con_getsendsubkey_k(any, any, any);
    krb5_auth_con_getrecvsubkey(any, any, any);
    krb5_auth_con_getrecvsubkey_k(any, any, any);
    krb5_auth_con_setsendsubkey(any, any, any);
    krb5_auth_con_setsendsubkey_k(any, any, any);
    krb5_auth_con_setrecvsubkey(any, any, any);
    krb5_auth_con_setrecvsubkey_k(any, any, any);
    krb5_auth_con_getlocalseqnumber(any, any, any);
    krb5_auth_con_getremoteseqnumber(any, any, any);
    krb5_auth_con_initivector(any, any);
    krb5_auth_con_setrcache(any, any, any);
    krb5_auth_con_getrcache(any, any, any);
    krb5_auth_con_getauthenticator(any, any, any);
    krb5_auth_con_set_req_cksumtype(any, any, 1);
    krb5_read_password(any, "a", "a", any, any);
    krb5_aname_to_localname(any, any, 1, any);
    krb5_free_host_realm(any, any);
    krb5_auth_con_genaddrs(any, any, 1, 1);
    krb5_set_real_time(any, 1, 1);
    krb5_get_time_offsets(any, any, any);
    krb5_string_to_enctype(any, any);
    krb5_string_to_salttype(any, any);
    krb5_string_to_cksumtype(any, any);
    krb5_string_to_timestamp(any, any);
    krb5_string_to_deltat(any, any);
    krb5_enctype_to_string(1, any, 1);
    krb5_enctype_to_name(1, 1, any, 1);
    krb5_salttype_to_string(1, any, 1);
    krb5_cksumtype_to_string(1, any, 1);
    krb5_timestamp_to_string(1, any, 1);
    krb5_timestamp_to_sfstring(1, any, 1, any);
    krb5_deltat_to_string(1, any, 1);
    krb5_prompter_posix(any, any, "a", "a", 1, any);
    krb5_responder_set_answer(any, any, "a", "a");
    krb5_responder_otp_get_challenge(any, any, any);
    krb5_responder_otp_set_answer(any, any, 1, "a", "a");
    krb5_responder_pkinit_get_challenge(any, any, any);
    krb5_responder_pkinit_set_answer(any, any, "a", "a");
    krb5_get_init_creds_opt_alloc(any, any);
    krb5_get_init_creds_opt_set_pa(any, any, "a", "a");
    krb5_get_init_creds_opt_set_fast_ccache_name(any, any, "a");
    krb5_get_init_creds_opt_set_fast_ccache(any, any, any);
    krb5_get_init_creds_opt_set_in_ccache(any, any, any);
    krb5_get_init_creds_opt_set_out_ccache(any, any, any);
    krb5_get_init_creds_opt_set_pac_request(any, any, 1);
    krb5_get_init_creds_opt_set_fast_flags(any, any, 1);
    krb5_get_init_creds_opt_get_fast_flags(any, any, any);
    krb5_get_init_creds_opt_set_expire_callback(any, any, NULL, any);
    krb5_get_init_creds_opt_set_responder(any, any, NULL, any);
    krb5_init_creds_get_creds(any, any, any);
    krb5_init_creds_get_error(any, any, any);
    krb5_init_creds_init(any, any, NULL, any, 1, any, any);
    krb5_init_creds_set_keytab(any, any, any);
    krb5_init_creds_step(any, any, any, any, any, any);
    krb5_init_creds_set_password(any, any, "a");
    krb5_init_creds_set_service(any, any, "a");
    krb5_init_creds_get_times(any, any, any);
    krb5_tkt_creds_init(any, any, any, 1, any);
    krb5_tkt_creds_get_creds(any, any, any);
    krb5_tkt_creds_step(any, any, any, any, any, any);
    krb5_tkt_creds_get_times(any, any, any);
    krb5_decode_ticket(any, any);
    krb5_decode_authdata_container(any, 1, any, any);
    krb5_encode_authdata_container(any, 1, any, any);
    krb5_make_authdata_kdc_issued(any, any, any, any, any);
    krb5_verify_authdata_kdc_issued(any, any, any, any, any);
    krb5_pac_add_buffer(any, any, 1, any);
    krb5_pac_get_buffer(any, any, 1, any);
    krb5_pac_get_types(any, any, any, any);
    krb5_pac_init(any, any);
    krb5_pac_parse(any, any, 1, any);
    krb5_pac_verify(any, any, 1, any, any, any);
    krb5_pac_verify_ext(any, any, 1, any, any, any, 1);
    krb5_kdc_verify_ticket(any, any, any, any, any, any);
    krb5_pac_sign(any, any, 1, any, any, any, any);
    krb5_pac_sign_ext(any, any, 1, any, any, any, 1, any);
    krb5_kdc_sign_ticket(any, any, any, any, any, any, any, 1);
    krb5_pac_get_client_info(any, any, any, any);
    krb5_allow_weak_crypto(any, 1);
    krb5_set_trace_callback(any, NULL, any);
    krb5_set_trace_filename(any, "a");
    krb5_is_referral_realm(any);
    krb5_anonymous_realm();
    krb5_anonymous_principal();
    krb5_c_valid_enctype(1);
    krb5_c_valid_cksumtype(1);
    krb5_c_is_coll_proof_cksum(1);
    krb5_c_is_keyed_cksum(1);
    krb5_k_reference_key(any, any);
    krb5_k_free_key(any, any);
    krb5_k_key_enctype(any, any);
    krb5_eblock_enctype(any, any);
    krb5_encrypt_size(1, 1);
    krb5_checksum_size(any, 1);
    krb5_cc_get_name(any, any);
    krb5_cc_get_type(any, any);
    krb5_kt_get_type(any, any);
    krb5_is_thread_safe();
    krb5_free_tgt_creds(any, any);
    krb5_address_search(any, any, any);
    krb5_address_compare(any, any, any);
    krb5_address_order(any, any, any);
    krb5_realm_compare(any, any, any);
    krb5_principal_compare(any, any, any);
    krb5_principal_compare_any_realm(any, any, any);
    krb5_principal_compare_flags(any, any, any, 1);
    krb5_524_convert_creds(any, any, any);
    krb5_cc_default_name(any);
    krb5_is_config_principal(any, any);
    krb5_cc_support_switch(any, "a");
    krb5_free_authenticator(any, any);
    krb5_free_addresses(any, any);
    krb5_free_authdata(any, any);
    krb5_free_ticket(any, any);
    krb5_free_error(any, any);
    krb5_free_cred_contents(any, any);
    krb5_free_checksum(any, any);
    krb5_free_checksum_contents(any, any);
    krb5_free_keyblock(any, any);
    krb5_free_keyblock_contents(any, any);
    krb5_free_ap_rep_enc_part(any, any);
    krb5_free_data(any, any);
    krb5_free_octet_data(any, any);
    krb5_free_data_contents(any, any);
    krb5_free_unparsed_name(any, any);
    krb5_free_string(any, any);
    krb5_free_enctypes(any, any);
    krb5_free_cksumtypes(any, any);
    krb5_free_default_realm(any, any);
    krb5_sname_match(any, any, any);
    krb5_kuserok(any, any, "a");
    krb5_responder_list_questions(any, any);
    krb5_responder_get_challenge(any, any, "a");
    krb5_responder_otp_challenge_free(any, any, any);
    krb5_responder_pkinit_challenge_free(any, any, any);
    krb5_get_init_creds_opt_free(any, any);
    krb5_get_init_creds_opt_init(any);
    krb5_get_init_creds_opt_set_tkt_life(any, 1);
    krb5_get_init_creds_opt_set_renew_life(any, 1);
    krb5_get_init_creds_opt_set_forwardable(any, 1);
    krb5_get_init_creds_opt_set_proxiable(any, 1);
    krb5_get_init_creds_opt_set_canonicalize(any, 1);
    krb5_get_init_creds_opt_set_anonymous(any, 1);
    krb5_get_init_creds_opt_set_etype_list(any, any, 1);
    krb5_get_init_creds_opt_set_address_list(any, any);
    krb5_get_init_creds_opt_set_preauth_list(any, any, 1);
    krb5_get_init_creds_opt_set_salt(any, any);
    krb5_get_init_creds_opt_set_change_password_prompt(any, 1);
    krb5_init_creds_free(any, any);
    krb5_tkt_creds_free(any, any);
    krb5_verify_init_creds_opt_init(any);
    krb5_verify_init_creds_opt_set_ap_req_nofail(any, 1);
    krb5_appdefault_string(any, "a", any, "a", "a", any);
    krb5_appdefault_boolean(any, "a", any, "a", 1, any);
    krb5_get_prompt_types(any);
    krb5_set_error_message(any, 1, "a", NULL);
    krb5_vset_error_message(any, 1, "a", list);
    krb5_prepend_error_message(any, 1, "a", NULL);
    krb5_vprepend_error_message(any, 1, "a", list);
    krb5_wrap_error_message(any, 1, 1, "a", NULL);
    krb5_vwrap_error_message(any, 1, 1, "a", list);
    krb5_copy_error_message(any, any);
    krb5_clear_error_message(any);
    krb5_pac_free(any, any);
    va_end(list);
}

int main(int count, char **words)
{
    void *any = words;
    each(any, NULL);
    return ticket(words[0], words[1]) + renew(any, any) + greet(any, any) + welcome(any, any) ==
                   count
               ? EXIT_SUCCESS
               : EXIT_FAILURE;
}
