/* A set of judged questions, asked and scored. */
#ifndef BENCH_JUDGED_H
#define BENCH_JUDGED_H

#include "base/json.h"

/* Answer q as /v1/search does. *ret is a new reference on KY_OK only. */
typedef ky_rc judged_ask(void *payload, ky_str q, json_t **ret, double *ret_ms, ky_err *err);

typedef struct judged_figures {
    size_t n;   /* questions that have a judgement */
    double mrr; /* mean of 1 / rank of the first relevant record among the first ten, or 0 */
    double mean_ms;
    double median_ms;
} judged_figures;

/* Ask NAME.queries.tsv (id, question) of a folder and score what is found by NAME.qrels.txt (id, 0,
 * record, relevance). A judged question that is not asked scores 0.
 *  runs    a folder for NAME.run, or NULL.
 *  errors  INVALID (a line that cannot be read), NOT_FOUND, IO, NOMEM, and those of ask. */
ky_rc judged_measure(const char *folder, const char *name, const char *runs, judged_ask *ask,
                     void *payload, judged_figures *ret, ky_err *err);

#endif
