/* How the texts of a hit sound, where that decides what is marked: 祭 is read まつり in one place
 * and さい in another. */
#ifndef KY_SEARCH_HEARING_H
#define KY_SEARCH_HEARING_H

#include "keyword.h"
#include "stored.h"

/* Analyse those texts of a record again that hold a spelling which a keyword asks for and which is
 * read so in some places alone: a stored analysis has no readings.
 *  st      the new analyses are in the index's scratch arena.
 *  errors  NOMEM, INTERNAL.
 *  cost    a look for each such spelling; MeCab, some 10 MB/s, where one stands. */
ky_rc ky_hear(ky_index *ix, const ky_keywords *ks, ky_stored *st, ky_err *err);

#endif
