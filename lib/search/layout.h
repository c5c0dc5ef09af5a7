/* The layout of an index: boolean terms, value slots, metadata. docs/index-layout.md draws it.
 *
 * Text terms are lib/ja's; no other file than this one makes the rest. */
#ifndef KY_SEARCH_LAYOUT_H
#define KY_SEARCH_LAYOUT_H

#include "base/buf.h"
#include "ja/sounds.h"
#include "record.h"

/* Raised whenever an index of the version before cannot be read as one of this. */
#define KY_LAYOUT_VERSION "4"

enum {
    KY_MAX_BOOLEAN_TERM_BYTES = 200, /* longer facet values are indexed by their hash */
    KY_FIELD_GAP = 100,              /* positions between two texts of a record */
    KY_FACET_MAIN_WDF = 3,           /* of a searched facet's first value; the next have 2, 1 */
    KY_MAX_NAME_KEY_BYTES = 900,     /* of the reading in the key for sort=name */
};

/* Value slots. The sort keys are byte strings whose order is the contract's, ties and all. */
enum {
    KY_SLOT_TIES = 0,        /* year descending, number, id */
    KY_SLOT_NUMBER = 1,      /* number, year descending, id */
    KY_SLOT_NUMBER_DESC = 2, /* number descending, year descending, id */
    KY_SLOT_NAME = 3,        /* reading, number, year descending, id */
    KY_SLOT_FACETS = 16,     /* KY_MAX_VALUES slots for each field of the schema */
};

/* The slot of a field's i-th value. */
uint32_t ky_slot_facet(size_t field, size_t i);

/* Metadata keys, each a UTF-8 string. */
#define KY_META_LAYOUT "kyodo.layout"
#define KY_META_FINGERPRINT "kyodo.fingerprint"
#define KY_META_SCHEMA "kyodo.schema"
#define KY_META_RECORDS "kyodo.records"
#define KY_META_BUILT "kyodo.built"       /* RFC 3339, UTC, with microseconds */
#define KY_META_PROGRAM "kyodo.program"   /* version of the indexer */
#define KY_META_WIDTHS "kyodo.widths"     /* JSON list: most values a record has, by field */
#define KY_META_DATASETS "kyodo.datasets" /* JSON list of what is told of each */

/* Blobs (blob.h). */
#define KY_META_LEXICON "kyodo.lexicon."
#define KY_META_READINGS "kyodo.readings."
#define KY_META_TOLD "kyodo.told."

/* Append a boolean term to out. value is in NFC. */
void ky_term_facet(const ky_field *f, ky_str value, ky_buf *out);
/* True where the text behind a facet term's prefix is no value but the hash of one. */
bool ky_term_is_hashed(ky_str text);

void ky_term_id(ky_str id, ky_buf *out);
void ky_term_number(uint32_t number, ky_buf *out);
/* Every record of a data set has it. */
void ky_term_dataset(ky_str id, ky_buf *out);

/* What every facet term of a field begins with. */
void ky_term_facet_prefix(const ky_field *f, ky_buf *out);

/* Terms of the databases that last as long as a build and hold the sounds of its records. */
void ky_term_sound(const ja_sound *s, ky_buf *out);
/* What all of a kind, certain or not, begin with. */
void ky_term_sound_prefix(ja_sound_kind kind, bool certain, ky_buf *out);
/* Take one apart; what comes back is borrowed from it. False for any other term. */
bool ky_term_is_sound(ky_str term, ja_sound *ret);

/* Append the sort key of one slot (TIES to NAME) for a record. reading is used by NAME alone. */
void ky_sort_key(uint32_t slot, const ky_record *r, ky_str reading, ky_buf *out);

#endif
