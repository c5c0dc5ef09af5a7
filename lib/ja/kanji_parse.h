/* Reading dict/kanji.tsv. Runs when kyodo is built: kanji_table.c makes C of it. */
#ifndef KY_JA_KANJI_PARSE_H
#define KY_JA_KANJI_PARSE_H

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

typedef struct ja_kanji_pair {
    uint32_t from;
    uint32_t to;
} ja_kanji_pair;

typedef struct ja_kanji_pairs {
    ja_kanji_pair *items; /* by from, then by to */
    size_t n;
    size_t cap;
} ja_kanji_pairs;

typedef struct ja_kanji_tables {
    ja_kanji_pairs folds;  /* each from once, no to is a from */
    ja_kanji_pairs alikes; /* symmetrical */
} ja_kanji_tables;

/* Read the table; dict/README.md describes it.
 *  name     of the file, for messages.
 *  ret      freed with ja_kanji_tables_fini().
 *  errors   INVALID (`name:line: reason`: unreadable, a character twice, a chain or a loop of
 *           folds, a character that NFKC changes anyway), NOMEM.
 *  cost     the square of the number of lines: for use at build time. */
ky_rc ja_kanji_parse(ky_str text, const char *name, ja_kanji_tables *ret, ky_err *err);
void ja_kanji_tables_fini(ja_kanji_tables *t); /* for KY_CLEANUP */

/* An ideograph of any plane that Unicode gives or sets aside; 々 and 〆 are none. */
static inline bool ja_is_ideograph(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

#endif
