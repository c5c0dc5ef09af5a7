#include "recut.h"

#include <limits.h>

#include "feature.h"
#include "kana.h"
#include "nodes.h"
#include "runs.h"

enum {
    MAX_BESIDE = 2,     /* words of another cut on each side of the one that is priced */
    MIN_WORD_BYTES = 4, /* two characters that are no letters */
    NEVER = INT_MAX,
};

_Static_assert(JA_MAX_CUT_WORDS == 2 * MAX_BESIDE + 1, "a cut and what is beside the word");

typedef enum part { PART_NONE, PART_NOUN, PART_HEAD, PART_PREFIX, PART_SUFFIX } part;

/* Words side by side, in the order of the text. */
typedef struct chain {
    const mecab_node_t *nodes[JA_MAX_CUT_WORDS];
    size_t n;
    long cost;
} chain;

static size_t start_of(const ja_hearing *h, const mecab_node_t *n)
{
    return (size_t) (n->surface - h->folded.p);
}

static size_t end_of(const ja_hearing *h, const mecab_node_t *n)
{
    return start_of(h, n) + n->length;
}

static size_t characters(const mecab_node_t *n)
{
    return ky_utf8_count((ky_str){n->surface, n->length});
}

static bool is_kind(const mecab_node_t *n, size_t col, ky_str value)
{
    return ky_str_eq(ja_node_column(n, JA_COL_POS + col), value);
}

static part part_of_name(const mecab_node_t *n)
{
    if (is_kind(n, 2, KY_LIT("地域")))
        return is_kind(n, 3, KY_LIT("国")) ? PART_NOUN : PART_NONE;
    return is_kind(n, 2, KY_LIT("人名")) || characters(n) < 3 ? PART_NONE : PART_NOUN;
}

/* What a node is in another cut. */
static part part_of(const ja_hearing *h, const mecab_node_t *n)
{
    if (ja_node_is_noun(n) && ja_rules_is_head(h->rules, (ky_str){n->surface, n->length}))
        return PART_HEAD;
    if (ja_node_is_prefix(n))
        return is_kind(n, 1, KY_LIT("名詞接続")) ? PART_PREFIX : PART_NONE;
    if (!ja_node_is_noun(n) || is_kind(n, 1, KY_LIT("代名詞")) || is_kind(n, 1, KY_LIT("数")) ||
        is_kind(n, 1, KY_LIT("非自立")) || is_kind(n, 1, KY_LIT("特殊")))
        return PART_NONE;
    if (ja_node_is_suffix(n))
        return is_kind(n, 2, KY_LIT("人名")) || ja_node_is_counter(n) ||
                       is_kind(n, 2, KY_LIT("特殊")) || is_kind(n, 2, KY_LIT("助動詞語幹"))
                   ? PART_NONE
                   : PART_SUFFIX;
    if (characters(n) < 2)
        return PART_NONE;
    return is_kind(n, 1, KY_LIT("固有名詞")) ? part_of_name(n) : PART_NOUN;
}

static bool may_follow(part before, part p)
{
    if (p == PART_HEAD)
        return false;
    return p == PART_SUFFIX ? before == PART_NOUN || before == PART_SUFFIX : before != PART_NONE;
}

/* ---- prices ---- */

static long joint(const ja_hearing *h, const mecab_node_t *left, const mecab_node_t *right)
{
    return mecab_model_transition_cost(h->mecab, left->rcAttr, right->lcAttr) + right->wcost;
}

/* The cheapest way from the best path to the node, which costs .cost in all; the node itself is
 * not in the chain. */
static chain way_to(const ja_hearing *h, const mecab_node_t *n, part p, size_t depth)
{
    chain best = {.cost = NEVER};
    const mecab_node_t *left = mecab_lattice_get_end_nodes(h->lattice, start_of(h, n) - h->start);
    for (; left != NULL; left = left->enext) {
        chain way = {.cost = NEVER};
        if (left->isbest || left->stat == MECAB_BOS_NODE) {
            if (p == PART_NOUN || p == PART_HEAD)
                way.cost = left->cost;
        } else if (depth > 0) {
            part q = part_of(h, left);
            if (may_follow(q, p))
                way = way_to(h, left, q, depth - 1);
            if (way.cost < NEVER)
                way.nodes[way.n++] = left;
        }
        if (way.cost == NEVER)
            continue;
        way.cost += joint(h, left, n);
        if (way.cost < best.cost)
            best = way;
    }
    return best;
}

/* What the whole costs from behind `left` on, where the best path goes on with `right`. */
static long rest(const ja_hearing *h, const mecab_node_t *left, const mecab_node_t *right)
{
    return joint(h, left, right) + mecab_lattice_get_eos_node(h->lattice)->cost - right->cost;
}

static bool may_end(part p, const mecab_node_t *next)
{
    return p != PART_PREFIX || (ja_node_is_noun(next) && !ja_node_is_suffix(next));
}

/* The cheapest way from the node back to the best path and to the end, likewise; the chain is in
 * the wrong order. */
static chain way_from(const ja_hearing *h, const mecab_node_t *n, part p, size_t depth)
{
    chain best = {.cost = NEVER};
    size_t end = end_of(h, n);
    const mecab_node_t *right = end == h->end
                                    ? mecab_lattice_get_eos_node(h->lattice)
                                    : mecab_lattice_get_begin_nodes(h->lattice, end - h->start);
    for (; right != NULL; right = right->bnext) {
        chain way = {.cost = NEVER};
        if (right->isbest || right->stat == MECAB_EOS_NODE) {
            if (may_end(p, right))
                way.cost = rest(h, n, right);
        } else if (depth > 0) {
            part q = part_of(h, right);
            if (q != PART_NONE && may_follow(p, q))
                way = way_from(h, right, q, depth - 1);
            if (way.cost < NEVER) {
                way.cost += joint(h, n, right);
                way.nodes[way.n++] = right;
            }
        }
        if (way.cost < best.cost)
            best = way;
    }
    return best;
}

/* The words that the cheapest other cut through `n` has instead of the best one's; none where it
 * costs too much. */
static chain other_cut(const ja_hearing *h, const mecab_node_t *n)
{
    const chain none = {.cost = NEVER};
    chain cut = way_to(h, n, PART_NOUN, MAX_BESIDE);
    if (cut.cost == NEVER)
        return none;
    chain back = way_from(h, n, PART_NOUN, MAX_BESIDE);
    if (back.cost == NEVER)
        return none;
    cut.cost += back.cost - mecab_lattice_get_eos_node(h->lattice)->cost;
    if (cut.cost > JA_RECUT_MARGIN)
        return none;
    cut.nodes[cut.n++] = n;
    while (back.n > 0)
        cut.nodes[cut.n++] = back.nodes[--back.n];
    return cut;
}

/* ---- worth ---- */

static int weight(const ja_hearing *h, const mecab_node_t *n)
{
    size_t count = characters(n);
    if (count > 1)
        return count == 2 ? 1 : 0;
    bool light = ja_node_is_prefix(n) || ja_node_is_suffix(n) || is_kind(n, 1, KY_LIT("数")) ||
                 part_of(h, n) == PART_HEAD;
    return light ? 2 : 3;
}

static const mecab_node_t *best_at(const ja_hearing *h, size_t at)
{
    const mecab_node_t *n = mecab_lattice_get_begin_nodes(h->lattice, at - h->start);
    while (n != NULL && !n->isbest)
        n = n->bnext;
    return n;
}

static bool is_hiragana_before(ky_str text, size_t at)
{
    size_t n = 0;
    uint32_t c = ky_utf8_next(ky_utf8_last((ky_str){text.p, at}), &n);
    return c >= 0x3041 && c <= 0x309F;
}

/* True where a border stands between two hiragana. */
static bool parts_hiragana(const ja_hearing *h, size_t at)
{
    size_t n = 0;
    (void) ky_utf8_next(ky_str_from(h->folded, at), &n);
    return is_hiragana_before(h->folded, at) && is_hiragana_before(h->folded, at + n);
}

static bool has_border(const ja_hearing *h, const chain *cut, size_t at)
{
    for (size_t i = 1; i < cut->n; i++)
        if (start_of(h, cut->nodes[i]) == at)
            return true;
    return false;
}

/* True where the cut is as good as what the best path has in its place. */
static bool is_worth(const ja_hearing *h, const chain *cut)
{
    size_t end = end_of(h, cut->nodes[cut->n - 1]);
    size_t count = 0;
    int better = 0;
    for (size_t i = 0; i < cut->n; i++) {
        size_t start = start_of(h, cut->nodes[i]);
        better -= weight(h, cut->nodes[i]);
        if (i > 0 && best_at(h, start) == NULL && parts_hiragana(h, start))
            return false;
    }
    const mecab_node_t *n = best_at(h, start_of(h, cut->nodes[0]));
    for (; n != NULL && n->stat != MECAB_EOS_NODE && start_of(h, n) < end; n = n->next) {
        size_t start = start_of(h, n);
        if (!ja_node_is_noun(n) && !ja_node_is_prefix(n))
            return false;
        if (start > start_of(h, cut->nodes[0]) && !has_border(h, cut, start) &&
            parts_hiragana(h, start))
            return false;
        better += weight(h, n);
        count += characters(n);
    }
    return count > 3 ? better >= 0 : better > 0;
}

/* ---- words of the cut, and tails ---- */

/* The words of the cut, and those beside it. token: the one where the cut begins. */
static ky_rc add_cut(const ja_hearing *h, size_t token, const chain *cut)
{
    ja_run_words w = {.n = 0};
    size_t first = token;
    ky_rc rc = KY_OK;
    ja_runs_before(h, token, &w);
    first -= w.n;
    for (size_t i = 0; i < cut->n && rc == KY_OK; i++) {
        const mecab_node_t *n = cut->nodes[i];
        ja_run_word *word = &w.items[w.n++];
        *word = (ja_run_word){
            start_of(h, n), end_of(h, n), {0}, ja_node_is_prefix(n), ja_node_is_suffix(n)};
        rc = ja_keep_key(h, ja_node_column(n, JA_COL_READING), &word->key);
    }
    if (rc != KY_OK)
        return rc;
    size_t end = end_of(h, cut->nodes[cut->n - 1]);
    while (token < h->n && h->tokens[token].start < end)
        token++;
    ja_runs_behind(h, token, &w);
    return ja_runs_add(h, first, &w);
}

static ky_rc try_node(const ja_hearing *h, size_t token, const mecab_node_t *n)
{
    const ja_token *t = &h->tokens[token];
    if (n->isbest || n->stat != MECAB_NOR_NODE || n->length < MIN_WORD_BYTES)
        return KY_OK;
    size_t end = end_of(h, n);
    if (end <= t->end || ja_token_ending(h, token, end) >= h->n ||
        (start_of(h, n) == t->start && ja_runs_border(h, token, end)) || part_of(h, n) != PART_NOUN)
        return KY_OK;
    chain cut = other_cut(h, n);
    if (cut.cost == NEVER || !is_worth(h, &cut))
        return KY_OK;
    while (token > 0 && h->tokens[token].start > start_of(h, cut.nodes[0]))
        token--;
    return add_cut(h, token, &cut);
}

/* ---- tails ---- */

static const mecab_node_t *best_before(const ja_hearing *h, size_t at)
{
    const mecab_node_t *n = mecab_lattice_get_end_nodes(h->lattice, at - h->start);
    while (n != NULL && !n->isbest)
        n = n->enext;
    return n;
}

static const mecab_node_t *best_behind(const ja_hearing *h, size_t at)
{
    return at == h->end ? mecab_lattice_get_eos_node(h->lattice) : best_at(h, at);
}

/* True where the token is read as the two are, one behind the other. */
static ky_rc sounds_as_both(const ja_hearing *h, const ja_token *t, const mecab_node_t *suffix,
                            const mecab_node_t *tail, bool *ret)
{
    ky_str first;
    ky_str second;
    ky_rc rc = ja_keep_key(h, ja_node_column(suffix, JA_COL_READING), &first);
    if (rc == KY_OK)
        rc = ja_keep_key(h, ja_node_column(tail, JA_COL_READING), &second);
    if (rc == KY_OK)
        *ret =
            ky_str_starts(t->keys[0], first) && ky_str_eq(ky_str_from(t->keys[0], first.n), second);
    return rc;
}

static ky_rc try_tail(const ja_hearing *h, size_t token, const mecab_node_t *suffix,
                      const mecab_node_t *tail)
{
    const ja_token *t = &h->tokens[token];
    const mecab_node_t *left = best_before(h, t->start);
    const mecab_node_t *right = best_behind(h, t->end);
    bool both = false;
    if (!ja_node_is_noun(tail) || end_of(h, tail) != t->end || left == NULL || right == NULL ||
        !ja_rules_is_tail(h->rules, (ky_str){tail->surface, tail->length}))
        return KY_OK;
    long cost = left->cost + joint(h, left, suffix) + joint(h, suffix, tail) +
                rest(h, tail, right) - mecab_lattice_get_eos_node(h->lattice)->cost;
    if (cost > JA_TAIL_MARGIN)
        return KY_OK;
    ky_rc rc = sounds_as_both(h, t, suffix, tail, &both);
    const chain cut = {.nodes = {suffix, tail}, .n = 2};
    return rc == KY_OK && both ? add_cut(h, token, &cut) : rc;
}

/* What may stand before a tail within the token `best`: a suffix, and in the name of a stop
 * (大学前) any noun. */
static bool may_have_tail(const ja_hearing *h, const mecab_node_t *best, const mecab_node_t *head)
{
    bool stop = is_kind(best, 1, KY_LIT("固有名詞")) &&
                (is_kind(best, 2, KY_LIT("一般")) || is_kind(best, 2, KY_LIT("地域")));
    part p = part_of(h, head);
    return p == PART_SUFFIX || ja_node_is_suffix(head) || (stop && p == PART_NOUN);
}

static ky_rc hear_tail(const ja_hearing *h, size_t token)
{
    const ja_token *t = &h->tokens[token];
    const mecab_node_t *best = ja_best_node(h, t);
    ja_run_word before;
    ky_rc rc = KY_OK;
    if (token == 0 || best == NULL || t->n_keys == 0 || !ja_node_is_noun(best) ||
        !ja_run_neighbour(h, token - 1, &before) || before.prefix)
        return KY_OK;
    const mecab_node_t *suffix = mecab_lattice_get_begin_nodes(h->lattice, t->start - h->start);
    for (; suffix != NULL && rc == KY_OK; suffix = suffix->bnext) {
        if (end_of(h, suffix) >= t->end || !may_have_tail(h, best, suffix) ||
            ja_rules_is_tail(h->rules, (ky_str){suffix->surface, suffix->length}))
            continue;
        const mecab_node_t *tail =
            mecab_lattice_get_begin_nodes(h->lattice, end_of(h, suffix) - h->start);
        for (; tail != NULL && rc == KY_OK; tail = tail->bnext)
            rc = try_tail(h, token, suffix, tail);
    }
    return rc;
}

ky_rc ja_hear_other_cuts(const ja_hearing *h)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < h->n && rc == KY_OK; i++) {
        const ja_token *t = &h->tokens[i];
        for (size_t at = t->start, len = 0; at < t->end && t->cls != JA_MARK; at += len) {
            const mecab_node_t *n = mecab_lattice_get_begin_nodes(h->lattice, at - h->start);
            for (; n != NULL && rc == KY_OK; n = n->bnext)
                rc = try_node(h, i, n);
            (void) ky_utf8_next(ky_str_from(h->folded, at), &len);
        }
        if (rc == KY_OK && t->cls == JA_WORD)
            rc = hear_tail(h, i);
    }
    return rc;
}
