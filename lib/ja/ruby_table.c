#include "ruby_table.h"

#include "base/arena.h"
#include "kana.h"
#include "synonyms_table.h"
#include "table_line.h"
#include "text.h"

typedef enum line_kind { NUMERAL, COUNTER, ENDING, WHOLE, WORD, DOUBT, KINDS } line_kind;

typedef struct entry {
    line_kind kind;
    ky_str number;  /* empty for COUNTER, WORD and DOUBT */
    ky_str text;    /* what stands behind it; empty for NUMERAL */
    ky_str reading; /* empty: not told */
} entry;

struct ja_ruby_table {
    entry *items;
    size_t n;
    size_t cap;
};

enum { COL_KIND, COL_WORDS, COL_READING, COL_REASON, COLS };

void ja_ruby_table_free(ja_ruby_table *t)
{
    if (t == NULL)
        return;
    free(t->items);
    free(t);
}

static const entry *find_numeral(const ja_ruby_table *t, ky_str numeral)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->items[i].kind == NUMERAL && ky_str_eq(t->items[i].number, numeral))
            return &t->items[i];
    return NULL;
}

/* How many bytes of text are digits at its start. */
static size_t number_bytes(const ja_ruby_table *t, ky_str text)
{
    size_t at = 0;
    while (at < text.n) {
        ky_str one = ky_utf8_at(text, at);
        bool ascii = one.n == 1 && one.p[0] >= '0' && one.p[0] <= '9';
        if (!ascii && find_numeral(t, one) == NULL)
            break;
        at += one.n;
    }
    return at;
}

bool ja_is_number(const ja_ruby_table *t, ky_str folded)
{
    return folded.n > 0 && number_bytes(t, folded) == folded.n;
}

ky_str ja_numeral_reading(const ja_ruby_table *t, ky_str numeral)
{
    const entry *e = find_numeral(t, numeral);
    return e == NULL ? (ky_str){0} : e->reading;
}

static bool kind_of_name(ky_str name, line_kind *ret)
{
    static const char *const names[KINDS] = {
        [NUMERAL] = "numeral", [COUNTER] = "counter", [ENDING] = "ending",
        [WHOLE] = "whole",     [WORD] = "word",       [DOUBT] = "doubt"};
    for (size_t i = 0; i < KINDS; i++) {
        if (ky_str_eq(name, ky_str_of(names[i]))) {
            *ret = (line_kind) i;
            return true;
        }
    }
    return false;
}

static bool all_hiragana(ky_str s)
{
    size_t len;
    for (size_t at = 0; at < s.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(s, at), &len);
        if (c < 0x3041 || c > 0x3096)
            return false;
    }
    return true;
}

static ky_rc check_folded(ky_str word, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_str folded;
    ky_rc rc = ja_fold(word, &arena, &folded, err);
    if (rc == KY_OK && !ky_str_eq(folded, word))
        rc = ky_fail(err, KY_E_INVALID, "'%.*s' is not in normal form", KY_FMT(word));
    return rc;
}

/* Cut a word of the table into its number and the rest, as its kind wants them. */
static ky_rc cut_word(const ja_ruby_table *t, ky_str word, entry *e, ky_err *err)
{
    size_t n = e->kind == NUMERAL ? word.n : number_bytes(t, word);
    e->number = (ky_str){word.p, n};
    e->text = ky_str_from(word, n);
    if (e->kind == NUMERAL && !ja_one_kanji(word))
        return ky_fail(err, KY_E_INVALID, "'%.*s' is not one kanji", KY_FMT(word));
    if (e->kind != NUMERAL && e->kind != ENDING && e->kind != WHOLE && n > 0)
        return ky_fail(err, KY_E_INVALID, "'%.*s' begins with a number", KY_FMT(word));
    if ((e->kind == ENDING || e->kind == WHOLE) && (n == 0 || n == word.n))
        return ky_fail(err, KY_E_INVALID, "'%.*s' is not a number and a counter", KY_FMT(word));
    if (e->kind != NUMERAL && e->kind != WHOLE && !ja_has_kanji(e->text))
        return ky_fail(err, KY_E_INVALID, "'%.*s' has no kanji to be read", KY_FMT(word));
    return KY_OK;
}

static ky_rc add(ja_ruby_table *t, const entry *e, ky_str word, ky_err *err)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->items[i].kind == e->kind && ky_str_eq(t->items[i].number, e->number) &&
            ky_str_eq(t->items[i].text, e->text))
            return ky_fail(err, KY_E_INVALID, "'%.*s' stands there twice", KY_FMT(word));
    if (!KY_GROW(t->items, t->cap, t->n + 1))
        return ky_nomem(err);
    t->items[t->n++] = *e;
    return KY_OK;
}

static ky_rc parse_line(ja_ruby_table *t, ky_str line, ky_err *err)
{
    ky_str cols[COLS];
    entry e = {0};
    ky_rc rc = ja_table_line(line, cols, COLS, err);
    if (rc != KY_OK)
        return rc;
    if (!kind_of_name(cols[COL_KIND], &e.kind))
        return ky_fail(err, KY_E_INVALID,
                       "'%.*s' is not one of numeral, counter, ending, whole, word, doubt",
                       KY_FMT(cols[COL_KIND]));
    if (!ky_str_eq(cols[COL_READING], KY_LIT("-")))
        e.reading = cols[COL_READING];
    if (e.kind == DOUBT && e.reading.n == 0)
        return ky_fail(err, KY_E_INVALID, "a doubt names the reading that it is about");
    if (!all_hiragana(e.reading))
        return ky_fail(err, KY_E_INVALID, "'%.*s' is not hiragana", KY_FMT(e.reading));
    ky_str words = cols[COL_WORDS];
    for (ky_str word; rc == KY_OK && ja_next_part(&words, '|', &word);) {
        rc = check_folded(word, err);
        if (rc == KY_OK)
            rc = cut_word(t, word, &e, err);
        if (rc == KY_OK)
            rc = add(t, &e, word, err);
    }
    return rc;
}

ky_rc ja_ruby_table_parse(ky_str text, const char *name, ja_ruby_table **ret, ky_err *err)
{
    KY_CLEANUP(ja_ruby_table_free_p) ja_ruby_table *t = calloc(1, sizeof *t);
    size_t number = 0;
    if (t == NULL)
        return ky_nomem(err);
    for (ky_str line; ja_next_part(&text, '\n', &line);) {
        ky_err why = {0};
        number++;
        if (line.n == 0 || line.p[0] == '#')
            continue;
        ky_rc rc = parse_line(t, line, &why);
        if (rc != KY_OK)
            return ky_fail(err, rc, "%s:%zu: %s", name, number, why.msg);
    }
    *ret = KY_STEAL(t);
    return KY_OK;
}

static bool ends_with(ky_str s, ky_str end)
{
    return s.n >= end.n && ky_str_eq(ky_str_from(s, s.n - end.n), end);
}

/* How well an entry fits the number: 0 not at all. */
static size_t fit(const entry *e, ky_str number)
{
    switch (e->kind) {
    case WHOLE:
        return ky_str_eq(e->number, number) ? SIZE_MAX : 0;
    case ENDING:
        return ends_with(number, e->number) ? 1 + e->number.n : 0;
    case COUNTER:
        return number.n > 0;
    case WORD:
        return number.n == 0;
    default:
        return 0;
    }
}

bool ja_ruby_find(const ja_ruby_table *t, ky_str number, ky_str text, ja_told_reading *ret)
{
    size_t best = 0;
    for (size_t i = 0; i < t->n; i++) {
        const entry *e = &t->items[i];
        size_t fits = ky_str_eq(e->text, text) ? fit(e, number) : 0;
        if (fits <= best)
            continue;
        best = fits;
        *ret = (ja_told_reading){e->reading, e->kind == WHOLE};
    }
    return best > 0;
}

bool ja_ruby_doubts(const ja_ruby_table *t, ky_str word, ky_str reading)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->items[i].kind == DOUBT && ky_str_eq(t->items[i].text, word) &&
            ky_str_eq(t->items[i].reading, reading))
            return true;
    return false;
}
