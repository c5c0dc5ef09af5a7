#include "pieces.h"

#include "chars.h"
#include "kana.h"
#include "sounds.h"
#include "spelling.h"

typedef struct pieces {
    const ja_analysis *a;
    ja_term_visit *visit;
    void *payload;
    ky_buf term;
    ky_err *err;
} pieces;

static ky_str slice(const ja_analysis *a, size_t start, size_t end)
{
    return (ky_str){a->text.folded.p + start, end - start};
}

static ky_rc visit(pieces *p, ja_term_kind kind, uint32_t position)
{
    if (!ky_buf_ok(&p->term))
        return ky_nomem(p->err);
    if (p->term.n > JA_MAX_TERM_BYTES)
        return KY_OK;
    ja_term t = {.kind = kind, .text = ky_buf_str(&p->term), .position = position};
    return p->visit(p->payload, &t, p->err);
}

static ky_rc visit_spelling(pieces *p, ja_term_kind kind, ky_str spelling, uint32_t position)
{
    ky_buf_clear(&p->term);
    ja_term_make_spelling(kind, spelling, &p->term);
    return visit(p, kind, position);
}

/* The same with 々 written out, where it holds one. */
static ky_rc visit_expanded(pieces *p, ja_term_kind kind, ky_str spelling, uint32_t position)
{
    KY_CLEANUP(ky_buf_fini) ky_buf expanded = {0};
    if (!ja_expand_iteration(spelling, &expanded))
        return KY_OK;
    ky_rc rc = ky_buf_check(&expanded, p->err);
    return rc == KY_OK ? visit_spelling(p, kind, ky_buf_str(&expanded), position) : rc;
}

static ky_rc visit_piece(pieces *p, ky_str piece)
{
    ky_rc rc = visit_spelling(p, JA_TERM_SPELLING, piece, 0);
    return rc == KY_OK ? visit_expanded(p, JA_TERM_SPELLING, piece, 0) : rc;
}

static bool may_cut(ky_str word, size_t at)
{
    return ja_mora_border(word, at) && !ja_tears_letters(word, at) && !ja_tears_vowel(word, at);
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
        if (!may_cut(word, from))
            continue;
        for (size_t to = from; to < word.n && chars < JA_MAX_PIECE_CHARS && rc == KY_OK;) {
            (void) ky_utf8_next(ky_str_from(word, to), &step);
            to += step;
            chars++;
            if ((from > 0 || to < word.n) && may_cut(word, to))
                rc = visit_piece(p, (ky_str){word.p + from, to - from});
        }
    }
    return rc;
}

/* A word that is its own base form has a term of its own already. */
static ky_rc visit_word(pieces *p, const ja_token *t)
{
    ky_str word = slice(p->a, t->start, t->end);
    ky_rc rc = KY_OK;
    if (!ky_str_eq(t->base, word))
        rc = visit_spelling(p, JA_TERM_INFLECTED, word, t->position);
    if (rc == KY_OK)
        rc = visit_expanded(p, JA_TERM_INFLECTED, word, t->position);
    return rc == KY_OK ? visit_parts(p, t) : rc;
}

/* What is read so wherever it stands is found by its spelling. */
static ky_rc visit_sound(void *payload, const ja_sound *s, ky_err *err)
{
    pieces *p = payload;
    ja_term_kind kind = s->kind == JA_SOUND_PART ? JA_TERM_PART : JA_TERM_READING;
    (void) err;
    if (s->certain)
        return KY_OK;
    ky_buf_clear(&p->term);
    ja_term_make_reading(kind, s->key, s->spelling, &p->term);
    return visit(p, kind, 0);
}

ky_rc ja_piece_terms(const ja_analysis *a, ja_term_visit *visit_term, void *payload, ky_err *err)
{
    pieces p = {.a = a, .visit = visit_term, .payload = payload, .err = err};
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < a->n && rc == KY_OK; i++) {
        const ja_token *t = &a->tokens[i];
        if (t->cls == JA_WORD)
            rc = visit_word(&p, t);
        else if (t->cls != JA_MARK && !ja_all_kana(slice(a, t->start, t->end)))
            rc = visit_parts(&p, t);
    }
    for (size_t i = 0; i < a->n_heard && rc == KY_OK; i++)
        if (a->heard[i].hold == JA_HOLD_RAGGED)
            rc = visit_piece(&p, slice(a, a->heard[i].start, a->heard[i].end));
    if (rc == KY_OK)
        rc = ja_sounds(a, false, visit_sound, &p, err);
    ky_buf_fini(&p.term);
    return rc;
}
