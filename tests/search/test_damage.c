/* Promises checked here:
 * - an index made by another analyser or of another layout is refused, with both named
 * - every file of an index cut short gives an error or an answer, never a crash
 * - one with bytes changed inside, too, unless Xapian's own code dies of them (its blocks have no
 *   checksum), and no error that blames the question
 * - metadata that is missing or no sense is CORRUPT */
#include <dirent.h>
#include <dlfcn.h>
#include <execinfo.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"
#include "random.h"
#include "search/layout.h"
#include "search/xapian.h"

static table parks;
static char *dir;
static char *shard;

static int setup(void **state)
{
    (void) state;
    table_parks(&parks);
    return 0;
}

static int teardown(void **state)
{
    (void) state;
    table_fini(&parks);
    model_close();
    return 0;
}

static int fresh(void **state)
{
    (void) state;
    dir = temp_make();
    build_ok(dir, &parks, &build_defaults);
    shard = path_in(dir, "gen-000001/shard-0");
    return 0;
}

static int used(void **state)
{
    (void) state;
    free(shard);
    temp_remove(dir);
    return 0;
}

static void set_meta(const char *key, const char *value)
{
    KY_CLEANUP(xapc_writer_free_p) xapc_writer *w = NULL;
    xapc_error xe;
    assert_int_equal(xapc_writer_open(shard, XAPC_OPEN_EXISTING, XAPC_OPEN_NO_TERMLIST, 0, &w, &xe),
                     XAPC_OK);
    assert_int_equal(
        xapc_writer_set_metadata(w, ky_bytes(ky_str_of(key)), ky_bytes(ky_str_of(value)), &xe),
        XAPC_OK);
    assert_int_equal(xapc_writer_close(w, &xe), XAPC_OK);
}

static void assert_corrupt(const char *part)
{
    ky_index *ix = NULL;
    ky_err err;
    assert_int_equal(ky_index_open(dir, model(), &ix, &err), KY_E_CORRUPT);
    assert_null(ix);
    if (strstr(err.msg, part) == NULL)
        fail_msg("'%s' does not say '%s'", err.msg, part);
}

static void another_analyser_is_refused_with_both_named(void **state)
{
    (void) state;
    set_meta(KY_META_FINGERPRINT, "analyser 0, made elsewhere");
    assert_corrupt("analyser 0, made elsewhere");
    assert_corrupt(ja_model_fingerprint(model()));
}

static void another_layout_is_refused(void **state)
{
    (void) state;
    set_meta(KY_META_LAYOUT, "0");
    assert_corrupt("layout 0");
    assert_corrupt("layout " KY_LAYOUT_VERSION);
}

static void metadata_without_sense_is_corrupt(void **state)
{
    (void) state;
    static const char lexicon[] = KY_META_LEXICON "0";
    static const char readings[] = KY_META_READINGS "0";
    static const char *const keys[] = {
        KY_META_LAYOUT,  KY_META_FINGERPRINT, KY_META_SCHEMA,   KY_META_RECORDS, KY_META_BUILT,
        KY_META_PROGRAM, KY_META_WIDTHS,      KY_META_DATASETS, lexicon,         readings};
    static const char *const json[] = {KY_META_SCHEMA, KY_META_RECORDS, KY_META_WIDTHS,
                                       KY_META_DATASETS};
    static const char *const wrong[] = {"{", "-1", "\"\"", "{\"a\": 1}"};
    for (size_t i = 0; i < KY_LEN(keys); i++) {
        set_meta(keys[i], "");
        assert_corrupt(keys[i]);
        set_meta(keys[i], "x");
        ky_index *ix = NULL;
        ky_rc rc = ky_index_open(dir, model(), &ix, NULL);
        assert_true(rc == KY_E_CORRUPT || strcmp(keys[i], KY_META_BUILT) == 0 ||
                    strcmp(keys[i], KY_META_PROGRAM) == 0);
        ky_index_free(ix);
        char *again = temp_make();
        build_ok(again, &parks, &build_defaults);
        temp_remove(dir);
        free(shard);
        dir = again;
        shard = path_in(dir, "gen-000001/shard-0");
    }
    for (size_t i = 0; i < KY_LEN(json); i++) {
        for (size_t k = 0; k < KY_LEN(wrong); k++) {
            ky_index *ix = NULL;
            set_meta(json[i], wrong[k]);
            ky_rc rc = ky_index_open(dir, model(), &ix, NULL);
            if (rc != KY_E_CORRUPT)
                fail_msg("%s = %s gives %s", json[i], wrong[k], ky_rc_name(rc));
        }
        temp_remove(dir);
        free(shard);
        (void) fresh(NULL);
    }
}

static void a_missing_database_is_corrupt(void **state)
{
    (void) state;
    assert_int_equal(ky_remove_tree(shard, NULL), KY_OK);
    assert_corrupt("damaged");
}

/* Whatever the damage: an answer, or an error that a reader can act on. */
static ky_rc ask_everything(ky_err *err)
{
    KY_CLEANUP(ky_index_free_p) ky_index *ix = NULL;
    const char *const *const questions[] = {
        (const char *const[]){"q=水辺 公園", "match=any", NULL},
        (const char *const[]){"q=「の」", "ward=北", "sort=name", NULL},
        (const char *const[]){"q=-清掃", NULL}};
    ky_rc rc = ky_index_open(dir, model(), &ix, err);
    for (size_t i = 0; rc == KY_OK && i < KY_LEN(questions); i++) {
        KY_CLEANUP(ky_json_unref_p) json_t *answer = NULL;
        rc = try_ask(ix, questions[i], 0, &answer, err);
    }
    if (rc != KY_OK)
        return rc;
    KY_CLEANUP(ky_json_unref_p) json_t *record = NULL;
    rc = ky_answer_record(ix, KY_LIT("2021-1"), false, &record, err);
    return rc == KY_E_NOT_FOUND ? KY_OK : rc; /* an answer too, where its id was damaged */
}

enum { DIED_IN_XAPIAN = 77, MAX_FRAMES = 64 };

/* What a sanitizer finds shall reach the handler below.
 * NOLINTNEXTLINE(bugprone-reserved-identifier) */
const char *__asan_default_options(void);
/* NOLINTNEXTLINE(bugprone-reserved-identifier) */
const char *__asan_default_options(void)
{
    return "abort_on_error=1";
}

/* The process is lost already: a call that is not safe in a handler can make nothing worse.
 * NOLINTBEGIN(bugprone-signal-handler,cert-sig30-c) */

/* Whose code it was: the innermost frame that is neither this handler nor a library of the system.
 */
static void tell_who_died(int signal_number)
{
    static const char *const system[] = {"/libc.so", "/libasan.so", "/libstdc++.so",
                                         "/libgcc_s.so"};
    void *frames[MAX_FRAMES];
    int n = backtrace(frames, MAX_FRAMES);
    bool raised = false; /* past the handler's own frames, which end in libc */
    for (int i = 0; i < n; i++) {
        Dl_info d = {0};
        bool skip = dladdr(frames[i], &d) == 0 || d.dli_fname == NULL;
        for (size_t k = 0; k < KY_LEN(system) && !skip; k++)
            skip = strstr(d.dli_fname, system[k]) != NULL;
        raised = raised || (skip && d.dli_fname != NULL && strstr(d.dli_fname, system[0]) != NULL);
        if (!skip && raised)
            _exit(strstr(d.dli_fname, "/libxapian.so") != NULL ? DIED_IN_XAPIAN : signal_number);
    }
    _exit(signal_number);
}

/* NOLINTEND(bugprone-signal-handler,cert-sig30-c) */

/* Ask in a child: Xapian trusts the blocks it reads, so that bytes changed inside one can end the
 * process, which nobody but Xapian can prevent. Returns the child's exit status: 0 where it
 * answered, DIED_IN_XAPIAN, or what else ended it. */
static int ask_in_child(ky_err *ret)
{
    int fds[2];
    int status = 0;
    assert_int_equal(pipe(fds), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        static const int signals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
        ky_err err = {0};
        for (size_t i = 0; i < KY_LEN(signals); i++) /* cmocka catches them */
            (void) signal(signals[i], tell_who_died);
        err.rc = ask_everything(&err);
        _exit(write(fds[1], &err, sizeof err) == (ssize_t) sizeof err ? 0 : 1);
    }
    (void) close(fds[1]);
    *ret = (ky_err){0};
    ssize_t got = read(fds[0], ret, sizeof *ret);
    (void) close(fds[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status))
        return WTERMSIG(status);
    return got == (ssize_t) sizeof *ret || WEXITSTATUS(status) != 0 ? WEXITSTATUS(status) : 1;
}

static void assert_survives(const char *what, bool may_die)
{
    ky_err err;
    int status = ask_in_child(&err);
    if (status != 0 && !(may_die && status == DIED_IN_XAPIAN))
        fail_msg("%s: the reader died (%d)", what, status);
    if (err.rc != KY_OK && err.rc != KY_E_CORRUPT && err.rc != KY_E_IO && err.rc != KY_E_STALE &&
        err.rc != KY_E_NOMEM)
        fail_msg("%s gives %s: %s", what, ky_rc_name(err.rc), err.msg);
}

static char *read_bytes(const char *path, size_t *ret_n)
{
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    assert_int_equal(ky_buf_read_file(&b, path, SIZE_MAX / 4, NULL), KY_OK);
    *ret_n = b.n;
    return ky_buf_take(&b);
}

static void write_bytes(const char *path, const char *bytes, size_t n)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static void damage_file(const char *path, const char *name, dice *d)
{
    char what[400];
    size_t n = 0;
    char *bytes = read_bytes(path, &n);
    for (int cut = 0; cut < 4; cut++) {
        (void) snprintf(what, sizeof what, "%s cut to %zu of %zu bytes", name, n * (size_t) cut / 4,
                        n);
        write_bytes(path, bytes, n * (size_t) cut / 4);
        assert_survives(what, false);
    }
    for (int i = 0; i < 40 && n > 0; i++) {
        size_t start = throw_dice(d, n);
        size_t run = 1 + throw_dice(d, 16);
        char *changed = malloc(n);
        assert_non_null(changed);
        memcpy(changed, bytes, n);
        for (size_t k = start; k < n && k < start + run; k++)
            changed[k] = (char) throw_dice(d, 256);
        (void) snprintf(what, sizeof what, "%s with %zu bytes changed at %zu", name, run, start);
        write_bytes(path, changed, n);
        assert_survives(what, true);
        free(changed);
    }
    write_bytes(path, bytes, n);
    free(bytes);
    assert_survives("the file put back", false);
}

static void damaged_files_are_errors_or_answers(void **state)
{
    (void) state;
    dice d = {99};
    DIR *folder = opendir(shard);
    size_t files = 0;
    assert_non_null(folder);
    for (const struct dirent *e; (e = readdir(folder)) != NULL;) {
        struct stat st;
        char *path = path_in(shard, e->d_name);
        if (stat(path, &st) == 0 && S_ISREG(st.st_mode)) {
            damage_file(path, e->d_name, &d);
            files++;
        }
        free(path);
    }
    (void) closedir(folder);
    assert_true(files >= 4);
}

#define WITH_INDEX(test) cmocka_unit_test_setup_teardown(test, fresh, used)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_INDEX(another_analyser_is_refused_with_both_named),
        WITH_INDEX(another_layout_is_refused),
        WITH_INDEX(metadata_without_sense_is_corrupt),
        WITH_INDEX(a_missing_database_is_corrupt),
        WITH_INDEX(damaged_files_are_errors_or_answers),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
