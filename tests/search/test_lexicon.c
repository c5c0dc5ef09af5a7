/* Promises checked here:
 * - entries come back by the beginning of their reading, of their spelling, and later words of
 *   names by theirs; what does not begin so never does
 * - names, facet values and words of one spelling stand beside each other, and one of them stands
 *   for all: a facet value, a name, the word with its likeliest reading
 * - what is added again is one entry
 * - a run that only begins a longer one as often is left out; what ends one stays, and a single
 *   word does
 * - digits, symbols and single kana are left out; a single kanji is not
 * - the next kana are exactly those that continue some reading, in order; iteration marks are none
 * - where there is no room the rarest terms go, and never all of a count but some
 * - what is written reads back the same; cut short or changed anywhere, it is CORRUPT or a lexicon,
 *   never a crash
 * - a build keeps the words of its texts with the number of records that hold them, over several
 *   jobs and shards as over one */
#include <stdio.h>

#include "cmocka_c17.h"
#include "index.h"
#include "search/index_priv.h"
#include "search/lexicon_build.h"

static void add(ky_lexicon_draft *d, const char *text, const char *reading, uint32_t count,
                bool run)
{
    const ky_lexicon_input in = {.text = ky_str_of(text),
                                 .folded = ky_str_of(text),
                                 .reading = ky_str_of(reading),
                                 .kind = KY_LEXICON_TERM,
                                 .count = count,
                                 .run = run};
    assert_int_equal(ky_lexicon_draft_add(d, &in, NULL), KY_OK);
}

static void add_other(ky_lexicon_draft *d, uint16_t kind, const char *text, const char *folded,
                      const char *reading, const ky_lexicon_word *words, size_t n)
{
    const ky_lexicon_input in = {.text = ky_str_of(text),
                                 .folded = ky_str_of(folded),
                                 .reading = ky_str_of(reading),
                                 .kind = kind,
                                 .count = 1,
                                 .words = words,
                                 .n_words = n};
    assert_int_equal(ky_lexicon_draft_add(d, &in, NULL), KY_OK);
}

static ky_lexicon finish(ky_lexicon_draft *d)
{
    ky_lexicon lx = {0};
    assert_int_equal(ky_lexicon_draft_finish(d, &lx, NULL), KY_OK);
    return lx;
}

/* The texts of a range of entries, joined by blanks. */
static void put_entry(const ky_lexicon *lx, uint32_t entry, ky_buf *out)
{
    ky_buf_puts(out, out->n == 0 ? "" : " ");
    ky_buf_put(out, ky_lexicon_at(lx, entry).text);
}

static void assert_by_reading(const ky_lexicon *lx, const char *prefix, const char *expected)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ky_lexicon_range r = ky_lexicon_by_reading(lx, ky_str_of(prefix));
    for (uint32_t i = r.from; i < r.to; i++)
        put_entry(lx, i, &out);
    assert_string_equal(out.p == NULL ? "" : out.p, expected);
}

static void assert_by_text(const ky_lexicon *lx, const char *prefix, const char *expected)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ky_lexicon_range r = ky_lexicon_by_text(lx, ky_str_of(prefix));
    for (uint32_t i = r.from; i < r.to; i++)
        put_entry(lx, lx->by_text[i], &out);
    assert_string_equal(out.p == NULL ? "" : out.p, expected);
}

static void assert_next(const ky_lexicon *lx, const char *prefix, const char *expected)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ky_lexicon_next(lx, ky_str_of(prefix), &out);
    assert_string_equal(out.p == NULL ? "" : out.p, expected);
}

static const ky_lexicon_word later[] = {{.folded_at = 3, .reading_at = 6}};

/* 森の音楽会, of which 音楽会 is a later word, and some words. */
static ky_lexicon small(void)
{
    KY_CLEANUP(ky_lexicon_draft_fini) ky_lexicon_draft d = {0};
    add(&d, "公園", "こうえん", 5, false);
    add(&d, "講演", "こうえん", 2, false);
    add(&d, "公園清掃", "こうえんせいそう", 1, true);
    add(&d, "コーラス", "こーらす", 3, false);
    add(&d, "茶会", "ちゃかい", 1, false);
    add_other(&d, KY_LEXICON_NAME, "森音楽会", "森音楽会", "もりおんがくかい", later, 1);
    add_other(&d, 4, "ＰＴＡ", "pta", "ぴーてぃーえー", NULL, 0);
    return finish(&d);
}

static void entries_come_by_reading_and_by_spelling(void **state)
{
    (void) state;
    KY_CLEANUP(ky_lexicon_fini) ky_lexicon lx = small();
    assert_by_reading(&lx, "こうえん", "公園 講演 公園清掃");
    assert_by_reading(&lx, "こうえんせ", "公園清掃");
    assert_by_reading(&lx, "こー", "コーラス");
    assert_by_reading(&lx, "うえん", "");
    assert_by_text(&lx, "公園", "公園 公園清掃");
    assert_by_text(&lx, "pt", "ＰＴＡ");
    assert_by_text(&lx, "園", "");
    ky_lexicon_range r = ky_lexicon_starts_by_reading(&lx, KY_LIT("おんが"));
    assert_int_equal(r.to - r.from, 1);
    assert_true(ky_str_eq(ky_lexicon_start_folded(&lx, &lx.starts[r.from]), KY_LIT("音楽会")));
    r = ky_lexicon_starts_by_text(&lx, KY_LIT("音楽"));
    assert_int_equal(r.to - r.from, 1);
    r = ky_lexicon_starts_by_text(&lx, KY_LIT("楽"));
    assert_int_equal(r.to - r.from, 0);
    assert_true(ky_lexicon_has(&lx, KY_LIT("公園清掃")));
    assert_false(ky_lexicon_has(&lx, KY_LIT("公園清")));
}

static void the_next_kana_are_those_that_continue(void **state)
{
    (void) state;
    KY_CLEANUP(ky_lexicon_fini) ky_lexicon lx = small();
    KY_CLEANUP(ky_lexicon_draft_fini) ky_lexicon_draft d = {0};
    add(&d, "いすゞ", "いすゞ", 1, false);
    add(&d, "いす一", "いすー", 1, false);
    KY_CLEANUP(ky_lexicon_fini) ky_lexicon marks = finish(&d);
    assert_next(&marks, "いす", "ー");
    assert_next(&lx, "", "おこちぴも");
    assert_next(&lx, "こ", "うー");
    assert_next(&lx, "ち", "ゃ");
    assert_next(&lx, "こうえん", "せ");
    assert_next(&lx, "もりおんがくか", "い");
    assert_next(&lx, "もりおんがくかい", "");
    assert_next(&lx, "ぬ", "");
}

static void a_run_that_only_begins_a_longer_one_is_left_out(void **state)
{
    (void) state;
    KY_CLEANUP(ky_lexicon_draft_fini) ky_lexicon_draft d = {0};
    add(&d, "市民", "しみん", 1, false);
    add(&d, "市民活動", "しみんかつどう", 2, true);
    add(&d, "市民活動団体", "しみんかつどうだんたい", 1, true);
    add(&d, "活動団体", "かつどうだんたい", 1, true);
    add(&d, "市民活動団体連絡", "しみんかつどうだんたいれんらく", 1, true);
    add(&d, "団体連絡", "だんたいれんらく", 1, true);
    add(&d, "活動団体連絡", "かつどうだんたいれんらく", 1, true);
    KY_CLEANUP(ky_lexicon_fini) ky_lexicon lx = finish(&d);
    assert_by_reading(&lx, "", "活動団体連絡 市民 市民活動 市民活動団体連絡 団体連絡");
}

static void add_read(ky_lexicon_draft *d, const char *text, const char *reading, uint32_t count,
                     uint32_t likely)
{
    const ky_lexicon_input in = {.text = ky_str_of(text),
                                 .folded = ky_str_of(text),
                                 .reading = ky_str_of(reading),
                                 .kind = KY_LEXICON_TERM,
                                 .count = count,
                                 .likely = likely};
    assert_int_equal(ky_lexicon_draft_add(d, &in, NULL), KY_OK);
}

static void assert_chief(const ky_lexicon *lx, const char *text, const char *reading, uint16_t kind)
{
    ky_lexicon_range r = ky_lexicon_by_text(lx, ky_str_of(text));
    for (uint32_t i = r.from; i < r.to; i++) {
        ky_lexicon_entry e = ky_lexicon_at(lx, ky_lexicon_chief(lx, lx->by_text[i]));
        assert_true(ky_str_eq(e.folded, ky_str_of(text)));
        assert_true(ky_str_eq(e.reading, ky_str_of(reading)));
        assert_int_equal(e.kind, kind);
    }
}

static bool is_other_reading(const ky_lexicon *lx, const char *reading)
{
    ky_lexicon_range r = ky_lexicon_by_reading(lx, ky_str_of(reading));
    assert_int_equal(r.to - r.from, 1);
    return ky_lexicon_is_other_reading(lx, r.from);
}

static void one_of_a_text_stands_for_all_of_it(void **state)
{
    (void) state;
    KY_CLEANUP(ky_lexicon_draft_fini) ky_lexicon_draft d = {0};
    add_read(&d, "市内", "いちない", 12, 0);
    add_read(&d, "市内", "しない", 12, 12);
    add_read(&d, "分別", "ふんべつ", 3, 1);
    add_read(&d, "分別", "ぶんべつ", 3, 2);
    add_other(&d, KY_LEXICON_NAME, "分別", "分別", "ふんべつ", NULL, 0);
    add_read(&d, "清掃", "せいそう", 9, 9);
    add_other(&d, KY_LEXICON_NAME, "清掃", "清掃", "せいそう", NULL, 0);
    add_other(&d, 4, "清掃", "清掃", "せいそう", NULL, 0);
    KY_CLEANUP(ky_lexicon_fini) ky_lexicon lx = finish(&d);
    KY_CLEANUP(ky_lexicon_fini) ky_lexicon again = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf saved = {0};
    ky_lexicon_write(&lx, &saved);
    assert_int_equal(ky_lexicon_parse(ky_buf_str(&saved), &again, NULL), KY_OK);
    const ky_lexicon *both[] = {&lx, &again};
    for (size_t i = 0; i < KY_LEN(both); i++) {
        assert_chief(both[i], "市内", "しない", KY_LEXICON_TERM);
        assert_chief(both[i], "分別", "ふんべつ", KY_LEXICON_NAME);
        assert_chief(both[i], "清掃", "せいそう", 4);
        assert_true(is_other_reading(both[i], "いちない"));
        assert_false(is_other_reading(both[i], "しない"));
        assert_false(is_other_reading(both[i], "ぶんべつ"));
    }
}

static void what_is_added_again_is_one_entry(void **state)
{
    (void) state;
    KY_CLEANUP(ky_lexicon_draft_fini) ky_lexicon_draft d = {0};
    add_read(&d, "主", "おも", 2, 2);
    add_read(&d, "主", "ぬし", 5, 1);
    add_read(&d, "主", "ぬし", 3, 2);
    KY_CLEANUP(ky_lexicon_fini) ky_lexicon lx = finish(&d);
    assert_int_equal(lx.n, 2);
    assert_chief(&lx, "主", "ぬし", KY_LEXICON_TERM);
    assert_int_equal(ky_lexicon_count(&lx, ky_lexicon_by_reading(&lx, KY_LIT("ぬし")).from), 5);
}

static void what_nobody_would_pick_is_left_out(void **state)
{
    (void) state;
    KY_CLEANUP(ky_lexicon_draft_fini) ky_lexicon_draft d = {0};
    add(&d, "2020", "2020", 9, false);
    add(&d, "★★", "★★", 9, false);
    add(&d, "の", "の", 9, false);
    add(&d, "会", "かい", 9, false);
    add(&d, "npo", "えぬぴーおー", 9, false);
    add(&d, "無", "む", 0, false);
    KY_CLEANUP(ky_lexicon_fini) ky_lexicon lx = finish(&d);
    assert_by_text(&lx, "", "npo 会");
}

static void the_rarest_go_where_there_is_no_room(void **state)
{
    (void) state;
    KY_CLEANUP(ky_lexicon_draft_fini) ky_lexicon_draft d = {0};
    const uint32_t often = 1000;
    for (uint32_t i = 0; i < 700000; i++) {
        char text[32];
        (void) snprintf(text, sizeof text, "語%u", i);
        add(&d, text, text, i % often == 0 ? 3 : i % 2 + 1, false);
    }
    KY_CLEANUP(ky_lexicon_fini) ky_lexicon lx = finish(&d);
    uint32_t found = 0;
    assert_true(lx.n <= KY_LEXICON_ENTRIES);
    for (uint32_t i = 0; i < lx.n; i++) {
        assert_true(ky_lexicon_count(&lx, i) > 1);
        found += ky_lexicon_count(&lx, i) == 3;
    }
    assert_int_equal(found, 700000 / often);
}

static void assert_same(const ky_lexicon *a, const ky_lexicon *b)
{
    assert_int_equal(a->n, b->n);
    assert_int_equal(a->n_starts, b->n_starts);
    for (uint32_t i = 0; i < a->n; i++) {
        ky_lexicon_entry x = ky_lexicon_at(a, i);
        ky_lexicon_entry y = ky_lexicon_at(b, i);
        assert_true(ky_str_eq(x.text, y.text) && ky_str_eq(x.folded, y.folded));
        assert_true(ky_str_eq(x.reading, y.reading) && ky_str_eq(x.shown, y.shown));
        assert_int_equal(x.kind, y.kind);
        assert_int_equal(x.count, y.count);
        assert_int_equal(a->by_text[i], b->by_text[i]);
    }
}

static void what_is_written_reads_back(void **state)
{
    (void) state;
    KY_CLEANUP(ky_lexicon_fini) ky_lexicon lx = small();
    KY_CLEANUP(ky_lexicon_fini) ky_lexicon again = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf saved = {0};
    ky_lexicon_write(&lx, &saved);
    assert_int_equal(ky_lexicon_parse(ky_buf_str(&saved), &again, NULL), KY_OK);
    assert_same(&again, &lx);
}

static void damage_is_corrupt_or_a_lexicon(void **state)
{
    (void) state;
    KY_CLEANUP(ky_lexicon_fini) ky_lexicon lx = small();
    KY_CLEANUP(ky_buf_fini) ky_buf saved = {0};
    ky_lexicon_write(&lx, &saved);
    for (size_t n = 0; n < saved.n; n++) {
        KY_CLEANUP(ky_lexicon_fini) ky_lexicon cut = {0};
        assert_int_equal(ky_lexicon_parse((ky_str){saved.p, n}, &cut, NULL), KY_E_CORRUPT);
    }
    for (size_t i = 0; i < saved.n; i++) {
        char kept = saved.p[i];
        for (unsigned bit = 0; bit < 8; bit++) {
            KY_CLEANUP(ky_lexicon_fini) ky_lexicon other = {0};
            KY_CLEANUP(ky_buf_fini) ky_buf next = {0};
            saved.p[i] = (char) (kept ^ (1 << bit));
            ky_rc rc = ky_lexicon_parse(ky_buf_str(&saved), &other, NULL);
            assert_true(rc == KY_OK || rc == KY_E_CORRUPT);
            ky_lexicon_next(&other, KY_LIT("こ"), &next);
            (void) ky_lexicon_starts_by_text(&other, KY_LIT("音"));
            (void) ky_lexicon_has(&other, KY_LIT("公園"));
        }
        saved.p[i] = kept;
    }
}

static uint32_t count_of(const ky_lexicon *lx, const char *text, uint16_t kind)
{
    ky_lexicon_range r = ky_lexicon_by_text(lx, ky_str_of(text));
    for (uint32_t i = r.from; i < r.to; i++) {
        ky_lexicon_entry e = ky_lexicon_at(lx, lx->by_text[i]);
        if (ky_str_eq(e.folded, ky_str_of(text)) && e.kind == kind)
            return e.count;
    }
    return 0;
}

static void a_build_counts_the_words_of_its_texts(void **state)
{
    (void) state;
    table t;
    table_parks(&t);
    for (uint32_t jobs = 1; jobs <= 3; jobs += 2) {
        char *dir = temp_make();
        ky_build_options o = build_defaults;
        o.jobs = jobs;
        o.shards = jobs == 1 ? 1 : 2;
        build_ok(dir, &t, &o);
        ky_index *ix = open_ok(dir);
        assert_int_equal(count_of(&ix->lexicon, "土手", KY_LEXICON_TERM), 2);
        assert_int_equal(count_of(&ix->lexicon, "水辺の清掃", KY_LEXICON_NAME), 2);
        size_t ward = ky_schema_find(ix->schema, KY_LIT("ward"));
        assert_int_equal(count_of(&ix->lexicon, "ガケ下", (uint16_t) ward), 1);
        ky_index_free(ix);
        temp_remove(dir);
    }
    table_fini(&t);
    model_close();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_come_by_reading_and_by_spelling),
        cmocka_unit_test(the_next_kana_are_those_that_continue),
        cmocka_unit_test(a_run_that_only_begins_a_longer_one_is_left_out),
        cmocka_unit_test(one_of_a_text_stands_for_all_of_it),
        cmocka_unit_test(what_is_added_again_is_one_entry),
        cmocka_unit_test(what_nobody_would_pick_is_left_out),
        cmocka_unit_test(the_rarest_go_where_there_is_no_room),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(damage_is_corrupt_or_a_lexicon),
        cmocka_unit_test(a_build_counts_the_words_of_its_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
