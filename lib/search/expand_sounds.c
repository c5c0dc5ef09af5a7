#include "expand_priv.h"
#include "ja/kana.h"
#include "ja/latin.h"
#include "ja/romaji.h"

enum { LOOSE_LIMIT = 512, CUT_LOOSE = 32 };

bool ky_expand_is_latin(ky_str text)
{
    bool letter = false;
    for (size_t at = 0, n = 0; at < text.n; at += n) {
        uint32_t c = ky_utf8_next(ky_str_from(text, at), &n);
        letter = letter || (c >= 'a' && c <= 'z');
        if (c >= 0x2000 || (c >= '0' && c <= '9'))
            return false;
    }
    return letter;
}

static bool visit_latin(void *payload, ky_str spelling)
{
    ky_expansion *x = payload;
    ky_str k = ky_arena_str(x->arena, spelling);
    x->by = KY_BY_VARIANT;
    if (k.p == NULL)
        x->rc = ky_nomem(x->err);
    ky_expand_look_up(x, JA_TERM_WORD, k);
    ky_expand_look_up(x, JA_TERM_SPELLING, k);
    return x->rc != KY_OK;
}

/* With the marks on vowels that folding leaves, and without. */
void ky_expand_latin(ky_expansion *x, ky_str text)
{
    ky_rc rc = ja_latin_spellings(text, visit_latin, x, x->err);
    if (x->rc == KY_OK)
        x->rc = rc;
}

typedef struct nearest {
    ky_expansion *x;
    int distance; /* of the first that found something; 0 before */
    size_t tried;
    bool borrowed; /* two kana are then spelled in kana: スキー is no 好き */
} nearest;

static bool visit_near(void *payload, ky_str key, int distance)
{
    nearest *n = payload;
    ky_expansion *x = n->x;
    size_t before = x->forms->n;
    n->tried++;
    if (x->rc != KY_OK || (n->distance > 0 && distance > n->distance))
        return true;
    ky_str k = ky_arena_str(x->arena, key);
    if (k.p == NULL) {
        x->rc = ky_nomem(x->err);
        return true;
    }
    x->by = KY_BY_READING;
    ky_expand_look_up_key(x, k, (ky_str){0}, n->borrowed && k.n < KY_MIN_LENGTHENED_BYTES);
    ky_expand_look_up_kana(x, k);
    if (x->rc == KY_OK && n->tried <= CUT_LOOSE)
        x->rc = ky_cut_key(x->ix, k, false, ky_expand_visit_cut, x, x->err);
    if (x->forms->n == before)
        return x->rc != KY_OK;
    n->distance = distance;
    (void) ky_expand_add_string(x->forms->keys, &x->forms->n_keys, KY_MAX_FORM_KEYS, k);
    return x->rc != KY_OK;
}

void ky_expand_near(ky_expansion *x, ky_str key, unsigned ways)
{
    nearest n = {.x = x, .borrowed = (ways & JA_LOOSE_BORROWED) != 0};
    ky_rc rc = ja_kana_loose(key, ways, LOOSE_LIMIT, visit_near, &n, x->err);
    if (x->rc == KY_OK)
        x->rc = rc;
}

enum {
    MAX_SIZED = 8,    /* spellings of one word, of which the index has few */
    LOOSE_WITHIN = 64 /* spellings of a word of a compound that are looked up */
};

/* A word in kana with kana of other sizes. */
typedef struct sized {
    ky_expansion *x;
    size_t n;
} sized;

static bool visit_size(void *payload, ky_str key, int distance)
{
    sized *s = payload;
    ky_expansion *x = s->x;
    ky_str k = ky_arena_str(x->arena, key);
    if (k.p == NULL)
        x->rc = ky_nomem(x->err);
    if (x->rc != KY_OK || distance > 1)
        return true;
    x->by = KY_BY_VARIANT;
    ky_expand_look_up_key(x, k, (ky_str){0}, true);
    ky_expand_look_up_kana(x, k);
    if (x->rc == KY_OK && s->n++ < MAX_SIZED)
        x->rc = ky_cut_key(x->ix, k, true, ky_expand_visit_cut, x, x->err);
    return x->rc != KY_OK;
}

void ky_expand_sizes(ky_expansion *x, ky_str key)
{
    sized s = {.x = x};
    if (key.n < KY_MIN_PART_BYTES)
        return;
    ky_rc rc = ja_kana_loose(key, JA_LOOSE_SIZE, LOOSE_LIMIT, visit_size, &s, x->err);
    if (x->rc == KY_OK)
        x->rc = rc;
}

ky_str ky_expand_replaced(ky_expansion *x, ky_str text, size_t start, size_t end, ky_str by)
{
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_buf_put(&b, (ky_str){text.p, start});
    ky_buf_put(&b, by);
    ky_buf_put(&b, ky_str_from(text, end));
    return ky_expand_keep(x, &b);
}

/* A word [start, end) of a compound. */
typedef struct within {
    ky_expansion *x;
    ky_str text;
    size_t start;
    size_t end;
    size_t n;
} within;

/* True where some text has a word or a part of one in these katakana. */
static bool stands(ky_expansion *x, ky_str katakana)
{
    static const ja_term_kind kinds[] = {JA_TERM_WORD, JA_TERM_INFLECTED, JA_TERM_SPELLING};
    bool found = false;
    for (size_t i = 0; i < KY_LEN(kinds) && !found && x->rc == KY_OK; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
        xapc_error xe;
        if (kinds[i] == JA_TERM_WORD)
            ja_term_make(kinds[i], katakana, &term);
        else
            ja_term_make_spelling(kinds[i], katakana, &term);
        x->rc = ky_buf_check(&term, x->err);
        if (x->rc == KY_OK)
            x->rc = ky_xapian_rc(
                xapc_database_has_term(x->ix->db, ky_bytes(ky_buf_str(&term)), &found, &xe), &xe,
                x->err);
    }
    return found;
}

static bool visit_within(void *payload, ky_str key, int distance)
{
    KY_CLEANUP(ky_buf_fini) ky_buf word = {0};
    within *w = payload;
    ky_expansion *x = w->x;
    ja_katakana(key, &word);
    x->rc = ky_buf_check(&word, x->err);
    if (x->rc != KY_OK || distance > 1 || !stands(x, ky_buf_str(&word)) || x->rc != KY_OK)
        return distance > 1 || x->rc != KY_OK;
    ky_str other = ky_expand_replaced(x, w->text, w->start, w->end, ky_buf_str(&word));
    if (x->rc == KY_OK)
        ky_expand_add_spelling(x, KY_BY_VARIANT, other);
    return x->rc != KY_OK || ++w->n >= MAX_SIZED;
}

static void add_within(ky_expansion *x, ky_str text, size_t start, size_t end)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    within w = {.x = x, .text = text, .start = start, .end = end};
    ja_kana_key((ky_str){text.p + start, end - start}, &key);
    x->rc = ky_buf_check(&key, x->err);
    if (x->rc != KY_OK)
        return;
    ky_rc rc = ja_kana_loose(ky_buf_str(&key), JA_SAME_KANA | JA_LOOSE_BORROWED, LOOSE_WITHIN,
                             visit_within, &w, x->err);
    if (x->rc == KY_OK)
        x->rc = rc;
}

static bool is_katakana(ky_str text)
{
    return ja_one_kana(text) && ja_has_katakana(text);
}

void ky_expand_within(ky_expansion *x, ky_str text, const ja_analysis *a)
{
    for (size_t i = 0; i < a->n && x->rc == KY_OK; i++) {
        size_t start = a->tokens[i].start;
        for (size_t k = i; k < a->n && x->rc == KY_OK; k++) {
            size_t end = a->tokens[k].end;
            if (!is_katakana((ky_str){text.p + start, end - start}))
                break;
            if ((start > 0 || end < text.n) && end - start >= KY_MIN_LENGTHENED_BYTES)
                add_within(x, text, start, end);
        }
    }
}

/* Katakana are typed for words from abroad. */
unsigned ky_expand_kana_ways(ky_str text)
{
    return JA_SAME_KANA | (ja_has_katakana(text) ? JA_LOOSE_BORROWED : 0U);
}

/* True where the dictionary has hiragana, or where they may be borrowed their katakana, as a noun.
 */
static bool is_noun(ky_expansion *x, ky_str key, bool borrowed)
{
    KY_CLEANUP(ky_buf_fini) ky_buf katakana = {0};
    bool ret = false;
    x->rc = ja_is_common_noun(x->ix->ja, key, &ret, x->err);
    if (x->rc != KY_OK || ret || !borrowed)
        return ret;
    ja_katakana(key, &katakana);
    x->rc = ky_buf_check(&katakana, x->err);
    if (x->rc == KY_OK)
        x->rc = ja_is_common_noun(x->ix->ja, ky_buf_str(&katakana), &ret, x->err);
    return ret;
}

/* Without macrons, where what was typed is no word as it is: tokei is 時計 and no 統計, biru ビル
 * and no ビール. */
static void add_macrons(ky_expansion *x, const ja_readings *r, size_t n, unsigned ways)
{
    bool borrowed = (ways & JA_LOOSE_BORROWED) != 0;
    for (size_t i = 0; i < n && x->rc == KY_OK && x->forms->n == 0; i++)
        if (!is_noun(x, r->items[i], borrowed) && x->rc == KY_OK)
            ky_expand_near(x, r->items[i], ways);
}

/* The same, each word of a compound for itself. */
static void add_long_words(ky_expansion *x, const ja_readings *r)
{
    x->by = KY_BY_READING;
    for (size_t i = 0; i < r->n_plain && x->rc == KY_OK && x->forms->n == 0; i++)
        x->rc = ky_cut_lengthened(x->ix, r->items[i], ky_expand_visit_cut, x, x->err);
}

/* Text with an apostrophe behind each n before a vowel or y: bun'ya for bunya. */
static ky_str parted(ky_expansion *x, ky_str text)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    for (size_t i = 0; i < text.n; i++) {
        ky_buf_putc(&out, text.p[i]);
        if (text.p[i] == 'n' && i + 1 < text.n && strchr("aiueoy", text.p[i + 1]) != NULL)
            ky_buf_putc(&out, '\'');
    }
    return ky_expand_keep(x, &out);
}

void ky_expand_romaji(ky_expansion *x, ky_str text)
{
    const ja_romaji *table = ja_model_romaji(x->ix->model);
    ja_readings r = {0};
    ja_readings n = {0};
    x->rc = ja_romaji_readings(table, text, x->arena, &r, x->err);
    for (size_t i = 0; i < r.n_plain && x->rc == KY_OK; i++)
        ky_expand_add_key(x, r.items[i]);
    for (size_t i = r.n_plain; i < r.n && x->rc == KY_OK && x->forms->n == 0; i++)
        ky_expand_add_key(x, r.items[i]);
    if (x->rc != KY_OK || x->forms->n > 0)
        return;
    ky_str apart = parted(x, text);
    if (x->rc == KY_OK)
        x->rc = ja_romaji_readings(table, apart, x->arena, &n, x->err);
    for (size_t i = 0; i < n.n && x->rc == KY_OK; i++)
        ky_expand_add_key(x, n.items[i]);
    add_macrons(x, &r, r.n, JA_SAME_ROMAJI);
    add_long_words(x, &r);
    add_long_words(x, &n);
    add_macrons(x, &r, r.n_plain, JA_SAME_ROMAJI | JA_LOOSE_BORROWED);
}
