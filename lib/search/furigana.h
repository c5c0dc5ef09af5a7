/* How the texts of a record are read. */
#ifndef KY_SEARCH_FURIGANA_H
#define KY_SEARCH_FURIGANA_H

#include "index_priv.h"

/* Add a record's furigana to an object:
 *   "ruby"    {field: [[text, reading], [text], …]} for every text field in the schema's order,
 *             pieces as ja_ruby_make() cuts them; one without a reading has the text alone, and a
 *             field that is empty has no piece
 *   "values"  {field: [pieces, …]} the same of each value of every facet
 *   "notes"   {field: [pieces, …]} the same of the note of each value, where the facet takes notes
 *             and the record has one; none for a value without
 * The texts of a field or a value, joined, are what ky_record_to_json() gives for it.
 *  errors  NOMEM, INTERNAL.
 *  cost    an analysis of every text and value. Uses the index's scratch arena. */
ky_rc ky_furigana(ky_index *ix, const ky_record *r, json_t *out, ky_err *err);

#endif
