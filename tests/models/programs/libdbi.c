#include <dbi/dbi.h>
#include <stdio.h>
#include <stdlib.h>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

/* Connecting takes a limit; statements do not. */

static dbi_conn open_orders(dbi_inst inst)
{
    dbi_conn conn = dbi_conn_new_r("pgsql", inst);
    dbi_conn_set_option(conn, "host", "db.example.org");
    if (dbi_conn_connect(conn) == 0) { // call: connect none yes
        return conn;
    }
    dbi_conn_set_option_numeric(conn, "timeout", 5);
    if (dbi_conn_connect(conn) < 0) { // call: connect bounded yes
        const char *why = "";
        if (dbi_conn_error(conn, &why) != DBI_ERROR_NONE) {
            fprintf(stderr, "%s\n", why);
        }
    }
    dbi_conn_clear_options(conn);
    dbi_conn_connect(conn); // call: connect none yes
    return conn;
}

static long long count(dbi_conn conn)
{
    dbi_result result = dbi_conn_query(conn, "SELECT count(*) FROM orders"); // call: query none yes
    long long found = 0;
    while (dbi_result_next_row(result)) {
        found = dbi_result_get_longlong_idx(result, 1);
    }
    dbi_result_free(result);
    dbi_conn_query(conn, "INSERT INTO orders VALUES (1)");              // call: query none no
    dbi_conn_queryf(conn, "SELECT * FROM orders WHERE number = %d", 1); // call: query none yes
    dbi_conn_query_null(conn, (const unsigned char *)"SELECT 1", 8);    // call: query none yes
    if (!dbi_conn_ping(conn)) {                                         // call: command none yes
        return -1;
    }
    return found;
}

static void each(dbi_conn conn, void *any)
{
    dbi_conn_new("a");
    dbi_conn_open(conn);
    dbi_conn_get_db_list(conn, "a");               // call: query none yes
    dbi_conn_get_table_list(conn, "a", "a");       // call: query none yes
    dbi_conn_select_db(conn, "a");                 // call: command none yes
    dbi_conn_sequence_last(conn, "a");             // call: query none yes
    dbi_conn_sequence_next(conn, "a");             // call: query none unknown
    dbi_conn_get_engine_version(conn);             // call: query none yes
    dbi_conn_get_engine_version_string(conn, any); // call: query none yes
    dbi_conn_get_encoding(conn);                   // call: query none yes
    dbi_conn_transaction_begin(conn);              // call: command none unknown
    dbi_conn_transaction_commit(conn);             // call: command none unknown
    dbi_conn_transaction_rollback(conn);           // call: command none unknown
    dbi_conn_savepoint(conn, "a");                 // call: command none unknown
    dbi_conn_rollback_to_savepoint(conn, "a");     // call: command none unknown
    dbi_conn_release_savepoint(conn, "a");         // call: command none unknown
    dbi_initialize("a");
    dbi_driver_open("a");
    dbi_driver_open_r("a", any);
    dbi_conn_clear_option(conn, "a");
    dbi_shutdown();
    dbi_version();
    dbi_version_numeric();
    dbi_set_verbosity_r(1, any);
    dbi_set_verbosity(1);
    dbi_driver_list_r(any, any);
    dbi_driver_list(any);
    dbi_driver_get_instance(any);
    dbi_driver_is_reserved_word(any, "a");
    dbi_driver_specific_function(any, "a");
    dbi_driver_quote_string_copy(any, "a", any);
    dbi_driver_quote_string(any, any);
    dbi_driver_encoding_from_iana(any, "a");
    dbi_driver_encoding_to_iana(any, "a");
    dbi_driver_cap_get(any, "a");
    dbi_driver_get_name(any);
    dbi_driver_get_filename(any);
    dbi_driver_get_description(any);
    dbi_driver_get_maintainer(any);
    dbi_driver_get_url(any);
    dbi_driver_get_version(any);
    dbi_driver_get_date_compiled(any);
    dbi_conn_get_driver(conn);
    dbi_conn_get_option(conn, "a");
    dbi_conn_get_option_numeric(conn, "a");
    dbi_conn_require_option(conn, "a");
    dbi_conn_require_option_numeric(conn, "a");
    dbi_conn_get_option_list(conn, "a");
    dbi_conn_cap_get(conn, "a");
    dbi_conn_disjoin_results(conn);
    dbi_conn_error_handler(conn, NULL, any);
    dbi_conn_error_flag(conn);
    dbi_conn_set_error(conn, 1, "a", NULL);
    dbi_conn_get_socket(conn);
    dbi_conn_quote_string_copy(conn, "a", any);
    dbi_conn_quote_string(conn, any);
    dbi_conn_quote_binary_copy(conn, any, 1, any);
    dbi_conn_escape_string_copy(conn, "a", any);
    dbi_conn_escape_string(conn, any);
    dbi_conn_escape_binary_copy(conn, any, 1, any);
    dbi_result_get_conn(any);
    dbi_result_seek_row(any, 1);
    dbi_result_first_row(any);
    dbi_result_last_row(any);
    dbi_result_has_prev_row(any);
    dbi_result_prev_row(any);
    dbi_result_has_next_row(any);
    dbi_result_get_currow(any);
    dbi_result_get_numrows(any);
    dbi_result_get_numrows_affected(any);
    dbi_result_get_field_size(any, "a");
    dbi_result_get_field_size_idx(any, 1);
    dbi_result_get_field_length(any, "a");
    dbi_result_get_field_length_idx(any, 1);
    dbi_result_get_field_idx(any, "a");
    dbi_result_get_field_name(any, 1);
    dbi_result_get_numfields(any);
    dbi_result_get_field_type(any, "a");
    dbi_result_get_field_type_idx(any, 1);
    dbi_result_get_field_attrib(any, "a", 1, 1);
    dbi_result_get_field_attrib_idx(any, 1, 1, 1);
    dbi_result_get_field_attribs(any, "a");
    dbi_result_get_field_attribs_idx(any, 1);
    dbi_result_field_is_null(any, "a");
    dbi_result_field_is_null_idx(any, 1);
    dbi_result_disjoin(any);
    dbi_result_get_fields(any, "a", NULL);
    dbi_result_bind_fields(any, "a", NULL);
    dbi_result_get_char(any, "a");
    dbi_result_get_uchar(any, "a");
    dbi_result_get_short(any, "a");
    dbi_result_get_ushort(any, "a");
    dbi_result_get_int(any, "a");
    dbi_result_get_uint(any, "a");
    dbi_result_get_long(any, "a");
    dbi_result_get_ulong(any, "a");
    dbi_result_get_longlong(any, "a");
    dbi_result_get_ulonglong(any, "a");
    dbi_result_get_float(any, "a");
    dbi_result_get_double(any, "a");
    dbi_result_get_string(any, "a");
    dbi_result_get_binary(any, "a");
    dbi_result_get_string_copy(any, "a");
    dbi_result_get_binary_copy(any, "a");
    dbi_result_get_datetime(any, "a");
    dbi_result_bind_char(any, "a", any);
    dbi_result_bind_uchar(any, "a", any);
    dbi_result_bind_short(any, "a", any);
    dbi_result_bind_ushort(any, "a", any);
    dbi_result_bind_long(any, "a", any);
    dbi_result_bind_ulong(any, "a", any);
    dbi_result_bind_int(any, "a", any);
    dbi_result_bind_uint(any, "a", any);
    dbi_result_bind_longlong(any, "a", any);
    dbi_result_bind_ulonglong(any, "a", any);
    dbi_result_bind_float(any, "a", any);
    dbi_result_bind_double(any, "a", any);
    dbi_result_bind_string(any, "a", any);
    dbi_result_bind_binary(any, "a", any);
    dbi_result_bind_string_copy(any, "a", any);
    dbi_result_bind_binary_copy(any, "a", any);
    dbi_result_bind_datetime(any, "a", any);
    dbi_result_get_char_idx(any, 1);
    dbi_result_get_uchar_idx(any, 1);
    dbi_result_get_short_idx(any, 1);
    dbi_result_get_ushort_idx(any, 1);
    dbi_result_get_long_idx(any, 1);
    dbi_result_get_int_idx(any, 1);
    dbi_result_get_uint_idx(any, 1);
    dbi_result_get_ulong_idx(any, 1);
    dbi_result_get_ulonglong_idx(any, 1);
    dbi_result_get_float_idx(any, 1);
    dbi_result_get_double_idx(any, 1);
    dbi_result_get_string_idx(any, 1);
    dbi_result_get_binary_idx(any, 1);
    dbi_result_get_string_copy_idx(any, 1);
    dbi_result_get_binary_copy_idx(any, 1);
    dbi_result_get_datetime_idx(any, 1);
    dbi_result_get_as_longlong(any, "a");
    dbi_result_get_as_longlong_idx(any, 1);
    dbi_result_get_as_string_copy(any, "a");
    dbi_result_get_as_string_copy_idx(any, 1);
}

int main(int words, char **word)
{
    dbi_inst inst = NULL;
    if (words > 9) {
        each(word, word);
    }
    if (dbi_initialize_r(NULL, &inst) < 0) {
        return EXIT_FAILURE;
    }
    dbi_conn conn = open_orders(inst);
    long long found = count(conn);
    dbi_conn_close(conn);
    dbi_shutdown_r(inst);
    return found > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
