/* How the texts of a hit sound, where that decides what is marked: 祭 is read まつり in one place
 * and さい in another, and a stored analysis has no readings. */
#ifndef KY_SEARCH_HEARING_H
#define KY_SEARCH_HEARING_H

#include "keyword.h"
#include "stored.h"

/* Find out where in a record the spellings that keywords ask for by their reading are read so. The
 * index tells whether any is; which of several, only the text does.
 *  docid   of the record.
 *  st      its texts are told what was found; everything in the index's scratch arena.
 *  errors  STALE, CORRUPT, IO, NOMEM, INTERNAL.
 *  cost    a look for each such spelling, and one into its postings where it stands; MeCab, some
 *          10 MB/s, for texts where it stands more than once. */
ky_rc ky_hear(ky_index *ix, const ky_keywords *ks, uint32_t docid, ky_stored *st, ky_err *err);

#endif
