/* Promises checked here:
 * - for random pieces of the tables' texts, the quoted question finds exactly the records in which
 *   a plain scan of every place finds the folded characters under the span rule
 * - quotes of all kinds ask the same; width, case and normal form do not matter, particles do
 * - neither marks, blanks nor the ends of a text hide a piece
 * - a word that is too long to be a term is found all the same */
#include <stdio.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"
#include "ja/text.h"
#include "pick.h"
#include "places.h"

enum { PIECES = 250, MAX_CHARACTERS = 12 };

/* The ids of the records that hold the piece, by number, as ids_list() gives them. */
static void scan(const table *t, const texts *all, ky_str piece, ky_buf *ret)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_str folded;
    assert_int_equal(ja_fold(piece, &arena, &folded, NULL), KY_OK);
    folded = ky_str_trim(folded);
    for (size_t i = 0; i < t->n; i++) {
        if (!record_holds(&all[i], folded))
            continue;
        if (ret->n > 0)
            ky_buf_putc(ret, ',');
        ky_buf_put(ret, t->records[i].id);
    }
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *) a, *(char *const *) b);
}

/* Lists are compared as sets: the tables are not by number. */
static void sort_list(char *list, char **items, size_t *n)
{
    for (char *item = strtok(list, ","); item != NULL; item = strtok(NULL, ","))
        items[(*n)++] = item;
    qsort(items, *n, sizeof *items, by_text);
}

static void assert_same_records(const char *q, char *found, char *wanted)
{
    char *f[100];
    char *w[100];
    size_t nf = 0;
    size_t nw = 0;
    sort_list(found, f, &nf);
    sort_list(wanted, w, &nw);
    for (size_t i = 0; i < nf || i < nw; i++)
        if (i >= nf || i >= nw || strcmp(f[i], w[i]) != 0)
            fail_msg("%s: %zu found, %zu wanted; first difference %s, %s", q, nf, nw,
                     i < nf ? f[i] : "none", i < nw ? w[i] : "none");
}

/* A piece that has the quote's own end, or is all marks, is no question for this. */
static bool is_askable(ky_str piece)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    KY_CLEANUP(ja_analyser_free_p) ja_analyser *an = NULL;
    ja_analysis a;
    if (ky_str_find(piece, KY_LIT("」")) != SIZE_MAX)
        return false;
    assert_int_equal(ja_analyser_new(model(), &an, NULL), KY_OK);
    assert_int_equal(ja_analyse(an, piece, &arena, &a, NULL), KY_OK);
    for (size_t i = 0; i < a.n; i++)
        if (a.tokens[i].cls != JA_MARK)
            return true;
    return false;
}

static void check_pieces(const place *pl, uint64_t seed)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    texts *all = KY_ARENA_ARRAY(&arena, texts, pl->table.n);
    dice d = {seed};
    size_t hits = 0;
    print_message("seed %llu\n", (unsigned long long) seed);
    for (size_t i = 0; i < pl->table.n; i++)
        all[i] = texts_of(&pl->table, i, &arena);
    for (int i = 0; i < PIECES; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf piece = {0};
        KY_CLEANUP(ky_buf_fini) ky_buf q = {0};
        KY_CLEANUP(ky_buf_fini) ky_buf wanted = {0};
        pick_piece(&pl->table, &d, MAX_CHARACTERS, &piece);
        if (!is_askable(ky_buf_str(&piece)))
            continue;
        ky_buf_printf(&q, "q=「%s」", piece.p);
        scan(&pl->table, all, ky_buf_str(&piece), &wanted);
        char *found = ids_list(pl->ix, PARAMS(q.p));
        hits += *found != '\0';
        ky_buf_putc(&wanted, '\0');
        assert_same_records(q.p, found, wanted.p);
        free(found);
    }
    assert_true(hits > PIECES / 4);
}

static void quoted_pieces_are_found_where_they_stand_and_nowhere_else(void **state)
{
    (void) state;
    check_pieces(&published, 77);
    check_pieces(&parks, 78);
}

static void quotes_of_every_kind_ask_the_same(void **state)
{
    (void) state;
    static const char *const qs[] = {"q=「公園の」", "q=“公園の”", "q=\"公園の\"", "q=＂公園の＂",
                                     "q=\" 公園の \""};
    json_int_t n = total(published.ix, qs[0]);
    assert_true(n > 0);
    for (size_t i = 1; i < KY_LEN(qs); i++)
        assert_int_equal(total(published.ix, qs[i]), n);
}

static void width_case_and_normal_form_do_not_matter(void **state)
{
    (void) state;
    assert_ids(parks.ix, "2021-4", "q=「npoと歩く会」");
    assert_ids(parks.ix, "2021-4", "q=「NPOと歩く会」");
    assert_ids(parks.ix, "2021-4", "q=「ボランティアがゆっくり」");
    assert_ids(parks.ix, "2021-4", "q=「(株)も」");
    assert_ids(parks.ix, "2021-4", "q=「㈱も」");
    assert_ids(parks.ix, "X-特別", "q=「étude」");
    assert_ids(parks.ix, "X-特別", "q=「ÉTUDE」");
    assert_ids(parks.ix, "", "q=「étu」");
    assert_ids(parks.ix, "X-特別", "q=「と がぎぐ」");
}

static void the_span_rule_keeps_false_friends_out(void **state)
{
    (void) state;
    /* 議会 stands in 協議|会 too, but not as a piece */
    assert_ids(parks.ix, "2022-3", "q=「議会の」");
    assert_ids(parks.ix, "2022-3", "q=「議会」");
    assert_int_equal(total(parks.ix, "q=「走ったり」"), 1);
    assert_int_equal(total(parks.ix, "q=「走る」"), 0);
    assert_int_equal(total(parks.ix, "q=「走っ」"), 1);
}

static void one_character_is_an_exact_text_too(void **state)
{
    (void) state;
    assert_ids(parks.ix, "X-特別", "q=「🌳」");
    assert_ids(parks.ix, "X-特別", "q=「👨‍👩‍👧‍👦」");
    assert_ids(parks.ix, "2021-2", "q=「<」");
}

static void a_word_too_long_for_a_term_is_found(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf line = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf q = {0};
    char *schema = read_whole(KYODO_SUPPORT "/parks.schema.json");
    place p = {.dir = temp_make()};
    char word[301];
    memset(word, 'k', 300);
    word[300] = '\0';
    ky_buf_printf(&line, "{\"id\": \"long\", \"title\": \"名\", \"body\": \"前 %s 後\"}\n", word);
    ky_buf_puts(&line, "{\"id\": \"short\", \"title\": \"名\", \"body\": \"kkk\"}\n");
    table_lines(&p.table, schema, line.p);
    build_ok(p.dir, &p.table, &build_defaults);
    p.ix = open_ok(p.dir);
    ky_buf_printf(&q, "q=%s", word);
    assert_ids(p.ix, "long", q.p);
    ky_buf_clear(&q);
    ky_buf_printf(&q, "q=「%s」", word);
    assert_ids(p.ix, "long", q.p);
    place_fini(&p);
    free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quoted_pieces_are_found_where_they_stand_and_nowhere_else),
        cmocka_unit_test(quotes_of_every_kind_ask_the_same),
        cmocka_unit_test(width_case_and_normal_form_do_not_matter),
        cmocka_unit_test(the_span_rule_keeps_false_friends_out),
        cmocka_unit_test(one_character_is_an_exact_text_too),
        cmocka_unit_test(a_word_too_long_for_a_term_is_found),
    };
    return cmocka_run_group_tests(tests, places_setup, places_teardown);
}
