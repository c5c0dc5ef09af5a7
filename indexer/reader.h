/* A reader knows one format: it turns the lines of a table into drafts of records. */
#ifndef KY_INDEXER_READER_H
#define KY_INDEXER_READER_H

#include "context.h"

typedef struct ky_reader ky_reader;

typedef struct ky_reader_kind {
    /* Errors NOMEM. */
    ky_rc (*open)(ky_context *cx, ky_reader **ret, ky_err *err);

    /* Read one record into arena. *ret_more is false at the end; *ret_keep is false where a
     * record was read that is left out, and *ret is then left alone.
     * Errors INVALID (the table cannot be read, and why), NOT_FOUND (no year), IO, NOMEM. */
    ky_rc (*next)(ky_reader *r, ky_arena *arena, ky_record *ret, bool *ret_keep, bool *ret_more,
                  ky_err *err);

    /* Fail with INVALID and say why a table that ended without a record could not be read. */
    ky_rc (*why_empty)(const ky_reader *r, ky_err *err);

    void (*free)(ky_reader *r); /* NULL is fine */
} ky_reader_kind;

extern const ky_reader_kind ky_reader_tsv;
extern const ky_reader_kind ky_reader_csv;
extern const ky_reader_kind ky_reader_jsonl;

#endif
