/* The one function behind every program: a request in, the answer of the contract out. */
#ifndef KY_SEARCH_ANSWER_H
#define KY_SEARCH_ANSWER_H

#include "base/json.h"
#include "index.h"
#include "request.h"

/* Answer GET /v1/search.
 *  limit_us  time limit of the whole question in microseconds; 0 for none.
 *  ret       a new reference to the answer, members in the contract's order.
 *  errors    TIMEOUT, STALE (the files were taken away under the reader: open again), CORRUPT, IO,
 *            NOMEM. A request that ky_request_parse() accepted is never INVALID.
 *  threads   the index's thread. */
ky_rc ky_answer_search(ky_index *ix, const ky_request *rq, uint64_t limit_us, json_t **ret,
                       ky_err *err);

/* Answer GET /v1/projects/ID: the record with "similar". id may be the bare number where only one
 * record has it (bare_number true). NOT_FOUND where there is none, INVALID where a bare number
 * means several. */
ky_rc ky_answer_record(ky_index *ix, ky_str id, bool bare_number, json_t **ret, ky_err *err);

/* The same with how its texts are read, and those of each similar record: "ruby", "values" and
 * "notes" (furigana.h) behind all else of the record, and in front of a similar one's "reason". */
ky_rc ky_answer_record_read(ky_index *ix, ky_str id, bool bare_number, json_t **ret, ky_err *err);

/* How the texts of the same record are read: {"id", "ruby": {field: [[text, reading], [text]]},
 * "values": {field: [[[text, reading]]]}, "notes"} (furigana.h). Parameters and errors as for
 * ky_answer_record(). */
ky_rc ky_answer_furigana(ky_index *ix, ky_str id, bool bare_number, json_t **ret, ky_err *err);

/* Answer GET /v1/schema: {"facets": [{"name", "kind", "labels": {"ja","en","easy"}, "open",
 * "values": [{"value", "labels"}]}], "fields": […], "datasets": [{"id","title","year","source",
 * "url","licence","records"}], "index": {"generation","records",…}, "words"}. */
ky_rc ky_answer_schema(ky_index *ix, json_t **ret, ky_err *err);

#endif
