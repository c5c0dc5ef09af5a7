#include "chars.h"

#include <utf8proc.h>

static bool is_line_break(uint32_t c)
{
    return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Planes 2 and 3 are kept for ideographs, the last sixteenth of plane 1 for emoji and other symbols
 * (https://www.unicode.org/roadmaps/). */
static bool is_reserved_for_text(uint32_t c)
{
    return c >= 0x1F000 && c < 0x40000 && (c & 0xFFFE) != 0xFFFE;
}

ja_char ja_char_of(uint32_t c)
{
    switch (utf8proc_get_property((utf8proc_int32_t) c)->category) {
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
        return JA_CHAR_PUNCT;
    case UTF8PROC_CATEGORY_CN:
        return is_reserved_for_text(c) ? JA_CHAR_TEXT : JA_CHAR_BLANK;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
        return is_line_break(c) ? JA_CHAR_BREAK : JA_CHAR_BLANK;
    default:
        return JA_CHAR_TEXT;
    }
}

static bool is_ascii_alnum(ky_str s, size_t at)
{
    if (at >= s.n)
        return false;
    char c = s.p[at];
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

bool ja_ends_sentence(ky_str folded, size_t at)
{
    switch (folded.p[at]) {
    case '!':
    case '?':
        return true;
    case '.':
        return at == 0 || !is_ascii_alnum(folded, at - 1) || !is_ascii_alnum(folded, at + 1);
    default:
        return ky_str_starts(ky_str_from(folded, at), KY_LIT("。"));
    }
}

typedef enum alphabet { NEITHER, LETTER, DIGIT } alphabet;

static alphabet alphabet_of(uint32_t c)
{
    enum { LETTERS_END = 0x2000 };
    utf8proc_category_t k = utf8proc_category((utf8proc_int32_t) c);
    if (c >= '0' && c <= '9')
        return DIGIT;
    bool letter = k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_ME;
    return letter && c < LETTERS_END ? LETTER : NEITHER;
}

bool ja_tears_letters(ky_str folded, size_t at)
{
    size_t n = 0;
    size_t before = at;
    if (at == 0 || at >= folded.n)
        return false;
    do
        before--;
    while (before > 0 && ((unsigned char) folded.p[before] & 0xC0) == 0x80);
    alphabet left = alphabet_of(ky_utf8_next(ky_str_from(folded, before), &n));
    return left != NEITHER && left == alphabet_of(ky_utf8_next(ky_str_from(folded, at), &n));
}

uint32_t ja_gap(ky_str folded, size_t start, size_t end)
{
    uint32_t gap = JA_GAP_NONE;
    size_t len;
    for (size_t at = start; at < end; at += len) {
        ja_char kind = ja_char_of(ky_utf8_next(ky_str_from(folded, at), &len));
        if (kind == JA_CHAR_BREAK || ja_ends_sentence(folded, at))
            return JA_GAP_SENTENCE;
        if (kind == JA_CHAR_BLANK)
            gap = JA_GAP_BLANK;
    }
    return gap;
}
