/* Promises about large tables: a table that comes through a pipe is read while it is written, and
 * the memory that is in use does not grow with it by more than the ids (18 bytes a record, 27
 * while their set is enlarged). */
#include <malloc.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#include "support.h"

enum { RECORDS = 100000, EVERY = 1000, SLACK_BYTES = 1 << 20 };

typedef struct writer {
    int fd;
    const char *header;
    const char *line; /* a format for the record's number */
} writer;

/* A table of a few hundred bytes a record: far more than may stay in memory. */
static void *write_table(void *arg)
{
    const writer *w = arg;
    FILE *f = fdopen(w->fd, "w");
    assert_non_null(f);
    (void) fputs(w->header, f);
    for (int i = 1; i <= RECORDS; i++)
        (void) fprintf(f, "%s%d%s\n", w->line, i,
                       strstr(w->line, "{") == NULL ? "" : "}"); /* the number comes last */
    (void) fclose(f);
    return NULL;
}

static size_t count_records(ky_table *t, size_t *ret_growth)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    size_t least = SIZE_MAX;
    size_t most = 0;
    size_t n = 0;
    for (bool more = true;; n++) {
        ky_record r;
        ky_err err;
        if (ky_table_next(t, &arena, &r, &more, &err) != KY_OK)
            fail_msg("%s", err.msg);
        if (!more)
            break;
        if (n % EVERY != 0)
            continue;
        size_t used = mallinfo2().uordblks + mallinfo2().hblkhd; /* 0 under a sanitizer */
        least = used < least ? used : least;
        most = used > most ? used : most;
    }
    *ret_growth = most - least;
    return n;
}

static void assert_streams(ky_table_format format, const char *header, const char *line)
{
    int ends[2];
    char path[32];
    pthread_t thread;
    KY_CLEANUP(ky_report_free_p) ky_report *report = NULL;
    KY_CLEANUP(ky_table_free_p) ky_table *t = NULL;
    KY_CLEANUP(ky_idset_fini) ky_idset ids = {0};
    assert_int_equal(0, pipe(ends));
    writer w = {ends[1], header, line};
    assert_int_equal(0, pthread_create(&thread, NULL, write_table, &w));
    (void) snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    assert_int_equal(KY_OK, ky_report_new(NULL, NULL, &report, NULL));
    ky_report_table_begin(report, path);
    const ky_table_options o = {
        .schema = bundled, .report = report, .ids = &ids, .format = format, .year = 2020};
    assert_int_equal(KY_OK, ky_table_open(path, &o, &t, NULL));
    size_t growth;
    assert_int_equal(RECORDS, count_records(t, &growth));
    assert_int_equal(0, ky_report_doubts(report));
    if (growth > RECORDS * 27 + SLACK_BYTES)
        fail_msg("%zu bytes more were in use than at first", growth);
    assert_int_equal(0, pthread_join(thread, NULL));
    (void) close(ends[0]);
}

#define LONG_TEXT                                                                                                              \
    "市内の公園でボランティアの方が水やりや除草作業など日常的な維持管理を行っている。" \
    "市は協働事業として、花苗やシャベル・鋤等の道具の提供を行っている。"

static void jsonl_is_read_in_bounded_memory(void **state)
{
    (void) state;
    assert_streams(KY_TABLE_JSONL, "",
                   "{\"name\":\"公園\",\"description\":\"" LONG_TEXT "\",\"category\":[\"福祉\"],"
                   "\"form\":[\"委託\"],\"number\":");
}

static void csv_is_read_in_bounded_memory(void **state)
{
    (void) state;
    assert_streams(KY_TABLE_CSV, "name,description,category,number\n",
                   "公園,\"" LONG_TEXT "\",福祉;環境保全,");
}

/* The number stands in the last column, so that each line is a record of its own. */
static void a_published_table_is_read_in_bounded_memory(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf table = published();
    ky_str text = ky_buf_str(&table);
    KY_CLEANUP(ky_buf_fini) ky_buf header = {0};
    ky_buf_put(&header, (ky_str){text.p, ky_str_find(text, KY_LIT("番号\t"))});
    ky_buf_puts(&header,
                "課\tコロナのため中止\t1 協働事業名\t2 事業内容\t3 分類\t4 相手\t5 形態\t番号\n");
    assert_streams(KY_TABLE_TSV, header.p, "図書館\t○\t公園\t" LONG_TEXT "\t福祉\tNPO法人\t委託\t");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jsonl_is_read_in_bounded_memory),
        cmocka_unit_test(csv_is_read_in_bounded_memory),
        cmocka_unit_test(a_published_table_is_read_in_bounded_memory),
    };
    return cmocka_run_group_tests(tests, load_bundled, free_bundled);
}
