#include "titles.h"

void ky_titles_fini(ky_titles *t)
{
    ky_arena_fini(&t->arena);
    free(t->items);
    free(t->slots);
    *t = (ky_titles){0};
}

/* The slot of a title: its own, or the free one where it belongs. */
static uint32_t *slot_of(const ky_titles *t, ky_str title)
{
    size_t at = (size_t) ky_hash(title, KY_HASH_SEED);
    for (;; at++) {
        uint32_t *slot = &t->slots[at & (t->n_slots - 1)];
        if (*slot == 0 || ky_str_eq(t->items[*slot - 1].text, title))
            return slot;
    }
}

/* Keep the table half empty. */
static bool make_room(ky_titles *t)
{
    if (t->slots != NULL && t->n < t->n_slots / 2)
        return true;
    size_t n = t->n_slots == 0 ? 256 : t->n_slots * 2;
    uint32_t *slots = calloc(n, sizeof *slots);
    if (slots == NULL)
        return false;
    free(t->slots);
    t->slots = slots;
    t->n_slots = n;
    for (uint32_t i = 0; i < t->n; i++)
        *slot_of(t, t->items[i].text) = i + 1;
    return true;
}

ky_rc ky_titles_add(ky_titles *t, ky_str title, uint32_t records, ky_err *err)
{
    if (title.n == 0)
        return KY_OK;
    if (!make_room(t))
        return ky_nomem(err);
    uint32_t *slot = slot_of(t, title);
    if (*slot != 0) {
        t->items[*slot - 1].records += records;
        return KY_OK;
    }
    if (t->n == KY_MAX_TITLES)
        return KY_OK;
    ky_str text = ky_arena_str(&t->arena, title);
    if (text.p == NULL || !KY_GROW(t->items, t->cap, t->n + 1))
        return ky_nomem(err);
    t->items[t->n++] = (ky_title){text, records};
    *slot = t->n;
    return KY_OK;
}
