/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Promises of weighting.h:
 *  - every scheme can be set up with its defaults and searched with
 *  - a scheme's parameters reach Xapian: changing one changes weights as the formula says
 *  - parameters out of range are INVALID when searching, unknown schemes at once */
#include <math.h>

#include "support.h"

static xapc_writer *memory;
static xapc_database *db;

static int make_texts(void **state)
{
    (void) state;
    if (xapc_writer_open_memory(&memory, &error) != XAPC_OK)
        return -1;
    add_words(memory, "apple apple apple pear");
    add_words(memory, "apple plum plum plum plum plum plum plum plum plum");
    add_words(memory, "plum");
    add_words(memory, "fig");
    add_words(memory, "fig quince");
    for (int i = 0; i < 20; i++)
        add_words(memory, "filler filler of usual length");
    return xapc_writer_reader(memory, &db, &error) == XAPC_OK ? 0 : -1;
}

static int free_texts(void **state)
{
    (void) state;
    xapc_database_free(db);
    xapc_writer_free(memory);
    return 0;
}

static double weight_for(const char *term, xapc_weighting weighting, uint32_t docid)
{
    xapc_query *query = term_query(term);
    const xapc_search_options o = {.max_items = 100, .weighting = weighting};
    xapc_result *result = NULL;
    assert_ok(xapc_search(db, query, &o, &result, &error));
    double weight = -1;
    for (size_t i = 0; i < result->hit_count; i++) {
        if (result->hits[i].docid == docid)
            weight = result->hits[i].weight;
    }
    xapc_result_free(result);
    xapc_query_free(query);
    return weight;
}

static double weight_of(xapc_weighting weighting, uint32_t docid)
{
    return weight_for("apple", weighting, docid);
}

static xapc_weighting defaults(xapc_scheme scheme)
{
    xapc_weighting weighting = {.scheme = XAPC_SCHEME_DEFAULT};
    assert_ok(xapc_weighting_init(scheme, &weighting, &error));
    assert_int_equal(weighting.scheme, scheme);
    return weighting;
}

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

static void every_scheme_searches_with_its_defaults(void **state)
{
    (void) state;
    for (int scheme = XAPC_SCHEME_DEFAULT; scheme <= XAPC_SCHEME_LM; scheme++) {
        const double weight = weight_of(defaults((xapc_scheme) scheme), 1);
        assert_true(isfinite(weight) && weight >= 0);
    }
    assert_true(near(weight_of(defaults(XAPC_SCHEME_DEFAULT), 1),
                     weight_of(defaults(XAPC_SCHEME_BM25), 1)));
    assert_true(near(weight_of(defaults(XAPC_SCHEME_BOOL), 1), 0));
    assert_true(near(weight_of(defaults(XAPC_SCHEME_COORD), 1), 1));
    xapc_weighting untouched = defaults(XAPC_SCHEME_TRAD);
    assert_status(XAPC_INVALID, xapc_weighting_init((xapc_scheme) 16, &untouched, &error));
    assert_status(XAPC_INVALID, xapc_weighting_init((xapc_scheme) -1, &untouched, &error));
    assert_int_equal(untouched.scheme, XAPC_SCHEME_TRAD);
}

static void bm25_parameters_reach_xapian(void **state)
{
    (void) state;
    xapc_weighting w = defaults(XAPC_SCHEME_BM25);
    w.with.bm25.k1 = 0;
    /* Without k1 the number of occurrences does not matter. */
    assert_true(near(weight_of(w, 1), weight_of(w, 2)));
    w.with.bm25.k1 = 1;
    w.with.bm25.b = 0;
    /* Without b the length does not: wdf 3 against 1 is 3 * 2 / 4 to 1 * 2 / 2. */
    assert_true(near(weight_of(w, 1) / weight_of(w, 2), 1.5));
    xapc_weighting plus = defaults(XAPC_SCHEME_BM25PLUS);
    const double with_delta = weight_of(plus, 2);
    plus.with.bm25.delta = 0;
    assert_true(with_delta > weight_of(plus, 2));
    xapc_weighting k2 = defaults(XAPC_SCHEME_BM25);
    k2.with.bm25.k2 = 1;
    assert_false(near(weight_of(k2, 1), weight_of(defaults(XAPC_SCHEME_BM25), 1)));
    xapc_weighting normlen = defaults(XAPC_SCHEME_BM25);
    normlen.with.bm25.min_normlen = 5;
    assert_false(near(weight_of(normlen, 1), weight_of(defaults(XAPC_SCHEME_BM25), 1)));
}

static void other_parameters_reach_xapian(void **state)
{
    (void) state;
    xapc_weighting trad = defaults(XAPC_SCHEME_TRAD);
    trad.with.trad.k = 0;
    assert_true(near(weight_of(trad, 1), weight_of(trad, 2)));
    assert_false(near(weight_of(defaults(XAPC_SCHEME_TRAD), 1), weight_of(trad, 1)));

    xapc_weighting tfidf = defaults(XAPC_SCHEME_TFIDF);
    assert_true(near(weight_of(tfidf, 1), 3 * log(25.0 / 2)));
    memcpy(tfidf.with.tfidf.normalizations, "snn", 4);
    assert_true(near(weight_of(tfidf, 1), 9));
    memcpy(tfidf.with.tfidf.normalizations, "bfn", 4);
    assert_true(near(weight_of(tfidf, 1), 0.5));

    for (int scheme = XAPC_SCHEME_INL2; scheme <= XAPC_SCHEME_PL2; scheme++) {
        xapc_weighting dfr = defaults((xapc_scheme) scheme);
        const double before = weight_of(dfr, 2);
        dfr.with.dfr.c = 9;
        assert_false(near(weight_of(dfr, 2), before));
    }
    /* PL2+ gives weight only to terms that occur once a document on average. */
    xapc_weighting plus = defaults(XAPC_SCHEME_PL2PLUS);
    const double before = weight_for("filler", plus, 6);
    plus.with.dfr.delta = 1.5;
    const double with_delta = weight_for("filler", plus, 6);
    assert_false(near(with_delta, before));
    plus.with.dfr.c = 3;
    assert_false(near(weight_for("filler", plus, 6), with_delta));
}

static void each_smoothing_has_its_defaults_and_parameters(void **state)
{
    (void) state;
    for (int s = XAPC_SMOOTHING_TWO_STAGE; s <= XAPC_SMOOTHING_DIRICHLET_PLUS; s++) {
        xapc_weighting lm = {.scheme = XAPC_SCHEME_BOOL};
        assert_ok(xapc_weighting_init_lm((xapc_smoothing) s, &lm, &error));
        assert_int_equal(lm.scheme, XAPC_SCHEME_LM);
        assert_int_equal(lm.with.lm.smoothing, s);
        lm.with.lm.log = 1000;
        const double before = weight_of(lm, 1);
        assert_true(before > 0);
        lm.with.lm.smoothing1 = 0.3;
        assert_false(near(weight_of(lm, 1), before));
        lm.with.lm.smoothing1 = 0.7;
        const double log_before = weight_of(lm, 1);
        lm.with.lm.log = 2000;
        assert_false(near(weight_of(lm, 1), log_before));
    }
    xapc_weighting lm;
    assert_ok(xapc_weighting_init_lm(XAPC_SMOOTHING_TWO_STAGE, &lm, &error));
    lm.with.lm.log = 1000;
    const double before = weight_of(lm, 1);
    lm.with.lm.smoothing2 = 50;
    assert_false(near(weight_of(lm, 1), before));
    assert_status(XAPC_INVALID, xapc_weighting_init_lm((xapc_smoothing) 0, &lm, &error));
    assert_status(XAPC_INVALID, xapc_weighting_init_lm((xapc_smoothing) 6, &lm, &error));
    assert_true(lm.with.lm.smoothing2 == 50);
}

static void refused(xapc_weighting weighting)
{
    xapc_query *query = term_query("apple");
    const xapc_search_options o = {.max_items = 1, .weighting = weighting};
    xapc_result *result = NULL;
    assert_status(XAPC_INVALID, xapc_search(db, query, &o, &result, &error));
    assert_null(result);
    xapc_query_free(query);
}

/* Bad is written to each parameter of a scheme in turn. */
static void refused_in_each(xapc_scheme scheme, double bad, size_t first, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        xapc_weighting w = defaults(scheme);
        memcpy((char *) &w.with + first + i * sizeof bad, &bad, sizeof bad);
        refused(w);
    }
}

static void parameters_out_of_range_are_invalid(void **state)
{
    (void) state;
    static const double bad[] = {-0.1, NAN, INFINITY};
    const size_t lm_doubles =
        offsetof(xapc_weighting, with.lm.log) - offsetof(xapc_weighting, with);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        refused_in_each(XAPC_SCHEME_BM25, bad[i], 0, 5);
        refused_in_each(XAPC_SCHEME_BM25PLUS, bad[i], 0, 6);
        refused_in_each(XAPC_SCHEME_TRAD, bad[i], 0, 1);
        refused_in_each(XAPC_SCHEME_PL2, bad[i], 0, 1);
        refused_in_each(XAPC_SCHEME_PL2PLUS, bad[i], 0, 2);
        refused_in_each(XAPC_SCHEME_LM, bad[i], lm_doubles, 3);
    }
    refused_in_each(XAPC_SCHEME_INL2, 0, 0, 1);
    xapc_weighting w = defaults(XAPC_SCHEME_BM25);
    w.with.bm25.b = 1.1;
    refused(w);
    w = defaults(XAPC_SCHEME_LM);
    w.with.lm.smoothing = (xapc_smoothing) 6;
    refused(w);
    static const char *const letters[] = {"", "nt", "xtn", "nxn", "ntx"};
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        w = defaults(XAPC_SCHEME_TFIDF);
        (void) snprintf(w.with.tfidf.normalizations, 4, "%s", letters[i]);
        refused(w);
    }
    memcpy(w.with.tfidf.normalizations, "ntnn", 4);
    refused(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scheme_searches_with_its_defaults),
        cmocka_unit_test(bm25_parameters_reach_xapian),
        cmocka_unit_test(other_parameters_reach_xapian),
        cmocka_unit_test(each_smoothing_has_its_defaults_and_parameters),
        cmocka_unit_test(parameters_out_of_range_are_invalid),
    };
    return cmocka_run_group_tests_name("xapian-c: weighting", tests, make_texts, free_texts);
}
