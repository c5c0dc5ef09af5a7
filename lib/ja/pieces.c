#include "pieces.h"

#include "chars.h"
#include "kana.h"
#include "spelling.h"

enum {
    MAX_SOUNDS = 3, /* readings of one run */
};

typedef struct pieces {
    const ja_analysis *a;
    ja_term_visit *visit;
    void *payload;
    ky_buf term;
    ky_buf key;
    ky_err *err;
} pieces;

static ky_str slice(const ja_analysis *a, size_t start, size_t end)
{
    return (ky_str){a->text.folded.p + start, end - start};
}

static ky_rc visit(pieces *p, ja_term_kind kind)
{
    if (!ky_buf_ok(&p->term))
        return ky_nomem(p->err);
    if (p->term.n > JA_MAX_TERM_BYTES)
        return KY_OK;
    ja_term t = {.kind = kind, .text = ky_buf_str(&p->term)};
    return p->visit(p->payload, &t, p->err);
}

/* `known` spellings have a term already: only the one with 々 written out is missing. */
static ky_rc visit_spelling(pieces *p, ky_str spelling, bool known)
{
    KY_CLEANUP(ky_buf_fini) ky_buf expanded = {0};
    ky_rc rc = KY_OK;
    if (!known) {
        ky_buf_clear(&p->term);
        ja_term_make(JA_TERM_SPELLING, spelling, &p->term);
        rc = visit(p, JA_TERM_SPELLING);
    }
    if (rc != KY_OK || !ja_expand_iteration(spelling, &expanded))
        return rc;
    rc = ky_buf_check(&expanded, p->err);
    if (rc != KY_OK)
        return rc;
    ky_buf_clear(&p->term);
    ja_term_make(JA_TERM_SPELLING, ky_buf_str(&expanded), &p->term);
    return visit(p, JA_TERM_SPELLING);
}

static ky_rc visit_sound(pieces *p, ja_term_kind kind, ky_str key, ky_str spelling)
{
    if (!ky_buf_ok(&p->key))
        return ky_nomem(p->err);
    if (key.n == 0)
        return KY_OK;
    ky_buf_clear(&p->term);
    ja_term_make_reading(kind, key, spelling, &p->term);
    return visit(p, kind);
}

/* A part of a word, or a run of words: kana by its sound, anything else as it is spelled. */
static ky_rc visit_piece(pieces *p, ky_str piece)
{
    if (!ja_all_kana(piece))
        return visit_spelling(p, piece, false);
    ky_buf_clear(&p->key);
    ja_kana_key(piece, &p->key);
    return visit_sound(p, JA_TERM_PART, ky_buf_str(&p->key), piece);
}

/* Every proper part of a word up to JA_MAX_PIECE_CHARS characters; kana are cut between morae. */
static ky_rc visit_parts(pieces *p, const ja_token *t)
{
    ky_str word = slice(p->a, t->start, t->end);
    ky_rc rc = KY_OK;
    size_t len = 0;
    for (size_t from = 0; from < word.n && rc == KY_OK; from += len) {
        size_t step = 0;
        size_t chars = 0;
        (void) ky_utf8_next(ky_str_from(word, from), &len);
        if (!ja_mora_border(word, from))
            continue;
        for (size_t to = from; to < word.n && chars < JA_MAX_PIECE_CHARS && rc == KY_OK;) {
            (void) ky_utf8_next(ky_str_from(word, to), &step);
            to += step;
            chars++;
            if ((from > 0 || to < word.n) && ja_mora_border(word, to))
                rc = visit_piece(p, (ky_str){word.p + from, to - from});
        }
    }
    return rc;
}

static ky_rc visit_word(pieces *p, const ja_token *t)
{
    ky_str word = slice(p->a, t->start, t->end);
    bool is_base = ky_str_eq(t->base, word); /* then its own term is there */
    ky_rc rc = ja_all_kana(word) ? KY_OK : visit_spelling(p, word, is_base);
    for (size_t i = 0; i < t->n_keys && rc == KY_OK; i++)
        rc = visit_sound(p, JA_TERM_READING, t->keys[i], word);
    if (rc == KY_OK && !is_base && t->n_keys > 0) {
        ky_buf_clear(&p->key);
        if (ja_base_key(word, t->keys[0], t->base, &p->key))
            rc = visit_sound(p, JA_TERM_READING, ky_buf_str(&p->key), t->base);
    }
    return rc == KY_OK ? visit_parts(p, t) : rc;
}

/* The readings of a run: the product of those of its words, cut at MAX_SOUNDS. */
typedef struct sounds {
    ky_buf keys[MAX_SOUNDS];
    size_t n;
} sounds;

static void sounds_fini(sounds *s)
{
    for (size_t i = 0; i < MAX_SOUNDS; i++)
        ky_buf_fini(&s->keys[i]);
}

static bool lengthen(sounds *s, const ja_token *t)
{
    bool ok = true;
    size_t before = s->n;
    for (size_t k = 1; k < t->n_keys; k++)
        for (size_t i = 0; i < before && s->n < MAX_SOUNDS; i++) {
            ky_buf *added = &s->keys[s->n++];
            ky_buf_clear(added);
            ky_buf_put(added, ky_buf_str(&s->keys[i]));
            ky_buf_put(added, t->keys[k]);
        }
    for (size_t i = 0; i < before && t->n_keys > 0; i++)
        ky_buf_put(&s->keys[i], t->keys[0]);
    for (size_t i = 0; i < s->n; i++)
        ok = ok && ky_buf_ok(&s->keys[i]);
    if (t->n_keys == 0)
        s->n = 0;
    return ok;
}

static ky_rc visit_run(pieces *p, ky_str spelling, const sounds *s)
{
    ky_rc rc = ja_all_kana(spelling) ? KY_OK : visit_spelling(p, spelling, false);
    for (size_t i = 0; i < s->n && rc == KY_OK; i++)
        rc = visit_sound(p, JA_TERM_READING, ky_buf_str(&s->keys[i]), spelling);
    return rc;
}

/* The runs of up to JA_MAX_RUN_WORDS words that begin with token i; a joiner is left out. */
static ky_rc visit_runs(pieces *p, size_t i)
{
    KY_CLEANUP(ky_buf_fini) ky_buf spelling = {0};
    KY_CLEANUP(sounds_fini) sounds s = {.n = 1};
    const ja_analysis *a = p->a;
    ky_rc rc = KY_OK;
    size_t words = 0;
    for (size_t k = i; k < a->n && words < JA_MAX_RUN_WORDS && rc == KY_OK; k++) {
        const ja_token *t = &a->tokens[k];
        ky_str text = slice(a, t->start, t->end);
        if (t->cls == JA_MARK && words > 0 && ja_is_joiner(text))
            continue;
        if (t->cls != JA_WORD || spelling.n + text.n > JA_MAX_TERM_BYTES)
            break;
        ky_buf_put(&spelling, text);
        if (!lengthen(&s, t) || !ky_buf_ok(&spelling))
            return ky_nomem(p->err);
        if (++words > 1)
            rc = visit_run(p, ky_buf_str(&spelling), &s);
    }
    return rc;
}

static ky_rc visit_heard(pieces *p, const ja_heard *h)
{
    ky_str spelling = slice(p->a, h->start, h->end);
    if (h->hold == JA_HOLD_INSIDE)
        return visit_sound(p, JA_TERM_PART, h->key, spelling);
    ky_rc rc = visit_sound(p, JA_TERM_READING, h->key, spelling);
    return rc == KY_OK && !ja_all_kana(spelling) ? visit_spelling(p, spelling, false) : rc;
}

ky_rc ja_piece_terms(const ja_analysis *a, ja_term_visit *visit_term, void *payload, ky_err *err)
{
    pieces p = {.a = a, .visit = visit_term, .payload = payload, .err = err};
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < a->n && rc == KY_OK; i++) {
        if (a->tokens[i].cls != JA_WORD)
            continue;
        rc = visit_word(&p, &a->tokens[i]);
        if (rc == KY_OK)
            rc = visit_runs(&p, i);
    }
    for (size_t i = 0; i < a->n_heard && rc == KY_OK; i++)
        rc = visit_heard(&p, &a->heard[i]);
    ky_buf_fini(&p.term);
    ky_buf_fini(&p.key);
    return rc;
}
