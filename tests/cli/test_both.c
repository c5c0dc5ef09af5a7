/* Promises of `kyodo` on an index and on the real daemon that serves it, over TCP and over a Unix
 * socket:
 *  - the same question gives the same bytes in every format, but for the time that JSON tells;
 *  - the same mistake gives the same exit and the same words. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "kyodo.h"

typedef struct fixture {
    background daemon;
    char folder[32];
    char tcp[96];
    char local[96];
} fixture;

static int start(void **state)
{
    static fixture f;
    (void) snprintf(f.folder, sizeof f.folder, "/tmp/kyodo-cli-XXXXXX");
    if (mkdtemp(f.folder) == NULL)
        return -1;
    (void) snprintf(f.local, sizeof f.local, "unix:%s/socket", f.folder);
    const char *const args[] = {"--index",  KYODO_TEST_INDEX,     "--listen", f.local,
                                "--listen", "http://127.0.0.1:0", NULL};
    f.daemon = run_in_background(KYODO_SEARCHD, args);
    /* A line for each listener; which comes first is not promised. */
    ky_buf second = {0};
    background_line(&f.daemon, &second);
    const char *lines[] = {f.daemon.line.p, second.p};
    for (size_t i = 0; i < KY_LEN(lines); i++)
        if (strncmp(lines[i], "listening on http", strlen("listening on http")) == 0)
            (void) snprintf(f.tcp, sizeof f.tcp, "%.80s", lines[i] + strlen("listening on "));
    ky_buf_fini(&second);
    *state = &f;
    return 0;
}

static int stop(void **state)
{
    fixture *f = *state;
    background_stop(&f->daemon);
    (void) unlink(f->local + strlen("unix:"));
    (void) rmdir(f->folder);
    return 0;
}

/* The digits behind "took_us": are no part of the comparison. */
static void without_time(ky_buf *out)
{
    ky_str text = ky_buf_str(out);
    size_t at = ky_str_find(text, KY_LIT("\"took_us\":"));
    if (at == SIZE_MAX)
        return;
    at += strlen("\"took_us\":");
    size_t n = strspn(out->p + at, "0123456789");
    memset(out->p + at, '0', 1);
    memmove(out->p + at + 1, out->p + at + n, out->n - at - n + 1);
    out->n -= n - 1;
}

static void assert_same(outcome *got, const outcome *expected)
{
    assert_int_equal(got->status, expected->status);
    assert_text(ky_buf_str(&got->out), expected->out.p == NULL ? "" : expected->out.p);
    assert_text(ky_buf_str(&got->err), expected->err.p == NULL ? "" : expected->err.p);
}

enum { MAX_QUESTION = 8 };

static outcome ask(const char *const *question, const char *option, const char *place)
{
    run r = {.args = {question[0], option, place}};
    for (size_t i = 1; question[i] != NULL; i++)
        r.args[i + 2] = question[i];
    outcome o = run_program(KYODO_PROGRAM, &r);
    without_time(&o.out);
    return o;
}

static void assert_alike(const fixture *f, const char *const *questions)
{
    KY_CLEANUP(outcome_fini) outcome own = ask(questions, "--index", KYODO_TEST_INDEX);
    KY_CLEANUP(outcome_fini) outcome tcp = ask(questions, "--server", f->tcp);
    KY_CLEANUP(outcome_fini) outcome local = ask(questions, "--server", f->local);
    assert_same(&tcp, &own);
    assert_same(&local, &own);
}

static void an_index_and_a_daemon_answer_alike(void **state)
{
    static const char *const questions[][MAX_QUESTION] = {
        {"search", NULL},
        {"search", "--format=json", "地図", NULL},
        {"search", "--format=json", "ぬるぽ", NULL},
        {"search", "--format=json", "台所", "ぬるぽ", NULL},
        {"search", "--format=json", "--subject=料理", "--subject=歴史", "--year=2021", NULL},
        {"search", "--format=json", "100% & #1 + \"古い地図\" ?=/", NULL},
        {"search", "--format=jsonl", "地図", NULL},
        {"search", "--format=csv", "--sort=-number", "--limit=3", NULL},
        {"search", "--format=table", "地図", NULL},
        {"search", "--format=json", "--explain", "地図", NULL},
        {"search", "--format=table", "--explain", "地図", NULL},
        {"search", "--", "地図", "-方位", NULL},
        {"facets", "--lent=true", NULL},
        {"facets", "--format=json", "地図", NULL},
        {"suggest", "ち", NULL},
        {"suggest", "--format=json", "chiz", NULL},
        {"suggest", "--format=json", "--limit=3", "地図", "き", NULL},
        {"suggest", "--format=table", NULL},
        {"show", "--format=json", "2021-6", NULL},
        {"show", "--format=table", "2", NULL},
    };
    for (size_t i = 0; i < KY_LEN(questions); i++)
        assert_alike(*state, questions[i]);
}

static void an_index_and_a_daemon_refuse_alike(void **state)
{
    static const char *const questions[][MAX_QUESTION] = {
        {"search", "--limit=101", NULL},
        {"search", "--limit=abc", NULL},
        {"search", "--sort=date", NULL},
        {"search", "--lent=maybe", NULL},
        {"search", "--nosuch=1", NULL},
        {"search", "\xff\xfe", NULL},
        {"suggest", "--limit=0", NULL},
        {"suggest", "\xff\xfe", NULL},
        {"show", "2021-99", NULL},
        {"show", "99", NULL},
        {"show", "1", NULL},
        {"show", "../schema", NULL},
        {"search", "--match=some", NULL},
        {"facets", "--year=20201", NULL},
    };
    for (size_t i = 0; i < KY_LEN(questions); i++) {
        KY_CLEANUP(outcome_fini) outcome own = ask(questions[i], "--index", KYODO_TEST_INDEX);
        assert_true(own.status == 1 || own.status == 2);
        assert_alike(*state, questions[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_index_and_a_daemon_answer_alike),
        cmocka_unit_test(an_index_and_a_daemon_refuse_alike),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
