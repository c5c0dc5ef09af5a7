/* Promises of pages/, on the way from a request to its reply without the network:
 *  - a page is HTML in the language asked for by `lang`, else by Accept-Language; it says which,
 * and its tag depends on it
 *  - every facet shows its whole vocabulary in order; what each link promises is what its page
 *    counts, chosen or not; what none of the records found has stays, too
 *  - bad parameters are left out and told, unknown ones are passed over
 *  - what finds nothing shows the nearest; a relaxed search tells what it dropped
 *  - a record's page has all its fields, its address, its similar records, furigana where asked for
 *  - what a visitor put for a value is text, whatever our own texts mean by it
 *  - a name full of markup is text wherever it stands
 *  - a program gets problems, a browser pages that say the same, also where a time limit is past
 *  - every text that a template says exists in every language */
#include "testing.h"

#include <glob.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include "asking.h"
#include "base/mem.h"
#include "look.h"
#include "pages/link.h"
#include "pages/pages.h"

static const char nasty[] = "<script>alert(1)</script> & \\\"quotes\\\" 'n' </title>";

static place marked;

static void table_marked(table *t)
{
    char *schema = read_whole(KYODO_SUPPORT "/parks.schema.json");
    KY_CLEANUP(ky_buf_fini) ky_buf lines = {0};
    ky_buf_printf(
        &lines,
        "{\"id\": \"x<1>\", \"title\": \"%s\", \"body\": \"公園 %s\", \"ward\": [\"%s\"]}\n", nasty,
        nasty, nasty);
    ky_buf_puts(&lines, "{\"id\": \"2\", \"title\": \"公園の清掃\", \"body\": \"\"}\n");
    table_lines(t, schema, lines.p);
    free(schema);
}

static int group_up(void **state)
{
    (void) state;
    asking_up();
    place_make(&marked, table_marked);
    return 0;
}

static int group_down(void **state)
{
    (void) state;
    place_fini(&marked);
    asking_down();
    return 0;
}

static bool has(const reply *r, const char *text)
{
    return ky_str_find(ky_buf_str(&r->body), ky_str_of(text)) != SIZE_MAX;
}

/* ---- languages ---- */

static void the_best_language_is_taken(void **state)
{
    (void) state;
    static const struct {
        const char *field;
        language wanted;
    } cases[] = {
        {"", LANGUAGE_JA},
        {"ja", LANGUAGE_JA},
        {"en", LANGUAGE_EN},
        {"en-GB,en;q=0.9,ja;q=0.8", LANGUAGE_EN},
        {"ja;q=0.9, en;q=0.8", LANGUAGE_JA},
        {"en;q=0.5, ja;q=0.7", LANGUAGE_JA},
        {"fr, de;q=0.9", LANGUAGE_JA},
        {"fr, en;q=0.1", LANGUAGE_EN},
        {"en;q=0", LANGUAGE_JA},
        {"EN-us", LANGUAGE_EN},
        {"*", LANGUAGE_JA},
        {"eno", LANGUAGE_JA},
        {"en;q=1.5", LANGUAGE_JA},
        {" en ; q=1.000 ", LANGUAGE_EN},
        {",,;;q=,=", LANGUAGE_JA},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++)
        if (language_accepted(ky_str_of(cases[i].field)) != cases[i].wanted)
            fail_msg("'%s'", cases[i].field);
}

static void a_page_is_in_the_language_asked_for(void **state)
{
    (void) state;
    static const header_fields english = {.accept = "text/html", .language = "en"};
    KY_CLEANUP(reply_fini) reply ja = ask_page(&bundled, "/");
    KY_CLEANUP(reply_fini) reply en = ask_as(&bundled, "/", english);
    KY_CLEANUP(reply_fini) reply easy = ask_as(&bundled, "/?lang=easy", english);
    assert_string_equal(ja.language, "ja");
    assert_string_equal(en.language, "en");
    assert_string_equal(easy.language, "ja");
    assert_one(&ja, "/html/@lang", "ja");
    assert_one(&en, "/html/@lang", "en");
    assert_one(&en, "//label", "Enter words in Japanese");
    assert_int_equal(count(&ja, "//rt"), 0);
    assert_true(count(&easy, "//label/ruby/rt") > 0);
    assert_string_not_equal(ja.etag, en.etag);
    /* what is said in the address goes along, and only then */
    assert_true(count(&easy, "//a[contains(@href, 'lang=easy')]") > 50);
    assert_int_equal(count(&en, "//section//a[contains(@href, 'lang=')]"), 0);
    /* records stay Japanese */
    assert_int_equal(count(&en, "//h3/a[@lang = 'ja']"), 20);
}

static void every_text_is_there_in_every_language(void **state)
{
    (void) state;
    static const char mark[] = "<xsl:with-param name=\"id\" select=\"'";
    glob_t files;
    size_t n = 0;
    assert_int_equal(glob(KYODO_WEB "/pages/*.xsl", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        char *xsl = read_whole(files.gl_pathv[i]);
        for (const char *at = xsl; (at = strstr(at, mark)) != NULL; n++) {
            char id[64];
            at += sizeof mark - 1;
            (void) snprintf(id, sizeof id, "%.*s", (int) strcspn(at, "'"), at);
            for (size_t l = 0; l < LANGUAGES; l++)
                if (pages_text(shared.pages, (language) l, id).n == 0)
                    fail_msg("no text '%s' in %s", id, language_code((language) l));
        }
        free(xsl);
    }
    globfree(&files);
    assert_true(n > 30);
}

/* ---- the search page ---- */

/* Choosing a value gives what its count says; letting go of a chosen one is not counted. */
static void check_links(place *p, const char *target)
{
    KY_CLEANUP(reply_fini) reply r = ask_page(p, target);
    const char *const link = "//details//a[not(@aria-current)]";
    KY_CLEANUP(strings_free) strings hrefs = find(&r, "//details//a[not(@aria-current)]/@href");
    KY_CLEANUP(strings_free)
    strings counts = find(&r, "//details//a[not(@aria-current)]/span[@class = 'count']");
    assert_true(hrefs.n > 3);
    assert_int_equal(hrefs.n, counts.n);
    assert_int_equal(hrefs.n, count(&r, link));
    for (size_t i = 0; i < hrefs.n; i += 1 + hrefs.n / 25) {
        /* a second value of a facet adds to the first */
        KY_CLEANUP(reply_fini) reply next = ask_page(p, hrefs.items[i]);
        KY_CLEANUP(strings_free)
        strings chosen = find(&next, "//div[@role = 'group']//a[@class = 'chip']");
        assert_true(chosen.n > 0);
        if (chosen.n == 1)
            assert_int_equal(total_at(p, hrefs.items[i]), number_in(counts.items[i]));
    }
}

static void every_link_gives_what_it_says(void **state)
{
    (void) state;
    check_links(&bundled, "/");
    check_links(&bundled, "/?q=%E5%AD%90%E3%81%A9%E3%82%82");
    check_links(&bundled, "/?lang=en&q=%E5%B8%82%E6%B0%91");
}

static void a_vocabulary_stands_whole_and_in_order(void **state)
{
    (void) state;
    KY_CLEANUP(reply_fini)
    reply r = ask_page(&bundled,
                       "/?q=%E5%87%A7&category=%E7%A6%8F%E7%A5%89&partner=NPO%E6%B3%95%E4%BA%BA");
    const ky_schema *s = bundled.table.schema;
    for (size_t i = 0; i < s->n_fields; i++) {
        char xpath[160];
        const ky_field *f = &s->fields[i];
        if (f->n_vocabulary == 0)
            continue;
        (void) snprintf(xpath, sizeof xpath,
                        "//details[@data-facet = '%s']//span[@class = 'value-label']", f->name.p);
        KY_CLEANUP(strings_free) strings shown = find(&r, xpath);
        assert_int_equal(shown.n, f->n_vocabulary);
        for (size_t k = 0; k < shown.n; k++)
            assert_string_equal(shown.items[k], f->vocabulary[k].value.p);
    }
}

static void no_value_vanishes(void **state)
{
    (void) state;
    /* 福祉; 公園; a word of no text */
    static const char *const targets[] = {"/?category=%E7%A6%8F%E7%A5%89",
                                          "/?q=%E5%85%AC%E5%9C%92&partner=NPO%E6%B3%95%E4%BA%BA",
                                          "/?q=qqqqqq", "/?year=1999"};
    const char *const values = "//details//a[contains(@class, 'value')]";
    KY_CLEANUP(reply_fini) reply all = ask_page(&bundled, "/");
    size_t n = count(&all, values);
    assert_int_equal(count(&all, "//details[@data-facet = 'department']//a"), 21);
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        KY_CLEANUP(reply_fini) reply r = ask_page(&bundled, targets[i]);
        assert_int_equal(count(&r, values), n + (strstr(targets[i], "1999") != NULL));
    }
}

static void what_is_chosen_can_be_let_go_of(void **state)
{
    (void) state;
    KY_CLEANUP(reply_fini)
    reply r = ask_page(
        &bundled, "/?category=%E7%A6%8F%E7%A5%89&form=%E5%A7%94%E8%A8%97&q=%E5%B8%82&sort=name");
    KY_CLEANUP(strings_free) strings chips = find(&r, "//a[@class = 'chip']/@href");
    assert_int_equal(chips.n, 2);
    assert_string_equal(chips.items[0], "/?q=%E5%B8%82&form=%E5%A7%94%E8%A8%97&sort=name");
    assert_string_equal(chips.items[1], "/?q=%E5%B8%82&category=%E7%A6%8F%E7%A5%89&sort=name");
    assert_one(&r, "//a[@class = 'chips-clear']/@href", "/?q=%E5%B8%82&sort=name");
    /* the form carries them along */
    assert_int_equal(count(&r, "//form//input[@type = 'hidden']"), 3);
    assert_one(&r, "//form//input[@name = 'sort']/@value", "name");
    assert_one(&r, "//form//input[@name = 'q']/@value", "市");
    assert_one(&r, "//meta[@name = 'robots']/@content", "noindex, follow");
}

static void how_words_must_match_can_be_let_go_of(void **state)
{
    (void) state;
    KY_CLEANUP(reply_fini)
    reply r = ask_page(&bundled, "/?q=%E5%85%AC%E5%9C%92%20%E5%AE%87%E5%AE%99%E8%88%B9&match=all");
    const char *without = "/?q=%E5%85%AC%E5%9C%92%20%E5%AE%87%E5%AE%99%E8%88%B9";
    assert_int_equal(count(&r, "//section[@class = 'results']/ol[@class = 'hits']/li") > 0, true);
    assert_one(&r, "//a[@class = 'chip']/@href", without);
    assert_one(&r, "//a[@class = 'chips-clear']/@href", without);
    assert_one(&r, "//form//input[@name = 'match']/@value", "all");
}

static void stretches_join_wherever_they_begin(void **state)
{
    (void) state;
    KY_CLEANUP(reply_fini) reply r = ask_page(&bundled, "/?offset=5&limit=7");
    assert_one(&r, "//a[@rel = 'prev']/@href", "/?limit=7");
    assert_one(&r, "//a[@rel = 'next']/@href", "/?limit=7&offset=12");
    assert_int_equal(count(&r, "//nav[@class = 'pages']//a[@aria-current]"), 0);
    KY_CLEANUP(reply_fini) reply none = ask_page(&bundled, "/?limit=0");
    assert_int_equal(count(&none, "//ol[@class = 'hits']/li"), 20);
}

static void titles_tell_states_apart(void **state)
{
    (void) state;
    const char *const targets[] = {"/", "/?category=%E7%A6%8F%E7%A5%89", "/?offset=20",
                                   "/?q=%E5%B8%82"};
    char *titles[KY_LEN(targets)];
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        KY_CLEANUP(reply_fini) reply r = ask_page(&bundled, targets[i]);
        KY_CLEANUP(strings_free) strings found = find(&r, "//title");
        assert_int_equal(found.n, 1);
        titles[i] = strdup(found.items[0]);
        assert_non_null(titles[i]);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(titles[i], titles[k]);
    }
    assert_null(strstr(titles[0], "｜"));
    for (size_t i = 0; i < KY_LEN(targets); i++)
        free(titles[i]);
}

static void pages_follow_each_other(void **state)
{
    (void) state;
    char target[64] = "/";
    size_t seen = 0;
    for (int i = 0; target[0] != '\0'; i++) {
        KY_CLEANUP(reply_fini) reply r = ask_page(&bundled, target);
        KY_CLEANUP(strings_free) strings next = find(&r, "//a[@rel = 'next']/@href");
        seen += count(&r, "//ol[@class = 'hits']/li");
        (void) snprintf(target, sizeof target, "%s", next.n == 0 ? "" : next.items[0]);
        assert_true(i < 10);
    }
    assert_int_equal(seen, 77);
    KY_CLEANUP(reply_fini) reply beyond = ask_page(&bundled, "/?offset=100");
    assert_int_equal(count(&beyond, "//ol[@class = 'hits']/li"), 0);
    assert_int_equal(count(&beyond, "//p[@class = 'past-end']"), 1);
}

static void bad_values_are_left_out_and_told(void **state)
{
    (void) state;
    KY_CLEANUP(reply_fini)
    reply r =
        ask_page(&bundled, "/?utm_source=x&limit=1000&sort=size&offset=-1&q=%FF&match=&year=20x0"
                           "&limit=5&limit=6&%FF=1");
    assert_int_equal(count(&r, "//div[@class = 'notice']/p"), 6);
    assert_int_equal(count(&r, "//ol[@class = 'hits']/li"), 5);
    KY_CLEANUP(reply_fini) reply good = ask_page(&bundled, "/?fbclid=1&gclid=2");
    assert_int_equal(count(&good, "//div[@class = 'notice']"), 0);
}

static void what_finds_nothing_shows_the_nearest(void **state)
{
    (void) state;
    static const char *const targets[] = {
        "/?q=%E5%85%AC%E6%B0%91%E5%AE%98",           /* 公民官: corrected */
        "/?q=qqqqqq",                                /* nothing is like it */
        "/?q=%E5%AD%90%E3%81%A9%E3%82%82&year=1999", /* 子ども, but not then */
        "/?q=%E2%96%A1%E2%96%A1",
    };
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        KY_CLEANUP(reply_fini) reply r = ask_page(&bundled, targets[i]);
        assert_int_equal(total_at(&bundled, targets[i]), 0);
        assert_true(count(&r, "//ol[@class = 'hits']/li") > 0);
        assert_int_equal(count(&r, "//h3[@class = 'nearest-heading']"), 1);
    }
    KY_CLEANUP(reply_fini) reply corrected = ask_page(&bundled, targets[0]);
    assert_one(&corrected, "//p[@class = 'corrected']/a", "公民館");
    KY_CLEANUP(reply_fini)
    reply relaxed =
        ask_page(&bundled, "/?q=%E5%AD%90%E3%81%A9%E3%82%82+%E9%A1%95%E5%BE%AE%E9%8F%A1");
    assert_one(&relaxed, "//p[@class = 'relaxed']/del", "顕微鏡");
    assert_true(count(&relaxed, "//ol[@class = 'hits']/li") > 0);
}

/* ---- one record ---- */

static void a_record_has_its_page(void **state)
{
    (void) state;
    KY_CLEANUP(reply_fini) reply r = ask_page(&bundled, "/projects/2020-34");
    assert_one(
        &r, "//h1",
        "子育て団体とのネットワーク構築による子育て環境向上事業（小金井子育て・育ち支援ネット"
        "ワーク協議会事業）");
    assert_one(&r, "//link[@rel = 'canonical']/@href", "https://city.example/projects/2020-34");
    assert_int_equal(count(&r, "//dl/div"), bundled.table.schema->n_fields - 1);
    assert_true(count(&r, "//section[@class = 'similar']//p[@class = 'reasons']") > 0);
    assert_int_equal(count(&r, "//meta[@name = 'robots']"), 0);
    KY_CLEANUP(strings_free) strings ld = find(&r, "//script[@type = 'application/ld+json']");
    assert_int_equal(ld.n, 1);
    KY_CLEANUP(ky_json_unref_p) json_t *j = json_loads(ld.items[0], 0, NULL);
    assert_string_equal(json_string_value(json_object_get(j, "url")),
                        "https://city.example/projects/2020-34");
    assert_string_equal(json_string_value(json_object_get(j, "@context")), "https://schema.org");
    KY_CLEANUP(reply_fini) reply by_number = ask_page(&bundled, "/projects/34");
    assert_one(&by_number, "//link[@rel = 'canonical']/@href",
               "https://city.example/projects/2020-34");
    KY_CLEANUP(reply_fini) reply read = ask_page(&bundled, "/projects/2020-34?furigana=on");
    KY_CLEANUP(strings_free) strings plain = find(&r, "//dl/div/dd");
    assert_int_equal(count(&r, "//rt"), 0);
    assert_true(count(&read, "//h1/ruby/rt") > 3);
    assert_int_equal(count(&read, "//rt"), count(&read, "//ruby"));
    assert_int_equal(count(&read, "//rp"), 2 * count(&read, "//ruby"));
    assert_int_equal(count(&read, "//dl/div/dd"), plain.n);
    assert_true(has(&read, "furigana=off"));
    KY_CLEANUP(reply_fini) reply qr = ask_as(&bundled, "/projects/2020-34/qr.svg", browser);
    assert_int_equal(qr.status, 200);
    assert_string_equal(qr.type, "image/svg+xml");
    assert_true(has(&qr, "https://city.example/projects/2020-34"));
}

/* ---- markup ---- */

static void what_a_visitor_wrote_is_text(void **state)
{
    (void) state;
    /* our own texts take {a} for something to fill in, and 公園（こうえん） for furigana */
    static const char *const targets[] = {"/?lang=easy&q=%7Ba%7D&department=%7Ba%7D",
                                          "/overview?lang=easy&q=%7Ba%7D&department=%7Ba%7D"};
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        KY_CLEANUP(reply_fini) reply r = ask_page(&bundled, targets[i]);
        KY_CLEANUP(strings_free) strings chips = find(&r, "//span[@class = 'chip-text']");
        assert_int_equal(chips.n, i + 1);
        for (size_t k = 0; k < chips.n; k++)
            assert_non_null(strstr(chips.items[k], "{a}"));
        assert_int_equal(count(&r, "//arg"), 0);
    }
    KY_CLEANUP(reply_fini)
    reply r = ask_page(&bundled, "/?lang=easy&department=%E5%85%AC%E5%9C%92%EF%BC%88%E3%81%93%E3%81"
                                 "%86%E3%81%88%E3%82%93%EF%BC%89");
    assert_int_equal(count(&r, "//span[@class = 'chip-text']/ruby"), 0);
}

/* A title is text: no element in it, or the browser shows its marks. */
static void a_title_has_no_markup(void **state)
{
    (void) state;
    static const char *const targets[] = {"/?lang=easy", "/overview?lang=easy", "/data?lang=easy"};
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        KY_CLEANUP(reply_fini) reply r = ask_page(&bundled, targets[i]);
        KY_CLEANUP(strings_free) strings title = find(&r, "//title");
        assert_int_equal(title.n, 1);
        assert_null(strchr(title.items[0], '<'));
        assert_non_null(strstr(title.items[0], "活動（かつどう）を さがす"));
    }
}

/* As an HTML parser sees it: no script but ours, no element from a record. */
static void assert_inert(const reply *r)
{
    KY_CLEANUP(strings_free) strings scripts = find(r, "//script[not(@src)]");
    for (size_t i = 0; i < scripts.n; i++)
        assert_true(scripts.items[i][0] == '{');
    assert_false(has(r, "<script>alert"));
    assert_int_equal(count(r, "//*[starts-with(name(@*), 'on')]"), 0);
}

static void a_name_full_of_markup_is_text(void **state)
{
    (void) state;
    static const char *const targets[] = {
        "/",
        "/?q=%E5%85%AC%E5%9C%92",
        "/projects/x%3C1%3E",
        "/?q=%3Cscript%3Ealert(1)%3C/script%3E%22%27%3E",
        "/?ward=%3Cscript%3Ealert(1)%3C/script%3E%22",
        "/?sort=%3Cscript%3Ealert(1)%3C/script%3E",
        "/?%3Cscript%3Ealert(1)=%3C/script%3E&lang=%3Cscript%3E",
    };
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        KY_CLEANUP(reply_fini) reply r = ask_page(&marked, targets[i]);
        assert_inert(&r);
    }
    KY_CLEANUP(reply_fini) reply record = ask_page(&marked, "/projects/x%3C1%3E");
    assert_one(&record, "//h1", "<script>alert(1)</script> & \"quotes\" 'n' </title>");
    static const char *const files[] = {"/sitemap.xml", "/suggestions?q=", "/opensearch.xml",
                                        "/projects/x%3C1%3E/qr.svg", "/v1/suggest?q="};
    for (size_t i = 0; i < KY_LEN(files); i++) {
        KY_CLEANUP(reply_fini) reply r = ask_as(&marked, files[i], browser);
        assert_int_equal(r.status, 200);
        assert_false(r.page);
        if (strstr(files[i], "sugg") == NULL)
            assert_false(has(&r, "<script"));
    }
}

/* ---- errors ---- */

static void browsers_get_pages_and_programs_problems(void **state)
{
    (void) state;
    static const header_fields program = {.accept = "*/*"};
    KY_CLEANUP(reply_fini) reply page = ask_as(&bundled, "/projects/none", program);
    assert_int_equal(page.status, 404);
    assert_true(page.page);
    KY_CLEANUP(reply_fini) reply absent = ask_as(&bundled, "/absent", browser);
    assert_int_equal(absent.status, 404);
    assert_true(absent.page);
    assert_one(&absent, "//main//a/@href", "/");
    KY_CLEANUP(reply_fini) reply problem = ask_as(&bundled, "/absent", program);
    assert_int_equal(problem.status, 404);
    assert_string_equal(problem.type, "application/problem+json");
    KY_CLEANUP(reply_fini) reply api = ask_as(&bundled, "/v1/projects/none", browser);
    assert_int_equal(api.status, 404);
    assert_string_equal(api.type, "application/problem+json");
    place nothing = {0};
    KY_CLEANUP(reply_fini) reply early = ask_as(&nothing, "/", browser);
    assert_int_equal(early.status, 503);
    assert_true(early.page);
}

static void a_page_past_its_time_limit_says_so(void **state)
{
    (void) state;
    static const char *const targets[] = {"/?q=%E5%B8%82%E6%B0%91", "/overview",
                                          "/overview?category=%E7%A6%8F%E7%A5%89"};
    const config *const usual = shared.config;
    config hurried = *usual;
    hurried.query_us = 1;
    shared.config = &hurried;
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        KY_CLEANUP(reply_fini) reply r = ask_as(&bundled, targets[i], browser);
        assert_int_equal(r.status, 503);
        assert_true(r.page);
        assert_int_equal(count(&r, "//h1"), 1);
    }
    shared.config = usual;
    KY_CLEANUP(reply_fini) reply whole = ask_page(&bundled, "/overview");
    assert_true(count(&whole, "//svg//a") > 0);
}

static void a_page_is_compressed_where_that_is_asked_for(void **state)
{
    (void) state;
    static const header_fields packed = {.accept = "text/html", .encoding = "br, gzip"};
    static const header_fields refused = {.accept = "text/html", .encoding = "gzip;q=0"};
    KY_CLEANUP(reply_fini) reply plain = ask_page(&bundled, "/");
    KY_CLEANUP(reply_fini) reply gzip = ask_as(&bundled, "/", packed);
    KY_CLEANUP(reply_fini) reply not = ask_as(&bundled, "/", refused);
    assert_true(gzip.compressed);
    assert_false(not .compressed);
    assert_string_not_equal(gzip.etag, plain.etag);
    z_stream z = {0};
    char *out = malloc(plain.body.n);
    assert_non_null(out);
    assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
    z.next_in = (unsigned char *) gzip.body.p;
    z.avail_in = (unsigned) gzip.body.n;
    z.next_out = (unsigned char *) out;
    z.avail_out = (unsigned) plain.body.n;
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    assert_int_equal(z.total_out, plain.body.n);
    assert_memory_equal(out, plain.body.p, plain.body.n);
    (void) inflateEnd(&z);
    free(out);
}

static void files_are_kept_by_their_content(void **state)
{
    (void) state;
    KY_CLEANUP(reply_fini) reply r = ask_page(&bundled, "/");
    KY_CLEANUP(strings_free) strings sheets = find(&r, "//head/link[@rel = 'stylesheet']/@href");
    KY_CLEANUP(strings_free) strings scripts = find(&r, "//script/@src");
    assert_int_equal(sheets.n, 2);
    assert_int_equal(scripts.n, 2);
    for (size_t i = 0; i < 2; i++) {
        KY_CLEANUP(reply_fini) reply sheet = ask_as(&bundled, sheets.items[i], browser);
        KY_CLEANUP(reply_fini) reply script = ask_as(&bundled, scripts.items[i], browser);
        assert_int_equal(sheet.status, 200);
        assert_string_equal(sheet.type, "text/css; charset=utf-8");
        assert_true(sheet.for_good);
        assert_string_equal(script.type, "text/javascript; charset=utf-8");
        assert_true(script.for_good);
    }
    KY_CLEANUP(reply_fini) reply other = ask_as(&bundled, "/searchbox.js?v=0", browser);
    assert_int_equal(other.status, 200);
    assert_false(other.for_good);
    KY_CLEANUP(reply_fini) reply outside = ask_as(&bundled, "/assets/../searchbox.js", browser);
    assert_int_equal(outside.status, 404);
}

/* ---- threads ---- */

enum { RENDERERS = 4, PAGES_EACH = 20 };

/* Each with data of its own; templates and texts are shared. */
static void *render(void *arg)
{
    size_t *good = arg;
    for (int i = 0; i < PAGES_EACH; i++) {
        KY_CLEANUP(ky_json_unref_p)
        json_t *data =
            json_pack("{s:i, s:s, s:[s, s]}", "status", 404, "home", "/", "sources", "a", "b");
        KY_CLEANUP(ky_buf_fini) ky_buf html = {0};
        language l = (language) (i % LANGUAGES);
        *good +=
            pages_render(shared.pages, l, "error", data, &html, NULL) == KY_OK &&
            ky_str_find(ky_buf_str(&html), pages_text(shared.pages, l, "error.home")) != SIZE_MAX;
    }
    return NULL;
}

static void threads_share_the_templates(void **state)
{
    (void) state;
    pthread_t threads[RENDERERS];
    size_t good[RENDERERS] = {0};
    for (size_t i = 0; i < RENDERERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, render, &good[i]), 0);
    for (size_t i = 0; i < RENDERERS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    for (size_t i = 0; i < RENDERERS; i++)
        assert_true(good[i] >= PAGES_EACH * 2 / LANGUAGES); /* やさしい日本語 has ruby inside */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_language_is_taken),
        cmocka_unit_test(a_page_is_in_the_language_asked_for),
        cmocka_unit_test(every_text_is_there_in_every_language),
        cmocka_unit_test(every_link_gives_what_it_says),
        cmocka_unit_test(a_vocabulary_stands_whole_and_in_order),
        cmocka_unit_test(no_value_vanishes),
        cmocka_unit_test(what_is_chosen_can_be_let_go_of),
        cmocka_unit_test(how_words_must_match_can_be_let_go_of),
        cmocka_unit_test(stretches_join_wherever_they_begin),
        cmocka_unit_test(titles_tell_states_apart),
        cmocka_unit_test(pages_follow_each_other),
        cmocka_unit_test(bad_values_are_left_out_and_told),
        cmocka_unit_test(what_finds_nothing_shows_the_nearest),
        cmocka_unit_test(a_record_has_its_page),
        cmocka_unit_test(what_a_visitor_wrote_is_text),
        cmocka_unit_test(a_title_has_no_markup),
        cmocka_unit_test(a_name_full_of_markup_is_text),
        cmocka_unit_test(browsers_get_pages_and_programs_problems),
        cmocka_unit_test(a_page_past_its_time_limit_says_so),
        cmocka_unit_test(a_page_is_compressed_where_that_is_asked_for),
        cmocka_unit_test(threads_share_the_templates),
        cmocka_unit_test(files_are_kept_by_their_content),
    };
    return cmocka_run_group_tests(tests, group_up, group_down);
}
