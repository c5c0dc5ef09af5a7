/* A peer to measure against in the same run: the design that ranking began with, and nothing else.
 *
 * Base forms of content words with positions and pairs of characters, the title counted three
 * times, BM25+, any of them enough; neighbouring words of the question that stand within eight
 * positions of each other weigh .2 of their weights more, pairs .5. One part of an index alone
 * finds, so it has no readings, spellings, parts of words, facets or marks. */
#ifndef BENCH_PEER_H
#define BENCH_PEER_H

#include "base/json.h"
#include "ja/analyser.h"
#include "search/record.h"

typedef struct peer peer;

/* Begin an index in the folder dir, which must not exist.
 *  model   outlives the peer.
 *  ret     free with peer_free().
 *  errors  IO, NOMEM, INTERNAL. */
ky_rc peer_new(const char *dir, const ky_schema *schema, const ja_model *model, peer **ret,
               ky_err *err);
void peer_free(peer *p);
KY_DEFINE_CLEANUP(peer, peer_free)

/* Errors INVALID (not UTF-8), IO, NOMEM. */
ky_rc peer_add(peer *p, const ky_record *r, ky_err *err);

/* Write it, compacted, and open it. ret_bytes  what it takes on disk. Errors IO, NOMEM. */
ky_rc peer_finish(peer *p, uint64_t *ret_bytes, ky_err *err);

/* Answer q as a judged_ask does (bench_judged.h): "hits" with "id" and "score", at most limit, each
 * with its record's data fetched. */
ky_rc peer_ask(peer *p, ky_str q, uint32_t limit, json_t **ret, ky_err *err);

#endif
