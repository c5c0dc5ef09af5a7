/* Promises checked here, on random stretches of the published table and of the parks:
 * - up to four content words side by side find their record, however the dictionary cuts them
 *   alone: as they stand, and with blanks or middle dots between
 * - a part of a word in kanji finds its record
 * - two words that a blank, a full stop or a line break parts do not find their record as one */
#include <stdio.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"
#include "ja/chars.h"
#include "ja/kana.h"
#include "pick.h"
#include "places.h"

enum { STRETCHES = 200, MAX_WORDS = 4 };

/* One text of a record, and a place in it. */
typedef struct stretch {
    const place *pl;
    const char *id;
    const ja_analysis *a;
    size_t token;
} stretch;

static bool finds(const stretch *s, const char *q)
{
    KY_CLEANUP(ky_buf_fini) ky_buf param = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf wanted = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf listed = {0};
    ky_buf_printf(&param, "q=%s", q);
    char *found = ids_list(s->pl->ix, PARAMS(param.p, "match=all"));
    ky_buf_printf(&wanted, ",%s,", s->id);
    ky_buf_printf(&listed, ",%s,", found);
    free(found);
    return strstr(listed.p, wanted.p) != NULL;
}

static ky_str surface(const ja_analysis *a, size_t token)
{
    const ja_token *t = &a->tokens[token];
    return (ky_str){a->text.folded.p + t->start, t->end - t->start};
}

static bool is_word(const stretch *s, size_t token)
{
    return token < s->a->n && s->a->tokens[token].cls == JA_WORD;
}

static void check_words(const stretch *s)
{
    static const char *const between[] = {"", " ", "　", "・", "･", "·"};
    for (size_t n = 1; n <= MAX_WORDS && is_word(s, s->token + n - 1); n++) {
        for (size_t i = 0; i < KY_LEN(between); i++) {
            KY_CLEANUP(ky_buf_fini) ky_buf q = {0};
            for (size_t k = 0; k < n; k++) {
                ky_buf_puts(&q, k > 0 ? between[i] : "");
                ky_buf_put(&q, surface(s->a, s->token + k));
            }
            if (!finds(s, q.p))
                fail_msg("%s does not find %s", q.p, s->id);
        }
    }
}

static bool is_kanji_alone(ky_str word)
{
    for (size_t at = 0, n = 0; at < word.n; at += n)
        if (!ja_is_kanji(ky_utf8_next(ky_str_from(word, at), &n)))
            return false;
    return true;
}

static void check_parts(const stretch *s)
{
    ky_str word = surface(s->a, s->token);
    if (!is_word(s, s->token) || !is_kanji_alone(word))
        return;
    for (size_t from = 0, n = 0; from < word.n; from += n) {
        (void) ky_utf8_next(ky_str_from(word, from), &n);
        for (size_t to = from, m = 0; to < word.n;) {
            KY_CLEANUP(ky_buf_fini) ky_buf q = {0};
            (void) ky_utf8_next(ky_str_from(word, to), &m);
            to += m;
            ky_buf_put(&q, (ky_str){word.p + from, to - from});
            if (!finds(s, q.p))
                fail_msg("%s does not find %s, which has %.*s", q.p, s->id, KY_FMT(word));
        }
    }
}

/* The two words around a mark that parts; not where they stand together elsewhere, or one is read
 * as part of the other. */
static bool check_parted(const stretch *s, const texts *all)
{
    KY_CLEANUP(ky_buf_fini) ky_buf q = {0};
    if (!is_word(s, s->token) || !is_word(s, s->token + 2))
        return false;
    const ja_token *mark = &s->a->tokens[s->token + 1];
    if (mark->cls != JA_MARK || ja_gap(s->a->text.folded, mark->start, mark->end) == JA_GAP_NONE)
        return false;
    ky_buf_put(&q, surface(s->a, s->token));
    ky_buf_put(&q, surface(s->a, s->token + 2));
    if (record_holds(all, ky_buf_str(&q)))
        return false;
    if (finds(s, q.p))
        fail_msg("%s finds %s, where a mark parts it", q.p, s->id);
    return true;
}

typedef void check_fn(const stretch *s);

static void check_place(const place *pl, uint64_t seed, check_fn *check)
{
    dice d = {seed};
    print_message("seed %llu\n", (unsigned long long) seed);
    for (int i = 0; i < STRETCHES; i++) {
        KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
        size_t record = throw_dice(&d, pl->table.n);
        texts all = texts_of(&pl->table, record, &arena);
        KY_CLEANUP(ky_buf_fini) ky_buf id = {0};
        ky_buf_put(&id, pl->table.records[record].id);
        if (all.n == 0)
            continue;
        const ja_analysis *a = &all.items[throw_dice(&d, all.n)];
        if (a->n == 0)
            continue;
        const stretch s = {pl, id.p, a, throw_dice(&d, a->n)};
        check(&s);
    }
}

static void words_side_by_side_find_their_record_whatever_is_between(void **state)
{
    (void) state;
    check_place(&published, 11, check_words);
    check_place(&parks, 12, check_words);
}

static void a_part_of_a_word_finds_its_record(void **state)
{
    (void) state;
    check_place(&published, 13, check_parts);
    check_place(&parks, 14, check_parts);
}

static void words_that_a_mark_parts_are_not_one(void **state)
{
    (void) state;
    size_t checked = 0;
    for (size_t i = 0; i < published.table.n; i++) {
        KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
        KY_CLEANUP(ky_buf_fini) ky_buf id = {0};
        texts all = texts_of(&published.table, i, &arena);
        ky_buf_put(&id, published.table.records[i].id);
        for (size_t t = 0; t < all.n; t++) {
            stretch s = {&published, id.p, &all.items[t], 0};
            for (; s.token < s.a->n; s.token++)
                checked += check_parted(&s, &all);
        }
    }
    assert_true(checked > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_side_by_side_find_their_record_whatever_is_between),
        cmocka_unit_test(a_part_of_a_word_finds_its_record),
        cmocka_unit_test(words_that_a_mark_parts_are_not_one),
    };
    return cmocka_run_group_tests(tests, places_setup, places_teardown);
}
