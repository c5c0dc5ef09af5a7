#include "candidates.h"

static int order(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

/* Negative where a comes before b. */
static int cmp(const ky_lexicon *lx, const ky_candidate *a, const ky_candidate *b)
{
    if (a->tier != b->tier)
        return order(a->tier, b->tier);
    if (a->count != b->count)
        return order(b->count, a->count);
    ky_lexicon_entry x = ky_lexicon_at(lx, a->entry);
    ky_lexicon_entry y = ky_lexicon_at(lx, b->entry);
    int c = order(ky_utf8_count(x.folded), ky_utf8_count(y.folded));
    if (c == 0)
        c = ky_str_cmp(x.folded, y.folded);
    if (c == 0)
        c = order(x.kind, y.kind);
    if (c == 0)
        c = order(a->entry, b->entry);
    return c != 0 ? c : order(b->alone, a->alone);
}

static void swap(ky_candidate *a, ky_candidate *b)
{
    ky_candidate c = *a;
    *a = *b;
    *b = c;
}

static void sift_down(const ky_lexicon *lx, ky_candidate *items, size_t at, size_t n)
{
    for (size_t child; (child = 2 * at + 1) < n; at = child) {
        if (child + 1 < n && cmp(lx, &items[child + 1], &items[child]) > 0)
            child++;
        if (cmp(lx, &items[child], &items[at]) <= 0)
            return;
        swap(&items[child], &items[at]);
    }
}

/* The last one, up to its place. */
static void sift_up(ky_candidates *c)
{
    for (size_t at = c->n - 1; at > 0;) {
        size_t parent = (at - 1) / 2;
        if (cmp(c->lx, &c->items[at], &c->items[parent]) <= 0)
            return;
        swap(&c->items[parent], &c->items[at]);
        at = parent;
    }
}

/* An entry is met once for its spelling and once for its reading, perhaps in another tier. */
static bool replaces_itself(ky_candidates *c, const ky_candidate *other)
{
    for (size_t i = 0; i < c->n; i++) {
        ky_candidate *kept = &c->items[i];
        if (kept->entry != other->entry || kept->alone != other->alone)
            continue;
        if (other->tier < kept->tier) {
            kept->tier = other->tier;
            sift_down(c->lx, c->items, i, c->n);
        }
        return true;
    }
    return false;
}

bool ky_candidates_may_add(const ky_candidates *c, uint32_t entry, uint32_t tier)
{
    if (c->n < KY_MAX_CANDIDATES || tier < c->items[0].tier)
        return true;
    return tier == c->items[0].tier && ky_lexicon_count(c->lx, entry) >= c->items[0].count;
}

void ky_candidates_add(ky_candidates *c, uint32_t entry, uint32_t tier, bool alone)
{
    const ky_candidate new = {entry, tier, ky_lexicon_count(c->lx, entry), alone};
    if (c->n == KY_MAX_CANDIDATES && cmp(c->lx, &new, &c->items[0]) >= 0)
        return;
    if (replaces_itself(c, &new))
        return;
    if (c->n < KY_MAX_CANDIDATES) {
        c->items[c->n++] = new;
        sift_up(c);
        return;
    }
    c->items[0] = new;
    sift_down(c->lx, c->items, 0, c->n);
}

void ky_candidates_sort(const ky_lexicon *lx, ky_candidate *items, size_t n)
{
    for (size_t i = n / 2; i-- > 0;)
        sift_down(lx, items, i, n);
    for (; n > 1; n--) {
        swap(&items[0], &items[n - 1]);
        sift_down(lx, items, 0, n - 1);
    }
}
