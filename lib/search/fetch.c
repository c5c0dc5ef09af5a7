#include "fetch.h"

/* A document has one place, which it may have to share. */
typedef struct kept {
    uint32_t docid; /* 0: nothing is kept here */
    uint64_t round; /* of the question that read it last; its results may point here */
    ky_arena arena;
    ky_stored stored;
} kept;

struct ky_kept_records {
    kept places[KY_KEPT_RECORDS];
};

static ky_rc read(ky_index *ix, xapc_bytes data, ky_arena *arena, ky_stored *ret, ky_err *err)
{
    ky_str copy = ky_arena_str(arena, ky_bytes_str(data));
    return copy.p == NULL ? ky_nomem(err) : ky_stored_read(copy, ix->schema, arena, ret, err);
}

static ky_rc read_apart(ky_index *ix, xapc_bytes data, ky_arena *arena, const ky_stored **ret,
                        ky_err *err)
{
    ky_stored *st = KY_ARENA_ARRAY(arena, ky_stored, 1);
    if (st == NULL)
        return ky_nomem(err);
    ky_rc rc = read(ix, data, arena, st, err);
    if (rc == KY_OK)
        *ret = st;
    return rc;
}

/* In the place of another record. */
static ky_rc replace(ky_index *ix, kept *k, uint32_t docid, xapc_bytes data, const ky_stored **ret,
                     ky_err *err)
{
    k->docid = 0;
    ky_arena_fini(&k->arena);
    ky_rc rc = read(ix, data, &k->arena, &k->stored, err);
    if (rc != KY_OK)
        return rc;
    k->docid = docid;
    k->round = ix->round;
    *ret = &k->stored;
    return KY_OK;
}

ky_rc ky_fetch(ky_index *ix, uint32_t docid, ky_arena *arena, const ky_stored **ret, ky_err *err)
{
    KY_CLEANUP(xapc_buffer_free) xapc_buffer data = XAPC_BUFFER_INIT;
    xapc_error xe;
    if (ix->kept == NULL && (ix->kept = calloc(1, sizeof *ix->kept)) == NULL)
        return ky_nomem(err);
    kept *k = &ix->kept->places[docid % KY_KEPT_RECORDS];
    if (k->docid == docid) {
        k->round = ix->round;
        *ret = &k->stored;
        return KY_OK;
    }
    ky_rc rc = ky_xapian_rc(xapc_database_document_data(ix->db, docid, &data, &xe), &xe, err);
    if (rc != KY_OK)
        return rc;
    const xapc_bytes bytes = {data.data, data.size};
    bool in_use = k->docid != 0 && k->round == ix->round;
    return in_use || bytes.size > KY_KEPT_RECORD_BYTES ? read_apart(ix, bytes, arena, ret, err)
                                                       : replace(ix, k, docid, bytes, ret, err);
}

void ky_kept_records_free(ky_kept_records *k)
{
    for (size_t i = 0; k != NULL && i < KY_KEPT_RECORDS; i++)
        ky_arena_fini(&k->places[i].arena);
    free(k);
}
