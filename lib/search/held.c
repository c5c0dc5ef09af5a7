#include "held.h"

#include "ja/terms.h"
#include "layout.h"
#include "plan.h"

/* What is known of one entry; NULL: not asked yet. */
typedef struct held_entry {
    const ky_docids *found;
    const ky_standing *standing;
} held_entry;

struct ky_held {
    held_entry *entries;
    uint32_t *room[2];         /* for the records of a term each */
    char head[KY_MAX_Q_BYTES]; /* the words in front that were asked for last */
    size_t head_n;
    ky_docids beside; /* what they bring */
    uint32_t *beside_room;
};

enum { FAR_SHORTER = 32 };

static uint32_t first_not_less(const ky_docids *d, uint32_t from, uint32_t id)
{
    uint32_t to = d->n;
    while (from < to) {
        uint32_t mid = from + (to - from) / 2;
        if (d->ids[mid] < id)
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}

/* Keep in `out`, which may be the ids of one of them or NULL, what is in both, at most `most`. */
static uint32_t intersect(const ky_docids *a, const ky_docids *b, uint32_t most, uint32_t *out)
{
    uint32_t n = 0;
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n && n < most; i++) {
        if (b->n / FAR_SHORTER > a->n)
            k = first_not_less(b, k, a->ids[i]);
        while (k < b->n && b->ids[k] < a->ids[i])
            k++;
        if (k == b->n || b->ids[k] != a->ids[i])
            continue;
        if (out != NULL)
            out[n] = a->ids[i];
        n++;
    }
    return n;
}

static uint32_t common(const ky_docids *a, const ky_docids *b, uint32_t most)
{
    return a->n <= b->n ? intersect(a, b, most, NULL) : intersect(b, a, most, NULL);
}

bool ky_docids_meet(const ky_docids *a, const ky_docids *b)
{
    return common(a, b, 1) > 0;
}

uint32_t ky_docids_common(const ky_docids *a, const ky_docids *b)
{
    return common(a, b, UINT32_MAX);
}

ky_rc ky_held_by_question(ky_index *ix, ky_str q, ky_arena *arena, ky_docids *ret, ky_err *err)
{
    KY_CLEANUP(ky_plan_fini) ky_plan plan = {0};
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    const xapc_search_options all = {.max_items = ix->records,
                                     .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                     .docid_order = XAPC_DOCID_ASCENDING};
    xapc_error xe;
    ky_rc rc = ky_plan_make(ix, q, KY_MATCH_ALL, 0, &plan, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_search(ix->db, plan.matching, &all, &found, &xe), &xe, err);
    if (rc != KY_OK)
        return rc;
    uint32_t *ids = KY_ARENA_ARRAY(arena, uint32_t, found->hit_count);
    if (ids == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < found->hit_count; i++)
        ids[i] = found->hits[i].docid;
    *ret = (ky_docids){ids, (uint32_t) found->hit_count};
    return KY_OK;
}

static ky_rc held_of(ky_index *ix, ky_held **ret, ky_err *err)
{
    if (ix->held == NULL) {
        ky_held *h = KY_ARENA_ARRAY(&ix->arena, ky_held, 1);
        if (h == NULL)
            return ky_nomem(err);
        h->entries = KY_ARENA_ARRAY(&ix->arena, held_entry, ix->lexicon.n);
        h->beside_room = KY_ARENA_ARRAY(&ix->arena, uint32_t, ix->records);
        for (size_t i = 0; i < KY_LEN(h->room); i++)
            h->room[i] = KY_ARENA_ARRAY(&ix->arena, uint32_t, ix->records);
        if (h->entries == NULL || h->beside_room == NULL || h->room[0] == NULL ||
            h->room[1] == NULL)
            return ky_nomem(err);
        ix->held = h;
    }
    *ret = ix->held;
    return KY_OK;
}

static ky_rc entry_of(ky_index *ix, uint32_t entry, held_entry **ret, ky_err *err)
{
    ky_held *held = NULL;
    ky_rc rc = held_of(ix, &held, err);
    if (rc == KY_OK)
        *ret = &held->entries[entry];
    return rc;
}

ky_rc ky_held_by_entry(ky_index *ix, uint32_t entry, const ky_docids **ret, ky_err *err)
{
    held_entry *e = NULL;
    if (ix->told != NULL) {
        *ret = &ix->told[entry].records;
        return KY_OK;
    }
    ky_rc rc = entry_of(ix, entry, &e, err);
    if (rc != KY_OK)
        return rc;
    if (e->found == NULL) {
        ky_docids *found = KY_ARENA_ARRAY(&ix->arena, ky_docids, 1);
        if (found == NULL)
            return ky_nomem(err);
        rc = ky_held_by_question(ix, ky_lexicon_at(&ix->lexicon, entry).text, &ix->arena, found,
                                 err);
        if (rc != KY_OK)
            return rc;
        e->found = found;
    }
    *ret = e->found;
    return KY_OK;
}

/* ---- of the words in front ---- */

/* The next keyword of a head, which is folded and has single blanks. */
static ky_str next_word(ky_str *head)
{
    size_t n = ky_str_find(*head, KY_LIT(" "));
    ky_str word = {head->p, n == SIZE_MAX ? head->n : n};
    *head = ky_str_from(*head, n == SIZE_MAX ? head->n : n + 1);
    return word;
}

/* What the index was told of a word that is asked for as it stands; NULL where it was not. */
static const ky_docids *told_of(const ky_index *ix, ky_str word)
{
    const ky_lexicon *lx = &ix->lexicon;
    ky_lexicon_range r = ky_lexicon_by_text(lx, word);
    if (ix->told == NULL || r.from == r.to)
        return NULL;
    uint32_t entry = lx->by_text[r.from];
    return ky_str_eq(ky_lexicon_at(lx, entry).folded, word) ? &ix->told[entry].records : NULL;
}

/* Keep in h->beside what all words of a head bring together; false where one has to be asked. */
static bool tell_head(const ky_index *ix, ky_held *h, ky_str head)
{
    bool first = true;
    while (head.n > 0) {
        ky_str word = next_word(&head);
        const ky_docids *found = word.n == 0 ? NULL : told_of(ix, word);
        if (word.n > 0 && found == NULL)
            return false;
        if (found == NULL)
            continue;
        const ky_docids before = first ? *found : h->beside;
        h->beside.n = intersect(found, &before, UINT32_MAX, h->beside_room);
        h->beside.ids = h->beside_room;
        first = false;
    }
    return !first;
}

ky_rc ky_held_by_head(ky_index *ix, ky_str head, ky_arena *arena, ky_docids *ret, ky_err *err)
{
    ky_held *h = NULL;
    ky_str text = {0};
    ky_docids found = {0};
    ky_rc rc = held_of(ix, &h, err);
    bool kept = rc == KY_OK && h->head_n > 0 && ky_str_eq((ky_str){h->head, h->head_n}, head);
    if (rc == KY_OK && !kept)
        rc = ja_fold(head, arena, &text, err);
    if (rc == KY_OK && !kept)
        rc = ky_lexicon_text(text, arena, &text, err);
    if (rc != KY_OK)
        return rc;
    if (!kept && !tell_head(ix, h, text)) {
        rc = ky_held_by_question(ix, head, arena, &found, err);
        if (rc != KY_OK)
            return rc;
        h->beside = (ky_docids){h->beside_room, found.n};
        if (found.n > 0)
            memcpy(h->beside_room, found.ids, found.n * sizeof *found.ids);
    }
    h->head_n = head.n <= sizeof h->head ? head.n : 0;
    memcpy(h->head, head.p, h->head_n);
    *ret = h->beside;
    return KY_OK;
}

/* ---- by terms alone ---- */

/* Records gathered term by term. */
typedef struct gathering {
    ky_index *ix;
    uint32_t *kept; /* of all terms so far */
    uint32_t n_kept;
    uint32_t *ids; /* of the term that is being read */
    uint32_t n;
    size_t terms;
} gathering;

static bool visit_record(const xapc_posting *p, void *payload)
{
    gathering *g = payload;
    if (g->n < g->ix->records)
        g->ids[g->n++] = p->docid;
    return true;
}

/* The records of a term, into g->ids. */
static ky_rc read_term(gathering *g, ky_str term, ky_err *err)
{
    xapc_error xe;
    g->n = 0;
    if (term.n == 0 || term.n > JA_MAX_TERM_BYTES)
        return KY_OK;
    return ky_xapian_rc(xapc_database_each_posting(g->ix->db, ky_bytes(term), visit_record, g, &xe),
                        &xe, err);
}

static ky_rc narrow(void *payload, const ja_term *t, ky_err *err)
{
    gathering *g = payload;
    const ky_docids before = {g->kept, g->n_kept};
    if (g->terms > 0 && g->n_kept == 0)
        return KY_OK;
    ky_rc rc = read_term(g, t->text, err);
    const ky_docids these = {g->ids, g->n};
    g->n_kept = intersect(&these, g->terms == 0 ? &these : &before, UINT32_MAX, g->kept);
    g->terms++;
    return rc;
}

/* The term of a word or of a facet value; nothing for a name. */
static void put_own_term(const ky_index *ix, ky_lexicon_entry e, ky_buf *out)
{
    if (e.kind == KY_LEXICON_TERM)
        ja_term_make(JA_TERM_WORD, e.folded, out);
    else if (e.kind != KY_LEXICON_NAME)
        ky_term_facet(&ix->schema->fields[e.kind], e.text, out);
}

static ky_rc read_own_term(gathering *g, ky_lexicon_entry e, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    put_own_term(g->ix, e, &term);
    ky_rc rc = ky_buf_check(&term, err);
    return rc == KY_OK ? read_term(g, ky_buf_str(&term), err) : rc;
}

static ky_rc keep(ky_index *ix, const uint32_t *ids, uint32_t n, bool certain,
                  const ky_standing **ret, ky_err *err)
{
    ky_standing *kept = KY_ARENA_ARRAY(&ix->arena, ky_standing, 1);
    uint32_t *copy = KY_ARENA_ARRAY(&ix->arena, uint32_t, n);
    if (kept == NULL || copy == NULL)
        return ky_nomem(err);
    if (n > 0)
        memcpy(copy, ids, n * sizeof *copy);
    *kept = (ky_standing){{copy, n}, certain};
    *ret = kept;
    return KY_OK;
}

static ky_rc look(ky_index *ix, uint32_t entry, const ky_standing **ret, ky_err *err)
{
    ky_lexicon_entry e = ky_lexicon_at(&ix->lexicon, entry);
    gathering g = {.ix = ix, .kept = ix->held->room[0], .ids = ix->held->room[1]};
    const ky_docids *found = NULL;
    ky_rc rc = read_own_term(&g, e, err);
    if (rc == KY_OK && g.n > 0)
        return keep(ix, g.ids, g.n, true, ret, err);
    if (rc == KY_OK)
        rc = ja_grams(e.folded, narrow, &g, err);
    if (rc == KY_OK && g.terms > 0)
        return keep(ix, g.kept, g.n_kept, false, ret, err);
    if (rc == KY_OK)
        rc = ky_held_by_entry(ix, entry, &found, err);
    return rc == KY_OK ? keep(ix, found->ids, found->n, true, ret, err) : rc;
}

ky_rc ky_held_standing(ky_index *ix, uint32_t entry, const ky_standing **ret, ky_err *err)
{
    held_entry *e = NULL;
    if (ix->told != NULL) {
        *ret = &ix->told[entry];
        return KY_OK;
    }
    ky_rc rc = entry_of(ix, entry, &e, err);
    if (rc == KY_OK && e->standing == NULL)
        rc = look(ix, entry, &e->standing, err);
    if (rc == KY_OK)
        *ret = e->standing;
    return rc;
}
