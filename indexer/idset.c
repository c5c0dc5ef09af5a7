#include "idset.h"

enum { FIRST_SLOTS = 1024 };

void ky_idset_fini(ky_idset *s)
{
    free(s->slots);
    *s = (ky_idset){0};
}

/* The last step of MurmurHash3 (fmix64, public domain), so that the low bits depend on all. */
static uint64_t mix(uint64_t h)
{
    h ^= h >> 33;
    h *= UINT64_C(0xff51afd7ed558ccd);
    h ^= h >> 33;
    h *= UINT64_C(0xc4ceb9fe1a85ec53);
    h ^= h >> 33;
    return h == 0 ? 1 : h;
}

static uint64_t *slot_of(uint64_t *slots, size_t cap, uint64_t h)
{
    size_t at = (size_t) h & (cap - 1);
    while (slots[at] != 0 && slots[at] != h)
        at = (at + 1) & (cap - 1);
    return &slots[at];
}

static bool enlarge(ky_idset *s)
{
    size_t cap = s->cap == 0 ? FIRST_SLOTS : 2 * s->cap;
    uint64_t *slots = cap > s->cap ? calloc(cap, sizeof *slots) : NULL;
    if (slots == NULL)
        return false;
    for (size_t i = 0; i < s->cap; i++)
        if (s->slots[i] != 0)
            *slot_of(slots, cap, s->slots[i]) = s->slots[i];
    free(s->slots);
    s->slots = slots;
    s->cap = cap;
    return true;
}

ky_rc ky_idset_add(ky_idset *s, ky_str id, bool *ret_new, ky_err *err)
{
    if (s->n >= s->cap - s->cap / 8 && !enlarge(s))
        return ky_nomem(err);
    uint64_t h = mix(ky_hash(id, KY_HASH_SEED));
    uint64_t *slot = slot_of(s->slots, s->cap, h);
    *ret_new = *slot == 0;
    if (*slot == 0)
        s->n++;
    *slot = h;
    return KY_OK;
}
