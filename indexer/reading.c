#include "reading.h"

#include <sys/stat.h>

#include "limits.h"
#include "program.h"

const char *const ky_format_names[] = {"tsv", "csv", "jsonl", NULL};

static bool is_same_file(const char *a, const char *b)
{
    struct stat one;
    struct stat other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && S_ISREG(one.st_mode) &&
           one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* A report begins by emptying its file, which must not be what is to be read. */
static bool report_is_input(const ky_opts *o)
{
    const char *report = ky_opt_text(o, "report");
    if (report == NULL)
        return false;
    bool found = is_same_file(report, ky_opt_text(o, "schema"));
    for (size_t i = 0; i < o->n_args; i++)
        found = found || is_same_file(report, o->args[i]);
    return found;
}

int ky_reading_prepare(const ky_opts *o, ky_schema **ret, ky_err *err)
{
    const char *schema = ky_opt_text(o, "schema");
    if (schema == NULL || o->n_args == 0) {
        ky_complain("%s is missing; see --help", schema == NULL ? "--schema" : "TABLE");
        return KY_EXIT_USAGE;
    }
    for (size_t i = 0; i < o->n_args; i++) {
        if (strcmp(o->args[i], "-") != 0 || ky_opt_given(o, "format"))
            continue;
        ky_complain("-: standard input needs --format");
        return KY_EXIT_USAGE;
    }
    if (report_is_input(o)) {
        ky_complain("--report: %s is read as well; it would be lost", ky_opt_text(o, "report"));
        return KY_EXIT_USAGE;
    }
    ky_rc rc = ky_schema_load(schema, ret, err);
    if (rc == KY_OK)
        return KY_EXIT_OK;
    ky_complain("--schema: %s", err->msg);
    return rc == KY_E_INVALID ? KY_EXIT_USAGE : KY_EXIT_ENVIRONMENT;
}

typedef struct reading {
    const ky_opts *opts;
    ky_table_options options;
    const ky_sink *sink;
} reading;

static ky_rc read_records(const reading *rd, ky_table *t, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    for (;;) {
        ky_record record;
        bool more = false;
        ky_rc rc = ky_table_next(t, &arena, &record, &more, err);
        if (rc == KY_OK && more)
            rc = rd->sink->take(rd->sink->arg, &record, ky_table_dataset(t), err);
        if (rc != KY_OK || !more)
            return rc;
        if (rd->sink->step != NULL)
            rd->sink->step(rd->sink->arg, ky_table_fraction(t));
    }
}

/* Where everything was read, --strict may still refuse. */
static ky_rc be_strict(const reading *rd, ky_err *err)
{
    size_t doubts = ky_report_doubts(rd->options.report);
    if (!ky_opt_flag(rd->opts, "strict") || doubts == 0)
        return KY_OK;
    return ky_fail(err, KY_E_INVALID, "%zu doubt%s, and --strict is given", doubts,
                   doubts == 1 ? "" : "s");
}

static ky_rc read_table(const reading *rd, const char *path, ky_err *err)
{
    KY_CLEANUP(ky_table_free_p) ky_table *t = NULL;
    ky_err why;
    ky_report_table_begin(rd->options.report, path);
    ky_rc rc = ky_table_open(path, &rd->options, &t, err);
    if (rc == KY_OK)
        rc = read_records(rd, t, err);
    if (rc == KY_OK)
        rc = be_strict(rd, err);
    if (rc == KY_E_IO || rc == KY_E_NOMEM)
        return rc;
    ky_rc told = ky_report_table_end(rd->options.report, t == NULL ? 0 : ky_table_lines(t),
                                     t == NULL ? 0 : ky_table_records(t),
                                     rc == KY_OK ? NULL : err->msg, &why);
    if (told != KY_OK)
        *err = why;
    return told != KY_OK ? told : rc;
}

static int status_of(ky_rc rc)
{
    if (rc == KY_E_NOT_FOUND)
        return KY_EXIT_USAGE;
    return rc == KY_E_INVALID ? KY_EXIT_REFUSED : ky_rc_exit(rc);
}

static int read_tables(const reading *rd)
{
    int status = KY_EXIT_OK;
    for (size_t i = 0; i < rd->opts->n_args; i++) {
        ky_err err;
        const char *path = rd->opts->args[i];
        ky_rc rc = read_table(rd, path, &err);
        if (rc == KY_OK)
            continue;
        bool named = ky_str_starts(ky_str_of(err.msg), ky_str_of(path));
        ky_complain("%s%s%s", named ? "" : path, named ? "" : ": ", err.msg);
        int failed = status_of(rc);
        status = failed > status ? failed : status;
        if (failed == KY_EXIT_ENVIRONMENT)
            break;
    }
    return status;
}

int ky_reading_run(const ky_opts *o, const ky_schema *schema, const ky_sink *sink)
{
    KY_CLEANUP(ky_report_free_p) ky_report *report = NULL;
    KY_CLEANUP(ky_idset_fini) ky_idset ids = {0};
    ky_err err;
    ky_rc rc = ky_report_new(stdout, ky_opt_text(o, "report"), &report, &err);
    if (rc != KY_OK) {
        ky_complain("%s", err.msg);
        return KY_EXIT_ENVIRONMENT;
    }
    ky_report_before_text(report, sink->pause, sink->arg);
    reading run = {
        .opts = o, .options = {.schema = schema, .report = report, .ids = &ids}, .sink = sink};
    run.options.year = (uint32_t) ky_opt_uint(o, "year");
    if (ky_opt_given(o, "format"))
        run.options.format = KY_TABLE_TSV + (ky_table_format) ky_opt_choice(o, "format");
    int status = read_tables(&run);
    rc = ky_report_close(report, &err);
    if (rc == KY_OK || status == KY_EXIT_ENVIRONMENT)
        return status;
    ky_complain("%s", err.msg);
    return KY_EXIT_ENVIRONMENT;
}
