/* Promises checked here: numbers with dashes between, such as phone numbers and postal codes, are
 * one thing.
 * - whichever dash was typed finds it with whichever was published, in any width
 * - it stands together and in that order, and neither begins nor ends inside a longer number
 * - a part of it between dashes is found as well
 * - it is one mark and one match; what stands beside it counts on its own
 * - numbers that are no part of such a one stay words */
#include <stdio.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"

static place numbers;

static const char *const bodies[] = {
    "042で始まる番号。内線387と1111",
    "電話は042-387-1111です",
    "TEL０４２－３８７－１１１１",
    "042−387‐1111",
    "042–387—1111",
    "042ー387ｰ1111",
    "042 387 1111",
    "042・387・1111",
    "1042-387-11112",
    "0004号室と184番",
    "〒184-0004 本町6-6-3",
    "042-311-1001",
};

static const char everyone[] = "2,3,4,5,6";

static void make_table(table *t)
{
    KY_CLEANUP(ky_buf_fini) ky_buf lines = {0};
    char *schema = read_whole(KYODO_SUPPORT "/parks.schema.json");
    for (size_t i = 0; i < KY_LEN(bodies); i++)
        ky_buf_printf(&lines,
                      "{\"id\": \"%zu\", \"number\": %zu, \"title\": \"名\", \"body\": \"%s\"}\n",
                      i + 1, i + 1, bodies[i]);
    table_lines(t, schema, lines.p);
    free(schema);
}

static int setup(void **state)
{
    (void) state;
    place_make(&numbers, make_table);
    return 0;
}

static int teardown(void **state)
{
    (void) state;
    place_fini(&numbers);
    model_close();
    return 0;
}

static void assert_finds(const char *q, const char *wanted)
{
    KY_CLEANUP(ky_buf_fini) ky_buf param = {0};
    ky_buf_printf(&param, "q=%s", q);
    assert_numbers(numbers.ix, wanted, param.p, "match=all", "sort=number");
}

static void every_dash_is_the_same(void **state)
{
    (void) state;
    static const char *const dashes[] = {"-", "－", "−", "‐", "–", "—", "―", "ー", "ｰ", "‑"};
    for (size_t i = 0; i < KY_LEN(dashes); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf q = {0};
        ky_buf_printf(&q, "042%s387%s1111", dashes[i], dashes[i]);
        assert_finds(q.p, everyone);
    }
    assert_finds("０４２－３８７－１１１１", everyone);
}

static void it_stands_together_and_in_order(void **state)
{
    (void) state;
    assert_finds("184-0004", "11");
    assert_finds("0004-184", "");
    assert_finds("042-001-311", "");
    assert_finds("042-311-1001", "12");
    assert_finds("042-1111", "");
    assert_finds("42-387-1111", "");
    assert_finds("042-387-111", "");
    assert_finds("1042-387-11112", "9");
}

static void its_parts_are_found(void **state)
{
    (void) state;
    assert_finds("387-1111", everyone);
    assert_finds("042-387", everyone);
    assert_finds("6-3", "11");
    assert_finds("184", "10,11");
}

static void it_is_one_mark(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p)
    json_t *a = ask(numbers.ix, "q=電話042-387-1111", "match=all", "explain=1");
    assert_int_equal(total_of(a), 1);
    assert_string_equal(text_at(a, "hits.0.highlight.body"),
                        "<mark>電話</mark>は<mark>042-387-1111</mark>です");
    KY_CLEANUP(ky_json_unref_p) json_t *wide = ask(numbers.ix, "q=042-387-1111 tel", "explain=1");
    assert_string_equal(text_at(wide, "hits.0.highlight.body"),
                        "<mark>TEL</mark><mark>０４２－３８７－１１１１</mark>");
    assert_int_equal(json_array_size(at(wide, "hits.0.why")), 2);
}

static void what_stands_beside_it_counts_on_its_own(void **state)
{
    (void) state;
    assert_finds("本町6-6-3", "11");
    assert_finds("本町6-3-6", "");
    assert_finds("公園6-6-3", "");
    assert_finds("電話 -042-387-1111", "");
    assert_finds("042・387", "1,2,3,4,5,6,7,8");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_dash_is_the_same),
        cmocka_unit_test(it_stands_together_and_in_order),
        cmocka_unit_test(its_parts_are_found),
        cmocka_unit_test(it_is_one_mark),
        cmocka_unit_test(what_stands_beside_it_counts_on_its_own),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
