#include "beside.h"

#include "expand.h"
#include "finds.h"
#include "ja/kana.h"
#include "ja/romaji.h"

enum {
    MAX_TRIED = 24,  /* texts that are looked up, of one keyword */
    MIN_LETTERS = 2, /* of a word that is split off */
    MAX_BYTES = 96,  /* longer texts are not read so */
};

typedef struct mixture {
    ky_index *ix;
    ky_str text;
    size_t tried;
    ky_str first; /* text that was tried for the letters under way */
    ky_str found;
    ky_err *err;
} mixture;

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || c == '\'';
}

static bool is_roman(uint32_t c)
{
    return c < 0x80 ? is_letter((char) c) || c == '-' : c < 0x180 && c >= 0xC0;
}

/* The end of the stretch of romaji or of anything else that begins at a byte. */
static size_t stretch_end(ky_str text, size_t at, bool *ret_roman)
{
    size_t n = 0;
    *ret_roman = is_roman(ky_utf8_next(ky_str_from(text, at), &n));
    for (at += n; at < text.n; at += n)
        if (is_roman(ky_utf8_next(ky_str_from(text, at), &n)) != *ret_roman)
            break;
    return at;
}

static ky_rc try_text(mixture *m, ky_str text)
{
    ky_forms forms = {0};
    m->tried++;
    m->first = m->first.n == 0 ? text : m->first;
    ky_rc rc = ky_expand(m->ix, text, false, &forms, m->err);
    if (rc == KY_OK && forms.n > 0)
        m->found = text;
    return rc;
}

/* The text with [start, end) read as kana, each way it may be; the letters before `start` stay. */
static ky_rc try_readings(mixture *m, ky_str text, size_t start, size_t end)
{
    ja_readings r = {0};
    ky_str letters = {text.p + start, end - start};
    ky_rc rc =
        ja_romaji_readings(ja_model_romaji(m->ix->model), letters, &m->ix->scratch, &r, m->err);
    for (size_t i = 0; i < r.n && rc == KY_OK && m->found.n == 0 && m->tried < MAX_TRIED; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
        ky_buf_put(&out, (ky_str){text.p, start});
        ky_buf_put(&out, r.items[i]);
        ky_buf_put(&out, ky_str_from(text, end));
        ky_str kept = ky_arena_str(&m->ix->scratch, ky_buf_str(&out));
        rc = !ky_buf_ok(&out) || kept.p == NULL ? ky_nomem(m->err) : try_text(m, kept);
    }
    return rc;
}

/* A word of the index in front of romaji, without anything between: npohoujin. */
static ky_rc try_splits(mixture *m)
{
    ky_rc rc = KY_OK;
    for (size_t at = m->text.n - 1; at >= MIN_LETTERS && rc == KY_OK && m->found.n == 0; at--) {
        bool word = false;
        rc = ky_has_word(m->ix, (ky_str){m->text.p, at}, &word, m->err);
        if (rc == KY_OK && word)
            rc = try_readings(m, m->text, at, m->text.n);
    }
    return rc;
}

/* Each stretch of romaji as kana; those before it stand in their likeliest reading. */
static ky_rc try_stretches(mixture *m)
{
    ky_rc rc = KY_OK;
    for (size_t at = 0, end = 0; at < m->text.n && rc == KY_OK && m->found.n == 0; at = end) {
        bool roman = false;
        bool word = false;
        end = stretch_end(m->text, at, &roman);
        if (roman)
            rc = ky_has_word(m->ix, (ky_str){m->text.p + at, end - at}, &word, m->err);
        if (rc != KY_OK || !roman || word)
            continue;
        m->first = (ky_str){0};
        rc = try_readings(m, m->text, at, end);
        if (m->first.n > 0) {
            end = m->first.n - (m->text.n - end);
            m->text = m->first;
        }
    }
    return rc;
}

/* Nobody writes a word of another language so: an'nai is one word though nothing has it. */
static bool has_parting_mark(ky_str text)
{
    for (size_t i = 1; i + 1 < text.n; i++)
        if (text.p[i] == '\'' && text.p[i - 1] == 'n' && is_letter(text.p[i + 1]))
            return true;
    return false;
}

static ky_rc kana_beside(ky_index *ix, ky_str folded, ky_str *ret, ky_err *err)
{
    mixture m = {.ix = ix, .text = folded, .err = err};
    ky_forms forms = {0};
    size_t letters = 0;
    for (size_t i = 0; i < folded.n; i++)
        letters += folded.p[i] >= 'a' && folded.p[i] <= 'z';
    *ret = (ky_str){0};
    if (letters < MIN_LETTERS || folded.n > MAX_BYTES)
        return KY_OK;
    ky_rc rc = ky_expand(ix, folded, false, &forms, err);
    if (rc == KY_OK && forms.n == 0)
        rc = letters == folded.n ? try_splits(&m) : try_stretches(&m);
    *ret = m.found.n == 0 && has_parting_mark(folded) && ja_all_kana(m.text) ? m.text : m.found;
    return rc;
}

ky_rc ky_beside_analyse(ky_index *ix, ky_str text, ja_analysis *ret, ky_err *err)
{
    ky_str kana = {0};
    ky_rc rc = ja_cut(ix->ja, text, &ix->scratch, ret, err);
    if (rc == KY_OK)
        rc = kana_beside(ix, ret->text.folded, &kana, err);
    return rc == KY_OK && kana.n > 0 ? ja_cut(ix->ja, kana, &ix->scratch, ret, err) : rc;
}
