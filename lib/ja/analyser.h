/* Japanese text to tokens, by MeCab with an explicitly chosen dictionary.
 *
 * The model is shared and immutable; each thread has an analyser (MeCab's lattice) of its own. */
#ifndef KY_JA_ANALYSER_H
#define KY_JA_ANALYSER_H

#include "base/mem.h"
#include "text.h"

typedef struct ja_model ja_model;
typedef struct ja_analyser ja_analyser;

/* What a token is to a search. dict/stopwords.tsv tells the first three apart; a word that no
 * dictionary has is always a content word. Symbols and emoji are words. */
typedef enum ja_class {
    JA_WORD,     /* a content word: its base form is a term */
    JA_STOP,     /* a content word too common to mean anything: する, こと, この */
    JA_FUNCTION, /* a particle or an auxiliary */
    JA_MARK,     /* a whole run of punctuation, separators, control characters and white space
                    (Unicode P, Z, C; see chars.h); never part of another token */
} ja_class;

typedef struct ja_token {
    uint32_t start; /* bytes of the folded text */
    uint32_t end;
    uint32_t position; /* from 1; grows by 1 a token of any class, so that only neighbouring words
                          have consecutive ones, and after a mark by the gap of chars.h besides:
                          1 for white space, 15 for a full stop or a line break; what joins words
                          (spelling.h) shares that of the next token */
    ja_class cls;
    ky_str base;        /* base form, folded; the surface for unknown words */
    ky_str reading;     /* katakana as the dictionary gives it; the surface where it gives none */
                        /* (both may point into the dictionary: good while the model lives) */
    const ky_str *keys; /* kana keys (kana.h) of every reading that the dictionary has for the word
                           as it stands there, the best first; none where it is not known */
    size_t n_keys;
    bool certain; /* the keys are those of the word in every part of speech (sounds.h) */
} ja_token;

enum { JA_MAX_KEYS = 4 };

/* How a word stands in a text besides the tokens. */
typedef enum ja_hold {
    JA_HOLD_INSIDE,  /* a word of the dictionary inside a token, of which it is a part by sound */
    JA_HOLD_BORDERS, /* several tokens that are one word of the dictionary */
    JA_HOLD_RAGGED,  /* a word, or words side by side, of which one end or both are inside a token,
                        where cutting there is nearly as good: 小金井市 in 小金井|市立, 人形 in
                        日本人|形; or with a part of a word at an end: 学校給食 in 小学校|給食 */
} ja_hold;

typedef struct ja_heard {
    uint32_t start; /* bytes of the folded text */
    uint32_t end;
    ky_str key; /* kana key; may be empty where the reading is not known */
    ja_hold hold;
    bool certain; /* as in ja_token */
} ja_heard;

typedef struct ja_analysis {
    ja_text text;
    const ja_token *tokens;
    size_t n;
    const ja_heard *heard; /* by their start */
    size_t n_heard;
    bool sounds; /* what is heard tells how it sounds: an analysis is restored without */
    const struct ja_char_filter *chars; /* of the text and the base forms; NULL: not made */
} ja_analysis;

/* A token as it stands in the folded text. */
static inline ky_str ja_token_text(const ja_analysis *a, const ja_token *t)
{
    return (ky_str){a->text.folded.p + t->start, t->end - t->start};
}

/* Open the dictionary and the tables. No mecabrc and no variable of the environment counts.
 *  dicdir   a compiled IPADIC in UTF-8; anything else is refused.
 *  datadir  the folder with the built dict/: kyodo.dic, stopwords.tsv, and the tables of
 *           words.h.
 *  ret      free with ja_model_free() after every analyser made from it.
 *  errors   NOT_FOUND and IO (a file cannot be read), INVALID (wrong charset or columns, a bad line
 *           in a table: file and line), NOMEM.
 *  threads  the model may be used by all.
 *  cost     maps the dictionary (50 MB) into memory. */
ky_rc ja_model_open(const char *dicdir, const char *datadir, ja_model **ret, ky_err *err);
void ja_model_free(ja_model *m);
KY_DEFINE_CLEANUP(ja_model, ja_model_free)

/* One line that changes whenever the same text could give other terms: version of the analyser,
 * system dictionary, user dictionary, tables used when indexing, Unicode tables. It names no path
 * (fingerprint.h tells what is hashed). Lives as long as the model. */
const char *ja_model_fingerprint(const ja_model *m);

/* One word that changes with the tables that no index depends on: those used on queries, and that
 * of furigana. */
const char *ja_model_words_version(const ja_model *m);

/* The tables that widen a question; each lives as long as the model. */
struct ja_romaji;
struct ja_synonyms;
struct ja_variants;
const struct ja_romaji *ja_model_romaji(const ja_model *m);
const struct ja_synonyms *ja_model_synonyms(const ja_model *m);
const struct ja_variants *ja_model_variants(const ja_model *m);

/* What furigana go by besides the dictionary; lives as long as the model. */
struct ja_ruby_table;
const struct ja_ruby_table *ja_model_ruby(const ja_model *m);

/* One per thread. Errors NOMEM, INTERNAL. */
ky_rc ja_analyser_new(const ja_model *m, ja_analyser **ret, ky_err *err);
void ja_analyser_free(ja_analyser *a);
KY_DEFINE_CLEANUP(ja_analyser, ja_analyser_free)

/* Analyse one text. Tokens cover every folded byte, in order, without overlap. Each sentence is
 * analysed on its own (sentence.h), and what was analysed before never counts.
 *  text     as for ja_text_fold(); borrowed, must outlive *ret.
 *  arena    holds what is in *ret, but for base forms and readings that point into the dictionary.
 *  errors   INVALID (as ja_text_fold), NOMEM, INTERNAL (MeCab refuses).
 *  threads  one analyser is used by one thread at a time.
 *  cost     linear; 5 to 9 MB/s. */
ky_rc ja_analyse(ja_analyser *a, ky_str text, ky_arena *arena, ja_analysis *ret, ky_err *err);

/* The same without how it sounds: no token has keys, and nothing is heard. A fifth of the cost. */
ky_rc ja_cut(ja_analyser *a, ky_str text, ky_arena *arena, ja_analysis *ret, ky_err *err);

/* Whether the dictionary has the whole text as a common noun (IPADIC's 名詞,一般 and 副詞可能),
 * whatever the best path is.
 *  folded   text in normal form, of one sentence.
 *  errors   INTERNAL. */
ky_rc ja_is_common_noun(ja_analyser *a, ky_str folded, bool *ret, ky_err *err);

#endif
