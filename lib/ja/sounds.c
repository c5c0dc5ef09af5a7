#include "sounds.h"

#include "kana.h"
#include "spelling.h"
#include "terms.h"

typedef struct walk {
    const ja_analysis *a;
    ja_sound_visit *visit;
    void *payload;
    ky_err *err;
} walk;

static ky_str slice(const ja_analysis *a, size_t start, size_t end)
{
    return (ky_str){a->text.folded.p + start, end - start};
}

static ky_rc visit(const walk *w, const ja_sound *s)
{
    return s->key.n == 0 ? KY_OK : w->visit(w->payload, s, w->err);
}

static ky_rc visit_base(const walk *w, const ja_token *t, ky_str word)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    if (t->n_keys == 0 || ky_str_eq(t->base, word) || !ja_base_key(word, t->keys[0], t->base, &key))
        return KY_OK;
    ky_rc rc = ky_buf_check(&key, w->err);
    const ja_sound s = {JA_SOUND_WORD, ky_buf_str(&key), t->base, t->certain};
    return rc == KY_OK ? visit(w, &s) : rc;
}

static ky_rc visit_word(const walk *w, const ja_token *t)
{
    ky_str word = slice(w->a, t->start, t->end);
    ja_sound_kind kind = ky_str_eq(t->base, word) ? JA_SOUND_WORD : JA_SOUND_INFLECTED;
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < t->n_keys && rc == KY_OK; i++) {
        const ja_sound s = {kind, t->keys[i], word, t->certain};
        rc = visit(w, &s);
    }
    return rc == KY_OK ? visit_base(w, t, word) : rc;
}

static ky_rc visit_stop(const walk *w, const ja_token *t)
{
    ky_str word = slice(w->a, t->start, t->end);
    ky_rc rc = KY_OK;
    if (!ky_str_eq(t->base, word) || ja_all_kana(word))
        return KY_OK;
    for (size_t i = 0; i < t->n_keys && rc == KY_OK; i++) {
        const ja_sound s = {JA_SOUND_STOP, t->keys[i], word, t->certain};
        rc = visit(w, &s);
    }
    return rc;
}

static ky_rc visit_heard(const walk *w, const ja_heard *h)
{
    const ja_sound s = {h->hold == JA_HOLD_INSIDE ? JA_SOUND_PART : JA_SOUND_ACROSS, h->key,
                        slice(w->a, h->start, h->end), h->certain};
    return visit(w, &s);
}

void ja_together_fini(ja_together *s)
{
    for (size_t i = 0; i < JA_MAX_TOGETHER; i++)
        ky_buf_fini(&s->keys[i]);
}

bool ja_together_add(ja_together *s, const ja_token *t, size_t max)
{
    bool ok = true;
    size_t before = s->n;
    for (size_t k = 1; k < t->n_keys; k++)
        for (size_t i = 0; i < before && s->n < max; i++) {
            ky_buf *added = &s->keys[s->n++];
            ky_buf_clear(added);
            ky_buf_put(added, ky_buf_str(&s->keys[i]));
            ky_buf_put(added, t->keys[k]);
        }
    for (size_t i = 0; i < before && t->n_keys > 0; i++)
        ky_buf_put(&s->keys[i], t->keys[0]);
    for (size_t i = 0; i < s->n; i++)
        ok = ok && ky_buf_ok(&s->keys[i]);
    if (t->n_keys == 0)
        s->n = 0;
    return ok;
}

static ky_rc visit_run(const walk *w, ky_str spelling, const ja_together *keys)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < keys->n && rc == KY_OK; i++) {
        const ja_sound s = {JA_SOUND_RUN, ky_buf_str(&keys->keys[i]), spelling, true};
        rc = visit(w, &s);
    }
    return rc;
}

/* The runs that begin with token i. */
static ky_rc visit_runs(const walk *w, size_t i)
{
    KY_CLEANUP(ky_buf_fini) ky_buf spelling = {0};
    KY_CLEANUP(ja_together_fini) ja_together keys = {.n = 1};
    const ja_analysis *a = w->a;
    ky_rc rc = KY_OK;
    size_t words = 0;
    for (size_t k = i; k < a->n && words < JA_MAX_RUN_WORDS && keys.n > 0 && rc == KY_OK; k++) {
        const ja_token *t = &a->tokens[k];
        ky_str text = slice(a, t->start, t->end);
        if (t->cls == JA_MARK && words > 0 && ja_is_joiner(text))
            continue;
        if (t->cls != JA_WORD || spelling.n + text.n > JA_MAX_TERM_BYTES)
            break;
        ky_buf_put(&spelling, text);
        if (!ja_together_add(&keys, t, JA_MAX_RUN_SOUNDS) || !ky_buf_ok(&spelling))
            return ky_nomem(w->err);
        if (++words > 1)
            rc = visit_run(w, ky_buf_str(&spelling), &keys);
    }
    return rc;
}

ky_rc ja_sounds(const ja_analysis *a, bool runs, ja_sound_visit *visit_sound, void *payload,
                ky_err *err)
{
    const walk w = {a, visit_sound, payload, err};
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < a->n && rc == KY_OK; i++)
        if (a->tokens[i].cls == JA_WORD)
            rc = visit_word(&w, &a->tokens[i]);
        else if (a->tokens[i].cls == JA_STOP)
            rc = visit_stop(&w, &a->tokens[i]);
    for (size_t i = 0; i < a->n_heard && rc == KY_OK; i++)
        rc = visit_heard(&w, &a->heard[i]);
    for (size_t i = 0; runs && i < a->n && rc == KY_OK; i++)
        if (a->tokens[i].cls == JA_WORD)
            rc = visit_runs(&w, i);
    return rc;
}
