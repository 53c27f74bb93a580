#include <nghttp2/nghttp2.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

/* The functions whose sizes are nghttp2_ssize. */
static nghttp2_ssize send_bytes(nghttp2_session *session, const uint8_t *data, size_t size,
                                int flags, void *context)
{
    (void)session;
    (void)flags;
    ssize_t sent = send(*(int *)context, data, size, MSG_DONTWAIT); // call: send bounded unknown
    return sent >= 0         ? sent
           : errno == EAGAIN ? NGHTTP2_ERR_WOULDBLOCK
                             : NGHTTP2_ERR_CALLBACK_FAILURE;
}

static nghttp2_ssize receive_bytes(nghttp2_session *session, uint8_t *data, size_t size, int flags,
                                   void *context)
{
    (void)session;
    (void)flags;
    ssize_t got = recv(*(int *)context, data, size, MSG_DONTWAIT); // call: receive bounded yes
    return got > 0 ? got : NGHTTP2_ERR_WOULDBLOCK;
}

static nghttp2_ssize read_body(nghttp2_session *session, int32_t stream, uint8_t *buffer,
                               size_t size, uint32_t *flags, nghttp2_data_source *source,
                               void *context)
{
    (void)session;
    (void)stream;
    (void)context;
    memcpy(buffer, source->ptr, size < 2 ? size : 2);
    *flags |= NGHTTP2_DATA_FLAG_EOF;
    return 2;
}

int main(void)
{
    int fd = 3;
    uint8_t buffer[4096];
    const uint8_t *data = NULL;
    nghttp2_nv path = {(uint8_t *)":path", (uint8_t *)"/", 5, 1, NGHTTP2_NV_FLAG_NONE};
    nghttp2_data_provider2 body = {.source = {.ptr = "{}"}, .read_callback = read_body};
    nghttp2_session_callbacks *callbacks = NULL;
    nghttp2_session *session = NULL;
    nghttp2_session_callbacks_new(&callbacks);
    nghttp2_session_callbacks_set_send_callback2(callbacks, send_bytes);
    nghttp2_session_callbacks_set_recv_callback2(callbacks, receive_bytes);
    nghttp2_session_client_new(&session, callbacks, &fd);
    nghttp2_submit_request2(session, NULL, &path, 1, // call: request bounded unknown nonblocking
                            &body, NULL);
    nghttp2_submit_response2(session, 1, &path, 1, &body); // call: send bounded unknown nonblocking
    nghttp2_submit_data2(session, NGHTTP2_FLAG_NONE, 1,    // call: send bounded unknown nonblocking
                         &body);
    nghttp2_pack_settings_payload2(buffer, sizeof buffer, NULL, 0);
    nghttp2_ssize size = nghttp2_session_mem_send2(session, &data);
    size += nghttp2_session_mem_recv2(session, buffer, sizeof buffer);
    nghttp2_session_del(session);
    nghttp2_session_callbacks_del(callbacks);
    return (int)size;
}
