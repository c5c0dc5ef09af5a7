/* Runs the golden cases of a folder: NAME.req and NAME.json, as README.md there says.
 *
 *   run_cases FOLDER [NAME...]           compare
 *   run_cases --write FOLDER [NAME...]   write the answers instead */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"

enum { MAX_LINES = 64, MAX_CASES = 1000 };

static const char *folder;
static place published;

static char *case_path(const char *name, const char *ending)
{
    KY_CLEANUP(ky_buf_fini) ky_buf file = {0};
    ky_buf_printf(&file, "%s.%s", name, ending);
    assert_true(ky_buf_ok(&file));
    return path_in(folder, file.p);
}

/* The lines of a .req that are parameters; they point into text, which is cut at its lines. */
static void list_params(char *text, const char **params)
{
    size_t n = 0;
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        char *next = text + length + (text[length] == '\n');
        text[length] = '\0';
        if (length > 0 && text[0] != '#') {
            assert_true(n < MAX_LINES);
            params[n++] = text;
        }
        text = next;
    }
    params[n] = NULL;
}

/* Scores fall, or stay, from hit to hit. */
static void check_scores(const json_t *hits)
{
    double before = 0;
    size_t i;
    json_t *hit;
    json_array_foreach(hits, i, hit)
    {
        double score = json_real_value(json_object_get(hit, "score"));
        assert_true(score >= 0 && (i == 0 || score <= before));
        before = score;
    }
}

static bool is_by_relevance(const char *const *params)
{
    for (; *params != NULL; params++)
        if (strncmp(*params, "sort=", 5) == 0)
            return strcmp(*params, "sort=relevance") == 0;
    return true;
}

/* The answer without what may differ. */
static json_t *answer_of(const char *name)
{
    char *path = case_path(name, "req");
    char *text = read_whole(path);
    const char *params[MAX_LINES + 1];
    size_t i;
    json_t *hit;
    list_params(text, params);
    json_t *answer = ask_list(published.ix, params);
    if (is_by_relevance(params))
        check_scores(json_object_get(answer, "hits"));
    assert_true(json_is_integer(json_object_get(answer, "took_us")));
    json_object_del(answer, "took_us");
    json_object_del(json_object_get(answer, "index"), "generation");
    json_array_foreach(json_object_get(answer, "hits"), i, hit)
        assert_int_equal(json_object_del(hit, "score"), 0);
    free(text);
    free(path);
    return answer;
}

static void write_case(const char *name)
{
    KY_CLEANUP(ky_json_unref_p) json_t *answer = answer_of(name);
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    char *path = case_path(name, "json");
    assert_int_equal(ky_json_write(answer, 1, &text, NULL), KY_OK);
    ky_buf_putc(&text, '\n');
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(text.p, 1, text.n, f), text.n);
    assert_int_equal(fclose(f), 0);
    free(path);
}

static size_t first_difference(const char *a, const char *b)
{
    size_t i = 0;
    while (a[i] != '\0' && a[i] == b[i])
        i++;
    while (i > 0 && ((unsigned char) a[i] & 0xC0) == 0x80)
        i--;
    return i;
}

/* The bytes are compared, so that the order of members counts. */
static void compare_case(void **state)
{
    const char *name = *state;
    KY_CLEANUP(ky_json_unref_p) json_t *answer = answer_of(name);
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    char *path = case_path(name, "json");
    char *wanted = read_whole(path);
    assert_int_equal(ky_json_write(answer, 1, &text, NULL), KY_OK);
    ky_buf_putc(&text, '\n');
    size_t at = first_difference(text.p, wanted);
    if (strcmp(text.p, wanted) != 0)
        fail_msg("%s: the answer says\n%.300s\nnot\n%.300s", name, text.p + at, wanted + at);
    free(wanted);
    free(path);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *) a, *(char *const *) b);
}

static size_t list_cases(char **names)
{
    size_t n = 0;
    DIR *d = opendir(folder);
    if (d == NULL)
        return 0;
    for (const struct dirent *e; (e = readdir(d)) != NULL && n < MAX_CASES;) {
        size_t length = strlen(e->d_name);
        if (length > 4 && strcmp(e->d_name + length - 4, ".req") == 0)
            names[n++] = strndup(e->d_name, length - 4);
    }
    (void) closedir(d);
    qsort(names, n, sizeof names[0], by_name);
    return n;
}

static char *names[MAX_CASES];
static size_t n_names;

static void write_cases(void **state)
{
    (void) state;
    for (size_t i = 0; i < n_names; i++)
        write_case(names[i]);
}

static int setup(void **state)
{
    (void) state;
    place_make(&published, table_published);
    return 0;
}

static int teardown(void **state)
{
    (void) state;
    place_fini(&published);
    model_close();
    return 0;
}

static int compare_cases(void)
{
    static struct CMUnitTest tests[MAX_CASES];
    for (size_t i = 0; i < n_names; i++)
        tests[i] = (struct CMUnitTest){
            .name = names[i], .test_func = compare_case, .initial_state = names[i]};
    return _cmocka_run_group_tests("cases", tests, n_names, setup, teardown);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest writing[] = {cmocka_unit_test(write_cases)};
    bool write = argc > 1 && strcmp(argv[1], "--write") == 0;
    int at = write ? 2 : 1;
    if (argc <= at) {
        (void) fprintf(stderr, "usage: run_cases [--write] FOLDER [NAME...]\n");
        return 2;
    }
    folder = argv[at++];
    for (; at < argc && n_names < MAX_CASES; at++)
        names[n_names++] = strdup(argv[at]);
    if (n_names == 0)
        n_names = list_cases(names);
    int failed = n_names == 0;
    if (n_names > 0)
        failed = write ? cmocka_run_group_tests(writing, setup, teardown) : compare_cases();
    for (size_t i = 0; i < n_names; i++)
        free(names[i]);
    return failed;
}
