/* How the texts of a record are read. */
#ifndef KY_SEARCH_FURIGANA_H
#define KY_SEARCH_FURIGANA_H

#include "index_priv.h"

/* The "ruby" member of a record's furigana: {field: [[text, reading], [text], …]} for every text
 * field in the schema's order, pieces as ja_ruby_make() cuts them; one without a reading has the
 * text alone, and a field that is empty has no piece. The texts of a field, joined, are what
 * ky_record_to_json() gives for it.
 *  ret     a new reference.
 *  errors  NOMEM, INTERNAL.
 *  cost    an analysis of every text field. Uses the index's scratch arena. */
ky_rc ky_furigana(ky_index *ix, const ky_record *r, json_t **ret, ky_err *err);

#endif
