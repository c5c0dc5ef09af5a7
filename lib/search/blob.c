#include "blob.h"

#include <stdio.h>
#include <stdlib.h>

#define ZLIB_CONST
#include <zlib.h>

#include "base/mem.h"
#include "base/varint.h"

enum { KEY_BYTES = 64 };

static ky_str chunk_key(const char *name, size_t i, char buf[static KEY_BYTES])
{
    int n = snprintf(buf, KEY_BYTES, "%s%zu", name, i);
    return (ky_str){buf, (size_t) n};
}

static ky_rc write_chunks(xapc_writer *w, const char *name, ky_str rest, ky_err *err)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; rest.n > 0 && rc == KY_OK; i++) {
        char key[KEY_BYTES];
        xapc_error xe;
        ky_str chunk = {rest.p, rest.n < KY_BLOB_CHUNK_BYTES ? rest.n : KY_BLOB_CHUNK_BYTES};
        rc = ky_xapian_rc(
            xapc_writer_set_metadata(w, ky_bytes(chunk_key(name, i, key)), ky_bytes(chunk), &xe),
            &xe, err);
        rest = ky_str_from(rest, chunk.n);
    }
    return rc;
}

static void bytes_free(Bytef **p)
{
    free(*p);
}

/* How long it is, then zlib's stream. */
ky_rc ky_blob_store(xapc_writer *w, const char *name, ky_str bytes, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf packed = {0};
    if (bytes.n > KY_BLOB_BYTES)
        return ky_fail(err, KY_E_INVALID, "the index would need %zu bytes of '%s'; %d are allowed",
                       bytes.n, name, KY_BLOB_BYTES);
    uLongf n = compressBound((uLong) bytes.n);
    KY_CLEANUP(bytes_free) Bytef *stream = malloc(n);
    if (stream == NULL ||
        compress2(stream, &n, (const Bytef *) bytes.p, (uLong) bytes.n, Z_BEST_COMPRESSION) != Z_OK)
        return ky_nomem(err);
    ky_put_varint(bytes.n, &packed);
    ky_buf_put(&packed, (ky_str){(const char *) stream, n});
    ky_rc rc = ky_buf_check(&packed, err);
    return rc == KY_OK ? write_chunks(w, name, ky_buf_str(&packed), err) : rc;
}

static void buffer_free(xapc_buffer *b)
{
    xapc_buffer_free(b);
}

static ky_rc read_chunks(xapc_database *db, const char *name, ky_buf *out, ky_err *err)
{
    for (size_t i = 0;; i++) {
        KY_CLEANUP(buffer_free) xapc_buffer chunk = XAPC_BUFFER_INIT;
        char key[KEY_BYTES];
        xapc_error xe;
        ky_rc rc = ky_xapian_rc(
            xapc_database_metadata(db, ky_bytes(chunk_key(name, i, key)), &chunk, &xe), &xe, err);
        if (rc != KY_OK)
            return rc;
        if (chunk.size == 0)
            return ky_buf_check(out, err);
        ky_buf_put(out, (ky_str){chunk.data, chunk.size});
    }
}

ky_rc ky_blob_load(xapc_database *db, const char *name, ky_buf *out, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf packed = {0};
    uint64_t size = 0;
    ky_rc rc = read_chunks(db, name, &packed, err);
    if (rc != KY_OK)
        return rc;
    ky_str rest = ky_buf_str(&packed);
    if (rest.n == 0)
        return ky_fail(err, KY_E_CORRUPT, "this is not an index of kyodo: it has no '%s0'", name);
    if (!ky_get_varint(&rest, &size) || size > KY_BLOB_BYTES)
        return ky_fail(err, KY_E_CORRUPT, "the index is damaged: '%s0'", name);
    uLongf n = (uLongf) size;
    KY_CLEANUP(bytes_free) Bytef *bytes = malloc(size + 1);
    if (bytes == NULL)
        return ky_nomem(err);
    int z = uncompress(bytes, &n, (const Bytef *) rest.p, (uLong) rest.n);
    if (z == Z_MEM_ERROR)
        return ky_nomem(err);
    if (z != Z_OK || n != size)
        return ky_fail(err, KY_E_CORRUPT, "the index is damaged: '%s0'", name);
    ky_buf_put(out, (ky_str){(const char *) bytes, n});
    return ky_buf_check(out, err);
}
