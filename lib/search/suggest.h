/* Completions of what has been typed so far: GET /v1/suggest. */
#ifndef KY_SEARCH_SUGGEST_H
#define KY_SEARCH_SUGGEST_H

#include "base/json.h"
#include "index.h"
#include "request.h"

enum {
    KY_DEFAULT_SUGGESTIONS = 10,
    KY_MAX_SUGGESTIONS = 50,
    KY_MAX_SUGGEST_KEYS = 128, /* characters */
    /* Up to so many records each count is the total that the text brings as a question; beyond it,
     * where counting would take too long while someone types, the number of records that hold the
     * very words, which is never larger. */
    KY_SUGGEST_COUNTED_RECORDS = 20000,
};

typedef struct ky_suggest_request {
    ky_str q; /* as typed, control characters as blanks */
    uint32_t limit;
    bool asks_keys; /* the answer tells which of these lead on: */
    ky_str keys;    /* the characters of a keyboard; control characters as blanks */
} ky_suggest_request;

/* Check and take the parameters of GET /v1/suggest: q, limit and keys.
 *  ret     filled on success only; what it points to lives in arena.
 *  errors  INVALID with a sentence that names the parameter and what is accepted; NOMEM. */
ky_rc ky_suggest_parse(const ky_param *params, size_t n, ky_arena *arena, ky_suggest_request *ret,
                       ky_err *err);

/* Answer it.
 *  ret      a new reference to
 *           {"suggestions": [{"text", "kind", "reading", "count"}], "next": […]}, where it asks
 *           for keys with "keys": […] (keys.h) behind.
 *           What begins as typed comes first, the whole of it before its beginning before a later
 *           word of a name or a facet value; then what brings more records, the shorter, by code
 *           point. Of a question of several words the last one is completed, and the text is the
 *           whole new question.
 *  errors   STALE, CORRUPT, IO, NOMEM.
 *  threads  the index's thread.
 *  cost     a look at the count of every entry that begins so, and what counting the suggestions
 *           takes: docs/index-layout.md has the figures. */
ky_rc ky_suggest(ky_index *ix, const ky_suggest_request *rq, json_t **ret, ky_err *err);

#endif
