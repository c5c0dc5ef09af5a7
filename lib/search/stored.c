#include "stored.h"

#include "base/varint.h"
#include "ja/saved.h"
#include "record_bytes.h"

void ky_stored_begin(const ky_record *r, const ky_schema *s, ky_buf *out)
{
    ky_record_write(r, s, out);
}

/* The analysis of a text, its length before it. */
void ky_stored_add(const ja_analysis *a, ky_buf *out)
{
    KY_CLEANUP(ky_buf_fini) ky_buf saved = {0};
    ja_save(a, &saved);
    ky_put_varint(saved.n, out);
    ky_buf_put(out, ky_buf_str(&saved));
    out->failed = out->failed || saved.failed;
}

static ky_rc damaged(ky_err *err)
{
    return ky_fail(err, KY_E_CORRUPT, "the index is damaged: a stored record cannot be read");
}

static ky_rc read_text(ky_str text, ky_str *rest, ky_arena *arena, ja_analysis *ret, ky_err *err)
{
    uint64_t n = 0;
    if (!ky_get_varint(rest, &n) || n > rest->n)
        return damaged(err);
    ky_str saved = {rest->p, (size_t) n};
    *rest = ky_str_from(*rest, (size_t) n);
    ky_rc rc = ja_restore(text, saved, arena, ret, err);
    return rc == KY_E_INVALID ? damaged(err) : rc;
}

static ky_rc read_texts(ky_str rest, const ky_schema *s, ky_arena *arena, ky_stored *st,
                        ky_err *err)
{
    const ky_text_ref *refs = NULL;
    size_t n = 0;
    if (!ky_record_texts(&st->record, s, arena, &refs, &n))
        return ky_nomem(err);
    ky_stored_text *texts = KY_ARENA_ARRAY(arena, ky_stored_text, n);
    if (texts == NULL)
        return ky_nomem(err);
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < n && rc == KY_OK; i++) {
        texts[i].field = refs[i].field;
        rc = read_text(refs[i].text, &rest, arena, &texts[i].analysis, err);
    }
    if (rc == KY_OK && rest.n > 0)
        rc = damaged(err);
    st->texts = texts;
    st->n_texts = n;
    return rc;
}

ky_rc ky_stored_read(ky_str data, const ky_schema *s, ky_arena *arena, ky_stored *ret, ky_err *err)
{
    ky_rc rc = ky_record_read(&data, s, arena, &ret->record, err);
    return rc == KY_OK ? read_texts(data, s, arena, ret, err) : rc;
}

ky_rc ky_stored_record(ky_str data, const ky_schema *s, ky_arena *arena, ky_record *ret,
                       ky_err *err)
{
    return ky_record_read(&data, s, arena, ret, err);
}
