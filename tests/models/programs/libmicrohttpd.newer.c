#include <microhttpd.h>
#include <stdint.h>
#include <sys/select.h>

static struct MHD_Response *answer(int which)
{
    switch (which) {
    case 0:
        return MHD_create_response_empty(MHD_RF_NONE);
    case 1:
        return MHD_create_response_from_buffer_static(3, "hi\n");
    default:
        return MHD_create_response_from_buffer_copy(3, "hi\n");
    }
}

int serve(struct MHD_Daemon *daemon)
{
    fd_set reads;
    fd_set writes;
    fd_set others;
    uint64_t left = 0;
    MHD_socket last = 0;
    FD_ZERO(&reads);
    FD_ZERO(&writes);
    FD_ZERO(&others);
    if (MHD_get_fdset2(daemon, &reads, &writes, &others, &last, FD_SETSIZE) != MHD_YES ||
        MHD_get_timeout64(daemon, &left) != MHD_YES || MHD_get_timeout64s(daemon) < 0 ||
        MHD_get_timeout_i(daemon) < 0) {
        return -1;
    }
    enum MHD_Result good = MHD_run_from_select2( // call: drive bounded unknown nonblocking
        daemon, &reads, &writes, &others, FD_SETSIZE);
    struct MHD_Response *response = answer((int)left);
    MHD_destroy_response(response);
    return good == MHD_YES ? 0 : -1;
}
