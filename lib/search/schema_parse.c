#include "schema_parse.h"

#include <stdio.h>

#include "ja/text.h"

enum { WHERE_BYTES = 200, MAX_WEIGHT = 20, MAX_YEAR = 9999, MAX_LIST = 1000 };

/* What every step of the parsing needs; `where` grows with the depth. */
typedef struct parser {
    ky_arena *arena;
    ky_err *err;
} parser;

typedef struct place {
    char text[WHERE_BYTES];
} place;

static place inside(const char *where, const char *member, size_t index)
{
    place p;
    (void) snprintf(p.text, sizeof p.text, "%.120s: %s[%zu]", where, member, index);
    return p;
}

/* Strings are kept in NFC, so that equality of bytes is equality of text. */
static ky_rc keep(const parser *p, ky_str s, ky_str *ret)
{
    return ja_nfc(s, p->arena, ret, p->err);
}

static ky_rc need_str(const parser *p, const json_t *o, const char *key, const char *where,
                      ky_str *ret)
{
    ky_str s = {0};
    ky_rc rc = ky_json_need_str(o, key, where, &s, p->err);
    if (rc == KY_OK && s.n == 0)
        rc = ky_fail(p->err, KY_E_INVALID, "%s: '%s' is empty", where, key);
    return rc == KY_OK ? keep(p, s, ret) : rc;
}

static ky_rc opt_str(const parser *p, const json_t *o, const char *key, const char *where,
                     ky_str *ret)
{
    ky_str s = {0};
    ky_rc rc = ky_json_opt_str(o, key, where, &s, p->err);
    return rc == KY_OK && s.p != NULL ? keep(p, s, ret) : rc;
}

static ky_rc str_list(const parser *p, const json_t *o, const char *key, const char *where,
                      const ky_str **ret, size_t *ret_n)
{
    json_t *list = NULL;
    ky_rc rc = ky_json_opt_container(o, key, where, JSON_ARRAY, &list, p->err);
    if (rc != KY_OK || list == NULL)
        return rc;
    size_t n = json_array_size(list);
    if (n > MAX_LIST)
        return ky_fail(p->err, KY_E_INVALID, "%s: '%s' has more than %d items", where, key,
                       MAX_LIST);
    ky_str *items = KY_ARENA_ARRAY(p->arena, ky_str, n);
    if (items == NULL)
        return ky_nomem(p->err);
    for (size_t i = 0; i < n; i++) {
        const json_t *j = json_array_get(list, i);
        if (!json_is_string(j) || json_string_length(j) == 0)
            return ky_fail(p->err, KY_E_INVALID, "%s: '%s'[%zu] must be a string", where, key, i);
        rc = keep(p, ky_json_get_str(j), &items[i]);
        if (rc != KY_OK)
            return rc;
    }
    *ret = items;
    *ret_n = n;
    return KY_OK;
}

/* Labels fall back to ja, and ja to what the thing is called anyway. */
static ky_rc labels(const parser *p, const json_t *o, const char *where, ky_str fallback,
                    ky_labels *ret)
{
    static const char *const known[] = {"ja", "en", "easy", NULL};
    json_t *j = NULL;
    ky_rc rc = ky_json_opt_container(o, "labels", where, JSON_OBJECT, &j, p->err);
    if (rc != KY_OK)
        return rc;
    ky_labels l = {.ja = fallback};
    if (j != NULL) {
        if ((rc = ky_json_known_keys(j, known, where, p->err)) != KY_OK ||
            (rc = opt_str(p, j, "ja", where, &l.ja)) != KY_OK)
            return rc;
    }
    l.en = l.ja;
    l.easy = l.ja;
    if (j != NULL) {
        if ((rc = opt_str(p, j, "en", where, &l.en)) != KY_OK ||
            (rc = opt_str(p, j, "easy", where, &l.easy)) != KY_OK)
            return rc;
    }
    *ret = l;
    return KY_OK;
}

static ky_rc vocab_value(const parser *p, const json_t *j, const char *where, ky_vocab_value *ret)
{
    static const char *const known[] = {"value", "labels", "note", NULL};
    ky_vocab_value v = {0};
    ky_rc rc = ky_json_known_keys(j, known, where, p->err);
    if (rc == KY_OK)
        rc = need_str(p, j, "value", where, &v.value);
    if (rc == KY_OK)
        rc = labels(p, j, where, v.value, &v.labels);
    if (rc == KY_OK)
        rc = ky_json_opt_bool(j, "note", where, &v.note, p->err);
    if (rc == KY_OK)
        *ret = v;
    return rc;
}

static bool vocabulary_has(const ky_vocab_value *values, size_t n, ky_str v)
{
    for (size_t i = 0; i < n; i++)
        if (ky_str_eq(values[i].value, v))
            return true;
    return false;
}

static ky_rc vocabulary(const parser *p, const json_t *o, const char *where, ky_field *f)
{
    json_t *list = NULL;
    ky_rc rc = ky_json_opt_container(o, "vocabulary", where, JSON_ARRAY, &list, p->err);
    if (rc != KY_OK || list == NULL)
        return rc;
    size_t n = json_array_size(list);
    if (n == 0 || n > KY_MAX_VOCABULARY)
        return ky_fail(p->err, KY_E_INVALID, "%s: 'vocabulary' must have 1..%d values", where,
                       KY_MAX_VOCABULARY);
    ky_vocab_value *values = KY_ARENA_ARRAY(p->arena, ky_vocab_value, n);
    if (values == NULL)
        return ky_nomem(p->err);
    for (size_t i = 0; i < n; i++) {
        place at = inside(where, "vocabulary", i);
        rc = vocab_value(p, json_array_get(list, i), at.text, &values[i]);
        if (rc != KY_OK)
            return rc;
        if (vocabulary_has(values, i, values[i].value))
            return ky_fail(p->err, KY_E_INVALID, "%s: '%.*s' stands twice", at.text,
                           KY_FMT(values[i].value));
    }
    f->vocabulary = values;
    f->n_vocabulary = n;
    return KY_OK;
}

typedef struct word {
    const char *text;
    int value;
} word;

static ky_rc one_of(const parser *p, const json_t *o, const char *key, const char *where,
                    const word *words, int *ret)
{
    ky_str s = {0};
    ky_rc rc = ky_json_opt_str(o, key, where, &s, p->err);
    if (rc != KY_OK || s.p == NULL)
        return rc;
    ky_buf accepted = {0};
    for (const word *w = words; w->text != NULL; w++) {
        if (ky_str_eq(s, ky_str_of(w->text))) {
            *ret = w->value;
            ky_buf_fini(&accepted);
            return KY_OK;
        }
        ky_buf_printf(&accepted, "%s%s", w == words ? "" : ", ", w->text);
    }
    rc = ky_fail(p->err, KY_E_INVALID, "%s: '%s' is '%.*s', must be one of: %s", where, key,
                 KY_FMT(s), ky_buf_str(&accepted).p);
    ky_buf_fini(&accepted);
    return rc;
}

static ky_rc field_kind(const parser *p, const json_t *j, const char *where, ky_field *f)
{
    static const word kinds[] = {{"text", KY_FIELD_TEXT},
                                 {"facet", KY_FIELD_FACET},
                                 {"flag", KY_FIELD_FLAG},
                                 {"number", KY_FIELD_NUMBER},
                                 {NULL, 0}};
    static const word roles[] = {
        {"number", KY_ROLE_NUMBER}, {"year", KY_ROLE_YEAR}, {"title", KY_ROLE_TITLE}, {NULL, 0}};
    int kind = -1;
    int role = KY_ROLE_NONE;
    ky_rc rc = one_of(p, j, "kind", where, kinds, &kind);
    if (rc == KY_OK)
        rc = one_of(p, j, "role", where, roles, &role);
    if (rc != KY_OK)
        return rc;
    if (kind < 0)
        return ky_fail(p->err, KY_E_INVALID, "%s: 'kind' is missing", where);
    bool fits = role == KY_ROLE_NONE ||
                (role == KY_ROLE_TITLE ? kind == KY_FIELD_TEXT : kind == KY_FIELD_NUMBER);
    if (!fits)
        return ky_fail(p->err, KY_E_INVALID, "%s: this 'role' does not go with this 'kind'", where);
    f->kind = (ky_field_kind) kind;
    f->role = (ky_role) role;
    return KY_OK;
}

static ky_rc field_numbers(const parser *p, const json_t *j, const char *where, ky_field *f)
{
    f->facet = f->kind == KY_FIELD_FACET || f->kind == KY_FIELD_FLAG;
    f->max_values = 1;
    ky_rc rc = ky_json_opt_bool(j, "facet", where, &f->facet, p->err);
    if (rc == KY_OK)
        rc = ky_json_opt_bool(j, "continued", where, &f->continued, p->err);
    if (rc == KY_OK)
        rc = ky_json_opt_u32(j, "weight", where, 0, MAX_WEIGHT, &f->weight, p->err);
    if (rc == KY_OK)
        rc = ky_json_opt_u32(j, "max_values", where, 1, KY_MAX_VALUES, &f->max_values, p->err);
    if (rc != KY_OK)
        return rc;
    if (f->facet && f->kind == KY_FIELD_TEXT)
        return ky_fail(p->err, KY_E_INVALID, "%s: a text cannot be a facet", where);
    if (f->kind != KY_FIELD_FACET && (f->max_values > 1 || f->n_vocabulary > 0 || f->split.n > 0))
        return ky_fail(p->err, KY_E_INVALID,
                       "%s: 'max_values', 'split' and 'vocabulary' are for facets", where);
    if (f->weight > 0 && f->kind != KY_FIELD_TEXT && f->kind != KY_FIELD_FACET)
        return ky_fail(p->err, KY_E_INVALID, "%s: only texts and notes of facets are searched",
                       where);
    return KY_OK;
}

/* A flag's two values stand apart from vocabularies: no table publishes them. */
static ky_rc flag_values(const parser *p, const char *where, ky_field *f)
{
    static const ky_vocab_value plain[] = {
        {.value = {"true", 4}, .labels = {{"true", 4}, {"true", 4}, {"true", 4}}},
        {.value = {"false", 5}, .labels = {{"false", 5}, {"false", 5}, {"false", 5}}},
    };
    if (f->kind != KY_FIELD_FLAG)
        return KY_OK;
    f->flag_values = f->n_vocabulary == 0 ? plain : f->vocabulary;
    bool both = f->n_vocabulary == 0 ||
                (f->n_vocabulary == 2 && ky_field_find_value(f, plain[0].value) < 2 &&
                 ky_field_find_value(f, plain[1].value) < 2);
    f->vocabulary = NULL;
    f->n_vocabulary = 0;
    return both ? KY_OK
                : ky_fail(p->err, KY_E_INVALID,
                          "%s: the 'vocabulary' of a flag is 'true' and 'false'", where);
}

static ky_rc field(const parser *p, const json_t *j, const char *where, ky_field *ret)
{
    static const char *const known[] = {"name",   "kind",  "role",       "column", "legend",
                                        "labels", "facet", "continued",  "weight", "max_values",
                                        "split",  "yes",   "vocabulary", NULL};
    ky_field f = {0};
    ky_rc rc = ky_json_known_keys(j, known, where, p->err);
    if (rc == KY_OK)
        rc = need_str(p, j, "name", where, &f.name);
    if (rc == KY_OK)
        rc = field_kind(p, j, where, &f);
    if (rc == KY_OK)
        rc = opt_str(p, j, "column", where, &f.column);
    if (rc == KY_OK)
        rc = opt_str(p, j, "legend", where, &f.legend);
    if (rc == KY_OK)
        rc = opt_str(p, j, "split", where, &f.split);
    if (rc == KY_OK)
        rc = labels(p, j, where, f.name, &f.labels);
    if (rc == KY_OK)
        rc = vocabulary(p, j, where, &f);
    if (rc == KY_OK)
        rc = flag_values(p, where, &f);
    if (rc == KY_OK)
        rc = str_list(p, j, "yes", where, &f.yes, &f.n_yes);
    if (rc == KY_OK)
        rc = field_numbers(p, j, where, &f);
    if (rc == KY_OK)
        *ret = f;
    return rc;
}

static ky_rc fields(const parser *p, const json_t *root, const char *where, ky_schema *s)
{
    json_t *list = NULL;
    ky_rc rc = ky_json_opt_container(root, "fields", where, JSON_ARRAY, &list, p->err);
    if (rc != KY_OK)
        return rc;
    size_t n = json_array_size(list);
    if (n == 0 || n > KY_MAX_FIELDS)
        return ky_fail(p->err, KY_E_INVALID, "%s: 'fields' must have 1..%d members", where,
                       KY_MAX_FIELDS);
    ky_field *f = KY_ARENA_ARRAY(p->arena, ky_field, n);
    if (f == NULL)
        return ky_nomem(p->err);
    s->title = s->number = s->year = n;
    for (size_t i = 0; i < n && rc == KY_OK; i++) {
        place at = inside(where, "fields", i);
        rc = field(p, json_array_get(list, i), at.text, &f[i]);
        size_t *role = f[i].role == KY_ROLE_TITLE    ? &s->title
                       : f[i].role == KY_ROLE_NUMBER ? &s->number
                       : f[i].role == KY_ROLE_YEAR   ? &s->year
                                                     : NULL;
        if (rc != KY_OK || role == NULL)
            continue;
        if (*role != n)
            rc = ky_fail(p->err, KY_E_INVALID, "%s: this 'role' stands twice", at.text);
        *role = i;
    }
    s->fields = f;
    s->n_fields = n;
    return rc;
}

static ky_rc opt_url(const parser *p, const json_t *o, const char *where, ky_str *ret)
{
    ky_str url = {0};
    ky_rc rc = opt_str(p, o, "url", where, &url);
    if (rc != KY_OK || url.n == 0)
        return rc;
    if (!ky_str_starts(url, KY_LIT("https://")) && !ky_str_starts(url, KY_LIT("http://")))
        return ky_fail(p->err, KY_E_INVALID, "%s: 'url' must begin with https:// or http://",
                       where);
    *ret = url;
    return KY_OK;
}

static ky_rc licence(const parser *p, const json_t *o, const char *where, ky_dataset *d)
{
    static const char *const known[] = {"name", "url", NULL};
    json_t *j = NULL;
    ky_rc rc = ky_json_opt_container(o, "licence", where, JSON_OBJECT, &j, p->err);
    if (rc != KY_OK || j == NULL)
        return rc;
    rc = ky_json_known_keys(j, known, where, p->err);
    if (rc == KY_OK)
        rc = need_str(p, j, "name", where, &d->licence_name);
    return rc == KY_OK ? opt_url(p, j, where, &d->licence_url) : rc;
}

/* An id is a step of an address and, with an ending, the name of a file. */
static bool is_dataset_id(ky_str id)
{
    for (size_t at = 0, len; at < id.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(id, at), &len);
        if (c <= ' ' || c == 0x7F || c == 0x3000 || c == '/' || c == '\\')
            return false;
    }
    return id.n > 0 && id.n <= KY_MAX_DATASET_ID_BYTES && id.p[0] != '.';
}

static ky_rc dataset(const parser *p, const json_t *j, const char *where, ky_dataset *ret)
{
    static const char *const known[] = {"id",   "title", "source", "url", "licence",
                                        "year", "files", "sha256", NULL};
    ky_dataset d = {0};
    ky_rc rc = ky_json_known_keys(j, known, where, p->err);
    if (rc == KY_OK)
        rc = need_str(p, j, "id", where, &d.id);
    if (rc == KY_OK && !is_dataset_id(d.id))
        rc = ky_fail(p->err, KY_E_INVALID,
                     "%s: 'id' must be at most %d bytes, no / \\ or blank, not begin with .", where,
                     KY_MAX_DATASET_ID_BYTES);
    if (rc == KY_OK)
        rc = need_str(p, j, "title", where, &d.title);
    if (rc == KY_OK)
        rc = opt_str(p, j, "source", where, &d.source);
    if (rc == KY_OK)
        rc = opt_url(p, j, where, &d.url);
    if (rc == KY_OK)
        rc = licence(p, j, where, &d);
    if (rc == KY_OK)
        rc = ky_json_opt_u32(j, "year", where, 1, MAX_YEAR, &d.year, p->err);
    if (rc == KY_OK)
        rc = str_list(p, j, "files", where, &d.files, &d.n_files);
    if (rc == KY_OK)
        rc = str_list(p, j, "sha256", where, &d.sha256, &d.n_sha256);
    if (rc == KY_OK && d.year == 0)
        rc = ky_fail(p->err, KY_E_INVALID, "%s: 'year' is missing", where);
    if (rc == KY_OK)
        *ret = d;
    return rc;
}

static ky_rc datasets(const parser *p, const json_t *root, const char *where, ky_schema *s)
{
    json_t *list = NULL;
    ky_rc rc = ky_json_opt_container(root, "datasets", where, JSON_ARRAY, &list, p->err);
    if (rc != KY_OK || list == NULL)
        return rc;
    size_t n = json_array_size(list);
    ky_dataset *d = KY_ARENA_ARRAY(p->arena, ky_dataset, n);
    if (d == NULL)
        return ky_nomem(p->err);
    for (size_t i = 0; i < n && rc == KY_OK; i++) {
        place at = inside(where, "datasets", i);
        rc = dataset(p, json_array_get(list, i), at.text, &d[i]);
        for (size_t k = 0; k < i && rc == KY_OK; k++)
            if (ky_str_eq(d[k].id, d[i].id))
                rc = ky_fail(p->err, KY_E_INVALID, "%s: data set '%.*s' stands twice", at.text,
                             KY_FMT(d[i].id));
    }
    s->datasets = d;
    s->n_datasets = n;
    return rc;
}

static ky_rc rule(const parser *p, const json_t *j, const char *where, const ky_schema *s,
                  ky_rule *ret)
{
    static const char *const known[] = {"id", "contains", "field", "value", NULL};
    ky_rule r = {0};
    ky_str name = {0};
    ky_rc rc = ky_json_known_keys(j, known, where, p->err);
    if (rc == KY_OK)
        rc = need_str(p, j, "id", where, &r.id);
    if (rc == KY_OK)
        rc = need_str(p, j, "contains", where, &r.contains);
    if (rc == KY_OK)
        rc = need_str(p, j, "field", where, &name);
    if (rc == KY_OK)
        rc = need_str(p, j, "value", where, &r.value);
    if (rc != KY_OK)
        return rc;
    r.field = ky_schema_find(s, name);
    if (r.field == s->n_fields || s->fields[r.field].kind != KY_FIELD_FACET)
        return ky_fail(p->err, KY_E_INVALID, "%s: 'field' names no facet: '%.*s'", where,
                       KY_FMT(name));
    const ky_field *f = &s->fields[r.field];
    if (f->n_vocabulary > 0 && ky_field_find_value(f, r.value) == f->n_vocabulary)
        return ky_fail(p->err, KY_E_INVALID, "%s: '%.*s' is not in the vocabulary of '%.*s'", where,
                       KY_FMT(r.value), KY_FMT(name));
    *ret = r;
    return KY_OK;
}

static ky_rc rules(const parser *p, const json_t *root, const char *where, ky_schema *s)
{
    json_t *list = NULL;
    ky_rc rc = ky_json_opt_container(root, "rules", where, JSON_ARRAY, &list, p->err);
    if (rc != KY_OK || list == NULL)
        return rc;
    size_t n = json_array_size(list);
    ky_rule *r = KY_ARENA_ARRAY(p->arena, ky_rule, n);
    if (r == NULL)
        return ky_nomem(p->err);
    for (size_t i = 0; i < n && rc == KY_OK; i++) {
        place at = inside(where, "rules", i);
        rc = rule(p, json_array_get(list, i), at.text, s, &r[i]);
    }
    s->rules = r;
    s->n_rules = n;
    return rc;
}

ky_rc ky_schema_from_json(const json_t *root, const char *where, ky_arena *arena, ky_schema *s,
                          ky_err *err)
{
    static const char *const known[] = {"default_year", "datasets", "none",
                                        "fields",       "rules",    NULL};
    const parser p = {arena, err};
    if (!json_is_object(root))
        return ky_fail(err, KY_E_INVALID, "%s: must be a JSON object", where);
    ky_rc rc = ky_json_known_keys(root, known, where, err);
    if (rc == KY_OK)
        rc = ky_json_opt_u32(root, "default_year", where, 1, MAX_YEAR, &s->default_year, err);
    if (rc == KY_OK)
        rc = str_list(&p, root, "none", where, &s->none, &s->n_none);
    if (rc == KY_OK)
        rc = fields(&p, root, where, s);
    if (rc == KY_OK)
        rc = datasets(&p, root, where, s);
    if (rc == KY_OK)
        rc = rules(&p, root, where, s);
    return rc;
}

/* Members of an answer and parameters of a request that are the contract's own. */
static bool is_reserved(ky_str name, ky_role role)
{
    static const char *const words[] = {
        "id",     "score",    "highlight", "other",       "similar", "reason",
        "shared", "why",      "q",         "match",       "sort",    "offset",
        "limit",  "facets",   "explain",   "facet_limit", "related", "index",
        "server", "format",   "help",      "version",     "lang",    "dictionary",
        "data",   "furigana", "ruby",      "values",      "notes"};
    for (size_t i = 0; i < KY_LEN(words); i++)
        if (ky_str_eq(name, ky_str_of(words[i])))
            return true;
    bool number = ky_str_eq(name, KY_LIT("number"));
    bool year = ky_str_eq(name, KY_LIT("year"));
    return (number && role != KY_ROLE_NUMBER) || (year && role != KY_ROLE_YEAR);
}

static bool is_name(ky_str name)
{
    if (name.n == 0 || name.n > KY_MAX_FIELD_NAME_BYTES || name.p[0] < 'a' || name.p[0] > 'z')
        return false;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_')
            return false;
    }
    return true;
}

static ky_rc check_field(const ky_schema *s, size_t i, const char *where, ky_err *err)
{
    const ky_field *f = &s->fields[i];
    if (!is_name(f->name))
        return ky_fail(err, KY_E_INVALID,
                       "%s: field name '%.*s' must be a-z, 0-9 and _, at most %d", where,
                       KY_FMT(f->name), KY_MAX_FIELD_NAME_BYTES);
    if (is_reserved(f->name, f->role))
        return ky_fail(err, KY_E_INVALID, "%s: '%.*s' cannot be the name of this field", where,
                       KY_FMT(f->name));
    for (size_t k = 0; k < i; k++) {
        if (ky_str_eq(s->fields[k].name, f->name))
            return ky_fail(err, KY_E_INVALID, "%s: field '%.*s' stands twice", where,
                           KY_FMT(f->name));
        if (f->column.n > 0 && ky_str_eq(s->fields[k].column, f->column))
            return ky_fail(err, KY_E_INVALID, "%s: column '%.*s' stands twice", where,
                           KY_FMT(f->column));
    }
    return KY_OK;
}

ky_rc ky_schema_check(const ky_schema *s, const char *where, ky_err *err)
{
    if (s->title == s->n_fields)
        return ky_fail(err, KY_E_INVALID, "%s: no field has the role 'title'", where);
    for (size_t i = 0; i < s->n_fields; i++) {
        ky_rc rc = check_field(s, i, where, err);
        if (rc != KY_OK)
            return rc;
    }
    return KY_OK;
}
