/* Promises about the published table of 2020:
 * - it has 77 records, and their cancelled ones, values and departments are counted as published;
 * - each value of each vocabulary stands in as many records as it does on paper;
 * - nothing is written in three ways, 193, 3 and 40 times, and each is reported at its cell;
 * - the rows that stand beside their columns are found, and put right, and only those;
 * - record 47 is the only doubt;
 * - one cell with two departments gives two, and その他（X） gives その他 with the note X;
 * - a table is known by its name or its SHA-256, and ids are made of year and number. */
#include "support.h"

static size_t values_of(const json_t *records, const char *field)
{
    size_t n = 0;
    for (size_t i = 0; i < json_array_size(records); i++)
        n += json_array_size(json_object_get(json_array_get(records, i), field));
    return n;
}

static size_t records_with(const json_t *records, const char *field, const char *value)
{
    size_t n = 0;
    for (size_t i = 0; i < json_array_size(records); i++) {
        const json_t *list = json_object_get(json_array_get(records, i), field);
        for (size_t k = 0; k < json_array_size(list); k++)
            n += strcmp(json_string_value(json_array_get(list, k)), value) == 0;
    }
    return n;
}

static void the_table_has_77_numbered_records_of_2020(void **state)
{
    (void) state;
    assert_int_equal(77, json_array_size(truth()));
    for (size_t i = 0; i < 77; i++) {
        char id[16];
        const json_t *r = json_array_get(truth(), i);
        (void) snprintf(id, sizeof id, "2020-%zu", i + 1);
        assert_string_equal(id, json_string_value(json_object_get(r, "id")));
        assert_int_equal(i + 1, json_integer_value(json_object_get(r, "number")));
        assert_int_equal(2020, json_integer_value(json_object_get(r, "year")));
        assert_true(json_string_length(json_object_get(r, "name")) > 0);
        assert_true(json_string_length(json_object_get(r, "description")) > 0);
    }
}

static void seventeen_records_are_cancelled(void **state)
{
    (void) state;
    static const size_t cancelled[] = {4,  6,  13, 35, 36, 38, 43, 49, 50,
                                       54, 66, 67, 70, 71, 72, 73, 77};
    size_t n = 0;
    for (size_t i = 0; i < 77; i++) {
        if (!json_is_true(json_object_get(json_array_get(truth(), i), "cancelled")))
            continue;
        assert_true(n < KY_LEN(cancelled));
        assert_int_equal(cancelled[n++], i + 1);
    }
    assert_int_equal(KY_LEN(cancelled), n);
}

static void assignments_are_counted_as_published(void **state)
{
    (void) state;
    assert_int_equal(131, values_of(truth(), "category"));
    assert_int_equal(113, values_of(truth(), "partner"));
    assert_int_equal(90, values_of(truth(), "form"));
    assert_int_equal(78, values_of(truth(), "department"));
}

static void each_value_stands_in_as_many_records_as_published(void **state)
{
    (void) state;
    static const struct {
        const char *field;
        const char *value;
        size_t n;
    } counts[] = {
        {"category", "地域交流", 19},
        {"category", "福祉", 17},
        {"category", "社会教育", 17},
        {"category", "学術、文化、芸術、スポーツ", 17},
        {"category", "環境保全", 15},
        {"category", "子育て、子どもの健全育成", 12},
        {"category", "まちづくり", 11},
        {"category", "地域安全", 4},
        {"category", "経済活動活性化", 4},
        {"category", "災害救援", 2},
        {"category", "人権擁護、平和", 2},
        {"category", "男女共同参画", 2},
        {"category", "情報化、科学技術", 2},
        {"category", "消費者保護", 2},
        {"category", "その他", 2},
        {"category", "保健、医療", 1},
        {"category", "国際交流、国際協力", 1},
        {"category", "職業能力開発、雇用機会拡充", 1},
        {"partner", "市民活動団体", 21},
        {"partner", "その他", 17},
        {"partner", "ボランティア団体", 16},
        {"partner", "NPO法人", 15},
        {"partner", "町会・自治会", 9},
        {"partner", "社会福祉法人", 8},
        {"partner", "商工会・商店会", 6},
        {"partner", "学校、教育・研究機関", 6},
        {"partner", "社団法人", 5},
        {"partner", "企業（社会貢献部門）", 5},
        {"partner", "協同組合", 3},
        {"partner", "財団法人", 2},
        {"partner", "医療法人", 0},
        {"form", "事業協力", 21},
        {"form", "委託", 17},
        {"form", "共催", 15},
        {"form", "実行委員会・協議会", 15},
        {"form", "補助（助成）", 10},
        {"form", "指定管理", 8},
        {"form", "アダプトプログラム", 3},
        {"form", "後援", 1},
        {"form", "その他", 0},
    };
    for (size_t i = 0; i < KY_LEN(counts); i++)
        assert_int_equal(counts[i].n, records_with(truth(), counts[i].field, counts[i].value));
}

static void nothing_is_reported_at_every_cell_it_is_written_in(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = published();
    KY_CLEANUP(result_free) reading_result r = read_table("t.tsv", ky_buf_str(&b));
    assert_int_equal(193 + 3, count_rule(&r, "none-mark"));
    assert_int_equal(40, count_rule(&r, "none-empty"));
    assert_int_equal(1, count_at(&r, "none-mark", 30, 8)); /* － */
    assert_int_equal(1, count_at(&r, "none-mark", 33, 8));
    assert_int_equal(1, count_at(&r, "none-mark", 160, 6)); /* — in a shifted row */
    assert_int_equal(1, count_at(&r, "none-empty", 19, 7));
    assert_int_equal(223, r.lines);
}

static void shifted_rows_are_found_and_only_those(void **state)
{
    (void) state;
    static const size_t rows[] = {160, 163, 166, 169, 172};
    KY_CLEANUP(ky_buf_fini) ky_buf b = published();
    KY_CLEANUP(result_free) reading_result r = read_table("t.tsv", ky_buf_str(&b));
    for (size_t i = 0; i < KY_LEN(rows); i++)
        assert_int_equal(1, count_at(&r, "shift", rows[i], 7));
    assert_int_equal(1, count_at(&r, "shift", 169, 8));
    assert_int_equal(6, count_rule(&r, "shift"));
    const json_t *r59 = json_array_get(truth(), 58);
    const json_t *category = json_object_get(r59, "category");
    const json_t *partner = json_object_get(r59, "partner");
    assert_int_equal(2, json_array_size(category));
    assert_string_equal("学術、文化、芸術、スポーツ",
                        json_string_value(json_array_get(category, 1)));
    assert_int_equal(2, json_array_size(partner));
    assert_string_equal("NPO法人", json_string_value(json_array_get(partner, 1)));
}

static void record_47_is_the_only_doubt(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = published();
    KY_CLEANUP(result_free) reading_result r = read_table("t.tsv", ky_buf_str(&b));
    assert_bundled(&r);
    assert_int_equal(1, count_at(&r, "designated-manager", 138, 8));
    const json_t *form = json_object_get(json_array_get(r.records, 46), "form");
    assert_string_equal("事業協力", json_string_value(json_array_get(form, 0)));
}

static void two_departments_in_one_cell_are_two(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = published();
    KY_CLEANUP(result_free) reading_result r = read_table("t.tsv", ky_buf_str(&b));
    const json_t *list = json_object_get(json_array_get(r.records, 8), "department");
    assert_int_equal(2, json_array_size(list));
    assert_string_equal("経済課", json_string_value(json_array_get(list, 0)));
    assert_string_equal("農業委員会事務局", json_string_value(json_array_get(list, 1)));
    assert_int_equal(1, count_rule(&r, "split"));
    assert_int_equal(1, count_at(&r, "split", 39, 2));
}

static void what_other_means_becomes_a_note(void **state)
{
    (void) state;
    const json_t *other = json_object_get(json_array_get(truth(), 0), "other");
    const json_t *notes = json_object_get(other, "partner");
    assert_int_equal(1, json_array_size(notes));
    assert_string_equal("編集委員会", json_string_value(json_array_get(notes, 0)));
    size_t n = 0;
    for (size_t i = 0; i < 77; i++) {
        other = json_object_get(json_array_get(truth(), i), "other");
        n += json_array_size(json_object_get(other, "partner"));
        n += json_array_size(json_object_get(other, "category"));
    }
    assert_int_equal(17 + 2, n);
}

static void a_table_is_known_by_its_sha256_whatever_it_is_called(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = published();
    KY_CLEANUP(result_free)
    reading_result known = read_as(bundled, "t.tsv", ky_buf_str(&b), KY_TABLE_BY_NAME, 1999);
    assert_bundled(&known);
    ky_buf_putc(&b, '\n');
    KY_CLEANUP(result_free)
    reading_result named =
        read_as(bundled, "collaboration-2020.tsv", ky_buf_str(&b), KY_TABLE_BY_NAME, 1999);
    assert_bundled(&named);
    KY_CLEANUP(result_free)
    reading_result other = read_as(bundled, "t.tsv", ky_buf_str(&b), KY_TABLE_BY_NAME, 1999);
    assert_string_equal("1999-1",
                        json_string_value(json_object_get(json_array_get(other.records, 0), "id")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_has_77_numbered_records_of_2020),
        cmocka_unit_test(seventeen_records_are_cancelled),
        cmocka_unit_test(assignments_are_counted_as_published),
        cmocka_unit_test(each_value_stands_in_as_many_records_as_published),
        cmocka_unit_test(nothing_is_reported_at_every_cell_it_is_written_in),
        cmocka_unit_test(shifted_rows_are_found_and_only_those),
        cmocka_unit_test(record_47_is_the_only_doubt),
        cmocka_unit_test(two_departments_in_one_cell_are_two),
        cmocka_unit_test(what_other_means_becomes_a_note),
        cmocka_unit_test(a_table_is_known_by_its_sha256_whatever_it_is_called),
    };
    return cmocka_run_group_tests(tests, load_bundled, free_bundled);
}
