#include <ldap.h>
#include <sys/time.h>
#include <stdio.h>
#include <stdlib.h>

#if !LDAP_DEPRECATED
int ldap_abandon(LDAP *, int);
int ldap_add(LDAP *, const char *, LDAPMod **);
int ldap_add_s(LDAP *, const char *, LDAPMod **);
int ldap_bind(LDAP *, const char *, const char *, int);
int ldap_bind_s(LDAP *, const char *, const char *, int);
int ldap_compare(LDAP *, const char *, const char *, const char *);
int ldap_compare_s(LDAP *, const char *, const char *, const char *);
int ldap_count_values(char **);
int ldap_delete(LDAP *, const char *);
int ldap_delete_s(LDAP *, const char *);
char **ldap_get_values(LDAP *, LDAPMessage *, const char *);
LDAP *ldap_init(const char *, int);
int ldap_modify(LDAP *, const char *, LDAPMod **);
int ldap_modify_s(LDAP *, const char *, LDAPMod **);
int ldap_modrdn2_s(LDAP *, const char *, const char *, int);
int ldap_modrdn_s(LDAP *, const char *, const char *);
LDAP *ldap_open(const char *, int);
void ldap_perror(LDAP *, const char *);
int ldap_search(LDAP *, const char *, int, const char *, char **, int);
int ldap_search_s(LDAP *, const char *, int, const char *, char **, int, LDAPMessage **);
int ldap_search_st(LDAP *, const char *, int, const char *, char **, int, struct timeval *,
                   LDAPMessage **);
int ldap_simple_bind(LDAP *, const char *, const char *);
int ldap_simple_bind_s(LDAP *, const char *, const char *);
int ldap_unbind(LDAP *);
int ldap_unbind_s(LDAP *);
void ldap_value_free(char **);
#endif

/* Connecting and sending end, and so does waiting for the answer. */
static LDAP *open_bounded(void)
{
    struct timeval limit = {3, 0};
    int version = LDAP_VERSION3;
    int most = 30;
    LDAP *connection = NULL;
    if (ldap_initialize(&connection, "ldap://directory") != LDAP_SUCCESS) {
        return NULL;
    }
    ldap_set_option(connection, LDAP_OPT_PROTOCOL_VERSION, &version);
    ldap_set_option(connection, LDAP_OPT_NETWORK_TIMEOUT, &limit);
    ldap_set_option(connection, LDAP_OPT_TIMEOUT, &limit);
    ldap_set_option(connection, LDAP_OPT_TIMELIMIT, &most);
    ldap_set_option(connection, LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
    return connection;
}

static int authenticate(LDAP *ld, unsigned int flags, void *defaults, void *prompts)
{
    (void)ld;
    (void)flags;
    (void)defaults;
    (void)prompts;
    return LDAP_SUCCESS;
}

static int bounded(void)
{
    char *mails[] = {"a@example.org", NULL};
    LDAPMod change = {.mod_op = LDAP_MOD_REPLACE, .mod_type = "mail", .mod_values = mails};
    LDAPMod *changes[] = {&change, NULL};
    struct berval secret = {6, "secret"};
    struct berval answer;
    struct berval *data = NULL;
    LDAPMessage *found = NULL;
    LDAPControl **controls = NULL;
    char *oid = NULL;
    ber_int_t seconds;
    int code;
    int id;
    LDAP *ld = open_bounded();
    ldap_connect(ld);                                    // call: connect bounded yes
    ldap_start_tls_s(ld, NULL, NULL);                    // call: handshake bounded yes
    ldap_simple_bind_s(ld, "cn=x", "secret");            // call: request bounded yes
    ldap_bind_s(ld, "cn=x", "secret", LDAP_AUTH_SIMPLE); // call: request bounded yes
    ldap_sasl_bind_s(ld, "cn=x", LDAP_SASL_SIMPLE, &secret, NULL, NULL, // call: request bounded yes
                     NULL);
    ldap_sasl_interactive_bind_s(ld, "", "EXTERNAL", NULL, NULL, // call: request bounded yes
                                 LDAP_SASL_QUIET, authenticate, NULL);
    ldap_whoami_s(ld, &data, NULL, NULL);                          // call: request bounded yes
    ldap_search_s(ld, "dc=x", LDAP_SCOPE_BASE, "(uid=*)", NULL, 0, // call: query bounded yes
                  &found);
    ldap_search_st(ld, "dc=x", LDAP_SCOPE_BASE, "(uid=*)", NULL, 0, NULL, // call: query bounded yes
                   &found);
    ldap_search_ext_s(ld, "dc=x", LDAP_SCOPE_BASE, "(uid=*)", NULL, 0, // call: query bounded yes
                      NULL, NULL, NULL, 0, &found);
    ldap_compare_s(ld, "cn=x", "mail", "a@example.org");         // call: query bounded yes
    ldap_compare_ext_s(ld, "cn=x", "mail", &secret, NULL, NULL); // call: query bounded yes
    ldap_modify_s(ld, "cn=x", changes);                          // call: request bounded unknown
    ldap_modify_ext_s(ld, "cn=x", changes, NULL, NULL);          // call: request bounded unknown
    ldap_add_s(ld, "cn=x", changes);                             // call: request bounded unknown
    ldap_add_ext_s(ld, "cn=x", changes, NULL, NULL);             // call: request bounded unknown
    ldap_delete_s(ld, "cn=x");                                   // call: request bounded yes
    ldap_delete_ext_s(ld, "cn=x", NULL, NULL);                   // call: request bounded yes
    ldap_modrdn_s(ld, "cn=x", "cn=y");                           // call: request bounded unknown
    ldap_modrdn2_s(ld, "cn=x", "cn=y", 1);                       // call: request bounded unknown
    ldap_rename_s(ld, "cn=x", "cn=y", NULL, 1, NULL, NULL);      // call: request bounded unknown
    ldap_extended_operation_s(ld, "1.3", NULL, NULL, NULL, &oid, // call: request bounded unknown
                              &data);
    ldap_passwd_s(ld, NULL, NULL, &secret, &answer, NULL, NULL); // call: request bounded unknown
    ldap_cancel_s(ld, 1, NULL, NULL);                            // call: request bounded unknown
    ldap_refresh_s(ld, &secret, 60, &seconds, NULL, NULL);       // call: request bounded unknown
    ldap_turn_s(ld, 1, "id", NULL, NULL);                        // call: request bounded unknown
    ldap_txn_start_s(ld, NULL, NULL, &data);                     // call: request bounded unknown
    ldap_txn_end_s(ld, 1, data, NULL, NULL, &id);                // call: request bounded unknown
    ldap_verify_credentials_s(ld, NULL, "cn=x", "", NULL, NULL,  // call: request bounded unknown
                              NULL, NULL, &code, &oid, NULL, NULL, &controls);
    ldap_result(ld, LDAP_RES_ANY, LDAP_MSG_ALL, NULL, &found); // call: receive bounded yes
    return ldap_unbind_ext_s(ld, NULL, NULL);
}

static int unbounded(void)
{
    struct timeval limit = {3, 0};
    char *mails[] = {"a@example.org", NULL};
    LDAPMod change = {.mod_op = LDAP_MOD_REPLACE, .mod_type = "mail", .mod_values = mails};
    LDAPMod *changes[] = {&change, NULL};
    struct berval secret = {6, "secret"};
    struct timeval never = {-1, 0};
    struct timeval endless = {-1, 0};
    LDAPMessage *found = NULL;
    LDAP *ld = ldap_init("directory", LDAP_PORT);
    ldap_connect(ld);                         // call: connect none yes
    ldap_start_tls_s(ld, NULL, NULL);         // call: handshake none yes
    ldap_install_tls(ld);                     // call: handshake none yes
    ldap_simple_bind_s(ld, "cn=x", "secret"); // call: request none yes
    ldap_search_s(ld, "dc=x", LDAP_SCOPE_BASE, "(uid=*)", NULL, 0, &found); // call: query none yes
    ldap_search_st(ld, "dc=x", LDAP_SCOPE_BASE, "(uid=*)", NULL, 0, // call: query bounded yes
                   &limit, &found);
    ldap_search_ext_s(ld, "dc=x", LDAP_SCOPE_BASE, "(uid=*)", NULL, 0, NULL, // call: query none yes
                      NULL, NULL, 0, &found);
    ldap_modify_s(ld, "cn=x", changes); // call: request none unknown
    ldap_delete_s(ld, "cn=x");          // call: request none yes
    ldap_sasl_bind_s(ld, "cn=x", LDAP_SASL_SIMPLE, &secret, NULL, NULL, // call: request none yes
                     NULL);
    ldap_result(ld, LDAP_RES_ANY, LDAP_MSG_ONE, NULL, &found);   // call: receive none yes
    ldap_result(ld, LDAP_RES_ANY, LDAP_MSG_ONE, &never, &found); // call: receive bounded yes
    ldap_set_option(ld, LDAP_OPT_NETWORK_TIMEOUT, &limit);
    ldap_install_tls(ld);                     // call: handshake bounded yes
    ldap_simple_bind_s(ld, "cn=x", "secret"); // call: request partial yes
    ldap_set_option(ld, LDAP_OPT_TIMEOUT, &endless);
    ldap_delete_s(ld, "cn=x"); // call: request partial yes
    return ldap_unbind_s(ld);
}

/* Requests that are sent here and answered later. */
static void two_steps_bounded(LDAPMod **changes)
{
    struct timeval limit = {3, 0};
    struct berval secret = {6, "secret"};
    LDAPMessage *found = NULL;
    const char *mechanism = NULL;
    int id = 0;
    LDAP *ld = open_bounded();
    ldap_start_tls(ld, NULL, NULL, &id);                          // call: send bounded yes
    ldap_bind(ld, "cn=x", "secret", LDAP_AUTH_SIMPLE);            // call: send bounded yes
    ldap_simple_bind(ld, "cn=x", "secret");                       // call: send bounded yes
    ldap_sasl_bind(ld, "cn=x", NULL, &secret, NULL, NULL, &id);   // call: send bounded yes
    ldap_sasl_interactive_bind(ld, "", "EXTERNAL", NULL, NULL, 0, // call: send bounded yes
                               authenticate, NULL, found, &mechanism, &id);
    ldap_search(ld, "dc=x", LDAP_SCOPE_BASE, "(uid=*)", NULL, 0);          // call: send bounded yes
    ldap_search_ext(ld, "dc=x", LDAP_SCOPE_BASE, "(uid=*)", NULL, 0, NULL, // call: send bounded yes
                    NULL, NULL, 0, &id);
    ldap_compare(ld, "cn=x", "mail", "a");                          // call: send bounded yes
    ldap_compare_ext(ld, "cn=x", "mail", &secret, NULL, NULL, &id); // call: send bounded yes
    ldap_delete(ld, "cn=x");                                        // call: send bounded yes
    ldap_delete_ext(ld, "cn=x", NULL, NULL, &id);                   // call: send bounded yes
    ldap_add(ld, "cn=x", changes);                                  // call: command bounded unknown
    ldap_add_ext(ld, "cn=x", changes, NULL, NULL, &id);             // call: command bounded unknown
    ldap_modify(ld, "cn=x", changes);                               // call: command bounded unknown
    ldap_modify_ext(ld, "cn=x", changes, NULL, NULL, &id);          // call: command bounded unknown
    ldap_rename(ld, "cn=x", "cn=y", NULL, 1, NULL, NULL, &id);      // call: command bounded unknown
    ldap_extended_operation(ld, "1.3", NULL, NULL, NULL, &id);      // call: command bounded unknown
    ldap_whoami(ld, NULL, NULL, &id);                               // call: send bounded yes
    ldap_passwd(ld, NULL, NULL, &secret, NULL, NULL, &id);          // call: command bounded unknown
    ldap_cancel(ld, id, NULL, NULL, &id);                           // call: send bounded unknown
    ldap_refresh(ld, &secret, 60, NULL, NULL, &id);                 // call: send bounded unknown
    ldap_turn(ld, 1, "id", NULL, NULL, &id);                        // call: send bounded unknown
    ldap_txn_start(ld, NULL, NULL, &id);                            // call: send bounded unknown
    ldap_txn_end(ld, 1, &secret, NULL, NULL, &id);                  // call: send bounded unknown
    ldap_verify_credentials(ld, NULL, "cn=x", "", NULL, NULL, NULL, // call: send bounded unknown
                            NULL, &id);
    while (ldap_result(ld, id, LDAP_MSG_ALL, &limit, &found) == 0) { // call: receive bounded yes
        puts("not yet");
    }
    ldap_abandon_ext(ld, id, NULL, NULL);
    ldap_abandon(ld, id);
    ldap_msgdelete(ld, id);
    ldap_unbind_ext(ld, NULL, NULL);
}

static void two_steps_unbounded(LDAPMod **changes)
{
    LDAPMessage *found = NULL;
    int id = 0;
    LDAP *ld = NULL;
    ldap_create(&ld);
    ldap_simple_bind(ld, "cn=x", "secret");                // call: send none yes
    ldap_modify_ext(ld, "cn=x", changes, NULL, NULL, &id); // call: command none unknown
    ldap_result(ld, id, LDAP_MSG_ALL, NULL, &found);       // call: receive none yes
    ldap_set_option(ld, LDAP_OPT_CONNECT_ASYNC, LDAP_OPT_ON);
    ldap_simple_bind(ld, "cn=x", "secret"); // call: send bounded yes
    ldap_unbind(ld);
}

/* Defaults of handles that are made later. */
static int with_defaults(void)
{
    struct timeval limit = {3, 0};
    char *hosts = NULL;
    LDAP *ld = ldap_open("directory", LDAP_PORT); // call: connect none yes
    ldap_unbind_s(ld);
    ldap_domain2hostlist("example.org", &hosts); // call: resolve bounded yes
    ldap_set_option(NULL, LDAP_OPT_NETWORK_TIMEOUT, &limit);
    ldap_set_option(NULL, LDAP_OPT_TIMEOUT, &limit);
    ldap_initialize(&ld, "ldaps://directory");
    int result = ldap_simple_bind_s(ld, "cn=x", "secret"); // call: request bounded yes
    ldap_memfree(hosts);
    ldap_destroy(ldap_dup(ld));
    ldap_destroy(ld);
    return result;
}

static int rebind(LDAP *ld, const char *url, ber_tag_t request, ber_int_t id, void *data)
{
    (void)request;
    (void)id;
    (void)data;
    puts(url);
    return ldap_sasl_bind_s(ld, "cn=x", LDAP_SASL_SIMPLE, NULL, NULL, // call: request unknown yes
                            NULL, NULL);
}

static int next_referral(LDAP *ld, char ***referrals, int *count, void *data)
{
    (void)ld;
    (void)data;
    return *count != 0 && *referrals != NULL ? LDAP_SUCCESS : LDAP_OTHER;
}

static int order(LDAP *ld, LDAPURLDesc **list, LDAPURLDesc **url, void *data)
{
    (void)ld;
    (void)data;
    *list = *url;
    return LDAP_SUCCESS;
}

static void set_callbacks(LDAP *ld)
{
    int descriptor = -1;
    ldap_set_rebind_proc(ld, rebind, NULL);
    ldap_set_nextref_proc(ld, next_referral, NULL);
    ldap_set_urllist_proc(ld, order, NULL);
    if (ldap_get_option(ld, LDAP_OPT_DESC, &descriptor) == LDAP_OPT_SUCCESS) {
        printf("%d %d\n", descriptor, ldap_tls_inplace(ld));
    }
}

static void print_entry(LDAP *ld, LDAPMessage *entry)
{
    BerElement *position = NULL;
    struct berval name;
    struct berval *values = NULL;
    LDAPControl **controls = NULL;
    char *dn = ldap_get_dn(ld, entry);
    puts(dn);
    ldap_memfree(dn);
    char *attribute = ldap_first_attribute(ld, entry, &position);
    while (attribute != NULL) {
        struct berval **all = ldap_get_values_len(ld, entry, attribute);
        if (all != NULL && ldap_count_values_len(all) > 0) {
            puts(all[0]->bv_val);
        }
        ldap_value_free_len(all);
        char **texts = ldap_get_values(ld, entry, attribute);
        if (texts != NULL && ldap_count_values(texts) > 0) {
            puts(texts[0]);
        }
        ldap_value_free(texts);
        ldap_memfree(attribute);
        attribute = ldap_next_attribute(ld, entry, position);
    }
    ber_free(position, 0);
    ldap_get_dn_ber(ld, entry, &position, &name);
    ldap_get_attribute_ber(ld, entry, position, &name, &values);
    ldap_get_entry_controls(ld, entry, &controls);
    ldap_controls_free(controls);
}

static int read_messages(LDAP *ld, LDAPMessage *found)
{
    char **referrals = NULL;
    char *matched = NULL;
    char *text = NULL;
    char *oid = NULL;
    struct berval *data = NULL;
    struct berval passwd;
    LDAPControl **controls = NULL;
    ber_int_t seconds;
    int code = LDAP_SUCCESS;
    for (LDAPMessage *at = ldap_first_entry(ld, found); at != NULL; at = ldap_next_entry(ld, at)) {
        print_entry(ld, at);
    }
    LDAPMessage *reference = ldap_first_reference(ld, found);
    while (reference != NULL) {
        ldap_parse_reference(ld, reference, &referrals, NULL, 0);
        reference = ldap_next_reference(ld, reference);
    }
    for (LDAPMessage *at = ldap_first_message(ld, found); at != NULL;
         at = ldap_next_message(ld, at)) {
        switch (ldap_msgtype(at)) {
        case LDAP_RES_SEARCH_RESULT:
            ldap_parse_result(ld, at, &code, &matched, &text, &referrals, &controls, 0);
            break;
        case LDAP_RES_BIND:
            ldap_parse_sasl_bind_result(ld, at, &data, 0);
            break;
        case LDAP_RES_INTERMEDIATE:
            ldap_parse_intermediate(ld, at, &oid, &data, &controls, 0);
            break;
        default:
            ldap_parse_extended_result(ld, at, &oid, &data, 0);
            ldap_parse_whoami(ld, at, &data);
            ldap_parse_passwd(ld, at, &passwd);
            ldap_parse_refresh(ld, at, &seconds);
            ldap_parse_verify_credentials(ld, at, &code, &text, NULL, NULL, &controls);
            printf("%d\n", ldap_msgid(at));
        }
    }
    printf("%d %d %d\n", ldap_count_messages(ld, found), ldap_count_entries(ld, found),
           ldap_count_references(ld, found));
    if (code != LDAP_SUCCESS) {
        fprintf(stderr, "%s: %s\n", text, ldap_err2string(code));
        ldap_perror(ld, "search");
    }
    ldap_memvfree((void **)referrals);
    ber_bvfree(data);
    ldap_controls_free(controls);
    ldap_msgfree(found);
    return code;
}

static void make_controls(LDAP *ld, LDAPControl **answers)
{
    struct berval value = {0, NULL};
    struct berval cookie = {0, NULL};
    LDAPVLVInfo window = {.ldvlv_after_count = 10};
    LDAPSortKey **keys = NULL;
    LDAPControl *control = NULL;
    LDAPControl **copies = NULL;
    LDAPPasswordPolicyError error;
    ber_int_t count;
    ber_int_t grace;
    char *attribute = NULL;
    int code;
    ldap_control_create("1.2.3", 0, &value, 1, &control);
    ldap_control_free(ldap_control_dup(control));
    ldap_control_free(control);
    ldap_create_page_control(ld, 100, &cookie, 0, &control);
    ldap_create_page_control_value(ld, 100, &cookie, &value);
    ldap_parse_pageresponse_control(ld, control, &count, &cookie);
    ldap_create_sort_keylist(&keys, "cn");
    ldap_create_sort_control(ld, keys, 0, &control);
    ldap_parse_sortresponse_control(ld, control, &count, &attribute);
    ldap_free_sort_keylist(keys);
    ldap_create_vlv_control(ld, &window, &control);
    ldap_parse_vlvresponse_control(ld, control, &count, &grace, NULL, &code);
    ldap_create_assertion_control(ld, "(cn=x)", 0, &control);
    ldap_create_passwordpolicy_control(ld, &control);
    if (ldap_parse_passwordpolicy_control(ld, control, &count, &grace, &error) == LDAP_SUCCESS) {
        puts(ldap_passwordpolicy_err2txt(error));
    }
    copies = ldap_controls_dup(answers);
    printf("%d\n", ldap_control_find("1.2.3", copies, NULL) == NULL);
    ldap_controls_free(copies);
}

static void names(const char *url)
{
    LDAPURLDesc *parsed = NULL;
    LDAPDN dn = NULL;
    struct berval value = {4, "cn=x"};
    struct berval escaped;
    char *text = NULL;
    if (ldap_is_ldap_url(url) || ldap_is_ldaps_url(url) || ldap_is_ldapi_url(url)) {
        ldap_url_parse(url, &parsed);
        text = ldap_url_desc2str(parsed);
        ldap_memfree(text);
        ldap_free_urldesc(parsed);
    }
    ldap_str2dn("cn=x,dc=y", &dn, LDAP_DN_FORMAT_LDAPV3);
    ldap_dn2str(dn, &text, LDAP_DN_FORMAT_UFN);
    ldap_dn2bv(dn, &value, LDAP_DN_FORMAT_LDAPV3);
    if (dn != NULL) {
        ldap_rdnfree(dn[0]);
    }
    ldap_bv2dn(&value, &dn, LDAP_DN_FORMAT_LDAPV3);
    ldap_dnfree(dn);
    ldap_dn_normalize("CN=x", LDAP_DN_FORMAT_LDAP, &text, LDAP_DN_FORMAT_LDAPV3);
    ldap_domain2dn("example.org", &text);
    ldap_dn2domain("dc=example,dc=org", &text);
    ldap_memvfree((void **)ldap_explode_dn("cn=x,dc=y", 1));
    ldap_memvfree((void **)ldap_explode_rdn("cn=x", 1));
    ldap_bv2escaped_filter_value(&value, &escaped);
    puts(ldap_dn2ufn("cn=x,dc=y"));
    text = ldap_memrealloc(ldap_memalloc(8), 16);
    ldap_memfree(text);
    ldap_memfree(ldap_memcalloc(2, 8));
    ldap_memfree(ldap_strdup("x"));
}

static void encode(void)
{
    BerElement *element = ber_alloc_t(LBER_USE_DER);
    struct berval *flat = NULL;
    BerVarray list = NULL;
    struct berval value;
    ber_int_t number = 0;
    ber_printf(element, "{i}", 1);
    ber_flatten(element, &flat);
    ber_free(element, 1);
    element = ber_init(flat);
    ber_scanf(element, "{i}", &number);
    ber_free(element, 1);
    ber_str2bv("x", 1, 1, &value);
    ber_mem2bv("x", 1, 1, &value);
    ber_dupbv(&value, flat);
    ber_bvreplace(&value, flat);
    ber_bvarray_add(&list, &value);
    ber_bvarray_free(list);
    ber_bvfree(ber_bvdup(flat));
    ber_bvfree(flat);
    struct berval **many = ber_memalloc(2 * sizeof *many);
    many[0] = NULL;
    ber_bvecfree(many);
    char **texts = ber_memalloc(2 * sizeof *texts);
    texts[0] = ber_strdup("x");
    texts[1] = NULL;
    ber_memvfree((void **)texts);
    ber_memfree(ber_strdup("y"));
}

int main(int argc, char **argv)
{
    LDAPMod **changes = calloc(2, sizeof *changes);
    LDAPMessage *found = NULL;
    LDAPControl *controls[] = {NULL};
    two_steps_bounded(changes);
    two_steps_unbounded(changes);
    LDAP *ld = open_bounded();
    set_callbacks(ld);
    make_controls(ld, controls);
    names(argc > 1 ? argv[1] : "ldap://directory");
    encode();
    ldap_mods_free(changes, 1);
    return read_messages(ld, found) + bounded() + unbounded() + with_defaults();
}
