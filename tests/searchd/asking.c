#include "asking.h"

#include <stdlib.h>

#include "base/mem.h"
#include "look.h"
#include "pages/pages.h"
#include "testing.h"

const header_fields browser = {.accept = "text/html,*/*", .language = "ja"};

place bundled;
service shared;

static const config options;
static const logger silent = {.level = LOG_ERROR};
static pages *templates;

void asking_up(void)
{
    ky_err err;
    if (pages_open(&templates, &err) != KY_OK)
        fail_msg("%s", err.msg);
    place_make(&bundled, table_published);
    shared = (service){.config = &options,
                       .log = &silent,
                       .model = model(),
                       .pages = templates,
                       .public_url = KY_LIT("https://city.example")};
}

void asking_down(void)
{
    place_fini(&bundled);
    pages_free(templates);
    model_close();
}

reply ask_as(place *p, const char *target, header_fields h)
{
    reply out = {0};
    responder r = {.service = &shared, .index = p->ix};
    const http_request rq = {.method = KY_LIT("GET"),
                             .target = ky_str_of(target),
                             .accept = ky_str_of(h.accept),
                             .accept_encoding = ky_str_of(h.encoding),
                             .accept_language = ky_str_of(h.language)};
    respond(&r, &rq, &out);
    r.index = NULL; /* the place's */
    responder_fini(&r);
    return out;
}

reply ask_page(place *p, const char *target)
{
    reply r = ask_as(p, target, browser);
    assert_int_equal(r.status, 200);
    assert_true(r.page);
    return r;
}

long number_in(const char *text)
{
    while (*text != '\0' && (*text < '0' || *text > '9'))
        text++;
    return strtol(text, NULL, 10);
}

long total_at(place *p, const char *href)
{
    KY_CLEANUP(reply_fini) reply r = ask_page(p, href);
    KY_CLEANUP(strings_free) strings s = find(&r, "//p[@role = 'status']//strong");
    return s.n == 0 ? 0 : strtol(s.items[0], NULL, 10);
}
