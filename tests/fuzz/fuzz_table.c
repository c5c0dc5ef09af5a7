/* Any bytes as a table, in the format that the first byte says. What comes out must be sound: each
 * record has an id of its own and becomes JSON, which also proves that every string is UTF-8. */
#include "fuzz.h"

#include <stdlib.h>

#include "table.h"

static const ky_table_format formats[] = {KY_TABLE_TSV, KY_TABLE_CSV, KY_TABLE_JSONL};

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void read_all(ky_table *t, const ky_schema *schema)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    KY_CLEANUP(ky_idset_fini) ky_idset seen = {0};
    for (;;) {
        KY_CLEANUP(ky_json_unref_p) json_t *j = NULL;
        ky_record r;
        ky_err err;
        bool more = false;
        bool is_new = false;
        ky_rc rc = ky_table_next(t, &arena, &r, &more, &err);
        require(rc == KY_OK || (rc == KY_E_INVALID && err.msg[0] != '\0'));
        if (rc != KY_OK || !more)
            return;
        require(ky_record_to_json(&r, schema, &j, NULL) == KY_OK);
        require(ky_idset_add(&seen, r.id, &is_new, NULL) == KY_OK && is_new);
        for (size_t i = 0; i < schema->n_fields; i++)
            require(r.cells[i].n <= KY_MAX_VALUES);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static ky_schema *schema; /* kept until the process ends */
    KY_CLEANUP(ky_report_free_p) ky_report *report = NULL;
    KY_CLEANUP(ky_table_free_p) ky_table *t = NULL;
    KY_CLEANUP(ky_idset_fini) ky_idset ids = {0};
    static FILE *nowhere;
    if (schema == NULL)
        require(ky_schema_load(KYODO_SOURCE_DIR "/data/collaboration.schema.json", &schema, NULL) ==
                KY_OK);
    if (nowhere == NULL)
        nowhere = fopen("/dev/null", "w");
    if (size == 0)
        return 0;
    require(nowhere != NULL && ky_report_new(nowhere, NULL, &report, NULL) == KY_OK);
    ky_report_table_begin(report, "fuzz");
    const ky_table_options o = {.schema = schema,
                                .report = report,
                                .ids = &ids,
                                .format = formats[data[0] % KY_LEN(formats)]};
    const ky_str bytes = {(const char *) data + 1, size - 1};
    require(ky_table_open_memory("fuzz", bytes, &o, &t, NULL) == KY_OK);
    read_all(t, schema);
    require(ky_report_table_end(report, ky_table_lines(t), ky_table_records(t), NULL, NULL) ==
            KY_OK);
    return 0;
}
