#include "torn.h"

#include "cuts.h"
#include "finds.h"
#include "ja/kana.h"
#include "ja/variants.h"

enum {
    MAX_MEANT = 4,   /* spellings that kana are taken to mean */
    OF_ANY = 3,      /* morae of a second word without okurigana that is written in kana */
    OF_JOINED = 2,   /* of one that okurigana join or end */
    FIRST_MORAE = 2, /* of a first word in kana */
    MIN_LENGTHENED_BYTES = 12
};

/* One part under way. */
typedef struct tearing {
    ky_index *ix;
    const ky_forms *forms;
    ky_str *found;
    size_t n;
    size_t max;
    ky_rc rc;
    ky_err *err;
} tearing;

static ky_rc analyse(tearing *t, ky_str text, ja_analysis *ret)
{
    return ja_analyse(t->ix->ja, text, &t->ix->scratch, ret, t->err);
}

static void keep(tearing *t, ky_str spelling)
{
    for (size_t i = 0; i < t->n; i++)
        if (ky_str_eq(t->found[i], spelling))
            return;
    if (t->n < t->max && !ky_forms_stand(t->forms, spelling))
        t->found[t->n++] = spelling;
}

/* Only what is not cut into content words alone: those are terms that stand side by side. */
static void keep_torn(tearing *t, ky_str spelling)
{
    ja_analysis a = {0};
    bool torn = false;
    if (t->rc == KY_OK && !ja_all_kana(spelling))
        t->rc = ja_cut(t->ix->ja, spelling, &t->ix->scratch, &a, t->err);
    for (size_t i = 0; i < a.n; i++)
        torn = torn || a.tokens[i].cls != JA_WORD;
    if (t->rc == KY_OK && torn && a.n > 1)
        keep(t, spelling);
}

/* ---- a part of a word in kana ---- */

static uint32_t first(ky_str s)
{
    size_t n = 0;
    return s.n == 0 ? 0 : ky_utf8_next(s, &n);
}

static bool ends_in_kana(ky_str s)
{
    return ja_is_kana(first(ky_utf8_last(s)));
}

static size_t morae(ky_str kana)
{
    size_t count = 0;
    for (size_t at = 0, n = 0; at < kana.n; at += n) {
        (void) ky_utf8_next(ky_str_from(kana, at), &n);
        count += ja_mora_border(kana, at);
    }
    return count;
}

/* The same kana, but that the first may be voiced in the compound. */
static bool sounds_so(ky_str alone, ky_str joined)
{
    size_t n = 0;
    size_t m = 0;
    if (alone.n != joined.n || alone.n == 0)
        return false;
    uint32_t a = ky_utf8_next(alone, &n);
    uint32_t j = ky_utf8_next(joined, &m);
    bool same = a == j || ja_kana_repeated(u'ゝ', j) == a;
    return same && n == m && ky_str_eq(ky_str_from(alone, n), ky_str_from(joined, m));
}

/* How much of the word's key a word of its own has at its end, or at its beginning; 0 where the
 * text is no word that sounds so. */
static size_t shared_with(tearing *t, ky_str word, ky_str key, bool at_end)
{
    ja_analysis a = {0};
    if (t->rc == KY_OK)
        t->rc = analyse(t, word, &a);
    if (t->rc != KY_OK || a.n != 1)
        return 0;
    for (size_t i = 0; i < a.tokens[0].n_keys; i++) {
        ky_str k = a.tokens[0].keys[i];
        if (k.n >= key.n)
            continue;
        if (at_end ? sounds_so(k, ky_str_from(key, key.n - k.n)) : ky_str_starts(key, k))
            return k.n;
    }
    return 0;
}

static ky_str joined(tearing *t, ky_str a, ky_str b, ky_str c, ky_str d)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ky_buf_put(&out, a);
    ky_buf_put(&out, b);
    ky_buf_put(&out, c);
    ky_buf_put(&out, d);
    ky_str kept = ky_arena_str(&t->ix->scratch, ky_buf_str(&out));
    if (!ky_buf_ok(&out) || kept.p == NULL)
        t->rc = ky_nomem(t->err);
    return kept;
}

static ky_str katakana(tearing *t, ky_str kana)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ja_katakana(kana, &out);
    return joined(t, ky_buf_str(&out), (ky_str){0}, (ky_str){0}, (ky_str){0});
}

static bool reads(const ja_token *t, ky_str key)
{
    for (size_t i = 0; i < t->n_keys; i++)
        if (ky_str_eq(t->keys[i], key))
            return true;
    return false;
}

/* Without the okurigana between two kanji (振込め), where that makes no word of its own: 生物 is
 * not 生き物. */
static void close_up(tearing *t, ky_str text, const ja_token *token, size_t at)
{
    size_t end = token->start + at;
    size_t start = end;
    while (start > token->start && ends_in_kana((ky_str){text.p, start}))
        start -= ky_utf8_last((ky_str){text.p, start}).n;
    ja_analysis a = {0};
    ky_str word = joined(t, (ky_str){text.p + token->start, start - token->start},
                         (ky_str){text.p + end, token->end - end}, (ky_str){0}, (ky_str){0});
    if (start == end || start == token->start || t->rc != KY_OK)
        return;
    t->rc = analyse(t, word, &a);
    if (t->rc == KY_OK && (a.n > 1 || reads(&a.tokens[0], token->keys[0])))
        keep(t, joined(t, (ky_str){text.p, token->start}, word, ky_str_from(text, token->end),
                       (ky_str){0}));
}

/* A token of a text in two, at byte `at` of it. Names of beasts and plants are written in katakana,
 * too (芋掘り: イモ掘り). */
static void respell_at(tearing *t, ky_str text, const ja_token *token, size_t at)
{
    ky_str word = {text.p + token->start, token->end - token->start};
    ky_str one = {word.p, at};
    ky_str two = ky_str_from(word, at);
    ky_str before = {text.p, token->start};
    ky_str after = ky_str_from(text, token->end);
    ky_str key = token->keys[0];
    bool links = ends_in_kana(one);
    size_t n = shared_with(t, two, key, true);
    ky_str kana = ky_str_from(key, key.n - n);
    if (links)
        close_up(t, text, token, at);
    if (n > 0 && morae(kana) >= (links || ends_in_kana(two) ? OF_JOINED : OF_ANY))
        keep(t, joined(t, before, one, kana, after));
    n = shared_with(t, one, key, false);
    kana = (ky_str){key.p, n};
    if (n > 0 && links && morae(kana) >= FIRST_MORAE)
        keep(t, joined(t, before, kana, two, after));
    if (n > 0 && !links && morae(kana) >= FIRST_MORAE)
        keep(t, joined(t, before, katakana(t, kana), two, after));
}

/* True for text with two kanji and kana behind the first: no other has a word with okurigana that
 * is made of two. */
static bool may_be_two(ky_str text)
{
    size_t kanji = 0;
    bool okurigana = false;
    for (size_t at = 0, n = 0; at < text.n; at += n) {
        uint32_t c = ky_utf8_next(ky_str_from(text, at), &n);
        kanji += ja_is_kanji(c);
        okurigana = okurigana || (kanji > 0 && ja_is_kana(c));
    }
    return okurigana && kanji > 1;
}

/* Words in kanji alone are seldom written so, and are most of what is asked for. */
static void respell(tearing *t, ky_str text)
{
    ja_analysis a = {0};
    if (t->rc == KY_OK && may_be_two(text))
        t->rc = analyse(t, text, &a);
    for (size_t i = 0; i < a.n && t->rc == KY_OK; i++) {
        const ja_token *k = &a.tokens[i];
        bool okurigana = false;
        for (size_t at = k->start, n = 0; at < k->end; at += n)
            okurigana = okurigana || ja_is_kana(ky_utf8_next(ky_str_from(text, at), &n));
        if (!okurigana || k->n_keys == 0 || !ja_is_kanji(first(ky_str_from(text, k->start))))
            continue;
        for (size_t at = k->start, n = 0; at < k->end && t->rc == KY_OK; at += n)
            if (ja_is_kanji(ky_utf8_next(ky_str_from(text, at), &n)) && at > k->start)
                respell_at(t, text, k, at - k->start);
    }
}

/* おかーさん for おかあさん, as it is spelled in hiragana; う behind お and い behind え are no
 * long vowels of such words (kana.h). */
static void lengthen(tearing *t, ky_str key)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    uint32_t before = 0;
    bool longer = false;
    for (size_t at = 0, n = 0; at < key.n; at += n) {
        uint32_t c = ky_utf8_next(ky_str_from(key, at), &n);
        bool is_long = (c == u'あ' || c == u'い' || c == u'え' || c == u'お') && before != 0 &&
                       ja_kana_vowel(before) == c;
        ky_buf_put_utf8(&out, is_long ? u'ー' : c);
        longer = longer || is_long;
        before = is_long ? 0 : c;
    }
    if (longer && key.n >= MIN_LENGTHENED_BYTES)
        keep(t, joined(t, ky_buf_str(&out), (ky_str){0}, (ky_str){0}, (ky_str){0}));
}

/* ---- a stop word at the end, in kana ---- */

enum { MAX_ENDED = 4 }; /* spellings of what is before it */

typedef struct spelled {
    tearing *t;
    ky_str after; /* what must stand behind them in some record, by its first character */
    ky_str items[MAX_ENDED];
    size_t n;
} spelled;

static bool stands_before(spelled *s, ky_str spelling)
{
    tearing *t = s->t;
    bool found = false;
    if (t->rc == KY_OK)
        t->rc = ky_has_gram(t->ix, ky_utf8_last(spelling), ky_utf8_at(s->after, 0), &found, t->err);
    return found;
}

static void list_spelling(spelled *s, ky_str spelling)
{
    if (s->n < KY_LEN(s->items) && !ja_all_kana(spelling) &&
        (s->after.n == 0 || stands_before(s, spelling)))
        s->items[s->n++] = joined(s->t, spelling, (ky_str){0}, (ky_str){0}, (ky_str){0});
}

static bool visit_stop(void *payload, ky_str spelling, unsigned how)
{
    if (ky_is_read_as(how, JA_SOUND_STOP))
        list_spelling(payload, spelling);
    return true;
}

static bool visit_word(void *payload, ky_str spelling, unsigned how)
{
    if (ky_is_read_as(how, JA_SOUND_WORD))
        list_spelling(payload, spelling);
    return true;
}

static ky_rc visit_words(void *payload, const ky_cut *cut, ky_err *err)
{
    (void) err;
    list_spelling(payload, cut->spelling);
    return KY_OK;
}

/* What stands before the stop word: as it was typed, and where that is kana, as the index has it.
 */
static void list_before(tearing *t, ky_str text, spelled *ret)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    list_spelling(ret, text);
    if (!ja_all_kana(text))
        return;
    ja_kana_key(text, &key);
    ky_readings_find(&t->ix->readings, ky_buf_str(&key), visit_word, ret);
    if (ret->n == 0 && t->rc == KY_OK)
        t->rc = ky_cut_key(t->ix, ky_buf_str(&key), false, visit_words, ret, t->err);
}

/* こうれいしゃいがい for 高齢者以外: stop words are no terms that stand side by side. */
static void end_in_stop_word(tearing *t, ky_str text)
{
    for (size_t at = 0, n = 0; at < text.n && t->rc == KY_OK && t->n < t->max; at += n) {
        KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
        spelled stops = {.t = t};
        spelled before = {.t = t};
        ky_str end = ky_str_from(text, at);
        (void) ky_utf8_next(end, &n);
        if (at == 0 || !ja_all_kana(end) || !ja_mora_border(text, at))
            continue;
        ja_kana_key(end, &key);
        ky_readings_find(&t->ix->readings, ky_buf_str(&key), visit_stop, &stops);
        if (stops.n == 0)
            continue;
        before.after = stops.items[0];
        list_before(t, (ky_str){text.p, at}, &before);
        for (size_t i = 0; i < before.n && t->rc == KY_OK; i++)
            keep(t, joined(t, before.items[i], stops.items[0], (ky_str){0}, (ky_str){0}));
    }
}

static size_t digits_at_start(ky_str text)
{
    size_t n = 0;
    while (n < text.n && text.p[n] >= '0' && text.p[n] <= '9')
        n++;
    return n;
}

/* A number and what it counts, with that in kana: 10さい for 10歳. */
static void count_in_kana(tearing *t, ky_str text)
{
    ja_analysis a = {0};
    size_t n = digits_at_start(text);
    if (n == 0 || n == text.n || t->rc != KY_OK)
        return;
    t->rc = analyse(t, text, &a);
    if (t->rc != KY_OK || a.n != 2 || a.tokens[1].start != n)
        return;
    for (size_t i = 0; i < a.tokens[1].n_keys && t->rc == KY_OK; i++)
        keep(t, joined(t, (ky_str){text.p, n}, a.tokens[1].keys[i], (ky_str){0}, (ky_str){0}));
}

static void add_table(tearing *t, ky_str text)
{
    ja_spellings s = {0};
    t->rc =
        ja_variants_of(ja_model_variants(t->ix->model), text, true, &t->ix->scratch, &s, t->err);
    for (size_t i = 0; i < s.n && t->rc == KY_OK; i++)
        keep_torn(t, s.items[i]);
}

ky_rc ky_torn_spellings(ky_index *ix, ky_str text, const ky_forms *forms, ky_str *ret, size_t max,
                        size_t *ret_n, ky_err *err)
{
    tearing t = {.ix = ix, .forms = forms, .found = ret, .max = max, .err = err};
    size_t meant = 0;
    bool kana = ja_all_kana(text);
    if (forms->n == 0)
        end_in_stop_word(&t, forms->n_keys > 0 ? forms->keys[0] : text);
    for (size_t i = 0; i < forms->n_own_keys && i < MAX_MEANT && t.rc == KY_OK; i++)
        lengthen(&t, forms->own_keys[i]);
    if (kana && forms->n_keys > 0)
        lengthen(&t, forms->keys[0]);
    if (!kana)
        respell(&t, text);
    if (!kana)
        count_in_kana(&t, text);
    for (size_t i = 0; i < forms->n_spellings && t.rc == KY_OK; i++)
        keep_torn(&t, forms->spellings[i]);
    for (size_t i = 0; !kana && i < forms->n_spellings && i < MAX_MEANT && t.rc == KY_OK; i++)
        respell(&t, forms->spellings[i]);
    for (size_t i = 0; kana && i < forms->n && meant < MAX_MEANT && t.rc == KY_OK; i++) {
        ky_str s = forms->items[i].spelling;
        if (forms->items[i].by != KY_BY_READING || ja_all_kana(s))
            continue;
        meant++;
        respell(&t, s);
        if (t.rc == KY_OK)
            add_table(&t, s);
    }
    *ret_n = t.n;
    return t.rc;
}
