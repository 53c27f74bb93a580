#include <curl/curl.h>
#include <curl/mprintf.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

struct body {
    char *bytes;
    size_t length;
};

static size_t collect(char *data, size_t size, size_t count, void *context)
{
    struct body *body = context;
    body->length += size * count;
    (void)data;
    return size * count;
}

static size_t provide(char *data, size_t size, size_t count, void *context)
{
    (void)context;
    memset(data, 0, size * count);
    return size * count;
}

/* One transfer, with its limits or without */

static CURLcode fetch_unbounded(const char *url)
{
    CURL *handle = curl_easy_init();
    curl_easy_setopt(handle, CURLOPT_URL, url);
    CURLcode result = curl_easy_perform(handle); // call: request none yes
    curl_easy_cleanup(handle);
    return result;
}

/* A limit for connecting is none for the rest. */
static CURLcode fetch_connect(const char *url)
{
    CURL *handle = curl_easy_init();
    curl_easy_setopt(handle, CURLOPT_URL, url);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, 5L);
    CURLcode result = curl_easy_perform(handle); // call: request none yes
    curl_easy_cleanup(handle);
    return result;
}

static CURLcode fetch_bounded(const char *url, struct body *body)
{
    char error[CURL_ERROR_SIZE];
    long status = 0;
    curl_off_t wait = 0;
    CURL *handle = curl_easy_init();
    curl_easy_setopt(handle, CURLOPT_URL, url);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, 2000L);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, error);
    curl_easy_setopt(handle, CURLOPT_HTTPAUTH, (long)CURLAUTH_ANY);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, collect);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, body);
    CURLcode result = curl_easy_perform(handle); // call: request bounded yes
    switch (result) {
    case CURLE_OK:
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &wait);
        break;
    case CURLE_OPERATION_TIMEDOUT:
        fprintf(stderr, "slow: %s\n", curl_easy_strerror(result));
        break;
    default:
        break;
    }
    curl_easy_cleanup(handle);
    return status >= 400 ? CURLE_HTTP_RETURNED_ERROR : result;
}

/* Seconds are the same limit; a limit of 0 is none. */
static void seconds(void)
{
    CURL *handle = curl_easy_init();
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, 30L);
    curl_easy_perform(handle); // call: request bounded yes
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, 0L);
    curl_easy_perform(handle); // call: request none yes
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 100L);
    curl_easy_perform(handle); // call: request none yes
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, 10L);
    curl_easy_perform(handle); // call: request bounded yes
    curl_easy_cleanup(handle);
}

/* A copy has what the handle had; a reset handle has nothing. */
static void copies(void)
{
    CURL *handle = curl_easy_init();
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, 30L);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, "a=b");
    CURL *copy = curl_easy_duphandle(handle);
    curl_easy_perform(copy); // call: request bounded no
    curl_easy_reset(handle);
    curl_easy_perform(handle); // call: request none yes
    curl_easy_cleanup(copy);
    curl_easy_cleanup(handle);
}

/* What may be sent twice */

static CURL *prepare(const char *url)
{
    CURL *handle = curl_easy_init();
    curl_easy_setopt(handle, CURLOPT_URL, url);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, 10L);
    return handle;
}

static void methods(const char *url)
{
    CURL *handle = prepare(url);
    curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
    curl_easy_perform(handle); // call: request bounded yes
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_perform(handle); // call: request bounded no
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    curl_easy_perform(handle); // call: request bounded yes
    curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, "a=b");
    curl_easy_perform(handle); // call: request bounded no
    curl_easy_setopt(handle, CURLOPT_HTTPGET, 1L);
    curl_easy_perform(handle); // call: request bounded yes
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, "DELETE");
    curl_easy_perform(handle); // call: request bounded yes
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, "PATCH");
    curl_easy_perform(handle); // call: request bounded no
    curl_easy_cleanup(handle);
}

static void order_once(const char *url)
{
    CURL *handle = prepare(url);
    struct curl_slist *headers = curl_slist_append(NULL, "Accept: text/plain");
    headers = curl_slist_append(headers, "Idempotency-Key: 7");
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, "a=b");
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
    curl_easy_perform(handle); // call: request bounded yes
    curl_slist_free_all(headers);
    curl_easy_cleanup(handle);
}

static void mail(const char *url, struct curl_slist *to)
{
    CURL *handle = prepare(url);
    curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    curl_easy_perform(handle); // call: request bounded no
    curl_easy_cleanup(handle);
    handle = prepare(url);
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle, CURLOPT_APPEND, 1L);
    curl_easy_perform(handle); // call: request bounded no
    curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
    curl_easy_perform(handle); // call: request bounded yes
    curl_easy_cleanup(handle);
}

static void forms(const char *url)
{
    CURL *handle = prepare(url);
    struct curl_httppost *first = NULL;
    struct curl_httppost *last = NULL;
    struct curl_slist *headers = curl_slist_append(NULL, "X-Part: 1");
    curl_mime *mime = curl_mime_init(handle);
    curl_mime *inner = curl_mime_init(handle);
    curl_mimepart *part = curl_mime_addpart(mime);
    curl_mime_name(part, "file");
    curl_mime_filename(part, "a.txt");
    curl_mime_type(part, "text/plain");
    curl_mime_encoder(part, "base64");
    curl_mime_headers(part, headers, 1);
    curl_mime_data(part, "x", CURL_ZERO_TERMINATED);
    curl_mime_filedata(curl_mime_addpart(mime), "/etc/hosts");
    curl_mime_data_cb(curl_mime_addpart(inner), 10, provide, NULL, NULL, NULL);
    curl_mime_subparts(curl_mime_addpart(mime), inner);
    curl_easy_setopt(handle, CURLOPT_MIMEPOST, mime);
    curl_easy_perform(handle); // call: request bounded no
    curl_mime_free(mime);
    curl_formadd(&first, &last, CURLFORM_COPYNAME, "a", CURLFORM_COPYCONTENTS, "b", CURLFORM_END);
    curl_formget(first, NULL, NULL);
    curl_easy_setopt(handle, CURLOPT_HTTPPOST, first);
    curl_easy_perform(handle); // call: request bounded no
    curl_formfree(first);
    curl_easy_cleanup(handle);
}

/* Only connecting ends with the limit for that, which is 300 s if none is set. */
static void talk(const char *url)
{
    char bytes[64];
    size_t count;
    curl_socket_t fd;
    CURL *handle = curl_easy_init();
    curl_easy_setopt(handle, CURLOPT_URL, url);
    curl_easy_setopt(handle, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_perform(handle); // call: request bounded yes
    curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, &fd);
    curl_easy_send(handle, "PING\n", 5, &count);         // call: send bounded unknown nonblocking
    curl_easy_recv(handle, bytes, sizeof bytes, &count); // call: receive bounded yes nonblocking
    curl_easy_cleanup(handle);
}

static void talk_websocket(const char *url)
{
    char bytes[64];
    size_t count;
    struct curl_ws_frame *frame;
    CURL *handle = curl_easy_init();
    curl_easy_setopt(handle, CURLOPT_URL, url);
    curl_easy_setopt(handle, CURLOPT_CONNECT_ONLY, 2L);
    curl_easy_perform(handle); // call: request none yes
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, 10L);
    curl_easy_perform(handle);                             // call: request bounded yes
    curl_ws_send(handle, "hi", 2, &count, 0, CURLWS_TEXT); // call: send bounded unknown nonblocking
    curl_ws_recv(handle, bytes, 64, &count, &frame);       // call: receive bounded yes nonblocking
    if (curl_ws_meta(handle) == NULL)
        puts("no frame");
    curl_easy_cleanup(handle);
}

/* What leaves a handle's limits alone */
static void leave_alone(const char *url)
{
    CURL *handle = prepare(url);
    struct curl_header *header;
    const struct curl_easyoption *option = NULL;
    int length;
    char *text = curl_easy_escape(handle, "a b", 3);
    curl_free(curl_easy_unescape(handle, text, 0, &length));
    curl_free(text);
    curl_easy_pause(handle, CURLPAUSE_CONT);
    curl_easy_upkeep(handle);
    if (curl_easy_header(handle, "Retry-After", 0, CURLH_HEADER, -1, &header) == CURLHE_OK)
        header = curl_easy_nextheader(handle, CURLH_HEADER, -1, header);
    while ((option = curl_easy_option_next(option)) != NULL)
        puts(option->name);
    if (curl_easy_option_by_name("URL") == curl_easy_option_by_id(CURLOPT_URL))
        puts("known");
    curl_easy_perform(handle); // call: request bounded yes
    curl_easy_cleanup(handle);
}

/* Many transfers: the handles that were added decide whether driving them ends. */

static void report(CURLM *multi)
{
    int left;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left)) != NULL) {
        if (message->msg == CURLMSG_DONE && message->data.result != CURLE_OK) {
            puts(curl_easy_strerror(message->data.result));
        }
    }
}

static void drive_unbounded(const char *url)
{
    int running = 1;
    CURLM *multi = curl_multi_init();
    CURL *handle = curl_easy_init();
    curl_easy_setopt(handle, CURLOPT_URL, url);
    curl_multi_add_handle(multi, handle);
    while (running != 0) {
        CURLMcode result =
            curl_multi_perform(multi, &running); // call: drive bounded unknown nonblocking
        if (result != CURLM_OK)
            puts(curl_multi_strerror(result));
        curl_multi_wait(multi, NULL, 0, 1000, NULL); // call: wait bounded yes
    }
    report(multi);
    curl_multi_remove_handle(multi, handle);
    curl_easy_cleanup(handle);
    curl_multi_cleanup(multi);
}

static void drive_bounded(const char *url)
{
    int running = 1;
    CURLM *multi = curl_multi_init();
    CURL *handle = prepare(url);
    curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, 10L);
    curl_multi_add_handle(multi, handle);
    CURLMcode result = CURLM_OK;
    while (running != 0 && result == CURLM_OK) {
        result = curl_multi_perform(multi, &running); // call: drive bounded unknown nonblocking
        curl_multi_poll(multi, NULL, 0, 1000, NULL);  // call: wait bounded yes
    }
    curl_multi_wakeup(multi);
    report(multi);
    curl_multi_remove_handle(multi, handle);
    curl_easy_cleanup(handle);
    curl_multi_cleanup(multi);
}

static void drive_sockets(const char *url, curl_socket_t fd)
{
    int running = 1;
    long wait;
    int highest;
    fd_set reads;
    fd_set writes;
    fd_set errors;
    struct timeval limit = {1, 0};
    CURLM *multi = curl_multi_init();
    CURL *handle = prepare(url);
    curl_multi_assign(multi, fd, &running);
    curl_multi_add_handle(multi, handle);
    curl_multi_timeout(multi, &wait);
    curl_multi_fdset(multi, &reads, &writes, &errors, &highest);
    select(highest + 1, &reads, &writes, &errors, &limit); // call: wait bounded yes
    curl_multi_socket_action(multi, fd, 0, &running); // call: drive bounded unknown nonblocking
    curl_multi_socket(multi, fd, &running);           // call: drive bounded unknown nonblocking
    curl_multi_socket_all(multi, &running);           // call: drive bounded unknown nonblocking
    curl_multi_remove_handle(multi, handle);
    curl_easy_cleanup(handle);
    curl_multi_cleanup(multi);
}

static int on_push(CURL *parent, CURL *pushed, size_t count, struct curl_pushheaders *headers,
                   void *data)
{
    (void)parent;
    (void)pushed;
    (void)data;
    return count > 0 && curl_pushheader_bynum(headers, 0) != NULL &&
                   curl_pushheader_byname(headers, ":path") != NULL
               ? CURL_PUSH_OK
               : CURL_PUSH_DENY;
}

/* Around transfers */

static void share(CURL *handle)
{
    CURLSH *caches = curl_share_init();
    CURLSHcode result = curl_share_setopt(caches, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
    if (result != CURLSHE_OK)
        puts(curl_share_strerror(result));
    curl_easy_setopt(handle, CURLOPT_SHARE, caches);
    curl_easy_cleanup(handle);
    curl_share_cleanup(caches);
}

static void addresses(void)
{
    char *host = NULL;
    CURL *handle = curl_easy_init();
    CURLU *url = curl_url();
    CURLUcode result = curl_url_set(url, CURLUPART_URL, "https://example.org/", CURLU_GUESS_SCHEME);
    if (result != CURLUE_OK)
        puts(curl_url_strerror(result));
    CURLU *copy = curl_url_dup(url);
    curl_url_get(copy, CURLUPART_HOST, &host, 0);
    curl_free(host);
    curl_easy_setopt(handle, CURLOPT_CURLU, url);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, 10L);
    curl_easy_perform(handle); // call: request bounded yes
    curl_easy_cleanup(handle);
    curl_url_cleanup(copy);
    curl_url_cleanup(url);
}

static void texts(const char *form, ...)
{
    char room[64];
    char *made;
    va_list values;
    va_start(values, form);
    curl_mvprintf(form, values);
    curl_mvfprintf(stderr, form, values);
    curl_mvsprintf(room, form, values);
    curl_mvsnprintf(room, sizeof room, form, values);
    made = curl_mvaprintf(form, values);
    va_end(values);
    curl_free(made);
    curl_mprintf("%d\n", 1);
    curl_mfprintf(stderr, "%d\n", 1);
    curl_msprintf(room, "%d", 1);
    curl_msnprintf(room, sizeof room, "%d", 1);
    made = curl_maprintf("%s", room);
    curl_free(made);
    made = curl_escape("a b", 0);
    curl_free(curl_unescape(made, 0));
    curl_free(made);
    made = curl_getenv("http_proxy");
    if (made != NULL && (curl_strequal(made, "") || curl_strnequal(made, "http:", 5)))
        printf("%ld\n", (long)curl_getdate("Sun, 06 Nov 1994 08:49:37 GMT", NULL));
    curl_free(made);
}

int main(int count, char **words)
{
    struct body body = {0};
    const char *url = count > 1 ? words[1] : "https://example.org/";
    const curl_ssl_backend **backends;
    curl_global_sslset(CURLSSLBACKEND_NONE, NULL, &backends);
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        curl_global_init_mem(CURL_GLOBAL_ALL, malloc, free, realloc, strdup, calloc);
    puts(curl_version());
#if LIBCURL_VERSION_NUM >= 0x070102
    puts(curl_version_info(CURLVERSION_NOW)->version);
#endif
    fetch_unbounded(url);
    fetch_connect(url);
    fetch_bounded(url, &body);
    seconds();
    copies();
    methods(url);
    order_once(url);
    mail(url, curl_slist_append(NULL, "a@example.org"));
    forms(url);
    talk(url);
    talk_websocket(url);
    leave_alone(url);
    drive_unbounded(url);
    drive_bounded(url);
    drive_sockets(url, 7);
    share(curl_easy_init());
    addresses();
    texts("%d\n", 1);
    curl_multi_setopt(curl_multi_init(), CURLMOPT_PUSHFUNCTION, on_push);
    curl_global_cleanup();
    return 0;
}
