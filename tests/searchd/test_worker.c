/* What is proved here:
 *  - the worker with the fewest connections gets the next one; among equals they take turns, so
 *    that n connections to n workers are one each, and long-lived ones stay even
 *  - a client whose step takes too long is hung up on, one that goes on is not; one
 *    that has said its last word goes too, but not while its request is under way */
#include "testing.h"

#include <sys/socket.h>
#include <unistd.h>

#include "worker.h"

static void equals_take_turns(void **state)
{
    (void) state;
    const unsigned counts[3] = {5, 5, 5};
    size_t turn = 0;
    assert_int_equal(worker_pick(counts, 3, &turn), 0);
    assert_int_equal(worker_pick(counts, 3, &turn), 1);
    assert_int_equal(worker_pick(counts, 3, &turn), 2);
    assert_int_equal(worker_pick(counts, 3, &turn), 0);
}

static void the_fewest_come_first(void **state)
{
    (void) state;
    const unsigned counts[4] = {3, 1, 0, 2};
    for (size_t turn = 0; turn < 4; turn++) {
        size_t t = turn;
        assert_int_equal(worker_pick(counts, 4, &t), 2);
    }
}

static void many_connections_are_spread_evenly_whatever_closes(void **state)
{
    (void) state;
    enum { WORKERS = 7 };
    unsigned counts[WORKERS] = {0};
    size_t turn = 0;
    for (unsigned i = 0; i < 1000; i++) {
        counts[worker_pick(counts, WORKERS, &turn)]++;
        /* one worker's clients leave early; the others must not be punished for it */
        if (i % 10 == 9)
            counts[3] = 0;
    }
    counts[3] = counts[0];
    for (size_t i = 1; i < WORKERS; i++)
        assert_true(counts[i] <= counts[0] + 1 && counts[0] <= counts[i] + 1);
}

static void one_worker_takes_all(void **state)
{
    (void) state;
    const unsigned counts[1] = {9};
    size_t turn = 0;
    assert_int_equal(worker_pick(counts, 1, &turn), 0);
    assert_int_equal(worker_pick(counts, 1, &turn), 0);
}

static void who_says_no_more_is_let_go(void **state)
{
    (void) state;
    int pair[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    clients c;
    clients_init(&c);
    client *cl = clients_add(&c, pair[0]);
    assert_int_equal(shutdown(pair[1], SHUT_WR), 0);
    clients_note(&c, cl, true);
    char byte;
    for (int i = 0; i < 3; i++)
        clients_sweep(&c, 60000);
    assert_int_equal(recv(pair[1], &byte, 1, MSG_DONTWAIT), -1);
    clients_note(&c, cl, false);
    clients_sweep(&c, 60000);
    assert_int_equal(recv(pair[1], &byte, 1, MSG_DONTWAIT), -1);
    clients_sweep(&c, 60000);
    assert_int_equal(recv(pair[1], &byte, 1, MSG_DONTWAIT), 0);
    clients_remove(&c, cl);
    clients_fini(&c);
    (void) close(pair[0]);
    (void) close(pair[1]);
}

static void only_overdue_clients_are_hung_up_on(void **state)
{
    (void) state;
    int slow[2];
    int quick[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, slow), 0);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, quick), 0);
    clients c;
    clients_init(&c);
    client *a = clients_add(&c, slow[0]);
    client *b = clients_add(&c, quick[0]);
    a->since_ms = now_ms() - 2001; /* as if it had come then */
    b->since_ms = now_ms() - 2001;
    clients_note(&c, b, false);
    clients_sweep(&c, 2000);
    char byte;
    assert_int_equal(recv(slow[1], &byte, 1, MSG_DONTWAIT), 0);
    assert_int_equal(recv(quick[1], &byte, 1, MSG_DONTWAIT), -1);
    clients_remove(&c, a);
    clients_remove(&c, NULL);
    clients_note(&c, NULL, true);
    clients_remove(&c, b);
    assert_null(c.first);
    clients_fini(&c);
    for (int i = 0; i < 2; i++) {
        (void) close(slow[i]);
        (void) close(quick[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equals_take_turns),
        cmocka_unit_test(the_fewest_come_first),
        cmocka_unit_test(many_connections_are_spread_evenly_whatever_closes),
        cmocka_unit_test(one_worker_takes_all),
        cmocka_unit_test(who_says_no_more_is_let_go),
        cmocka_unit_test(only_overdue_clients_are_hung_up_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
