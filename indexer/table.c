#include "table.h"

#include <strings.h>

#include "reader.h"

struct ky_table {
    ky_context cx;
    const ky_dataset *dataset;
    const ky_reader_kind *kind;
    ky_reader *reader;
};

void ky_table_free(ky_table *t)
{
    if (t == NULL)
        return;
    if (t->kind != NULL)
        t->kind->free(t->reader);
    ky_vocab_free(t->cx.vocab);
    ky_source_free(t->cx.source);
    free(t);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static const ky_reader_kind *kind_of(const char *name, ky_table_format format)
{
    const char *dot = strrchr(name, '.');
    switch (format) {
    case KY_TABLE_TSV:
        return &ky_reader_tsv;
    case KY_TABLE_CSV:
        return &ky_reader_csv;
    case KY_TABLE_JSONL:
        return &ky_reader_jsonl;
    case KY_TABLE_BY_NAME:
        break;
    }
    if (dot != NULL && strcasecmp(dot, ".csv") == 0)
        return &ky_reader_csv;
    return dot != NULL && strcasecmp(dot, ".jsonl") == 0 ? &ky_reader_jsonl : &ky_reader_tsv;
}

static bool knows_sha256(const ky_schema *s)
{
    for (size_t i = 0; i < s->n_datasets; i++)
        if (s->datasets[i].n_sha256 > 0)
            return true;
    return false;
}

/* Which data set it is: a name is read off, a SHA-256 costs a reading, so it is tried second. */
static ky_rc find_dataset(ky_table *t, const char *name, ky_err *err)
{
    const ky_schema *s = t->cx.schema;
    t->dataset = ky_schema_dataset(s, ky_str_of(name), KY_LIT(""));
    if (t->dataset != NULL || !knows_sha256(s))
        return KY_OK;
    char sha256[KY_SHA256_HEX_BYTES];
    ky_rc rc = ky_source_sha256(t->cx.source, sha256, err);
    if (rc == KY_OK)
        t->dataset = ky_schema_dataset(s, KY_LIT(""), ky_str_of(sha256));
    return rc;
}

/* Takes the source, also where it fails. */
static ky_rc open_source(const char *name, ky_source *source, const ky_table_options *o,
                         ky_table **ret, ky_err *err)
{
    KY_CLEANUP(ky_table_free_p) ky_table *t = calloc(1, sizeof *t);
    if (t == NULL) {
        ky_source_free(source);
        return ky_nomem(err);
    }
    t->cx = (ky_context){.schema = o->schema, .source = source, .report = o->report};
    t->cx.ids = o->ids;
    ky_rc rc = ky_vocab_new(o->schema, &t->cx.vocab, err);
    if (rc == KY_OK)
        rc = find_dataset(t, name, err);
    if (rc != KY_OK)
        return rc;
    t->cx.year = o->year != 0 ? o->year : o->schema->default_year;
    if (t->dataset != NULL)
        t->cx.year = t->dataset->year;
    const ky_reader_kind *kind = kind_of(name, o->format);
    t->cx.exchange = kind != &ky_reader_tsv;
    rc = kind->open(&t->cx, &t->reader, err);
    if (rc != KY_OK)
        return rc;
    t->kind = kind;
    *ret = KY_STEAL(t);
    return KY_OK;
}

ky_rc ky_table_open(const char *path, const ky_table_options *o, ky_table **ret, ky_err *err)
{
    ky_source *source;
    bool standard = strcmp(path, "-") == 0;
    if (standard && o->format == KY_TABLE_BY_NAME)
        return ky_fail(err, KY_E_INVALID, "standard input needs --format");
    ky_rc rc = ky_source_open(path, &source, err);
    if (rc != KY_OK)
        return rc;
    return open_source(standard ? "" : base_name(path), source, o, ret, err);
}

ky_rc ky_table_open_memory(const char *name, ky_str bytes, const ky_table_options *o,
                           ky_table **ret, ky_err *err)
{
    ky_source *source;
    ky_rc rc = ky_source_memory(bytes, &source, err);
    return rc == KY_OK ? open_source(name, source, o, ret, err) : rc;
}

ky_rc ky_table_next(ky_table *t, ky_arena *arena, ky_record *ret, bool *ret_more, ky_err *err)
{
    for (;;) {
        bool keep = false;
        bool more = false;
        ky_record record;
        ky_arena_clear(arena);
        ky_rc rc = t->kind->next(t->reader, arena, &record, &keep, &more, err);
        if (rc == KY_OK)
            rc = ky_report_check(t->cx.report, err);
        if (rc != KY_OK)
            return rc;
        if (!more && t->cx.records == 0)
            return t->kind->why_empty(t->reader, err);
        if (more && !keep)
            continue;
        if (more)
            *ret = record;
        *ret_more = more;
        return KY_OK;
    }
}

double ky_table_fraction(const ky_table *t)
{
    return ky_source_fraction(t->cx.source);
}

size_t ky_table_lines(const ky_table *t)
{
    return ky_source_lines(t->cx.source);
}

size_t ky_table_records(const ky_table *t)
{
    return t->cx.records;
}

const ky_dataset *ky_table_dataset(const ky_table *t)
{
    return t->dataset;
}
