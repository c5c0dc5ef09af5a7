#include "inspect.h"

#include "generation.h"
#include "index_priv.h"
#include "ja/terms.h"
#include "layout.h"
#include "stored.h"

static void buffer_free(xapc_buffer *b)
{
    xapc_buffer_free(b);
}

static ky_rc append_path(const char *dir, const char *name, ky_buf *out, ky_err *err)
{
    ky_buf_printf(out, "%s/%s", dir, name);
    return ky_buf_check(out, err);
}

/* The folder of the generation in service. */
static ky_rc current_folder(const char *dir, char name[static KY_GENERATION_BYTES], ky_buf *out,
                            ky_err *err)
{
    ky_rc rc = ky_generation_current(dir, name, err);
    return rc == KY_OK ? append_path(dir, name, out, err) : rc;
}

static ky_rc set_meta(xapc_database *db, const char *key, bool json, const char *member,
                      json_t *out, ky_err *err)
{
    KY_CLEANUP(buffer_free) xapc_buffer b = XAPC_BUFFER_INIT;
    xapc_error xe;
    json_t *value = NULL;
    ky_rc rc =
        ky_xapian_rc(xapc_database_metadata(db, ky_bytes(ky_str_of(key)), &b, &xe), &xe, err);
    if (rc != KY_OK)
        return rc;
    if (b.size == 0)
        return ky_fail(err, KY_E_CORRUPT, "this is not an index of kyodo: it has no '%s'", key);
    ky_str text = {b.data, b.size};
    if (json)
        rc = ky_json_parse(text, key, &value, err);
    else
        value = ky_json_str(text);
    if (rc != KY_OK)
        return ky_prefix(err, KY_E_CORRUPT, "the index is damaged");
    return ky_json_set(out, member, value) ? KY_OK : ky_nomem(err);
}

static ky_rc set_facts(xapc_database *db, json_t *out, ky_err *err)
{
    static const struct {
        const char *key;
        bool json;
        const char *member;
    } facts[] = {
        {KY_META_BUILT, false, "built"},      {KY_META_PROGRAM, false, "program"},
        {KY_META_LAYOUT, false, "layout"},    {KY_META_FINGERPRINT, false, "fingerprint"},
        {KY_META_DATASETS, true, "datasets"},
    };
    uint32_t records = 0;
    ky_rc rc = ky_meta_u32(db, KY_META_RECORDS, &records, err);
    if (rc == KY_OK && !ky_json_set(out, "records", json_integer(records)))
        rc = ky_nomem(err);
    for (size_t i = 0; i < KY_LEN(facts) && rc == KY_OK; i++)
        rc = set_meta(db, facts[i].key, facts[i].json, facts[i].member, out, err);
    return rc;
}

static ky_rc set_generations(const char *dir, json_t *out, ky_err *err)
{
    json_t *list = NULL;
    ky_rc rc = ky_generation_list(dir, &list, err);
    if (rc != KY_OK)
        return rc;
    return ky_json_set(out, "generations", list) ? KY_OK : ky_nomem(err);
}

/* The shards' sizes, as the disk holds them. */
static ky_rc set_sizes(const char *folder, json_t *out, ky_err *err)
{
    uint64_t bytes = 0;
    size_t shards = 0;
    ky_rc rc = ky_shards_size(folder, &shards, &bytes, err);
    if (rc != KY_OK)
        return rc;
    return ky_json_set(out, "shards", json_integer((json_int_t) shards)) &&
                   ky_json_set(out, "bytes", json_integer((json_int_t) bytes)) &&
                   ky_json_set(out, "xapian", json_string(xapc_xapian_version()))
               ? KY_OK
               : ky_nomem(err);
}

ky_rc ky_inspect(const char *dir, json_t **ret, ky_err *err)
{
    KY_CLEANUP(xapc_database_free_p) xapc_database *db = NULL;
    KY_CLEANUP(ky_json_unref_p) json_t *out = json_object();
    KY_CLEANUP(ky_buf_fini) ky_buf folder = {0};
    char name[KY_GENERATION_BYTES];
    ky_rc rc = current_folder(dir, name, &folder, err);
    if (rc == KY_OK && !ky_json_set(out, "generation", json_string(name)))
        rc = ky_nomem(err);
    if (rc == KY_OK)
        rc = set_generations(dir, out, err);
    if (rc == KY_OK)
        rc = ky_shards_open(folder.p, &db, err);
    if (rc == KY_OK)
        rc = set_facts(db, out, err);
    if (rc == KY_OK)
        rc = set_sizes(folder.p, out, err);
    if (rc == KY_OK)
        *ret = KY_STEAL(out);
    return rc;
}

static ky_rc check_shard(const char *path, ky_err *err)
{
    size_t faults = 0;
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(xapc_check(path, 0, &faults, NULL, &xe), &xe, err);
    if (rc == KY_OK && faults > 0)
        rc = ky_fail(err, KY_E_CORRUPT, "Xapian's check found %zu faults", faults);
    return rc == KY_OK ? rc : ky_prefix(err, rc == KY_E_NOMEM ? rc : KY_E_CORRUPT, path);
}

static ky_rc check_shards(const char *folder, ky_err *err)
{
    size_t n = 0;
    uint64_t bytes = 0;
    ky_rc rc = ky_shards_size(folder, &n, &bytes, err);
    for (size_t i = 0; i < n && rc == KY_OK; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
        ky_buf_printf(&path, "%s/shard-%zu", folder, i);
        rc = ky_buf_check(&path, err);
        if (rc == KY_OK)
            rc = check_shard(path.p, err);
    }
    return rc;
}

typedef struct walk {
    xapc_database *db;
    const ky_schema *schema;
    ky_arena arena;
    uint32_t seen;
    uint64_t words;    /* of each record, added up */
    uint64_t postings; /* of words */
    ky_rc rc;
    ky_err *err;
} walk;

static int by_text(const void *a, const void *b)
{
    return ky_str_cmp(*(const ky_str *) a, *(const ky_str *) b);
}

/* How many different words a record has, which is how many postings of words it needs. */
static ky_rc count_words(walk *w, const ky_stored *st)
{
    size_t n = 0;
    for (size_t i = 0; i < st->n_texts; i++)
        n += st->texts[i].analysis.n;
    ky_str *bases = KY_ARENA_ARRAY(&w->arena, ky_str, n);
    if (bases == NULL)
        return ky_nomem(w->err);
    n = 0;
    for (size_t i = 0; i < st->n_texts; i++) {
        const ja_analysis *a = &st->texts[i].analysis;
        for (size_t k = 0; k < a->n; k++)
            if (a->tokens[k].cls == JA_WORD && a->tokens[k].base.n <= JA_MAX_TERM_BYTES)
                bases[n++] = a->tokens[k].base;
    }
    if (n > 0)
        qsort(bases, n, sizeof *bases, by_text);
    for (size_t i = 0; i < n; i++)
        w->words += i == 0 || !ky_str_eq(bases[i - 1], bases[i]);
    return KY_OK;
}

static ky_rc check_record(walk *w, uint32_t docid)
{
    KY_CLEANUP(buffer_free) xapc_buffer data = XAPC_BUFFER_INIT;
    ky_stored st = {0};
    xapc_error xe;
    ky_arena_clear(&w->arena);
    ky_rc rc = ky_xapian_rc(xapc_database_document_data(w->db, docid, &data, &xe), &xe, w->err);
    if (rc == KY_OK)
        rc = ky_stored_read((ky_str){data.data, data.size}, w->schema, &w->arena, &st, w->err);
    if (rc == KY_OK)
        rc = count_words(w, &st);
    return rc;
}

static bool visit_document(const xapc_posting *p, void *payload)
{
    walk *w = payload;
    w->seen++;
    w->rc = check_record(w, p->docid);
    return w->rc == KY_OK;
}

static bool add_postings(const xapc_term *t, void *payload)
{
    *(uint64_t *) payload += t->termfreq;
    return true;
}

/* Xapian's check cannot tell that a whole term is gone. */
static ky_rc check_words(walk *w, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf prefix = {0};
    xapc_error xe;
    ja_term_make(JA_TERM_WORD, KY_LIT(""), &prefix);
    ky_rc rc = ky_buf_check(&prefix, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_database_each_term(w->db, ky_bytes(ky_buf_str(&prefix)),
                                                  add_postings, &w->postings, &xe),
                          &xe, err);
    if (rc == KY_OK && w->postings != w->words)
        rc = ky_fail(err, KY_E_CORRUPT, "the postings of the words are not all there");
    return rc;
}

/* Xapian's check passes over a table whose file is gone. */
static ky_rc check_positions(const walk *w, ky_err *err)
{
    xapc_database_stats stats;
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(xapc_database_get_stats(w->db, &stats, &xe), &xe, err);
    if (rc == KY_OK && w->words > 0 && !stats.has_positions)
        rc = ky_fail(err, KY_E_CORRUPT, "the positions of the words are gone");
    return rc;
}

static ky_rc check_records(xapc_database *db, const ky_schema *schema, ky_err *err)
{
    walk w = {.db = db, .schema = schema, .err = err};
    uint32_t records = 0;
    xapc_error xe;
    ky_rc rc = ky_meta_u32(db, KY_META_RECORDS, &records, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_database_each_posting(db, (xapc_bytes){0}, visit_document, &w, &xe),
                          &xe, err);
    if (rc == KY_OK)
        rc = w.rc;
    if (rc == KY_OK)
        rc = check_words(&w, err);
    if (rc == KY_OK)
        rc = check_positions(&w, err);
    ky_arena_fini(&w.arena);
    if (rc == KY_OK && w.seen != records)
        rc = ky_fail(err, KY_E_CORRUPT, "%u records were written, the index holds %u", records,
                     w.seen);
    return rc;
}

static ky_rc stored_schema(xapc_database *db, ky_schema **ret, ky_err *err)
{
    KY_CLEANUP(buffer_free) xapc_buffer b = XAPC_BUFFER_INIT;
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(xapc_database_metadata(db, ky_bytes(KY_LIT(KY_META_SCHEMA)), &b, &xe),
                            &xe, err);
    if (rc == KY_OK)
        rc = ky_schema_parse((ky_str){b.data, b.size}, "the index's schema", ret, err);
    return rc == KY_E_INVALID ? ky_prefix(err, KY_E_CORRUPT, "the index is damaged") : rc;
}

ky_rc ky_inspect_verify(const char *dir, ky_err *err)
{
    KY_CLEANUP(xapc_database_free_p) xapc_database *db = NULL;
    KY_CLEANUP(ky_schema_free_p) ky_schema *schema = NULL;
    KY_CLEANUP(ky_buf_fini) ky_buf folder = {0};
    char name[KY_GENERATION_BYTES];
    ky_rc rc = current_folder(dir, name, &folder, err);
    if (rc == KY_OK)
        rc = check_shards(folder.p, err);
    if (rc == KY_OK)
        rc = ky_shards_open(folder.p, &db, err);
    if (rc == KY_OK)
        rc = stored_schema(db, &schema, err);
    return rc == KY_OK ? check_records(db, schema, err) : rc;
}
