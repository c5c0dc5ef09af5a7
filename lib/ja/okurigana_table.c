/* Makes the C of how verbs go on behind their kanji: okurigana_table VERBS > okurigana_table.h.
 * VERBS is what IPADIC has in its file of verbs, in UTF-8. Runs when kyodo is built. */
#include <inttypes.h>

#include "base/mem.h"
#include "ipadic_source.h"
#include "kana.h"
#include "kanji.h"
#include "make_table.h"

enum {
    MAX_BYTES = 64 << 20,
    KANA_BYTES = 3,
    MAX_KANA = 2,
};

typedef struct ending {
    uint32_t kanji;
    char kana[KANA_BYTES * MAX_KANA + 1];
    bool given_up; /* し of what is a noun and する: 化する */
} ending;

typedef struct ending_list {
    ending *items;
    size_t n;
    size_t cap;
} ending_list;

static void ending_list_fini(ending_list *l)
{
    free(l->items);
}

static int by_kanji(const void *a, const void *b)
{
    const ending *x = a;
    const ending *y = b;
    if (x->kanji != y->kanji)
        return x->kanji < y->kanji ? -1 : 1;
    int order = strcmp(x->kana, y->kana);
    return order != 0 ? order : y->given_up - x->given_up;
}

static bool is_same(const ending *a, const ending *b)
{
    return a->kanji == b->kanji && strcmp(a->kana, b->kana) == 0;
}

/* Verbs of one kanji, in the form that joins another word: 引き. */
static ky_rc add_verb(void *payload, const ky_str *cols, ky_err *err)
{
    ending_list *l = payload;
    size_t len = 0;
    uint32_t kanji =
        cols[JA_SOURCE_SURFACE].n == 0 ? 0 : ky_utf8_next(cols[JA_SOURCE_SURFACE], &len);
    ky_str kana = ky_str_from(cols[JA_SOURCE_SURFACE], len);
    bool noun = ky_str_starts(cols[JA_SOURCE_KIND], KY_LIT("サ変・"));
    if (!ky_str_eq(cols[JA_SOURCE_FORM], KY_LIT("連用形")) || !ja_is_kanji(kanji) ||
        !ja_one_kana(kana) || kana.n > (size_t) KANA_BYTES * MAX_KANA)
        return KY_OK;
    if (!KY_GROW(l->items, l->cap, l->n + 1))
        return ky_nomem(err);
    ending e = {.kanji = ja_kanji_fold(kanji), .given_up = noun};
    memcpy(e.kana, kana.p, kana.n);
    l->items[l->n++] = e;
    return KY_OK;
}

static ky_rc put_table(ending_list *l, ky_buf *out, ky_err *err)
{
    if (l->n == 0)
        return ky_fail(err, KY_E_INVALID, "no verb of one kanji");
    qsort(l->items, l->n, sizeof l->items[0], by_kanji);
    ky_buf_puts(out, "/* Made of IPADIC's verbs. */\nstatic const ending all_endings[] = {\n");
    for (size_t i = 0; i < l->n; i++)
        if (!l->items[i].given_up && (i == 0 || !is_same(&l->items[i - 1], &l->items[i])))
            ky_buf_printf(out, "    {0x%X, \"%s\"},\n", (unsigned) l->items[i].kanji,
                          l->items[i].kana);
    ky_buf_puts(out, "};\n");
    ky_buf_printf(out, "static const uint64_t endings_version = UINT64_C(0x%016" PRIx64 ");\n",
                  ky_hash(ky_buf_str(out), KY_HASH_SEED));
    return ky_buf_check(out, err);
}

static ky_rc make(const char *path, ky_buf *out, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    KY_CLEANUP(ending_list_fini) ending_list l = {0};
    ky_rc rc = ky_buf_read_file(&text, path, MAX_BYTES, err);
    if (rc == KY_OK)
        rc = ja_source_each(ky_buf_str(&text), path, add_verb, &l, err);
    return rc == KY_OK ? put_table(&l, out, err) : rc;
}

int main(int argc, char **argv)
{
    return ja_make_table(argc, argv, "okurigana_table VERBS", make);
}
