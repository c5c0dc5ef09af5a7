#include "told.h"

#include <stdio.h>

#include "base/varint.h"
#include "blob.h"
#include "generation.h"
#include "layout.h"

/* Who asked: what other questions are made by finds other records. */
static void put_maker(const ja_model *model, ky_buf *out)
{
    ky_buf_printf(out, "%s %s %s\n", KYODO_VERSION, ja_model_fingerprint(model),
                  ja_model_words_version(model));
}

static void buffer_free(xapc_buffer *b)
{
    xapc_buffer_free(b);
}

/* ---- telling ---- */

static ky_rc tell_entry(ky_index *ix, uint32_t entry, ky_arena *arena, ky_buf *out, ky_err *err)
{
    ky_docids found = {0};
    uint32_t before = 0;
    ky_rc rc = ky_held_by_question(ix, ky_lexicon_at(&ix->lexicon, entry).text, arena, &found, err);
    ky_put_varint(found.n, out);
    for (uint32_t i = 0; i < found.n; i++) {
        ky_put_varint(found.ids[i] - before, out);
        before = found.ids[i];
    }
    ky_arena_clear(arena);
    ky_index_rest(ix);
    return rc;
}

static ky_rc tell(ky_index *ix, ky_buf *out, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_rc rc = KY_OK;
    put_maker(ix->model, out);
    ky_put_varint(ix->lexicon.n, out);
    for (uint32_t i = 0; i < ix->lexicon.n && rc == KY_OK; i++)
        rc = tell_entry(ix, i, &arena, out, err);
    return rc == KY_OK ? ky_buf_check(out, err) : rc;
}

static ky_rc ask_all(const char *folder, const ja_model *model, ky_buf *out, ky_err *err)
{
    KY_CLEANUP(ky_index_free_p) ky_index *ix = NULL;
    ky_rc rc = ky_index_open_folder(folder, "staged", model, &ix, err);
    if (rc != KY_OK || ix->records > KY_TOLD_RECORDS || ix->lexicon.n > KY_TOLD_ENTRIES)
        return rc;
    return tell(ix, out, err);
}

static ky_rc write_alone(const char *path, ky_str bytes, ky_err *err)
{
    KY_CLEANUP(xapc_writer_free_p) xapc_writer *w = NULL;
    xapc_error xe;
    unsigned flags = XAPC_OPEN_NO_SYNC | XAPC_OPEN_NO_TERMLIST;
    ky_rc rc = ky_xapian_rc(xapc_writer_open(path, XAPC_CREATE_NEW, flags, 0, &w, &xe), &xe, err);
    if (rc == KY_OK)
        rc = ky_blob_store(w, KY_META_TOLD, bytes, err);
    return rc == KY_OK ? ky_xapian_rc(xapc_writer_close(w, &xe), &xe, err) : rc;
}

/* A compacted database that is written to is compact no more: both are merged into a new one. */
static ky_rc merge(const char *shard, const char *alone, const char *merged, ky_err *err)
{
    const char *from[] = {shard, alone};
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(xapc_compact(from, KY_LEN(from), merged, XAPC_COMPACT_FULL, 0, 0, &xe),
                            &xe, err);
    for (size_t i = 0; i < KY_LEN(from) && rc == KY_OK; i++)
        rc = ky_remove_tree(from[i], err);
    if (rc == KY_OK && rename(merged, shard) != 0)
        rc = ky_fail(err, KY_E_IO, "the index cannot be renamed");
    return rc;
}

ky_rc ky_told_add(const char *folder, const ja_model *model, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf told = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf shard = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf alone = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf merged = {0};
    ky_rc rc = ask_all(folder, model, &told, err);
    if (rc != KY_OK || told.n == 0)
        return rc;
    ky_buf_printf(&shard, "%s/shard-0", folder);
    ky_buf_printf(&alone, "%s/told", folder);
    ky_buf_printf(&merged, "%s/merged", folder);
    if (!ky_buf_ok(&shard) || !ky_buf_ok(&alone) || !ky_buf_ok(&merged))
        return ky_nomem(err);
    rc = write_alone(alone.p, ky_buf_str(&told), err);
    return rc == KY_OK ? merge(shard.p, alone.p, merged.p, err) : rc;
}

/* ---- being told ---- */

static bool take_number(ky_str *rest, uint64_t most, uint32_t *ret)
{
    uint64_t v = 0;
    if (!ky_get_varint(rest, &v) || v > most)
        return false;
    *ret = (uint32_t) v;
    return true;
}

/* The records of one entry, ascending; all of it is no longer than the bytes it comes from. */
static bool take_records(ky_str *rest, uint32_t *ids, uint32_t *ret_n)
{
    uint32_t id = 0;
    if (!take_number(rest, rest->n, ret_n))
        return false;
    for (uint32_t i = 0; i < *ret_n; i++) {
        uint32_t more = 0;
        if (!take_number(rest, UINT32_MAX - id, &more) || more == 0)
            return false;
        ids[i] = id += more;
    }
    return true;
}

static ky_rc damaged(ky_err *err)
{
    return ky_fail(err, KY_E_CORRUPT, "the index is damaged: '" KY_META_TOLD "' makes no sense");
}

static ky_rc parse(ky_index *ix, ky_str rest, ky_err *err)
{
    uint32_t n = 0;
    ky_standing *told = KY_ARENA_ARRAY(&ix->arena, ky_standing, ix->lexicon.n);
    uint32_t *ids = KY_ARENA_ARRAY(&ix->arena, uint32_t, rest.n);
    if (told == NULL || ids == NULL)
        return ky_nomem(err);
    if (!take_number(&rest, UINT32_MAX, &n) || n != ix->lexicon.n)
        return damaged(err);
    for (uint32_t i = 0; i < n; i++) {
        told[i] = (ky_standing){{ids, 0}, true};
        if (!take_records(&rest, ids, &told[i].records.n))
            return damaged(err);
        ids += told[i].records.n;
    }
    if (rest.n > 0)
        return damaged(err);
    ix->told = told;
    return KY_OK;
}

static ky_rc is_told(const ky_index *ix, bool *ret, ky_err *err)
{
    KY_CLEANUP(buffer_free) xapc_buffer first = XAPC_BUFFER_INIT;
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(
        xapc_database_metadata(ix->db, ky_bytes(KY_LIT(KY_META_TOLD "0")), &first, &xe), &xe, err);
    *ret = rc == KY_OK && first.size > 0;
    return rc;
}

ky_rc ky_told_load(ky_index *ix, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf bytes = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf maker = {0};
    bool any = false;
    ky_rc rc = is_told(ix, &any, err);
    if (rc != KY_OK || !any)
        return rc;
    put_maker(ix->model, &maker);
    rc = ky_buf_check(&maker, err);
    if (rc == KY_OK)
        rc = ky_blob_load(ix->db, KY_META_TOLD, &bytes, err);
    if (rc != KY_OK || !ky_str_starts(ky_buf_str(&bytes), ky_buf_str(&maker)))
        return rc;
    return parse(ix, ky_str_from(ky_buf_str(&bytes), maker.n), err);
}
