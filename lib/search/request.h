/* A question, typed and bounded: the same for the kiosk, the site and the command line. */
#ifndef KY_SEARCH_REQUEST_H
#define KY_SEARCH_REQUEST_H

#include "base/arena.h"
#include "schema.h"

enum {
    KY_MAX_Q_BYTES = 500,
    KY_MAX_OFFSET = 10000,
    KY_MAX_LIMIT = 100,
    KY_MAX_FACET_LIMIT = 1000,
    KY_DEFAULT_LIMIT = 20,
    KY_DEFAULT_FACET_LIMIT = 50,
    KY_MAX_PARAMS = 256, /* parameters of one request */
};

/* One name=value as it came, percent-decoded. */
typedef struct ky_param {
    ky_str name;
    ky_str value;
} ky_param;

typedef enum ky_match { KY_MATCH_AUTO, KY_MATCH_ALL, KY_MATCH_ANY } ky_match;
typedef enum ky_sort {
    KY_SORT_RELEVANCE,
    KY_SORT_NUMBER,
    KY_SORT_NUMBER_DESC,
    KY_SORT_NAME
} ky_sort;

/* The chosen values of one field, alternatives of each other. */
typedef struct ky_choice {
    ky_str *values; /* NFC */
    size_t n;
} ky_choice;

typedef struct ky_request {
    ky_str q;          /* as typed */
    ky_choice *chosen; /* one per schema field */
    bool *counted;     /* one per schema field: its facet is asked for */
    ky_match match;
    ky_sort sort;
    bool sort_given; /* false: relevance, or number where nothing is left of q */
    uint32_t offset;
    uint32_t limit;
    uint32_t facet_limit;
    bool explain;  /* each hit tells why it is one */
    bool furigana; /* each hit tells how it is read */
} ky_request;

/* A parameter's value as every path takes it: control characters, NUL among them, are blanks.
 *  ret     lives in arena.
 *  errors  INVALID (name or value is not UTF-8), NOMEM. */
ky_rc ky_param_clean(const ky_param *param, ky_arena *arena, ky_str *ret, ky_err *err);

/* Check and take the parameters of GET /v1/search, as docs/api.md lists them.
 *  params  in any order; names and values are checked for UTF-8 here. Control characters count as
 *          white space.
 *  ret     filled on success only; what it points to lives in arena.
 *  errors  INVALID with a sentence that names the parameter and what is accepted; NOMEM.  */
ky_rc ky_request_parse(const ky_schema *s, const ky_param *params, size_t n, ky_arena *arena,
                       ky_request *ret, ky_err *err);

/* The parameters of GET /v1/projects/ID: whether the record tells how it is read.
 *  ret_furigana  filled on success only.
 *  errors        as ky_request_parse(). */
ky_rc ky_record_request_parse(const ky_param *params, size_t n, ky_arena *arena, bool *ret_furigana,
                              ky_err *err);

#endif
