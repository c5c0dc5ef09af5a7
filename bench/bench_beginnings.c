/* What people type on the way to what an index holds, a line each: for bench_search's suggest.
 *
 *   bench_beginnings INDEX
 *
 * Beginnings of 1 to 6 characters of some hundreds of words, names and facet values, as they are
 * spelled and as they are read, letters of romaji alone and behind kana and kanji, and the same
 * behind other words. */
#include <stdio.h>

#include "search/index_priv.h"

enum { WORDS = 400, MAX_CHARACTERS = 6, MAX_FRONT_BYTES = 18 };

static const char *const romaji[] = {"a", "k", "s", "sh", "ko", "ta", "ky", "sei", "kos", "n"};

static void print_beginnings(ky_str front, ky_str text)
{
    size_t at = 0;
    for (size_t i = 0, n = 0; i < MAX_CHARACTERS && at < text.n; i++, at += n) {
        (void) ky_utf8_next(ky_str_from(text, at), &n);
        (void) printf("%.*s%.*s\n", KY_FMT(front), (int) (at + n), text.p);
    }
}

static void print_all(const ky_lexicon *lx)
{
    ky_str front = KY_LIT("");
    uint32_t step = lx->n / WORDS + 1;
    for (uint32_t i = 0; i < lx->n; i += step) {
        ky_lexicon_entry e = ky_lexicon_at(lx, i);
        bool single = ky_str_find(e.text, KY_LIT(" ")) == SIZE_MAX;
        if (!single || ky_str_find(e.text, KY_LIT("\n")) != SIZE_MAX)
            continue;
        const char *letters = romaji[i / step % KY_LEN(romaji)];
        print_beginnings(KY_LIT(""), e.text);
        print_beginnings(KY_LIT(""), e.reading);
        (void) printf("%s\n", letters);
        if (front.n > 0) {
            KY_CLEANUP(ky_buf_fini) ky_buf before = {0};
            ky_buf_printf(&before, "%.*s ", KY_FMT(front));
            print_beginnings(ky_buf_str(&before), i / step % 2 == 0 ? e.text : e.reading);
            (void) printf("%.*s %s\n", KY_FMT(front), letters);
        }
        if (e.text.n <= MAX_FRONT_BYTES)
            front = i / step % 4 == 0 ? e.reading : e.text;
    }
}

int main(int argc, char **argv)
{
    KY_CLEANUP(ja_model_free_p) ja_model *model = NULL;
    KY_CLEANUP(ky_index_free_p) ky_index *ix = NULL;
    ky_err err;
    if (argc != 2) {
        (void) fprintf(stderr, "usage: bench_beginnings INDEX\n");
        return 2;
    }
    ky_rc rc = ja_model_open(KYODO_MECAB_DICDIR, KYODO_DATADIR, &model, &err);
    if (rc == KY_OK)
        rc = ky_index_open(argv[1], model, &ix, &err);
    if (rc == KY_OK) {
        print_all(&ix->lexicon);
        return 0;
    }
    (void) fprintf(stderr, "bench_beginnings: %s\n", err.msg);
    return 1;
}
