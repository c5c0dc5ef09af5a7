/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the tests of the binding share: checks that print Xapian's message, a directory that goes
 * away again, and small databases. */
#ifndef XAPIAN_C_TESTS_SUPPORT_H
#define XAPIAN_C_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "xapian_c.h"

/* A literal as bytes, NULs inside included. */
#define B(literal) ((xapc_bytes){(literal), sizeof(literal) - 1})
#define NO_BYTES ((xapc_bytes){NULL, 0})

extern xapc_error error;

void check_status(xapc_status got, xapc_status expected, const char *call, const char *file,
                  int line);
#define assert_status(expected, call) check_status((call), (expected), #call, __FILE__, __LINE__)
#define assert_ok(call) assert_status(XAPC_OK, call)
/* The message of the last failure holds text. */
#define assert_message(text) assert_non_null(strstr(error.message, (text)))

#define assert_bytes(expected, got)                                                                \
    check_bytes((expected), (got).data, (got).size, __FILE__, __LINE__)
void check_bytes(const char *expected, const char *data, size_t size, const char *file, int line);

/* Setup and teardown of a group or a test: *state is a fresh directory's path. */
int make_directory(void **state);
int remove_directory(void **state);
/* "directory/name" in one of a few static buffers. */
const char *in(void **state, const char *name);
void write_file(const char *path, const void *bytes, size_t size);

xapc_bytes text(const char *s);
xapc_writer *writer_at(const char *path);
xapc_database *reader_at(const char *path);
/* Add a document with blank-separated terms at positions 1, 2, ... and the text as data. */
uint32_t add_words(xapc_writer *writer, const char *words);
/* The same with a value in slot 0. */
uint32_t add_words_value(xapc_writer *writer, const char *words, const char *value);
/* A database of count documents "all num<i> mod<i % 7>" with value i % 5 in slot 0. */
void make_numbered(const char *path, unsigned count);

/* Visits that append to a string, entries separated by a blank; payload is a collector. */
typedef struct collector {
    char text[4096];
    size_t entries;
    size_t stop_after; /* 0: never */
} collector;
bool collect_bytes(xapc_bytes bytes, void *payload);
bool collect_term(const xapc_term *term, void *payload);          /* term:wdf:termfreq */
bool collect_posting(const xapc_posting *posting, void *payload); /* docid:wdf:doclength */
bool collect_position(uint32_t position, void *payload);
bool collect_value(uint32_t number, xapc_bytes value, void *payload); /* number=value */

xapc_query *term_query(const char *term);
/* The ids of the hits, separated by blanks; frees the result. */
const char *docids(xapc_result *result);
/* Search with at most 100 hits and give docids(). */
const char *found(xapc_database *db, const xapc_query *query, xapc_search_options options);

#endif
