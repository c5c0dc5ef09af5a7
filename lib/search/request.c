#include "request.h"

#include "base/buf.h"
#include "base/num.h"
#include "ja/text.h"

/* What every parameter's parser works on. */
typedef struct parse {
    const ky_schema *schema;
    ky_arena *arena;
    ky_request *rq;
    ky_err *err;
} parse;

typedef ky_rc take_param(const parse *p, ky_str name, ky_str value);

typedef struct param_spec {
    const char *name;
    take_param *take;
} param_spec;

static ky_rc refuse(const parse *p, ky_str name, ky_str value, const char *accepted)
{
    return ky_fail(p->err, KY_E_INVALID, "parameter '%.*s' is '%.*s', accepted is %s", KY_FMT(name),
                   KY_FMT(value), accepted);
}

static ky_rc take_q(const parse *p, ky_str name, ky_str value)
{
    if (value.n > KY_MAX_Q_BYTES)
        return ky_fail(p->err, KY_E_INVALID,
                       "parameter '%.*s' has %zu bytes, accepted are at most %d", KY_FMT(name),
                       value.n, KY_MAX_Q_BYTES);
    p->rq->q = value;
    return KY_OK;
}

static ky_rc take_number(const parse *p, ky_str name, ky_str value, uint32_t max, uint32_t *ret)
{
    if (ky_parse_u32(value, 0, max, ret, NULL) == KY_OK)
        return KY_OK;
    return ky_fail(p->err, KY_E_INVALID,
                   "parameter '%.*s' is '%.*s', accepted is a whole number from 0 to %u",
                   KY_FMT(name), KY_FMT(value), max);
}

static ky_rc take_offset(const parse *p, ky_str name, ky_str value)
{
    return take_number(p, name, value, KY_MAX_OFFSET, &p->rq->offset);
}

static ky_rc take_limit(const parse *p, ky_str name, ky_str value)
{
    return take_number(p, name, value, KY_MAX_LIMIT, &p->rq->limit);
}

static ky_rc take_facet_limit(const parse *p, ky_str name, ky_str value)
{
    return take_number(p, name, value, KY_MAX_FACET_LIMIT, &p->rq->facet_limit);
}

static ky_rc take_explain(const parse *p, ky_str name, ky_str value)
{
    bool yes = ky_str_eq(value, KY_LIT("1"));
    if (!yes && !ky_str_eq(value, KY_LIT("0")))
        return refuse(p, name, value, "0 or 1");
    p->rq->explain = yes;
    return KY_OK;
}

static ky_rc parse_furigana(ky_str value, bool *ret, ky_err *err)
{
    bool on = ky_str_eq(value, KY_LIT("on"));
    if (!on && !ky_str_eq(value, KY_LIT("off")))
        return ky_fail(err, KY_E_INVALID, "parameter 'furigana' is '%.*s', accepted is on or off",
                       KY_FMT(value));
    *ret = on;
    return KY_OK;
}

static ky_rc take_furigana(const parse *p, ky_str name, ky_str value)
{
    (void) name;
    return parse_furigana(value, &p->rq->furigana, p->err);
}

static ky_rc take_match(const parse *p, ky_str name, ky_str value)
{
    static const char *const words[] = {"auto", "all", "any"}; /* in the order of ky_match */
    for (size_t i = 0; i < KY_LEN(words); i++) {
        if (ky_str_eq(value, ky_str_of(words[i]))) {
            p->rq->match = (ky_match) i;
            return KY_OK;
        }
    }
    return refuse(p, name, value, "auto, all or any");
}

static ky_rc take_sort(const parse *p, ky_str name, ky_str value)
{
    static const char *const words[] = {"relevance", "number", "-number", "name"}; /* as ky_sort */
    for (size_t i = 0; i < KY_LEN(words); i++) {
        if (ky_str_eq(value, ky_str_of(words[i]))) {
            p->rq->sort = (ky_sort) i;
            p->rq->sort_given = true;
            return KY_OK;
        }
    }
    return refuse(p, name, value, "relevance, number, -number or name");
}

static ky_rc refuse_facets(const parse *p, ky_str name, ky_str value)
{
    KY_CLEANUP(ky_buf_fini) ky_buf accepted = {0};
    ky_buf_puts(&accepted, "*, none, or a comma-separated list of: ");
    ky_schema_facet_names(p->schema, &accepted);
    ky_rc rc = ky_buf_check(&accepted, p->err);
    return rc == KY_OK ? refuse(p, name, value, accepted.p) : rc;
}

static void count_all(const parse *p, bool yes)
{
    for (size_t i = 0; i < p->schema->n_fields; i++)
        p->rq->counted[i] = yes && p->schema->fields[i].facet;
}

static ky_rc take_facets(const parse *p, ky_str name, ky_str value)
{
    bool none = ky_str_eq(value, KY_LIT("none"));
    count_all(p, ky_str_eq(value, KY_LIT("*")));
    if (none || ky_str_eq(value, KY_LIT("*")))
        return KY_OK;
    for (ky_str rest = value;;) {
        size_t comma = ky_str_find(rest, KY_LIT(","));
        ky_str item = {rest.p, comma == SIZE_MAX ? rest.n : comma};
        size_t field = ky_schema_find(p->schema, item);
        if (field == p->schema->n_fields || !p->schema->fields[field].facet)
            return refuse_facets(p, name, value);
        p->rq->counted[field] = true;
        if (comma == SIZE_MAX)
            return KY_OK;
        rest = ky_str_from(rest, comma + 1);
    }
}

static const param_spec specs[] = {
    {"q", take_q},
    {"match", take_match},
    {"sort", take_sort},
    {"offset", take_offset},
    {"limit", take_limit},
    {"facets", take_facets},
    {"facet_limit", take_facet_limit},
    {"explain", take_explain},
    {"furigana", take_furigana},
};

static bool is_digits(ky_str s, size_t max)
{
    bool ok = s.n > 0 && s.n <= max;
    for (size_t i = 0; i < s.n && ok; i++)
        ok = s.p[i] >= '0' && s.p[i] <= '9';
    return ok;
}

/* The form of a facet's value; whether some record has it is no matter of form. */
static ky_rc check_choice(const parse *p, const ky_field *f, ky_str value)
{
    if (value.n == 0)
        return ky_fail(p->err, KY_E_INVALID,
                       "parameter '%.*s' is empty: leave it out, or give a value", KY_FMT(f->name));
    if (f->kind == KY_FIELD_FLAG && !ky_str_eq(value, KY_LIT("true")) &&
        !ky_str_eq(value, KY_LIT("false")))
        return refuse(p, f->name, value, "true or false");
    if (f->role == KY_ROLE_YEAR && !is_digits(value, 4))
        return refuse(p, f->name, value, "a year of 1 to 4 digits");
    if (f->kind == KY_FIELD_NUMBER && !is_digits(value, 19))
        return refuse(p, f->name, value, "a whole number");
    return KY_OK;
}

static ky_rc take_choice(const parse *p, size_t field, ky_str value, size_t room)
{
    ky_choice *c = &p->rq->chosen[field];
    ky_str nfc;
    ky_rc rc = check_choice(p, &p->schema->fields[field], value);
    if (rc == KY_OK)
        rc = ja_nfc(value, p->arena, &nfc, p->err);
    if (rc != KY_OK)
        return rc;
    if (c->values == NULL)
        c->values = KY_ARENA_ARRAY(p->arena, ky_str, room);
    if (c->values == NULL)
        return ky_nomem(p->err);
    for (size_t i = 0; i < c->n; i++)
        if (ky_str_eq(c->values[i], nfc))
            return KY_OK;
    c->values[c->n++] = nfc;
    return KY_OK;
}

static ky_rc unknown(const parse *p, ky_str name)
{
    KY_CLEANUP(ky_buf_fini) ky_buf known = {0};
    for (size_t i = 0; i < KY_LEN(specs); i++)
        ky_buf_printf(&known, "%s, ", specs[i].name);
    ky_schema_facet_names(p->schema, &known);
    ky_rc rc = ky_buf_check(&known, p->err);
    return rc == KY_OK ? ky_fail(p->err, KY_E_INVALID, "unknown parameter '%.*s', known are: %s",
                                 KY_FMT(name), known.p)
                       : rc;
}

/* Blanks keep their bytes' number, by which limits are counted. */
ky_rc ky_param_clean(const ky_param *param, ky_arena *arena, ky_str *ret, ky_err *err)
{
    const ky_str value = param->value;
    if (!ky_utf8_valid(param->name, NULL))
        return ky_fail(err, KY_E_INVALID, "a parameter's name is not UTF-8");
    if (!ky_utf8_valid(value, NULL))
        return ky_fail(err, KY_E_INVALID, "parameter '%.*s' is not UTF-8", KY_FMT(param->name));
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    for (size_t at = 0, n = 0; at < value.n; at += n) {
        uint32_t c = ky_utf8_next(ky_str_from(value, at), &n);
        bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
        ky_buf_put(&out, control ? (ky_str){"  ", n} : (ky_str){value.p + at, n});
    }
    ky_str kept = ky_arena_str(arena, ky_buf_str(&out));
    if (!ky_buf_ok(&out) || kept.p == NULL)
        return ky_nomem(err);
    *ret = kept;
    return KY_OK;
}

static ky_rc take(const parse *p, const ky_param *param, size_t n, unsigned *seen)
{
    ky_str value = {0};
    ky_rc rc = ky_param_clean(param, p->arena, &value, p->err);
    if (rc != KY_OK)
        return rc;
    for (size_t i = 0; i < KY_LEN(specs); i++) {
        if (!ky_str_eq(param->name, ky_str_of(specs[i].name)))
            continue;
        if (*seen & 1u << i)
            return ky_fail(p->err, KY_E_INVALID, "parameter '%s' is given twice, accepted is one",
                           specs[i].name);
        *seen |= 1u << i;
        return specs[i].take(p, param->name, value);
    }
    size_t field = ky_schema_find(p->schema, param->name);
    if (field < p->schema->n_fields && p->schema->fields[field].facet)
        return take_choice(p, field, value, n);
    return unknown(p, param->name);
}

ky_rc ky_request_parse(const ky_schema *s, const ky_param *params, size_t n, ky_arena *arena,
                       ky_request *ret, ky_err *err)
{
    ky_request rq = {.q = KY_LIT(""),
                     .chosen = KY_ARENA_ARRAY(arena, ky_choice, s->n_fields),
                     .counted = KY_ARENA_ARRAY(arena, bool, s->n_fields),
                     .limit = KY_DEFAULT_LIMIT,
                     .facet_limit = KY_DEFAULT_FACET_LIMIT};
    const parse p = {s, arena, &rq, err};
    unsigned seen = 0;
    if (rq.chosen == NULL || rq.counted == NULL)
        return ky_nomem(err);
    if (n > KY_MAX_PARAMS)
        return ky_fail(err, KY_E_INVALID, "%zu parameters, accepted are at most %d", n,
                       KY_MAX_PARAMS);
    count_all(&p, true);
    for (size_t i = 0; i < n; i++) {
        ky_rc rc = take(&p, &params[i], n, &seen);
        if (rc != KY_OK)
            return rc;
    }
    *ret = rq;
    return KY_OK;
}

ky_rc ky_record_request_parse(const ky_param *params, size_t n, ky_arena *arena, bool *ret_furigana,
                              ky_err *err)
{
    bool furigana = false;
    for (size_t i = 0; i < n; i++) {
        ky_str value = {0};
        ky_rc rc = ky_param_clean(&params[i], arena, &value, err);
        if (rc == KY_OK && !ky_str_eq(params[i].name, KY_LIT("furigana")))
            rc = ky_fail(err, KY_E_INVALID, "unknown parameter '%.*s', known is: furigana",
                         KY_FMT(params[i].name));
        if (rc == KY_OK && i > 0)
            rc = ky_fail(err, KY_E_INVALID, "parameter 'furigana' is given twice, accepted is one");
        if (rc == KY_OK)
            rc = parse_furigana(value, &furigana, err);
        if (rc != KY_OK)
            return rc;
    }
    *ret_furigana = furigana;
    return KY_OK;
}
