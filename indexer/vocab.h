/* Which published value a cell is: exactly, in another width or spacing, or with a note. */
#ifndef KY_INDEXER_VOCAB_H
#define KY_INDEXER_VOCAB_H

#include "search/schema.h"

#include "base/arena.h"

typedef struct ky_vocab ky_vocab;

/* Prepare the folded forms of a schema's columns and values.
 *  schema  outlives the result.
 *  ret     replaced on success only; free with ky_vocab_free(). Errors NOMEM. */
ky_rc ky_vocab_new(const ky_schema *schema, ky_vocab **ret, ky_err *err);

void ky_vocab_free(ky_vocab *v);
KY_DEFINE_CLEANUP(ky_vocab, ky_vocab_free)

typedef struct ky_value {
    ky_str value;   /* as the schema spells it; else the cell itself in NFC */
    ky_str note;    /* of `value（note）`; empty where there is none */
    size_t index;   /* in the field's vocabulary; n_vocabulary where it is not in there */
    bool respelled; /* the cell was written otherwise */
} ky_value;

/* Read a trimmed, not empty cell as a value of a facet. Strings live in arena, in the schema, or
 * are borrowed from cell. A value of an open facet is never in a vocabulary. Errors NOMEM. */
ky_rc ky_vocab_read(const ky_vocab *v, size_t field, ky_str cell, ky_arena *arena, ky_value *ret,
                    ky_err *err);

/* True where the cell is a value of the closed facet `field`, with or without a note. */
bool ky_vocab_has(const ky_vocab *v, size_t field, ky_str cell, ky_arena *arena);

/* True where text, at the end of a file, is a value of the facet but may be the beginning of a
 * longer one, or of the same with its note. */
bool ky_vocab_may_be_cut(const ky_vocab *v, size_t field, ky_str text);

/* True where text, at the end of a file, is no value but the beginning of one, of any facet; a
 * character that was cut may stand at its end. */
bool ky_vocab_is_cut(const ky_vocab *v, ky_str text, ky_arena *arena);

/* The field whose column is headed by text, or n_fields; folded alike. *ret_respelled says
 * whether it was written otherwise. */
size_t ky_vocab_column(const ky_vocab *v, ky_str text, ky_arena *arena, bool *ret_respelled);

/* True where text, trimmed, is empty, a mark of the schema, or nothing but dashes of any kind. */
bool ky_vocab_is_none(const ky_vocab *v, ky_str text);

#endif
