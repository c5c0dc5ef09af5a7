/* Promises about what is doubtful in a published table: each is reported at its line and cell with
 * the record's number, what stands there is kept, and the rest is read as ever. */
#include "support.h"

static const char preface[] =
    "① 分類\n\n保健、医療／福祉／子育て、子どもの健全育成／社会教育／まちづくり／地域交流／"
    "学術、文化、芸術、スポーツ／環境保全／災害救援／地域安全／人権擁護、平和／国際交流、国際協力／"
    "男女共同参画／情報化、科学技術／経済活動活性化／職業能力開発、雇用機会拡充／消費者保護／"
    "その他（自由記載）／－（なし）\n"
    "② 相手\nNPO法人／市民活動団体／ボランティア団体／町会・自治会／協同組合／商工会・商店会／"
    "社団法人／財団法人／社会福祉法人／医療法人／学校、教育・研究機関／企業（社会貢献部門）／"
    "その他（自由記載）／－（なし）\n"
    "③ 形態\n後援／補助（助成）／共催／実行委員会・協議会／委託／指定管理／事業協力／"
    "アダプトプログラム／その他（自由記載）／－（なし）\n"
    "番号\t課\tコロナのため中止\t1 協働事業名\t2 事業内容\t3 分類\t4 相手\t5 形態\n";

enum { FIRST_LINE = 9 }; /* the first row after the preface */

static reading_result read_rows(const char *rows)
{
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_buf_puts(&b, preface);
    ky_buf_puts(&b, rows);
    reading_result r = read_table("t.tsv", ky_buf_str(&b));
    assert_int_equal(KY_OK, r.rc);
    return r;
}

/* The only doubt is this one. */
static void assert_doubt(const reading_result *r, const char *rule, size_t line, size_t column,
                         long number)
{
    for (size_t i = 0; i < r->n; i++) {
        const finding *f = &r->findings[i];
        if (f->doubt && (strcmp(f->rule, rule) != 0 || f->line != line || f->column != column ||
                         f->number != number))
            fail_msg("%s at %zu:%zu #%ld, not %s at %zu:%zu #%ld", f->rule, f->line, f->column,
                     f->number, rule, line, column, number);
    }
    assert_int_equal(1, count_doubts(r));
}

static const json_t *member(const reading_result *r, size_t record, const char *key)
{
    return json_object_get(json_array_get(r->records, record), key);
}

static const char *value(const reading_result *r, size_t record, const char *key, size_t i)
{
    return json_string_value(json_array_get(member(r, record, key), i));
}

static void a_table_without_doubts_has_none(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_rows("1\t健康課\t○\t名\t文\t福祉\tNPO法人\t委託\n");
    assert_int_equal(0, r.n);
    assert_true(json_is_true(member(&r, 0, "cancelled")));
}

static void a_value_outside_the_vocabulary_is_kept(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_rows("1\t健康課\t\t名\t文\t福祉\t宇宙人\t委託\n");
    assert_doubt(&r, "outside-vocabulary", FIRST_LINE, 7, 1);
    assert_string_equal("宇宙人", value(&r, 0, "partner", 0));
}

static void a_value_is_never_split_at_a_comma_or_a_dot(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_rows("1\t健康課\t\t名\t文\t福祉、環境保全\tNPO法人\t委託\n");
    assert_doubt(&r, "outside-vocabulary", FIRST_LINE, 6, 1);
    assert_int_equal(1, json_array_size(member(&r, 0, "category")));
    assert_string_equal("福祉、環境保全", value(&r, 0, "category", 0));
}

static void a_value_of_another_column_is_kept_in_a_first_line(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_rows("1\t健康課\t\t名\t文\t委託\tNPO法人\t委託\n");
    assert_doubt(&r, "other-column", FIRST_LINE, 6, 1);
    assert_string_equal("委託", value(&r, 0, "category", 0));
}

static void more_values_than_allowed_are_kept(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_rows("1\t健康課\t\t名\t文\t福祉\tNPO法人\t委託\n"
                                 "\t\t\t\t\t環境保全\t—\t—\n"
                                 "\t\t\t\t\tまちづくり\t—\t—\n"
                                 "\t\t\t\t\t地域交流\t—\t—\n");
    assert_doubt(&r, "too-many-values", FIRST_LINE + 3, 6, 1);
    assert_int_equal(4, json_array_size(member(&r, 0, "category")));
}

static void a_repeated_value_counts_once(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_rows("1\t健康課\t\t名\t文\t福祉\tNPO法人\t委託\n"
                                 "\t\t\t\t\t福祉\t—\t—\n");
    assert_doubt(&r, "repeated-value", FIRST_LINE + 1, 6, 1);
    assert_int_equal(1, json_array_size(member(&r, 0, "category")));
}

static void other_with_two_notes_keeps_both(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_rows("1\t健康課\t\t名\t文\t福祉\tその他（A（B）会）\t委託\n"
                                 "\t\t\t\t\t—\tその他（C）\t—\n");
    assert_doubt(&r, "repeated-value", FIRST_LINE + 1, 7, 1);
    const json_t *notes = json_object_get(member(&r, 0, "other"), "partner");
    assert_string_equal("A（B）会", json_string_value(json_array_get(notes, 0)));
    assert_string_equal("C", json_string_value(json_array_get(notes, 1)));
}

static void a_record_without_a_name_is_kept(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_rows("1\t健康課\t\t\t文\t福祉\tNPO法人\t委託\n"
                                 "2\t健康課\t\t名\t文\t福祉\tNPO法人\t委託\n");
    assert_doubt(&r, "name-missing", FIRST_LINE, 4, 1);
    assert_int_equal(2, json_array_size(r.records));
    assert_string_equal("文", json_string_value(member(&r, 0, "description")));
}

static void a_repeated_number_keeps_both_records(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_rows("1\t健康課\t\t甲\t文\t福祉\tNPO法人\t委託\n"
                                 "1\t健康課\t\t乙\t文\t福祉\tNPO法人\t委託\n");
    assert_doubt(&r, "number-repeated", FIRST_LINE + 1, 1, 1);
    assert_string_equal("2020-1", json_string_value(member(&r, 0, "id")));
    assert_string_equal("2020-1-2", json_string_value(member(&r, 1, "id")));
    assert_int_equal(1, json_integer_value(member(&r, 1, "number")));
    assert_string_equal("乙", json_string_value(member(&r, 1, "name")));
}

static void a_missing_number_is_the_position(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_rows("1\t健康課\t\t甲\t文\t福祉\tNPO法人\t委託\n"
                                 "\t健康課\t\t乙\t文\t福祉\tNPO法人\t委託\n"
                                 "3\t健康課\t\t丙\t文\t福祉\tNPO法人\t委託\n");
    assert_doubt(&r, "number-missing", FIRST_LINE + 1, 1, -1);
    assert_int_equal(3, json_array_size(r.records));
    assert_int_equal(2, json_integer_value(member(&r, 1, "number")));
}

static void a_number_that_is_none_is_doubted(void **state)
{
    (void) state;
    static const char *const wrong[] = {"二", "1a", "-1", "99999999999"};
    for (size_t i = 0; i < KY_LEN(wrong); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
        ky_buf_printf(&b, "%s\t健康課\t\t名\t文\t福祉\tNPO法人\t委託\n", wrong[i]);
        KY_CLEANUP(result_free) reading_result r = read_rows(b.p);
        assert_int_equal(1, count_at(&r, "not-a-number", FIRST_LINE, 1));
        assert_int_equal(1, count_at(&r, "number-missing", FIRST_LINE, 1));
        assert_int_equal(1, json_array_size(r.records));
    }
}

static void a_mark_that_is_no_circle_is_no_and_doubted(void **state)
{
    (void) state;
    static const char *const marks[] = {"×", "中止", "true", "o", "△", "○○"};
    for (size_t i = 0; i < KY_LEN(marks); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
        ky_buf_printf(&b, "1\t健康課\t%s\t名\t文\t福祉\tNPO法人\t委託\n", marks[i]);
        KY_CLEANUP(result_free) reading_result r = read_rows(b.p);
        assert_doubt(&r, "flag", FIRST_LINE, 3, 1);
        assert_true(json_is_false(member(&r, 0, "cancelled")));
    }
}

static void a_row_with_too_few_or_too_many_cells_is_doubted(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result few = read_rows("1\t健康課\t\t名\t文\t福祉\tNPO法人\n");
    assert_doubt(&few, "cell-count", FIRST_LINE, 7, 1);
    KY_CLEANUP(result_free)
    reading_result many = read_rows("1\t健康課\t\t名\t文\t福祉\tNPO法人\t委託\tまだ\n");
    assert_doubt(&many, "cell-count", FIRST_LINE, 9, 1);
    assert_string_equal("委託", value(&many, 0, "form", 0));
    KY_CLEANUP(result_free)
    reading_result blank = read_rows("1\t健康課\t\t名\t文\t福祉\tNPO法人\t委託\n\t\t\t\n");
    assert_doubt(&blank, "cell-count", FIRST_LINE + 1, 4, 1);
    KY_CLEANUP(result_free)
    reading_result empty = read_rows("1\t健康課\t\t名\t文\t福祉\tNPO法人\t委託\t\n");
    assert_doubt(&empty, "cell-count", FIRST_LINE, 9, 1);
}

static void bytes_that_are_not_utf8_are_doubted_at_their_cell(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_rows("1\t健康課\t\t名\xE5前\t文\t福祉\tNPO法人\t委託\n");
    assert_doubt(&r, "utf8", FIRST_LINE, 4, 1);
    assert_string_equal("名\uFFFD前", json_string_value(member(&r, 0, "name")));
}

static void a_continuation_before_any_record_is_left_out(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_rows("\t\t\t\t\t環境保全\t—\t—\n"
                                 "1\t健康課\t\t名\t文\t福祉\tNPO法人\t委託\n");
    assert_doubt(&r, "no-record-yet", FIRST_LINE, 6, -1);
    assert_int_equal(1, json_array_size(member(&r, 0, "category")));
}

static void a_cell_that_no_continuation_has_is_left_out(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_rows("1\t健康課\t\t名\t文\t福祉\tNPO法人\t委託\n"
                                 "\t\t\t\t続き\t環境保全\t—\t—\n");
    assert_doubt(&r, "stray-cell", FIRST_LINE + 1, 5, 1);
    assert_string_equal("文", json_string_value(member(&r, 0, "description")));
    assert_int_equal(2, json_array_size(member(&r, 0, "category")));
}

static void text_after_the_table_is_left_out(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_rows("1\t健康課\t\t名\t文\t福祉\tNPO法人\t委託\n\n※ 令和3年3月現在\n");
    assert_doubt(&r, "stray-text", FIRST_LINE + 2, 1, -1);
    assert_int_equal(1, json_array_size(r.records));
}

/* The table with one string of its preface or header replaced. */
static reading_result read_changed(const char *from, const char *to)
{
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_buf_puts(&b, preface);
    ky_buf_puts(&b, "1\t健康課\t\t名\t文\t福祉\tNPO法人\t委託\n");
    assert_true(ky_str_find(ky_buf_str(&b), ky_str_of(from)) != SIZE_MAX);
    KY_CLEANUP(ky_buf_fini) ky_buf changed = replaced(ky_buf_str(&b), from, to);
    reading_result r = read_table("t.tsv", ky_buf_str(&changed));
    assert_int_equal(KY_OK, r.rc);
    return r;
}

static void a_legend_that_differs_is_doubted(void **state)
{
    (void) state;
    KY_CLEANUP(result_free) reading_result missing = read_changed("／共催／", "／");
    assert_doubt(&missing, "legend-differs", 7, 1, -1);
    KY_CLEANUP(result_free) reading_result extra = read_changed("／共催／", "／共催／散歩／");
    assert_doubt(&extra, "legend-differs", 7, 1, -1);
    KY_CLEANUP(result_free)
    reading_result order = read_changed("後援／補助（助成）", "補助（助成）／後援");
    assert_doubt(&order, "legend-differs", 7, 1, -1);
    KY_CLEANUP(result_free) reading_result twice = read_changed("／共催／", "／共催／共催／");
    assert_doubt(&twice, "legend-differs", 7, 1, -1);
}

static void a_missing_legend_is_doubted(void **state)
{
    (void) state;
    KY_CLEANUP(result_free) reading_result r = read_changed("② 相手\n", "");
    assert_doubt(&r, "legend-missing", 7, 1, -1);
}

static void a_header_that_lacks_a_column_is_doubted(void **state)
{
    (void) state;
    KY_CLEANUP(result_free) reading_result r = read_changed("4 相手\t", "4 団体\t");
    assert_int_equal(1, count_at(&r, "header-differs", 8, 7));
    assert_int_equal(2, count_rule(&r, "header-differs"));
    assert_int_equal(0, json_array_size(member(&r, 0, "partner")));
    assert_string_equal("委託", value(&r, 0, "form", 0));
}

static void an_unclosed_quote_is_doubted_and_kept(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_rows("1\t健康課\t\t\"名\t文\t福祉\tNPO法人\t委託\n");
    assert_doubt(&r, "quote-open", FIRST_LINE, 4, 1);
    assert_string_equal("\"名", json_string_value(member(&r, 0, "name")));
}

static void a_rule_of_the_schema_finds_its_doubt_in_any_record(void **state)
{
    (void) state;
    KY_CLEANUP(result_free)
    reading_result r = read_rows("5\t健康課\t\t名\t指定管理者制度を導入\t福祉\tNPO法人\t委託\n"
                                 "\t\t\t\t\t—\t—\t共催\n"
                                 "6\t健康課\t\t名\t指定管理者制度を導入\t福祉\tNPO法人\t委託\n"
                                 "\t\t\t\t\t—\t—\t指定管理\n");
    assert_doubt(&r, "designated-manager", FIRST_LINE, 8, 5);
    assert_int_equal(2, json_array_size(member(&r, 0, "form")));
}

static void what_cannot_be_read_at_all_is_refused_by_name(void **state)
{
    (void) state;
    static const struct {
        const char *name;
        const char *text;
        const char *why;
    } refused[] = {
        {"t.tsv", "", "empty"},
        {"t.tsv", "\n\n", "no header"},
        {"t.tsv", "なにか\tべつの\t表\n1\t2\t3\n", "no header"},
        {"t.tsv", "番号\t課\tコロナのため中止\t1 協働事業名\t2 事業内容\t3 分類\t4 相手\t5 形態\n",
         "no record"},
        {"t.csv", "", "empty"},
        {"t.csv", "id,number\n1,2\n", "names no column 'name'"},
        {"t.csv", "name\n", "no record"},
        {"t.jsonl", "", "empty"},
        {"t.jsonl", "1\n\"x\"\n", "JSON object"},
        {"t.jsonl", "{}\n", "says anything"},
    };
    for (size_t i = 0; i < KY_LEN(refused); i++) {
        KY_CLEANUP(result_free) reading_result r = read_text(refused[i].name, refused[i].text);
        assert_int_equal(KY_E_INVALID, r.rc);
        if (strstr(r.err.msg, refused[i].why) == NULL)
            fail_msg("'%s' says nothing of '%s'", r.err.msg, refused[i].why);
    }
    KY_CLEANUP(result_free)
    reading_result nul = read_table("t.tsv", (ky_str){"\x7F"
                                                      "ELF\0\1",
                                                      6});
    assert_int_equal(KY_E_INVALID, nul.rc);
}

static void a_line_over_the_limit_is_refused_by_name(void **state)
{
    (void) state;
    static const char *const names[] = {"t.tsv", "t.csv", "t.jsonl"};
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_buf_puts(&b, "name\n");
    for (size_t i = 0; i <= 4 << 20; i++)
        ky_buf_putc(&b, 'x');
    for (size_t i = 0; i < KY_LEN(names); i++) {
        KY_CLEANUP(result_free) reading_result r = read_table(names[i], ky_buf_str(&b));
        assert_int_equal(KY_E_INVALID, r.rc);
        assert_non_null(strstr(r.err.msg, "line 2 is longer than 4194304 bytes"));
    }
}

static void a_table_of_no_year_is_not_read(void **state)
{
    (void) state;
    static const char schema[] =
        "{\"fields\": [{\"name\": \"name\", \"kind\": \"text\", \"role\": \"title\"}]}";
    KY_CLEANUP(ky_schema_free_p) ky_schema *s = NULL;
    assert_int_equal(KY_OK, ky_schema_parse(ky_str_of(schema), "schema", &s, NULL));
    const ky_str csv = KY_LIT("name\nx\n");
    KY_CLEANUP(result_free) reading_result none = read_as(s, "t.csv", csv, KY_TABLE_BY_NAME, 0);
    assert_int_equal(KY_E_NOT_FOUND, none.rc);
    assert_non_null(strstr(none.err.msg, "--year"));
    KY_CLEANUP(result_free) reading_result given = read_as(s, "t.csv", csv, KY_TABLE_BY_NAME, 2031);
    assert_string_equal("2031-1", json_string_value(member(&given, 0, "id")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_without_doubts_has_none),
        cmocka_unit_test(a_value_outside_the_vocabulary_is_kept),
        cmocka_unit_test(a_value_is_never_split_at_a_comma_or_a_dot),
        cmocka_unit_test(a_value_of_another_column_is_kept_in_a_first_line),
        cmocka_unit_test(more_values_than_allowed_are_kept),
        cmocka_unit_test(a_repeated_value_counts_once),
        cmocka_unit_test(other_with_two_notes_keeps_both),
        cmocka_unit_test(a_record_without_a_name_is_kept),
        cmocka_unit_test(a_repeated_number_keeps_both_records),
        cmocka_unit_test(a_missing_number_is_the_position),
        cmocka_unit_test(a_number_that_is_none_is_doubted),
        cmocka_unit_test(a_mark_that_is_no_circle_is_no_and_doubted),
        cmocka_unit_test(a_row_with_too_few_or_too_many_cells_is_doubted),
        cmocka_unit_test(bytes_that_are_not_utf8_are_doubted_at_their_cell),
        cmocka_unit_test(a_continuation_before_any_record_is_left_out),
        cmocka_unit_test(a_cell_that_no_continuation_has_is_left_out),
        cmocka_unit_test(text_after_the_table_is_left_out),
        cmocka_unit_test(a_legend_that_differs_is_doubted),
        cmocka_unit_test(a_missing_legend_is_doubted),
        cmocka_unit_test(a_header_that_lacks_a_column_is_doubted),
        cmocka_unit_test(an_unclosed_quote_is_doubted_and_kept),
        cmocka_unit_test(a_rule_of_the_schema_finds_its_doubt_in_any_record),
        cmocka_unit_test(what_cannot_be_read_at_all_is_refused_by_name),
        cmocka_unit_test(a_line_over_the_limit_is_refused_by_name),
        cmocka_unit_test(a_table_of_no_year_is_not_read),
    };
    return cmocka_run_group_tests(tests, load_bundled, free_bundled);
}
