/* What the parts of one table's reading share. */
#ifndef KY_INDEXER_CONTEXT_H
#define KY_INDEXER_CONTEXT_H

#include "idset.h"
#include "report.h"
#include "search/record.h"
#include "source.h"
#include "vocab.h"

typedef struct ky_context {
    const ky_schema *schema;
    ky_vocab *vocab;
    ky_source *source;
    ky_report *report;
    ky_idset *ids;
    uint32_t year;  /* of records that bring none; 0 where it is not known */
    bool exchange;  /* CSV or JSONL: nothing but the name is required */
    size_t records; /* given out */
    size_t begun;   /* and those left out with them: a record's position */
    bool line_ends_told;
} ky_context;

/* The next line of the source; what the line itself has to tell is reported. As ky_source_line. */
ky_rc ky_context_line(ky_context *cx, ky_line *ret, bool *ret_more, ky_err *err);

/* The field that the contract itself calls "number" or "year", or n_fields. */
size_t ky_context_role(const ky_context *cx, ky_str key);

#endif
