#include "expand_priv.h"

#include "cuts.h"
#include "ja/kana.h"
#include "ja/kanji.h"
#include "ja/sounds.h"
#include "ja/spelling.h"
#include "ja/synonyms.h"
#include "ja/terms.h"
#include "ja/variants.h"
#include "ja/word_sounds.h"
#include "mixed.h"
#include "okurigana.h"

ky_str ky_expand_keep(ky_expansion *x, const ky_buf *b)
{
    ky_str s = ky_arena_str(x->arena, ky_buf_str(b));
    if (!ky_buf_ok(b) || s.p == NULL)
        x->rc = ky_nomem(x->err);
    return s;
}

static void add_term_form(ky_expansion *x, ky_by by, ky_str spelling, const ky_buf *term)
{
    ky_str *kept_term = KY_ARENA_ARRAY(x->arena, ky_str, 1);
    if (kept_term == NULL)
        x->rc = ky_nomem(x->err);
    else
        *kept_term = ky_expand_keep(x, term);
    if (x->rc == KY_OK)
        ky_forms_add(x->forms, (ky_form){by, spelling, kept_term, 1});
}

bool ky_expand_add_string(ky_str *list, size_t *n, size_t max, ky_str s)
{
    for (size_t i = 0; i < *n; i++)
        if (ky_str_eq(list[i], s))
            return false;
    if (*n < max)
        list[(*n)++] = s;
    return true;
}

/* ---- look-ups ---- */

void ky_expand_look_up(ky_expansion *x, ja_term_kind kind, ky_str spelling)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    xapc_error xe;
    bool found = false;
    if (kind == JA_TERM_INFLECTED || kind == JA_TERM_SPELLING)
        ja_term_make_spelling(kind, spelling, &term);
    else
        ja_term_make(kind, spelling, &term);
    if (x->rc == KY_OK)
        x->rc = ky_buf_check(&term, x->err);
    if (x->rc != KY_OK || term.n > JA_MAX_TERM_BYTES)
        return;
    x->rc = ky_xapian_rc(
        xapc_database_has_term(x->ix->db, ky_bytes(ky_buf_str(&term)), &found, &xe), &xe, x->err);
    if (x->rc == KY_OK && found)
        add_term_form(x, x->by, spelling, &term);
}

ky_rc ky_expand_visit_cut(void *payload, const ky_cut *cut, ky_err *err)
{
    ky_expansion *x = payload;
    (void) err;
    bool other = x->by == KY_BY_WORD && !cut->literal;
    ky_forms_add(x->forms,
                 (ky_form){other ? KY_BY_VARIANT : x->by, cut->spelling, cut->terms, cut->n});
    return x->rc;
}

/* As a word, as a part of one, as words side by side. */
static void look_up_as_it_is(ky_expansion *x, ky_str spelling, const ja_analysis *asked)
{
    ky_expand_look_up(x, JA_TERM_WORD, spelling);
    ky_expand_look_up(x, JA_TERM_INFLECTED, spelling);
    ky_expand_look_up(x, JA_TERM_SPELLING, spelling);
    if (x->rc == KY_OK)
        x->rc = ky_cut_spelling(x->ix, spelling, asked, ky_expand_visit_cut, x, x->err);
}

/* A spelling that is not kana alone, as it is and with its 々 written out. */
static void look_up_spelling(ky_expansion *x, ky_str spelling, const ja_analysis *asked)
{
    KY_CLEANUP(ky_buf_fini) ky_buf expanded = {0};
    look_up_as_it_is(x, spelling, asked);
    if (!ja_expand_iteration(spelling, &expanded))
        return;
    ky_str s = ky_expand_keep(x, &expanded);
    if (x->rc == KY_OK)
        look_up_as_it_is(x, s, NULL);
}

typedef struct by_key {
    ky_expansion *x;
    ky_str key;
    ky_str asked; /* spellings must agree with it; empty: any */
    bool kana;    /* only those in kana alone */
} by_key;

void ky_expand_look_up_reading(ky_expansion *x, ja_term_kind kind, ky_str key, ky_str spelling)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    ja_term_make_reading(kind, key, spelling, &term);
    if (x->rc == KY_OK && term.n <= JA_MAX_TERM_BYTES)
        add_term_form(x, x->by, spelling, &term);
}

size_t ky_expand_count_kanji(ky_str s)
{
    size_t count = 0;
    for (size_t at = 0, n = 0; at < s.n; at += n)
        count += ja_is_kanji(ky_utf8_next(ky_str_from(s, at), &n));
    return count;
}

static bool is_kanji_alone(ky_str s)
{
    for (size_t at = 0, n = 0; at < s.n; at += n)
        if (ja_is_kana(ky_utf8_next(ky_str_from(s, at), &n)))
            return false;
    return true;
}

/* What only stands inflected has no kanji of a noun in its endings (有志, 有し); nor is a noun
 * that has a kanji for them a form of the same word (見附, 見つけ): that 申込 is 申しこみ the
 * tables know. */
static bool may_be_asked(const by_key *b, ky_str found, unsigned how)
{
    const unsigned inflected =
        ky_read_as(JA_SOUND_INFLECTED, false) | ky_read_as(JA_SOUND_INFLECTED, true);
    if (b->asked.n == 0)
        return true;
    if (!ja_spellings_agree(b->asked, found))
        return false;
    if (b->x->inflected && is_kanji_alone(found))
        return ky_expand_count_kanji(found) <= ky_expand_count_kanji(b->asked);
    return (how & ~inflected) != 0 || !is_kanji_alone(b->asked) ||
           ky_expand_count_kanji(b->asked) <= ky_expand_count_kanji(found);
}

/* Two or three katakana are names of other things than verbs: 暮らす, クラス. */
static bool is_name(ky_str found)
{
    return found.n < KY_MIN_PART_BYTES && ja_one_kana(found) && ja_has_katakana(found);
}

/* Kana behind a kanji that end on u: 暮らす. */
static bool ends_as_verb(ky_str text)
{
    uint32_t c = 0;
    for (size_t at = 0, n = 0; at < text.n; at += n)
        c = ky_utf8_next(ky_str_from(text, at), &n);
    return c >= u'ぁ' && c <= u'ゖ' && ja_kana_vowel(c) == u'う' && !ja_all_kana(text);
}

/* What is certain to be read so is found by its spelling, the rest by terms of the reading. */
static bool visit_reading(void *payload, ky_str found, unsigned how)
{
    by_key *b = payload;
    ky_expansion *x = b->x;
    ky_by by = x->by;
    bool kana = ja_all_kana(found);
    if ((b->kana && !kana) || !may_be_asked(b, found, how) || (x->inflects && is_name(found)))
        return true;
    bool stop_inside = (how & ky_read_as(JA_SOUND_ACROSS, false)) != 0;
    if (ky_str_eq(b->asked, found) && !stop_inside) /* was looked up however it is read */
        return true;
    ky_str spelling = ky_arena_str(x->arena, found);
    if (spelling.p == NULL) {
        x->rc = ky_nomem(x->err);
        return false;
    }
    if (b->asked.n == 0 && kana && by == KY_BY_READING)
        x->by = KY_BY_WORD;
    if (how & (ky_read_as(JA_SOUND_WORD, false) | ky_read_as(JA_SOUND_INFLECTED, false) |
               ky_read_as(JA_SOUND_ACROSS, false) | ky_read_as(JA_SOUND_STOP, false)))
        ky_expand_look_up_reading(x, JA_TERM_READING, b->key, spelling);
    if (how & ky_read_as(JA_SOUND_PART, false))
        ky_expand_look_up_reading(x, JA_TERM_PART, b->key, spelling);
    if (how & (ky_read_as(JA_SOUND_WORD, true) | ky_read_as(JA_SOUND_INFLECTED, true) |
               ky_read_as(JA_SOUND_ACROSS, true) | ky_read_as(JA_SOUND_PART, true))) {
        if (kana && (b->asked.n > 0 || b->kana) && b->key.n < KY_MIN_PART_BYTES)
            ky_expand_look_up(x, JA_TERM_WORD, spelling);
        else
            look_up_as_it_is(x, spelling, NULL);
    }
    if (how & ky_read_as(JA_SOUND_STOP, true))
        ky_expand_look_up(x, JA_TERM_FUNCTION, spelling);
    x->by = by;
    return x->rc == KY_OK && x->forms->n < KY_MAX_FORMS;
}

void ky_expand_look_up_key(ky_expansion *x, ky_str key, ky_str asked, bool kana)
{
    by_key b = {x, key, asked, kana};
    if (x->rc == KY_OK)
        ky_readings_find(&x->ix->readings, key, visit_reading, &b);
}

/* Kana inside words stand in the index by their key alone. */
void ky_expand_look_up_kana(ky_expansion *x, ky_str key)
{
    ky_by by = x->by;
    if (by == KY_BY_READING)
        x->by = KY_BY_WORD;
    ky_expand_look_up(x, JA_TERM_INFLECTED, key);
    ky_expand_look_up(x, JA_TERM_SPELLING, key);
    x->by = by;
}

static ky_str key_of(ky_expansion *x, ky_str kana)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    ja_kana_key(kana, &key);
    return ky_expand_keep(x, &key);
}

/* A spelling from a table, or the text itself where it is not kana. */
void ky_expand_add_spelling(ky_expansion *x, ky_by by, ky_str spelling)
{
    x->by = by;
    (void) ky_expand_add_string(x->forms->spellings, &x->forms->n_spellings, KY_MAX_SPELLINGS,
                                spelling);
    if (!ja_all_kana(spelling)) {
        look_up_spelling(x, spelling, NULL);
        return;
    }
    ky_str key = key_of(x, spelling);
    if (x->rc != KY_OK)
        return;
    ky_expand_look_up_key(x, key, (ky_str){0}, true);
    if (key.n < KY_MIN_PART_BYTES)
        return;
    ky_expand_look_up_kana(x, key);
    if (x->rc == KY_OK)
        x->rc = ky_cut_key(x->ix, key, true, ky_expand_visit_cut, x, x->err);
}

/* True for hiragana without ー that some noun is read as: さっか is 作家, and no サッカー. */
static bool is_plain_noun(const ky_expansion *x, ky_str key)
{
    return !x->katakana && ky_str_find(key, KY_LIT("ー")) == SIZE_MAX && ja_sounds_like_word(key);
}

/* Katakana words of three kana and more are written with and without the long mark at their end. */
static void add_ending(ky_expansion *x, ky_str key)
{
    KY_CLEANUP(ky_buf_fini) ky_buf other = {0};
    const ky_str mark = KY_LIT("ー");
    bool marked = key.n > mark.n && ky_str_eq(ky_str_from(key, key.n - mark.n), mark);
    if (key.n < KY_MIN_LENGTHENED_BYTES + (marked ? mark.n : 0) || is_plain_noun(x, key))
        return;
    ky_buf_put(&other, (ky_str){key.p, key.n - (marked ? mark.n : 0)});
    if (!marked)
        ky_buf_put(&other, mark);
    ky_str k = ky_expand_keep(x, &other);
    x->by = KY_BY_VARIANT;
    if (x->rc != KY_OK)
        return;
    ky_expand_look_up_key(x, k, (ky_str){0}, true);
    ky_expand_look_up_kana(x, k);
}

/* Kana typed mean every word of that sound, and the tables have spellings that the dictionary reads
 * otherwise. */
static void add_mixed(ky_expansion *x, ky_str kana)
{
    ja_spellings s = {0};
    x->rc = ja_variants_in_kana(ja_model_variants(x->ix->model), kana, x->arena, &s, x->err);
    for (size_t i = 0; i < s.n && x->rc == KY_OK; i++)
        if (!ky_forms_have(x->forms, s.items[i]))
            ky_expand_add_spelling(x, KY_BY_READING, s.items[i]);
}

/* Any spelling of a reading, of a word or of words side by side; and what only joins words, which
 * stands in hiragana: タメ for ため. */
void ky_expand_add_key(ky_expansion *x, ky_str key)
{
    if (x->rc != KY_OK ||
        !ky_expand_add_string(x->forms->keys, &x->forms->n_keys, KY_MAX_FORM_KEYS, key))
        return;
    x->by = KY_BY_WORD;
    ky_expand_look_up(x, JA_TERM_FUNCTION, key);
    x->by = KY_BY_READING;
    ky_expand_look_up_key(x, key, (ky_str){0}, false);
    ky_expand_look_up_kana(x, key);
    if (x->rc == KY_OK)
        x->rc = ky_cut_key(x->ix, key, false, ky_expand_visit_cut, x, x->err);
    if (x->rc == KY_OK)
        ky_expand_verbs(x, key);
    if (x->rc == KY_OK)
        add_ending(x, key);
    if (x->rc == KY_OK)
        add_mixed(x, key);
}

/* The text with its kana in the other script: カキ氷 for かき氷. */
static void add_scripts(ky_expansion *x, ky_str text)
{
    KY_CLEANUP(ky_buf_fini) ky_buf hiragana = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf katakana = {0};
    ja_katakana(text, &katakana);
    for (size_t at = 0, n = 0; at < text.n; at += n) {
        uint32_t c = ky_utf8_next(ky_str_from(text, at), &n);
        ky_buf_put_utf8(&hiragana, c >= 0x30A1 && c <= 0x30F6 ? c - 0x60 : c);
    }
    ky_str other[] = {ky_expand_keep(x, &hiragana), ky_expand_keep(x, &katakana)};
    for (size_t i = 0; i < KY_LEN(other) && x->rc == KY_OK; i++)
        if (!ky_str_eq(other[i], text))
            ky_expand_add_spelling(x, KY_BY_VARIANT, other[i]);
}

static bool is_one_character(ky_str s)
{
    size_t n = 0;
    return s.n > 0 && ja_is_kanji(ky_utf8_next(s, &n)) && n == s.n;
}

/* UniDic has katakana where people write hiragana too: 飼いネコ. A single kanji counts as a word:
 * as a part of one it would let 建て find 建築. */
static void add_variant(ky_expansion *x, ky_str spelling)
{
    if (is_one_character(spelling)) {
        x->by = KY_BY_VARIANT;
        ky_expand_look_up(x, JA_TERM_WORD, spelling);
        return;
    }
    ky_expand_add_spelling(x, KY_BY_VARIANT, spelling);
    if (x->rc == KY_OK && !ja_all_kana(spelling) && ja_has_katakana(spelling))
        add_scripts(x, spelling);
}

/* The text with one character replaced by one that names mix up with it: 斉藤 for 斎藤. A single
 * kanji only as a word, since it may be part of any: 歳 is 才 in 三才, not in 才能. */
static void add_alike(ky_expansion *x, ky_str text)
{
    for (size_t at = 0, n = 0; at < text.n && x->rc == KY_OK; at += n) {
        uint32_t alike[JA_MAX_KANJI_ALIKE];
        (void) ky_utf8_next(ky_str_from(text, at), &n);
        size_t count = ja_kanji_alike(text, at, alike);
        for (size_t i = 0; i < count && x->rc == KY_OK; i++) {
            KY_CLEANUP(ky_buf_fini) ky_buf c = {0};
            ky_buf_put_utf8(&c, alike[i]);
            ky_str other = ky_expand_replaced(x, text, at, at + n, ky_buf_str(&c));
            if (x->rc == KY_OK)
                add_variant(x, other);
        }
    }
}

/* 御 before a word is お or ご, and the other way round; and the word without it, unless that is a
 * single character: お祭り asks for 祭り, お金 for no 金. */
static void add_polite(ky_expansion *x, ky_str text)
{
    static const ky_str kana[] = {{"お", 3}, {"ご", 3}};
    const ky_str kanji = KY_LIT("御");
    size_t n = 0;
    bool polite = ky_str_starts(text, kanji);
    if (text.n <= kanji.n || !ja_is_kanji(ky_utf8_next(ky_str_from(text, kanji.n), &n)))
        return;
    ky_str word = ky_str_from(text, kanji.n);
    for (size_t i = 0; i < KY_LEN(kana) && x->rc == KY_OK; i++) {
        if (!polite && !ky_str_starts(text, kana[i]))
            continue;
        ky_str other = ky_expand_replaced(x, text, 0, kanji.n, polite ? kana[i] : kanji);
        if (x->rc == KY_OK)
            ky_expand_add_spelling(x, KY_BY_VARIANT, other);
        if (x->rc == KY_OK && n < word.n)
            ky_expand_add_spelling(x, KY_BY_VARIANT, word);
    }
}

/* ---- the text's own readings ---- */

static void own_keys(ky_expansion *x, const ja_analysis *a)
{
    KY_CLEANUP(ja_together_fini) ja_together s = {.n = 1};
    for (size_t i = 0; i < a->n && s.n > 0; i++) {
        ja_token t = ky_mixed_token(a, i, x->arena);
        if (t.cls != JA_MARK && !ja_together_add(&s, &t, JA_MAX_TOGETHER))
            x->rc = ky_nomem(x->err);
    }
    for (size_t i = 0; i < s.n && x->rc == KY_OK; i++)
        (void) ky_expand_add_string(x->forms->own_keys, &x->forms->n_own_keys, KY_MAX_FORM_KEYS,
                                    ky_expand_keep(x, &s.keys[i]));
    for (size_t i = 0; i < a->n_heard && x->rc == KY_OK; i++)
        if (a->heard[i].start == 0 && a->heard[i].end == a->text.folded.n && a->heard[i].key.n > 0)
            (void) ky_expand_add_string(x->forms->own_keys, &x->forms->n_own_keys, KY_MAX_FORM_KEYS,
                                        a->heard[i].key);
}

static void add_agreeing(ky_expansion *x, ky_str text)
{
    for (size_t i = 0; i < x->forms->n_own_keys && x->rc == KY_OK; i++) {
        ky_str key = x->forms->own_keys[i];
        x->by = KY_BY_VARIANT;
        ky_expand_look_up_key(x, key, text, false);
        if (x->rc == KY_OK && key.n >= KY_MIN_PART_BYTES && ja_spellings_agree(text, key))
            x->rc = ky_cut_key(x->ix, key, true, ky_expand_visit_cut, x, x->err);
    }
}

/* ---- okurigana ---- */

static ky_rc visit_okurigana(void *payload, ky_str spelling, bool cut_off, ky_err *err)
{
    ky_expansion *x = payload;
    x->by = KY_BY_VARIANT;
    if (!cut_off) {
        ky_expand_add_spelling(x, KY_BY_VARIANT, spelling);
        return x->rc;
    }
    ky_expand_look_up(x, JA_TERM_WORD, spelling);
    return x->rc == KY_OK ? ky_cut_spelling(x->ix, spelling, NULL, ky_expand_visit_cut, x, err)
                          : x->rc;
}

static void add_okurigana(ky_expansion *x, ky_str text, const ja_analysis *a)
{
    x->rc = ky_okurigana_spellings(x->ix, text, a, x->forms->own_keys, x->forms->n_own_keys,
                                   visit_okurigana, x, x->err);
}

/* ---- tables ---- */

static bool is_token_border(const ja_analysis *a, size_t at)
{
    for (size_t i = 0; i < a->n; i++)
        if (a->tokens[i].start == at || a->tokens[i].end == at)
            return true;
    return false;
}

static size_t characters(ky_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char) s.p[i] & 0xC0) != 0x80;
    return n;
}

/* A single kanji is a word of its own, or an affix; as the variant of a longer word it would let
 * 祭り find 体育祭. */
static void add_variants_of(ky_expansion *x, ky_str text, size_t start, size_t end)
{
    bool whole = start == 0 && end == text.n;
    ja_spellings s = {0};
    ky_str part = {text.p + start, end - start};
    x->rc = ja_variants_of(ja_model_variants(x->ix->model), part, whole, x->arena, &s, x->err);
    for (size_t i = 0; i < s.n && x->rc == KY_OK; i++) {
        ky_str other = whole ? s.items[i] : ky_expand_replaced(x, text, start, end, s.items[i]);
        if (x->rc == KY_OK && (!whole || ja_all_kana(other) || characters(other) > 1))
            add_variant(x, other);
    }
}

static void add_variants(ky_expansion *x, ky_str text, const ja_analysis *a)
{
    add_variants_of(x, text, 0, text.n);
    for (size_t i = 0; i < a->n && x->rc == KY_OK; i++) {
        size_t ends[JA_MAX_SPELLING_CHARS];
        size_t at = a->tokens[i].start;
        size_t n = ja_variants_at(ja_model_variants(x->ix->model), text, at, ends);
        for (size_t k = 0; k < n && x->rc == KY_OK; k++)
            if ((at > 0 || ends[k] < text.n) && is_token_border(a, ends[k]) &&
                characters((ky_str){text.p + at, ends[k] - at}) > 1)
                add_variants_of(x, text, at, ends[k]);
    }
}

static void add_synonyms_of(ky_expansion *x, const ja_synonym_entry *e, ky_str text, size_t start,
                            size_t end)
{
    for (size_t i = 0; e != NULL && i < e->n && x->rc == KY_OK; i++) {
        if (e->others[i].relation == JA_RELATED)
            continue;
        ky_str other = ky_expand_replaced(x, text, start, end, e->others[i].text);
        if (x->rc == KY_OK)
            ky_expand_add_spelling(x, KY_BY_SYNONYM, other);
    }
}

static void add_synonyms_within(ky_expansion *x, ky_str text, const ja_analysis *a)
{
    const ja_synonyms *table = ja_model_synonyms(x->ix->model);
    for (size_t i = 0; i < a->n && x->rc == KY_OK; i++) {
        size_t at = a->tokens[i].start;
        const ja_synonym_entry *e = ja_synonyms_at(table, JA_BY_SPELLING, text, at, text.n - at);
        while (e != NULL && x->rc == KY_OK) {
            size_t end = at + e->key.n;
            if ((at > 0 || end < text.n) && is_token_border(a, end))
                add_synonyms_of(x, e, text, at, end);
            e = e->key.n <= 1 ? NULL
                              : ja_synonyms_at(table, JA_BY_SPELLING, text, at, e->key.n - 1);
        }
    }
}

/* Of the text and of its variants; those that agree by reading count as the text. */
static void add_synonyms(ky_expansion *x, ky_str text, const ja_analysis *a)
{
    const ja_synonyms *table = ja_model_synonyms(x->ix->model);
    size_t n = x->forms->n_spellings;
    for (size_t i = 0; i < n && x->rc == KY_OK; i++) {
        ky_str s = x->forms->spellings[i];
        add_synonyms_of(x, ja_synonyms_find(table, JA_BY_SPELLING, s), s, 0, s.n);
    }
    for (size_t i = 0; i < x->forms->n_keys && x->rc == KY_OK; i++) {
        ky_str key = x->forms->keys[i];
        add_synonyms_of(x, ja_synonyms_find(table, JA_BY_READING, key), key, 0, key.n);
    }
    add_synonyms_within(x, text, a);
}

ky_rc ky_expand(ky_index *ix, ky_str text, bool loose, ky_forms *ret, ky_err *err)
{
    ky_forms forms = {0};
    ja_analysis a;
    ky_expansion x = {.ix = ix, .forms = &forms, .arena = &ix->scratch, .err = err};
    x.inflects = ends_as_verb(text);
    x.katakana = ja_has_katakana(text);
    x.rc = ky_forms_init(&forms, x.arena) ? KY_OK : ky_nomem(err);
    if (x.rc == KY_OK)
        x.rc = ja_analyse(ix->ja, text, &ix->scratch, &a, err);
    if (x.rc != KY_OK)
        return x.rc;
    x.inflected = a.n == 1 && !ky_str_eq(a.tokens[0].base, text);
    ky_expand_look_up(&x, JA_TERM_FUNCTION, text);
    if (ja_all_kana(text)) {
        ky_str key = key_of(&x, text);
        if (x.rc == KY_OK)
            ky_expand_add_key(&x, key);
        if (x.rc == KY_OK && ja_has_katakana(text))
            ky_expand_sizes(&x, key);
        if (x.rc == KY_OK)
            add_variants(&x, text, &a);
        if (x.rc == KY_OK)
            ky_expand_within(&x, text, &a);
    } else {
        x.by = KY_BY_WORD;
        (void) ky_expand_add_string(forms.spellings, &forms.n_spellings, KY_MAX_SPELLINGS, text);
        look_up_spelling(&x, text, &a);
        own_keys(&x, &a);
        if (x.rc == KY_OK)
            add_agreeing(&x, text);
        if (x.rc == KY_OK)
            ky_expand_base(&x, &a);
        if (x.rc == KY_OK)
            add_scripts(&x, text);
        if (x.rc == KY_OK)
            add_alike(&x, text);
        if (x.rc == KY_OK)
            add_polite(&x, text);
        if (x.rc == KY_OK)
            add_variants(&x, text, &a);
        if (x.rc == KY_OK)
            ky_expand_within(&x, text, &a);
        if (x.rc == KY_OK)
            add_okurigana(&x, text, &a);
    }
    if (x.rc == KY_OK)
        ky_expand_forms(&x);
    if (x.rc == KY_OK && ky_expand_is_latin(text))
        ky_expand_latin(&x, text);
    if (x.rc == KY_OK && forms.n == 0 && ky_expand_is_latin(text))
        ky_expand_romaji(&x, text);
    if (x.rc == KY_OK)
        add_synonyms(&x, text, &a);
    if (x.rc == KY_OK && loose && forms.n == 0 && forms.n_keys > 0 &&
        !is_plain_noun(&x, forms.keys[0]))
        ky_expand_near(&x, forms.keys[0], ky_expand_kana_ways(text));
    if (x.rc == KY_OK)
        *ret = forms;
    return x.rc;
}
