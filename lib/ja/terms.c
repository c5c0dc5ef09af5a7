#include "terms.h"

#include "chars.h"
#include "kana.h"
#include "pieces.h"

/* Folded text has no capital letter of ASCII, so a prefix is never taken for the text's beginning.
 * Q and X are left to lib/search. */
static const char prefixes[] = {
    [JA_TERM_WORD] = 'W',      [JA_TERM_FUNCTION] = 'F', [JA_TERM_GRAM] = 'G',
    [JA_TERM_INFLECTED] = 'I', [JA_TERM_SPELLING] = 'S', [JA_TERM_READING] = 'R',
    [JA_TERM_PART] = 'P',
};

/* Between a key and its spelling; folded text has no control character inside a word. */
static const char key_end = '\x01';

/* Stands for "no character of the run follows" in a gram; a blank is never part of one. */
static const char gram_end = ' ';

typedef struct walk {
    ja_term_visit *visit;
    void *payload;
    ky_buf term;
    ky_err *err;
} walk;

void ja_term_make(ja_term_kind kind, ky_str text, ky_buf *out)
{
    ky_buf_putc(out, prefixes[kind]);
    ky_buf_put(out, text);
}

void ja_term_make_gram(ky_str character, ky_str after, ky_buf *out)
{
    ja_term_make(JA_TERM_GRAM, character, out);
    if (after.n == 0)
        ky_buf_putc(out, gram_end);
    else
        ky_buf_put(out, after);
}

void ja_term_make_spelling(ja_term_kind kind, ky_str folded, ky_buf *out)
{
    ky_buf_putc(out, prefixes[kind]);
    if (ja_all_kana(folded))
        ja_kana_key(folded, out);
    else
        ky_buf_put(out, folded);
}

void ja_term_make_reading(ja_term_kind kind, ky_str key, ky_str spelling, ky_buf *out)
{
    ja_term_make(kind, key, out);
    ky_buf_putc(out, key_end);
    ky_buf_put(out, spelling);
}

bool ja_term_reading(ky_str term, ky_str *ret_key, ky_str *ret_spelling)
{
    size_t end = ky_str_find(term, (ky_str){&key_end, 1});
    if (end == SIZE_MAX ||
        (term.p[0] != prefixes[JA_TERM_READING] && term.p[0] != prefixes[JA_TERM_PART]))
        return false;
    *ret_key = (ky_str){term.p + 1, end - 1};
    *ret_spelling = ky_str_from(term, end + 1);
    return true;
}

ky_str ja_term_text(ja_term_kind kind, ky_str term)
{
    if (term.n == 0 || term.p[0] != prefixes[kind])
        return (ky_str){0};
    return ky_str_from(term, 1);
}

static ky_rc visit_term(walk *w, ja_term_kind kind, uint32_t position)
{
    if (!ky_buf_ok(&w->term))
        return ky_nomem(w->err);
    ja_term t = {.kind = kind, .text = ky_buf_str(&w->term), .position = position};
    return w->visit(w->payload, &t, w->err);
}

static ky_rc visit_token(walk *w, const ja_analysis *a, const ja_token *t)
{
    bool word = t->cls == JA_WORD;
    ky_str text = word ? t->base : ja_token_text(a, t);
    if (t->cls == JA_MARK || text.n > JA_MAX_TERM_BYTES)
        return KY_OK;
    ja_term_kind kind = word ? JA_TERM_WORD : JA_TERM_FUNCTION;
    ky_buf_clear(&w->term);
    ja_term_make(kind, text, &w->term);
    return visit_term(w, kind, word ? t->position : 0);
}

/* The gram of a character and the one that follows it in its run; after.n is 0 where none does. */
static ky_rc visit_gram(walk *w, ky_str character, ky_str after)
{
    ky_buf_clear(&w->term);
    ja_term_make_gram(character, after, &w->term);
    return visit_term(w, JA_TERM_GRAM, 0);
}

/* The grams of every run of characters that are no marks; of a run that reaches the end of the text
 * the last one only where the text is known to end there. */
static ky_rc visit_grams(walk *w, ky_str text, bool ends)
{
    ky_str before = {0};
    ky_rc rc = KY_OK;
    size_t len;
    for (size_t at = 0; at < text.n && rc == KY_OK; at += len) {
        bool mark = ja_is_mark(ky_utf8_next(ky_str_from(text, at), &len));
        ky_str character = {text.p + at, mark ? 0 : len};
        if (before.n > 0)
            rc = visit_gram(w, before, character);
        before = character;
    }
    if (rc == KY_OK && ends && before.n > 0)
        rc = visit_gram(w, before, (ky_str){0});
    return rc;
}

ky_rc ja_terms(const ja_analysis *a, ja_term_visit *visit, void *payload, ky_err *err)
{
    walk w = {.visit = visit, .payload = payload, .err = err};
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < a->n && rc == KY_OK; i++)
        rc = visit_token(&w, a, &a->tokens[i]);
    if (rc == KY_OK)
        rc = visit_grams(&w, a->text.folded, true);
    if (rc == KY_OK)
        rc = ja_piece_terms(a, visit, payload, err);
    ky_buf_fini(&w.term);
    return rc;
}

ky_rc ja_grams(ky_str piece, ja_term_visit *visit, void *payload, ky_err *err)
{
    walk w = {.visit = visit, .payload = payload, .err = err};
    ky_rc rc = visit_grams(&w, piece, false);
    ky_buf_fini(&w.term);
    return rc;
}

bool ja_gram_ranks(ky_str term)
{
    ky_str pair = ja_term_text(JA_TERM_GRAM, term);
    if (pair.n == 0 || pair.p[pair.n - 1] == gram_end)
        return false;
    for (size_t at = 0, n = 0; at < pair.n; at += n) {
        uint32_t c = ky_utf8_next(ky_str_from(pair, at), &n);
        if (c < 0x3041 || c > 0x309F)
            return true;
    }
    return false;
}

bool ja_term_ranks(const ja_term *t)
{
    return t->kind == JA_TERM_WORD || ja_gram_ranks(t->text);
}

void ja_reading(const ja_analysis *a, ky_buf *out)
{
    for (size_t i = 0; i < a->n; i++) {
        ky_str reading = a->tokens[i].reading;
        size_t len;
        for (size_t at = 0; a->tokens[i].cls != JA_MARK && at < reading.n; at += len) {
            uint32_t c = ky_utf8_next(ky_str_from(reading, at), &len);
            if (!ja_is_mark(c))
                ky_buf_put_utf8(out, ja_hiragana_of(c));
        }
    }
}
