/* The inside of an open index, for the files of lib/search alone. */
#ifndef KY_SEARCH_INDEX_PRIV_H
#define KY_SEARCH_INDEX_PRIV_H

#include "base/json.h"
#include "columns.h"
#include "index.h"
#include "lexicon.h"
#include "readings.h"
#include "record.h"
#include "xapian.h"

/* A value of a facet that a typed keyword may mean, as a whole or in part. */
typedef struct ky_facet_value {
    size_t field;
    ky_str value;
    ja_analysis text;
    ky_str key;       /* kana key of its reading, marks left out */
    uint32_t records; /* that carry it */
} ky_facet_value;

typedef struct ky_held ky_held;

/* Whether a character stands behind another in some record. */
typedef struct ky_known_pair {
    uint32_t character; /* 0: nothing is known here */
    uint32_t after;     /* 0: a mark or the end */
    bool stands;
} ky_known_pair;

enum { KY_KNOWN_PAIRS = 2048 };
typedef struct ky_standing ky_standing;
typedef struct ky_sample ky_sample;

struct ky_index {
    xapc_database *db;
    ky_schema *schema;
    ja_analyser *ja;
    const ja_model *model;
    char generation[KY_GENERATION_BYTES];
    uint32_t records;
    uint32_t *widths; /* by field: most values that a record has */
    ky_columns columns;
    ky_arena arena;         /* of what is read once */
    ky_arena scratch;       /* of one question */
    uint64_t deadline_us;   /* of the question, by xapc_clock_us(); 0: none */
    ky_facet_value *values; /* by field, then vocabulary order or code points */
    size_t n_values;
    ky_lexicon lexicon;
    ky_readings readings;
    ky_known_pair pairs[KY_KNOWN_PAIRS]; /* looked up lately; a published index never changes */
    ky_held *held; /* what entries of the lexicon bring (held.h); NULL before it is asked */
    const ky_standing *told; /* by entry of the lexicon (told.h); NULL where it has to be asked */
    struct ky_kept_records *kept; /* read lately (fetch.h); NULL before any */
    uint64_t round;               /* of the question: ky_index_rest() begins the next */
    ky_sample *sample; /* what the last words in front bring (sample.h); NULL before any */
    json_t *datasets;
    uint32_t holders; /* besides the one that opened it */
    ky_str built;
    ky_str program;
};

/* A question is done: its scratch memory is taken back, and the records that it read may give way
 * to others. */
void ky_index_rest(ky_index *ix);

/* Another holder of the index, which every one frees; for the index's thread. */
ky_index *ky_index_hold(ky_index *ix);

/* Open a generation's folder, whether published or not. `generation` becomes its name. */
ky_rc ky_index_open_folder(const char *path, const char *generation, const ja_model *model,
                           ky_index **ret, ky_err *err);

/* Open the databases of a generation's folder. */
ky_rc ky_shards_open(const char *path, xapc_database **ret, ky_err *err);

/* A whole number in the metadata, such as KY_META_RECORDS. CORRUPT where it is none. */
ky_rc ky_meta_u32(xapc_database *db, const char *key, uint32_t *ret, ky_err *err);

#endif
