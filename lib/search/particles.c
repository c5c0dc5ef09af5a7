#include "particles.h"

#include "expand.h"

enum { MIN_WORD_BYTES = 6, MAX_KEY_BYTES = 96 };

typedef struct split {
    ky_index *ix;
    ky_str *parts;
    size_t n; /* parts, where all of it is found */
    ky_err *err;
} split;

static ky_rc is_found(const split *s, ky_str kana, bool *ret)
{
    ky_forms forms = {0};
    *ret = false;
    if (kana.n < MIN_WORD_BYTES)
        return KY_OK;
    ky_rc rc = ky_expand(s->ix, kana, false, &forms, s->err);
    *ret = rc == KY_OK && forms.n > 0;
    return rc;
}

static bool is_particle(ky_str kana)
{
    return ky_str_starts(kana, KY_LIT("の")) || ky_str_starts(kana, KY_LIT("を"));
}

/* The parts of the rest of the key, `before` of them being behind. */
static ky_rc split_rest(split *s, ky_str rest, size_t before)
{
    const size_t len = strlen("の");
    bool found = false;
    ky_rc rc = before > 0 ? is_found(s, rest, &found) : KY_OK;
    if (rc != KY_OK)
        return rc;
    s->parts[before] = rest;
    if (found)
        s->n = before + 1;
    for (size_t at = MIN_WORD_BYTES; at < rest.n && s->n == 0 && before + 1 < KY_MAX_SPLIT;
         at += len) {
        if (!is_particle(ky_str_from(rest, at)))
            continue;
        rc = is_found(s, (ky_str){rest.p, at}, &found);
        if (rc == KY_OK && found)
            rc = split_rest(s, ky_str_from(rest, at + len), before + 1);
        if (rc != KY_OK)
            return rc;
        if (s->n > 0)
            s->parts[before] = (ky_str){rest.p, at};
    }
    return KY_OK;
}

ky_rc ky_split_at_particles(ky_index *ix, const ky_forms *forms, ky_str ret[KY_MAX_SPLIT],
                            size_t *ret_n, ky_err *err)
{
    split s = {.ix = ix, .parts = ret, .err = err};
    ky_rc rc = KY_OK;
    if (forms->n == 0 && forms->n_keys > 0 && forms->keys[0].n <= MAX_KEY_BYTES)
        rc = split_rest(&s, forms->keys[0], 0);
    *ret_n = s.n;
    return rc;
}
