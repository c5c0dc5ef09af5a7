/* The words in front of one that is being typed, on an index of too many records to list them all:
 * a sample of the records that they bring, with what stands in these. */
#ifndef KY_SEARCH_BESIDE_H
#define KY_SEARCH_BESIDE_H

#include "index_priv.h"

enum { KY_BESIDE_RECORDS = 24 };

typedef struct ky_beside ky_beside;

/* KY_BESIDE_RECORDS of the records that a question brings, every keyword required: where the
 * lexicon knows its words, of those that hold them as they are typed or sound.
 *  ret     lives until the next question; asked for again at once it costs nothing.
 *  errors  as for ky_plan_make(), also INVALID. Uses the index's scratch arena and leaves what it
 *          took there.
 *  cost    reading the records; a plan, where the lexicon does not know the words. */
ky_rc ky_beside_of(ky_index *ix, ky_str head, const ky_beside **ret, ky_err *err);

uint32_t ky_beside_records(const ky_beside *b);

/* How many of them an entry of the lexicon stands in, so that it brings them as a question: a word
 * by its base form, a facet value by its records, all else under the span rule. */
uint32_t ky_beside_count(const ky_beside *b, ky_lexicon_entry e);

/* Raise *ret to how many of all records the term of an entry shares with the words in front, at
 * least where these are no more than 100; not where either is not known by its terms, or the sample
 * is all there are.
 * Errors STALE, CORRUPT, IO, NOMEM. Cost: a search for two terms. */
ky_rc ky_beside_met(ky_index *ix, const ky_beside *b, uint32_t entry, uint32_t *ret, ky_err *err);

void ky_beside_free(ky_beside *b);

#endif
