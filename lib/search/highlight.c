#include "highlight.h"

#include "base/escape.h"
#include "exact.h"
#include "lengthened.h"
#include "snippet.h"

static void marks_fini(ky_marks *m)
{
    free(m->items);
}

static void add_mark(ky_marks *m, const ja_text *t, ja_span s, size_t keyword)
{
    ky_str o = ja_text_original(t, s.start, s.end);
    if (!KY_GROW(m->items, m->cap, m->n + 1)) {
        m->failed = true;
        return;
    }
    size_t start = (size_t) (o.p - t->original.p);
    m->items[m->n++] = (ky_mark){start, start + o.n, keyword};
}

static void mark_words(ky_marks *m, const ja_analysis *a, const ky_part *part, size_t keyword)
{
    ja_span s;
    size_t at = 0;
    for (size_t from = 0; ja_find_words(a, part->bases, part->n_bases, from, &s, &at) && !m->failed;
         from = at + 1)
        add_mark(m, &a->text, s, keyword);
}

static void mark_text(ky_marks *m, const ja_analysis *a, const ky_exact_text *t, size_t keyword)
{
    ja_span s;
    for (uint32_t from = 0; ky_exact_find(t, a, from, &s) && !m->failed; from = s.end)
        add_mark(m, &a->text, s, keyword);
}

/* f: the form whose base it is, or NULL. A word that stands as its base is found by its spelling.
 */
static void mark_base(ky_marks *m, const ja_analysis *a, ky_str base, const ky_form *f,
                      size_t keyword)
{
    for (size_t i = ja_may_have_base(a, base) ? 0 : a->n; i < a->n && !m->failed; i++) {
        ja_span s = {a->tokens[i].start, a->tokens[i].end};
        ky_str surface = {a->text.folded.p + s.start, s.end - s.start};
        bool stands_so = f != NULL && ky_str_eq(surface, base);
        if (a->tokens[i].cls == JA_WORD && ky_str_eq(a->tokens[i].base, base) &&
            (!stands_so || ky_form_sounds_so(f, a, s)))
            add_mark(m, &a->text, s, keyword);
    }
}

static void mark_form(ky_marks *m, const ja_analysis *a, const ky_forms *forms, size_t i,
                      size_t keyword)
{
    ja_span s;
    const ky_form *f = &forms->items[i];
    if (ky_form_is_base(f))
        mark_base(m, a, f->spelling, f, keyword);
    for (uint32_t from = 0; ky_form_find(f, a, from, &s) && !m->failed; from = s.end)
        add_mark(m, &a->text, ky_lengthened(forms, i, a, s), keyword);
}

static void mark_part(ky_marks *m, const ja_analysis *a, const ky_part *part, size_t keyword)
{
    const ky_forms *f = part->forms;
    const ky_exact_text text = {.folded = part->text, .plain = part->plain};
    mark_words(m, a, part, keyword);
    for (size_t i = 0; f != NULL && i < f->n; i++)
        mark_form(m, a, f, i, keyword);
    for (size_t i = 0; i < part->n_texts; i++)
        mark_text(m, a, &part->texts[i], keyword);
    if (part->kind == KY_PART_TEXT || f == NULL || f->n == 0)
        mark_text(m, a, &text, keyword);
    for (size_t i = 0; i < part->n_bases && part->apart; i++)
        if (ky_counts_apart(part->bases[i]))
            mark_base(m, a, part->bases[i], NULL, keyword);
}

static int by_start(const void *a, const void *b)
{
    const ky_mark *x = a;
    const ky_mark *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end < y->end) - (x->end > y->end);
}

/* Marks that overlap become one. */
static void join_marks(ky_marks *m)
{
    if (m->n == 0)
        return;
    qsort(m->items, m->n, sizeof m->items[0], by_start);
    size_t n = 1;
    for (size_t i = 1; i < m->n; i++) {
        ky_mark *last = &m->items[n - 1];
        if (m->items[i].start >= last->end)
            m->items[n++] = m->items[i];
        else if (m->items[i].end > last->end)
            last->end = m->items[i].end;
    }
    m->n = n;
}

static void find_marks(ky_marks *m, const ja_analysis *a, const ky_keywords *ks)
{
    for (size_t i = 0; i < ks->n; i++) {
        const ky_keyword *k = &ks->items[i];
        for (size_t j = 0; j < k->n_parts && !k->excluded; j++)
            mark_part(m, a, &k->parts[j], i);
        if (k->instead != NULL && !k->excluded)
            mark_part(m, a, k->instead, i);
    }
    join_marks(m);
}

static ky_str slice(ky_str text, size_t start, size_t end)
{
    return (ky_str){text.p + start, end - start};
}

static void put_marked(ky_str text, ky_window w, const ky_marks *m, ky_buf *out)
{
    size_t at = w.start;
    if (w.start > 0)
        ky_buf_puts(out, "…");
    for (size_t i = 0; i < m->n; i++) {
        size_t start = m->items[i].start < w.start ? w.start : m->items[i].start;
        size_t end = m->items[i].end > w.end ? w.end : m->items[i].end;
        if (start >= end)
            continue;
        ky_put_escaped(slice(text, at, start), out);
        ky_buf_puts(out, "<mark>");
        ky_put_escaped(slice(text, start, end), out);
        ky_buf_puts(out, "</mark>");
        at = end;
    }
    ky_put_escaped(slice(text, at, w.end), out);
    if (w.end < text.n)
        ky_buf_puts(out, "…");
}

static ky_rc to_json(const ky_buf *out, json_t **ret, ky_err *err)
{
    json_t *j = ky_buf_ok(out) ? ky_json_str(ky_buf_str(out)) : NULL;
    if (j == NULL)
        return ky_nomem(err);
    *ret = j;
    return KY_OK;
}

ky_rc ky_highlight_plain(ky_str text, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ky_put_escaped(text, &out);
    return to_json(&out, ret, err);
}

ky_rc ky_highlight(const ky_keywords *ks, const ja_analysis *a, bool snippet, ky_arena *arena,
                   json_t **ret, ky_err *err)
{
    KY_CLEANUP(marks_fini) ky_marks m = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ky_window w = {0, a->text.original.n};
    ky_rc rc = KY_OK;
    find_marks(&m, a, ks);
    if (m.failed)
        return ky_nomem(err);
    if (snippet)
        rc = ky_snippet_window(a, &m, arena, &w, err);
    if (rc != KY_OK)
        return rc;
    put_marked(a->text.original, w, &m, &out);
    return to_json(&out, ret, err);
}
