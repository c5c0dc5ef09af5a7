/* How the texts of a hit sound, where that decides what is marked: 祭 is read まつり in one place
 * and さい in another. */
#ifndef KY_SEARCH_HEARING_H
#define KY_SEARCH_HEARING_H

#include "keyword.h"
#include "stored.h"

/* Analyse the texts of a record again where a keyword asks for spellings that are read so in some
 * places alone, and one of them stands there: a stored analysis has no readings.
 *  st      its texts' analyses are then in the index's scratch arena; else it is as it was.
 *  errors  NOMEM, INTERNAL.
 *  cost    a look for each such spelling; MeCab, some 10 MB/s, where one stands there. */
ky_rc ky_hear(ky_index *ix, const ky_keywords *ks, ky_stored *st, ky_err *err);

#endif
