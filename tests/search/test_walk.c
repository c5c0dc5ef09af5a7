/* Promises of walk.h, on the published table, another city's, and one of 3,000 records:
 * - a data set is walked whole, by year, number and id, and holds no other's records; one that the
 *   index has not is NOT_FOUND
 * - a search is walked whole in the order of its hits, whatever the filters, the order asked for
 *   and the number of records; offset and limit count for nothing
 * - a record is the one of the answer, without score and highlight
 * - other questions between two records change nothing, nor does a new generation, nor that the
 *   old one's folder is removed and its holder has freed it
 * - the time limit counts; files that are spoilt under a walk are an error, and no end
 * - any number of shards gives the same */
#include "search/walk.h"

#include <stdio.h>
#include <unistd.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"
#include "places.h"

enum { MANY = 3000 };

static place many;

static void make_many(table *t)
{
    table_many(t, MANY);
}

static int setup(void **state)
{
    place_make(&many, make_many);
    return places_setup(state);
}

static int teardown(void **state)
{
    place_fini(&many);
    return places_teardown(state);
}

static void put_rest(ky_walk *w, ky_buf *out)
{
    const ky_record *r = NULL;
    ky_err err;
    for (;;) {
        KY_CLEANUP(ky_json_unref_p) json_t *j = NULL;
        if (ky_walk_next(w, &r, &err) != KY_OK)
            fail_msg("%s", err.msg);
        if (r == NULL)
            return;
        assert_int_equal(ky_record_to_json(r, ky_walk_schema(w), &j, NULL), KY_OK);
        assert_int_equal(ky_json_write(j, 0, out, NULL), KY_OK);
        ky_buf_putc(out, '\n');
    }
}

static ky_walk *dataset(ky_index *ix, const char *id)
{
    ky_walk *w = NULL;
    ky_err err;
    if (ky_walk_dataset(ix, ky_str_of(id), 0, &w, &err) != KY_OK)
        fail_msg("%s: %s", id, err.msg);
    return w;
}

static ky_rc try_walk(ky_index *ix, const char *const *params, uint64_t limit_us, ky_walk **ret,
                      ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_param list[16];
    ky_request rq;
    size_t n = 0;
    for (; params[n] != NULL; n++) {
        size_t eq = strcspn(params[n], "=");
        assert_true(n < KY_LEN(list));
        list[n] = (ky_param){{params[n], eq}, ky_str_of(params[n] + eq + 1)};
    }
    assert_int_equal(ky_request_parse(ky_index_schema(ix), list, n, &arena, &rq, NULL), KY_OK);
    return ky_walk_search(ix, &rq, limit_us, ret, err);
}

static ky_walk *walk(ky_index *ix, const char *const *params)
{
    ky_walk *w = NULL;
    ky_err err;
    if (try_walk(ix, params, 0, &w, &err) != KY_OK)
        fail_msg("%s", err.msg);
    return w;
}

/* The hits of all pages, as a walk gives them. */
static void put_pages(ky_index *ix, const char *const *params, ky_buf *out)
{
    const char *paged[20];
    char offset[32];
    size_t n = 0;
    for (; params[n] != NULL; n++)
        paged[n] = params[n];
    paged[n] = "limit=100";
    paged[n + 1] = offset;
    paged[n + 2] = NULL;
    json_int_t all = 1;
    for (json_int_t from = 0; from < all; from += 100) {
        size_t i;
        json_t *hit;
        (void) snprintf(offset, sizeof offset, "offset=%d", (int) from);
        KY_CLEANUP(ky_json_unref_p) json_t *answer = ask_list(ix, paged);
        all = total_of(answer);
        json_array_foreach(at(answer, "hits"), i, hit)
        {
            (void) json_object_del(hit, "score");
            (void) json_object_del(hit, "highlight");
            assert_int_equal(ky_json_write(hit, 0, out, NULL), KY_OK);
            ky_buf_putc(out, '\n');
        }
    }
}

static void assert_same(const ky_buf *a, const ky_buf *b)
{
    assert_true(ky_buf_ok(a) && ky_buf_ok(b));
    if (!ky_str_eq(ky_buf_str(a), ky_buf_str(b)))
        fail_msg("found\n%s\nwanted\n%s", ky_buf_str(a).p, ky_buf_str(b).p);
}

static size_t count_lines(const ky_buf *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->n; i++)
        n += b->p[i] == '\n';
    return n;
}

static void assert_walks_like_pages(ky_index *ix, const char *const *params, size_t least)
{
    KY_CLEANUP(ky_walk_free_p) ky_walk *w = walk(ix, params);
    KY_CLEANUP(ky_buf_fini) ky_buf walked = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf pages = {0};
    size_t n = ky_walk_records(w);
    put_rest(w, &walked);
    put_pages(ix, params, &pages);
    assert_same(&walked, &pages);
    assert_int_equal(count_lines(&walked), n);
    assert_true(n >= least);
}

static void a_search_is_walked_in_the_order_of_its_hits(void **state)
{
    (void) state;
    assert_walks_like_pages(published.ix, PARAMS("q="), 77);
    assert_walks_like_pages(published.ix, PARAMS("q=公園 清掃", "match=any"), 5);
    assert_walks_like_pages(published.ix, PARAMS("q=市民 活動 子ども 支援", "match=any"), 31);
    assert_walks_like_pages(published.ix, PARAMS("q=「を行う」 -福祉"), 2);
    assert_walks_like_pages(published.ix, PARAMS("q=", "sort=name", "category=福祉"), 5);
    assert_walks_like_pages(published.ix, PARAMS("q=講座", "sort=-number", "cancelled=true"), 1);
    assert_walks_like_pages(published.ix, PARAMS("q=公園", "category=無い"), 0);
    assert_walks_like_pages(published.ix, PARAMS("q=こそだて"), 1);
    assert_walks_like_pages(published.ix, PARAMS("q=量子コンピューター"), 0);
    assert_walks_like_pages(parks.ix, PARAMS("q=", "nendo=2022"), 1);
}

static void it_goes_on_beyond_every_page(void **state)
{
    (void) state;
    assert_walks_like_pages(many.ix, PARAMS("q="), MANY);
    assert_walks_like_pages(many.ix, PARAMS("q=水路"), MANY / 10);
    assert_walks_like_pages(many.ix, PARAMS("q=公園 花壇 水路", "match=any"), MANY);
    assert_walks_like_pages(many.ix, PARAMS("q=清掃", "ward=北", "ward=南", "sort=-number"),
                            2 * MANY / 5);
}

static void offset_and_limit_count_for_nothing(void **state)
{
    (void) state;
    KY_CLEANUP(ky_walk_free_p) ky_walk *a = walk(published.ix, PARAMS("q=公園"));
    KY_CLEANUP(ky_walk_free_p)
    ky_walk *b = walk(published.ix, PARAMS("q=公園", "offset=3", "limit=1", "facets=none"));
    KY_CLEANUP(ky_buf_fini) ky_buf all = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf same = {0};
    put_rest(a, &all);
    put_rest(b, &same);
    assert_true(count_lines(&all) > 1);
    assert_same(&same, &all);
}

static int before(const ky_record *a, const ky_record *b)
{
    if (a->year != b->year)
        return a->year < b->year;
    if (a->number != b->number)
        return a->number < b->number;
    return ky_str_cmp(a->id, b->id) < 0;
}

/* Records of two data sets in one year, and of a data set with three years. */
static void make_mixed(table *t)
{
    static const char schema[] =
        "{\"datasets\": ["
        "{\"id\": \"a\", \"title\": \"甲\", \"year\": 2021, \"files\": [\"a\"]},"
        "{\"id\": \"a2\", \"title\": \"乙\", \"year\": 2021},"
        "{\"id\": \"none\", \"title\": \"丙\", \"year\": 2021}],"
        "\"fields\": [{\"name\": \"name\", \"kind\": \"text\", \"role\": \"title\", \"weight\": "
        "1}]}";
    static const char lines[] =
        "{\"id\": \"x9\", \"number\": 2, \"year\": 2021, \"name\": \"一\"}\n"
        "{\"id\": \"x1\", \"number\": 2, \"year\": 2021, \"name\": \"二\"}\n"
        "{\"id\": \"p\", \"number\": 9, \"year\": 2019, \"name\": \"三\"}\n"
        "{\"id\": \"q\", \"number\": 1, \"year\": 2021, \"name\": \"四\"}\n"
        "{\"id\": \"r\", \"number\": 10, \"year\": 2020, \"name\": \"五\"}\n"
        "{\"id\": \"s\", \"number\": 1, \"year\": 2020, \"name\": \"六\"}\n"
        "{\"id\": \"t\", \"number\": 3, \"year\": 2021, \"name\": \"七\"}\n"
        "{\"id\": \"u\", \"number\": 4, \"year\": 2021, \"name\": \"八\"}\n";
    table_lines(t, schema, lines);
    for (size_t i = 0; i < t->n; i++)
        t->datasets[i] = &t->schema->datasets[0];
    t->datasets[3] = &t->schema->datasets[1];
    t->datasets[6] = NULL;
}

static void a_data_set_is_walked_by_year_number_and_id(void **state)
{
    (void) state;
    static const char *const wanted[] = {"p", "s", "r", "x1", "x9", "u"};
    place mixed;
    place_make(&mixed, make_mixed);
    KY_CLEANUP(ky_walk_free_p) ky_walk *w = dataset(mixed.ix, "a");
    const ky_record *r = NULL;
    assert_int_equal(ky_walk_records(w), KY_LEN(wanted));
    for (size_t i = 0; i < KY_LEN(wanted); i++) {
        assert_int_equal(ky_walk_next(w, &r, NULL), KY_OK);
        assert_non_null(r);
        assert_true(ky_str_eq(r->id, ky_str_of(wanted[i])));
    }
    for (int i = 0; i < 2; i++) {
        assert_int_equal(ky_walk_next(w, &r, NULL), KY_OK);
        assert_null(r);
    }
    KY_CLEANUP(ky_walk_free_p) ky_walk *other = dataset(mixed.ix, "a2");
    assert_int_equal(ky_walk_records(other), 1);
    ky_walk *no_walk = NULL;
    static const char *const unknown[] = {"", "b", "A", "none", "a\n"};
    for (size_t i = 0; i < KY_LEN(unknown); i++)
        assert_int_equal(ky_walk_dataset(mixed.ix, ky_str_of(unknown[i]), 0, &no_walk, NULL),
                         KY_E_NOT_FOUND);
    assert_null(no_walk);
    place_fini(&mixed); /* the walks hold the index */
}

static void a_large_data_set_is_whole(void **state)
{
    (void) state;
    KY_CLEANUP(ky_walk_free_p) ky_walk *w = dataset(many.ix, "parks-2021");
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    const ky_record *r = NULL;
    ky_record last = {0};
    size_t n = 0;
    for (;; n++) {
        assert_int_equal(ky_walk_next(w, &r, NULL), KY_OK);
        if (r == NULL)
            break;
        assert_true(n == 0 || before(&last, r));
        assert_true(ky_record_copy(r, ky_walk_schema(w), &arena, &last));
    }
    assert_int_equal(n, MANY);
    assert_int_equal(ky_walk_records(w), MANY);
}

static void other_questions_in_between_change_nothing(void **state)
{
    (void) state;
    KY_CLEANUP(ky_walk_free_p) ky_walk *w = walk(published.ix, PARAMS("q=公園 清掃", "match=any"));
    KY_CLEANUP(ky_walk_free_p) ky_walk *other = dataset(published.ix, "koganei-kyodo-2020");
    KY_CLEANUP(ky_buf_fini) ky_buf walked = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf pages = {0};
    const ky_record *r = NULL;
    const ky_record *of_other = NULL;
    do {
        KY_CLEANUP(ky_json_unref_p) json_t *j = NULL;
        assert_int_equal(ky_walk_next(w, &r, NULL), KY_OK);
        assert_int_equal(ky_walk_next(other, &of_other, NULL), KY_OK);
        json_decref(ask(published.ix, "q=子ども まつり", "match=any"));
        if (r == NULL)
            break;
        assert_int_equal(ky_record_to_json(r, ky_walk_schema(w), &j, NULL), KY_OK);
        assert_int_equal(ky_json_write(j, 0, &walked, NULL), KY_OK);
        ky_buf_putc(&walked, '\n');
    } while (r != NULL);
    put_pages(published.ix, PARAMS("q=公園 清掃", "match=any"), &pages);
    assert_same(&walked, &pages);
}

static void a_walk_outlives_its_index(void **state)
{
    (void) state;
    place p;
    place_make(&p, table_parks);
    KY_CLEANUP(ky_buf_fini) ky_buf wanted = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf found = {0};
    ky_walk *before_it = dataset(p.ix, "parks-2021");
    put_rest(before_it, &wanted);
    ky_walk_free(before_it);
    KY_CLEANUP(ky_walk_free_p) ky_walk *w = dataset(p.ix, "parks-2021");
    KY_CLEANUP(ky_walk_free_p) ky_walk *second = walk(p.ix, PARAMS("q="));
    place_fini(&p);
    put_rest(w, &found);
    assert_true(count_lines(&wanted) > 2);
    assert_same(&found, &wanted);
    assert_true(ky_walk_records(second) > count_lines(&wanted));
}

static void the_time_limit_counts(void **state)
{
    (void) state;
    ky_walk *w = NULL;
    ky_err err;
    assert_int_equal(try_walk(many.ix, PARAMS("q=公園 花壇 水路", "match=any"), 1, &w, &err),
                     KY_E_TIMEOUT);
    assert_int_equal(ky_walk_dataset(many.ix, KY_LIT("parks-2021"), 1, &w, &err), KY_E_TIMEOUT);
    assert_null(w);
}

static void spoilt_files_are_an_error(void **state)
{
    (void) state;
    place p;
    place_make(&p, make_many);
    char *file = path_in(p.dir, "current/shard-0/docdata.glass");
    KY_CLEANUP(ky_walk_free_p) ky_walk *w = dataset(p.ix, "parks-2021");
    assert_int_equal(truncate(file, 0), 0);
    const ky_record *r = NULL;
    ky_err err = {0};
    ky_rc rc = KY_OK;
    do
        rc = ky_walk_next(w, &r, &err);
    while (rc == KY_OK && r != NULL);
    assert_true(rc == KY_E_STALE || rc == KY_E_IO || rc == KY_E_CORRUPT);
    assert_true(err.msg[0] != '\0');
    assert_int_equal(ky_walk_next(w, &r, NULL), rc);
    free(file);
    place_fini(&p);
}

static void shards_give_the_same(void **state)
{
    (void) state;
    char *dir = temp_make();
    ky_build_options o = build_defaults;
    o.shards = 3;
    build_ok(dir, &many.table, &o);
    ky_index *ix = open_ok(dir);
    KY_CLEANUP(ky_walk_free_p) ky_walk *a = dataset(many.ix, "parks-2021");
    KY_CLEANUP(ky_walk_free_p) ky_walk *b = dataset(ix, "parks-2021");
    KY_CLEANUP(ky_buf_fini) ky_buf one = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf three = {0};
    put_rest(a, &one);
    put_rest(b, &three);
    assert_same(&three, &one);
    assert_walks_like_pages(ix, PARAMS("q=水路 花壇", "match=any"), MANY / 3);
    ky_index_free(ix);
    temp_remove(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_search_is_walked_in_the_order_of_its_hits),
        cmocka_unit_test(it_goes_on_beyond_every_page),
        cmocka_unit_test(offset_and_limit_count_for_nothing),
        cmocka_unit_test(a_data_set_is_walked_by_year_number_and_id),
        cmocka_unit_test(a_large_data_set_is_whole),
        cmocka_unit_test(other_questions_in_between_change_nothing),
        cmocka_unit_test(a_walk_outlives_its_index),
        cmocka_unit_test(the_time_limit_counts),
        cmocka_unit_test(spoilt_files_are_an_error),
        cmocka_unit_test(shards_give_the_same),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
