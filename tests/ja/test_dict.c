/* Promises of dict/README.md:
 *  - every sentence of dict/tests/words.tsv is cut as it says, and its word is read as it says;
 *  - every word of user.csv but the symbols has such a sentence, so none goes untried;
 *  - every line of user.csv has the columns of IPADIC, and a base form in normal form. */
#include "support.h"

#include "ja/chars.h"
#include "ja/feature.h"

enum { WORD_COLS = 3, ENTRY_COLS = 13, ENTRY_BASE = 10, MAX_BYTES = 1 << 20 };

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

static ky_rc check_sentence(fixture *f, ky_str line, void *payload)
{
    (void) payload;
    ky_str cols[WORD_COLS];
    split_tabs(line, cols);
    ja_analysis a = analyse(f, without_bars(f, cols[0]));
    KY_CLEANUP(ky_free_p) char *cut = cut_of(&a, false);
    if (!ky_str_eq(ky_str_of(cut), cols[0]))
        fail_msg("%.*s is cut %s", KY_FMT(cols[0]), cut);
    for (size_t i = 0; i < a.n; i++) {
        if (ky_str_eq(a.tokens[i].base, cols[2]) && a.tokens[i].cls == JA_WORD &&
            ky_str_eq(a.tokens[i].reading, cols[1]))
            return KY_OK;
    }
    return KY_E_NOT_FOUND;
}

static void sentences_are_cut_and_read_as_the_table_says(void **state)
{
    each_line(*state, KYODO_SOURCE_DIR "/dict/tests/words.tsv", check_sentence, NULL);
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
    s->found = s->found || ky_str_eq(cols[2], s->word);
    return KY_OK;
}

static ky_rc check_entry(fixture *f, ky_str line, void *payload)
{
    (void) payload;
    ky_str cols[ENTRY_COLS];
    size_t n;
    if (ja_csv_split(line, &f->arena, cols, ENTRY_COLS, &n, NULL) != KY_OK || n != ENTRY_COLS)
        return KY_E_INVALID;
    assert_true(ky_str_eq(fold(f, cols[0]), cols[0]));
    assert_true(ky_str_eq(fold(f, cols[ENTRY_BASE]), cols[ENTRY_BASE]));
    if (ky_str_eq(cols[4], KY_LIT("記号")))
        return KY_OK;
    search s = {.word = cols[0]};
    each_line(f, KYODO_SOURCE_DIR "/dict/tests/words.tsv", look_for_word, &s);
    return s.found ? KY_OK : KY_E_NOT_FOUND;
}

static void every_word_has_a_sentence_and_the_columns_of_ipadic(void **state)
{
    each_line(*state, KYODO_SOURCE_DIR "/dict/user.csv", check_entry, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_are_cut_and_read_as_the_table_says),
        cmocka_unit_test(every_word_has_a_sentence_and_the_columns_of_ipadic),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
