/* Promises of what stands beside the pages of records, on the way from a request to its reply:
 *  - the descriptions of the site for browsers are in the language asked for by `lang`, else by
 *    Accept-Language, and lead to pages in it; a short name has 16 characters at most
 *  - a table with nothing to cross has no picture, and nothing leads to one
 *  - a licence without an address is named, a data set without a source names none, to people and
 *    to machines
 *  - a browser is refused by a page, a program by a problem, whatever the reason
 *  - a value of `lang` or `furigana` that there is not is left out and told on every page
 *  - the kiosk's page says what the configuration says, comes up without an index, and is in the
 *    configured language whatever the browser accepts, unless `lang` names another
 *  - furigana stand over the values and notes of facets, too, and over nothing in kana */
#include "testing.h"

#include <stdio.h>
#include <string.h>

#include "asking.h"
#include "base/mem.h"
#include "look.h"

/* No vocabulary; data sets with less than the bundled one's. */
static const char schema[] =
    "{\"default_year\": 2024, \"datasets\": ["
    "{\"id\": \"named\", \"title\": \"名のある表\", \"year\": 2024, \"source\": \"甲市\","
    " \"licence\": {\"name\": \"市の規約\"}, \"files\": [\"named.jsonl\"]},"
    "{\"id\": \"bare\", \"title\": \"名だけの表\", \"year\": 2023, \"files\": [\"bare.jsonl\"]}],"
    "\"fields\": ["
    "{\"name\": \"no\", \"kind\": \"number\", \"role\": \"number\", \"column\": \"番号\","
    " \"labels\": {\"ja\": \"番号\"}},"
    "{\"name\": \"title\", \"kind\": \"text\", \"role\": \"title\", \"column\": \"名称\","
    " \"weight\": 3, \"labels\": {\"ja\": \"名称\"}},"
    "{\"name\": \"office\", \"kind\": \"facet\", \"column\": \"課\", \"labels\": {\"ja\": \"課\"}}"
    "]}";

static place plain;

static void table_plain(table *t)
{
    table_lines(
        t, schema,
        "{\"id\": \"1\", \"year\": 2024, \"title\": \"公園の清掃\", \"office\": [\"公園課\"]}\n"
        "{\"id\": \"2\", \"year\": 2023, \"title\": \"川の清掃\", \"office\": [\"みどり\"]}\n");
}

static int group_up(void **state)
{
    (void) state;
    asking_up();
    place_make(&plain, table_plain);
    return 0;
}

static int group_down(void **state)
{
    (void) state;
    place_fini(&plain);
    asking_down();
    return 0;
}

static bool has(const reply *r, const char *text)
{
    return ky_str_find(ky_buf_str(&r->body), ky_str_of(text)) != SIZE_MAX;
}

/* ---- for browsers ---- */

/* The text of an element that is there once. */
static ky_str element(const reply *r, const char *start, const char *end)
{
    ky_str all = ky_buf_str(&r->body);
    size_t from = ky_str_find(all, ky_str_of(start));
    assert_true(from != SIZE_MAX);
    all = ky_str_from(all, from + strlen(start));
    size_t to = ky_str_find(all, ky_str_of(end));
    assert_true(to != SIZE_MAX);
    return (ky_str){all.p, to};
}

static void the_site_describes_itself_in_the_language_asked_for(void **state)
{
    (void) state;
    static const struct {
        const char *target;
        const char *accept;
        const char *tag;
        const char *page;
    } asked[] = {
        {"/opensearch.xml", "en", "en", "/?q={searchTerms}\""},
        {"/opensearch.xml", "ja", "ja", "/?q={searchTerms}\""},
        {"/opensearch.xml?lang=en", "ja", "en", "/?q={searchTerms}&amp;lang=en\""},
        {"/opensearch.xml?lang=easy", "en", "ja", "/?q={searchTerms}&amp;lang=easy\""},
        {"/manifest.webmanifest", "en", "en", "\"start_url\":\"/\""},
        {"/manifest.webmanifest?lang=easy", "en", "ja", "\"start_url\":\"/?lang=easy\""},
        {"/manifest.webmanifest?lang=en", "ja", "en", "\"start_url\":\"/?lang=en\""},
    };
    for (size_t i = 0; i < KY_LEN(asked); i++) {
        KY_CLEANUP(reply_fini)
        reply r = ask_as(&bundled, asked[i].target, (header_fields){.language = asked[i].accept});
        assert_int_equal(r.status, 200);
        assert_string_equal(r.language, asked[i].tag);
        if (!has(&r, asked[i].page))
            fail_msg("%s: no %s in %s", asked[i].target, asked[i].page, r.body.p);
        assert_true(has(&r, strcmp(asked[i].tag, "en") == 0 ? "projects" : "さが"));
        if (strstr(asked[i].target, "open") != NULL)
            assert_in_range(ky_utf8_count(element(&r, "<ShortName>", "</ShortName>")), 1, 16);
    }
    KY_CLEANUP(reply_fini) reply page = ask_page(&bundled, "/?lang=en");
    assert_one(&page, "//link[@rel = 'search']/@href", "/opensearch.xml?lang=en");
    assert_one(&page, "//link[@rel = 'manifest']/@href", "/manifest.webmanifest?lang=en");
}

static void a_table_with_nothing_to_cross_has_no_picture(void **state)
{
    (void) state;
    KY_CLEANUP(reply_fini) reply none = ask_as(&plain, "/overview", browser);
    KY_CLEANUP(reply_fini) reply front = ask_page(&plain, "/");
    KY_CLEANUP(reply_fini) reply map = ask_as(&plain, "/sitemap.xml", browser);
    KY_CLEANUP(reply_fini) reply other = ask_page(&bundled, "/");
    KY_CLEANUP(reply_fini) reply its_map = ask_as(&bundled, "/sitemap.xml", browser);
    assert_int_equal(none.status, 404);
    assert_true(none.page);
    assert_int_equal(count(&front, "//a[contains(@href, 'overview')]"), 0);
    assert_int_equal(count(&other, "//a[contains(@href, 'overview')]"), 2);
    assert_false(has(&map, "overview"));
    assert_true(has(&its_map, "https://city.example/overview"));
}

/* ---- open data ---- */

static json_t *described(const reply *r, size_t i)
{
    KY_CLEANUP(strings_free) strings ld = find(r, "//script[@type = 'application/ld+json']");
    assert_true(i < ld.n);
    json_t *j = json_loads(ld.items[i], 0, NULL);
    assert_non_null(j);
    return j;
}

static void what_is_known_of_a_data_set_is_said(void **state)
{
    (void) state;
    KY_CLEANUP(reply_fini) reply r = ask_page(&plain, "/data");
    KY_CLEANUP(ky_json_unref_p) json_t *named = described(&r, 0);
    KY_CLEANUP(ky_json_unref_p) json_t *bare = described(&r, 1);
    assert_string_equal(json_string_value(json_object_get(named, "license")), "市の規約");
    assert_string_equal(
        json_string_value(json_object_get(json_object_get(named, "publisher"), "name")), "甲市");
    assert_null(json_object_get(bare, "license"));
    assert_null(json_object_get(bare, "publisher"));
    assert_string_equal(json_string_value(json_object_get(bare, "name")), "名だけの表");
    assert_int_equal(count(&r, "//section[@class = 'data-set']"), 2);
    assert_int_equal(count(&r, "//section[1]//dd[. = '市の規約']"), 1);
    assert_int_equal(count(&r, "//section[1]//dd//a[. = '市の規約']"), 0);
    assert_int_equal(count(&r, "//section[1]//dl/div"), count(&r, "//section[2]//dl/div") + 1);
}

/* ---- the kiosk ---- */

static void the_kiosk_follows_the_configuration(void **state)
{
    (void) state;
    static const struct {
        const char *target;
        language configured;
        const char *code;
        const char *tag;
        const char *title;
    } asked[] = {
        {"/kiosk", LANGUAGE_JA, "ja", "ja", "協働事業をさがす"},
        {"/kiosk", LANGUAGE_EN, "en", "en", "Find collaboration projects"},
        {"/kiosk", LANGUAGE_EASY, "easy", "ja",
         "市（し）と 一緒（いっしょ）の 活動（かつどう）を さがす"},
        {"/kiosk?lang=en", LANGUAGE_JA, "en", "en", "Find collaboration projects"},
        {"/kiosk?lang=ja", LANGUAGE_EN, "ja", "ja", "協働事業をさがす"},
        {"/kiosk?lang=fr&q=x", LANGUAGE_EN, "en", "en", "Find collaboration projects"},
    };
    static const char *const accepted[] = {"ja", "en"};
    const config *const usual = shared.config;
    for (size_t i = 0; i < 2 * KY_LEN(asked); i++) {
        config c = *usual;
        char idle[24];
        c.kiosk_language = asked[i / 2].configured;
        c.kiosk_seconds = (uint32_t) (10 + i);
        (void) snprintf(idle, sizeof idle, "%u", c.kiosk_seconds);
        shared.config = &c;
        KY_CLEANUP(reply_fini)
        reply r = ask_as(&bundled, asked[i / 2].target,
                         (header_fields){.accept = "text/html", .language = accepted[i % 2]});
        shared.config = usual;
        assert_int_equal(r.status, 200);
        assert_true(r.page);
        assert_string_equal(r.language, asked[i / 2].tag);
        assert_one(&r, "/html/@lang", asked[i / 2].tag);
        assert_one(&r, "//main[@id = 'kiosk']/@data-idle", idle);
        assert_one(&r, "//main/@data-language", asked[i / 2].code);
        assert_one(&r, "//head/title", asked[i / 2].title);
    }
}

static void the_kiosk_is_a_document_of_its_own(void **state)
{
    (void) state;
    place nothing = {0};
    KY_CLEANUP(reply_fini) reply r = ask_page(&nothing, "/kiosk");
    assert_one(&r, "//main/@data-worker", "/kiosk-worker.js");
    assert_one(&r, "//meta[@name = 'robots']/@content", "noindex");
    assert_one(&r, "//meta[@name = 'viewport']/@content", "width=device-width, initial-scale=1");
    assert_one(&r, "//body//noscript//a/@href", "/");
    assert_int_equal(count(&r, "//main/node()"), 0);
    assert_int_equal(count(&r, "//header | //footer | //*[@style] | //script[not(@src)]"), 0);
    assert_int_equal(count(&r, "//script[@type = 'module']"), 1);
    KY_CLEANUP(strings_free) strings sheets = find(&r, "//link[@rel = 'stylesheet']/@href");
    assert_int_equal(sheets.n, 2);
    KY_CLEANUP(strings_free) strings scripts = find(&r, "//script[@type = 'module']/@src");
    const char *const files[] = {sheets.items[0], sheets.items[1], scripts.items[0]};
    for (size_t i = 0; i < KY_LEN(files); i++) {
        KY_CLEANUP(reply_fini) reply file = ask_as(&nothing, files[i], browser);
        assert_int_equal(file.status, 200);
        assert_true(file.for_good);
    }
    KY_CLEANUP(reply_fini) reply english = ask_page(&nothing, "/kiosk?lang=en");
    assert_one(&english, "//noscript//a/@href", "/?lang=en");
}

/* ---- refusals ---- */

static reply ask_with(const char *method, ky_str path, const char *accept)
{
    reply out = {0};
    responder r = {.service = &shared, .index = bundled.ix};
    const http_request rq = {.method = ky_str_of(method),
                             .target = path,
                             .accept = ky_str_of(accept),
                             .accept_language = KY_LIT("en")};
    respond(&r, &rq, &out);
    r.index = NULL; /* the place's */
    responder_fini(&r);
    return out;
}

static void browsers_are_refused_by_a_page(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf far = {0};
    ky_buf_puts(&far, "/?q=");
    while (far.n < 9000)
        ky_buf_puts(&far, "aaaaaaaa");
    const struct {
        const char *method;
        ky_str path;
        unsigned status;
        bool api;
    } asked[] = {
        {"POST", KY_LIT("/"), 405, false},
        {"DELETE", KY_LIT("/projects/2020-1"), 405, false},
        {"POST", KY_LIT("/v1/search"), 405, true},
        {"GET", ky_buf_str(&far), 414, false},
        {"GET", KY_LIT("/v1/nothing"), 404, true},
        {"GET", KY_LIT("/nothing"), 404, false},
    };
    for (size_t i = 0; i < KY_LEN(asked); i++) {
        KY_CLEANUP(reply_fini)
        reply page = ask_with(asked[i].method, asked[i].path, "text/html,*/*;q=.8");
        KY_CLEANUP(reply_fini) reply problem = ask_with(asked[i].method, asked[i].path, "*/*");
        assert_int_equal(page.status, asked[i].status);
        assert_int_equal(problem.status, asked[i].status);
        assert_string_equal(problem.type, "application/problem+json");
        assert_int_equal(page.page, !asked[i].api);
        if (page.page)
            assert_one(&page, "//h1", "The page cannot be shown");
    }
}

static void what_there_is_not_is_told_on_every_page(void **state)
{
    (void) state;
    static const struct {
        const char *target;
        size_t told;
    } asked[] = {
        {"/?lang=fr", 1},
        {"/?lang=en&lang=", 0},
        {"/data?lang=tlh", 1},
        {"/overview?lang=x&view=nothing", 2},
        {"/overview?view=category-form", 0},
        {"/projects/2020-34?furigana=yes", 1},
        {"/projects/2020-34?furigana=off&lang=de", 1},
        {"/projects/2020-34?furigana=on", 0},
    };
    for (size_t i = 0; i < KY_LEN(asked); i++) {
        KY_CLEANUP(reply_fini) reply r = ask_page(&bundled, asked[i].target);
        if (count(&r, "//div[@class = 'notice']/p") != asked[i].told)
            fail_msg("%s tells %zu", asked[i].target, count(&r, "//div[@class = 'notice']/p"));
    }
}

/* ---- furigana ---- */

static void furigana_stand_over_values_and_notes(void **state)
{
    (void) state;
    KY_CLEANUP(reply_fini) reply r = ask_page(&plain, "/projects/1?furigana=on");
    KY_CLEANUP(reply_fini) reply kana = ask_page(&plain, "/projects/2?furigana=on");
    KY_CLEANUP(strings_free) strings over = find(&r, "//dd/a/ruby/rt");
    assert_int_equal(over.n, 2);
    assert_string_equal(over.items[0], "こうえん");
    assert_string_equal(over.items[1], "か");
    assert_int_equal(count(&kana, "//dd/a/ruby"), 0);
    size_t over_notes = 0;
    for (size_t i = 0; i < bundled.table.n; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
        ky_buf_printf(&path, "/projects/%.*s", KY_FMT(bundled.table.records[i].id));
        KY_CLEANUP(reply_fini) reply bare = ask_page(&bundled, path.p);
        ky_buf_puts(&path, "?furigana=on");
        KY_CLEANUP(reply_fini) reply read = ask_page(&bundled, path.p);
        KY_CLEANUP(strings_free) strings shown = find(&bare, "//dl/div/dd/a");
        assert_int_equal(count(&bare, "//dd//ruby"), 0);
        assert_int_equal(count(&read, "//dl/div/dd/a"), shown.n);
        over_notes += count(&read, "//span[@class = 'note']/ruby");
    }
    assert_true(over_notes > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_site_describes_itself_in_the_language_asked_for),
        cmocka_unit_test(a_table_with_nothing_to_cross_has_no_picture),
        cmocka_unit_test(what_is_known_of_a_data_set_is_said),
        cmocka_unit_test(the_kiosk_follows_the_configuration),
        cmocka_unit_test(the_kiosk_is_a_document_of_its_own),
        cmocka_unit_test(browsers_are_refused_by_a_page),
        cmocka_unit_test(what_there_is_not_is_told_on_every_page),
        cmocka_unit_test(furigana_stand_over_values_and_notes),
    };
    return cmocka_run_group_tests(tests, group_up, group_down);
}
