/* Properties that hold for every line of the published table, and for its text with widths, case
 * and marks changed at random:
 *  - tokens cover the folded text, positions grow, folding again changes nothing, and each folded
 *    byte leads back to original text that folds to text with that byte (dashes and waves, which
 *    fold by what is beside them, excepted);
 *  - every token stands under the span rule and is found where it stands;
 *  - content words are found by their base forms where they stand together;
 *  - the analysis equals that of an analyser which has seen nothing else;
 *  - every piece of the text has its grams among the text's, and each character but marks begins
 *    exactly one gram;
 *  - the term of each content word and of each other token but marks is there. */
#include "support.h"

#include "ja/chars.h"
#include "ja/match.h"
#include "ja/spelling.h"
#include "ja/terms.h"

enum { MAX_BYTES = 1 << 20, PIECES = 20, MAX_TERMS = 100000 };

typedef void property(fixture *f, ky_str text, uint64_t *random);

/* A copy of text with some characters given in another width, in upper case, or with something that
 * folds to nothing behind them. */
static ky_str disguise(fixture *f, ky_str text, uint64_t *random)
{
    ky_buf out = {0};
    size_t len;
    for (size_t at = 0; at < text.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(text, at), &len);
        uint32_t dice = next_random(random) % 8;
        if (dice == 0 && c > ' ' && c < 0x7F)
            ky_buf_put_utf8(&out, c - '!' + 0xFF01);
        else if (dice == 0 && c >= 'a' && c <= 'z')
            ky_buf_put_utf8(&out, c - 'a' + 'A');
        else
            ky_buf_put(&out, (ky_str){text.p + at, len});
        if (dice == 1)
            ky_buf_puts(&out, "\uFE00");
        if (dice == 2)
            ky_buf_puts(&out, "\u200B");
    }
    ky_str copy = ky_arena_str(&f->arena, ky_buf_str(&out));
    ky_buf_fini(&out);
    return copy;
}

static void each_text(fixture *f, property *check)
{
    KY_CLEANUP(ky_buf_fini) ky_buf file = {0};
    assert_int_equal(
        ky_buf_read_file(&file, KYODO_SOURCE_DIR "/data/collaboration-2020.tsv", MAX_BYTES, NULL),
        KY_OK);
    uint64_t random = 1;
    size_t n = 0;
    for (size_t at = 0; at < file.n; n++) {
        const char *newline = memchr(file.p + at, '\n', file.n - at);
        ky_str line = {file.p + at, (newline == NULL ? file.n : (size_t) (newline - file.p)) - at};
        at += line.n + 1;
        check(f, line, &random);
        check(f, disguise(f, line, &random), &random);
        ky_arena_clear(&f->arena);
    }
    assert_int_equal(n, 223);
    check(f, ky_buf_str(&file), &random);
    ky_arena_clear(&f->arena);
}

static bool folds_alone(ky_str text)
{
    static const char *const marks[] = {"-", "－", "−", "~", "～", "ー"};
    for (size_t i = 0; i < KY_LEN(marks); i++) {
        if (ky_str_find(text, ky_str_of(marks[i])) != SIZE_MAX)
            return false;
    }
    return true;
}

static void check_cover(fixture *f, ky_str text, uint64_t *random)
{
    (void) random;
    ja_analysis a = analyse(f, text);
    assert_true(ky_str_eq(fold(f, a.text.folded), a.text.folded));
    uint32_t end = 0;
    uint32_t position = 0;
    for (size_t i = 0; i < a.n; i++) {
        const ja_token *t = &a.tokens[i];
        assert_int_equal(t->start, end);
        const ja_token *before = i == 0 ? t : t - 1;
        bool joined =
            ja_is_joiner((ky_str){a.text.folded.p + before->start, before->end - before->start});
        assert_true(t->end > t->start && t->position >= position + (joined ? 0 : 1));
        assert_true(i == 0 || t->cls != JA_MARK || a.tokens[i - 1].cls != JA_MARK);
        ky_str original = ja_text_original(&a.text, t->start, t->end);
        assert_true(original.p >= text.p && original.p + original.n <= text.p + text.n);
        ky_str surface = {a.text.folded.p + t->start, t->end - t->start};
        assert_true(!folds_alone(original) || ky_str_find(fold(f, original), surface) != SIZE_MAX);
        end = t->end;
        position = t->position;
    }
    assert_int_equal(end, a.text.folded.n);
}

static void tokens_cover_the_text_and_lead_back_to_it(void **state)
{
    each_text(*state, check_cover);
}

static void check_found(fixture *f, ky_str text, uint64_t *random)
{
    (void) random;
    ja_analysis a = analyse(f, text);
    for (size_t i = 0; i < a.n; i++) {
        const ja_token *t = &a.tokens[i];
        ja_span s = {0};
        ky_str surface = {a.text.folded.p + t->start, t->end - t->start};
        assert_true(ja_span_stands(&a, (ja_span){t->start, t->end}));
        assert_true(ja_find_text(&a, surface, t->start, &s));
        assert_true(s.start == t->start && s.end == t->end);
    }
}

static void every_token_is_found_where_it_stands(void **state)
{
    each_text(*state, check_found);
}

static void check_words(fixture *f, ky_str text, uint64_t *random)
{
    (void) random;
    ja_analysis a = analyse(f, text);
    for (size_t i = 0; i + 1 < a.n; i++) {
        const ja_token *t = &a.tokens[i];
        ja_span s = {0};
        size_t token = 0;
        ky_str bases[2] = {t[0].base, t[1].base};
        bool together = t[0].cls == JA_WORD && t[1].cls == JA_WORD;
        bool found = ja_find_words(&a, bases, 2, i, &s, &token);
        assert_true(!together || found);
        assert_true((found && token == i) == together);
        if (together)
            assert_true(s.start == t[0].start && s.end == t[1].end);
    }
}

static void neighbouring_words_are_found_by_their_base_forms(void **state)
{
    each_text(*state, check_words);
}

static void check_fresh(fixture *f, ky_str text, uint64_t *random)
{
    (void) random;
    KY_CLEANUP(ja_analyser_free_p) ja_analyser *fresh = NULL;
    assert_int_equal(ja_analyser_new(f->model, &fresh, NULL), KY_OK);
    ja_analysis a = analyse(f, text);
    ja_analysis b = {0};
    assert_int_equal(ja_analyse(fresh, text, &f->arena, &b, NULL), KY_OK);
    assert_true(a.n == b.n && ky_str_eq(a.text.folded, b.text.folded));
    for (size_t i = 0; i < a.n; i++) {
        assert_int_equal(a.tokens[i].end, b.tokens[i].end);
        assert_int_equal(a.tokens[i].position, b.tokens[i].position);
        assert_int_equal(a.tokens[i].cls, b.tokens[i].cls);
        assert_true(ky_str_eq(a.tokens[i].base, b.tokens[i].base));
        assert_true(ky_str_eq(a.tokens[i].reading, b.tokens[i].reading));
    }
}

static void a_fresh_analyser_gives_the_same(void **state)
{
    each_text(*state, check_fresh);
}

/* The terms of a text, as strings in an arena. */
typedef struct term_list {
    ky_arena *arena;
    ky_str *terms;
    size_t n;
} term_list;

static ky_rc keep(void *payload, const ja_term *t, ky_err *err)
{
    term_list *l = payload;
    (void) err;
    assert_true(l->n < MAX_TERMS && t->text.n <= 245);
    l->terms[l->n] = ky_arena_str(l->arena, t->text);
    assert_non_null(l->terms[l->n].p);
    l->n++;
    return KY_OK;
}

static int by_bytes(const void *a, const void *b)
{
    return ky_str_cmp(*(const ky_str *) a, *(const ky_str *) b);
}

static bool has(const term_list *l, ky_str term)
{
    return l->n > 0 && bsearch(&term, l->terms, l->n, sizeof *l->terms, by_bytes) != NULL;
}

static term_list sorted_terms(fixture *f, const ja_analysis *a)
{
    term_list l = {.arena = &f->arena, .terms = KY_ARENA_ARRAY(&f->arena, ky_str, MAX_TERMS)};
    assert_non_null(l.terms);
    assert_int_equal(ja_terms(a, keep, &l, NULL), KY_OK);
    qsort(l.terms, l.n, sizeof *l.terms, by_bytes);
    return l;
}

static ky_rc must_have(void *payload, const ja_term *t, ky_err *err)
{
    (void) err;
    if (!has(payload, t->text))
        fail_msg("%.*s is missing", KY_FMT(t->text));
    return KY_OK;
}

static size_t next_boundary(ky_str s, size_t at)
{
    while (at < s.n && ((unsigned char) s.p[at] & 0xC0) == 0x80)
        at++;
    return at;
}

static void check_grams(fixture *f, ky_str text, uint64_t *random)
{
    ja_analysis a = analyse(f, text);
    term_list l = sorted_terms(f, &a);
    ky_str folded = a.text.folded;
    for (int i = 0; i < PIECES && folded.n > 0; i++) {
        size_t start = next_boundary(folded, next_random(random) % folded.n);
        size_t end = next_boundary(folded, start + next_random(random) % (folded.n - start + 1));
        ky_str piece = {folded.p + start, end - start};
        assert_int_equal(ja_grams(piece, must_have, &l, NULL), KY_OK);
    }
    size_t characters = 0;
    size_t len;
    for (size_t at = 0; at < folded.n; at += len)
        characters += ja_is_mark(ky_utf8_next(ky_str_from(folded, at), &len)) ? 0 : 1;
    size_t grams = 0;
    for (size_t i = 0; i < l.n; i++)
        grams += ja_term_text(JA_TERM_GRAM, l.terms[i]).n > 0 ? 1 : 0;
    assert_int_equal(grams, characters);
}

static void grams_are_a_lossless_filter(void **state)
{
    each_text(*state, check_grams);
}

static void check_terms(fixture *f, ky_str text, uint64_t *random)
{
    (void) random;
    ja_analysis a = analyse(f, text);
    term_list l = sorted_terms(f, &a);
    for (size_t i = 0; i < a.n; i++) {
        const ja_token *t = &a.tokens[i];
        KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
        ky_str surface = {a.text.folded.p + t->start, t->end - t->start};
        ja_term_make(t->cls == JA_WORD ? JA_TERM_WORD : JA_TERM_FUNCTION,
                     t->cls == JA_WORD ? t->base : surface, &term);
        assert_true(has(&l, ky_buf_str(&term)) == (t->cls != JA_MARK));
    }
}

static void every_token_but_marks_has_its_term(void **state)
{
    each_text(*state, check_terms);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_cover_the_text_and_lead_back_to_it),
        cmocka_unit_test(every_token_is_found_where_it_stands),
        cmocka_unit_test(neighbouring_words_are_found_by_their_base_forms),
        cmocka_unit_test(a_fresh_analyser_gives_the_same),
        cmocka_unit_test(grams_are_a_lossless_filter),
        cmocka_unit_test(every_token_but_marks_has_its_term),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
