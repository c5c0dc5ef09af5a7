/* Promises of the picture of two facets, on the way from a request to its page:
 *  - it has the numbers of its table, and of the searches that it leads to
 *  - what is chosen narrows it, in its own two facets, too, and can be let go of
 *  - its view stays
 *  - that words were left out, that nothing was found, and that rows are left out is said */
#include "testing.h"

#include <string.h>

#include "asking.h"
#include "base/mem.h"
#include "look.h"

static int group_up(void **state)
{
    (void) state;
    asking_up();
    return 0;
}

static int group_down(void **state)
{
    (void) state;
    asking_down();
    return 0;
}

static void a_picture_shows_what_its_links_give(void **state)
{
    (void) state;
    static const char *const targets[] = {"/overview", "/overview?view=category-form&lang=en",
                                          "/overview?view=department-category&q=%E5%B8%82%E6%B0%91",
                                          "/overview?view=nothing&partner=NPO%E6%B3%95%E4%BA%BA"};
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        KY_CLEANUP(reply_fini) reply r = ask_page(&bundled, targets[i]);
        KY_CLEANUP(strings_free) strings drawn = find(&r, "//svg//a/text");
        KY_CLEANUP(strings_free) strings hrefs = find(&r, "//svg//a[text]/@href");
        KY_CLEANUP(strings_free) strings listed = find(&r, "//tbody/tr/td/a[not(@class)]");
        assert_true(drawn.n > 5);
        assert_int_equal(drawn.n, hrefs.n);
        assert_int_equal(drawn.n, listed.n);
        for (size_t k = 0; k < drawn.n; k += 1 + drawn.n / 12) {
            assert_string_equal(drawn.items[k], listed.items[k]);
            assert_int_equal(total_at(&bundled, hrefs.items[k]), number_in(drawn.items[k]));
        }
    }
}

/* 環境保全 and 福祉, NPO法人 */
#define TWO "category=%E7%92%B0%E5%A2%83%E4%BF%9D%E5%85%A8&category=%E7%A6%8F%E7%A5%89"
#define NPO "partner=NPO%E6%B3%95%E4%BA%BA"

static void a_picture_follows_what_is_chosen_in_its_facets(void **state)
{
    (void) state;
    KY_CLEANUP(reply_fini) reply r = ask_page(&bundled, "/overview?" TWO "&" NPO);
    assert_int_equal(total_at(&bundled, "/overview?" TWO "&" NPO),
                     total_at(&bundled, "/?" TWO "&" NPO));
    assert_int_equal(count(&r, "//a[@class = 'chip']"), 3);
    /* two rows and a column are left of it, and lead to what they say */
    assert_int_equal(count(&r, "//svg//a[text]"), 2);
    assert_int_equal(count(&r, "//tbody/tr[not(@class)]"), 2);
    assert_int_equal(count(&r, "//thead//th[not(@class)]"), 1);
    assert_int_equal(count(&r, "//tbody/tr/td/a[not(@class)]"), 2);
    KY_CLEANUP(strings_free)
    strings hrefs = find(&r, "//svg//a[text]/@href | //tbody/tr[not(@class)]/th/a/@href");
    KY_CLEANUP(strings_free)
    strings numbers = find(&r, "//svg//a/text | //tbody/tr[not(@class)]/td[last()]");
    assert_int_equal(hrefs.n, 4);
    for (size_t i = 0; i < hrefs.n; i++)
        assert_int_equal(total_at(&bundled, hrefs.items[i]), number_in(numbers.items[i]));
    /* the others are there, without a number, and lead to themselves instead */
    KY_CLEANUP(strings_free) strings pale = find(&r, "//svg//a[@class = 'outside']/@href");
    KY_CLEANUP(strings_free) strings names = find(&r, "//svg//a[@class = 'outside']/@aria-label");
    assert_true(pale.n > 20);
    for (size_t i = 0; i < pale.n; i += pale.n / 8) {
        const char *said = strstr(names.items[i], "選び直すと");
        assert_non_null(said);
        assert_true(number_in(said) > 0);
        assert_int_equal(total_at(&bundled, pale.items[i]), number_in(said));
    }
    /* the table says the same */
    KY_CLEANUP(strings_free) strings bracketed = find(&r, "//tbody//a[@class = 'instead']/@href");
    assert_int_equal(bracketed.n, pale.n);
    for (size_t i = 0; i < pale.n; i++)
        assert_string_equal(bracketed.items[i], pale.items[i]);
    KY_CLEANUP(strings_free)
    strings totals = find(&r, "//tbody/tr[@class = 'outside']/td[not(a)]");
    for (size_t i = 0; i < totals.n; i++)
        assert_string_equal(totals.items[i], "0");
}

static void a_picture_keeps_its_view_and_its_words(void **state)
{
    (void) state;
    KY_CLEANUP(reply_fini)
    reply r = ask_page(&bundled, "/overview?view=category-form&q=%E5%B8%82%E6%B0%91&" TWO);
    KY_CLEANUP(strings_free) strings chips = find(&r, "//a[@class = 'chip']/@href");
    assert_int_equal(chips.n, 3);
    assert_string_equal(chips.items[0], "/overview?" TWO "&view=category-form");
    assert_string_equal(chips.items[2], "/overview?q=%E5%B8%82%E6%B0%91&category=%E7%92%B0%E5%A2%83"
                                        "%E4%BF%9D%E5%85%A8&view=category-form");
    assert_one(&r, "//a[@class = 'chips-clear']/@href", "/overview?view=category-form");
    KY_CLEANUP(strings_free) strings languages = find(&r, "//nav[@class = 'languages']//a/@href");
    for (size_t i = 0; i < languages.n; i++)
        assert_non_null(strstr(languages.items[i], "view=category-form"));
}

static void a_picture_says_what_was_left_out_of_the_question(void **state)
{
    (void) state;
    /* 子ども 顕微鏡 */
    const char *const relaxed = "q=%E5%AD%90%E3%81%A9%E3%82%82+%E9%A1%95%E5%BE%AE%E9%8F%A1";
    KY_CLEANUP(ky_buf_fini) ky_buf picture = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf list = {0};
    ky_buf_printf(&picture, "/overview?%s", relaxed);
    ky_buf_printf(&list, "/?%s", relaxed);
    KY_CLEANUP(reply_fini) reply r = ask_page(&bundled, picture.p);
    KY_CLEANUP(reply_fini) reply found = ask_page(&bundled, list.p);
    KY_CLEANUP(strings_free) strings said = find(&r, "//p[@id = 'status']");
    KY_CLEANUP(strings_free) strings wanted = find(&found, "//p[@id = 'status']");
    assert_string_equal(said.items[0], wanted.items[0]);
    assert_non_null(strstr(said.items[0], "一部のことば"));
    KY_CLEANUP(reply_fini) reply none = ask_page(&bundled, "/overview?q=qqqqqq");
    KY_CLEANUP(strings_free) strings nothing = find(&none, "//p[@id = 'status']");
    assert_non_null(strstr(nothing.items[0], "見つかりませんでした"));
    assert_int_equal(count(&none, "//p[@class = 'to-list']/a"), 1);
}

/* More offices than a picture has rows for. */
static void table_wide(table *t)
{
    static const char schema[] =
        "{\"default_year\": 2024, \"fields\": ["
        "{\"name\": \"no\", \"kind\": \"number\", \"role\": \"number\", \"column\": \"番号\","
        " \"labels\": {\"ja\": \"番号\"}},"
        "{\"name\": \"title\", \"kind\": \"text\", \"role\": \"title\", \"column\": \"名称\","
        " \"weight\": 3, \"labels\": {\"ja\": \"名称\"}},"
        "{\"name\": \"kind\", \"kind\": \"facet\", \"column\": \"分類\","
        " \"labels\": {\"ja\": \"分類\"}, \"vocabulary\": [{\"value\": \"花\"}, {\"value\": "
        "\"鳥\"}]},"
        "{\"name\": \"office\", \"kind\": \"facet\", \"column\": \"課\","
        " \"labels\": {\"ja\": \"課\"}}]}";
    KY_CLEANUP(ky_buf_fini) ky_buf lines = {0};
    for (int i = 0; i < 45; i++)
        ky_buf_printf(&lines,
                      "{\"id\": \"%d\", \"title\": \"会\", \"kind\": [\"花\"], \"office\": "
                      "[\"第%d課\"]}\n",
                      i, i);
    assert_true(ky_buf_ok(&lines));
    table_lines(t, schema, lines.p);
}

static void a_picture_says_that_rows_are_left_out(void **state)
{
    (void) state;
    place wide;
    place_make(&wide, table_wide);
    KY_CLEANUP(reply_fini) reply r = ask_page(&wide, "/overview");
    KY_CLEANUP(reply_fini) reply all = ask_page(&bundled, "/overview?view=department-category");
    assert_int_equal(count(&r, "//tbody/tr"), 40);
    assert_int_equal(count(&r, "//p[@class = 'hint'][contains(., '40')]"), 1);
    assert_int_equal(count(&all, "//p[@class = 'hint']"), 0);
    place_fini(&wide);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_shows_what_its_links_give),
        cmocka_unit_test(a_picture_follows_what_is_chosen_in_its_facets),
        cmocka_unit_test(a_picture_keeps_its_view_and_its_words),
        cmocka_unit_test(a_picture_says_what_was_left_out_of_the_question),
        cmocka_unit_test(a_picture_says_that_rows_are_left_out),
    };
    return cmocka_run_group_tests(tests, group_up, group_down);
}
