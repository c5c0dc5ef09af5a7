/* The whole way from the bytes of a request's target to its answer, on a small index on disk.
 *
 * What must hold for any bytes: the status is 200, 304 or a 4xx, never a 5xx; a page is HTML
 * without markup from the request; any other body is JSON; a 4xx is a problem with its status; a
 * search returns no more hits than its limit and its total say, and a text with its marks stripped
 * and unescaped is a part of what was published. */
#include "fuzz.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/json.h"
#include "base/mem.h"
#include "pages/pages.h"
#include "responder.h"
#include "search/builder.h"

static const char records[] =
    "[{\"id\": \"2020-1\", \"number\": 1, \"year\": 2020, \"name\": \"公園の清掃\","
    "  \"description\": \"町会と市が行う、公園・緑地の清掃。<b>子育て</b>世代の参加が多い。\","
    "  \"department\": [\"環境政策課\"], \"category\": [\"環境保全\", \"地域交流\"],"
    "  \"partner\": [\"町会・自治会\"], \"form\": [\"アダプトプログラム\"], \"cancelled\": false},"
    " {\"id\": \"2020-2\", \"number\": 2, \"year\": 2020, \"name\": \"ＮＰＯ法人との事業 & ｶﾅ\","
    "  \"description\": \"が\xE3\x82\x99ばらない会。ゝ々㌔①é🎉が、する。\","
    "  \"department\": [\"経済課\", \"農業委員会事務局\"], \"category\": [\"福祉\"],"
    "  \"partner\": [\"その他\"], \"other\": {\"partner\": [\"実行委員会\"]},"
    "  \"form\": [\"委託\"], \"cancelled\": true},"
    " {\"id\": \"2020-3\", \"number\": 3, \"year\": 2020, \"name\": \"子育て\","
    "  \"description\": \"\", \"department\": [], \"category\": [], \"partner\": [],"
    "  \"form\": [], \"cancelled\": false}]";

static char dir[] = "/tmp/kyodo-fuzz-XXXXXX";
static ja_model *model;
static ky_schema *schema;
static responder answerer;
static pages *site;

static void need(bool ok, const char *what)
{
    if (ok)
        return;
    (void) fprintf(stderr, "fuzz_request: %s\n", what);
    abort();
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
    (void) st;
    (void) kind;
    (void) ftw;
    return remove(path);
}

static void tear_down(void)
{
    responder_fini(&answerer);
    pages_free(site);
    ky_schema_free(schema);
    ja_model_free(model);
    (void) nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static ky_rc add_records(ky_builder *b, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    KY_CLEANUP(ky_json_unref_p) json_t *all = NULL;
    ky_rc rc = ky_json_parse(KY_LIT(records), "records", &all, err);
    for (size_t i = 0; rc == KY_OK && i < json_array_size(all); i++) {
        ky_record r;
        rc = ky_record_from_json(json_array_get(all, i), schema, &arena, &r, err);
        if (rc == KY_OK)
            rc = ky_builder_add(b, &r, NULL, err);
    }
    return rc;
}

static ky_rc build(ky_err *err)
{
    const ky_build_options o = {
        .jobs = 1, .shards = 1, .memory_mib = KY_MIN_MEMORY_MIB, .keep = 1, .program = "fuzz"};
    KY_CLEANUP(ky_builder_free_p) ky_builder *b = NULL;
    char generation[KY_GENERATION_BYTES];
    ky_rc rc = ky_builder_open(dir, schema, model, &o, &b, err);
    if (rc == KY_OK)
        rc = add_records(b, err);
    if (rc == KY_OK)
        rc = ky_builder_finish(b, err);
    return rc == KY_OK ? ky_builder_publish(b, generation, err) : rc;
}

static void set_up(void)
{
    static config c = {.index = dir};
    static const logger log = {.level = LOG_WARN};
    static service s = {.config = &c, .log = &log};
    ky_err err = {0};
    need(mkdtemp(dir) != NULL, "no folder");
    ky_rc rc = ja_model_open(KYODO_MECAB_DICDIR, KYODO_DATADIR, &model, &err);
    if (rc == KY_OK)
        rc = ky_schema_load(KYODO_SCHEMA, &schema, &err);
    if (rc == KY_OK)
        rc = build(&err);
    ky_index *index = NULL;
    if (rc == KY_OK)
        rc = ky_index_open(dir, model, &index, &err);
    need(rc == KY_OK, err.msg);
    if (pages_open(&site, &err) != KY_OK)
        need(false, err.msg);
    s.model = model;
    s.pages = site;
    s.public_url = KY_LIT("https://www.example.jp");
    atomic_store(&s.ready, true);
    answerer.service = &s;
    responder_hand(&answerer, index);
    need(atexit(tear_down) == 0, "atexit");
}

/* Take out the marks and undo the escapes of HTML. */
static void put_plain(ky_str s, ky_buf *out)
{
    static const struct {
        ky_str from;
        const char *to;
    } rows[] = {
        {{"<mark>", 6}, ""}, {{"</mark>", 7}, ""},  {{"&lt;", 4}, "<"},  {{"&gt;", 4}, ">"},
        {{"&amp;", 5}, "&"}, {{"&quot;", 6}, "\""}, {{"&#39;", 5}, "'"},
    };
    while (s.n > 0) {
        size_t i = 0;
        while (i < KY_LEN(rows) && !ky_str_starts(s, rows[i].from))
            i++;
        if (i < KY_LEN(rows))
            ky_buf_puts(out, rows[i].to);
        else
            ky_buf_putc(out, s.p[0]);
        s = ky_str_from(s, i < KY_LEN(rows) ? rows[i].from.n : 1);
    }
}

/* The part of a snippet between the `…` that say where it is cut. */
static ky_str without_ellipses(ky_str s)
{
    if (ky_str_starts(s, KY_LIT("…")))
        s = ky_str_from(s, 3);
    if (s.n >= 3 && memcmp(s.p + s.n - 3, "…", 3) == 0)
        s.n -= 3;
    return s;
}

static void check_text(const json_t *hit, const char *field)
{
    const json_t *marked = json_object_get(json_object_get(hit, "highlight"), field);
    need(json_is_string(marked), "a highlight is missing");
    KY_CLEANUP(ky_buf_fini) ky_buf plain = {0};
    put_plain(without_ellipses(ky_json_get_str(marked)), &plain);
    ky_str original = ky_json_get_str(json_object_get(hit, field));
    need(ky_str_find(original, ky_buf_str(&plain)) != SIZE_MAX, "a highlight is not the original");
}

static void check_search(const json_t *answer)
{
    const json_t *hits = json_object_get(answer, "hits");
    if (hits == NULL)
        return;
    json_int_t total = json_integer_value(json_object_get(answer, "total"));
    json_int_t limit = json_integer_value(json_object_get(answer, "limit"));
    need((json_int_t) json_array_size(hits) <= total, "more hits than the total");
    need((json_int_t) json_array_size(hits) <= limit, "more hits than the limit");
    for (size_t i = 0; i < json_array_size(hits); i++) {
        check_text(json_array_get(hits, i), "name");
        check_text(json_array_get(hits, i), "description");
    }
}

static bool is_json(const char *type)
{
    return type == NULL || strcmp(type, "application/problem+json") == 0;
}

/* Nothing that is asked for comes back as markup. */
static void check_page(const reply *r)
{
    ky_str body = r->fixed.p != NULL ? r->fixed : ky_buf_str(&r->body);
    if (!r->page)
        return;
    need(ky_str_starts(body, KY_LIT("<!DOCTYPE html")), "a page");
    need(ky_utf8_valid(body, NULL), "a page in UTF-8");
    need(ky_str_find(body, KY_LIT("</html>")) != SIZE_MAX, "the end of a page");
    need(ky_str_find(body, KY_LIT("<img src=x")) == SIZE_MAX, "markup from a request");
}

static void ask(ky_str target)
{
    KY_CLEANUP(reply_fini) reply r = {0};
    const http_request rq = {.method = KY_LIT("GET"), .target = target};
    respond(&answerer, &rq, &r);
    need(r.status == 200 || (r.status >= 400 && r.status < 500), "the status");
    if (r.page || r.fixed.p != NULL || !is_json(r.type)) {
        check_page(&r);
        return;
    }
    ky_err err = {0};
    KY_CLEANUP(ky_json_unref_p) json_t *j = NULL;
    need(ky_json_parse(ky_buf_str(&r.body), "body", &j, &err) == KY_OK, err.msg);
    need((r.type != NULL) == (r.status != 200), "a problem");
    if (r.status != 200)
        need(json_integer_value(json_object_get(j, "status")) == (json_int_t) r.status, "status");
    else
        check_search(j);
}

/* The first byte says what the others are: a whole target, the raw query of a search or of a page,
 * or the decoded value of q, which is brought into a target so that no byte is out of reach. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (model == NULL)
        set_up();
    if (size == 0)
        return 0;
    KY_CLEANUP(ky_buf_fini) ky_buf target = {0};
    ky_str rest = {(const char *) data + 1, size - 1};
    switch (data[0] % 6) {
    case 0:
        ky_buf_put(&target, rest);
        break;
    case 1:
        ky_buf_puts(&target, "/v1/projects/");
        ky_buf_put(&target, rest);
        break;
    case 2:
        ky_buf_puts(&target, "/v1/search?");
        ky_buf_put(&target, rest);
        break;
    case 4:
        ky_buf_puts(&target, "/?");
        ky_buf_put(&target, rest);
        break;
    case 5:
        ky_buf_puts(&target, "/?q=%3Cimg%20src%3Dx%3E");
        ky_buf_put(&target, rest);
        break;
    default:
        ky_buf_puts(&target, "/v1/search?q=");
        for (size_t i = 0; i < rest.n; i++)
            ky_buf_printf(&target, "%%%02x", (unsigned) (unsigned char) rest.p[i]);
        break;
    }
    ask(ky_buf_str(&target));
    return 0;
}
