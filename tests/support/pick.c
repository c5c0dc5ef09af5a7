#include "pick.h"

#include "cmocka_c17.h"
#include "index.h"
#include "ja/match.h"
#include "search/document.h"

texts texts_of(const table *t, size_t i, ky_arena *arena)
{
    KY_CLEANUP(ja_analyser_free_p) ja_analyser *an = NULL;
    const ky_text_ref *refs = NULL;
    texts ts = {0};
    assert_int_equal(ja_analyser_new(model(), &an, NULL), KY_OK);
    assert_true(ky_record_texts(&t->records[i], t->schema, arena, &refs, &ts.n));
    ts.items = KY_ARENA_ARRAY(arena, ja_analysis, ts.n);
    ts.fields = KY_ARENA_ARRAY(arena, size_t, ts.n);
    assert_non_null(ts.items);
    assert_non_null(ts.fields);
    for (size_t k = 0; k < ts.n; k++) {
        ts.fields[k] = refs[k].field;
        assert_int_equal(ja_analyse(an, refs[k].text, arena, &ts.items[k], NULL), KY_OK);
    }
    return ts;
}

static size_t next_character(ky_str s, size_t at)
{
    size_t n = 0;
    (void) ky_utf8_next(ky_str_from(s, at), &n);
    return at + n;
}

static ky_str cut_piece(ky_str text, dice *d, size_t max)
{
    size_t starts[4096];
    size_t n = 0;
    for (size_t at = 0; at < text.n && n < KY_LEN(starts); at = next_character(text, at))
        starts[n++] = at;
    size_t first = throw_dice(d, n);
    size_t length = 1 + throw_dice(d, max);
    size_t end = starts[first];
    for (size_t i = 0; i < length && end < text.n; i++)
        end = next_character(text, end);
    return (ky_str){text.p + starts[first], end - starts[first]};
}

void pick_piece(const table *t, dice *d, size_t max, ky_buf *out)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    for (;;) {
        const ky_record *r = &t->records[throw_dice(d, t->n)];
        const ky_text_ref *refs = NULL;
        size_t n = 0;
        assert_true(ky_record_texts(r, t->schema, &arena, &refs, &n));
        if (n == 0)
            continue;
        ky_buf_put(out, cut_piece(refs[throw_dice(d, n)].text, d, max));
        return;
    }
}

bool text_holds(const ja_analysis *a, ky_str needle)
{
    ky_str text = a->text.folded;
    for (size_t at = 0; needle.n > 0 && at + needle.n <= text.n; at++)
        if (memcmp(text.p + at, needle.p, needle.n) == 0 &&
            ja_span_stands(a, (ja_span){(uint32_t) at, (uint32_t) (at + needle.n)}))
            return true;
    return false;
}

bool record_holds(const texts *ts, ky_str needle)
{
    for (size_t i = 0; i < ts->n; i++)
        if (text_holds(&ts->items[i], needle))
            return true;
    return false;
}
