/* Reading the TABLEs of a command line: what check and build have in common. */
#ifndef KY_INDEXER_READING_H
#define KY_INDEXER_READING_H

#include "base/opt.h"
#include "limits.h"
#include "table.h"

/* The options that say which tables are read, and how; for the tables of subcommands. */
#define KY_OPTS_READING                                                                            \
    {.name = "schema",                                                                             \
     .kind = KY_OPT_TEXT,                                                                          \
     .argument = "FILE",                                                                           \
     .help = "what the tables hold, in JSON; needed"},                                             \
        {.name = "year",                                                                           \
         .kind = KY_OPT_UINT,                                                                      \
         .min = 1,                                                                                 \
         .max = KY_MAX_YEAR,                                                                       \
         .help = "the fiscal year of a TABLE that the schema does not list",                       \
         .dflt_help = "what the schema says"},                                                     \
        {.name = "format",                                                                         \
         .kind = KY_OPT_CHOICE,                                                                    \
         .choices = ky_format_names,                                                               \
         .argument = "FORMAT",                                                                     \
         .help = "how a TABLE is written",                                                         \
         .dflt_help = "by the file's name; standard input needs it"},                              \
        {.name = "report",                                                                         \
         .kind = KY_OPT_TEXT,                                                                      \
         .argument = "FILE",                                                                       \
         .help = "also write what was repaired and what is doubtful there, in JSON"},              \
    {                                                                                              \
        .name = "strict", .help = "refuse a TABLE with anything doubtful"                          \
    }

extern const char *const ky_format_names[]; /* tsv, csv, jsonl, NULL */

/* Where the records go. */
typedef struct ky_sink {
    void *arg;
    /* Take a record, which lives until this returns; dataset is NULL where the schema lists none
     * for its table. */
    ky_rc (*take)(void *arg, const ky_record *r, const ky_dataset *dataset, ky_err *err);
    /* Called after each record with how much of its table has been read, 0…1, or negative where
     * that is not known; NULL for no calls. */
    void (*step)(void *arg, double fraction);
    /* Called before something is printed; NULL for no calls. */
    void (*pause)(void *arg);
} ky_sink;

/* Check the options, and load the schema.
 *  schema   free with ky_schema_free().
 *  returns  an exit status; what is not 0 has been complained about. */
int ky_reading_prepare(const ky_opts *o, ky_schema **ret, ky_err *err);

/* Read every TABLE in o->args, report it to standard output and --report, and give each record to
 * the sink. A refused table is complained about, and the others are read all the same.
 *  returns  the exit status: 0, 1 where a table was refused, 2 where nothing gives its year, 3
 *           where the environment failed, which ends the reading. */
int ky_reading_run(const ky_opts *o, const ky_schema *schema, const ky_sink *sink);

#endif
