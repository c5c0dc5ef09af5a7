/* Promises of sounds.h:
 *  - a word sounds in every reading that the dictionary has for it there, in its base form and as
 *    it stands; so do words inside it and across the dictionary's cut;
 *  - a stop word sounds where it has kanji and is its own base form;
 *  - only what is read so in every part of speech is certain, single kanji never, kana always;
 *  - runs of up to JA_MAX_RUN_WORDS words sound together, ・ and - between them left out; none
 *    crosses a particle or any other mark, and none is there where runs are not asked for;
 *  - the readings of words side by side are the product of theirs, cut at the limit. */
#include "support.h"

#include "ja/sounds.h"

static ky_rc list(void *payload, const ja_sound *s, ky_err *err)
{
    static const char kinds[] = "WIAPSR";
    ky_buf *out = payload;
    (void) err;
    assert_true(s->key.n > 0 && s->spelling.n > 0);
    ky_buf_printf(out, "%c%s%.*s:%.*s ", kinds[s->kind], s->certain ? "" : "?", KY_FMT(s->key),
                  KY_FMT(s->spelling));
    return KY_OK;
}

/* "Wとしょかん:図書館 !Rその": those with '!' must be missing, the others there; ? is uncertain. */
static void assert_sounds(fixture *f, const char *text, bool runs, const char *expected)
{
    KY_CLEANUP(ky_buf_fini) ky_buf sounds = {0};
    ja_analysis a = analyse(f, ky_str_of(text));
    ky_buf_putc(&sounds, ' ');
    assert_int_equal(ja_sounds(&a, runs, list, &sounds, NULL), KY_OK);
    assert_true(ky_buf_ok(&sounds));
    ky_str rest = ky_str_of(expected);
    while (rest.n > 0) {
        size_t end = ky_str_find(rest, KY_LIT(" "));
        ky_str sound = {rest.p, end == SIZE_MAX ? rest.n : end};
        rest = ky_str_from(rest, end == SIZE_MAX ? rest.n : end + 1);
        bool absent = sound.p[0] == '!';
        KY_CLEANUP(ky_buf_fini) ky_buf wanted = {0};
        ky_buf_printf(&wanted, " %.*s ", KY_FMT(ky_str_from(sound, absent ? 1 : 0)));
        if ((ky_str_find(ky_buf_str(&sounds), ky_buf_str(&wanted)) == SIZE_MAX) != absent)
            fail_msg("%s: %.*s of%s", text, KY_FMT(sound), sounds.p);
    }
}

static void words_sound_as_they_stand_and_in_their_base_form(void **state)
{
    assert_sounds(*state, "図書館", false, "Wとしょかん:図書館");
    assert_sounds(*state, "住んだ", false, "Iすん:住ん Wすむ:住む !Wすんだ:住んだ");
    assert_sounds(*state, "シャツ", false, "Wしゃつ:シャツ");
    assert_sounds(*state, "七歳以上", false, "Sいじょう:以上 !Wいじょう:以上");
    assert_sounds(*state, "行うこと", false, "Sおこなう:行う !Sこと:こと");
}

static void words_inside_and_across_tokens_sound_too(void **state)
{
    assert_sounds(*state, "図書館", false, "P?かん:館 !Pとしょかん:図書館");
    assert_sounds(*state, "三鷹市立", false, "Aみたかし:三鷹市 !Aみたかいち:三鷹市");
    assert_sounds(*state, "江戸町人文化講座", false,
                  "Aちょうにん:町人 Aえどちょうにん:江戸町人 Aぶんか:文化");
    assert_sounds(*state, "消防団長", false, "Aしょうぼうだん:消防団");
}

static void what_depends_on_the_place_is_not_certain(void **state)
{
    assert_sounds(*state, "文化祭", false, "W?さい:祭 Wぶんか:文化 P?ぶん:文 !W?まつり:祭");
    assert_sounds(*state, "たこ", false, "Wたこ:たこ");
}

static void runs_sound_together(void **state)
{
    assert_sounds(*state, "学校図書館", true, "Rがっこうとしょかん:学校図書館");
    assert_sounds(*state, "学校図書館", false, "!Rがっこうとしょかん:学校図書館");
    assert_sounds(*state, "子育て・支援", true, "Rこそだてしえん:子育て支援");
    assert_sounds(*state, "公園-清掃", true, "Rこうえんせいそう:公園清掃");
    assert_sounds(*state, "公園・・清掃", true, "!Rこうえんせいそう:公園清掃");
    assert_sounds(*state, "公園の清掃", true, "!Rこうえんのせいそう:公園の清掃");
    assert_sounds(*state, "公園清掃公園清掃公園", true,
                  "Rこうえんせいそうこうえんせいそう:公園清掃公園清掃 "
                  "!Rこうえんせいそうこうえんせいそうこうえん:公園清掃公園清掃公園");
}

static void readings_multiply_up_to_the_limit(void **state)
{
    (void) state;
    const ky_str keys[] = {KY_LIT("a"), KY_LIT("b")};
    const ja_token two = {.keys = keys, .n_keys = 2};
    const ja_token none = {.n_keys = 0};
    KY_CLEANUP(ja_together_fini) ja_together s = {.n = 1};
    assert_true(ja_together_add(&s, &two, JA_MAX_TOGETHER));
    assert_true(ja_together_add(&s, &two, 3));
    assert_int_equal(s.n, 3);
    assert_str(ky_buf_str(&s.keys[0]), "aa");
    assert_str(ky_buf_str(&s.keys[1]), "ba");
    assert_str(ky_buf_str(&s.keys[2]), "ab");
    assert_true(ja_together_add(&s, &none, 3));
    assert_int_equal(s.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_sound_as_they_stand_and_in_their_base_form),
        cmocka_unit_test(words_inside_and_across_tokens_sound_too),
        cmocka_unit_test(what_depends_on_the_place_is_not_certain),
        cmocka_unit_test(runs_sound_together),
        cmocka_unit_test(readings_multiply_up_to_the_limit),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
