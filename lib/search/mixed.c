#include "mixed.h"

#include "finds.h"
#include "ja/kana.h"
#include "ja/kanji_sounds.h"

enum {
    MOST_CANDIDATES = 32,   /* hiragana side by side narrow little */
    MIN_KANA_BYTES = 12,    /* of a word in kana alone: fewer are part of anything */
    MIN_KATAKANA_BYTES = 9, /* fewer are names: 体系 is no タイ系 */
    MAX_MIXED = 6
};

/* One part under way. */
typedef struct mixing {
    ky_index *ix;
    const ky_forms *forms;
    ky_str text;
    ky_exact_text *found;
    size_t *n;
    size_t max;
    ky_err *err;
} mixing;

static void add(mixing *m, ky_exact_text t)
{
    for (size_t i = 0; i < *m->n; i++)
        if (ky_str_eq(m->found[i].folded, t.folded))
            return;
    if (*m->n < m->max && !ky_forms_stand(m->forms, t.folded))
        m->found[(*m->n)++] = t;
}

/* True where the two characters stand side by side somewhere, or there is but one. */
static ky_rc meet(const mixing *m, ky_str a, ky_str b, bool *ret)
{
    *ret = true;
    return a.n == 0 || b.n == 0 ? KY_OK : ky_has_gram(m->ix, a, b, ret, m->err);
}

/* [start, end) of the text in these kana. */
static ky_rc add_written(mixing *m, size_t start, size_t end, ky_str kana)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    bool stands = false;
    ky_rc rc = meet(m, ky_utf8_last((ky_str){m->text.p, start}), ky_utf8_at(kana, 0), &stands);
    if (rc == KY_OK && stands)
        rc = meet(m, ky_utf8_last(kana), ky_utf8_at(m->text, end), &stands);
    if (rc != KY_OK || !stands)
        return rc;
    ky_buf_put(&out, (ky_str){m->text.p, start});
    ky_buf_put(&out, kana);
    ky_buf_put(&out, ky_str_from(m->text, end));
    ky_str spelling = ky_arena_str(&m->ix->scratch, ky_buf_str(&out));
    if (!ky_buf_ok(&out) || spelling.p == NULL)
        return ky_nomem(m->err);
    add(m, (ky_exact_text){.folded = spelling,
                           .words = true,
                           .most = MOST_CANDIDATES,
                           .kana_start = (uint32_t) start,
                           .kana_end = (uint32_t) (start + kana.n)});
    return KY_OK;
}

/* In hiragana and in katakana (桜草: さくら草, サクラ草). */
static ky_rc add_mixed(mixing *m, size_t start, size_t end, ky_str kana)
{
    KY_CLEANUP(ky_buf_fini) ky_buf katakana = {0};
    ky_rc rc = add_written(m, start, end, kana);
    if (kana.n < MIN_KATAKANA_BYTES)
        return rc;
    ja_katakana(kana, &katakana);
    ky_str other = ky_arena_str(&m->ix->scratch, ky_buf_str(&katakana));
    if (!ky_buf_ok(&katakana) || other.p == NULL)
        return ky_nomem(m->err);
    return rc == KY_OK ? add_written(m, start, end, other) : rc;
}

/* The same kana, but for what joining them changes: き and ぎ, がく and がっ. */
static bool sounds_joined(ky_str alone, ky_str joined)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    size_t at = 0;
    ja_kana_key(alone, &key);
    ky_str k = ky_buf_str(&key);
    for (size_t n = 0, m = 0; at < k.n && at < joined.n; at += n) {
        uint32_t x = ky_utf8_next(ky_str_from(k, at), &n);
        uint32_t y = ky_utf8_next(ky_str_from(joined, at), &m);
        bool clipped = y == u'っ' && at > 0 && at + n == k.n;
        bool voiced = at == 0 && ja_kana_repeated(u'ゝ', y) == ja_kana_repeated(u'ゝ', x);
        if (x != y && !clipped && !voiced)
            return false;
    }
    return ky_buf_ok(&key) && at == k.n && at == joined.n;
}

/* False where the kanji is one character that is never read so in words of two. */
static bool may_sound(ky_str kanji, ky_str kana)
{
    ky_str sounds[JA_MAX_KANJI_SOUNDS];
    size_t len = 0;
    size_t n = ja_kanji_sounds_of(ky_utf8_next(kanji, &len), sounds);
    for (size_t i = 0; i < n; i++)
        if (sounds_joined(sounds[i], kana))
            return true;
    return n == 0 || len < kanji.n;
}

/* The kanji before and behind each border inside a word, with each beginning and end of its reading
 * that may be theirs. */
static ky_rc mix_word(mixing *m, const ja_token *t)
{
    ky_str key = t->keys[0];
    ky_rc rc = KY_OK;
    size_t len = 0;
    size_t before = *m->n;
    (void) ky_utf8_next(ky_str_from(m->text, t->start), &len);
    for (size_t at = t->start + len; at < t->end; at += len) {
        for (size_t k = 0, n = 0; k < key.n && rc == KY_OK; k += n) {
            n = ky_utf8_at(key, k).n;
            if (k == 0 || !ja_mora_border(key, k) || *m->n - before >= MAX_MIXED)
                continue;
            ky_str first = {key.p, k};
            ky_str second = ky_str_from(key, k);
            if (may_sound((ky_str){m->text.p + at, t->end - at}, second))
                rc = add_mixed(m, t->start, at, first);
            if (rc == KY_OK && may_sound((ky_str){m->text.p + t->start, at - t->start}, first))
                rc = add_mixed(m, at, t->end, second);
        }
        len = ky_utf8_at(m->text, at).n;
    }
    return rc;
}

/* The whole in kana, as it is likeliest to be read. */
static void add_kana(mixing *m)
{
    ky_str key = m->forms->n_own_keys > 0 ? m->forms->own_keys[0] : (ky_str){0};
    if (key.n >= MIN_KANA_BYTES)
        add(m, (ky_exact_text){.folded = key,
                               .words = true,
                               .most = MOST_CANDIDATES,
                               .kana_end = (uint32_t) key.n});
}

ky_rc ky_mixed_spellings(ky_index *ix, ky_str text, const ky_forms *forms, ky_exact_text *ret,
                         size_t max, size_t *n, ky_err *err)
{
    mixing m = {ix, forms, text, ret, n, max, err};
    ja_analysis a;
    if (ja_all_kana(text) || ky_utf8_is_one(text))
        return KY_OK;
    ky_rc rc = ja_analyse(ix->ja, text, &ix->scratch, &a, err);
    for (size_t i = 0; i < a.n && rc == KY_OK; i++)
        if (a.tokens[i].n_keys > 0 && ja_all_kanji(ja_token_text(&a, &a.tokens[i])))
            rc = mix_word(&m, &a.tokens[i]);
    if (rc == KY_OK)
        add_kana(&m);
    return rc;
}

static bool is_known(const ky_str *keys, size_t n, ky_str key)
{
    for (size_t i = 0; i < n; i++)
        if (ky_str_eq(keys[i], key))
            return true;
    return false;
}

static bool is_beside_kana(const ja_analysis *a, size_t i)
{
    return (i > 0 && ja_all_kana(ja_token_text(a, &a->tokens[i - 1]))) ||
           (i + 1 < a->n && ja_all_kana(ja_token_text(a, &a->tokens[i + 1])));
}

ja_token ky_mixed_token(const ja_analysis *a, size_t i, ky_arena *arena)
{
    ky_str sounds[JA_MAX_KANJI_SOUNDS];
    ja_token t = a->tokens[i];
    size_t len = 0;
    size_t n = 0;
    uint32_t c = ky_utf8_next(ja_token_text(a, &a->tokens[i]), &len);
    if (len == ja_token_text(a, &a->tokens[i]).n && ja_is_kanji(c) && is_beside_kana(a, i))
        n = ja_kanji_sounds_of(c, sounds);
    ky_str *keys = n == 0 ? NULL : KY_ARENA_ARRAY(arena, ky_str, t.n_keys + n);
    if (keys == NULL)
        return t;
    for (size_t k = 0; k < t.n_keys; k++)
        keys[k] = t.keys[k];
    t.keys = keys;
    for (size_t k = 0; k < n; k++) {
        KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
        ja_kana_key(sounds[k], &key);
        ky_str kept = ky_arena_str(arena, ky_buf_str(&key));
        if (ky_buf_ok(&key) && kept.p != NULL && !is_known(keys, t.n_keys, kept))
            keys[t.n_keys++] = kept;
    }
    return t;
}
