#include <modbus/modbus.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* A question waits half a second unless told otherwise; with the link's recovery sending never
 * ends. */

static int ask(void)
{
    uint16_t registers[8];
    modbus_t *ctx = modbus_new_tcp("192.0.2.1", MODBUS_TCP_DEFAULT_PORT);
    if (modbus_connect(ctx) == -1) { // call: connect bounded yes
        fprintf(stderr, "%s\n", modbus_strerror(errno));
        modbus_free(ctx);
        return -1;
    }
    int count = modbus_read_registers(ctx, 0, 8, registers); // call: request bounded yes
    modbus_close(ctx);
    modbus_free(ctx);
    return count;
}

static int ask_with_recovery(void)
{
    uint16_t registers[8];
    modbus_t *ctx = modbus_new_tcp_pi("controller", "502");
    modbus_set_response_timeout(ctx, 2, 0);
    modbus_connect(ctx);                                     // call: connect bounded yes
    int count = modbus_read_registers(ctx, 0, 8, registers); // call: request bounded yes
    modbus_set_error_recovery(ctx, MODBUS_ERROR_RECOVERY_LINK | MODBUS_ERROR_RECOVERY_PROTOCOL);
    count += modbus_read_registers(ctx, 0, 8, registers); // call: request none yes
    modbus_set_error_recovery(ctx, MODBUS_ERROR_RECOVERY_PROTOCOL);
    count += modbus_read_registers(ctx, 0, 8, registers); // call: request bounded yes
    modbus_free(ctx);
    return count;
}

static void serve(modbus_mapping_t *mapping)
{
    uint8_t query[MODBUS_TCP_MAX_ADU_LENGTH];
    modbus_t *ctx = modbus_new_tcp(NULL, 1502);
    int listening = modbus_tcp_listen(ctx, 1);
    modbus_tcp_accept(ctx, &listening);        // call: accept none yes
    int length = modbus_receive(ctx, query);   // call: receive none yes
    modbus_reply(ctx, query, length, mapping); // call: send none unknown
    modbus_set_indication_timeout(ctx, 10, 0);
    length = modbus_receive(ctx, query); // call: receive bounded yes
    modbus_reply_exception(ctx, query,   // call: send none unknown
                           MODBUS_EXCEPTION_ILLEGAL_FUNCTION);
    listening = modbus_tcp_pi_listen(ctx, 1);
    modbus_tcp_pi_accept(ctx, &listening); // call: accept none yes
    modbus_free(ctx);
}

static void each(uint8_t *dest, uint16_t *dest_, uint8_t *data, uint16_t *data_, uint16_t *src,
                 uint8_t *raw_req, uint8_t *rsp, uint32_t *to_sec, uint32_t *to_usec)
{
    modbus_t *ctx = modbus_new_rtu("/dev/ttyS0", 9600, 'N', 8, 1);
    modbus_read_bits(ctx, 1, 1, dest);                            // call: request bounded yes
    modbus_read_input_bits(ctx, 1, 1, dest);                      // call: request bounded yes
    modbus_read_input_registers(ctx, 1, 1, dest_);                // call: request bounded yes
    modbus_report_slave_id(ctx, 1, dest);                         // call: request bounded yes
    modbus_write_bit(ctx, 1, 1);                                  // call: request bounded yes
    modbus_write_register(ctx, 1, 1);                             // call: request bounded yes
    modbus_write_bits(ctx, 1, 1, data);                           // call: request bounded yes
    modbus_write_registers(ctx, 1, 1, data_);                     // call: request bounded yes
    modbus_mask_write_register(ctx, 1, 1, 1);                     // call: request bounded yes
    modbus_write_and_read_registers(ctx, 1, 1, src, 1, 1, dest_); // call: request bounded yes
    modbus_send_raw_request(ctx, raw_req, 1);                     // call: send bounded unknown
    modbus_receive_confirmation(ctx, rsp);                        // call: receive bounded yes
    modbus_set_byte_timeout(ctx, 1, 1);
    modbus_get_byte_timeout(ctx, to_sec, to_usec);
    modbus_get_response_timeout(ctx, to_sec, to_usec);
    modbus_get_indication_timeout(ctx, to_sec, to_usec);
    modbus_set_slave(ctx, 1);
    modbus_get_slave(ctx);
    modbus_set_socket(ctx, 1);
    modbus_get_socket(ctx);
    modbus_get_header_length(ctx);
    modbus_flush(ctx);
    modbus_set_debug(ctx, 1);
    modbus_rtu_set_serial_mode(ctx, 1);
    modbus_rtu_get_serial_mode(ctx);
    modbus_rtu_set_rts(ctx, 1);
    modbus_rtu_get_rts(ctx);
    modbus_rtu_set_custom_rts(ctx, NULL);
    modbus_rtu_set_rts_delay(ctx, 1);
    modbus_rtu_get_rts_delay(ctx);
}

static void values(modbus_mapping_t *mapping, uint8_t *dest, uint8_t *tab_byte, uint8_t *src,
                   uint16_t *src_, uint16_t *dest_)
{
    modbus_mapping_new_start_address(1, 1, 1, 1, 1, 1, 1, 1);
    modbus_mapping_free(mapping);
    modbus_set_bits_from_byte(dest, 1, 1);
    modbus_set_bits_from_bytes(dest, 1, 1, tab_byte);
    modbus_get_byte_from_bits(src, 1, 1);
    modbus_get_float(src_);
    modbus_get_float_abcd(src_);
    modbus_get_float_dcba(src_);
    modbus_get_float_badc(src_);
    modbus_get_float_cdab(src_);
    modbus_set_float(1.5, dest_);
    modbus_set_float_abcd(1.5, dest_);
    modbus_set_float_dcba(1.5, dest_);
    modbus_set_float_badc(1.5, dest_);
    modbus_set_float_cdab(1.5, dest_);
}

int main(int count, char **words)
{
    void *any = words[0];
    int result = ask() + ask_with_recovery();
    modbus_mapping_t *mapping = modbus_mapping_new(8, 8, 8, 8);
    serve(mapping);
    each(any, any, any, any, any, any, any, any, any);
    values(mapping, any, any, any, any, any);
    return result + count;
}
