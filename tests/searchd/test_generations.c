/* What is proved here, against the real daemon:
 *  - new generations are taken up while many keep-alive connections ask without a pause, and not
 *    one request fails or loses its connection; each connection sees generations only grow
 *  - SIGHUP has it done as well
 *  - an index that cannot be opened is not taken up: the old one is served on, /readyz stays 200,
 *    and the reason is logged once
 *  - the files of old generations are let go of */
#include "testing.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "http.h"

enum { CLIENTS = 8, GENERATIONS = 4 };

static workdir dir;
static daemon_child child;

static int up(void **state)
{
    (void) state;
    static const char *const more[] = {"--threads", "4", NULL};
    workdir_make(&dir);
    publish(&dir);
    daemon_start_plain(&child, &dir, more);
    return 0;
}

static int down(void **state)
{
    (void) state;
    int status = daemon_stop(&child, SIGTERM);
    workdir_remove(&dir);
    return status;
}

typedef struct asker {
    pthread_t thread;
    const char *last; /* the generation to ask for until it is seen */
    atomic_bool *enough;
    unsigned answers;
    const char *wrong;
} asker;

/* cmocka's assertions belong to the main thread, so what is wrong is brought home. */
static const char *ask_once(int fd, ky_buf *carry, char seen[static PATH_BYTES])
{
    raw_puts(fd, "GET /v1/search?q=%E5%85%AC%E5%9C%92&facets=none HTTP/1.1\r\nHost: a\r\n\r\n");
    KY_CLEANUP(answer_fini) answer a = raw_answer(fd, carry, false);
    if (a.status != 200)
        return a.status == 0 ? "a connection was lost" : "a request failed";
    KY_CLEANUP(ky_json_unref_p) json_t *j = json_loadb(a.body.p, a.body.n, 0, NULL);
    const json_t *index = json_object_get(j, "index");
    const char *generation = json_string_value(json_object_get(index, "generation"));
    if (generation == NULL)
        return "an answer names no generation";
    if (strcmp(generation, seen) < 0)
        return "an older generation came back";
    (void) snprintf(seen, PATH_BYTES, "%s", generation);
    return NULL;
}

static void *ask_on(void *arg)
{
    asker *me = arg;
    char seen[PATH_BYTES] = "";
    KY_CLEANUP(ky_buf_fini) ky_buf carry = {0};
    int fd = raw_connect(&child);
    while (me->wrong == NULL && (!atomic_load(me->enough) || strcmp(seen, me->last) != 0)) {
        me->wrong = ask_once(fd, &carry, seen);
        me->answers++;
    }
    (void) close(fd);
    return NULL;
}

static void served_generation(char ret[static PATH_BYTES])
{
    KY_CLEANUP(answer_fini) answer a = http_get(&child, "/v1/search?limit=0&facets=none");
    KY_CLEANUP(ky_json_unref_p) json_t *j = answer_json(&a);
    const json_t *index = json_object_get(j, "index");
    (void) snprintf(ret, PATH_BYTES, "%s", json_string_value(json_object_get(index, "generation")));
}

/* Every worker's answer, over as many connections as it takes, comes to be of this generation. */
static void wait_until_served(const char *generation)
{
    char served[PATH_BYTES];
    for (int in_a_row = 0; in_a_row < 8; in_a_row++) {
        served_generation(served);
        if (strcmp(served, generation) != 0)
            in_a_row = -1;
    }
}

static void no_request_is_lost_when_generations_change(void **state)
{
    (void) state;
    asker askers[CLIENTS];
    char last[PATH_BYTES] = "";
    atomic_bool enough = false;
    for (int i = 0; i < CLIENTS; i++) {
        askers[i] = (asker){.last = last, .enough = &enough};
        assert_int_equal(pthread_create(&askers[i].thread, NULL, ask_on, &askers[i]), 0);
    }
    for (int i = 0; i < GENERATIONS; i++) {
        char generation[PATH_BYTES];
        publish(&dir);
        current_generation(&dir, generation);
        wait_until_served(generation);
    }
    current_generation(&dir, last); /* before it is read: `enough` is stored after it */
    atomic_store(&enough, true);
    for (int i = 0; i < CLIENTS; i++) {
        assert_int_equal(pthread_join(askers[i].thread, NULL), 0);
        if (askers[i].wrong != NULL)
            fail_msg("client %d, request %u: %s", i, askers[i].answers, askers[i].wrong);
        assert_true(askers[i].answers > GENERATIONS);
    }
}

static void sighup_takes_up_a_generation_too(void **state)
{
    (void) state;
    char generation[PATH_BYTES];
    publish_built(&dir);
    assert_int_equal(kill(child.pid, SIGHUP), 0);
    current_generation(&dir, generation);
    wait_until_served(generation);
    for (int i = 0; i < 50; i++)
        assert_int_equal(kill(child.pid, SIGHUP), 0);
    assert_int_equal(http_status(&child, "/readyz"), 200);
    wait_until_served(generation);
}

static void point_current_at(const char *name)
{
    char link[PATH_BYTES];
    char made[PATH_BYTES];
    (void) snprintf(link, sizeof link, "%s/current", dir.index);
    (void) snprintf(made, sizeof made, "%s/current.new", dir.index);
    assert_int_equal(symlink(name, made), 0);
    assert_int_equal(rename(made, link), 0);
}

static unsigned occurrences(const char *text, const char *what)
{
    unsigned n = 0;
    for (const char *at = text; (at = strstr(at, what)) != NULL; at++)
        n++;
    return n;
}

static unsigned warnings(void)
{
    KY_CLEANUP(ky_free_p) char *log = daemon_log(&child);
    return occurrences(log, "not taken up");
}

static void a_bad_generation_is_not_taken_up(void **state)
{
    (void) state;
    char good[PATH_BYTES];
    char bad[PATH_BYTES];
    current_generation(&dir, good);
    (void) snprintf(bad, sizeof bad, "%s/gen-900000", dir.index);
    assert_int_equal(mkdir(bad, 0700), 0);
    (void) snprintf(bad, sizeof bad, "%s/gen-900000/iamglass", dir.index);
    int fd = open(bad, O_WRONLY | O_CREAT, 0600);
    assert_int_equal(write(fd, "nothing", 7), 7);
    (void) close(fd);
    point_current_at("gen-900000");
    while (warnings() == 0)
        assert_int_equal(http_status(&child, "/readyz"), 200);
    wait_until_served(good);
    assert_int_equal(http_status(&child, "/readyz"), 200);
    /* SIGHUP looks again, and says again what is wrong; by then several looks were silent */
    assert_int_equal(kill(child.pid, SIGHUP), 0);
    while (warnings() == 1)
        assert_int_equal(http_status(&child, "/readyz"), 200);
    assert_int_equal(warnings(), 2);
    char next[PATH_BYTES];
    publish(&dir);
    current_generation(&dir, next);
    wait_until_served(next);
}

/* How many files of the index the daemon holds open that are gone from the disk. */
static unsigned deleted_files_held(void)
{
    unsigned n = 0;
    for (int fd = 0; fd < 512; fd++) {
        char link[64];
        char to[PATH_BYTES];
        (void) snprintf(link, sizeof link, "/proc/%d/fd/%d", (int) child.pid, fd);
        ssize_t size = readlink(link, to, sizeof to - 1);
        if (size <= 0)
            continue;
        to[size] = '\0';
        n += strstr(to, dir.index) != NULL && strstr(to, "(deleted)") != NULL;
    }
    return n;
}

static void old_generations_are_let_go_of(void **state)
{
    (void) state;
    for (int i = 0; i < 5; i++) { /* more than the indexer keeps */
        char generation[PATH_BYTES];
        publish(&dir);
        current_generation(&dir, generation);
        wait_until_served(generation);
    }
    while (deleted_files_held() > 0) { /* each worker lets go before its next request */
        KY_CLEANUP(answer_fini) answer a = http_get(&child, "/healthz");
        assert_int_equal(a.status, 200);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_request_is_lost_when_generations_change, up, down),
        cmocka_unit_test_setup_teardown(sighup_takes_up_a_generation_too, up, down),
        cmocka_unit_test_setup_teardown(a_bad_generation_is_not_taken_up, up, down),
        cmocka_unit_test_setup_teardown(old_generations_are_let_go_of, up, down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
