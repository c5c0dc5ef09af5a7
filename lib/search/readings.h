/* The readings of an index in memory: which spellings stand in its texts under a kana key.
 *
 * It is written into the metadata when the index is built, read when it is opened, and immutable
 * afterwards: any number of threads may read it. Unlike the lexicon it holds every word, and no
 * runs of words: those are cut into words when they are asked for (cuts.h). */
#ifndef KY_SEARCH_READINGS_H
#define KY_SEARCH_READINGS_H

#include "base/buf.h"
#include "base/mem.h"
#include "ja/sounds.h"

/* The bit that says that a spelling stands so under its key; or-ed where it stands in several ways.
 * Not certain: read so where it has the term of this reading (ja/terms.h) alone. RUN is none. */
static inline unsigned ky_read_as(ja_sound_kind kind, bool certain)
{
    return 1U << (2 * (unsigned) kind + (certain ? 0 : 1));
}

/* True where it stands so, certain or not. */
static inline bool ky_is_read_as(unsigned how, ja_sound_kind kind)
{
    return (how & (ky_read_as(kind, true) | ky_read_as(kind, false))) != 0;
}

/* Begin with `ky_readings r = {0};`: none. */
typedef struct ky_readings {
    ky_buf bytes;     /* blocks of entries */
    uint32_t *blocks; /* where each begins */
    size_t n_blocks;
    size_t longest; /* key, in bytes */
} ky_readings;

void ky_readings_fini(ky_readings *r); /* for KY_CLEANUP */

/* Called for each spelling in the order of bytes; it dies with the call. False ends the visit. */
typedef bool ky_reading_visit(void *payload, ky_str spelling, unsigned how);

/* Visit the spellings of a key. O(log entries). */
void ky_readings_find(const ky_readings *r, ky_str key, ky_reading_visit *visit, void *payload);

/* True where some key begins so. Cost as above. */
bool ky_readings_begin(const ky_readings *r, ky_str beginning);

/* Make readings of what ky_readings_add() has written; takes the bytes over.
 *  errors  CORRUPT (they make no sense), NOMEM.
 *  cost    linear, some 20 ns an entry. */
ky_rc ky_readings_parse(ky_buf *bytes, ky_readings *ret, ky_err *err);

/* Writing: entries in the order of key and spelling, each once. Begin with {0}. */
typedef struct ky_readings_writer {
    ky_buf bytes;
    ky_buf before; /* the entry before: key, NUL, spelling */
    size_t n;
} ky_readings_writer;

void ky_readings_writer_fini(ky_readings_writer *w); /* for KY_CLEANUP */

/* Append an entry; key and spelling hold no NUL. Errors stick to w->bytes. */
void ky_readings_add(ky_readings_writer *w, ky_str key, ky_str spelling, unsigned how);

#endif
