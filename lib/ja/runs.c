#include "runs.h"

#include "kana.h"
#include "nodes.h"

enum { MIN_PIECE_CHARS = 2, MAX_PIECES = 8 }; /* of one token */

bool ja_run_neighbour(const ja_hearing *h, size_t token, ja_run_word *ret)
{
    const ja_token *t = &h->tokens[token];
    const mecab_node_t *n = ja_best_node(h, t);
    bool prefix = n != NULL && ja_node_is_prefix(n);
    bool verb = n != NULL && n->stat == MECAB_NOR_NODE && !prefix && !ja_node_is_noun(n);
    if (t->cls != JA_WORD || verb)
        return false;
    *ret = (ja_run_word){t->start, t->end, t->n_keys > 0 ? t->keys[0] : (ky_str){0}, prefix,
                         n != NULL && ja_node_is_suffix(n)};
    return true;
}

void ja_runs_before(const ja_hearing *h, size_t token, ja_run_words *w)
{
    ja_run_word found[JA_MAX_RUN_NEIGHBOURS];
    size_t n = 0;
    while (n < JA_MAX_RUN_NEIGHBOURS && token > n && ja_run_neighbour(h, token - n - 1, &found[n]))
        n++;
    while (n > 0)
        w->items[w->n++] = found[--n];
}

void ja_runs_behind(const ja_hearing *h, size_t token, ja_run_words *w)
{
    for (size_t i = 0; i < JA_MAX_RUN_NEIGHBOURS && token + i < h->n; i++, w->n++)
        if (!ja_run_neighbour(h, token + i, &w->items[w->n]))
            return;
}

bool ja_runs_border(const ja_hearing *h, size_t token, size_t at)
{
    token = ja_token_ending(h, token, at);
    return token >= h->n || h->tokens[token].start == at || h->tokens[token].end == at;
}

/* Words i to j, where one of their ends tears a token, and not both the same one. */
static ky_rc add_run(const ja_hearing *h, size_t token, const ja_run_words *w, size_t i, size_t j)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    size_t start = w->items[i].start;
    size_t end = w->items[j].end;
    bool read = true;
    while (token < h->n && h->tokens[token].end <= start)
        token++;
    if (token >= h->n || end <= h->tokens[token].end ||
        (h->tokens[token].start == start && ja_runs_border(h, token, end)))
        return KY_OK;
    for (size_t k = i; k <= j; k++) {
        read = read && w->items[k].key.n > 0;
        ky_buf_put(&key, w->items[k].key);
    }
    ky_str kept = ky_arena_str(h->arena, read ? ky_buf_str(&key) : (ky_str){0});
    if (!ky_buf_ok(&key) || kept.p == NULL)
        return ky_nomem(h->err);
    return ja_add_heard(h, start, end, kept, JA_HOLD_RAGGED);
}

ky_rc ja_runs_add(const ja_hearing *h, size_t token, const ja_run_words *w)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < w->n; i++)
        for (size_t j = i; j < w->n && j < i + JA_MAX_RUN_WORDS && rc == KY_OK; j++)
            if (!w->items[i].suffix && !w->items[j].prefix)
                rc = add_run(h, token, w, i, j);
    return rc;
}

/* True for a counter that the token begins with: 年 of 年度, behind a number as good as a word. */
static bool is_counter(const ja_hearing *h, const ja_token *t, const ja_heard *piece)
{
    const mecab_node_t *n = ja_best_node(h, t);
    return piece->start == t->start && n != NULL && ja_node_is_counter(n);
}

/* Words inside the token that begin or end it; kana alone are parts of too many (たい of たい肥).
 */
static size_t pieces_of(const ja_hearing *h, const ja_token *t, ja_heard *ret)
{
    size_t n = 0;
    for (size_t i = h->heard->n; i > 0 && h->heard->items[i - 1].end > t->start; i--) {
        const ja_heard *o = &h->heard->items[i - 1];
        ky_str text = {h->folded.p + o->start, o->end - o->start};
        bool inside = o->hold == JA_HOLD_INSIDE && o->start >= t->start && o->end <= t->end;
        if (inside && n < MAX_PIECES && (o->start == t->start || o->end == t->end) &&
            ja_has_kanji(text) && (ky_utf8_count(text) >= MIN_PIECE_CHARS || is_counter(h, t, o)))
            ret[n++] = *o;
    }
    return n;
}

/* A part of a place's name with what kind of place that is would be another place: 村山市 of
 * 東村山|市. */
static bool makes_another_place(const ja_hearing *h, size_t token)
{
    const mecab_node_t *place = ja_best_node(h, &h->tokens[token]);
    const mecab_node_t *next = token + 1 < h->n ? ja_best_node(h, &h->tokens[token + 1]) : NULL;
    return place != NULL && next != NULL && ja_node_is_name(place) &&
           ja_rules_is_district(h->rules, (ky_str){next->surface, next->length});
}

static ky_rc add_with_piece(const ja_hearing *h, size_t token, const ja_heard *piece)
{
    ja_run_words w = {.n = 0};
    const ja_run_word word = {piece->start, piece->end, piece->key, false, false};
    if (piece->start > h->tokens[token].start) {
        if (makes_another_place(h, token))
            return KY_OK;
        w.items[w.n++] = word;
        ja_runs_behind(h, token + 1, &w);
        return ja_runs_add(h, token, &w);
    }
    ja_runs_before(h, token, &w);
    size_t first = token - w.n;
    w.items[w.n++] = word;
    return ja_runs_add(h, first, &w);
}

ky_rc ja_hear_part_runs(const ja_hearing *h)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < h->n && rc == KY_OK; i++) {
        ja_heard pieces[MAX_PIECES];
        size_t n = h->tokens[i].cls == JA_WORD ? pieces_of(h, &h->tokens[i], pieces) : 0;
        for (size_t k = 0; k < n && rc == KY_OK; k++)
            rc = add_with_piece(h, i, &pieces[k]);
    }
    return rc;
}
