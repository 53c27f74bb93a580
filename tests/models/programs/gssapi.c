#include <gssapi/gssapi_krb5.h>
#include <stdlib.h>

/* The first token for a peer may cost a question to the KDC; accepting one costs none. */

static OM_uint32 greet(gss_buffer_t from_peer, gss_buffer_t to_peer)
{
    OM_uint32 minor, status;
    gss_buffer_desc text = {15, "HTTP@www.example"};
    gss_name_t peer = GSS_C_NO_NAME;
    gss_ctx_id_t context = GSS_C_NO_CONTEXT;
    if (GSS_ERROR(gss_import_name(&minor, &text, GSS_C_NT_HOSTBASED_SERVICE, &peer))) {
        return 1;
    }
    status = gss_init_sec_context(&minor, NULL, &context, peer, // call: request bounded yes
                                  GSS_C_NO_OID, GSS_C_MUTUAL_FLAG, 0, NULL, from_peer, NULL,
                                  to_peer, NULL, NULL);
    gss_release_name(&minor, &peer);
    return GSS_ROUTINE_ERROR(status);
}

static OM_uint32 serve(gss_name_t self, int usage)
{
    OM_uint32 minor, status;
    gss_cred_id_t credential = GSS_C_NO_CREDENTIAL;
    status =
        gss_acquire_cred(&minor, self, 0, GSS_C_NO_OID_SET, GSS_C_ACCEPT, &credential, NULL, NULL);
    status |= gss_acquire_cred(&minor, self, 0, GSS_C_NO_OID_SET, // call: request bounded yes
                               GSS_C_INITIATE, &credential, NULL, NULL);
    status |= gss_add_cred(&minor, credential, self, NULL, usage, // call: request bounded yes
                           0, 0, NULL, NULL, NULL, NULL);
    gss_release_cred(&minor, &credential);
    return status;
}

static void each(void *any)
{
    gss_duplicate_name(any, any, any);
    gss_canonicalize_name(any, any, any, any);                      // call: resolve bounded yes
    gss_acquire_cred_from(any, any, 1, any, 1, any, any, any, any); // call: request bounded yes
    gss_acquire_cred_with_password(any, any, any, 1, any, 1, any,   // call: request bounded yes
                                   any, any);
    gss_acquire_cred_impersonate_name(any, any, any, 1, any, 1, // call: request bounded yes
                                      any, any, any);
    gss_add_cred_from(any, any, any, any, 1, 1, 1, any, any, any, // call: request bounded yes
                      any, any);
    gss_add_cred_with_password(any, any, any, any, any, 1, 1, 1, // call: request bounded yes
                               any, any, any, any);
    gss_add_cred_impersonate_name(any, any, any, any, any, 1, 1, 1, // call: request bounded yes
                                  any, any, any, any);
    gss_inquire_cred(any, any, any, any, any, any);              // call: request bounded yes
    gss_inquire_cred_by_mech(any, any, any, any, any, any, any); // call: request bounded yes
    gss_accept_sec_context(any, any, any, any, any, any, any, any, any, any, any);
    gss_process_context_token(any, any, any);
    gss_delete_sec_context(any, any, any);
    gss_context_time(any, any, any);
    gss_get_mic(any, any, 1, any, any);
    gss_verify_mic(any, any, any, any, any);
    gss_wrap(any, any, 1, 1, any, any, any);
    gss_unwrap(any, any, any, any, any, any);
    gss_display_status(any, 1, 1, any, any, any);
    gss_indicate_mechs(any, any);
    gss_compare_name(any, any, any, any);
    gss_display_name(any, any, any, any);
    gss_release_buffer(any, any);
    gss_release_oid_set(any, any);
    gss_inquire_context(any, any, any, any, any, any, any, any, any);
    gss_wrap_size_limit(any, any, 1, 1, 1, any);
    gss_import_name_object(any, any, any, any);
    gss_export_name_object(any, any, any, any);
    gss_export_sec_context(any, any, any);
    gss_import_sec_context(any, any, any);
    gss_release_oid(any, any);
    gss_create_empty_oid_set(any, any);
    gss_add_oid_set_member(any, any, any);
    gss_test_oid_set_member(any, any, any, any);
    gss_str_to_oid(any, any, any);
    gss_oid_to_str(any, any, any);
    gss_inquire_names_for_mech(any, any, any);
    gss_inquire_mechs_for_name(any, any, any);
    gss_sign(any, any, 1, any, any);
    gss_verify(any, any, any, any, any);
    gss_seal(any, any, 1, 1, any, any, any);
    gss_unseal(any, any, any, any, any, any);
    gss_export_name(any, any, any);
    gss_pseudo_random(any, any, 1, any, 1, any);
    gss_store_cred(any, any, 1, any, 1, 1, any, any);
    gss_set_neg_mechs(any, any, any);
    gss_indicate_mechs_by_attrs(any, any, any, any, any);
    gss_inquire_attrs_for_mech(any, any, any, any);
    gss_display_mech_attr(any, any, any, any, any);
    gss_inquire_saslname_for_mech(any, any, any, any, any);
    gss_inquire_mech_for_saslname(any, any, any);
    gss_pname_to_uid(any, any, any, any);
    gss_localname(any, any, any, any);
    gss_authorize_localname(any, any, any);
    gss_create_empty_buffer_set(any, any);
    gss_add_buffer_set_member(any, any, any);
    gss_release_buffer_set(any, any);
    gss_inquire_sec_context_by_oid(any, any, any, any);
    gss_inquire_cred_by_oid(any, any, any, any);
    gss_set_sec_context_option(any, any, any, any);
    gss_export_cred(any, any, any);
    gss_import_cred(any, any, any);
    gss_set_cred_option(any, any, any, any);
    gssspi_mech_invoke(any, any, any, any);
    gss_wrap_aead(any, any, 1, 1, any, any, any, any);
    gss_unwrap_aead(any, any, any, any, any, any, any);
    gss_complete_auth_token(any, any, any);
    gss_wrap_iov(any, any, 1, 1, any, any, 1);
    gss_unwrap_iov(any, any, any, any, any, 1);
    gss_wrap_iov_length(any, any, 1, 1, any, any, 1);
    gss_get_mic_iov(any, any, 1, any, 1);
    gss_get_mic_iov_length(any, any, 1, any, 1);
    gss_verify_mic_iov(any, any, any, any, 1);
    gss_release_iov_buffer(any, any, 1);
    gss_display_name_ext(any, any, any, any);
    gss_inquire_name(any, any, any, any, any);
    gss_get_name_attribute(any, any, any, any, any, any, any, any);
    gss_set_name_attribute(any, any, 1, any, any);
    gss_delete_name_attribute(any, any, any);
    gss_export_name_composite(any, any, any);
    gss_map_name_to_any(any, any, 1, any, any);
    gss_release_any_name_mapping(any, any, any, any);
    gss_encapsulate_token(any, any, any);
    gss_decapsulate_token(any, any, any);
    gss_store_cred_into(any, any, 1, any, 1, 1, any, any, any);
    gssspi_query_meta_data(any, any, any, any, any, 1, any);
    gssspi_exchange_meta_data(any, any, any, any, any, 1, any);
    gssspi_query_mechanism_info(any, any, any);
    krb5_gss_register_acceptor_identity("a");
    gss_krb5_get_tkt_flags(any, any, any);
    gss_krb5_copy_ccache(any, any, any);
    gss_krb5_ccache_name(any, "a", any);
    gss_krb5_set_allowable_enctypes(any, any, 1, any);
    gss_krb5_export_lucid_sec_context(any, any, 1, any);
    gss_krb5_free_lucid_sec_context(any, any);
    gsskrb5_extract_authz_data_from_sec_context(any, any, 1, any);
    gss_krb5_set_cred_rcache(any, any, any);
    gsskrb5_extract_authtime_from_sec_context(any, any, any);
    gss_krb5_import_cred(any, any, any, any, any);
    gss_userok(any, "a");
    gss_oid_equal(any, any);
}

int main(int count, char **words)
{
    void *any = words;
    each(any);
    return (int)(greet(any, any) + serve(any, count)) == count ? EXIT_SUCCESS : EXIT_FAILURE;
}
