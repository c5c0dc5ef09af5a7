/* How one word may be spelled in two ways. */
#ifndef KY_JA_SPELLING_H
#define KY_JA_SPELLING_H

#include "base/buf.h"
#include "base/mem.h"

/* True where two spellings of the same reading may be one word: the characters that are no kana are
 * the same in the same order, or those of one are among those of the other, which writes the rest
 * in kana (障害 障がい, 引越 引っ越し, 凧揚げ たこあげ). Kanji never agree with other kanji. A
 * single kanji asked for agrees with no spelling in kana alone. asked, found  folded text. */
bool ja_spellings_agree(ky_str asked, ky_str found);

/* Append text with each 々 〻 as the character before it (佐々木: 佐佐木). False where it holds
 * none that follows a character; out is then as it was. Errors stick to out. */
bool ja_expand_iteration(ky_str text, ky_buf *out);

/* Append the kana key of a base form, from a surface and its key: both end in kana of their own
 * behind what they share (読ん よん, 読む: よむ). False where they do not; out is then as it was.
 * Errors stick to out, and give true. */
bool ja_base_key(ky_str surface, ky_str key, ky_str base, ky_buf *out);

/* True where marks between two words do not part them: a single ・ or -. */
bool ja_is_joiner(ky_str marks);

#endif
