/* What is proved here:
 *  - every embedded file is found by its path and by no other spelling of it
 *  - the table is sorted, each path once; every type that is text names its charset
 *  - the compressed bytes are smaller and unpack to the plain ones; fonts have none
 *  - the hash is that of the content: another content, another hash
 *  - the script of the search box, the sheets and the fonts with their licence are there
 */
#include "testing.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include "asset_table.h"
#include "base/mem.h"

static void every_file_is_found(void **state)
{
    (void) state;
    assert_true(kyodo_n_assets > 0);
    for (size_t i = 0; i < kyodo_n_assets; i++)
        assert_ptr_equal(asset_find(ky_str_of(kyodo_assets[i].path)), &kyodo_assets[i]);
}

static void nothing_else_is_found(void **state)
{
    (void) state;
    static const ky_str paths[] = {
        {NULL, 0},
        {"/searchbox.js", sizeof("/searchbox.js") - 1},
        {"searchbox.j", sizeof("searchbox.j") - 1},
        {"searchbox.js/", sizeof("searchbox.js/") - 1},
        {"searchbox.js\0", sizeof("searchbox.js\0") - 1},
        {"SEARCHBOX.JS", sizeof("SEARCHBOX.JS") - 1},
        {"assets", sizeof("assets") - 1},
        {"assets/", sizeof("assets/") - 1},
        {"assets/../searchbox.js", sizeof("assets/../searchbox.js") - 1},
        {"../../../etc/passwd", sizeof("../../../etc/passwd") - 1},
        {"\xFF\xFE", sizeof("\xFF\xFE") - 1},
    };
    for (size_t i = 0; i < KY_LEN(paths); i++)
        assert_null(asset_find(paths[i]));
}

static void the_table_is_sorted(void **state)
{
    (void) state;
    for (size_t i = 1; i < kyodo_n_assets; i++)
        assert_true(strcmp(kyodo_assets[i - 1].path, kyodo_assets[i].path) < 0);
}

static void text_names_its_charset(void **state)
{
    (void) state;
    for (size_t i = 0; i < kyodo_n_assets; i++)
        if (strncmp(kyodo_assets[i].type, "text/", 5) == 0)
            assert_non_null(strstr(kyodo_assets[i].type, "; charset=utf-8"));
    assert_string_equal(asset_find(KY_LIT("searchbox.js"))->type, "text/javascript; charset=utf-8");
    assert_string_equal(asset_find(KY_LIT("assets/fonts/1-400.woff2"))->type, "font/woff2");
}

/* 16 + MAX_WBITS: zlib takes gzip's header. */
static void assert_unpacks(const asset *a)
{
    unsigned char *plain = malloc(a->n);
    assert_non_null(plain);
    z_stream z = {.next_in = (unsigned char *) a->gzip,
                  .avail_in = (uInt) a->gzip_n,
                  .next_out = plain,
                  .avail_out = (uInt) a->n};
    assert_int_equal(inflateInit2(&z, 16 + MAX_WBITS), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    assert_int_equal(z.total_out, a->n);
    assert_memory_equal(plain, a->bytes, a->n);
    assert_int_equal(inflateEnd(&z), Z_OK);
    free(plain);
}

static void compressed_is_the_same_and_smaller(void **state)
{
    (void) state;
    size_t n = 0;
    for (size_t i = 0; i < kyodo_n_assets; i++) {
        const asset *a = &kyodo_assets[i];
        assert_true(a->gzip == NULL ? a->gzip_n == 0 : a->gzip_n < a->n);
        if (a->gzip == NULL)
            continue;
        assert_unpacks(a);
        n++;
    }
    assert_true(n > 0);
    assert_non_null(asset_find(KY_LIT("searchbox.js"))->gzip);
    assert_null(asset_find(KY_LIT("assets/fonts/1-400.woff2"))->gzip);
}

static void the_hash_is_the_contents(void **state)
{
    (void) state;
    for (size_t i = 0; i < kyodo_n_assets; i++) {
        struct sha256_ctx ctx;
        uint8_t digest[8];
        char wanted[2 * sizeof digest + 1];
        sha256_init(&ctx);
        sha256_update(&ctx, kyodo_assets[i].n, kyodo_assets[i].bytes);
        sha256_digest(&ctx, sizeof digest, digest);
        for (size_t at = 0; at < sizeof digest; at++)
            (void) snprintf(wanted + 2 * at, 3, "%02x", digest[at]);
        assert_string_equal(kyodo_assets[i].hash, wanted);
    }
}

static void what_pages_need_is_there(void **state)
{
    (void) state;
    static const char *const paths[] = {
        "searchbox.js",       "assets/site.js",           "assets/site.css",
        "assets/fonts.css",   "assets/icon.svg",          "assets/fonts/1-700.woff2",
        "embed-example.html", "assets/fonts/LICENSE.txt", "kiosk-worker.js",
        "assets/kiosk.js",    "assets/kiosk.css",
    };
    for (size_t i = 0; i < KY_LEN(paths); i++)
        assert_non_null(asset_find(ky_str_of(paths[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_is_found),
        cmocka_unit_test(nothing_else_is_found),
        cmocka_unit_test(the_table_is_sorted),
        cmocka_unit_test(text_names_its_charset),
        cmocka_unit_test(compressed_is_the_same_and_smaller),
        cmocka_unit_test(the_hash_is_the_contents),
        cmocka_unit_test(what_pages_need_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
