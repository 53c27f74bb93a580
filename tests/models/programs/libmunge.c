#include <munge.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

/* The daemon of this machine makes a credential, another reads it. */

static char *make(munge_ctx_t context, const char *text)
{
    char *credential = NULL;
    munge_err_t result = munge_encode(&credential, context, text, // call: request bounded yes
                                      (int)strlen(text));
    if (result != EMUNGE_SUCCESS) {
        fprintf(stderr, "%s\n",
                context == NULL ? munge_strerror(result) : munge_ctx_strerror(context));
    }
    return credential;
}

static uid_t owner(const char *credential)
{
    uid_t user = (uid_t)-1;
    munge_err_t result;
    result = munge_decode(credential, NULL, NULL, NULL, &user, NULL); // call: request bounded unknown
    if (result == EMUNGE_CRED_REPLAYED) {
        fputs("used before\n", stderr);
    }
    return result == EMUNGE_SUCCESS ? user : (uid_t)-1;
}

static munge_ctx_t set_context(void)
{
    int cipher = munge_enum_str_to_int(MUNGE_ENUM_CIPHER, "aes256");
    munge_ctx_t context = munge_ctx_create();
    if (context != NULL && munge_enum_is_valid(MUNGE_ENUM_CIPHER, cipher)) {
        munge_ctx_set(context, MUNGE_OPT_CIPHER_TYPE, cipher);
        munge_ctx_set(context, MUNGE_OPT_TTL, 60);
    }
    return context;
}

int main(void)
{
    int seconds = 0;
    munge_ctx_t context = set_context();
    munge_ctx_t copy = munge_ctx_copy(context);
    munge_ctx_get(copy, MUNGE_OPT_TTL, &seconds);
    printf("%s %d\n", munge_enum_int_to_str(MUNGE_ENUM_CIPHER, MUNGE_CIPHER_AES256), seconds);
    char *credential = make(context, "hello");
    uid_t user = credential == NULL ? (uid_t)-1 : owner(credential);
    free(credential);
    munge_ctx_destroy(copy);
    munge_ctx_destroy(context);
    return user != (uid_t)-1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
