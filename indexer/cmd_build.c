/* kyodo-indexer build: read tables, analyse their records, publish a new generation. */
#include <sched.h>
#include <stdio.h>

#include "dictionary.h"
#include "gold.h"
#include "program.h"
#include "progress.h"
#include "reading.h"
#include "search/builder.h"
#include "search/generation.h"

static const ky_opt opts[] = {
    {.name = "index",
     .kind = KY_OPT_TEXT,
     .argument = "DIR",
     .help = "the index directory, made where it is missing; needed"},
    KY_OPTS_READING,
    {.name = "jobs",
     .kind = KY_OPT_UINT,
     .min = 1,
     .max = KY_MAX_JOBS,
     .help = "threads that analyse and write",
     .dflt_help = "the number of processors"},
    {.name = "memory",
     .kind = KY_OPT_UINT,
     .argument = "MIB",
     .min = KY_MIN_MEMORY_MIB,
     .max = KY_MAX_MEMORY_MIB,
     .unit = "MiB",
     .dflt = "256",
     .help = "what may be gathered before it is written, all threads together"},
    {.name = "shards",
     .kind = KY_OPT_UINT,
     .min = 1,
     .max = KY_MAX_SHARDS,
     .dflt = "1",
     .help = "databases that the index is made of"},
    {.name = "keep",
     .kind = KY_OPT_UINT,
     .min = 1,
     .max = 1000,
     .dflt = "3",
     .help = "generations that stay for rollback, the new one included"},
    {.name = "allow-shrink",
     .help = "publish even where more than a fifth of the records in service are gone"},
    {.name = "gold",
     .kind = KY_OPT_TEXT,
     .argument = "FILE",
     .help = "questions with known answers; a wrong one refuses the index"},
    KY_OPTS_DICTIONARY,
    KY_OPT_HELP,
};

static const ky_opt_table table = {
    .usage = KY_PROGRAM " build --schema FILE --index DIR [OPTION]... TABLE...",
    .about = "Reads each TABLE, prints every repair and every doubt, and publishes an index of all "
             "records in one step: readers see the old one or the new one. TABLE is the published "
             "table (tab-separated), .csv or .jsonl; - is standard input.",
    .more = "Exit status: 0 published; 1 a table or the result was refused; 2 usage; 3 the "
            "environment failed (disk, dictionary, permissions, another indexer at work).",
    .opts = opts,
    .n = KY_LEN(opts),
};

static uint32_t processors(void)
{
    cpu_set_t set;
    int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return n < 1 ? 1 : n > KY_MAX_JOBS ? KY_MAX_JOBS : (uint32_t) n;
}

static ky_build_options build_options(const ky_opts *o)
{
    return (ky_build_options){
        .jobs = ky_opt_given(o, "jobs") ? (uint32_t) ky_opt_uint(o, "jobs") : processors(),
        .shards = (uint32_t) ky_opt_uint(o, "shards"),
        .memory_mib = (uint32_t) ky_opt_uint(o, "memory"),
        .keep = (uint32_t) ky_opt_uint(o, "keep"),
        .allow_shrink = ky_opt_flag(o, "allow-shrink"),
        .tells = true,
        .program = KY_PROGRAM " " KYODO_VERSION,
    };
}

typedef struct build {
    const ky_opts *opts;
    ky_builder *builder;
    ky_progress progress;
} build;

static void build_fini(build *b)
{
    ky_builder_free(b->builder);
}

static ky_rc take_record(void *arg, const ky_record *r, const ky_dataset *dataset, ky_err *err)
{
    build *b = arg;
    return ky_builder_add(b->builder, r, dataset, err);
}

static void show_step(void *arg, double fraction)
{
    build *b = arg;
    ky_progress_step(&b->progress, fraction);
}

static void hide_progress(void *arg)
{
    build *b = arg;
    ky_progress_say(&b->progress, NULL);
}

static int complain(ky_rc rc, const ky_err *err)
{
    ky_complain("%s", err->msg);
    return ky_rc_exit(rc);
}

static int check_gold(build *b)
{
    KY_CLEANUP(ky_index_free_p) ky_index *ix = NULL;
    const char *gold = ky_opt_text(b->opts, "gold");
    size_t bad = 0;
    ky_err err;
    if (gold == NULL)
        return KY_EXIT_OK;
    ky_rc rc = ky_builder_try(b->builder, &ix, &err);
    if (rc == KY_OK)
        rc = ky_gold_check(ix, gold, &bad, &err);
    if (rc == KY_E_NOT_FOUND)
        rc = KY_E_IO;
    if (rc != KY_OK)
        return complain(rc, &err);
    if (bad == 0)
        return KY_EXIT_OK;
    ky_complain("refused: %zu of the questions in %s are answered wrongly", bad, gold);
    return KY_EXIT_REFUSED;
}

static int publish(build *b)
{
    char name[KY_GENERATION_BYTES];
    ky_err err;
    ky_rc rc = ky_builder_publish(b->builder, name, &err);
    if (rc != KY_OK)
        return complain(rc, &err);
    KY_CLEANUP(ky_buf_fini) ky_buf line = {0};
    ky_buf_printf(&line, "published %s: %u records in %s\n", name, ky_builder_records(b->builder),
                  ky_opt_text(b->opts, "index"));
    return ky_buf_ok(&line) ? ky_print(ky_buf_str(&line)) : KY_EXIT_ENVIRONMENT;
}

static int finish(build *b)
{
    ky_err err;
    ky_progress_say(&b->progress, "merging");
    ky_rc rc = ky_builder_finish(b->builder, &err);
    ky_progress_say(&b->progress, NULL);
    if (rc != KY_OK)
        return complain(rc, &err);
    int status = check_gold(b);
    return status == KY_EXIT_OK ? publish(b) : status;
}

static int run(const ky_opts *o, const ky_schema *schema)
{
    KY_CLEANUP(ja_model_free_p) ja_model *model = NULL;
    KY_CLEANUP(build_fini) build b = {.opts = o};
    const ky_build_options options = build_options(o);
    const ky_sink sink = {
        .arg = &b, .take = take_record, .step = show_step, .pause = hide_progress};
    ky_err err;
    if (ky_dictionary_open(o, &model) != KY_OK)
        return KY_EXIT_ENVIRONMENT;
    ky_rc rc = ky_builder_open(ky_opt_text(o, "index"), schema, model, &options, &b.builder, &err);
    if (rc != KY_OK) {
        ky_complain("%s", err.msg);
        return KY_EXIT_ENVIRONMENT;
    }
    ky_progress_begin(&b.progress);
    int status = ky_reading_run(o, schema, &sink);
    ky_progress_say(&b.progress, NULL);
    return status == KY_EXIT_OK ? finish(&b) : status;
}

int ky_cmd_build(int argc, char **argv)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    KY_CLEANUP(ky_schema_free_p) ky_schema *schema = NULL;
    ky_opts o;
    ky_err err;
    int status;
    if (!ky_command_options(&table, argc, argv, &arena, &o, &status))
        return status;
    if (!ky_opt_given(&o, "index")) {
        ky_complain("--index is missing; see --help");
        return KY_EXIT_USAGE;
    }
    status = ky_reading_prepare(&o, &schema, &err);
    return status == KY_EXIT_OK ? run(&o, schema) : status;
}
