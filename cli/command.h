/* The subcommands: one entry each in the table of main.c. */
#ifndef KY_CLI_COMMAND_H
#define KY_CLI_COMMAND_H

#include "args.h"
#include "screen.h"

/* What the program exits with. */
typedef enum cli_exit {
    CLI_FOUND = 0,
    CLI_NOTHING = 1,
    CLI_USAGE = 2,
    CLI_FAILED = 3,
} cli_exit;

/* What a subcommand works with. */
typedef struct cli_call {
    cli_source *source;
    const cli_fields *fields;
    const cli_args *args;
    cli_format format;
    cli_screen screen;
    ky_buf *out;
} cli_call;

/* Ask and write the answer to call->out. *ret is FOUND or NOTHING; on failure the code tells main.c
 * whose fault it is. */
typedef ky_rc cli_running(const cli_call *call, cli_exit *ret, ky_err *err);

ky_rc cli_run_search(const cli_call *call, cli_exit *ret, ky_err *err);
ky_rc cli_run_facets(const cli_call *call, cli_exit *ret, ky_err *err);
ky_rc cli_run_suggest(const cli_call *call, cli_exit *ret, ky_err *err);
ky_rc cli_run_show(const cli_call *call, cli_exit *ret, ky_err *err);

#endif
