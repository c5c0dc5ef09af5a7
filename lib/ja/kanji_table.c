/* Makes the C of dict/kanji.tsv: kanji_table TABLE > kanji_table.h. Runs when kyodo is built. */
#include <inttypes.h>

#include "kanji_parse.h"
#include "make_table.h"

enum {
    MAX_TABLE_BYTES = 1 << 20,
    /* The block CJK Unified Ideographs, where all but a few of the folded characters are. */
    FIRST = 0x4E00,
    END = 0xA000,
    WORDS = (END - FIRST) / 64,
};

static uint64_t version(const ja_kanji_pairs *pairs)
{
    uint64_t hash = KY_HASH_SEED;
    for (size_t i = 0; i < pairs->n; i++) {
        const uint32_t both[] = {pairs->items[i].from, pairs->items[i].to};
        for (size_t k = 0; k < KY_LEN(both); k++) {
            char bytes[] = {(char) (both[k] & 0xFF), (char) (both[k] >> 8 & 0xFF),
                            (char) (both[k] >> 16 & 0xFF)};
            hash = ky_hash((ky_str){bytes, sizeof bytes}, hash);
        }
    }
    return hash;
}

static void put_pairs(ky_buf *out, const char *name, const ja_kanji_pairs *pairs)
{
    ky_buf_printf(out, "static const ja_kanji_pair %s[] = {\n", name);
    for (size_t i = 0; i < pairs->n; i++)
        ky_buf_printf(out, "    {0x%X, 0x%X},\n", (unsigned) pairs->items[i].from,
                      (unsigned) pairs->items[i].to);
    ky_buf_printf(out, "};\nstatic const uint64_t %s_version = UINT64_C(0x%016" PRIx64 ");\n", name,
                  version(pairs));
}

static void put_map(ky_buf *out, const ja_kanji_pairs *folds)
{
    uint64_t map[WORDS] = {0};
    for (size_t i = 0; i < folds->n; i++) {
        uint32_t c = folds->items[i].from;
        if (c >= FIRST && c < END)
            map[(c - FIRST) / 64] |= UINT64_C(1) << (c - FIRST) % 64;
    }
    ky_buf_printf(out, "enum { MAP_FIRST = 0x%X, MAP_END = 0x%X };\n", FIRST, END);
    ky_buf_printf(out, "static const uint64_t fold_map[%d] = {\n", WORDS);
    for (size_t i = 0; i < WORDS; i++)
        ky_buf_printf(out, "    UINT64_C(0x%016" PRIx64 "),\n", map[i]);
    ky_buf_puts(out, "};\n");
}

static ky_rc make(const char *path, ky_buf *out, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    KY_CLEANUP(ja_kanji_tables_fini) ja_kanji_tables t = {0};
    ky_rc rc = ky_buf_read_file(&text, path, MAX_TABLE_BYTES, err);
    if (rc == KY_OK)
        rc = ja_kanji_parse(ky_buf_str(&text), path, &t, err);
    if (rc != KY_OK)
        return rc;
    if (t.folds.n == 0 || t.alikes.n == 0)
        return ky_fail(err, KY_E_INVALID, "%s: no line of fold, or none of alike", path);
    ky_buf_puts(out, "/* Made of dict/kanji.tsv. */\n");
    put_pairs(out, "folds", &t.folds);
    put_pairs(out, "alikes", &t.alikes);
    put_map(out, &t.folds);
    return ky_buf_check(out, err);
}

int main(int argc, char **argv)
{
    return ja_make_table(argc, argv, "kanji_table TABLE", make);
}
