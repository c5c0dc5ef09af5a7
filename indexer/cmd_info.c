/* kyodo-indexer info: what is published, and whether it is sound. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "program.h"
#include "search/inspect.h"

static const ky_opt opts[] = {
    {.name = "index",
     .kind = KY_OPT_TEXT,
     .argument = "DIR",
     .help = "the index directory; needed"},
    {.name = "verify", .help = "also read everything and check it"},
    KY_OPT_HELP,
};

static const ky_opt_table table = {
    .usage = KY_PROGRAM " info --index DIR [--verify]",
    .about = "Prints what the generation in service says of itself.",
    .more = "Exit status: 0 sound; 2 usage; 3 nothing is published, or it cannot be read.",
    .opts = opts,
    .n = KY_LEN(opts),
};

static void put_text(ky_buf *out, const char *label, const json_t *facts, const char *member)
{
    ky_str text = ky_json_get_str(json_object_get(facts, member));
    ky_buf_printf(out, "%-12s %.*s\n", label, KY_FMT(text));
}

static void put_number(ky_buf *out, const char *label, const json_t *facts, const char *member,
                       const char *unit)
{
    json_int_t n = json_integer_value(json_object_get(facts, member));
    ky_buf_printf(out, "%-12s %" JSON_INTEGER_FORMAT "%s\n", label, n, unit);
}

static void put_generations(ky_buf *out, const json_t *facts)
{
    const json_t *list = json_object_get(facts, "generations");
    ky_buf_printf(out, "%-12s", "kept");
    for (size_t i = 0; i < json_array_size(list); i++)
        ky_buf_printf(out, " %s", json_string_value(json_array_get(list, i)));
    ky_buf_putc(out, '\n');
}

static void put_datasets(ky_buf *out, const json_t *facts)
{
    const json_t *list = json_object_get(facts, "datasets");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *d = json_array_get(list, i);
        ky_str title = ky_json_get_str(json_object_get(d, "title"));
        ky_str id = ky_json_get_str(json_object_get(d, "id"));
        ky_buf_printf(out, "%-12s %.*s (%.*s): %" JSON_INTEGER_FORMAT " records\n", "data set",
                      KY_FMT(title), KY_FMT(id), json_integer_value(json_object_get(d, "records")));
    }
}

static int print_facts(const json_t *facts, bool verified)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    put_text(&out, "generation", facts, "generation");
    put_generations(&out, facts);
    put_number(&out, "records", facts, "records", "");
    put_datasets(&out, facts);
    put_text(&out, "built", facts, "built");
    put_text(&out, "by", facts, "program");
    put_text(&out, "layout", facts, "layout");
    put_text(&out, "analyser", facts, "fingerprint");
    put_text(&out, "xapian", facts, "xapian");
    put_number(&out, "shards", facts, "shards", "");
    put_number(&out, "size", facts, "bytes", " bytes");
    if (verified)
        ky_buf_puts(&out, "verified     every table, every record\n");
    return ky_buf_ok(&out) ? ky_print(ky_buf_str(&out)) : KY_EXIT_ENVIRONMENT;
}

static int verify(const char *dir)
{
    ky_err err;
    if (ky_inspect_verify(dir, &err) == KY_OK)
        return KY_EXIT_OK;
    ky_complain("%s", err.msg);
    return KY_EXIT_ENVIRONMENT;
}

/* Some damage makes Xapian's check crash, so another process does it. */
static int verify_apart(const char *dir)
{
    int status = 0;
    ky_err err;
    pid_t child = fork();
    if (child == 0)
        _exit(verify(dir));
    if (child < 0 || waitpid(child, &status, 0) != child) {
        (void) ky_fail_errno(&err, "checking in a process of its own");
        ky_complain("%s", err.msg);
        return KY_EXIT_ENVIRONMENT;
    }
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (code == KY_EXIT_OK || code == KY_EXIT_ENVIRONMENT)
        return code;
    ky_complain("%s: the index is damaged: its check crashed", dir);
    return KY_EXIT_ENVIRONMENT;
}

int ky_cmd_info(int argc, char **argv)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    KY_CLEANUP(ky_json_unref_p) json_t *facts = NULL;
    ky_opts o;
    ky_err err;
    int status;
    if (!ky_command_options(&table, argc, argv, &arena, &o, &status))
        return status;
    if (!ky_opt_given(&o, "index") || o.n_args > 0) {
        ky_complain(o.n_args > 0 ? "info takes no TABLE; see --help"
                                 : "--index is missing; see --help");
        return KY_EXIT_USAGE;
    }
    const char *dir = ky_opt_text(&o, "index");
    bool verified = ky_opt_flag(&o, "verify");
    if (ky_inspect(dir, &facts, &err) != KY_OK) {
        ky_complain("%s", err.msg);
        return KY_EXIT_ENVIRONMENT;
    }
    status = verified ? verify_apart(dir) : KY_EXIT_OK;
    return status == KY_EXIT_OK ? print_facts(facts, verified) : status;
}
