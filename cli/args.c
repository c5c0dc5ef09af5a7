#include "args.h"

enum { MAX_OPTIONS = 48 };

static const char *const formats[] = {"table", "json", "jsonl", "tsv", "csv", NULL};

static const ky_opt common_options[] = {
    {.name = "index",
     .kind = KY_OPT_TEXT,
     .argument = "DIR",
     .help = "open this index",
     .dflt_help = "KYODO_INDEX, else /var/lib/kyodo/index"},
    {.name = "server",
     .kind = KY_OPT_TEXT,
     .argument = "ADDRESS",
     .help = "ask this daemon instead: http://host:port or unix:/path"},
    {.name = "format",
     .kind = KY_OPT_CHOICE,
     .argument = "FORMAT",
     .choices = formats,
     .help = "how to print",
     .dflt_help = "table on a terminal, tsv elsewhere"},
    {.name = "dictionary",
     .kind = KY_OPT_TEXT,
     .argument = "DIR",
     .help = "compiled IPADIC that the index was made with",
     .dflt_help = "Debian's"},
    {.name = "data",
     .kind = KY_OPT_TEXT,
     .argument = "DIR",
     .help = "the project's own words",
     .dflt_help = "those beside the program"},
    KY_OPT_HELP,
    KY_OPT_VERSION,
};

/* Checked by whoever answers, so that an index and a daemon judge alike. */
static const ky_opt match_option = {.name = "match",
                                    .kind = KY_OPT_TEXT,
                                    .argument = "HOW",
                                    .help = "auto, all or any of the words must match",
                                    .dflt_help = "auto"};

static const ky_opt window_options[] = {
    {.name = "sort",
     .kind = KY_OPT_TEXT,
     .argument = "KEY",
     .help = "relevance, number, -number or name",
     .dflt_help = "relevance; number where no words are given"},
    {.name = "offset",
     .kind = KY_OPT_TEXT,
     .argument = "N",
     .help = "leave out the first N hits",
     .dflt_help = "0"},
    {.name = "limit",
     .kind = KY_OPT_TEXT,
     .argument = "N",
     .help = "print N hits at most",
     .dflt_help = "20"},
    {.name = "explain", .kind = KY_OPT_FLAG, .help = "tell of each hit what matched, and how"},
};

static const ky_opt suggestions_option = {.name = "limit",
                                          .kind = KY_OPT_TEXT,
                                          .argument = "N",
                                          .help = "print N suggestions at most",
                                          .dflt_help = "10"};

static const ky_opt *option_named(const ky_opt *opts, size_t n, ky_str name)
{
    for (size_t i = 0; i < n; i++)
        if (ky_str_eq(ky_str_of(opts[i].name), name))
            return &opts[i];
    return NULL;
}

/* The options that are known without a schema. Returns how many. */
static size_t known_options(const cli_syntax *syntax, ky_opt *ret)
{
    size_t n = 0;
    if (syntax->searches)
        ret[n++] = match_option;
    for (size_t i = 0; syntax->windows && i < KY_LEN(window_options); i++)
        ret[n++] = window_options[i];
    if (syntax->suggests)
        ret[n++] = suggestions_option;
    for (size_t i = 0; i < KY_LEN(common_options); i++)
        ret[n++] = common_options[i];
    return n;
}

/* What a schema may call a field: [a-z][a-z0-9_]*. */
static bool may_be_field(ky_str name)
{
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool later = i > 0 && ((c >= '0' && c <= '9') || c == '_');
        if (!(c >= 'a' && c <= 'z') && !later)
            return false;
    }
    return name.n > 0;
}

/* An option for a facet, unless one of the program's own has its name. */
static void facet_option(const cli_field *facet, ky_opt *opts, size_t *n)
{
    bool taken = option_named(opts, *n, facet->name) != NULL;
    if (*n == MAX_OPTIONS || taken || !may_be_field(facet->name))
        return;
    opts[(*n)++] = (ky_opt){.name = facet->name.p,
                            .kind = KY_OPT_LIST,
                            .argument = facet->kind == CLI_FLAG ? "true|false" : "VALUE",
                            .help = facet->label.p};
}

/* The options of a subcommand, its own before those of the facets. */
static ky_rc make_table(const cli_syntax *syntax, const cli_fields *fields, ky_arena *arena,
                        ky_opt_table *ret, ky_err *err)
{
    ky_opt *opts = KY_ARENA_ARRAY(arena, ky_opt, MAX_OPTIONS);
    if (opts == NULL)
        return ky_nomem(err);
    size_t n = known_options(syntax, opts);
    for (size_t i = 0; syntax->searches && fields != NULL && i < fields->n_facets; i++)
        facet_option(&fields->facets[i], opts, &n);
    *ret = (ky_opt_table){.usage = syntax->usage, .about = syntax->about, .opts = opts, .n = n};
    return KY_OK;
}

static void found(cli_scan_result *r, ky_str name, const char *value)
{
    const struct {
        const char *name;
        const char **place;
    } places[] = {{"index", &r->index},
                  {"server", &r->server},
                  {"dictionary", &r->dictionary},
                  {"data", &r->data}};
    for (size_t i = 0; i < KY_LEN(places); i++)
        if (ky_str_eq(name, ky_str_of(places[i].name)))
            *places[i].place = value;
    r->help = r->help || ky_str_eq(name, KY_LIT("help"));
    r->version = r->version || ky_str_eq(name, KY_LIT("version"));
}

void cli_scan(int argc, char *const *argv, const cli_syntax *syntax, cli_scan_result *ret)
{
    ky_opt opts[MAX_OPTIONS];
    size_t n = known_options(syntax, opts);
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        ret->help = ret->help || strcmp(argv[i], "-h") == 0;
        ret->version = ret->version || strcmp(argv[i], "-V") == 0;
        if (strncmp(argv[i], "--", 2) != 0)
            continue;
        ky_str name = ky_str_of(argv[i] + 2);
        size_t equals = ky_str_find(name, KY_LIT("="));
        const char *value = equals == SIZE_MAX ? NULL : name.p + equals + 1;
        name.n = equals == SIZE_MAX ? name.n : equals;
        const ky_opt *opt = option_named(opts, n, name);
        bool takes = opt == NULL ? i + 1 < argc && strncmp(argv[i + 1], "--", 2) != 0
                                 : opt->kind != KY_OPT_FLAG;
        if (value == NULL && takes && i + 1 < argc)
            value = argv[++i];
        if (opt != NULL)
            found(ret, name, value);
        else if (syntax->searches && may_be_field(name))
            ret->needs_schema = true;
    }
}

static bool add_param(cli_args *a, const char *name, ky_str value)
{
    if (a->n_params == KY_MAX_PARAMS)
        return false;
    a->params[a->n_params++] = (ky_param){ky_str_of(name), value};
    return true;
}

/* The words that are no options, joined by spaces. */
static ky_rc words_of(cli_args *a, ky_err *err)
{
    if (a->opts.n_args == 0)
        return KY_OK;
    KY_CLEANUP(ky_buf_fini) ky_buf q = {0};
    for (size_t i = 0; i < a->opts.n_args; i++) {
        ky_buf_puts(&q, i == 0 ? "" : " ");
        ky_buf_puts(&q, a->opts.args[i]);
    }
    ky_str kept = ky_arena_str(&a->arena, ky_buf_str(&q));
    if (!ky_buf_ok(&q) || kept.p == NULL)
        return ky_nomem(err);
    (void) add_param(a, "q", kept);
    return KY_OK;
}

static bool is_common(const char *name)
{
    return option_named(common_options, KY_LEN(common_options), ky_str_of(name)) != NULL;
}

/* Everything that is not the program's own affair is a parameter of the search. */
static ky_rc params_of(cli_args *a, ky_err *err)
{
    a->params = KY_ARENA_ARRAY(&a->arena, ky_param, KY_MAX_PARAMS);
    if (a->params == NULL)
        return ky_nomem(err);
    ky_rc rc = words_of(a, err);
    for (size_t i = 0; i < a->table.n && rc == KY_OK; i++) {
        const char *name = a->table.opts[i].name;
        size_t n = 0;
        if (is_common(name) || !ky_opt_given(&a->opts, name))
            continue;
        bool flag = a->table.opts[i].kind == KY_OPT_FLAG;
        const ky_str *values = ky_opt_list(&a->opts, name, &n);
        for (size_t k = 0; k < n && rc == KY_OK; k++)
            if (!add_param(a, name, flag ? KY_LIT("1") : values[k]))
                rc = ky_fail(err, KY_E_INVALID, "more than %d options", KY_MAX_PARAMS);
    }
    return rc;
}

ky_rc cli_args_parse(int argc, char *const *argv, const cli_syntax *syntax,
                     const cli_fields *fields, cli_args *ret, ky_err *err)
{
    cli_args_fini(ret);
    ky_rc rc = make_table(syntax, fields, &ret->arena, &ret->table, err);
    if (rc == KY_OK)
        rc = ky_opts_parse(&ret->table, argc, argv, &ret->arena, &ret->opts, err);
    if (rc == KY_OK && (syntax->searches || syntax->suggests))
        rc = params_of(ret, err);
    if (rc != KY_OK)
        return rc;
    ret->has_format = ky_opt_given(&ret->opts, "format");
    ret->format = (cli_format) ky_opt_choice(&ret->opts, "format");
    return KY_OK;
}

void cli_args_fini(cli_args *a)
{
    ky_arena_fini(&a->arena);
    *a = (cli_args){0};
}

ky_rc cli_args_help(const cli_syntax *syntax, const cli_fields *fields, ky_buf *out, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_opt_table table = {0};
    ky_rc rc = make_table(syntax, fields, &arena, &table, err);
    return rc == KY_OK ? ky_opts_help(&table, out, err) : rc;
}
