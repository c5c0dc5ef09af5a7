#include "okurigana.h"

#include "finds.h"
#include "ja/kana.h"
#include "ja/okurigana.h"
#include "ja/sounds.h"

enum {
    MAX_PLACES = 6,
    MAX_CHANGES = 3, /* at once */
    MAX_SPELLINGS = 12,
    MAX_BYTES = 96
};

/* A kanji of the text and the kana that may follow it instead of those that do. */
typedef struct place {
    size_t start; /* of the kanji */
    size_t at;    /* behind it */
    size_t end;   /* behind its okurigana */
    ky_str other[JA_MAX_OKURIGANA + 1];
    size_t n;
} place;

typedef struct respelling {
    ky_index *ix;
    ky_str text;
    const ja_analysis *asked;
    const ky_str *keys;
    size_t n_keys;
    place places[MAX_PLACES];
    size_t n;
    size_t chosen[MAX_PLACES]; /* of other, from 1 on; 0: as it stands */
    size_t n_spellings;
    ky_okurigana_visit *visit;
    void *payload;
    ky_err *err;
} respelling;

static bool is_kana_at(ky_str s, size_t at)
{
    return at < s.n && ja_all_kana(ky_utf8_at(s, at));
}

/* ---- what may follow ---- */

/* True where the kanji with these kana, and what comes behind, stand side by side somewhere. */
static ky_rc may_stand(respelling *r, const place *p, ky_str kana, bool *ret)
{
    ky_str kanji = {r->text.p + p->start, p->at - p->start};
    ky_str behind = ky_utf8_at(r->text, p->end);
    ky_str last = kana.n == 0 ? kanji : ky_utf8_last(kana);
    ky_rc rc = KY_OK;
    *ret = true;
    if (kana.n > 0)
        rc = ky_has_gram(r->ix, kanji, ky_utf8_at(kana, 0), ret, r->err);
    if (rc == KY_OK && *ret && behind.n > 0)
        rc = ky_has_gram(r->ix, last, behind, ret, r->err);
    return rc;
}

static bool ends_with(ky_str s, ky_str end)
{
    return s.n >= end.n && ky_str_eq(ky_str_from(s, s.n - end.n), end);
}

static ky_rc offer(respelling *r, place *p, ky_str kana)
{
    bool stands = false;
    ky_rc rc = may_stand(r, p, kana, &stands);
    if (rc == KY_OK && stands)
        p->other[p->n++] = kana;
    return rc;
}

/* The kana that stand there are put in, left out, or written with more of the verb or less (起し,
 * 起こし). */
static ky_rc find_others(respelling *r, place *p)
{
    ky_str endings[JA_MAX_OKURIGANA];
    size_t len = 0;
    uint32_t kanji = ky_utf8_next(ky_str_from(r->text, p->start), &len);
    size_t n = ja_okurigana_of(kanji, endings);
    ky_str now = {r->text.p + p->at, p->end - p->at};
    bool known = now.n == 0;
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < n; i++)
        known = known || ky_str_eq(endings[i], now);
    for (size_t i = 0; i < n && known && rc == KY_OK; i++)
        if (!ky_str_eq(endings[i], now) &&
            (ends_with(endings[i], now) || ends_with(now, endings[i])))
            rc = offer(r, p, endings[i]);
    return known && now.n > 0 && rc == KY_OK ? offer(r, p, (ky_str){0}) : rc;
}

static ky_rc find_places(respelling *r)
{
    ky_rc rc = KY_OK;
    for (size_t at = 0, n = 0; at < r->text.n && r->n < MAX_PLACES && rc == KY_OK; at += n) {
        if (!ja_is_kanji(ky_utf8_next(ky_str_from(r->text, at), &n)))
            continue;
        place *p = &r->places[r->n];
        *p = (place){.start = at, .at = at + n, .end = at + n};
        while (is_kana_at(r->text, p->end))
            p->end += ky_utf8_at(r->text, p->end).n;
        rc = find_others(r, p);
        r->n += p->n > 0;
    }
    return rc;
}

/* ---- whether it is the same ---- */

static const ja_token *token_with(const ja_analysis *a, size_t at)
{
    for (size_t i = 0; i < a->n; i++)
        if (a->tokens[i].start <= at && at < a->tokens[i].end)
            return &a->tokens[i];
    return NULL;
}

static bool is_alone(const ja_analysis *a, size_t at)
{
    const ja_token *t = token_with(a, at);
    return t != NULL && t->start == at && t->end == at + ky_utf8_at(a->text.folded, at).n;
}

/* Equal, voiced or not: つけ, づけ. */
static bool sound_alike(ky_str a, ky_str b)
{
    if (a.n != b.n)
        return false;
    for (size_t at = 0, n = 0, m = 0; at < a.n; at += n) {
        uint32_t x = ky_utf8_next(ky_str_from(a, at), &n);
        uint32_t y = ky_utf8_next(ky_str_from(b, at), &m);
        if (n != m || (x != y && ja_kana_repeated(u'ゝ', x) != ja_kana_repeated(u'ゝ', y)))
            return false;
    }
    return true;
}

/* True where the tokens of a text from byte `start` to `end` may sound like one of the keys. */
static ky_rc sounds_like(respelling *r, const ja_analysis *a, size_t start, size_t end,
                         const ky_str *like, size_t n, bool *ret)
{
    KY_CLEANUP(ja_together_fini) ja_together keys = {.n = 1};
    *ret = false;
    if (token_with(a, start) == NULL || token_with(a, start)->start != start)
        return KY_OK;
    for (size_t i = 0; i < a->n && keys.n > 0; i++)
        if (a->tokens[i].start >= start && a->tokens[i].end <= end &&
            !ja_together_add(&keys, &a->tokens[i], JA_MAX_TOGETHER))
            return ky_nomem(r->err);
    for (size_t i = 0; i < keys.n; i++)
        for (size_t k = 0; k < n && !*ret; k++)
            *ret = sound_alike(ky_buf_str(&keys.keys[i]), like[k]);
    return KY_OK;
}

/* Where byte `at` of the text is in the spelling: behind what is put in there. */
static size_t moved(const respelling *r, size_t at)
{
    size_t to = at;
    for (size_t i = 0; i < r->n && r->places[i].at <= at; i++)
        if (r->chosen[i] > 0)
            to += r->places[i].other[r->chosen[i] - 1].n - (r->places[i].end - r->places[i].at);
    return to;
}

/* Whether place i may be spelled so, `a` being the spelling. Where the fewer kana are, a word of
 * the dictionary says how it is read; a kanji alone, and what no dictionary has, says nothing. */
static ky_rc may_be_so(respelling *r, const ja_analysis *a, size_t i, bool *ret)
{
    const place *p = &r->places[i];
    const ja_token *asked = token_with(r->asked, p->start);
    size_t start = moved(r, p->start);
    *ret = true;
    if (p->at == p->end) {
        if (asked == NULL || is_alone(r->asked, p->start) || asked->n_keys == 0)
            return KY_OK;
        return sounds_like(r, a, moved(r, asked->start), moved(r, asked->end), asked->keys,
                           asked->n_keys, ret);
    }
    const ja_token *t = token_with(a, start);
    bool left_out = p->other[r->chosen[i] - 1].n == 0;
    if (left_out && (is_alone(a, start) || t == NULL || t->n_keys == 0))
        return KY_OK;
    return sounds_like(r, a, 0, a->text.folded.n, r->keys, r->n_keys, ret);
}

/* ---- the spellings ---- */

/* Kana between kanji: 売り上 is no 売り上げ, as 売上 is. */
static bool has_okurigana(ky_str s)
{
    for (size_t at = 0, n = 0; at < s.n; at += n) {
        bool kanji = ja_is_kanji(ky_utf8_next(ky_str_from(s, at), &n));
        if (kanji && is_kana_at(s, at + n))
            return true;
    }
    return false;
}

static ky_rc try_spelling(respelling *r)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    size_t done = 0;
    ja_analysis a;
    bool same = true;
    const place *last = &r->places[r->n - 1];
    for (size_t i = 0; i < r->n; i++) {
        const place *p = &r->places[i];
        if (r->chosen[i] == 0)
            continue;
        ky_buf_put(&out, (ky_str){r->text.p + done, p->at - done});
        ky_buf_put(&out, p->other[r->chosen[i] - 1]);
        done = p->end;
    }
    ky_buf_put(&out, ky_str_from(r->text, done));
    ky_str spelling = ky_arena_str(&r->ix->scratch, ky_buf_str(&out));
    if (!ky_buf_ok(&out) || spelling.p == NULL)
        return ky_nomem(r->err);
    ky_rc rc = ja_analyse(r->ix->ja, spelling, &r->ix->scratch, &a, r->err);
    for (size_t i = 0; i < r->n && rc == KY_OK && same; i++)
        if (r->chosen[i] > 0)
            rc = may_be_so(r, &a, i, &same);
    bool cut_off = r->chosen[r->n - 1] > 0 && last->end == r->text.n && last->at < last->end &&
                   last->other[r->chosen[r->n - 1] - 1].n == 0;
    bool single = ky_utf8_is_one(spelling);
    if (rc != KY_OK || !same || single || (cut_off && has_okurigana(spelling)))
        return rc;
    return r->visit(r->payload, spelling, cut_off, r->err);
}

/* Choose for place i and those behind it, with `changes` made before. */
static ky_rc walk(respelling *r, size_t i, size_t changes)
{
    ky_rc rc = KY_OK;
    if (i == r->n) {
        if (changes == 0 || r->n_spellings++ >= MAX_SPELLINGS)
            return KY_OK;
        return try_spelling(r);
    }
    for (size_t k = 0; k <= r->places[i].n && rc == KY_OK; k++) {
        r->chosen[i] = k;
        if (k == 0 || changes < MAX_CHANGES)
            rc = walk(r, i + 1, changes + (k > 0));
    }
    return rc;
}

ky_rc ky_okurigana_spellings(ky_index *ix, ky_str text, const ja_analysis *a, const ky_str *keys,
                             size_t n, ky_okurigana_visit *visit, void *payload, ky_err *err)
{
    respelling r = {.ix = ix,
                    .text = text,
                    .asked = a,
                    .keys = keys,
                    .n_keys = n,
                    .visit = visit,
                    .payload = payload,
                    .err = err};
    if (text.n > MAX_BYTES)
        return KY_OK;
    ky_rc rc = find_places(&r);
    return rc == KY_OK && r.n > 0 ? walk(&r, 0, 0) : rc;
}
