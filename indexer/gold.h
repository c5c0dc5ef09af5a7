/* Questions with known answers: asked of a new index before it is published, and by the tests. */
#ifndef KY_INDEXER_GOLD_H
#define KY_INDEXER_GOLD_H

#include "search/answer.h"

/* Record numbers, ascending; one that two years share stands there twice. */
typedef struct ky_gold_numbers {
    uint32_t *items;
    size_t n;
    size_t cap;
} ky_gold_numbers;

void ky_gold_numbers_fini(ky_gold_numbers *l); /* for KY_CLEANUP; empty afterwards */

/* The numbers of every record that a question finds, however many pages they take. What is found
 * by relaxing does not count.
 *  ret      free with ky_gold_numbers_fini().
 *  errors   INVALID (the question is too long), and what ky_answer_search() gives. */
ky_rc ky_gold_find(ky_index *ix, ky_str q, ky_gold_numbers *ret, ky_err *err);

/* One question of a file, asked. Valid during the visit. */
typedef struct ky_gold_line {
    size_t number; /* of the line, from 1 */
    ky_str q;
    ky_str remark; /* what stands behind the numbers, or empty */
    const ky_gold_numbers *wanted;
    const ky_gold_numbers *found;
    bool right;
} ky_gold_line;

typedef void ky_gold_visit(void *payload, const ky_gold_line *line);

/* Ask every question of a file.
 *  path     lines of tab-separated cells: a query; the numbers of the records that it finds, joined
 *           by commas, or - where it finds nothing (or only by relaxing); anything more is a
 *           remark. Blank lines and lines that begin with # say nothing.
 *  visit    called for each in turn.
 *  errors   INVALID (a line that is no question: file and line), NOT_FOUND, IO, and what
 *           ky_answer_search() gives. */
ky_rc ky_gold_ask(ky_index *ix, const char *path, ky_gold_visit *visit, void *payload, ky_err *err);

/* The same, where each question that is answered wrongly is complained about on standard error.
 *  ret_bad  how many there are. */
ky_rc ky_gold_check(ky_index *ix, const char *path, size_t *ret_bad, ky_err *err);

#endif
