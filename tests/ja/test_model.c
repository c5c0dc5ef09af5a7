/* Promises of analyser.h about models:
 *  - a dictionary that is not IPADIC, not UTF-8, absent or incomplete is refused with a sentence,
 *    and so are data folders without their files or with a broken table; nothing is returned;
 *  - folders may have blanks, commas and quotes in their names;
 *  - neither MECABRC nor a .mecabrc in the home changes anything;
 *  - the fingerprint is one line without a path, the same for the same bytes elsewhere, another one
 *    for another system dictionary, user dictionary or stopwords.tsv;
 *  - a table used on queries alone changes the version of the words, not the fingerprint. */
#include "support.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const dictionary_files[] = {"dicrc", "sys.dic", "matrix.bin", "unk.dic",
                                               "char.bin"};
static const char *const data_files[] = {"kyodo.dic",    "stopwords.tsv", "romaji.tsv",
                                         "synonyms.tsv", "spellings.tsv", "variants.tsv",
                                         "ruby.tsv"};

static char base_dir[] = "/tmp/kyodo-test-XXXXXX";

/* MeCab 0.996 forgets 608 bytes of its own when it refuses a damaged dictionary. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:MeCab::Tokenizer";
}

typedef struct path {
    char text[512];
} path;

static path in(const char *dir, const char *name)
{
    path p;
    int n = snprintf(p.text, sizeof p.text, "%s/%s", dir, name);
    assert_true(n > 0 && (size_t) n < sizeof p.text);
    return p;
}

/* A new folder in the test's own. */
static path new_dir(const char *name)
{
    path p = in(base_dir, name);
    assert_int_equal(mkdir(p.text, 0700), 0);
    return p;
}

static void link_files(const char *from, const char *to, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_int_equal(symlink(in(from, names[i]).text, in(to, names[i]).text), 0);
}

static path linked_dictionary(const char *name)
{
    path p = new_dir(name);
    link_files(KYODO_MECAB_DICDIR, p.text, dictionary_files, KY_LEN(dictionary_files));
    return p;
}

static path linked_data(const char *name)
{
    path p = new_dir(name);
    link_files(KYODO_DATADIR, p.text, data_files, KY_LEN(data_files));
    return p;
}

/* Put a changed copy in place of the link dir/name. change() may edit the bytes. */
static void replace(path dir, const char *name, void (*change)(ky_buf *bytes))
{
    KY_CLEANUP(ky_buf_fini) ky_buf bytes = {0};
    path file = in(dir.text, name);
    assert_int_equal(ky_buf_read_file(&bytes, file.text, 1 << 26, NULL), KY_OK);
    change(&bytes);
    assert_int_equal(unlink(file.text), 0);
    FILE *f = fopen(file.text, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    assert_int_equal(fclose(f), 0);
}

static char *fingerprint(const char *dicdir, const char *datadir)
{
    KY_CLEANUP(ja_model_free_p) ja_model *m = NULL;
    ky_err err = {0};
    if (ja_model_open(dicdir, datadir, &m, &err) != KY_OK)
        fail_msg("%s", err.msg);
    char *copy = strdup(ja_model_fingerprint(m));
    assert_non_null(copy);
    return copy;
}

static void assert_refused(const char *dicdir, const char *datadir, ky_rc rc, const char *why)
{
    ja_model *m = NULL;
    ky_err err = {0};
    assert_int_equal(ja_model_open(dicdir, datadir, &m, &err), rc);
    assert_null(m);
    assert_int_equal(err.rc, rc);
    if (strstr(err.msg, why) == NULL)
        fail_msg("'%s' does not say '%s'", err.msg, why);
    assert_int_equal(ja_model_open(dicdir, datadir, &m, NULL), rc);
}

static void assert_foreign_is_refused(const char *dicdir, const char *why)
{
    if (access(in(dicdir, "sys.dic").text, R_OK) != 0)
        skip(); /* that dictionary is not installed here */
    assert_refused(dicdir, KYODO_DATADIR, KY_E_INVALID, why);
}

static void juman_is_refused(void **state)
{
    (void) state;
    assert_foreign_is_refused(KYODO_MECAB_DICDIR "/../juman-utf8", "not IPADIC");
}

static void euc_jp_is_refused(void **state)
{
    (void) state;
    assert_foreign_is_refused(KYODO_MECAB_DICDIR "/../ipadic", "EUC-JP");
}

static void an_absent_or_incomplete_dictionary_is_refused(void **state)
{
    (void) state;
    assert_refused(in(base_dir, "nowhere").text, KYODO_DATADIR, KY_E_NOT_FOUND, "dicrc");
    path p = linked_dictionary("incomplete");
    assert_int_equal(unlink(in(p.text, "matrix.bin").text), 0);
    assert_refused(p.text, KYODO_DATADIR, KY_E_NOT_FOUND, "matrix.bin");
}

static void halve(ky_buf *bytes)
{
    bytes->n /= 2;
}

static void a_cut_dictionary_is_refused(void **state)
{
    (void) state;
    path p = linked_dictionary("cut");
    replace(p, "sys.dic", halve);
    assert_refused(p.text, KYODO_DATADIR, KY_E_INVALID, "MeCab");
    path d = linked_data("cut-user");
    replace(d, "kyodo.dic", halve);
    assert_refused(KYODO_MECAB_DICDIR, d.text, KY_E_INVALID, "MeCab");
}

static void empty(ky_buf *bytes)
{
    bytes->n = 0;
}

static void an_empty_user_dictionary_is_refused(void **state)
{
    (void) state;
    path d = linked_data("empty-user");
    replace(d, "kyodo.dic", empty);
    assert_refused(KYODO_MECAB_DICDIR, d.text, KY_E_INVALID, "MeCab");
}

static void spoil_table(ky_buf *bytes)
{
    ky_buf_puts(bytes, "nonsense\n");
}

static void a_data_folder_without_its_files_or_with_a_broken_table_is_refused(void **state)
{
    (void) state;
    assert_refused(KYODO_MECAB_DICDIR, in(base_dir, "nowhere").text, KY_E_NOT_FOUND,
                   "stopwords.tsv");
    path p = linked_data("no-dic");
    assert_int_equal(unlink(in(p.text, "kyodo.dic").text), 0);
    assert_refused(KYODO_MECAB_DICDIR, p.text, KY_E_NOT_FOUND, "kyodo.dic");
    path broken = linked_data("broken-table");
    replace(broken, "stopwords.tsv", spoil_table);
    assert_refused(KYODO_MECAB_DICDIR, broken.text, KY_E_INVALID, "stopwords.tsv:");
}

/* Each of the tables that no index depends on. */
static const char *const query_tables[] = {"romaji.tsv", "synonyms.tsv", "spellings.tsv",
                                           "variants.tsv", "ruby.tsv"};

static void each_table_of_words_must_be_there_and_right(void **state)
{
    (void) state;
    for (size_t i = 0; i < KY_LEN(query_tables); i++) {
        path absent = linked_data(query_tables[i]);
        assert_int_equal(unlink(in(absent.text, query_tables[i]).text), 0);
        assert_refused(KYODO_MECAB_DICDIR, absent.text, KY_E_NOT_FOUND, query_tables[i]);
        char name[64];
        (void) snprintf(name, sizeof name, "broken-%s", query_tables[i]);
        path broken = linked_data(name);
        replace(broken, query_tables[i], spoil_table);
        assert_refused(KYODO_MECAB_DICDIR, broken.text, KY_E_INVALID, query_tables[i]);
    }
}

static void folders_may_have_any_name(void **state)
{
    (void) state;
    path dic = linked_dictionary("a dictionary, \"quoted\"");
    path data = linked_data("some data, \"quoted\"");
    KY_CLEANUP(ky_free_p) char *here = fingerprint(KYODO_MECAB_DICDIR, KYODO_DATADIR);
    KY_CLEANUP(ky_free_p) char *there = fingerprint(dic.text, data.text);
    assert_string_equal(here, there);
}

static void the_machines_mecabrc_does_not_count(void **state)
{
    (void) state;
    path rc = in(base_dir, ".mecabrc");
    FILE *f = fopen(rc.text, "w");
    assert_non_null(f);
    assert_true(fprintf(f, "dicdir = /nowhere\nuserdic = /nowhere.dic\n") > 0);
    assert_int_equal(fclose(f), 0);
    KY_CLEANUP(ky_free_p) char *before = fingerprint(KYODO_MECAB_DICDIR, KYODO_DATADIR);
    assert_int_equal(setenv("MECABRC", rc.text, 1), 0);
    assert_int_equal(setenv("HOME", base_dir, 1), 0);
    KY_CLEANUP(ky_free_p) char *after = fingerprint(KYODO_MECAB_DICDIR, KYODO_DATADIR);
    assert_int_equal(unsetenv("MECABRC"), 0);
    assert_string_equal(before, after);
}

static void add_comment(ky_buf *bytes)
{
    ky_buf_puts(bytes, "# another table\n");
}

static void add_setting(ky_buf *bytes)
{
    ky_buf_puts(bytes, "\n; another dictionary\n");
}

static void change_reading(ky_buf *bytes)
{
    size_t at = ky_str_find(ky_buf_str(bytes), KY_LIT("キョウドウ"));
    assert_true(at != SIZE_MAX);
    memcpy(bytes->p + at, "シ", 3);
}

static void the_fingerprint_changes_with_what_it_is_made_of(void **state)
{
    (void) state;
    path table = linked_data("other-table");
    replace(table, "stopwords.tsv", add_comment);
    path user = linked_data("other-user");
    replace(user, "kyodo.dic", change_reading);
    path dictionary = linked_dictionary("other-dictionary");
    replace(dictionary, "dicrc", add_setting);
    char *prints[] = {
        fingerprint(KYODO_MECAB_DICDIR, KYODO_DATADIR),
        fingerprint(KYODO_MECAB_DICDIR, table.text),
        fingerprint(KYODO_MECAB_DICDIR, user.text),
        fingerprint(dictionary.text, KYODO_DATADIR),
    };
    for (size_t i = 0; i < KY_LEN(prints); i++) {
        assert_null(strchr(prints[i], '\n'));
        assert_null(strstr(prints[i], "/var"));
        assert_null(strstr(prints[i], base_dir));
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(prints[i], prints[k]);
    }
    for (size_t i = 0; i < KY_LEN(prints); i++)
        free(prints[i]);
}

static void a_table_of_words_changes_their_version_alone(void **state)
{
    (void) state;
    KY_CLEANUP(ja_model_free_p) ja_model *m = NULL;
    assert_int_equal(ja_model_open(KYODO_MECAB_DICDIR, KYODO_DATADIR, &m, NULL), KY_OK);
    for (size_t i = 0; i < KY_LEN(query_tables); i++) {
        KY_CLEANUP(ja_model_free_p) ja_model *other = NULL;
        char name[64];
        (void) snprintf(name, sizeof name, "other-%s", query_tables[i]);
        path d = linked_data(name);
        replace(d, query_tables[i], add_comment);
        assert_int_equal(ja_model_open(KYODO_MECAB_DICDIR, d.text, &other, NULL), KY_OK);
        assert_string_equal(ja_model_fingerprint(m), ja_model_fingerprint(other));
        assert_string_not_equal(ja_model_words_version(m), ja_model_words_version(other));
    }
}

static void freeing_nothing_is_fine(void **state)
{
    (void) state;
    ja_model_free(NULL);
    ja_analyser_free(NULL);
}

static int make_base(void **state)
{
    (void) state;
    return mkdtemp(base_dir) == NULL ? -1 : 0;
}

static int remove_base(void **state)
{
    (void) state;
    char command[256];
    int n = snprintf(command, sizeof command, "rm -rf '%s'", base_dir);
    assert_true(n > 0 && (size_t) n < sizeof command);
    return system(command); /* NOLINT(cert-env33-c): a folder that mkdtemp named */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(juman_is_refused),
        cmocka_unit_test(euc_jp_is_refused),
        cmocka_unit_test(an_absent_or_incomplete_dictionary_is_refused),
        cmocka_unit_test(a_cut_dictionary_is_refused),
        cmocka_unit_test(an_empty_user_dictionary_is_refused),
        cmocka_unit_test(a_data_folder_without_its_files_or_with_a_broken_table_is_refused),
        cmocka_unit_test(each_table_of_words_must_be_there_and_right),
        cmocka_unit_test(folders_may_have_any_name),
        cmocka_unit_test(the_machines_mecabrc_does_not_count),
        cmocka_unit_test(the_fingerprint_changes_with_what_it_is_made_of),
        cmocka_unit_test(a_table_of_words_changes_their_version_alone),
        cmocka_unit_test(freeing_nothing_is_fine),
    };
    return cmocka_run_group_tests(tests, make_base, remove_base);
}
