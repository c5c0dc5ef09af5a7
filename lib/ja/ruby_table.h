/* How furigana depart from the dictionary: the table ruby.tsv. Numbers and what they count are read
 * together, and some words are read otherwise, or in a way that nothing tells. */
#ifndef KY_JA_RUBY_TABLE_H
#define KY_JA_RUBY_TABLE_H

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

typedef struct ja_ruby_table ja_ruby_table;

/* Read the table; dict/README.md describes it.
 *  text     the file's bytes, borrowed, must outlive *ret.
 *  name     of the file, for messages.
 *  errors   INVALID (file, line, reason), NOMEM.
 *  threads  the table is immutable. */
ky_rc ja_ruby_table_parse(ky_str text, const char *name, ja_ruby_table **ret, ky_err *err);
void ja_ruby_table_free(ja_ruby_table *c);
KY_DEFINE_CLEANUP(ja_ruby_table, ja_ruby_table_free)

/* True for one digit or more: ASCII ones and the kanji that the table has as numerals. */
bool ja_is_number(const ja_ruby_table *c, ky_str folded);

/* The reading of a numeral that sounds the same before whatever follows it, in hiragana; empty for
 * any other text. */
ky_str ja_numeral_reading(const ja_ruby_table *c, ky_str numeral);

typedef struct ja_told_reading {
    ky_str reading; /* hiragana, borrowed from the table; empty: it cannot be told */
    bool whole;     /* it is the reading of number and counter together: ひとり of 1人 */
} ja_told_reading;

/* How a text is read where it stands behind a number: by the line for the very number, else by the
 * one for the longest end of it, else by the counter's own. Behind no number: by its line as a
 * word. False where the table does not have it.
 *  number  folded; empty for none.
 *  text    folded, from the border of a word to another.
 *  cost    a walk over some hundred lines. */
bool ja_ruby_find(const ja_ruby_table *t, ky_str number, ky_str text, ja_told_reading *ret);

/* True where the dictionary's reading of a word, in hiragana, is as often wrong: 方 as ほう, which
 * may be かた. */
bool ja_ruby_doubts(const ja_ruby_table *t, ky_str word, ky_str reading);

#endif
