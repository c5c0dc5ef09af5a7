#include "cuts.h"

#include "finds.h"
#include "ja/kana.h"
#include "ja/sounds.h"
#include "ja/spelling.h"
#include "ja/terms.h"
#include "ja/voicing.h"
#include "mixed.h"

enum {
    MAX_PHRASES = 48, /* searched for, of one text */
    MAX_STEPS = 2000, /* words tried, of one text */
};

/* A word that begins somewhere in the text. */
typedef struct edge {
    size_t end;
    ky_str spelling;
    ky_str term;
    bool literal;
    struct edge *next;
} edge;

typedef struct lattice lattice;

struct lattice {
    ky_index *ix;
    ky_str text;
    const ja_analysis *asked;
    ky_rc (*fill)(lattice *l, size_t at); /* find the edges at a byte */
    bool kana;                            /* only words written so */
    bool borders;                         /* what stands on both sides of a border is tried first */
    edge *at[KY_MAX_CUT_BYTES];
    unsigned char fewest[KY_MAX_CUT_BYTES]; /* words from there to the end; 0: not known yet */
    const edge *path[KY_MAX_CUT_WORDS];
    size_t n_phrases;
    size_t n_steps;
    size_t filling; /* the byte whose edges are being found */
    size_t end;     /* of the edge being found */
    ky_str heard;   /* how it sounds */
    ky_rc rc;       /* of a visit */
    ky_cut_visit *visit;
    void *payload;
    ky_err *err;
};

static ky_rc keep(lattice *l, const ky_buf *b, ky_str *ret)
{
    *ret = ky_arena_str(&l->ix->scratch, ky_buf_str(b));
    return !ky_buf_ok(b) || ret->p == NULL ? ky_nomem(l->err) : KY_OK;
}

static ky_rc make_term(lattice *l, ja_term_kind kind, ky_str spelling, ky_str *ret)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    if (kind == JA_TERM_WORD)
        ja_term_make(kind, spelling, &term);
    else
        ja_term_make_spelling(kind, spelling, &term);
    return keep(l, &term, ret);
}

static ky_rc add_edge(lattice *l, ky_str spelling, ky_str term, bool literal)
{
    edge *e = KY_ARENA_ARRAY(&l->ix->scratch, edge, 1);
    if (e == NULL)
        return ky_nomem(l->err);
    *e = (edge){l->end, spelling, term, literal, l->at[l->filling]};
    l->at[l->filling] = e;
    return KY_OK;
}

/* ---- the cuts ---- */

static ky_rc spell(lattice *l, size_t n, ky_cut *cut)
{
    KY_CLEANUP(ky_buf_fini) ky_buf spelling = {0};
    ky_str *terms = KY_ARENA_ARRAY(&l->ix->scratch, ky_str, n);
    if (terms == NULL)
        return ky_nomem(l->err);
    cut->literal = true;
    for (size_t i = 0; i < n; i++) {
        terms[i] = l->path[i]->term;
        ky_buf_put(&spelling, l->path[i]->spelling);
        cut->literal = cut->literal && l->path[i]->literal;
    }
    cut->terms = terms;
    cut->n = n;
    return keep(l, &spelling, &cut->spelling);
}

static ky_rc stands(lattice *l, const ky_cut *cut, bool *ret)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *phrase = NULL;
    xapc_bytes terms[KY_MAX_CUT_WORDS];
    xapc_error xe;
    for (size_t i = 0; i < cut->n; i++)
        terms[i] = ky_bytes(cut->terms[i]);
    ky_rc rc = ky_xapian_rc(
        xapc_query_combine_terms(XAPC_OP_PHRASE, terms, cut->n, 0, &phrase, &xe), &xe, l->err);
    return rc == KY_OK ? ky_finds(l->ix, phrase, ret, l->err) : rc;
}

static ky_rc try_path(lattice *l, size_t n)
{
    ky_cut cut = {0};
    bool found = false;
    l->n_phrases++;
    ky_rc rc = spell(l, n, &cut);
    if (rc == KY_OK)
        rc = stands(l, &cut, &found);
    return rc == KY_OK && found ? l->visit(l->payload, &cut, l->err) : rc;
}

/* True where the two may stand side by side: their characters do, or the first ends before a mark,
 * which may join them. */
static ky_rc may_meet(lattice *l, const edge *before, const edge *e, bool *ret)
{
    ky_str last = ky_utf8_last(before->spelling);
    ky_rc rc = ky_has_gram(l->ix, last, ky_utf8_at(e->spelling, 0), ret, l->err);
    bool kana = l->borders || (ja_all_kana(before->spelling) && ja_all_kana(e->spelling));
    return rc == KY_OK && !*ret && kana ? ky_has_gram(l->ix, last, (ky_str){0}, ret, l->err) : rc;
}

enum { NO_WAY = UINT8_MAX };

/* How many words lead from byte `at` to the end at least; finds the edges there. */
static ky_rc count_fewest(lattice *l, size_t at)
{
    if (at == l->text.n || l->fewest[at] != 0)
        return KY_OK;
    l->fewest[at] = NO_WAY;
    l->filling = at;
    ky_rc rc = l->fill(l, at);
    for (const edge *e = l->at[at]; e != NULL && rc == KY_OK; e = e->next) {
        rc = count_fewest(l, e->end);
        unsigned behind = e->end == l->text.n ? 0 : l->fewest[e->end];
        if (rc == KY_OK && behind < KY_MAX_CUT_WORDS && behind + 1 < l->fewest[at])
            l->fewest[at] = (unsigned char) (behind + 1);
    }
    return rc;
}

static bool is_far(const lattice *l, const edge *e, size_t words)
{
    return e->end == l->text.n ? words > 0 : l->fewest[e->end] > words;
}

/* Every way from byte `at` to the end that makes `words` words in all, n being behind. */
static ky_rc walk(lattice *l, size_t at, size_t n, size_t words)
{
    ky_rc rc = KY_OK;
    if (at == l->text.n)
        return try_path(l, n);
    for (const edge *e = l->at[at]; e != NULL && rc == KY_OK; e = e->next) {
        bool meet = true;
        if (is_far(l, e, words - n - 1))
            continue;
        if (l->n_phrases >= MAX_PHRASES || l->n_steps++ >= MAX_STEPS)
            return KY_OK;
        if (n > 0 && (l->borders || !e->literal || !l->path[n - 1]->literal))
            rc = may_meet(l, l->path[n - 1], e, &meet);
        l->path[n] = e;
        if (rc == KY_OK && meet)
            rc = walk(l, e->end, n + 1, words);
    }
    return rc;
}

/* Few words before many: they are the likelier. */
static ky_rc walk_all(lattice *l)
{
    ky_rc rc = count_fewest(l, 0);
    for (size_t words = l->fewest[0] < 2 ? 2 : l->fewest[0];
         words <= KY_MAX_CUT_WORDS && rc == KY_OK; words++)
        rc = walk(l, 0, 0, words);
    return rc;
}

/* ---- what stands under a key ---- */

/* A word has positions as the base form that it is, and as it stands where it is none. */
static ky_rc add_read(lattice *l, ky_str spelling, unsigned how, bool literal)
{
    ky_str term = {0};
    ky_str kept = ky_arena_str(&l->ix->scratch, spelling);
    ky_rc rc = kept.p == NULL ? ky_nomem(l->err) : KY_OK;
    if (rc == KY_OK && ky_is_read_as(how, JA_SOUND_WORD)) {
        rc = make_term(l, JA_TERM_WORD, kept, &term);
        if (rc == KY_OK)
            rc = add_edge(l, kept, term, literal);
    }
    if (rc == KY_OK && ky_is_read_as(how, JA_SOUND_INFLECTED)) {
        rc = make_term(l, JA_TERM_INFLECTED, kept, &term);
        if (rc == KY_OK)
            rc = add_edge(l, kept, term, literal);
    }
    return rc;
}

/* ---- a spelling ---- */

/* Of the terms that begin as one does: whether there are any, and whether it is one itself. */
typedef struct beginning {
    size_t n; /* bytes of the term */
    bool any;
    bool term;
} beginning;

static bool see_first(const xapc_term *first, void *payload)
{
    beginning *b = payload;
    b->any = true;
    b->term = first->term.size == b->n;
    return false;
}

static ky_rc begin(const lattice *l, ky_str term, beginning *ret)
{
    xapc_error xe;
    *ret = (beginning){.n = term.n};
    if (term.n > JA_MAX_TERM_BYTES)
        return KY_OK;
    return ky_xapian_rc(xapc_database_each_term(l->ix->db, ky_bytes(term), see_first, ret, &xe),
                        &xe, l->err);
}

/* *open: whether longer words may begin so. Kana stand as their key only where they stand alone. */
static ky_rc add_known(lattice *l, ja_term_kind kind, ky_str spelling, bool *open)
{
    ky_str term = {0};
    beginning b = {0};
    if (!*open)
        return KY_OK;
    ky_rc rc = make_term(l, kind, spelling, &term);
    if (rc == KY_OK)
        rc = begin(l, term, &b);
    *open = b.any || (kind == JA_TERM_INFLECTED && ja_all_kana(spelling));
    return rc == KY_OK && b.term ? add_edge(l, spelling, term, true) : rc;
}

/* A single kanji has a word in kana too where more is asked for (桜並木: さくら並木), but for one
 * kana, which may be anything. */
static bool agree(ky_str asked, ky_str found)
{
    return ja_all_kana(found) ? !ky_utf8_is_one(found) : ja_spellings_agree(asked, found);
}

static bool visit_agreeing(void *payload, ky_str spelling, unsigned how)
{
    lattice *l = payload;
    ky_str asked = {l->text.p + l->filling, l->end - l->filling};
    if (!ky_str_eq(spelling, asked) && agree(asked, spelling))
        l->rc = add_read(l, spelling, how, false);
    return l->rc == KY_OK;
}

/* Other spellings of the tokens that begin at a byte, one or several. */
static ky_rc add_agreeing(lattice *l, size_t at)
{
    KY_CLEANUP(ja_together_fini) ja_together keys = {.n = 1};
    const ja_analysis *a = l->asked;
    size_t i = 0;
    while (i < a->n && a->tokens[i].start < at)
        i++;
    for (; i < a->n && a->tokens[i].cls != JA_MARK; i++) {
        l->end = a->tokens[i].end;
        if (at == 0 && l->end == l->text.n)
            break;
        ja_token t = ky_mixed_token(a, i, &l->ix->scratch);
        if (!ja_together_add(&keys, &t, JA_MAX_TOGETHER))
            return ky_nomem(l->err);
        for (size_t k = 0; k < keys.n && l->rc == KY_OK; k++)
            ky_readings_find(&l->ix->readings, ky_buf_str(&keys.keys[k]), visit_agreeing, l);
        if (keys.n == 0 || l->rc != KY_OK)
            break;
    }
    return l->rc;
}

static bool begins_token(const ja_analysis *a, size_t at)
{
    for (size_t i = 0; i < a->n; i++)
        if (a->tokens[i].start == at)
            return true;
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* True between two digits of a number that is no phone number or postal code: 23 is no 2-3. */
static bool tears_number(ky_str text, size_t at)
{
    enum { MIN_DIGITS = 7 };
    size_t from = at;
    size_t to = at;
    while (from > 0 && is_digit(text.p[from - 1]))
        from--;
    while (to < text.n && is_digit(text.p[to]))
        to++;
    return from < at && at < to && to - from < MIN_DIGITS;
}

static ky_rc fill_spelling(lattice *l, size_t at)
{
    ky_rc rc = KY_OK;
    size_t n = 0;
    bool words = true;
    bool inflected = true;
    for (size_t end = at; end < l->text.n && (words || inflected) && rc == KY_OK;) {
        (void) ky_utf8_next(ky_str_from(l->text, end), &n);
        end += n;
        if (at == 0 && end == l->text.n)
            break;
        if (tears_number(l->text, end))
            continue;
        l->end = end;
        ky_str word = {l->text.p + at, end - at};
        rc = add_known(l, JA_TERM_WORD, word, &words);
        if (rc == KY_OK)
            rc = add_known(l, JA_TERM_INFLECTED, word, &inflected);
    }
    bool other = rc == KY_OK && l->asked != NULL && begins_token(l->asked, at);
    return other ? add_agreeing(l, at) : rc;
}

ky_rc ky_cut_spelling(ky_index *ix, ky_str text, const ja_analysis *asked, ky_cut_visit *visit,
                      void *payload, ky_err *err)
{
    if (text.n == 0 || text.n >= KY_MAX_CUT_BYTES)
        return KY_OK;
    lattice l = {.ix = ix,
                 .text = text,
                 .asked = asked,
                 .fill = fill_spelling,
                 .visit = visit,
                 .payload = payload,
                 .err = err};
    return walk_all(&l);
}

/* ---- a key ---- */

static bool visit_reading(void *payload, ky_str spelling, unsigned how)
{
    lattice *l = payload;
    if (!l->kana || ja_all_kana(spelling))
        l->rc = add_read(l, spelling, how, true);
    return l->rc == KY_OK;
}

static bool visit_voiced(void *payload, ky_str spelling, unsigned how)
{
    lattice *l = payload;
    size_t n = 0;
    (void) ky_utf8_next(spelling, &n);
    if (!ja_all_kana(spelling) && (n < spelling.n || !ja_sounds_chinese(l->heard)))
        l->rc = add_read(l, spelling, how, true);
    return l->rc == KY_OK;
}

/* What is written in kana sounds as it stands; kanji may be voiced: 運動|不足 うんどうぶそく. */
static ky_rc find_voiced(lattice *l)
{
    KY_CLEANUP(ky_buf_fini) ky_buf plain = {0};
    if (l->kana || !ja_unvoiced(l->heard, &plain))
        return KY_OK;
    ky_rc rc = ky_buf_check(&plain, l->err);
    if (rc != KY_OK)
        return rc;
    ky_readings_find(&l->ix->readings, ky_buf_str(&plain), visit_voiced, l);
    return l->rc;
}

/* Words that sound so from byte `at` to `end`; of the whole text there is no cut. */
static ky_rc find_heard(lattice *l, size_t at, size_t end, ky_str heard)
{
    if ((at == 0 && end == l->text.n) || !ja_mora_border(l->text, end))
        return KY_OK;
    l->end = end;
    l->heard = heard;
    if (at > 0)
        l->rc = find_voiced(l);
    if (l->rc == KY_OK)
        ky_readings_find(&l->ix->readings, heard, visit_reading, l);
    return l->rc;
}

static ky_rc fill_key(lattice *l, size_t at)
{
    size_t n = 0;
    for (size_t end = at; end < l->text.n && l->rc == KY_OK; end += n) {
        (void) ky_utf8_next(ky_str_from(l->text, end), &n);
        l->rc = find_heard(l, at, end + n, (ky_str){l->text.p + at, end + n - at});
    }
    return l->rc;
}

/* What may make the vowel of a kana long. */
static ky_str tails_of(uint32_t kana)
{
    switch (ja_kana_vowel(kana)) {
    case u'あ':
        return KY_LIT("あー");
    case u'う':
        return KY_LIT("うー");
    case u'お':
        return KY_LIT("うおー");
    default:
        return KY_LIT("ー");
    }
}

/* Words that begin with `heard` and go on with the text from byte `end` on, long vowels or not. */
static ky_rc lengthen(lattice *l, size_t end, ky_buf *heard)
{
    ky_rc rc = ky_buf_check(heard, l->err);
    if (rc == KY_OK && heard->n > 0)
        rc = find_heard(l, l->filling, end, ky_buf_str(heard));
    if (rc != KY_OK || end == l->text.n || !ky_readings_begin(&l->ix->readings, ky_buf_str(heard)))
        return rc;
    size_t n = 0;
    size_t len = 0;
    size_t before = heard->n;
    ky_str tails = tails_of(ky_utf8_next(ky_str_from(l->text, end), &n));
    ky_buf_put(heard, (ky_str){l->text.p + end, n});
    rc = lengthen(l, end + n, heard);
    for (size_t at = 0; at < tails.n && rc == KY_OK; at += len) {
        (void) ky_utf8_next(ky_str_from(tails, at), &len);
        heard->n = before + n;
        ky_buf_put(heard, (ky_str){tails.p + at, len});
        rc = lengthen(l, end + n, heard);
    }
    heard->n = before;
    return rc;
}

static ky_rc fill_lengthened(lattice *l, size_t at)
{
    KY_CLEANUP(ky_buf_fini) ky_buf heard = {0};
    return lengthen(l, at, &heard);
}

static ky_rc cut_key(ky_index *ix, ky_str key, const lattice *how, ky_cut_visit *visit,
                     void *payload, ky_err *err)
{
    if (key.n == 0 || key.n >= KY_MAX_CUT_BYTES)
        return KY_OK;
    lattice l = {.ix = ix,
                 .text = key,
                 .fill = how->fill,
                 .kana = how->kana,
                 .borders = true,
                 .visit = visit,
                 .payload = payload,
                 .err = err};
    return walk_all(&l);
}

ky_rc ky_cut_key(ky_index *ix, ky_str key, bool kana, ky_cut_visit *visit, void *payload,
                 ky_err *err)
{
    const lattice how = {.fill = fill_key, .kana = kana};
    return cut_key(ix, key, &how, visit, payload, err);
}

ky_rc ky_cut_lengthened(ky_index *ix, ky_str key, ky_cut_visit *visit, void *payload, ky_err *err)
{
    const lattice how = {.fill = fill_lengthened};
    return cut_key(ix, key, &how, visit, payload, err);
}
