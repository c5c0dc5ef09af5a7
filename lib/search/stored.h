/* What an index keeps of a record: its values, and the analysis of its searched texts, so that
 * marks and exact texts need no dictionary when a question is answered. */
#ifndef KY_SEARCH_STORED_H
#define KY_SEARCH_STORED_H

#include "document.h"

/* One searched text with its analysis. */
typedef struct ky_stored_text {
    size_t field;
    ja_analysis analysis;
} ky_stored_text;

/* A stored record; what it holds lives in the arena or the data it was read from. */
typedef struct ky_stored {
    ky_record record;
    const ky_stored_text *texts; /* in the order of ky_record_texts() */
    size_t n_texts;
} ky_stored;

/* Begin the data of a document: the record. Errors stick to out, here and below. */
void ky_stored_begin(const ky_record *r, const ky_schema *s, ky_buf *out);

/* Add the analysis of the record's next text. */
void ky_stored_add(const ja_analysis *a, ky_buf *out);

/* Read a document's data.
 *  data    borrowed, must outlive *ret.
 *  errors  CORRUPT, NOMEM. */
ky_rc ky_stored_read(ky_str data, const ky_schema *s, ky_arena *arena, ky_stored *ret, ky_err *err);

/* The same without the texts: the record alone. */
ky_rc ky_stored_record(ky_str data, const ky_schema *s, ky_arena *arena, ky_record *ret,
                       ky_err *err);

#endif
