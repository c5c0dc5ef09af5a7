/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Status codes, errors, byte strings and the handles' names. Read xapian_c.h first. */
#ifndef XAPIAN_C_TYPES_H
#define XAPIAN_C_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define XAPC_API __attribute__((visibility("default")))
#else
#define XAPC_API
#endif

/* In C++ an enumeration of a fixed type may hold any number, as in C: a wrong one reaches the check
 * that refuses it. */
#ifdef __cplusplus
#define XAPC_UNSIGNED : unsigned
#else
#define XAPC_UNSIGNED
#endif

/* Everything zero, in both languages without a warning. */
/* clang-format off */
#ifdef __cplusplus
#define XAPC_ZERO_INIT {}
#else
#define XAPC_ZERO_INIT {0}
#endif
/* clang-format on */

#ifdef __cplusplus
extern "C" {
#endif

/* One code for each different reaction; the numbers never change. */
typedef enum xapc_status XAPC_UNSIGNED {
    XAPC_OK = 0,
    XAPC_NOMEM = 1,          /* std::bad_alloc */
    XAPC_INVALID = 2,        /* the call is wrong: InvalidArgumentError, InvalidOperationError,
                                QueryParserError, std::length_error, NULL where none may be */
    XAPC_NOT_FOUND = 3,      /* no such database or document: DatabaseNotFoundError,
                                DocNotFoundError */
    XAPC_LOCKED = 4,         /* another writer holds the lock: DatabaseLockError */
    XAPC_CORRUPT = 5,        /* bytes that Xapian did not write so: DatabaseCorruptError,
                                SerialisationError */
    XAPC_MODIFIED = 6,       /* the reader's revision is gone: DatabaseModifiedError */
    XAPC_CLOSED = 7,         /* DatabaseClosedError */
    XAPC_VERSION = 8,        /* made by an incompatible Xapian: DatabaseVersionError */
    XAPC_CREATE = 9,         /* cannot be created, or exists already: DatabaseCreateError */
    XAPC_NETWORK = 10,       /* NetworkError */
    XAPC_TIMEOUT = 11,       /* the search's deadline passed, or NetworkTimeoutError */
    XAPC_UNIMPLEMENTED = 12, /* this backend cannot: UnimplementedError, FeatureUnavailableError */
    XAPC_LIMIT = 13,         /* a wildcard expands to more than its limit: WildcardError */
    XAPC_RANGE = 14,         /* a number does not fit: RangeError */
    XAPC_IO = 15,            /* any other DatabaseError or DatabaseOpeningError: disk full, no
                                permission, not a database */
    XAPC_INTERNAL = 16       /* AssertionError, InternalError and any other exception */
} xapc_status;

#define XAPC_MESSAGE_SIZE 256

/* What went wrong, owned by the caller; need not be initialised. The message is NUL-terminated,
 * valid UTF-8 also when cut (bytes that are not UTF-8 become '?', control characters a space), and
 * for an exception reads "Type: Xapian's message (context; system's message)". */
typedef struct xapc_error {
    xapc_status status;
    char message[XAPC_MESSAGE_SIZE];
} xapc_error;

/* The code's name without its prefix, such as "NOT_FOUND"; "UNKNOWN" for other numbers. Never
 * NULL, never freed, any thread. */
XAPC_API const char *xapc_status_name(xapc_status status);

/* Bytes that someone else owns. */
typedef struct xapc_bytes {
    const char *data;
    size_t size;
} xapc_bytes;

/* Bytes of the caller's, as functions hand them out: data is never NULL after success and a NUL
 * follows the size bytes. Initialise with XAPC_BUFFER_INIT, so that freeing is always right; a
 * function does not free what a buffer held before. */
typedef struct xapc_buffer {
    char *data;
    size_t size;
} xapc_buffer;

#define XAPC_BUFFER_INIT XAPC_ZERO_INIT

/* Free the bytes and make the buffer empty. buffer may be NULL or empty. */
XAPC_API void xapc_buffer_free(xapc_buffer *buffer);

typedef struct xapc_database xapc_database; /* a reader */
typedef struct xapc_writer xapc_writer;     /* the one writer of a database */
typedef struct xapc_document xapc_document;
typedef struct xapc_query xapc_query;

/* Version of the libxapian in use, such as "1.4.22". Never NULL, never freed, any thread. */
XAPC_API const char *xapc_xapian_version(void);

#ifdef __cplusplus
}
#endif
#endif
