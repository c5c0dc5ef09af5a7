/* What is proved here:
 *  - every code has one status: a fault of the asker is 4xx, a time limit or a lack that passes is
 *    503, a fault of ours is 500
 *  - a problem has the members of RFC 9457, the general sentence where no better one is given, and
 *    replaces whatever the reply held; a status that is not listed becomes 503
 *  - the 414's sentence names the limit that is really kept */
#include "testing.h"

#include <stdio.h>

#include "base/mem.h"
#include "reply.h"
#include "sd_limits.h"

static void every_code_has_its_status(void **state)
{
    (void) state;
    static const struct {
        ky_rc rc;
        unsigned status;
    } rows[] = {
        {KY_OK, 200},        {KY_E_INVALID, 400},  {KY_E_NOT_FOUND, 404}, {KY_E_TIMEOUT, 503},
        {KY_E_STALE, 503},   {KY_E_NOMEM, 503},    {KY_E_LOCKED, 503},    {KY_E_IO, 500},
        {KY_E_CORRUPT, 500}, {KY_E_INTERNAL, 500},
    };
    for (size_t i = 0; i < KY_LEN(rows); i++)
        assert_int_equal(reply_status(rows[i].rc), rows[i].status);
    assert_int_equal(KY_LEN(rows), KY_E_INTERNAL + 1);
    assert_int_equal(reply_status((ky_rc) 99), 500);
}

static json_t *body_of(const reply *r)
{
    json_t *j = NULL;
    assert_int_equal(ky_json_parse(ky_buf_str(&r->body), "body", &j, NULL), KY_OK);
    return j;
}

static void a_problem_has_its_members(void **state)
{
    (void) state;
    static const unsigned statuses[] = {400, 404, 405, 414, 500, 503};
    for (size_t i = 0; i < KY_LEN(statuses); i++) {
        KY_CLEANUP(reply_fini) reply r = {.from_index = true, .etag = "W/\"x\""};
        assert_int_equal(reply_json(&r, json_pack("{s:s}", "secret", "x"), NULL), KY_OK);
        reply_problem(&r, statuses[i], NULL);
        KY_CLEANUP(ky_json_unref_p) json_t *j = body_of(&r);
        assert_int_equal(r.status, statuses[i]);
        assert_string_equal(r.type, "application/problem+json");
        assert_false(r.from_index);
        assert_string_equal(r.etag, "");
        assert_int_equal(json_integer_value(json_object_get(j, "status")), statuses[i]);
        assert_string_equal(json_string_value(json_object_get(j, "type")), "about:blank");
        assert_true(json_string_length(json_object_get(j, "title")) > 0);
        assert_true(json_string_length(json_object_get(j, "detail")) > 0);
        assert_int_equal(json_object_size(j), 4);
    }
}

static void a_better_sentence_is_used(void **state)
{
    (void) state;
    KY_CLEANUP(reply_fini) reply r = {0};
    reply_problem(&r, 400, "parameter 'q' \"公園\"");
    KY_CLEANUP(ky_json_unref_p) json_t *j = body_of(&r);
    assert_string_equal(json_string_value(json_object_get(j, "detail")), "parameter 'q' \"公園\"");
}

static void a_status_that_is_not_listed_becomes_503(void **state)
{
    (void) state;
    KY_CLEANUP(reply_fini) reply r = {0};
    reply_problem(&r, 599, NULL);
    assert_int_equal(r.status, 503);
}

static void the_limit_of_a_target_is_named(void **state)
{
    (void) state;
    KY_CLEANUP(reply_fini) reply r = {0};
    reply_problem(&r, 414, NULL);
    char limit[16];
    (void) snprintf(limit, sizeof limit, "%d", SD_MAX_TARGET_BYTES);
    assert_non_null(strstr(r.body.p, limit));
}

static void no_json_is_no_memory(void **state)
{
    (void) state;
    KY_CLEANUP(reply_fini) reply r = {0};
    assert_int_equal(reply_json(&r, NULL, NULL), KY_E_NOMEM);
    assert_int_equal(r.status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_has_its_status),
        cmocka_unit_test(a_problem_has_its_members),
        cmocka_unit_test(a_better_sentence_is_used),
        cmocka_unit_test(a_status_that_is_not_listed_becomes_503),
        cmocka_unit_test(the_limit_of_a_target_is_named),
        cmocka_unit_test(no_json_is_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
