#include "options.h"

#include <sched.h>

#include "base/mem.h"

/* In the order of log_level. */
static const char *const levels[] = {"error", "warn", "info", "debug", NULL};

/* In the order of language. */
static const char *const languages[] = {"ja", "easy", "en", NULL};

static bool is_address(ky_str text)
{
    address a;
    return address_parse(text, &a, NULL) == KY_OK;
}

/* Printable ASCII without what would end an attribute, or begin a query or a path: pages lead to
 * each other from the root. */
static bool is_public_url(ky_str text)
{
    size_t scheme = ky_str_starts(text, KY_LIT("https://")) ? 8 : 7;
    if (!ky_str_starts(text, KY_LIT("http://")) && scheme == 7)
        return false;
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] <= ' ' || text.p[i] >= 0x7F || strchr("\"<>?#\\^`{|}", text.p[i]) != NULL)
            return false;
    size_t path = ky_str_find(ky_str_from(text, scheme), KY_LIT("/"));
    return text.n > scheme && path > 0 && (path == SIZE_MAX || scheme + path + 1 == text.n);
}

static const ky_opt options[] = {
    {
        .name = "index",
        .letter = 'i',
        .kind = KY_OPT_TEXT,
        .argument = "DIR",
        .help = "the index to serve, as kyodo-indexer publishes it; required",
        .in_file = true,
    },
    {
        .name = "listen",
        .letter = 'l',
        .kind = KY_OPT_LIST,
        .argument = "ADDRESS",
        .help = "where to listen: http://host:port (port 0 picks a free one) or unix:/path",
        .max = SD_MAX_LISTENERS,
        .dflt = "http://127.0.0.1:8080",
        .accepted = "http://host:port or unix:/path",
        .check = is_address,
        .in_file = true,
    },
    {
        .name = "threads",
        .letter = 't',
        .kind = KY_OPT_UINT,
        .argument = "N",
        .help = "threads that answer",
        .min = 1,
        .max = SD_MAX_THREADS,
        .dflt_help = "the number of processors",
        .in_file = true,
    },
    {
        .name = "max-connections",
        .kind = KY_OPT_UINT,
        .argument = "N",
        .help = "connections open at a time; one more is answered 503",
        .min = 1,
        .max = SD_MAX_CONNECTIONS,
        .dflt = "1024",
        .in_file = true,
    },
    {
        .name = "idle-timeout",
        .kind = KY_OPT_UINT,
        .argument = "S",
        .help = "time a client has for its next request, and for taking an answer",
        .min = 1,
        .max = SD_MAX_IDLE_SECONDS,
        .unit = "seconds",
        .dflt = "60",
        .in_file = true,
    },
    {
        .name = "query-timeout",
        .kind = KY_OPT_UINT,
        .argument = "MS",
        .help = "time limit of one search, 0 for none",
        .min = 0,
        .max = SD_MAX_QUERY_MS,
        .unit = "milliseconds",
        .dflt = "5000",
        .in_file = true,
    },
    {
        .name = "allow-origin",
        .kind = KY_OPT_LIST,
        .argument = "ORIGIN",
        .help = "a web site, such as https://www.example.jp, whose pages may ask",
        .max = SD_MAX_ORIGINS,
        .dflt_help = "none",
        .accepted = "scheme://host or scheme://host:port",
        .check = origin_is_valid,
        .in_file = true,
    },
    {
        .name = "public-url",
        .kind = KY_OPT_TEXT,
        .argument = "URL",
        .help = "how the service is reached from outside, such as https://www.example.jp: begins "
                "every absolute address in pages",
        .dflt_help = "the first http:// address listened on",
        .accepted = "http:// or https:// and a host, no path",
        .check = is_public_url,
        .in_file = true,
    },
    {
        .name = "kiosk-idle",
        .kind = KY_OPT_UINT,
        .argument = "S",
        .help = "time without a touch after which /kiosk asks whether anybody is there",
        .min = SD_MIN_KIOSK_SECONDS,
        .max = SD_MAX_KIOSK_SECONDS,
        .unit = "seconds",
        .dflt = "60",
        .in_file = true,
    },
    {
        .name = "kiosk-language",
        .kind = KY_OPT_CHOICE,
        .argument = "LANG",
        .help = "what /kiosk begins in; easy is plain Japanese",
        .choices = languages,
        .dflt = "ja",
        .in_file = true,
    },
    {
        .name = "dictionary",
        .kind = KY_OPT_TEXT,
        .argument = "DIR",
        .help = "compiled IPADIC in UTF-8",
        .dflt = KYODO_MECAB_DICDIR,
        .in_file = true,
    },
    {
        .name = "data",
        .kind = KY_OPT_TEXT,
        .argument = "DIR",
        .help = "the program's own word lists",
        .dflt_help = "share/kyodo beside the program's bin",
        .in_file = true,
    },
    {
        .name = "log-level",
        .kind = KY_OPT_CHOICE,
        .argument = "LEVEL",
        .help = "how much is written to standard error",
        .choices = levels,
        .dflt = "info",
        .in_file = true,
    },
    {
        .name = "config",
        .letter = 'c',
        .kind = KY_OPT_TEXT,
        .argument = "FILE",
        .help = "read options from FILE, lines `name = value`; flags win over it",
    },
    {
        .name = "check",
        .letter = 'n',
        .help = "check the configuration and exit",
    },
    KY_OPT_HELP,
    KY_OPT_VERSION,
};

const ky_opt_table config_options = {
    .usage = "kyodo-searchd --index DIR [--listen ADDRESS]... [OPTION]...\n"
             "kyodo-searchd --config FILE [OPTION]...",
    .about = "Serve an index over HTTP/1.1. A newly published index is taken up by itself, within "
             "a second; SIGHUP has it looked for at once. SIGTERM and SIGINT finish the requests "
             "under way.",
    .more = "Exit status: 0 stopped, 2 usage or configuration, 3 a damaged or foreign index, a "
            "socket in use, or no dictionary.",
    .opts = options,
    .n = KY_LEN(options),
};

static uint32_t processors(void)
{
    cpu_set_t set;
    int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    if (n < 1)
        return 1;
    return n > SD_MAX_THREADS ? SD_MAX_THREADS : (uint32_t) n;
}

static ky_rc fill(const ky_opts *o, config *c, ky_err *err)
{
    c->index = ky_opt_text(o, "index");
    c->dictionary = ky_opt_text(o, "dictionary");
    c->data = ky_opt_text(o, "data");
    c->public_url = ky_opt_text(o, "public-url");
    c->threads = ky_opt_given(o, "threads") ? (uint32_t) ky_opt_uint(o, "threads") : processors();
    c->max_connections = (uint32_t) ky_opt_uint(o, "max-connections");
    c->idle_seconds = (uint32_t) ky_opt_uint(o, "idle-timeout");
    c->kiosk_seconds = (uint32_t) ky_opt_uint(o, "kiosk-idle");
    c->kiosk_language = (language) ky_opt_choice(o, "kiosk-language");
    c->query_us = 1000 * ky_opt_uint(o, "query-timeout");
    c->level = (log_level) ky_opt_choice(o, "log-level");
    c->check_only = ky_opt_flag(o, "check");
    if (c->index == NULL)
        return ky_fail(err, KY_E_INVALID, "--index: is required; see --help");
    c->origins = ky_opt_list(o, "allow-origin", &c->n_origins);
    c->listen_given = ky_opt_given(o, "listen");
    const ky_str *listen = ky_opt_list(o, "listen", &c->n_listen);
    ky_rc rc = KY_OK;
    for (size_t i = 0; rc == KY_OK && i < c->n_listen; i++)
        rc = address_parse(listen[i], &c->listen[i], err);
    return rc;
}

ky_rc config_read(int argc, char *const *argv, ky_arena *arena, config *ret, ky_err *err)
{
    ky_opts o;
    ky_rc rc = ky_opts_parse(&config_options, argc, argv, arena, &o, err);
    if (rc != KY_OK)
        return rc;
    config c = {.help = ky_opt_flag(&o, "help"), .version = ky_opt_flag(&o, "version")};
    if (c.help || c.version) {
        *ret = c;
        return KY_OK;
    }
    if (o.n_args > 0)
        return ky_fail(err, KY_E_INVALID, "%s: unexpected argument; see --help", o.args[0]);
    const char *file = ky_opt_text(&o, "config");
    if (file != NULL)
        rc = ky_opts_file(&o, file, arena, err);
    if (rc == KY_OK)
        rc = fill(&o, &c, err);
    if (rc == KY_OK)
        *ret = c;
    return rc;
}
