#include "schema.h"

#include "schema_parse.h"

/* The public part comes first, so that a pointer to one is a pointer to the other. */
typedef struct owned_schema {
    ky_schema schema;
    ky_arena arena;
} owned_schema;

void ky_schema_free(ky_schema *s)
{
    owned_schema *o = (owned_schema *) s;
    if (o == NULL)
        return;
    ky_arena_fini(&o->arena);
    free(o);
}

ky_rc ky_schema_parse(ky_str json, const char *where, ky_schema **ret, ky_err *err)
{
    if (json.n > KY_MAX_SCHEMA_BYTES)
        return ky_fail(err, KY_E_INVALID, "%s: larger than %d bytes", where, KY_MAX_SCHEMA_BYTES);
    KY_CLEANUP(ky_json_unref_p) json_t *root = NULL;
    ky_rc rc = ky_json_parse(json, where, &root, err);
    if (rc != KY_OK)
        return rc;
    owned_schema *owned = calloc(1, sizeof *owned);
    if (owned == NULL)
        return ky_nomem(err);
    KY_CLEANUP(ky_schema_free_p) ky_schema *s = &owned->schema;
    ky_arena *arena = &owned->arena;
    s->json = ky_arena_str(arena, json);
    s->hash = ky_hash(json, KY_HASH_SEED);
    if (s->json.p == NULL)
        return ky_nomem(err);
    rc = ky_schema_from_json(root, where, arena, s, err);
    if (rc == KY_OK)
        rc = ky_schema_check(s, where, err);
    if (rc == KY_OK)
        *ret = KY_STEAL(s);
    return rc;
}

ky_rc ky_schema_load(const char *path, ky_schema **ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf file = {0};
    ky_rc rc = ky_buf_read_file(&file, path, KY_MAX_SCHEMA_BYTES, err);
    if (rc != KY_OK)
        return rc;
    return ky_schema_parse(ky_buf_str(&file), path, ret, err);
}

size_t ky_schema_find(const ky_schema *s, ky_str name)
{
    size_t i = 0;
    while (i < s->n_fields && !ky_str_eq(s->fields[i].name, name))
        i++;
    return i;
}

void ky_schema_facet_names(const ky_schema *s, ky_buf *out)
{
    const char *separator = "";
    for (size_t i = 0; i < s->n_fields; i++) {
        if (!s->fields[i].facet)
            continue;
        ky_buf_printf(out, "%s%s", separator, s->fields[i].name.p);
        separator = ", ";
    }
}

size_t ky_field_find_value(const ky_field *f, ky_str v)
{
    size_t i = 0;
    while (i < f->n_vocabulary && !ky_str_eq(f->vocabulary[i].value, v))
        i++;
    return i;
}

static bool contains(const ky_str *list, size_t n, ky_str v)
{
    for (size_t i = 0; i < n; i++)
        if (ky_str_eq(list[i], v))
            return true;
    return false;
}

bool ky_schema_is_none(const ky_schema *s, ky_str v)
{
    v = ky_str_trim(v);
    return v.n == 0 || contains(s->none, s->n_none, v);
}

const ky_dataset *ky_schema_dataset(const ky_schema *s, ky_str file, ky_str sha256)
{
    for (size_t i = 0; i < s->n_datasets; i++) {
        const ky_dataset *d = &s->datasets[i];
        if (file.n > 0 && contains(d->files, d->n_files, file))
            return d;
        if (sha256.n > 0 && contains(d->sha256, d->n_sha256, sha256))
            return d;
    }
    return NULL;
}
