#include "ruby.h"

#include "base/buf.h"
#include "kana.h"
#include "ruby_table.h"

enum {
    MAX_TOLD_TOKENS = 3, /* of what a line of the table has */
    MAX_RUNS = 16,       /* of kana or kanji in one word; one with more is not aligned */
};

/* A text under way. */
typedef struct writer {
    const ja_analysis *a;
    const ja_ruby_table *table;
    ky_arena *arena;
    ja_ruby *items;
    size_t n;
    size_t cap;
    uint32_t at; /* where the original is not cut yet */
    ky_err *err;
} writer;

static void writer_fini(writer *w)
{
    free(w->items);
}

static ky_rc put(writer *w, uint32_t end, ky_str reading)
{
    if (end == w->at)
        return KY_OK;
    if (!KY_GROW(w->items, w->cap, w->n + 1))
        return ky_nomem(w->err);
    ky_str text = {w->a->text.original.p + w->at, end - w->at};
    w->items[w->n++] = (ja_ruby){text, reading};
    w->at = end;
    return KY_OK;
}

/* True where folded byte `at` begins what another cluster made than the byte before it. */
static bool is_border(const ja_text *t, size_t at)
{
    return at == 0 || at == t->folded.n || t->starts[at] >= t->ends[at - 1];
}

/* Put a reading over folded bytes [start, end), which no piece covers yet. */
static ky_rc put_reading(writer *w, size_t start, size_t end, ky_str reading)
{
    const ja_text *t = &w->a->text;
    if (!is_border(t, start) || !is_border(t, end) || t->starts[start] < w->at)
        return KY_OK;
    ky_rc rc = put(w, t->starts[start], (ky_str){0});
    return rc == KY_OK ? put(w, t->ends[end - 1], reading) : rc;
}

/* ---- kana of a word in its reading ---- */

/* Neighbouring characters that are all kana, or all not; offsets of bytes of the word. */
typedef struct run {
    size_t start;
    size_t end;
    bool kana;
    ky_str reading;
} run;

typedef struct word {
    ky_str text;    /* katakana as hiragana, which is as long */
    ky_str reading; /* hiragana */
    run runs[MAX_RUNS];
    size_t n;
} word;

/* ヶ and ヵ stand for 箇 and が, whatever kana they look like. */
static bool is_small_ke(uint32_t c)
{
    return c == 0x3095 || c == 0x3096 || c == 0x30F5 || c == 0x30F6;
}

static bool is_read_as_written(uint32_t c)
{
    return ja_is_kana(c) && !is_small_ke(c);
}

/* False where the word has too many runs. */
static bool cut_runs(word *w)
{
    size_t len;
    for (size_t at = 0; at < w->text.n; at += len) {
        bool kana = is_read_as_written(ky_utf8_next(ky_str_from(w->text, at), &len));
        if (w->n == 0 || w->runs[w->n - 1].kana != kana) {
            if (w->n == MAX_RUNS)
                return false;
            w->runs[w->n++] = (run){.start = at, .kana = kana};
        }
        w->runs[w->n - 1].end = at + len;
    }
    return true;
}

static ky_str run_text(const word *w, const run *r)
{
    return (ky_str){w->text.p + r->start, r->end - r->start};
}

/* True for what no reading of kanji begins with. */
static bool only_goes_on(ky_str kana)
{
    static const char small[] = "ぁぃぅぇぉっゃゅょゎんー";
    return ky_str_find(KY_LIT(small), ky_utf8_at(kana, 0)) != SIZE_MAX;
}

/* True where the kana stand at byte `at` of the reading, with something that can be the reading of
 * kanji behind them. */
static bool stands_at(ky_str reading, ky_str kana, size_t at)
{
    ky_str rest = ky_str_from(reading, at);
    return rest.n > kana.n && ky_str_starts(rest, kana) && !only_goes_on(ky_str_from(rest, kana.n));
}

/* Where the kana first stand in the reading, not before `from`; SIZE_MAX where they do not. Kana
 * have three bytes each. */
static size_t first_place(ky_str reading, ky_str kana, size_t from)
{
    for (size_t at = from; at < reading.n; at += 3)
        if (stands_at(reading, kana, at))
            return at;
    return SIZE_MAX;
}

static size_t last_place(ky_str reading, ky_str kana, size_t before)
{
    for (size_t at = before; at >= 3 && at < reading.n; at -= 3)
        if (stands_at(reading, kana, at))
            return at;
    return SIZE_MAX;
}

/* Find the kana between kanji, runs first + 1, first + 3, … before last, in the reading. The
 * earliest places of all bound the latest ones: where they are the same, there are no others. */
static bool place_kana(word *w, size_t first, size_t last, ky_str reading)
{
    size_t places[MAX_RUNS] = {0};
    size_t from = 3;
    for (size_t i = first + 1; i < last; i += 2) {
        places[i] = first_place(reading, run_text(w, &w->runs[i]), from);
        if (places[i] == SIZE_MAX)
            return false;
        from = places[i] + run_text(w, &w->runs[i]).n + 3;
    }
    size_t end = reading.n;
    for (size_t i = last; i > first; i -= 2) {
        ky_str kana = run_text(w, &w->runs[i - 1]);
        if (end < kana.n + 3 || last_place(reading, kana, end - kana.n - 3) != places[i - 1])
            return false;
        size_t behind = places[i - 1] + kana.n;
        w->runs[i].reading = (ky_str){reading.p + behind, end - behind};
        end = places[i - 1];
    }
    w->runs[first].reading = (ky_str){reading.p, end};
    return end > 0;
}

/* Give each run of kanji its part of the reading; false where that is not certain. */
static bool align(word *w)
{
    if (!cut_runs(w))
        return false;
    ky_str reading = w->reading;
    size_t first = 0;
    size_t last = w->n - 1;
    if (w->runs[first].kana) {
        ky_str kana = run_text(w, &w->runs[first++]);
        if (!ky_str_starts(reading, kana))
            return false;
        reading = ky_str_from(reading, kana.n);
    }
    if (last > first && w->runs[last].kana) {
        ky_str kana = run_text(w, &w->runs[last--]);
        if (reading.n < kana.n || !ky_str_eq(ky_str_from(reading, reading.n - kana.n), kana))
            return false;
        reading.n -= kana.n;
    }
    return reading.n > 0 && !only_goes_on(reading) && place_kana(w, first, last, reading);
}

static ky_rc hiragana(const writer *w, ky_str kana, ky_str *ret)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ja_hiragana(kana, &out);
    ky_rc rc = ky_buf_check(&out, w->err);
    if (rc != KY_OK)
        return rc;
    *ret = ky_arena_str(w->arena, ky_buf_str(&out));
    return ret->p == NULL ? ky_nomem(w->err) : KY_OK;
}

/* Put the reading over the kanji, or other characters that are no kana, of folded [start, end). */
static ky_rc put_word(writer *w, size_t start, size_t end, ky_str reading)
{
    word x = {.reading = reading};
    ky_rc rc = hiragana(w, (ky_str){w->a->text.folded.p + start, end - start}, &x.text);
    if (rc != KY_OK)
        return rc;
    if (!align(&x))
        return put_reading(w, start, end, reading);
    for (size_t i = 0; i < x.n && rc == KY_OK; i++)
        if (!x.runs[i].kana)
            rc = put_reading(w, start + x.runs[i].start, start + x.runs[i].end, x.runs[i].reading);
    return rc;
}

/* ---- words ---- */

static bool is_reading(ky_str hiragana)
{
    size_t len;
    for (size_t at = 0; at < hiragana.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(hiragana, at), &len);
        if (c != 0x30FC && (c < 0x3041 || c > 0x3094))
            return false;
    }
    return hiragana.n > 0;
}

/* True for kanji, with kana or without, and nothing else. */
static bool takes_reading(ky_str text)
{
    size_t len;
    for (size_t at = 0; at < text.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(text, at), &len);
        if (!ja_is_kanji(c) && !ja_is_kana(c))
            return false;
    }
    return ja_has_kanji(text);
}

static ky_rc put_token(writer *w, const ja_token *t)
{
    ky_str text = ja_token_text(w->a, t);
    ky_str reading;
    if (!takes_reading(text))
        return KY_OK;
    ky_rc rc = hiragana(w, t->reading, &reading);
    if (rc != KY_OK || !is_reading(reading) || ja_ruby_doubts(w->table, text, reading))
        return rc;
    return put_word(w, t->start, t->end, reading);
}

/* ---- numbers ---- */

/* The tokens behind token i that are digits, as it is; where they end. */
static size_t number_end(const writer *w, size_t i)
{
    while (i < w->a->n && ja_is_number(w->table, ja_token_text(w->a, &w->a->tokens[i])))
        i++;
    return i;
}

/* The whole number that token i begins: 3.5 is no 5. */
static ky_str number_text(const writer *w, size_t i, size_t end)
{
    ky_str folded = w->a->text.folded;
    size_t start = w->a->tokens[i].start;
    while (start > 0 && (folded.p[start - 1] == '.' ||
                         (folded.p[start - 1] >= '0' && folded.p[start - 1] <= '9')))
        start--;
    return (ky_str){folded.p + start, w->a->tokens[end - 1].end - start};
}

/* A number in kanji is read where each of its numerals is. */
static ky_rc put_numerals(writer *w, size_t i, size_t end)
{
    const ja_token *tokens = w->a->tokens;
    ky_rc rc = KY_OK;
    for (size_t k = i; k < end; k++)
        if (ja_numeral_reading(w->table, ja_token_text(w->a, &tokens[k])).n == 0)
            return KY_OK;
    for (; i < end && rc == KY_OK; i++)
        rc = put_reading(w, tokens[i].start, tokens[i].end,
                         ja_numeral_reading(w->table, ja_token_text(w->a, &tokens[i])));
    return rc;
}

/* The most tokens from token i on that the table has, behind a number or not; returns where they
 * end, i for none. */
static size_t find_told(const writer *w, size_t i, ky_str number, ja_told_reading *ret)
{
    size_t end = i;
    const ja_token *tokens = w->a->tokens;
    for (size_t k = i; k < w->a->n && k < i + MAX_TOLD_TOKENS; k++) {
        ky_str text = {w->a->text.folded.p + tokens[i].start, tokens[k].end - tokens[i].start};
        if (ja_ruby_find(w->table, number, text, ret))
            end = k + 1;
    }
    return end;
}

/* Such a counter changes behind numbers: 本 ほん, ぼん, ぽん. */
static bool may_change(const writer *w, const ja_token *t)
{
    size_t len;
    if (t->reading.n == 0 || !ja_one_kanji(ja_token_text(w->a, t)))
        return false;
    uint32_t c = ja_hiragana_of(ky_utf8_next(t->reading, &len));
    return c >= 0x306F && c <= 0x307D;
}

/* Put what is known of the number that token i begins and of its counter; *ret is the token behind
 * them. */
static ky_rc put_number(writer *w, size_t i, size_t *ret)
{
    const ja_token *tokens = w->a->tokens;
    ja_told_reading told = {0};
    size_t behind = number_end(w, i);
    size_t end = find_told(w, behind, number_text(w, i, behind), &told);
    *ret = end;
    if (end > behind && told.whole)
        return told.reading.n == 0
                   ? KY_OK
                   : put_word(w, tokens[i].start, tokens[end - 1].end, told.reading);
    ky_rc rc = put_numerals(w, i, behind);
    if (rc != KY_OK)
        return rc;
    if (end > behind && told.reading.n > 0)
        return put_word(w, tokens[behind].start, tokens[end - 1].end, told.reading);
    if (end == behind && end < w->a->n && may_change(w, &tokens[end]))
        ++*ret;
    return KY_OK;
}

/* What the table tells of the words from token i on, or the dictionary of the one; *ret is the
 * token behind them. */
static ky_rc put_words(writer *w, size_t i, size_t *ret)
{
    const ja_token *tokens = w->a->tokens;
    ja_told_reading told = {0};
    size_t end = find_told(w, i, (ky_str){0}, &told);
    *ret = end > i ? end : i + 1;
    if (end == i)
        return put_token(w, &tokens[i]);
    return told.reading.n == 0 ? KY_OK
                               : put_word(w, tokens[i].start, tokens[end - 1].end, told.reading);
}

static ky_rc put_all(writer *w)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < w->a->n && rc == KY_OK;) {
        const ja_token *t = &w->a->tokens[i];
        if (ja_is_number(w->table, ja_token_text(w->a, t)))
            rc = put_number(w, i, &i);
        else
            rc = put_words(w, i, &i);
    }
    return rc == KY_OK ? put(w, (uint32_t) w->a->text.original.n, (ky_str){0}) : rc;
}

ky_rc ja_ruby_make(const ja_model *m, const ja_analysis *a, ky_arena *arena, ja_ruby **ret,
                   size_t *ret_n, ky_err *err)
{
    KY_CLEANUP(writer_fini)
    writer w = {.a = a, .table = ja_model_ruby(m), .arena = arena, .err = err};
    ky_rc rc = put_all(&w);
    if (rc != KY_OK)
        return rc;
    ja_ruby *items = KY_ARENA_ARRAY(arena, ja_ruby, w.n);
    if (items == NULL)
        return ky_nomem(err);
    if (w.n > 0)
        memcpy(items, w.items, w.n * sizeof *items);
    *ret = items;
    *ret_n = w.n;
    return KY_OK;
}
