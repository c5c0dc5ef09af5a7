/* Pieces of a table's texts, to ask for. */
#ifndef TESTS_PICK_H
#define TESTS_PICK_H

#include "base/buf.h"
#include "ja/analyser.h"
#include "random.h"
#include "table.h"

/* The searched texts of a record, folded and analysed. */
typedef struct texts {
    ja_analysis *items;
    size_t *fields;
    size_t n;
} texts;

/* Analyse record i; lives in arena. */
texts texts_of(const table *t, size_t i, ky_arena *arena);

/* Append a random stretch of 1..max characters of some searched text of the table. */
void pick_piece(const table *t, dice *d, size_t max, ky_buf *out);

/* True where some text of the record holds the folded needle under the span rule: a plain scan of
 * every place, which shares nothing with the index but the rule. */
bool record_holds(const texts *ts, ky_str needle);

/* The same for one text. */
bool text_holds(const ja_analysis *a, ky_str needle);

#endif
