#include "words.h"

#include <inttypes.h>
#include <stdio.h>

#include "kanji.h"
#include "kanji_sounds.h"
#include "okurigana.h"

enum { ROMAJI, SYNONYMS, SPELLINGS, VARIANTS, RUBY, MAX_TABLE_BYTES = 1 << 26 };

static const char *const names[JA_WORDS_TABLES] = {
    [ROMAJI] = "romaji.tsv",     [SYNONYMS] = "synonyms.tsv", [SPELLINGS] = "spellings.tsv",
    [VARIANTS] = "variants.tsv", [RUBY] = "ruby.tsv",
};

void ja_words_free(ja_words *w)
{
    if (w == NULL)
        return;
    ja_romaji_free(w->romaji);
    ja_synonyms_free(w->synonyms);
    ja_variants_free(w->variants);
    ja_ruby_table_free(w->ruby);
    for (size_t i = 0; i < JA_WORDS_TABLES; i++)
        ky_buf_fini(&w->tables[i]);
    free(w);
}

static ky_rc read_tables(ja_words *w, const char *datadir, ky_err *err)
{
    uint64_t hash = ja_kanji_alike_version() ^ ja_kanji_sounds_version() ^ ja_okurigana_version();
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < JA_WORDS_TABLES && rc == KY_OK; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
        ky_buf_printf(&path, "%s/%s", datadir, names[i]);
        rc = ky_buf_check(&path, err);
        if (rc == KY_OK)
            rc = ky_buf_read_file(&w->tables[i], path.p, MAX_TABLE_BYTES, err);
        hash = ky_hash(ky_buf_str(&w->tables[i]), hash);
    }
    (void) snprintf(w->version, sizeof w->version, "%016" PRIx64, hash);
    return rc;
}

ky_rc ja_words_open(const char *datadir, ja_words **ret, ky_err *err)
{
    KY_CLEANUP(ja_words_free_p) ja_words *w = calloc(1, sizeof *w);
    if (w == NULL)
        return ky_nomem(err);
    ky_rc rc = read_tables(w, datadir, err);
    if (rc == KY_OK)
        rc = ja_romaji_parse(ky_buf_str(&w->tables[ROMAJI]), names[ROMAJI], &w->romaji, err);
    if (rc == KY_OK)
        rc =
            ja_synonyms_parse(ky_buf_str(&w->tables[SYNONYMS]), names[SYNONYMS], &w->synonyms, err);
    if (rc == KY_OK)
        rc = ja_ruby_table_parse(ky_buf_str(&w->tables[RUBY]), names[RUBY], &w->ruby, err);
    if (rc != KY_OK)
        return rc;
    const ja_variants_table spellings[] = {
        {ky_buf_str(&w->tables[SPELLINGS]), names[SPELLINGS]},
        {ky_buf_str(&w->tables[VARIANTS]), names[VARIANTS]},
    };
    rc = ja_variants_parse(spellings, KY_LEN(spellings), &w->variants, err);
    if (rc == KY_OK)
        *ret = KY_STEAL(w);
    return rc;
}
