#include "keyword.h"

#include <utf8proc.h>

#include "ja/kana.h"
#include "ja/match.h"
#include "ja/terms.h"
#include "torn.h"

/* A piece of the question as the syntax cuts it, before any analysis. */
typedef struct piece {
    ky_str text;
    bool excluded;
    bool quoted;
} piece;

typedef struct pieces {
    piece *items;
    size_t n;
    size_t cap;
    bool failed;
} pieces;

static void pieces_fini(pieces *p)
{
    free(p->items);
}

static void add_piece(pieces *p, ky_str text, bool excluded, bool quoted)
{
    if (text.n == 0)
        return;
    if (!KY_GROW(p->items, p->cap, p->n + 1)) {
        p->failed = true;
        return;
    }
    p->items[p->n++] = (piece){text, excluded, quoted};
}

static bool is_space(uint32_t c)
{
    utf8proc_category_t k = utf8proc_category((utf8proc_int32_t) c);
    return k == UTF8PROC_CATEGORY_ZS || k == UTF8PROC_CATEGORY_ZL || k == UTF8PROC_CATEGORY_ZP ||
           k == UTF8PROC_CATEGORY_CC;
}

static bool is_minus(uint32_t c)
{
    return c == '-' || c == 0xFF0D || c == 0x2212;
}

/* The mark that closes a quote opened by c, or 0 where c opens none. */
static uint32_t closing_quote(uint32_t c)
{
    switch (c) {
    case '"':
        return '"';
    case 0xFF02: /* full-width " */
        return 0xFF02;
    case 0x201C: /* “ */
        return 0x201D;
    case 0x300C: /* 「 */
        return 0x300D;
    default:
        return 0;
    }
}

/* Where the quote that `opening` began before `at` is closed, or SIZE_MAX. Where its two marks
 * differ, quotes may stand inside each other; where they do not pair up, the first closing mark
 * counts. */
static size_t find_closing(ky_str q, size_t at, uint32_t opening)
{
    const uint32_t closing = closing_quote(opening);
    size_t inside = 0;
    size_t first = SIZE_MAX;
    for (size_t n = 0; at < q.n; at += n) {
        uint32_t c = ky_utf8_next(ky_str_from(q, at), &n);
        if (c == closing && first == SIZE_MAX)
            first = at;
        if (c == closing && inside-- == 0)
            return at;
        if (c == opening)
            inside++;
    }
    return first;
}

typedef struct scanner {
    ky_str q;
    size_t at;
    pieces *out;
} scanner;

static uint32_t peek(const scanner *s, size_t *n)
{
    *n = 0;
    return s->at < s->q.n ? ky_utf8_next(ky_str_from(s->q, s->at), n) : 0;
}

/* What a quote mark at `at` begins: `after` is where it ends, `inside` what it quotes. */
typedef struct quote {
    ky_str inside;
    size_t after;
} quote;

/* The quote that begins at the scanner; false where none does, or it is not closed. */
static bool quote_at(const scanner *s, quote *ret)
{
    size_t n = 0;
    size_t len = 0;
    uint32_t opening = peek(s, &n);
    size_t start = s->at + n;
    size_t end = closing_quote(opening) == 0 ? SIZE_MAX : find_closing(s->q, start, opening);
    if (end == SIZE_MAX)
        return false;
    (void) ky_utf8_next(ky_str_from(s->q, end), &len);
    *ret = (quote){{s->q.p + start, end - start}, end + len};
    return true;
}

static bool scan_quote(scanner *s, bool excluded)
{
    quote q;
    if (!quote_at(s, &q) || q.inside.n == 0)
        return false;
    add_piece(s->out, q.inside, excluded, true);
    s->at = q.after;
    return true;
}

/* Quote marks that quote nothing are punctuation like any other. */
static void scan_plain(scanner *s, bool excluded)
{
    size_t start = s->at;
    size_t n = 0;
    for (uint32_t c; (c = peek(s, &n)), n > 0 && !is_space(c);) {
        quote q = {.after = s->at + n};
        if (quote_at(s, &q) && q.inside.n > 0)
            break;
        s->at = q.after;
    }
    add_piece(s->out, (ky_str){s->q.p + start, s->at - start}, excluded, false);
}

/* A minus excludes only right before something, at the start or after white space. */
static bool scan_minus(scanner *s)
{
    size_t n = 0;
    size_t after = 0;
    if (!is_minus(peek(s, &n)) || n == 0)
        return false;
    scanner next = {s->q, s->at + n, s->out};
    uint32_t c = peek(&next, &after);
    if (after == 0 || is_space(c))
        return false;
    s->at += n;
    return true;
}

static void scan(ky_str q, pieces *out)
{
    scanner s = {q, 0, out};
    bool fresh = true; /* at the start or after white space */
    while (s.at < q.n) {
        size_t n = 0;
        if (is_space(peek(&s, &n))) {
            s.at += n;
            fresh = true;
            continue;
        }
        bool excluded = fresh && scan_minus(&s);
        fresh = false;
        if (!scan_quote(&s, excluded))
            scan_plain(&s, excluded);
    }
}

static ky_str folded_slice(const ja_analysis *a, uint32_t start, uint32_t end)
{
    return (ky_str){a->text.folded.p + start, end - start};
}

/* The tokens without the marks at both ends. */
static void trim_marks(const ja_analysis *a, size_t *from, size_t *to)
{
    *from = 0;
    *to = a->n;
    while (*from < *to && a->tokens[*from].cls == JA_MARK)
        (*from)++;
    while (*to > *from && a->tokens[*to - 1].cls == JA_MARK)
        (*to)--;
}

typedef struct census {
    size_t words;
    size_t first; /* token of the first and the last word */
    size_t last;
} census;

static census count_words(const ja_analysis *a, size_t from, size_t to)
{
    census c = {.first = to, .last = to};
    for (size_t i = from; i < to; i++) {
        if (a->tokens[i].cls != JA_WORD)
            continue;
        if (c.words++ == 0)
            c.first = i;
        c.last = i;
    }
    return c;
}

/* A word that is too long to be a term is looked for as written. */
static bool words_part(ky_arena *arena, const ja_analysis *a, size_t first, size_t last,
                       ky_part *ret)
{
    size_t n = last - first + 1;
    ky_part part = {KY_PART_WORDS,
                    .text = folded_slice(a, a->tokens[first].start, a->tokens[last].end),
                    .n_bases = n};
    ky_str *bases = KY_ARENA_ARRAY(arena, ky_str, n);
    if (bases == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        bases[i] = a->tokens[first + i].base;
        if (bases[i].n > JA_MAX_TERM_BYTES)
            part.kind = KY_PART_TEXT;
    }
    part.bases = bases;
    *ret = part;
    return true;
}

static ky_rc expand(ky_index *ix, ky_str text, bool loose, const ky_forms **ret, ky_err *err)
{
    ky_forms *forms = KY_ARENA_ARRAY(&ix->scratch, ky_forms, 1);
    if (forms == NULL)
        return ky_nomem(err);
    ky_rc rc = ky_expand(ix, text, loose, forms, err);
    if (rc == KY_OK)
        *ret = forms;
    return rc;
}

static ky_part *one_part(ky_arena *arena, ky_part_kind kind, ky_str text, ky_keyword *k)
{
    ky_part *part = KY_ARENA_ARRAY(arena, ky_part, 1);
    if (part == NULL)
        return NULL;
    *part = (ky_part){.kind = kind, .text = text};
    k->n_parts = 1;
    return part;
}

/* True for a stop word that a compound may be made with, as 私 of 私達: none written in hiragana,
 * which are what inflects and what only joins. */
static bool may_join(const ja_analysis *a, const ja_token *t)
{
    size_t n = 0;
    ky_str surface = folded_slice(a, t->start, t->end);
    return t->cls == JA_STOP && ja_is_kanji(ky_utf8_next(surface, &n));
}

/* True where tokens [from, to) are one compound of which a stop word is a part. */
static bool joins_stop_words(const ja_analysis *a, size_t from, size_t to)
{
    bool joins = false;
    for (size_t i = from; i < to; i++) {
        if (a->tokens[i].cls != JA_WORD && !may_join(a, &a->tokens[i]))
            return false;
        joins = joins || a->tokens[i].cls == JA_STOP;
    }
    return joins && to - from > 1;
}

static bool is_number(const ja_analysis *a, size_t token)
{
    ky_str s = folded_slice(a, a->tokens[token].start, a->tokens[token].end);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

/* Where the phone number, postal code or the like that begins with token i ends: numbers with a
 * dash between, which folding has made a hyphen. i where none begins. */
static size_t dashed_number_end(const ja_analysis *a, size_t i, size_t to)
{
    size_t end = i;
    while (
        end + 2 < to && is_number(a, end) && is_number(a, end + 2) &&
        ky_str_eq(folded_slice(a, a->tokens[end + 1].start, a->tokens[end + 1].end), KY_LIT("-")))
        end += 2;
    return end > i ? end + 1 : i;
}

/* Each word alone, numbers with dashes together as they stand; false without memory. */
static bool single_parts(ky_arena *arena, const ja_analysis *a, census c, ky_part *parts,
                         ky_keyword *k)
{
    for (size_t i = c.first; i <= c.last;) {
        size_t end = dashed_number_end(a, i, c.last + 1);
        if (end > i)
            parts[k->n_parts++] =
                (ky_part){.kind = KY_PART_TEXT,
                          .text = folded_slice(a, a->tokens[i].start, a->tokens[end - 1].end)};
        else if (a->tokens[i].cls == JA_WORD && !words_part(arena, a, i, i, &parts[k->n_parts++]))
            return false;
        i = end > i ? end : i + 1;
    }
    return true;
}

/* Content words side by side are one compound; with anything between them each counts alone. */
static ky_part *split_words(ky_arena *arena, const ja_analysis *a, census c, ky_keyword *k)
{
    bool compound = c.last - c.first + 1 == c.words;
    ky_part *parts = KY_ARENA_ARRAY(arena, ky_part, compound ? 1 : c.words);
    if (parts == NULL)
        return NULL;
    if (!compound)
        return single_parts(arena, a, c, parts, k) ? parts : NULL;
    k->n_parts = 1;
    return words_part(arena, a, c.first, c.last, &parts[0]) ? parts : NULL;
}

/* Foreign words: the dictionary cuts them as what they are. */
static bool is_katakana(ky_str kana)
{
    size_t n = 0;
    uint32_t c = ky_utf8_next(kana, &n);
    return ja_one_kana(kana) && (c < 0x3041 || c > 0x309F);
}

/* The parts of k as the dictionary cuts it, NULL without memory. Kana alone it cuts as grammar,
 * whatever they are, so they are one word, unless one script follows the other (マーラーの). */
static ky_part *make_parts(ky_arena *arena, const ja_analysis *a, size_t from, size_t to,
                           ky_keyword *k)
{
    if (k->quoted || joins_stop_words(a, from, to))
        return one_part(arena, KY_PART_TEXT, k->folded, k);
    census c = count_words(a, from, to);
    bool katakana = c.words == to - from && is_katakana(k->folded);
    if ((ja_one_kana(k->folded) && !katakana) || (c.words == 0 && to - from == 1))
        return one_part(arena, KY_PART_WORDS, k->folded, k);
    return c.words > 0 ? split_words(arena, a, c, k) : one_part(arena, KY_PART_TEXT, k->folded, k);
}

static void add_text(ky_part *part, ky_str text)
{
    for (size_t i = 0; i < part->n_texts; i++)
        if (ky_str_eq(part->texts[i], text))
            return;
    if (part->n_texts < KY_MAX_PART_TEXTS)
        part->texts[part->n_texts++] = text;
}

/* How the dictionary cuts a keyword alone is no reason to take it apart: what some text has as a
 * word or a run, whole, is one part. Where it does not stand so itself, the texts may still hold
 * it, with a particle inside. */
static ky_rc whole_part(ky_index *ix, const ja_analysis *a, ky_keyword *k, ky_part **ret,
                        ky_err *err)
{
    ky_rc rc = expand(ix, k->folded, false, &k->forms, err);
    if (rc != KY_OK || k->forms->n == 0)
        return rc;
    size_t from = 0;
    size_t to = 0;
    trim_marks(a, &from, &to);
    census c = count_words(a, from, to);
    bool compound = c.words == to - from;
    ky_part *part = one_part(&ix->scratch, KY_PART_WORDS, k->folded, k);
    if (part == NULL || (compound && !words_part(&ix->scratch, a, from, to - 1, part)))
        return ky_nomem(err);
    for (size_t i = 0; i < k->forms->n_spellings && !compound; i++)
        if (!ky_forms_have(k->forms, k->forms->spellings[i]))
            add_text(part, k->forms->spellings[i]);
    part->forms = KY_STEAL(k->forms);
    *ret = part;
    return KY_OK;
}

/* True where marks stand between words, but for those of romaji (bun'ya, sa-bisu). */
static bool is_parted(const ja_analysis *a, size_t from, size_t to)
{
    char first = a->text.folded.p[a->tokens[from].start];
    bool latin = first >= 'a' && first <= 'z';
    for (size_t i = from; i < to && !latin; i++)
        if (a->tokens[i].cls == JA_MARK)
            return true;
    return false;
}

enum { MIN_TEXT_BYTES = 9 };

/* Kana of three and more are also looked for as they stand: what the dictionary tears (たけ|の|こ)
 * is no word of the index. */
static ky_rc add_kana_texts(ky_index *ix, ky_part *part, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf katakana = {0};
    if (part->forms->n_keys == 0 || part->forms->keys[0].n < MIN_TEXT_BYTES)
        return KY_OK;
    ky_str key = part->forms->keys[0];
    ja_katakana(key, &katakana);
    ky_str kept = ky_arena_str(&ix->scratch, ky_buf_str(&katakana));
    if (!ky_buf_ok(&katakana) || kept.p == NULL)
        return ky_nomem(err);
    add_text(part, key);
    add_text(part, kept);
    if (ja_all_kana(part->text))
        add_text(part, part->text);
    return KY_OK;
}

/* Spellings that the dictionary tears are no words of the index either. */
static ky_rc add_torn_texts(ky_index *ix, ky_part *part, ky_err *err)
{
    ky_str torn[KY_MAX_PART_TEXTS];
    size_t n = 0;
    ky_rc rc = ky_torn_spellings(ix, part->text, part->forms, torn, KY_MAX_PART_TEXTS, &n, err);
    for (size_t i = 0; i < n && rc == KY_OK; i++)
        add_text(part, torn[i]);
    return rc;
}

static ky_rc expand_parts(ky_index *ix, const ky_keyword *k, ky_part *parts, ky_err *err)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < k->n_parts && rc == KY_OK; i++) {
        if (parts[i].kind != KY_PART_WORDS)
            continue;
        if (parts[i].forms == NULL)
            rc = expand(ix, parts[i].text, true, &parts[i].forms, err);
        if (rc == KY_OK)
            rc = add_kana_texts(ix, &parts[i], err);
        if (rc == KY_OK)
            rc = add_torn_texts(ix, &parts[i], err);
    }
    return rc;
}

static bool holds(const ja_analysis *text, ky_str folded, const ky_forms *forms,
                  const ky_facet_value *v)
{
    ja_span span;
    return forms == NULL ? ja_find_text(text, folded, 0, &span) : ky_forms_are_in(forms, folded, v);
}

/* Facet values that `folded` or `other` is (whole), or that `folded` is a part of under the span
 * rule. */
static bool find_values(ky_index *ix, ky_str folded, ky_str other, const ky_forms *forms,
                        bool whole, ky_value_list *ret)
{
    const ky_facet_value **found =
        KY_ARENA_ARRAY(&ix->scratch, const ky_facet_value *, ix->n_values);
    size_t n = 0;
    if (found == NULL)
        return false;
    for (size_t i = 0; i < ix->n_values; i++) {
        const ja_analysis *text = &ix->values[i].text;
        bool equal = ky_str_eq(text->text.folded, folded) || ky_str_eq(text->text.folded, other) ||
                     (forms != NULL && ky_forms_mean(forms, folded, &ix->values[i]));
        if (whole ? equal : !equal && holds(text, folded, forms, &ix->values[i]))
            found[n++] = &ix->values[i];
    }
    *ret = (ky_value_list){found, n};
    return true;
}

/* `typed` is the keyword with the marks round it: a facet value may begin or end with one, as
 * 補助（助成） does. */
static bool find_keyword_values(ky_index *ix, ky_str typed, ky_part *parts, ky_keyword *k)
{
    ky_value_list *equal = k->n_parts == 1 ? &parts->equal : &k->equal;
    ky_value_list *holding = k->n_parts == 1 ? &parts->holding : &k->holding;
    const ky_forms *forms = k->n_parts == 1 ? parts->forms : k->forms;
    if (!find_values(ix, k->folded, typed, forms, true, equal) ||
        !find_values(ix, k->folded, typed, forms, false, holding))
        return false;
    for (size_t i = 0; k->n_parts > 1 && i < k->n_parts; i++)
        if (!find_values(ix, parts[i].text, parts[i].text, parts[i].forms, true, &parts[i].equal) ||
            !find_values(ix, parts[i].text, parts[i].text, parts[i].forms, false,
                         &parts[i].holding))
            return false;
    return true;
}

static ky_rc make_keyword(ky_index *ix, const piece *p, ky_keyword *ret, bool *ret_any, ky_err *err)
{
    ja_analysis a;
    size_t from = 0;
    size_t to = 0;
    ky_rc rc = ja_cut(ix->ja, p->text, &ix->scratch, &a, err);
    if (rc != KY_OK)
        return rc;
    trim_marks(&a, &from, &to);
    *ret_any = from < to;
    if (from == to)
        return KY_OK;
    ky_keyword k = {.folded = folded_slice(&a, a.tokens[from].start, a.tokens[to - 1].end),
                    .typed = p->text,
                    .excluded = p->excluded,
                    .quoted = p->quoted};
    if (p->quoted)
        k.folded = ky_str_trim(a.text.folded);
    ky_part *parts = NULL;
    if (!p->quoted && to - from > 1 && !ja_one_kana(k.folded) && !is_parted(&a, from, to))
        rc = whole_part(ix, &a, &k, &parts, err);
    if (rc == KY_OK && parts == NULL &&
        (parts = make_parts(&ix->scratch, &a, from, to, &k)) == NULL)
        rc = ky_nomem(err);
    if (rc == KY_OK && !p->quoted)
        rc = expand_parts(ix, &k, parts, err);
    if (rc != KY_OK)
        return rc;
    if (!p->quoted && !find_keyword_values(ix, a.text.folded, parts, &k))
        return ky_nomem(err);
    k.parts = parts;
    *ret = k;
    return KY_OK;
}

/* Asking twice for the same is asking once: a text looked up exactly is dear. */
static bool stands_before(const ky_keyword *items, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (items[i].excluded == items[n].excluded && items[i].quoted == items[n].quoted &&
            ky_str_eq(items[i].folded, items[n].folded))
            return true;
    return false;
}

ky_rc ky_keywords_parse(ky_index *ix, ky_str q, ky_keywords *ret, ky_err *err)
{
    KY_CLEANUP(pieces_fini) pieces p = {0};
    scan(q, &p);
    ky_keyword *items = KY_ARENA_ARRAY(&ix->scratch, ky_keyword, p.n);
    if (p.failed || items == NULL)
        return ky_nomem(err);
    size_t n = 0;
    for (size_t i = 0; i < p.n; i++) {
        bool any = false;
        ky_rc rc = make_keyword(ix, &p.items[i], &items[n], &any, err);
        if (rc != KY_OK)
            return rc;
        n += any && !stands_before(items, n);
    }
    *ret = (ky_keywords){items, n};
    return KY_OK;
}

static bool list_has(ky_value_list l, const ky_facet_value *v)
{
    for (size_t i = 0; i < l.n; i++)
        if (l.items[i] == v)
            return true;
    return false;
}

bool ky_keywords_offer(const ky_keywords *ks, const ky_facet_value *v)
{
    for (size_t i = 0; i < ks->n; i++) {
        const ky_keyword *k = &ks->items[i];
        bool held = !k->excluded && list_has(k->holding, v);
        for (size_t j = 0; j < k->n_parts && !k->excluded && !held; j++)
            held = list_has(k->parts[j].holding, v);
        if (held)
            return true;
    }
    return false;
}
