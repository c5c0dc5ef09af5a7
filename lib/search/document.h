/* One record as a Xapian document: terms of its texts, boolean terms, values, stored JSON. */
#ifndef KY_SEARCH_DOCUMENT_H
#define KY_SEARCH_DOCUMENT_H

#include "ja/analyser.h"
#include "record.h"
#include "xapian.h"

/* The searched texts of a record, in the order of their positions in the index. */
typedef struct ky_text_ref {
    size_t field;
    ky_str text;
    uint32_t weight;
} ky_text_ref;

/* List them in arena: texts with a weight, and the notes of facets with one. False without
 * memory. */
bool ky_record_texts(const ky_record *r, const ky_schema *s, ky_arena *arena,
                     const ky_text_ref **ret, size_t *ret_n);

/* Make the document, and another one of its sounds, of which the lexicon and the readings are made
 * (ky_term_sound() of layout.h).
 *  dataset     the record's, or NULL.
 *  scratch     for the analysis; the caller clears it when it likes.
 *  ret         the caller's.
 *  ret_sounds  the caller's.
 *  errors      INVALID (a text is not UTF-8 or too long), NOMEM.
 *  cost        the analysis: 5 to 9 MB/s. */
ky_rc ky_document_make(const ky_record *r, const ky_dataset *dataset, const ky_schema *s,
                       ja_analyser *ja, ky_arena *scratch, xapc_document **ret,
                       xapc_document **ret_sounds, ky_err *err);

#endif
