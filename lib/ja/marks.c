#include "marks.h"

#include <utf8proc.h>

#include "base/mem.h"
#include "chars.h"
#include "grouping.h"
#include "kana.h"
#include "phone.h"
#include "repeats.h"

enum {
    LONG_MARK = 0x30FC,
    WAVE_DASH = 0x301C,
    VOICED = 0x3099,
    HALF_VOICED = 0x309A,
    LONG_BYTES = 3,      /* of LONG_MARK and WAVE_DASH in UTF-8 */
    WORD_ON_ITS_OWN = 3, /* as many kana beside a dash may be a word of their own */
};

/* ---- voicing marks ---- */

static bool is_voicing(uint32_t c)
{
    return c == VOICED || c == HALF_VOICED;
}

/* The character at byte `at`, 0 at the end. */
static uint32_t char_at(ky_str s, size_t at, size_t *ret_len)
{
    *ret_len = 0;
    return at < s.n ? ky_utf8_next(ky_str_from(s, at), ret_len) : 0;
}

/* a and b as one character, 0 where they do not compose. */
static uint32_t composed(uint32_t a, uint32_t b)
{
    if (a == 0)
        return 0;
    utf8proc_int32_t points[2] = {(utf8proc_int32_t) a, (utf8proc_int32_t) b};
    utf8proc_ssize_t n = utf8proc_normalize_utf32(points, 2, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    return n == 1 ? (uint32_t) points[0] : 0;
}

/* The length of the voicing mark at `at`, with the blank that NFKC puts before ゛ and ゜; 0 where
 * there is none. */
static size_t voicing_at(ky_str s, size_t at, uint32_t *ret_mark)
{
    size_t blank;
    size_t len = 0;
    uint32_t c = char_at(s, at, &blank);
    if (is_voicing(c)) {
        *ret_mark = c;
        return blank;
    }
    if (c != ' ' || !is_voicing(*ret_mark = char_at(s, at + 1, &len)))
        return 0;
    return blank + len;
}

static size_t voicing_run_end(ky_str s, size_t at)
{
    uint32_t mark;
    for (size_t n; (n = voicing_at(s, at, &mark)) > 0;)
        at += n;
    return at;
}

static void move(ja_folded *t, size_t to, size_t from, size_t n)
{
    if (to == from)
        return;
    memmove(t->bytes + to, t->bytes + from, n);
    if (t->starts != NULL && t->ends != NULL) {
        memmove(t->starts + to, t->starts + from, n * sizeof *t->starts);
        memmove(t->ends + to, t->ends + from, n * sizeof *t->ends);
    }
}

/* Marks between two characters that would melt together without them stay, and so do marks before
 * other combining ones: folding again must change nothing. */
static bool holds_apart(uint32_t before, uint32_t after)
{
    return after != 0 && (utf8proc_get_property((utf8proc_int32_t) after)->combining_class != 0 ||
                          composed(before, after) != 0);
}

/* Let everything that the cluster of the byte before `out` made lead to `end` too. */
static void stretch_cluster(ja_folded *t, size_t out, uint32_t end)
{
    uint32_t start = t->starts[out - 1];
    for (size_t i = out; i > 0 && t->starts[i - 1] == start; i--)
        t->ends[i - 1] = end;
}

/* Join each voicing mark to the kana before it, or drop it. */
static void fold_voicing(ja_folded *t)
{
    ky_str s = {t->bytes, t->n};
    size_t out = 0;
    size_t last = 0;     /* where the character before begins, in what is written */
    uint32_t before = 0; /* that character */
    size_t len;
    for (size_t at = 0; at < s.n; at += len) {
        uint32_t mark = 0;
        size_t skip = voicing_at(s, at, &mark);
        size_t run_end = skip > 0 ? voicing_run_end(s, at) : at;
        uint32_t c = char_at(s, run_end, &len);
        if (skip > 0 && !holds_apart(before, c)) {
            uint32_t joined = composed(before, mark);
            if (joined != 0) {
                (void) utf8proc_encode_char((utf8proc_int32_t) joined,
                                            (utf8proc_uint8_t *) t->bytes + last);
                before = joined;
                if (t->ends != NULL)
                    stretch_cluster(t, out, t->ends[at + skip - 1]);
            }
            at = run_end;
        } else if (skip > 0) {
            move(t, out, at, run_end - at);
            out += run_end - at;
            at = run_end;
        }
        if (len == 0)
            break;
        last = out;
        before = c;
        move(t, out, at, len);
        out += len;
    }
    t->n = out;
}

/* ---- dashes and waves ---- */

typedef enum mark_kind { NO_MARK, DASH, WAVE } mark_kind;

static mark_kind kind_of(uint32_t c)
{
    switch (c) {
    case '-':
    case 0x2010: /* hyphen */
    case 0x2012: /* figure dash */
    case 0x2013: /* en dash */
    case 0x2014: /* em dash */
    case 0x2015: /* horizontal bar */
    case 0x2043: /* hyphen bullet */
    case 0x2212: /* minus */
    case 0x2500: /* ─ */
    case 0x2501: /* ━ */
        return DASH;
    case '~':
    case WAVE_DASH:
    case 0x223C: /* tilde operator */
        return WAVE;
    default:
        return NO_MARK;
    }
}

bool ja_is_dash_or_wave(uint32_t c)
{
    return kind_of(c) != NO_MARK;
}

/* What a mark is, by what is beside it. */
typedef enum verdict {
    OPEN,   /* itself, and a sign that its like in the same line are no long marks either */
    ITSELF, /* between blanks, digits, or letters: it says nothing of the others */
    LIKELY, /* ー unless the line has an open one of the same kind */
    SURE,   /* ー */
    HYPHEN, /* '-' */
} verdict;

static uint32_t char_before(ky_str s, size_t at, size_t *ret_at)
{
    size_t len;
    if (at == 0)
        return 0;
    do {
        at--;
    } while (at > 0 && ((unsigned char) s.p[at] & 0xC0) == 0x80);
    *ret_at = at;
    return ky_utf8_next(ky_str_from(s, at), &len);
}

static bool is_katakana(uint32_t c)
{
    return (c >= 0x30A1 && c <= 0x30FA) || (c >= 0x31F0 && c <= 0x31FF);
}

static bool is_hiragana(uint32_t c)
{
    return c >= 0x3041 && c <= 0x3096;
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_alnum(uint32_t c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z');
}

static bool is_edge(uint32_t c)
{
    return c == 0 || ja_char_of(c) == JA_CHAR_BLANK || ja_char_of(c) == JA_CHAR_BREAK;
}

static bool is_one_of(uint32_t c, const uint16_t *set)
{
    for (; *set != 0; set++) {
        if (*set == c)
            return true;
    }
    return false;
}

/* How many kana of one script end before `at`, at most WORD_ON_ITS_OWN. *ret_border is the
 * character before them, where they are fewer. */
static size_t kana_before(ky_str s, size_t at, bool (*script)(uint32_t), uint32_t *ret_border)
{
    size_t n = 0;
    uint32_t c;
    while (script(c = char_before(s, at, &at)) && n < WORD_ON_ITS_OWN)
        n++;
    *ret_border = c;
    return n;
}

/* How many kana begin at `at`, long marks and what may be one among them. */
static size_t kana_after(ky_str s, size_t at, bool (*script)(uint32_t))
{
    size_t n = 0;
    size_t len;
    for (uint32_t c; n < WORD_ON_ITS_OWN; n++, at += len) {
        c = char_at(s, at, &len);
        if (!script(c) && c != LONG_MARK && kind_of(c) == NO_MARK)
            break;
    }
    return n;
}

/* The vowel that ends these in a foreign word is one that Japanese adds to a consonant (アート),
 * and it is never long. */
static bool ends_in_added_vowel(uint32_t c)
{
    return is_one_of(c, u"トドスズツヅクグムフブプヌル");
}

static bool is_symbol(uint32_t c)
{
    switch (utf8proc_category((utf8proc_int32_t) c)) {
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO:
        return true;
    default:
        return false;
    }
}

/* True where a particle begins at `at` and hiragana end with it: a word goes on before it, where a
 * title set off by waves would rather begin with a word (ギタ～の会, but フェスタ～のびのび広場).
 * を begins no word at all. */
static bool is_particle_at(ky_str s, size_t at)
{
    static const char *const particles[] = {
        "の",   "を",   "が",   "に",   "で",   "と",   "は",   "も",   "や",   "へ",   "では",
        "には", "とは", "での", "への", "との", "でも", "にも", "から", "まで", "より", "など"};
    size_t end = at;
    size_t len;
    while (is_hiragana(char_at(s, end, &len)))
        end += len;
    ky_str run = {s.p + at, end - at};
    for (size_t i = 0; i < KY_LEN(particles); i++)
        if (ky_str_eq(run, ky_str_of(particles[i])))
            return true;
    return ky_str_starts(run, KY_LIT("を"));
}

/* A mark behind katakana, before `next` at byte `after`. */
static verdict judge_behind_katakana(ky_str s, size_t at, size_t after, uint32_t before,
                                     uint32_t next, mark_kind kind)
{
    uint32_t border;
    if (is_one_of(before, u"ンッ") || is_one_of(next, u"「『【〈《“"))
        return OPEN;
    bool many = kana_before(s, at, is_katakana, &border) == WORD_ON_ITS_OWN;
    bool no_end = ends_in_added_vowel(before) || (many && before == u'ア');
    if (is_katakana(next)) {
        bool two_words = no_end && many && kana_after(s, after, is_katakana) == WORD_ON_ITS_OWN;
        if (two_words)
            return OPEN;
        return kind == DASH ? SURE : LIKELY;
    }
    if (no_end)
        return OPEN;
    if (is_edge(next) || ja_char_of(next) != JA_CHAR_TEXT || is_symbol(next) ||
        is_particle_at(s, after))
        return LIKELY;
    bool goes_on = ja_is_kanji(next) || is_hiragana(next);
    return kind == DASH && goes_on ? LIKELY : OPEN;
}

/* A mark between hiragana: ら～めん at the beginning of a word, not あ～お. */
static verdict judge_behind_hiragana(ky_str s, size_t at, size_t after, uint32_t before,
                                     uint32_t next)
{
    uint32_t border;
    size_t n = kana_before(s, at, is_hiragana, &border);
    bool free = border == 0 || border == LONG_MARK || kind_of(border) != NO_MARK ||
                ja_char_of(border) != JA_CHAR_TEXT;
    bool begins = n < WORD_ON_ITS_OWN && free;
    bool single = n == 1 && kana_after(s, after, is_hiragana) == 1;
    bool fits = is_hiragana(next) && !is_one_of(before, u"んっ");
    return fits && begins && !single ? LIKELY : OPEN;
}

/* The mark c of `len` bytes at `at`; ITSELF for a ー that stays. */
static verdict judge(ky_str s, size_t at, uint32_t c, size_t len)
{
    size_t ignored;
    mark_kind kind = kind_of(c);
    uint32_t before = char_before(s, at, &ignored);
    uint32_t next = char_at(s, at + len, &ignored);
    if (kind != WAVE && is_digit(before) && is_digit(next))
        return HYPHEN;
    if (is_alnum(before) && is_alnum(next))
        return c == LONG_MARK || c == 0x2010 || c == 0x2212 ? HYPHEN : ITSELF;
    if (kind == NO_MARK || (is_edge(before) && is_edge(next)))
        return ITSELF;
    if (kind_of(before) != NO_MARK || kind_of(next) != NO_MARK || next == LONG_MARK)
        return OPEN;
    if (is_katakana(before))
        return judge_behind_katakana(s, at, at + len, before, next, kind);
    if (is_hiragana(before))
        return judge_behind_hiragana(s, at, at + len, before, next);
    return OPEN;
}

/* What makes an ASCII tilde beside it a wave. Other marks do not count: they fold too. */
static bool beside_wave(uint32_t c)
{
    return is_digit(c) || (c > 0x7F && kind_of(c) == NO_MARK);
}

/* A mark that is no long one: hyphen and minus share a place in JIS X 0208, and so do the wave dash
 * and the full-width tilde that NFKC makes an ASCII one of. */
static uint32_t plain_mark(ky_str s, size_t at, uint32_t c, size_t len)
{
    size_t ignored;
    if (c == 0x2010 || c == 0x2212)
        return '-';
    if (c != '~')
        return c;
    uint32_t before = char_before(s, at, &ignored);
    uint32_t next = char_at(s, at + len, &ignored);
    bool in_japanese = beside_wave(before) || beside_wave(next);
    return in_japanese ? WAVE_DASH : c;
}

/* True where the character that begins with byte i is one that may fold: a dash, a wave, another of
 * their block, a ー behind ASCII. Bytes tell, for most text has none. */
static inline bool may_fold(ky_str s, size_t i)
{
    const unsigned char *p = (const unsigned char *) s.p + i;
    if (p[0] == '-' || p[0] == '~' || p[0] == 0xE2)
        return true;
    if (p[0] != 0xE3)
        return false;
    return (p[1] == 0x80 && p[2] == 0x9C) ||
           (p[1] == 0x83 && p[2] == 0xBC && i > 0 && p[-1] < 0x80);
}

static inline bool ends_line(ky_str s, size_t i)
{
    const unsigned char *p = (const unsigned char *) s.p + i;
    return p[0] == '\n' || (p[0] == 0xE3 && p[1] == 0x80 && p[2] == 0x82); /* 。 */
}

/* Which kinds the line from `at` on has open marks of, and where it ends. */
static size_t look_at_line(ky_str s, size_t at, bool open[WAVE + 1])
{
    size_t len;
    open[DASH] = open[WAVE] = false;
    for (; at < s.n && !ends_line(s, at); at++) {
        if (!may_fold(s, at))
            continue;
        uint32_t c = char_at(s, at, &len);
        mark_kind kind = kind_of(c);
        if (kind != NO_MARK && judge(s, at, c, len) == OPEN)
            open[kind] = true;
    }
    return at;
}

static uint32_t folded_mark(ky_str s, size_t at, uint32_t c, size_t len, const bool open[WAVE + 1])
{
    mark_kind kind = kind_of(c);
    if (kind == NO_MARK && c != LONG_MARK)
        return c;
    switch (judge(s, at, c, len)) {
    case HYPHEN:
        return '-';
    case SURE:
        return LONG_MARK;
    case LIKELY:
        return open[kind] ? plain_mark(s, at, c, len) : LONG_MARK;
    default:
        return plain_mark(s, at, c, len);
    }
}

/* Append the folded bytes [from, until) as they stand. */
static void copy(const ja_folded *text, size_t from, size_t until, ja_folded *to)
{
    size_t n = until - from;
    memcpy(to->bytes + to->n, text->bytes + from, n);
    if (to->starts != NULL && text->starts != NULL && text->ends != NULL) {
        memcpy(to->starts + to->n, text->starts + from, n * sizeof *to->starts);
        memcpy(to->ends + to->n, text->ends + from, n * sizeof *to->ends);
    }
    to->n += n;
}

/* Append c for the character at `at`. */
static void put(const ja_folded *text, size_t at, uint32_t c, ja_folded *to)
{
    utf8proc_uint8_t *bytes = (utf8proc_uint8_t *) to->bytes + to->n;
    size_t n = (size_t) utf8proc_encode_char((utf8proc_int32_t) c, bytes);
    for (size_t i = 0; to->starts != NULL && i < n; i++) {
        to->starts[to->n + i] = text->starts[at];
        to->ends[to->n + i] = text->ends[at];
    }
    to->n += n;
}

/* Room for text with `marks` more marks of LONG_BYTES. */
static bool make_room(ky_arena *arena, const ja_folded *text, size_t marks, ja_folded *to)
{
    size_t cap = text->n + LONG_BYTES * marks + 1;
    bool offsets = text->starts != NULL;
    *to = (ja_folded){.bytes = KY_ARENA_ARRAY(arena, char, cap),
                      .starts = offsets ? KY_ARENA_ARRAY(arena, uint32_t, cap) : NULL,
                      .ends = offsets ? KY_ARENA_ARRAY(arena, uint32_t, cap) : NULL};
    return to->bytes != NULL && (!offsets || (to->starts != NULL && to->ends != NULL));
}

/* Fold the dashes and waves, `marks` at most, into a copy; text that has none to fold stays. */
static bool fold_dashes(ky_arena *arena, ja_folded *text, size_t marks)
{
    ky_str s = {text->bytes, text->n};
    ja_folded to = {0};
    bool open[WAVE + 1] = {false};
    size_t line_end = 0;
    size_t copied = 0;
    size_t len;
    for (size_t at = 0; at < s.n; at++) {
        if (!may_fold(s, at))
            continue;
        if (at >= line_end)
            line_end = look_at_line(s, at, open);
        uint32_t c = char_at(s, at, &len);
        uint32_t mark = folded_mark(s, at, c, len, open);
        if (mark == c)
            continue;
        if (to.bytes == NULL && !make_room(arena, text, marks, &to))
            return false;
        copy(text, copied, at, &to);
        put(text, at, mark, &to);
        copied = at + len;
    }
    if (to.bytes == NULL)
        return true;
    copy(text, copied, s.n, &to);
    *text = to;
    return true;
}

/* What a text holds that could fold. */
typedef struct contents {
    bool voicing;
    bool repeats;
    bool commas;  /* behind digits */
    bool closed;  /* a bracket before digits */
    size_t marks; /* dashes and waves */
} contents;

static contents look_at(ky_str s)
{
    contents found = {0};
    const unsigned char *p = (const unsigned char *) s.p;
    for (size_t i = 0; i < s.n; i += p[i] < 0xE0 ? 1 : 3) {
        found.marks += may_fold(s, i);
        found.voicing |= p[i] == 0xE3 && p[i + 1] == 0x82 && (p[i + 2] == 0x99 || p[i + 2] == 0x9A);
        found.repeats |= ja_is_repeat(p + i);
        found.closed |= p[i] == ')' && i + 1 < s.n && is_digit(p[i + 1]);
        found.commas |= p[i] == ',' && i > 0 && is_digit(p[i - 1]);
    }
    return found;
}

ky_rc ja_fold_marks(ky_arena *arena, ja_folded *text, ky_err *err)
{
    contents found = look_at((ky_str){text->bytes, text->n});
    if (found.voicing) {
        fold_voicing(text);
        found = look_at((ky_str){text->bytes, text->n});
    }
    if (found.repeats)
        ja_fold_repeats(text);
    if (found.commas)
        ja_fold_grouping(text);
    if (found.marks > 0 && !fold_dashes(arena, text, found.marks))
        return ky_nomem(err);
    if (found.closed)
        ja_fold_phone(text);
    return KY_OK;
}
