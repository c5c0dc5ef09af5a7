/* Reads a table of dict/ with its own parser and says what is wrong with it: check_table TABLE.
 * Runs when kyodo is built; the file's name tells which table it is. */
#include <stdio.h>

#include "base/buf.h"
#include "check_words.h"
#include "romaji.h"
#include "ruby_table.h"
#include "rules.h"
#include "synonyms.h"
#include "variants.h"

enum { MAX_TABLE_BYTES = 64 << 20 };

static ky_rc check_rules(ky_str text, const char *name, ky_err *err)
{
    KY_CLEANUP(ja_rules_free_p) ja_rules *r = NULL;
    return ja_rules_parse(text, name, &r, err);
}

static ky_rc check_romaji(ky_str text, const char *name, ky_err *err)
{
    KY_CLEANUP(ja_romaji_free_p) ja_romaji *r = NULL;
    return ja_romaji_parse(text, name, &r, err);
}

static ky_rc check_synonyms(ky_str text, const char *name, ky_err *err)
{
    KY_CLEANUP(ja_synonyms_free_p) ja_synonyms *s = NULL;
    return ja_synonyms_parse(text, name, &s, err);
}

static ky_rc check_spellings(ky_str text, const char *name, ky_err *err)
{
    KY_CLEANUP(ja_variants_free_p) ja_variants *v = NULL;
    ja_variants_table table = {text, name};
    return ja_variants_parse(&table, 1, &v, err);
}

static ky_rc check_ruby(ky_str text, const char *name, ky_err *err)
{
    KY_CLEANUP(ja_ruby_table_free_p) ja_ruby_table *c = NULL;
    return ja_ruby_table_parse(text, name, &c, err);
}

static const struct {
    const char *name;
    ky_rc (*check)(ky_str text, const char *name, ky_err *err);
} tables[] = {
    {"user.csv", ja_check_words},      {"stopwords.tsv", check_rules},
    {"romaji.tsv", check_romaji},      {"synonyms.tsv", check_synonyms},
    {"variants.tsv", check_spellings}, {"spellings.tsv", check_spellings},
    {"ruby.tsv", check_ruby},
};

static ky_rc check(const char *path, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    for (size_t i = 0; i < KY_LEN(tables); i++) {
        if (strcmp(tables[i].name, name) != 0)
            continue;
        ky_rc rc = ky_buf_read_file(&text, path, MAX_TABLE_BYTES, err);
        return rc == KY_OK ? tables[i].check(ky_buf_str(&text), path, err) : rc;
    }
    return ky_fail(err, KY_E_INVALID, "%s: no table of that name is known", path);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        (void) fputs("usage: check_table TABLE\n", stderr);
        return 2;
    }
    ky_err err = {0};
    ky_rc rc = check(argv[1], &err);
    if (rc != KY_OK)
        (void) fprintf(stderr, "%s\n", err.msg);
    return ky_rc_exit(rc);
}
