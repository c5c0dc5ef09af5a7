/* Promises:
 *  - every name of the bundled table is read as the reviewed list tests/relevance/readings.tsv
 *    says;
 *  - the list holds every project of the table, under the name that the table gives it. */
#include "support.h"

#include <stdio.h>

#include "ja/terms.h"

enum { COLS = 3, NUMBER = 0, NAME = 1, READING = 2, TABLE_NAME = 3, PROJECTS = 77 };

static void read_file(const char *path, ky_buf *ret)
{
    assert_int_equal(ky_buf_read_file(ret, path, JA_MAX_TEXT_BYTES, NULL), KY_OK);
}

/* Cut the next line off *text, without its end. */
static ky_str next_line(ky_str *text)
{
    const char *newline = memchr(text->p, '\n', text->n);
    ky_str line = {text->p, newline == NULL ? text->n : (size_t) (newline - text->p)};
    *text = ky_str_from(*text, newline == NULL ? text->n : line.n + 1);
    return line;
}

/* Columns between tabs; as many as there are, at most max. */
static size_t split_tabs(ky_str line, ky_str *cols, size_t max)
{
    size_t n = 0;
    for (size_t end = 0; n < max && end != SIZE_MAX; n++) {
        end = ky_str_find(line, KY_LIT("\t"));
        cols[n] = (ky_str){line.p, end == SIZE_MAX ? line.n : end};
        line = ky_str_from(line, end == SIZE_MAX ? line.n : end + 1);
    }
    return n;
}

/* The name of a project in the published table; empty where there is none of that number. */
static ky_str name_in_table(ky_str table, ky_str number)
{
    while (table.n > 0) {
        ky_str cols[TABLE_NAME + 1];
        if (split_tabs(next_line(&table), cols, TABLE_NAME + 1) == TABLE_NAME + 1 &&
            ky_str_eq(cols[NUMBER], number))
            return cols[TABLE_NAME];
    }
    return (ky_str){0};
}

/* Check each line; returns how many there are. */
static size_t check_list(ky_str list, void (*check)(void *payload, const ky_str cols[COLS]),
                         void *payload)
{
    size_t n = 0;
    while (list.n > 0) {
        ky_str line = next_line(&list);
        if (ky_str_starts(line, KY_LIT("#")))
            continue;
        ky_str cols[COLS + 1];
        assert_int_equal(split_tabs(line, cols, COLS + 1), COLS);
        check(payload, cols);
        n++;
    }
    return n;
}

static void check_reading(void *payload, const ky_str cols[COLS])
{
    ja_analysis a = analyse(payload, cols[NAME]);
    KY_CLEANUP(ky_buf_fini) ky_buf reading = {0};
    ja_reading(&a, &reading);
    assert_true(ky_buf_ok(&reading));
    if (!ky_str_eq(ky_buf_str(&reading), cols[READING]))
        fail_msg("%.*s is read %.*s", KY_FMT(cols[NAME]), KY_FMT(ky_buf_str(&reading)));
}

static void every_name_is_read_as_the_list_says(void **state)
{
    KY_CLEANUP(ky_buf_fini) ky_buf list = {0};
    read_file(KYODO_SOURCE_DIR "/tests/relevance/readings.tsv", &list);
    assert_int_equal(check_list(ky_buf_str(&list), check_reading, *state), PROJECTS);
}

typedef struct tables {
    ky_str table;
    size_t number;
} tables;

static void check_name(void *payload, const ky_str cols[COLS])
{
    tables *t = payload;
    char number[24];
    (void) snprintf(number, sizeof number, "%zu", ++t->number);
    assert_str(cols[NUMBER], number);
    if (!ky_str_eq(name_in_table(t->table, cols[NUMBER]), cols[NAME]))
        fail_msg("the table has no %.*s under %s", KY_FMT(cols[NAME]), number);
}

static void every_project_is_in_the_list_once_under_its_own_name(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf list = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf table = {0};
    read_file(KYODO_SOURCE_DIR "/tests/relevance/readings.tsv", &list);
    read_file(KYODO_SOURCE_DIR "/data/collaboration-2020.tsv", &table);
    tables t = {.table = ky_buf_str(&table)};
    assert_int_equal(check_list(ky_buf_str(&list), check_name, &t), PROJECTS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_name_is_read_as_the_list_says),
        cmocka_unit_test(every_project_is_in_the_list_once_under_its_own_name),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
