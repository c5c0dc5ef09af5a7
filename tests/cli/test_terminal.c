/* Promises of `kyodo` on a terminal:
 *  - the table is the default there, and no line of it is wider than the terminal, at 40, 80 and
 *    200 columns, whatever the records hold; a smaller COLUMNS narrows it;
 *  - matches are marked, and the mark is the only thing that is added;
 *  - with NO_COLOR or TERM=dumb nothing that a terminal obeys is written but line ends;
 *  - control characters of the data reach the terminal in no format;
 *  - the name of a record is never cut, nor a field of `show`;
 *  - what was found, what is left and what was relaxed is said. */
#include "base/json.h"
#include "cli/text.h"
#include "kyodo.h"

/* Standard output without our SGR sequences and with plain line ends; anything else that a
 * terminal obeys, but the characters in `allowed`, fails the test. */
static void strip_but(const ky_buf *raw, const char *allowed, ky_buf *ret)
{
    for (size_t i = 0; i < raw->n; i++) {
        unsigned char c = (unsigned char) raw->p[i];
        if (c == '\033') {
            size_t n = strspn(raw->p + i + 2, "0123456789;");
            assert_int_equal(raw->p[i + 1], '[');
            assert_int_equal(raw->p[i + 2 + n], 'm');
            i += 2 + n;
        } else if (c == '\r') {
            assert_true(raw->p[i + 1] == '\n' ||
                        raw->p[i + 1] == '\r'); /* CSV has one of its own */
        } else {
            assert_true(c >= 0x20 || c == '\n' || strchr(allowed, c) != NULL);
            assert_int_not_equal(c, 0x7F);
            assert_false(c == 0xC2 && (unsigned char) raw->p[i + 1] < 0xA0);
            ky_buf_putc(ret, (char) c);
        }
    }
    assert_true(ky_utf8_valid(ky_buf_str(ret), NULL));
}

static void strip(const ky_buf *raw, ky_buf *ret)
{
    strip_but(raw, "", ret);
}

static void assert_fits(const ky_buf *text, size_t columns)
{
    ky_str rest = ky_buf_str(text);
    while (rest.n > 0) {
        size_t end = ky_str_find(rest, KY_LIT("\n"));
        assert_true(end != SIZE_MAX);
        ky_str line = {rest.p, end};
        if (cli_width(line) > columns)
            fail_msg("%zu columns, %zu are there: %.*s", cli_width(line), columns, KY_FMT(line));
        rest = ky_str_from(rest, end + 1);
    }
}

static void no_line_is_wider_than_the_terminal(void **state)
{
    (void) state;
    static const unsigned widths[] = {20, 40, 41, 80, 200, 1000};
    const run runs[] = {
        {ARGS("search", ON_INDEX, "地図", "--limit=100")},
        {ARGS("search", ON_INDEX, "--sort=number")},
        {ARGS("search", ON_INDEX, "絵文字")},
        {ARGS("show", ON_INDEX, "2021-7")},
        {ARGS("show", ON_INDEX, "2021-6")},
        {ARGS("show", ON_INDEX, "2021-4")},
        {ARGS("facets", ON_INDEX, "--subject=料理")},
    };
    for (size_t w = 0; w < KY_LEN(widths); w++) {
        for (size_t i = 0; i < KY_LEN(runs); i++) {
            KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
            run r = runs[i];
            r.columns = widths[w];
            KY_CLEANUP(outcome_fini) outcome o = run_program(KYODO_PROGRAM, &r);
            assert_found(&o);
            strip(&o.out, &text);
            assert_true(text.n > 0);
            assert_fits(&text, widths[w]);
        }
    }
}

static void a_smaller_columns_narrows_the_table(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf wide = {0};
    KY_CLEANUP(outcome_fini)
    outcome narrow = KYODO(.columns = 200, ARGS("search", ON_INDEX, "地図"), ENV("COLUMNS=50"));
    KY_CLEANUP(outcome_fini)
    outcome larger = KYODO(.columns = 50, ARGS("search", ON_INDEX, "地図"), ENV("COLUMNS=200"));
    KY_CLEANUP(outcome_fini)
    outcome piped = KYODO(ARGS("search", ON_INDEX, "地図", "--format=table"), ENV("COLUMNS=50"));
    strip(&narrow.out, &text);
    strip(&larger.out, &wide);
    assert_fits(&text, 50);
    assert_buf(&wide, text.p);
    assert_buf(&piped.out, text.p);
}

static void matches_are_marked_and_nothing_else_is_added(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    KY_CLEANUP(outcome_fini)
    outcome o =
        KYODO(.columns = 80, ARGS("search", ON_INDEX, "台所"), ENV("NO_COLOR", "TERM=xterm"));
    KY_CLEANUP(outcome_fini)
    outcome piped = KYODO(ARGS("search", ON_INDEX, "台所", "--format=table"), ENV("COLUMNS=80"));
    assert_found(&o);
    assert_true(holds(ky_buf_str(&o.out), "\033[1;33m台所\033[0mの歴史"));
    strip(&o.out, &text);
    assert_buf(&piped.out, text.p);
}

static void without_colour_only_text_is_written(void **state)
{
    (void) state;
    static const char *const environments[] = {"NO_COLOR=1", "TERM=dumb"};
    for (size_t i = 0; i < KY_LEN(environments); i++) {
        KY_CLEANUP(outcome_fini)
        outcome o = KYODO(.columns = 80, ARGS("search", ON_INDEX, "台所"), ENV(environments[i]));
        assert_found(&o);
        assert_null(memchr(o.out.p, '\033', o.out.n));
        assert_true(holds(ky_buf_str(&o.out), "台所の歴史"));
    }
}

static void control_characters_reach_no_terminal(void **state)
{
    (void) state;
    static const char *const formats[] = {"--format=table", "--format=json", "--format=jsonl",
                                          "--format=tsv", "--format=csv"};
    static const char *const allowed[] = {"", "", "", "\t", ""};
    for (size_t i = 0; i < KY_LEN(formats); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
        KY_CLEANUP(ky_buf_fini) ky_buf whole = {0};
        KY_CLEANUP(outcome_fini)
        outcome hits =
            KYODO(.columns = 80, ARGS("search", ON_INDEX, formats[i], "quotes"), ENV("NO_COLOR=1"));
        KY_CLEANUP(outcome_fini)
        outcome record =
            KYODO(.columns = 80, ARGS("show", ON_INDEX, formats[i], "2021-4"), ENV("NO_COLOR=1"));
        assert_found(&hits);
        assert_found(&record);
        assert_null(memchr(hits.out.p, '\033', hits.out.n));
        assert_null(memchr(record.out.p, '\033', record.out.n));
        strip_but(&hits.out, allowed[i], &text);
        strip_but(&record.out, allowed[i], &whole);
        assert_true(holds(ky_buf_str(&text), "<script>alert(1)</script>"));
    }
}

/* text without white space, so that what was broken into lines can be found. */
static void squeeze(const ky_buf *text, ky_buf *ret)
{
    for (size_t i = 0; i < text->n; i++)
        if (text->p[i] != ' ' && text->p[i] != '\n')
            ky_buf_putc(ret, text->p[i]);
}

static void names_and_fields_are_whole_at_any_width(void **state)
{
    (void) state;
    static const unsigned widths[] = {40, 80, 200};
    for (size_t i = 0; i < KY_LEN(widths); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf hits = {0};
        KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
        KY_CLEANUP(ky_buf_fini) ky_buf squeezed = {0};
        KY_CLEANUP(outcome_fini)
        outcome found = KYODO(.columns = widths[i], ARGS("search", ON_INDEX, "書名"));
        KY_CLEANUP(outcome_fini)
        outcome o = KYODO(.columns = widths[i], ARGS("show", ON_INDEX, "2021-6"));
        strip(&found.out, &hits);
        assert_true(holds(ky_buf_str(&hits), "続く）"));
        strip(&o.out, &text);
        squeeze(&text, &squeezed);
        assert_true(holds(ky_buf_str(&squeezed),
                          "絵文字👩‍👩‍👧と👍🏽と🇯🇵の本"));
        assert_true(holds(ky_buf_str(&squeezed), "数学／料理／その他（絵）"));
        assert_true(holds(ky_buf_str(&squeezed), "貸出中○"));
    }
}

static void what_was_found_and_what_is_left_is_said(void **state)
{
    (void) state;
    KY_CLEANUP(outcome_fini) outcome some = KYODO(.columns = 80, ARGS("search", ON_INDEX));
    KY_CLEANUP(outcome_fini) outcome one = KYODO(.columns = 80, ARGS("search", ON_INDEX, "台所"));
    KY_CLEANUP(outcome_fini)
    outcome none = KYODO(.columns = 80, ARGS("search", ON_INDEX, "ぬるぽ"));
    KY_CLEANUP(outcome_fini)
    outcome past = KYODO(.columns = 80, ARGS("search", ON_INDEX, "--offset=100"));
    KY_CLEANUP(outcome_fini)
    outcome relaxed = KYODO(.columns = 80, ARGS("search", ON_INDEX, "台所", "ぬるぽ"));
    assert_true(holds(ky_buf_str(&some.out), "34 found, 1 to 20 shown. More: --offset 20\r\n"));
    assert_true(holds(ky_buf_str(&one.out), "1 found.\r\n"));
    assert_int_equal(none.status, 1);
    assert_true(holds(ky_buf_str(&none.out), "Nothing found.\r\n"));
    assert_int_equal(past.status, 0);
    assert_true(holds(ky_buf_str(&past.out), "34 found, none shown.\r\n"));
    assert_true(holds(ky_buf_str(&relaxed.out), "No record has every keyword"));
    assert_true(holds(ky_buf_str(&relaxed.out), "lacks: ぬるぽ\r\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_line_is_wider_than_the_terminal),
        cmocka_unit_test(a_smaller_columns_narrows_the_table),
        cmocka_unit_test(matches_are_marked_and_nothing_else_is_added),
        cmocka_unit_test(without_colour_only_text_is_written),
        cmocka_unit_test(control_characters_reach_no_terminal),
        cmocka_unit_test(names_and_fields_are_whole_at_any_width),
        cmocka_unit_test(what_was_found_and_what_is_left_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
