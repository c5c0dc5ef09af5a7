#include "match.h"

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

bool ja_span_stands(const ja_analysis *a, ja_span s)
{
    if (s.start >= s.end || s.end > a->text.folded.n)
        return false;
    return token_at(a, s.start)->end >= s.end || (is_border(a, s.start) && is_border(a, s.end));
}

bool ja_find_text(const ja_analysis *a, ky_str needle, uint32_t from, ja_span *ret)
{
    ky_str text = a->text.folded;
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

/* Neighbouring tokens that are both words have consecutive positions: only marks leave gaps. */
static bool stand_at(const ja_analysis *a, const ky_str *bases, size_t n, size_t first)
{
    for (size_t i = 0; i < n; i++) {
        const ja_token *t = &a->tokens[first + i];
        if (t->cls != JA_WORD || !ky_str_eq(t->base, bases[i]))
            return false;
    }
    return true;
}

bool ja_find_words(const ja_analysis *a, const ky_str *bases, size_t n, size_t from, ja_span *ret,
                   size_t *ret_token)
{
    for (size_t i = from; n > 0 && n <= a->n && i <= a->n - n; i++) {
        if (!stand_at(a, bases, n, i))
            continue;
        *ret = (ja_span){a->tokens[i].start, a->tokens[i + n - 1].end};
        *ret_token = i;
        return true;
    }
    return false;
}
