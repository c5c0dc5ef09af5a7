/* Any bytes: refused as INVALID, or analysed so that every promise of lib/ja holds. */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"
#include "ja/kana.h"
#include "ja/match.h"
#include "ja/ruby.h"
#include "ja/spelling.h"
#include "ja/terms.h"

#define MUST(condition)                                                                            \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            (void) fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                 \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* The dictionary is opened once a process: a run would cost a thousand times more with it. */
static ja_model *model;

static ja_analyser *shared_analyser(void)
{
    static ja_analyser *analyser;
    ky_err err;
    if (analyser == NULL &&
        (ja_model_open(KYODO_MECAB_DICDIR, KYODO_DATADIR, &model, &err) != KY_OK ||
         ja_analyser_new(model, &analyser, &err) != KY_OK)) {
        (void) fprintf(stderr, "%s\n", err.msg);
        abort();
    }
    return analyser;
}

static void check_offsets(const ja_text *t)
{
    for (size_t i = 0; i < t->folded.n; i++) {
        MUST(t->starts[i] < t->ends[i] && t->ends[i] <= t->original.n);
        MUST(i == 0 || (t->starts[i] == t->starts[i - 1] && t->ends[i] == t->ends[i - 1]) ||
             t->starts[i] >= t->ends[i - 1]);
    }
    MUST(ky_utf8_valid(t->folded, NULL));
}

static void check_kana(ky_str folded)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf again = {0};
    ja_kana_key(folded, &key);
    ja_kana_key(ky_buf_str(&key), &again);
    MUST(ky_buf_ok(&key) && ky_buf_ok(&again) && ky_utf8_valid(ky_buf_str(&key), NULL));
    MUST(ky_str_eq(ky_buf_str(&key), ky_buf_str(&again)));
}

static void check_tokens(const ja_analysis *a)
{
    uint32_t end = 0;
    uint32_t position = 0;
    for (size_t i = 0; i < a->n; i++) {
        const ja_token *t = &a->tokens[i];
        const ja_token *before = i == 0 ? t : t - 1;
        bool joined =
            ja_is_joiner((ky_str){a->text.folded.p + before->start, before->end - before->start});
        MUST(t->start == end && t->end > t->start && t->position >= position + (joined ? 0 : 1));
        MUST(t->base.n > 0 && ky_utf8_valid(t->base, NULL) && t->reading.n > 0);
        ja_span s = {0};
        ky_str surface = {a->text.folded.p + t->start, t->end - t->start};
        MUST(ja_span_stands(a, (ja_span){t->start, t->end}));
        MUST(ja_find_text(a, surface, t->start, &s) && s.start == t->start && s.end == t->end);
        end = t->end;
        position = t->position;
    }
    MUST(end == a->text.folded.n);
}

static ky_rc check_term(void *payload, const ja_term *t, ky_err *err)
{
    size_t *n = payload;
    (void) err;
    MUST(ja_term_text(t->kind, t->text).n > 0 && t->text.n <= JA_MAX_TERM_BYTES + 1);
    (*n)++;
    return KY_OK;
}

static void check_ruby(const ja_analysis *a, ky_arena *arena)
{
    ja_ruby *pieces = NULL;
    size_t n = 0;
    size_t at = 0;
    MUST(ja_ruby_make(model, a, arena, &pieces, &n, NULL) == KY_OK);
    for (size_t i = 0; i < n; i++) {
        MUST(pieces[i].text.p == a->text.original.p + at && pieces[i].text.n > 0);
        MUST(pieces[i].reading.n == 0 || ja_all_kana(pieces[i].reading));
        at += pieces[i].text.n;
    }
    MUST(at == a->text.original.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ky_str text = {(const char *) data, size};
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ja_analysis a;
    ky_rc rc = ja_analyse(shared_analyser(), text, &arena, &a, NULL);
    bool fine = ky_utf8_valid(text, NULL) && size <= JA_MAX_TEXT_BYTES;
    MUST(rc == (fine ? KY_OK : KY_E_INVALID));
    ky_str nfc;
    MUST(ja_nfc(text, &arena, &nfc, NULL) == rc);
    if (rc != KY_OK)
        return 0;
    check_offsets(&a.text);
    check_kana(a.text.folded);
    check_tokens(&a);
    check_ruby(&a, &arena);
    size_t terms = 0;
    MUST(ja_terms(&a, check_term, &terms, NULL) == KY_OK);
    KY_CLEANUP(ky_buf_fini) ky_buf reading = {0};
    ja_reading(&a, &reading);
    MUST(ky_buf_ok(&reading) && ky_utf8_valid(ky_buf_str(&reading), NULL));
    return 0;
}
