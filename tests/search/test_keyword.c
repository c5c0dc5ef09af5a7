/* Promises checked here: how what is typed is taken apart.
 * - white space of every width separates; quotes of each kind, closed and not empty, are exact
 * texts
 * - each form of minus excludes at the start and after white space, before something, and nowhere
 *   else
 * - the same keyword twice is one
 * - content words side by side stand together; with anything between them each is a part
 * - numbers with dashes between are one part
 * - stop words alone are looked for as written; marks alone are dropped, symbols and emoji are not
 * - facet values are known by the whole keyword, by each of its words, and as what holds them */
#include <stdio.h>

#include "cmocka_c17.h"
#include "index.h"
#include "search/keyword.h"

static place published;

static int setup(void **state)
{
    (void) state;
    place_make(&published, table_published);
    return 0;
}

static int teardown(void **state)
{
    (void) state;
    place_fini(&published);
    model_close();
    return 0;
}

static void put_keyword(const ky_keyword *k, ky_buf *out)
{
    static const char kinds[] = {[KY_PART_WORDS] = 'w', [KY_PART_TEXT] = 't'};
    ky_buf_puts(out, out->n == 0 ? "" : " | ");
    ky_buf_puts(out, k->excluded ? "-" : "");
    for (size_t i = 0; i < k->n_parts; i++)
        ky_buf_printf(out, "%s%c:%.*s", i == 0 ? "" : " ", kinds[k->parts[i].kind],
                      KY_FMT(k->parts[i].text));
}

/* Every keyword as [-]kind:text of its parts, with | between keywords. */
static void assert_parsed(const char *q, const char *wanted)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ky_keywords ks;
    ky_err err;
    ky_buf_puts(&out, "");
    if (ky_keywords_parse(published.ix, ky_str_of(q), &ks, &err) != KY_OK)
        fail_msg("%s: %s", q, err.msg);
    for (size_t i = 0; i < ks.n; i++)
        put_keyword(&ks.items[i], &out);
    ky_buf_puts(&out, "");
    if (strcmp(out.p == NULL ? "" : out.p, wanted) != 0)
        fail_msg("%s gives %s, not %s", q, out.p, wanted);
    ky_arena_clear(&published.ix->scratch);
}

static void white_space_of_every_width_separates(void **state)
{
    (void) state;
    assert_parsed("公園 清掃", "w:公園 | w:清掃");
    assert_parsed("　公園　清掃　", "w:公園 | w:清掃");
    assert_parsed("公園\u00a0清掃\u2003花\u2028森\t川\n海",
                  "w:公園 | w:清掃 | w:花 | w:森 | w:川 | w:海");
    assert_parsed("", "");
    assert_parsed(" 　 ", "");
}

static void closed_quotes_are_exact_texts(void **state)
{
    (void) state;
    assert_parsed("\"公園の\"", "t:公園の");
    assert_parsed("“公園の”", "t:公園の");
    assert_parsed("「公園の」", "t:公園の");
    assert_parsed("＂公園の＂", "t:公園の");
    assert_parsed("「 公園 の 」", "t:公園 の");
    assert_parsed("「ＮＰＯ」", "t:npo");
    assert_parsed("公園「清掃」森", "w:公園 | t:清掃 | w:森");
    assert_parsed("「公園」「清掃」", "t:公園 | t:清掃");
    assert_parsed("「公園\"の」", "t:公園\"の");
    assert_parsed("「声の「公園」だより」 森", "t:声の「公園」だより | w:森");
    assert_parsed("「声の「公園」 森", "t:声の「公園 | w:森");
}

static void unclosed_and_empty_quotes_are_ignored(void **state)
{
    (void) state;
    assert_parsed("「公園", "w:公園");
    assert_parsed("公園」", "w:公園");
    assert_parsed("\"公園", "w:公園");
    assert_parsed("“公園\"", "w:公園");
    assert_parsed("\"\" 公園", "w:公園");
    assert_parsed("「」", "");
    assert_parsed("「 」 公園", "w:公園");
    assert_parsed("\"\" \"公園の\"", "t:公園の");
    assert_parsed("-\"公園", "-w:公園");
    assert_parsed("-「」公園", "-w:公園");
    assert_parsed("「。」公園", "w:公園");
}

static void every_minus_excludes_where_it_may(void **state)
{
    (void) state;
    assert_parsed("-公園", "-w:公園");
    assert_parsed("－公園 −清掃", "-w:公園 | -w:清掃");
    assert_parsed("公園　-清掃", "w:公園 | -w:清掃");
    assert_parsed("-「公園の」", "-t:公園の");
    assert_parsed("-\"公園の\"", "-t:公園の");
    assert_parsed("--公園", "-w:公園");
}

static void a_minus_elsewhere_is_text(void **state)
{
    (void) state;
    assert_parsed("公園-清掃", "w:公園 w:清掃");
    assert_parsed("- 公園", "w:公園");
    assert_parsed("公園 -", "w:公園");
    assert_parsed("-", "");
    assert_parsed("「公園」-清掃", "t:公園 | w:清掃");
    assert_parsed("‐公園", "w:公園");
    assert_parsed("-。", "");
}

static void words_side_by_side_are_one_compound(void **state)
{
    (void) state;
    assert_parsed("環境保全", "w:環境保全");
    assert_parsed("市民活動団体", "w:市民活動団体");
    assert_parsed("歩いた", "w:歩い");
    assert_parsed("公園を", "w:公園");
}

static void the_same_keyword_twice_is_one(void **state)
{
    (void) state;
    assert_parsed("公園 公園 清掃 公園", "w:公園 | w:清掃");
    assert_parsed("ＮＰＯ npo", "w:npo");
    assert_parsed("公園 「公園」 -公園 「公園」", "w:公園 | t:公園 | -w:公園");
}

static void words_with_something_between_are_parts(void **state)
{
    (void) state;
    assert_parsed("公園の清掃", "w:公園 w:清掃");
    assert_parsed("公園・清掃", "w:公園 w:清掃");
    assert_parsed("環境保全の活動", "w:環境 w:保全 w:活動");
    assert_parsed("子どもはどこで遊べますか？", "w:子ども w:遊べ");
}

static void numbers_with_dashes_are_one_part(void **state)
{
    (void) state;
    assert_parsed("042-387-1111", "w:042-387-1111");
    assert_parsed("０４２ー３８７—１１１１", "w:042-387-1111");
    assert_parsed("本町6-6-3", "w:本町 t:6-6-3");
    assert_parsed("-184-0004", "-w:184-0004");
    assert_parsed("1-2、3-4", "w:1-2 w:3-4");
    assert_parsed("1・2", "w:1 w:2");
    assert_parsed("1-公園-2", "w:1 w:公園 w:2");
    assert_parsed("1-", "w:1");
}

static void stop_words_alone_are_looked_for_as_written(void **state)
{
    (void) state;
    assert_parsed("する", "w:する");
    assert_parsed("の", "w:の");
    assert_parsed("している", "w:している");
    assert_parsed("公園 する", "w:公園 | w:する");
}

static void marks_are_dropped_and_symbols_are_text(void **state)
{
    (void) state;
    assert_parsed("。、！？・（）…", "");
    assert_parsed("\u200b \ufeff \u00ad", "");
    assert_parsed("🌳", "w:🌳");
    assert_parsed("＋", "w:+");
    assert_parsed("♪ 。 ☆", "w:♪ | w:☆");
    assert_parsed("（公園）", "w:公園");
}

static void operators_of_other_languages_are_words_and_marks(void **state)
{
    (void) state;
    assert_parsed("a OR b", "w:a | w:or | w:b");
    assert_parsed("NOT x", "w:not | w:x");
    assert_parsed("(公園)", "w:公園");
    assert_parsed("公園*", "w:公園");
    assert_parsed("name:公園", "w:name w:公園");
    assert_parsed("[公園]", "w:公園");
}

static size_t count_values(const char *q, bool equal, size_t part)
{
    ky_keywords ks;
    assert_int_equal(ky_keywords_parse(published.ix, ky_str_of(q), &ks, NULL), KY_OK);
    assert_int_equal(ks.n, 1);
    assert_true(part < ks.items[0].n_parts || part == SIZE_MAX);
    const ky_part whole = {.equal = ks.items[0].equal, .holding = ks.items[0].holding};
    const ky_part *p = part == SIZE_MAX ? &whole : &ks.items[0].parts[part];
    size_t n = equal ? p->equal.n : p->holding.n;
    ky_arena_clear(&published.ix->scratch);
    return n;
}

static void facet_values_are_known(void **state)
{
    (void) state;
    assert_int_equal(count_values("環境保全", true, 0), 1);
    assert_int_equal(count_values("ｎｐｏ法人", true, 0), 1);
    assert_int_equal(count_values("その他", true, 0), 3);
    assert_int_equal(count_values("学術、文化、芸術、スポーツ", true, SIZE_MAX), 1);
    assert_int_equal(count_values("補助（助成）", true, SIZE_MAX), 1);
    assert_int_equal(count_values("福祉の活動", true, 0), 1);
    assert_int_equal(count_values("福祉の活動", true, SIZE_MAX), 0);
    assert_int_equal(count_values("アダプト", false, 0), 1);
    assert_int_equal(count_values("アダプト", true, 0), 0);
    assert_int_equal(count_values("員会", false, 0), 0);
    assert_int_equal(count_values("「環境保全」", true, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(white_space_of_every_width_separates),
        cmocka_unit_test(closed_quotes_are_exact_texts),
        cmocka_unit_test(unclosed_and_empty_quotes_are_ignored),
        cmocka_unit_test(every_minus_excludes_where_it_may),
        cmocka_unit_test(a_minus_elsewhere_is_text),
        cmocka_unit_test(words_side_by_side_are_one_compound),
        cmocka_unit_test(the_same_keyword_twice_is_one),
        cmocka_unit_test(words_with_something_between_are_parts),
        cmocka_unit_test(numbers_with_dashes_are_one_part),
        cmocka_unit_test(stop_words_alone_are_looked_for_as_written),
        cmocka_unit_test(marks_are_dropped_and_symbols_are_text),
        cmocka_unit_test(operators_of_other_languages_are_words_and_marks),
        cmocka_unit_test(facet_values_are_known),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
