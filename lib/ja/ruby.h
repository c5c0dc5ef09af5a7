/* Furigana: how the kanji of a text are read where they stand. */
#ifndef KY_JA_RUBY_H
#define KY_JA_RUBY_H

#include "analyser.h"

/* A piece of a text. */
typedef struct ja_ruby {
    ky_str text;    /* of the original, never empty */
    ky_str reading; /* hiragana and ー; empty where none stands over it */
} ja_ruby;

/* Cut an analysed text into pieces with their readings.
 *
 * The pieces' texts, joined, are the original byte for byte; between two with a reading stands at
 * most one without. Each word, and each part of a compound that has parts, is read for itself, as
 * the analysis reads it there. A reading stands over kanji alone: kana at the ends of a word and
 * inside it are pieces without (読|み|聞|かせ), found by where they stand in the word's reading. A
 * small ヶ between kanji counts as one. Where the kana leave several places, or are read otherwise
 * (市ケ谷), the whole word is one piece.
 *
 * None have: what no dictionary reads, words with letters or digits in them, kanji that share a
 * cluster with something else (㈱). Behind a number the table ruby.tsv tells how a counter is
 * read, alone or with the number (1人 ひとり); what it does not have is read as elsewhere, but for
 * single kanji with a は row reading (本 may be ぽん), and numerals in kanji have a reading only
 * where the table says that it never changes.
 *
 *  m        the model of the analyser.
 *  a        made by ja_cut() or ja_analyse().
 *  arena    holds *ret and the readings; the texts are those of the original.
 *  ret      none for an empty text.
 *  errors   NOMEM.
 *  threads  pure.
 *  cost     linear. */
ky_rc ja_ruby_make(const ja_model *m, const ja_analysis *a, ky_arena *arena, ja_ruby **ret,
                   size_t *ret_n, ky_err *err);

#endif
