/* Promises of cli/rows.h and cli/fields.h:
 *  - a header of id, number, year and the schema's names, then one record a line, also where there
 *    is none;
 *  - values of a list are joined by `;`, and a note stands behind the value that takes one;
 *  - TSV: tabs and line breaks become spaces, control characters U+FFFD: a cell never breaks a
 *    line;
 *  - CSV is RFC 4180, and a cell that begins like a formula has an apostrophe in front; a value
 * that would be parted there stands in quotes;
 *  - counts are facet, value, count, selected, one a line;
 *  - JSON for a terminal is the same JSON without DEL and the controls U+0080…U+009F;
 *  - a schema that is none is refused. */
#include "cli/rows.h"
#include "testing.h"

static const char schema_text[] =
    "{\"fields\": ["
    "{\"name\": \"number\", \"kind\": \"number\", \"role\": \"number\", \"labels\": {\"ja\": "
    "\"番号\"}},"
    "{\"name\": \"title\", \"kind\": \"text\", \"role\": \"title\", \"labels\": {\"ja\": "
    "\"書名\"}},"
    "{\"name\": \"subject\", \"kind\": \"facet\", \"split\": \" \", \"labels\": {\"ja\": "
    "\"主題\"}},"
    "{\"name\": \"pages\", \"kind\": \"number\", \"labels\": {\"ja\": \"頁\"}},"
    "{\"name\": \"lent\", \"kind\": \"flag\", \"labels\": {\"ja\": \"貸出中\"}}],"
    "\"facets\": ["
    "{\"name\": \"subject\", \"kind\": \"facet\", \"labels\": {\"ja\": \"主題\"}, \"values\": "
    "[{\"value\": \"歴史\"}, {\"value\": \"その他\", \"note\": true}]}]}";

typedef struct fixture {
    json_t *schema;
    cli_fields fields;
    json_t *answer;
} fixture;

static json_t *parse(const char *text)
{
    json_t *j = NULL;
    ky_err err = {0};
    if (ky_json_parse(ky_str_of(text), "test", &j, &err) != KY_OK)
        fail_msg("%s", err.msg);
    return j;
}

static fixture set_up(const char *answer)
{
    fixture f = {.schema = parse(schema_text), .answer = parse(answer)};
    assert_int_equal(cli_fields_read(f.schema, &f.fields, NULL), KY_OK);
    return f;
}

static void tear_down(fixture *f)
{
    cli_fields_fini(&f->fields);
    json_decref(f->schema);
    json_decref(f->answer);
}

static const char header_tsv[] = "id\tnumber\tyear\ttitle\tsubject\tpages\tlent\n";
static const char header_csv[] = "id,number,year,title,subject,pages,lent\r\n";

static void records_stand_one_a_line_under_a_header(void **state)
{
    (void) state;
    KY_CLEANUP(tear_down)
    fixture f = set_up(
        "[{\"id\": \"2020-1\", \"number\": 1, \"year\": 2020, \"title\": \"地図\", \"subject\": "
        "[\"その他\", \"歴史\"], \"other\": {\"subject\": [\"古い地図\"]}, \"pages\": null, "
        "\"lent\": true}, {\"id\": \"x\", \"number\": 2, \"year\": 2021, \"title\": \"本\", "
        "\"subject\": [], \"pages\": 12, \"lent\": false}]");
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf expected = {0};
    cli_put_records(&b, CLI_FORMAT_TSV, &f.fields, f.answer);
    ky_buf_puts(&expected, header_tsv);
    ky_buf_puts(&expected, "2020-1\t1\t2020\t地図\tその他（古い地図）;歴史\t\ttrue\n"
                           "x\t2\t2021\t本\t\t12\tfalse\n");
    assert_buf(&b, expected.p);
}

static void no_record_leaves_the_header(void **state)
{
    (void) state;
    KY_CLEANUP(tear_down) fixture f = set_up("[]");
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    cli_put_records(&b, CLI_FORMAT_TSV, &f.fields, f.answer);
    assert_buf(&b, header_tsv);
    ky_buf_clear(&b);
    cli_put_records(&b, CLI_FORMAT_CSV, &f.fields, f.answer);
    assert_buf(&b, header_csv);
}

static void notes_that_no_value_takes_are_not_lost(void **state)
{
    (void) state;
    KY_CLEANUP(tear_down)
    fixture f = set_up("{\"subject\": [\"歴史\"], \"other\": {\"subject\": [\"X\"]}}");
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    cli_put_value(&b, &f.fields.items[2], f.answer, ";");
    assert_buf(&b, "歴史;（X）");
}

static void assert_cell(cli_format format, const char *cell, const char *expected)
{
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    cli_rows r = {&b, format, 0};
    cli_rows_cell(&r, ky_str_of(cell));
    assert_buf(&b, expected);
}

static void a_tsv_cell_never_breaks_its_line(void **state)
{
    (void) state;
    assert_cell(CLI_FORMAT_TSV, "a\tb\nc\r\033[1m\177\302\205", "a b c \uFFFD[1m\uFFFD\uFFFD");
    assert_cell(CLI_FORMAT_TSV, "\"q\" =1", "\"q\" =1");
}

static void csv_cells_are_quoted_as_rfc_4180_says(void **state)
{
    (void) state;
    assert_cell(CLI_FORMAT_CSV, "公園", "公園");
    assert_cell(CLI_FORMAT_CSV, "a,b", "\"a,b\"");
    assert_cell(CLI_FORMAT_CSV, "a\"b\"", "\"a\"\"b\"\"\"");
    assert_cell(CLI_FORMAT_CSV, "a\r\nb", "\"a\r\nb\"");
    assert_cell(CLI_FORMAT_CSV, "", "");
    assert_cell(CLI_FORMAT_CSV, "a\033b", "a\uFFFDb");
}

static void csv_cells_that_begin_like_a_formula_get_an_apostrophe(void **state)
{
    (void) state;
    assert_cell(CLI_FORMAT_CSV, "=1+1", "'=1+1");
    assert_cell(CLI_FORMAT_CSV, "+81", "'+81");
    assert_cell(CLI_FORMAT_CSV, "-1", "'-1");
    assert_cell(CLI_FORMAT_CSV, "@x,\"y\"", "\"'@x,\"\"y\"\"\"");
    assert_cell(CLI_FORMAT_CSV, "\t=1", "'\t=1");
    assert_cell(CLI_FORMAT_CSV, "＝1", "'＝1");
    assert_cell(CLI_FORMAT_CSV, "'=1", "''=1");
    assert_cell(CLI_FORMAT_CSV, "1=1", "1=1");
}

static void csv_values_that_would_be_parted_stand_in_quotes(void **state)
{
    (void) state;
    KY_CLEANUP(tear_down)
    fixture f = set_up("[{\"subject\": [\"A;B\", \"その他\", \"その他\", \"歴史 地図\"], "
                       "\"other\": {\"subject\": [\"\", \"x）\"]}}]");
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    cli_put_csv_value(&b, &f.fields.items[2], json_array_get(f.answer, 0));
    assert_buf(&b, "\"A;B\";その他;\"その他\"（\"x）\"）;\"歴史 地図\"");
    ky_buf_clear(&b);
    cli_put_value(&b, &f.fields.items[2], json_array_get(f.answer, 0), ";");
    assert_buf(&b, "A;B;その他;その他（x））;歴史 地図");
}

static void counts_stand_one_a_line(void **state)
{
    (void) state;
    KY_CLEANUP(tear_down)
    fixture f =
        set_up("{\"subject\": [{\"value\": \"歴史\", \"count\": 3, \"selected\": true}], \"lent\": "
               "[{\"value\": \"true\", \"count\": 0, \"selected\": false}]}");
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    cli_put_counts(&b, CLI_FORMAT_TSV, f.answer);
    assert_buf(&b, "facet\tvalue\tcount\tselected\nsubject\t歴史\t3\ttrue\nlent\ttrue\t0\tfalse\n");
    ky_buf_clear(&b);
    assert_int_equal(cli_put_json_counts(&b, f.answer, false, NULL), KY_OK);
    assert_buf(&b, "{\"facet\":\"subject\",\"value\":\"歴史\",\"count\":3,\"selected\":true}\n"
                   "{\"facet\":\"lent\",\"value\":\"true\",\"count\":0,\"selected\":false}\n");
}

static void json_on_a_terminal_is_the_same_json(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    cli_put_json_safely(&b, ky_str_of("{\"a\":\"公\302\233\177園\"}"));
    assert_buf(&b, "{\"a\":\"公\\u009b\\u007f園\"}");
    json_t *before = parse("{\"a\":\"公\302\233\177園\"}");
    json_t *after = parse(b.p);
    assert_true(json_equal(before, after));
    json_decref(before);
    json_decref(after);
}

static void what_is_no_schema_is_refused(void **state)
{
    (void) state;
    static const char *const wrong[] = {"{}",
                                        "[]",
                                        "{\"fields\": []}",
                                        "{\"fields\": 1}",
                                        "{\"fields\": [{\"kind\": \"text\"}]}",
                                        "{\"fields\": [1]}"};
    for (size_t i = 0; i < KY_LEN(wrong); i++) {
        json_t *j = parse(wrong[i]);
        cli_fields f = {0};
        ky_err err = {0};
        assert_int_equal(cli_fields_read(j, &f, &err), KY_E_IO);
        assert_true(err.msg[0] != '\0');
        assert_null(f.items);
        json_decref(j);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_stand_one_a_line_under_a_header),
        cmocka_unit_test(no_record_leaves_the_header),
        cmocka_unit_test(notes_that_no_value_takes_are_not_lost),
        cmocka_unit_test(a_tsv_cell_never_breaks_its_line),
        cmocka_unit_test(csv_cells_are_quoted_as_rfc_4180_says),
        cmocka_unit_test(csv_cells_that_begin_like_a_formula_get_an_apostrophe),
        cmocka_unit_test(csv_values_that_would_be_parted_stand_in_quotes),
        cmocka_unit_test(counts_stand_one_a_line),
        cmocka_unit_test(json_on_a_terminal_is_the_same_json),
        cmocka_unit_test(what_is_no_schema_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
