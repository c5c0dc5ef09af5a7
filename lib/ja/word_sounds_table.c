/* Makes the C of which kana are readings: word_sounds_table NOUNS > word_sounds_table.h. NOUNS is
 * what IPADIC has in its files of nouns, in UTF-8. Runs when kyodo is built. */
#include <inttypes.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "bloom.h"
#include "feature.h"
#include "kana.h"

enum { MAX_BYTES = 64 << 20 };

/* The columns of IPADIC's sources. */
enum { READING = 11, COLS = 12 };

static ky_rc add_line(ky_str line, ky_arena *arena, uint64_t *filter, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    ky_str cols[COLS] = {{0}};
    size_t n = 0;
    ky_rc rc = ja_csv_split(line, arena, cols, COLS, &n, err);
    if (rc != KY_OK || n < COLS)
        return rc == KY_OK ? ky_fail(err, KY_E_INVALID, "%zu columns", n) : rc;
    ja_kana_key(cols[READING], &key);
    for (unsigned i = 0; i < JA_BLOOM_BITS_OF_KEY && ky_buf_ok(&key); i++) {
        size_t bit = ja_bloom_bit(ky_buf_str(&key), i);
        filter[bit / 64] |= UINT64_C(1) << (bit % 64);
    }
    return ky_buf_check(&key, err);
}

static ky_rc read_words(ky_str text, const char *name, uint64_t *filter, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    size_t number = 1;
    for (size_t at = 0; at < text.n; number++) {
        const char *newline = memchr(text.p + at, '\n', text.n - at);
        size_t end = newline == NULL ? text.n : (size_t) (newline - text.p);
        ky_str line = {text.p + at, end - at};
        ky_err why = {0};
        ky_arena_clear(&arena);
        ky_rc rc = ky_utf8_valid(line, NULL) ? add_line(line, &arena, filter, &why)
                                             : ky_fail(&why, KY_E_INVALID, "not UTF-8");
        if (rc != KY_OK)
            return ky_fail(err, rc, "%s:%zu: %s", name, number, why.msg);
        at = end + 1;
    }
    return KY_OK;
}

static ky_rc make(const char *path, ky_buf *out, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    uint64_t *filter = KY_ARENA_ARRAY(&arena, uint64_t, JA_BLOOM_WORDS);
    ky_rc rc = filter == NULL ? ky_nomem(err) : ky_buf_read_file(&text, path, MAX_BYTES, err);
    if (rc == KY_OK)
        rc = read_words(ky_buf_str(&text), path, filter, err);
    if (rc != KY_OK)
        return rc;
    ky_buf_puts(out, "/* Made of IPADIC's nouns. */\nstatic const uint64_t word_sounds[] = {\n");
    for (size_t i = 0; i < JA_BLOOM_WORDS; i++)
        ky_buf_printf(out, "    UINT64_C(0x%" PRIx64 "),\n", filter[i]);
    ky_buf_puts(out, "};\n");
    return ky_buf_check(out, err);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        (void) fputs("usage: word_sounds_table NOUNS\n", stderr);
        return 2;
    }
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ky_err err = {0};
    ky_rc rc = make(argv[1], &out, &err);
    if (rc == KY_OK && (fwrite(out.p, 1, out.n, stdout) != out.n || fflush(stdout) != 0))
        rc = ky_fail_errno(&err, "standard output");
    if (rc != KY_OK)
        (void) fprintf(stderr, "%s\n", err.msg);
    return ky_rc_exit(rc);
}
