#include "expand_priv.h"
#include "ja/kana.h"
#include "ja/sounds.h"
#include "ja/spelling.h"

enum { MIN_STEM_BYTES = 9 }; /* かき is 柿 and 夏期 sooner than any form of 書く */

/* A key that may be the noun form of a verb, and that of the verb. */
typedef struct stem {
    ky_expansion *x;
    ky_str key;
    ky_str base;
    size_t shared; /* bytes that both begin with */
} stem;

/* What the base form of a verb of five rows ends on where its noun form ends on `kana`; 0 for other
 * kana. */
static uint32_t base_ending(uint32_t kana)
{
    static const uint32_t endings[][2] = {{u'い', u'う'}, {u'き', u'く'}, {u'ぎ', u'ぐ'},
                                          {u'し', u'す'}, {u'ち', u'つ'}, {u'に', u'ぬ'},
                                          {u'び', u'ぶ'}, {u'み', u'む'}, {u'り', u'る'}};
    for (size_t i = 0; i < KY_LEN(endings); i++)
        if (endings[i][0] == kana)
            return endings[i][1];
    return 0;
}

/* True where the dictionary takes the noun form of the verb `base` for the verb, as it does 見守り
 * but not 歩き: then it is found in every form when it is typed in kanji. */
static bool is_form_of(stem *s, ky_str base)
{
    KY_CLEANUP(ky_buf_fini) ky_buf form = {0};
    ja_analysis a;
    ky_str ending = ky_str_from(s->base, s->shared);
    if (base.n <= ending.n || !ky_str_eq(ky_str_from(base, base.n - ending.n), ending))
        return false;
    ky_buf_put(&form, (ky_str){base.p, base.n - ending.n});
    ky_buf_put(&form, ky_str_from(s->key, s->shared));
    ky_str text = ky_expand_keep(s->x, &form);
    if (s->x->rc == KY_OK)
        s->x->rc = ja_cut(s->x->ix->ja, text, s->x->arena, &a, s->x->err);
    return s->x->rc == KY_OK && a.n == 1 && a.tokens[0].cls == JA_WORD &&
           ky_str_eq(a.tokens[0].base, base);
}

static bool visit_verb(void *payload, ky_str found, unsigned how)
{
    stem *s = payload;
    bool certain = (how & ky_read_as(JA_SOUND_WORD, true)) != 0;
    if ((!certain && (how & ky_read_as(JA_SOUND_WORD, false)) == 0) || !is_form_of(s, found))
        return s->x->rc == KY_OK;
    ky_str spelling = ky_arena_str(s->x->arena, found);
    if (spelling.p == NULL)
        s->x->rc = ky_nomem(s->x->err);
    else if (certain)
        ky_expand_look_up(s->x, JA_TERM_WORD, spelling);
    else
        ky_expand_look_up_reading(s->x, JA_TERM_READING, s->base, spelling);
    return s->x->rc == KY_OK;
}

static void look_up_verb(ky_expansion *x, ky_str key, size_t shared, const ky_buf *base)
{
    stem s = {x, key, ky_expand_keep(x, base), shared};
    x->by = KY_BY_READING;
    if (x->rc == KY_OK)
        ky_readings_find(&x->ix->readings, s.base, visit_verb, &s);
}

void ky_expand_verbs(ky_expansion *x, ky_str key)
{
    KY_CLEANUP(ky_buf_fini) ky_buf rows = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf row = {0};
    size_t n = 0;
    ky_str last = ky_utf8_last(key);
    uint32_t kana = last.n == 0 ? 0 : ky_utf8_next(last, &n);
    uint32_t ending = base_ending(kana);
    if (key.n < MIN_STEM_BYTES)
        return;
    if (ending != 0) {
        ky_buf_put(&rows, (ky_str){key.p, key.n - last.n});
        ky_buf_put_utf8(&rows, ending);
        look_up_verb(x, key, key.n - last.n, &rows);
    }
    if (x->rc != KY_OK || (ending == 0 && ja_kana_vowel(kana) != u'え'))
        return;
    ky_buf_put(&row, key);
    ky_buf_put(&row, KY_LIT("る"));
    look_up_verb(x, key, key.n, &row);
}

void ky_expand_base(ky_expansion *x, const ja_analysis *a)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    const ja_token *t = a->tokens;
    if (a->n != 1 || t->cls != JA_WORD || t->n_keys == 0 ||
        ky_str_eq(t->base, ja_token_text(a, t)) ||
        !ja_base_key(ja_token_text(a, t), t->keys[0], t->base, &key))
        return;
    ky_str kept = ky_expand_keep(x, &key);
    x->by = KY_BY_VARIANT;
    ky_expand_look_up_key(x, kept, t->base, false);
}
