/* A published table → checked records, one after the other, whatever format it is in.
 *
 * Memory does not grow with the table: one record at a time is held, and 64 bits of each id. What
 * is repaired or doubtful goes to the report. One thread a table. */
#ifndef KY_INDEXER_TABLE_H
#define KY_INDEXER_TABLE_H

#include "idset.h"
#include "report.h"
#include "search/record.h"

typedef enum ky_table_format {
    KY_TABLE_BY_NAME, /* .csv, .jsonl; anything else is TSV */
    KY_TABLE_TSV,     /* the published table */
    KY_TABLE_CSV,
    KY_TABLE_JSONL,
} ky_table_format;

typedef struct ky_table_options {
    const ky_schema *schema; /* outlives the table, as do report and ids */
    ky_report *report;       /* between ky_report_table_begin() and _end() */
    ky_idset *ids;           /* shared by the tables whose ids must differ */
    ky_table_format format;
    uint32_t year; /* of a table that is no data set of the schema; 0 where not given */
} ky_table_options;

typedef struct ky_table ky_table;

/* Open a table.
 *  path    a file, or "-" for standard input, whose format must be given. Its data set is found
 *          by the file's name or by SHA-256; with neither its year is that of the options, or
 *          the schema's default.
 *  ret     replaced on success only; free with ky_table_free().
 *  errors  INVALID (no format, a directory), IO, NOMEM. */
ky_rc ky_table_open(const char *path, const ky_table_options *o, ky_table **ret, ky_err *err);

/* The same over bytes, which are borrowed; name is used as a file's name. */
ky_rc ky_table_open_memory(const char *name, ky_str bytes, const ky_table_options *o,
                           ky_table **ret, ky_err *err);

void ky_table_free(ky_table *t);
KY_DEFINE_CLEANUP(ky_table, ky_table_free)

/* Read the next record.
 *  arena   cleared first; the record lives in it.
 *  ret     filled where *ret_more is true.
 *  errors  INVALID (the table cannot be read further, or ended without one record; the message
 *          says why), NOT_FOUND (nothing says which year it is of), IO (also when the report
 *          cannot be written), NOMEM. After an error nothing more can be read. */
ky_rc ky_table_next(ky_table *t, ky_arena *arena, ky_record *ret, bool *ret_more, ky_err *err);

/* How much of the input has been read, 0…1; negative where that is not known. */
double ky_table_fraction(const ky_table *t);

/* Lines read and records given out so far. */
size_t ky_table_lines(const ky_table *t);
size_t ky_table_records(const ky_table *t);

/* The data set it is, or NULL. */
const ky_dataset *ky_table_dataset(const ky_table *t);

#endif
