/* Romaji read as kana, by the syllables of the table romaji.tsv. */
#ifndef KY_JA_ROMAJI_H
#define KY_JA_ROMAJI_H

#include "base/arena.h"
#include "base/err.h"
#include "base/mem.h"

typedef struct ja_romaji ja_romaji;

/* Read the table; dict/README.md describes it.
 *  text     the file's bytes, borrowed, must outlive *ret.
 *  name     of the file, for messages.
 *  errors   INVALID (file, line, reason), NOMEM.
 *  threads  the table is immutable. */
ky_rc ja_romaji_parse(ky_str text, const char *name, ja_romaji **ret, ky_err *err);
void ja_romaji_free(ja_romaji *r);
KY_DEFINE_CLEANUP(ja_romaji, ja_romaji_free)

enum {
    JA_MAX_ROMAJI_READINGS = 16,
    JA_MAX_KANA_PREFIXES = 32,
    JA_MAX_ROMAJI_LETTERS = 96, /* longer text is not read */
};

/* Kana keys (kana.h), likeliest first, each once. */
typedef struct ja_readings {
    const ky_str *items;
    size_t n;
    size_t n_plain; /* the rest are for where these mean nothing: shi-min as しみん, not しーみん;
                       kyoodoo as きょうどう, not きょおどお */
} ja_readings;

/* The kana that a whole text in romaji may stand for.
 *  folded  one word in normal form: letters with or without macron or circumflex, apostrophes,
 *          hyphens. Hepburn, Kunrei, Nihon and what an input method takes may be mixed.
 *  ret     at most JA_MAX_ROMAJI_READINGS; none where a part of the text is no romaji (npo, cd), or
 *          where it would begin with ん or っ. Several where romaji leaves it open: ō may be
 *          おう, おお, おー; ji may be じ or ぢ; nn before a vowel is Hepburn's ん + な row (konna)
 *          or an input method's ん (konna: こんあ); a hyphen is ー or joins (sa-bisu, shi-min). A
 *          vowel without macron is short: see JA_LOOSE_LENGTHEN.
 *  arena   holds the readings.
 *  errors  NOMEM.
 *  cost    linear in the letters. */
ky_rc ja_romaji_readings(const ja_romaji *r, ky_str folded, ky_arena *arena, ja_readings *ret,
                         ky_err *err);

/* The kana that a text may be going to begin with while it is typed: kana, romaji, or kana with
 * romaji behind, as an input method shows it. kos: こさ こし こす こせ こそ こっさ …; しみn: しみん
 * しみな … No item begins with another: こし stands for こしゃ too.
 *  ret     at most JA_MAX_KANA_PREFIXES; the kana key alone where no romaji is behind; none for
 *          other text, and for romaji that cannot go on to be read.
 *  Otherwise as ja_romaji_readings(). */
ky_rc ja_romaji_prefixes(const ja_romaji *r, ky_str folded, ky_arena *arena, ja_readings *ret,
                         ky_err *err);

#endif
