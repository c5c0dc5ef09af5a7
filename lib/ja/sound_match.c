#include "sound_match.h"

#include "spelling.h"

/* The token behind those that sound as `key` from token `i` on; 0 where they do not. */
static size_t sounding_end(const ja_analysis *a, size_t i, ky_str key)
{
    if (key.n == 0)
        return i;
    if (i >= a->n)
        return 0;
    const ja_token *t = &a->tokens[i];
    ky_str text = ja_token_text(a, t);
    if (t->cls == JA_MARK)
        return i > 0 && ja_is_joiner(text) ? sounding_end(a, i + 1, key) : 0;
    for (size_t k = 0; k < t->n_keys; k++) {
        size_t end = t->keys[k].n > 0 && ky_str_starts(key, t->keys[k])
                         ? sounding_end(a, i + 1, ky_str_from(key, t->keys[k].n))
                         : 0;
        if (end > 0)
            return end;
    }
    return 0;
}

bool ja_find_sound(const ja_analysis *a, ky_str key, ja_span *ret)
{
    for (size_t i = 0; i < a->n && key.n > 0; i++) {
        size_t end = a->tokens[i].cls == JA_MARK ? 0 : sounding_end(a, i, key);
        if (end > 0) {
            *ret = (ja_span){a->tokens[i].start, a->tokens[end - 1].end};
            return true;
        }
    }
    for (size_t i = 0; i < a->n_heard; i++) {
        if (ky_str_eq(a->heard[i].key, key)) {
            *ret = (ja_span){a->heard[i].start, a->heard[i].end};
            return true;
        }
    }
    return ja_find_spelling(a, key, 0, ret);
}
