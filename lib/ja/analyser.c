#include "analyser.h"

#include "chars.h"
#include "feature.h"
#include "heard.h"
#include "model.h"
#include "nodes.h"
#include "sentence.h"
#include "spelling.h"

struct ja_analyser {
    const ja_model *model;
    mecab_lattice_t *lattice;
    ja_token *tokens; /* of the text under way; kept for the next one */
    size_t cap;
    ja_heard_list heard; /* likewise */
};

/* One text under way. */
typedef struct job {
    ja_analyser *an;
    ky_arena *arena;
    ky_str folded;
    size_t n; /* tokens so far */
    bool hears;
    ky_err *err;
} job;

ky_rc ja_analyser_new(const ja_model *m, ja_analyser **ret, ky_err *err)
{
    KY_CLEANUP(ja_analyser_free_p) ja_analyser *an = calloc(1, sizeof *an);
    if (an == NULL)
        return ky_nomem(err);
    an->model = m;
    an->lattice = mecab_model_new_lattice(m->mecab);
    if (an->lattice == NULL)
        return ky_nomem(err);
    *ret = KY_STEAL(an);
    return KY_OK;
}

void ja_analyser_free(ja_analyser *an)
{
    if (an == NULL)
        return;
    if (an->lattice != NULL)
        mecab_lattice_destroy(an->lattice);
    free(an->heard.items);
    free(an->tokens);
    free(an);
}

static ky_str slice(const job *j, size_t start, size_t end)
{
    return (ky_str){j->folded.p + start, end - start};
}

static uint32_t next_position(const job *j)
{
    if (j->n == 0)
        return 1;
    const ja_token *last = &j->an->tokens[j->n - 1];
    if (last->cls == JA_MARK && ja_is_joiner(slice(j, last->start, last->end)))
        return last->position;
    uint32_t gap = last->cls == JA_MARK ? ja_gap(j->folded, last->start, last->end) : 0;
    return last->position + 1 + gap;
}

static ky_rc push(job *j, size_t start, size_t end, ja_class cls, ky_str base, ky_str reading)
{
    ja_analyser *an = j->an;
    if (!KY_GROW(an->tokens, an->cap, j->n + 1))
        return ky_nomem(j->err);
    an->tokens[j->n] = (ja_token){
        .start = (uint32_t) start,
        .end = (uint32_t) end,
        .position = next_position(j),
        .cls = cls,
        .base = base,
        .reading = reading,
    };
    j->n++;
    return KY_OK;
}

/* Neighbouring marks are one token, whatever pieces they come from. */
static ky_rc push_mark(job *j, size_t start, size_t end)
{
    ja_token *last = j->n == 0 ? NULL : &j->an->tokens[j->n - 1];
    if (last == NULL || last->cls != JA_MARK) {
        ky_str text = slice(j, start, end);
        return push(j, start, end, JA_MARK, text, text);
    }
    last->end = (uint32_t) end;
    last->base = last->reading = slice(j, last->start, end);
    return KY_OK;
}

static bool is_given(ky_str col)
{
    return col.n > 0 && !ky_str_eq(col, KY_LIT("*"));
}

static ky_str next_part(ky_str *rest)
{
    size_t n = ky_str_find(*rest, KY_LIT("|"));
    ky_str part = {rest->p, n == SIZE_MAX ? rest->n : n};
    *rest = ky_str_from(*rest, n == SIZE_MAX ? rest->n : n + 1);
    return part;
}

/* A compound of the user dictionary: a token for each of its parts. */
static ky_rc push_parts(job *j, size_t start, ky_str parts, ky_str readings, ja_class cls)
{
    while (parts.n > 0) {
        ky_str part = next_part(&parts);
        ky_str base = slice(j, start, start + part.n);
        ky_rc rc = push(j, start, start + part.n, cls, base, next_part(&readings));
        if (rc != KY_OK)
            return rc;
        start += part.n;
    }
    return KY_OK;
}

/* A word of a dictionary, with what its columns say. */
static ky_rc push_known(job *j, size_t start, size_t end, ky_str feature)
{
    ky_str cols[JA_COLS_USER] = {{0}};
    size_t n;
    ky_rc rc = ja_csv_split(feature, j->arena, cols, JA_COLS_USER, &n, j->err);
    if (rc != KY_OK)
        return rc;
    ky_str surface = slice(j, start, end);
    ky_str base = surface;
    if (is_given(cols[JA_COL_BASE]) && !ky_str_eq(cols[JA_COL_BASE], surface)) {
        rc = ja_fold(cols[JA_COL_BASE], j->arena, &base, j->err);
        if (rc != KY_OK)
            return rc;
        if (base.n == 0)
            base = surface;
    }
    ky_str reading = is_given(cols[JA_COL_READING]) ? cols[JA_COL_READING] : surface;
    ja_class cls = ja_rules_class(j->an->model->rules, feature, base);
    if (cols[JA_COL_PARTS].n > 0)
        return push_parts(j, start, cols[JA_COL_PARTS], cols[JA_COL_PART_READINGS], cls);
    return push(j, start, end, cls, base, reading);
}

/* A part of speech guessed for an unknown word makes it no stop word: the word may be what the
 * question is about. */
static ky_rc push_text(job *j, size_t start, size_t end, const mecab_node_t *node)
{
    if (node != NULL && node->stat == MECAB_NOR_NODE)
        return push_known(j, start, end, ky_str_of(node->feature));
    ky_str surface = slice(j, start, end);
    return push(j, start, end, JA_WORD, surface, surface);
}

/* Where the run of marks, or of text, that begins at `start` ends. */
static size_t run_end(ky_str folded, size_t start, size_t end, bool *ret_mark)
{
    size_t len;
    bool mark = ja_is_mark(ky_utf8_next(ky_str_from(folded, start), &len));
    size_t at = start + len;
    for (; at < end; at += len) {
        if (ja_is_mark(ky_utf8_next(ky_str_from(folded, at), &len)) != mark)
            break;
    }
    *ret_mark = mark;
    return at < end ? at : end;
}

/* Tokens for [start, end), which one node covers, or none (NULL). No token has both marks and text:
 * where the node does, its columns say nothing about the parts. */
static ky_rc push_range(job *j, size_t start, size_t end, const mecab_node_t *node)
{
    for (size_t at = start; at < end;) {
        bool mark;
        size_t next = run_end(j->folded, at, end, &mark);
        bool whole = at == start && next == end;
        ky_rc rc = mark ? push_mark(j, at, next) : push_text(j, at, next, whole ? node : NULL);
        if (rc != KY_OK)
            return rc;
        at = next;
    }
    return KY_OK;
}

/* True where a word of the dictionary holds marks and text, such as デイ・ケア. */
static bool has_mixed_node(const job *j, ja_piece piece)
{
    const mecab_node_t *node = mecab_lattice_get_bos_node(j->an->lattice);
    for (; node != NULL; node = node->next) {
        if (node->stat != MECAB_NOR_NODE && node->stat != MECAB_UNK_NODE)
            continue;
        size_t start = piece.start + (size_t) (node->surface - (j->folded.p + piece.start));
        bool mark;
        if (run_end(j->folded, start, start + node->length, &mark) < start + node->length)
            return true;
    }
    return false;
}

static ky_rc parse(job *j)
{
    mecab_lattice_t *lattice = j->an->lattice;
    if (!mecab_parse_lattice(j->an->model->tagger, lattice))
        return ky_fail(j->err, KY_E_INTERNAL, "MeCab: %s", mecab_lattice_strerror(lattice));
    return KY_OK;
}

/* Analyse the piece. A word that runs across a mark is taken apart by a second analysis in which
 * every mark is a border, so that デイ・ケア and デイ ケア give the same words. */
static ky_rc parse_piece(job *j, ja_piece piece)
{
    mecab_lattice_t *lattice = j->an->lattice;
    const char *text = j->folded.p + piece.start;
    mecab_lattice_set_sentence2(lattice, text, piece.end - piece.start);
    ky_rc rc = parse(j);
    if (rc != KY_OK || !has_mixed_node(j, piece))
        return rc;
    mecab_lattice_set_sentence2(lattice, text, piece.end - piece.start);
    for (size_t at = piece.start; at < piece.end;) {
        bool mark;
        at = run_end(j->folded, at, piece.end, &mark);
        if (at < piece.end)
            mecab_lattice_set_boundary_constraint(lattice, at - piece.start, MECAB_TOKEN_BOUNDARY);
    }
    return parse(j);
}

/* What MeCab leaves out between two nodes is pushed without a node, so that every byte is covered
 * whatever the dictionary takes for white space. */
static ky_rc push_piece(job *j, ja_piece piece)
{
    ky_rc rc = KY_OK;
    size_t at = piece.start;
    const mecab_node_t *node = mecab_lattice_get_bos_node(j->an->lattice);
    for (; node != NULL && rc == KY_OK; node = node->next) {
        if (node->stat != MECAB_NOR_NODE && node->stat != MECAB_UNK_NODE)
            continue;
        size_t start = (size_t) (node->surface - j->folded.p);
        rc = push_range(j, at, start, NULL);
        if (rc == KY_OK)
            rc = push_range(j, start, start + node->length, node);
        at = start + node->length;
    }
    return rc == KY_OK ? push_range(j, at, piece.end, NULL) : rc;
}

/* Marks at the piece's start may have gone into the token before it. */
static ky_rc analyse_piece(job *j, ja_piece piece)
{
    ja_analyser *an = j->an;
    size_t first = j->n;
    ky_rc rc = parse_piece(j, piece);
    if (rc == KY_OK)
        rc = push_piece(j, piece);
    if (rc != KY_OK || !j->hears)
        return rc;
    ja_hearing h = {.lattice = an->lattice,
                    .mecab = an->model->mecab,
                    .rules = an->model->rules,
                    .arena = j->arena,
                    .folded = j->folded,
                    .start = piece.start,
                    .end = piece.end,
                    .tokens = an->tokens + first,
                    .n = j->n - first,
                    .heard = &an->heard,
                    .err = j->err};
    return ja_hear(&h);
}

static ky_rc analyse(ja_analyser *an, ky_str text, bool hears, ky_arena *arena, ja_analysis *ret,
                     ky_err *err)
{
    ja_text folded;
    ky_rc rc = ja_text_fold(text, arena, &folded, err);
    if (rc != KY_OK)
        return rc;
    an->heard.n = 0;
    job j = {.an = an, .arena = arena, .folded = folded.folded, .hears = hears, .err = err};
    for (size_t at = 0; at < j.folded.n;) {
        ja_piece piece = ja_piece_at(j.folded, at);
        rc = piece.marks ? push_mark(&j, piece.start, piece.end) : analyse_piece(&j, piece);
        if (rc != KY_OK)
            return rc;
        at = piece.end;
    }
    ja_token *tokens = KY_ARENA_ARRAY(arena, ja_token, j.n);
    ja_heard *heard = KY_ARENA_ARRAY(arena, ja_heard, an->heard.n);
    if (tokens == NULL || heard == NULL)
        return ky_nomem(err);
    if (j.n > 0)
        memcpy(tokens, an->tokens, j.n * sizeof *tokens);
    if (an->heard.n > 0)
        memcpy(heard, an->heard.items, an->heard.n * sizeof *heard);
    *ret = (ja_analysis){.text = folded,
                         .tokens = tokens,
                         .n = j.n,
                         .heard = heard,
                         .n_heard = an->heard.n,
                         .sounds = hears};
    return KY_OK;
}

ky_rc ja_analyse(ja_analyser *an, ky_str text, ky_arena *arena, ja_analysis *ret, ky_err *err)
{
    return analyse(an, text, true, arena, ret, err);
}

ky_rc ja_cut(ja_analyser *an, ky_str text, ky_arena *arena, ja_analysis *ret, ky_err *err)
{
    return analyse(an, text, false, arena, ret, err);
}

static bool is_common_noun(const mecab_node_t *node)
{
    ky_str feature = ky_str_of(node->feature);
    return ja_node_is_noun(node) && (ky_str_starts(feature, KY_LIT("名詞,一般,")) ||
                                     ky_str_starts(feature, KY_LIT("名詞,副詞可能,")));
}

ky_rc ja_is_common_noun(ja_analyser *an, ky_str folded, bool *ret, ky_err *err)
{
    mecab_lattice_t *lattice = an->lattice;
    bool found = false;
    if (folded.n > 0) {
        mecab_lattice_set_sentence2(lattice, folded.p, folded.n);
        if (!mecab_parse_lattice(an->model->tagger, lattice))
            return ky_fail(err, KY_E_INTERNAL, "MeCab: %s", mecab_lattice_strerror(lattice));
        const mecab_node_t *node = mecab_lattice_get_begin_nodes(lattice, 0);
        for (; node != NULL && !found; node = node->bnext)
            found = node->length == folded.n && is_common_noun(node);
    }
    *ret = found;
    return KY_OK;
}
