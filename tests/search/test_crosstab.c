/* Promises checked here, for random questions, filters and pairs of facets, on the published table,
 * on the parks' and on 700 records of the latter's kind, each in one database and in three:
 * - every cell, row total, column total and the total is what counting the records one by one
 *   gives, a record that has a value twice counted once
 * - a vocabulary stands whole and in its order, then what is outside it; an open facet has its most
 *   frequent values, ties by code point, at most as many as asked for, and those that are chosen;
 *   nothing that a record has is left out otherwise
 * - the total is that of the search
 * - a facet with itself has its totals on the diagonal, and is symmetrical
 * - a name that is no facet is refused, and the message says which there are
 * - past its time limit it is TIMEOUT, and never a part of an answer, however far it came */
#include <stdio.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"
#include "random.h"
#include "search/crosstab.h"

enum { MANY = 700, SHARDS = 3, ROUNDS = 60, MAX_CHOSEN = 3, PARAM_BYTES = 1200, MAX_PARAMS = 12 };

/* A table with an index in one database and one in several. */
typedef struct city {
    table table;
    char *dirs[2];
    ky_index *indexes[2];
} city;

static city cities[3];

static void make_many(table *t)
{
    table_many(t, MANY);
}

static void city_make(city *c, void (*make)(table *))
{
    make(&c->table);
    for (size_t i = 0; i < 2; i++) {
        ky_build_options o = build_defaults;
        o.shards = i == 0 ? 1 : SHARDS;
        c->dirs[i] = temp_make();
        build_ok(c->dirs[i], &c->table, &o);
        c->indexes[i] = open_ok(c->dirs[i]);
    }
}

static int setup(void **state)
{
    (void) state;
    city_make(&cities[0], table_published);
    city_make(&cities[1], table_parks);
    city_make(&cities[2], make_many);
    return 0;
}

static int teardown(void **state)
{
    (void) state;
    for (size_t i = 0; i < KY_LEN(cities); i++) {
        for (size_t k = 0; k < 2; k++) {
            ky_index_free(cities[i].indexes[k]);
            temp_remove(cities[i].dirs[k]);
        }
        table_fini(&cities[i].table);
    }
    model_close();
    return 0;
}

/* ---- asking ---- */

/* What is asked: parameters as of a search, "name=value". */
typedef struct question {
    char q[PARAM_BYTES];
    const char *match;
    char facet_limit[PARAM_BYTES];
    size_t limit;
    char chosen[MAX_CHOSEN][PARAM_BYTES];
    size_t n;
    ky_str row;
    ky_str column;
} question;

static size_t list_params(const question *q, ky_param *params)
{
    const char *all[MAX_PARAMS] = {q->q, q->match, q->facet_limit};
    size_t n = 3;
    for (size_t i = 0; i < q->n; i++)
        all[n++] = q->chosen[i];
    for (size_t i = 0; i < n; i++) {
        size_t eq = strcspn(all[i], "=");
        params[i] = (ky_param){{all[i], eq}, ky_str_of(all[i] + eq + 1)};
    }
    return n;
}

static ky_rc try_crosstab_within(ky_index *ix, const question *q, uint64_t limit_us, json_t **ret,
                                 ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_param params[MAX_PARAMS];
    ky_request rq;
    size_t n = list_params(q, params);
    ky_rc rc = ky_request_parse(ky_index_schema(ix), params, n, &arena, &rq, err);
    assert_int_equal(rc, KY_OK);
    return ky_answer_crosstab(ix, &rq, q->row, q->column, limit_us, ret, err);
}

static ky_rc try_crosstab(ky_index *ix, const question *q, json_t **ret, ky_err *err)
{
    return try_crosstab_within(ix, q, 0, ret, err);
}

static json_t *crosstab(ky_index *ix, const question *q)
{
    json_t *answer = NULL;
    ky_err err;
    if (try_crosstab(ix, q, &answer, &err) != KY_OK)
        fail_msg("%s: %s", q->q, err.msg);
    return answer;
}

/* ---- counting one by one ---- */

enum { MAX_RECORDS = 1000, MAX_OF_RECORD = KY_MAX_VALUES };

/* The values of a facet in one record, each once, as they are counted. */
typedef struct record_values {
    ky_str items[MAX_OF_RECORD];
    size_t n;
} record_values;

static bool has_value(const record_values *v, ky_str value)
{
    for (size_t i = 0; i < v->n; i++)
        if (ky_str_eq(v->items[i], value))
            return true;
    return false;
}

static record_values values_of(const table *t, size_t record, size_t field, ky_arena *arena)
{
    const ky_field *f = &t->schema->fields[field];
    const ky_record *r = &t->records[record];
    record_values v = {0};
    char year[16];
    (void) snprintf(year, sizeof year, "%u", r->year);
    if (f->kind == KY_FIELD_FLAG)
        v.items[v.n++] = r->cells[field].n > 0 ? KY_LIT("true") : KY_LIT("false");
    else if (f->role == KY_ROLE_YEAR)
        v.items[v.n++] = ky_arena_str(arena, ky_str_of(year));
    for (size_t i = 0; v.n < MAX_OF_RECORD && f->kind != KY_FIELD_FLAG && i < r->cells[field].n;
         i++) {
        ky_str value;
        assert_int_equal(ja_nfc(r->cells[field].values[i], arena, &value, NULL), KY_OK);
        if (!has_value(&v, value))
            v.items[v.n++] = value;
    }
    return v;
}

/* The records that the question brings, and that have a chosen value in every facet with one. */
typedef struct matching {
    const city *city;
    bool found[MAX_RECORDS];
    record_values rows[MAX_RECORDS];
    record_values columns[MAX_RECORDS];
    size_t row;
    size_t column;
    ky_arena arena;
} matching;

static void find_records(matching *m, const question *q)
{
    const table *t = &m->city->table;
    for (size_t offset = 0; offset < t->n; offset += 100) {
        char from[32];
        (void) snprintf(from, sizeof from, "offset=%zu", offset);
        KY_CLEANUP(ky_json_unref_p)
        json_t *answer = ask(m->city->indexes[0], q->q, q->match, "limit=100", "facets=none", from);
        size_t i;
        json_t *hit;
        json_array_foreach(at(answer, "hits"), i, hit)
        {
            for (size_t r = 0; r < t->n; r++)
                if (ky_str_eq(t->records[r].id, ky_json_get_str(json_object_get(hit, "id"))))
                    m->found[r] = true;
        }
    }
}

/* True where the record has one of the values chosen in the field, or none is. */
static bool passes(matching *m, const question *q, size_t record, size_t field)
{
    record_values v = values_of(&m->city->table, record, field, &m->arena);
    ky_str name = m->city->table.schema->fields[field].name;
    bool any = false;
    for (size_t i = 0; i < q->n; i++) {
        ky_str chosen = ky_str_of(q->chosen[i]);
        if (!ky_str_starts(chosen, name) || chosen.p[name.n] != '=')
            continue;
        any = true;
        if (has_value(&v, ky_str_from(chosen, name.n + 1)))
            return true;
    }
    return !any;
}

static void match_records(matching *m, const question *q)
{
    const table *t = &m->city->table;
    assert_true(t->n <= MAX_RECORDS);
    find_records(m, q);
    m->row = ky_schema_find(t->schema, q->row);
    m->column = ky_schema_find(t->schema, q->column);
    for (size_t r = 0; r < t->n; r++) {
        for (size_t f = 0; f < t->schema->n_fields; f++)
            m->found[r] = m->found[r] && (!t->schema->fields[f].facet || passes(m, q, r, f));
        m->rows[r] = values_of(t, r, m->row, &m->arena);
        m->columns[r] = values_of(t, r, m->column, &m->arena);
    }
}

/* How many records match and have both values; {0} stands for any or none. */
static json_int_t count(const matching *m, ky_str row, ky_str column)
{
    json_int_t n = 0;
    for (size_t r = 0; r < m->city->table.n; r++)
        n += m->found[r] && (row.p == NULL || has_value(&m->rows[r], row)) &&
             (column.p == NULL || has_value(&m->columns[r], column));
    return n;
}

/* ---- comparing ---- */

static ky_str value_at(const json_t *list, size_t i)
{
    return ky_json_get_str(json_array_get(list, i));
}

static json_int_t number_at(const json_t *list, size_t i)
{
    return json_integer_value(json_array_get(list, i));
}

static void check_counts(const matching *m, const json_t *answer)
{
    const json_t *rows = json_object_get(answer, "rows");
    const json_t *columns = json_object_get(answer, "columns");
    const json_t *cells = json_object_get(answer, "cells");
    const json_t *row_totals = json_object_get(answer, "row_totals");
    const json_t *column_totals = json_object_get(answer, "column_totals");
    assert_int_equal(json_array_size(cells), json_array_size(rows));
    assert_int_equal(json_array_size(row_totals), json_array_size(rows));
    assert_int_equal(json_array_size(column_totals), json_array_size(columns));
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const json_t *line = json_array_get(cells, i);
        assert_int_equal(json_array_size(line), json_array_size(columns));
        assert_int_equal(number_at(row_totals, i), count(m, value_at(rows, i), (ky_str){0}));
        for (size_t k = 0; k < json_array_size(columns); k++)
            assert_int_equal(number_at(line, k), count(m, value_at(rows, i), value_at(columns, k)));
    }
    for (size_t k = 0; k < json_array_size(columns); k++)
        assert_int_equal(number_at(column_totals, k), count(m, (ky_str){0}, value_at(columns, k)));
    assert_int_equal(json_integer_value(json_object_get(answer, "total")),
                     count(m, (ky_str){0}, (ky_str){0}));
}

static bool is_chosen(const question *q, ky_str name, ky_str value)
{
    for (size_t i = 0; i < q->n; i++) {
        ky_str chosen = ky_str_of(q->chosen[i]);
        if (ky_str_starts(chosen, name) && chosen.p[name.n] == '=' &&
            ky_str_eq(ky_str_from(chosen, name.n + 1), value))
            return true;
    }
    return false;
}

static bool is_listed(const json_t *list, ky_str value)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        if (ky_str_eq(value_at(list, i), value))
            return true;
    return false;
}

static size_t vocabulary_size(const ky_field *f)
{
    return f->kind == KY_FIELD_FLAG ? 2 : f->n_vocabulary;
}

/* The vocabulary first, then by frequency, then what is only chosen. */
static void check_order(const ky_field *f, const json_t *values, const json_t *numbers)
{
    const ky_vocab_value *v = f->kind == KY_FIELD_FLAG ? f->flag_values : f->vocabulary;
    size_t n = vocabulary_size(f);
    assert_true(json_array_size(values) >= n);
    for (size_t i = 0; i < n; i++)
        assert_true(ky_str_eq(value_at(values, i), v[i].value));
    for (size_t i = n + 1; i < json_array_size(values); i++) {
        json_int_t before = number_at(numbers, i - 1);
        json_int_t here = number_at(numbers, i);
        assert_true(before > here ||
                    (before == here &&
                     (here == 0 || ky_str_cmp(value_at(values, i - 1), value_at(values, i)) < 0)));
    }
}

/* Whatever is not listed is beyond the limit. */
static void check_complete(const matching *m, const question *q, size_t field, const json_t *values,
                           const json_t *numbers)
{
    const ky_field *f = &m->city->table.schema->fields[field];
    const record_values *of = field == m->row ? m->rows : m->columns;
    size_t free = 0;
    json_int_t least = 0;
    for (size_t i = vocabulary_size(f); i < json_array_size(values); i++) {
        if (is_chosen(q, f->name, value_at(values, i)))
            continue;
        free++;
        least = number_at(numbers, i);
    }
    assert_true(free <= q->limit);
    for (size_t r = 0; r < m->city->table.n; r++) {
        for (size_t i = 0; m->found[r] && i < of[r].n; i++) {
            if (is_listed(values, of[r].items[i]))
                continue;
            bool rows = field == m->row;
            json_int_t n = rows ? count(m, of[r].items[i], (ky_str){0})
                                : count(m, (ky_str){0}, of[r].items[i]);
            assert_true(q->limit == 0 || free > 0 || q->n > 0);
            assert_true(free == 0 || n <= least);
            assert_true(!is_chosen(q, f->name, of[r].items[i]));
            assert_true(json_array_size(values) - vocabulary_size(f) >= q->limit);
        }
    }
}

static void check_question(const city *c, const question *q)
{
    KY_CLEANUP(ky_json_unref_p) json_t *one = crosstab(c->indexes[0], q);
    KY_CLEANUP(ky_json_unref_p) json_t *several = crosstab(c->indexes[1], q);
    static matching m;
    memset(&m, 0, sizeof m);
    m.city = c;
    match_records(&m, q);
    const ky_field *fields = c->table.schema->fields;
    assert_true(ky_str_eq(ky_json_get_str(json_object_get(one, "row")), q->row));
    assert_true(ky_str_eq(ky_json_get_str(json_object_get(one, "column")), q->column));
    check_counts(&m, one);
    check_order(&fields[m.row], at(one, "rows"), at(one, "row_totals"));
    check_order(&fields[m.column], at(one, "columns"), at(one, "column_totals"));
    check_complete(&m, q, m.row, at(one, "rows"), at(one, "row_totals"));
    check_complete(&m, q, m.column, at(one, "columns"), at(one, "column_totals"));
    if (!json_equal(one, several))
        fail_msg("%s: several databases give another answer", q->q);
    ky_arena_fini(&m.arena);
}

/* ---- random questions ---- */

static const char *const words[] = {"公園",     "子ども",  "清掃",  "市民",   "の",   "支援",
                                    "「市民」", "花壇",    "水辺",  "福祉",   "水路", "翡翠",
                                    "-公園",    "講座",    "環境",  "翡翠土", "歩く", "北",
                                    "NPO法人",  "-「を」", "記号15"};

static size_t pick_facet(const ky_schema *s, dice *d)
{
    size_t field;
    do
        field = throw_dice(d, s->n_fields);
    while (!s->fields[field].facet);
    return field;
}

/* A value that some record has, or one of the vocabulary. */
static ky_str pick_value(const table *t, size_t field, dice *d, ky_arena *arena)
{
    const ky_field *f = &t->schema->fields[field];
    if (f->n_vocabulary > 0 && throw_dice(d, 3) == 0)
        return f->vocabulary[throw_dice(d, f->n_vocabulary)].value;
    record_values v = values_of(t, throw_dice(d, t->n), field, arena);
    return v.n == 0 ? KY_LIT("2021") : v.items[throw_dice(d, v.n)];
}

static question pick_question(const city *c, dice *d, ky_arena *arena)
{
    static const char *const matches[] = {"match=auto", "match=all", "match=any"};
    static const size_t limits[] = {0, 1, 2, 5, 1000};
    const ky_schema *s = c->table.schema;
    question q = {.match = matches[throw_dice(d, KY_LEN(matches))],
                  .limit = limits[throw_dice(d, KY_LEN(limits))],
                  .row = s->fields[pick_facet(s, d)].name,
                  .column = s->fields[pick_facet(s, d)].name};
    size_t at = (size_t) snprintf(q.q, sizeof q.q, "q=");
    for (size_t i = throw_dice(d, 3); i > 0; i--)
        at += (size_t) snprintf(q.q + at, sizeof q.q - at, "%s ",
                                words[throw_dice(d, KY_LEN(words))]);
    (void) snprintf(q.facet_limit, sizeof q.facet_limit, "facet_limit=%zu", q.limit);
    q.n = throw_dice(d, MAX_CHOSEN + 1);
    for (size_t i = 0; i < q.n; i++) {
        size_t field = pick_facet(s, d);
        ky_str value = pick_value(&c->table, field, d, arena);
        if (s->fields[field].kind == KY_FIELD_FLAG)
            value = throw_dice(d, 2) == 0 ? KY_LIT("true") : KY_LIT("false");
        (void) snprintf(q.chosen[i], sizeof q.chosen[i], "%.*s=%.*s", KY_FMT(s->fields[field].name),
                        KY_FMT(value));
    }
    return q;
}

static void every_count_is_what_counting_one_by_one_gives(void **state)
{
    (void) state;
    for (size_t i = 0; i < KY_LEN(cities); i++) {
        dice d = {20240701 + i};
        for (int n = 0; n < ROUNDS; n++) {
            KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
            question q = pick_question(&cities[i], &d, &arena);
            check_question(&cities[i], &q);
        }
    }
}

static void the_total_is_that_of_the_search(void **state)
{
    (void) state;
    const question q = {.q = "q=子ども 公園 支援",
                        .match = "match=any",
                        .facet_limit = "facet_limit=50",
                        .row = KY_LIT("category"),
                        .column = KY_LIT("partner"),
                        .chosen = {"category=福祉", "category=環境保全"},
                        .n = 2};
    ky_index *ix = cities[0].indexes[0];
    KY_CLEANUP(ky_json_unref_p) json_t *answer = crosstab(ix, &q);
    assert_int_equal(json_integer_value(at(answer, "total")),
                     total(ix, q.q, q.match, q.chosen[0], q.chosen[1]));
    assert_true(json_integer_value(at(answer, "total")) > 0);
    /* not disjunctive: another category is there only beside a chosen one */
    assert_true(json_array_size(at(answer, "rows")) == 18);
    assert_true(number_at(at(answer, "row_totals"), 0) <= json_integer_value(at(answer, "total")));
}

static void a_facet_with_itself_has_its_totals_on_the_diagonal(void **state)
{
    (void) state;
    const question q = {.q = "q=",
                        .match = "match=auto",
                        .facet_limit = "facet_limit=50",
                        .row = KY_LIT("category"),
                        .column = KY_LIT("category")};
    KY_CLEANUP(ky_json_unref_p) json_t *answer = crosstab(cities[0].indexes[0], &q);
    const json_t *cells = at(answer, "cells");
    size_t apart = 0;
    for (size_t i = 0; i < json_array_size(cells); i++) {
        assert_int_equal(number_at(json_array_get(cells, i), i),
                         number_at(at(answer, "row_totals"), i));
        for (size_t k = 0; k < i; k++) {
            assert_int_equal(number_at(json_array_get(cells, i), k),
                             number_at(json_array_get(cells, k), i));
            apart += (size_t) number_at(json_array_get(cells, i), k);
        }
    }
    assert_true(apart > 0);
}

static void what_is_no_facet_is_refused(void **state)
{
    (void) state;
    static const char *const others[] = {"", "name", "categories", "category ", "number", "id"};
    for (size_t i = 0; i < KY_LEN(others); i++) {
        question q = {.q = "q=", .match = "match=auto", .facet_limit = "facet_limit=50"};
        json_t *answer = NULL;
        ky_err err;
        q.row = ky_str_of(others[i]);
        q.column = KY_LIT("partner");
        assert_int_equal(try_crosstab(cities[0].indexes[0], &q, &answer, &err), KY_E_INVALID);
        assert_non_null(strstr(err.msg, "row"));
        assert_non_null(strstr(err.msg, "category, partner, form"));
        q.column = q.row;
        q.row = KY_LIT("partner");
        assert_int_equal(try_crosstab(cities[0].indexes[1], &q, &answer, &err), KY_E_INVALID);
        assert_non_null(strstr(err.msg, "column"));
        assert_null(answer);
    }
}

/* Limits from one that is past at once to one that is not reached. */
static void check_limits(ky_index *ix, const question *q)
{
    KY_CLEANUP(ky_json_unref_p) json_t *wanted = crosstab(ix, q);
    size_t timeouts = 0;
    for (uint64_t limit = 1; limit < UINT64_C(60000000); limit = limit * 2 + 1) {
        json_t *untouched = (json_t *) &timeouts;
        json_t *answer = untouched;
        ky_err err;
        ky_rc rc = try_crosstab_within(ix, q, limit, &answer, &err);
        if (rc == KY_E_TIMEOUT) {
            assert_ptr_equal(answer, untouched);
            timeouts++;
            continue;
        }
        assert_int_equal(rc, KY_OK);
        assert_true(json_equal(answer, wanted));
        json_decref(answer);
    }
    assert_true(timeouts > 0);
}

static void past_its_limit_it_is_a_timeout(void **state)
{
    (void) state;
    const question plain = {.q = "q=",
                            .match = "match=auto",
                            .facet_limit = "facet_limit=50",
                            .row = KY_LIT("work"),
                            .column = KY_LIT("ward")};
    question asked = plain;
    strcpy(asked.q, "q=公園 清掃");
    asked.match = "match=any";
    for (size_t i = 0; i < 2; i++) {
        check_limits(cities[2].indexes[i], &plain);
        check_limits(cities[2].indexes[i], &asked);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_count_is_what_counting_one_by_one_gives),
        cmocka_unit_test(the_total_is_that_of_the_search),
        cmocka_unit_test(a_facet_with_itself_has_its_totals_on_the_diagonal),
        cmocka_unit_test(what_is_no_facet_is_refused),
        cmocka_unit_test(past_its_limit_it_is_a_timeout),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
