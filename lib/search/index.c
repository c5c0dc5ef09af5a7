#include "index.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/num.h"
#include "fetch.h"
#include "generation.h"
#include "index_priv.h"
#include "layout.h"
#include "lexicon_source.h"
#include "readings_source.h"
#include "sample.h"
#include "told.h"
#include "values.h"

enum { OPEN_TRIES = 3 };

static void buffer_free(xapc_buffer *b)
{
    xapc_buffer_free(b);
}

static ky_rc meta(xapc_database *db, const char *key, xapc_buffer *ret, ky_err *err)
{
    xapc_error xe;
    ky_rc rc =
        ky_xapian_rc(xapc_database_metadata(db, ky_bytes(ky_str_of(key)), ret, &xe), &xe, err);
    if (rc == KY_OK && ret->size == 0)
        rc = ky_fail(err, KY_E_CORRUPT, "this is not an index of kyodo: it has no '%s'", key);
    return rc;
}

static ky_rc meta_str(ky_index *ix, const char *key, ky_str *ret, ky_err *err)
{
    KY_CLEANUP(buffer_free) xapc_buffer b = XAPC_BUFFER_INIT;
    ky_rc rc = meta(ix->db, key, &b, err);
    if (rc != KY_OK)
        return rc;
    *ret = ky_arena_str(&ix->arena, (ky_str){b.data, b.size});
    return ret->p == NULL ? ky_nomem(err) : KY_OK;
}

ky_rc ky_meta_u32(xapc_database *db, const char *key, uint32_t *ret, ky_err *err)
{
    KY_CLEANUP(buffer_free) xapc_buffer b = XAPC_BUFFER_INIT;
    ky_rc rc = meta(db, key, &b, err);
    if (rc != KY_OK)
        return rc;
    if (ky_parse_u32((ky_str){b.data, b.size}, 0, UINT32_MAX, ret, NULL) != KY_OK)
        return ky_fail(err, KY_E_CORRUPT, "the index is damaged: '%s' is no number", key);
    return KY_OK;
}

ky_rc ky_shards_open(const char *path, xapc_database **ret, ky_err *err)
{
    KY_CLEANUP(xapc_database_free_p) xapc_database *db = NULL;
    char *paths[KY_MAX_SHARDS];
    size_t n = 0;
    xapc_error xe;
    ky_rc rc = KY_OK;
    while (n < KY_MAX_SHARDS && rc == KY_OK) {
        ky_buf p = {0};
        ky_buf_printf(&p, "%s/shard-%zu", path, n);
        paths[n] = ky_buf_take(&p);
        if (paths[n] == NULL)
            rc = ky_nomem(err);
        else if (access(paths[n], F_OK) != 0) {
            free(paths[n]);
            break;
        } else
            n++;
    }
    if (rc == KY_OK && n == 0)
        rc = ky_fail(err, KY_E_NOT_FOUND, "the generation has no database");
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_database_open_many((const char *const *) paths, n, &db, &xe), &xe,
                          err);
    while (n > 0)
        free(paths[--n]);
    if (rc == KY_OK)
        *ret = KY_STEAL(db);
    return rc;
}

static ky_rc check_maker(ky_index *ix, ky_err *err)
{
    ky_str layout;
    ky_str fingerprint;
    ky_rc rc = meta_str(ix, KY_META_LAYOUT, &layout, err);
    if (rc == KY_OK && !ky_str_eq(layout, KY_LIT(KY_LAYOUT_VERSION)))
        rc = ky_fail(err, KY_E_CORRUPT,
                     "the index has layout %.*s, this program reads layout " KY_LAYOUT_VERSION
                     ": build it again",
                     KY_FMT(layout));
    if (rc == KY_OK)
        rc = meta_str(ix, KY_META_FINGERPRINT, &fingerprint, err);
    if (rc == KY_OK && !ky_str_eq(fingerprint, ky_str_of(ja_model_fingerprint(ix->model))))
        rc = ky_fail(err, KY_E_CORRUPT,
                     "the index was made with the analyser '%.*s', this is '%s': build it again",
                     KY_FMT(fingerprint), ja_model_fingerprint(ix->model));
    return rc;
}

static ky_rc read_schema(ky_index *ix, ky_err *err)
{
    ky_str json;
    ky_rc rc = meta_str(ix, KY_META_SCHEMA, &json, err);
    if (rc == KY_OK)
        rc = ky_schema_parse(json, "the index's schema", &ix->schema, err);
    return rc == KY_E_INVALID ? ky_prefix(err, KY_E_CORRUPT, "the index is damaged") : rc;
}

static ky_rc damaged(const char *key, ky_err *err)
{
    return ky_fail(err, KY_E_CORRUPT, "the index is damaged: '%s' makes no sense", key);
}

/* A list in the metadata. *ret is a new reference. */
static ky_rc meta_list(ky_index *ix, const char *key, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = NULL;
    ky_str json;
    ky_rc rc = meta_str(ix, key, &json, err);
    if (rc == KY_OK)
        rc = ky_json_parse(json, key, &list, err);
    if (rc == KY_E_INVALID || (rc == KY_OK && !json_is_array(list)))
        return damaged(key, err);
    if (rc == KY_OK)
        *ret = KY_STEAL(list);
    return rc;
}

static ky_rc read_widths(ky_index *ix, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = NULL;
    ky_rc rc = meta_list(ix, KY_META_WIDTHS, &list, err);
    if (rc != KY_OK)
        return rc;
    ix->widths = KY_ARENA_ARRAY(&ix->arena, uint32_t, ix->schema->n_fields);
    if (ix->widths == NULL)
        return ky_nomem(err);
    if (json_array_size(list) != ix->schema->n_fields)
        return damaged(KY_META_WIDTHS, err);
    for (size_t i = 0; i < ix->schema->n_fields; i++) {
        json_int_t v = json_integer_value(json_array_get(list, i));
        ix->widths[i] = v < 0 || v > KY_MAX_VALUES ? KY_MAX_VALUES : (uint32_t) v;
    }
    return KY_OK;
}

static ky_rc read_facts(ky_index *ix, ky_err *err)
{
    ky_rc rc = ky_meta_u32(ix->db, KY_META_RECORDS, &ix->records, err);
    if (rc == KY_OK)
        rc = meta_str(ix, KY_META_BUILT, &ix->built, err);
    if (rc == KY_OK)
        rc = meta_str(ix, KY_META_PROGRAM, &ix->program, err);
    if (rc == KY_OK)
        rc = meta_list(ix, KY_META_DATASETS, &ix->datasets, err);
    if (rc == KY_OK)
        rc = read_widths(ix, err);
    return rc;
}

ky_rc ky_index_open_folder(const char *path, const char *generation, const ja_model *model,
                           ky_index **ret, ky_err *err)
{
    KY_CLEANUP(ky_index_free_p) ky_index *ix = calloc(1, sizeof *ix);
    if (ix == NULL)
        return ky_nomem(err);
    ix->model = model;
    (void) snprintf(ix->generation, sizeof ix->generation, "%s", generation);
    ky_rc rc = ky_shards_open(path, &ix->db, err);
    if (rc == KY_OK)
        rc = check_maker(ix, err);
    if (rc == KY_OK)
        rc = read_schema(ix, err);
    if (rc == KY_OK)
        rc = read_facts(ix, err);
    if (rc == KY_OK)
        rc = ky_columns_read(ix->db, ix->schema, ix->widths, &ix->arena, &ix->columns, err);
    if (rc == KY_OK)
        rc = ja_analyser_new(model, &ix->ja, err);
    if (rc == KY_OK)
        rc = ky_values_read(ix, err);
    /* Whoever opens an index has asked for nothing that could be wrong. */
    if (rc == KY_E_INVALID)
        rc = ky_prefix(err, KY_E_CORRUPT, "the index is damaged");
    if (rc == KY_OK)
        rc = ky_lexicon_load(ix->db, &ix->lexicon, err);
    if (rc == KY_OK)
        rc = ky_readings_load(ix->db, &ix->readings, err);
    if (rc == KY_OK)
        rc = ky_told_load(ix, err);
    if (rc == KY_OK)
        *ret = KY_STEAL(ix);
    return rc;
}

/* The generation may be pruned between reading the link and opening it: then the link has moved. */
ky_rc ky_index_open(const char *dir, const ja_model *model, ky_index **ret, ky_err *err)
{
    ky_rc rc = KY_E_INTERNAL;
    for (int i = 0; i < OPEN_TRIES; i++) {
        char name[KY_GENERATION_BYTES];
        char again[KY_GENERATION_BYTES];
        KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
        rc = ky_generation_current(dir, name, err);
        if (rc != KY_OK)
            return rc;
        ky_buf_printf(&path, "%s/%s", dir, name);
        rc = ky_buf_check(&path, err);
        if (rc == KY_OK)
            rc = ky_index_open_folder(path.p, name, model, ret, err);
        if (rc == KY_OK || ky_generation_current(dir, again, NULL) != KY_OK ||
            strcmp(name, again) == 0)
            break;
    }
    /* Something is published, so what cannot be found is a part of it. */
    return rc == KY_E_NOT_FOUND ? ky_prefix(err, KY_E_CORRUPT, "the index is damaged") : rc;
}

ky_index *ky_index_hold(ky_index *ix)
{
    ix->holders++;
    return ix;
}

void ky_index_free(ky_index *ix)
{
    if (ix == NULL)
        return;
    if (ix->holders > 0) {
        ix->holders--;
        return;
    }
    ja_analyser_free(ix->ja);
    ky_sample_free(ix->sample);
    ky_kept_records_free(ix->kept);
    ky_lexicon_fini(&ix->lexicon);
    ky_readings_fini(&ix->readings);
    json_decref(ix->datasets);
    ky_schema_free(ix->schema);
    xapc_database_free(ix->db);
    ky_arena_fini(&ix->scratch);
    ky_arena_fini(&ix->arena);
    free(ix);
}

void ky_index_rest(ky_index *ix)
{
    ky_arena_clear(&ix->scratch);
    ix->round++;
}

const ky_schema *ky_index_schema(const ky_index *ix)
{
    return ix->schema;
}

ky_str ky_index_generation(const ky_index *ix)
{
    return ky_str_of(ix->generation);
}

ky_str ky_index_built(const ky_index *ix)
{
    return ix->built;
}

uint32_t ky_index_records(const ky_index *ix)
{
    return ix->records;
}
