#include <iscsi/iscsi.h>
#include <iscsi/scsi-lowlevel.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
// pkg-config: libiscsi

/* Blocks of a disk: what is asked for waits without a limit unless iscsi_set_timeout() was called.
 */

static void answered(struct iscsi_context *iscsi, int status, void *data, void *private_data)
{
    if (status != SCSI_STATUS_GOOD) {
        fprintf(stderr, "%s\n", iscsi_get_error(iscsi));
    }
    printf("%p %p\n", data, private_data);
}

static int read_some(void)
{
    int status = -1;
    struct iscsi_context *iscsi = iscsi_create_context("iqn.2026-11.example:reader");
    iscsi_set_session_type(iscsi, ISCSI_SESSION_NORMAL);
    if (iscsi_full_connect_sync(iscsi, "disk.example", 0) != 0) { // call: connect none yes
        iscsi_destroy_context(iscsi);
        return -1;
    }
    iscsi_set_timeout(iscsi, 5);
    struct scsi_task *task = iscsi_read16_sync(iscsi, 0, 0, 512, 512, // call: command bounded yes
                                               0, 0, 0, 0, 0);
    if (task != NULL) {
        status = scsi_task_get_status(task, NULL);
        scsi_free_scsi_task(task);
    }
    iscsi_set_timeout(iscsi, 0);
    task = iscsi_sanitize_crypto_erase_sync(iscsi, 0, 0, 0); // call: command none yes
    scsi_free_scsi_task(task);
    iscsi_logout_sync(iscsi); // call: request none yes
    iscsi_destroy_context(iscsi);
    return status;
}

static int later(struct iscsi_context *iscsi)
{
    struct pollfd wait = {.fd = iscsi_get_fd(iscsi), .events = POLLIN};
    int failed = iscsi_full_connect_async(iscsi, // call: connect bounded yes nonblocking
                                          "disk.example", 0, answered, NULL);
    poll(&wait, 1, 1000);                               // call: wait bounded yes
    return failed + iscsi_service(iscsi, wait.revents); // call: drive bounded unknown nonblocking
}

static void each(struct iscsi_context *iscsi, struct scsi_task *task, void *any)
{
    iscsi_connect_sync(iscsi, "a");                    // call: connect unknown yes
    iscsi_connect_async(iscsi, "a", answered, any);    // call: connect bounded yes nonblocking
    iscsi_login_sync(iscsi);                           // call: handshake unknown yes
    iscsi_login_async(iscsi, answered, any);           // call: handshake bounded yes nonblocking
    iscsi_logout_async(iscsi, answered, any);          // call: request bounded yes nonblocking
    iscsi_discovery_sync(iscsi);                       // call: request unknown yes
    iscsi_discovery_async(iscsi, answered, any);       // call: request bounded yes nonblocking
    iscsi_reconnect_sync(iscsi);                       // call: connect unknown yes
    iscsi_reconnect(iscsi);                            // call: connect bounded yes nonblocking
    iscsi_nop_out_async(iscsi, answered, any, 1, any); // call: request bounded yes nonblocking
    iscsi_task_mgmt_sync(iscsi, 1, 1, 1, 1);           // call: request unknown unknown
    iscsi_task_mgmt_async(iscsi, 1, 1, 1, 1,           // call: request bounded unknown nonblocking
                          answered, any);
    iscsi_task_mgmt_abort_task_sync(iscsi, task); // call: request unknown yes
    iscsi_task_mgmt_abort_task_async(iscsi, task, // call: request bounded yes nonblocking
                                     answered, any);
    iscsi_task_mgmt_abort_task_set_sync(iscsi, 1); // call: request unknown yes
    iscsi_task_mgmt_abort_task_set_async(iscsi, 1, // call: request bounded yes nonblocking
                                         answered, any);
    iscsi_task_mgmt_lun_reset_sync(iscsi, 1);           // call: request unknown yes
    iscsi_task_mgmt_lun_reset_async(iscsi, 1, answered, // call: request bounded yes nonblocking
                                    any);
    iscsi_task_mgmt_target_warm_reset_sync(iscsi); // call: request unknown yes
    iscsi_task_mgmt_target_warm_reset_async(iscsi, // call: request bounded yes nonblocking
                                            answered, any);
    iscsi_task_mgmt_target_cold_reset_sync(iscsi); // call: request unknown yes
    iscsi_task_mgmt_target_cold_reset_async(iscsi, // call: request bounded yes nonblocking
                                            answered, any);
    iscsi_scsi_command_sync(iscsi, 1, task, any); // call: command unknown unknown
    iscsi_scsi_command_async(iscsi, 1, task,      // call: command bounded unknown nonblocking
                             answered, any, any);
    iscsi_modeselect6_sync(iscsi, 1, 1, 1, any);          // call: command unknown yes
    iscsi_modeselect6_task(iscsi, 1, 1, 1, any, answered, // call: command bounded yes nonblocking
                           any);
    iscsi_modeselect10_sync(iscsi, 1, 1, 1, any); // call: command unknown yes
    iscsi_modeselect10_task(iscsi, 1, 1, 1, any,  // call: command bounded yes nonblocking
                            answered, any);
    iscsi_modesense6_sync(iscsi, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_modesense6_task(iscsi, 1, 1, 1, 1, 1, 1,  // call: command bounded yes nonblocking
                          answered, any);
    iscsi_modesense10_sync(iscsi, 1, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_modesense10_task(iscsi, 1, 1, 1, 1, 1, 1, 1,  // call: command bounded yes nonblocking
                           answered, any);
    iscsi_reportluns_sync(iscsi, 1, 1);                   // call: command unknown yes
    iscsi_reportluns_task(iscsi, 1, 1, answered, any);    // call: command bounded yes nonblocking
    iscsi_testunitready_sync(iscsi, 1);                   // call: command unknown yes
    iscsi_testunitready_task(iscsi, 1, answered, any);    // call: command bounded yes nonblocking
    iscsi_inquiry_sync(iscsi, 1, 1, 1, 1);                // call: command unknown yes
    iscsi_inquiry_task(iscsi, 1, 1, 1, 1, answered, any); // call: command bounded yes nonblocking
    iscsi_read6_sync(iscsi, 1, 1, 1, 1);                  // call: command unknown yes
    iscsi_read6_task(iscsi, 1, 1, 1, 1, answered, any);   // call: command bounded yes nonblocking
    iscsi_read6_iov_sync(iscsi, 1, 1, 1, 1, any, 1);      // call: command unknown yes
    iscsi_read6_iov_task(iscsi, 1, 1, 1, 1, answered,     // call: command bounded yes nonblocking
                         any, any, 1);
    iscsi_read10_sync(iscsi, 1, 1, 1, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_read10_task(iscsi, 1, 1, 1, 1, 1, 1, 1, 1, 1,  // call: command bounded yes nonblocking
                      answered, any);
    iscsi_read10_iov_sync(iscsi, 1, 1, 1, 1, 1, 1, 1, 1, 1, any, 1); // call: command unknown yes
    iscsi_read10_iov_task(iscsi, 1, 1, 1, 1, 1, 1, 1, 1, // call: command bounded yes nonblocking
                          1, answered, any, any, 1);
    iscsi_write10_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_write10_task(iscsi, 1, 1, any, 1, 1, 1, 1, 1, // call: command bounded yes nonblocking
                       1, 1, answered, any);
    iscsi_write10_iov_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1, 1, // call: command unknown yes
                           any, 1);
    iscsi_write10_iov_task(iscsi, 1, 1, any, 1, 1, 1, 1, // call: command bounded yes nonblocking
                           1, 1, 1, answered, any, any, 1);
    iscsi_writeverify10_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_writeverify10_task(iscsi, 1, 1, any, 1, 1, 1, // call: command bounded yes nonblocking
                             1, 1, 1, answered, any);
    iscsi_writeverify10_iov_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1, // call: command unknown yes
                                 any, 1);
    iscsi_writeverify10_iov_task(iscsi, 1, 1, any, 1, 1, // call: command bounded yes nonblocking
                                 1, 1, 1, 1, answered, any, any, 1);
    iscsi_read12_sync(iscsi, 1, 1, 1, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_read12_task(iscsi, 1, 1, 1, 1, 1, 1, 1, 1, 1,  // call: command bounded yes nonblocking
                      answered, any);
    iscsi_read12_iov_sync(iscsi, 1, 1, 1, 1, 1, 1, 1, 1, 1, any, 1); // call: command unknown yes
    iscsi_read12_iov_task(iscsi, 1, 1, 1, 1, 1, 1, 1, 1, // call: command bounded yes nonblocking
                          1, answered, any, any, 1);
    iscsi_write12_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_write12_task(iscsi, 1, 1, any, 1, 1, 1, 1, 1, // call: command bounded yes nonblocking
                       1, 1, answered, any);
    iscsi_write12_iov_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1, 1, // call: command unknown yes
                           any, 1);
    iscsi_write12_iov_task(iscsi, 1, 1, any, 1, 1, 1, 1, // call: command bounded yes nonblocking
                           1, 1, 1, answered, any, any, 1);
    iscsi_writeverify12_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_writeverify12_task(iscsi, 1, 1, any, 1, 1, 1, // call: command bounded yes nonblocking
                             1, 1, 1, answered, any);
    iscsi_writeverify12_iov_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1, // call: command unknown yes
                                 any, 1);
    iscsi_writeverify12_iov_task(iscsi, 1, 1, any, 1, 1, // call: command bounded yes nonblocking
                                 1, 1, 1, 1, answered, any, any, 1);
    iscsi_read16_task(iscsi, 1, 1, 1, 1, 1, 1, 1, 1, 1, // call: command bounded yes nonblocking
                      answered, any);
    iscsi_read16_iov_sync(iscsi, 1, 1, 1, 1, 1, 1, 1, 1, 1, any, 1); // call: command unknown yes
    iscsi_read16_iov_task(iscsi, 1, 1, 1, 1, 1, 1, 1, 1, // call: command bounded yes nonblocking
                          1, answered, any, any, 1);
    iscsi_write16_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_write16_task(iscsi, 1, 1, any, 1, 1, 1, 1, 1, // call: command bounded yes nonblocking
                       1, 1, answered, any);
    iscsi_write16_iov_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1, 1, // call: command unknown yes
                           any, 1);
    iscsi_write16_iov_task(iscsi, 1, 1, any, 1, 1, 1, 1, // call: command bounded yes nonblocking
                           1, 1, 1, answered, any, any, 1);
    iscsi_writeatomic16_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_writeatomic16_task(iscsi, 1, 1, any, 1, 1, 1, // call: command bounded yes nonblocking
                             1, 1, 1, answered, any);
    iscsi_writeatomic16_iov_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1, // call: command unknown yes
                                 any, 1);
    iscsi_writeatomic16_iov_task(iscsi, 1, 1, any, 1, 1, // call: command bounded yes nonblocking
                                 1, 1, 1, 1, answered, any, any, 1);
    iscsi_orwrite_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_orwrite_task(iscsi, 1, 1, any, 1, 1, 1, 1, 1, // call: command bounded yes nonblocking
                       1, 1, answered, any);
    iscsi_orwrite_iov_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1, 1, // call: command unknown yes
                           any, 1);
    iscsi_orwrite_iov_task(iscsi, 1, 1, any, 1, 1, 1, 1, // call: command bounded yes nonblocking
                           1, 1, 1, answered, any, any, 1);
    iscsi_startstopunit_sync(iscsi, 1, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_startstopunit_task(iscsi, 1, 1, 1, 1, 1, 1, 1,  // call: command bounded yes nonblocking
                             answered, any);
    iscsi_preventallow_sync(iscsi, 1, 1);                // call: command unknown yes
    iscsi_preventallow_task(iscsi, 1, 1, answered, any); // call: command bounded yes nonblocking
    iscsi_compareandwrite_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, // call: command unknown unknown
                               1, 1);
    iscsi_compareandwrite_task(iscsi, 1, 1, any, 1, // call: command bounded unknown nonblocking
                               1, 1, 1, 1, 1, 1, answered, any);
    iscsi_compareandwrite_iov_sync(iscsi, 1, 1, any, 1, 1, 1, 1, // call: command unknown unknown
                                   1, 1, 1, any, 1);
    iscsi_compareandwrite_iov_task(iscsi, 1, 1, any, // call: command bounded unknown nonblocking
                                   1, 1, 1, 1, 1, 1, 1, answered, any, any, 1);
    iscsi_writeverify16_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_writeverify16_task(iscsi, 1, 1, any, 1, 1, 1, // call: command bounded yes nonblocking
                             1, 1, 1, answered, any);
    iscsi_writeverify16_iov_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1, // call: command unknown yes
                                 any, 1);
    iscsi_writeverify16_iov_task(iscsi, 1, 1, any, 1, 1, // call: command bounded yes nonblocking
                                 1, 1, 1, 1, answered, any, any, 1);
    iscsi_readcapacity10_sync(iscsi, 1, 1, 1);          // call: command unknown yes
    iscsi_readcapacity10_task(iscsi, 1, 1, 1, answered, // call: command bounded yes nonblocking
                              any);
    iscsi_readcapacity16_sync(iscsi, 1);                // call: command unknown yes
    iscsi_readcapacity16_task(iscsi, 1, answered, any); // call: command bounded yes nonblocking
    iscsi_readdefectdata10_sync(iscsi, 1, 1, 1, 1, 1);  // call: command unknown yes
    iscsi_readdefectdata10_task(iscsi, 1, 1, 1, 1, 1,   // call: command bounded yes nonblocking
                                answered, any);
    iscsi_readdefectdata12_sync(iscsi, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_readdefectdata12_task(iscsi, 1, 1, 1, 1, 1, 1,  // call: command bounded yes nonblocking
                                answered, any);
    iscsi_get_lba_status_sync(iscsi, 1, 1, 1);          // call: command unknown yes
    iscsi_get_lba_status_task(iscsi, 1, 1, 1, answered, // call: command bounded yes nonblocking
                              any);
    iscsi_sanitize_sync(iscsi, 1, 1, 1, 1, 1, any); // call: command unknown yes
    iscsi_sanitize_task(iscsi, 1, 1, 1, 1, 1, any,  // call: command bounded yes nonblocking
                        answered, any);
    iscsi_sanitize_block_erase_sync(iscsi, 1, 1, 1); // call: command unknown yes
    iscsi_sanitize_block_erase_task(iscsi, 1, 1, 1,  // call: command bounded yes nonblocking
                                    answered, any);
    iscsi_sanitize_crypto_erase_task(iscsi, 1, 1, 1, // call: command bounded yes nonblocking
                                     answered, any);
    iscsi_sanitize_exit_failure_mode_sync(iscsi, 1, 1, 1); // call: command unknown yes
    iscsi_sanitize_exit_failure_mode_task(iscsi, 1, 1, 1,  // call: command bounded yes nonblocking
                                          answered, any);
    iscsi_synchronizecache10_sync(iscsi, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_synchronizecache10_task(iscsi, 1, 1, 1, 1, 1,  // call: command bounded yes nonblocking
                                  answered, any);
    iscsi_synchronizecache16_sync(iscsi, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_synchronizecache16_task(iscsi, 1, 1, 1, 1, 1,  // call: command bounded yes nonblocking
                                  answered, any);
    iscsi_prefetch10_sync(iscsi, 1, 1, 1, 1, 1);          // call: command unknown yes
    iscsi_prefetch10_task(iscsi, 1, 1, 1, 1, 1, answered, // call: command bounded yes nonblocking
                          any);
    iscsi_prefetch16_sync(iscsi, 1, 1, 1, 1, 1);          // call: command unknown yes
    iscsi_prefetch16_task(iscsi, 1, 1, 1, 1, 1, answered, // call: command bounded yes nonblocking
                          any);
    iscsi_verify10_sync(iscsi, 1, any, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_verify10_task(iscsi, 1, any, 1, 1, 1, 1, 1, 1,  // call: command bounded yes nonblocking
                        answered, any);
    iscsi_verify10_iov_sync(iscsi, 1, any, 1, 1, 1, 1, 1, 1, any, 1); // call: command unknown yes
    iscsi_verify10_iov_task(iscsi, 1, any, 1, 1, 1, 1, 1, // call: command bounded yes nonblocking
                            1, answered, any, any, 1);
    iscsi_verify12_sync(iscsi, 1, any, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_verify12_task(iscsi, 1, any, 1, 1, 1, 1, 1, 1,  // call: command bounded yes nonblocking
                        answered, any);
    iscsi_verify12_iov_sync(iscsi, 1, any, 1, 1, 1, 1, 1, 1, any, 1); // call: command unknown yes
    iscsi_verify12_iov_task(iscsi, 1, any, 1, 1, 1, 1, 1, // call: command bounded yes nonblocking
                            1, answered, any, any, 1);
    iscsi_verify16_sync(iscsi, 1, any, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_verify16_task(iscsi, 1, any, 1, 1, 1, 1, 1, 1,  // call: command bounded yes nonblocking
                        answered, any);
    iscsi_verify16_iov_sync(iscsi, 1, any, 1, 1, 1, 1, 1, 1, any, 1); // call: command unknown yes
    iscsi_verify16_iov_task(iscsi, 1, any, 1, 1, 1, 1, 1, // call: command bounded yes nonblocking
                            1, answered, any, any, 1);
    iscsi_writesame10_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_writesame10_task(iscsi, 1, 1, any, 1, 1, 1, 1, // call: command bounded yes nonblocking
                           1, 1, answered, any);
    iscsi_writesame10_iov_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1, // call: command unknown yes
                               any, 1);
    iscsi_writesame10_iov_task(iscsi, 1, 1, any, 1, 1, 1, // call: command bounded yes nonblocking
                               1, 1, 1, answered, any, any, 1);
    iscsi_writesame16_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_writesame16_task(iscsi, 1, 1, any, 1, 1, 1, 1, // call: command bounded yes nonblocking
                           1, 1, answered, any);
    iscsi_writesame16_iov_sync(iscsi, 1, 1, any, 1, 1, 1, 1, 1, 1, // call: command unknown yes
                               any, 1);
    iscsi_writesame16_iov_task(iscsi, 1, 1, any, 1, 1, 1, // call: command bounded yes nonblocking
                               1, 1, 1, answered, any, any, 1);
    iscsi_persistent_reserve_in_sync(iscsi, 1, 1, 1); // call: command unknown yes
    iscsi_persistent_reserve_in_task(iscsi, 1, 1, 1,  // call: command bounded yes nonblocking
                                     answered, any);
    iscsi_persistent_reserve_out_sync(iscsi, 1, 1, 1, 1, any); // call: command unknown unknown
    iscsi_persistent_reserve_out_task(iscsi, 1, 1, 1, // call: command bounded unknown nonblocking
                                      1, any, answered, any);
    iscsi_unmap_sync(iscsi, 1, 1, 1, any, 1);          // call: command unknown yes
    iscsi_unmap_task(iscsi, 1, 1, 1, any, 1, answered, // call: command bounded yes nonblocking
                     any);
    iscsi_readtoc_sync(iscsi, 1, 1, 1, 1, 1);          // call: command unknown yes
    iscsi_readtoc_task(iscsi, 1, 1, 1, 1, 1, answered, // call: command bounded yes nonblocking
                       any);
    iscsi_reserve6_sync(iscsi, 1);                // call: command unknown yes
    iscsi_reserve6_task(iscsi, 1, answered, any); // call: command bounded yes nonblocking
    iscsi_release6_sync(iscsi, 1);                // call: command unknown yes
    iscsi_release6_task(iscsi, 1, answered, any); // call: command bounded yes nonblocking
    iscsi_report_supported_opcodes_sync(iscsi, 1, 1, 1, 1, 1, 1); // call: command unknown yes
    iscsi_report_supported_opcodes_task(iscsi, 1, 1, 1, // call: command bounded yes nonblocking
                                        1, 1, 1, answered, any);
    iscsi_extended_copy_sync(iscsi, 1, any);          // call: command unknown unknown
    iscsi_extended_copy_task(iscsi, 1, any, answered, // call: command bounded unknown nonblocking
                             any);
    iscsi_receive_copy_results_sync(iscsi, 1, 1, 1, 1); // call: command unknown yes
    iscsi_receive_copy_results_task(iscsi, 1, 1, 1, 1,  // call: command bounded yes nonblocking
                                    answered, any);
    iscsi_scsi_cancel_task(iscsi, task);
    iscsi_scsi_cancel_all_tasks(iscsi);
    scsi_task_add_data_in_buffer(task, 1, any);
    scsi_task_add_data_out_buffer(task, 1, any);
    scsi_task_set_iov_out(task, any, 1);
    scsi_task_set_iov_in(task, any, 1);
    scsi_create_task(1, any, 1, 1);
    scsi_datain_getfullsize(task);
    scsi_datain_unmarshall(task);
    iscsi_disconnect(iscsi);
    iscsi_which_events(iscsi);
    iscsi_queue_length(iscsi);
    iscsi_out_queue_length(iscsi);
    iscsi_set_tcp_keepalive(iscsi, 1, 1, 1);
    iscsi_set_immediate_data(iscsi, 1);
    iscsi_set_initial_r2t(iscsi, 1);
    iscsi_parse_full_url(iscsi, "a");
    iscsi_parse_portal_url(iscsi, "a");
    iscsi_destroy_url(any);
    iscsi_init_transport(iscsi, 1);
    iscsi_set_alias(iscsi, "a");
    iscsi_set_targetname(iscsi, "a");
    iscsi_get_target_address(iscsi);
    iscsi_set_header_digest(iscsi, 1);
    iscsi_set_initiator_username_pwd(iscsi, "a", "a");
    iscsi_set_target_username_pwd(iscsi, "a", "a");
    iscsi_is_logged_in(iscsi);
    iscsi_free_discovery_data(iscsi, any);
    iscsi_get_nops_in_flight(iscsi);
    iscsi_set_isid_oui(iscsi, 1, 1);
    iscsi_set_isid_en(iscsi, 1, 1);
    iscsi_set_isid_random(iscsi, 1, 1);
    iscsi_set_isid_reserved(iscsi);
    iscsi_set_cache_allocations(iscsi, 1);
    iscsi_set_log_level(iscsi, 1);
    iscsi_set_log_fn(iscsi, NULL);
    iscsi_log_to_stderr(1, "a");
    iscsi_set_tcp_user_timeout(iscsi, 1);
    iscsi_set_tcp_keepidle(iscsi, 1);
    iscsi_set_tcp_keepcnt(iscsi, 1);
    iscsi_set_tcp_keepintvl(iscsi, 1);
    iscsi_set_tcp_syncnt(iscsi, 1);
    iscsi_set_bind_interfaces(iscsi, any);
    iscsi_set_noautoreconnect(iscsi, 1);
    iscsi_set_reconnect_max_retries(iscsi, 1);
    iscsi_set_no_ua_on_reconnect(iscsi, 1);
}

int main(int count, char **words)
{
    void *any = words;
    each(any, any, any);
    return read_some() + later(any) == count ? EXIT_SUCCESS : EXIT_FAILURE;
}
