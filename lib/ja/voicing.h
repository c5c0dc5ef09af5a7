/* How words sound behind another word of the same compound. */
#ifndef KY_JA_VOICING_H
#define KY_JA_VOICING_H

#include "base/buf.h"

/* Sequential voicing: か row to が row, さ to ざ, た to だ, は to ば or ぱ. */
bool ja_voices(uint32_t plain, uint32_t sounding);

/* Append how a word sounds that is heard as `key` behind another one: 不足 ふそく for ぶそく.
 * False, and nothing is appended, where the key begins with no voiced sound or holds another one,
 * which keeps a word from being voiced (Lyman's law: 風 is never がぜ).
 *  key     a kana key, not empty.
 *  errors  stick to out. */
bool ja_unvoiced(ky_str key, ky_buf *out);

/* True where one kanji read as `key` is read as in Chinese: one mora, or a second one い, う, く,
 * き, つ, ち or ん. Such a word is hardly ever voiced behind another (文化祭 is no ぶんかざい), nor
 * is every one that is read so Chinese (口).
 *  key  a kana key. */
bool ja_sounds_chinese(ky_str key);

#endif
