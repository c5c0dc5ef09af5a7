/* kyodo-indexer: reads published tables, checks and repairs them, and publishes an index. */
#include <signal.h>
#include <stdio.h>

#include "program.h"

static const ky_command commands[] = {
    {"build", "read tables and publish an index", ky_cmd_build},
    {"check", "read tables and say what would be repaired and doubted", ky_cmd_check},
    {"info", "say what is published, and check it", ky_cmd_info},
};

static int print_usage(void)
{
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_buf_puts(&b, "Usage: " KY_PROGRAM " COMMAND [OPTION]... [ARGUMENT]...\n"
                    "       " KY_PROGRAM " COMMAND --help\n"
                    "       " KY_PROGRAM " --version\n\nCommands:\n");
    for (size_t i = 0; i < KY_LEN(commands); i++)
        ky_buf_printf(&b, "  %-8s  %s\n", commands[i].name, commands[i].summary);
    return ky_buf_ok(&b) ? ky_print(ky_buf_str(&b)) : KY_EXIT_ENVIRONMENT;
}

int main(int argc, char **argv)
{
    /* A reader that went away and a file's size limit are failed writes, told like any other. */
    (void) signal(SIGPIPE, SIG_IGN);
    (void) signal(SIGXFSZ, SIG_IGN);
    const char *name = argc > 1 ? argv[1] : NULL;
    if (name == NULL) {
        ky_complain("no command; see --help");
        return KY_EXIT_USAGE;
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        return print_usage();
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0)
        return ky_print(KY_LIT(KY_PROGRAM " " KYODO_VERSION "\n"));
    for (size_t i = 0; i < KY_LEN(commands); i++)
        if (strcmp(name, commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    ky_complain("%s '%s'; see --help", name[0] == '-' ? "unknown option" : "unknown command", name);
    return KY_EXIT_USAGE;
}
