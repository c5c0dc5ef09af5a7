/* Runs of words side by side: the compounds of a text that somebody may begin to type. */
#ifndef KY_SEARCH_RUNS_H
#define KY_SEARCH_RUNS_H

#include "ja/analyser.h"

enum { KY_MAX_RUN_WORDS = 4 };

/* Called for each; the strings die with the call. Anything but KY_OK stops the walk. */
typedef ky_rc ky_run_visit(void *payload, ky_str spelling, ky_str key, ky_err *err);

/* Visit the runs of 2 to KY_MAX_RUN_WORDS content words of a text, by where they begin, then by
 * their length, each with its likeliest reading as a kana key: that of every word in its place. A
 * mark parts words. No run begins directly behind a digit, nor with a word of one character
 * directly behind another word unless it begins a longer one (生ごみ): that is mostly a counter or
 * a suffix (か月 of 3か月, 者 of 障害者).
 *  errors  NOMEM, and whatever visit returns. */
ky_rc ky_runs(const ja_analysis *a, ky_run_visit *visit, void *payload, ky_err *err);

#endif
