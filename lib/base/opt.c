#include "opt.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>

#include "mem.h"
#include "num.h"

/* getopt_long() gives this plus the index for a long name, so that no letter can be meant. */
enum { LONG_BASE = 256 };

static void put_choices(const ky_opt *opt, ky_buf *out)
{
    for (size_t i = 0; opt->choices[i] != NULL; i++)
        ky_buf_printf(out, "%s%s", i == 0 ? "" : ", ", opt->choices[i]);
}

const char *ky_opt_argument(const ky_opt *opt)
{
    if (opt->argument != NULL)
        return opt->argument;
    return opt->kind == KY_OPT_UINT ? "N" : "TEXT";
}

void ky_opt_accepted(const ky_opt *opt, ky_buf *out)
{
    if (opt->kind == KY_OPT_FLAG) {
        ky_buf_puts(out, "true or false");
    } else if (opt->kind == KY_OPT_UINT) {
        ky_buf_printf(out, "a whole number in %" PRIu64 "..%" PRIu64, opt->min, opt->max);
        if (opt->unit != NULL)
            ky_buf_printf(out, " %s", opt->unit);
    } else if (opt->choices != NULL) {
        ky_buf_puts(out, "one of ");
        put_choices(opt, out);
    } else if (opt->accepted != NULL) {
        ky_buf_puts(out, opt->accepted);
    } else {
        ky_buf_printf(out, "%s, not empty", ky_opt_argument(opt));
    }
}

static bool is_choice(const ky_opt *opt, ky_str text, uint64_t *ret)
{
    for (size_t i = 0; opt->choices[i] != NULL; i++) {
        if (!ky_str_eq(text, ky_str_of(opt->choices[i])))
            continue;
        *ret = i;
        return true;
    }
    return false;
}

static bool accepts(const ky_opt *opt, ky_str text, uint64_t *ret)
{
    switch (opt->kind) {
    case KY_OPT_FLAG:
        *ret = ky_str_eq(text, KY_LIT("true"));
        return *ret == 1 || ky_str_eq(text, KY_LIT("false"));
    case KY_OPT_UINT:
        return ky_parse_u64(text, opt->min, opt->max, ret, NULL) == KY_OK;
    case KY_OPT_TEXT:
    case KY_OPT_LIST:
    case KY_OPT_CHOICE:
        break;
    }
    if (opt->choices != NULL)
        return is_choice(opt, text, ret);
    return text.n > 0 && (opt->check == NULL || opt->check(text));
}

static bool add_text(ky_opt_value *v, ky_str text, ky_arena *arena)
{
    if (v->n == v->cap) {
        size_t cap = v->cap == 0 ? 1 : 2 * v->cap;
        ky_str *grown = KY_ARENA_ARRAY(arena, ky_str, cap);
        if (grown == NULL)
            return false;
        if (v->n > 0)
            memcpy(grown, v->texts, v->n * sizeof *grown);
        v->texts = grown;
        v->cap = cap;
    }
    v->texts[v->n++] = text;
    return true;
}

static ky_rc refuse(const ky_opt *opt, ky_str text, const char *where, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf accepted = {0};
    ky_opt_accepted(opt, &accepted);
    if (!ky_buf_ok(&accepted))
        return ky_nomem(err);
    return ky_fail(err, KY_E_INVALID, "%s: must be %s; got '%.*s'", where, accepted.p,
                   KY_FMT(text));
}

ky_rc ky_opt_put(const ky_opt *opt, ky_str text, ky_opt_from from, const char *where,
                 ky_arena *arena, ky_opt_value *v, ky_err *err)
{
    uint64_t number = 0;
    if (!accepts(opt, text, &number))
        return refuse(opt, text, where, err);
    ky_str copy = ky_arena_str(arena, text);
    ky_opt_value made = *v;
    if (opt->kind != KY_OPT_LIST || made.from != from) {
        made.n = 0;
        made.cap = 0; /* the old array may be shared with a copy of the value */
    }
    if (opt->kind == KY_OPT_LIST && opt->max != 0 && made.n >= opt->max)
        return ky_fail(err, KY_E_INVALID, "%s: may be given at most %" PRIu64 " times", where,
                       opt->max);
    if (copy.p == NULL || !add_text(&made, copy, arena))
        return ky_nomem(err);
    made.from = from;
    made.number = number;
    *v = made;
    return KY_OK;
}

static ky_rc put_defaults(ky_opts *o, ky_arena *arena, ky_err *err)
{
    for (size_t i = 0; i < o->table->n; i++) {
        const ky_opt *opt = &o->table->opts[i];
        if (ky_opt_find(o->table, opt->name) != i)
            return ky_fail(err, KY_E_INTERNAL, "two options are called '%s'", opt->name);
        if (opt->dflt == NULL)
            continue;
        ky_rc rc = ky_opt_put(opt, ky_str_of(opt->dflt), KY_OPT_BY_DEFAULT, opt->name, arena,
                              &o->values[i], err);
        if (rc != KY_OK)
            return rc == KY_E_INVALID ? ky_prefix(err, KY_E_INTERNAL, "default") : rc;
    }
    return KY_OK;
}

typedef struct scan {
    const ky_opt_table *table;
    struct option *longs; /* n + 1 */
    char *letters;        /* "-:" and the letters */
    int argc;
    char *const *argv;
} scan;

static bool make_scan(scan *s, ky_arena *arena)
{
    size_t n = s->table->n;
    s->longs = KY_ARENA_ARRAY(arena, struct option, n + 1);
    s->letters = ky_arena_alloc(arena, 2 * n + 3);
    if (s->longs == NULL || s->letters == NULL)
        return false;
    /* "-" gives every argument in its place, which neither moves argv nor heeds
     * POSIXLY_CORRECT; ":" keeps getopt from printing. */
    char *to = s->letters;
    *to++ = '-';
    *to++ = ':';
    for (size_t i = 0; i < n; i++) {
        const ky_opt *opt = &s->table->opts[i];
        bool flag = opt->kind == KY_OPT_FLAG;
        s->longs[i] = (struct option){
            .name = opt->name,
            .has_arg = flag ? no_argument : required_argument,
            .val = LONG_BASE + (int) i,
        };
        if (opt->letter == '\0')
            continue;
        *to++ = opt->letter;
        if (!flag)
            *to++ = ':';
    }
    *to = '\0';
    return true;
}

static size_t find_code(const ky_opt_table *t, int code)
{
    if (code >= LONG_BASE && (size_t) (code - LONG_BASE) < t->n)
        return (size_t) (code - LONG_BASE);
    for (size_t i = 0; i < t->n; i++)
        if (t->opts[i].letter != '\0' && t->opts[i].letter == code)
            return i;
    return t->n;
}

/* The name of a long option as typed: without the dashes and the value. */
static ky_str typed_name(const char *arg)
{
    ky_str name = ky_str_of(arg + 2);
    size_t equals = ky_str_find(name, KY_LIT("="));
    if (equals != SIZE_MAX)
        name.n = equals;
    return name;
}

static ky_rc unknown_option(const char *arg, int letter, ky_err *err)
{
    if (arg[0] == '-' && arg[1] == '-')
        return ky_fail(err, KY_E_INVALID, "--%.*s: unknown option; see --help",
                       KY_FMT(typed_name(arg)));
    if (letter > ' ' && letter < 0x7F)
        return ky_fail(err, KY_E_INVALID, "-%c: unknown option; see --help", letter);
    return ky_fail(err, KY_E_INVALID, "%s: unknown option; see --help", arg);
}

/* True where a long option was typed in full: an abbreviation would change its meaning, or lose
 * it, with the next option added. */
static bool typed_in_full(int code, const ky_opt *opt, const char *arg)
{
    return code < LONG_BASE || ky_str_eq(typed_name(arg), ky_str_of(opt->name));
}

/* What getopt_long() could not take, with what it is about. */
static ky_rc refuse_flag(const ky_opt_table *t, int code, int about, const char *arg, ky_err *err)
{
    size_t i = find_code(t, about);
    if (i == t->n || !typed_in_full(about, &t->opts[i], arg))
        return unknown_option(arg, about, err);
    const ky_opt *opt = &t->opts[i];
    if (code == ':')
        return ky_fail(err, KY_E_INVALID, "--%s: needs a value: %s", opt->name,
                       ky_opt_argument(opt));
    return ky_fail(err, KY_E_INVALID, "--%s: takes no value", opt->name);
}

static ky_rc take_flag(const scan *s, ky_opts *o, int code, const char *arg, ky_arena *arena,
                       bool *stop, ky_err *err)
{
    size_t i = find_code(s->table, code);
    const ky_opt *opt = &s->table->opts[i];
    if (!typed_in_full(code, opt, arg))
        return ky_fail(err, KY_E_INVALID, "--%.*s: unknown option; did you mean --%s?",
                       KY_FMT(typed_name(arg)), opt->name);
    char where[80];
    (void) snprintf(where, sizeof where, "--%s", opt->name);
    ky_str text = opt->kind == KY_OPT_FLAG ? KY_LIT("true") : ky_str_of(optarg);
    *stop = opt->stops;
    return ky_opt_put(opt, text, KY_OPT_BY_FLAG, where, arena, &o->values[i], err);
}

static ky_rc scan_flags(const scan *s, ky_opts *o, ky_arena *arena, ky_err *err)
{
    optind = 0; /* begin anew, as glibc defines it */
    for (int at = 1;;) {
        int code = getopt_long(s->argc, s->argv, s->letters, s->longs, NULL);
        if (code == -1)
            break;
        const char *arg = s->argv[at];
        at = optind;
        bool stop = false;
        ky_rc rc = KY_OK;
        if (code == 1)
            o->args[o->n_args++] = optarg;
        else if (code == '?' || code == ':')
            rc = refuse_flag(s->table, code, optopt, arg, err);
        else
            rc = take_flag(s, o, code, arg, arena, &stop, err);
        if (rc != KY_OK || stop)
            return rc;
    }
    for (int i = optind; i < s->argc; i++)
        o->args[o->n_args++] = s->argv[i];
    return KY_OK;
}

ky_rc ky_opts_parse(const ky_opt_table *t, int argc, char *const *argv, ky_arena *arena,
                    ky_opts *ret, ky_err *err)
{
    scan s = {.table = t, .argc = argc, .argv = argv};
    ky_opts o = {.table = t};
    o.values = KY_ARENA_ARRAY(arena, ky_opt_value, t->n + 1);
    o.args = KY_ARENA_ARRAY(arena, const char *, (argc > 0 ? (size_t) argc : 0) + 1);
    if (o.values == NULL || o.args == NULL || !make_scan(&s, arena))
        return ky_nomem(err);
    ky_rc rc = put_defaults(&o, arena, err);
    if (rc == KY_OK && argc > 1)
        rc = scan_flags(&s, &o, arena, err);
    if (rc == KY_OK)
        *ret = o;
    return rc;
}

size_t ky_opt_find(const ky_opt_table *t, const char *name)
{
    size_t i = 0;
    while (i < t->n && strcmp(t->opts[i].name, name) != 0)
        i++;
    return i;
}

static const ky_opt_value *value_of(const ky_opts *o, const char *name)
{
    static const ky_opt_value nothing = {0};
    size_t i = ky_opt_find(o->table, name);
    return i == o->table->n ? &nothing : &o->values[i];
}

bool ky_opt_given(const ky_opts *o, const char *name)
{
    return value_of(o, name)->from != KY_OPT_BY_DEFAULT;
}

bool ky_opt_flag(const ky_opts *o, const char *name)
{
    return value_of(o, name)->number != 0;
}

uint64_t ky_opt_uint(const ky_opts *o, const char *name)
{
    return value_of(o, name)->number;
}

size_t ky_opt_choice(const ky_opts *o, const char *name)
{
    return (size_t) value_of(o, name)->number;
}

const char *ky_opt_text(const ky_opts *o, const char *name)
{
    const ky_opt_value *v = value_of(o, name);
    return v->n == 0 ? NULL : v->texts[v->n - 1].p;
}

const ky_str *ky_opt_list(const ky_opts *o, const char *name, size_t *ret_n)
{
    const ky_opt_value *v = value_of(o, name);
    *ret_n = v->n;
    return v->texts;
}
