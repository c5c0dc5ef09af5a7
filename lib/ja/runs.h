/* Runs of words of which an end is no border of the best path: those of another cut (recut.h) and
 * those that a part of a token begins or ends. For lib/ja alone. */
#ifndef KY_JA_RUNS_H
#define KY_JA_RUNS_H

#include "heard.h"
#include "sounds.h"

enum {
    JA_MAX_CUT_WORDS = 5, /* of another cut */
    JA_MAX_RUN_NEIGHBOURS = JA_MAX_RUN_WORDS - 1,
};

typedef struct ja_run_word {
    size_t start, end; /* bytes of the whole text */
    ky_str key;        /* empty where the reading is not known */
    bool prefix, suffix;
} ja_run_word;

/* Words side by side. */
typedef struct ja_run_words {
    ja_run_word items[JA_MAX_CUT_WORDS + 2 * JA_MAX_RUN_NEIGHBOURS];
    size_t n;
} ja_run_words;

/* The token as a word that another noun may stand beside; false where it is none. */
bool ja_run_neighbour(const ja_hearing *h, size_t token, ja_run_word *ret);

/* Append the neighbours that stand before `token`, and those from `token` on. */
void ja_runs_before(const ja_hearing *h, size_t token, ja_run_words *w);
void ja_runs_behind(const ja_hearing *h, size_t token, ja_run_words *w);

/* True where byte `at`, at or behind `token`, is a border of tokens. */
bool ja_runs_border(const ja_hearing *h, size_t token, size_t at);

/* Hear (JA_HOLD_RAGGED) the runs of up to JA_MAX_RUN_WORDS of the words that no suffix begins and
 * no prefix ends, where one of their ends tears a token. token: one at or before the first. Errors
 * NOMEM. */
ky_rc ja_runs_add(const ja_hearing *h, size_t token, const ja_run_words *w);

/* Hear the runs that begin with the end of a token or end with the beginning of one, where that is
 * a word of two characters or more that is heard inside it: 学校給食 in 小学校|給食. What is inside
 * must have been heard. Errors NOMEM. */
ky_rc ja_hear_part_runs(const ja_hearing *h);

#endif
