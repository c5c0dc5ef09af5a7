/* Promises checked here:
 * - all 77 records and the parks' go through JSON and back unchanged
 * - a member of the wrong type is refused with its name, a missing one is empty, an unknown one is
 *   passed over, and nothing is written on failure
 * - notes belong to the values that take one, in their order
 * - a NUL or another control character in a text does no harm to the index */
#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"

static table published;
static table parks;

static int setup(void **state)
{
    (void) state;
    table_published(&published);
    table_parks(&parks);
    return 0;
}

static int teardown(void **state)
{
    (void) state;
    table_fini(&published);
    table_fini(&parks);
    model_close();
    return 0;
}

static void check_round_trip(const table *t)
{
    for (size_t i = 0; i < t->n; i++) {
        KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
        KY_CLEANUP(ky_json_unref_p) json_t *j = NULL;
        KY_CLEANUP(ky_json_unref_p) json_t *again = NULL;
        KY_CLEANUP(ky_json_unref_p) json_t *parsed = NULL;
        KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
        ky_record r;
        assert_int_equal(ky_record_to_json(&t->records[i], t->schema, &j, NULL), KY_OK);
        assert_int_equal(ky_json_write(j, 0, &text, NULL), KY_OK);
        assert_int_equal(ky_json_parse(ky_buf_str(&text), "record", &parsed, NULL), KY_OK);
        assert_int_equal(ky_record_from_json(parsed, t->schema, &arena, &r, NULL), KY_OK);
        assert_int_equal(ky_record_to_json(&r, t->schema, &again, NULL), KY_OK);
        assert_true(json_equal(j, again));
        assert_true(ky_str_eq(r.id, t->records[i].id));
        for (size_t f = 0; f < t->schema->n_fields; f++)
            assert_int_equal(r.cells[f].n, t->records[i].cells[f].n);
    }
}

static void every_record_goes_through_json_and_back(void **state)
{
    (void) state;
    check_round_trip(&published);
    check_round_trip(&parks);
}

static ky_rc from_text(const char *text, ky_arena *arena, ky_record *ret, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *j = NULL;
    assert_int_equal(ky_json_parse(ky_str_of(text), "text", &j, NULL), KY_OK);
    return ky_record_from_json(j, parks.schema, arena, ret, err);
}

static void wrong_types_are_refused_by_name(void **state)
{
    (void) state;
    static const struct {
        const char *json;
        const char *part;
    } cases[] = {
        {"{\"id\": 1}", "'id'"},
        {"{\"number\": \"1\"}", "'number'"},
        {"{\"number\": -1}", "'number'"},
        {"{\"number\": 4294967296}", "'number'"},
        {"{\"number\": 1.0}", "'number'"},
        {"{\"year\": null}", "'year'"},
        {"{\"title\": [\"a\"]}", "'title'"},
        {"{\"title\": null}", "'title'"},
        {"{\"body\": 1}", "'body'"},
        {"{\"work\": \"清掃\"}", "'work'"},
        {"{\"work\": [1]}", "'work'"},
        {"{\"work\": [null]}", "'work'"},
        {"{\"open_air\": \"true\"}", "'open_air'"},
        {"{\"open_air\": 1}", "'open_air'"},
        {"{\"area\": \"1\"}", "'area'"},
        {"{\"area\": -1}", "'area'"},
        {"{\"area\": 1.5}", "'area'"},
        {"{\"work\": [\"その他\"], \"other\": {\"work\": \"x\"}}", "'other'"},
        {"{\"work\": [\"その他\"], \"other\": {\"work\": [1]}}", "'other'"},
        {"{\"other\": [1]}", "'other'"},
        {"[]", "record"},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++) {
        KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
        ky_record r;
        ky_record before;
        ky_err err;
        memset(&r, 0x5A, sizeof r);
        memcpy(&before, &r, sizeof r);
        if (from_text(cases[i].json, &arena, &r, &err) != KY_E_INVALID)
            fail_msg("taken: %s", cases[i].json);
        if (strstr(err.msg, cases[i].part) == NULL)
            fail_msg("'%s' does not say %s", err.msg, cases[i].part);
        assert_memory_equal(&r, &before, sizeof r);
    }
}

static void what_is_missing_is_empty_and_what_is_unknown_is_passed_over(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_record r;
    assert_int_equal(from_text("{\"unknown\": {\"a\": 1}, \"area\": null}", &arena, &r, NULL),
                     KY_OK);
    assert_int_equal(r.number, 0);
    assert_int_equal(r.id.n, 0);
    for (size_t i = 0; i < parks.schema->n_fields; i++)
        assert_int_equal(r.cells[i].n, 0);
    assert_int_equal(ky_record_title(&r, parks.schema).n, 0);
}

static void notes_belong_to_the_values_that_take_one(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_record r;
    assert_int_equal(from_text("{\"work\": [\"清掃\", \"その他\", \"外\", \"その他\"], "
                               "\"other\": {\"work\": [\"甲\", \"乙\", \"丙\"]}}",
                               &arena, &r, NULL),
                     KY_OK);
    const ky_cell *c = &r.cells[ky_schema_find(parks.schema, KY_LIT("work"))];
    assert_int_equal(c->n, 4);
    assert_int_equal(c->notes[0].n, 0);
    assert_true(ky_str_eq(c->notes[1], KY_LIT("甲")));
    assert_int_equal(c->notes[2].n, 0);
    assert_true(ky_str_eq(c->notes[3], KY_LIT("乙")));
}

static void notes_stand_by_the_place_of_their_values(void **state)
{
    (void) state;
    static const char *const lines[] = {
        "{\"id\": \"n\", \"work\": [\"その他\", \"清掃\", \"その他\", \"その他\"], "
        "\"other\": {\"work\": [\"\", \"b\"]}}",
        "{\"id\": \"n\", \"work\": [\"その他\", \"その他\"], \"other\": {\"work\": [\"a\", "
        "\"b\"]}}",
    };
    for (size_t i = 0; i < KY_LEN(lines); i++) {
        KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
        KY_CLEANUP(ky_json_unref_p) json_t *out = NULL;
        KY_CLEANUP(ky_json_unref_p) json_t *in = NULL;
        ky_record r;
        assert_int_equal(from_text(lines[i], &arena, &r, NULL), KY_OK);
        assert_int_equal(ky_record_to_json(&r, parks.schema, &out, NULL), KY_OK);
        assert_int_equal(ky_json_parse(ky_str_of(lines[i]), "line", &in, NULL), KY_OK);
        assert_true(json_equal(json_object_get(out, "work"), json_object_get(in, "work")));
        assert_true(json_equal(json_object_get(out, "other"), json_object_get(in, "other")));
    }
}

static void a_copy_lives_on_its_own(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena kept = {0};
    ky_record copy;
    KY_CLEANUP(ky_json_unref_p) json_t *a = NULL;
    KY_CLEANUP(ky_json_unref_p) json_t *b = NULL;
    {
        KY_CLEANUP(ky_arena_fini) ky_arena gone = {0};
        ky_record r;
        assert_true(ky_record_copy(&parks.records[3], parks.schema, &gone, &r));
        assert_true(ky_record_copy(&r, parks.schema, &kept, &copy));
    }
    assert_int_equal(ky_record_to_json(&copy, parks.schema, &a, NULL), KY_OK);
    assert_int_equal(ky_record_to_json(&parks.records[3], parks.schema, &b, NULL), KY_OK);
    assert_true(json_equal(a, b));
}

static void control_characters_in_a_text_do_no_harm(void **state)
{
    (void) state;
    static char text[] = "前\0公園\x01\x1f 後";
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    place p = {.dir = temp_make()};
    ky_record r;
    ky_str body = {text, sizeof text - 1};
    ky_str ward = {"北\0南", sizeof "北\0南" - 1};
    table_lines(&p.table, parks.schema->json.p, "");
    assert_int_equal(
        from_text("{\"id\": \"n\", \"number\": 1, \"title\": \"t\"}", &arena, &r, NULL), KY_OK);
    r.cells[ky_schema_find(parks.schema, KY_LIT("body"))] = (ky_cell){1, &body, NULL};
    r.cells[ky_schema_find(parks.schema, KY_LIT("ward"))] = (ky_cell){1, &ward, NULL};
    p.table.records = &r;
    const ky_dataset *none = NULL;
    p.table.datasets = &none;
    p.table.n = 1;
    build_ok(p.dir, &p.table, &build_defaults);
    p.table = (table){.schema = p.table.schema};
    p.ix = open_ok(p.dir);
    assert_ids(p.ix, "n", "q=公園");
    assert_ids(p.ix, "n", "q=「公園」");
    place_fini(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_record_goes_through_json_and_back),
        cmocka_unit_test(wrong_types_are_refused_by_name),
        cmocka_unit_test(what_is_missing_is_empty_and_what_is_unknown_is_passed_over),
        cmocka_unit_test(notes_belong_to_the_values_that_take_one),
        cmocka_unit_test(notes_stand_by_the_place_of_their_values),
        cmocka_unit_test(a_copy_lives_on_its_own),
        cmocka_unit_test(control_characters_in_a_text_do_no_harm),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
