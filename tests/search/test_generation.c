/* Promises checked here:
 * - publishing counts up, `current` names the newest, the last ones asked for stay for rollback
 * - what `current` names is never removed, newest or not
 * - while a builder lives the directory is locked; freed early it leaves no trace
 * - a build that shrinks the index by more than a fifth is refused, exactly there, unless allowed
 * - two records with one id are refused, and the old index stays
 * - a builder killed at any step leaves the old index served, and the next build works
 * - a full disk is an error, and the old index stays
 * - nothing published is NOT_FOUND, and a link that names no generation CORRUPT */
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"

static table published;
static table parks;
static char *dir;

static int setup(void **state)
{
    (void) state;
    table_published(&published);
    table_parks(&parks);
    return 0;
}

static int teardown(void **state)
{
    (void) state;
    table_fini(&published);
    table_fini(&parks);
    model_close();
    return 0;
}

static int fresh(void **state)
{
    (void) state;
    dir = temp_make();
    return 0;
}

static int used(void **state)
{
    (void) state;
    temp_remove(dir);
    return 0;
}

static bool exists(const char *name)
{
    struct stat st;
    char *path = path_in(dir, name);
    bool there = lstat(path, &st) == 0;
    free(path);
    return there;
}

static void assert_current(const char *wanted)
{
    char name[KY_GENERATION_BYTES];
    ky_err err;
    if (ky_generation_current(dir, name, &err) != KY_OK)
        fail_msg("%s", err.msg);
    assert_string_equal(name, wanted);
}

static void assert_serves(uint32_t records)
{
    KY_CLEANUP(ky_index_free_p) ky_index *ix = open_ok(dir);
    assert_int_equal(ky_index_records(ix), records);
    assert_int_equal(total(ix, "q="), records);
}

static ky_build_options with_keep(uint32_t keep)
{
    ky_build_options o = build_defaults;
    o.keep = keep;
    return o;
}

static void generations_count_up_and_the_last_ones_stay(void **state)
{
    (void) state;
    char name[KY_GENERATION_BYTES];
    ky_build_options o = with_keep(2);
    for (int i = 1; i <= 4; i++) {
        char wanted[KY_GENERATION_BYTES];
        (void) snprintf(wanted, sizeof wanted, "gen-%06d", i);
        assert_int_equal(build(dir, &parks, &o, name, NULL), KY_OK);
        assert_string_equal(name, wanted);
        assert_current(wanted);
    }
    assert_false(exists("gen-000001"));
    assert_false(exists("gen-000002"));
    assert_true(exists("gen-000003"));
    assert_true(exists("gen-000004"));
    assert_false(exists("staging"));
}

static void what_is_current_is_never_removed(void **state)
{
    (void) state;
    char *current = path_in(dir, "current");
    ky_build_options o = with_keep(10);
    for (int i = 0; i < 4; i++)
        build_ok(dir, &parks, &o);
    assert_int_equal(unlink(current), 0);
    assert_int_equal(symlink("gen-000001", current), 0);
    assert_int_equal(ky_generation_prune(dir, 1, NULL), KY_OK);
    assert_true(exists("gen-000001"));
    assert_true(exists("gen-000004"));
    assert_false(exists("gen-000002"));
    assert_false(exists("gen-000003"));
    assert_serves(8);
    o = with_keep(1);
    build_ok(dir, &parks, &o);
    assert_current("gen-000005");
    free(current);
}

static void a_directory_at_work_is_locked(void **state)
{
    (void) state;
    ky_builder *first = NULL;
    ky_builder *second = NULL;
    ky_err err;
    assert_int_equal(ky_builder_open(dir, parks.schema, model(), &build_defaults, &first, NULL),
                     KY_OK);
    assert_int_equal(ky_builder_open(dir, parks.schema, model(), &build_defaults, &second, &err),
                     KY_E_LOCKED);
    assert_null(second);
    assert_non_null(strstr(err.msg, "another indexer"));
    ky_builder_free(first);
    build_ok(dir, &parks, &build_defaults);
}

static void a_missing_directory_is_made(void **state)
{
    (void) state;
    char *deep = path_in(dir, "a/b/c");
    build_ok(deep, &parks, &build_defaults);
    ky_index *ix = open_ok(deep);
    ky_index_free(ix);
    free(deep);
}

static void a_builder_freed_early_leaves_no_trace(void **state)
{
    (void) state;
    build_ok(dir, &parks, &build_defaults);
    for (int step = 0; step < 3; step++) {
        ky_builder *b = NULL;
        assert_int_equal(ky_builder_open(dir, published.schema, model(), &build_defaults, &b, NULL),
                         KY_OK);
        for (size_t i = 0; step > 0 && i < published.n; i++)
            assert_int_equal(ky_builder_add(b, &published.records[i], NULL, NULL), KY_OK);
        if (step > 1)
            assert_int_equal(ky_builder_finish(b, NULL), KY_OK);
        ky_builder_free(b);
        assert_current("gen-000001");
        assert_false(exists("staging"));
        assert_serves(8);
    }
    ky_builder_free(NULL);
}

static void a_finished_build_can_be_tried_before_it_is_published(void **state)
{
    (void) state;
    KY_CLEANUP(ky_builder_free_p) ky_builder *b = NULL;
    ky_index *ix = NULL;
    char name[KY_GENERATION_BYTES] = "untouched";
    assert_int_equal(ky_builder_open(dir, parks.schema, model(), &build_defaults, &b, NULL), KY_OK);
    assert_int_not_equal(ky_builder_try(b, &ix, NULL), KY_OK);
    assert_int_not_equal(ky_builder_publish(b, name, NULL), KY_OK);
    assert_string_equal(name, "untouched");
    for (size_t i = 0; i < parks.n; i++)
        assert_int_equal(ky_builder_add(b, &parks.records[i], parks.datasets[i], NULL), KY_OK);
    assert_int_equal(ky_builder_finish(b, NULL), KY_OK);
    assert_int_equal(ky_builder_try(b, &ix, NULL), KY_OK);
    assert_ids(ix, "2022-1,2021-1", "q=土手");
    ky_index_free(ix);
    assert_false(exists("current"));
    assert_int_equal(ky_builder_publish(b, name, NULL), KY_OK);
    assert_string_equal(name, "gen-000001");
}

static ky_rc build_first(size_t n, bool allow_shrink, ky_err *err)
{
    table t = table_cut(&published, n);
    ky_build_options o = build_defaults;
    o.allow_shrink = allow_shrink;
    return build(dir, &t, &o, NULL, err);
}

static void losing_more_than_a_fifth_is_refused(void **state)
{
    (void) state;
    ky_err err;
    assert_int_equal(build_first(50, false, NULL), KY_OK);
    assert_int_equal(build_first(39, false, &err), KY_E_INVALID);
    assert_non_null(strstr(err.msg, "50"));
    assert_non_null(strstr(err.msg, "39"));
    assert_current("gen-000001");
    assert_serves(50);
    assert_int_equal(build_first(40, false, NULL), KY_OK); /* exactly a fifth */
    assert_serves(40);
    assert_int_equal(build_first(3, true, NULL), KY_OK);
    assert_int_equal(build_first(2, false, NULL), KY_E_INVALID);
    assert_int_equal(build_first(0, false, NULL), KY_E_INVALID);
    assert_int_equal(build_first(3, false, NULL), KY_OK);
    assert_int_equal(build_first(77, false, NULL), KY_OK);
    assert_serves(77);
}

static void an_empty_index_answers(void **state)
{
    (void) state;
    assert_int_equal(build_first(0, false, NULL), KY_OK);
    KY_CLEANUP(ky_index_free_p) ky_index *ix = open_ok(dir);
    assert_int_equal(total(ix, "q="), 0);
    assert_int_equal(total(ix, "q=公園 -清掃 「の」"), 0);
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(ix, "q=", "form=委託");
    assert_int_equal(json_array_size(at(a, "facets.form")), 9);
}

static void one_id_twice_is_refused(void **state)
{
    (void) state;
    ky_record twins[3] = {published.records[0], published.records[1], published.records[0]};
    const ky_dataset *datasets[3] = {NULL, NULL, NULL};
    table t = {.schema = published.schema, .records = twins, .datasets = datasets, .n = 3};
    ky_err err;
    build_ok(dir, &published, &build_defaults);
    for (uint32_t shards = 1; shards <= 2; shards++) {
        ky_build_options o = build_defaults;
        o.shards = shards;
        o.allow_shrink = true;
        assert_int_equal(build(dir, &t, &o, NULL, &err), KY_E_INVALID);
        assert_non_null(strstr(err.msg, "2020-1"));
        assert_serves(77);
    }
}

static void a_bad_record_fails_the_build_and_is_named(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf line = {0};
    table t;
    ky_err err;
    build_ok(dir, &parks, &build_defaults);
    ky_buf_puts(&line, "{\"id\": \"big\", \"title\": \"t\", \"body\": \"");
    for (size_t i = 0; i <= (1 << 20); i++)
        ky_buf_putc(&line, 'a');
    ky_buf_puts(&line, "\"}\n");
    table_lines(&t, parks.schema->json.p, line.p);
    assert_int_equal(build(dir, &t, &build_defaults, NULL, &err), KY_E_INVALID);
    assert_non_null(strstr(err.msg, "big"));
    table_fini(&t);
    assert_serves(8);
}

/* A child builds the published table and dies after that many steps. */
static void build_and_die(int steps)
{
    ky_builder *b = NULL;
    ky_build_options o = build_defaults;
    o.jobs = 2;
    char name[KY_GENERATION_BYTES];
    bool alive = ky_builder_open(dir, published.schema, model(), &o, &b, NULL) == KY_OK;
    for (size_t i = 0; alive && i < published.n; i++) {
        if (steps == (int) i)
            (void) raise(SIGKILL);
        alive = ky_builder_add(b, &published.records[i], published.datasets[i], NULL) == KY_OK;
    }
    alive = alive && ky_builder_finish(b, NULL) == KY_OK;
    if (steps == 1000)
        (void) raise(SIGKILL);
    alive = alive && ky_builder_publish(b, name, NULL) == KY_OK;
    (void) raise(SIGKILL);
    _exit(1);
}

static void a_killed_build_leaves_the_old_index(void **state)
{
    (void) state;
    static const int steps[] = {0, 1, 40, 76, 1000};
    build_ok(dir, &parks, &build_defaults);
    for (size_t i = 0; i < KY_LEN(steps); i++) {
        int status = 0;
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0)
            build_and_die(steps[i]);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        assert_current("gen-000001");
        assert_true(exists("staging"));
        assert_serves(8);
    }
    build_ok(dir, &published, &build_defaults);
    assert_false(exists("staging"));
    assert_serves(77);
}

/* What publishing leaves where it dies between its two renames. */
static void a_build_killed_while_publishing_is_no_obstacle(void **state)
{
    (void) state;
    build_ok(dir, &parks, &build_defaults);
    char *orphan = path_in(dir, "gen-000002");
    char *half = path_in(dir, "current.new");
    assert_int_equal(mkdir(orphan, 0777), 0);
    assert_int_equal(symlink("gen-000002", half), 0);
    assert_serves(8);
    build_ok(dir, &published, &build_defaults);
    assert_current("gen-000003");
    assert_serves(77);
    free(orphan);
    free(half);
}

/* The limit on a file's size stands for a full disk: writes fail in the same place. */
static void a_full_disk_is_an_error_and_the_old_index_stays(void **state)
{
    (void) state;
    build_ok(dir, &parks, &build_defaults);
    static const rlim_t bytes[] = {0, 4096, 20000, 60000, 100000};
    for (size_t i = 0; i < KY_LEN(bytes); i++) {
        int status = 0;
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            const struct rlimit limit = {bytes[i], bytes[i]};
            ky_err err = {0};
            (void) signal(SIGXFSZ, SIG_IGN);
            (void) setrlimit(RLIMIT_FSIZE, &limit);
            ky_rc rc = build(dir, &published, &build_defaults, NULL, &err);
            _exit(rc == KY_E_IO && err.msg[0] != '\0' ? 0 : 1 + (int) rc);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
        assert_current("gen-000001");
        assert_false(exists("staging"));
        assert_serves(8);
    }
    build_ok(dir, &published, &build_defaults);
    assert_serves(77);
}

static void nothing_published_is_not_found(void **state)
{
    (void) state;
    ky_index *ix = NULL;
    char name[KY_GENERATION_BYTES] = "untouched";
    char *current = path_in(dir, "current");
    assert_int_equal(ky_index_open(dir, model(), &ix, NULL), KY_E_NOT_FOUND);
    assert_int_equal(ky_index_open("/nowhere/at/all", model(), &ix, NULL), KY_E_NOT_FOUND);
    assert_int_equal(ky_generation_current(dir, name, NULL), KY_E_NOT_FOUND);
    assert_string_equal(name, "untouched");
    static const char *const wrong[] = {"somewhere", "gen-", "gen-x", "gen-0", "../gen-000001"};
    for (size_t i = 0; i < KY_LEN(wrong); i++) {
        (void) unlink(current);
        assert_int_equal(symlink(wrong[i], current), 0);
        assert_int_equal(ky_generation_current(dir, name, NULL), KY_E_CORRUPT);
        assert_int_equal(ky_index_open(dir, model(), &ix, NULL), KY_E_CORRUPT);
    }
    (void) unlink(current);
    assert_int_equal(symlink("gen-000009", current), 0);
    assert_int_equal(ky_index_open(dir, model(), &ix, NULL), KY_E_CORRUPT);
    assert_null(ix);
    free(current);
}

#define WITH_DIR(test) cmocka_unit_test_setup_teardown(test, fresh, used)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DIR(generations_count_up_and_the_last_ones_stay),
        WITH_DIR(what_is_current_is_never_removed),
        WITH_DIR(a_directory_at_work_is_locked),
        WITH_DIR(a_missing_directory_is_made),
        WITH_DIR(a_builder_freed_early_leaves_no_trace),
        WITH_DIR(a_finished_build_can_be_tried_before_it_is_published),
        WITH_DIR(losing_more_than_a_fifth_is_refused),
        WITH_DIR(an_empty_index_answers),
        WITH_DIR(one_id_twice_is_refused),
        WITH_DIR(a_bad_record_fails_the_build_and_is_named),
        WITH_DIR(a_killed_build_leaves_the_old_index),
        WITH_DIR(a_build_killed_while_publishing_is_no_obstacle),
        WITH_DIR(a_full_disk_is_an_error_and_the_old_index_stays),
        WITH_DIR(nothing_published_is_not_found),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
