/* Promise checked here, for 200 random pairs of a question and facets, with match=all and any, on
 * the published table and on the parks':
 * - each count of a facet is the total one gets by choosing that value alone in it, all else kept
 * - every value that a hit carries is counted, and a chosen value is listed as selected */
#include <stdio.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"
#include "places.h"
#include "random.h"

enum { PAIRS = 200, MAX_CHOSEN = 3, PARAM_BYTES = 1024 };

/* One pair. */
typedef struct pair {
    char q[PARAM_BYTES];
    char chosen[MAX_CHOSEN][PARAM_BYTES];
    const char *facets[MAX_CHOSEN]; /* names */
    size_t n;
    const char *match;
} pair;

static const char *const words[] = {"公園",   "子ども",     "清掃",     "市民",         "福祉",
                                    "活動",   "の",         "支援",     "「市民」",     "-公園",
                                    "講座",   "公園の清掃", "アダプト", "NPO法人",      "-「を」",
                                    "水辺",   "花壇",       "歩く",     "ガーデニング", "する",
                                    "小金井", "環境",       "翡翠",     "-清掃",        "環境保全"};

static const char *pick_facet(const json_t *facets, dice *d)
{
    size_t n = throw_dice(d, json_object_size(facets));
    void *iter = json_object_iter((json_t *) facets);
    while (n-- > 0)
        iter = json_object_iter_next((json_t *) facets, iter);
    return json_object_iter_key(iter);
}

static pair make_pair(const json_t *facets, const char *match, dice *d)
{
    pair p = {.match = match};
    size_t n_words = throw_dice(d, 3);
    size_t at = (size_t) snprintf(p.q, sizeof p.q, "q=");
    for (size_t i = 0; i < n_words; i++)
        at += (size_t) snprintf(p.q + at, sizeof p.q - at, "%s ",
                                words[throw_dice(d, KY_LEN(words))]);
    p.n = throw_dice(d, MAX_CHOSEN + 1);
    for (size_t i = 0; i < p.n; i++) {
        p.facets[i] = pick_facet(facets, d);
        const json_t *values = json_object_get(facets, p.facets[i]);
        json_t *value = json_array_get(values, throw_dice(d, json_array_size(values)));
        (void) snprintf(p.chosen[i], sizeof p.chosen[i], "%s=%s", p.facets[i],
                        text_at(value, "value"));
    }
    return p;
}

/* The pair's parameters without what is chosen in one facet (NULL: none left out). */
static size_t list_params(const pair *p, const char *except, const char **params)
{
    size_t n = 0;
    params[n++] = p->q;
    params[n++] = p->match;
    for (size_t i = 0; i < p->n; i++)
        if (except == NULL || strcmp(p->facets[i], except) != 0)
            params[n++] = p->chosen[i];
    return n;
}

static bool is_chosen(const pair *p, const char *param)
{
    for (size_t i = 0; i < p->n; i++)
        if (strcmp(p->chosen[i], param) == 0)
            return true;
    return false;
}

static void check_value(ky_index *ix, const pair *p, const char *facet, json_t *value)
{
    const char *params[MAX_CHOSEN + 6];
    char alone[PARAM_BYTES];
    size_t n = list_params(p, facet, params);
    (void) snprintf(alone, sizeof alone, "%s=%s", facet, text_at(value, "value"));
    params[n++] = alone;
    params[n++] = "limit=0";
    params[n++] = "facets=none";
    params[n] = NULL;
    json_int_t count = json_integer_value(at(value, "count"));
    json_int_t wanted = total_list(ix, params);
    if (count != wanted)
        fail_msg("%s %s with %d choices: %s is counted %d, found %d", p->q, p->match, (int) p->n,
                 alone, (int) count, (int) wanted);
    assert_int_equal(json_is_true(at(value, "selected")), is_chosen(p, alone));
}

static void check_hit_is_counted(json_t *answer, const char *facet, const char *value)
{
    size_t i;
    json_t *v;
    json_array_foreach(json_object_get(at(answer, "facets"), facet), i, v)
    {
        if (strcmp(text_at(v, "value"), value) == 0) {
            assert_true(json_integer_value(at(v, "count")) > 0);
            return;
        }
    }
    fail_msg("%s=%s is not listed", facet, value);
}

static void check_hits(json_t *answer)
{
    size_t i;
    json_t *hit;
    json_array_foreach(at(answer, "hits"), i, hit)
    {
        const char *facet;
        json_t *counts;
        json_object_foreach(at(answer, "facets"), facet, counts)
        {
            size_t k;
            json_t *value;
            json_array_foreach(json_object_get(hit, facet), k, value)
            {
                /* a decomposed value is counted composed */
                if (strcmp(json_string_value(value), "ガーデニング") != 0 &&
                    strstr(json_string_value(value), "\u3099") == NULL)
                    check_hit_is_counted(answer, facet, json_string_value(value));
            }
        }
    }
}

static void check_pair(ky_index *ix, const pair *p)
{
    const char *params[MAX_CHOSEN + 6];
    size_t n = list_params(p, NULL, params);
    params[n++] = "facet_limit=1000";
    params[n++] = "limit=5";
    params[n] = NULL;
    KY_CLEANUP(ky_json_unref_p) json_t *answer = ask_list(ix, params);
    const char *facet;
    json_t *values;
    json_object_foreach(at(answer, "facets"), facet, values)
    {
        size_t i;
        json_t *value;
        json_array_foreach(values, i, value) check_value(ix, p, facet, value);
    }
    check_hits(answer);
}

static void check_pairs(const place *pl, uint64_t seed)
{
    static const char *const matches[] = {"match=all", "match=any"};
    dice d = {seed};
    print_message("seed %llu\n", (unsigned long long) seed);
    KY_CLEANUP(ky_json_unref_p) json_t *whole = ask(pl->ix, "facet_limit=1000", "limit=0");
    for (int i = 0; i < PAIRS; i++) {
        pair p = make_pair(at(whole, "facets"), matches[0], &d);
        check_pair(pl->ix, &p);
        p.match = matches[1];
        check_pair(pl->ix, &p);
    }
}

static void each_count_is_the_total_of_that_value_alone(void **state)
{
    (void) state;
    check_pairs(&published, 20200401);
}

static void counts_are_exact_in_another_table_too(void **state)
{
    (void) state;
    check_pairs(&parks, 20210401);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_count_is_the_total_of_that_value_alone),
        cmocka_unit_test(counts_are_exact_in_another_table_too),
    };
    return cmocka_run_group_tests(tests, places_setup, places_teardown);
}
