/* Which spellings are one word: the tables variants.tsv and spellings.tsv.
 *
 * A line is a group of spellings. From a spelling one comes to the others of the groups that it
 * stands in, and no farther: two words that only sound alike never meet in their kana. Hiragana and
 * katakana are one for finding; what is found is written as in the table. */
#ifndef KY_JA_VARIANTS_H
#define KY_JA_VARIANTS_H

#include "base/arena.h"
#include "base/err.h"
#include "base/mem.h"

enum {
    JA_MAX_SPELLING_CHARS = 32,
    JA_MAX_SPELLING_GROUP = 64, /* spellings */
};

typedef struct ja_variants ja_variants;

/* One file of groups. */
typedef struct ja_variants_table {
    ky_str text;      /* the file's bytes, borrowed, must outlive what is made of them */
    const char *name; /* for messages */
} ja_variants_table;

/* Read tables; dict/README.md describes them. What stands in an earlier table is found first.
 *  tables   n of them, n <= 255, of less than 4 GiB each.
 *  errors   INVALID (`name:line: reason`: unreadable, not folded, a spelling twice in a group, a
 *           group of kana alone or of one spelling, a group twice in a table, two spellings that
 *           one table has as the same and apart), NOMEM.
 *  threads  the result is immutable.
 *  cost     linear: 20 ms for the 90,000 spellings of the project's tables, and 20 bytes of
 *           memory a spelling beside the text. */
ky_rc ja_variants_parse(const ja_variants_table *tables, size_t n, ja_variants **ret, ky_err *err);
void ja_variants_free(ja_variants *v);
KY_DEFINE_CLEANUP(ja_variants, ja_variants_free)

/* Identifies the tables by their bytes; they count only when asking. */
uint64_t ja_variants_version(const ja_variants *v);

typedef struct ja_spellings {
    const ky_str *items; /* slices of the tables */
    size_t n;
} ja_spellings;

/* The other spellings of a word, or of a part of one.
 *  spelling  as ja_fold gives it; words that inflect in their base form. Kana lead on only where
 *            one word alone sounds so.
 *  alone     the spelling is all that is asked for: a single kanji then has no spelling in kana
 *            (猫 finds no ねこ), as it has where it is part of a compound (猫砂 ねこ砂).
 *  arena     holds ret->items.
 *  ret       each once, never the spelling itself; mostly none.
 *  errors    NOMEM.
 *  cost      one look-up, and the square of the number of spellings found. */
ky_rc ja_variants_of(const ja_variants *v, ky_str spelling, bool alone, ky_arena *arena,
                     ja_spellings *ret, ky_err *err);

/* The spellings that are written neither in kana alone nor in kanji alone, of every word that may
 * be meant by kana: 花だん for かだん, 1人 for ひとり. Those in kanji are known by their readings.
 *  kana      folded, nothing but kana.
 *  Otherwise as ja_variants_of(). */
ky_rc ja_variants_in_kana(const ja_variants *v, ky_str kana, ky_arena *arena, ja_spellings *ret,
                          ky_err *err);

/* Where the spellings end that begin at byte `at` of folded text, longest first: those from which
 * ja_variants_of leads on. To try the variants of a part of a compound, replace [at, end) and keep
 * the rest of the word.
 *  at    the start of a character, at <= text.n.
 *  ends  JA_MAX_SPELLING_CHARS places; the count comes back.
 *  cost  one look-up for each of the next JA_MAX_SPELLING_CHARS characters. */
size_t ja_variants_at(const ja_variants *v, ky_str text, size_t at,
                      size_t ends[JA_MAX_SPELLING_CHARS]);

#endif
