/* Makes the C of which kana are readings: word_sounds_table NOUNS > word_sounds_table.h. NOUNS is
 * what IPADIC has in its files of nouns, in UTF-8. Runs when kyodo is built. */
#include <inttypes.h>

#include "base/arena.h"
#include "bloom.h"
#include "ipadic_source.h"
#include "kana.h"
#include "make_table.h"

enum { MAX_BYTES = 64 << 20 };

static ky_rc add_noun(void *payload, const ky_str *cols, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    uint64_t *filter = payload;
    ja_kana_key(cols[JA_SOURCE_READING], &key);
    for (unsigned i = 0; i < JA_BLOOM_BITS_OF_KEY && ky_buf_ok(&key); i++) {
        size_t bit = ja_bloom_bit(ky_buf_str(&key), i);
        filter[bit / 64] |= UINT64_C(1) << (bit % 64);
    }
    return ky_buf_check(&key, err);
}

static ky_rc make(const char *path, ky_buf *out, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    uint64_t *filter = KY_ARENA_ARRAY(&arena, uint64_t, JA_BLOOM_WORDS);
    ky_rc rc = filter == NULL ? ky_nomem(err) : ky_buf_read_file(&text, path, MAX_BYTES, err);
    if (rc == KY_OK)
        rc = ja_source_each(ky_buf_str(&text), path, add_noun, filter, err);
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
    return ja_make_table(argc, argv, "word_sounds_table NOUNS", make);
}
