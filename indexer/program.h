/* What the subcommands of kyodo-indexer share: their table, and the way they speak. */
#ifndef KY_INDEXER_PROGRAM_H
#define KY_INDEXER_PROGRAM_H

#include "base/err.h"
#include "base/mem.h"
#include "base/opt.h"

#define KY_PROGRAM "kyodo-indexer"

/* Exit statuses, beside ky_rc_exit(). */
enum {
    KY_EXIT_OK = 0,
    KY_EXIT_REFUSED = 1,
    KY_EXIT_USAGE = 2,
    KY_EXIT_ENVIRONMENT = 3,
};

/* A subcommand: argv[0] is its name; returns the exit status. */
typedef struct ky_command {
    const char *name;
    const char *summary; /* for the help */
    int (*run)(int argc, char **argv);
} ky_command;

int ky_cmd_build(int argc, char **argv);
int ky_cmd_check(int argc, char **argv);
int ky_cmd_info(int argc, char **argv);

/* One line on standard error: `kyodo-indexer: ` and the message. */
void ky_complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Read a subcommand's options, and answer --help. True where the subcommand is to go on; else
 * *ret_exit is the status to leave with. */
bool ky_command_options(const ky_opt_table *t, int argc, char **argv, ky_arena *arena, ky_opts *ret,
                        int *ret_exit);

/* Print text and flush; the exit status. */
int ky_print(ky_str text);

#endif
