#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>
#include <stdbool.h>

// Swift cannot call functions with a variable number of arguments. These stand in for
// curl_easy_setopt, curl_multi_setopt and curl_easy_getinfo, and set or read exactly what the
// courier uses. The rest of libcurl is called as it is.

// What every transfer has in common; `context` is handed to each callback. No option anywhere
// loosens what this sets; `authorities`, or NULL, is a file with certificates that are trusted
// besides those of the system.
CURLcode ccurl_prepare(
    CURL *easy, const char *user_agent, const char *authorities, void *context,
    curl_write_callback on_body, curl_write_callback on_header,
    curl_prereq_callback on_connected);

// What differs from one transfer to the next. `headers` must live until the transfer is over.
// Without `decodes` no content encoding is asked for, and none undone, whatever the answer says.
// Limits are in milliseconds and count from the moment the transfer is added to a multi handle.
CURLcode ccurl_aim(
    CURL *easy, const char *address, struct curl_slist *headers, bool decodes, long connect_limit,
    long total_limit);

// Gives a handle a cookie, as a line of Netscape's cookie file, or with "ALL" forgets those it has;
// and all that it has, as such lines, to be freed with curl_slist_free_all.
CURLcode ccurl_add_cookie(CURL *easy, const char *line);
struct curl_slist *ccurl_cookies(CURL *easy);

// Connections, idle ones included, that a multi handle may hold, and how many of them it may keep
// for later once they are idle.
CURLMcode ccurl_limit_connections(CURLM *multi, long total, long per_host, long kept);

// The status code of the last response, or 0 before there is one.
long ccurl_status(CURL *easy);

// The length in bytes that the response announced, or -1.
curl_off_t ccurl_announced_length(CURL *easy);

// Microseconds that the transfer has taken so far.
curl_off_t ccurl_elapsed(CURL *easy);

// Microseconds from the start until the connection stood and the request could go; 0 until then.
curl_off_t ccurl_connected_after(CURL *easy);

// The errno of the last failed connection, or 0.
long ccurl_system_error(CURL *easy);

// Why the certificate was refused, as one of OpenSSL's X509_V_ERR codes; 0 when it was not, 0
// or 1 when it names another host.
long ccurl_certificate_fault(CURL *easy);

#endif
