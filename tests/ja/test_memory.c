/* Promise of every function of lib/ja that allocates: where the N-th allocation fails, for N = 1,
 * 2, 3 … until none does, it returns NOMEM, leaves its results as they were, and forgets nothing
 * (AddressSanitizer watches). The linker sends our calls of malloc, calloc and realloc here;
 * MeCab's own are left alone, since a C++ library throws where it has no memory. */
#include "support.h"

#include "ja/kanji_parse.h"
#include "ja/ruby.h"
#include "ja/saved.h"
#include "ja/terms.h"
#include "ja/variants.h"

static size_t until_failure; /* 0: none fails */

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);

static bool fails(void)
{
    return until_failure > 0 && --until_failure == 0;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return fails() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *p, size_t size)
{
    return fails() ? NULL : __real_realloc(p, size);
}

/* Run `step` with the N-th allocation failing, for every N it makes. */
static void fail_each(fixture *f, ky_rc (*step)(fixture *f, ky_err *err))
{
    for (size_t n = 1;; n++) {
        ky_err err = {0};
        ky_arena_fini(&f->arena);
        until_failure = n;
        ky_rc rc = step(f, &err);
        bool reached = until_failure == 0;
        until_failure = 0;
        if (!reached) {
            assert_int_equal(rc, KY_OK);
            assert_true(n > 1);
            return;
        }
        assert_int_equal(rc, KY_E_NOMEM);
        assert_int_equal(err.rc, KY_E_NOMEM);
    }
}

static const char text[] =
    "協働の推進（ﾃﾞｲ・ケア）を行う、小、中学生と㈱小金井の﷽\n明るく住みよいまち。"
    "三鷹市立の佐々木さん";

static ky_rc open_model(fixture *f, ky_err *err)
{
    (void) f;
    KY_CLEANUP(ja_model_free_p) ja_model *m = NULL;
    ky_rc rc = ja_model_open(KYODO_MECAB_DICDIR, KYODO_DATADIR, &m, err);
    assert_true((m != NULL) == (rc == KY_OK));
    return rc;
}

static void opening_a_model_survives(void **state)
{
    fail_each(*state, open_model);
}

/* With a new analyser each time, so that its own arrays grow again. */
static ky_rc analyse_afresh(fixture *f, ky_err *err)
{
    KY_CLEANUP(ja_analyser_free_p) ja_analyser *an = NULL;
    ky_rc rc = ja_analyser_new(f->model, &an, err);
    assert_true((an != NULL) == (rc == KY_OK));
    ja_analysis a = {.n = 7};
    if (rc == KY_OK)
        rc = ja_analyse(an, KY_LIT(text), &f->arena, &a, err);
    assert_true((a.n == 7) == (rc != KY_OK));
    return rc;
}

static void analysing_survives(void **state)
{
    fail_each(*state, analyse_afresh);
}

static ky_rc fold_and_compose(fixture *f, ky_err *err)
{
    ky_str s = KY_LIT("kept");
    ky_rc rc = ja_fold(KY_LIT(text), &f->arena, &s, err);
    if (rc == KY_OK)
        rc = ja_nfc(KY_LIT(text), &f->arena, &s, err);
    else
        assert_str(s, "kept");
    return rc;
}

static void folding_survives(void **state)
{
    fail_each(*state, fold_and_compose);
}

static ky_rc ignore(void *payload, const ja_term *t, ky_err *err)
{
    (void) payload;
    (void) t;
    (void) err;
    return KY_OK;
}

static ja_analysis analysed;

static ky_rc make_terms(fixture *f, ky_err *err)
{
    (void) f;
    KY_CLEANUP(ky_buf_fini) ky_buf reading = {0};
    ky_rc rc = ja_terms(&analysed, ignore, NULL, err);
    if (rc == KY_OK)
        rc = ja_grams(KY_LIT("公民館"), ignore, NULL, err);
    if (rc != KY_OK)
        return rc;
    ja_reading(&analysed, &reading);
    return ky_buf_check(&reading, err);
}

static void making_terms_survives(void **state)
{
    fixture *f = *state;
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    assert_int_equal(ja_analyse(f->analyser, KY_LIT(text), &arena, &analysed, NULL), KY_OK);
    fail_each(f, make_terms);
}

static ky_rc make_ruby(fixture *f, ky_err *err)
{
    ja_ruby *pieces = NULL;
    size_t n = 7;
    ky_rc rc = ja_ruby_make(f->model, &analysed, &f->arena, &pieces, &n, err);
    assert_true((pieces == NULL && n == 7) == (rc != KY_OK));
    return rc;
}

static void making_furigana_survives(void **state)
{
    fixture *f = *state;
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    assert_int_equal(ja_cut(f->analyser, KY_LIT(text), &arena, &analysed, NULL), KY_OK);
    fail_each(f, make_ruby);
}

static ky_rc save_and_restore(fixture *f, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf saved = {0};
    ja_analysis a = {.n = 7};
    ja_save(&analysed, &saved);
    ky_rc rc = ky_buf_check(&saved, err);
    if (rc == KY_OK)
        rc = ja_restore(KY_LIT(text), ky_buf_str(&saved), &f->arena, &a, err);
    assert_int_equal(a.n, rc == KY_OK ? analysed.n : 7);
    return rc;
}

static void saving_survives(void **state)
{
    fixture *f = *state;
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    assert_int_equal(ja_analyse(f->analyser, KY_LIT(text), &arena, &analysed, NULL), KY_OK);
    fail_each(f, save_and_restore);
}

static ky_rc read_tables(fixture *f, ky_err *err)
{
    KY_CLEANUP(ja_kanji_tables_fini) ja_kanji_tables kanji = {0};
    ky_rc rc = ja_kanji_parse(KY_LIT("fold\t邊\t辺\tr\nalike\t斉\t斎\tr\n"), "k", &kanji, err);
    assert_true((kanji.folds.n == 1 && kanji.alikes.n == 2) == (rc == KY_OK));
    if (rc != KY_OK)
        return rc;
    KY_CLEANUP(ja_variants_free_p) ja_variants *v = NULL;
    const ja_variants_table table = {KY_LIT("same\t引越|引越し|引っ越し\tr\n"), "v"};
    rc = ja_variants_parse(&table, 1, &v, err);
    assert_true((v != NULL) == (rc == KY_OK));
    ja_spellings found = {.n = 7};
    if (rc == KY_OK)
        rc = ja_variants_of(v, KY_LIT("引越"), true, &f->arena, &found, err);
    assert_int_equal(found.n, rc == KY_OK ? 2 : 7);
    return rc;
}

static void reading_tables_survives(void **state)
{
    fail_each(*state, read_tables);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening_a_model_survives), cmocka_unit_test(analysing_survives),
        cmocka_unit_test(folding_survives),         cmocka_unit_test(making_terms_survives),
        cmocka_unit_test(making_furigana_survives), cmocka_unit_test(saving_survives),
        cmocka_unit_test(reading_tables_survives),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
