#include <libssh2.h>
#include <libssh2_sftp.h>
#include <stdio.h>
#include <string.h>

/* What came after libssh2 1.10 */

static int confirm(LIBSSH2_SESSION *session, LIBSSH2_SK_SIG_INFO *signature,
                   const unsigned char *data, size_t length, int algorithm, unsigned char flags,
                   const char *application, const unsigned char *key, size_t key_length,
                   void **abstract)
{
    printf("%p %p %p %zu %d %d %s %p %zu %p\n", (void *)session, (void *)signature,
           (const void *)data, length, algorithm, flags, application, (const void *)key, key_length,
           (void *)abstract);
    return 0;
}

/* That limit is for single packets: a call may wait for many. */
static void packets(int fd)
{
    LIBSSH2_SESSION *s = libssh2_session_init();
    libssh2_session_set_read_timeout(s, libssh2_session_get_read_timeout(s) / 2);
    libssh2_session_callback_set2(s, LIBSSH2_CALLBACK_X11, NULL);
    libssh2_session_handshake(s, fd); // call: handshake none yes
    libssh2_session_free(s);
}

static void bounded(int fd, struct libssh2_agent_publickey *identity)
{
    unsigned char *signature = NULL;
    size_t length = 0;
    LIBSSH2_SESSION *s = libssh2_session_init();
    libssh2_session_set_timeout(s, 3000);
    libssh2_session_handshake(s, fd);                 // call: handshake bounded yes
    libssh2_userauth_publickey_sk(s, "u", 1, NULL, 0, // call: request bounded yes
                                  "k", 1, "", confirm, NULL);
    LIBSSH2_AGENT *agent = libssh2_agent_init(s);
    libssh2_agent_sign(agent, identity, &signature, &length, NULL, 0, "ssh-rsa", 7);
    libssh2_agent_free(agent);
    LIBSSH2_CHANNEL *channel = libssh2_channel_open_session(s); // call: request bounded unknown
    libssh2_channel_signal_ex(channel, "TERM", 4);              // call: send bounded unknown
    libssh2_channel_signal(channel, "KILL");                    // call: send bounded unknown
    LIBSSH2_SFTP *sftp = libssh2_sftp_init(s);                  // call: request bounded yes
    libssh2_sftp_posix_rename_ex(sftp, "a", 1, "b", 1);         // call: request bounded unknown
    libssh2_session_free(s);
}

int main(int count, char **words)
{
    packets(count);
    bounded(count + 1, (void *)words[0]);
    return 0;
}
