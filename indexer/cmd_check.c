/* kyodo-indexer check: read tables and say what would be repaired and doubted; nothing is built. */
#include "limits.h"
#include "program.h"
#include "reading.h"

static const ky_opt opts[] = {
    KY_OPTS_READING,
    KY_OPT_HELP,
};

static const ky_opt_table table = {
    .usage = KY_PROGRAM " check --schema FILE [OPTION]... TABLE...",
    .about = "Reads each TABLE as build would, and prints every repair and every doubt: file, "
             "line, cell, the record's number, what stood there and what was made of it; then a "
             "summary. TABLE is the published table (tab-separated), .csv or .jsonl; - is "
             "standard input.",
    .more = "Exit status: 0 nothing wrong; 1 a table was refused; 2 usage; 3 the environment "
            "failed.",
    .opts = opts,
    .n = KY_LEN(opts),
};

static ky_rc pass_over(void *arg, const ky_record *r, const ky_dataset *dataset, ky_err *err)
{
    (void) arg;
    (void) r;
    (void) dataset;
    (void) err;
    return KY_OK;
}

int ky_cmd_check(int argc, char **argv)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    KY_CLEANUP(ky_schema_free_p) ky_schema *schema = NULL;
    ky_opts o;
    ky_err err;
    int status;
    if (!ky_command_options(&table, argc, argv, &arena, &o, &status))
        return status;
    status = ky_reading_prepare(&o, &schema, &err);
    if (status != KY_EXIT_OK)
        return status;
    const ky_sink nowhere = {.take = pass_over};
    return ky_reading_run(&o, schema, &nowhere);
}
