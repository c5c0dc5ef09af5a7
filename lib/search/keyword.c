#include "keyword.h"

#include "beside.h"
#include "hyphens.h"
#include "ja/kana.h"
#include "ja/match.h"
#include "ja/terms.h"
#include "mixed.h"
#include "particles.h"
#include "syntax.h"
#include "torn.h"

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

/* Each word alone, numbers with dashes together as they stand; false without memory. */
static bool single_parts(ky_arena *arena, const ja_analysis *a, census c, ky_part *parts,
                         ky_keyword *k)
{
    for (size_t i = c.first; i <= c.last;) {
        size_t end = ky_number_end(a, i, c.last + 1);
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
    if (joins_stop_words(a, from, to))
        return one_part(arena, KY_PART_TEXT, k->folded, k);
    census c = count_words(a, from, to);
    bool katakana = c.words == to - from && is_katakana(k->folded);
    if ((ja_one_kana(k->folded) && !katakana) || (c.words == 0 && to - from == 1))
        return one_part(arena, KY_PART_WORDS, k->folded, k);
    return c.words > 0 ? split_words(arena, a, c, k) : one_part(arena, KY_PART_TEXT, k->folded, k);
}

enum { MOST_CANDIDATES = 200 }; /* of a text that counts besides */

static void add_text(ky_part *part, ky_str text)
{
    for (size_t i = 0; i < part->n_texts; i++)
        if (ky_str_eq(part->texts[i].folded, text))
            return;
    if (part->n_texts < KY_MAX_PART_TEXTS)
        part->texts[part->n_texts++] =
            (ky_exact_text){.folded = text, .words = true, .most = MOST_CANDIDATES};
}

/* How the dictionary cuts a keyword alone is no reason to take it apart: what some text has as a
 * word or a run, whole, is one part. Where it does not stand so itself, or holds no content words
 * alone, the texts may still hold it, with a particle inside, or a stop word (私たち: 私達). */
static ky_rc whole_part(ky_index *ix, const ja_analysis *a, ky_keyword *k, ky_part **ret,
                        ky_err *err)
{
    ky_rc rc = expand(ix, k->folded, false, &k->forms, err);
    size_t from = 0;
    size_t to = 0;
    trim_marks(a, &from, &to);
    bool spelled = rc == KY_OK && k->forms->n_spellings > 1 && joins_stop_words(a, from, to);
    if (rc != KY_OK || (k->forms->n == 0 && !spelled))
        return rc;
    census c = count_words(a, from, to);
    bool compound = c.words == to - from;
    ky_part *part = one_part(&ix->scratch, KY_PART_WORDS, k->folded, k);
    if (part == NULL || (compound && !words_part(&ix->scratch, a, from, to - 1, part)))
        return ky_nomem(err);
    if (!ky_forms_stand(k->forms, k->folded))
        add_text(part, k->folded);
    for (size_t i = 0; i < k->forms->n_spellings && !compound; i++)
        if (!ky_forms_stand(k->forms, k->forms->spellings[i]))
            add_text(part, k->forms->spellings[i]);
    part->forms = KY_STEAL(k->forms);
    *ret = part;
    return KY_OK;
}

enum { MAX_WHOLE_TOKENS = 8 };

/* True where a keyword may be one word or compound whatever the dictionary makes of it alone. With
 * particles among its words it is then a short one. */
static bool may_be_whole(const ja_analysis *a, size_t from, size_t to)
{
    return to - from > 1 &&
           (to - from <= MAX_WHOLE_TOKENS || count_words(a, from, to).words == to - from);
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

enum { MIN_TEXT_BYTES = 9, MAX_TORN = 8 };

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
    ky_str torn[MAX_TORN];
    size_t n = 0;
    ky_rc rc = ky_torn_spellings(ix, part->text, part->forms, torn, MAX_TORN, &n, err);
    for (size_t i = 0; i < n && rc == KY_OK; i++)
        add_text(part, torn[i]);
    return rc == KY_OK ? ky_mixed_spellings(ix, part->text, part->forms, part->texts,
                                            KY_MAX_PART_TEXTS, &part->n_texts, err)
                       : rc;
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

/* A long number, as of a phone, may also stand without its dashes; a short one is perhaps a range:
 * 3～4. */
static ky_rc respell_numbers(ky_index *ix, const ky_keyword *k, ky_part *parts, ky_err *err)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < k->n_parts && rc == KY_OK; i++) {
        ky_str other = {0};
        if (parts[i].kind == KY_PART_TEXT)
            rc = ky_closed_up(ix, parts[i].text, &other, err);
        if (rc == KY_OK && parts[i].kind == KY_PART_TEXT && other.n == 0)
            rc = ky_as_range(ix, parts[i].text, &other, err);
        if (other.n == 0)
            continue;
        parts[i].kind = KY_PART_WORDS;
        add_text(&parts[i], parts[i].text);
        add_text(&parts[i], other);
    }
    return rc;
}

/* Words of letters that a hyphen joins may also stand as one. */
static ky_rc close_up_letters(ky_index *ix, ky_keyword *k, ky_err *err)
{
    ky_str closed = {0};
    ky_rc rc = k->n_parts > 1 ? ky_closed_up(ix, k->folded, &closed, err) : KY_OK;
    if (closed.n == 0)
        return rc;
    ky_part *part = KY_ARENA_ARRAY(&ix->scratch, ky_part, 1);
    if (part == NULL)
        return ky_nomem(err);
    *part = (ky_part){.kind = KY_PART_WORDS, .text = closed};
    rc = expand(ix, closed, false, &part->forms, err);
    for (size_t i = 0; rc == KY_OK && i < part->forms->n; i++)
        if (part->forms->items[i].by == KY_BY_WORD)
            part->forms->items[i].by = KY_BY_VARIANT;
    k->instead = part;
    return rc;
}

/* Kana alone are one part until that is found to mean nothing. */
static ky_rc split_kana(ky_index *ix, ky_keyword *k, ky_part **parts, ky_err *err)
{
    ky_str texts[KY_MAX_SPLIT];
    size_t n = 0;
    if (k->n_parts != 1 || (*parts)->kind != KY_PART_WORDS)
        return KY_OK;
    ky_rc rc = ky_split_at_particles(ix, (*parts)->forms, texts, &n, err);
    if (rc != KY_OK || n == 0)
        return rc;
    ky_part *split = KY_ARENA_ARRAY(&ix->scratch, ky_part, n);
    if (split == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < n; i++)
        split[i] = (ky_part){.kind = KY_PART_WORDS, .text = texts[i]};
    k->n_parts = n;
    *parts = split;
    return expand_parts(ix, k, split, err);
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

/* What is quoted only tells which records match; its words tell how well. */
static bool list_quoted_words(ky_arena *arena, const ja_analysis *a, ky_keyword *k)
{
    ky_str *words = KY_ARENA_ARRAY(arena, ky_str, a->n);
    if (words == NULL)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (a->tokens[i].cls == JA_WORD && a->tokens[i].base.n <= JA_MAX_TERM_BYTES)
            words[k->n_quoted++] = a->tokens[i].base;
    k->quoted_words = words;
    return true;
}

static ky_rc quoted_part(ky_index *ix, const ja_analysis *a, ky_keyword *k, ky_part **ret,
                         ky_err *err)
{
    ky_str plain;
    ky_rc rc = ja_fold_plain(k->typed, &ix->scratch, &plain, err);
    if (rc != KY_OK)
        return rc;
    k->folded = ky_str_trim(a->text.folded);
    ky_part *part = one_part(&ix->scratch, KY_PART_TEXT, k->folded, k);
    if (part == NULL)
        return ky_nomem(err);
    if (!list_quoted_words(&ix->scratch, a, k))
        return ky_nomem(err);
    part->plain = ky_str_trim(plain);
    *ret = part;
    return KY_OK;
}

static ky_rc make_keyword(ky_index *ix, const ky_piece *p, ky_keyword *ret, bool *ret_any,
                          ky_err *err)
{
    ja_analysis a;
    size_t from = 0;
    size_t to = 0;
    ky_str text = p->text;
    ky_rc rc = p->quoted ? KY_OK : ky_without_dashes(ix, p->text, &text, err);
    if (rc == KY_OK)
        rc = p->quoted ? ja_cut(ix->ja, text, &ix->scratch, &a, err)
                       : ky_beside_analyse(ix, text, &a, err);
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
    ky_part *parts = NULL;
    if (p->quoted)
        rc = quoted_part(ix, &a, &k, &parts, err);
    else if (may_be_whole(&a, from, to) && !ja_one_kana(k.folded) && !is_parted(&a, from, to))
        rc = whole_part(ix, &a, &k, &parts, err);
    if (rc == KY_OK && parts == NULL &&
        (parts = make_parts(&ix->scratch, &a, from, to, &k)) == NULL)
        rc = ky_nomem(err);
    if (rc == KY_OK && !p->quoted)
        rc = respell_numbers(ix, &k, parts, err);
    if (rc == KY_OK && !p->quoted)
        rc = expand_parts(ix, &k, parts, err);
    if (rc == KY_OK && !p->quoted)
        rc = close_up_letters(ix, &k, err);
    if (rc == KY_OK && !p->quoted)
        rc = split_kana(ix, &k, &parts, err);
    if (rc != KY_OK)
        return rc;
    if (!p->quoted && !find_keyword_values(ix, a.text.folded, parts, &k))
        return ky_nomem(err);
    k.parts = parts;
    *ret = k;
    return KY_OK;
}

static bool is_same(const ky_keyword *a, const ky_keyword *b)
{
    return a->excluded == b->excluded && a->quoted == b->quoted &&
           ky_str_eq(a->folded, b->folded) && ky_str_eq(a->parts->plain, b->parts->plain);
}

/* Asking twice for the same is asking once: a text looked up exactly is dear. */
static bool stands_before(const ky_keyword *items, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_same(&items[i], &items[n]))
            return true;
    return false;
}

ky_rc ky_keywords_parse(ky_index *ix, ky_str q, ky_keywords *ret, ky_err *err)
{
    KY_CLEANUP(ky_pieces_fini) ky_pieces p = {0};
    ky_pieces_scan(q, &p);
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

bool ky_counts_apart(ky_str base)
{
    size_t len = 0;
    return base.n > 0 && (ky_utf8_next(base, &len), len < base.n);
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
