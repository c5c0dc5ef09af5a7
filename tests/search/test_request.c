/* Promises checked here:
 * - each parameter is taken at its limits and refused beyond them, never clamped
 * - an unknown parameter is refused with the list of the known ones; one given twice is refused,
 *   facets excepted
 * - broken UTF-8 is refused in names and values; control characters are white space
 * - facet values are compared in NFC, and only their form is checked
 * - a record takes furigana, and nothing else
 * - every refusal names the parameter, and leaves the request as it was */
#include <stdio.h>

#include "cmocka_c17.h"
#include "search/request.h"
#include "table.h"

static table published;
static table parks;
static ky_arena arena;

static int setup(void **state)
{
    (void) state;
    char *json = read_whole(KYODO_SCHEMA);
    table_lines(&published, json, "");
    free(json);
    table_parks(&parks);
    return 0;
}

static int teardown(void **state)
{
    (void) state;
    table_fini(&published);
    table_fini(&parks);
    ky_arena_fini(&arena);
    return 0;
}

static ky_param param(const char *text)
{
    size_t eq = strcspn(text, "=");
    return (ky_param){{text, eq}, ky_str_of(text + eq + 1)};
}

static ky_request taken(const ky_schema *s, const char *text)
{
    ky_param p = param(text);
    ky_request rq;
    ky_err err;
    if (ky_request_parse(s, &p, 1, &arena, &rq, &err) != KY_OK)
        fail_msg("%s: %s", text, err.msg);
    return rq;
}

/* Refused with a message that holds each part; nothing is written. */
static void assert_refused(const ky_param *p, size_t n, const char *part)
{
    ky_request rq;
    ky_request before;
    ky_err err;
    memset(&rq, 0x5A, sizeof rq);
    memcpy(&before, &rq, sizeof rq);
    assert_int_equal(ky_request_parse(published.schema, p, n, &arena, &rq, &err), KY_E_INVALID);
    assert_memory_equal(&rq, &before, sizeof rq);
    if (strstr(err.msg, part) == NULL)
        fail_msg("'%s' does not say '%s'", err.msg, part);
    assert_int_equal(ky_request_parse(published.schema, p, n, &arena, &rq, NULL), KY_E_INVALID);
}

static void refused(const char *text, const char *part)
{
    ky_param p = param(text);
    assert_refused(&p, 1, part);
}

static void nothing_given_is_the_defaults(void **state)
{
    (void) state;
    ky_request rq;
    assert_int_equal(ky_request_parse(published.schema, NULL, 0, &arena, &rq, NULL), KY_OK);
    assert_int_equal(rq.q.n, 0);
    assert_int_equal(rq.match, KY_MATCH_AUTO);
    assert_false(rq.sort_given);
    assert_int_equal(rq.offset, 0);
    assert_int_equal(rq.limit, 20);
    assert_int_equal(rq.facet_limit, 50);
    assert_false(rq.explain);
    assert_false(rq.furigana);
    for (size_t i = 0; i < published.schema->n_fields; i++) {
        assert_int_equal(rq.counted[i], published.schema->fields[i].facet);
        assert_int_equal(rq.chosen[i].n, 0);
    }
}

static void numbers_are_taken_up_to_their_limit(void **state)
{
    (void) state;
    const ky_schema *s = published.schema;
    assert_int_equal(taken(s, "offset=0").offset, 0);
    assert_int_equal(taken(s, "offset=10000").offset, 10000);
    assert_int_equal(taken(s, "limit=0").limit, 0);
    assert_int_equal(taken(s, "limit=100").limit, 100);
    assert_int_equal(taken(s, "facet_limit=0").facet_limit, 0);
    assert_int_equal(taken(s, "facet_limit=1000").facet_limit, 1000);
    assert_true(taken(s, "explain=1").explain);
    assert_false(taken(s, "explain=0").explain);
}

static void numbers_beyond_their_limit_are_refused(void **state)
{
    (void) state;
    static const char *const wrong[] = {
        "offset=10001", "limit=101",        "facet_limit=1001",
        "offset=-1",    "limit=",           "limit= 1",
        "limit=1 ",     "limit=+1",         "limit=1.0",
        "limit=1e1",    "limit=0x1",        "limit=１",
        "limit=ten",    "limit=4294967296", "limit=18446744073709551616"};
    for (size_t i = 0; i < KY_LEN(wrong); i++) {
        char name[32];
        (void) snprintf(name, sizeof name, "'%.*s'", (int) strcspn(wrong[i], "="), wrong[i]);
        refused(wrong[i], name);
    }
    refused("limit=101", "0 to 100");
    refused("offset=10001", "0 to 10000");
    refused("facet_limit=1001", "0 to 1000");
    refused("explain=2", "0 or 1");
    refused("explain=", "'explain'");
    refused("explain=yes", "'explain'");
}

static void q_has_500_bytes_at_most(void **state)
{
    (void) state;
    char q[2 + 502 + 1];
    memset(q, 'a', sizeof q);
    memcpy(q, "q=", 2);
    q[502] = '\0';
    assert_int_equal(taken(published.schema, q).q.n, 500);
    q[502] = 'a';
    q[503] = '\0';
    refused(q, "500");
    /* two bytes that become one blank are still two bytes of what was sent */
    memcpy(q + 2, "\xc2\x85", 2);
    refused(q, "500");
    q[502] = '\0';
    (void) taken(published.schema, q);
}

static void words_outside_the_lists_are_refused(void **state)
{
    (void) state;
    const ky_schema *s = published.schema;
    assert_int_equal(taken(s, "match=all").match, KY_MATCH_ALL);
    assert_int_equal(taken(s, "match=any").match, KY_MATCH_ANY);
    assert_int_equal(taken(s, "match=auto").match, KY_MATCH_AUTO);
    assert_int_equal(taken(s, "sort=-number").sort, KY_SORT_NUMBER_DESC);
    assert_int_equal(taken(s, "sort=number").sort, KY_SORT_NUMBER);
    assert_int_equal(taken(s, "sort=name").sort, KY_SORT_NAME);
    assert_true(taken(s, "sort=relevance").sort_given);
    assert_true(taken(s, "furigana=on").furigana);
    assert_false(taken(s, "furigana=off").furigana);
    refused("match=ALL", "auto, all or any");
    refused("match=", "'match'");
    refused("match=or", "'or'");
    refused("sort=score", "relevance, number, -number or name");
    refused("sort=-name", "'sort'");
    refused("sort=", "'sort'");
    refused("furigana=", "'furigana'");
    refused("furigana=1", "on or off");
    refused("furigana=ON", "on or off");
}

static void facets_are_a_list_of_names(void **state)
{
    (void) state;
    const ky_schema *s = published.schema;
    ky_request rq = taken(s, "facets=form,year,form");
    for (size_t i = 0; i < s->n_fields; i++) {
        bool wanted = ky_str_eq(s->fields[i].name, KY_LIT("form")) ||
                      ky_str_eq(s->fields[i].name, KY_LIT("year"));
        assert_int_equal(rq.counted[i], wanted);
        assert_false(taken(s, "facets=none").counted[i]);
        assert_int_equal(taken(s, "facets=*").counted[i], s->fields[i].facet);
    }
    refused("facets=", "'facets'");
    refused("facets=name", "department, category, partner, form, year, cancelled");
    refused("facets=form,", "'facets'");
    refused("facets=,form", "'facets'");
    refused("facets=form, year", "'facets'");
    refused("facets=*,form", "'facets'");
    refused("facets=none,form", "'facets'");
}

static void unknown_parameters_are_told_the_known_ones(void **state)
{
    (void) state;
    refused("catgeory=福祉", "unknown parameter 'catgeory'");
    refused("catgeory=福祉", "q, match, sort, offset, limit, facets, facet_limit, explain, "
                             "furigana");
    refused("x=1", "department, category, partner, form, year, cancelled");
    refused("Q=1", "'Q'");
    refused("number=1", "'number'");
    refused("name=a", "'name'");
    refused("description=a", "'description'");
    refused("=a", "unknown");
}

static void anything_but_a_facet_is_given_once(void **state)
{
    (void) state;
    static const char *const names[] = {"q=a",           "match=all", "sort=name",
                                        "offset=1",      "limit=1",   "facets=none",
                                        "facet_limit=1", "explain=1", "furigana=on"};
    for (size_t i = 0; i < KY_LEN(names); i++) {
        const ky_param twice[] = {param(names[i]), param("form=委託"), param(names[i])};
        assert_refused(twice, 3, "twice");
    }
    const ky_param facets[] = {param("form=委託"), param("form=共催"), param("form=委託")};
    ky_request rq;
    assert_int_equal(ky_request_parse(published.schema, facets, 3, &arena, &rq, NULL), KY_OK);
    const ky_choice *c = &rq.chosen[ky_schema_find(published.schema, KY_LIT("form"))];
    assert_int_equal(c->n, 2);
    assert_true(ky_str_eq(c->values[0], KY_LIT("委託")));
}

static ky_rc parse_record(const ky_param *p, size_t n, bool *ret, ky_err *err)
{
    return ky_record_request_parse(p, n, &arena, ret, err);
}

static void a_record_takes_furigana_alone(void **state)
{
    (void) state;
    static const struct {
        const char *text;
        const char *part;
    } wrong[] = {
        {"furigana=", "on or off"}, {"furigana=yes", "on or off"}, {"q=a", "known is: furigana"},
        {"furigana=\xff", "UTF-8"}, {"\xff=on", "UTF-8"},          {"=on", "unknown parameter"},
    };
    ky_err err;
    bool on = true;
    assert_int_equal(parse_record(NULL, 0, &on, NULL), KY_OK);
    assert_false(on);
    const ky_param twice[] = {param("furigana=on"), param("furigana=on")};
    assert_int_equal(parse_record(twice, 1, &on, NULL), KY_OK);
    assert_true(on);
    assert_int_equal(parse_record(twice, 2, &on, &err), KY_E_INVALID);
    assert_non_null(strstr(err.msg, "twice"));
    for (size_t i = 0; i < KY_LEN(wrong); i++) {
        const ky_param p = param(wrong[i].text);
        assert_int_equal(parse_record(&p, 1, &on, &err), KY_E_INVALID);
        if (strstr(err.msg, wrong[i].part) == NULL)
            fail_msg("'%s' does not say '%s'", err.msg, wrong[i].part);
        assert_true(on);
    }
}

static void facet_values_have_a_form(void **state)
{
    (void) state;
    const ky_schema *s = published.schema;
    size_t year = ky_schema_find(s, KY_LIT("year"));
    assert_int_equal(taken(s, "cancelled=true").chosen[ky_schema_find(s, KY_LIT("cancelled"))].n,
                     1);
    assert_int_equal(taken(s, "year=2020").chosen[year].n, 1);
    assert_int_equal(taken(s, "year=1").chosen[year].n, 1);
    assert_int_equal(taken(s, "category=無い値").chosen[ky_schema_find(s, KY_LIT("category"))].n,
                     1);
    refused("cancelled=yes", "true or false");
    refused("cancelled=", "'cancelled'");
    refused("cancelled=TRUE", "true or false");
    refused("year=", "'year'");
    refused("year=20200", "1 to 4 digits");
    refused("year=２０２０", "'year'");
    refused("year=-1", "'year'");
    refused("category=", "'category'");
}

static void facet_values_are_taken_in_nfc(void **state)
{
    (void) state;
    const ky_schema *s = parks.schema;
    ky_request rq = taken(s, "work=カ\u3099ーテ\u3099ニンク\u3099");
    assert_true(
        ky_str_eq(rq.chosen[ky_schema_find(s, KY_LIT("work"))].values[0], KY_LIT("ガーデニング")));
    rq = taken(s, "work=ｶﾞ");
    assert_true(ky_str_eq(rq.chosen[ky_schema_find(s, KY_LIT("work"))].values[0], KY_LIT("ｶﾞ")));
    assert_int_equal(taken(s, "nendo=2021").chosen[s->year].n, 1);
    assert_int_equal(taken(s, "area=0").chosen[ky_schema_find(s, KY_LIT("area"))].n, 1);
}

static void broken_utf8_is_refused(void **state)
{
    (void) state;
    static const char *const wrong[] = {"q=\xff",         "q=\xe3\x81",         "q=\xc0\x80",
                                        "q=\xed\xa0\x80", "q=\xf4\x90\x80\x80", "category=\x80"};
    for (size_t i = 0; i < KY_LEN(wrong); i++)
        refused(wrong[i], "UTF-8");
    refused("\xff=1", "UTF-8");
}

static void control_characters_are_white_space(void **state)
{
    (void) state;
    const ky_param nul = {KY_LIT("q"), {"a\0b", 3}};
    ky_request rq;
    assert_int_equal(ky_request_parse(published.schema, &nul, 1, &arena, &rq, NULL), KY_OK);
    assert_true(ky_str_eq(rq.q, KY_LIT("a b")));
    assert_true(ky_str_eq(taken(published.schema, "q=a\nb\x7f"
                                                  "c")
                              .q,
                          KY_LIT("a b c")));
}

static void more_parameters_than_the_limit_are_refused(void **state)
{
    (void) state;
    ky_param many[KY_MAX_PARAMS + 1];
    ky_request rq;
    for (size_t i = 0; i < KY_LEN(many); i++)
        many[i] = param("form=委託");
    assert_int_equal(ky_request_parse(published.schema, many, KY_MAX_PARAMS, &arena, &rq, NULL),
                     KY_OK);
    assert_refused(many, KY_LEN(many), "256");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_given_is_the_defaults),
        cmocka_unit_test(numbers_are_taken_up_to_their_limit),
        cmocka_unit_test(numbers_beyond_their_limit_are_refused),
        cmocka_unit_test(q_has_500_bytes_at_most),
        cmocka_unit_test(words_outside_the_lists_are_refused),
        cmocka_unit_test(facets_are_a_list_of_names),
        cmocka_unit_test(unknown_parameters_are_told_the_known_ones),
        cmocka_unit_test(anything_but_a_facet_is_given_once),
        cmocka_unit_test(a_record_takes_furigana_alone),
        cmocka_unit_test(facet_values_have_a_form),
        cmocka_unit_test(facet_values_are_taken_in_nfc),
        cmocka_unit_test(broken_utf8_is_refused),
        cmocka_unit_test(control_characters_are_white_space),
        cmocka_unit_test(more_parameters_than_the_limit_are_refused),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
