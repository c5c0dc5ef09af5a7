/* Promises of proximity.h, on records whose words stand as far apart as is said here:
 * - the nearer the words of the question, the more a record gains, by the triangle of fifteen
 *   positions; nothing where they are farther apart, or in two texts, or where one word is asked
 * for
 * - the rarer word counts more
 * - a title that has all the words gains by each of them; one that lacks a word gains nothing, nor
 *   does any where something was asked for that stands nowhere */
#include "search/proximity.h"

#include <math.h>
#include <stdio.h>

#include "cmocka_c17.h"
#include "index.h"
#include "search/fetch.h"

static const double scale = 1.5;   /* of nearness */
static const double all_scale = 3; /* of a title with all words */
static const double window = 15;   /* positions */

/* Documents in this order: 公園 and 清掃 two positions apart, ten, twenty, in two texts, in the
 * title; 公園 is in one more. */
static const char lines[] =
    "{\"id\": \"1\", \"title\": \"名\", \"body\": \"公園で清掃\"}\n"
    "{\"id\": \"2\", \"title\": \"名\", \"body\": \"公園と森と川と山と海と清掃\"}\n"
    "{\"id\": \"3\", \"title\": \"名\", \"body\": "
    "\"公園と森と川と山と海と空と森と川と山と海と清掃\"}\n"
    "{\"id\": \"4\", \"title\": \"公園\", \"body\": \"清掃\"}\n"
    "{\"id\": \"5\", \"title\": \"公園の清掃\", \"body\": \"森\"}\n"
    "{\"id\": \"6\", \"title\": \"公園\", \"body\": \"森\"}\n";

static place p;

static int setup(void **state)
{
    (void) state;
    char *schema = read_whole(KYODO_SUPPORT "/parks.schema.json");
    p.dir = temp_make();
    table_lines(&p.table, schema, lines);
    build_ok(p.dir, &p.table, &build_defaults);
    p.ix = open_ok(p.dir);
    free(schema);
    return 0;
}

static int teardown(void **state)
{
    (void) state;
    place_fini(&p);
    model_close();
    return 0;
}

static ky_near_words words_of(const char *q)
{
    ky_keywords ks = {0};
    ky_near_words w = {0};
    assert_int_equal(ky_keywords_parse(p.ix, ky_str_of(q), &ks, NULL), KY_OK);
    assert_int_equal(ky_near_words_make(p.ix, &ks, &w, NULL), KY_OK);
    return w;
}

static const ky_stored *record(uint32_t docid)
{
    const ky_stored *st = NULL;
    assert_int_equal(ky_fetch(p.ix, docid, &p.ix->scratch, &st, NULL), KY_OK);
    return st;
}

static double nearness(const ky_near_words *w, uint32_t docid)
{
    double ret = -1;
    assert_int_equal(ky_proximity(w, record(docid), &p.ix->scratch, &ret, NULL), KY_OK);
    return ret;
}

static double title_gain(const ky_near_words *w, uint32_t docid)
{
    return ky_all_in_field(w, record(docid), p.ix->schema->title);
}

static void assert_about(double found, double wanted)
{
    if (fabs(found - wanted) > 1e-9)
        fail_msg("%.12f is not %.12f", found, wanted);
}

/* The rarer word and what of the other's weight is left so many positions away. */
static double expected(const ky_near_words *w, double apart)
{
    double rare = fmax(w->weights[0], w->weights[1]);
    double common = fmin(w->weights[0], w->weights[1]);
    return scale * (rare + common * (1 - apart / window));
}

static void near_words_gain_by_how_near_they_are(void **state)
{
    (void) state;
    ky_near_words w = words_of("公園 清掃");
    assert_int_equal(w.n, 2);
    assert_true(w.complete);
    assert_true(w.weights[1] > w.weights[0] && w.weights[0] > 0);
    assert_about(nearness(&w, 1), expected(&w, 2));
    assert_about(nearness(&w, 2), expected(&w, 10));
    assert_about(nearness(&w, 3), 0);
    assert_about(nearness(&w, 4), 0);
    assert_about(nearness(&w, 5), expected(&w, 2));
    assert_about(nearness(&w, 6), 0);
    ky_index_rest(p.ix);
}

static void one_word_is_near_nothing(void **state)
{
    (void) state;
    ky_near_words w = words_of("公園");
    for (uint32_t docid = 1; docid <= p.table.n; docid++)
        assert_about(nearness(&w, docid), 0);
    ky_index_rest(p.ix);
}

static void a_title_with_all_words_gains(void **state)
{
    (void) state;
    ky_near_words w = words_of("公園 清掃");
    assert_about(title_gain(&w, 5), all_scale * (w.weights[0] + w.weights[1]));
    for (uint32_t docid = 1; docid <= p.table.n; docid++)
        assert_int_equal(title_gain(&w, docid) > 0, docid == 5);
    ky_near_words one = words_of("公園");
    for (uint32_t docid = 1; docid <= p.table.n; docid++)
        assert_int_equal(title_gain(&one, docid) > 0, docid >= 4);
    ky_near_words more = words_of("公園 清掃 顕微鏡");
    assert_false(more.complete);
    assert_about(title_gain(&more, 5), 0);
    ky_index_rest(p.ix);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(near_words_gain_by_how_near_they_are),
        cmocka_unit_test(one_word_is_near_nothing),
        cmocka_unit_test(a_title_with_all_words_gains),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
