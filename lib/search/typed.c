#include "typed.h"

#include "ja/kana.h"

enum {
    MAX_PIECES = 16,         /* of one word; what has more is no word */
    MAX_KANA_OF_WRITTEN = 8, /* that one written character is read as: 承 うけたまわ has 5 */
};

static size_t blank_at(ky_str s, size_t at)
{
    size_t n = 0;
    uint32_t c = ky_utf8_next(ky_str_from(s, at), &n);
    return c == ' ' || c == 0x3000 || c == 0xA0 ? n : 0;
}

static bool is_minus(uint32_t c)
{
    return c == '-' || c == 0xFF0D || c == 0x2212;
}

/* Where the word being typed begins: behind the last blank, and behind a minus that excludes it. */
static size_t word_at(ky_str q, bool *ret_excluded)
{
    size_t start = 0;
    for (size_t at = 0, n = 0; at < q.n; at += n) {
        size_t blank = blank_at(q, at);
        (void) ky_utf8_next(ky_str_from(q, at), &n);
        if (blank > 0)
            start = at + blank;
    }
    size_t n = 0;
    *ret_excluded =
        start < q.n && is_minus(ky_utf8_next(ky_str_from(q, start), &n)) && start + n < q.n;
    return *ret_excluded ? start + n : start;
}

static bool is_roman(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || c == '\'' || (c >= 0xC0 && c < 0x250);
}

typedef enum script { SCRIPT_KANA, SCRIPT_ROMAN, SCRIPT_OTHER } script;

static script script_of(uint32_t c)
{
    if (ja_is_kana(c))
        return SCRIPT_KANA;
    return is_roman(c) ? SCRIPT_ROMAN : SCRIPT_OTHER;
}

/* The stretch of one script that begins at `at`. */
static ky_str stretch_at(ky_str s, size_t at, script *ret)
{
    size_t n = 0;
    size_t end = at;
    *ret = script_of(ky_utf8_next(ky_str_from(s, at), &n));
    for (; end < s.n; end += n)
        if (script_of(ky_utf8_next(ky_str_from(s, end), &n)) != *ret)
            break;
    return (ky_str){s.p + at, end - at};
}

static ky_rc key_of(ky_str kana, ky_arena *arena, ky_str *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    ja_kana_key(kana, &key);
    *ret = ky_arena_str(arena, ky_buf_str(&key));
    return !ky_buf_ok(&key) || ret->p == NULL ? ky_nomem(err) : KY_OK;
}

/* Kana, or kana with romaji behind: the keys it may be going to be. Kana in the middle of a word
 * stands as it is. */
static ky_rc kana_piece(const ja_romaji *romaji, ky_str text, bool last, ky_arena *arena,
                        ky_typed_piece *ret, ky_err *err)
{
    ja_readings r = {0};
    if (last) {
        ky_rc rc = ja_romaji_prefixes(romaji, text, arena, &r, err);
        *ret = (ky_typed_piece){.kana = r.items, .n_kana = r.n};
        return rc;
    }
    ky_str *key = KY_ARENA_ARRAY(arena, ky_str, 1);
    if (key == NULL)
        return ky_nomem(err);
    *ret = (ky_typed_piece){.kana = key, .n_kana = 1};
    return key_of(text, arena, key, err);
}

/* Romaji counts as such at the end of the word only: elsewhere an input method has made kana of it,
 * and what is left are letters. */
static ky_rc read_pieces(const ja_romaji *romaji, ky_arena *arena, ky_typed *t, ky_err *err)
{
    ky_typed_piece *pieces = KY_ARENA_ARRAY(arena, ky_typed_piece, MAX_PIECES);
    size_t n = 0;
    if (pieces == NULL)
        return ky_nomem(err);
    for (size_t at = 0; at < t->folded.n;) {
        script s;
        ky_str text = stretch_at(t->folded, at, &s);
        if (s == SCRIPT_KANA) {
            script next;
            ky_str tail = {text.p, text.n};
            if (at + text.n < t->folded.n) {
                ky_str more = stretch_at(t->folded, at + text.n, &next);
                if (next == SCRIPT_ROMAN && at + text.n + more.n == t->folded.n)
                    tail.n += more.n;
            }
            text = tail;
        }
        bool last = at + text.n == t->folded.n;
        bool kana = s == SCRIPT_KANA || (s == SCRIPT_ROMAN && last && n > 0);
        if (n == MAX_PIECES)
            return KY_OK;
        ky_rc rc = KY_OK;
        if (kana)
            rc = kana_piece(romaji, text, last, arena, &pieces[n++], err);
        else if (n > 0 && pieces[n - 1].n_kana == 0)
            pieces[n - 1].written.n += text.n;
        else
            pieces[n++].written = text;
        if (rc != KY_OK)
            return rc;
        if (kana && pieces[n - 1].n_kana == 0)
            return KY_OK;
        at += text.n;
    }
    if (n > 1) {
        t->pieces = pieces;
        t->n_pieces = n;
    }
    return KY_OK;
}

/* True where romaji stops inside a syllable, so that no reading is all of it. */
static ky_rc is_half_typed(const ja_romaji *romaji, ky_arena *arena, ky_typed *t, ky_err *err)
{
    ja_readings whole = {0};
    if (t->is_kana)
        return KY_OK;
    size_t roman = t->folded.n;
    script s;
    for (size_t at = 0; at < t->folded.n;) {
        ky_str text = stretch_at(t->folded, at, &s);
        roman = s == SCRIPT_ROMAN ? at : t->folded.n;
        at += text.n;
    }
    if (roman == t->folded.n)
        return KY_OK;
    ky_rc rc = ja_romaji_readings(romaji, ky_str_from(t->folded, roman), arena, &whole, err);
    t->half_typed = rc == KY_OK && whole.n == 0;
    return rc;
}

static ky_rc read_word(const ja_romaji *romaji, ky_str word, ky_arena *arena, ky_typed *t,
                       ky_err *err)
{
    ja_readings kana = {0};
    ky_rc rc = ja_fold(word, arena, &t->folded, err);
    if (rc == KY_OK)
        rc = ky_lexicon_text(t->folded, arena, &t->folded, err);
    t->is_kana = rc == KY_OK && (t->folded.n == 0 || ja_all_kana(t->folded));
    if (rc == KY_OK && t->is_kana)
        rc = key_of(t->folded, arena, &t->key, err);
    if (rc == KY_OK && t->folded.n > 0)
        rc = ja_romaji_prefixes(romaji, t->folded, arena, &kana, err);
    t->kana = kana.items;
    t->n_kana = kana.n;
    if (rc == KY_OK && t->n_kana == 0 && t->folded.n > 0)
        rc = read_pieces(romaji, arena, t, err);
    return rc == KY_OK ? is_half_typed(romaji, arena, t, err) : rc;
}

ky_rc ky_typed_read(const ja_romaji *romaji, ky_str q, ky_typed_extent extent, ky_arena *arena,
                    ky_typed *ret, ky_err *err)
{
    size_t start = 0;
    while (start < q.n && blank_at(q, start) > 0)
        start += blank_at(q, start);
    q = ky_str_from(q, start);
    ky_typed t = {.head = {q.p, 0}};
    if (extent == KY_TYPED_LAST_WORD)
        t.head.n = word_at(q, &t.excluded);
    ky_rc rc = read_word(romaji, ky_str_from(q, t.head.n), arena, &t, err);
    if (rc == KY_OK)
        *ret = t;
    return rc;
}

ky_rc ky_typed_split(const ja_romaji *romaji, const ky_typed *t, size_t at, ky_arena *arena,
                     ky_typed *ret, ky_err *err)
{
    ky_typed_piece *pieces = KY_ARENA_ARRAY(arena, ky_typed_piece, 2);
    if (pieces == NULL)
        return ky_nomem(err);
    *ret = *t;
    ret->n_kana = ret->n_pieces = 0;
    pieces[0].written = (ky_str){t->folded.p, at};
    ky_rc rc = kana_piece(romaji, ky_str_from(t->folded, at), true, arena, &pieces[1], err);
    if (rc == KY_OK && pieces[1].n_kana > 0) {
        ret->pieces = pieces;
        ret->n_pieces = 2;
    }
    return rc;
}

/* ---- mixed words ---- */

enum { MAX_STEPS = 2000 }; /* tries of one comparison: hostile repetitions would take for ever */

/* One comparison: how far spelling and reading are matched. */
typedef struct walk {
    unsigned steps;
    const ky_lexicon *lx;
    const ky_typed *typed;
    ky_str folded;
    ky_str reading;
} walk;

static bool begins(walk *w, size_t piece, size_t at, size_t read);

/* False where the next character of the spelling is kana and the reading goes on otherwise. */
static bool agree(const walk *w, size_t at, size_t read)
{
    size_t n = 0;
    size_t m = 0;
    if (at == w->folded.n || read == w->reading.n)
        return at == w->folded.n && read == w->reading.n;
    uint32_t c = ky_utf8_next(ky_str_from(w->folded, at), &n);
    uint32_t r = ky_utf8_next(ky_str_from(w->reading, read), &m);
    if (!ja_is_kana(c))
        return ja_mora_border(w->reading, read) && r != 0x3093;
    bool katakana = c >= 0x30A1 && c <= 0x30F6;
    return (katakana ? c - 0x60 : c) == r || c == 0x30F4;
}

/* True where two keys are the same but for what is no kana: names leave out the digits that have no
 * reading, words do not. */
static bool same_kana(ky_str a, ky_str b)
{
    size_t i = 0;
    size_t k = 0;
    for (;;) {
        size_t n = 0;
        size_t m = 0;
        while (i < a.n && !ja_is_kana(ky_utf8_next(ky_str_from(a, i), &n)))
            i += n;
        while (k < b.n && !ja_is_kana(ky_utf8_next(ky_str_from(b, k), &m)))
            k += m;
        if (i == a.n || k == b.n)
            return i == a.n && k == b.n;
        (void) ky_utf8_next(ky_str_from(a, i), &n);
        (void) ky_utf8_next(ky_str_from(b, k), &m);
        if (n != m || memcmp(a.p + i, b.p + k, n) != 0)
            return false;
        i += n;
        k += m;
    }
}

/* True where the lexicon knows the written stretch, so that *ret says if `read` is how it is read.
 */
static bool known_reading(const walk *w, ky_str written, ky_str read, bool *ret)
{
    ky_lexicon_range r = ky_lexicon_by_text(w->lx, written);
    bool known = false;
    *ret = false;
    for (uint32_t i = r.from; i < r.to && !*ret; i++) {
        ky_lexicon_entry e = ky_lexicon_at(w->lx, w->lx->by_text[i]);
        if (!ky_str_eq(e.folded, written))
            break;
        known = true;
        *ret = same_kana(e.reading, read);
    }
    return known;
}

static bool digit_at(ky_str s, size_t at)
{
    return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

static bool is_number(ky_str s)
{
    size_t n = 0;
    while (digit_at(s, n))
        n++;
    return n > 0 && n == s.n;
}

static bool tears_number(ky_str s, size_t at)
{
    return at > 0 && digit_at(s, at - 1) && digit_at(s, at);
}

/* Digits stand in a reading as they are, or are left out of it. */
static bool begins_number(walk *w, size_t piece, size_t at, size_t read)
{
    ky_str written = w->typed->pieces[piece].written;
    size_t end = read + written.n;
    return ky_str_starts(ky_str_from(w->reading, read), written) && agree(w, at + written.n, end) &&
           begins(w, piece + 1, at + written.n, end);
}

static bool begins_written(walk *w, size_t piece, size_t at, size_t read)
{
    ky_str written = w->typed->pieces[piece].written;
    size_t chars = ky_utf8_count(written);
    if (!ky_str_starts(ky_str_from(w->folded, at), written))
        return false;
    if (piece + 1 == w->typed->n_pieces)
        return true;
    if (tears_number(w->folded, at + written.n))
        return false;
    size_t end = read;
    /* What has no reading, such as letters and digits, may be left out of it. */
    if (!ja_has_kanji(written) && agree(w, at + written.n, end) &&
        begins(w, piece + 1, at + written.n, end))
        return true;
    if (is_number(written))
        return begins_number(w, piece, at, read);
    for (size_t i = 0, n = 0; i < chars * MAX_KANA_OF_WRITTEN && end < w->reading.n; i++) {
        bool right = true;
        (void) ky_utf8_next(ky_str_from(w->reading, end), &n);
        end += n;
        if (!agree(w, at + written.n, end) || !begins(w, piece + 1, at + written.n, end))
            continue;
        if (chars == 1 ||
            !known_reading(w, written, (ky_str){w->reading.p + read, end - read}, &right) || right)
            return true;
    }
    return false;
}

/* Where the spelling goes on behind kana is where the next written stretch stands. */
static bool begins_kana(walk *w, size_t piece, size_t at, size_t read)
{
    const ky_typed_piece *p = &w->typed->pieces[piece];
    bool last = piece + 1 == w->typed->n_pieces;
    for (size_t i = 0; i < p->n_kana; i++) {
        if (!ky_str_starts(ky_str_from(w->reading, read), p->kana[i]))
            continue;
        if (last)
            return true;
        ky_str written = w->typed->pieces[piece + 1].written;
        size_t next = at;
        for (size_t n = 0; next < w->folded.n; next += n) {
            (void) ky_utf8_next(ky_str_from(w->folded, next), &n);
            if (next > at && ky_str_starts(ky_str_from(w->folded, next), written) &&
                agree(w, next, read + p->kana[i].n) &&
                begins(w, piece + 1, next, read + p->kana[i].n))
                return true;
            if (next - at > p->kana[i].n)
                break;
        }
    }
    return false;
}

static bool begins(walk *w, size_t piece, size_t at, size_t read)
{
    const ky_typed_piece *p = &w->typed->pieces[piece];
    if (w->steps++ >= MAX_STEPS)
        return false;
    return p->n_kana == 0 ? begins_written(w, piece, at, read) : begins_kana(w, piece, at, read);
}

bool ky_typed_begins(const ky_lexicon *lx, const ky_typed *t, ky_str folded, ky_str reading)
{
    walk w = {.lx = lx, .typed = t, .folded = folded, .reading = reading};
    return t->n_pieces > 0 && begins(&w, 0, 0, 0);
}
