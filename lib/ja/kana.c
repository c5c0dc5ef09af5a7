#include "kana.h"

enum {
    HIRAGANA_FROM_KATAKANA = 0x60, /* how far the two blocks lie apart */
    LONG_MARK = 0x30FC,
};

bool ja_is_kana(uint32_t c)
{
    return (c >= 0x3041 && c <= 0x3096) || c == 0x309D || c == 0x309E ||
           (c >= 0x30A1 && c <= 0x30FA) || (c >= LONG_MARK && c <= 0x30FE) ||
           (c >= 0x31F0 && c <= 0x31FF) || (c >= 0x1B000 && c <= 0x1B167) ||
           (c >= 0x1AFF0 && c <= 0x1AFFE);
}

bool ja_is_kanji(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x3005 && c <= 0x3007) || (c >= 0x3021 && c <= 0x3029) ||
           (c >= 0x3038 && c <= 0x303B) || (c >= 0x2E80 && c <= 0x2FDF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

bool ja_has_kanji(ky_str s)
{
    for (size_t at = 0, n = 0; at < s.n; at += n)
        if (ja_is_kanji(ky_utf8_next(ky_str_from(s, at), &n)))
            return true;
    return false;
}

bool ja_all_kanji(ky_str s)
{
    for (size_t at = 0, n = 0; at < s.n; at += n)
        if (!ja_is_kanji(ky_utf8_next(ky_str_from(s, at), &n)))
            return false;
    return true;
}

bool ja_one_kanji(ky_str s)
{
    return s.n > 0 && ky_utf8_is_one(s) && ja_all_kanji(s);
}

bool ja_all_kana(ky_str folded)
{
    size_t len;
    for (size_t at = 0; at < folded.n; at += len) {
        if (!ja_is_kana(ky_utf8_next(ky_str_from(folded, at), &len)))
            return false;
    }
    return folded.n > 0;
}

bool ja_has_katakana(ky_str text)
{
    for (size_t at = 0, n = 0; at < text.n; at += n) {
        uint32_t c = ky_utf8_next(ky_str_from(text, at), &n);
        if (c >= 0x30A1 && c <= 0x30FA)
            return true;
    }
    return false;
}

bool ja_one_kana(ky_str folded)
{
    bool hiragana = false;
    bool katakana = false;
    size_t len;
    for (size_t at = 0; at < folded.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(folded, at), &len);
        bool hira = (c >= 0x3041 && c <= 0x309F) || (c >= 0x1B001 && c <= 0x1B11F);
        hiragana = hiragana || hira;
        katakana = katakana || (!hira && c != LONG_MARK);
    }
    return ja_all_kana(folded) && !(hiragana && katakana);
}

/* Large hiragana of the small katakana ㇰ to ㇿ. */
static const uint16_t ainu[] = {u'く', u'し', u'す', u'と', u'ぬ', u'は', u'ひ', u'ふ',
                                u'へ', u'ほ', u'む', u'ら', u'り', u'る', u'れ', u'ろ'};

/* The hiragana that one character stands for whatever is around it. */
static uint32_t hiragana(uint32_t c)
{
    if (c >= 0x31F0 && c <= 0x31FF)
        return ainu[c - 0x31F0];
    if (c >= 0x30A1 && c <= 0x30F6)
        c -= HIRAGANA_FROM_KATAKANA;
    switch (c) {
    case u'ゐ':
        return u'い';
    case u'ゑ':
        return u'え';
    case u'ゕ':
        return u'か';
    case u'ゖ':
        return u'け';
    case u'ヷ':
        return u'ば';
    case u'ヸ':
        return u'び';
    case u'ヹ':
        return u'べ';
    case u'ヺ':
        return u'ぼ';
    case u'ヽ':
        return u'ゝ';
    case u'ヾ':
        return u'ゞ';
    default:
        return c;
    }
}

/* ゔ with the kana behind it, small ones also where they are written large (ヴアイオリン).
 * *ret_both tells whether that one is used up. */
static uint32_t voiced_u(uint32_t next, bool *ret_both)
{
    static const struct {
        uint32_t next;
        uint32_t kana;
        bool both;
    } table[] = {{u'ぁ', u'ば', true},  {u'ぃ', u'び', true}, {u'ぇ', u'べ', true},
                 {u'ぉ', u'ぼ', true},  {u'あ', u'ば', true}, {u'い', u'び', true},
                 {u'え', u'べ', true},  {u'お', u'ぼ', true}, {u'ゃ', u'び', false},
                 {u'ゅ', u'び', false}, {u'ょ', u'び', false}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (table[i].next == next) {
            *ret_both = table[i].both;
            return table[i].kana;
        }
    }
    *ret_both = false;
    return u'ぶ';
}

/* The kana without and with a voicing mark; 0 where it has none. In the rows か, さ, た the voiced
 * kana follows its plain one, and っ shifts the order after ち. */
static uint32_t voiced(uint32_t c)
{
    bool plain_ka_to_ti = c >= u'か' && c <= u'ち' && (c - u'か') % 2 == 0;
    bool plain_tu_to_to = c >= u'つ' && c <= u'と' && (c - u'つ') % 2 == 0;
    bool plain_ha = c >= u'は' && c <= u'ほ' && (c - u'は') % 3 == 0;
    return plain_ka_to_ti || plain_tu_to_to || plain_ha ? c + 1 : 0;
}

static uint32_t plain(uint32_t c)
{
    if (c > u'か' && voiced(c - 1) == c)
        return c - 1;
    if (c >= u'は' && c <= u'ぽ' && (c - u'は') % 3 == 2)
        return c - 2;
    return c;
}

/* What an iteration mark after hiragana `before` stands for; the mark where it repeats nothing. */
static uint32_t repeated(uint32_t mark, uint32_t before)
{
    bool sounds = before >= u'あ' && before <= u'ん' && before != u'っ' && before != u'ゃ' &&
                  before != u'ゅ' && before != u'ょ' && before != u'ゎ';
    bool small_vowel = before == u'ぃ' || before == u'ぅ' || before == u'ぇ' || before == u'ぉ';
    if (!sounds || small_vowel)
        return mark;
    uint32_t c = plain(before);
    uint32_t with_mark = mark == u'ゞ' ? voiced(c) : 0;
    return with_mark != 0 ? with_mark : c;
}

uint32_t ja_kana_repeated(uint32_t mark, uint32_t before)
{
    bool katakana = before >= 0x30A1 && before <= 0x30F6;
    uint32_t as_hiragana = before - (katakana ? HIRAGANA_FROM_KATAKANA : 0);
    uint32_t c = repeated(hiragana(mark), as_hiragana);
    if (c == u'ゝ' || c == u'ゞ')
        return mark;
    return c + (katakana ? HIRAGANA_FROM_KATAKANA : 0);
}

uint32_t ja_kana_next(ky_str folded, uint32_t before, size_t *ret_len)
{
    uint32_t c = hiragana(ky_utf8_next(folded, ret_len));
    if (c == u'ゔ') {
        size_t next_len = 0;
        bool both = false;
        uint32_t next = 0;
        if (*ret_len < folded.n)
            next = hiragana(ky_utf8_next(ky_str_from(folded, *ret_len), &next_len));
        c = voiced_u(next, &both);
        *ret_len += both ? next_len : 0;
        return c;
    }
    return c == u'ゝ' || c == u'ゞ' ? repeated(c, before) : c;
}

void ja_kana_key(ky_str folded, ky_buf *out)
{
    uint32_t before = 0;
    size_t len;
    for (size_t at = 0; at < folded.n; at += len) {
        before = ja_kana_next(ky_str_from(folded, at), before, &len);
        ky_buf_put_utf8(out, before);
    }
}

void ja_katakana(ky_str kana, ky_buf *out)
{
    size_t len;
    for (size_t at = 0; at < kana.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(kana, at), &len);
        bool other = (c >= 0x3041 && c <= 0x3096) || c == 0x309D || c == 0x309E;
        ky_buf_put_utf8(out, other ? c + HIRAGANA_FROM_KATAKANA : c);
    }
}

uint32_t ja_hiragana_of(uint32_t c)
{
    bool has_hiragana = (c >= 0x30A1 && c <= 0x30F6) || c == 0x30FD || c == 0x30FE;
    return has_hiragana ? c - HIRAGANA_FROM_KATAKANA : c;
}

void ja_hiragana(ky_str kana, ky_buf *out)
{
    size_t len;
    for (size_t at = 0; at < kana.n; at += len)
        ky_buf_put_utf8(out, ja_hiragana_of(ky_utf8_next(ky_str_from(kana, at), &len)));
}

bool ja_tears_vowel(ky_str kana, size_t at)
{
    return at > 0 && at < kana.n && ky_str_starts(ky_str_from(kana, at), KY_LIT("ー"));
}

bool ja_mora_border(ky_str kana, size_t at)
{
    if (at == 0 || at >= kana.n)
        return true;
    if (((unsigned char) kana.p[at] & 0xC0) == 0x80)
        return false;
    size_t len;
    switch (hiragana(ky_utf8_next(ky_str_from(kana, at), &len))) {
    case u'ぁ':
    case u'ぃ':
    case u'ぅ':
    case u'ぇ':
    case u'ぉ':
    case u'ゃ':
    case u'ゅ':
    case u'ょ':
    case u'ゎ':
        return false;
    default:
        return true;
    }
}
