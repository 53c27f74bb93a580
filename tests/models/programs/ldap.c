#include <ldap.h>
#include <sys/time.h>
#include <stdio.h>

int main(void)
{
    LDAP *connection = NULL;
    LDAPMessage *found = NULL;
    struct timeval limit = {3, 0};
    int version = LDAP_VERSION3;
    struct berval password = {6, "secret"};
    if (ldap_initialize(&connection, "ldap://directory") != LDAP_SUCCESS) {
        return 1;
    }
    ldap_set_option(connection, LDAP_OPT_PROTOCOL_VERSION, &version);
    ldap_set_option(connection, LDAP_OPT_NETWORK_TIMEOUT, &limit);
    ldap_set_option(connection, LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
    int result =
        ldap_sasl_bind_s(connection, "cn=x", LDAP_SASL_SIMPLE, &password, NULL, NULL, NULL);
    if (result != LDAP_SUCCESS) {
        fprintf(stderr, "%s\n", ldap_err2string(result));
    }
    result = ldap_search_ext_s(connection, "dc=x", LDAP_SCOPE_SUBTREE, "(uid=*)", NULL, 0, NULL,
                               NULL, &limit, LDAP_NO_LIMIT, &found);
    for (LDAPMessage *entry = ldap_first_entry(connection, found); entry != NULL;
         entry = ldap_next_entry(connection, entry)) {
        struct berval **values = ldap_get_values_len(connection, entry, "mail");
        if (values != NULL && values[0] != NULL) {
            puts(values[0]->bv_val);
        }
        ldap_value_free_len(values);
    }
    ldap_msgfree(found);
    char *mails[] = {"a@example.org", NULL};
    LDAPMod change = {.mod_op = LDAP_MOD_REPLACE, .mod_type = "mail", .mod_values = mails};
    LDAPMod *changes[] = {&change, NULL};
    ldap_modify_ext_s(connection, "cn=x", changes, NULL, NULL);
    ldap_unbind_ext_s(connection, NULL, NULL);
    return result;
}
