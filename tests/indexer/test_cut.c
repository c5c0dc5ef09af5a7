/* Promises about a table that was cut, at any byte:
 * - nothing crashes, and what cannot be read at all is refused by name;
 * - every record whose lines are whole comes out as it is, and nothing of the last one is made up;
 * - a cut inside a character, inside a vocabulary value or a flag, or before the eighth cell is
 *   reported at its line, and so is a first line whose 分類, 相手 or 形態 is empty. */
#include "support.h"

enum { CELLS = 8 };

/* Where the line that byte `at` falls into starts, and its number. */
static size_t line_start(ky_str table, size_t at, size_t *ret_number)
{
    size_t start = 0;
    *ret_number = 1;
    for (size_t i = 0; i < at; i++) {
        if (table.p[i] != '\n')
            continue;
        start = i + 1;
        ++*ret_number;
    }
    return start;
}

static size_t count_tabs(ky_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\t';
    return n;
}

static bool doubted_at(const reading_result *r, size_t line)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->findings[i].doubt && r->findings[i].line == line &&
            strcmp(r->findings[i].rule, "designated-manager") != 0)
            return true;
    return false;
}

/* Whether a cut line must be reported: `whole` is the line it was. */
static bool must_be_reported(ky_str cut, ky_str whole, bool closed, bool flag)
{
    size_t tabs = count_tabs(cut);
    if (cut.n == 0 || cut.n == whole.n || ky_str_starts(whole, KY_LIT("番号\t")))
        return cut.n > 0 && tabs < CELLS - 1;
    if (!ky_utf8_valid(cut, NULL) || tabs < CELLS - 1)
        return true;
    const char *tab = memrchr(cut.p, '\t', cut.n);
    ky_str cell = ky_str_from(cut, (size_t) (tab + 1 - cut.p));
    if (cell.n == 0) /* a first line says so; in a continuation it is one way to write nothing */
        return closed && cut.p[0] >= '0' && cut.p[0] <= '9';
    return closed || flag;
}

/* A record that was cut short holds nothing that the whole one does not: texts begin alike, and
 * its values are the whole one's first ones. */
static void assert_part_of(const json_t *part, const json_t *whole, size_t at)
{
    static const char *const texts[] = {"name", "description"};
    static const char *const facets[] = {"department", "category", "partner", "form"};
    assert_int_equal(json_integer_value(json_object_get(part, "number")),
                     json_integer_value(json_object_get(whole, "number")));
    for (size_t i = 0; i < KY_LEN(texts); i++) {
        ky_str p = ky_json_get_str(json_object_get(part, texts[i]));
        ky_str w = ky_json_get_str(json_object_get(whole, texts[i]));
        while (p.n >= 3 && memcmp(p.p + p.n - 3, "\xEF\xBF\xBD", 3) == 0)
            p.n -= 3; /* U+FFFD for the character that was cut */
        assert_true(ky_str_starts(w, p));
    }
    for (size_t i = 0; i < KY_LEN(facets); i++) {
        const json_t *p = json_object_get(part, facets[i]);
        for (size_t k = 0; k < json_array_size(p); k++)
            if (!json_equal(json_array_get(p, k),
                            json_array_get(json_object_get(whole, facets[i]), k)))
                fail_msg("cut at %zu: %s", at, json_string_value(json_array_get(p, k)));
    }
}

static void check_records(const reading_result *r, const json_t *whole, size_t at)
{
    size_t n = json_array_size(r->records);
    for (size_t i = 0; i < n; i++) {
        const json_t *record = json_array_get(r->records, i);
        const json_t *same = json_array_get(whole, i);
        if (i + 1 < n && !json_equal(record, same))
            fail_msg("cut at %zu: record %zu differs", at, i + 1);
        if (i + 1 == n)
            assert_part_of(record, same, at);
    }
}

typedef struct cut_table {
    ky_str text;
    const json_t *records; /* of the whole */
    bool closed;           /* the eighth column is a closed facet */
    bool flag;             /* or the flag */
} cut_table;

static void check_cut(const cut_table *t, size_t at, size_t header_end)
{
    KY_CLEANUP(result_free)
    reading_result r = read_table("collaboration-2020.tsv", (ky_str){t->text.p, at});
    size_t number;
    size_t start = line_start(t->text, at, &number);
    if (r.rc != KY_OK) {
        assert_int_equal(KY_E_INVALID, r.rc);
        assert_true(r.err.msg[0] != '\0');
        assert_int_equal(0, json_array_size(r.records));
        return;
    }
    assert_true(at > header_end);
    check_records(&r, t->records, at);
    ky_str rest = ky_str_from(t->text, start);
    size_t end = ky_str_find(rest, KY_LIT("\n"));
    ky_str whole = {rest.p, end == SIZE_MAX ? rest.n : end};
    if (must_be_reported((ky_str){rest.p, at - start}, whole, t->closed, t->flag) &&
        !doubted_at(&r, number))
        fail_msg("cut at byte %zu, line %zu: not reported", at, number);
}

static size_t end_of_header(ky_str table)
{
    size_t at = ky_str_find(table, KY_LIT("番号\t"));
    assert_true(at != SIZE_MAX);
    return at + ky_str_find(ky_str_from(table, at), KY_LIT("\n"));
}

/* The preface, and the lines from first to last: small enough to be cut at every byte. */
static ky_buf part_of_table(size_t first, size_t last)
{
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    size_t n;
    KY_CLEANUP(ky_free_p) ky_str *lines = lines_of(ky_buf_str(&table), &n);
    memmove(lines + 17, lines + first - 1, (last + 1 - first) * sizeof *lines);
    return join(lines, 17 + last + 1 - first, "\n");
}

static void cut_everywhere(ky_str text, size_t step, bool closed, bool flag)
{
    KY_CLEANUP(result_free) reading_result whole = read_table("collaboration-2020.tsv", text);
    assert_int_equal(KY_OK, whole.rc);
    const cut_table t = {text, whole.records, closed, flag};
    size_t header_end = end_of_header(text);
    for (size_t at = 0; at < text.n; at += step)
        check_cut(&t, at, header_end);
}

static void a_cut_at_any_byte_of_some_records_is_seen(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf first = part_of_table(18, 40);
    cut_everywhere(ky_buf_str(&first), 1, true, false);
    KY_CLEANUP(ky_buf_fini) ky_buf shifted = part_of_table(159, 176);
    cut_everywhere(ky_buf_str(&shifted), 1, true, false);
}

static void a_cut_anywhere_in_the_whole_table_is_seen(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    cut_everywhere(ky_buf_str(&table), 31, true, false);
}

/* The columns in another order, so that the cut falls into other kinds of cells. */
static ky_buf with_last(size_t last, size_t first_line, size_t last_line)
{
    KY_CLEANUP(ky_buf_fini) ky_buf part = part_of_table(first_line, last_line);
    ky_buf b = {0};
    size_t n;
    KY_CLEANUP(ky_free_p) ky_str *lines = lines_of(ky_buf_str(&part), &n);
    for (size_t i = 0; i < n; i++) {
        ky_str rest = lines[i];
        ky_str kept = KY_LIT("");
        ky_buf_puts(&b, i == 0 ? "" : "\n");
        if (count_tabs(rest) != CELLS - 1) {
            ky_buf_put(&b, rest);
            continue;
        }
        for (size_t k = 0; k < CELLS; k++) {
            size_t tab = ky_str_find(rest, KY_LIT("\t"));
            ky_str cell = {rest.p, tab == SIZE_MAX ? rest.n : tab};
            rest = ky_str_from(rest, tab == SIZE_MAX ? rest.n : tab + 1);
            if (k == last) {
                kept = cell;
                continue;
            }
            ky_buf_put(&b, cell);
            ky_buf_putc(&b, '\t');
        }
        ky_buf_put(&b, kept);
    }
    assert_true(ky_buf_ok(&b));
    return b;
}

static void a_cut_inside_the_last_cell_is_seen_whatever_it_holds(void **state)
{
    (void) state;
    static const size_t last[] = {2, 5, 6}; /* the flag, 分類, 相手 */
    for (size_t i = 0; i < KY_LEN(last); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf b = with_last(last[i], 18, 33);
        cut_everywhere(ky_buf_str(&b), 1, last[i] >= 5, last[i] == 2);
    }
}

static void a_value_cut_to_the_front_of_its_note_is_seen(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = with_last(6, 18, 18);
    ky_str text = ky_buf_str(&b);
    size_t note = ky_str_find(text, KY_LIT("（編集委員会）"));
    KY_CLEANUP(result_free)
    reading_result r = read_table("collaboration-2020.tsv", (ky_str){text.p, note});
    assert_int_equal(1, count_at(&r, "cut-value", 18, 8));
}

static void a_cut_inside_quotes_makes_nothing_up(void **state)
{
    (void) state;
    static const char *const cut[] = {
        "\"\"\t\"\"\t\"\"\t\"", "\"\"\t\"\"\t\"\"\t\"\"\t\"\"\t\"人権",
        "\"\"\t\"\"\t\"\"\t\"\"\t\"\"\t\"\"\t\"\"\t\"", "\"4\"\t\"地域安全課\"\t\"\"\t\"全国"};
    for (size_t i = 0; i < KY_LEN(cut); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf b = part_of_table(18, 18);
        ky_buf_putc(&b, '\n');
        ky_buf_puts(&b, cut[i]);
        KY_CLEANUP(result_free)
        reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
        const json_t *first = json_array_get(r.records, 0);
        assert_true(doubted_at(&r, 19));
        assert_int_equal(i == 3 ? 2 : 1, json_array_size(r.records));
        assert_int_equal(1, json_array_size(json_object_get(first, "category")));
        assert_int_equal(1, json_array_size(json_object_get(first, "form")));
        if (i == 3)
            assert_string_equal(
                "全国", json_string_value(json_object_get(json_array_get(r.records, 1), "name")));
    }
}

static void a_first_line_with_an_empty_main_value_is_seen(void **state)
{
    (void) state;
    static const char *const cut[] = {
        "3\t広報秘書課\t\t声の広報\t内容\t\tNPO法人\t委託\n",
        "3\t広報秘書課\t\t声の広報\t内容\t福祉\t\t委託\n",
        "3\t広報秘書課\t\t声の広報\t内容\t福祉\tNPO法人\t\n",
    };
    for (size_t i = 0; i < KY_LEN(cut); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf b = part_of_table(18, 20);
        ky_buf_putc(&b, '\n');
        ky_buf_puts(&b, cut[i]);
        KY_CLEANUP(result_free)
        reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
        assert_int_equal(1, count_at(&r, "main-empty", 21, 6 + i));
        assert_int_equal(1, count_rule(&r, "main-empty"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cut_at_any_byte_of_some_records_is_seen),
        cmocka_unit_test(a_cut_anywhere_in_the_whole_table_is_seen),
        cmocka_unit_test(a_cut_inside_the_last_cell_is_seen_whatever_it_holds),
        cmocka_unit_test(a_value_cut_to_the_front_of_its_note_is_seen),
        cmocka_unit_test(a_cut_inside_quotes_makes_nothing_up),
        cmocka_unit_test(a_first_line_with_an_empty_main_value_is_seen),
    };
    return cmocka_run_group_tests(tests, load_bundled, free_bundled);
}
