#include "expand_priv.h"
#include "ja/kana.h"
#include "ja/sounds.h"
#include "ja/spelling.h"
#include "ja/variants.h"

enum {
    MIN_STEM_BYTES = 9, /* かき is 柿 and 夏期 sooner than any form of 書く */
    MAX_VERBS = 16,     /* spellings of one text that are looked at */
};

/* A key that may be the noun form of a verb, and that of the verb. */
typedef struct verb_stem {
    ky_expansion *x;
    ky_str key;
    ky_str base;
    size_t shared; /* bytes that both begin with */
} verb_stem;

/* The last kana of the noun form and of the base form of verbs of five rows. */
static const uint32_t endings[][2] = {{u'い', u'う'}, {u'き', u'く'}, {u'ぎ', u'ぐ'},
                                      {u'し', u'す'}, {u'ち', u'つ'}, {u'に', u'ぬ'},
                                      {u'び', u'ぶ'}, {u'み', u'む'}, {u'り', u'る'}};

/* What the one ends on where the other ends on `kana`; 0 where it does not. */
static uint32_t base_ending(uint32_t kana)
{
    for (size_t i = 0; i < KY_LEN(endings); i++)
        if (endings[i][0] == kana)
            return endings[i][1];
    return 0;
}

static uint32_t noun_ending(uint32_t kana)
{
    for (size_t i = 0; i < KY_LEN(endings); i++)
        if (endings[i][1] == kana)
            return endings[i][0];
    return 0;
}

enum { MAX_BASES = 2 };

/* The base forms that a noun form may have: of a verb of five rows, and of one row. */
static size_t bases_of(ky_expansion *x, ky_str noun, ky_str ret[MAX_BASES])
{
    KY_CLEANUP(ky_buf_fini) ky_buf rows = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf row = {0};
    size_t n = 0;
    size_t len = 0;
    ky_str last = ky_utf8_last(noun);
    uint32_t kana = ky_utf8_next(last, &len);
    uint32_t ending = base_ending(kana);
    if (ending != 0) {
        ky_buf_put(&rows, (ky_str){noun.p, noun.n - last.n});
        ky_buf_put_utf8(&rows, ending);
        ret[n++] = ky_expand_keep(x, &rows);
    }
    if (ending != 0 || ja_kana_vowel(kana) == u'え') {
        ky_buf_put(&row, noun);
        ky_buf_put(&row, KY_LIT("る"));
        ret[n++] = ky_expand_keep(x, &row);
    }
    return x->rc == KY_OK ? n : 0;
}

/* Verbs of one kanji are too common behind nouns of it: 通り is a street. */
static bool is_compound(ky_str spelling)
{
    return ky_expand_count_kanji(spelling) >= 2;
}

/* True where the noun form of the verb `base` asks for the verb when it is typed in kanji: for
 * compounds, and where the dictionary takes it for the verb, as it does 育て but not 歩き. */
static bool is_form_of(verb_stem *s, ky_str base)
{
    KY_CLEANUP(ky_buf_fini) ky_buf form = {0};
    ja_analysis a;
    ky_str ending = ky_str_from(s->base, s->shared);
    if (base.n <= ending.n || !ky_str_eq(ky_str_from(base, base.n - ending.n), ending))
        return false;
    if (is_compound(base))
        return true;
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
    verb_stem *s = payload;
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

void ky_expand_verbs(ky_expansion *x, ky_str key)
{
    ky_str bases[MAX_BASES];
    if (key.n < MIN_STEM_BYTES)
        return;
    size_t n = bases_of(x, key, bases);
    for (size_t i = 0; i < n && x->rc == KY_OK; i++) {
        bool longer = bases[i].n > key.n; /* る behind it */
        verb_stem s = {x, key, bases[i], longer ? key.n : key.n - ky_utf8_last(key).n};
        x->by = KY_BY_READING;
        ky_readings_find(&x->ix->readings, s.base, visit_verb, &s);
    }
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

/* ---- the same for what is spelled ---- */

/* True for a verb in its base form, of one word or two, of which the second may be a stop word:
 * 歩き|回る, 支え|合う. */
static bool is_verb(const ja_analysis *a)
{
    const ja_token *last = &a->tokens[a->n - 1];
    if (a->n == 0 || a->n > 2 || a->tokens[0].cls != JA_WORD)
        return false;
    return (last->cls == JA_WORD || last->cls == JA_STOP) &&
           ky_str_eq(last->base, ja_token_text(a, last));
}

/* The verb of a noun form, in any spelling that agrees: 取り組む for 取り組み. */
static void add_verb_of(ky_expansion *x, ky_by by, ky_str noun)
{
    ky_str bases[MAX_BASES];
    size_t n = bases_of(x, noun, bases);
    for (size_t i = 0; i < n && x->rc == KY_OK; i++) {
        ja_analysis a;
        x->rc = ja_analyse(x->ix->ja, bases[i], x->arena, &a, x->err);
        if (x->rc != KY_OK || !is_verb(&a))
            continue;
        ky_expand_add_spelling(x, by, bases[i]);
        if (x->rc == KY_OK && a.n == 1 && a.tokens[0].n_keys > 0)
            ky_expand_look_up_key(x, a.tokens[0].keys[0], bases[i], false);
    }
}

static void add_noun(ky_expansion *x, ky_by by, const ky_buf *noun)
{
    ja_spellings s = {0};
    ja_analysis a = {0};
    ky_str kept = ky_expand_keep(x, noun);
    if (x->rc == KY_OK)
        ky_expand_add_spelling(x, by, kept);
    if (x->rc == KY_OK)
        x->rc = ja_analyse(x->ix->ja, kept, x->arena, &a, x->err);
    if (x->rc == KY_OK && a.n == 1 && a.tokens[0].n_keys > 0)
        ky_expand_look_up_key(x, a.tokens[0].keys[0], kept, false);
    if (x->rc == KY_OK)
        x->rc = ja_variants_of(ja_model_variants(x->ix->model), kept, true, x->arena, &s, x->err);
    for (size_t i = 0; i < s.n && x->rc == KY_OK; i++)
        if (ja_has_kanji(s.items[i]))
            ky_expand_add_spelling(x, by, s.items[i]);
}

/* The noun form of a verb: 取り組み and 取組 for 取り組む. */
static void add_noun_of(ky_expansion *x, ky_by by, ky_str verb)
{
    KY_CLEANUP(ky_buf_fini) ky_buf rows = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf row = {0};
    size_t n = 0;
    ky_str last = ky_utf8_last(verb);
    uint32_t kana = ky_utf8_next(last, &n);
    uint32_t ending = noun_ending(kana);
    ky_str stem = {verb.p, verb.n - last.n};
    if (ending == 0)
        return;
    ky_buf_put(&rows, stem);
    ky_buf_put_utf8(&rows, ending);
    add_noun(x, by, &rows);
    uint32_t before = ky_utf8_next(ky_utf8_last(stem), &n);
    if (x->rc != KY_OK || kana != u'る' ||
        (ja_kana_vowel(before) != u'え' && ja_kana_vowel(before) != u'い'))
        return;
    ky_buf_put(&row, stem);
    add_noun(x, by, &row);
}

void ky_expand_forms(ky_expansion *x)
{
    ky_str spellings[MAX_VERBS];
    ky_by by = x->forms->n_keys > 0 ? KY_BY_READING : KY_BY_VARIANT;
    size_t n = 0;
    for (size_t i = 0; i < x->forms->n_spellings; i++)
        (void) ky_expand_add_string(spellings, &n, MAX_VERBS, x->forms->spellings[i]);
    for (size_t i = 0; i < x->forms->n; i++)
        if (x->forms->items[i].n_terms == 1)
            (void) ky_expand_add_string(spellings, &n, MAX_VERBS, x->forms->items[i].spelling);
    for (size_t i = 0; i < n && x->rc == KY_OK; i++) {
        if (!is_compound(spellings[i]) || !ja_all_kana(ky_utf8_last(spellings[i])))
            continue;
        add_verb_of(x, by, spellings[i]);
        if (x->rc == KY_OK)
            add_noun_of(x, by, spellings[i]);
    }
}
