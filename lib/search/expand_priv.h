/* What expand.c, expand_sounds.c and expand_verbs.c share. */
#ifndef KY_SEARCH_EXPAND_PRIV_H
#define KY_SEARCH_EXPAND_PRIV_H

#include "cuts.h"
#include "expand.h"
#include "ja/terms.h"

enum {
    KY_MIN_LENGTHENED_BYTES = 9,
    KY_MIN_PART_BYTES = 12, /* two or three kana are part of too many words that have nothing to do
                               with them: かし, the reading of 菓子, of 活かし */
};

/* One expansion under way. */
typedef struct ky_expansion {
    ky_index *ix;
    ky_forms *forms;
    ky_arena *arena;
    ky_by by;       /* of what is being added */
    bool inflects;  /* the text ends as a verb does behind its kanji */
    bool inflected; /* the text is a form of a word, and not its base form */
    bool katakana;  /* the text has some */
    ky_rc rc;       /* the first failure inside a visit; nothing is done behind it */
    ky_err *err;
} ky_expansion;

/* A copy that lives as long as the forms. */
ky_str ky_expand_keep(ky_expansion *x, const ky_buf *b);

/* False where the list has it already; beyond `max` it is left out. */
bool ky_expand_add_string(ky_str *list, size_t *n, size_t max, ky_str s);

/* Add what stands in the index under the term of a spelling, under a kana key in spellings that
 * agree with `asked` (empty: any; kana: only those in kana alone), and as kana inside words. */
void ky_expand_look_up(ky_expansion *x, ja_term_kind kind, ky_str spelling);
void ky_expand_look_up_key(ky_expansion *x, ky_str key, ky_str asked, bool kana);
void ky_expand_look_up_kana(ky_expansion *x, ky_str key);

/* Add a spelling where it is read by `key`; the caller knows that it stands so. */
void ky_expand_look_up_reading(ky_expansion *x, ja_term_kind kind, ky_str key, ky_str spelling);

/* Add any spelling of a reading, of a word or of words side by side. */
void ky_expand_add_key(ky_expansion *x, ky_str key);

/* The text with `by` instead of its bytes [start, end). */
ky_str ky_expand_replaced(ky_expansion *x, ky_str text, size_t start, size_t end, ky_str by);

/* Add a spelling of the same text, whether the index has it or not. */
void ky_expand_add_spelling(ky_expansion *x, ky_by by, ky_str spelling);

/* Add words side by side; the payload is the expansion. */
ky_rc ky_expand_visit_cut(void *payload, const ky_cut *cut, ky_err *err);

size_t ky_expand_count_kanji(ky_str text);

/* ---- verbs: expand_verbs.c ---- */

/* Add the verbs of which a key of three kana and more is the noun form (連用形), those that the
 * dictionary knows in that form as verbs alone: みまもり asks for 見守る, as 見守り does. */
void ky_expand_verbs(ky_expansion *x, ky_str key);

/* Add the verbs of what is spelled with two kanji or more and is the noun form of one, and the noun
 * forms of what is a verb: 取り組み, 取組 and 取り組む ask for each other. */
void ky_expand_forms(ky_expansion *x);

/* Add other spellings of the base form of a text that is a verb or adjective in another form:
 * 見守り asks for みまもる too. a: of the text. */
void ky_expand_base(ky_expansion *x, const ja_analysis *a);

/* ---- romaji and near kana: expand_sounds.c ---- */

/* Latin letters, and neither digits nor anything beyond. */
bool ky_expand_is_latin(ky_str text);

/* Add the text with the marks on vowels that folding leaves, or without. */
void ky_expand_latin(ky_expansion *x, ky_str text);

/* Add what the letters are read as. */
void ky_expand_romaji(ky_expansion *x, ky_str text);

/* Add the same word from abroad with kana of other sizes: ウイスキー, ウィスキー; キヤツチボール.
 * Four kana and more, written in kana: fewer are other words (ツアー). */
void ky_expand_sizes(ky_expansion *x, ky_str key);

/* Add a compound with its words from abroad spelled otherwise, as far as the index has them so:
 * 市民フオーラム for 市民フォーラム, メーン会場 for メイン会場, サポータ会議 for サポーター会議. a:
 * of the text. */
void ky_expand_within(ky_expansion *x, ky_str text, const ja_analysis *a);

/* Add the nearest kana that stand in the index, in ways of ja_loose; those that kana typed so may
 * be meant for. */
void ky_expand_near(ky_expansion *x, ky_str key, unsigned ways);
unsigned ky_expand_kana_ways(ky_str text);

#endif
