#include "saved.h"

#include "base/varint.h"
#include "char_filter.h"

/* A token is one number: its length in folded bytes, its class, and whether a base form and a step
 * of the position other than 1 follow. */
enum {
    HAS_BASE = 1,
    HAS_STEP = 2,
    CLASS_SHIFT = 2,
    CLASS_MASK = 3,
    LENGTH_SHIFT = 4,
};

/* The next ragged word that is not the one at `before`, heard with another reading; a->n_heard
 * where there is none. */
static size_t next_ragged(const ja_analysis *a, size_t from, const ja_heard *before)
{
    for (size_t i = from; i < a->n_heard; i++) {
        const ja_heard *h = &a->heard[i];
        bool same = before != NULL && before->start == h->start && before->end == h->end;
        if (h->hold == JA_HOLD_RAGGED && !same)
            return i;
    }
    return a->n_heard;
}

/* How many there are; of each how far it begins after the one before, and its length. */
static void save_ragged(const ja_analysis *a, ky_buf *out)
{
    const ja_heard *before = NULL;
    size_t n = 0;
    for (size_t i = 0; (i = next_ragged(a, i, before)) < a->n_heard; n++)
        before = &a->heard[i];
    ky_put_varint(n, out);
    before = NULL;
    for (size_t i = 0; (i = next_ragged(a, i, before)) < a->n_heard;) {
        const ja_heard *h = &a->heard[i];
        ky_put_varint(h->start - (before == NULL ? 0 : before->start), out);
        ky_put_varint(h->end - h->start, out);
        before = h;
    }
}

void ja_save(const ja_analysis *a, ky_buf *out)
{
    if (a->n == 0)
        return;
    save_ragged(a, out);
    uint32_t before = UINT32_MAX; /* so that a first position of 0 is a step of 1 */
    for (size_t i = 0; i < a->n; i++) {
        const ja_token *t = &a->tokens[i];
        bool base = t->cls == JA_WORD && !ky_str_eq(t->base, ja_token_text(a, t));
        bool step = t->position - before != 1;
        ky_put_varint(((uint64_t) (t->end - t->start) << LENGTH_SHIFT) |
                          ((uint64_t) t->cls << CLASS_SHIFT) | (step ? HAS_STEP : 0) |
                          (base ? HAS_BASE : 0),
                      out);
        if (step)
            ky_put_varint(t->position - before, out);
        if (base)
            ky_put_varint(t->base.n, out);
        if (base)
            ky_buf_put(out, t->base);
        before = t->position;
    }
}

typedef struct cursor {
    ky_str rest;
    uint32_t at; /* folded bytes covered so far */
    uint32_t position;
    bool broken;
} cursor;

static uint64_t take_number(cursor *c)
{
    uint64_t v = 0;
    c->broken = c->broken || !ky_get_varint(&c->rest, &v);
    return v;
}

static ky_str take_bytes(cursor *c, uint64_t n)
{
    if (c->broken || n > c->rest.n) {
        c->broken = true;
        return (ky_str){0};
    }
    ky_str taken = {c->rest.p, (size_t) n};
    c->rest = ky_str_from(c->rest, (size_t) n);
    return taken;
}

static ja_token take_token(cursor *c, ky_str folded)
{
    uint64_t head = take_number(c);
    uint64_t length = head >> LENGTH_SHIFT;
    ja_token t = {.start = c->at, .cls = (ja_class) (head >> CLASS_SHIFT & CLASS_MASK)};
    if (c->broken || length == 0 || length > folded.n - c->at) {
        c->broken = true;
        return t;
    }
    c->at += (uint32_t) length;
    c->position += (head & HAS_STEP) ? (uint32_t) take_number(c) : 1;
    t.end = c->at;
    t.position = c->position;
    t.base = (ky_str){folded.p + t.start, t.end - t.start};
    if (head & HAS_BASE)
        t.base = take_bytes(c, take_number(c));
    t.reading = KY_LIT("");
    return t;
}

static ky_rc take_ragged(cursor *c, ky_arena *arena, ja_analysis *a, ky_err *err)
{
    uint64_t n = c->rest.n == 0 ? 0 : take_number(c);
    if (n > c->rest.n)
        c->broken = true;
    ja_heard *heard = KY_ARENA_ARRAY(arena, ja_heard, c->broken ? 0 : (size_t) n);
    if (heard == NULL)
        return ky_nomem(err);
    size_t start = 0;
    for (uint64_t i = 0; i < n && !c->broken; i++) {
        uint64_t step = take_number(c);
        uint64_t length = take_number(c);
        size_t rest = a->text.folded.n - start;
        if (c->broken || step >= rest || length == 0 || length > rest - step) {
            c->broken = true;
            break;
        }
        start += (size_t) step;
        heard[a->n_heard++] = (ja_heard){
            .start = (uint32_t) start, .end = (uint32_t) (start + length), .hold = JA_HOLD_RAGGED};
    }
    a->heard = heard;
    return KY_OK;
}

static const ja_char_filter *filter_chars(const ja_analysis *a, ky_arena *arena)
{
    ja_char_filter *f = KY_ARENA_ARRAY(arena, ja_char_filter, 1);
    if (f == NULL)
        return NULL;
    ja_char_filter_add(f, a->text.folded);
    for (size_t i = 0; i < a->n; i++)
        if (a->tokens[i].base.p != a->text.folded.p + a->tokens[i].start)
            ja_char_filter_add(f, a->tokens[i].base);
    return f;
}

/* Every token is at least one byte of the saved form and of the text. */
ky_rc ja_restore(ky_str text, ky_str saved, ky_arena *arena, ja_analysis *ret, ky_err *err)
{
    ja_analysis a = {0};
    cursor c = {.rest = saved, .position = UINT32_MAX};
    ky_rc rc = ja_text_fold(text, arena, &a.text, err);
    if (rc != KY_OK)
        return rc;
    ja_token *tokens = KY_ARENA_ARRAY(arena, ja_token, saved.n);
    if (tokens == NULL)
        return ky_nomem(err);
    rc = take_ragged(&c, arena, &a, err);
    if (rc != KY_OK)
        return rc;
    while (!c.broken && c.rest.n > 0)
        tokens[a.n++] = take_token(&c, a.text.folded);
    if (c.broken || c.at != a.text.folded.n)
        return ky_fail(err, KY_E_CORRUPT, "a saved analysis does not fit its text");
    a.tokens = tokens;
    a.chars = filter_chars(&a, arena);
    if (a.chars == NULL)
        return ky_nomem(err);
    *ret = a;
    return KY_OK;
}
