/* Promises checked here, on the published table unless another is named:
 * - the examples of the contract give these very records and counts
 * - values of one facet are alternatives, facets narrow, and a value nobody has finds nothing
 * - every order of hits is the contract's, over several years too, with offset and limit
 * - auto relaxes where all finds nothing, says so, and lists what the first hit lacks
 * - an exclusion alone gives every other record by number; q and -q share the table between them
 * - words side by side are a compound, which stands together
 * - content words with particles between them are keywords of their own
 * - a facet value is found by its whole name, by a part only where nothing else is found
 * - a question leaves nothing behind for the next one */
#include <stdio.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"
#include "places.h"

static void two_facets_narrow(void **state)
{
    (void) state;
    assert_numbers(published.ix, "2,59,61,65,67,68,74,75", "category=社会教育", "partner=NPO法人");
    assert_numbers(published.ix, "6,13,71,72,73", "category=地域交流", "cancelled=true");
}

static void values_of_one_facet_are_alternatives(void **state)
{
    (void) state;
    assert_int_equal(total(published.ix, "category=環境保全", "category=福祉"), 32);
    assert_int_equal(total(published.ix, "category=福祉", "category=福祉"), 17);
}

static void cancelled_records_are_those_published(void **state)
{
    (void) state;
    assert_numbers(published.ix, "4,6,13,35,36,38,43,49,50,54,66,67,70,71,72,73,77",
                   "cancelled=true");
    assert_int_equal(total(published.ix, "cancelled=false"), 60);
    assert_int_equal(total(published.ix, "cancelled=false", "cancelled=true"), 77);
}

static void a_value_nobody_has_finds_nothing_and_is_listed(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p)
    json_t *a = ask(published.ix, "category=無い値", "department=無い課", "year=1999");
    assert_int_equal(total_of(a), 0);
    char *departments = facet_text(a, "department", false);
    char *years = facet_text(a, "year", false);
    char *categories = facet_text(a, "category", false);
    assert_string_equal(departments, "無い課 0*");
    assert_string_equal(years, "1999 0*");
    assert_string_equal(categories, "無い値 0*");
    free(departments);
    free(years);
    free(categories);
}

static void counts_of_a_chosen_facet_stay_as_they_are(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(published.ix, "category=環境保全");
    char *category = facet_text(a, "category", true);
    char *form = facet_text(a, "form", true);
    assert_string_equal(
        category,
        "保健、医療 1, 福祉 17, 子育て、子どもの健全育成 12, 社会教育 17, まちづくり 11, "
        "地域交流 19, 学術、文化、芸術、スポーツ 17, 環境保全 15*, 災害救援 2, 地域安全 4, "
        "人権擁護、平和 2, 国際交流、国際協力 1, 男女共同参画 2, 情報化、科学技術 2, "
        "経済活動活性化 4, 職業能力開発、雇用機会拡充 1, 消費者保護 2, その他 2");
    assert_string_equal(form, "後援 0, 補助（助成） 4, 共催 2, 実行委員会・協議会 2, 委託 3, "
                              "指定管理 0, 事業協力 7, アダプトプログラム 3, その他 0");
    free(category);
    free(form);
}

static void facets_stand_in_the_order_of_the_schema(void **state)
{
    (void) state;
    static const char *const names[] = {"department", "category", "partner",
                                        "form",       "year",     "cancelled"};
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(published.ix, "q=");
    const char *key;
    json_t *list;
    size_t i = 0;
    json_object_foreach(at(a, "facets"), key, list)
    {
        assert_true(i < KY_LEN(names));
        assert_string_equal(key, names[i++]);
        assert_true(json_is_string(at(list, "0.value")));
    }
    assert_int_equal(i, KY_LEN(names));
    char *flags = facet_text(a, "cancelled", true);
    assert_string_equal(flags, "true 17, false 60");
    free(flags);
}

static void only_the_facets_asked_for_are_counted(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *none = ask(published.ix, "facets=none", "form=委託");
    KY_CLEANUP(ky_json_unref_p) json_t *two = ask(published.ix, "facets=form,year");
    assert_int_equal(json_object_size(at(none, "facets")), 0);
    assert_int_equal(total_of(none), 17);
    assert_int_equal(json_object_size(at(two, "facets")), 2);
    assert_non_null(at(two, "facets.form"));
}

static void an_open_facet_lists_its_most_frequent_and_the_selected(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p)
    json_t *a = ask(published.ix, "facet_limit=2", "department=子育て支援課");
    KY_CLEANUP(ky_json_unref_p) json_t *none = ask(published.ix, "facet_limit=0");
    assert_int_equal(json_array_size(at(a, "facets.department")), 3);
    assert_string_equal(text_at(a, "facets.department.2.value"), "子育て支援課");
    assert_true(json_is_true(at(a, "facets.department.2.selected")));
    assert_true(json_integer_value(at(a, "facets.department.0.count")) >=
                json_integer_value(at(a, "facets.department.1.count")));
    assert_int_equal(json_array_size(at(none, "facets.department")), 0);
    assert_int_equal(json_array_size(at(none, "facets.form")), 9);
}

static void without_q_hits_stand_by_number_with_score_0(void **state)
{
    (void) state;
    assert_numbers(published.ix, "1,2,3", "limit=3");
    assert_numbers(published.ix, "77,76", "sort=-number", "limit=2");
    assert_ids(parks.ix, "2022-1,2021-1,2022-2,2021-2,2022-3,2021-3,2021-4,X-特別", "sort=number");
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(published.ix, "limit=1");
    assert_true(json_is_real(at(a, "hits.0.score")));
    assert_true(json_real_value(at(a, "hits.0.score")) == 0);
}

static void every_order_settles_ties_over_several_years(void **state)
{
    (void) state;
    assert_ids(parks.ix, "2022-1,2021-1,2022-2,2021-2,2022-3,2021-3,2021-4,X-特別", "q=");
    assert_ids(parks.ix, "X-特別,2021-4,2022-3,2021-3,2022-2,2021-2,2022-1,2021-1", "sort=-number");
    assert_ids(parks.ix, "2022-1,2022-2,2022-3,X-特別,2021-1,2021-2,2021-3,2021-4",
               "sort=relevance");
    assert_ids(parks.ix, "2022-1,2021-1", "q=土手");
    assert_ids(parks.ix, "2022-1,2021-1", "q=土手", "sort=number");
    assert_ids(parks.ix, "2022-1,2021-1", "q=土手", "sort=name");
}

static void names_are_sorted_by_their_reading(void **state)
{
    (void) state;
    /* (no name), えぬぴーおー…, がっこうのもり, かだんづくり…, ながいあつまり, みずべのせいそう */
    char *ids = ids_list(parks.ix, PARAMS("sort=name"));
    assert_non_null(strstr(ids, "2022-3,"));
    assert_ptr_equal(strstr(ids, "2022-3,"), ids);
    assert_true(strstr(ids, "2021-2") < strstr(ids, "2021-3"));
    assert_true(strstr(ids, "2022-2") < strstr(ids, "2021-3"));
    assert_true(strstr(ids, "2021-3") < strstr(ids, "2022-1,2021-1"));
    free(ids);
}

static void past_the_end_and_limit_0_have_true_totals(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p)
    json_t *past = ask(published.ix, "category=福祉", "offset=10000", "limit=100");
    KY_CLEANUP(ky_json_unref_p) json_t *none = ask(published.ix, "category=福祉", "limit=0");
    KY_CLEANUP(ky_json_unref_p) json_t *q = ask(published.ix, "q=公園", "offset=76", "limit=0");
    assert_int_equal(total_of(past), 17);
    assert_int_equal(json_array_size(at(past, "hits")), 0);
    assert_int_equal(total_of(none), 17);
    assert_int_equal(json_array_size(at(none, "hits")), 0);
    assert_int_equal(total_of(q), total(published.ix, "q=公園"));
    assert_true(json_equal(at(past, "facets"), at(none, "facets")));
}

static void pages_put_together_are_the_whole(void **state)
{
    (void) state;
    char *whole = numbers_list(published.ix, PARAMS("q=市民 活動", "match=any"));
    KY_CLEANUP(ky_buf_fini) ky_buf pages = {0};
    for (int offset = 0; offset < 77; offset += 7) {
        char at_offset[32];
        (void) snprintf(at_offset, sizeof at_offset, "offset=%d", offset);
        char *page =
            numbers_list(published.ix, PARAMS("q=市民 活動", "match=any", at_offset, "limit=7"));
        if (*page != '\0')
            ky_buf_printf(&pages, "%s%s", pages.n == 0 ? "" : ",", page);
        free(page);
    }
    assert_string_equal(pages.p, whole);
    free(whole);
}

static void hits_have_the_members_of_the_contract(void **state)
{
    (void) state;
    static const char *const wanted[] = {"id",      "number",      "year",       "score",
                                         "name",    "description", "department", "category",
                                         "partner", "form",        "cancelled",  "highlight"};
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(published.ix, "q=子育て支援課");
    const char *key;
    json_t *value;
    size_t i = 0;
    assert_true(total_of(a) > 0);
    json_object_foreach(at(a, "hits.0"), key, value)
    {
        if (strcmp(key, "other") == 0)
            continue;
        assert_true(i < KY_LEN(wanted));
        assert_string_equal(key, wanted[i++]);
    }
    assert_int_equal(i, KY_LEN(wanted));
}

static void answers_have_the_members_of_the_contract(void **state)
{
    (void) state;
    static const char *const wanted[] = {"query", "total",  "offset",  "limit", "took_us",
                                         "hits",  "facets", "related", "index"};
    static const char *const query[] = {"q", "match", "relaxed", "dropped", "terms", "corrected"};
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(published.ix, "q=公園", "offset=1", "limit=2");
    const char *key;
    json_t *value;
    size_t i = 0;
    json_object_foreach(a, key, value) assert_string_equal(key, wanted[i++]);
    assert_int_equal(i, KY_LEN(wanted));
    i = 0;
    json_object_foreach(at(a, "query"), key, value) assert_string_equal(key, query[i++]);
    assert_int_equal(i, KY_LEN(query));
    assert_int_equal(json_integer_value(at(a, "offset")), 1);
    assert_int_equal(json_integer_value(at(a, "limit")), 2);
    assert_int_equal(json_integer_value(at(a, "index.records")), 77);
    assert_string_equal(text_at(a, "index.generation"), "gen-000001");
    assert_true(json_is_null(at(a, "query.corrected")));
}

static void notes_of_others_are_searched_and_given(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(parks.ix, "q=野鳥");
    assert_int_equal(total_of(a), 1);
    assert_string_equal(text_at(a, "hits.0.id"), "2021-4");
    assert_string_equal(text_at(a, "hits.0.other.work.0"), "野鳥の観察");
    assert_int_equal(total(parks.ix, "q=茶会", "work=その他"), 1);
    assert_int_equal(total(parks.ix, "q=極秘"), 0);
    assert_int_equal(total(parks.ix, "q=「野鳥の観察」"), 1);
}

static void auto_relaxes_only_where_all_finds_nothing(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *all = ask(published.ix, "q=公園 清掃");
    KY_CLEANUP(ky_json_unref_p) json_t *loose = ask(published.ix, "q=公園 翡翠");
    KY_CLEANUP(ky_json_unref_p) json_t *strict = ask(published.ix, "q=公園 翡翠", "match=all");
    KY_CLEANUP(ky_json_unref_p) json_t *any = ask(published.ix, "q=公園 翡翠", "match=any");
    assert_true(total_of(all) > 0);
    assert_true(json_is_false(at(all, "query.relaxed")));
    assert_string_equal(text_at(all, "query.match"), "all");
    assert_int_equal(json_array_size(at(all, "query.dropped")), 0);
    assert_true(json_is_true(at(loose, "query.relaxed")));
    assert_string_equal(text_at(loose, "query.match"), "any");
    assert_int_equal(json_array_size(at(loose, "query.dropped")), 1);
    assert_string_equal(text_at(loose, "query.dropped.0"), "翡翠");
    assert_int_equal(total_of(loose), total(published.ix, "q=公園"));
    assert_int_equal(total_of(strict), 0);
    assert_true(json_is_false(at(strict, "query.relaxed")));
    assert_int_equal(total_of(any), total_of(loose));
    assert_true(json_is_false(at(any, "query.relaxed")));
}

static void relaxing_is_decided_before_facets(void **state)
{
    (void) state;
    /* 公園 and 清掃 stand together in some record, but in none that is chosen here */
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(published.ix, "q=公園 清掃", "category=消費者保護");
    assert_int_equal(total_of(a), 0);
    assert_true(json_is_false(at(a, "query.relaxed")));
    KY_CLEANUP(ky_json_unref_p) json_t *b = ask(published.ix, "q=公園 翡翠", "category=消費者保護");
    assert_int_equal(total_of(b), 0);
    assert_true(json_is_false(at(b, "query.relaxed")));
    assert_int_equal(json_array_size(at(b, "query.dropped")), 0);
}

static void phrases_and_exclusions_are_never_relaxed(void **state)
{
    (void) state;
    assert_int_equal(total(published.ix, "q=公園 「翡翠」"), 0);
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(published.ix, "q=公園 翡翠 -清掃");
    assert_true(json_is_true(at(a, "query.relaxed")));
    assert_int_equal(total_of(a), total(published.ix, "q=公園 -清掃"));
    KY_CLEANUP(ky_json_unref_p) json_t *b = ask(published.ix, "q=「公園」 翡翠 隕石");
    assert_int_equal(total_of(b), total(published.ix, "q=「公園」"));
}

static void an_exclusion_alone_gives_the_rest_by_number(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf wanted = {0};
    char *with = numbers_list(published.ix, PARAMS("q=公園", "sort=number"));
    for (int i = 1; i <= 77; i++) {
        char number[16];
        char list[400];
        (void) snprintf(number, sizeof number, ",%d,", i);
        (void) snprintf(list, sizeof list, ",%s,", with);
        if (strstr(list, number) == NULL)
            ky_buf_printf(&wanted, "%s%d", wanted.n == 0 ? "" : ",", i);
    }
    assert_numbers(published.ix, wanted.p, "q=-公園");
    free(with);
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(published.ix, "q=-公園", "limit=1");
    assert_true(json_real_value(at(a, "hits.0.score")) == 0);
    assert_int_equal(json_array_size(at(a, "query.terms")), 0);
}

static void a_keyword_and_its_exclusion_share_the_table(void **state)
{
    (void) state;
    static const char *const words[] = {
        "公園",     "清掃",           "市民", "子ども", "福祉",   "環境保全",
        "アダプト", "NPO法人",        "の",   "する",   "児童館", "小金井市",
        "こどもの", "ボランティア",   "委託", "公民館", "園",     "翡翠",
        "①",        "社会福祉協議会", "行う", "1",      "「の」", "「を行う」"};
    for (size_t i = 0; i < KY_LEN(words); i++) {
        char with[64];
        char without[64];
        (void) snprintf(with, sizeof with, "q=%s", words[i]);
        (void) snprintf(without, sizeof without, "q=-%s", words[i]);
        json_int_t n = total(published.ix, with, "match=all");
        json_int_t rest = total(published.ix, without, "match=all");
        if (n + rest != 77)
            fail_msg("%s: %d with, %d without", words[i], (int) n, (int) rest);
    }
}

static void words_round_a_particle_are_keywords_of_their_own(void **state)
{
    (void) state;
    char *with_particle = numbers_list(published.ix, PARAMS("q=公園の清掃", "sort=number"));
    assert_numbers(published.ix, with_particle, "q=公園 清掃", "sort=number");
    free(with_particle);
    /* each of them may be a facet value too */
    char *facet_word = numbers_list(published.ix, PARAMS("q=福祉の活動", "sort=number"));
    assert_numbers(published.ix, facet_word, "q=福祉 活動", "sort=number");
    free(facet_word);
    char *any = numbers_list(published.ix, PARAMS("q=福祉の翡翠", "match=any", "sort=number"));
    assert_numbers(published.ix, any, "q=福祉 翡翠", "match=any", "sort=number");
    free(any);
    char *part = numbers_list(published.ix, PARAMS("q=アダプトの花", "match=any", "sort=number"));
    assert_numbers(published.ix, part, "q=アダプト 花", "match=any", "sort=number");
    free(part);
}

static void a_compound_stands_together_and_in_its_order(void **state)
{
    (void) state;
    assert_ids(parks.ix, "2022-2", "q=ボランティア募集", "match=all");
    assert_ids(parks.ix, "", "q=募集ボランティア", "match=all");
    assert_ids(parks.ix, "2022-1,2021-1", "q=清掃 土手", "match=all");
    assert_ids(parks.ix, "", "q=清掃土手", "match=all");
    assert_ids(parks.ix, "", "q=清掃川", "match=all"); /* the title's last word, the body's first */
    assert_ids(parks.ix, "", "q=水辺清掃", "match=all");
    assert_int_equal(total(published.ix, "q=清掃公園", "match=all"), 0);
    assert_true(total(published.ix, "q=公園清掃", "match=all") > 0);
}

static void a_whole_facet_value_finds_its_records(void **state)
{
    (void) state;
    static const struct {
        const char *q;
        const char *facet;
    } cases[] = {{"q=環境保全", "category=環境保全"},
                 {"q=npo法人", "partner=NPO法人"},
                 {"q=ＮＰＯ法人", "partner=NPO法人"},
                 {"q=学術、文化、芸術、スポーツ", "category=学術、文化、芸術、スポーツ"},
                 {"q=補助（助成）", "form=補助（助成）"},
                 {"q=補助(助成)", "form=補助（助成）"},
                 {"q=町会・自治会", "partner=町会・自治会"},
                 {"q=公民館", "department=公民館"},
                 {"q=環境保全、", "category=環境保全"},
                 {"q=（環境保全）", "category=環境保全"}};
    for (size_t i = 0; i < KY_LEN(cases); i++) {
        json_int_t by_facet = total(published.ix, cases[i].facet);
        json_int_t both = total(published.ix, cases[i].facet, cases[i].q, "match=all");
        if (by_facet == 0 || both != by_facet)
            fail_msg("%s finds %d of the %d records", cases[i].q, (int) both, (int) by_facet);
    }
    assert_int_equal(total(published.ix, "q=2020"), total(published.ix, "q=「2020」"));
    assert_int_equal(total(published.ix, "q=true"), 0);
}

static void a_part_of_a_facet_value_finds_it_only_where_nothing_else_is(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(published.ix, "q=アダプト");
    assert_string_equal(text_at(a, "related.0.facet"), "form");
    assert_string_equal(text_at(a, "related.0.value"), "アダプトプログラム");
    assert_int_equal(json_integer_value(at(a, "related.0.count")), 3);
    assert_int_equal(total_of(a), 3);
    /* 教育 stands in texts too, so it does not bring every record of 社会教育 */
    KY_CLEANUP(ky_json_unref_p) json_t *b = ask(published.ix, "q=教育", "category=社会教育");
    assert_true(total_of(b) > 0);
    assert_true(total_of(b) < 17);
    assert_string_equal(text_at(b, "related.0.value"), "社会教育");
    assert_int_equal(json_integer_value(at(b, "related.0.count")), 17);
    KY_CLEANUP(ky_json_unref_p) json_t *whole = ask(published.ix, "q=環境保全");
    assert_int_equal(json_array_size(at(whole, "related")), 0);
}

static void values_of_any_length_and_spelling_are_chosen_and_named(void **state)
{
    (void) state;
    const ky_record *r = &parks.table.records[2];
    KY_CLEANUP(ky_buf_fini) ky_buf ward = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf work = {0};
    const ky_schema *s = parks.table.schema;
    ky_buf_puts(&ward, "ward=");
    ky_buf_put(&ward, r->cells[ky_schema_find(s, KY_LIT("ward"))].values[0]);
    ky_buf_puts(&work, "work=");
    ky_buf_put(&work, r->cells[ky_schema_find(s, KY_LIT("work"))].values[0]);
    assert_ids(parks.ix, "2021-3", ward.p);
    assert_ids(parks.ix, "2021-3", work.p);
    assert_ids(parks.ix, "2022-1,2021-2", "work=ガーデニング");
    assert_ids(parks.ix, "2022-1,2021-2", "work=カ\u3099ーテ\u3099ニンク\u3099");
    /* 2021-2 has it as its main value */
    assert_ids(parks.ix, "2021-2,2022-1", "q=ガーデニング");
    assert_ids(parks.ix, "2022-2", "work=外の値");
    assert_ids(parks.ix, "2021-4", "ward=Straße 東");
    assert_int_equal(total(parks.ix, "ward=straße 東"), 0);
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(parks.ix, "q=");
    char *works = facet_text(a, "work", true);
    assert_non_null(strstr(works, "ガーデニング 2, その他 2, 外の値 1"));
    free(works);
    char *wards = facet_text(a, "ward", true);
    assert_ptr_equal(strstr(wards, "北 4, 南 2, "), wards);
    free(wards);
}

static void a_long_facet_value_is_a_keyword_too(void **state)
{
    (void) state;
    const ky_schema *s = parks.table.schema;
    static const char *const names[] = {"ward", "work"};
    for (size_t i = 0; i < KY_LEN(names); i++) {
        const ky_cell *c = &parks.table.records[2].cells[ky_schema_find(s, ky_str_of(names[i]))];
        KY_CLEANUP(ky_buf_fini) ky_buf q = {0};
        ky_buf_puts(&q, "q=");
        ky_buf_put(&q, c->values[0]);
        assert_ids(parks.ix, "2021-3", q.p, "match=all");
        KY_CLEANUP(ky_json_unref_p)
        json_t *part = ask(parks.ix, i == 0 ? "q=水辺再生推進室" : "q=植栽");
        assert_int_equal(total_of(part), 1);
        assert_string_equal(text_at(part, "related.0.facet"), names[i]);
        assert_int_equal(json_integer_value(at(part, "related.0.count")), 1);
    }
}

static void numbers_and_years_are_facets_where_the_schema_says(void **state)
{
    (void) state;
    assert_ids(parks.ix, "2022-1,2021-1", "area=120");
    assert_ids(parks.ix, "X-特別", "area=0");
    assert_ids(parks.ix, "2021-1,2021-2,2021-3,2021-4", "nendo=2021");
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(parks.ix, "q=");
    char *areas = facet_text(a, "area", true);
    assert_string_equal(areas, "120 2, 80 2, 0 1, 300 1");
    free(areas);
    assert_true(json_is_null(at(a, "hits.2.area")));
    assert_null(at(a, "facets.no"));
}

static void one_question_leaves_nothing_for_the_next(void **state)
{
    (void) state;
    const char *const *const b[] = {
        PARAMS("q=「を行う」 -公園", "match=any", "sort=-number", "limit=100"),
        PARAMS("q=翡翠 公園", "category=福祉", "facets=none"), PARAMS("q=の", "limit=0")};
    KY_CLEANUP(ky_json_unref_p) json_t *before = ask(published.ix, "q=子ども 公園", "form=委託");
    for (size_t i = 0; i < KY_LEN(b); i++) {
        KY_CLEANUP(ky_json_unref_p) json_t *other = ask_list(published.ix, b[i]);
        KY_CLEANUP(ky_json_unref_p) json_t *after = ask(published.ix, "q=子ども 公園", "form=委託");
        assert_non_null(other);
        json_object_del(after, "took_us");
        json_object_del(before, "took_us");
        assert_true(json_equal(before, after));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_facets_narrow),
        cmocka_unit_test(values_of_one_facet_are_alternatives),
        cmocka_unit_test(cancelled_records_are_those_published),
        cmocka_unit_test(a_value_nobody_has_finds_nothing_and_is_listed),
        cmocka_unit_test(counts_of_a_chosen_facet_stay_as_they_are),
        cmocka_unit_test(facets_stand_in_the_order_of_the_schema),
        cmocka_unit_test(only_the_facets_asked_for_are_counted),
        cmocka_unit_test(an_open_facet_lists_its_most_frequent_and_the_selected),
        cmocka_unit_test(without_q_hits_stand_by_number_with_score_0),
        cmocka_unit_test(every_order_settles_ties_over_several_years),
        cmocka_unit_test(names_are_sorted_by_their_reading),
        cmocka_unit_test(past_the_end_and_limit_0_have_true_totals),
        cmocka_unit_test(pages_put_together_are_the_whole),
        cmocka_unit_test(hits_have_the_members_of_the_contract),
        cmocka_unit_test(answers_have_the_members_of_the_contract),
        cmocka_unit_test(notes_of_others_are_searched_and_given),
        cmocka_unit_test(auto_relaxes_only_where_all_finds_nothing),
        cmocka_unit_test(relaxing_is_decided_before_facets),
        cmocka_unit_test(phrases_and_exclusions_are_never_relaxed),
        cmocka_unit_test(an_exclusion_alone_gives_the_rest_by_number),
        cmocka_unit_test(a_keyword_and_its_exclusion_share_the_table),
        cmocka_unit_test(words_round_a_particle_are_keywords_of_their_own),
        cmocka_unit_test(a_compound_stands_together_and_in_its_order),
        cmocka_unit_test(a_whole_facet_value_finds_its_records),
        cmocka_unit_test(a_part_of_a_facet_value_finds_it_only_where_nothing_else_is),
        cmocka_unit_test(values_of_any_length_and_spelling_are_chosen_and_named),
        cmocka_unit_test(a_long_facet_value_is_a_keyword_too),
        cmocka_unit_test(numbers_and_years_are_facets_where_the_schema_says),
        cmocka_unit_test(one_question_leaves_nothing_for_the_next),
    };
    return cmocka_run_group_tests(tests, places_setup, places_teardown);
}
