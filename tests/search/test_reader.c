/* Promises checked here, on 6,000 records:
 * - a question past its time limit is TIMEOUT, never half an answer, and the next one is answered
 * - an index whose generation is removed goes on answering, as does one whose files are changed by
 * a writer until it must be STALE; a new reader sees the new state
 * - the limits of what is listed hold on a large index, and totals are exact */
#include <stdio.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"
#include "search/xapian.h"

enum { MANY = 6000 };

static table many;
static char *dir;

static int setup(void **state)
{
    (void) state;
    table_many(&many, MANY);
    dir = temp_make();
    build_ok(dir, &many, &build_defaults);
    return 0;
}

static int teardown(void **state)
{
    (void) state;
    temp_remove(dir);
    table_fini(&many);
    model_close();
    return 0;
}

static void a_question_past_its_limit_is_a_timeout(void **state)
{
    (void) state;
    KY_CLEANUP(ky_index_free_p) ky_index *ix = open_ok(dir);
    const char *const *const questions[] = {(const char *const[]){"q=公園 清掃", "match=any", NULL},
                                            (const char *const[]){"q=「の草刈り」", NULL},
                                            (const char *const[]){"q=公園 翡翠", "ward=北", NULL},
                                            (const char *const[]){"q=", "ward=北", "limit=0", NULL},
                                            (const char *const[]){"q=-公園", NULL}};
    for (size_t i = 0; i < KY_LEN(questions); i++) {
        json_t *untouched = (json_t *) &i;
        json_t *answer = untouched;
        ky_err err;
        assert_int_equal(try_ask(ix, questions[i], 1, &answer, &err), KY_E_TIMEOUT);
        assert_ptr_equal(answer, untouched);
        KY_CLEANUP(ky_json_unref_p) json_t *whole = ask_list(ix, questions[i]);
        assert_non_null(whole);
    }
    json_t *answer = NULL;
    assert_int_equal(try_ask(ix, PARAMS("q=公園"), UINT64_C(60000000), &answer, NULL), KY_OK);
    assert_int_equal(total_of(answer), MANY);
    json_decref(answer);
}

/* A limit that is reached somewhere on the way gives the whole answer or none. */
static void a_limit_reached_on_the_way_gives_no_half_answer(void **state)
{
    (void) state;
    KY_CLEANUP(ky_index_free_p) ky_index *ix = open_ok(dir);
    const char *const params[] = {"q=公園の清掃 「の草刈り」", "match=any", "ward=北", "limit=50",
                                  NULL};
    KY_CLEANUP(ky_json_unref_p) json_t *wanted = ask_list(ix, params);
    json_object_del(wanted, "took_us");
    size_t timeouts = 0;
    for (uint64_t limit = 1; limit < UINT64_C(4000000); limit = limit * 3 / 2 + 1) {
        KY_CLEANUP(ky_json_unref_p) json_t *answer = NULL;
        ky_rc rc = try_ask(ix, params, limit, &answer, NULL);
        timeouts += rc == KY_E_TIMEOUT;
        if (rc == KY_E_TIMEOUT)
            continue;
        assert_int_equal(rc, KY_OK);
        json_object_del(answer, "took_us");
        assert_true(json_equal(answer, wanted));
    }
    assert_true(timeouts > 0);
}

static void a_removed_generation_goes_on_answering(void **state)
{
    (void) state;
    char *own = temp_make();
    ky_build_options o = build_defaults;
    o.keep = 1;
    o.allow_shrink = true;
    build_ok(own, &many, &o);
    KY_CLEANUP(ky_index_free_p) ky_index *old = open_ok(own);
    KY_CLEANUP(ky_json_unref_p) json_t *before = ask(old, "q=記号4321の公園", "limit=3");
    table few = table_cut(&many, 100);
    build_ok(own, &few, &o);
    char *folder = path_in(own, "gen-000001");
    char *shard = path_in(folder, "shard-0");
    KY_CLEANUP(ky_json_unref_p) json_t *after = ask(old, "q=記号4321の公園", "limit=3");
    json_object_del(before, "took_us");
    json_object_del(after, "took_us");
    assert_true(json_equal(before, after));
    assert_int_equal(total(old, "q=「水路もある」", "limit=100"), MANY / 10);
    KY_CLEANUP(ky_index_free_p) ky_index *fresh = open_ok(own);
    assert_int_equal(total(fresh, "q="), 100);
    free(folder);
    free(shard);
    temp_remove(own);
}

/* Nobody should write into a generation; a reader whose blocks are gone says so. */
static void an_index_changed_under_its_reader_says_so_or_answers(void **state)
{
    (void) state;
    char *own = temp_make();
    build_ok(own, &many, &build_defaults);
    KY_CLEANUP(ky_index_free_p) ky_index *ix = open_ok(own);
    char *shard = path_in(own, "gen-000001/shard-0");
    KY_CLEANUP(xapc_writer_free_p) xapc_writer *w = NULL;
    xapc_error xe;
    KY_CLEANUP(xapc_document_free_p) xapc_document *doc = NULL;
    assert_int_equal(xapc_writer_open(shard, XAPC_OPEN_EXISTING, XAPC_OPEN_NO_TERMLIST, 0, &w, &xe),
                     XAPC_OK);
    assert_int_equal(xapc_document_new(&doc, &xe), XAPC_OK);
    assert_int_equal(xapc_document_add_posting(doc, ky_bytes(KY_LIT("W公園")), 1, 1, &xe), XAPC_OK);
    assert_int_equal(xapc_document_add_posting(doc, ky_bytes(KY_LIT("W清掃")), 2, 1, &xe), XAPC_OK);
    for (uint32_t round = 0; round < 4; round++) {
        for (uint32_t i = 0; i < MANY; i += 7)
            assert_int_equal(xapc_writer_add(w, doc, NULL, &xe), XAPC_OK);
        assert_int_equal(xapc_writer_commit(w, &xe), XAPC_OK);
        KY_CLEANUP(ky_json_unref_p) json_t *answer = NULL;
        ky_err err;
        ky_rc rc = try_ask(ix, PARAMS("q=公園 清掃", "limit=100"), 0, &answer, &err);
        if (rc != KY_OK && rc != KY_E_STALE && rc != KY_E_CORRUPT)
            fail_msg("%s: %s", ky_rc_name(rc), err.msg);
    }
    free(shard);
    temp_remove(own);
}

static void totals_and_facets_are_exact_on_a_large_index(void **state)
{
    (void) state;
    KY_CLEANUP(ky_index_free_p) ky_index *ix = open_ok(dir);
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(ix, "q=公園", "limit=1");
    assert_int_equal(total_of(a), MANY);
    char *wards = facet_text(a, "ward", true);
    assert_string_equal(wards, "中央 1200, 北 1200, 南 1200, 東 1200, 西 1200");
    free(wards);
    assert_int_equal(total(ix, "q=水路", "limit=0"), MANY / 10);
    assert_int_equal(total(ix, "q=花壇", "ward=北"), MANY / 15);
    assert_numbers(ix, "5999,6000", "q=公園", "sort=number", "offset=5998", "limit=2");
    assert_numbers(ix, "1", "q=記号1", "match=all", "limit=1");
    assert_int_equal(total(ix, "q=「の草刈り」"), MANY);
    assert_int_equal(total(ix, "q=-「の草刈り」"), 0);
    assert_int_equal(total(ix, "q=-水路"), MANY - MANY / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_question_past_its_limit_is_a_timeout),
        cmocka_unit_test(a_limit_reached_on_the_way_gives_no_half_answer),
        cmocka_unit_test(a_removed_generation_goes_on_answering),
        cmocka_unit_test(an_index_changed_under_its_reader_says_so_or_answers),
        cmocka_unit_test(totals_and_facets_are_exact_on_a_large_index),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
