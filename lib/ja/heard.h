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
    mecab_lattice_t *probe;   /* another one, to try other cuts */
    mecab_t *tagger;
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

#endif
