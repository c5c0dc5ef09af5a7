/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Promises of xapian_c.h about threads: families share nothing, so threads that each have their own
 * reader and queries answer rightly at the same time; a plain result may be read by all of them.
 * The thread sanitizer's build of this test looks for races. */
#include <pthread.h>
#include <stdlib.h>

#include "support.h"

enum { THREADS = 4, ROUNDS = 50, DOCUMENTS = 210 };

typedef struct job {
    const char *path;
    const xapc_result *shared;
    unsigned right;
} job;

static uint32_t matches(xapc_database *db, const xapc_query *query)
{
    xapc_result *result = NULL;
    const xapc_search_options o = {.max_items = 3, .check_at_least = DOCUMENTS, .fetch = 15};
    uint32_t count = 0;
    if (xapc_search(db, query, &o, &result, NULL) == XAPC_OK)
        count = result->matches_estimated;
    xapc_result_free(result);
    return count;
}

static void *ask(void *payload)
{
    job *j = payload;
    for (unsigned round = 0; round < ROUNDS; round++) {
        xapc_database *db = NULL;
        xapc_query *parts[2] = {NULL, NULL};
        xapc_query *query = NULL;
        if (xapc_database_open(j->path, &db, NULL) == XAPC_OK &&
            xapc_query_all(&parts[0], NULL) == XAPC_OK &&
            xapc_query_term(B("mod3"), 1, 0, &parts[1], NULL) == XAPC_OK &&
            xapc_query_combine(XAPC_OP_AND, (const xapc_query *const *) parts, 2, 0, &query,
                               NULL) == XAPC_OK)
            j->right += matches(db, query) == DOCUMENTS / 7 && j->shared->hits[0].docid == 1;
        xapc_query_free(query);
        xapc_query_free(parts[0]);
        xapc_query_free(parts[1]);
        xapc_database_free(db);
    }
    return NULL;
}

static void threads_with_their_own_handles_do_not_disturb_each_other(void **state)
{
    make_numbered(in(state, "numbered"), DOCUMENTS);
    xapc_database *db = reader_at(in(state, "numbered"));
    xapc_query *all = term_query("all");
    const xapc_search_options o = {.max_items = 1};
    xapc_result *shared = NULL;
    assert_ok(xapc_search(db, all, &o, &shared, &error));
    pthread_t threads[THREADS];
    job jobs[THREADS];
    for (int i = 0; i < THREADS; i++) {
        jobs[i] = (job){.path = in(state, "numbered"), .shared = shared};
        assert_int_equal(pthread_create(&threads[i], NULL, ask, &jobs[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_int_equal(jobs[i].right, ROUNDS);
    }
    xapc_result_free(shared);
    xapc_query_free(all);
    xapc_database_free(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_with_their_own_handles_do_not_disturb_each_other),
    };
    return cmocka_run_group_tests_name("xapian-c: threads", tests, make_directory,
                                       remove_directory);
}
