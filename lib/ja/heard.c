#include "heard.h"

#include "feature.h"
#include "kana.h"
#include "nodes.h"
#include "recut.h"
#include "runs.h"
#include "voicing.h"

enum {
    MAX_STEPS = 256,      /* of one token's walk */
    MAX_TOKEN_BYTES = 72, /* longer words are not looked into */
};

static const mecab_node_t *nodes_at(const ja_hearing *h, size_t at)
{
    return mecab_lattice_get_begin_nodes(h->lattice, at - h->start);
}

static ky_str slice(const ja_hearing *h, size_t start, size_t end)
{
    return (ky_str){h->folded.p + start, end - start};
}

ky_rc ja_keep_key(const ja_hearing *h, ky_str reading, ky_str *ret)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    *ret = (ky_str){0};
    if (reading.n == 0 || ja_has_kanji(reading))
        return KY_OK;
    ja_kana_key(reading, &key);
    ky_str kept = ky_arena_str(h->arena, ky_buf_str(&key));
    if (!ky_buf_ok(&key) || kept.p == NULL)
        return ky_nomem(h->err);
    *ret = kept;
    return KY_OK;
}

/* Kinds of nouns that other nouns are never read like; among the rest the finer kind is chance. */
static bool is_apart(ky_str kind)
{
    return ky_str_eq(kind, KY_LIT("接尾")) || ky_str_eq(kind, KY_LIT("固有名詞")) ||
           ky_str_eq(kind, KY_LIT("数")) || ky_str_eq(kind, KY_LIT("非自立")) ||
           ky_str_eq(kind, KY_LIT("代名詞"));
}

static bool is_given_name(const mecab_node_t *n)
{
    return ky_str_eq(ja_node_column(n, JA_COL_POS + 3), KY_LIT("名"));
}

/* True where two entries are the same part of speech for the purpose of reading: 祭 as a suffix is
 * さい, as a noun まつり. Families are called by places. */
static bool reads_alike(const mecab_node_t *a, const mecab_node_t *b)
{
    ky_str ka = ja_node_column(a, JA_COL_POS + 1);
    ky_str kb = ja_node_column(b, JA_COL_POS + 1);
    if (!ky_str_eq(ja_node_column(a, JA_COL_POS), ja_node_column(b, JA_COL_POS)))
        return false;
    if (!is_apart(ka) && !is_apart(kb))
        return true;
    return ky_str_eq(ka, kb) &&
           (!ky_str_eq(ka, KY_LIT("固有名詞")) ||
            ky_str_eq(ja_node_column(a, JA_COL_POS + 2), ja_node_column(b, JA_COL_POS + 2)) ||
            (!is_given_name(a) && !is_given_name(b)));
}

const mecab_node_t *ja_best_node(const ja_hearing *h, const ja_token *t)
{
    const mecab_node_t *node = nodes_at(h, t->start);
    while (node != NULL && (!node->isbest || node->length != t->end - t->start))
        node = node->bnext;
    return node;
}

static bool is_word(const ja_hearing *h, const mecab_node_t *node)
{
    return node->stat == MECAB_NOR_NODE &&
           ja_rules_class(h->rules, ky_str_of(node->feature), KY_LIT("")) == JA_WORD;
}

static bool among(ky_str key, const ky_str *keys, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ky_str_eq(keys[i], key))
            return true;
    return false;
}

/* True where every word of the dictionary that is spelled [start, end) has one of these keys: then
 * the place tells nothing about the reading. Single kanji are part of too many words. */
static ky_rc is_certain(const ja_hearing *h, size_t start, size_t end, const ky_str *keys,
                        size_t n_keys, bool *ret)
{
    size_t n = 0;
    ky_str surface = slice(h, start, end);
    (void) ky_utf8_next(surface, &n);
    *ret = ja_all_kana(surface) || n < surface.n;
    if (!*ret || ja_all_kana(surface))
        return KY_OK;
    for (const mecab_node_t *o = nodes_at(h, start); o != NULL && *ret; o = o->bnext) {
        ky_str key;
        if (o->length != end - start || !is_word(h, o))
            continue;
        ky_rc rc = ja_keep_key(h, ja_node_column(o, JA_COL_READING), &key);
        if (rc != KY_OK)
            return rc;
        *ret = key.n == 0 || among(key, keys, n_keys);
    }
    return KY_OK;
}

static ky_rc add_key(const ja_hearing *h, ja_token *t, ky_str *keys, ky_str reading)
{
    ky_str key;
    ky_rc rc = ja_keep_key(h, reading, &key);
    if (rc == KY_OK && key.n > 0 && t->n_keys < JA_MAX_KEYS && !among(key, t->keys, t->n_keys))
        keys[t->n_keys++] = key;
    return rc;
}

/* True for a node that a part of a compound may be: behind another part the suffix that it looks
 * like (所 is しょ and じょ), and a common noun of several characters anywhere. */
static bool may_be_part(const mecab_node_t *n, bool first)
{
    size_t len = 0;
    ky_str kind = ja_node_column(n, JA_COL_POS + 1);
    if (n->stat != MECAB_NOR_NODE || !ja_node_is_noun(n))
        return false;
    if (ky_str_eq(kind, KY_LIT("接尾")))
        return !first;
    (void) ky_utf8_next((ky_str){n->surface, n->length}, &len);
    return len < n->length && !is_apart(kind);
}

/* The other readings of a token that is part of a compound of the user dictionary. */
static ky_rc hear_part(const ja_hearing *h, ja_token *t, ky_str *keys)
{
    bool first = false;
    ky_rc rc = KY_OK;
    for (const mecab_node_t *n = nodes_at(h, t->start); n != NULL; n = n->bnext)
        first = first || n->isbest;
    for (const mecab_node_t *n = nodes_at(h, t->start); n != NULL && rc == KY_OK; n = n->bnext)
        if (n->length == t->end - t->start && may_be_part(n, first))
            rc = add_key(h, t, keys, ja_node_column(n, JA_COL_READING));
    return rc;
}

static ky_rc hear_token(const ja_hearing *h, ja_token *t)
{
    ky_str surface = slice(h, t->start, t->end);
    ky_str *keys = KY_ARENA_ARRAY(h->arena, ky_str, JA_MAX_KEYS);
    if (keys == NULL)
        return ky_nomem(h->err);
    t->keys = keys;
    ky_rc rc = add_key(h, t, keys, ja_all_kana(surface) ? surface : t->reading);
    const mecab_node_t *best = ja_all_kana(surface) ? NULL : ja_best_node(h, t);
    if (rc == KY_OK && best == NULL && !ja_all_kana(surface))
        return hear_part(h, t, keys);
    if (rc != KY_OK || best == NULL || best->stat != MECAB_NOR_NODE)
        return rc;
    for (const mecab_node_t *n = nodes_at(h, t->start); n != NULL && rc == KY_OK; n = n->bnext)
        if (n->length == best->length && n->stat == MECAB_NOR_NODE && reads_alike(n, best))
            rc = add_key(h, t, keys, ja_node_column(n, JA_COL_READING));
    return rc;
}

static ky_rc hear(const ja_hearing *h, ja_token *t)
{
    ky_rc rc = hear_token(h, t);
    return rc == KY_OK ? is_certain(h, t->start, t->end, t->keys, t->n_keys, &t->certain) : rc;
}

static bool is_behind(const ja_heard *o, size_t start, size_t end)
{
    return o->start > start || (o->start == start && o->end > end);
}

/* True for a word with kanji of which a token is no content word: its spelling alone does not find
 * it, for those are no terms (支え|合い). Kana alone are grammar. */
static bool holds_stop_word(const ja_hearing *h, size_t start, size_t end)
{
    if (!ja_has_kanji(slice(h, start, end)))
        return false;
    for (size_t i = 0; i < h->n; i++)
        if (h->tokens[i].start >= start && h->tokens[i].end <= end && h->tokens[i].cls != JA_WORD)
            return true;
    return false;
}

ky_rc ja_add_heard(const ja_hearing *h, size_t start, size_t end, ky_str key, ja_hold hold)
{
    ja_heard_list *l = h->heard;
    bool certain = false;
    size_t at = l->n;
    while (at > 0 && is_behind(&l->items[at - 1], start, end))
        at--;
    for (size_t i = at; i > 0; i--) {
        const ja_heard *o = &l->items[i - 1];
        if (o->start != start || o->end != end)
            break;
        if (o->hold == hold && ky_str_eq(o->key, key))
            return KY_OK;
    }
    bool spelled = hold != JA_HOLD_BORDERS || !holds_stop_word(h, start, end);
    ky_rc rc = spelled ? is_certain(h, start, end, &key, 1, &certain) : KY_OK;
    if (rc != KY_OK)
        return rc;
    if (!KY_GROW(l->items, l->cap, l->n + 1))
        return ky_nomem(h->err);
    memmove(l->items + at + 1, l->items + at, (l->n - at) * sizeof *l->items);
    l->items[at] = (ja_heard){(uint32_t) start, (uint32_t) end, key, hold, certain};
    l->n++;
    return KY_OK;
}

/* ---- inside a token ---- */

enum { KANA_BYTES = 3 };

static uint32_t first_kana(ky_str s)
{
    size_t n = 0;
    return s.n == 0 ? 0 : ky_utf8_next(s, &n);
}

/* Assimilation: がく before こう is がっ. */
static bool assimilates(uint32_t plain, uint32_t sounding)
{
    return sounding == 0x3063 &&
           (plain == 0x304F || plain == 0x3064 || plain == 0x3061 || plain == 0x304D);
}

/* True where a word whose own reading is `key` may sound as `heard` inside another. The dictionary
 * has the voiced suffixes themselves (口 ぐち): 分 ふん, of minutes, is not heard in 自分. */
static bool sounds_as(const mecab_node_t *n, ky_str key, ky_str heard, bool first, bool last)
{
    bool voiced = !first && !ja_node_is_suffix(n);
    for (size_t at = 0; at < key.n; at += KANA_BYTES) {
        if (key.n - at < KANA_BYTES)
            return false;
        ky_str k = {key.p + at, KANA_BYTES};
        ky_str s = {heard.p + at, KANA_BYTES};
        if (ky_str_eq(k, s))
            continue;
        bool begins = at == 0 && voiced && ja_voices(first_kana(k), first_kana(s));
        bool ends = at + KANA_BYTES == key.n && !last && assimilates(first_kana(k), first_kana(s));
        if (!begins && !ends)
            return false;
    }
    return true;
}

/* True for the form of a verb or an adjective that only stands before certain endings (高 of
 * 高がる, 図 of 図る): as a part of a word it is no word. */
static bool is_stem(const mecab_node_t *n)
{
    ky_str form = ja_node_column(n, JA_COL_FORM);
    return ky_str_eq(form, KY_LIT("ガル接続")) || ky_str_starts(form, KY_LIT("体言接続特殊"));
}

static bool is_word_inside(const ja_hearing *h, const mecab_node_t *n)
{
    return is_word(h, n) && !is_stem(n);
}

typedef struct insides {
    const ja_hearing *h;
    size_t start;
    size_t end;
    ky_str key; /* of the whole token */
    int steps;
} insides;

static ky_rc add_inner(const insides *in, size_t at, size_t end, ky_str key, ky_str heard)
{
    ky_rc rc = ja_add_heard(in->h, at, end, key, JA_HOLD_INSIDE);
    if (rc == KY_OK && !ky_str_eq(key, heard)) {
        ky_str kept = ky_arena_str(in->h->arena, heard);
        rc = kept.p == NULL ? ky_nomem(in->h->err)
                            : ja_add_heard(in->h, at, end, kept, JA_HOLD_INSIDE);
    }
    return rc;
}

/* Words that tile the token from its start on, `heard` bytes of its reading being behind. */
static ky_rc walk_inside(insides *in, size_t at, size_t heard)
{
    const ja_hearing *h = in->h;
    ky_rc rc = KY_OK;
    if (at >= in->end || heard >= in->key.n || in->steps++ > MAX_STEPS)
        return KY_OK;
    size_t len = 0;
    if (ja_is_kana(ky_utf8_next(ky_str_from(h->folded, at), &len)))
        rc = walk_inside(in, at + len, heard + KANA_BYTES);
    for (const mecab_node_t *n = nodes_at(h, at); n != NULL && rc == KY_OK; n = n->bnext) {
        size_t end = at + n->length;
        ky_str key;
        if (end > in->end || (at == in->start && end == in->end) || !is_word_inside(h, n))
            continue;
        rc = ja_keep_key(h, ja_node_column(n, JA_COL_READING), &key);
        if (rc != KY_OK || key.n == 0 || key.n > in->key.n - heard ||
            (end == in->end) != (heard + key.n == in->key.n))
            continue;
        ky_str sound = {in->key.p + heard, key.n};
        if (!sounds_as(n, key, sound, at == in->start, end == in->end) ||
            !ja_mora_border(in->key, heard + key.n))
            continue;
        rc = add_inner(in, at, end, key, sound);
        if (rc == KY_OK)
            rc = walk_inside(in, end, heard + key.n);
    }
    return rc;
}

/* Words at the end of the token, whatever is before them. */
static ky_rc hear_endings(const insides *in)
{
    const ja_hearing *h = in->h;
    ky_rc rc = KY_OK;
    for (size_t at = in->start + 1; at < in->end && rc == KY_OK; at++) {
        const mecab_node_t *n = nodes_at(h, at);
        for (; n != NULL && rc == KY_OK; n = n->bnext) {
            ky_str key;
            if (at + n->length != in->end || !is_word_inside(h, n))
                continue;
            rc = ja_keep_key(h, ja_node_column(n, JA_COL_READING), &key);
            if (rc != KY_OK || key.n == 0 || key.n >= in->key.n)
                continue;
            ky_str sound = ky_str_from(in->key, in->key.n - key.n);
            if (sounds_as(n, key, sound, false, true) && ja_mora_border(in->key, in->key.n - key.n))
                rc = add_inner(in, at, in->end, key, sound);
        }
    }
    return rc;
}

/* True for a verb or an adjective of one kanji: 高 of 高い is no word in it. */
static bool is_inflecting(const mecab_node_t *best, ky_str surface)
{
    size_t kanji = 0;
    for (size_t at = 0, n = 0; at < surface.n; at += n)
        kanji += ja_is_kanji(ky_utf8_next(ky_str_from(surface, at), &n));
    return best != NULL && kanji == 1 && !ky_str_eq(ja_node_column(best, JA_COL_FORM), KY_LIT("*"));
}

static ky_rc hear_inside(const ja_hearing *h, const ja_token *t)
{
    ky_str surface = slice(h, t->start, t->end);
    const mecab_node_t *best = ja_best_node(h, t);
    if (t->cls != JA_WORD || t->n_keys == 0 || surface.n > MAX_TOKEN_BYTES ||
        !ja_has_kanji(surface) || is_inflecting(best, surface))
        return KY_OK;
    ky_rc rc = KY_OK;
    /* A name is seldom read otherwise (小金井 コガナイ), and its parts never. */
    size_t n = best != NULL && ja_node_is_name(best) ? 1 : t->n_keys;
    for (size_t i = 0; i < n && rc == KY_OK; i++) {
        insides in = {h, t->start, t->end, t->keys[i], 0};
        rc = walk_inside(&in, t->start, 0);
        if (rc == KY_OK)
            rc = hear_endings(&in);
    }
    return rc;
}

/* ---- across tokens ---- */

size_t ja_token_ending(const ja_hearing *h, size_t from, size_t at)
{
    while (from < h->n && h->tokens[from].end < at && h->tokens[from].cls != JA_MARK)
        from++;
    return from < h->n && h->tokens[from].cls == JA_MARK ? h->n : from;
}

/* A word [start, end) of the dictionary that is several tokens. */
static ky_rc add_across(const ja_hearing *h, size_t token, size_t end, ky_str reading)
{
    size_t last = ja_token_ending(h, token, end);
    ky_str key;
    if (last >= h->n || h->tokens[last].end != end)
        return KY_OK;
    ky_rc rc = ja_keep_key(h, reading, &key);
    return rc == KY_OK ? ja_add_heard(h, h->tokens[token].start, end, key, JA_HOLD_BORDERS) : rc;
}

/* True where [start, end), the end of a word that begins with the suffix of a place, leaves that
 * suffix its meaning: one of the characters known for it, a tail, or a longer noun that sounds as
 * `sound`.
 */
static ky_rc is_rest_of_area(const ja_hearing *h, size_t start, size_t end, ky_str sound, bool *ret)
{
    ky_str rest = slice(h, start, end);
    size_t first = 0;
    (void) ky_utf8_next(rest, &first);
    if (first == rest.n) {
        *ret = ja_rules_is_rest_of_area(h->rules, rest) || ja_rules_is_tail(h->rules, rest);
        return KY_OK;
    }
    for (const mecab_node_t *n = nodes_at(h, start); n != NULL && !*ret; n = n->bnext) {
        ky_str key;
        if (n->length != rest.n || !ja_node_is_noun(n) ||
            ky_str_eq(ja_node_column(n, JA_COL_POS + 1), KY_LIT("固有名詞")))
            continue;
        ky_rc rc = ja_keep_key(h, ja_node_column(n, JA_COL_READING), &key);
        if (rc != KY_OK)
            return rc;
        *ret = ky_str_eq(key, sound);
    }
    return KY_OK;
}

/* A place, and what kind of place it is by the suffix `n`, with which the next token begins by
 * spelling and by sound. */
static ky_rc add_area(const ja_hearing *h, size_t i, const mecab_node_t *n)
{
    const ja_token *place = &h->tokens[i];
    const ja_token *next = place + 1;
    size_t end = next->start + n->length;
    ky_str suffix;
    bool holds = false;
    ky_rc rc = ja_keep_key(h, ja_node_column(n, JA_COL_READING), &suffix);
    if (rc != KY_OK || suffix.n == 0 || suffix.n >= next->keys[0].n ||
        !ky_str_starts(next->keys[0], suffix) || !ja_mora_border(next->keys[0], suffix.n))
        return rc;
    rc = is_rest_of_area(h, end, next->end, ky_str_from(next->keys[0], suffix.n), &holds);
    for (size_t k = 0; k < place->n_keys && rc == KY_OK && holds; k++) {
        KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
        ky_buf_put(&key, place->keys[k]);
        ky_buf_put(&key, suffix);
        ky_str kept = ky_arena_str(h->arena, ky_buf_str(&key));
        rc = ky_buf_ok(&key) && kept.p != NULL
                 ? ja_add_heard(h, place->start, end, kept, JA_HOLD_RAGGED)
                 : ky_nomem(h->err);
    }
    return rc;
}

static bool is_common(const mecab_node_t *n)
{
    return ja_node_is_noun(n) && ky_str_eq(ja_node_column(n, JA_COL_POS + 1), KY_LIT("一般"));
}

/* True for a token that is a common noun, not a name (府中) and not an action (区画). */
static bool is_common_noun(const ja_hearing *h, const ja_token *t)
{
    if (t->cls != JA_WORD || t->n_keys == 0)
        return false;
    const mecab_node_t *best = ja_best_node(h, t);
    if (best != NULL)
        return is_common(best);
    const mecab_node_t *n = nodes_at(h, t->start);
    while (n != NULL && (n->length != t->end - t->start || !is_common(n)))
        n = n->bnext;
    return n != NULL;
}

/* Some places are names of no kind to the dictionary: さいたま, 茅ヶ崎. */
static bool may_be_place(const mecab_node_t *n)
{
    ky_str kind = ja_node_column(n, JA_COL_POS + 2);
    return ky_str_eq(kind, KY_LIT("地域")) ||
           (ky_str_eq(ja_node_column(n, JA_COL_POS + 1), KY_LIT("固有名詞")) &&
            ky_str_eq(kind, KY_LIT("一般")));
}

/* A place and what kind of place it is stand together though the second is cut with what follows:
 * 三鷹市 in 三鷹|市立. What the cut costs tells nothing here: 市立 is far more common after a name
 * than 市 and 立 are. */
static ky_rc hear_place(const ja_hearing *h, size_t i, const mecab_node_t *place)
{
    ky_rc rc = KY_OK;
    if (i + 1 >= h->n || !is_common_noun(h, &h->tokens[i + 1]) || !may_be_place(place))
        return KY_OK;
    const mecab_node_t *n = nodes_at(h, h->tokens[i].end);
    for (; n != NULL && rc == KY_OK; n = n->bnext)
        if (ja_node_is_area_suffix(n) && h->tokens[i].end + n->length < h->tokens[i + 1].end)
            rc = add_area(h, i, n);
    return rc;
}

static ky_rc hear_across(const ja_hearing *h, size_t i)
{
    const ja_token *t = &h->tokens[i];
    ky_rc rc = KY_OK;
    if (t->cls == JA_MARK)
        return KY_OK;
    for (const mecab_node_t *n = nodes_at(h, t->start); n != NULL && rc == KY_OK; n = n->bnext) {
        if (!ja_node_is_noun(n) || !is_word(h, n))
            continue;
        if (t->start + n->length > t->end)
            rc = add_across(h, i, t->start + n->length, ja_node_column(n, JA_COL_READING));
        else if (t->start + n->length == t->end)
            rc = hear_place(h, i, n);
    }
    return rc;
}

ky_rc ja_hear(ja_hearing *h)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < h->n && rc == KY_OK; i++)
        if (h->tokens[i].cls != JA_MARK)
            rc = hear(h, &h->tokens[i]);
    for (size_t i = 0; i < h->n && rc == KY_OK; i++) {
        rc = hear_inside(h, &h->tokens[i]);
        if (rc == KY_OK)
            rc = hear_across(h, i);
    }
    if (rc == KY_OK)
        rc = ja_hear_part_runs(h);
    return rc == KY_OK ? ja_hear_other_cuts(h) : rc;
}
