/* The words in front of one that is being typed, on an index of too many records to list them all:
 * a sample of the records that they bring, with what stands in these. */
#ifndef KY_SEARCH_SAMPLE_H
#define KY_SEARCH_SAMPLE_H

#include "index_priv.h"

enum { KY_SAMPLE_RECORDS = 24 };

typedef struct ky_sample ky_sample;

/* KY_SAMPLE_RECORDS of the records that a question brings, every keyword required: where the
 * lexicon knows its words, of those that hold them as they are typed or sound.
 *  ret     lives until the next question; asked for again at once it costs nothing.
 *  errors  as for ky_plan_make(), also INVALID. Uses the index's scratch arena and leaves what it
 *          took there.
 *  cost    reading the records; a plan, where the lexicon does not know the words. */
ky_rc ky_sample_of(ky_index *ix, ky_str head, const ky_sample **ret, ky_err *err);

uint32_t ky_sample_records(const ky_sample *s);

/* How many of them an entry of the lexicon stands in, so that it brings them as a question: a word
 * by its base form, a facet value by its records, all else under the span rule. */
uint32_t ky_sample_count(const ky_sample *s, ky_lexicon_entry e);

/* Raise *ret to how many of all records the term of an entry shares with the words in front, at
 * least where these are no more than 100; not where either is not known by its terms, or the sample
 * is all there are.
 * Errors STALE, CORRUPT, IO, NOMEM. Cost: a search for two terms. */
ky_rc ky_sample_met(ky_index *ix, const ky_sample *s, uint32_t entry, uint32_t *ret, ky_err *err);

void ky_sample_free(ky_sample *s);

#endif
