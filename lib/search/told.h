/* What each entry of a small index's lexicon brings as a question, found out when it is built and
 * kept in the metadata, so that no suggestion has to ask. */
#ifndef KY_SEARCH_TOLD_H
#define KY_SEARCH_TOLD_H

#include "held.h"

enum {
    KY_TOLD_RECORDS = 1000, /* of an index at most: asking takes some .3 ms an entry */
    KY_TOLD_ENTRIES = 10000,
};

/* Ask every entry of a finished index that is in service nowhere, and write what they bring into
 * the metadata of its first shard. Nothing is written for an index of more records or entries.
 *  folder  of the generation; no other file of it is open.
 *  errors  CORRUPT, IO, NOMEM, INTERNAL.
 *  cost    a question for each entry, and the first shard is compacted once more. */
ky_rc ky_told_add(const char *folder, const ja_model *model, ky_err *err);

/* Read it when an index is opened. ix->told stays NULL where there is none, and where other words
 * of questions or another version of the program asked.
 *  errors  CORRUPT, STALE, IO, NOMEM. */
ky_rc ky_told_load(ky_index *ix, ky_err *err);

#endif
