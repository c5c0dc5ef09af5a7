#include "lexicon.h"

#include "base/varint.h"
#include "ja/chars.h"

void ky_lexicon_fini(ky_lexicon *lx)
{
    free(lx->bytes);
    free(lx->items);
    free(lx->by_text);
    free(lx->starts);
    free(lx->starts_by_text);
    *lx = (ky_lexicon){0};
}

static ky_str folded_of(const ky_lexicon *lx, const ky_lexicon_item *i)
{
    if (i->folded_n == 0)
        return (ky_str){lx->bytes + i->at, i->text_n};
    return (ky_str){lx->bytes + i->at + i->text_n, i->folded_n};
}

static ky_str reading_of(const ky_lexicon *lx, const ky_lexicon_item *i)
{
    if (i->reading_n == 0)
        return folded_of(lx, i);
    return (ky_str){lx->bytes + i->at + i->text_n + i->folded_n, i->reading_n};
}

static ky_str shown_of(const ky_lexicon *lx, const ky_lexicon_item *i)
{
    if (i->shown_n == 0)
        return reading_of(lx, i);
    return (ky_str){lx->bytes + i->at + i->text_n + i->folded_n + i->reading_n, i->shown_n};
}

ky_lexicon_entry ky_lexicon_at(const ky_lexicon *lx, uint32_t i)
{
    const ky_lexicon_item *item = &lx->items[i];
    return (ky_lexicon_entry){
        .text = {lx->bytes + item->at, item->text_n},
        .folded = folded_of(lx, item),
        .reading = reading_of(lx, item),
        .shown = shown_of(lx, item),
        .kind = item->kind,
        .count = item->count,
    };
}

uint32_t ky_lexicon_count(const ky_lexicon *lx, uint32_t i)
{
    return lx->items[i].count;
}

ky_str ky_lexicon_start_reading(const ky_lexicon *lx, const ky_lexicon_start *s)
{
    return ky_str_from(reading_of(lx, &lx->items[s->entry]), s->reading_at);
}

ky_str ky_lexicon_start_folded(const ky_lexicon *lx, const ky_lexicon_start *s)
{
    return ky_str_from(folded_of(lx, &lx->items[s->entry]), s->folded_at);
}

/* The key of place i in one of the orders. */
typedef ky_str key_at(const ky_lexicon *lx, uint32_t i);

static ky_str entry_reading(const ky_lexicon *lx, uint32_t i)
{
    return reading_of(lx, &lx->items[i]);
}

static ky_str entry_text(const ky_lexicon *lx, uint32_t i)
{
    return folded_of(lx, &lx->items[lx->by_text[i]]);
}

static ky_str start_reading(const ky_lexicon *lx, uint32_t i)
{
    return ky_lexicon_start_reading(lx, &lx->starts[i]);
}

static ky_str start_text(const ky_lexicon *lx, uint32_t i)
{
    return ky_lexicon_start_folded(lx, &lx->starts[lx->starts_by_text[i]]);
}

/* Order of a key's first bytes to a prefix; 0 where the key begins with it. */
static int cmp_prefix(ky_str key, ky_str prefix)
{
    size_t n = key.n < prefix.n ? key.n : prefix.n;
    int c = n == 0 ? 0 : memcmp(key.p, prefix.p, n);
    return c != 0 ? c : key.n < prefix.n ? -1 : 0;
}

/* The first place in [from, to) whose key begins with no less than prefix, or with more than it. */
static uint32_t bound(const ky_lexicon *lx, key_at *key, uint32_t from, uint32_t to, ky_str prefix,
                      bool behind)
{
    while (from < to) {
        uint32_t mid = from + (to - from) / 2;
        int c = cmp_prefix(key(lx, mid), prefix);
        if (c < 0 || (behind && c == 0))
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}

static ky_lexicon_range find(const ky_lexicon *lx, key_at *key, uint32_t n, ky_str prefix)
{
    uint32_t from = bound(lx, key, 0, n, prefix, false);
    return (ky_lexicon_range){from, bound(lx, key, from, n, prefix, true)};
}

ky_lexicon_range ky_lexicon_by_reading(const ky_lexicon *lx, ky_str prefix)
{
    return find(lx, entry_reading, lx->n, prefix);
}

ky_lexicon_range ky_lexicon_by_text(const ky_lexicon *lx, ky_str prefix)
{
    return find(lx, entry_text, lx->n, prefix);
}

ky_lexicon_range ky_lexicon_starts_by_reading(const ky_lexicon *lx, ky_str prefix)
{
    return find(lx, start_reading, lx->n_starts, prefix);
}

ky_lexicon_range ky_lexicon_starts_by_text(const ky_lexicon *lx, ky_str prefix)
{
    return find(lx, start_text, lx->n_starts, prefix);
}

bool ky_lexicon_has(const ky_lexicon *lx, ky_str folded)
{
    uint32_t at = bound(lx, entry_text, 0, lx->n, folded, false);
    return at < lx->n && ky_str_eq(entry_text(lx, at), folded);
}

uint32_t ky_lexicon_chief(const ky_lexicon *lx, uint32_t i)
{
    return lx->by_text[bound(lx, entry_text, 0, lx->n, folded_of(lx, &lx->items[i]), false)];
}

bool ky_lexicon_is_other_reading(const ky_lexicon *lx, uint32_t i)
{
    return lx->items[i].other_reading;
}

void ky_lexicon_mark(ky_lexicon *lx)
{
    bool word = false; /* this text has had one */
    for (uint32_t i = 0; i < lx->n; i++) {
        ky_lexicon_item *item = &lx->items[lx->by_text[i]];
        word = word && ky_str_eq(entry_text(lx, i), entry_text(lx, i - 1));
        item->other_reading = word && item->kind == KY_LEXICON_TERM;
        word = word || item->kind == KY_LEXICON_TERM;
    }
}

ky_rc ky_lexicon_text(ky_str folded, ky_arena *arena, ky_str *ret, ky_err *err)
{
    char *text = ky_arena_alloc(arena, folded.n + 1);
    size_t n = 0;
    bool blank = false;
    if (text == NULL)
        return ky_nomem(err);
    for (size_t at = 0, len = 0; at < folded.n; at += len) {
        ja_char c = ja_char_of(ky_utf8_next(ky_str_from(folded, at), &len));
        bool behind_blank = blank;
        blank = c == JA_CHAR_BLANK || c == JA_CHAR_BREAK;
        if (!blank)
            memcpy(text + n, folded.p + at, len);
        else if (!behind_blank)
            text[n] = ' ';
        n += !blank ? len : !behind_blank;
    }
    *ret = (ky_str){text, n};
    return KY_OK;
}

/* ---- the kana that follow ---- */

/* Kana that a keyboard has a key for. */
static bool is_key_kana(uint32_t c)
{
    return (c >= 0x3041 && c <= 0x3096) || c == 0x30FC;
}

typedef struct kana_set {
    uint64_t hiragana[2]; /* U+3041 + bit */
    bool prolonged;       /* ー */
} kana_set;

/* Each different character behind prefix, found by leaping over the keys that share it. */
static void gather_next(const ky_lexicon *lx, key_at *key, uint32_t n, ky_str prefix, kana_set *set)
{
    ky_lexicon_range r = find(lx, key, n, prefix);
    while (r.from < r.to) {
        ky_str k = key(lx, r.from);
        if (k.n <= prefix.n) {
            r.from++;
            continue;
        }
        size_t len = 0;
        uint32_t c = ky_utf8_next(ky_str_from(k, prefix.n), &len);
        if (is_key_kana(c)) {
            unsigned bit = c == 0x30FC ? 0 : c - 0x3041;
            set->prolonged = set->prolonged || c == 0x30FC;
            if (c != 0x30FC)
                set->hiragana[bit / 64] |= UINT64_C(1) << bit % 64;
        }
        r.from = bound(lx, key, r.from, r.to, (ky_str){k.p, prefix.n + len}, true);
    }
}

void ky_lexicon_next(const ky_lexicon *lx, ky_str prefix, ky_buf *out)
{
    kana_set set = {0};
    gather_next(lx, entry_reading, lx->n, prefix, &set);
    gather_next(lx, start_reading, lx->n_starts, prefix, &set);
    for (uint32_t bit = 0; bit < 128; bit++)
        if (set.hiragana[bit / 64] >> bit % 64 & 1)
            ky_buf_put_utf8(out, 0x3041 + bit);
    if (set.prolonged)
        ky_buf_put_utf8(out, 0x30FC);
}

/* ---- as bytes ---- */

static const char format = 2; /* of the bytes; another one is damage */

static size_t shared_prefix(ky_str a, ky_str b)
{
    size_t n = 0;
    while (n < a.n && n < b.n && a.p[n] == b.p[n])
        n++;
    return n;
}

static void put_counted(ky_str s, ky_buf *out)
{
    ky_put_varint(s.n, out);
    ky_buf_put(out, s);
}

void ky_lexicon_write(const ky_lexicon *lx, ky_buf *out)
{
    ky_str before = {0};
    ky_buf_putc(out, format);
    ky_put_varint(lx->n, out);
    ky_put_varint(lx->n_starts, out);
    for (uint32_t i = 0; i < lx->n; i++) {
        ky_lexicon_entry e = ky_lexicon_at(lx, i);
        size_t shared = shared_prefix(before, e.reading);
        ky_put_varint(shared, out);
        put_counted(ky_str_from(e.reading, shared), out);
        put_counted(e.text, out);
        put_counted(lx->items[i].folded_n == 0 ? KY_LIT("") : e.folded, out);
        put_counted(lx->items[i].shown_n == 0 ? KY_LIT("") : e.shown, out);
        ky_put_varint(e.kind, out);
        ky_put_varint(e.count, out);
        before = e.reading;
    }
    for (uint32_t i = 0; i < lx->n; i++)
        ky_put_varint(lx->by_text[i], out);
    for (uint32_t i = 0; i < lx->n_starts; i++) {
        ky_put_varint(lx->starts[i].entry, out);
        ky_put_varint(lx->starts[i].folded_at, out);
        ky_put_varint(lx->starts[i].reading_at, out);
    }
    for (uint32_t i = 0; i < lx->n_starts; i++)
        ky_put_varint(lx->starts_by_text[i], out);
}

/* What is being read. */
typedef struct reader {
    ky_str rest;
    ky_lexicon lx;
    ky_buf bytes;
    bool bad;
} reader;

static void reader_fini(reader *r)
{
    ky_lexicon_fini(&r->lx);
    ky_buf_fini(&r->bytes);
}

static uint32_t take_number(reader *r, uint64_t max)
{
    uint64_t v = 0;
    if (r->bad || !ky_get_varint(&r->rest, &v) || v > max) {
        r->bad = true;
        return 0;
    }
    return (uint32_t) v;
}

static ky_str take_counted(reader *r, uint32_t max)
{
    uint32_t n = take_number(r, max);
    if (r->bad || n > r->rest.n) {
        r->bad = true;
        return (ky_str){0};
    }
    ky_str s = {r->rest.p, n};
    r->rest = ky_str_from(r->rest, n);
    return s;
}

/* A text that is not UTF-8 could not be shown; one that is empty would begin everything. */
static void read_entry(reader *r, ky_lexicon_item *item, ky_buf *reading)
{
    uint32_t shared = take_number(r, reading->n);
    ky_str more = take_counted(r, KY_LEXICON_READING_BYTES);
    ky_str text = take_counted(r, KY_LEXICON_TEXT_BYTES);
    ky_str folded = take_counted(r, KY_LEXICON_TEXT_BYTES);
    ky_str shown = take_counted(r, KY_LEXICON_READING_BYTES);
    uint32_t kind = take_number(r, UINT16_MAX);
    uint32_t count = take_number(r, UINT32_MAX);
    if (r->bad || text.n == 0 || shared + more.n > KY_LEXICON_READING_BYTES ||
        r->bytes.n > KY_LEXICON_BYTES) {
        r->bad = true;
        return;
    }
    reading->n = shared;
    ky_buf_put(reading, more);
    bool own = ky_str_eq(ky_buf_str(reading), folded.n == 0 ? text : folded);
    *item = (ky_lexicon_item){.at = (uint32_t) r->bytes.n,
                              .count = count,
                              .text_n = (uint16_t) text.n,
                              .folded_n = (uint16_t) folded.n,
                              .reading_n = (uint16_t) (own ? 0 : reading->n),
                              .shown_n = (uint16_t) shown.n,
                              .kind = (uint16_t) kind};
    size_t at = r->bytes.n;
    ky_buf_put(&r->bytes, text);
    ky_buf_put(&r->bytes, folded);
    if (!own)
        ky_buf_put(&r->bytes, ky_buf_str(reading));
    ky_buf_put(&r->bytes, shown);
    if (ky_buf_ok(&r->bytes) && (reading->n == 0 || !ky_utf8_valid(text, NULL) ||
                                 !ky_utf8_valid(ky_str_from(ky_buf_str(&r->bytes), at), NULL)))
        r->bad = true;
}

static void read_start(reader *r, ky_lexicon_start *s)
{
    s->entry = take_number(r, UINT32_MAX);
    s->folded_at = (uint16_t) take_number(r, UINT16_MAX);
    s->reading_at = (uint16_t) take_number(r, UINT16_MAX);
    if (r->bad || s->entry >= r->lx.n) {
        r->bad = true;
        return;
    }
    const ky_lexicon_item *item = &r->lx.items[s->entry];
    ky_lexicon whole = r->lx;
    whole.bytes = r->bytes.p;
    if (s->folded_at >= folded_of(&whole, item).n || s->reading_at >= reading_of(&whole, item).n)
        r->bad = true;
}

static bool make_room(ky_lexicon *lx)
{
    lx->items = calloc((size_t) lx->n + 1, sizeof *lx->items);
    lx->by_text = calloc((size_t) lx->n + 1, sizeof *lx->by_text);
    lx->starts = calloc((size_t) lx->n_starts + 1, sizeof *lx->starts);
    lx->starts_by_text = calloc((size_t) lx->n_starts + 1, sizeof *lx->starts_by_text);
    return lx->items != NULL && lx->by_text != NULL && lx->starts != NULL &&
           lx->starts_by_text != NULL;
}

static void read_all(reader *r, ky_buf *reading)
{
    for (uint32_t i = 0; i < r->lx.n && !r->bad; i++)
        read_entry(r, &r->lx.items[i], reading);
    for (uint32_t i = 0; i < r->lx.n && !r->bad; i++)
        r->lx.by_text[i] = take_number(r, r->lx.n - 1);
    for (uint32_t i = 0; i < r->lx.n_starts && !r->bad; i++)
        read_start(r, &r->lx.starts[i]);
    for (uint32_t i = 0; i < r->lx.n_starts && !r->bad; i++)
        r->lx.starts_by_text[i] = take_number(r, r->lx.n_starts - 1);
}

ky_rc ky_lexicon_parse(ky_str saved, ky_lexicon *ret, ky_err *err)
{
    KY_CLEANUP(reader_fini) reader r = {.rest = saved};
    KY_CLEANUP(ky_buf_fini) ky_buf reading = {0};
    r.bad = saved.n == 0 || saved.p[0] != format;
    if (!r.bad)
        r.rest = ky_str_from(saved, 1);
    r.lx.n = take_number(&r, KY_LEXICON_ENTRIES);
    r.lx.n_starts = take_number(&r, KY_LEXICON_STARTS);
    if (!r.bad && !make_room(&r.lx))
        return ky_nomem(err);
    if (!r.bad)
        read_all(&r, &reading);
    if (!ky_buf_ok(&r.bytes) || !ky_buf_ok(&reading))
        return ky_nomem(err);
    if (r.bad || r.rest.n > 0)
        return ky_fail(err, KY_E_CORRUPT, "the index is damaged: its lexicon makes no sense");
    r.lx.bytes = ky_buf_take(&r.bytes);
    if (r.lx.bytes == NULL)
        return ky_nomem(err);
    ky_lexicon_mark(&r.lx);
    *ret = r.lx;
    r.lx = (ky_lexicon){0};
    return KY_OK;
}
