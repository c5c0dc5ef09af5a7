/* kyodo: ask an index, or a daemon, from a terminal. */
#include <stdio.h>
#include <unistd.h>

#include "base/exe.h"
#include "command.h"
#include "out.h"

#define DEFAULT_INDEX "/var/lib/kyodo/index"

typedef struct command {
    const char *name;
    const char *summary;
    cli_syntax syntax;
    cli_running *run;
} command;

static const command commands[] = {
    {"search",
     "records that match words and facets",
     {.usage = "kyodo search [OPTION]... [WORD]...",
      .about =
          "Search, best first. Put -- before words that begin with a hyphen: kyodo search -- 公園 "
          "-清掃",
      .searches = true,
      .windows = true},
     cli_run_search},
    {"facets",
     "how many records each value of each facet has",
     {.usage = "kyodo facets [OPTION]... [WORD]...",
      .about =
          "Count the records under each value of each facet, with the words and the choices made.",
      .searches = true},
     cli_run_facets},
    {"suggest",
     "words, names and facet values that begin as typed",
     {.usage = "kyodo suggest [OPTION]... [PREFIX]",
      .about = "Complete what has been typed so far: in kanji, kana, half-typed romaji, or a mix. "
               "Without PREFIX: the most frequent facet values.",
      .suggests = true},
     cli_run_suggest},
    {"show",
     "one record whole, and those like it",
     {.usage = "kyodo show [OPTION]... ID",
      .about = "Show a record. ID is what a search prints, or the bare number where one record "
               "alone has it."},
     cli_run_show},
};

static cli_exit complain(cli_exit status, const ky_err *err)
{
    (void) fprintf(stderr, "kyodo: %s\n", err->msg);
    return status;
}

/* One line of usage where the program was called without saying what to do. */
static cli_exit misused(const char *what)
{
    (void) fprintf(stderr, "kyodo: %s; commands are", what);
    for (size_t i = 0; i < KY_LEN(commands); i++)
        (void) fprintf(stderr, "%s %s", i == 0 ? "" : ",", commands[i].name);
    (void) fputs(" (see kyodo --help)\n", stderr);
    return CLI_USAGE;
}

static cli_exit print(const ky_buf *text, cli_exit status)
{
    ky_err err = {0};
    if (ky_buf_check(text, &err) != KY_OK ||
        cli_write(STDOUT_FILENO, ky_buf_str(text), &err) != KY_OK)
        return complain(CLI_FAILED, &err);
    return status;
}

static cli_exit print_version(void)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ky_buf_puts(&out, "kyodo " KYODO_VERSION "\n");
    return print(&out, CLI_FOUND);
}

static cli_exit print_overview(void)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ky_buf_puts(&out, "Usage: kyodo COMMAND [OPTION]... [ARGUMENT]...\n\n"
                      "Ask a kyodo index, or a kyodo daemon, from the command line.\n\n");
    for (size_t i = 0; i < KY_LEN(commands); i++)
        ky_buf_printf(&out, "  %-8s  %s\n", commands[i].name, commands[i].summary);
    ky_buf_puts(&out,
                "\nkyodo COMMAND --help lists the options of a command.\n"
                "Exit status: 0 found, 1 nothing found, 2 usage, 3 index or daemon failed.\n");
    return print(&out, CLI_FOUND);
}

/* Where to ask, from what was scanned and the environment. `data` holds the folder of the words. */
static ky_rc find_place(const cli_scan_result *scan, ky_buf *data, cli_place *ret, ky_err *err)
{
    if (scan->server != NULL && scan->index != NULL)
        return ky_fail(err, KY_E_INVALID, "--index and --server exclude each other");
    if (scan->server != NULL && !cli_is_server(scan->server))
        return ky_fail(err, KY_E_INVALID,
                       "--server: '%s' is not an address: http://host:port or unix:/path",
                       scan->server);
    const char *index = getenv("KYODO_INDEX");
    if (index == NULL || index[0] == '\0')
        index = DEFAULT_INDEX;
    if (scan->server == NULL && scan->data == NULL) {
        ky_rc rc = ky_exe_datadir(data, err);
        if (rc != KY_OK)
            return rc;
    }
    *ret = (cli_place){
        .index = scan->index != NULL ? scan->index : index,
        .server = scan->server,
        .dictionary = scan->dictionary != NULL ? scan->dictionary : KYODO_MECAB_DICDIR,
        .data = scan->data != NULL ? scan->data : data->p,
    };
    return KY_OK;
}

/* A source with its schema read. */
typedef struct session {
    ky_buf data;
    cli_source *source;
    cli_answer schema;
    cli_fields fields;
} session;

static void session_fini(session *s)
{
    cli_fields_fini(&s->fields);
    cli_answer_fini(&s->schema);
    cli_source_free(s->source);
    ky_buf_fini(&s->data);
}

static ky_rc session_open(const cli_scan_result *scan, session *s, cli_exit *ret, ky_err *err)
{
    cli_place place = {0};
    ky_rc rc = find_place(scan, &s->data, &place, err);
    *ret = rc == KY_E_INVALID ? CLI_USAGE : CLI_FAILED;
    if (rc == KY_OK)
        rc = cli_source_open(&place, &s->source, err);
    if (rc == KY_OK)
        rc = cli_source_schema(s->source, &s->schema, err);
    if (rc == KY_OK)
        rc = cli_fields_read(s->schema.json, &s->fields, err);
    return rc;
}

static cli_exit print_help(const command *c, const cli_scan_result *scan)
{
    KY_CLEANUP(session_fini) session s = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ky_err err = {0};
    cli_exit status = CLI_FOUND;
    bool known = c->syntax.searches && session_open(scan, &s, &status, NULL) == KY_OK;
    if (cli_args_help(&c->syntax, known ? &s.fields : NULL, &out, &err) != KY_OK)
        return complain(CLI_FAILED, &err);
    if (c->syntax.searches && !known)
        ky_buf_puts(&out, "\nEach facet of the index is an option, too; with an index or a daemon "
                          "in reach they are\nlisted here.\n");
    return print(&out, CLI_FOUND);
}

/* What can be wrong with arguments that are options and words alone. */
static ky_rc check_args(const command *c, const cli_scan_result *scan, const cli_args *a,
                        ky_err *err)
{
    if (!c->syntax.searches && !c->syntax.suggests && a->opts.n_args != 1)
        return ky_fail(err, KY_E_INVALID, "%s: takes one ID, got %zu", c->name, a->opts.n_args);
    const char *server = ky_opt_text(&a->opts, "server");
    const char *index = ky_opt_text(&a->opts, "index");
    bool same = (server == NULL) == (scan->server == NULL) &&
                (server == NULL || strcmp(server, scan->server) == 0) &&
                (index == NULL) == (scan->index == NULL) &&
                (index == NULL || strcmp(index, scan->index) == 0);
    if (!same)
        return ky_fail(err, KY_E_INVALID,
                       "an option in front of --index or --server needs its value");
    return KY_OK;
}

static cli_exit run(const command *c, const session *s, const cli_args *args)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ky_err err = {0};
    cli_exit status = CLI_FAILED;
    cli_call call = {
        .source = s->source,
        .fields = &s->fields,
        .args = args,
        .screen = cli_screen_of(STDOUT_FILENO),
        .out = &out,
    };
    call.format = args->has_format       ? args->format
                  : call.screen.terminal ? CLI_FORMAT_TABLE
                                         : CLI_FORMAT_TSV;
    ky_rc rc = c->run(&call, &status, &err);
    if (rc == KY_E_INVALID)
        return complain(CLI_USAGE, &err);
    if (rc == KY_E_NOT_FOUND)
        return complain(CLI_NOTHING, &err);
    return rc == KY_OK ? print(&out, status) : complain(CLI_FAILED, &err);
}

static cli_exit call_command(const command *c, int argc, char *const *argv)
{
    KY_CLEANUP(session_fini) session s = {0};
    KY_CLEANUP(cli_args_fini) cli_args args = {0};
    cli_scan_result scan = {0};
    cli_exit status = CLI_FAILED;
    ky_err err = {0};
    cli_scan(argc, argv, &c->syntax, &scan);
    if (scan.help)
        return print_help(c, &scan);
    if (scan.version)
        return print_version();
    /* What no schema can make right is refused before an index is opened. */
    ky_rc rc =
        scan.needs_schema ? KY_OK : cli_args_parse(argc, argv, &c->syntax, NULL, &args, &err);
    if (rc == KY_OK && !scan.needs_schema)
        rc = check_args(c, &scan, &args, &err);
    if (rc != KY_OK)
        return complain(rc == KY_E_INVALID ? CLI_USAGE : CLI_FAILED, &err);
    if (session_open(&scan, &s, &status, &err) != KY_OK)
        return complain(status, &err);
    if (scan.needs_schema) {
        rc = cli_args_parse(argc, argv, &c->syntax, &s.fields, &args, &err);
        if (rc == KY_OK)
            rc = check_args(c, &scan, &args, &err);
        if (rc != KY_OK)
            return complain(rc == KY_E_INVALID ? CLI_USAGE : CLI_FAILED, &err);
    }
    return run(c, &s, &args);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return misused("no command");
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return print_overview();
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
        return print_version();
    for (size_t i = 0; i < KY_LEN(commands); i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return call_command(&commands[i], argc - 1, argv + 1);
    ky_err err = {0};
    (void) ky_fail(&err, KY_E_INVALID, "unknown %s '%s'", argv[1][0] == '-' ? "option" : "command",
                   argv[1]);
    return misused(err.msg);
}
