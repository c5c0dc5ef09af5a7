/* Promises checked here, with threads at work (ctest label threads):
 * - however many threads build and databases hold the records, the answers are the same: totals,
 *   facets, hits and their order
 * - a builder freed in the middle of its work ends its threads
 * - threads of readers ask the same index while new generations are published, and every answer is
 *   whole: one generation's or the next one's */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"

enum { MANY = 700, READERS = 2, ROUNDS = 4 };

static table published;
static table many;

static int setup(void **state)
{
    (void) state;
    table_published(&published);
    table_many(&many, MANY);
    return 0;
}

static int teardown(void **state)
{
    (void) state;
    table_fini(&published);
    table_fini(&many);
    model_close();
    return 0;
}

static const char *const *const questions[] = {
    (const char *const[]){"q=公園 清掃", "match=any", "limit=100", NULL},
    (const char *const[]){"q=子ども", "limit=100", NULL},
    (const char *const[]){"q=「を行う」", "limit=100", NULL},
    (const char *const[]){"q=市民の活動 -福祉", "match=any", "limit=100", NULL},
    (const char *const[]){"q=環境保全", "limit=100", "cancelled=false", NULL},
    (const char *const[]){"q=", "sort=name", "limit=100", "category=福祉", NULL},
    (const char *const[]){"q=", "offset=70", NULL},
    (const char *const[]){"q=花壇 水路 記号15", "match=any", "limit=100", NULL},
    (const char *const[]){"q=公園", "offset=650", "limit=100", NULL},
    (const char *const[]){"q=「水路もある」", "sort=-number", NULL},
};

/* The answer without what may differ. */
static json_t *comparable(ky_index *ix, const char *const *params)
{
    json_t *a = ask_list(ix, params);
    size_t i;
    json_t *hit;
    json_object_del(a, "took_us");
    json_object_del(a, "index");
    json_array_foreach(at(a, "hits"), i, hit) json_object_del(hit, "score");
    return a;
}

static void check_same(const table *t, ky_index *a, ky_index *b, const char *what)
{
    for (size_t i = 0; i < KY_LEN(questions); i++) {
        bool of_parks = i >= KY_LEN(questions) - 3;
        if (of_parks != (t == &many))
            continue;
        KY_CLEANUP(ky_json_unref_p) json_t *x = comparable(a, questions[i]);
        KY_CLEANUP(ky_json_unref_p) json_t *y = comparable(b, questions[i]);
        if (!json_equal(x, y))
            fail_msg("%s is answered otherwise with %s", questions[i][0], what);
        assert_true(total_of(x) > 0);
    }
}

static void check_sizes(const table *t)
{
    char *one = temp_make();
    build_ok(one, t, &build_defaults);
    ky_index *a = open_ok(one);
    for (uint32_t jobs = 1; jobs <= 4; jobs++) {
        for (uint32_t shards = 1; shards <= 3; shards++) {
            char what[64];
            char *other = temp_make();
            ky_build_options o = build_defaults;
            o.jobs = jobs;
            o.shards = shards;
            build_ok(other, t, &o);
            ky_index *b = open_ok(other);
            (void) snprintf(what, sizeof what, "%u jobs, %u shards", jobs, shards);
            check_same(t, a, b, what);
            ky_index_free(b);
            temp_remove(other);
        }
    }
    ky_index_free(a);
    temp_remove(one);
}

static void jobs_and_shards_do_not_change_an_answer(void **state)
{
    (void) state;
    check_sizes(&published);
    check_sizes(&many);
}

static void a_builder_freed_at_work_ends_its_threads(void **state)
{
    (void) state;
    char *dir = temp_make();
    ky_build_options o = build_defaults;
    o.jobs = 4;
    for (size_t n = 0; n <= MANY; n += MANY / 3) {
        ky_builder *b = NULL;
        assert_int_equal(ky_builder_open(dir, many.schema, model(), &o, &b, NULL), KY_OK);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(ky_builder_add(b, &many.records[i], NULL, NULL), KY_OK);
        ky_builder_free(b);
    }
    temp_remove(dir);
}

typedef struct reader {
    const char *dir;
    const atomic_bool *done;
    size_t answers;
    bool wrong;
} reader;

/* cmocka's assertions belong to the main thread, so a wrong answer is only noted here. */
static void *read_on(void *payload)
{
    reader *r = payload;
    do {
        KY_CLEANUP(ky_index_free_p) ky_index *ix = NULL;
        KY_CLEANUP(ky_json_unref_p) json_t *a = NULL;
        const char *const params[] = {"q=公園", "match=any", NULL};
        if (ky_index_open(r->dir, model(), &ix, NULL) != KY_OK ||
            try_ask(ix, params, 0, &a, NULL) != KY_OK) {
            r->wrong = true;
            return NULL;
        }
        json_int_t n = json_integer_value(json_object_get(json_object_get(a, "index"), "records"));
        json_int_t found = json_integer_value(json_object_get(a, "total"));
        r->wrong = r->wrong || found != n || (n != 300 && n != 310);
        r->answers++;
    } while (!atomic_load(r->done));
    return NULL;
}

static void readers_see_one_generation_or_the_next(void **state)
{
    (void) state;
    char *dir = temp_make();
    atomic_bool done = false;
    reader readers[READERS];
    pthread_t threads[READERS];
    table small = table_cut(&many, 300);
    table large = table_cut(&many, 310);
    ky_build_options o = build_defaults;
    o.jobs = 2;
    o.keep = 1;
    build_ok(dir, &small, &o);
    for (size_t i = 0; i < READERS; i++) {
        readers[i] = (reader){.dir = dir, .done = &done};
        assert_int_equal(pthread_create(&threads[i], NULL, read_on, &readers[i]), 0);
    }
    for (int i = 0; i < ROUNDS; i++)
        build_ok(dir, i % 2 == 0 ? &large : &small, &o);
    atomic_store(&done, true);
    for (size_t i = 0; i < READERS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_false(readers[i].wrong);
        assert_true(readers[i].answers > 0);
    }
    temp_remove(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jobs_and_shards_do_not_change_an_answer),
        cmocka_unit_test(a_builder_freed_at_work_ends_its_threads),
        cmocka_unit_test(readers_see_one_generation_or_the_next),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
