#include <libssh2.h>
#include <libssh2_sftp.h>
#include <stdio.h>

static int run(LIBSSH2_SESSION *session)
{
    char buffer[512];
    ssize_t count;
    LIBSSH2_CHANNEL *channel = libssh2_channel_open_session(session);
    if (channel == NULL) {
        return libssh2_session_last_errno(session);
    }
    while (libssh2_channel_exec(channel, "uptime") == LIBSSH2_ERROR_EAGAIN) {
        puts("again");
    }
    while ((count = libssh2_channel_read(channel, buffer, sizeof buffer)) > 0) {
        fwrite(buffer, 1, (size_t)count, stdout);
    }
    libssh2_channel_close(channel);
    libssh2_channel_free(channel);
    return 0;
}

int main(void)
{
    LIBSSH2_SFTP_ATTRIBUTES attributes;
    libssh2_init(0);
    LIBSSH2_SESSION *session = libssh2_session_init();
    libssh2_session_set_timeout(session, 3000);
    libssh2_session_set_blocking(session, 1);
    if (libssh2_session_handshake(session, 3) != 0 ||
        libssh2_userauth_password(session, "user", "password") != 0) {
        return 1;
    }
    int result = run(session);
    LIBSSH2_SFTP *sftp = libssh2_sftp_init(session);
    LIBSSH2_SFTP_HANDLE *file = libssh2_sftp_open(sftp, "/etc/hosts", LIBSSH2_FXF_READ, 0);
    if (libssh2_sftp_stat(sftp, "/etc/hosts", &attributes) == 0 &&
        (attributes.flags & LIBSSH2_SFTP_ATTR_SIZE) != 0) {
        printf("%llu\n", (unsigned long long)attributes.filesize);
    }
    libssh2_sftp_close(file);
    libssh2_sftp_shutdown(sftp);
    libssh2_session_disconnect(session, "done");
    libssh2_session_free(session);
    libssh2_exit();
    return result;
}
