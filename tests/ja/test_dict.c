/* Promises of dict/README.md:
 *  - every sentence of dict/tests/words.tsv is cut as it says, words of user.csv by their parts,
 *    and its word is read as it says, or is not taken where it says so;
 *  - every word of user.csv but the symbols is read as its line says where it stands alone, and has
 *    a sentence that takes it, so none goes untried;
 *  - every line of user.csv has its surface and base form in normal form;
 *  - there are words enough. */
#include "support.h"

#include "ja/chars.h"
#include "ja/feature.h"

enum {
    WORD_COLS = 3,
    ENTRY_COLS = 16,
    ENTRY_POS = 4,
    ENTRY_BASE = 10,
    ENTRY_READING = 11,
    ENTRY_PARTS = 13,
    MIN_WORDS = 800,
    MAX_BYTES = 1 << 20,
};

typedef ky_rc line_visit(fixture *f, ky_str line, void *payload);

/* Call visit for each line of the file that is neither empty nor a comment. */
static void each_line(fixture *f, const char *path, line_visit *visit, void *payload)
{
    KY_CLEANUP(ky_buf_fini) ky_buf file = {0};
    assert_int_equal(ky_buf_read_file(&file, path, MAX_BYTES, NULL), KY_OK);
    size_t n = 0;
    for (size_t at = 0; at < file.n;) {
        const char *newline = memchr(file.p + at, '\n', file.n - at);
        assert_non_null(newline);
        ky_str line = {file.p + at, (size_t) (newline - file.p) - at};
        at += line.n + 1;
        if (line.n == 0 || line.p[0] == '#')
            continue;
        n++;
        if (visit(f, line, payload) != KY_OK)
            fail_msg("%s: %.*s", path, KY_FMT(line));
    }
    assert_true(n > 0);
}

static void split_tabs(ky_str line, ky_str cols[WORD_COLS])
{
    for (size_t i = 0; i < WORD_COLS; i++) {
        size_t end = ky_str_find(line, KY_LIT("\t"));
        assert_true((end == SIZE_MAX) == (i + 1 == WORD_COLS));
        cols[i] = (ky_str){line.p, end == SIZE_MAX ? line.n : end};
        line = ky_str_from(line, end == SIZE_MAX ? line.n : end + 1);
    }
}

static ky_str without_bars(fixture *f, ky_str cut)
{
    char *text = KY_ARENA_ARRAY(&f->arena, char, cut.n + 1);
    assert_non_null(text);
    size_t n = 0;
    for (size_t i = 0; i < cut.n; i++) {
        if (cut.p[i] != '|')
            text[n++] = cut.p[i];
    }
    return (ky_str){text, n};
}

/* The entries that have parts. */
typedef struct compounds {
    struct {
        ky_str surface;
        ky_str parts;
    } at[1024];
    size_t n;
} compounds;

static ky_str copy_of(fixture *f, ky_str s)
{
    char *p = KY_ARENA_ARRAY(&f->arena, char, s.n + 1);
    assert_non_null(p);
    memcpy(p, s.p, s.n);
    return (ky_str){p, s.n};
}

static ky_rc add_compound(fixture *f, ky_str line, void *payload)
{
    compounds *c = payload;
    ky_str cols[ENTRY_COLS];
    size_t n;
    if (ja_csv_split(line, &f->arena, cols, ENTRY_COLS, &n, NULL) != KY_OK || n != ENTRY_COLS)
        return KY_E_INVALID;
    if (cols[ENTRY_PARTS].n == 0)
        return KY_OK;
    assert_true(c->n < sizeof c->at / sizeof *c->at);
    c->at[c->n].surface = copy_of(f, cols[0]);
    c->at[c->n++].parts = copy_of(f, cols[ENTRY_PARTS]);
    return KY_OK;
}

static ky_str surface_of(const ja_analysis *a, size_t i)
{
    const ja_token *t = &a->tokens[i];
    return (ky_str){a->text.folded.p + t->start, t->end - t->start};
}

/* The text with a bar at each border of tokens and of the parts of a compound. */
static void put_cut(const ja_analysis *a, const compounds *c, ky_buf *out)
{
    for (size_t i = 0; i < a->n; i++) {
        ky_str surface = surface_of(a, i);
        size_t k = 0;
        while (k < c->n && !ky_str_eq(c->at[k].surface, surface))
            k++;
        if (i > 0)
            ky_buf_putc(out, '|');
        ky_buf_put(out, k < c->n ? c->at[k].parts : surface);
    }
}

/* Whether content words from token i on are written as `word` and read as `reading`. */
static bool stands_at(const ja_analysis *a, size_t i, ky_str word, ky_str reading)
{
    for (; i < a->n && word.n > 0 && a->tokens[i].cls == JA_WORD; i++) {
        ky_str surface = surface_of(a, i);
        ky_str sound = a->tokens[i].reading;
        if (!ky_str_starts(word, surface) || !ky_str_starts(reading, sound))
            return false;
        word = ky_str_from(word, surface.n);
        reading = ky_str_from(reading, sound.n);
    }
    return word.n == 0 && reading.n == 0;
}

static ky_rc check_sentence(fixture *f, ky_str line, void *payload)
{
    ky_str cols[WORD_COLS];
    split_tabs(line, cols);
    ja_analysis a = analyse(f, without_bars(f, cols[0]));
    KY_CLEANUP(ky_buf_fini) ky_buf cut = {0};
    put_cut(&a, payload, &cut);
    assert_true(ky_buf_ok(&cut));
    if (!ky_str_eq(ky_buf_str(&cut), cols[0]))
        fail_msg("%.*s is cut %.*s", KY_FMT(cols[0]), KY_FMT(ky_buf_str(&cut)));
    if (ky_str_eq(cols[1], KY_LIT("-"))) {
        for (size_t i = 0; i < a.n; i++)
            assert_false(ky_str_eq(a.tokens[i].base, cols[2]));
        return KY_OK;
    }
    for (size_t i = 0; i < a.n; i++) {
        if (stands_at(&a, i, cols[2], cols[1]))
            return KY_OK;
    }
    return KY_E_NOT_FOUND;
}

static void sentences_are_cut_and_read_as_the_table_says(void **state)
{
    compounds c = {.n = 0};
    each_line(*state, KYODO_SOURCE_DIR "/dict/user.csv", add_compound, &c);
    assert_true(c.n > 0);
    each_line(*state, KYODO_SOURCE_DIR "/dict/tests/words.tsv", check_sentence, &c);
}

typedef struct search {
    ky_str word;
    bool found;
} search;

static ky_rc look_for_word(fixture *f, ky_str line, void *payload)
{
    (void) f;
    search *s = payload;
    ky_str cols[WORD_COLS];
    split_tabs(line, cols);
    s->found = s->found || (ky_str_eq(cols[2], s->word) && !ky_str_eq(cols[1], KY_LIT("-")));
    return KY_OK;
}

/* Counters, and what stands before numbers: no words alone. */
static bool stands_beside_numbers(const ky_str *cols)
{
    const ky_str *pos = &cols[ENTRY_POS];
    return (ky_str_eq(pos[0], KY_LIT("名詞")) && ky_str_eq(pos[1], KY_LIT("接尾")) &&
            ky_str_eq(pos[2], KY_LIT("助数詞"))) ||
           (ky_str_eq(pos[0], KY_LIT("接頭詞")) && ky_str_eq(pos[1], KY_LIT("数接続")));
}

static ky_rc check_entry(fixture *f, ky_str line, void *payload)
{
    size_t *words = payload;
    ky_str cols[ENTRY_COLS];
    size_t n;
    if (ja_csv_split(line, &f->arena, cols, ENTRY_COLS, &n, NULL) != KY_OK || n != ENTRY_COLS)
        return KY_E_INVALID;
    assert_true(ky_str_eq(fold(f, cols[0]), cols[0]));
    assert_true(ky_str_eq(fold(f, cols[ENTRY_BASE]), cols[ENTRY_BASE]));
    if (ky_str_eq(cols[ENTRY_POS], KY_LIT("記号")))
        return KY_OK;
    ++*words;
    ja_analysis alone = analyse(f, cols[0]);
    if (!stands_beside_numbers(cols) && !stands_at(&alone, 0, cols[0], cols[ENTRY_READING]))
        return KY_E_NOT_FOUND;
    search s = {.word = cols[0]};
    each_line(f, KYODO_SOURCE_DIR "/dict/tests/words.tsv", look_for_word, &s);
    return s.found ? KY_OK : KY_E_NOT_FOUND;
}

static void every_word_is_in_normal_form_and_wins_alone_and_in_a_sentence(void **state)
{
    size_t words = 0;
    each_line(*state, KYODO_SOURCE_DIR "/dict/user.csv", check_entry, &words);
    assert_true(words >= MIN_WORDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_are_cut_and_read_as_the_table_says),
        cmocka_unit_test(every_word_is_in_normal_form_and_wins_alone_and_in_a_sentence),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
