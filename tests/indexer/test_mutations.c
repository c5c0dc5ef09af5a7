/* Promises about files of the same kind as the published one, written otherwise: the 77 records
 * come out the same, and what was repaired is told,
 * - whichever continuation row is shifted, as far as its values show it, left or right;
 * - whichever headers are dropped or repeated, and where;
 * - whatever dash stands for nothing, or nothing at all;
 * - in whatever order the columns stand;
 * - with CR LF, a BOM, quotes, blanks, full-width digits, other circles, other widths.
 * A value is never split, and a row whose values do not agree is left where it is. */
#include <stdio.h>

#include "support.h"

enum { CELLS = 8, FIRST_FACET = 5 };

typedef struct row {
    ky_str cell[CELLS + 8];
    size_t n;
} row;

static row cells_of(ky_str line)
{
    row r = {.n = 0};
    for (;;) {
        size_t tab = ky_str_find(line, KY_LIT("\t"));
        assert_true(r.n < KY_LEN(r.cell));
        r.cell[r.n++] = (ky_str){line.p, tab == SIZE_MAX ? line.n : tab};
        if (tab == SIZE_MAX)
            return r;
        line = ky_str_from(line, tab + 1);
    }
}

static bool says_nothing(ky_str cell)
{
    return ky_schema_is_none(bundled, cell);
}

static bool is_continuation(const row *r)
{
    if (r->n != CELLS)
        return false;
    for (size_t i = 0; i < FIRST_FACET; i++)
        if (r->cell[i].n > 0)
            return false;
    return true;
}

/* The rows of the table with each shifted one put right by hand. */
static const size_t shifted_lines[] = {160, 163, 166, 169, 172};

static void put_right(row *r)
{
    r->cell[5] = r->cell[6];
    r->cell[6] = r->cell[7];
    r->cell[7] = KY_LIT("—");
}

static bool was_shifted(size_t line)
{
    for (size_t i = 0; i < KY_LEN(shifted_lines); i++)
        if (shifted_lines[i] == line)
            return true;
    return false;
}

/* Write a row with its cells `step` columns further right; false where one falls out at the left,
 * or beyond `limit`. */
static bool write_shifted(const row *r, int step, int limit, const char *none, ky_buf *out)
{
    row moved = {.n = CELLS};
    for (size_t i = 0; i < KY_LEN(moved.cell); i++)
        moved.cell[i] = i < FIRST_FACET ? KY_LIT("") : ky_str_of(none);
    for (size_t i = FIRST_FACET; i < CELLS; i++) {
        int to = (int) i + step;
        if (says_nothing(r->cell[i]))
            continue;
        if (to < 0 || to >= limit)
            return false;
        moved.cell[to] = r->cell[i];
        if ((size_t) to >= moved.n)
            moved.n = (size_t) to + 1;
    }
    ky_buf_clear(out);
    for (size_t i = 0; i < moved.n; i++) {
        ky_buf_puts(out, i == 0 ? "" : "\t");
        ky_buf_put(out, moved.cell[i]);
    }
    assert_true(ky_buf_ok(out));
    return true;
}

/* Whether a row's values name their columns: one that is in only one vocabulary is enough. */
static bool shows_its_columns(const row *r)
{
    for (size_t i = FIRST_FACET; i < CELLS; i++)
        if (!says_nothing(r->cell[i]) && !ky_str_starts(r->cell[i], KY_LIT("その他")))
            return true;
    return false;
}

/* Read the table with each continuation row in turn shifted; returns how many were. */
static size_t shift_each(int step, const char *none)
{
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    KY_CLEANUP(ky_buf_fini) ky_buf changed = {0};
    size_t n;
    size_t shifted = 0;
    KY_CLEANUP(ky_free_p) ky_str *lines = lines_of(ky_buf_str(&table), &n);
    for (size_t i = 0; i < n; i++) {
        row r = cells_of(lines[i]);
        if (!is_continuation(&r))
            continue;
        if (was_shifted(i + 1))
            put_right(&r);
        if (!shows_its_columns(&r) || !write_shifted(&r, step, CELLS, none, &changed))
            continue;
        const ky_str before = lines[i];
        lines[i] = ky_buf_str(&changed);
        KY_CLEANUP(ky_buf_fini) ky_buf b = join(lines, n, "\n");
        KY_CLEANUP(result_free)
        reading_result read = read_table("collaboration-2020.tsv", ky_buf_str(&b));
        assert_bundled(&read);
        assert_true(count_at(&read, "shift", i + 1, 0) > 0);
        lines[i] = before;
        shifted++;
    }
    return shifted;
}

static void any_row_shifted_to_the_right_is_put_right(void **state)
{
    (void) state;
    assert_true(shift_each(1, "—") > 40);
    assert_true(shift_each(1, "") > 40);
    assert_true(shift_each(2, "—") > 20);
}

static void any_row_shifted_to_the_left_is_put_right(void **state)
{
    (void) state;
    assert_true(shift_each(-1, "—") > 60);
    assert_true(shift_each(-1, "") > 60);
    assert_true(shift_each(-2, "") > 60);
    assert_true(shift_each(-4, "") > 60);
}

static void a_row_pushed_over_the_last_column_is_put_right_and_doubted(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    KY_CLEANUP(ky_buf_fini)
    ky_buf pushed = replaced(ky_buf_str(&table), "\t\t\t\t\t地域交流\t社団法人\t補助（助成）",
                             "\t\t\t\t\t\t地域交流\t社団法人\t補助（助成）");
    KY_CLEANUP(result_free)
    reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&pushed));
    assert_true(json_equal(r.records, truth()));
    assert_int_equal(3, count_at(&r, "shift", 40, 0));
    assert_int_equal(1, count_at(&r, "cell-count", 40, 9));
}

static void values_that_do_not_agree_are_left_where_they_are(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    KY_CLEANUP(ky_buf_fini)
    ky_buf b = replaced(ky_buf_str(&table), "\t\t\t\t\t—\t学術、文化、芸術、スポーツ\tNPO法人",
                        "\t\t\t\t\t—\t学術、文化、芸術、スポーツ\t委託");
    KY_CLEANUP(result_free) reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
    assert_int_equal(KY_OK, r.rc);
    assert_int_equal(0, count_at(&r, "shift", 169, 0));
    assert_int_equal(1, count_at(&r, "other-column", 169, 7));
    const json_t *r59 = json_array_get(r.records, 58);
    const json_t *partner = json_object_get(r59, "partner");
    assert_string_equal("学術、文化、芸術、スポーツ",
                        json_string_value(json_array_get(partner, 1)));
}

static bool is_header(ky_str line)
{
    return ky_str_starts(line, KY_LIT("番号\t"));
}

/* A copy of the table in which headers stand only where `keep` (a bit a header) says so. */
static ky_buf with_headers(unsigned keep)
{
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    size_t n;
    size_t kept = 0;
    size_t header = 0;
    KY_CLEANUP(ky_free_p) ky_str *lines = lines_of(ky_buf_str(&table), &n);
    for (size_t i = 0; i < n; i++) {
        if (is_header(lines[i]) && (keep >> header++ & 1) == 0)
            continue;
        lines[kept++] = lines[i];
    }
    return join(lines, kept, "\n");
}

static void any_later_header_may_be_missing(void **state)
{
    (void) state;
    for (unsigned missing = 1; missing < 9; missing++) {
        KY_CLEANUP(ky_buf_fini) ky_buf b = with_headers(0x1FF & ~(1U << missing));
        KY_CLEANUP(result_free)
        reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
        assert_bundled(&r);
    }
    KY_CLEANUP(ky_buf_fini) ky_buf b = with_headers(1);
    KY_CLEANUP(result_free) reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
    assert_bundled(&r);
}

static void rows_before_the_first_header_are_read_by_it_and_doubted(void **state)
{
    (void) state;
    for (unsigned keep = 2; keep <= 0x100; keep *= 2) {
        KY_CLEANUP(ky_buf_fini) ky_buf b = with_headers(keep);
        KY_CLEANUP(result_free)
        reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
        assert_int_equal(KY_OK, r.rc);
        assert_true(json_equal(r.records, truth()));
        assert_int_equal(1, count_at(&r, "header-late", 17, 1));
    }
}

static void without_any_header_the_table_is_refused_by_name(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = with_headers(0);
    KY_CLEANUP(result_free) reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
    assert_int_equal(KY_E_INVALID, r.rc);
    assert_non_null(strstr(r.err.msg, "no header"));
    assert_non_null(strstr(r.err.msg, "1 協働事業名"));
}

static void a_header_may_be_repeated_before_any_line(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    size_t n;
    KY_CLEANUP(ky_free_p) ky_str *lines = lines_of(ky_buf_str(&table), &n);
    for (size_t at = 17; at <= n; at++) {
        KY_CLEANUP(ky_buf_fini) ky_buf b = join(lines, at, "\n");
        ky_buf_puts(&b, "\n\n");
        ky_buf_put(&b, lines[16]);
        for (size_t i = at; i < n; i++) {
            ky_buf_putc(&b, '\n');
            ky_buf_put(&b, lines[i]);
        }
        KY_CLEANUP(result_free)
        reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
        assert_bundled(&r);
    }
}

static void nothing_may_be_written_with_any_dash(void **state)
{
    (void) state;
    static const char *const dashes[] = {
        "－", "-",  "‐", "‑", "‒",  "–",  "―", "−",  "ー", "ｰ",   "─",
        "━",  "﹣", "⸺", "⸻", "〜", "゠", "—", "——", "--", " — ", "\u3000—",
    };
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    for (size_t i = 0; i < KY_LEN(dashes); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf b = replaced(ky_buf_str(&table), "—", dashes[i]);
        KY_CLEANUP(result_free)
        reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
        assert_bundled(&r);
        assert_int_equal(196, count_rule(&r, "none-mark"));
    }
    KY_CLEANUP(ky_buf_fini) ky_buf b = replaced(ky_buf_str(&table), "—", "");
    KY_CLEANUP(result_free) reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
    assert_bundled(&r);
    assert_int_equal(3, count_rule(&r, "none-mark"));
    assert_int_equal(233, count_rule(&r, "none-empty"));
}

static void a_dash_in_every_empty_cell_is_nothing(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    size_t n;
    KY_CLEANUP(ky_free_p) ky_str *lines = lines_of(ky_buf_str(&table), &n);
    for (size_t i = 0; i < n; i++) {
        row r = cells_of(lines[i]);
        ky_buf_puts(&b, i == 0 ? "" : "\n");
        for (size_t k = 0; k < r.n; k++) {
            ky_buf_puts(&b, k == 0 ? "" : "\t");
            ky_buf_put(&b, r.n == CELLS && r.cell[k].n == 0 ? KY_LIT("—") : r.cell[k]);
        }
    }
    KY_CLEANUP(result_free) reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
    assert_bundled(&r);
    assert_int_equal(0, count_rule(&r, "none-empty"));
    assert_int_equal(7, count_at(&r, "none-mark", 19, 0)); /* all but its 分類 */
}

/* A copy of the table with its columns in another order. */
static ky_buf reordered(const size_t *order)
{
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    ky_buf b = {0};
    size_t n;
    KY_CLEANUP(ky_free_p) ky_str *lines = lines_of(ky_buf_str(&table), &n);
    for (size_t i = 0; i < n; i++) {
        row r = cells_of(lines[i]);
        ky_buf_puts(&b, i == 0 ? "" : "\n");
        if (r.n != CELLS)
            ky_buf_put(&b, lines[i]);
        for (size_t k = 0; k < CELLS && r.n == CELLS; k++) {
            ky_buf_puts(&b, k == 0 ? "" : "\t");
            ky_buf_put(&b, r.cell[order[k]]);
        }
    }
    assert_true(ky_buf_ok(&b));
    return b;
}

static void columns_may_stand_in_any_order(void **state)
{
    (void) state;
    uint64_t seed = 2020;
    for (int round = 0; round < 200; round++) {
        size_t order[CELLS] = {0, 1, 2, 3, 4, 5, 6, 7};
        for (size_t i = CELLS - 1; i > 0; i--) {
            seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
            size_t k = (size_t) (seed >> 33) % (i + 1);
            size_t swap = order[i];
            order[i] = order[k];
            order[k] = swap;
        }
        KY_CLEANUP(ky_buf_fini) ky_buf b = reordered(order);
        KY_CLEANUP(result_free)
        reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
        assert_bundled(&r);
    }
}

static void columns_in_reports_are_those_of_the_file(void **state)
{
    (void) state;
    static const size_t back[CELLS] = {7, 6, 5, 4, 3, 2, 1, 0};
    KY_CLEANUP(ky_buf_fini) ky_buf b = reordered(back);
    KY_CLEANUP(result_free) reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
    assert_bundled(&r);
    assert_int_equal(1, count_at(&r, "designated-manager", 138, 1));
    assert_int_equal(1, count_at(&r, "split", 39, 7));
}

static void line_ends_and_a_bom_are_taken(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    KY_CLEANUP(ky_buf_fini) ky_buf ends = replaced(ky_buf_str(&table), "\n", "\r\n");
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_buf_puts(&b, "\xEF\xBB\xBF");
    ky_buf_put(&b, ky_buf_str(&ends));
    ky_buf_puts(&b, "\r\n");
    KY_CLEANUP(result_free) reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
    assert_bundled(&r);
    assert_int_equal(1, count_at(&r, "bom", 1, 1));
    assert_int_equal(1, count_rule(&r, "line-end"));
    assert_int_equal(223, r.lines);
}

/* A copy of the table in which each cell (of every line where `all`) is rewritten. */
static ky_buf each_cell(void (*write)(ky_buf *out, size_t column, ky_str cell), bool all)
{
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    ky_buf b = {0};
    size_t n;
    KY_CLEANUP(ky_free_p) ky_str *lines = lines_of(ky_buf_str(&table), &n);
    for (size_t i = 0; i < n; i++) {
        row r = cells_of(lines[i]);
        ky_buf_puts(&b, i == 0 ? "" : "\n");
        for (size_t k = 0; k < r.n; k++) {
            ky_buf_puts(&b, k == 0 ? "" : "\t");
            if (all || (r.n == CELLS && !is_header(lines[i])))
                write(&b, k, r.cell[k]);
            else
                ky_buf_put(&b, r.cell[k]);
        }
    }
    assert_true(ky_buf_ok(&b));
    return b;
}

static void write_quoted(ky_buf *out, size_t column, ky_str cell)
{
    (void) column;
    ky_buf_putc(out, '"');
    ky_buf_put(out, cell);
    ky_buf_putc(out, '"');
}

static void write_padded(ky_buf *out, size_t column, ky_str cell)
{
    ky_buf_put(out, cell);
    ky_buf_puts(out, column % 2 == 0 ? "  " : "\u3000");
}

static void write_wide_number(ky_buf *out, size_t column, ky_str cell)
{
    for (size_t i = 0; i < cell.n; i++) {
        if (column == 0)
            ky_buf_put_utf8(out, 0xFF10 + (uint32_t) (cell.p[i] - '0'));
        else
            ky_buf_putc(out, cell.p[i]);
    }
}

/* Half-width parentheses and middle dots, an NPO in full-width letters, a blank inside. */
static void write_respelled(ky_buf *out, size_t column, ky_str cell)
{
    if (column < FIRST_FACET) {
        ky_buf_put(out, cell);
        return;
    }
    KY_CLEANUP(ky_buf_fini) ky_buf a = replaced(cell, "（", "(");
    KY_CLEANUP(ky_buf_fini) ky_buf b = replaced(ky_buf_str(&a), "NPO", "ＮＰＯ");
    KY_CLEANUP(ky_buf_fini) ky_buf c = replaced(ky_buf_str(&b), "町会・", "町会･");
    KY_CLEANUP(ky_buf_fini) ky_buf d = replaced(ky_buf_str(&c), "市民活動団体", "市民活動 団体");
    KY_CLEANUP(ky_buf_fini)
    ky_buf e = replaced(ky_buf_str(&d), "アダプトプ", "アタ\u3099フ\u309Aトフ\u309A");
    ky_buf_put(out, ky_buf_str(&e));
}

static void assert_reads_the_same(void (*write)(ky_buf *, size_t, ky_str), bool all,
                                  const char *rule, size_t at_least)
{
    KY_CLEANUP(ky_buf_fini) ky_buf b = each_cell(write, all);
    KY_CLEANUP(result_free) reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
    assert_bundled(&r);
    if (count_rule(&r, rule) < at_least)
        fail_msg("%s: %zu", rule, count_rule(&r, rule));
}

static void cells_may_be_quoted_padded_or_spelt_otherwise(void **state)
{
    (void) state;
    assert_reads_the_same(write_quoted, true, "quotes", 190 * CELLS);
    assert_reads_the_same(write_padded, true, "blank", 77 * 6);
    assert_reads_the_same(write_wide_number, false, "digits", 77);
    assert_reads_the_same(write_respelled, false, "spelling", 82);
}

static void quotes_inside_a_quoted_cell_are_written_twice(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    KY_CLEANUP(ky_buf_fini)
    ky_buf b = replaced(ky_buf_str(&table), "\t声の広報\t", "\t\"声の\"\"広報\"\"\"\t");
    KY_CLEANUP(result_free) reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
    const json_t *name = json_object_get(json_array_get(r.records, 2), "name");
    assert_string_equal("声の\"広報\"", json_string_value(name));
    assert_int_equal(1, count_at(&r, "quotes", 24, 4));
}

static void quotes_that_do_not_stand_round_a_cell_stay(void **state)
{
    (void) state;
    static const char *const names[] = {"\"声\"の\"広報\"", "\"声\"の広報", "声の\"広報\""};
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    for (size_t i = 0; i < KY_LEN(names); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf cell = {0};
        ky_buf_printf(&cell, "\t%s\t", names[i]);
        KY_CLEANUP(ky_buf_fini) ky_buf b = replaced(ky_buf_str(&table), "\t声の広報\t", cell.p);
        KY_CLEANUP(result_free)
        reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
        const json_t *name = json_object_get(json_array_get(r.records, 2), "name");
        assert_string_equal(names[i], json_string_value(name));
        assert_int_equal(1, count_doubts(&r));
        assert_int_equal(0, count_rule(&r, "quotes"));
    }
}

static void a_spreadsheets_empty_columns_are_passed_over(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    KY_CLEANUP(ky_buf_fini) ky_buf b = replaced(ky_buf_str(&table), "\n", "\t\t\n");
    KY_CLEANUP(result_free) reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
    assert_int_equal(0, count_rule(&r, "stray-text"));
    assert_true(json_equal(r.records, truth()));
    assert_int_equal(189, count_rule(&r, "extra-blank"));
}

static void any_circle_means_yes(void **state)
{
    (void) state;
    static const char *const circles[] = {"〇", "◯"};
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    for (size_t i = 0; i < KY_LEN(circles); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf b = replaced(ky_buf_str(&table), "○", circles[i]);
        KY_CLEANUP(result_free)
        reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
        assert_bundled(&r);
        assert_int_equal(17, count_rule(&r, "flag-mark"));
    }
}

static void a_header_may_be_spelt_otherwise(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    KY_CLEANUP(ky_buf_fini)
    ky_buf b = replaced(ky_buf_str(&table), "\t3 分類\t4 相手\t", "\t３　分類\t4相手 \t");
    KY_CLEANUP(result_free) reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
    assert_bundled(&r);
    assert_int_equal(1, count_at(&r, "spelling", 17, 6));
}

static void values_are_never_split_at_their_own_marks(void **state)
{
    (void) state;
    for (size_t i = 0; i < 77; i++) {
        const json_t *r = json_array_get(truth(), i);
        static const char *const facets[] = {"category", "partner", "form"};
        for (size_t f = 0; f < KY_LEN(facets); f++) {
            const json_t *list = json_object_get(r, facets[f]);
            const ky_field *field = &bundled->fields[ky_schema_find(bundled, ky_str_of(facets[f]))];
            for (size_t k = 0; k < json_array_size(list); k++)
                assert_true(ky_field_find_value(field, ky_json_get_str(json_array_get(list, k))) <
                            field->n_vocabulary);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_row_shifted_to_the_right_is_put_right),
        cmocka_unit_test(any_row_shifted_to_the_left_is_put_right),
        cmocka_unit_test(a_row_pushed_over_the_last_column_is_put_right_and_doubted),
        cmocka_unit_test(values_that_do_not_agree_are_left_where_they_are),
        cmocka_unit_test(any_later_header_may_be_missing),
        cmocka_unit_test(rows_before_the_first_header_are_read_by_it_and_doubted),
        cmocka_unit_test(without_any_header_the_table_is_refused_by_name),
        cmocka_unit_test(a_header_may_be_repeated_before_any_line),
        cmocka_unit_test(nothing_may_be_written_with_any_dash),
        cmocka_unit_test(a_dash_in_every_empty_cell_is_nothing),
        cmocka_unit_test(columns_may_stand_in_any_order),
        cmocka_unit_test(columns_in_reports_are_those_of_the_file),
        cmocka_unit_test(line_ends_and_a_bom_are_taken),
        cmocka_unit_test(cells_may_be_quoted_padded_or_spelt_otherwise),
        cmocka_unit_test(quotes_inside_a_quoted_cell_are_written_twice),
        cmocka_unit_test(quotes_that_do_not_stand_round_a_cell_stay),
        cmocka_unit_test(a_spreadsheets_empty_columns_are_passed_over),
        cmocka_unit_test(any_circle_means_yes),
        cmocka_unit_test(a_header_may_be_spelt_otherwise),
        cmocka_unit_test(values_are_never_split_at_their_own_marks),
    };
    return cmocka_run_group_tests(tests, load_bundled, free_bundled);
}
