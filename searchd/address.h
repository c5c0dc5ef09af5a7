/* Addresses as they are typed: `http://host:port`, `http://[::1]:port`, `unix:/path`. */
#ifndef SEARCHD_ADDRESS_H
#define SEARCHD_ADDRESS_H

#include "base/err.h"
#include "base/str.h"

typedef struct address {
    bool is_unix;
    char path[108]; /* of a Unix socket; as large as sun_path */
    char host[256];
    char port[6];
} address;

/* Errors INVALID: names the text and what is accepted. Nothing is resolved. */
ky_rc address_parse(ky_str text, address *ret, ky_err *err);

/* True for scheme://host or scheme://host:port as browsers send it in Origin: in small letters,
 * without the port that is usual for the scheme. */
bool origin_is_valid(ky_str text);

#endif
