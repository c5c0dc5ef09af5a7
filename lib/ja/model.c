#include "model.h"

#include <strings.h>

#include "feature.h"
#include "fingerprint.h"
#include "kanji.h"

enum { MAX_TABLE_BYTES = 1 << 24 };

/* An unknown word of one script is kept whole up to this many characters, which is as long as a
 * term of three-byte characters may be; MeCab's own 24 cuts longer names into single letters. */
#define MAX_GROUPING "80"

static void mecab_model_free_p(mecab_model_t **m)
{
    if (*m != NULL)
        mecab_model_destroy(*m);
}

static void mecab_free_p(mecab_t **t)
{
    if (*t != NULL)
        mecab_destroy(*t);
}

static void lattice_free_p(mecab_lattice_t **l)
{
    if (*l != NULL)
        mecab_lattice_destroy(*l);
}

void ja_model_free(ja_model *m)
{
    if (m == NULL)
        return;
    mecab_free_p(&m->tagger);
    mecab_model_free_p(&m->mecab);
    ja_rules_free(m->rules);
    ky_buf_fini(&m->table);
    ja_words_free(m->words);
    free(m->fingerprint);
    free(m);
}

const char *ja_model_fingerprint(const ja_model *m)
{
    return m->fingerprint;
}

const ja_romaji *ja_model_romaji(const ja_model *m)
{
    return m->words->romaji;
}

const ja_synonyms *ja_model_synonyms(const ja_model *m)
{
    return m->words->synonyms;
}

const ja_variants *ja_model_variants(const ja_model *m)
{
    return m->words->variants;
}

const ja_ruby_table *ja_model_ruby(const ja_model *m)
{
    return m->words->ruby;
}

const char *ja_model_words_version(const ja_model *m)
{
    return m->words->version;
}

static ky_rc join(const char *dir, const char *name, ky_buf *ret, ky_err *err)
{
    ky_buf_printf(ret, "%s/%s", dir, name);
    return ky_buf_check(ret, err);
}

/* MeCab takes its user dictionaries as one CSV line. */
static ky_rc csv_quote(const char *path, ky_buf *ret, ky_err *err)
{
    ky_buf_putc(ret, '"');
    for (; *path != '\0'; path++) {
        if (*path == '"')
            ky_buf_putc(ret, '"');
        ky_buf_putc(ret, *path);
    }
    ky_buf_putc(ret, '"');
    return ky_buf_check(ret, err);
}

/* Let MeCab open dicdir, with a user dictionary or none (NULL). /dev/null stands in for the
 * mecabrc that it would otherwise look for in the home, the environment and /etc. */
static ky_rc open_mecab(const char *dicdir, const char *userdic, mecab_model_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf dir = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf user = {0};
    char arg[][8] = {"kyodo", "-r", "-M", "-d", "-u"};
    char rc_file[] = "/dev/null";
    char grouping[] = MAX_GROUPING;
    ky_buf_puts(&dir, dicdir);
    ky_rc rc = ky_buf_check(&dir, err);
    if (rc == KY_OK && userdic != NULL)
        rc = csv_quote(userdic, &user, err);
    if (rc != KY_OK)
        return rc;
    char *argv[] = {arg[0], arg[1], rc_file, arg[2], grouping, arg[3], dir.p, arg[4], user.p, NULL};
    int argc = userdic == NULL ? 7 : 9;
    argv[argc] = NULL;
    mecab_model_t *m = mecab_model_new(argc, argv);
    if (m == NULL) {
        const char *why = mecab_strerror(NULL);
        return ky_fail(err, KY_E_INVALID, "%s: MeCab cannot use it: %s",
                       userdic == NULL ? dicdir : userdic, why == NULL ? "no reason given" : why);
    }
    *ret = m;
    return KY_OK;
}

static ky_rc check_charset(mecab_model_t *m, const char *dicdir, ky_err *err)
{
    for (const mecab_dictionary_info_t *d = mecab_model_dictionary_info(m); d != NULL;
         d = d->next) {
        if (strcasecmp(d->charset, "utf-8") != 0 && strcasecmp(d->charset, "utf8") != 0)
            return ky_fail(err, KY_E_INVALID,
                           "%s: a dictionary in %s; IPADIC in UTF-8 is needed "
                           "(Debian's mecab-ipadic-utf8)",
                           dicdir, d->charset);
    }
    return KY_OK;
}

/* True where the feature of a word of IPADIC has its columns in the places that feature.h names. */
static bool is_ipadic_feature(const mecab_node_t *node)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_str cols[JA_COLS];
    size_t n;
    if (node == NULL || node->stat != MECAB_NOR_NODE ||
        ja_csv_split(ky_str_of(node->feature), &arena, cols, JA_COLS, &n, NULL) != KY_OK ||
        n != JA_COLS)
        return false;
    return ky_str_eq(cols[JA_COL_POS], KY_LIT("名詞")) &&
           ky_str_eq(cols[JA_COL_BASE], KY_LIT("図書館")) &&
           ky_str_eq(cols[JA_COL_READING], KY_LIT("トショカン"));
}

/* Analyse a word that every IPADIC has. */
static ky_rc check_columns(mecab_model_t *m, const char *dicdir, ky_err *err)
{
    static const char word[] = "図書館";
    KY_CLEANUP(mecab_free_p) mecab_t *tagger = mecab_model_new_tagger(m);
    KY_CLEANUP(lattice_free_p) mecab_lattice_t *lattice = mecab_model_new_lattice(m);
    if (tagger == NULL || lattice == NULL)
        return ky_nomem(err);
    mecab_lattice_set_sentence2(lattice, word, sizeof word - 1);
    if (!mecab_parse_lattice(tagger, lattice))
        return ky_fail(err, KY_E_INVALID, "%s: MeCab cannot analyse with it: %s", dicdir,
                       mecab_lattice_strerror(lattice));
    const mecab_node_t *bos = mecab_lattice_get_bos_node(lattice);
    if (!is_ipadic_feature(bos == NULL ? NULL : bos->next))
        return ky_fail(err, KY_E_INVALID,
                       "%s: not IPADIC (another set of columns); IPADIC in UTF-8 is needed "
                       "(Debian's mecab-ipadic-utf8)",
                       dicdir);
    return KY_OK;
}

/* The system dictionary alone first: MeCab's own message about a foreign one names the user
 * dictionary, which is not at fault. */
static ky_rc check_sysdic(const char *dicdir, ky_err *err)
{
    KY_CLEANUP(mecab_model_free_p) mecab_model_t *m = NULL;
    ky_rc rc = open_mecab(dicdir, NULL, &m, err);
    if (rc == KY_OK)
        rc = check_charset(m, dicdir, err);
    return rc == KY_OK ? check_columns(m, dicdir, err) : rc;
}

static ky_rc read_rules(ja_model *m, const char *path, ky_err *err)
{
    ky_rc rc = ky_buf_read_file(&m->table, path, MAX_TABLE_BYTES, err);
    return rc == KY_OK ? ja_rules_parse(ky_buf_str(&m->table), path, &m->rules, err) : rc;
}

static ky_rc read_fingerprint(ja_model *m, const char *dicdir, const char *userdic, ky_err *err)
{
    uint64_t sys = 0;
    uint64_t user = 0;
    ky_rc rc = ja_fingerprint_sysdic(dicdir, &sys, err);
    if (rc == KY_OK)
        rc = ja_fingerprint_file(userdic, &user, err);
    if (rc != KY_OK)
        return rc;
    KY_CLEANUP(ky_buf_fini) ky_buf line = {0};
    ja_fingerprint_line(sys, user, ky_hash(ky_buf_str(&m->table), ja_kanji_version()), &line);
    m->fingerprint = ky_buf_take(&line);
    return m->fingerprint == NULL ? ky_nomem(err) : KY_OK;
}

ky_rc ja_model_open(const char *dicdir, const char *datadir, ja_model **ret, ky_err *err)
{
    KY_CLEANUP(ja_model_free_p) ja_model *m = calloc(1, sizeof *m);
    KY_CLEANUP(ky_buf_fini) ky_buf userdic = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf table = {0};
    if (m == NULL)
        return ky_nomem(err);
    ky_rc rc = join(datadir, "kyodo.dic", &userdic, err);
    if (rc == KY_OK)
        rc = join(datadir, "stopwords.tsv", &table, err);
    if (rc == KY_OK)
        rc = read_rules(m, table.p, err);
    if (rc == KY_OK)
        rc = ja_words_open(datadir, &m->words, err);
    if (rc == KY_OK)
        rc = read_fingerprint(m, dicdir, userdic.p, err);
    if (rc == KY_OK)
        rc = check_sysdic(dicdir, err);
    if (rc == KY_OK)
        rc = open_mecab(dicdir, userdic.p, &m->mecab, err);
    if (rc == KY_OK)
        rc = check_charset(m->mecab, userdic.p, err);
    if (rc != KY_OK)
        return rc;
    m->tagger = mecab_model_new_tagger(m->mecab);
    if (m->tagger == NULL)
        return ky_nomem(err);
    *ret = KY_STEAL(m);
    return KY_OK;
}
