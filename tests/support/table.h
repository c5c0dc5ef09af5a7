/* Tables for tests: the published one through the real reader, and others from JSON lines.
 *
 * Everything here ends the test where it fails, so nothing is returned but results. */
#ifndef TESTS_TABLE_H
#define TESTS_TABLE_H

#include "base/arena.h"
#include "search/record.h"

typedef struct table {
    ky_schema *schema;
    ky_arena arena;
    ky_record *records;
    const ky_dataset **datasets; /* of each record, or NULL */
    size_t n;
    size_t cap;
} table;

/* The 77 records of data/, read by the reader of the indexer. */
void table_published(table *t);

/* Another city's table, tests/support/parks.*: other field names, an open facet, a number facet,
 * two years with the same numbers, values in NFD, of more than 245 bytes, outside the vocabulary,
 * and characters of HTML. */
void table_parks(table *t);

/* A schema and records from JSON texts; lines are separated by \n. */
void table_lines(table *t, const char *schema, const char *lines);

/* The first n records of a table; `from` must outlive it. */
table table_cut(const table *from, size_t n);

/* n records of the parks' schema, of which every 10th mentions 水路 and the i-th 記号i. */
void table_many(table *t, size_t n);

void table_fini(table *t);

/* The whole of a file, NUL-terminated; free it. */
char *read_whole(const char *path);

#endif
