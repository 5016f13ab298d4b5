#include "CCurl.h"

// Ends the function with libcurl's code when an option is not taken.
#define SET(option, value)                                        \
    do {                                                          \
        CURLcode code = curl_easy_setopt(easy, (option), (value)); \
        if (code != CURLE_OK) return code;                        \
    } while (0)

CURLcode ccurl_prepare(
    CURL *easy, const char *user_agent, const char *authorities, void *context,
    curl_write_callback on_body, curl_write_callback on_header,
    curl_prereq_callback on_connected) {
    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    // Redirects are followed by the courier, which looks at each one first.
    SET(CURLOPT_FOLLOWLOCATION, 0L);
    SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    SET(CURLOPT_SSL_VERIFYPEER, 1L);
    SET(CURLOPT_SSL_VERIFYHOST, 2L);
    if (authorities != NULL) SET(CURLOPT_CAINFO, authorities);
    SET(CURLOPT_USERAGENT, user_agent);
    // Lets libcurl take cookies, and read none from anywhere.
    SET(CURLOPT_COOKIEFILE, "");
    SET(CURLOPT_BUFFERSIZE, 65536L);
    SET(CURLOPT_NOSIGNAL, 1L);
    // A name server that does not answer would otherwise stop all transfers when the time of one
    // is up, since libcurl waits for its resolver thread.
    SET(CURLOPT_QUICK_EXIT, 1L);
    // The answer of a proxy to CONNECT is no answer of the server.
    SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    SET(CURLOPT_WRITEFUNCTION, on_body);
    SET(CURLOPT_WRITEDATA, context);
    SET(CURLOPT_HEADERFUNCTION, on_header);
    SET(CURLOPT_HEADERDATA, context);
    SET(CURLOPT_PREREQFUNCTION, on_connected);
    SET(CURLOPT_PREREQDATA, context);
    return CURLE_OK;
}

CURLcode ccurl_aim(
    CURL *easy, const char *address, struct curl_slist *headers, bool decodes, long connect_limit,
    long total_limit) {
    SET(CURLOPT_URL, address);
    SET(CURLOPT_HTTPHEADER, headers);
    // Every encoding that this libcurl can decode, or none.
    SET(CURLOPT_ACCEPT_ENCODING, decodes ? "" : "identity");
    SET(CURLOPT_HTTP_CONTENT_DECODING, decodes ? 1L : 0L);
    SET(CURLOPT_CONNECTTIMEOUT_MS, connect_limit);
    SET(CURLOPT_TIMEOUT_MS, total_limit);
    return CURLE_OK;
}

CURLcode ccurl_add_cookie(CURL *easy, const char *line) {
    return curl_easy_setopt(easy, CURLOPT_COOKIELIST, line);
}

struct curl_slist *ccurl_cookies(CURL *easy) {
    struct curl_slist *lines = NULL;
    return curl_easy_getinfo(easy, CURLINFO_COOKIELIST, &lines) == CURLE_OK ? lines : NULL;
}

CURLMcode ccurl_limit_connections(CURLM *multi, long total, long per_host, long kept) {
    CURLMcode code = curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, total);
    if (code != CURLM_OK) return code;
    code = curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, kept);
    if (code != CURLM_OK) return code;
    return curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, per_host);
}

static long number(CURL *easy, CURLINFO info, long otherwise) {
    long value = otherwise;
    return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : otherwise;
}

static curl_off_t amount(CURL *easy, CURLINFO info, curl_off_t otherwise) {
    curl_off_t value = otherwise;
    return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : otherwise;
}

long ccurl_status(CURL *easy) { return number(easy, CURLINFO_RESPONSE_CODE, 0); }

curl_off_t ccurl_announced_length(CURL *easy) {
    return amount(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, -1);
}

curl_off_t ccurl_elapsed(CURL *easy) { return amount(easy, CURLINFO_TOTAL_TIME_T, 0); }

curl_off_t ccurl_connected_after(CURL *easy) {
    return amount(easy, CURLINFO_PRETRANSFER_TIME_T, 0);
}

long ccurl_system_error(CURL *easy) { return number(easy, CURLINFO_OS_ERRNO, 0); }

long ccurl_certificate_fault(CURL *easy) { return number(easy, CURLINFO_SSL_VERIFYRESULT, 0); }
