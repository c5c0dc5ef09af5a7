/* Questions, and what to look for in their answers. Whatever fails here ends the test, but for
 * try_ask(). */
#ifndef TESTS_ASK_H
#define TESTS_ASK_H

#include "search/answer.h"
#include "search/suggest.h"

/* Parameters as "name=value" strings, nothing decoded, NULL at the end. */
#define PARAMS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Parse and answer. *ret is a new reference on KY_OK only. */
ky_rc try_ask(ky_index *ix, const char *const *params, uint64_t limit_us, json_t **ret,
              ky_err *err);

/* A new reference. */
json_t *ask_list(ky_index *ix, const char *const *params);
#define ask(ix, ...) ask_list((ix), PARAMS(__VA_ARGS__))

/* The numbers of all hits in their order, such as "2,59,61"; free it. */
char *numbers_list(ky_index *ix, const char *const *params);
/* The ids in the same way. */
char *ids_list(ky_index *ix, const char *const *params);

/* Every hit is one of `wanted`, a list as above, in that order; by number. */
#define assert_numbers(ix, wanted, ...)                                                            \
    assert_hits_list((ix), numbers_list((ix), PARAMS(__VA_ARGS__)), (wanted), __FILE__, __LINE__)
#define assert_ids(ix, wanted, ...)                                                                \
    assert_hits_list((ix), ids_list((ix), PARAMS(__VA_ARGS__)), (wanted), __FILE__, __LINE__)
void assert_hits_list(ky_index *ix, char *found, const char *wanted, const char *file, int line);

/* The total of an answer, of a question. */
json_int_t total_of(const json_t *answer);
json_int_t total_list(ky_index *ix, const char *const *params);
#define total(ix, ...) total_list((ix), PARAMS(__VA_ARGS__))

/* The counts of a facet in an answer as "value count[*], …", * where selected; zeros too where
 * asked for. Free it. */
char *facet_text(const json_t *answer, const char *facet, bool zeros);

/* The member at a path such as "query.relaxed" or "hits.0.name"; NULL where there is none. */
json_t *at(json_t *j, const char *path);
const char *text_at(json_t *j, const char *path);

/* The answer of suggest; fails the test where there is none. */
json_t *suggest(ky_index *ix, const char *q, uint32_t limit);

/* Where a text stands among the suggestions, or SIZE_MAX. */
size_t rank_of(const json_t *answer, const char *text);

#endif
