/* Promises checked here:
 * - for every record of both tables, the furigana have every text field, and the pieces of each,
 *   joined, are the text that the record's own answer gives, byte for byte
 * - readings are kana, and are those of lib/ja
 * - records are found as for the record's answer, which has no furigana in it
 * - each hit of a search has the same where they are asked for, behind what it has without them,
 *   and has none of it else
 * - so have a record's own answer and each of its similar records
 * - the index answers other questions afterwards */
#include "ask.h"
#include "cmocka_c17.h"
#include "ja/kana.h"
#include "places.h"

static json_t *furigana(ky_index *ix, ky_str id)
{
    json_t *j = NULL;
    ky_err err;
    if (ky_answer_furigana(ix, id, false, &j, &err) != KY_OK)
        fail_msg("%.*s: %s", KY_FMT(id), err.msg);
    return j;
}

static void join(const json_t *pieces, ky_buf *out)
{
    size_t i;
    json_t *piece;
    json_array_foreach(pieces, i, piece)
    {
        assert_in_range(json_array_size(piece), 1, 2);
        ky_buf_put(out, ky_json_get_str(json_array_get(piece, 0)));
        if (json_array_size(piece) == 2)
            assert_true(ja_all_kana(ky_json_get_str(json_array_get(piece, 1))));
    }
}

static void check_record(const place *p, const ky_record *r)
{
    KY_CLEANUP(ky_json_unref_p) json_t *read = furigana(p->ix, r->id);
    KY_CLEANUP(ky_json_unref_p) json_t *record = NULL;
    const ky_schema *s = p->table.schema;
    size_t n = 0;
    assert_int_equal(ky_answer_record(p->ix, r->id, false, &record, NULL), KY_OK);
    assert_null(json_object_get(record, "ruby"));
    assert_true(ky_str_eq(ky_json_get_str(at(read, "id")), r->id));
    for (size_t i = 0; i < s->n_fields; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
        if (s->fields[i].kind != KY_FIELD_TEXT)
            continue;
        const json_t *pieces = json_object_get(at(read, "ruby"), s->fields[i].name.p);
        assert_true(json_is_array(pieces));
        join(pieces, &text);
        assert_true(ky_str_eq(ky_buf_str(&text),
                              ky_json_get_str(json_object_get(record, s->fields[i].name.p))));
        n++;
    }
    assert_int_equal(json_object_size(at(read, "ruby")), n);
}

static void the_pieces_joined_are_the_published_text(void **state)
{
    (void) state;
    const place *const places[] = {&published, &parks};
    for (size_t i = 0; i < KY_LEN(places); i++)
        for (size_t k = 0; k < places[i]->table.n; k++)
            check_record(places[i], &places[i]->table.records[k]);
    assert_int_equal(total(published.ix, "q="), 77);
}

static void readings_are_those_of_the_words_in_their_place(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *read = furigana(published.ix, KY_LIT("2020-28"));
    KY_CLEANUP(ky_json_unref_p)
    json_t *name = json_pack("[[ss][s][ss][s][ss][s][ss]]", "夏休", "なつやす", "み", "生", "なま",
                             "ごみ", "投入", "とうにゅう", "ボランティア", "事業", "じぎょう");
    assert_true(json_equal(at(read, "ruby.name"), name));
    KY_CLEANUP(ky_json_unref_p) json_t *kana = furigana(published.ix, KY_LIT("2020-2"));
    assert_int_equal(json_array_size(at(kana, "ruby.name")), 1);
    assert_string_equal(text_at(kana, "ruby.name.0.0"), "こがねいパレット");
}

static ky_rc furigana_rc(ky_index *ix, const char *id, bool bare)
{
    KY_CLEANUP(ky_json_unref_p) json_t *j = NULL;
    ky_err err;
    ky_rc rc = ky_answer_furigana(ix, ky_str_of(id), bare, &j, &err);
    assert_true((rc == KY_OK) == (j != NULL));
    return rc;
}

static void records_are_found_as_for_their_own_answer(void **state)
{
    (void) state;
    assert_int_equal(furigana_rc(published.ix, "34", true), KY_OK);
    assert_int_equal(furigana_rc(published.ix, "34", false), KY_E_NOT_FOUND);
    assert_int_equal(furigana_rc(published.ix, "2020-78", true), KY_E_NOT_FOUND);
    assert_int_equal(furigana_rc(parks.ix, "1", true), KY_E_INVALID);
}

/* The members of a hit that tell how it is read are those of its record's. */
static void check_hit(const place *p, json_t *hit, json_t *bare)
{
    static const char *const members[] = {"ruby", "values", "notes"};
    KY_CLEANUP(ky_json_unref_p) json_t *read = furigana(p->ix, ky_json_get_str(at(hit, "id")));
    for (size_t i = 0; i < KY_LEN(members); i++) {
        assert_true(json_is_object(json_object_get(hit, members[i])));
        assert_true(
            json_equal(json_object_get(hit, members[i]), json_object_get(read, members[i])));
        assert_null(json_object_get(bare, members[i]));
        assert_int_equal(json_object_del(hit, members[i]), 0);
    }
    assert_true(json_equal(hit, bare));
}

static void hits_are_read_as_their_records(void **state)
{
    (void) state;
    const place *const places[] = {&published, &parks};
    static const char *const questions[] = {"q=", "q=清掃"};
    for (size_t i = 0; i < KY_LEN(places); i++) {
        for (size_t k = 0; k < KY_LEN(questions); k++) {
            const place *p = places[i];
            KY_CLEANUP(ky_json_unref_p)
            json_t *on = ask(p->ix, questions[k], "limit=100", "explain=1", "furigana=on");
            KY_CLEANUP(ky_json_unref_p)
            json_t *off = ask(p->ix, questions[k], "limit=100", "explain=1");
            KY_CLEANUP(ky_json_unref_p)
            json_t *said = ask(p->ix, questions[k], "limit=100", "explain=1", "furigana=off");
            assert_true(total_of(on) > 0);
            assert_true(json_equal(at(off, "hits"), at(said, "hits")));
            assert_int_equal(json_array_size(at(on, "hits")), total_of(off));
            for (size_t h = 0; h < json_array_size(at(on, "hits")); h++)
                check_hit(p, json_array_get(at(on, "hits"), h), json_array_get(at(off, "hits"), h));
        }
    }
}

static void check_read_record(const place *p, ky_str id)
{
    KY_CLEANUP(ky_json_unref_p) json_t *bare = NULL;
    KY_CLEANUP(ky_json_unref_p) json_t *read = NULL;
    ky_err err;
    if (ky_answer_record(p->ix, id, false, &bare, &err) != KY_OK ||
        ky_answer_record_read(p->ix, id, false, &read, &err) != KY_OK)
        fail_msg("%.*s: %s", KY_FMT(id), err.msg);
    size_t n = json_array_size(at(bare, "similar"));
    assert_int_equal(json_array_size(at(read, "similar")), n);
    for (size_t i = 0; i < n; i++)
        check_hit(p, json_array_get(at(read, "similar"), i),
                  json_array_get(at(bare, "similar"), i));
    check_hit(p, read, bare);
}

static void a_record_and_its_similar_ones_are_read_together(void **state)
{
    (void) state;
    const place *const places[] = {&published, &parks};
    KY_CLEANUP(ky_json_unref_p) json_t *one = NULL;
    for (size_t i = 0; i < KY_LEN(places); i++)
        for (size_t k = 0; k < places[i]->table.n; k++)
            check_read_record(places[i], places[i]->table.records[k].id);
    assert_int_equal(ky_answer_record_read(published.ix, KY_LIT("2020-34"), false, &one, NULL),
                     KY_OK);
    assert_int_equal(json_array_size(at(one, "similar")), 5);
    assert_int_equal(total(published.ix, "q="), 77);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_pieces_joined_are_the_published_text),
        cmocka_unit_test(readings_are_those_of_the_words_in_their_place),
        cmocka_unit_test(records_are_found_as_for_their_own_answer),
        cmocka_unit_test(hits_are_read_as_their_records),
        cmocka_unit_test(a_record_and_its_similar_ones_are_read_together),
    };
    return cmocka_run_group_tests(tests, places_setup, places_teardown);
}
