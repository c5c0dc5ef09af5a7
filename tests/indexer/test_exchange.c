/* Promises about CSV and JSONL:
 * - the 77 records written as either are read back the same, named by field or by column, with ;
 *   or with repeated columns, with CR LF, a BOM, or the columns of the answer beside them;
 * - only the name is needed: number, year, facets, flag and description may be missing, and none
 *   of these is a doubt;
 * - quoted cells hold commas, quotes and line ends; a ; in parentheses parts nothing; a
 *   spreadsheet's guard is taken off, once;
 * - a value in quotes of its own is never parted, and has its note in quotes behind it;
 * - notes belong to the values that take one by their place, so a value may stand twice;
 * - an id that a record brings is kept, and the second record with it is left out;
 * - what is wrong is reported at line and cell, and the rest is read. */
#include "support.h"

static void put_quoted(ky_buf *b, ky_str cell)
{
    ky_buf_putc(b, '"');
    for (size_t i = 0; i < cell.n; i++) {
        if (cell.p[i] == '"')
            ky_buf_putc(b, '"');
        ky_buf_putc(b, cell.p[i]);
    }
    ky_buf_putc(b, '"');
}

/* The i-th value of a list of the record, with its note. */
static void put_value(ky_buf *b, const json_t *record, const char *facet, size_t i)
{
    const json_t *list = json_object_get(record, facet);
    const json_t *notes = json_object_get(json_object_get(record, "other"), facet);
    ky_buf_put(b, ky_json_get_str(json_array_get(list, i)));
    if (notes != NULL && strcmp(json_string_value(json_array_get(list, i)), "その他") == 0)
        ky_buf_printf(b, "（%s）", json_string_value(json_array_get(notes, 0)));
}

static void put_joined(ky_buf *b, const json_t *record, const char *facet)
{
    KY_CLEANUP(ky_buf_fini) ky_buf cell = {0};
    for (size_t i = 0; i < json_array_size(json_object_get(record, facet)); i++) {
        ky_buf_puts(&cell, i == 0 ? "" : ";");
        put_value(&cell, record, facet, i);
    }
    put_quoted(b, ky_buf_str(&cell));
}

static void put_spread(ky_buf *b, const json_t *record, const char *facet)
{
    for (size_t i = 0; i < 3; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf cell = {0};
        if (i < json_array_size(json_object_get(record, facet)))
            put_value(&cell, record, facet, i);
        ky_buf_puts(b, i == 0 ? "" : ",");
        put_quoted(b, ky_buf_str(&cell));
    }
}

static ky_buf as_csv(const char *header, void (*put_facet)(ky_buf *, const json_t *, const char *))
{
    ky_buf b = {0};
    ky_buf_puts(&b, header);
    for (size_t i = 0; i < 77; i++) {
        const json_t *r = json_array_get(truth(), i);
        ky_buf_printf(&b, "%d,", (int) json_integer_value(json_object_get(r, "number")));
        put_joined(&b, r, "department");
        ky_buf_puts(&b, json_is_true(json_object_get(r, "cancelled")) ? ",○," : ",,");
        put_quoted(&b, ky_json_get_str(json_object_get(r, "name")));
        ky_buf_putc(&b, ',');
        put_quoted(&b, ky_json_get_str(json_object_get(r, "description")));
        ky_buf_putc(&b, ',');
        put_facet(&b, r, "category");
        ky_buf_putc(&b, ',');
        put_facet(&b, r, "partner");
        ky_buf_putc(&b, ',');
        put_facet(&b, r, "form");
        ky_buf_puts(&b, "\r\n");
    }
    assert_true(ky_buf_ok(&b));
    return b;
}

static void the_77_records_come_back_from_csv(void **state)
{
    (void) state;
    static const char by_name[] = "\xEF\xBB\xBFnumber,department,cancelled,name,description,"
                                  "category,partner,form\r\n";
    static const char by_column[] = "番号,課,コロナのため中止,1 協働事業名,2 事業内容,"
                                    "3 分類,4 相手,5 形態\r\n";
    static const char spread[] = "番号,課,コロナのため中止,1 協働事業名,2 事業内容,"
                                 "3 分類,3 分類,3 分類,partner,partner,4 相手,form,form,form\r\n";
    KY_CLEANUP(ky_buf_fini) ky_buf a = as_csv(by_name, put_joined);
    KY_CLEANUP(ky_buf_fini) ky_buf b = as_csv(by_column, put_joined);
    KY_CLEANUP(ky_buf_fini) ky_buf c = as_csv(spread, put_spread);
    KY_CLEANUP(result_free) reading_result named = read_table("t.csv", ky_buf_str(&a));
    KY_CLEANUP(result_free) reading_result columns = read_table("t.csv", ky_buf_str(&b));
    KY_CLEANUP(result_free) reading_result repeated = read_table("t.csv", ky_buf_str(&c));
    assert_bundled(&named);
    assert_bundled(&columns);
    assert_bundled(&repeated);
    assert_int_equal(1, count_rule(&named, "bom"));
    assert_int_equal(78, named.lines);
}

static ky_buf as_jsonl(bool with_more)
{
    ky_buf b = {0};
    for (size_t i = 0; i < 77; i++) {
        KY_CLEANUP(ky_json_unref_p) json_t *r = json_deep_copy(json_array_get(truth(), i));
        if (with_more) {
            assert_true(ky_json_set(r, "score", json_real(7.31)));
            assert_true(ky_json_set(r, "highlight", json_pack("{s:s}", "name", "<mark>x</mark>")));
        }
        assert_int_equal(KY_OK, ky_json_write(r, 0, &b, NULL));
        ky_buf_putc(&b, '\n');
    }
    assert_true(ky_buf_ok(&b));
    return b;
}

static void the_77_records_come_back_from_jsonl(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf a = as_jsonl(false);
    KY_CLEANUP(ky_buf_fini) ky_buf b = as_jsonl(true);
    KY_CLEANUP(result_free) reading_result plain = read_table("t.jsonl", ky_buf_str(&a));
    KY_CLEANUP(result_free) reading_result hits = read_table("t.jsonl", ky_buf_str(&b));
    assert_bundled(&plain);
    assert_bundled(&hits);
    assert_int_equal(1, plain.n);
    assert_int_equal(1, hits.n);
}

static const json_t *member(const reading_result *r, size_t record, const char *key)
{
    return json_object_get(json_array_get(r->records, record), key);
}

static void assert_string(const char *wanted, const json_t *got)
{
    assert_non_null(json_string_value(got));
    assert_string_equal(wanted, json_string_value(got));
}

static void assert_list(const reading_result *r, size_t record, const char *key, const char *wanted)
{
    const json_t *list = member(r, record, key);
    KY_CLEANUP(ky_buf_fini) ky_buf got = {0};
    for (size_t i = 0; i < json_array_size(list); i++)
        ky_buf_printf(&got, "%s%s", i == 0 ? "" : "|", json_string_value(json_array_get(list, i)));
    assert_string_equal(wanted, got.p == NULL ? "" : got.p);
}

static void a_name_is_enough(void **state)
{
    (void) state;
    static const char *const tables[][2] = {
        {"t.csv", "name\n甲\n\n乙\n"},
        {"t.jsonl", "{\"name\":\"甲\"}\n\n{\"name\":\"乙\",\"number\":null,\"year\":null}\n"},
    };
    for (size_t i = 0; i < KY_LEN(tables); i++) {
        KY_CLEANUP(result_free) reading_result r = read_text(tables[i][0], tables[i][1]);
        assert_int_equal(KY_OK, r.rc);
        assert_int_equal(0, r.n);
        assert_int_equal(2, json_array_size(r.records));
        assert_int_equal(2, json_integer_value(member(&r, 1, "number")));
        assert_int_equal(2020, json_integer_value(member(&r, 1, "year")));
        assert_string("2020-2", member(&r, 1, "id"));
        assert_string("", member(&r, 1, "description"));
        assert_true(json_is_false(member(&r, 1, "cancelled")));
        assert_list(&r, 1, "category", "");
    }
}

static void a_record_may_bring_its_year_and_id(void **state)
{
    (void) state;
    static const char *const tables[][2] = {
        {"t.csv", "id,year,number,name\nx-1,2019,7,甲\nx-1,,,乙\n,2018,,丙\n"},
        {"t.jsonl", "{\"id\":\"x-1\",\"year\":2019,\"number\":7,\"name\":\"甲\"}\n"
                    "{\"id\":\"x-1\",\"name\":\"乙\"}\n{\"year\":2018,\"name\":\"丙\"}\n"},
    };
    for (size_t i = 0; i < KY_LEN(tables); i++) {
        KY_CLEANUP(result_free) reading_result r = read_text(tables[i][0], tables[i][1]);
        assert_int_equal(KY_OK, r.rc);
        assert_int_equal(1, count_doubts(&r));
        assert_int_equal(1, count_at(&r, "id-repeated", i == 0 ? 3 : 2, 1));
        assert_int_equal(2, json_array_size(r.records));
        assert_string("x-1", member(&r, 0, "id"));
        assert_int_equal(2019, json_integer_value(member(&r, 0, "year")));
        assert_string("2018-3", member(&r, 1, "id"));
    }
}

static void a_repeated_number_keeps_both_records(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_text("t.csv", "number,name\n2,甲\n,乙\n2,丙\n");
    assert_int_equal(2, count_rule(&r, "number-repeated"));
    assert_int_equal(3, json_array_size(r.records));
    assert_string("2020-2", member(&r, 0, "id"));
    assert_string("2020-2-2", member(&r, 1, "id"));
    assert_string("2020-2-3", member(&r, 2, "id"));
}

static void csv_cells_hold_commas_quotes_and_line_ends(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_text("t.csv", "name,description\r\n"
                                          "\"a,b \"\"c\"\"\",\"一\r\n二\"\r\n"
                                          "d\"e,f\r\n");
    assert_string("a,b \"c\"", member(&r, 0, "name"));
    assert_string("一\n二", member(&r, 0, "description"));
    assert_string("d\"e", member(&r, 1, "name"));
    assert_int_equal(0, count_doubts(&r));
    assert_int_equal(4, r.lines);
}

static void values_are_parted_by_semicolons_outside_parentheses(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r =
        read_text("t.csv", "name,partner,department\n"
                           "甲,NPO法人; その他（A;B） ;企業（社会貢献部門）,経済課;図書館\n"
                           "乙,—,経済課 図書館\n");
    assert_list(&r, 0, "partner", "NPO法人|その他|企業（社会貢献部門）");
    assert_list(&r, 0, "department", "経済課|図書館");
    assert_list(&r, 1, "department", "経済課|図書館");
    assert_list(&r, 1, "partner", "");
    const json_t *notes = json_object_get(member(&r, 0, "other"), "partner");
    assert_string("A;B", json_array_get(notes, 0));
    assert_int_equal(0, count_doubts(&r));
    assert_int_equal(1, count_at(&r, "none-mark", 3, 2));
    assert_int_equal(1, count_at(&r, "split", 3, 3));
}

static void a_spreadsheets_guard_is_taken_off(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_text("t.csv", "name\n'=1+1\n'@home\n'90年代\n'\n");
    assert_string("=1+1", member(&r, 0, "name"));
    assert_string("@home", member(&r, 1, "name"));
    assert_string("'90年代", member(&r, 2, "name"));
    assert_string("'", member(&r, 3, "name"));
    assert_int_equal(2, count_rule(&r, "apostrophe"));
}

static void guards_in_full_width_and_behind_apostrophes_come_off_once(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_text("t.csv", "name,description,partner\n"
                                          "'＝1,''=1,'=x;'=y\n"
                                          "'\t=1,''90,\"\"\"'=z\"\"\"\n");
    assert_string("＝1", member(&r, 0, "name"));
    assert_string("'=1", member(&r, 0, "description"));
    assert_list(&r, 0, "partner", "=x|'=y");
    assert_string("=1", member(&r, 1, "name"));
    assert_string("''90", member(&r, 1, "description"));
    assert_list(&r, 1, "partner", "'=z");
    assert_int_equal(4, count_rule(&r, "apostrophe"));
}

static void assert_notes(const reading_result *r, size_t record, const char *key,
                         const char *wanted)
{
    const json_t *list = json_object_get(member(r, record, "other"), key);
    KY_CLEANUP(ky_buf_fini) ky_buf got = {0};
    for (size_t i = 0; i < json_array_size(list); i++)
        ky_buf_printf(&got, "%s%s", i == 0 ? "" : "|", json_string_value(json_array_get(list, i)));
    assert_string_equal(wanted, got.p == NULL ? "" : got.p);
}

static void values_in_quotes_are_taken_as_they_are(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_text(
        "t.csv",
        "name,partner,department\n"
        "甲,\"\"\"その他\"\"（\"\"a）;\"\"\"\"b\"\"） ; NPO法人\",\"\"\"経済課 係;二\"\";図書館\"\n"
        "乙,\"その他（\"\"c\"\"）;\"\"企業\"\"x;\"\"—\"\"\",\n"
        "丙,\"\"\"その他（d）\"\";\"\"福祉\"\"（\"\"e\"\"）\",\n");
    assert_list(&r, 0, "partner", "その他|NPO法人");
    assert_notes(&r, 0, "partner", "a）;\"b");
    assert_list(&r, 0, "department", "経済課 係;二|図書館");
    assert_list(&r, 1, "partner", "その他|\"企業\"x");
    assert_notes(&r, 1, "partner", "\"c\"");
    assert_list(&r, 2, "partner", "その他|福祉");
    assert_notes(&r, 2, "partner", "d");
    assert_int_equal(1, count_rule(&r, "note-left"));
}

static void notes_in_jsonl_belong_to_their_values_by_place(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r =
        read_text("t.jsonl", "{\"name\":\"甲\",\"partner\":[\"その他\",\"その他\"],\"other\":{"
                             "\"partner\":[\"X\",\"Y\"]}}\n"
                             "{\"name\":\"乙\",\"partner\":[\"その他\",\"NPO法人\",\"その他\"],"
                             "\"other\":{\"partner\":[\"\",\"Z\"]}}\n"
                             "{\"name\":\"丙\",\"partner\":[\"その他\",\"その他\",\"その他\"],"
                             "\"other\":{\"partner\":[\"X\",\"X\"]}}\n"
                             "{\"name\":\"丁\",\"partner\":[\"その他\",\"その他\"]}\n");
    assert_list(&r, 0, "partner", "その他|その他");
    assert_notes(&r, 0, "partner", "X|Y");
    assert_list(&r, 1, "partner", "その他|NPO法人|その他");
    assert_notes(&r, 1, "partner", "|Z");
    assert_list(&r, 2, "partner", "その他|その他");
    assert_notes(&r, 2, "partner", "X");
    assert_list(&r, 3, "partner", "その他");
    assert_int_equal(5, count_rule(&r, "repeated-value"));
}

static void number_and_year_need_no_field_in_the_schema(void **state)
{
    (void) state;
    static const char text[] = "{\"default_year\": 2020, \"fields\": [{\"name\": \"name\", "
                               "\"kind\": \"text\", \"role\": \"title\"}]}";
    static const char *const tables[][2] = {
        {"t.csv", "number,year,name\n7,2019,甲\n,,乙\n"},
        {"t.jsonl",
         "{\"number\":7,\"year\":2019,\"name\":\"甲\"}\n{\"name\":\"乙\",\"number\":null}\n"},
    };
    KY_CLEANUP(ky_schema_free_p) ky_schema *schema = NULL;
    assert_int_equal(KY_OK, ky_schema_parse(ky_str_of(text), "schema", &schema, NULL));
    for (size_t i = 0; i < KY_LEN(tables); i++) {
        KY_CLEANUP(result_free)
        reading_result r =
            read_as(schema, tables[i][0], ky_str_of(tables[i][1]), KY_TABLE_BY_NAME, 0);
        assert_int_equal(KY_OK, r.rc);
        assert_int_equal(0, r.n);
        assert_string("2019-7", member(&r, 0, "id"));
        assert_int_equal(7, json_integer_value(member(&r, 0, "number")));
        assert_string("2020-2", member(&r, 1, "id"));
    }
}

static void what_is_wrong_in_csv_is_reported_at_its_cell(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_text("t.csv", "number,name,category,cancelled,気温\n"
                                          "1,甲,宇宙,maybe,5\n"
                                          "二,乙\n"
                                          "3,丙\xFF,福祉,true,1,2\n"
                                          "4,\"丁\"x,福祉,false,\n"
                                          ",,,,\n"
                                          "5,,福祉,,\n"
                                          "6,\"戊,福祉,,\n");
    assert_int_equal(1, count_at(&r, "column-ignored", 1, 5));
    assert_int_equal(1, count_at(&r, "outside-vocabulary", 2, 3));
    assert_int_equal(1, count_at(&r, "flag", 2, 4));
    assert_int_equal(1, count_at(&r, "not-a-number", 3, 1));
    assert_int_equal(1, count_at(&r, "cell-count", 3, 2));
    assert_int_equal(1, count_at(&r, "utf8", 4, 2));
    assert_int_equal(1, count_at(&r, "cell-count", 4, 6));
    assert_int_equal(1, count_at(&r, "quote-open", 5, 2));
    assert_int_equal(1, count_at(&r, "name-missing", 7, 2));
    assert_int_equal(1, count_at(&r, "quote-open", 8, 2));
    assert_int_equal(6, json_array_size(r.records));
    assert_true(json_is_true(member(&r, 2, "cancelled")));
    assert_string("丁x", member(&r, 3, "name"));
}

static void what_is_wrong_in_jsonl_is_reported_at_its_member(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_text(
        "t.jsonl", "{\"number\":1,\"name\":\"甲\",\"category\":[\"宇宙\",5]}\n"
                   "[1]\n{\"name\":\"x\"\n"
                   "{\"number\":\"２\",\"name\":7,\"description\":\"文\"}\n"
                   "{\"name\":\"丙\\u0001\",\"cancelled\":\"maybe\"}\n"
                   "{\"name\":\"丁\",\"other\":{\"partner\":[\"X\"]}}\n"
                   "{\"name\":\"戊\xFF\"}\n"
                   "{\"name\":\"己\",\"form\":\"共催\",\"category\":null,\"number\":-3}\n");
    assert_int_equal(1, count_at(&r, "outside-vocabulary", 1, 3));
    assert_int_equal(1, count_at(&r, "wrong-type", 1, 3));
    assert_int_equal(1, count_at(&r, "not-json", 2, 1));
    assert_int_equal(1, count_at(&r, "not-json", 3, 1));
    assert_int_equal(1, count_at(&r, "digits", 4, 1));
    assert_int_equal(1, count_at(&r, "wrong-type", 4, 2));
    assert_int_equal(1, count_at(&r, "name-missing", 4, 2));
    assert_int_equal(1, count_at(&r, "control", 5, 1));
    assert_int_equal(1, count_at(&r, "flag", 5, 2));
    assert_int_equal(1, count_at(&r, "note-left", 6, 2));
    assert_int_equal(1, count_at(&r, "utf8", 7, 1));
    assert_int_equal(1, count_at(&r, "not-a-number", 8, 4));
    assert_list(&r, 5, "form", "共催");
    assert_int_equal(6, json_array_size(r.records));
}

static void a_list_in_jsonl_is_never_split_and_its_notes_find_their_value(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_text(
        "t.jsonl",
        "{\"other\":{\"partner\":[\"A\"]},\"name\":\"甲\","
        "\"department\":[\"Edgar Allan Poe\"],\"partner\":[\"NPO法人\",\"その他\"]}\n"
        "{\"name\":\"乙\",\"partner\":\"その他（B）\",\"department\":\"経済課 図書館\"}\n");
    assert_list(&r, 0, "department", "Edgar Allan Poe");
    assert_list(&r, 1, "department", "経済課|図書館");
    const json_t *a = json_object_get(member(&r, 0, "other"), "partner");
    const json_t *b = json_object_get(member(&r, 1, "other"), "partner");
    assert_string("A", json_array_get(a, 0));
    assert_string("B", json_array_get(b, 0));
    assert_int_equal(0, count_doubts(&r));
}

static void an_id_that_is_no_word_is_not_used(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_text("t.csv", "id,name\na b,甲\n"
                                          "0123456789012345678901234567890123456789012345678901234"
                                          "5678901234567890123456789012345678901234567890123456789"
                                          "012345678901234567890,乙\n..,丙\n.,丁\n...,戊\n");
    assert_int_equal(4, count_rule(&r, "id-unusable"));
    assert_string("2020-1", member(&r, 0, "id"));
    assert_string("2020-2", member(&r, 1, "id"));
    assert_string("2020-3", member(&r, 2, "id"));
    assert_string("2020-4", member(&r, 3, "id"));
    assert_string("...", member(&r, 4, "id"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_77_records_come_back_from_csv),
        cmocka_unit_test(the_77_records_come_back_from_jsonl),
        cmocka_unit_test(a_name_is_enough),
        cmocka_unit_test(a_record_may_bring_its_year_and_id),
        cmocka_unit_test(a_repeated_number_keeps_both_records),
        cmocka_unit_test(csv_cells_hold_commas_quotes_and_line_ends),
        cmocka_unit_test(values_are_parted_by_semicolons_outside_parentheses),
        cmocka_unit_test(a_spreadsheets_guard_is_taken_off),
        cmocka_unit_test(guards_in_full_width_and_behind_apostrophes_come_off_once),
        cmocka_unit_test(values_in_quotes_are_taken_as_they_are),
        cmocka_unit_test(notes_in_jsonl_belong_to_their_values_by_place),
        cmocka_unit_test(number_and_year_need_no_field_in_the_schema),
        cmocka_unit_test(what_is_wrong_in_csv_is_reported_at_its_cell),
        cmocka_unit_test(what_is_wrong_in_jsonl_is_reported_at_its_member),
        cmocka_unit_test(a_list_in_jsonl_is_never_split_and_its_notes_find_their_value),
        cmocka_unit_test(an_id_that_is_no_word_is_not_used),
    };
    return cmocka_run_group_tests(tests, load_bundled, free_bundled);
}
