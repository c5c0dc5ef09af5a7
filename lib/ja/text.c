#include "text.h"

#include <utf8proc.h>

#include "kanji.h"
#include "latin.h"
#include "marks.h"

enum {
    FOLD =
        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE,
    NFC = UTF8PROC_STABLE | UTF8PROC_COMPOSE,
    /* UAX #15 gives 18 as the most code points that one decomposes to (U+FDFA). */
    MAX_CLUSTER_DECOMPOSED = 18 * JA_MAX_CLUSTER,
};

typedef struct reader {
    ky_str text;
    size_t at;
    int form;     /* FOLD or NFC */
    bool further; /* beyond the form: kanji and kana become the form in use, letters lose their
                     marks */
} reader;

/* What is written so far. starts and ends stay NULL where nobody asks for them. */
typedef struct writer {
    ky_arena *arena;
    char *bytes;
    uint32_t *starts;
    uint32_t *ends;
    size_t n;
    size_t cap;
    bool offsets;
    bool may_hold_marks; /* that ja_fold_marks() folds */
} writer;

static bool widen(writer *w, size_t need)
{
    size_t cap = 2 * w->cap > need ? 2 * w->cap : need;
    char *bytes = KY_ARENA_ARRAY(w->arena, char, cap);
    uint32_t *starts = w->offsets ? KY_ARENA_ARRAY(w->arena, uint32_t, cap) : NULL;
    uint32_t *ends = w->offsets ? KY_ARENA_ARRAY(w->arena, uint32_t, cap) : NULL;
    if (bytes == NULL || (w->offsets && (starts == NULL || ends == NULL)))
        return false;
    if (w->n > 0) {
        memcpy(bytes, w->bytes, w->n);
        if (w->offsets) {
            memcpy(starts, w->starts, w->n * sizeof *starts);
            memcpy(ends, w->ends, w->n * sizeof *ends);
        }
    }
    w->bytes = bytes;
    w->starts = starts;
    w->ends = ends;
    w->cap = cap;
    return true;
}

/* Append the n bytes that the cluster [from, to) of the original became. */
static inline bool emit(writer *w, const char *bytes, size_t n, size_t from, size_t to)
{
    if (w->cap - w->n < n && !widen(w, w->n + n))
        return false;
    for (size_t i = 0; i < n; i++)
        w->bytes[w->n + i] = bytes[i];
    if (w->offsets) {
        for (size_t i = 0; i < n; i++) {
            w->starts[w->n + i] = (uint32_t) from;
            w->ends[w->n + i] = (uint32_t) to;
        }
    }
    w->n += n;
    return true;
}

static inline bool is_continuation(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* Kana, kanji and CJK punctuation that stand for themselves in every normal form. Left out of
 * their blocks: combining and spacing voicing marks, ligatures, tone marks. */
static inline bool is_stable_cjk(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096) ||
           (c >= 0x30A1 && c <= 0x30FE) || (c >= 0x3001 && c <= 0x3020) ||
           (c >= 0x3400 && c <= 0x4DBF);
}

/* One of the many characters that start a cluster, end one where another of them follows, and fold
 * to one character without a table. */
typedef struct plain_char {
    size_t len; /* bytes of the original; 0 where the character is none of these */
    size_t n;   /* bytes it becomes */
    char bytes[3];
} plain_char;

static inline plain_char plain_ascii(unsigned char c, int form)
{
    if (c == '\r') /* may be half of CR LF, which is one cluster */
        return (plain_char){0};
    bool lower = form == FOLD && c >= 'A' && c <= 'Z';
    return (plain_char){.len = 1, .n = 1, .bytes = {(char) (lower ? c + ('a' - 'A') : c)}};
}

/* Kanji, and the kana that were given up in 1946. */
static inline uint32_t form_in_use(uint32_t c)
{
    switch (c) {
    case u'ゐ':
        return u'い';
    case u'ゑ':
        return u'え';
    case u'ヰ':
        return u'イ';
    case u'ヱ':
        return u'エ';
    default:
        return ja_kanji_fold(c);
    }
}

static inline plain_char plain_at(const reader *r, size_t at)
{
    size_t left = r->text.n - at;
    if (left == 0)
        return (plain_char){0};
    const unsigned char *p = (const unsigned char *) r->text.p + at;
    if (p[0] < 0x80)
        return plain_ascii(p[0], r->form);
    if (left < 3 || p[0] < 0xE3 || p[0] > 0xEF || !is_continuation(p[1]) || !is_continuation(p[2]))
        return (plain_char){0};
    uint32_t c = (uint32_t) (p[0] & 0x0F) << 12 | (uint32_t) (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    if (r->further && form_in_use(c) != c)
        return (plain_char){0};
    if (is_stable_cjk(c))
        return (plain_char){3, 3, {(char) p[0], (char) p[1], (char) p[2]}};
    if (r->form != FOLD)
        return (plain_char){0};
    if (c == 0x3000)
        return (plain_char){3, 1, {' '}};
    if (c < 0xFF01 || c > 0xFF5E)
        return (plain_char){0};
    plain_char half = plain_ascii((unsigned char) (c - 0xFF01 + '!'), FOLD);
    half.len = 3;
    return half;
}

/* Dashes, waves, commas, brackets, ヽ ヾ, and ー behind ASCII. Voicing marks, ゝ and ゞ never come
 * the short way. */
static inline bool may_be_mark(const plain_char *c, const writer *w)
{
    if (c->n == 1)
        return c->bytes[0] == '-' || c->bytes[0] == '~' || c->bytes[0] == ',' || c->bytes[0] == ')';
    if (memcmp(c->bytes, "ー", 3) == 0)
        return w->n > 0 && (unsigned char) w->bytes[w->n - 1] < 0x80;
    return memcmp(c->bytes, "〜", 3) == 0 || memcmp(c->bytes, "ヽ", 3) == 0 ||
           memcmp(c->bytes, "ヾ", 3) == 0;
}

static ky_rc not_utf8(size_t at, ky_err *err)
{
    return ky_fail(err, KY_E_INVALID, "not UTF-8 at byte %zu", at);
}

/* Where the cluster that starts at r->at ends. */
static ky_rc cluster_end(const reader *r, size_t *ret, ky_err *err)
{
    const utf8proc_uint8_t *p = (const utf8proc_uint8_t *) r->text.p;
    utf8proc_int32_t state = 0;
    utf8proc_int32_t before = 0;
    size_t at = r->at;
    for (int i = 0; at < r->text.n && i < JA_MAX_CLUSTER; i++) {
        utf8proc_int32_t c;
        utf8proc_ssize_t n = utf8proc_iterate(p + at, (utf8proc_ssize_t) (r->text.n - at), &c);
        if (n <= 0)
            return not_utf8(at, err);
        if (i > 0 && utf8proc_grapheme_break_stateful(before, c, &state))
            break;
        before = c;
        at += (size_t) n;
    }
    *ret = at;
    return KY_OK;
}

static bool ends_in_letter(const writer *w)
{
    return w->n > 0 && w->bytes[w->n - 1] >= 'a' && w->bytes[w->n - 1] <= 'z';
}

/* The points that the cluster at r->at folds to, and where it ends. */
static ky_rc cluster_points(const reader *r, utf8proc_int32_t *points, size_t *ret_n,
                            size_t *ret_end, ky_err *err)
{
    size_t end = r->at;
    ky_rc rc = cluster_end(r, &end, err);
    if (rc != KY_OK)
        return rc;
    utf8proc_ssize_t n = utf8proc_decompose((const utf8proc_uint8_t *) r->text.p + r->at,
                                            (utf8proc_ssize_t) (end - r->at), points,
                                            MAX_CLUSTER_DECOMPOSED, (utf8proc_option_t) r->form);
    if (n >= 0 && n <= MAX_CLUSTER_DECOMPOSED)
        n = utf8proc_normalize_utf32(points, n, (utf8proc_option_t) r->form);
    if (n < 0 || n > MAX_CLUSTER_DECOMPOSED)
        return ky_fail(err, KY_E_INTERNAL, "a cluster of %zu bytes does not normalise",
                       end - r->at);
    *ret_n = (size_t) n;
    *ret_end = end;
    return KY_OK;
}

static ky_rc fold_cluster(reader *r, writer *w, ky_err *err)
{
    utf8proc_int32_t points[MAX_CLUSTER_DECOMPOSED];
    size_t end = r->at;
    size_t n = 0;
    ky_rc rc = cluster_points(r, points, &n, &end, err);
    if (rc != KY_OK)
        return rc;
    w->may_hold_marks = true;
    if (r->further)
        n = ja_fold_latin(points, n, ends_in_letter(w));
    for (size_t i = 0; i < n; i++) {
        utf8proc_uint8_t bytes[4];
        uint32_t c = (uint32_t) points[i];
        if (r->further)
            c = form_in_use(c);
        utf8proc_ssize_t len = utf8proc_encode_char((utf8proc_int32_t) c, bytes);
        if (!emit(w, (const char *) bytes, (size_t) len, r->at, end))
            return ky_nomem(err);
    }
    r->at = end;
    return KY_OK;
}

static ky_rc fold_all(reader *r, writer *w, ky_err *err)
{
    if (r->text.n > JA_MAX_TEXT_BYTES)
        return ky_fail(err, KY_E_INVALID, "a text of %zu bytes, more than the %d accepted",
                       r->text.n, JA_MAX_TEXT_BYTES);
    if (!widen(w, r->text.n + 1))
        return ky_nomem(err);
    plain_char here = plain_at(r, 0);
    while (r->at < r->text.n) {
        plain_char next = {0};
        if (here.len > 0)
            next = plain_at(r, r->at + here.len);
        if (next.len > 0 || (here.len > 0 && r->at + here.len == r->text.n)) {
            w->may_hold_marks = w->may_hold_marks || may_be_mark(&here, w);
            if (!emit(w, here.bytes, here.n, r->at, r->at + here.len))
                return ky_nomem(err);
            r->at += here.len;
            here = next;
            continue;
        }
        ky_rc rc = fold_cluster(r, w, err);
        if (rc != KY_OK)
            return rc;
        here = plain_at(r, r->at);
    }
    return KY_OK;
}

static ky_rc fold(ky_str text, bool offsets, ky_arena *arena, ja_folded *ret, ky_err *err)
{
    reader r = {.text = text, .form = FOLD, .further = true};
    writer w = {.arena = arena, .offsets = offsets};
    ky_rc rc = fold_all(&r, &w, err);
    if (rc != KY_OK)
        return rc;
    ja_folded f = {.bytes = w.bytes, .starts = w.starts, .ends = w.ends, .n = w.n};
    if (w.may_hold_marks)
        rc = ja_fold_marks(arena, &f, err);
    if (rc == KY_OK)
        *ret = f;
    return rc;
}

ky_rc ja_text_fold(ky_str text, ky_arena *arena, ja_text *ret, ky_err *err)
{
    ja_folded f;
    ky_rc rc = fold(text, true, arena, &f, err);
    if (rc != KY_OK)
        return rc;
    *ret =
        (ja_text){.original = text, .folded = {f.bytes, f.n}, .starts = f.starts, .ends = f.ends};
    return KY_OK;
}

ky_rc ja_fold(ky_str text, ky_arena *arena, ky_str *ret, ky_err *err)
{
    ja_folded f;
    ky_rc rc = fold(text, false, arena, &f, err);
    if (rc == KY_OK)
        *ret = (ky_str){f.bytes, f.n};
    return rc;
}

static ky_rc transform(reader r, ky_arena *arena, ky_str *ret, ky_err *err)
{
    writer w = {.arena = arena};
    ky_rc rc = fold_all(&r, &w, err);
    if (rc == KY_OK)
        *ret = (ky_str){w.bytes, w.n};
    return rc;
}

ky_rc ja_fold_plain(ky_str text, ky_arena *arena, ky_str *ret, ky_err *err)
{
    return transform((reader){.text = text, .form = FOLD}, arena, ret, err);
}

ky_rc ja_nfc(ky_str text, ky_arena *arena, ky_str *ret, ky_err *err)
{
    return transform((reader){.text = text, .form = NFC}, arena, ret, err);
}

ky_str ja_text_original(const ja_text *t, uint32_t start, uint32_t end)
{
    uint32_t from = t->starts[start];
    return (ky_str){t->original.p + from, t->ends[end - 1] - from};
}

/* ---- the very characters ---- */

/* One character of JIS X 0208 that Unicode has several of: systems differ in which one is typed. */
static uint32_t typed_form(uint32_t c)
{
    switch (c) {
    case 0x2010:
    case 0x2212:
        return '-';
    case '~':
    case 0x223C:
        return 0x301C;
    default:
        return c;
    }
}

static bool is_dash(uint32_t c)
{
    return c == 0x30FC || (ja_is_dash_or_wave(c) && typed_form(c) != 0x301C);
}

static bool is_same(uint32_t a, uint32_t b, uint32_t before)
{
    bool in_number = before >= '0' && before <= '9';
    return typed_form(a) == typed_form(b) || (in_number && is_dash(a) && is_dash(b));
}

/* Plain text under way through an original. */
typedef struct comparison {
    ky_str plain;
    size_t at;
    uint32_t before; /* the character that was compared last */
} comparison;

/* Go on with the points; false where they differ. Past the end anything may stand, since a cluster
 * may be more than what is asked for. */
static bool go_on(comparison *c, const utf8proc_int32_t *points, size_t n)
{
    size_t len = 0;
    for (size_t i = 0; i < n && c->at < c->plain.n; i++, c->at += len) {
        uint32_t here = (uint32_t) points[i];
        if (!is_same(here, ky_utf8_next(ky_str_from(c->plain, c->at), &len), c->before))
            return false;
        c->before = here;
    }
    return true;
}

/* True where the original goes on with the rest of the plain text. */
static bool ends_so(reader r, comparison c)
{
    utf8proc_int32_t points[MAX_CLUSTER_DECOMPOSED];
    size_t n = 0;
    while (c.at < c.plain.n && r.at < r.text.n)
        if (cluster_points(&r, points, &n, &r.at, NULL) != KY_OK || !go_on(&c, points, n))
            return false;
    return c.at == c.plain.n;
}

bool ja_text_is_plain(const ja_text *t, uint32_t start, uint32_t end, ky_str plain)
{
    reader r = {.text = ja_text_original(t, start, end), .form = FOLD};
    utf8proc_int32_t points[MAX_CLUSTER_DECOMPOSED];
    size_t n = 0;
    if (ky_str_eq(r.text, plain))
        return true;
    if (cluster_points(&r, points, &n, &r.at, NULL) != KY_OK)
        return false;
    for (size_t i = 0; i < n; i++) {
        comparison c = {.plain = plain};
        if (go_on(&c, points + i, n - i) && ends_so(r, c))
            return true;
    }
    return false;
}
