/* The words of an index in memory, by reading and by spelling: what suggestions and corrections are
 * made of.
 *
 * An entry is a word or a run of words of the texts, the name of a record, or a facet value. The
 * lexicon is written into the metadata when the index is built (lexicon_build.h), read when it is
 * opened, and immutable afterwards: any number of threads may read one. */
#ifndef KY_SEARCH_LEXICON_H
#define KY_SEARCH_LEXICON_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"

enum {
    KY_LEXICON_ENTRIES = 200000,
    KY_LEXICON_BYTES = 8 << 20,      /* of all texts and readings */
    KY_LEXICON_STARTS = 200000,      /* later words of names and facet values, all together */
    KY_LEXICON_TEXT_BYTES = 600,     /* of one text, of one folded text; longer ones are left out */
    KY_LEXICON_READING_BYTES = 1800, /* of one reading */
};

/* What an entry is: one of these, or the index of a facet's field. */
enum { KY_LEXICON_TERM = 0xFFFF, KY_LEXICON_NAME = 0xFFFE };

/* An entry as it is asked for; borrowed from the lexicon. */
typedef struct ky_lexicon_entry {
    ky_str text;    /* as shown */
    ky_str folded;  /* in normal form, as ky_lexicon_text() gives it */
    ky_str reading; /* kana key (ja/kana.h): what it is looked up by */
    ky_str shown;   /* the reading with the digits and letters that have none */
    uint16_t kind;
    uint32_t count; /* records that hold it; at least 1 */
} ky_lexicon_entry;

/* A later word of a name or a facet value. */
typedef struct ky_lexicon_start {
    uint32_t entry;
    uint16_t folded_at; /* bytes */
    uint16_t reading_at;
} ky_lexicon_start;

typedef struct ky_lexicon_item ky_lexicon_item;

/* Begin with `ky_lexicon lx = {0};`: an empty one. */
typedef struct ky_lexicon {
    char *bytes;
    ky_lexicon_item *items; /* by reading, then folded text, then kind */
    uint32_t *by_text;      /* items by folded text; of the same text facet values, names, words,
                               the likeliest reading of a word first */
    uint32_t n;
    ky_lexicon_start *starts; /* by what follows in the reading, then entry */
    uint32_t *starts_by_text; /* starts by what follows in the folded text, then entry */
    uint32_t n_starts;
} ky_lexicon;

/* Make a lexicon of what ky_lexicon_write() wrote.
 *  saved   borrowed for the call.
 *  ret     free with ky_lexicon_fini().
 *  errors  CORRUPT (the bytes make no sense), NOMEM.
 *  cost    linear: some 50 ns an entry; memory as KY_LEXICON_BYTES and 24 bytes an entry. */
ky_rc ky_lexicon_parse(ky_str saved, ky_lexicon *ret, ky_err *err);
void ky_lexicon_fini(ky_lexicon *lx); /* for KY_CLEANUP */

/* Entry i < n. */
ky_lexicon_entry ky_lexicon_at(const ky_lexicon *lx, uint32_t i);

/* The count alone, which ranking looks at first. */
uint32_t ky_lexicon_count(const ky_lexicon *lx, uint32_t i);

/* Places in one of the four orders: from … to - 1. */
typedef struct ky_lexicon_range {
    uint32_t from;
    uint32_t to;
} ky_lexicon_range;

/* What begins with prefix: entries, indices into by_text, starts, indices into starts_by_text.
 * An empty prefix gives everything. O(log n). */
ky_lexicon_range ky_lexicon_by_reading(const ky_lexicon *lx, ky_str prefix);
ky_lexicon_range ky_lexicon_by_text(const ky_lexicon *lx, ky_str prefix);
ky_lexicon_range ky_lexicon_starts_by_reading(const ky_lexicon *lx, ky_str prefix);
ky_lexicon_range ky_lexicon_starts_by_text(const ky_lexicon *lx, ky_str prefix);

/* What stands at a start and behind it. */
ky_str ky_lexicon_start_reading(const ky_lexicon *lx, const ky_lexicon_start *s);
ky_str ky_lexicon_start_folded(const ky_lexicon *lx, const ky_lexicon_start *s);

/* True where some entry has exactly this folded text. O(log n). */
bool ky_lexicon_has(const ky_lexicon *lx, ky_str folded);

/* The entry that stands for all of the same folded text as entry i: a facet value before a name
 * before a word, and of a word the one with its likeliest reading. O(log n). */
uint32_t ky_lexicon_chief(const ky_lexicon *lx, uint32_t i);

/* True where entry i is a word with another reading than its likeliest. */
bool ky_lexicon_is_other_reading(const ky_lexicon *lx, uint32_t i);

/* Folded text as entries have it: all white space and control characters of one place are a blank.
 * `ret` lives in arena. Errors NOMEM. */
ky_rc ky_lexicon_text(ky_str folded, ky_arena *arena, ky_str *ret, ky_err *err);

/* Append to `out`, in ascending order, each hiragana or ー that follows prefix in some reading, of
 * whole entries and of later words, as UTF-8 without separators. O(kana * log n). */
void ky_lexicon_next(const ky_lexicon *lx, ky_str prefix, ky_buf *out);

/* What is inside, for lexicon_build.c: texts lie in `bytes` one behind the other. */
struct ky_lexicon_item {
    uint32_t at;        /* of the text; the others follow in the order of their lengths */
    uint32_t count;     /* records */
    uint16_t text_n;    /* bytes */
    uint16_t folded_n;  /* 0: the text is in normal form */
    uint16_t reading_n; /* 0: the folded text is its own reading */
    uint16_t shown_n;   /* 0: the reading is what is shown */
    uint16_t kind;
    bool other_reading; /* not written: it follows from the order of by_text */
};

/* Set other_reading, where by_text is in its order. */
void ky_lexicon_mark(ky_lexicon *lx);

/* Append the lexicon's bytes: readings share their beginnings with the one before. */
void ky_lexicon_write(const ky_lexicon *lx, ky_buf *out);

#endif
