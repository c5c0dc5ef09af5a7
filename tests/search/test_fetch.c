/* Promises of fetch.h, on an index of more records than are kept:
 * - every document gives its record with its texts, in whatever order and however often it is asked
 *   for, kept or not
 * - what was given stays as it was until the question is done, also where others share its place
 * - a document that does not exist is NOT_FOUND, before and after others were read */
#include "search/fetch.h"

#include "cmocka_c17.h"
#include "index.h"
#include "random.h"

enum { RECORDS = 2 * KY_KEPT_RECORDS + 300 };

static place many;

static int setup(void **state)
{
    (void) state;
    many.dir = temp_make();
    table_many(&many.table, RECORDS);
    build_ok(many.dir, &many.table, &build_defaults);
    many.ix = open_ok(many.dir);
    return 0;
}

static int teardown(void **state)
{
    (void) state;
    place_fini(&many);
    model_close();
    return 0;
}

/* One job adds records in the order of the table. */
static void assert_record(uint32_t docid, const ky_stored *st)
{
    const ky_record *wanted = &many.table.records[docid - 1];
    const ky_schema *s = many.table.schema;
    assert_true(ky_str_eq(st->record.id, wanted->id));
    assert_true(ky_str_eq(ky_record_title(&st->record, s), ky_record_title(wanted, s)));
    assert_true(st->n_texts > 0);
    for (size_t i = 0; i < st->n_texts; i++) {
        const ky_cell *cell = &wanted->cells[st->texts[i].field];
        assert_true(ky_str_eq(st->texts[i].analysis.text.original, cell->values[0]));
        assert_true(st->texts[i].analysis.n > 0);
    }
}

static const ky_stored *fetch(uint32_t docid)
{
    const ky_stored *st = NULL;
    ky_err err;
    if (ky_fetch(many.ix, docid, &many.ix->scratch, &st, &err) != KY_OK)
        fail_msg("document %u: %s", docid, err.msg);
    return st;
}

static void every_document_gives_its_record(void **state)
{
    (void) state;
    dice d = {7};
    for (uint32_t docid = 1; docid <= RECORDS; docid++)
        assert_record(docid, fetch(docid));
    ky_index_rest(many.ix);
    for (int i = 0; i < 10000; i++) {
        uint32_t docid = 1 + (uint32_t) throw_dice(&d, RECORDS);
        assert_record(docid, fetch(docid));
        if (i % 50 == 0)
            ky_index_rest(many.ix);
    }
    ky_index_rest(many.ix);
}

static void what_was_given_stays_until_the_question_is_done(void **state)
{
    (void) state;
    static const ky_stored *given[RECORDS + 1];
    for (uint32_t docid = RECORDS; docid > 0; docid--)
        given[docid] = fetch(docid);
    for (uint32_t docid = 1; docid <= RECORDS; docid++)
        assert_record(docid, given[docid]);
    assert_true(fetch(RECORDS) == given[RECORDS]);
    ky_index_rest(many.ix);
}

static void what_does_not_exist_is_not_found(void **state)
{
    (void) state;
    const ky_stored *st = NULL;
    assert_int_equal(ky_fetch(many.ix, RECORDS + 1, &many.ix->scratch, &st, NULL), KY_E_NOT_FOUND);
    assert_null(st);
    (void) fetch(1);
    assert_int_equal(ky_fetch(many.ix, RECORDS + 1, &many.ix->scratch, &st, NULL), KY_E_NOT_FOUND);
    assert_record(1, fetch(1));
    ky_index_rest(many.ix);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_document_gives_its_record),
        cmocka_unit_test(what_was_given_stays_until_the_question_is_done),
        cmocka_unit_test(what_does_not_exist_is_not_found),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
