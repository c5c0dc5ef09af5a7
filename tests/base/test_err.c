/* What is proved here:
 *  - a message is one line of valid UTF-8 whatever it quotes, and ends between two characters
 *  - a message of KY_ERR_BYTES - 1 bytes is whole, a longer one is cut
 *  - ky_fail() returns its code with and without an err, and keeps errno's meaning
 *  - every code has a name and an exit status */
#include "testing.h"

#include <errno.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/str.h"

static void assert_one_line_of_utf8(const char *msg)
{
    ky_str s = ky_str_of(msg);
    assert_true(s.n < KY_ERR_BYTES);
    assert_true(ky_utf8_valid(s, NULL));
    for (size_t i = 0; i < s.n; i++)
        assert_true((unsigned char) msg[i] >= ' ' && msg[i] != 0x7F);
}

static void the_code_comes_back_with_and_without_an_err(void **state)
{
    (void) state;
    ky_err err;
    assert_int_equal(ky_fail(&err, KY_E_LOCKED, "%s %d", "a", 1), KY_E_LOCKED);
    assert_int_equal(err.rc, KY_E_LOCKED);
    assert_string_equal(err.msg, "a 1");
    assert_int_equal(ky_fail(NULL, KY_E_STALE, "x"), KY_E_STALE);
    assert_int_equal(ky_nomem(&err), KY_E_NOMEM);
    assert_int_equal(ky_nomem(NULL), KY_E_NOMEM);
}

static void control_characters_and_broken_bytes_are_replaced(void **state)
{
    (void) state;
    ky_err err;
    (void) ky_fail(&err, KY_E_INVALID, "a\nb\tc\x1b[31m\x7f\xff\xe3\x81 \xc2\x85 \xed\xa0\x80 d");
    assert_one_line_of_utf8(err.msg);
    assert_memory_equal(err.msg,
                        "a\xEF\xBF\xBD"
                        "b\xEF\xBF\xBD"
                        "c",
                        9);
    assert_ptr_equal(strchr(err.msg, 'd'), err.msg + strlen(err.msg) - 1);
}

static void a_message_is_cut_between_characters(void **state)
{
    (void) state;
    static const char *const characters[] = {"a", "é", "公", "🎉"};
    for (size_t i = 0; i < sizeof characters / sizeof *characters; i++) {
        for (size_t shift = 0; shift < 5; shift++) {
            char text[3 * KY_ERR_BYTES] = "";
            size_t size = strlen(characters[i]);
            memset(text, 'x', shift);
            for (size_t at = shift; at + size < sizeof text; at += size)
                memcpy(text + at, characters[i], size);
            ky_err err;
            (void) ky_fail(&err, KY_E_INVALID, "%s", text);
            assert_one_line_of_utf8(err.msg);
            size_t n = strlen(err.msg);
            assert_memory_equal(err.msg, text, n);
            assert_true(n + size >= KY_ERR_BYTES);
        }
    }
}

static void a_message_of_the_limit_is_whole(void **state)
{
    (void) state;
    char text[KY_ERR_BYTES + 1];
    memset(text, 'a', sizeof text);
    text[KY_ERR_BYTES - 1] = '\0';
    ky_err err;
    (void) ky_fail(&err, KY_E_IO, "%s", text);
    assert_string_equal(err.msg, text);
    text[KY_ERR_BYTES - 1] = 'a';
    text[KY_ERR_BYTES] = '\0';
    (void) ky_fail(&err, KY_E_IO, "%s", text);
    assert_int_equal(strlen(err.msg), KY_ERR_BYTES - 1);
    (void) ky_fail(&err, KY_E_IO, "%s", "");
    assert_string_equal(err.msg, "");
}

static void any_bytes_make_a_valid_message(void **state)
{
    (void) state;
    unsigned seed = 7;
    for (int round = 0; round < 2000; round++) {
        char bytes[900];
        size_t n = 0;
        for (; n + 1 < sizeof bytes; n++) {
            seed = seed * 1103515245 + 12345;
            bytes[n] = (char) (seed >> 16);
            if (bytes[n] == '\0')
                bytes[n] = '\xe3';
        }
        bytes[n] = '\0';
        ky_err err;
        (void) ky_fail(&err, KY_E_INVALID, "%s", bytes + round % 800);
        assert_one_line_of_utf8(err.msg);
    }
}

static void a_prefix_goes_in_front(void **state)
{
    (void) state;
    ky_err err;
    (void) ky_fail(&err, KY_E_INVALID, "why");
    assert_int_equal(ky_prefix(&err, KY_E_CORRUPT, "what"), KY_E_CORRUPT);
    assert_int_equal(err.rc, KY_E_CORRUPT);
    assert_string_equal(err.msg, "what: why");
    assert_int_equal(ky_prefix(NULL, KY_E_IO, "what"), KY_E_IO);
}

static void errno_becomes_words(void **state)
{
    (void) state;
    ky_err err;
    errno = ENOENT;
    assert_int_equal(ky_fail_errno(&err, "/x"), KY_E_IO);
    assert_string_equal(err.msg, "/x: No such file or directory");
    errno = ENOMEM;
    assert_int_equal(ky_fail_errno(&err, "/x"), KY_E_NOMEM);
    errno = 123456;
    assert_int_equal(ky_fail_errno(NULL, "/x"), KY_E_IO);
}

static void every_code_has_a_name_and_an_exit_status(void **state)
{
    (void) state;
    for (int rc = KY_OK; rc <= KY_E_INTERNAL; rc++) {
        assert_string_not_equal(ky_rc_name((ky_rc) rc), "unknown");
        int status = ky_rc_exit((ky_rc) rc);
        assert_true((status == 0) == (rc == KY_OK) && status <= 3);
        for (int other = KY_OK; other < rc; other++)
            assert_string_not_equal(ky_rc_name((ky_rc) rc), ky_rc_name((ky_rc) other));
    }
    assert_string_equal(ky_rc_name((ky_rc) 99), "unknown");
    assert_int_equal(ky_rc_exit(KY_E_INVALID), 1);
    assert_int_equal(ky_rc_exit(KY_E_IO), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_code_comes_back_with_and_without_an_err),
        cmocka_unit_test(control_characters_and_broken_bytes_are_replaced),
        cmocka_unit_test(a_message_is_cut_between_characters),
        cmocka_unit_test(a_message_of_the_limit_is_whole),
        cmocka_unit_test(any_bytes_make_a_valid_message),
        cmocka_unit_test(a_prefix_goes_in_front),
        cmocka_unit_test(errno_becomes_words),
        cmocka_unit_test(every_code_has_a_name_and_an_exit_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
