/* Promises checked here:
 * - the bundled schema and the parks' load, with labels that fall back to Japanese and to the value
 * - each malformed schema is refused with a sentence that names the member, and nothing is returned
 * - no field takes the name of something that the contract itself has
 * - limits hold at the limit and beyond */
#include <stdio.h>

#include "base/buf.h"
#include "cmocka_c17.h"
#include "table.h"

static void refused(const char *json, const char *part)
{
    ky_schema *s = NULL;
    ky_err err;
    if (ky_schema_parse(ky_str_of(json), "some.json", &s, &err) != KY_E_INVALID)
        fail_msg("taken: %s", json);
    assert_null(s);
    if (strstr(err.msg, part) == NULL || strstr(err.msg, "some.json") != err.msg)
        fail_msg("'%s' does not say '%s'", err.msg, part);
    assert_int_equal(ky_schema_parse(ky_str_of(json), "some.json", &s, NULL), KY_E_INVALID);
}

static ky_schema *taken(const char *json)
{
    ky_schema *s = NULL;
    ky_err err;
    if (ky_schema_parse(ky_str_of(json), "some.json", &s, &err) != KY_OK)
        fail_msg("%s: %s", json, err.msg);
    return s;
}

#define TITLE "{\"name\": \"t\", \"kind\": \"text\", \"role\": \"title\"}"
#define FIELDS(more) "{\"fields\": [" TITLE more "]}"
#define FIELD(members) FIELDS(", {\"name\": \"f\", " members "}")
#define WITH(members) "{\"fields\": [" TITLE "], " members "}"

static void the_bundled_schema_loads(void **state)
{
    (void) state;
    KY_CLEANUP(ky_schema_free_p) ky_schema *s = NULL;
    ky_err err;
    if (ky_schema_load(KYODO_SCHEMA, &s, &err) != KY_OK)
        fail_msg("%s", err.msg);
    const ky_field *category = &s->fields[ky_schema_find(s, KY_LIT("category"))];
    assert_int_equal(category->n_vocabulary, 18);
    assert_int_equal(category->max_values, 3);
    assert_true(category->continued && category->facet);
    assert_true(category->vocabulary[17].note);
    assert_true(ky_str_eq(category->vocabulary[1].labels.ja, KY_LIT("福祉")));
    assert_true(ky_str_eq(category->vocabulary[1].labels.en, KY_LIT("Welfare")));
    assert_int_equal(ky_schema_find(s, KY_LIT("name")), s->title);
    assert_int_equal(ky_schema_find(s, KY_LIT("nothing")), s->n_fields);
    assert_int_equal(ky_field_find_value(category, KY_LIT("無い")), category->n_vocabulary);
    assert_true(ky_schema_is_none(s, KY_LIT(" — ")));
    assert_true(ky_schema_is_none(s, KY_LIT("　")));
    assert_false(ky_schema_is_none(s, KY_LIT("○")));
    assert_non_null(ky_schema_dataset(s, KY_LIT("collaboration-2020.tsv"), KY_LIT("")));
    assert_null(ky_schema_dataset(s, KY_LIT("other.tsv"), KY_LIT("00")));
    assert_null(ky_schema_dataset(s, KY_LIT(""), KY_LIT("")));
}

static void a_flag_has_two_values_with_labels(void **state)
{
    (void) state;
    KY_CLEANUP(ky_schema_free_p)
    ky_schema *s = taken(
        FIELDS(", {\"name\": \"f\", \"kind\": \"flag\"}, {\"name\": \"g\", \"kind\": \"flag\", "
               "\"vocabulary\": [{\"value\": \"false\", \"labels\": {\"ja\": \"否\"}}, "
               "{\"value\": \"true\"}]}"));
    assert_true(ky_str_eq(s->fields[1].flag_values[0].value, KY_LIT("true")));
    assert_true(ky_str_eq(s->fields[1].flag_values[1].labels.ja, KY_LIT("false")));
    assert_true(ky_str_eq(s->fields[2].flag_values[0].value, KY_LIT("false")));
    assert_true(ky_str_eq(s->fields[2].flag_values[0].labels.en, KY_LIT("否")));
    assert_true(ky_str_eq(s->fields[2].flag_values[1].labels.ja, KY_LIT("true")));
    assert_int_equal(s->fields[2].n_vocabulary, 0);
    refused(FIELD("\"kind\": \"flag\", \"vocabulary\": [{\"value\": \"true\"}]"), "true");
    refused(
        FIELD("\"kind\": \"flag\", \"vocabulary\": [{\"value\": \"true\"}, {\"value\": \"no\"}]"),
        "false");
}

static void labels_fall_back_to_japanese_and_to_the_name(void **state)
{
    (void) state;
    KY_CLEANUP(ky_schema_free_p)
    ky_schema *s =
        taken(FIELDS(", {\"name\": \"f\", \"kind\": \"facet\", \"labels\": {\"ja\": \"区\"}, "
                     "\"vocabulary\": [{\"value\": \"a\"}, {\"value\": \"b\", "
                     "\"labels\": {\"en\": \"B!\"}}]}"));
    const ky_field *f = &s->fields[1];
    assert_true(ky_str_eq(f->labels.en, KY_LIT("区")));
    assert_true(ky_str_eq(f->labels.easy, KY_LIT("区")));
    assert_true(ky_str_eq(s->fields[0].labels.ja, KY_LIT("t")));
    assert_true(ky_str_eq(f->vocabulary[0].labels.easy, KY_LIT("a")));
    assert_true(ky_str_eq(f->vocabulary[1].labels.ja, KY_LIT("b")));
    assert_true(ky_str_eq(f->vocabulary[1].labels.en, KY_LIT("B!")));
    assert_true(ky_str_eq(f->vocabulary[1].labels.easy, KY_LIT("b")));
}

static void values_are_kept_in_nfc(void **state)
{
    (void) state;
    KY_CLEANUP(ky_schema_free_p)
    ky_schema *s = taken(FIELD("\"kind\": \"facet\", \"vocabulary\": [{\"value\": \"か\u3099\"}]"));
    assert_int_equal(ky_field_find_value(&s->fields[1], KY_LIT("が")), 0);
    refused(FIELD("\"kind\": \"facet\", \"vocabulary\": [{\"value\": \"か\u3099\"}, "
                  "{\"value\": \"が\"}]"),
            "が");
}

static void what_is_no_schema_is_refused(void **state)
{
    (void) state;
    refused("", "line 1");
    refused("[]", "object");
    refused("{}", "'fields'");
    refused("{\"fields\": [}", "line 1");
    refused("{\"fields\": [], \"fields\": []}", "fields");
    refused("{\"fields\": {}}", "'fields'");
    refused("{\"fields\": []}", "'fields'");
    refused("{\"fields\": [1]}", "fields[0]");
    refused(WITH("\"extra\": 1"), "'extra'");
    refused(WITH("\"default_year\": 0"), "'default_year'");
    refused(WITH("\"default_year\": 10000"), "'default_year'");
    refused(WITH("\"default_year\": \"2020\""), "'default_year'");
    refused(WITH("\"none\": \"-\""), "'none'");
    refused(WITH("\"none\": [1]"), "'none'[0]");
    refused(WITH("\"none\": [\"\"]"), "'none'[0]");
}

static void malformed_fields_are_refused(void **state)
{
    (void) state;
    refused(FIELDS(", {\"kind\": \"text\"}"), "fields[1]: 'name' is missing");
    refused(FIELDS(", {\"name\": \"\", \"kind\": \"text\"}"), "'name' is empty");
    refused(FIELDS(", {\"name\": 1, \"kind\": \"text\"}"), "'name'");
    refused(FIELDS(", {\"name\": \"f\"}"), "'kind' is missing");
    refused(FIELD("\"kind\": \"list\""), "text, facet, flag, number");
    refused(FIELD("\"kind\": \"text\", \"role\": \"name\""), "number, year, title");
    refused(FIELD("\"kind\": \"text\", \"role\": \"year\""), "'role'");
    refused(FIELD("\"kind\": \"facet\", \"role\": \"title\""), "'role'");
    refused(FIELD("\"kind\": \"text\", \"role\": \"title\""), "twice");
    refused(FIELD("\"kind\": \"text\", \"wieght\": 1"), "'wieght'");
    refused(FIELD("\"kind\": \"text\", \"weight\": 21"), "0..20");
    refused(FIELD("\"kind\": \"text\", \"weight\": -1"), "'weight'");
    refused(FIELD("\"kind\": \"text\", \"weight\": 1.5"), "'weight'");
    refused(FIELD("\"kind\": \"flag\", \"weight\": 1"), "searched");
    refused(FIELD("\"kind\": \"text\", \"facet\": true"), "facet");
    refused(FIELD("\"kind\": \"text\", \"facet\": 1"), "'facet'");
    refused(FIELD("\"kind\": \"text\", \"max_values\": 2"), "'max_values'");
    refused(FIELD("\"kind\": \"facet\", \"max_values\": 0"), "1..32");
    refused(FIELD("\"kind\": \"facet\", \"max_values\": 33"), "1..32");
    refused(FIELD("\"kind\": \"text\", \"split\": \";\""), "'split'");
    refused(FIELD("\"kind\": \"text\", \"vocabulary\": [{\"value\": \"a\"}]"), "'vocabulary'");
    refused(FIELD("\"kind\": \"facet\", \"vocabulary\": []"), "1..1000");
    refused(FIELD("\"kind\": \"facet\", \"vocabulary\": {}"), "'vocabulary'");
    refused(FIELD("\"kind\": \"facet\", \"vocabulary\": [\"a\"]"), "vocabulary[0]");
    refused(FIELD("\"kind\": \"facet\", \"vocabulary\": [{\"value\": \"a\"}, {\"value\": \"a\"}]"),
            "vocabulary[1]");
    refused(FIELD("\"kind\": \"facet\", \"vocabulary\": [{\"value\": \"a\", \"note\": 1}]"),
            "'note'");
    refused(FIELD("\"kind\": \"facet\", \"labels\": []"), "'labels'");
    refused(FIELD("\"kind\": \"facet\", \"labels\": {\"fr\": \"x\"}"), "'fr'");
    refused(FIELD("\"kind\": \"facet\", \"labels\": {\"en\": 1}"), "'en'");
    refused(FIELD("\"kind\": \"flag\", \"yes\": \"○\""), "'yes'");
    refused(FIELD("\"kind\": \"facet\", \"continued\": \"yes\""), "'continued'");
}

static void names_are_plain_and_their_own(void **state)
{
    (void) state;
    static const char *const wrong[] = {
        "F", "1f", "f-g", "f g", "名", "_f", "f23456789012345678901234567890123"};
    static const char *const reserved[] = {
        "id",      "score",  "highlight", "other",    "similar", "reason", "shared",
        "q",       "match",  "sort",      "offset",   "limit",   "facets", "facet_limit",
        "explain", "number", "year",      "furigana", "ruby",    "values", "notes"};
    char json[400];
    for (size_t i = 0; i < KY_LEN(wrong); i++) {
        (void) snprintf(json, sizeof json, FIELDS(", {\"name\": \"%s\", \"kind\": \"facet\"}"),
                        wrong[i]);
        refused(json, wrong[i]);
    }
    for (size_t i = 0; i < KY_LEN(reserved); i++) {
        (void) snprintf(json, sizeof json, FIELDS(", {\"name\": \"%s\", \"kind\": \"facet\"}"),
                        reserved[i]);
        refused(json, reserved[i]);
    }
    refused(FIELDS(", {\"name\": \"t\", \"kind\": \"facet\"}"), "'t' stands twice");
    refused(FIELDS(", {\"name\": \"a\", \"kind\": \"facet\", \"column\": \"c\"}"
                   ", {\"name\": \"b\", \"kind\": \"facet\", \"column\": \"c\"}"),
            "'c' stands twice");
    refused("{\"fields\": [{\"name\": \"f\", \"kind\": \"text\"}]}", "'title'");
    KY_CLEANUP(ky_schema_free_p)
    ky_schema *s =
        taken(FIELDS(", {\"name\": \"f2345678901234567890123456789012\", \"kind\": \"facet\"}"));
    assert_int_equal(s->n_fields, 2);
}

static void malformed_data_sets_and_rules_are_refused(void **state)
{
    (void) state;
    refused(WITH("\"datasets\": {}"), "'datasets'");
    refused(WITH("\"datasets\": [{\"title\": \"t\", \"year\": 1}]"), "datasets[0]: 'id'");
    refused(WITH("\"datasets\": [{\"id\": \"i\", \"year\": 1}]"), "'title'");
    refused(WITH("\"datasets\": [{\"id\": \"i\", \"title\": \"t\"}]"), "'year'");
    refused(WITH("\"datasets\": [{\"id\": \"i\", \"title\": \"t\", \"year\": 0}]"), "'year'");
    refused(WITH("\"datasets\": [{\"id\": \"i\", \"title\": \"t\", \"year\": 1, \"files\": [3]}]"),
            "'files'[0]");
    refused(WITH("\"datasets\": [{\"id\": \"i\", \"title\": \"t\", \"year\": 1, \"uri\": \"u\"}]"),
            "'uri'");
#define DATASET(members)                                                                           \
    WITH("\"datasets\": [{\"id\": \"i\", \"title\": \"t\", \"year\": 1" members "}]")
    refused(DATASET(", \"url\": \"example.jp\""), "datasets[0]: 'url' must begin");
    refused(DATASET(", \"url\": \"javascript:1\""), "'url'");
    refused(DATASET(", \"licence\": \"CC0\""), "'licence'");
    refused(DATASET(", \"licence\": {}"), "'name' is missing");
    refused(DATASET(", \"licence\": {\"name\": \"\"}"), "'name' is empty");
    refused(DATASET(", \"licence\": {\"name\": \"n\", \"url\": \"data:x\"}"), "'url'");
    refused(DATASET(", \"licence\": {\"name\": \"n\", \"id\": \"x\"}"), "'id'");
    refused(DATASET("}, {\"id\": \"i\", \"title\": \"u\", \"year\": 2"), "'i' stands twice");
    static const char *const ids[] = {"a b", "a/b", ".a", "a\\u0001", "a\\\\b", "　"};
    for (size_t i = 0; i < KY_LEN(ids); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf json = {0};
        ky_buf_printf(
            &json, WITH("\"datasets\": [{\"id\": \"%s\", \"title\": \"t\", \"year\": 1}]"), ids[i]);
        refused(json.p, "datasets[0]: 'id' must be");
    }
    refused(WITH("\"rules\": [{\"id\": \"r\", \"contains\": \"c\", \"field\": \"x\", "
                 "\"value\": \"v\"}]"),
            "rules[0]: 'field'");
    refused(WITH("\"rules\": [{\"id\": \"r\", \"contains\": \"c\", \"field\": \"t\", "
                 "\"value\": \"v\"}]"),
            "'field'");
    refused(WITH("\"rules\": [{\"id\": \"r\", \"field\": \"t\", \"value\": \"v\"}]"), "'contains'");
    refused("{\"fields\": [" TITLE ", {\"name\": \"f\", \"kind\": \"facet\", \"vocabulary\": "
            "[{\"value\": \"a\"}]}], \"rules\": [{\"id\": \"r\", \"contains\": \"c\", "
            "\"field\": \"f\", \"value\": \"b\"}]}",
            "'b'");
}

static void a_data_set_is_known_by_its_files_and_by_its_downloads(void **state)
{
    (void) state;
    KY_CLEANUP(ky_schema_free_p)
    ky_schema *s =
        taken(WITH("\"datasets\": ["
                   "{\"id\": \"a\", \"title\": \"t\", \"year\": 1, \"url\": \"http://x/\", "
                   "\"licence\": {\"name\": \"CC BY\", \"url\": \"https://y/\"}},"
                   "{\"id\": \"b\", \"title\": \"t\", \"year\": 1, \"files\": "
                   "[\"a.jsonl\"], \"licence\": {\"name\": \"CC0\"}}]"));
    const ky_dataset *a = ky_schema_dataset(s, KY_LIT("a.csv"), KY_LIT(""));
    const ky_dataset *b = ky_schema_dataset(s, KY_LIT("a.jsonl"), KY_LIT(""));
    assert_non_null(a);
    assert_non_null(b);
    assert_true(ky_str_eq(a->id, KY_LIT("a")));
    assert_true(ky_str_eq(b->id, KY_LIT("b")));
    assert_ptr_equal(ky_schema_dataset(s, KY_LIT("b.jsonl"), KY_LIT("")), b);
    static const char *const others[] = {"a",      "a.tsv", "a.json",   "A.csv",
                                         "aa.csv", ".csv",  "a.csv.csv"};
    for (size_t i = 0; i < KY_LEN(others); i++)
        assert_null(ky_schema_dataset(s, ky_str_of(others[i]), KY_LIT("")));
    assert_true(ky_str_eq(a->url, KY_LIT("http://x/")));
    assert_true(ky_str_eq(a->licence_name, KY_LIT("CC BY")));
    assert_true(ky_str_eq(a->licence_url, KY_LIT("https://y/")));
    assert_int_equal(b->licence_url.n, 0);
}

static void the_number_of_fields_is_limited(void **state)
{
    (void) state;
    for (int n = KY_MAX_FIELDS; n <= KY_MAX_FIELDS + 1; n++) {
        KY_CLEANUP(ky_buf_fini) ky_buf json = {0};
        ky_buf_puts(&json, "{\"fields\": [" TITLE);
        for (int i = 1; i < n; i++)
            ky_buf_printf(&json, ", {\"name\": \"f%d\", \"kind\": \"flag\"}", i);
        ky_buf_puts(&json, "]}");
        if (n > KY_MAX_FIELDS) {
            refused(json.p, "1..32");
        } else {
            KY_CLEANUP(ky_schema_free_p) ky_schema *s = taken(json.p);
            assert_int_equal(s->n_fields, KY_MAX_FIELDS);
        }
    }
}

static void a_schema_too_large_is_refused(void **state)
{
    (void) state;
    char *json = malloc(KY_MAX_SCHEMA_BYTES + 2);
    ky_schema *s = NULL;
    ky_err err;
    assert_non_null(json);
    memset(json, ' ', KY_MAX_SCHEMA_BYTES + 2);
    ky_str text = {json, KY_MAX_SCHEMA_BYTES + 1};
    assert_int_equal(ky_schema_parse(text, "some.json", &s, &err), KY_E_INVALID);
    assert_non_null(strstr(err.msg, "1048576"));
    memcpy(json, FIELDS(""), sizeof FIELDS("") - 1);
    text.n = KY_MAX_SCHEMA_BYTES;
    assert_int_equal(ky_schema_parse(text, "some.json", &s, NULL), KY_OK);
    ky_schema_free(s);
    free(json);
}

static void a_missing_file_is_not_found(void **state)
{
    (void) state;
    ky_schema *s = NULL;
    ky_err err;
    assert_int_equal(ky_schema_load("/nowhere/schema.json", &s, &err), KY_E_NOT_FOUND);
    assert_null(s);
    ky_schema_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bundled_schema_loads),
        cmocka_unit_test(a_flag_has_two_values_with_labels),
        cmocka_unit_test(labels_fall_back_to_japanese_and_to_the_name),
        cmocka_unit_test(values_are_kept_in_nfc),
        cmocka_unit_test(what_is_no_schema_is_refused),
        cmocka_unit_test(malformed_fields_are_refused),
        cmocka_unit_test(names_are_plain_and_their_own),
        cmocka_unit_test(malformed_data_sets_and_rules_are_refused),
        cmocka_unit_test(a_data_set_is_known_by_its_files_and_by_its_downloads),
        cmocka_unit_test(the_number_of_fields_is_limited),
        cmocka_unit_test(a_schema_too_large_is_refused),
        cmocka_unit_test(a_missing_file_is_not_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
