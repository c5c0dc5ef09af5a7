#include "suspects.h"

#include "ja/kana.h"
#include "ja/letters.h"
#include "ja/romaji.h"
#include "ja/terms.h"
#include "ja/word_sounds.h"
#include "mistyped.h"

/* One keyword under way. */
typedef struct listing {
    ky_index *ix;
    const ky_lexicon *lx;
    ky_arena *arena;
    ja_analysis text;
    ky_suspects *list;
    ky_err *err;
} listing;

/* What mistyped.h may find between texts: so much from so many characters on. */
typedef struct allowance {
    size_t characters;
    unsigned limit;
} allowance;

/* A change; one and what is hardly one; two. */
static const allowance characters_allow[] = {{8, 2 * KY_MISTYPED_MISSING},
                                             {6, KY_MISTYPED_CHANGE + 3},
                                             {KY_MIN_SUSPECT, KY_MISTYPED_MISSING}};

/* One letter, and two. */
static const allowance letters_allow[] = {{7, KY_MISTYPED_MISSING + KY_MISTYPED_CHANGE},
                                          {4, KY_MISTYPED_MISSING}};

static unsigned limit_for(size_t characters, const allowance *allow, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (characters >= allow[i].characters)
            return allow[i].limit;
    return 0;
}

/* ---- how it is read ---- */

static ky_rc read_tokens(const listing *l, size_t from, size_t to, ky_str *ret)
{
    KY_CLEANUP(ky_buf_fini) ky_buf kana = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    const ja_analysis part = {
        .text = l->text.text, .tokens = l->text.tokens + from, .n = to - from};
    ky_str folded = {0};
    ja_reading(&part, &kana);
    ky_rc rc = ky_buf_check(&kana, l->err);
    if (rc == KY_OK)
        rc = ja_fold(ky_buf_str(&kana), l->arena, &folded, l->err);
    if (rc != KY_OK)
        return rc;
    ja_kana_key(folded, &key);
    *ret = ky_arena_str(l->arena, ky_buf_str(&key));
    return !ky_buf_ok(&key) || ret->p == NULL ? ky_nomem(l->err) : KY_OK;
}

static ky_rc read_letters(const listing *l, ky_suspect *s)
{
    KY_CLEANUP(ky_buf_fini) ky_buf letters = {0};
    if (!ja_letters_of_latin(s->wrong, &letters))
        return ky_buf_check(&letters, l->err);
    s->letters = ky_arena_str(l->arena, ky_buf_str(&letters));
    s->limit_letters = limit_for(s->letters.n, letters_allow, KY_LEN(letters_allow));
    return !ky_buf_ok(&letters) || s->letters.p == NULL ? ky_nomem(l->err) : KY_OK;
}

/* What some noun is read is that noun, though no text has it. */
static void set_limit_of_kana(ky_suspect *s)
{
    bool whole = s->before.n == 0 && s->after.n == 0;
    for (size_t i = 0; i < s->n_readings; i++) {
        unsigned limit =
            limit_for(ky_utf8_count(s->readings[i]), characters_allow, KY_LEN(characters_allow));
        s->limit_kana = limit > s->limit_kana ? limit : s->limit_kana;
        if (whole && ja_sounds_like_word(s->readings[i])) {
            s->limit_kana = 0;
            return;
        }
    }
}

/* Kana and romaji are typed as they are read; of what has kanji the analyser knows a reading. */
static ky_rc read_suspect(const listing *l, size_t from, size_t to, ky_suspect *s)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    ja_readings r = {0};
    bool kana = ja_all_kana(s->wrong);
    ky_rc rc = ja_romaji_readings(ja_model_romaji(l->ix->model), s->wrong, l->arena, &r, l->err);
    for (size_t i = 0; rc == KY_OK && i < r.n && s->n_readings < KY_MAX_SUSPECT_READINGS; i++)
        s->readings[s->n_readings++] = r.items[i];
    if (rc == KY_OK && kana) {
        ja_kana_key(s->wrong, &key);
        s->readings[0] = ky_arena_str(l->arena, ky_buf_str(&key));
        s->n_readings = 1;
        rc = ky_buf_ok(&key) && s->readings[0].p != NULL ? KY_OK : ky_nomem(l->err);
    } else if (rc == KY_OK && r.n == 0) {
        rc = read_tokens(l, from, to, &s->readings[0]);
        s->n_readings = rc == KY_OK && ja_all_kana(s->readings[0]);
    }
    if (rc == KY_OK && (kana || r.n > 0))
        set_limit_of_kana(s);
    bool word = s->n_readings > 0 && r.n > 0 && s->limit_kana == 0;
    return rc == KY_OK && !word ? read_letters(l, s) : rc;
}

/* ---- what is known ---- */

static ky_str text_of(const listing *l, size_t from, size_t to)
{
    uint32_t start = l->text.tokens[from].start;
    return (ky_str){l->text.text.folded.p + start, l->text.tokens[to - 1].end - start};
}

/* A word or a run, or several characters with which one begins: those that only begin another are
 * no entries. */
static bool is_known(const listing *l, size_t from, size_t to)
{
    ky_str text = text_of(l, from, to);
    ky_lexicon_range r = ky_lexicon_by_text(l->lx, text);
    return ky_lexicon_has(l->lx, text) || (ky_utf8_count(text) > 1 && r.from < r.to);
}

/* A word of the dictionary is meant as it stands, though no text has it; two kanji that are none
 * are one of them wrong. */
static unsigned limit_of_spelling(const ky_suspect *s, size_t tokens)
{
    bool typed_as_read = s->limit_kana > 0;
    if (ja_all_kana(s->wrong) || s->letters.n > 0)
        return 0; /* the reading is compared, or the letters, which is the same */
    if (!typed_as_read && tokens == 1 && s->n_readings > 0)
        return 0;
    if (s->characters < KY_MIN_SUSPECT)
        return ja_all_kanji(s->wrong) ? KY_MISTYPED_CHANGE : 0;
    return limit_for(s->characters, characters_allow, KY_LEN(characters_allow));
}

/* True for kana that is the reading of some word: a part that is typed so is not what is wrong. */
static bool reads_as_known(const listing *l, const ky_suspect *s)
{
    bool known = false;
    for (size_t i = 0; i < s->n_readings && s->limit_kana > 0 && !known; i++) {
        ky_lexicon_range r = ky_lexicon_by_reading(l->lx, s->readings[i]);
        known = r.from < r.to && ky_str_eq(ky_lexicon_at(l->lx, r.from).reading, s->readings[i]);
    }
    return known;
}

/* ---- what may be wrong ---- */

/* Bytes [start, end) of the keyword, which are the tokens [from, to) or a part of them, may be
 * wrong, if they are no word of the index. */
static ky_rc add_bytes(listing *l, size_t start, size_t end, size_t from, size_t to)
{
    ky_str folded = l->text.text.folded;
    ky_suspect s = {.before = {folded.p, start},
                    .wrong = {folded.p + start, end - start},
                    .after = ky_str_from(folded, end)};
    s.characters = ky_utf8_count(s.wrong);
    for (size_t i = 0; i < l->list->n; i++)
        if (l->list->items[i].before.n == s.before.n && l->list->items[i].after.n == s.after.n)
            return KY_OK;
    if (l->list->n == KY_MAX_SUSPECTS || s.characters < 2 ||
        s.characters > KY_MISTYPED_CHARACTERS || ky_lexicon_has(l->lx, s.wrong))
        return KY_OK;
    ky_rc rc = read_suspect(l, from, to, &s);
    s.limit = limit_of_spelling(&s, to - from);
    bool whole = s.before.n == 0 && s.after.n == 0;
    if (rc == KY_OK && (whole || !reads_as_known(l, &s)))
        l->list->items[l->list->n++] = s;
    return rc;
}

static ky_rc add(listing *l, size_t from, size_t to)
{
    return add_bytes(l, l->text.tokens[from].start, l->text.tokens[to - 1].end, from, to);
}

/* Katakana that no dictionary knows are one token: what is left of it beside a known end. */
static ky_rc add_kana_ends(listing *l, size_t token)
{
    const ja_token *t = &l->text.tokens[token];
    ky_str text = text_of(l, token, token + 1);
    ky_rc rc = KY_OK;
    if (!ja_all_kana(text))
        return KY_OK;
    for (size_t at = 0, n = 0; at < text.n && rc == KY_OK; at += n) {
        ky_str before = {text.p, at};
        ky_str after = ky_str_from(text, at);
        bool cut =
            ky_utf8_count(before) >= KY_MIN_SUSPECT && ky_utf8_count(after) >= KY_MIN_SUSPECT;
        if (cut && ky_lexicon_has(l->lx, before))
            rc = add_bytes(l, t->start + at, t->end, token, token + 1);
        else if (cut && ky_lexicon_has(l->lx, after))
            rc = add_bytes(l, t->start, t->start + at, token, token + 1);
        (void) ky_utf8_next(after, &n);
    }
    return rc;
}

/* What is left of a run when the known words at both ends are taken off. */
static ky_rc add_middle(listing *l, size_t from, size_t to)
{
    size_t first = from;
    size_t end = to;
    while (first < end && is_known(l, first, first + 1))
        first++;
    while (end > first && is_known(l, end - 1, end))
        end--;
    bool inside = from < first && first < end && end < to;
    return inside ? add(l, first, end) : KY_OK;
}

/* All of a run, then what is left of it beside a known end, the longer end first, and between known
 * ends. */
static ky_rc add_run(listing *l, size_t from, size_t to)
{
    ky_rc rc = add(l, from, to);
    for (size_t cut = 1; cut < to - from && rc == KY_OK; cut++) {
        if (is_known(l, from + cut, to))
            rc = add(l, from, from + cut);
        if (rc == KY_OK && is_known(l, from, to - cut))
            rc = add(l, to - cut, to);
    }
    return rc == KY_OK ? add_middle(l, from, to) : rc;
}

/* The end of the run of content words that begins with token i. What is left of the keyword behind
 * the last one is no particle but the rest of a misspelt word. */
static size_t run_end(const ja_analysis *a, size_t i)
{
    size_t end = i;
    while (end < a->n && a->tokens[end].cls == JA_WORD)
        end++;
    if (end == i)
        return i;
    for (size_t k = end; k < a->n; k++)
        if (a->tokens[k].cls != JA_FUNCTION)
            return end;
    return a->n;
}

ky_rc ky_suspects_list(ky_index *ix, ky_str keyword, ky_arena *arena, ky_suspects *ret, ky_err *err)
{
    listing l = {.ix = ix, .lx = &ix->lexicon, .arena = arena, .list = ret, .err = err};
    ret->n = 0;
    ky_rc rc = ja_analyse(ix->ja, keyword, arena, &l.text, err);
    const ja_analysis *a = &l.text;
    /* The whole first: a misspelt word may look like several, with particles between. */
    if (rc == KY_OK && a->n > 0)
        rc = add(&l, 0, a->n);
    for (size_t i = 0; i < a->n && rc == KY_OK && !ja_all_kana(keyword);) {
        size_t end = run_end(a, i);
        if (end > i)
            rc = add_run(&l, i, end);
        i = end + (end == i);
    }
    for (size_t i = 0; i < a->n && rc == KY_OK; i++)
        rc = add_kana_ends(&l, i);
    return rc;
}
