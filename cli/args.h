/* The command line of one subcommand: its own options, and one for each facet of the schema.
 *
 * The facets are known only once the index or the daemon has been asked, and which one that is
 * stands among the same arguments. So they are read twice: cli_scan() finds what has to be known
 * first, without judging; cli_args_parse() takes everything, strictly. */
#ifndef KY_CLI_ARGS_H
#define KY_CLI_ARGS_H

#include "base/opt.h"
#include "fields.h"
#include "rows.h"
#include "search/request.h"
#include "source.h"

/* What a subcommand takes beside the options that all have. */
typedef struct cli_syntax {
    const char *usage;
    const char *about;
    bool searches; /* facet options, and words */
    bool windows;  /* sort, offset, limit */
    bool suggests; /* words, and a limit of its own */
} cli_syntax;

/* What the first reading finds. */
typedef struct cli_scan_result {
    const char *index;
    const char *server;
    const char *dictionary;
    const char *data;
    bool help;
    bool version;
    bool needs_schema; /* an option that may be a facet's */
} cli_scan_result;

typedef struct cli_args {
    ky_arena arena;
    ky_opt_table table;
    ky_opts opts;
    ky_param *params; /* of the search */
    size_t n_params;
    bool has_format;
    cli_format format;
} cli_args;

void cli_scan(int argc, char *const *argv, const cli_syntax *syntax, cli_scan_result *ret);

/* Read all arguments.
 *  fields  gives the facet options; NULL where they are not known.
 *  ret     begins as `cli_args a = {0};`, is finished with cli_args_fini() on any outcome.
 *  errors  INVALID (how the program was called), NOMEM. */
ky_rc cli_args_parse(int argc, char *const *argv, const cli_syntax *syntax,
                     const cli_fields *fields, cli_args *ret, ky_err *err);
void cli_args_fini(cli_args *a); /* for KY_CLEANUP */

/* Append the help, with the facet options where they are known. */
ky_rc cli_args_help(const cli_syntax *syntax, const cli_fields *fields, ky_buf *out, ky_err *err);

#endif
