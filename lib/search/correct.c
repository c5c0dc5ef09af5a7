#include "correct.h"

#include "finds.h"
#include "index_priv.h"
#include "ja/kana.h"
#include "ja/letters.h"
#include "keyword.h"
#include "mistyped.h"
#include "plan.h"
#include "suspects.h"
#include "total.h"

enum {
    MAX_FOUND = 8,      /* candidates that are looked for in the index */
    MAX_SPELLINGS = 4,  /* of a reading, which are looked for */
    BEGINS = 2,         /* what it costs more that a text only begins so */
    MIN_BEGUN = 4,      /* kana that a reading must begin with, where kanji were typed */
    MAX_BEGUN = 64,     /* entries that begin as typed, in the order of their text */
    CHECK_EVERY = 4096, /* entries between two looks at the clock */
};

/* What may stand for a suspect. */
typedef struct proposal {
    size_t suspect;
    ky_str text;   /* as shown, or a kana key whose spelling is still to be found */
    bool key;      /* it is a key */
    unsigned cost; /* mistyped.h; one less where it sounds the same */
    uint32_t count;
} proposal;

/* One keyword under way. */
typedef struct correction {
    ky_index *ix;
    const ky_lexicon *lx;
    ky_arena *arena;
    uint64_t deadline_us;
    ky_suspects suspects;
    proposal found[MAX_FOUND]; /* the nearest first */
    size_t n_found;
    ky_err *err;
} correction;

/* ---- the nearest ---- */

static int cmp(const proposal *a, const proposal *b)
{
    if (a->cost != b->cost)
        return a->cost < b->cost ? -1 : 1;
    if (a->suspect != b->suspect)
        return a->suspect < b->suspect ? -1 : 1;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    size_t n = ky_utf8_count(a->text);
    size_t m = ky_utf8_count(b->text);
    return n != m ? (n < m ? -1 : 1) : ky_str_cmp(a->text, b->text);
}

static void drop(correction *c, size_t at)
{
    c->n_found--;
    for (size_t i = at; i < c->n_found; i++)
        c->found[i] = c->found[i + 1];
}

/* Keep the nearest, in order, each text once. */
static void propose(correction *c, const proposal *p)
{
    for (size_t i = 0; i < c->n_found; i++) {
        const proposal *old = &c->found[i];
        if (old->suspect != p->suspect || !ky_str_eq(old->text, p->text))
            continue;
        if (cmp(p, old) >= 0)
            return;
        drop(c, i);
        break;
    }
    if (c->n_found == MAX_FOUND && cmp(p, &c->found[MAX_FOUND - 1]) >= 0)
        return;
    size_t at = c->n_found < MAX_FOUND ? c->n_found++ : MAX_FOUND - 1;
    for (; at > 0 && cmp(p, &c->found[at - 1]) < 0; at--)
        c->found[at] = c->found[at - 1];
    c->found[at] = *p;
}

/* ---- what may be meant ---- */

/* True where kanji at an end of what was typed are left out, and no repeated ones: that is another
 * word, which relaxing finds too. */
static bool leaves_out(ky_str typed, ky_str text)
{
    size_t n = 0;
    bool begins = ky_str_starts(typed, text);
    bool ends = text.n < typed.n && ky_str_eq(ky_str_from(typed, typed.n - text.n), text);
    if (text.n >= typed.n || (!begins && !ends))
        return false;
    ky_str rest = begins ? ky_str_from(typed, text.n) : (ky_str){typed.p, typed.n - text.n};
    bool again = begins ? text.n >= rest.n && ky_str_eq(ky_str_from(text, text.n - rest.n), rest)
                        : ky_str_starts(text, rest);
    return !again && ja_is_kanji(ky_utf8_next(rest, &n));
}

static bool is_other(const ky_suspect *s, ky_str text)
{
    /* Of a short text something must be left: 清相 is not 相, nor くとう 灯. */
    size_t n = ky_utf8_count(text);
    bool lost = n < 2 || (s->characters < KY_MIN_SUSPECT && text.n < s->wrong.n);
    return !lost && !ky_str_eq(text, s->wrong) && !leaves_out(s->wrong, text);
}

/* What is being compared with all texts of one order of the lexicon. */
typedef struct scan {
    correction *c;
    size_t suspect;
    ky_mistyped near;
    ky_str text; /* compared now */
    ky_lexicon_entry entry;
    bool later_word;       /* the text is only the end of the entry's */
    ja_letters letters[2]; /* of the reading, and of the one before */
    size_t turn;           /* which of them */
    ky_str useless;        /* readings that begin so need no look */
} scan;

static void propose_whole(const scan *s, unsigned cost)
{
    if (is_other(&s->c->suspects.items[s->suspect], s->entry.folded))
        propose(s->c, &(proposal){.suspect = s->suspect,
                                  .text = s->entry.text,
                                  .cost = cost,
                                  .count = s->entry.count});
}

/* The first bytes of a text, unless they tear a sound: no バーベキ of バーベキュー. */
static void propose_beginning(const scan *s, ky_str whole, size_t bytes, bool key, unsigned cost)
{
    ky_str text = {whole.p, bytes};
    if (ky_utf8_count(text) > 1 && ja_mora_border(whole, bytes) && !ja_tears_vowel(whole, bytes))
        propose(s->c, &(proposal){.suspect = s->suspect,
                                  .text = text,
                                  .key = key,
                                  .cost = cost + BEGINS,
                                  .count = s->entry.count});
}

static void visit_spelling(void *payload, size_t bytes, bool whole, unsigned cost)
{
    const scan *s = payload;
    ky_str text = {s->text.p, bytes};
    if (whole && !s->later_word)
        propose_whole(s, cost);
    else if (is_other(&s->c->suspects.items[s->suspect], text))
        propose_beginning(s, s->text, bytes, false, cost);
}

static void visit_reading(void *payload, size_t bytes, bool whole, unsigned cost)
{
    const scan *s = payload;
    if (whole && !s->later_word)
        propose_whole(s, cost);
    else
        propose_beginning(s, s->text, bytes, true, cost);
}

static void visit_letters(void *payload, size_t bytes, bool whole, unsigned cost)
{
    const scan *s = payload;
    const ja_letters *l = &s->letters[s->turn];
    if (whole && !s->later_word)
        propose_whole(s, cost);
    for (size_t i = 0; i < l->n_borders && (!whole || s->later_word); i++)
        if (l->borders[i].letters == bytes)
            propose_beginning(s, s->entry.reading, l->borders[i].kana, true, cost);
}

/* ---- all of the lexicon ---- */

/* Which of its orders. */
typedef enum scan_of { SPELLINGS, READINGS, LETTERS } scan_of;

/* What the reading before had to no use, kana by kana; empty where it was near. */
static ky_str useless_beginning(const scan *s)
{
    const ja_letters *l = &s->letters[s->turn];
    for (size_t i = 0; i < l->n_borders && s->near.given_up; i++)
        if (l->borders[i].letters >= s->near.ends[s->near.depth])
            return (ky_str){s->entry.reading.p, l->borders[i].kana};
    return (ky_str){0};
}

static void compare_letters(scan *s)
{
    ja_letters *l = &s->letters[1 - s->turn];
    if (s->useless.n > 0 && ky_str_starts(s->entry.reading, s->useless))
        return;
    if (!ja_letters_of_kana(ja_model_romaji(s->c->ix->model), s->entry.reading, l))
        return;
    s->turn = 1 - s->turn;
    s->text = (ky_str){l->text, l->n};
    ky_mistyped_next(&s->near, s->text, visit_letters, s);
    if (s->near.text.p == l->text)
        s->useless = useless_beginning(s);
    else
        s->turn = 1 - s->turn;
}

static void compare(scan *s, scan_of of)
{
    s->text = of == SPELLINGS ? s->entry.folded : s->entry.reading;
    if (of != LETTERS) {
        ky_mistyped_next(&s->near, s->text, of == SPELLINGS ? visit_spelling : visit_reading, s);
        return;
    }
    compare_letters(s);
}

static ky_rc scan_entries(scan *s, scan_of of)
{
    const ky_lexicon *lx = s->c->lx;
    s->later_word = false;
    for (uint32_t i = 0; i < lx->n; i++) {
        ky_rc rc = i % CHECK_EVERY == 0 ? ky_in_time(s->c->deadline_us, s->c->err) : KY_OK;
        if (rc != KY_OK)
            return rc;
        s->entry = ky_lexicon_at(lx, of == SPELLINGS ? lx->by_text[i] : i);
        compare(s, of);
    }
    return KY_OK;
}

/* Names and facet values as if they began with a later word. */
static ky_rc scan_later_words(scan *s, scan_of of)
{
    const ky_lexicon *lx = s->c->lx;
    s->later_word = true;
    for (uint32_t i = 0; i < lx->n_starts; i++) {
        ky_rc rc = i % CHECK_EVERY == 0 ? ky_in_time(s->c->deadline_us, s->c->err) : KY_OK;
        if (rc != KY_OK)
            return rc;
        const ky_lexicon_start *t = &lx->starts[of == SPELLINGS ? lx->starts_by_text[i] : i];
        s->entry = ky_lexicon_at(lx, t->entry);
        s->entry.folded = ky_lexicon_start_folded(lx, t);
        s->entry.reading = ky_lexicon_start_reading(lx, t);
        compare(s, of);
    }
    return KY_OK;
}

static ky_rc scan_all(correction *c, size_t suspect, scan_of of, ky_str typed, unsigned limit)
{
    scan s = {.c = c, .suspect = suspect};
    if (limit == 0 || !ky_mistyped_start(&s.near, typed, limit))
        return KY_OK;
    ky_rc rc = scan_entries(&s, of);
    s.useless = (ky_str){0};
    if (rc == KY_OK && ky_mistyped_start(&s.near, typed, limit))
        rc = scan_later_words(&s, of);
    return rc;
}

/* Spelled otherwise, but read the same, or beginning so. */
static void read_the_same(correction *c, size_t suspect, ky_str reading)
{
    const ky_suspect *s = &c->suspects.items[suspect];
    const unsigned most = KY_MISTYPED_CHANGE * 2;
    ky_lexicon_range r = ky_lexicon_by_reading(c->lx, reading);
    for (uint32_t i = r.from; i < r.to; i++) {
        scan at = {.c = c, .suspect = suspect, .entry = ky_lexicon_at(c->lx, i)};
        if (!ky_str_eq(at.entry.reading, reading)) {
            if (s->limit_kana == 0 && ky_utf8_count(reading) >= MIN_BEGUN)
                propose_beginning(&at, at.entry.reading, reading.n, true, most);
            return;
        }
        unsigned cost = ky_mistyped_cost(s->wrong, at.entry.folded, most);
        propose_whole(&at, (cost < most ? cost : most) - 1);
    }
}

/* What was typed begins it, and ends where a word is torn: 東京学芸大 of 東京学芸大学. */
static void go_on(correction *c, size_t suspect)
{
    const ky_suspect *s = &c->suspects.items[suspect];
    if (s->before.n > 0 || s->after.n > 0 || s->characters < KY_MIN_SUSPECT)
        return;
    ky_lexicon_range r = ky_lexicon_by_text(c->lx, s->wrong);
    for (uint32_t i = r.from; i < r.to && i - r.from < MAX_BEGUN; i++) {
        scan at = {.c = c, .suspect = suspect, .entry = ky_lexicon_at(c->lx, c->lx->by_text[i])};
        propose_whole(&at, KY_MISTYPED_CHANGE);
    }
}

static ky_rc compare_suspect(correction *c, size_t suspect)
{
    const ky_suspect *s = &c->suspects.items[suspect];
    go_on(c, suspect);
    ky_rc rc = scan_all(c, suspect, SPELLINGS, s->wrong, s->limit);
    for (size_t i = 0; i < s->n_readings; i++)
        read_the_same(c, suspect, s->readings[i]);
    for (size_t i = 0; i < s->n_readings && rc == KY_OK; i++)
        rc = scan_all(c, suspect, READINGS, s->readings[i], s->limit_kana);
    return rc == KY_OK ? scan_all(c, suspect, LETTERS, s->letters, s->limit_letters) : rc;
}

static ky_rc compare_all(correction *c)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < c->suspects.n && rc == KY_OK; i++)
        rc = compare_suspect(c, i);
    return rc;
}

/* ---- what finds something ---- */

static ky_rc finds(const correction *c, ky_str q, uint32_t most, uint32_t *ret)
{
    return ky_total(c->ix, q, most, c->deadline_us, ret, c->err);
}

static ky_rc put_between(const correction *c, const ky_suspect *s, ky_str text, ky_str *ret)
{
    KY_CLEANUP(ky_buf_fini) ky_buf all = {0};
    ky_buf_put(&all, s->before);
    ky_buf_put(&all, text);
    ky_buf_put(&all, s->after);
    *ret = ky_arena_str(c->arena, ky_buf_str(&all));
    return !ky_buf_ok(&all) || ret->p == NULL ? ky_nomem(c->err) : KY_OK;
}

/* The text between what stays, if that finds something; else *ret is left alone. */
static ky_rc try_text(const correction *c, const ky_suspect *s, ky_str text, uint32_t most,
                      uint32_t *ret_total, ky_str *ret)
{
    ky_str q = {0};
    ky_rc rc = put_between(c, s, text, &q);
    if (rc == KY_OK)
        rc = finds(c, q, most, ret_total);
    if (rc == KY_OK && *ret_total > 0)
        *ret = q;
    return rc;
}

/* How texts spell the key: of some spellings the one that most records have, kanji or katakana. */
static ky_rc try_spellings(const correction *c, const ky_suspect *s, ky_str key, ky_str *ret)
{
    ky_keywords ks = {0};
    uint32_t best = 0;
    size_t tried = 0;
    ky_rc rc = ky_keywords_parse(c->ix, key, &ks, c->err);
    const ky_forms *f = rc == KY_OK && ks.n == 1 ? ks.items[0].parts[0].forms : NULL;
    for (size_t i = 0; f != NULL && i < f->n && tried < MAX_SPELLINGS && rc == KY_OK; i++) {
        uint32_t total = 0;
        ky_str text = {0};
        ky_str spelling = f->items[i].spelling;
        if (f->items[i].by == KY_BY_SYNONYM || ky_str_eq(spelling, key) ||
            ky_utf8_count(spelling) < 2)
            continue;
        tried++;
        rc = try_text(c, s, spelling, c->ix->records, &total, &text);
        if (rc == KY_OK && total > best) {
            best = total;
            *ret = text;
        }
    }
    return rc;
}

/* A key as whoever types katakana would write it. */
static ky_rc in_script_of(const correction *c, ky_str typed, ky_str key, ky_str *ret)
{
    KY_CLEANUP(ky_buf_fini) ky_buf katakana = {0};
    *ret = key;
    if (!ja_has_katakana(typed))
        return KY_OK;
    ja_katakana(key, &katakana);
    *ret = ky_arena_str(c->arena, ky_buf_str(&katakana));
    return !ky_buf_ok(&katakana) || ret->p == NULL ? ky_nomem(c->err) : KY_OK;
}

/* A key that no text spells otherwise stands for itself, but for kanji, for what is hardly a word,
 * and in the middle of a compound, where kana would be cut as grammar. */
static ky_rc try_proposal(const correction *c, const proposal *p, ky_str *ret)
{
    const ky_suspect *s = &c->suspects.items[p->suspect];
    bool whole = s->before.n == 0 && s->after.n == 0;
    bool typed_as_read = s->limit_kana > 0 || s->letters.n > 0;
    bool stands = whole && typed_as_read && ky_utf8_count(p->text) >= KY_MIN_SUSPECT;
    uint32_t total = 0;
    ky_str text = p->text;
    ky_rc rc = p->key ? try_spellings(c, s, p->text, ret) : KY_OK;
    if (rc != KY_OK || ret->n > 0 || (p->key && !stands))
        return rc;
    if (p->key)
        rc = in_script_of(c, s->wrong, p->text, &text);
    return rc == KY_OK ? try_text(c, s, text, 1, &total, ret) : rc;
}

/* ---- what stands apart ---- */

static bool is_reading(const ky_lexicon *lx, ky_str key)
{
    ky_lexicon_range r = ky_lexicon_by_reading(lx, key);
    return r.from < r.to && ky_str_eq(ky_lexicon_at(lx, r.from).reading, key);
}

static ky_rc try_apart(const correction *c, const ky_suspect *s, ky_str key, size_t at, ky_str *ret)
{
    KY_CLEANUP(ky_buf_fini) ky_buf two = {0};
    uint32_t total = 0;
    ky_buf_put(&two, (ky_str){key.p, at});
    ky_buf_putc(&two, ' ');
    ky_buf_put(&two, ky_str_from(key, at));
    ky_str text = {0};
    ky_rc rc = ky_buf_check(&two, c->err);
    if (rc == KY_OK)
        rc = in_script_of(c, s->wrong, ky_buf_str(&two), &text);
    return rc == KY_OK ? try_text(c, s, text, 1, &total, ret) : rc;
}

/* Two words that are read so and stand in one record, the longer first one sooner: なかよし まつり
 * for なかよしまつり, where the text has なかよし市民まつり. Of kanji the plan knows that itself.
 */
static ky_rc put_apart(const correction *c, const ky_suspect *s, ky_str *ret)
{
    bool whole = s->before.n == 0 && s->after.n == 0;
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < s->n_readings && whole && s->limit_kana > 0; i++) {
        ky_str key = s->readings[i];
        for (size_t at = key.n; at > 0 && rc == KY_OK && ret->n == 0; at--) {
            ky_str first = {key.p, at};
            ky_str second = ky_str_from(key, at);
            if (ja_mora_border(key, at) && ky_utf8_count(first) >= KY_MIN_SUSPECT &&
                ky_utf8_count(second) >= KY_MIN_SUSPECT && is_reading(c->lx, first) &&
                is_reading(c->lx, second))
                rc = try_apart(c, s, key, at, ret);
        }
    }
    return rc;
}

/* Propose another spelling for a folded keyword; *ret stays empty where there is none. */
static ky_rc correct(ky_index *ix, ky_str keyword, uint64_t deadline_us, ky_arena *arena,
                     ky_str *ret, ky_err *err)
{
    correction c = {
        .ix = ix, .lx = &ix->lexicon, .arena = arena, .deadline_us = deadline_us, .err = err};
    ky_rc rc = ky_suspects_list(ix, keyword, arena, &c.suspects, err);
    if (rc == KY_OK)
        rc = compare_all(&c);
    for (size_t i = 0; i < c.n_found && rc == KY_OK && ret->n == 0; i++)
        rc = try_proposal(&c, &c.found[i], ret);
    for (size_t i = 0; i < c.suspects.n && rc == KY_OK && ret->n == 0; i++)
        rc = put_apart(&c, &c.suspects.items[i], ret);
    return rc;
}

/* ---- a whole question ---- */

/* A question under way. */
typedef struct question {
    ky_index *ix;
    ky_match match;
    uint64_t deadline_us;
    ky_arena *arena;
    ky_keywords keywords;
    ky_err *err;
} question;

/* Whether a keyword finds something; of a question of one keyword the caller knows that it does
 * not.
 */
static ky_rc keyword_finds(const question *q, ky_str text, bool *ret)
{
    uint32_t total = 0;
    ky_rc rc = q->keywords.n > 1 ? ky_total(q->ix, text, 1, q->deadline_us, &total, q->err) : KY_OK;
    *ret = total > 0;
    return rc;
}

/* Whether the corrected question finds something; one that is nothing but a keyword does. */
static ky_rc question_finds(const question *q, ky_str typed, ky_str text, bool *ret)
{
    KY_CLEANUP(ky_plan_fini) ky_plan plan = {0};
    *ret = true;
    if (q->keywords.n == 1 && ky_str_eq(ky_str_trim(typed), q->keywords.items[0].typed))
        return KY_OK;
    ky_rc rc = ky_plan_make(q->ix, text, q->match, q->deadline_us, &plan, q->err);
    return rc == KY_OK ? ky_finds(q->ix, plan.matching, ret, q->err) : rc;
}

/* What stands for one keyword in the corrected question: itself where it finds something. */
static ky_rc correct_keyword(const question *q, const ky_keyword *k, ky_str *ret)
{
    bool found = false;
    ky_str better = {0};
    *ret = k->typed;
    if (k->excluded || k->quoted)
        return KY_OK;
    ky_rc rc = keyword_finds(q, k->typed, &found);
    if (rc == KY_OK && !found)
        rc = correct(q->ix, k->folded, q->deadline_us, q->arena, &better, q->err);
    if (rc == KY_OK && better.n > 0)
        *ret = better;
    return rc;
}

/* The question with what stands for each keyword; whether any is another one. */
static ky_rc put_corrected(const question *q, ky_str typed, ky_buf *out, bool *ret_changed)
{
    size_t at = 0;
    for (size_t i = 0; i < q->keywords.n; i++) {
        const ky_keyword *k = &q->keywords.items[i];
        ky_str text = {0};
        size_t start = (size_t) (k->typed.p - typed.p);
        ky_rc rc = correct_keyword(q, k, &text);
        if (rc != KY_OK)
            return rc;
        *ret_changed = *ret_changed || !ky_str_eq(text, k->typed);
        ky_buf_put(out, (ky_str){typed.p + at, start - at});
        ky_buf_put(out, text);
        at = start + k->typed.n;
    }
    ky_buf_put(out, ky_str_from(typed, at));
    return ky_buf_check(out, q->err);
}

ky_rc ky_correct_question(ky_index *ix, ky_str q, ky_match match, uint64_t deadline_us,
                          ky_arena *arena, ky_str *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    question asked = {
        .ix = ix, .match = match, .deadline_us = deadline_us, .arena = arena, .err = err};
    bool changed = false;
    bool found = false;
    ix->deadline_us = deadline_us;
    ky_rc rc = ky_keywords_parse(ix, q, &asked.keywords, err);
    if (rc == KY_OK)
        rc = put_corrected(&asked, q, &out, &changed);
    if (rc == KY_OK && changed)
        rc = question_finds(&asked, q, ky_buf_str(&out), &found);
    if (rc != KY_OK)
        return rc;
    ky_str kept = found ? ky_arena_str(arena, ky_buf_str(&out)) : (ky_str){0};
    if (found && kept.p == NULL)
        return ky_nomem(err);
    *ret = kept;
    return KY_OK;
}
