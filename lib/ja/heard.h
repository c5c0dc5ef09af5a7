/* What the dictionary tells about how a text sounds, beyond the best path: the readings of each
 * token, the words inside a token, and words that cross the borders of tokens. For lib/ja alone. */
#ifndef KY_JA_HEARD_H
#define KY_JA_HEARD_H

#include <mecab.h>

#include "analyser.h"
#include "rules.h"

/* Words heard in one text so far, by their start. */
typedef struct ja_heard_list {
    ja_heard *items;
    size_t n;
    size_t cap;
} ja_heard_list;

/* One piece that MeCab has just parsed. */
typedef struct ja_hearing {
    mecab_lattice_t *lattice; /* as parsed, with the nodes off the best path */
    mecab_model_t *mecab;     /* knows what it costs that two nodes stand together */
    const ja_rules *rules;
    ky_arena *arena;   /* holds the readings */
    ky_str folded;     /* the whole text */
    size_t start, end; /* of the piece in it */
    ja_token *tokens;  /* those of the piece; their keys are set here */
    size_t n;
    ja_heard_list *heard;
    ky_err *err;
} ja_hearing;

/* Set the keys of the piece's tokens and append the words inside and across them.
 * Errors NOMEM, INTERNAL. */
ky_rc ja_hear(ja_hearing *h);

/* The kana key of a reading, kept in the arena; empty where the reading holds kanji. Errors NOMEM.
 */
ky_rc ja_keep_key(const ja_hearing *h, ky_str reading, ky_str *ret);

/* Add a word to the list, which stays in the order of starts and ends and holds each once.
 *  start, end  bytes of the whole text.
 *  key         kept by the caller; may be empty.
 *  errors      NOMEM. */
ky_rc ja_add_heard(const ja_hearing *h, size_t start, size_t end, ky_str key, ja_hold hold);

/* The node of the best path that is the whole token; NULL for a part of a compound and for what
 * MeCab left out. */
const mecab_node_t *ja_best_node(const ja_hearing *h, const ja_token *t);

/* The token at or after token `from` that holds byte `at` as its end or inside; h->n where a mark
 * comes first. */
size_t ja_token_ending(const ja_hearing *h, size_t from, size_t at);

#endif
