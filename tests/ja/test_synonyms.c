/* Promises of synonyms.h:
 *  - equal terms find each other, a wider one its narrower ones and not the other way round, and
 *    related ones are told from both; what is equal to a term counts for it;
 *  - terms are found by their readings too, but one that could mean two things only offers;
 *  - in a longer text the longest term that begins at a byte is found, then the shorter ones, and
 *    none ends inside a mora;
 *  - every line that cannot be read, and every contradiction between lines, is named with its line;
 * and of dict/synonyms.tsv:
 *  - three hundred groups at least, each with its reason;
 *  - readings are those of the analyser, or were reviewed;
 *  - words of wide meaning are not widened unasked. */
#include "support.h"

#include "ja/synonyms.h"

static ja_synonyms *parse(const char *table)
{
    ja_synonyms *s = NULL;
    ky_err err = {0};
    if (ja_synonyms_parse(ky_str_of(table), "t.tsv", &s, &err) != KY_OK)
        fail_msg("%s", err.msg);
    return s;
}

/* An entry as "key: =equal >narrower ~related", or "nothing". */
static void assert_entry(const ja_synonym_entry *e, const char *expected)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    if (e == NULL) {
        assert_string_equal("nothing", expected);
        return;
    }
    ky_buf_put(&out, e->key);
    ky_buf_putc(&out, ':');
    for (size_t i = 0; i < e->n; i++) {
        ky_buf_putc(&out, ' ');
        ky_buf_putc(&out, "=>~"[e->others[i].relation]);
        ky_buf_put(&out, e->others[i].text);
    }
    assert_str(ky_buf_str(&out), expected);
}

static void assert_found(const ja_synonyms *s, ja_synonym_key by, const char *key,
                         const char *expected)
{
    assert_entry(ja_synonyms_find(s, by, ky_str_of(key)), expected);
}

static const char small[] = "# comment\n\n"
                            "equal\t掃除|清掃\tそうじ|せいそう\tr\n"
                            "related\t清掃|美化\tせいそう|びか\tr\n"
                            "narrower\t乗り物|車|自転車\tのりもの|くるま|じてんしゃ\tr\n"
                            "equal\t車|自動車\tくるま|じどうしゃ\tr\n"
                            "related\t学童保育|放課後子ども教室\t"
                            "がくどうほいく|ほうかごこどもきょうしつ\tr";

static void relations_are_seen_from_each_term(void **state)
{
    (void) state;
    KY_CLEANUP(ja_synonyms_free_p) ja_synonyms *s = parse(small);
    assert_found(s, JA_BY_SPELLING, "清掃", "清掃: =掃除 ~美化");
    assert_found(s, JA_BY_SPELLING, "掃除", "掃除: =清掃 ~美化");
    assert_found(s, JA_BY_SPELLING, "美化", "美化: ~清掃");
    assert_found(s, JA_BY_SPELLING, "乗り物", "乗り物: >車 >自動車 >自転車");
    assert_found(s, JA_BY_SPELLING, "自動車", "自動車: =車");
    assert_found(s, JA_BY_SPELLING, "自転車", "nothing");
    assert_found(s, JA_BY_SPELLING, "学童保育", "学童保育: ~放課後子ども教室");
    assert_found(s, JA_BY_SPELLING, "掃", "nothing");
    assert_found(s, JA_BY_SPELLING, "", "nothing");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(relations_are_seen_from_each_term),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
