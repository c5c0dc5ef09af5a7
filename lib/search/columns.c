#include "columns.h"

#include "layout.h"

enum { FIRST_BUCKETS = 64 };

/* Values by their text, open addressing, at most half full. */
typedef struct dictionary {
    ky_arena *arena;
    ky_str *values;
    size_t n;
    size_t cap;
    uint32_t *buckets; /* id + 1, or 0 */
    size_t n_buckets;  /* a power of 2 */
} dictionary;

static void dictionary_fini(dictionary *d)
{
    free(d->values);
    free(d->buckets);
}

static size_t bucket_of(const dictionary *d, ky_str value)
{
    size_t at = (size_t) ky_hash(value, KY_HASH_SEED) & (d->n_buckets - 1);
    while (d->buckets[at] != 0 && !ky_str_eq(d->values[d->buckets[at] - 1], value))
        at = (at + 1) & (d->n_buckets - 1);
    return at;
}

static bool widen(dictionary *d)
{
    if (d->n_buckets > 2 * d->n)
        return true;
    size_t n = d->n_buckets == 0 ? FIRST_BUCKETS : 2 * d->n_buckets;
    uint32_t *buckets = calloc(n, sizeof *buckets);
    if (buckets == NULL)
        return false;
    free(d->buckets);
    d->buckets = buckets;
    d->n_buckets = n;
    for (size_t i = 0; i < d->n; i++)
        d->buckets[bucket_of(d, d->values[i])] = (uint32_t) i + 1;
    return true;
}

/* The id of a value, given on first sight; UINT32_MAX without memory. */
static uint32_t id_of(dictionary *d, ky_str value)
{
    if (!widen(d))
        return UINT32_MAX;
    size_t at = bucket_of(d, value);
    if (d->buckets[at] != 0)
        return d->buckets[at] - 1;
    ky_str copy = ky_arena_str(d->arena, value);
    if (copy.p == NULL || !KY_GROW(d->values, d->cap, d->n + 1))
        return UINT32_MAX;
    d->values[d->n++] = copy;
    d->buckets[at] = (uint32_t) d->n;
    return (uint32_t) d->n - 1;
}

/* What has been read of one facet: documents and ids as they came, slot by slot. */
typedef struct pairs {
    dictionary values;
    uint32_t *docids;
    size_t docids_cap;
    uint32_t *ids;
    size_t ids_cap;
    size_t n;
    uint32_t last_docid;
    bool failed;
} pairs;

static void pairs_fini(pairs *p)
{
    dictionary_fini(&p->values);
    free(p->docids);
    free(p->ids);
}

static bool take_value(uint32_t docid, xapc_bytes value, void *payload)
{
    pairs *p = payload;
    uint32_t id = id_of(&p->values, ky_bytes_str(value));
    if (id == UINT32_MAX || docid > p->last_docid || !KY_GROW(p->docids, p->docids_cap, p->n + 1) ||
        !KY_GROW(p->ids, p->ids_cap, p->n + 1)) {
        p->failed = true;
        return false;
    }
    p->docids[p->n] = docid;
    p->ids[p->n++] = id;
    return true;
}

/* Counting sort of the pairs by document. */
static bool pack(const pairs *p, ky_arena *arena, ky_column *ret)
{
    size_t n_starts = (size_t) p->last_docid + 2;
    uint32_t *starts = KY_ARENA_ARRAY(arena, uint32_t, n_starts + 1);
    uint32_t *ids = KY_ARENA_ARRAY(arena, uint32_t, p->n);
    ky_str *values = KY_ARENA_ARRAY(arena, ky_str, p->values.n);
    if (starts == NULL || ids == NULL || values == NULL)
        return false;
    for (size_t i = 0; i < p->n; i++)
        starts[p->docids[i] + 2]++;
    for (size_t d = 1; d <= n_starts; d++)
        starts[d] += starts[d - 1];
    /* starts[d + 1] is where document d's next id goes, and ends as where it ends. */
    for (size_t i = 0; i < p->n; i++)
        ids[starts[p->docids[i] + 1]++] = p->ids[i];
    for (size_t i = 0; i < p->values.n; i++)
        values[i] = p->values.values[i];
    *ret = (ky_column){values, (uint32_t) p->values.n, starts, ids};
    return true;
}

static ky_rc read_column(xapc_database *db, size_t field, uint32_t width, uint32_t last_docid,
                         ky_arena *arena, ky_column *ret, bool *ret_local, ky_err *err)
{
    KY_CLEANUP(pairs_fini) pairs p = {.values.arena = arena, .last_docid = last_docid};
    xapc_error xe;
    for (size_t i = 0; i < width; i++) {
        xapc_status st = xapc_database_each_value(db, ky_slot_facet(field, i), take_value, &p, &xe);
        *ret_local = st != XAPC_UNIMPLEMENTED;
        if (!*ret_local)
            return KY_OK;
        ky_rc rc = ky_xapian_rc(st, &xe, err);
        if (rc != KY_OK)
            return rc;
        if (p.failed)
            return ky_nomem(err);
    }
    return pack(&p, arena, ret) ? KY_OK : ky_nomem(err);
}

ky_rc ky_columns_read(xapc_database *db, const ky_schema *s, const uint32_t *widths,
                      ky_arena *arena, ky_columns *ret, ky_err *err)
{
    ky_columns c = {.fields = KY_ARENA_ARRAY(arena, ky_column, s->n_fields)};
    xapc_database_stats stats;
    xapc_error xe;
    if (c.fields == NULL)
        return ky_nomem(err);
    ky_rc rc = ky_xapian_rc(xapc_database_get_stats(db, &stats, &xe), &xe, err);
    if (rc != KY_OK)
        return rc;
    c.last_docid = stats.last_docid;
    if (stats.part_count > 1)
        c.fields = NULL;
    for (size_t i = 0; i < s->n_fields && c.fields != NULL; i++) {
        bool local = true;
        if (!s->fields[i].facet)
            continue;
        rc = read_column(db, i, widths[i], c.last_docid, arena, &c.fields[i], &local, err);
        if (rc != KY_OK)
            return rc;
        if (!local)
            c.fields = NULL;
    }
    *ret = c;
    return KY_OK;
}

uint32_t ky_column_find(const ky_column *c, ky_str value)
{
    uint32_t i = 0;
    while (i < c->n_values && !ky_str_eq(c->values[i], value))
        i++;
    return i;
}
