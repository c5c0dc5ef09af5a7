#include "support.h"

int open_fixture(void **state)
{
    ky_err err = {0};
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    if (ja_model_open(KYODO_MECAB_DICDIR, KYODO_DATADIR, &f->model, &err) != KY_OK ||
        ja_analyser_new(f->model, &f->analyser, &err) != KY_OK)
        fail_msg("%s", err.msg);
    *state = f;
    return 0;
}

int close_fixture(void **state)
{
    fixture *f = *state;
    ky_arena_fini(&f->arena);
    ja_analyser_free(f->analyser);
    ja_model_free(f->model);
    free(f);
    return 0;
}

ja_analysis analyse(fixture *f, ky_str text)
{
    ky_err err = {0};
    ja_analysis a = {0};
    if (ja_analyse(f->analyser, text, &f->arena, &a, &err) != KY_OK)
        fail_msg("%s", err.msg);
    return a;
}

ky_str fold(fixture *f, ky_str text)
{
    ky_err err = {0};
    ky_str folded = {0};
    if (ja_fold(text, &f->arena, &folded, &err) != KY_OK)
        fail_msg("%s", err.msg);
    return folded;
}

char *cut_of(const ja_analysis *a, bool classes)
{
    ky_buf out = {0};
    for (size_t i = 0; i < a->n; i++) {
        const ja_token *t = &a->tokens[i];
        if (i > 0)
            ky_buf_putc(&out, '|');
        if (classes)
            ky_buf_putc(&out, "WSFM"[t->cls]);
        ky_buf_put(&out, (ky_str){a->text.folded.p + t->start, t->end - t->start});
    }
    char *cut = ky_buf_take(&out);
    assert_non_null(cut);
    return cut;
}

void assert_cut(fixture *f, const char *text, const char *expected)
{
    ja_analysis a = analyse(f, ky_str_of(text));
    char *cut = cut_of(&a, true);
    assert_string_equal(cut, expected);
    free(cut);
}

void assert_str(ky_str s, const char *expected)
{
    ky_buf copy = {0};
    ky_buf_put(&copy, s);
    char *text = ky_buf_take(&copy);
    assert_non_null(text);
    assert_string_equal(text, expected);
    free(text);
}

char *repeat(const char *unit, size_t n, ky_str *ret)
{
    size_t len = strlen(unit);
    char *text = malloc(n * len + 1);
    assert_non_null(text);
    for (size_t i = 0; i < n; i++)
        memcpy(text + i * len, unit, len);
    text[n * len] = '\0';
    *ret = (ky_str){text, n * len};
    return text;
}

uint32_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t) (*state >> 33);
}
