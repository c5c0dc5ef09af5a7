#include "letters.h"

#include "base/mem.h"
#include "romaji_table.h"

/* ---- one letter behind the other ---- */

static bool is_vowel(char c)
{
    return c == 'a' || c == 'i' || c == 'u' || c == 'e' || c == 'o';
}

/* A long vowel is one letter, and so is nn. */
static bool goes_on(char last, char c)
{
    return (c == last && (is_vowel(c) || c == 'n')) || (last == 'o' && c == 'u');
}

/* What begins so is heard so; longer beginnings first. */
static const struct {
    const char *from;
    const char *to;
} heard[] = {{"tchi", "tti"}, {"cchi", "tti"}, {"cch", "tty"}, {"tch", "tty"}, {"shi", "si"},
             {"chi", "ti"},   {"tsu", "tu"},   {"ck", "k"},    {"sh", "sy"},   {"ch", "ty"},
             {"ts", "t"},     {"ji", "zi"},    {"jy", "zy"},   {"ph", "h"},    {"th", "t"},
             {"wo", "o"},     {"qu", "ku"},    {"mb", "nb"},   {"mm", "nm"},   {"mp", "np"},
             {"j", "zy"},     {"f", "h"},      {"v", "b"},     {"l", "r"},     {"c", "k"},
             {"q", "k"}};

/* How the letters that text begins with are heard; *ret_n is how many they are. */
static ky_str hear(ky_str text, size_t *ret_n)
{
    for (size_t i = 0; i < KY_LEN(heard); i++) {
        ky_str from = ky_str_of(heard[i].from);
        ky_str to = ky_str_of(heard[i].to);
        if (!ky_str_starts(text, from))
            continue;
        /* The second letter of a pair that only changes the first is heard by itself. */
        bool first_alone = heard[i].from[0] == 'm';
        *ret_n = first_alone ? 1 : from.n;
        return (ky_str){to.p, first_alone ? 1 : to.n};
    }
    *ret_n = 1;
    return (ky_str){text.p, 1};
}

static bool put_heard(ky_str text, ja_letters *l)
{
    for (size_t at = 0; at < text.n;) {
        size_t n = 0;
        ky_str letters = hear(ky_str_from(text, at), &n);
        at += n;
        for (size_t i = 0; i < letters.n; i++) {
            bool long_one = l->n > 0 && goes_on(l->text[l->n - 1], letters.p[i]);
            if (long_one || letters.p[i] == '\'')
                continue;
            if (l->n == JA_MAX_LETTERS)
                return false;
            l->text[l->n++] = letters.p[i];
        }
    }
    return true;
}

/* ---- typed ---- */

/* The letter without macron or circumflex; 0 for what parts letters, -1 for anything else. */
static int plain_letter(uint32_t c)
{
    static const uint32_t marked[] = {0x101, 0xE2,  0x12B, 0xEE,  0x16B,
                                      0xFB,  0x113, 0xEA,  0x14D, 0xF4};
    if (c >= 'a' && c <= 'z')
        return (int) c;
    for (size_t i = 0; i < KY_LEN(marked); i++)
        if (marked[i] == c)
            return "aiueo"[i / 2];
    return c == '\'' || c == '-' ? 0 : -1;
}

/* teacher is ティーチャー. */
static void open_end(ja_letters *l)
{
    char vowel = l->n > 2 ? l->text[l->n - 2] : 'i';
    if (l->text[l->n > 0 ? l->n - 1 : 0] != 'r' || (vowel != 'a' && vowel != 'e' && vowel != 'o'))
        return;
    l->n--;
    l->text[l->n - 1] = 'a';
}

bool ja_letters_of_latin(ky_str folded, ky_buf *out)
{
    char plain[JA_MAX_LETTERS];
    size_t n = 0;
    ja_letters l = {.n = 0};
    for (size_t at = 0, len = 0; at < folded.n; at += len) {
        int c = plain_letter(ky_utf8_next(ky_str_from(folded, at), &len));
        if (c < 0 || n == JA_MAX_LETTERS)
            return false;
        if (c > 0)
            plain[n++] = (char) c;
    }
    if (n == 0 || !put_heard((ky_str){plain, n}, &l))
        return false;
    open_end(&l);
    ky_buf_put(out, (ky_str){l.text, l.n});
    return true;
}

/* ---- read ---- */

static bool put_border(ja_letters *l, size_t kana)
{
    if (l->n_borders == JA_MAX_LETTERS || kana > UINT16_MAX)
        return false;
    l->borders[l->n_borders].letters = (uint16_t) l->n;
    l->borders[l->n_borders++].kana = (uint16_t) kana;
    return true;
}

/* っ is the consonant behind it, once more. */
static bool put_kana(const ja_romaji *r, ky_str key, size_t at, bool doubled, ja_letters *l,
                     size_t *ret_len)
{
    const ja_syllable *s = ja_romaji_spell(r, ky_str_from(key, at), ret_len);
    if (s == NULL)
        return false;
    size_t n = 0;
    ky_str letters = hear(s->romaji, &n);
    char first = letters.n > 0 && letters.p != NULL ? letters.p[0] : 'a';
    if (doubled && !is_vowel(first) && l->n < JA_MAX_LETTERS)
        l->text[l->n++] = first;
    return put_heard(s->romaji, l);
}

bool ja_letters_of_kana(const ja_romaji *r, ky_str key, ja_letters *ret)
{
    bool doubled = false;
    ret->n = 0;
    ret->n_borders = 0;
    for (size_t at = 0, len = 0; at < key.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(key, at), &len);
        if (c == 0x3063) {
            doubled = true;
            continue;
        }
        if (c != 0x30FC && !put_kana(r, key, at, doubled, ret, &len))
            return false;
        doubled = false;
        if (!put_border(ret, at + len))
            return false;
    }
    return ret->n > 0;
}
