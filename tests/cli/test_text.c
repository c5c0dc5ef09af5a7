/* Promises of cli/text.h and cli/paragraph.h:
 *  - full-width characters take two columns, combining marks none, a grapheme cluster (emoji
 *    sequence, flag, half-width kana with its voicing mark) what terminals give it;
 *  - nothing is cut inside a grapheme cluster, and a line is never wider than asked for;
 *  - lines end where Japanese and spaced text may be broken: not before 、。）ー or small kana, not
 *    behind （「, not inside a word;
 *  - a text set into lines and put together again is the same text, apart from spaces at breaks;
 *  - what a terminal would obey is taken out, and nothing else;
 *  - the marks of a highlight stand where <mark> stood, entities are taken back, and a mark goes on
 *    over a line break. */
#include "cli/paragraph.h"
#include "testing.h"

static const cli_screen plain = {.terminal = false, .colour = false, .columns = 80};
static const cli_screen coloured = {.terminal = true, .colour = true, .columns = 80};

static size_t width(const char *s)
{
    return cli_width(ky_str_of(s));
}

static void widths_are_those_of_terminals(void **state)
{
    (void) state;
    assert_int_equal(width(""), 0);
    assert_int_equal(width("abc"), 3);
    assert_int_equal(width("公園"), 4);
    assert_int_equal(width("ＮＰＯ　法人"), 12);
    assert_int_equal(width("ｶﾞﾊﾟ"), 4);
    assert_int_equal(width("か\u3099"), 2);
    assert_int_equal(width("e\u0301"), 1);
    assert_int_equal(width("👩‍👩‍👧"), 2);
    assert_int_equal(width("👍🏽"), 2);
    assert_int_equal(width("🇯🇵"), 2);
    assert_int_equal(width("❤\uFE0F"), 2);
    assert_int_equal(width("辻\U000E0100"), 2);
    assert_int_equal(width("한"), 2);
    assert_int_equal(width("①…○"), 3);
    assert_int_equal(width("\u200B"), 0);
}

static void a_cut_falls_between_clusters(void **state)
{
    (void) state;
    size_t used = 9;
    assert_int_equal(cli_fit(ky_str_of("公園"), 3, &used), 3);
    assert_int_equal(used, 2);
    assert_int_equal(cli_fit(ky_str_of("👩‍👩‍👧公"), 3, &used),
                     strlen("👩‍👩‍👧"));
    assert_int_equal(cli_fit(ky_str_of("か\u3099園"), 2, &used), strlen("か\u3099"));
    assert_int_equal(cli_fit(ky_str_of("公"), 1, &used), 0);
    assert_int_equal(cli_fit(ky_str_of("ab"), 2, &used), 2);
}

static void a_cell_is_as_wide_as_asked_for(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    cli_put_cell(&b, ky_str_of("公園清掃"), 8, true);
    assert_buf(&b, "公園清掃");
    ky_buf_clear(&b);
    cli_put_cell(&b, ky_str_of("公園清掃"), 7, true);
    assert_buf(&b, "公園清…");
    ky_buf_clear(&b);
    cli_put_cell(&b, ky_str_of("公園清掃"), 6, true);
    assert_buf(&b, "公園… ");
    ky_buf_clear(&b);
    cli_put_cell(&b, ky_str_of("公園"), 7, true);
    assert_buf(&b, "公園   ");
    ky_buf_clear(&b);
    cli_put_cell(&b, ky_str_of("公園"), 7, false);
    assert_buf(&b, "公園");
    ky_buf_clear(&b);
    cli_put_cell(&b, ky_str_of("公園"), 1, true);
    assert_buf(&b, "…");
}

static void assert_lines(const char *text, size_t columns, const char *expected)
{
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    const cli_frame frame = {&plain, 0, columns, 0, false};
    cli_put_plain_paragraph(&b, &frame, ky_str_of(text));
    assert_buf(&b, expected);
}

static void lines_end_where_they_may(void **state)
{
    (void) state;
    assert_lines("公園を清掃する", 6, "公園を\n清掃す\nる\n");
    assert_lines("市民は、公園", 6, "市民\nは、公\n園\n");
    assert_lines("その他（委員会）", 8, "その他\n（委員\n会）\n");
    assert_lines("みどりサポーター", 8, "みどりサ\nポーター\n");
    assert_lines("水みどりショップ", 10, "水みどり\nショップ\n");
    assert_lines("civic search box", 11, "civic\nsearch box\n");
    assert_lines("NPO法人", 4, "NPO\n法人\n");
    assert_lines("abcdefgh", 3, "abc\ndef\ngh\n");
    assert_lines("", 10, "\n");
}

static void the_last_line_allowed_is_cut(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    const cli_frame frame = {&plain, 2, 6, 2, false};
    cli_put_plain_paragraph(&b, &frame, ky_str_of("公園を清掃する事業"));
    assert_buf(&b, "公園を\n  清掃…\n");
}

static const char *const samples[] = {
    "小金井市子ども週間行事［コロナのため中止］（市民まつり内）、「みどり」等",
    "👩‍👩‍👧👍🏽🇯🇵❤\uFE0F 絵文字",
    "e\u0301e\u0301 か\u3099か\u3099ｶﾞｷﾞ abc def",
    "）））））））））））））））））））））",
    "（（（（（（（（（（（（（（（（（（（（",
    "averyveryverylongwordthatnobodyeverwrote 公",
    "     先頭と   途中の 空白   ",
    "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308公",
};

static void no_line_is_too_wide_and_nothing_is_lost(void **state)
{
    (void) state;
    for (size_t i = 0; i < KY_LEN(samples); i++) {
        for (size_t columns = 2; columns <= 40; columns++) {
            KY_CLEANUP(ky_buf_fini) ky_buf together = {0};
            ky_str text = ky_str_of(samples[i]);
            for (size_t at = 0, n = 0; at < text.n; at += n) {
                size_t shown = 0;
                ky_str rest = ky_str_from(text, at);
                n = cli_line(rest, columns, &shown);
                assert_true(n > 0 && shown <= n);
                assert_true(ky_utf8_valid((ky_str){rest.p, n}, NULL));
                assert_true(cli_width((ky_str){rest.p, shown}) <= columns);
                ky_buf_put(&together, (ky_str){rest.p, n});
            }
            assert_buf(&together, samples[i]);
        }
    }
}

static void what_a_terminal_obeys_is_taken_out(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    cli_put_clean(&b, ky_str_of("a\tb\r\nc\033[31md\177e\302\2331mf\u202Eg\u2028h"));
    assert_buf(&b, "a b  c\uFFFD[31md\uFFFDe\uFFFD1mf\uFFFDg h");
    ky_buf_clear(&b);
    cli_put_clean(&b, (ky_str){"公\0園\xff", 8});
    assert_buf(&b, "公\uFFFD園\uFFFD");
    ky_buf_clear(&b);
    cli_put_clean(&b, ky_str_of("👩‍👩‍👧 辻\U000E0100 か\u3099"));
    assert_buf(&b, "👩‍👩‍👧 辻\U000E0100 か\u3099");
}

static void a_highlight_gives_text_and_marks(void **state)
{
    (void) state;
    KY_CLEANUP(cli_text_fini) cli_text t = {0};
    cli_text_put_html(&t,
                      ky_str_of("a &lt;b&gt; &amp;amp; &quot;&#39;&nbsp; <mark>公園</mark>の<mark>"
                                "清&amp;掃</mark>\033["));
    assert_true(cli_text_ok(&t));
    assert_buf(&t.bytes, "a <b> &amp; \"'&nbsp; 公園の清&掃\uFFFD[");
    assert_int_equal(t.n_marks, 2);
    ky_str first = {t.bytes.p + t.marks[0].start, t.marks[0].end - t.marks[0].start};
    ky_str second = {t.bytes.p + t.marks[1].start, t.marks[1].end - t.marks[1].start};
    assert_text(first, "公園");
    assert_text(second, "清&掃");
}

static void unpaired_marks_do_no_harm(void **state)
{
    (void) state;
    KY_CLEANUP(cli_text_fini) cli_text t = {0};
    cli_text_put_html(&t, ky_str_of("</mark>公<mark>園"));
    assert_buf(&t.bytes, "公園");
    assert_int_equal(t.n_marks, 1);
    cli_text_clear(&t);
    cli_text_put_html(&t, ky_str_of("<mark><mark>公</mark></mark>&"));
    assert_buf(&t.bytes, "公&");
}

static void a_mark_goes_on_over_a_line_break(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    KY_CLEANUP(cli_text_fini) cli_text t = {0};
    const cli_frame frame = {&coloured, 0, 6, 0, false};
    cli_text_put_html(&t, ky_str_of("市<mark>公園清掃</mark>会"));
    cli_put_paragraph(&b, &frame, &t);
    assert_buf(&b, "市\033[1;33m公園\033[0m\n\033[1;33m清掃\033[0m会\n");
}

static void without_colour_nothing_is_added(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    KY_CLEANUP(cli_text_fini) cli_text t = {0};
    cli_text_put_html(&t, ky_str_of("市<mark>公園</mark>"));
    cli_put_part(&b, &plain, &t, 0, t.bytes.n, true);
    assert_buf(&b, "市公園");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_are_those_of_terminals),
        cmocka_unit_test(a_cut_falls_between_clusters),
        cmocka_unit_test(a_cell_is_as_wide_as_asked_for),
        cmocka_unit_test(lines_end_where_they_may),
        cmocka_unit_test(the_last_line_allowed_is_cut),
        cmocka_unit_test(no_line_is_too_wide_and_nothing_is_lost),
        cmocka_unit_test(what_a_terminal_obeys_is_taken_out),
        cmocka_unit_test(a_highlight_gives_text_and_marks),
        cmocka_unit_test(unpaired_marks_do_no_harm),
        cmocka_unit_test(a_mark_goes_on_over_a_line_break),
        cmocka_unit_test(without_colour_nothing_is_added),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
