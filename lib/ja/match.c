#include "match.h"

#include "char_filter.h"
#include "chars.h"
#include "kana.h"
#include "spelling.h"

/* The token that holds folded byte `at`, at < folded.n. */
static const ja_token *token_at(const ja_analysis *a, uint32_t at)
{
    size_t low = 0;
    size_t high = a->n;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (a->tokens[middle].start <= at)
            low = middle;
        else
            high = middle;
    }
    return &a->tokens[low];
}

/* Between two marks, and beside one, is a border too. */
static bool is_border(const ja_analysis *a, uint32_t at)
{
    if (at == 0 || at >= a->text.folded.n)
        return true;
    const ja_token *t = token_at(a, at);
    return t->start == at || t->cls == JA_MARK;
}

/* The first word heard at or after byte `at`. */
static size_t heard_from(const ja_analysis *a, uint32_t at)
{
    size_t low = 0;
    size_t high = a->n_heard;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (a->heard[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_ragged_word(const ja_analysis *a, ja_span s)
{
    for (size_t i = heard_from(a, s.start); i < a->n_heard && a->heard[i].start == s.start; i++)
        if (a->heard[i].hold == JA_HOLD_RAGGED && a->heard[i].end == s.end)
            return true;
    return false;
}

bool ja_span_stands(const ja_analysis *a, ja_span s)
{
    if (s.start >= s.end || s.end > a->text.folded.n)
        return false;
    bool from = is_border(a, s.start);
    bool to = is_border(a, s.end);
    if ((!from && ja_tears_letters(a->text.folded, s.start)) ||
        (!to && (ja_tears_letters(a->text.folded, s.end) || ja_tears_vowel(a->text.folded, s.end))))
        return false;
    return (from && to) || token_at(a, s.start)->end >= s.end || is_ragged_word(a, s);
}

/* True where the text is known not to have some character of the needle. */
static bool lacks(const ja_analysis *a, ky_str needle)
{
    return a->chars != NULL && ja_char_filter_lacks(a->chars, needle);
}

static bool lacks_kana(const ja_analysis *a, ky_str kana)
{
    return a->chars != NULL && ja_char_filter_lacks_kana(a->chars, kana);
}

bool ja_find_text(const ja_analysis *a, ky_str needle, uint32_t from, ja_span *ret)
{
    ky_str text = a->text.folded;
    if (lacks(a, needle))
        return false;
    for (size_t at = from; needle.n > 0 && at < text.n; at++) {
        size_t found = ky_str_find(ky_str_from(text, at), needle);
        if (found == SIZE_MAX)
            return false;
        at += found;
        ja_span s = {(uint32_t) at, (uint32_t) (at + needle.n)};
        if (ja_span_stands(a, s)) {
            *ret = s;
            return true;
        }
    }
    return false;
}

/* Where `needle` ends if it begins at byte `at` of the text, joiners between words left out and 々
 * read as the character before it; 0 where it does not stand there. */
static size_t spelled_end(const ja_analysis *a, ky_str needle, size_t at)
{
    ky_str text = a->text.folded;
    ky_str before = {0};
    size_t done = 0;
    for (size_t n = 0; done < needle.n; at += n) {
        if (at >= text.n)
            return 0;
        uint32_t c = ky_utf8_next(ky_str_from(text, at), &n);
        ky_str character = {text.p + at, n};
        bool repeats = (c == 0x3005 || c == 0x303B) && before.n > 0;
        if (ky_str_starts(ky_str_from(needle, done), character))
            done += n;
        else if (repeats && ky_str_starts(ky_str_from(needle, done), before))
            done += before.n;
        else if (done == 0 || !ja_is_joiner(character))
            return 0;
        before = repeats ? before : character;
    }
    return at;
}

/* The same for kana, which stand wherever they are read so: in the other script, with a joiner. */
static size_t kana_end(const ja_analysis *a, ky_str needle, size_t at)
{
    ky_str text = a->text.folded;
    uint32_t asked = 0;
    uint32_t found = 0;
    size_t n = 0;
    for (size_t done = 0; done < needle.n;) {
        if (at >= text.n)
            return 0;
        bool kana = ja_is_kana(ky_utf8_next(ky_str_from(text, at), &n));
        if (!kana && (done == 0 || !ja_is_joiner((ky_str){text.p + at, n})))
            return 0;
        if (kana) {
            found = ja_kana_next(ky_str_from(text, at), found, &n);
            at += n;
            asked = ja_kana_next(ky_str_from(needle, done), asked, &n);
            done += n;
            if (asked != found)
                return 0;
            continue;
        }
        at += n;
    }
    return at;
}

/* The next byte from `at` on where the needle may begin, text.n where there is none: kana are the
 * characters whose first byte is that of the block they share. */
static size_t next_beginning(ky_str text, size_t at, ky_str needle, bool kana)
{
    size_t n = 1;
    if (!kana)
        (void) ky_utf8_next(needle, &n);
    size_t found = ky_str_find(ky_str_from(text, at), (ky_str){needle.p, n});
    return found == SIZE_MAX ? text.n : at + found;
}

bool ja_find_spelling(const ja_analysis *a, ky_str needle, uint32_t from, ja_span *ret)
{
    ky_str text = a->text.folded;
    bool kana = ja_all_kana(needle);
    if (needle.n == 0 || (kana ? lacks_kana(a, needle) : lacks(a, needle)))
        return false;
    for (size_t at = from; (at = next_beginning(text, at, needle, kana)) < text.n; at++) {
        size_t end = kana ? kana_end(a, needle, at) : spelled_end(a, needle, at);
        ja_span s = {(uint32_t) at, (uint32_t) end};
        if (end > 0 && ja_span_stands(a, s)) {
            *ret = s;
            return true;
        }
    }
    return false;
}

/* The last token of words with these base forms that begin with token `first`, what joins them left
 * out; a->n where they do not stand there. */
static size_t last_at(const ja_analysis *a, const ky_str *bases, size_t n, size_t first)
{
    size_t found = 0;
    for (size_t at = first; at < a->n; at++) {
        const ja_token *t = &a->tokens[at];
        if (found > 0 && t->cls == JA_MARK && ja_is_joiner(ja_token_text(a, t)))
            continue;
        if (t->cls != JA_WORD || !ky_str_eq(t->base, bases[found]))
            break;
        if (++found == n)
            return at;
    }
    return a->n;
}

bool ja_may_have_base(const ja_analysis *a, ky_str base)
{
    return !lacks(a, base);
}

bool ja_find_words(const ja_analysis *a, const ky_str *bases, size_t n, size_t from, ja_span *ret,
                   size_t *ret_token)
{
    for (size_t i = 0; i < n; i++)
        if (lacks(a, bases[i]))
            return false;
    for (size_t i = from; n > 0 && i < a->n; i++) {
        size_t last = last_at(a, bases, n, i);
        if (last == a->n)
            continue;
        *ret = (ja_span){a->tokens[i].start, a->tokens[last].end};
        *ret_token = i;
        return true;
    }
    return false;
}
