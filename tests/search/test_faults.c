/* Promises checked here, by letting the first, the second, the third … allocation fail until a run
 * comes through, for a build, for opening an index, and for each kind of question:
 * - every run returns NOMEM or succeeds as if nothing had been
 * - a build that fails leaves the published index as it was, and no trace; the next one works
 * - a question that fails gives no half answer, and the same index answers the next one
 * - nothing leaks (under AddressSanitizer) */
#include <stdio.h>
#include <unistd.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "faults.h"
#include "index.h"
#include "search/correct.h"
#include "search/crosstab.h"
#include "search/suggest.h"

enum { LAST = 100000 };

static table parks;
static char *dir;

static int setup(void **state)
{
    (void) state;
    faults_init();
    table_parks(&parks);
    dir = temp_make();
    build_ok(dir, &parks, &build_defaults);
    return 0;
}

static int teardown(void **state)
{
    (void) state;
    temp_remove(dir);
    table_fini(&parks);
    model_close();
    return 0;
}

static void assert_nomem(ky_rc rc, size_t n, const char *what, const ky_err *err)
{
    if (rc != KY_E_NOMEM)
        fail_msg("%s: allocation %zu fails and gives %s: %s", what, n, ky_rc_name(rc), err->msg);
}

static void a_build_without_memory_leaves_the_old_index(void **state)
{
    (void) state;
    char *own = temp_make();
    char *staging = path_in(own, "staging");
    ky_build_options o = build_defaults;
    char current[KY_GENERATION_BYTES] = "gen-000001";
    table one = {.schema = parks.schema,
                 .records = &parks.records[3],
                 .datasets = &parks.datasets[3],
                 .n = 1};
    build_ok(own, &one, &o);
    for (size_t n = 1;; n++) {
        char name[KY_GENERATION_BYTES];
        char serving[KY_GENERATION_BYTES];
        ky_err err;
        assert_true(n < LAST);
        faults_arm(n);
        ky_rc rc = build(own, &one, &o, name, &err);
        bool reached = faults_disarm();
        if (rc == KY_OK)
            memcpy(current, name, sizeof current);
        else
            assert_nomem(rc, n, "a build", &err);
        assert_int_equal(ky_generation_current(own, serving, NULL), KY_OK);
        assert_string_equal(serving, current);
        assert_int_not_equal(access(staging, F_OK), 0);
        if (!reached) {
            assert_int_equal(rc, KY_OK);
            print_message("%zu allocations\n", n - 1);
            break;
        }
    }
    ky_index *ix = open_ok(own);
    assert_int_equal(total(ix, "q=野鳥"), 1);
    ky_index_free(ix);
    free(staging);
    temp_remove(own);
}

static void losses_are_not_overlooked_without_memory(void **state)
{
    (void) state;
    char *own = temp_make();
    table none = table_cut(&parks, 0);
    build_ok(own, &parks, &build_defaults);
    for (size_t n = 1;; n++) {
        faults_arm(n);
        ky_rc rc = build(own, &none, &build_defaults, NULL, NULL);
        bool reached = faults_disarm();
        if (rc != KY_E_NOMEM && rc != KY_E_INVALID)
            fail_msg("allocation %zu fails and gives %s", n, ky_rc_name(rc));
        if (!reached)
            break;
    }
    temp_remove(own);
}

static void an_index_opens_or_there_is_no_memory(void **state)
{
    (void) state;
    for (size_t n = 1;; n++) {
        ky_index *ix = NULL;
        assert_true(n < LAST);
        faults_arm(n);
        ky_err err;
        ky_rc rc = ky_index_open(dir, model(), &ix, &err);
        bool reached = faults_disarm();
        if (rc != KY_OK)
            assert_nomem(rc, n, "opening", &err);
        assert_true((rc == KY_OK) == (ix != NULL));
        if (ix != NULL)
            assert_ids(ix, "2022-1,2021-1", "q=土手");
        ky_index_free(ix);
        if (!reached)
            return;
    }
}

static void check_question(ky_index *ix, const char *const *params)
{
    KY_CLEANUP(ky_json_unref_p) json_t *wanted = ask_list(ix, params);
    json_object_del(wanted, "took_us");
    for (size_t n = 1;; n++) {
        json_t *answer = NULL;
        ky_err err;
        assert_true(n < LAST);
        faults_arm(n);
        ky_rc rc = try_ask(ix, params, 0, &answer, &err);
        bool reached = faults_disarm();
        if (rc != KY_OK) {
            assert_nomem(rc, n, params[0], &err);
            assert_null(answer);
        } else {
            json_object_del(answer, "took_us");
            if (!json_equal(answer, wanted))
                fail_msg("%s: allocation %zu fails and the answer is another", params[0], n);
            json_decref(answer);
        }
        if (!reached)
            return;
    }
}

static void every_kind_of_question_survives(void **state)
{
    (void) state;
    KY_CLEANUP(ky_index_free_p) ky_index *ix = open_ok(dir);
    const char *const *const questions[] = {
        (const char *const[]){"q=", "limit=2", NULL},
        (const char *const[]){"q=水辺の清掃 -二度", "ward=北", "work=清掃", NULL},
        (const char *const[]){"q=「の土手を」 翡翠", "match=any", NULL},
        (const char *const[]){"q=土手 隕石", "sort=name", NULL},
        (const char *const[]){"q=ガーデニング 見回り", "facets=work,area", "match=any", NULL},
        (const char *const[]){"q=「🌳」", NULL},
        (const char *const[]){"q=翡翠", NULL}};
    for (size_t i = 0; i < KY_LEN(questions); i++)
        check_question(ix, questions[i]);
}

typedef ky_rc answer_function(ky_index *ix, json_t **ret, ky_err *err);

static ky_rc answer_record(ky_index *ix, json_t **ret, ky_err *err)
{
    return ky_answer_record(ix, KY_LIT("90"), true, ret, err);
}

static ky_rc answer_schema(ky_index *ix, json_t **ret, ky_err *err)
{
    return ky_answer_schema(ix, ret, err);
}

static ky_rc answer_furigana(ky_index *ix, json_t **ret, ky_err *err)
{
    return ky_answer_furigana(ix, KY_LIT("90"), true, ret, err);
}

static ky_rc answer_record_read(ky_index *ix, json_t **ret, ky_err *err)
{
    return ky_answer_record_read(ix, KY_LIT("90"), true, ret, err);
}

static ky_rc answer_crosstab(ky_index *ix, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    const ky_param params[] = {{KY_LIT("q"), KY_LIT("水辺 清掃")}, {KY_LIT("ward"), KY_LIT("北")}};
    ky_request rq;
    ky_rc rc = ky_request_parse(ky_index_schema(ix), params, KY_LEN(params), &arena, &rq, err);
    return rc == KY_OK ? ky_answer_crosstab(ix, &rq, KY_LIT("work"), KY_LIT("ward"), 0, ret, err)
                       : rc;
}

static ky_rc answer_suggest(ky_index *ix, json_t **ret, ky_err *err)
{
    const ky_suggest_request rq = {.q = KY_LIT("土手 みzu"), .limit = 5};
    return ky_suggest(ix, &rq, ret, err);
}

static ky_rc answer_mixed(ky_index *ix, json_t **ret, ky_err *err)
{
    const ky_suggest_request rq = {.q = KY_LIT("水辺せい"), .limit = 5};
    return ky_suggest(ix, &rq, ret, err);
}

static ky_rc answer_keys(ky_index *ix, json_t **ret, ky_err *err)
{
    const ky_suggest_request rq = {
        .q = KY_LIT("土手 み"), .limit = 1, .asks_keys = true, .keys = KY_LIT("ずz1")};
    return ky_suggest(ix, &rq, ret, err);
}

static ky_rc answer_correct(ky_index *ix, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_str better = {0};
    ky_rc rc =
        ky_correct_question(ix, KY_LIT("水辺 ボランディア"), KY_MATCH_ALL, 0, &arena, &better, err);
    if (rc != KY_OK)
        return rc;
    *ret = json_stringn(better.p == NULL ? "" : better.p, better.n);
    return *ret == NULL ? ky_nomem(err) : KY_OK;
}

static void check_answer(ky_index *ix, answer_function *f)
{
    KY_CLEANUP(ky_json_unref_p) json_t *wanted = NULL;
    assert_int_equal(f(ix, &wanted, NULL), KY_OK);
    for (size_t n = 1;; n++) {
        json_t *answer = NULL;
        assert_true(n < LAST);
        ky_err err;
        faults_arm(n);
        ky_rc rc = f(ix, &answer, &err);
        bool reached = faults_disarm();
        if (rc != KY_OK)
            assert_nomem(rc, n, "an answer", &err);
        assert_true((rc == KY_OK) == (answer != NULL));
        assert_true(answer == NULL || json_equal(answer, wanted));
        json_decref(answer);
        if (!reached)
            return;
    }
}

static void records_and_schemas_survive(void **state)
{
    (void) state;
    KY_CLEANUP(ky_index_free_p) ky_index *ix = open_ok(dir);
    check_answer(ix, answer_record);
    check_answer(ix, answer_record_read);
    check_answer(ix, answer_schema);
    check_answer(ix, answer_furigana);
}

static void cross_tabulations_survive(void **state)
{
    (void) state;
    for (uint32_t shards = 1; shards <= 2; shards++) {
        char *own = temp_make();
        ky_build_options o = build_defaults;
        o.shards = shards;
        build_ok(own, &parks, &o);
        ky_index *ix = open_ok(own);
        check_answer(ix, answer_crosstab);
        ky_index_free(ix);
        temp_remove(own);
    }
}

static void suggestions_and_corrections_survive(void **state)
{
    (void) state;
    KY_CLEANUP(ky_index_free_p) ky_index *ix = open_ok(dir);
    check_answer(ix, answer_suggest);
    check_answer(ix, answer_mixed);
    check_answer(ix, answer_keys);
    check_answer(ix, answer_correct);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_build_without_memory_leaves_the_old_index),
        cmocka_unit_test(losses_are_not_overlooked_without_memory),
        cmocka_unit_test(an_index_opens_or_there_is_no_memory),
        cmocka_unit_test(every_kind_of_question_survives),
        cmocka_unit_test(records_and_schemas_survive),
        cmocka_unit_test(cross_tabulations_survive),
        cmocka_unit_test(suggestions_and_corrections_survive),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
