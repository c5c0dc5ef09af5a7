/* Text in normal form, with the way back to what was published.
 *
 * Folding is NFKC, Unicode case folding, and the removal of default-ignorable code points
 * (utf8proc's NFKC_Casefold, https://www.unicode.org/reports/tr44/#NFKC_Casefold); then old and
 * variant forms of kanji become the form in use (kanji.h), ゐゑヰヱ become いえイエ, and Latin
 * letters lose their marks, but for those of romaji (latin.h). It is done by extended grapheme
 * cluster (https://www.unicode.org/reports/tr29/), so that each folded byte comes from one cluster
 * of the original and a mark never splits one. Folding a whole text at once would differ only where
 * NFKC joins two clusters, as with Hangul compatibility letters typed one by one. Beyond
 * NFKC_Casefold, since Unicode has no say in how Japanese is typed (marks.h):
 *  - A voicing mark that stands apart (゛ ゜, half-width ones, combining ones, those with the blank
 *    that NFKC puts before them) joins the kana before it, and the cluster is then both. Where
 *    there is none that takes it, it folds to nothing. It stays before other combining marks.
 *  - ゝ and ヽ become the kana before them without its voicing mark, ゞ and ヾ with one (こゝろ,
 *    みすゞ), each leading back to the mark; they stay where no kana is before them.
 *  - The commas of 12,000 fold to nothing (grouping.h), so that it is the number 12000.
 *  - The brackets of 042(387)9818 fold to '-' (phone.h).
 *  - Between two digits every dash and ー is '-' (042ー387−9818); between ASCII letters or digits
 *    ー, hyphen and minus are.
 *  - A dash (- ‐ ‒ – — ― − ─ ━) or wave (~ 〜) typed for the long mark is ー: between two katakana;
 *    behind katakana at the end, before a blank, a mark, a symbol, or a particle that the hiragana
 *    there end with (ギタ～の会), a dash before kanji and any hiragana too;
 *    between hiragana at the beginning of a word (ら～めん). It is none
 *     - behind ン, ッ, ー, a blank, or beside another such mark: セブン-イレブン, イベント - 夏,
 *       アート――夏;
 *     - behind kana that a long vowel does not end words on (ト, ス, ル …; ア of longer words),
 *       unless it goes on in katakana and one side is too short for a word: アート-夏,
 *       インド-フィリピン, but スト-リー;
 *     - where its line has another of its kind, dash or wave, that cannot be a long mark: those are
 *       brackets (～アート～, フェスタ〜夏〜). Only a dash between two katakana is ー all the same.
 *  - What remains of − and ‐ is '-', and ~ beside digits or beyond ASCII is 〜: each two are one
 *    character of JIS X 0208. 9時～12時 and 月～金 stay ranges.
 * Folding folded text changes nothing, but for what NFKC joins across clusters.
 *
 * A cluster of more than JA_MAX_CLUSTER code points is folded in pieces of that size: no script
 * needs one, and reordering its marks would cost the square of its length. */
#ifndef KY_JA_TEXT_H
#define KY_JA_TEXT_H

#include "base/arena.h"
#include "base/err.h"

enum {
    JA_MAX_TEXT_BYTES = 1 << 20, /* of one field of one record */
    JA_MAX_CLUSTER = 64,         /* code points */
};

typedef struct ja_text {
    ky_str original;
    ky_str folded;
    /* For folded byte i: where the cluster that made it starts and ends in the original. */
    const uint32_t *starts; /* folded.n of each */
    const uint32_t *ends;
} ja_text;

/* Fold text.
 *  text    UTF-8, at most JA_MAX_TEXT_BYTES; borrowed, must outlive *ret.
 *  arena   holds everything in *ret.
 *  ret     folded may be longer than the text (㈱ gives (株)) or empty (a lone soft hyphen).
 *  errors  INVALID (not UTF-8, too long), NOMEM.
 *  cost    linear; kana, kanji and ASCII take a short way. */
ky_rc ja_text_fold(ky_str text, ky_arena *arena, ja_text *ret, ky_err *err);

/* The same without the way back. Text that is in normal form already is copied too. */
ky_rc ja_fold(ky_str text, ky_arena *arena, ky_str *ret, ky_err *err);

/* The part of the original behind folded bytes [start, end), start < end <= folded.n: whole
 * clusters, with what folded to nothing between them. */
ky_str ja_text_original(const ja_text *t, uint32_t start, uint32_t end);

/* True where the original behind folded bytes [start, end), start < end <= folded.n, is `plain`
 * (ja_fold_plain) to the character: no other form of a kanji, no kana for an iteration mark. Only
 * what systems type differently counts as one: - ‐ −, ~ and 〜, any dash inside a number. Where the
 * span is a part of a cluster (株 of ㈱), that part is compared. Linear in the span. */
bool ja_text_is_plain(const ja_text *t, uint32_t start, uint32_t end, ky_str plain);

/* NFKC_Casefold alone: old and variant forms of kanji and marks on letters stay as they are, so
 * that an exact text can tell them apart. Otherwise as ja_fold. */
ky_rc ja_fold_plain(ky_str text, ky_arena *arena, ky_str *ret, ky_err *err);

/* NFC alone, for facet values; copied into arena. At most JA_MAX_TEXT_BYTES.
 * Errors INVALID, NOMEM. */
ky_rc ja_nfc(ky_str text, ky_arena *arena, ky_str *ret, ky_err *err);

#endif
