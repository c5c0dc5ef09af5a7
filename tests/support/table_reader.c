#include "table_reader.h"

#include "../../indexer/table.h"
#include "cmocka_c17.h"

void read_published(const char *path, const ky_schema *schema,
                    void (*add)(void *, const ky_record *, const ky_dataset *), void *payload)
{
    KY_CLEANUP(ky_table_free_p) ky_table *t = NULL;
    KY_CLEANUP(ky_idset_fini) ky_idset ids = {0};
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_report *report = NULL;
    ky_record r;
    ky_err err;
    bool more = false;
    assert_int_equal(ky_report_new(NULL, NULL, &report, &err), KY_OK);
    ky_report_table_begin(report, path);
    const ky_table_options o = {.schema = schema, .report = report, .ids = &ids};
    if (ky_table_open(path, &o, &t, &err) != KY_OK)
        fail_msg("%s", err.msg);
    for (;;) {
        if (ky_table_next(t, &arena, &r, &more, &err) != KY_OK)
            fail_msg("%s", err.msg);
        if (!more)
            break;
        add(payload, &r, ky_table_dataset(t));
    }
    ky_report_free(report);
}
