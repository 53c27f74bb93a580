// pkg-config: dbus-1
#include <dbus/dbus.h>
#include <stdio.h>
#include <stdlib.h>

/* Questions with a time, with the default and with none */

static DBusMessage *question(void)
{
    return dbus_message_new_method_call("org.example.Orders", "/orders", "org.example.Orders",
                                        "List");
}

static int ask(void)
{
    DBusError error = DBUS_ERROR_INIT;
    DBusConnection *c = dbus_bus_get(DBUS_BUS_SYSTEM, &error); // call: connect bounded yes
    if (c == NULL) {
        fprintf(stderr, "%s\n", error.message);
        dbus_error_free(&error);
        return -1;
    }
    DBusMessage *message = question();
    dbus_connection_send_with_reply_and_block(c, message, 2000, // call: request bounded unknown
                                              &error);
    dbus_connection_send_with_reply_and_block(c, message, // call: request bounded unknown
                                              DBUS_TIMEOUT_USE_DEFAULT, &error);
    dbus_message_unref(message);
    dbus_connection_unref(c);
    return 0;
}

static void ask_later(DBusConnection *c, DBusMessage *message)
{
    DBusPendingCall *pending = NULL;
    dbus_connection_send_with_reply(c, message, // call: send bounded unknown nonblocking
                                    &pending, 2000);
    dbus_pending_call_block(pending); // call: receive bounded yes
    dbus_pending_call_unref(pending);
}

static DBusConnection *connect_privately(void)
{
    DBusConnection *c = dbus_bus_get_private(DBUS_BUS_SESSION, NULL); // call: connect bounded yes
    dbus_connection_close(c);
    dbus_connection_unref(c);
    c = dbus_connection_open_private("tcp:host=bus,port=5", NULL); // call: connect none yes
    dbus_connection_close(c);
    dbus_connection_unref(c);
    return dbus_connection_open("unix:path=/run/bus", NULL); // call: connect bounded yes
}

static void loop(DBusConnection *c)
{
    dbus_connection_send(c, question(), NULL);   // call: send bounded unknown nonblocking
    dbus_connection_flush(c);                    // call: send none yes
    while (dbus_connection_read_write(c, 500)) { // call: wait bounded yes
        DBusDispatchStatus status;
        do {
            status = dbus_connection_dispatch(c); // call: drive bounded unknown nonblocking
        } while (status == DBUS_DISPATCH_DATA_REMAINS);
    }
    while (dbus_connection_read_write_dispatch(c, -1)) { // call: wait none yes
    }
}

/* Questions to the bus */
static void ask_bus(DBusConnection *c, DBusError *error, dbus_uint32_t *reply)
{
    dbus_bus_register(c, error);                             // call: request bounded yes
    dbus_bus_request_name(c, "x", 1, error);                 // call: request bounded yes
    dbus_bus_release_name(c, "x", error);                    // call: request bounded yes
    dbus_bus_get_unix_user(c, "x", error);                   // call: request bounded yes
    dbus_bus_get_id(c, error);                               // call: request bounded yes
    dbus_bus_name_has_owner(c, "x", error);                  // call: request bounded yes
    dbus_bus_start_service_by_name(c, "x", 1, reply, error); // call: request bounded yes
    dbus_bus_add_match(c, "x", error);                       // call: request bounded unknown
    dbus_bus_remove_match(c, "x", error);                    // call: request bounded unknown
    dbus_bus_set_unique_name(c, "x");
    dbus_bus_get_unique_name(c);
}

/* What does not wait */
static void quiet(DBusConnection *c, DBusMessage *message, int *fd, unsigned long *uid,
                  unsigned long *pid, void *data, void *user_data, DBusObjectPathVTable *vtable,
                  DBusError *error, DBusPendingCall *pending)
{
    dbus_connection_ref(c);
    dbus_connection_pop_message(c);
    dbus_connection_borrow_message(c);
    dbus_connection_return_message(c, message);
    dbus_connection_steal_borrowed_message(c, message);
    dbus_connection_get_dispatch_status(c);
    dbus_connection_has_messages_to_send(c);
    dbus_connection_get_is_connected(c);
    dbus_connection_get_is_authenticated(c);
    dbus_connection_get_server_id(c);
    dbus_connection_set_exit_on_disconnect(c, 1);
    dbus_connection_get_unix_fd(c, fd);
    dbus_connection_get_socket(c, fd);
    dbus_connection_get_unix_user(c, uid);
    dbus_connection_get_unix_process_id(c, pid);
    dbus_connection_set_watch_functions(c, NULL, NULL, NULL, data, NULL);
    dbus_connection_set_timeout_functions(c, NULL, NULL, NULL, data, NULL);
    dbus_connection_set_wakeup_main_function(c, NULL, data, NULL);
    dbus_connection_set_dispatch_status_function(c, NULL, data, NULL);
    dbus_connection_set_allow_anonymous(c, 1);
    dbus_connection_set_max_message_size(c, 1);
    dbus_connection_set_max_received_size(c, 1);
    dbus_connection_get_outgoing_size(c);
    dbus_connection_add_filter(c, NULL, user_data, NULL);
    dbus_connection_remove_filter(c, NULL, user_data);
    dbus_connection_register_object_path(c, "x", vtable, user_data);
    dbus_connection_try_register_object_path(c, "x", vtable, user_data, error);
    dbus_connection_register_fallback(c, "x", vtable, user_data);
    dbus_connection_unregister_object_path(c, "x");
    dbus_connection_set_data(c, 1, data, NULL);
    dbus_connection_get_data(c, 1);
    dbus_pending_call_ref(pending);
    dbus_pending_call_steal_reply(pending);
    dbus_pending_call_cancel(pending);
    dbus_pending_call_get_completed(pending);
    dbus_pending_call_set_notify(pending, NULL, user_data, NULL);
}

static void watch_all(DBusWatch *watch, DBusTimeout *timeout, void *data)
{
    dbus_watch_handle(watch, 1);
    dbus_watch_get_unix_fd(watch);
    dbus_watch_get_flags(watch);
    dbus_watch_get_enabled(watch);
    dbus_timeout_handle(timeout);
    dbus_timeout_get_interval(timeout);
    dbus_timeout_get_enabled(timeout);
    DBusServer *server = dbus_server_listen("unix:tmpdir=/tmp", NULL);
    dbus_server_set_watch_functions(server, NULL, NULL, NULL, data, NULL);
    dbus_server_set_timeout_functions(server, NULL, NULL, NULL, data, NULL);
    dbus_server_get_address(server);
    dbus_server_set_new_connection_function(server, NULL, data, NULL);
    dbus_server_disconnect(server);
    dbus_server_unref(server);
}

static void messages(DBusMessage *message, DBusError *error, DBusMessageIter *iter, void *value,
                     void *memory)
{
    int number = 1;
    dbus_message_new_signal("x", "x", "x");
    dbus_message_new_method_return(message);
    dbus_message_new_error(message, "x", "x");
    dbus_message_ref(message);
    dbus_message_append_args(message, DBUS_TYPE_INT32, &number, DBUS_TYPE_INVALID);
    dbus_message_get_args(message, error, DBUS_TYPE_INT32, &number, DBUS_TYPE_INVALID);
    dbus_message_get_type(message);
    dbus_message_get_path(message);
    dbus_message_get_interface(message);
    dbus_message_get_member(message);
    dbus_message_get_error_name(message);
    dbus_message_get_sender(message);
    dbus_message_get_serial(message);
    dbus_message_get_reply_serial(message);
    dbus_message_is_method_call(message, "x", "x");
    dbus_message_is_signal(message, "x", "x");
    dbus_message_is_error(message, "x");
    dbus_message_set_no_reply(message, 1);
    dbus_message_set_auto_start(message, 1);
    dbus_message_iter_init(message, iter);
    dbus_message_iter_init_append(message, iter);
    dbus_message_iter_next(iter);
    dbus_message_iter_recurse(iter, iter);
    dbus_message_iter_get_arg_type(iter);
    dbus_message_iter_get_basic(iter, value);
    dbus_message_iter_append_basic(iter, 1, value);
    dbus_message_iter_open_container(iter, 1, "x", iter);
    dbus_message_iter_close_container(iter, iter);
    dbus_error_init(error);
    dbus_error_is_set(error);
    dbus_error_has_name(error, "x");
    dbus_set_error_from_message(error, message);
    dbus_free(memory);
}

int main(int count, char **words)
{
    void *any = words[0];
    dbus_threads_init_default();
    int result = ask() + count;
    DBusConnection *c = connect_privately();
    DBusMessage *message = question();
    ask_later(c, message);
    loop(c);
    ask_bus(c, any, any);
    quiet(c, message, any, any, any, any, any, any, any, any);
    watch_all(any, any, any);
    messages(message, any, any, any, any);
    return result;
}
