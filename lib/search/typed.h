/* What has been typed so far, as beginnings to look up: spelling, kana, half-typed romaji, or a mix
 * of them as an input method shows it. */
#ifndef KY_SEARCH_TYPED_H
#define KY_SEARCH_TYPED_H

#include "index_priv.h"
#include "ja/romaji.h"

/* A stretch of a mixed word: characters as written, or kana. */
typedef struct ky_typed_piece {
    ky_str written;     /* folded; empty for kana */
    const ky_str *kana; /* keys, alternatives of each other; only the last piece has several */
    size_t n_kana;
} ky_typed_piece;

typedef struct ky_typed {
    ky_str head;        /* what stands in front of the word being typed, as typed; or empty */
    bool excluded;      /* the word being typed is one that must not stand in a record */
    ky_str folded;      /* the word being typed, as ky_lexicon_text() gives it; empty where none has
                           been begun */
    bool is_kana;       /* the word is kana alone, or empty */
    ky_str key;         /* its kana key where it is kana */
    const ky_str *kana; /* keys that it may be the beginning of a reading of; none begins with
                           another */
    size_t n_kana;
    bool half_typed;              /* romaji that is no whole reading yet: sh, kos */
    const ky_typed_piece *pieces; /* of a word that has kanji or the like beside kana; else none */
    size_t n_pieces;
} ky_typed;

typedef enum ky_typed_extent {
    KY_TYPED_LAST_WORD, /* a blank ends a word: what stands before the last is the head */
    KY_TYPED_ALL,       /* all of it is one text, such as the beginning of a name with blanks */
} ky_typed_extent;

/* Take apart what was typed.
 *  q       UTF-8 without control characters; borrowed, must outlive *ret.
 *  arena   holds everything else in *ret.
 *  errors  INVALID (not UTF-8), NOMEM.
 *  threads any: the romaji table is immutable. */
ky_rc ky_typed_read(const ja_romaji *romaji, ky_str q, ky_typed_extent extent, ky_arena *arena,
                    ky_typed *ret, ky_err *err);

/* Read the word of t, letters alone, as `at` bytes that are written so and romaji behind: npohou as
 * NPO with ほう. `ret` has no pieces where it cannot be read so. Otherwise as ky_typed_read(). */
ky_rc ky_typed_split(const ja_romaji *romaji, const ky_typed *t, size_t at, ky_arena *arena,
                     ky_typed *ret, ky_err *err);

/* True where a text of this spelling (folded) and reading (kana key) begins with a mixed word:
 * 公園せい begins 公園清掃 こうえんせいそう, 子そだ begins 子育て. Which kana a kanji has is found
 * by trying: the rest must be read as typed, its own kana must agree, and no mora is torn. A
 * stretch of several kanji that the lexicon knows has one of the readings it has there. A number
 * is whole before what is typed behind it, and read as nothing or as it stands. */
bool ky_typed_begins(const ky_lexicon *lx, const ky_typed *t, ky_str folded, ky_str reading);

#endif
