#include "forms.h"

#include "ja/sound_match.h"
#include "ja/spelling.h"
#include "ja/terms.h"

bool ky_forms_init(ky_forms *f, ky_arena *arena)
{
    *f = (ky_forms){.items = KY_ARENA_ARRAY(arena, ky_form, KY_MAX_FORMS),
                    .spellings = KY_ARENA_ARRAY(arena, ky_str, KY_MAX_SPELLINGS),
                    .keys = KY_ARENA_ARRAY(arena, ky_str, KY_MAX_FORM_KEYS),
                    .own_keys = KY_ARENA_ARRAY(arena, ky_str, KY_MAX_FORM_KEYS)};
    return f->items != NULL && f->spellings != NULL && f->keys != NULL && f->own_keys != NULL;
}

static bool same_terms(const ky_form *a, const ky_form *b)
{
    if (a->n_terms != b->n_terms)
        return false;
    for (size_t i = 0; i < a->n_terms; i++)
        if (!ky_str_eq(a->terms[i], b->terms[i]))
            return false;
    return true;
}

void ky_forms_add(ky_forms *f, ky_form form)
{
    for (size_t i = 0; i < f->n; i++)
        if (same_terms(&f->items[i], &form))
            return;
    if (f->n < KY_MAX_FORMS)
        f->items[f->n++] = form;
}

/* The first token that begins at or after byte `at`. */
static size_t token_from(const ja_analysis *a, uint32_t at)
{
    size_t low = 0;
    size_t high = a->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (a->tokens[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_of(const ky_form *f, ja_term_kind kind)
{
    return f->n_terms == 1 && ja_term_text(kind, f->terms[0]).n > 0;
}

/* A term of a word stands for a token, one of a part for what is none. */
static bool may_stand(const ky_form *f, const ja_analysis *a, ja_span s)
{
    size_t first = token_from(a, s.start);
    size_t behind = token_from(a, s.end);
    bool begins = first < a->n && a->tokens[first].start == s.start;
    bool ends = behind < a->n ? a->tokens[behind].start == s.end
                              : a->n > 0 && a->tokens[a->n - 1].end <= s.end;
    bool whole = begins && ends;
    if (is_of(f, JA_TERM_SPELLING) || is_of(f, JA_TERM_PART))
        return !whole;
    if (f->n_terms > 1 || is_of(f, JA_TERM_READING))
        return whole;
    return whole && behind == first + 1;
}

ky_str ky_form_key(const ky_form *f)
{
    ky_str key = {0};
    ky_str spelling = {0};
    return f->n_terms == 1 && ja_term_reading(f->terms[0], &key, &spelling) ? key : (ky_str){0};
}

static bool has_key(const ja_token *t, ky_str key)
{
    for (size_t i = 0; i < t->n_keys; i++)
        if (ky_str_eq(t->keys[i], key))
            return true;
    return false;
}

bool ky_form_sounds_so(const ky_form *f, const ja_analysis *a, ja_span s)
{
    ky_str key = ky_form_key(f);
    if (key.n == 0 || !a->sounds)
        return true;
    for (size_t i = 0; i < a->n; i++) {
        const ja_token *t = &a->tokens[i];
        if (t->start == s.start && t->end == s.end && has_key(t, key))
            return true;
    }
    for (size_t i = 0; i < a->n_heard; i++)
        if (a->heard[i].start == s.start && a->heard[i].end == s.end &&
            ky_str_eq(a->heard[i].key, key))
            return true;
    return false;
}

bool ky_form_is_base(const ky_form *f)
{
    return is_of(f, JA_TERM_WORD) || is_of(f, JA_TERM_READING);
}

double ky_form_scale(const ky_form *f)
{
    static const double part = 0.05;
    static const double other = 0.1; /* another spelling, another word */
    if (f->by == KY_BY_READING)
        return is_of(f, JA_TERM_PART) ? part : 1;
    if (is_of(f, JA_TERM_SPELLING) || is_of(f, JA_TERM_PART) || is_of(f, JA_TERM_FUNCTION))
        return part;
    if (f->by != KY_BY_WORD)
        return other;
    return f->n_terms > 1 ? 0 : 1;
}

bool ky_form_find(const ky_form *f, const ja_analysis *a, uint32_t from, ja_span *ret)
{
    ja_span s;
    while (ja_find_spelling(a, f->spelling, from, &s)) {
        if (may_stand(f, a, s) && ky_form_sounds_so(f, a, s)) {
            *ret = s;
            return true;
        }
        from = s.start + 1;
    }
    return false;
}

bool ky_forms_stand(const ky_forms *f, ky_str text)
{
    for (size_t i = 0; i < f->n; i++)
        if (ky_str_eq(f->items[i].spelling, text) && !is_of(&f->items[i], JA_TERM_SPELLING))
            return true;
    return false;
}

bool ky_forms_have(const ky_forms *f, ky_str text)
{
    for (size_t i = 0; i < f->n; i++)
        if (ky_str_eq(f->items[i].spelling, text))
            return true;
    return false;
}

static bool among(const ky_str *list, size_t n, ky_str s)
{
    for (size_t i = 0; i < n; i++)
        if (ky_str_eq(list[i], s))
            return true;
    return false;
}

bool ky_forms_mean(const ky_forms *f, ky_str text, const ky_facet_value *v)
{
    ky_str value = v->text.text.folded;
    return ky_str_eq(value, text) || among(f->spellings, f->n_spellings, value) ||
           (v->key.n > 0 && among(f->keys, f->n_keys, v->key)) ||
           (v->key.n > 0 && among(f->own_keys, f->n_own_keys, v->key) &&
            ja_spellings_agree(text, value));
}

bool ky_forms_are_in(const ky_forms *f, ky_str text, const ky_facet_value *v)
{
    ja_span s;
    if (ja_find_text(&v->text, text, 0, &s))
        return true;
    for (size_t i = 0; i < f->n_spellings; i++)
        if (ja_find_spelling(&v->text, f->spellings[i], 0, &s))
            return true;
    for (size_t i = 0; i < f->n_keys; i++)
        if (ja_find_sound(&v->text, f->keys[i], &s))
            return true;
    return false;
}
