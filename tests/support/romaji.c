#include "romaji.h"

#include "base/mem.h"

typedef struct sound {
    const char *kana;
    const char *hepburn;
    const char *kunrei; /* NULL: as Hepburn */
    const char *ime;    /* NULL: as Kunrei */
} sound;

/* Longer kana first. */
static const sound sounds[] = {
    {"きゃ", "kya", NULL, NULL},   {"きゅ", "kyu", NULL, NULL},   {"きょ", "kyo", NULL, NULL},
    {"しゃ", "sha", "sya", NULL},  {"しゅ", "shu", "syu", NULL},  {"しょ", "sho", "syo", NULL},
    {"ちゃ", "cha", "tya", NULL},  {"ちゅ", "chu", "tyu", NULL},  {"ちょ", "cho", "tyo", NULL},
    {"にゃ", "nya", NULL, NULL},   {"にゅ", "nyu", NULL, NULL},   {"にょ", "nyo", NULL, NULL},
    {"ひゃ", "hya", NULL, NULL},   {"ひゅ", "hyu", NULL, NULL},   {"ひょ", "hyo", NULL, NULL},
    {"みゃ", "mya", NULL, NULL},   {"みゅ", "myu", NULL, NULL},   {"みょ", "myo", NULL, NULL},
    {"りゃ", "rya", NULL, NULL},   {"りゅ", "ryu", NULL, NULL},   {"りょ", "ryo", NULL, NULL},
    {"ぎゃ", "gya", NULL, NULL},   {"ぎゅ", "gyu", NULL, NULL},   {"ぎょ", "gyo", NULL, NULL},
    {"じゃ", "ja", "zya", NULL},   {"じゅ", "ju", "zyu", NULL},   {"じょ", "jo", "zyo", NULL},
    {"ぢゃ", "ja", "zya", "dya"},  {"ぢゅ", "ju", "zyu", "dyu"},  {"ぢょ", "jo", "zyo", "dyo"},
    {"びゃ", "bya", NULL, NULL},   {"びゅ", "byu", NULL, NULL},   {"びょ", "byo", NULL, NULL},
    {"ぴゃ", "pya", NULL, NULL},   {"ぴゅ", "pyu", NULL, NULL},   {"ぴょ", "pyo", NULL, NULL},
    {"しぇ", "she", "sye", NULL},  {"じぇ", "je", "zye", NULL},   {"ちぇ", "che", "tye", NULL},
    {"ふぁ", "fa", NULL, NULL},    {"ふぃ", "fi", NULL, NULL},    {"ふぇ", "fe", NULL, NULL},
    {"ふぉ", "fo", NULL, NULL},    {"ふゅ", "fyu", NULL, NULL},   {"うぃ", "wi", NULL, NULL},
    {"うぇ", "we", NULL, NULL},    {"うぉ", "wo", NULL, "who"},   {"てぃ", "ti", "ti", "thi"},
    {"でぃ", "di", "di", "dhi"},   {"とぅ", "tu", "tu", "twu"},   {"どぅ", "du", "du", "dwu"},
    {"でゅ", "dyu", "dyu", "dhu"}, {"てゅ", "tyu", "tyu", "thu"}, {"つぁ", "tsa", "tsa", NULL},
    {"つぃ", "tsi", "tsi", NULL},  {"つぇ", "tse", "tse", NULL},  {"つぉ", "tso", "tso", NULL},
    {"いぇ", "ye", NULL, NULL},    {"くぁ", "kwa", "kwa", "qa"},  {"くぃ", "kwi", "kwi", "qi"},
    {"くぇ", "kwe", "kwe", "qe"},  {"くぉ", "kwo", "kwo", "qo"},  {"ぐぁ", "gwa", NULL, NULL},
    {"あ", "a", NULL, NULL},       {"い", "i", NULL, NULL},       {"う", "u", NULL, NULL},
    {"え", "e", NULL, NULL},       {"お", "o", NULL, NULL},       {"か", "ka", NULL, NULL},
    {"き", "ki", NULL, NULL},      {"く", "ku", NULL, NULL},      {"け", "ke", NULL, NULL},
    {"こ", "ko", NULL, NULL},      {"さ", "sa", NULL, NULL},      {"し", "shi", "si", NULL},
    {"す", "su", NULL, NULL},      {"せ", "se", NULL, NULL},      {"そ", "so", NULL, NULL},
    {"た", "ta", NULL, NULL},      {"ち", "chi", "ti", NULL},     {"つ", "tsu", "tu", NULL},
    {"て", "te", NULL, NULL},      {"と", "to", NULL, NULL},      {"な", "na", NULL, NULL},
    {"に", "ni", NULL, NULL},      {"ぬ", "nu", NULL, NULL},      {"ね", "ne", NULL, NULL},
    {"の", "no", NULL, NULL},      {"は", "ha", NULL, NULL},      {"ひ", "hi", NULL, NULL},
    {"ふ", "fu", "hu", NULL},      {"へ", "he", NULL, NULL},      {"ほ", "ho", NULL, NULL},
    {"ま", "ma", NULL, NULL},      {"み", "mi", NULL, NULL},      {"む", "mu", NULL, NULL},
    {"め", "me", NULL, NULL},      {"も", "mo", NULL, NULL},      {"や", "ya", NULL, NULL},
    {"ゆ", "yu", NULL, NULL},      {"よ", "yo", NULL, NULL},      {"ら", "ra", NULL, NULL},
    {"り", "ri", NULL, NULL},      {"る", "ru", NULL, NULL},      {"れ", "re", NULL, NULL},
    {"ろ", "ro", NULL, NULL},      {"わ", "wa", NULL, NULL},      {"を", "o", "o", "wo"},
    {"が", "ga", NULL, NULL},      {"ぎ", "gi", NULL, NULL},      {"ぐ", "gu", NULL, NULL},
    {"げ", "ge", NULL, NULL},      {"ご", "go", NULL, NULL},      {"ざ", "za", NULL, NULL},
    {"じ", "ji", "zi", NULL},      {"ず", "zu", NULL, NULL},      {"ぜ", "ze", NULL, NULL},
    {"ぞ", "zo", NULL, NULL},      {"だ", "da", NULL, NULL},      {"ぢ", "ji", "zi", "di"},
    {"づ", "zu", "zu", "du"},      {"で", "de", NULL, NULL},      {"ど", "do", NULL, NULL},
    {"ば", "ba", NULL, NULL},      {"び", "bi", NULL, NULL},      {"ぶ", "bu", NULL, NULL},
    {"べ", "be", NULL, NULL},      {"ぼ", "bo", NULL, NULL},      {"ぱ", "pa", NULL, NULL},
    {"ぴ", "pi", NULL, NULL},      {"ぷ", "pu", NULL, NULL},      {"ぺ", "pe", NULL, NULL},
    {"ぽ", "po", NULL, NULL},
};

static const sound *sound_at(ky_str kana)
{
    for (size_t i = 0; i < KY_LEN(sounds); i++) {
        if (ky_str_starts(kana, ky_str_of(sounds[i].kana)))
            return &sounds[i];
    }
    return NULL;
}

static const char *letters_of(const sound *s, romaji_style style)
{
    if (style == ROMAJI_IME && s->ime != NULL)
        return s->ime;
    if ((style == ROMAJI_IME || style == ROMAJI_KUNREI) && s->kunrei != NULL)
        return s->kunrei;
    return s->hepburn;
}

/* What stands for a vowel that is long: the letter itself where the style leaves length out. */
static uint32_t long_vowel(char vowel, romaji_style style)
{
    static const struct {
        char vowel;
        uint32_t macron;
        uint32_t circumflex;
    } table[] = {{'a', 0x101, 0xE2},
                 {'i', 0x12B, 0xEE},
                 {'u', 0x16B, 0xFB},
                 {'e', 0x113, 0xEA},
                 {'o', 0x14D, 0xF4}};
    for (size_t i = 0; i < KY_LEN(table); i++) {
        if (table[i].vowel == vowel && style != ROMAJI_HEPBURN)
            return style == ROMAJI_MACRON ? table[i].macron : table[i].circumflex;
    }
    return (unsigned char) vowel;
}

/* True where the kana at the start of rest makes a long vowel of the one before it. */
static bool lengthens(char vowel, ky_str rest)
{
    static const struct {
        char vowel;
        const char *kana;
    } table[] = {{'a', "あ"}, {'u', "う"}, {'e', "え"}, {'o', "う"}, {'o', "お"}};
    if (ky_str_starts(rest, KY_LIT("ー")))
        return true;
    const sound *s = sound_at(rest);
    if (s != NULL && strlen(s->kana) > 3) /* うぃ is no long vowel's う */
        return false;
    for (size_t i = 0; i < KY_LEN(table); i++) {
        if (table[i].vowel == vowel && ky_str_starts(rest, ky_str_of(table[i].kana)))
            return true;
    }
    return false;
}

static bool is_vowel_or_y(char c)
{
    return c == 'a' || c == 'i' || c == 'u' || c == 'e' || c == 'o' || c == 'y';
}

/* ん before the romaji `next`, empty at the end. */
static void put_nasal(const char *next, romaji_style style, ky_buf *out)
{
    bool needs_parting = is_vowel_or_y(next[0]) || (style == ROMAJI_IME && next[0] == 'n');
    ky_buf_putc(out, 'n');
    if (style == ROMAJI_IME && (needs_parting || next[0] == '\0'))
        ky_buf_putc(out, 'n');
    else if (needs_parting && style != ROMAJI_HEPBURN)
        ky_buf_putc(out, '\'');
}

bool romaji_of(ky_str kana, romaji_style style, ky_buf *out)
{
    bool shortens = style != ROMAJI_SPELLED && style != ROMAJI_IME;
    bool doubled = false;
    for (size_t at = 0; at < kana.n;) {
        ky_str rest = ky_str_from(kana, at);
        if (ky_str_starts(rest, KY_LIT("っ")) && !doubled) {
            doubled = true;
            at += 3;
            continue;
        }
        if (ky_str_starts(rest, KY_LIT("ん")) && !doubled) {
            const sound *next = sound_at(ky_str_from(rest, 3));
            put_nasal(next == NULL ? "" : letters_of(next, style), style, out);
            at += 3;
            continue;
        }
        if (ky_str_starts(rest, KY_LIT("ー")) && !shortens && at > 0) {
            ky_buf_putc(out, '-');
            at += 3;
            continue;
        }
        const sound *s = sound_at(rest);
        if (s == NULL)
            return false;
        const char *letters = letters_of(s, style);
        if (doubled && (is_vowel_or_y(letters[0]) || letters[0] == 'n'))
            return false;
        if (doubled)
            ky_buf_putc(out, letters[0] == 'c' ? 't' : letters[0]);
        doubled = false;
        size_t last = strlen(letters) - 1;
        at += strlen(s->kana);
        ky_buf_put(out, (ky_str){letters, last});
        bool is_long = shortens && at < kana.n && lengthens(letters[last], ky_str_from(kana, at));
        ky_buf_put_utf8(out, is_long ? long_vowel(letters[last], style)
                                     : (uint32_t) (unsigned char) letters[last]);
        at += is_long ? 3 : 0;
    }
    return !doubled && ky_buf_ok(out);
}
