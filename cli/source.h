/* Where answers come from: an index that this process opens, or a daemon. Both give the same JSON.
 */
#ifndef KY_CLI_SOURCE_H
#define KY_CLI_SOURCE_H

#include "base/json.h"
#include "base/mem.h"
#include "search/request.h"

typedef struct cli_source cli_source;

/* What the user named; strings are borrowed for the life of the source. */
typedef struct cli_place {
    const char *index;      /* directory; not used where there is a server */
    const char *server;     /* http://host:port or unix:/path; NULL for an index */
    const char *dictionary; /* compiled IPADIC, for an index */
    const char *data;       /* folder of the project's own words, for an index */
} cli_place;

/* One answer: parsed, and as JSON text on one line without its end. */
typedef struct cli_answer {
    json_t *json;
    ky_buf text;
} cli_answer;

void cli_answer_fini(cli_answer *a); /* for KY_CLEANUP */

/* True where text is an address that cli_source_open() takes for a server. */
bool cli_is_server(const char *text);

/* Open an index, or get ready to ask a daemon, which is not asked yet.
 *  errors  whatever ja_model_open() and ky_index_open() report; IO, NOMEM. None of them is the
 *          fault of how the program was called. */
ky_rc cli_source_open(const cli_place *place, cli_source **ret, ky_err *err);
void cli_source_free(cli_source *s);
KY_DEFINE_CLEANUP(cli_source, cli_source_free)

/* GET /v1/schema, /v1/search, /v1/suggest and /v1/projects/ID. *ret is filled on success only and
 * begins as `cli_answer a = {0};`.
 *  id      may be the bare number where one record alone has it.
 *  errors  INVALID (the request: say it to the user), NOT_FOUND (no such record); anything else
 *          is the index's or the daemon's failure. */
ky_rc cli_source_schema(cli_source *s, cli_answer *ret, ky_err *err);
ky_rc cli_source_search(cli_source *s, const ky_param *params, size_t n, cli_answer *ret,
                        ky_err *err);
ky_rc cli_source_suggest(cli_source *s, const ky_param *params, size_t n, cli_answer *ret,
                         ky_err *err);
ky_rc cli_source_record(cli_source *s, ky_str id, cli_answer *ret, ky_err *err);

#endif
