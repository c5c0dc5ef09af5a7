#include "runs.h"

#include "base/buf.h"
#include "ja/terms.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A word of the dictionary that is several tokens, such as 生ごみ. */
static bool begins_word_of_several(const ja_analysis *a, const ja_token *t)
{
    for (size_t i = 0; i < a->n_heard && a->heard[i].start <= t->start; i++)
        if (a->heard[i].start == t->start && a->heard[i].hold == JA_HOLD_BORDERS)
            return true;
    return false;
}

static bool begins_run(const ja_analysis *a, size_t i)
{
    const ja_token *t = &a->tokens[i];
    const ja_token *before = i == 0 ? NULL : t - 1;
    if (t->cls != JA_WORD)
        return false;
    if (before == NULL || before->cls != JA_WORD || before->end != t->start)
        return true;
    ky_str word = ja_token_text(a, t);
    if (is_digit(a->text.folded.p[t->start - 1]))
        return false;
    return !ky_utf8_is_one(word) || begins_word_of_several(a, t);
}

/* The runs that begin with token i. */
static ky_rc visit_from(const ja_analysis *a, size_t i, ky_run_visit *visit, void *payload,
                        ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    ky_str spelling = {a->text.folded.p + a->tokens[i].start, 0};
    ky_rc rc = KY_OK;
    for (size_t k = i; k < a->n && k - i < KY_MAX_RUN_WORDS && rc == KY_OK; k++) {
        const ja_token *t = &a->tokens[k];
        spelling.n = t->end - a->tokens[i].start;
        if (t->cls != JA_WORD || t->n_keys == 0 || spelling.n > JA_MAX_TERM_BYTES)
            return KY_OK;
        ky_buf_put(&key, t->keys[0]);
        rc = ky_buf_check(&key, err);
        if (rc == KY_OK && k > i)
            rc = visit(payload, spelling, ky_buf_str(&key), err);
    }
    return rc;
}

ky_rc ky_runs(const ja_analysis *a, ky_run_visit *visit, void *payload, ky_err *err)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < a->n && rc == KY_OK; i++)
        if (begins_run(a, i))
            rc = visit_from(a, i, visit, payload, err);
    return rc;
}
