/* Promises checked here:
 * - similar records are never the record itself, at most five, in a fixed order, and each says
 *   truly what it shares: every facet value and word named stands in both
 * - sharing a facet value counts where no word is shared, also where it is spelled otherwise
 * - an id finds its record, a bare number only where it is asked for and only one record has it
 * - the schema's answer names every facet with labels and vocabulary, the data sets that are in the
 *   index, and its build facts */
#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"
#include "pick.h"
#include "places.h"

static json_t *record(ky_index *ix, const char *id)
{
    json_t *j = NULL;
    ky_err err;
    if (ky_answer_record(ix, ky_str_of(id), false, &j, &err) != KY_OK)
        fail_msg("%s: %s", id, err.msg);
    return j;
}

static bool list_has(const json_t *list, const char *text)
{
    size_t i;
    json_t *item;
    json_array_foreach(list, i, item)
    {
        if (strcmp(json_string_value(item), text) == 0)
            return true;
    }
    return false;
}

/* Some searched text of the record has a word with this base form. */
static bool has_word(const table *t, const char *id, const char *word)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    for (size_t r = 0; r < t->n; r++) {
        if (!ky_str_eq(t->records[r].id, ky_str_of(id)))
            continue;
        texts ts = texts_of(t, r, &arena);
        for (size_t i = 0; i < ts.n; i++)
            for (size_t k = 0; k < ts.items[i].n; k++)
                if (ts.items[i].tokens[k].cls == JA_WORD &&
                    ky_str_eq(ts.items[i].tokens[k].base, ky_str_of(word)))
                    return true;
    }
    return false;
}

static void check_similar(const table *t, json_t *mine, json_t *hit)
{
    const char *name;
    json_t *values;
    size_t i;
    json_t *item;
    const char *reason = text_at(hit, "reason");
    assert_true(*reason != '\0');
    assert_true(json_real_value(at(hit, "score")) > 0);
    assert_string_equal(text_at(hit, "highlight.name"), text_at(hit, "name"));
    assert_true(*text_at(hit, "highlight.description") != '\0');
    json_object_foreach(at(hit, "shared.facets"), name, values)
    {
        json_array_foreach(values, i, item)
        {
            assert_true(list_has(json_object_get(mine, name), json_string_value(item)));
            assert_true(list_has(json_object_get(hit, name), json_string_value(item)));
            assert_non_null(strstr(reason, json_string_value(item)));
        }
    }
    json_array_foreach(at(hit, "shared.words"), i, item)
    {
        assert_non_null(strstr(reason, json_string_value(item)));
        assert_true(has_word(t, text_at(mine, "id"), json_string_value(item)));
        assert_true(has_word(t, text_at(hit, "id"), json_string_value(item)));
    }
}

static void similar_records_share_what_they_say(void **state)
{
    (void) state;
    for (size_t i = 0; i < published.table.n; i++) {
        const char *id = published.table.records[i].id.p;
        KY_CLEANUP(ky_json_unref_p) json_t *mine = record(published.ix, id);
        size_t k;
        json_t *hit;
        assert_in_range(json_array_size(at(mine, "similar")), 1, 5);
        json_array_foreach(at(mine, "similar"), k, hit)
        {
            assert_string_not_equal(text_at(hit, "id"), id);
            check_similar(&published.table, mine, hit);
        }
        KY_CLEANUP(ky_json_unref_p) json_t *again = record(published.ix, id);
        assert_true(json_equal(mine, again));
    }
}

static void sharing_a_facet_value_is_enough(void **state)
{
    (void) state;
    /* 2021-2 writes ガーデニング decomposed, as its twin in 2022-1 does not */
    KY_CLEANUP(ky_json_unref_p) json_t *mine = record(parks.ix, "2021-2");
    bool found = false;
    size_t i;
    json_t *hit;
    json_array_foreach(at(mine, "similar"), i, hit)
    {
        assert_true(*text_at(hit, "reason") != '\0');
        if (strcmp(text_at(hit, "id"), "2022-1") == 0)
            found = strstr(text_at(hit, "reason"), "ガーデニング") != NULL;
    }
    assert_true(found);
}

static void more_shared_values_are_more_similar(void **state)
{
    (void) state;
    static const char lines[] =
        "{\"id\": \"a\", \"number\": 9, \"title\": \"鯨\", \"work\": [\"清掃\", \"ガーデニング\"], "
        "\"ward\": [\"北\"]}\n"
        "{\"id\": \"b\", \"number\": 1, \"title\": \"猫\", \"work\": [\"清掃\"]}\n"
        "{\"id\": \"c\", \"number\": 2, \"title\": \"犬\", \"work\": [\"清掃\", \"ガーデニング\"], "
        "\"ward\": [\"北\"]}\n"
        "{\"id\": \"d\", \"number\": 3, \"title\": \"鳥\"}\n";
    char *schema = read_whole(KYODO_SUPPORT "/parks.schema.json");
    place p = {.dir = temp_make()};
    table_lines(&p.table, schema, lines);
    build_ok(p.dir, &p.table, &build_defaults);
    p.ix = open_ok(p.dir);
    KY_CLEANUP(ky_json_unref_p) json_t *mine = record(p.ix, "a");
    KY_CLEANUP(ky_json_unref_p) json_t *alone = record(p.ix, "d");
    assert_int_equal(json_array_size(at(mine, "similar")), 2);
    assert_string_equal(text_at(mine, "similar.0.id"), "c");
    assert_string_equal(text_at(mine, "similar.1.id"), "b");
    assert_int_equal(json_array_size(at(alone, "similar")), 0);
    place_fini(&p);
    free(schema);
}

static ky_rc record_rc(ky_index *ix, const char *id, bool bare)
{
    KY_CLEANUP(ky_json_unref_p) json_t *j = NULL;
    ky_err err;
    ky_rc rc = ky_answer_record(ix, ky_str_of(id), bare, &j, &err);
    assert_true((rc == KY_OK) == (j != NULL));
    return rc;
}

static void records_are_found_by_id_or_by_a_number_of_their_own(void **state)
{
    (void) state;
    assert_int_equal(record_rc(published.ix, "2020-34", false), KY_OK);
    assert_int_equal(record_rc(published.ix, "34", false), KY_E_NOT_FOUND);
    assert_int_equal(record_rc(published.ix, "34", true), KY_OK);
    assert_int_equal(record_rc(published.ix, "78", true), KY_E_NOT_FOUND);
    assert_int_equal(record_rc(published.ix, "2021-34", true), KY_E_NOT_FOUND);
    assert_int_equal(record_rc(published.ix, "", true), KY_E_NOT_FOUND);
    assert_int_equal(record_rc(published.ix, "99999999999999999999", true), KY_E_NOT_FOUND);
    assert_int_equal(record_rc(parks.ix, "1", true), KY_E_INVALID);
    assert_int_equal(record_rc(parks.ix, "90", true), KY_OK);
    assert_int_equal(record_rc(parks.ix, "X-特別", false), KY_OK);
    char longer[1001];
    memset(longer, 'Q', 1000);
    longer[1000] = '\0';
    assert_int_equal(record_rc(published.ix, longer, true), KY_E_NOT_FOUND);
    assert_int_equal(record_rc(published.ix, "\xff\xfe", true), KY_E_NOT_FOUND);
}

static void a_record_comes_as_it_was_published(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *mine = record(parks.ix, "2021-4");
    KY_CLEANUP(ky_json_unref_p) json_t *wanted = NULL;
    assert_int_equal(ky_record_to_json(&parks.table.records[3], parks.table.schema, &wanted, NULL),
                     KY_OK);
    json_object_del(mine, "similar");
    assert_true(json_equal(mine, wanted));
}

static void the_schema_names_facets_data_sets_and_build_facts(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *j = NULL;
    assert_int_equal(ky_answer_schema(published.ix, &j, NULL), KY_OK);
    assert_int_equal(json_array_size(at(j, "facets")), 6);
    assert_string_equal(text_at(j, "facets.1.name"), "category");
    assert_string_equal(text_at(j, "facets.1.labels.en"), "Category");
    assert_true(json_is_false(at(j, "facets.1.open")));
    assert_int_equal(json_array_size(at(j, "facets.1.values")), 18);
    assert_string_equal(text_at(j, "facets.1.values.1.labels.en"), "Welfare");
    assert_string_equal(text_at(j, "facets.1.values.1.labels.ja"), "福祉");
    assert_true(json_is_true(at(j, "facets.0.open")));
    assert_string_equal(text_at(j, "datasets.0.title"), "小金井市 協働事業一覧（令和2年度）");
    assert_int_equal(json_integer_value(at(j, "datasets.0.year")), 2020);
    assert_int_equal(json_integer_value(at(j, "datasets.0.records")), 77);
    assert_int_equal(json_array_size(at(j, "datasets")), 1);
    assert_int_equal(json_integer_value(at(j, "index.records")), 77);
    assert_string_equal(text_at(j, "index.generation"), "gen-000001");
    assert_string_equal(text_at(j, "index.fingerprint"), ja_model_fingerprint(model()));
    assert_int_equal(strlen(text_at(j, "index.built")), strlen("2020-01-01T00:00:00.000000Z"));
    assert_string_equal(text_at(j, "words"), ja_model_words_version(model()));
    KY_CLEANUP(ky_json_unref_p) json_t *other = NULL;
    assert_int_equal(ky_answer_schema(parks.ix, &other, NULL), KY_OK);
    assert_int_equal(json_array_size(at(other, "datasets")), 2);
    assert_string_equal(text_at(other, "facets.0.name"), "work");
    assert_string_equal(text_at(other, "facets.0.labels.easy"), "仕事");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(similar_records_share_what_they_say),
        cmocka_unit_test(sharing_a_facet_value_is_enough),
        cmocka_unit_test(more_shared_values_are_more_similar),
        cmocka_unit_test(records_are_found_by_id_or_by_a_number_of_their_own),
        cmocka_unit_test(a_record_comes_as_it_was_published),
        cmocka_unit_test(the_schema_names_facets_data_sets_and_build_facts),
    };
    return cmocka_run_group_tests(tests, places_setup, places_teardown);
}
