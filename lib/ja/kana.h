/* Kana: what is kana, the one spelling that kana is compared in, and spellings near to it. */
#ifndef KY_JA_KANA_H
#define KY_JA_KANA_H

#include "base/buf.h"

/* Hiragana, katakana with the small ones for Ainu, historic kana, ー and the iteration marks
 * ゝゞヽヾ. ヶ and ヵ are kana: 三ヶ所 and 三か所 agree in their kanji. ・ is none, nor are
 * half-width kana, which folding has widened. */
bool ja_is_kana(uint32_t c);

/* CJK ideographs of every plane, unassigned ones of the ideographic planes too, and what stands in
 * place of one: 々 〻 〆 〇, radicals, Suzhou numerals. */
bool ja_is_kanji(uint32_t c);

/* True where a text has a kanji; where it has no other character; where it is a single one. Empty
 * text has none, and so no other: it is all kanji. */
bool ja_has_kanji(ky_str s);
bool ja_all_kanji(ky_str s);
bool ja_one_kanji(ky_str s);

/* True where folded text is kana and nothing else. Empty text is not. */
bool ja_all_kana(ky_str folded);

/* True where a text has katakana, ー aside. */
bool ja_has_katakana(ky_str s);

/* True for kana of one script, hiragana or katakana; ー is of both. */
bool ja_one_kana(ky_str folded);

/* The kana key: what readings and kana queries are compared in. Append to out
 *  - katakana as hiragana; the small ones for Ainu (ㇰ) as the large ones, ゕゖ as かけ;
 *  - ゝヽ as the kana before them without its voicing mark, ゞヾ with one (いすゞ: いすず), and as
 *    they stand where no kana that has a sound of its own is before them;
 *  - ゐ as い, ゑ as え (ヸヹヺ as び, べ, ぼ; ヷ as ば);
 *  - ヴ as ぶ, with a vowel of any size or a small ya-row kana ば, び, べ, ぼ, びゃ, びゅ, びょ.
 * Small kana, ー, を and whatever is not kana stay as they are.
 *  folded  UTF-8 in normal form (text.h); must not lie in out.
 *  errors  stick to out, which is checked with ky_buf_ok().
 *  cost    linear. A key is its own key. */
void ja_kana_key(ky_str folded, ky_buf *out);

/* What an iteration mark ゝゞヽヾ behind the kana `before` stands for, in the script of that kana;
 * the mark itself where it repeats nothing: behind what is no kana, ー, っ and other small ones. */
uint32_t ja_kana_repeated(uint32_t mark, uint32_t before);

/* True where hiragana and the small vowel behind it are a sound of foreign words that `other`, one
 * hiragana, stands for in other spellings: てぃ for ち, じぇ for ぜ. */
bool ja_kana_stands_for(uint32_t kana, uint32_t small, uint32_t other);

/* The vowel that hiragana end on, あ to お; 0 where they end on none (ん, っ, ー). */
uint32_t ja_kana_vowel(uint32_t hiragana);

/* The next character of the key of folded text that is not empty, behind the one before it (0:
 * none). *ret_len is how many bytes of the text it stands for. */
uint32_t ja_kana_next(ky_str folded, uint32_t before, size_t *ret_len);

/* Append hiragana as katakana; whatever else stays as it is. Errors stick to out. */
void ja_katakana(ky_str kana, ky_buf *out);

/* The hiragana of katakana; whatever has none (ー too), and what is none, gives itself. */
uint32_t ja_hiragana_of(uint32_t c);

/* Append katakana as hiragana likewise. Errors stick to out. */
void ja_hiragana(ky_str kana, ky_buf *out);

/* False where a border at byte `at` of kana would tear a mora: before a small vowel or ゃゅょゎ,
 * hiragana or katakana, and inside a character. True at both ends of the text. っ, ん and ー are
 * morae of their own. */
bool ja_mora_border(ky_str kana, size_t at);

/* True where a border at byte `at` would cut a long vowel, before ー: カレ is no part of カレー. */
bool ja_tears_vowel(ky_str kana, size_t at);

/* Ways to depart from a kana key. */
typedef enum ja_loose {
    JA_LOOSE_SIZE = 1, /* きようと/きょうと, がつこう/がっこう, ぼらんていあ/ぼらんてぃあ */
    JA_LOOSE_LONG = 2, /* ー as a vowel, a long vowel as ー or spelled otherwise (とおり/とうり),
                          ー missing or too many */
    JA_LOOSE_SOUND = 4, /* ぢ/じ, づ/ず, を/お; うぃ as い and うぇ as え, which ヰ and ヱ are */
    JA_LOOSE_LENGTHEN = 8, /* a short vowel for a long one: きょどう/きょうどう */
    JA_LOOSE_FOREIGN = 16, /* てぃ/ち, ふぉ/ほ and the like */
    JA_LOOSE_MARK = 32, /* ー for the vowel that it stands for, the vowel for ー, each place once;
                           ー missing or too many behind three kana and more. い after え
                           and う after お are a vowel of their own (景気 is no ケーキ) unless
                           the key shows a word from abroad: ぷれいぱーく */
    JA_LOOSE_BORROWED = 64, /* with MARK and HEPBURN: the word is from abroad, whatever the key
                               shows, and two kana are enough */
    JA_LOOSE_HEPBURN = 128, /* a long お or う for a short one, which Hepburn without macrons leaves
                               out; ー behind all vowels, and in four morae and more behind any */
    /* Other spellings of what was typed, in kana and in romaji: good enough for an answer. */
    JA_SAME_KANA = JA_LOOSE_SIZE | JA_LOOSE_MARK | JA_LOOSE_SOUND,
    JA_SAME_ROMAJI = JA_LOOSE_HEPBURN | JA_LOOSE_MARK,
    /* Other words, too, that may have been meant: for what is only offered. */
    JA_LOOSE_KANA = JA_LOOSE_SIZE | JA_LOOSE_LONG | JA_LOOSE_SOUND | JA_LOOSE_FOREIGN,
    JA_LOOSE_ROMAJI = JA_LOOSE_LONG | JA_LOOSE_LENGTHEN,
} ja_loose;

enum {
    JA_MAX_LOOSE = 4,       /* the distance that no spelling exceeds */
    JA_MAX_LOOSE_KANA = 24, /* a longer key has no other spellings */
};

/* Called with each spelling; return true to have no more. key dies with the call. distance: 1 for
 * an everyday departure, or the same at every place (しゆつちよう/しゅっちょう, きょど/きょうどう);
 * 2 for a rarer one; the sum where there are several. */
typedef bool (*ja_loose_fn)(void *payload, ky_str key, int distance);

/* Visit the spellings that a person may have meant by key, nearest first, each once, never key
 * itself; the same in every run. Most are no words: the caller looks them up. Meant for where key
 * itself finds nothing.
 *  key     a kana key; anything that is not kana, or has more than JA_MAX_LOOSE_KANA, has none.
 *  ways    of ja_loose, or-ed.
 *  limit   the most spellings to visit. 512 holds those at distance 2 of most words.
 *  errors  NOMEM, perhaps after some visits.
 *  cost    about a microsecond each, and 130 bytes each for up to four times limit. */
ky_rc ja_kana_loose(ky_str key, unsigned ways, size_t limit, ja_loose_fn visit, void *payload,
                    ky_err *err);

#endif
