#include "opt.h"

#include "mem.h"

typedef struct reader {
    ky_opts *o;
    ky_opt_value *values; /* a copy, taken over when the whole file is good */
    unsigned *set_on;     /* the line that set each option, 0 for none */
    const char *where;
    unsigned line;
    ky_arena *arena;
} reader;

static ky_rc unknown_name(const reader *r, ky_str name, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf known = {0};
    const ky_opt_table *t = r->o->table;
    for (size_t i = 0; i < t->n; i++)
        if (t->opts[i].in_file)
            ky_buf_printf(&known, "%s%s", known.n == 0 ? "" : ", ", t->opts[i].name);
    if (!ky_buf_ok(&known))
        return ky_nomem(err);
    /* The name last: it may be long, and the message is cut at its end. */
    return ky_fail(err, KY_E_INVALID, "%s: line %u: the name must be one of %s; got '%.*s'",
                   r->where, r->line, known.n == 0 ? "(none)" : known.p, KY_FMT(name));
}

static ky_rc take_value(reader *r, size_t i, ky_str text, ky_err *err)
{
    const ky_opt *opt = &r->o->table->opts[i];
    if (opt->kind != KY_OPT_LIST && r->set_on[i] != 0)
        return ky_fail(err, KY_E_INVALID, "%s: line %u: '%s' is set already, on line %u", r->where,
                       r->line, opt->name, r->set_on[i]);
    r->set_on[i] = r->line;
    KY_CLEANUP(ky_buf_fini) ky_buf where = {0};
    ky_buf_printf(&where, "%s: line %u: %s", r->where, r->line, opt->name);
    if (!ky_buf_ok(&where))
        return ky_nomem(err);
    ky_opt_value checked = r->values[i];
    ky_rc rc = ky_opt_put(opt, text, KY_OPT_BY_FILE, where.p, r->arena, &checked, err);
    /* A wrong line is an error even where a flag makes it void. */
    if (rc == KY_OK && r->values[i].from != KY_OPT_BY_FLAG)
        r->values[i] = checked;
    return rc;
}

/* The line without its comment and the blanks around. */
static ky_str bare_line(ky_str line)
{
    for (size_t i = 0; i < line.n; i++) {
        bool starts = i == 0 || line.p[i - 1] == ' ' || line.p[i - 1] == '\t';
        if (line.p[i] == '#' && starts)
            line.n = i;
    }
    return ky_str_trim(line);
}

/* In a file `_` does for `-`, as people write it there. */
static bool is_called(ky_str name, const char *option)
{
    bool same = name.n == strlen(option);
    for (size_t i = 0; same && i < name.n; i++)
        same = (name.p[i] == '_' ? '-' : name.p[i]) == option[i];
    return same;
}

static ky_rc take_line(reader *r, ky_str line, ky_err *err)
{
    line = bare_line(line);
    if (line.n == 0)
        return KY_OK;
    if (!ky_utf8_valid(line, NULL) || memchr(line.p, '\0', line.n) != NULL)
        return ky_fail(err, KY_E_INVALID, "%s: line %u: must be UTF-8 text", r->where, r->line);
    size_t equals = ky_str_find(line, KY_LIT("="));
    if (equals == SIZE_MAX)
        return ky_fail(err, KY_E_INVALID, "%s: line %u: must be 'name = value'; got '%.*s'",
                       r->where, r->line, KY_FMT(line));
    ky_str name = ky_str_trim((ky_str){line.p, equals});
    ky_str text = ky_str_trim(ky_str_from(line, equals + 1));
    const ky_opt_table *t = r->o->table;
    for (size_t i = 0; i < t->n; i++)
        if (t->opts[i].in_file && is_called(name, t->opts[i].name))
            return take_value(r, i, text, err);
    return unknown_name(r, name, err);
}

ky_rc ky_opts_file_text(ky_opts *o, ky_str text, const char *where, ky_arena *arena, ky_err *err)
{
    size_t n = o->table->n;
    reader r = {.o = o, .where = where, .arena = arena};
    r.values = KY_ARENA_ARRAY(arena, ky_opt_value, n + 1);
    r.set_on = KY_ARENA_ARRAY(arena, unsigned, n + 1);
    if (r.values == NULL || r.set_on == NULL)
        return ky_nomem(err);
    memcpy(r.values, o->values, n * sizeof *r.values);
    if (ky_str_starts(text, KY_LIT("\uFEFF")))
        text = ky_str_from(text, 3);
    while (text.n > 0) {
        size_t end = ky_str_find(text, KY_LIT("\n"));
        ky_str line = {text.p, end == SIZE_MAX ? text.n : end};
        text = ky_str_from(text, end == SIZE_MAX ? text.n : end + 1);
        r.line++;
        ky_rc rc = take_line(&r, line, err);
        if (rc != KY_OK)
            return rc;
    }
    o->values = r.values;
    return KY_OK;
}

ky_rc ky_opts_file(ky_opts *o, const char *path, ky_arena *arena, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    ky_rc rc = ky_buf_read_file(&text, path, KY_MAX_CONFIG_BYTES, err);
    return rc == KY_OK ? ky_opts_file_text(o, ky_buf_str(&text), path, arena, err) : rc;
}
