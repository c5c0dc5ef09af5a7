/* Makes the C of how kanji sound: kanji_sounds_table NOUNS > kanji_sounds_table.h. NOUNS is what
 * IPADIC has in its files of nouns, in UTF-8. Runs when kyodo is built.
 *
 * Readings of Chinese origin have one or two morae. In words of two kanji and two or four morae
 * each kanji therefore has half; what is learned there tells where words of three morae are cut. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/mem.h"
#include "ipadic_source.h"
#include "kana.h"
#include "kanji.h"
#include "make_table.h"

enum {
    MAX_BYTES = 64 << 20,
    MAX_MORAE = 4,
    MAX_SOUNDS = 4,  /* of one kanji */
    MIN_WORDS = 2,   /* that have a kanji with a reading */
    MIN_SHARE = 16,  /* at least one in so many of the kanji's words */
    ALONE_COUNTS = 2 /* words for which a kanji counts that is a word by itself */
};

/* A kanji with a reading, and how many words have it so. */
typedef struct sound {
    uint32_t kanji;
    ky_str reading;
    uint32_t words;
} sound;

typedef struct sound_list {
    sound *items;
    size_t n;
    size_t cap;
} sound_list;

typedef struct word {
    uint32_t kanji[2];
    ky_str reading;
    size_t ends[MAX_MORAE]; /* bytes */
    size_t morae;
} word;

typedef struct word_list {
    word *items;
    size_t n;
    size_t cap;
} word_list;

static void sound_list_fini(sound_list *l)
{
    free(l->items);
}

static void word_list_fini(word_list *l)
{
    free(l->items);
}

static ky_rc add(sound_list *l, uint32_t kanji, ky_str reading, uint32_t words, ky_err *err)
{
    if (!KY_GROW(l->items, l->cap, l->n + 1))
        return ky_nomem(err);
    l->items[l->n++] = (sound){kanji, reading, words};
    return KY_OK;
}

static int by_kanji(const void *a, const void *b)
{
    const sound *x = a;
    const sound *y = b;
    if (x->kanji != y->kanji)
        return x->kanji < y->kanji ? -1 : 1;
    return ky_str_cmp(x->reading, y->reading);
}

/* By kanji and reading, each pair once. */
static void sum_up(sound_list *l)
{
    size_t n = 0;
    if (l->n > 1)
        qsort(l->items, l->n, sizeof l->items[0], by_kanji);
    for (size_t i = 0; i < l->n; i++) {
        if (n > 0 && by_kanji(&l->items[n - 1], &l->items[i]) == 0)
            l->items[n - 1].words += l->items[i].words;
        else
            l->items[n++] = l->items[i];
    }
    l->n = n;
}

/* ---- the dictionary's words ---- */

/* The kanji of a surface that has one or two of them and nothing else; their number, or 0. */
static size_t kanji_of(ky_str surface, uint32_t ret[2])
{
    size_t n = 0;
    for (size_t at = 0, len = 0; at < surface.n; at += len, n++) {
        uint32_t c = ky_utf8_next(ky_str_from(surface, at), &len);
        if (n == 2 || !ja_is_kanji(c))
            return 0;
        ret[n] = ja_kanji_fold(c);
    }
    return n;
}

/* False where the reading has more than MAX_MORAE. */
static bool cut_morae(word *w)
{
    for (size_t at = 1; at <= w->reading.n; at++) {
        if (at < w->reading.n && !ja_mora_border(w->reading, at))
            continue;
        if (w->morae == MAX_MORAE)
            return false;
        w->ends[w->morae++] = at;
    }
    return true;
}

/* What is gathered of the nouns. */
typedef struct learning {
    word_list *words;
    sound_list *sounds;
} learning;

static ky_rc add_noun(void *payload, const ky_str *cols, ky_err *err)
{
    learning *l = payload;
    word w = {.reading = cols[JA_SOURCE_READING]};
    size_t kanji = kanji_of(cols[JA_SOURCE_SURFACE], w.kanji);
    if (kanji == 0 || !ja_all_kana(w.reading) || !ky_str_eq(cols[JA_SOURCE_POS], KY_LIT("名詞")) ||
        ky_str_eq(cols[JA_SOURCE_POS_1], KY_LIT("固有名詞")))
        return KY_OK;
    if (kanji == 1)
        return add(l->sounds, w.kanji[0], w.reading, ALONE_COUNTS, err);
    if (!cut_morae(&w) || w.morae < 2)
        return KY_OK;
    if (!KY_GROW(l->words->items, l->words->cap, l->words->n + 1))
        return ky_nomem(err);
    l->words->items[l->words->n++] = w;
    return KY_OK;
}

/* ---- who has which part of the reading ---- */

static ky_str first_part(const word *w, size_t morae)
{
    return (ky_str){w->reading.p, w->ends[morae - 1]};
}

static ky_str last_part(const word *w, size_t morae)
{
    return ky_str_from(w->reading, w->ends[morae - 1]);
}

/* The first kanji has `morae` of the word, the second has the rest. */
static ky_rc add_both(const word *w, size_t morae, sound_list *sounds, ky_err *err)
{
    ky_rc rc = add(sounds, w->kanji[0], first_part(w, morae), 1, err);
    return rc == KY_OK ? add(sounds, w->kanji[1], last_part(w, morae), 1, err) : rc;
}

static ky_rc add_even(const word_list *words, sound_list *sounds, ky_err *err)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < words->n && rc == KY_OK; i++)
        if (words->items[i].morae % 2 == 0)
            rc = add_both(&words->items[i], words->items[i].morae / 2, sounds, err);
    sum_up(sounds);
    return rc;
}

static int is_known(const sound_list *sounds, uint32_t kanji, ky_str reading)
{
    const sound s = {.kanji = kanji, .reading = reading};
    return bsearch(&s, sounds->items, sounds->n, sizeof s, by_kanji) != NULL;
}

/* Words of three morae, where one cut gives more readings that are known than the other. */
static ky_rc add_odd(const word_list *words, sound_list *sounds, ky_err *err)
{
    KY_CLEANUP(sound_list_fini) sound_list more = {0};
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < words->n && rc == KY_OK; i++) {
        const word *w = &words->items[i];
        if (w->morae % 2 == 0)
            continue;
        int one = is_known(sounds, w->kanji[0], first_part(w, 1)) +
                  is_known(sounds, w->kanji[1], last_part(w, 1));
        int two = is_known(sounds, w->kanji[0], first_part(w, 2)) +
                  is_known(sounds, w->kanji[1], last_part(w, 2));
        if (one != two)
            rc = add_both(w, one > two ? 1 : 2, &more, err);
    }
    for (size_t i = 0; i < more.n && rc == KY_OK; i++)
        rc = add(sounds, more.items[i].kanji, more.items[i].reading, 1, err);
    sum_up(sounds);
    return rc;
}

/* ---- what is kept ---- */

/* 決 is けつ and けっ: the former says it. */
static bool is_clipped(ky_str reading)
{
    const ky_str clip = KY_LIT("ッ");
    return reading.n >= clip.n && ky_str_eq(ky_str_from(reading, reading.n - clip.n), clip);
}

static int most_words_first(const void *a, const void *b)
{
    const sound *x = a;
    const sound *y = b;
    if (x->words != y->words)
        return x->words > y->words ? -1 : 1;
    return ky_str_cmp(x->reading, y->reading);
}

/* The readings of one kanji that count, most usual first, moved to the front; how many. */
static size_t choose(sound *of, size_t n)
{
    uint64_t total = 0;
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        total += of[i].words;
    for (size_t i = 0; i < n; i++)
        if (of[i].words >= MIN_WORDS && (uint64_t) of[i].words * MIN_SHARE >= total &&
            !is_clipped(of[i].reading))
            of[kept++] = of[i];
    if (kept > 1)
        qsort(of, kept, sizeof *of, most_words_first);
    return kept < MAX_SOUNDS ? kept : MAX_SOUNDS;
}

static int by_reading(const void *a, const void *b)
{
    return ky_str_cmp(*(const ky_str *) a, *(const ky_str *) b);
}

/* The number of a reading, from 1 on. */
static size_t number_of(const ky_str *readings, size_t n, ky_str reading)
{
    const ky_str *found = bsearch(&reading, readings, n, sizeof *readings, by_reading);
    return found == NULL ? 0 : (size_t) (found - readings) + 1;
}

static size_t list_readings(const sound_list *sounds, ky_str *ret)
{
    size_t n = 0;
    for (size_t i = 0; i < sounds->n; i++)
        ret[i] = sounds->items[i].reading;
    if (sounds->n > 1)
        qsort(ret, sounds->n, sizeof *ret, by_reading);
    for (size_t i = 0; i < sounds->n; i++)
        if (n == 0 || !ky_str_eq(ret[n - 1], ret[i]))
            ret[n++] = ret[i];
    return n;
}

static void put_kanji(const ky_str *readings, size_t n_readings, const sound *of, size_t n,
                      ky_buf *out)
{
    ky_buf_printf(out, "    {0x%X, {", (unsigned) of->kanji);
    for (size_t i = 0; i < n; i++)
        ky_buf_printf(out, "%s%zu", i > 0 ? ", " : "",
                      number_of(readings, n_readings, of[i].reading));
    ky_buf_puts(out, "}},\n");
}

static ky_rc put_table(const sound_list *sounds, ky_buf *out, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_str *readings = KY_ARENA_ARRAY(&arena, ky_str, sounds->n);
    if (readings == NULL)
        return ky_nomem(err);
    size_t n_readings = list_readings(sounds, readings);
    if (n_readings == 0 || n_readings > UINT16_MAX)
        return ky_fail(err, KY_E_INVALID, "%zu readings of kanji", n_readings);
    ky_buf_puts(
        out, "/* Made of IPADIC's nouns. */\nstatic const char *const readings[] = {\n    NULL,\n");
    for (size_t i = 0; i < n_readings; i++)
        ky_buf_printf(out, "    \"%.*s\",\n", KY_FMT(readings[i]));
    ky_buf_puts(out, "};\nstatic const sounds_of all_sounds[] = {\n");
    for (size_t i = 0, end; i < sounds->n; i = end) {
        for (end = i + 1; end < sounds->n && sounds->items[end].kanji == sounds->items[i].kanji;)
            end++;
        size_t n = choose(&sounds->items[i], end - i);
        if (n > 0)
            put_kanji(readings, n_readings, &sounds->items[i], n, out);
    }
    ky_buf_puts(out, "};\n");
    ky_buf_printf(out, "static const uint64_t sounds_version = UINT64_C(0x%016" PRIx64 ");\n",
                  ky_hash(ky_buf_str(out), KY_HASH_SEED));
    return ky_buf_check(out, err);
}

static ky_rc make(const char *path, ky_buf *out, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    KY_CLEANUP(word_list_fini) word_list words = {0};
    KY_CLEANUP(sound_list_fini) sound_list sounds = {0};
    learning nouns = {&words, &sounds};
    ky_rc rc = ky_buf_read_file(&text, path, MAX_BYTES, err);
    if (rc == KY_OK)
        rc = ja_source_each(ky_buf_str(&text), path, add_noun, &nouns, err);
    if (rc == KY_OK)
        rc = add_even(&words, &sounds, err);
    if (rc == KY_OK)
        rc = add_odd(&words, &sounds, err);
    return rc == KY_OK ? put_table(&sounds, out, err) : rc;
}

int main(int argc, char **argv)
{
    return ja_make_table(argc, argv, "kanji_sounds_table NOUNS", make);
}
