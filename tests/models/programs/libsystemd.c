#include <systemd/sd-bus.h>
#include <systemd/sd-daemon.h>
#include <stdio.h>
#include <stdlib.h>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

/* Questions over the bus end after 25 s unless told otherwise; waiting and flushing may not. */

static int ask(const char *unit)
{
    sd_bus *bus = NULL;
    sd_bus_error error = SD_BUS_ERROR_NULL;
    sd_bus_message *question = NULL, *answer = NULL;
    char *state = NULL;
    int result = sd_bus_open_system(&bus); // call: connect bounded yes nonblocking
    if (result < 0) {
        return result;
    }
    result = sd_bus_call_method(bus, "org.freedesktop.systemd1", // call: request bounded unknown
                                "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager",
                                "GetUnit", &error, &answer, "s", unit);
    sd_bus_message_unref(answer);
    sd_bus_get_property_string(bus, "org.freedesktop.systemd1", // call: request bounded yes
                               "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager",
                               "Version", &error, &state);
    free(state);
    sd_bus_message_new_method_call(bus, &question, "org.example.Orders", "/", "org.example.Orders",
                                   "Count");
    result |= sd_bus_call(bus, question, 0, &error, NULL);       // call: request bounded unknown
    result |= sd_bus_call(bus, question, 5000000, &error, NULL); // call: request bounded unknown
    sd_bus_set_method_call_timeout(bus, 5000000);
    result |= sd_bus_call(bus, question, 0, &error, NULL); // call: request bounded unknown
    sd_bus_error_free(&error);
    sd_bus_flush_close_unref(bus); // call: send none yes
    return result;
}

static int serve(sd_bus_message_handler_t handler)
{
    sd_bus *bus = NULL;
    sd_bus_default_user(&bus);                         // call: connect bounded yes nonblocking
    sd_bus_request_name(bus, "org.example.Orders", 0); // call: request bounded yes
    sd_bus_add_match(bus, NULL, "type=signal", handler, NULL); // call: request bounded yes
    sd_notify(0, "READY=1");
    for (;;) {
        int result = sd_bus_process(bus, NULL); // call: drive bounded unknown nonblocking
        if (result < 0) {
            break;
        }
        if (result == 0 && sd_bus_wait(bus, UINT64_MAX) < 0) { // call: wait none yes
            break;
        }
        sd_notifyf(0, "STATUS=%d", result);
    }
    sd_bus_emit_signal(bus, "/", "org.example.Orders", // call: publish bounded unknown nonblocking
                       "Ended", "");
    sd_bus_flush(bus); // call: send none yes
    sd_bus_unref(bus);
    return sd_notify_barrier(0, 5000000); // call: wait bounded yes
}

static void each(sd_bus *bus, sd_bus_message *m, void *any, ...)
{
    va_list list;
    sd_id128_t id = {{0}};
    va_start(list, any);
    sd_bus_default(any);                           // call: connect bounded yes nonblocking
    sd_bus_default_system(any);                    // call: connect bounded yes nonblocking
    sd_bus_open(any);                              // call: connect bounded yes nonblocking
    sd_bus_open_with_description(any, "a");        // call: connect bounded yes nonblocking
    sd_bus_open_user(any);                         // call: connect bounded yes nonblocking
    sd_bus_open_user_with_description(any, "a");   // call: connect bounded yes nonblocking
    sd_bus_open_system_with_description(any, "a"); // call: connect bounded yes nonblocking
    sd_bus_open_user_machine(any, "a");            // call: connect bounded yes nonblocking
    sd_bus_open_system_remote(any, "a");           // call: connect bounded yes nonblocking
    sd_bus_open_system_machine(any, "a");          // call: connect bounded yes nonblocking
    sd_bus_new(any);
    sd_bus_start(bus); // call: connect bounded yes nonblocking
    sd_bus_ref(bus);
    sd_bus_close_unref(bus);
    sd_bus_close(bus);
    sd_bus_try_close(bus);
    sd_bus_get_bus_id(bus, any);                                // call: handshake bounded yes
    sd_bus_can_send(bus, 1);                                    // call: handshake bounded yes
    sd_bus_get_unique_name(bus, any);                           // call: handshake bounded yes
    sd_bus_call_methodv(bus, "a", "a", "a", "a", any, any, "a", // call: request bounded unknown
                        list);
    sd_bus_get_property(bus, "a", "a", "a", "a", any, any, "a"); // call: request bounded yes
    sd_bus_get_property_trivial(bus, "a", "a", "a", "a", any, 1, // call: request bounded yes
                                any);
    sd_bus_get_property_strv(bus, "a", "a", "a", "a", any, any);  // call: request bounded yes
    sd_bus_set_property(bus, "a", "a", "a", "a", any, "a", NULL); // call: request bounded unknown
    sd_bus_set_propertyv(bus, "a", "a", "a", "a", any, "a",       // call: request bounded unknown
                         list);
    sd_bus_release_name(bus, "a");                                // call: request bounded yes
    sd_bus_list_names(bus, any, any);                             // call: request bounded yes
    sd_bus_get_name_creds(bus, "a", 1, any);                      // call: request bounded yes
    sd_bus_get_name_machine_id(bus, "a", any);                    // call: request bounded yes
    sd_bus_match_signal(bus, any, "a", "a", "a", "a", NULL, any); // call: request bounded yes
    sd_bus_query_sender_creds(m, 1, any);                         // call: request bounded yes
    sd_bus_query_sender_privilege(m, 1);                          // call: request bounded yes
    sd_bus_send(bus, any, any);                       // call: send bounded unknown nonblocking
    sd_bus_send_to(bus, any, "a", any);               // call: send bounded unknown nonblocking
    sd_bus_message_send(m);                           // call: send bounded unknown nonblocking
    sd_bus_call_async(bus, any, any, NULL, any, 1);   // call: send bounded unknown nonblocking
    sd_bus_call_method_async(bus, any, "a", "a", "a", // call: send bounded unknown nonblocking
                             "a", NULL, any, "a", NULL);
    sd_bus_call_method_asyncv(bus, any, "a", "a", "a", // call: send bounded unknown nonblocking
                              "a", NULL, any, "a", list);
    sd_bus_request_name_async(bus, any, "a", 1, NULL, any); // call: send bounded yes nonblocking
    sd_bus_release_name_async(bus, any, "a", NULL, any);    // call: send bounded yes nonblocking
    sd_bus_add_match_async(bus, any, "a", NULL, NULL, any); // call: send bounded yes nonblocking
    sd_bus_match_signal_async(bus, any, "a", "a", "a",      // call: send bounded yes nonblocking
                              "a", NULL, NULL, any);
    sd_bus_reply_method_returnv(m, "a", list);      // call: send bounded unknown nonblocking
    sd_bus_reply_method_return(m, "a", NULL);       // call: send bounded unknown nonblocking
    sd_bus_reply_method_error(m, any);              // call: send bounded unknown nonblocking
    sd_bus_reply_method_errorfv(m, "a", "a", list); // call: send bounded unknown nonblocking
    sd_bus_reply_method_errorf(m, "a", "a", NULL);  // call: send bounded unknown nonblocking
    sd_bus_reply_method_errno(m, 1, any);           // call: send bounded unknown nonblocking
    sd_bus_reply_method_errnofv(m, 1, "a", list);   // call: send bounded unknown nonblocking
    sd_bus_reply_method_errnof(m, 1, "a", NULL);    // call: send bounded unknown nonblocking
    sd_bus_emit_signalv(bus, "a", "a", "a", "a",    // call: publish bounded unknown nonblocking
                        list);
    sd_bus_emit_properties_changed_strv(bus, "a", // call: publish bounded unknown nonblocking
                                        "a", any);
    sd_bus_emit_properties_changed(bus, "a", "a", // call: publish bounded unknown nonblocking
                                   "a", NULL);
    sd_bus_emit_object_added(bus, "a");               // call: publish bounded unknown nonblocking
    sd_bus_emit_object_removed(bus, "a");             // call: publish bounded unknown nonblocking
    sd_bus_emit_interfaces_added_strv(bus, "a", any); // call: publish bounded unknown nonblocking
    sd_bus_emit_interfaces_added(bus, "a", "a",       // call: publish bounded unknown nonblocking
                                 NULL);
    sd_bus_emit_interfaces_removed_strv(bus, "a", // call: publish bounded unknown nonblocking
                                        any);
    sd_bus_emit_interfaces_removed(bus, "a", "a", // call: publish bounded unknown nonblocking
                                   NULL);
    sd_bus_process_priority(bus, 1, any); // call: drive bounded unknown nonblocking
    sd_bus_default_flush_close();         // call: send none yes
    sd_pid_notify(1, 1, "a");
    sd_pid_notifyf(1, 1, "a", NULL);
    sd_pid_notify_with_fds(1, 1, "a", any, 1);
    sd_listen_fds(1);
    sd_listen_fds_with_names(1, any);
    sd_is_fifo(1, "a");
    sd_is_special(1, "a");
    sd_is_socket(1, 1, 1, 1);
    sd_is_socket_inet(1, 1, 1, 1, 1);
    sd_is_socket_sockaddr(1, 1, any, 1, 1);
    sd_is_socket_unix(1, 1, 1, "a", 1);
    sd_is_mq(1, "a");
    sd_booted();
    sd_watchdog_enabled(1, any);
    sd_event_loop(any);     // call: drive bounded unknown nonblocking
    sd_event_run(any, 1);   // call: drive bounded unknown nonblocking
    sd_event_wait(any, 1);  // call: drive bounded unknown nonblocking
    sd_event_prepare(any);  // call: drive bounded unknown nonblocking
    sd_event_dispatch(any); // call: drive bounded unknown nonblocking
    sd_event_add_time(any, any, 1, 1, 1, NULL, any);
    sd_event_add_time_relative(any, any, 1, 1, 1, NULL, any);
    sd_event_default(any);
    sd_event_new(any);
    sd_event_add_io(any, any, 1, 1, NULL, any);
    sd_event_add_signal(any, any, 1, NULL, any);
    sd_event_add_child(any, any, 1, 1, NULL, any);
    sd_event_add_child_pidfd(any, any, 1, 1, NULL, any);
    sd_event_add_inotify(any, any, "a", 1, NULL, any);
    sd_event_add_inotify_fd(any, any, 1, 1, NULL, any);
    sd_event_add_defer(any, any, NULL, any);
    sd_event_add_post(any, any, NULL, any);
    sd_event_add_exit(any, any, NULL, any);
    sd_event_exit(any, 1);
    sd_event_now(any, 1, any);
    sd_event_get_fd(any);
    sd_event_get_state(any);
    sd_event_get_tid(any, any);
    sd_event_get_exit_code(any, any);
    sd_event_set_watchdog(any, 1);
    sd_event_get_watchdog(any);
    sd_event_get_iteration(any, any);
    sd_event_set_signal_exit(any, 1);
    sd_event_source_set_description(any, "a");
    sd_event_source_get_description(any, any);
    sd_event_source_set_prepare(any, NULL);
    sd_event_source_get_pending(any);
    sd_event_source_get_priority(any, any);
    sd_event_source_set_priority(any, 1);
    sd_event_source_get_enabled(any, any);
    sd_event_source_set_enabled(any, 1);
    sd_event_source_get_io_fd(any);
    sd_event_source_set_io_fd(any, 1);
    sd_event_source_get_io_fd_own(any);
    sd_event_source_set_io_fd_own(any, 1);
    sd_event_source_get_io_events(any, any);
    sd_event_source_set_io_events(any, 1);
    sd_event_source_get_io_revents(any, any);
    sd_event_source_get_time(any, any);
    sd_event_source_set_time(any, 1);
    sd_event_source_set_time_relative(any, 1);
    sd_event_source_get_time_accuracy(any, any);
    sd_event_source_set_time_accuracy(any, 1);
    sd_event_source_get_time_clock(any, any);
    sd_event_source_get_signal(any);
    sd_event_source_get_child_pid(any, any);
    sd_event_source_get_child_pidfd(any);
    sd_event_source_get_child_pidfd_own(any);
    sd_event_source_set_child_pidfd_own(any, 1);
    sd_event_source_get_child_process_own(any);
    sd_event_source_set_child_process_own(any, 1);
    sd_event_source_send_child_signal(any, 1, any, 1);
    sd_event_source_get_inotify_mask(any, any);
    sd_event_source_set_destroy_callback(any, NULL);
    sd_event_source_get_destroy_callback(any, any);
    sd_event_source_get_floating(any);
    sd_event_source_set_floating(any, 1);
    sd_event_source_get_exit_on_failure(any);
    sd_event_source_set_exit_on_failure(any, 1);
    sd_event_source_set_ratelimit(any, 1, 1);
    sd_event_source_get_ratelimit(any, any, any);
    sd_event_source_is_ratelimited(any);
    sd_event_source_set_ratelimit_expire_callback(any, NULL);
    sd_event_ref(any);
    sd_event_unref(any);
    sd_event_source_ref(any);
    sd_event_source_unref(any);
    sd_event_source_disable_unref(any);
    sd_event_source_get_event(any);
    sd_event_source_get_userdata(any);
    sd_event_source_set_userdata(any, any);
    sd_bus_set_address(bus, "a");
    sd_bus_set_fd(bus, 1, 1);
    sd_bus_interface_name_is_valid("a");
    sd_bus_service_name_is_valid("a");
    sd_bus_member_name_is_valid("a");
    sd_bus_object_path_is_valid("a");
    sd_bus_set_exec(bus, "a", any);
    sd_bus_get_address(bus, any);
    sd_bus_set_bus_client(bus, 1);
    sd_bus_is_bus_client(bus);
    sd_bus_set_server(bus, 1, id);
    sd_bus_is_server(bus);
    sd_bus_set_anonymous(bus, 1);
    sd_bus_is_anonymous(bus);
    sd_bus_set_trusted(bus, 1);
    sd_bus_is_trusted(bus);
    sd_bus_set_monitor(bus, 1);
    sd_bus_is_monitor(bus);
    sd_bus_set_description(bus, "a");
    sd_bus_get_description(bus, any);
    sd_bus_negotiate_creds(bus, 1, 1);
    sd_bus_negotiate_timestamp(bus, 1);
    sd_bus_negotiate_fds(bus, 1);
    sd_bus_get_creds_mask(bus, any);
    sd_bus_set_allow_interactive_authorization(bus, 1);
    sd_bus_get_allow_interactive_authorization(bus);
    sd_bus_set_exit_on_disconnect(bus, 1);
    sd_bus_get_exit_on_disconnect(bus);
    sd_bus_set_close_on_exit(bus, 1);
    sd_bus_get_close_on_exit(bus);
    sd_bus_set_watch_bind(bus, 1);
    sd_bus_get_watch_bind(bus);
    sd_bus_set_connected_signal(bus, 1);
    sd_bus_get_connected_signal(bus);
    sd_bus_set_sender(bus, "a");
    sd_bus_get_sender(bus, any);
    sd_bus_is_open(bus);
    sd_bus_is_ready(bus);
    sd_bus_get_scope(bus, any);
    sd_bus_get_tid(bus, any);
    sd_bus_get_owner_creds(bus, 1, any);
    sd_bus_get_fd(bus);
    sd_bus_get_events(bus);
    sd_bus_get_timeout(bus, any);
    sd_bus_enqueue_for_read(bus, any);
    sd_bus_attach_event(bus, any, 1);
    sd_bus_detach_event(bus);
    sd_bus_get_n_queued_read(bus, any);
    sd_bus_get_n_queued_write(bus, any);
    sd_bus_get_method_call_timeout(bus, any);
    sd_bus_add_filter(bus, any, NULL, any);
    sd_bus_add_object(bus, any, "a", NULL, any);
    sd_bus_add_fallback(bus, any, "a", NULL, any);
    sd_bus_add_object_vtable(bus, any, "a", "a", any, any);
    sd_bus_add_fallback_vtable(bus, any, "a", "a", any, NULL, any);
    sd_bus_add_node_enumerator(bus, any, "a", NULL, any);
    sd_bus_add_object_manager(bus, any, "a");
    sd_bus_slot_set_description(any, "a");
    sd_bus_slot_get_description(any, any);
    sd_bus_slot_get_floating(any);
    sd_bus_slot_set_floating(any, 1);
    sd_bus_slot_set_destroy_callback(any, NULL);
    sd_bus_slot_get_destroy_callback(any, any);
    sd_bus_message_new(any, any, 1);
    sd_bus_message_new_signal(any, any, "a", "a", "a");
    sd_bus_message_new_method_return(any, any);
    sd_bus_message_new_method_error(any, any, any);
    sd_bus_message_new_method_errorf(any, any, "a", "a", NULL);
    sd_bus_message_new_method_errno(any, any, 1, any);
    sd_bus_message_new_method_errnof(any, any, 1, "a", NULL);
    sd_bus_message_seal(m, 1, 1);
    sd_bus_message_get_type(m, any);
    sd_bus_message_get_cookie(m, any);
    sd_bus_message_get_reply_cookie(m, any);
    sd_bus_message_get_priority(m, any);
    sd_bus_message_get_expect_reply(m);
    sd_bus_message_get_auto_start(m);
    sd_bus_message_get_allow_interactive_authorization(m);
    sd_bus_message_get_errno(m);
    sd_bus_message_get_monotonic_usec(m, any);
    sd_bus_message_get_realtime_usec(m, any);
    sd_bus_message_get_seqnum(m, any);
    sd_bus_message_is_signal(m, "a", "a");
    sd_bus_message_is_method_call(m, "a", "a");
    sd_bus_message_is_method_error(m, "a");
    sd_bus_message_is_empty(m);
    sd_bus_message_has_signature(m, "a");
    sd_bus_message_set_expect_reply(m, 1);
    sd_bus_message_set_auto_start(m, 1);
    sd_bus_message_set_allow_interactive_authorization(m, 1);
    sd_bus_message_set_destination(m, "a");
    sd_bus_message_set_sender(m, "a");
    sd_bus_message_set_priority(m, 1);
    sd_bus_message_append(m, "a", NULL);
    sd_bus_message_appendv(m, "a", list);
    sd_bus_message_append_basic(m, 1, any);
    sd_bus_message_append_array(m, 1, any, 1);
    sd_bus_message_append_array_space(m, 1, 1, any);
    sd_bus_message_append_array_iovec(m, 1, any, 1);
    sd_bus_message_append_array_memfd(m, 1, 1, 1, 1);
    sd_bus_message_append_string_space(m, 1, any);
    sd_bus_message_append_string_iovec(m, any, 1);
    sd_bus_message_append_string_memfd(m, 1, 1, 1);
    sd_bus_message_append_strv(m, any);
    sd_bus_message_open_container(m, 1, "a");
    sd_bus_message_close_container(m);
    sd_bus_message_copy(m, any, 1);
    sd_bus_message_read(m, "a", NULL);
    sd_bus_message_readv(m, "a", list);
    sd_bus_message_read_basic(m, 1, any);
    sd_bus_message_read_array(m, 1, any, any);
    sd_bus_message_read_strv(m, any);
    sd_bus_message_read_strv_extend(m, any);
    sd_bus_message_skip(m, "a");
    sd_bus_message_enter_container(m, 1, "a");
    sd_bus_message_exit_container(m);
    sd_bus_message_peek_type(m, any, any);
    sd_bus_message_verify_type(m, 1, "a");
    sd_bus_message_at_end(m, 1);
    sd_bus_message_rewind(m, 1);
    sd_bus_message_sensitive(m);
    sd_bus_message_dump(m, any, 1);
    sd_bus_creds_new_from_pid(any, 1, 1);
    sd_bus_creds_get_pid(any, any);
    sd_bus_creds_get_ppid(any, any);
    sd_bus_creds_get_tid(any, any);
    sd_bus_creds_get_uid(any, any);
    sd_bus_creds_get_euid(any, any);
    sd_bus_creds_get_suid(any, any);
    sd_bus_creds_get_fsuid(any, any);
    sd_bus_creds_get_gid(any, any);
    sd_bus_creds_get_egid(any, any);
    sd_bus_creds_get_sgid(any, any);
    sd_bus_creds_get_fsgid(any, any);
    sd_bus_creds_get_supplementary_gids(any, any);
    sd_bus_creds_get_comm(any, any);
    sd_bus_creds_get_tid_comm(any, any);
    sd_bus_creds_get_exe(any, any);
    sd_bus_creds_get_cmdline(any, any);
    sd_bus_creds_get_cgroup(any, any);
    sd_bus_creds_get_unit(any, any);
    sd_bus_creds_get_slice(any, any);
    sd_bus_creds_get_user_unit(any, any);
    sd_bus_creds_get_user_slice(any, any);
    sd_bus_creds_get_session(any, any);
    sd_bus_creds_get_owner_uid(any, any);
    sd_bus_creds_has_effective_cap(any, 1);
    sd_bus_creds_has_permitted_cap(any, 1);
    sd_bus_creds_has_inheritable_cap(any, 1);
    sd_bus_creds_has_bounding_cap(any, 1);
    sd_bus_creds_get_selinux_context(any, any);
    sd_bus_creds_get_audit_session_id(any, any);
    sd_bus_creds_get_audit_login_uid(any, any);
    sd_bus_creds_get_tty(any, any);
    sd_bus_creds_get_unique_name(any, any);
    sd_bus_creds_get_well_known_names(any, any);
    sd_bus_creds_get_description(any, any);
    sd_bus_error_set(any, "a", "a");
    sd_bus_error_setf(any, "a", "a", NULL);
    sd_bus_error_setfv(any, "a", "a", list);
    sd_bus_error_set_const(any, "a", "a");
    sd_bus_error_set_errno(any, 1);
    sd_bus_error_set_errnof(any, 1, "a", NULL);
    sd_bus_error_set_errnofv(any, 1, "a", list);
    sd_bus_error_get_errno(any);
    sd_bus_error_copy(any, any);
    sd_bus_error_move(any, any);
    sd_bus_error_is_set(any);
    sd_bus_error_has_name(any, "a");
    sd_bus_error_has_names_sentinel(any, NULL);
    sd_bus_error_add_map(any);
    sd_bus_path_encode("a", "a", any);
    sd_bus_path_encode_many(any, "a", NULL);
    sd_bus_path_decode("a", "a", any);
    sd_bus_path_decode_many("a", "a", NULL);
    sd_bus_track_new(any, any, NULL, any);
    sd_bus_track_add_sender(any, any);
    sd_bus_track_remove_sender(any, any);
    sd_bus_track_add_name(any, "a");
    sd_bus_track_remove_name(any, "a");
    sd_bus_track_set_recursive(any, 1);
    sd_bus_track_get_recursive(any);
    sd_bus_track_count_sender(any, any);
    sd_bus_track_count_name(any, "a");
    sd_bus_track_set_destroy_callback(any, NULL);
    sd_bus_track_get_destroy_callback(any, any);
    sd_bus_message_get_bus(m);
    sd_bus_slot_get_bus(any);
    sd_bus_track_get_bus(any);
    sd_bus_get_current_slot(bus);
    sd_bus_get_current_message(bus);
    sd_bus_get_current_handler(bus);
    sd_bus_get_current_userdata(bus);
    sd_bus_get_event(bus);
    sd_bus_slot_ref(any);
    sd_bus_slot_unref(any);
    sd_bus_slot_get_userdata(any);
    sd_bus_slot_set_userdata(any, any);
    sd_bus_slot_get_current_message(any);
    sd_bus_slot_get_current_handler(any);
    sd_bus_slot_get_current_userdata(any);
    sd_bus_message_ref(m);
    sd_bus_message_get_signature(m, 1);
    sd_bus_message_get_path(m);
    sd_bus_message_get_interface(m);
    sd_bus_message_get_member(m);
    sd_bus_message_get_destination(m);
    sd_bus_message_get_sender(m);
    sd_bus_message_get_error(m);
    sd_bus_message_get_creds(m);
    sd_bus_creds_ref(any);
    sd_bus_creds_unref(any);
    sd_bus_creds_get_mask(any);
    sd_bus_creds_get_augmented_mask(any);
    sd_bus_track_ref(any);
    sd_bus_track_unref(any);
    sd_bus_track_get_userdata(any);
    sd_bus_track_set_userdata(any, any);
    sd_bus_track_count(any);
    sd_bus_track_contains(any, "a");
    sd_bus_track_first(any);
    sd_bus_track_next(any);
    va_end(list);
}

int main(int count, char **words)
{
    void *any = words;
    each(any, any, any, NULL);
    return ask(words[0]) + serve(NULL) == count ? EXIT_SUCCESS : EXIT_FAILURE;
}
