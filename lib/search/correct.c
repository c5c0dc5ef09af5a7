#include "correct.h"

#include "index_priv.h"
#include "ja/kana.h"
#include "ja/kanji_sounds.h"
#include "ja/romaji.h"
#include "ja/terms.h"
#include "keyword.h"
#include "near.h"
#include "total.h"

enum {
    MAX_PATTERNS = 8,
    MAX_READINGS = 4, /* of one pattern */
    MAX_FOUND = 8,    /* candidates that are looked for in the index */
    ONE_CHANGE = 3,   /* characters of a text in which one may be wrong, and two */
    TWO_CHANGES = 6,
    SAME_READING = 3, /* changes of spelling where the reading is the same */
};

/* What may be wrong: the whole keyword, or a part of it between what stays. */
typedef struct pattern {
    ky_str before;
    ky_str wrong;
    ky_str after;
    size_t characters;
    unsigned most;                 /* changes of spelling */
    ky_str readings[MAX_READINGS]; /* kana keys */
    size_t n_readings;
    unsigned most_kana; /* changes of reading, where the pattern is typed as it is read; else 0 */
} pattern;

typedef struct proposal {
    uint32_t entry;
    size_t pattern;
    unsigned distance; /* two for each change; one less where it sounds the same */
} proposal;

/* One keyword under way. */
typedef struct correction {
    ky_index *ix;
    const ky_lexicon *lx;
    ky_arena *arena;
    ky_str keyword;
    ja_analysis text;
    pattern patterns[MAX_PATTERNS];
    size_t n_patterns;
    proposal found[MAX_FOUND]; /* the nearest first */
    size_t n_found;
    ky_err *err;
} correction;

static size_t characters(ky_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char) s.p[i] & 0xC0) != 0x80;
    return n;
}

static unsigned changes_for(size_t n)
{
    return n < ONE_CHANGE ? 0 : n < TWO_CHANGES ? 1 : 2;
}

/* ---- what may be wrong ---- */

static ky_rc read_tokens(const correction *c, size_t from, size_t to, ky_str *ret)
{
    KY_CLEANUP(ky_buf_fini) ky_buf kana = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    const ja_analysis part = {
        .text = c->text.text, .tokens = c->text.tokens + from, .n = to - from};
    ky_str folded = {0};
    ja_reading(&part, &kana);
    ky_rc rc = ky_buf_check(&kana, c->err);
    if (rc == KY_OK)
        rc = ja_fold(ky_buf_str(&kana), c->arena, &folded, c->err);
    if (rc != KY_OK)
        return rc;
    ja_kana_key(folded, &key);
    *ret = ky_arena_str(c->arena, ky_buf_str(&key));
    return !ky_buf_ok(&key) || ret->p == NULL ? ky_nomem(c->err) : KY_OK;
}

/* Kana and romaji are typed as they are read; of what has kanji the analyser knows a reading. */
static ky_rc read_pattern(correction *c, size_t from, size_t to, pattern *p)
{
    ja_readings r = {0};
    ky_rc rc = ja_romaji_readings(ja_model_romaji(c->ix->model), p->wrong, c->arena, &r, c->err);
    for (size_t i = 0; rc == KY_OK && i < r.n && p->n_readings < MAX_READINGS; i++)
        p->readings[p->n_readings++] = r.items[i];
    if (rc == KY_OK && p->n_readings == 0) {
        rc = read_tokens(c, from, to, &p->readings[0]);
        p->n_readings = rc == KY_OK && ja_all_kana(p->readings[0]);
        if (!ja_all_kana(p->wrong))
            return rc;
    }
    for (size_t i = 0; rc == KY_OK && i < p->n_readings; i++) {
        unsigned most = changes_for(characters(p->readings[i]));
        p->most_kana = most > p->most_kana ? most : p->most_kana;
    }
    return rc;
}

static bool all_kanji(ky_str s)
{
    for (size_t at = 0, n = 0; at < s.n; at += n)
        if (!ja_is_kanji(ky_utf8_next(ky_str_from(s, at), &n)))
            return false;
    return true;
}

/* A word of the dictionary is meant as it stands, though no text has it; two kanji that are none
 * are one of them wrong. */
static unsigned spelling_changes(const pattern *p, size_t tokens)
{
    bool typed_as_read = p->most_kana > 0;
    if (ja_all_kana(p->wrong))
        return 0; /* its reading is compared, which is the same */
    if (!typed_as_read && tokens == 1 && p->n_readings > 0)
        return 0;
    if (p->characters < ONE_CHANGE)
        return all_kanji(p->wrong);
    return changes_for(p->characters);
}

/* True for kana that is the reading of some word: a part that is typed so is not what is wrong. */
static bool reads_as_known(const correction *c, const pattern *p)
{
    bool known = false;
    for (size_t i = 0; i < p->n_readings && p->most_kana > 0 && !known; i++) {
        ky_lexicon_range r = ky_lexicon_by_reading(c->lx, p->readings[i]);
        known = r.from < r.to && ky_str_eq(ky_lexicon_at(c->lx, r.from).reading, p->readings[i]);
    }
    return known;
}

/* The tokens [from, to) may be wrong, if they are no word of the index. */
static ky_rc add_pattern(correction *c, size_t from, size_t to)
{
    ky_str folded = c->text.text.folded;
    uint32_t start = c->text.tokens[from].start;
    uint32_t end = c->text.tokens[to - 1].end;
    pattern p = {.before = {folded.p, start},
                 .wrong = {folded.p + start, end - start},
                 .after = ky_str_from(folded, end)};
    p.characters = characters(p.wrong);
    if (c->n_patterns == MAX_PATTERNS || p.characters < 2 || p.characters > KY_NEAR_CHARACTERS ||
        ky_lexicon_has(c->lx, p.wrong))
        return KY_OK;
    ky_rc rc = read_pattern(c, from, to, &p);
    p.most = spelling_changes(&p, to - from);
    bool whole = p.before.n == 0 && p.after.n == 0;
    if (rc == KY_OK && (whole || !reads_as_known(c, &p)))
        c->patterns[c->n_patterns++] = p;
    return rc;
}

static bool is_known(const correction *c, size_t from, size_t to)
{
    uint32_t start = c->text.tokens[from].start;
    ky_str text = {c->text.text.folded.p + start, c->text.tokens[to - 1].end - start};
    return ky_lexicon_has(c->lx, text);
}

/* What is left of a run when the known words at both ends are taken off. */
static ky_rc add_middle(correction *c, size_t from, size_t to)
{
    size_t first = from;
    size_t end = to;
    while (first < end && is_known(c, first, first + 1))
        first++;
    while (end > first && is_known(c, end - 1, end))
        end--;
    bool inside = from < first && first < end && end < to;
    return inside ? add_pattern(c, first, end) : KY_OK;
}

/* A run of content words: all of it, then what is left of it beside a known end, the longer end
 * first, and between known ends. */
static ky_rc add_run(correction *c, size_t from, size_t to)
{
    bool whole = from == 0 && to == c->text.n;
    ky_rc rc = whole ? KY_OK : add_pattern(c, from, to);
    for (size_t cut = 1; cut < to - from && rc == KY_OK; cut++) {
        if (is_known(c, from + cut, to))
            rc = add_pattern(c, from, from + cut);
        if (rc == KY_OK && is_known(c, from, to - cut))
            rc = add_pattern(c, to - cut, to);
    }
    return rc == KY_OK ? add_middle(c, from, to) : rc;
}

/* The whole first: a misspelt word may look like several, with particles between. */
static ky_rc make_patterns(correction *c)
{
    const ja_analysis *a = &c->text;
    ky_rc rc = a->n == 0 ? KY_OK : add_pattern(c, 0, a->n);
    for (size_t i = 0; i < a->n && rc == KY_OK;) {
        size_t end = i;
        while (end < a->n && a->tokens[end].cls == JA_WORD)
            end++;
        if (end > i)
            rc = add_run(c, i, end);
        i = end + (end == i);
    }
    return rc;
}

/* ---- what is near ---- */

static int cmp(const correction *c, const proposal *a, const proposal *b)
{
    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    if (a->pattern != b->pattern)
        return a->pattern < b->pattern ? -1 : 1;
    uint32_t n = ky_lexicon_count(c->lx, a->entry);
    uint32_t m = ky_lexicon_count(c->lx, b->entry);
    if (n != m)
        return n > m ? -1 : 1;
    ky_str x = ky_lexicon_at(c->lx, a->entry).folded;
    ky_str y = ky_lexicon_at(c->lx, b->entry).folded;
    if (characters(x) != characters(y))
        return characters(x) < characters(y) ? -1 : 1;
    int order = ky_str_cmp(x, y);
    return order != 0 ? order : (a->entry > b->entry) - (a->entry < b->entry);
}

/* Keep the nearest, in order. */
static void propose(correction *c, const proposal *p)
{
    if (c->n_found == MAX_FOUND && cmp(c, p, &c->found[MAX_FOUND - 1]) >= 0)
        return;
    size_t at = c->n_found < MAX_FOUND ? c->n_found++ : MAX_FOUND - 1;
    for (; at > 0 && cmp(c, p, &c->found[at - 1]) < 0; at--)
        c->found[at] = c->found[at - 1];
    c->found[at] = *p;
}

/* The furthest that would still be kept, in changes. */
static unsigned worth(const correction *c, unsigned most)
{
    unsigned limit = c->n_found == MAX_FOUND ? (c->found[MAX_FOUND - 1].distance + 1) / 2 : most;
    return limit < most ? limit : most;
}

static bool reads_the_same(const pattern *p, ky_str reading)
{
    for (size_t i = 0; i < p->n_readings; i++)
        if (ky_str_eq(p->readings[i], reading))
            return true;
    return false;
}

static unsigned nearest_reading(const pattern *p, ky_str reading, unsigned most)
{
    unsigned best = most + 1;
    for (size_t i = 0; i < p->n_readings; i++) {
        unsigned d = ky_near(p->readings[i], reading, most);
        best = d < best ? d : best;
    }
    return best;
}

/* True where two texts differ in kanji alone, each of which sounds like the other's. */
static bool sound_alike(ky_str a, ky_str b)
{
    size_t n = 0;
    size_t m = 0;
    for (; a.n > 0 && b.n > 0; a = ky_str_from(a, n), b = ky_str_from(b, m)) {
        uint32_t x = ky_utf8_next(a, &n);
        uint32_t y = ky_utf8_next(b, &m);
        if (x != y && !ja_kanji_sound_alike(x, y))
            return false;
    }
    return a.n == b.n;
}

static void compare(correction *c, uint32_t entry, size_t pattern_at)
{
    const pattern *p = &c->patterns[pattern_at];
    ky_lexicon_entry e = ky_lexicon_at(c->lx, entry);
    proposal best = {entry, pattern_at, UINT32_MAX};
    /* Of a short text something must be left: 清相 is not 相. */
    if (p->characters < ONE_CHANGE && e.folded.n < p->wrong.n)
        return;
    bool same = reads_the_same(p, e.reading);
    unsigned most = same ? SAME_READING : worth(c, p->most);
    unsigned d = most > 0 ? ky_near(p->wrong, e.folded, most) : most + 1;
    if (same)
        best.distance = d <= most ? 2 * d - (d > 0) : 2 * SAME_READING;
    else if (d <= most)
        best.distance = 2 * d - (d > 0 && sound_alike(p->wrong, e.folded));
    most = worth(c, p->most_kana);
    d = most > 0 ? nearest_reading(p, e.reading, most) : most + 1;
    if (d <= most && 2 * d < best.distance)
        best.distance = 2 * d;
    if (best.distance < UINT32_MAX && !ky_str_eq(e.folded, p->wrong))
        propose(c, &best);
}

/* ---- what finds something ---- */

static ky_rc put_proposal(const correction *c, const proposal *p, ky_str *ret)
{
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    const pattern *part = &c->patterns[p->pattern];
    ky_buf_put(&text, part->before);
    ky_buf_put(&text, ky_lexicon_at(c->lx, p->entry).text);
    ky_buf_put(&text, part->after);
    *ret = ky_arena_str(c->arena, ky_buf_str(&text));
    return !ky_buf_ok(&text) || ret->p == NULL ? ky_nomem(c->err) : KY_OK;
}

static ky_rc first_that_finds(const correction *c, ky_str *ret)
{
    for (size_t i = 0; i < c->n_found; i++) {
        ky_str text;
        uint32_t total = 0;
        ky_rc rc = put_proposal(c, &c->found[i], &text);
        if (rc == KY_OK)
            rc = ky_total(c->ix, text, 1, &total, c->err);
        if (rc != KY_OK)
            return rc;
        if (total == 0)
            continue;
        *ret = text;
        return KY_OK;
    }
    *ret = (ky_str){0};
    return KY_OK;
}

ky_rc ky_correct(ky_index *ix, ky_str keyword, ky_arena *arena, ky_str *ret, ky_err *err)
{
    correction c = {.ix = ix, .lx = &ix->lexicon, .arena = arena, .keyword = keyword, .err = err};
    ky_rc rc = ja_analyse(ix->ja, keyword, arena, &c.text, err);
    if (rc == KY_OK)
        rc = make_patterns(&c);
    for (uint32_t i = 0; rc == KY_OK && i < c.lx->n; i++)
        for (size_t k = 0; k < c.n_patterns; k++)
            compare(&c, i, k);
    return rc == KY_OK ? first_that_finds(&c, ret) : rc;
}

/* ---- a whole question ---- */

/* What stands for one keyword in the corrected question: itself where it finds something. */
static ky_rc correct_keyword(ky_index *ix, const ky_keyword *k, ky_arena *arena, ky_str *ret,
                             ky_err *err)
{
    uint32_t total = 0;
    *ret = k->typed;
    if (k->excluded || k->quoted)
        return KY_OK;
    ky_rc rc = ky_total(ix, k->typed, 1, &total, err);
    ky_str better = {0};
    if (rc == KY_OK && total == 0)
        rc = ky_correct(ix, k->folded, arena, &better, err);
    if (rc == KY_OK && better.n > 0)
        *ret = better;
    return rc;
}

ky_rc ky_correct_question(ky_index *ix, ky_str q, ky_arena *arena, ky_str *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ky_keywords ks = {0};
    uint32_t total = 0;
    size_t at = 0;
    bool changed = false;
    ky_rc rc = ky_keywords_parse(ix, q, &ks, err);
    for (size_t i = 0; i < ks.n && rc == KY_OK; i++) {
        ky_str text = {0};
        ky_str typed = ks.items[i].typed;
        size_t start = (size_t) (typed.p - q.p);
        rc = correct_keyword(ix, &ks.items[i], arena, &text, err);
        if (rc != KY_OK)
            return rc;
        changed = changed || !ky_str_eq(text, typed);
        ky_buf_put(&out, (ky_str){q.p + at, start - at});
        ky_buf_put(&out, text);
        at = start + typed.n;
    }
    if (rc == KY_OK) {
        ky_buf_put(&out, ky_str_from(q, at));
        rc = ky_buf_check(&out, err);
    }
    if (rc == KY_OK && changed)
        rc = ky_total(ix, ky_buf_str(&out), 1, &total, err);
    if (rc != KY_OK)
        return rc;
    ky_str kept = total == 0 ? (ky_str){0} : ky_arena_str(arena, ky_buf_str(&out));
    if (total > 0 && kept.p == NULL)
        return ky_nomem(err);
    *ret = kept;
    return KY_OK;
}
