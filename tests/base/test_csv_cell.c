/* What is proved here:
 *  - a cell is quoted where RFC 4180 wants it, and nowhere else
 *  - what begins like a formula, also in full width and behind apostrophes, gets one apostrophe
 *    more, and only that one is recognised as the guard: taking it off gives back what was there
 *  - a value and its note stand plain where the reader takes them apart again, else in quotes
 *  - a value in quotes is read back as it was, with what stands behind it left alone; what only
 *    begins like one is plain text */
#include "testing.h"

#include "base/csv_cell.h"
#include "base/mem.h"

static void assert_text(const ky_buf *b, const char *wanted)
{
    assert_true(ky_buf_ok(b));
    assert_string_equal(b->p == NULL ? "" : b->p, wanted);
}

static void assert_cell(const char *text, const char *wanted)
{
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_csv_put_cell(&b, ky_str_of(text));
    assert_text(&b, wanted);
}

static void cells_are_quoted_where_they_must_be(void **state)
{
    (void) state;
    assert_cell("", "");
    assert_cell("公園", "公園");
    assert_cell(" a; 'b' ", " a; 'b' ");
    assert_cell("a,b", "\"a,b\"");
    assert_cell("a\"b\"", "\"a\"\"b\"\"\"");
    assert_cell("\"", "\"\"\"\"");
    assert_cell("a\nb", "\"a\nb\"");
    assert_cell("a\rb", "\"a\rb\"");
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_csv_put_cell(&b, KY_LIT("a\0b"));
    assert_int_equal(b.n, 3);
}

static void formulas_get_a_guard_that_comes_off_again(void **state)
{
    (void) state;
    static const char *const risky[] = {"=1+1", "+81",    "-1",     "@x",    "\t=1",  "\r1",
                                        "\n1",  "＝1",    "＋1",    "－1",   "＠x",   "'=1",
                                        "''@x", "'''－1", "=a,b\"", "-\n\"", "'\t\"", "="};
    static const char *const harmless[] = {"",    "'",   "''",  "'90年代", "1=1",
                                           "ー1", "a@b", " =1", "−1"};
    for (size_t i = 0; i < KY_LEN(risky); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf guarded = {0};
        assert_true(ky_csv_is_risky(ky_str_of(risky[i])));
        ky_buf_printf(&guarded, "'%s", risky[i]);
        assert_true(ky_csv_has_guard(ky_buf_str(&guarded)));
        assert_int_equal(ky_csv_has_guard(ky_str_of(risky[i])), risky[i][0] == '\'');
        KY_CLEANUP(ky_buf_fini) ky_buf cell = {0};
        ky_csv_put_cell(&cell, ky_str_of(risky[i]));
        assert_non_null(strstr(cell.p, cell.p[0] == '"' ? "\"'" : "'"));
        assert_true(cell.p[cell.p[0] == '"'] == '\'');
    }
    for (size_t i = 0; i < KY_LEN(harmless); i++) {
        assert_false(ky_csv_is_risky(ky_str_of(harmless[i])));
        assert_false(ky_csv_has_guard(ky_str_of(harmless[i])));
        assert_cell(harmless[i], harmless[i]);
    }
}

static void assert_value(const char *value, const char *note, const char *split, const char *wanted)
{
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_csv_put_value(&b, ky_str_of(value), ky_str_of(note), ky_str_of(split), false);
    assert_text(&b, wanted);
}

static void values_stand_plain_where_they_can(void **state)
{
    (void) state;
    assert_value("福祉", "", "", "福祉");
    assert_value("その他", "実行委員会", "", "その他（実行委員会）");
    assert_value("その他", "A;B（C）\"D\"", " ", "その他（A;B（C）\"D\"）");
    assert_value("企業（部門）", "", "", "企業（部門）");
    assert_value("a \"b\"", "", "・", "a \"b\"");
    assert_value("=1", "", "", "=1");
}

static void other_values_stand_in_quotes(void **state)
{
    (void) state;
    assert_value("A;B", "", "", "\"A;B\"");
    assert_value("北 南", "", " 　", "\"北 南\"");
    assert_value("北・南", "", "・", "\"北・南\"");
    assert_value("\"A\"", "", "", "\"\"\"A\"\"\"");
    assert_value("A（", "", "", "\"A（\"");
    assert_value("）A（", "", "", "\"）A（\"");
    assert_value(" A", "", "", "\" A\"");
    assert_value("その他", "x）y", "", "\"その他\"（\"x）y\"）");
    assert_value("その他（甲）", "乙", "", "\"その他（甲）\"（\"乙\"）");
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_csv_put_value(&b, KY_LIT("A"), KY_LIT("B"), KY_LIT(""), true);
    assert_text(&b, "\"A\"（\"B\"）");
}

static void quoted_values_are_read_back(void **state)
{
    (void) state;
    static const char *const texts[] = {"A",    "",       "A;B",   "\"", "\"\"",
                                        "a\"b", "）\"（", "\";\"", "x）"};
    for (size_t i = 0; i < KY_LEN(texts); i++) {
        for (size_t k = 0; k < KY_LEN(texts); k++) {
            KY_CLEANUP(ky_buf_fini) ky_buf cell = {0};
            KY_CLEANUP(ky_buf_fini) ky_buf value = {0};
            KY_CLEANUP(ky_buf_fini) ky_buf note = {0};
            ky_csv_quoted q;
            ky_csv_put_value(&cell, ky_str_of(texts[i]), ky_str_of(texts[k]), KY_LIT(""), true);
            size_t n = cell.n;
            ky_buf_puts(&cell, " ;rest");
            assert_true(ky_csv_read_quoted(ky_buf_str(&cell), &q));
            assert_int_equal(q.n, n + 2);
            assert_int_equal(q.note.p != NULL, texts[k][0] != '\0');
            ky_csv_unquote(&value, q.value);
            ky_csv_unquote(&note, q.note);
            assert_text(&value, texts[i]);
            assert_text(&note, texts[k]);
        }
    }
}

static void what_is_no_quoted_value_is_text(void **state)
{
    (void) state;
    static const char *const plain[] = {"",
                                        "A",
                                        "\"",
                                        "\"A",
                                        "\"A\"B",
                                        "\"A\"\"",
                                        "\"A\"（B）",
                                        "\"A\"（\"B\"",
                                        " \"A\"",
                                        "\"A\"（\"B）",
                                        "\"A\"(\"B\")"};
    for (size_t i = 0; i < KY_LEN(plain); i++) {
        ky_csv_quoted q = {.n = 77};
        assert_false(ky_csv_read_quoted(ky_str_of(plain[i]), &q));
        assert_int_equal(q.n, 77);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_quoted_where_they_must_be),
        cmocka_unit_test(formulas_get_a_guard_that_comes_off_again),
        cmocka_unit_test(values_stand_plain_where_they_can),
        cmocka_unit_test(other_values_stand_in_quotes),
        cmocka_unit_test(quoted_values_are_read_back),
        cmocka_unit_test(what_is_no_quoted_value_is_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
