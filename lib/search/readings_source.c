#include "readings_source.h"

#include "base/arena.h"
#include "blob.h"
#include "layout.h"

typedef struct entry {
    ky_str key;
    ky_str spelling;
    unsigned how;
} entry;

typedef struct gathered {
    ky_arena arena;
    entry *items;
    size_t n;
    size_t cap;
    bool failed; /* no memory */
} gathered;

static void gathered_fini(gathered *g)
{
    ky_arena_fini(&g->arena);
    free(g->items);
}

static bool gather(const xapc_term *t, void *payload)
{
    gathered *g = payload;
    ja_sound s;
    ky_str term = ky_arena_str(&g->arena, ky_bytes_str(t->term));
    g->failed = term.p == NULL || !KY_GROW(g->items, g->cap, g->n + 1);
    if (g->failed)
        return false;
    if (ky_term_is_sound(term, &s))
        g->items[g->n++] = (entry){s.key, s.spelling, ky_read_as(s.kind, s.certain)};
    return true;
}

static ky_rc gather_kind(xapc_database *sounds, ja_sound_kind kind, bool certain, gathered *g,
                         ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf prefix = {0};
    xapc_error xe;
    ky_term_sound_prefix(kind, certain, &prefix);
    ky_rc rc = ky_buf_check(&prefix, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(
            xapc_database_each_term(sounds, ky_bytes(ky_buf_str(&prefix)), gather, g, &xe), &xe,
            err);
    return rc == KY_OK && g->failed ? ky_nomem(err) : rc;
}

static ky_rc gather_all(xapc_database *sounds, gathered *g, ky_err *err)
{
    ky_rc rc = KY_OK;
    for (ja_sound_kind kind = JA_SOUND_WORD; kind < JA_SOUND_RUN && rc == KY_OK; kind++) {
        rc = gather_kind(sounds, kind, true, g, err);
        if (rc == KY_OK)
            rc = gather_kind(sounds, kind, false, g, err);
    }
    return rc;
}

static int by_key(const void *a, const void *b)
{
    const entry *x = a;
    const entry *y = b;
    int order = ky_str_cmp(x->key, y->key);
    return order != 0 ? order : ky_str_cmp(x->spelling, y->spelling);
}

ky_rc ky_readings_store(xapc_database *sounds, xapc_writer *w, ky_err *err)
{
    KY_CLEANUP(gathered_fini) gathered g = {0};
    KY_CLEANUP(ky_readings_writer_fini) ky_readings_writer out = {0};
    ky_rc rc = gather_all(sounds, &g, err);
    if (rc != KY_OK)
        return rc;
    if (g.n > 0)
        qsort(g.items, g.n, sizeof g.items[0], by_key);
    for (size_t i = 0; i < g.n;) {
        entry e = g.items[i];
        for (i++; i < g.n && by_key(&g.items[i], &e) == 0; i++)
            e.how |= g.items[i].how;
        ky_readings_add(&out, e.key, e.spelling, e.how);
    }
    rc = ky_buf_check(&out.bytes, err);
    return rc == KY_OK ? ky_blob_store(w, KY_META_READINGS, ky_buf_str(&out.bytes), err) : rc;
}

ky_rc ky_readings_load(xapc_database *db, ky_readings *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf bytes = {0};
    ky_rc rc = ky_blob_load(db, KY_META_READINGS, &bytes, err);
    return rc == KY_OK ? ky_readings_parse(&bytes, ret, err) : rc;
}
