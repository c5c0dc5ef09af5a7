/* make_index SCHEMA RECORDS INDEX: an index of records in JSON, one a line, exactly as they are:
 * kyodo-indexer would take out the control characters that the tests are about. */
#include <stdio.h>

#include "base/json.h"
#include "search/builder.h"

enum { MAX_FILE_BYTES = 1 << 20 };

static ky_rc add(ky_builder *b, const ky_schema *schema, ky_str line, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *json = NULL;
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_record record = {0};
    ky_rc rc = ky_json_parse(line, "record", &json, err);
    if (rc == KY_OK)
        rc = ky_record_from_json(json, schema, &arena, &record, err);
    return rc == KY_OK ? ky_builder_add(b, &record, NULL, err) : rc;
}

static ky_rc add_all(ky_builder *b, const ky_schema *schema, const char *path, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf file = {0};
    ky_rc rc = ky_buf_read_file(&file, path, MAX_FILE_BYTES, err);
    ky_str rest = ky_buf_str(&file);
    while (rc == KY_OK && rest.n > 0) {
        size_t end = ky_str_find(rest, KY_LIT("\n"));
        size_t n = end == SIZE_MAX ? rest.n : end;
        if (n > 0)
            rc = add(b, schema, (ky_str){rest.p, n}, err);
        rest = ky_str_from(rest, end == SIZE_MAX ? n : n + 1);
    }
    return rc;
}

static ky_rc build(const char *schema_path, const char *records, const char *dir, ky_err *err)
{
    KY_CLEANUP(ky_schema_free_p) ky_schema *schema = NULL;
    KY_CLEANUP(ja_model_free_p) ja_model *model = NULL;
    KY_CLEANUP(ky_builder_free_p) ky_builder *b = NULL;
    char generation[64];
    const ky_build_options options = {
        .jobs = 1, .shards = 1, .memory_mib = KY_MIN_MEMORY_MIB, .keep = 1, .program = "test"};
    ky_rc rc = ky_schema_load(schema_path, &schema, err);
    if (rc == KY_OK)
        rc = ja_model_open(KYODO_MECAB_DICDIR, KYODO_DATADIR, &model, err);
    if (rc == KY_OK)
        rc = ky_builder_open(dir, schema, model, &options, &b, err);
    if (rc == KY_OK)
        rc = add_all(b, schema, records, err);
    if (rc == KY_OK)
        rc = ky_builder_finish(b, err);
    return rc == KY_OK ? ky_builder_publish(b, generation, err) : rc;
}

int main(int argc, char **argv)
{
    ky_err err = {0};
    if (argc != 4)
        return 2;
    if (build(argv[1], argv[2], argv[3], &err) == KY_OK)
        return 0;
    (void) fprintf(stderr, "make_index: %s\n", err.msg);
    return 1;
}
