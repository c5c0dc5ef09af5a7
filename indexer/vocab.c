#include "vocab.h"

#include <utf8proc.h>

#include "cell.h"

/* Of a header cell that is written otherwise than in the schema: so that the long texts of every
 * row need not be folded to see that they are none. */
enum { LONGEST_COLUMN_BYTES = 256 };

struct ky_vocab {
    const ky_schema *schema;
    ky_str *columns; /* folded, one a field; empty where the table has no such column */
    ky_str **values; /* folded, values[field][i] */
    ky_arena arena;
};

void ky_vocab_free(ky_vocab *v)
{
    if (v == NULL)
        return;
    ky_arena_fini(&v->arena);
    free(v);
}

/* NFKC without white space and controls: what two spellings of one word have in common. */
static ky_str fold(ky_str s, ky_arena *arena)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *) s.p, (utf8proc_ssize_t) s.n, &mapped,
                     UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_STRIPCC);
    if (n == UTF8PROC_ERROR_INVALIDUTF8)
        return ky_arena_str(arena, s); /* equals nothing in the schema */
    if (n < 0)
        return (ky_str){0};
    KY_CLEANUP(ky_free_p) char *p = (char *) mapped;
    size_t kept = 0;
    for (size_t i = 0; i < (size_t) n; i++)
        if (p[i] != ' ')
            p[kept++] = p[i];
    return ky_arena_str(arena, (ky_str){p, kept});
}

static ky_str nfc(ky_str s, ky_arena *arena)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *) s.p, (utf8proc_ssize_t) s.n,
                                      &mapped, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (n == UTF8PROC_ERROR_INVALIDUTF8)
        return ky_arena_str(arena, s);
    if (n < 0)
        return (ky_str){0};
    KY_CLEANUP(ky_free_p) char *p = (char *) mapped;
    return ky_arena_str(arena, (ky_str){p, (size_t) n});
}

static bool fold_field(ky_vocab *v, size_t i)
{
    const ky_field *f = &v->schema->fields[i];
    v->columns[i] = fold(f->column, &v->arena);
    v->values[i] = KY_ARENA_ARRAY(&v->arena, ky_str, f->n_vocabulary);
    if (v->columns[i].p == NULL || v->values[i] == NULL)
        return false;
    for (size_t k = 0; k < f->n_vocabulary; k++) {
        v->values[i][k] = fold(f->vocabulary[k].value, &v->arena);
        if (v->values[i][k].p == NULL)
            return false;
    }
    return true;
}

ky_rc ky_vocab_new(const ky_schema *schema, ky_vocab **ret, ky_err *err)
{
    KY_CLEANUP(ky_vocab_free_p) ky_vocab *v = calloc(1, sizeof *v);
    if (v == NULL)
        return ky_nomem(err);
    v->schema = schema;
    v->columns = KY_ARENA_ARRAY(&v->arena, ky_str, schema->n_fields);
    v->values = KY_ARENA_ARRAY(&v->arena, ky_str *, schema->n_fields);
    if (v->columns == NULL || v->values == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < schema->n_fields; i++)
        if (!fold_field(v, i))
            return ky_nomem(err);
    *ret = KY_STEAL(v);
    return KY_OK;
}

/* Index of the value that cell folds to, or n_vocabulary. False without memory. */
static bool find_folded(const ky_vocab *v, size_t field, ky_str cell, ky_arena *arena, size_t *ret)
{
    const ky_field *f = &v->schema->fields[field];
    *ret = ky_field_find_value(f, cell);
    if (*ret < f->n_vocabulary || f->n_vocabulary == 0)
        return true;
    ky_str key = fold(cell, arena);
    if (key.p == NULL)
        return false;
    for (size_t i = 0; i < f->n_vocabulary; i++)
        if (ky_str_eq(v->values[field][i], key))
            *ret = i;
    return true;
}

typedef struct noted {
    ky_str base;
    ky_str note;
    bool wide; /* the parentheses are full-width */
} noted;

/* Length of an opening (depth +1) or closing (-1) parenthesis at the start of s, or 0. */
static size_t parenthesis(ky_str s, int *ret_depth, bool *ret_wide)
{
    bool open = ky_str_starts(s, KY_LIT("（"));
    *ret_wide = open || ky_str_starts(s, KY_LIT("）"));
    if (!*ret_wide && s.p[0] != '(' && s.p[0] != ')')
        return 0;
    *ret_depth = open || s.p[0] == '(' ? 1 : -1;
    return *ret_wide ? 3 : 1;
}

/* Take `base（note）` apart: one group of parentheses, nested or not, that ends with the text. */
static bool split_note(ky_str s, noted *ret)
{
    int depth = 0;
    size_t open = SIZE_MAX;
    size_t open_len = 0;
    bool wide = true;
    for (size_t at = 0; at < s.n;) {
        int step = 0;
        bool this_wide = false;
        size_t n = parenthesis(ky_str_from(s, at), &step, &this_wide);
        depth += step;
        if (depth < 0 || (depth == 0 && step < 0 && at + n != s.n))
            return false;
        if (step > 0 && open == SIZE_MAX) {
            open = at;
            open_len = n;
            wide = this_wide;
        }
        if (depth == 0 && step < 0) {
            ret->base = ky_cell_trim((ky_str){s.p, open});
            ret->note = ky_cell_trim((ky_str){s.p + open + open_len, at - open - open_len});
            ret->wide = wide && this_wide;
            return ret->base.n > 0;
        }
        at += n == 0 ? 1 : n;
    }
    return false;
}

static ky_rc read_noted(const ky_vocab *v, size_t field, ky_str cell, ky_arena *arena,
                        ky_value *ret, ky_err *err)
{
    const ky_field *f = &v->schema->fields[field];
    noted parts;
    size_t i = f->n_vocabulary;
    if (!split_note(cell, &parts))
        return KY_OK;
    if (!find_folded(v, field, parts.base, arena, &i))
        return ky_nomem(err);
    if (i == f->n_vocabulary || !f->vocabulary[i].note)
        return KY_OK;
    ky_str value = f->vocabulary[i].value;
    *ret = (ky_value){.value = value, .note = parts.note, .index = i};
    ret->respelled = !parts.wide || parts.note.n == 0 || !ky_str_eq(value, parts.base);
    return KY_OK;
}

ky_rc ky_vocab_read(const ky_vocab *v, size_t field, ky_str cell, ky_arena *arena, ky_value *ret,
                    ky_err *err)
{
    const ky_field *f = &v->schema->fields[field];
    size_t i;
    if (!find_folded(v, field, cell, arena, &i))
        return ky_nomem(err);
    if (i < f->n_vocabulary) {
        ky_str value = f->vocabulary[i].value;
        *ret = (ky_value){.value = value, .index = i, .respelled = !ky_str_eq(value, cell)};
        return KY_OK;
    }
    ky_str kept = nfc(cell, arena);
    if (kept.p == NULL)
        return ky_nomem(err);
    ky_value as_is = {.value = kept, .index = i, .respelled = !ky_str_eq(kept, cell)};
    ky_rc rc = f->n_vocabulary == 0 ? KY_OK : read_noted(v, field, cell, arena, &as_is, err);
    if (rc == KY_OK)
        *ret = as_is;
    return rc;
}

bool ky_vocab_has(const ky_vocab *v, size_t field, ky_str cell, ky_arena *arena)
{
    ky_value value = {.index = SIZE_MAX};
    return ky_vocab_read(v, field, cell, arena, &value, NULL) == KY_OK &&
           value.index < v->schema->fields[field].n_vocabulary;
}

bool ky_vocab_may_be_cut(const ky_vocab *v, size_t field, ky_str text)
{
    const ky_field *f = &v->schema->fields[field];
    for (size_t i = 0; i < f->n_vocabulary; i++) {
        const ky_vocab_value *value = &f->vocabulary[i];
        bool shorter = value->value.n > text.n && ky_str_starts(value->value, text);
        if (shorter || (value->note && ky_str_eq(value->value, text)))
            return true;
    }
    return false;
}

static bool begins_value(const ky_vocab_value *v, ky_str text, bool broken)
{
    if (v->value.n > text.n)
        return ky_str_starts(v->value, text);
    if (!v->note || !ky_str_starts(text, v->value))
        return false;
    ky_str rest = ky_str_from(text, v->value.n);
    if (rest.n == 0)
        return broken;
    return ky_str_starts(rest, KY_LIT("（")) || ky_str_starts(rest, KY_LIT("("));
}

bool ky_vocab_is_cut(const ky_vocab *v, ky_str text, ky_arena *arena)
{
    size_t whole;
    for (size_t i = 0; i < v->schema->n_fields; i++)
        if (v->schema->fields[i].n_vocabulary > 0 && ky_vocab_has(v, i, text, arena))
            return false;
    bool broken = !ky_utf8_valid(text, &whole);
    if (broken)
        text.n = whole;
    for (size_t i = 0; i < v->schema->n_fields; i++) {
        const ky_field *f = &v->schema->fields[i];
        for (size_t k = 0; k < f->n_vocabulary; k++)
            if (begins_value(&f->vocabulary[k], text, broken))
                return true;
    }
    return false;
}

size_t ky_vocab_column(const ky_vocab *v, ky_str text, ky_arena *arena, bool *ret_respelled)
{
    const ky_schema *s = v->schema;
    *ret_respelled = false;
    for (size_t i = 0; i < s->n_fields; i++)
        if (s->fields[i].column.n > 0 && ky_str_eq(s->fields[i].column, text))
            return i;
    if (text.n == 0 || text.n > LONGEST_COLUMN_BYTES)
        return s->n_fields;
    ky_str key = fold(text, arena);
    *ret_respelled = true;
    for (size_t i = 0; i < s->n_fields; i++)
        if (key.n > 0 && ky_str_eq(v->columns[i], key))
            return i;
    return s->n_fields;
}

/* Dashes that Unicode does not put among the dashes (category Pd) but people type for one. */
static bool is_dash(uint32_t c)
{
    static const uint32_t more[] = {
        0x2043, /* hyphen bullet */
        0x207B, /* superscript minus */
        0x2212, /* minus sign */
        0x23AF, /* horizontal line extension */
        0x2500, /* box drawings light horizontal */
        0x2501, /* box drawings heavy horizontal */
        0x2796, /* heavy minus sign */
        0x30FC, /* prolonged sound mark */
        0xFF70, /* half-width prolonged sound mark */
        0xFFE3, /* full-width macron */
        0x02D7, /* modifier letter minus sign */
    };
    for (size_t i = 0; i < KY_LEN(more); i++)
        if (more[i] == c)
            return true;
    return utf8proc_category((utf8proc_int32_t) c) == UTF8PROC_CATEGORY_PD;
}

bool ky_vocab_is_none(const ky_vocab *v, ky_str text)
{
    text = ky_str_trim(text);
    if (ky_schema_is_none(v->schema, text))
        return true;
    for (size_t at = 0; at < text.n;) {
        size_t len;
        if (!is_dash(ky_utf8_next(ky_str_from(text, at), &len)))
            return false;
        at += len;
    }
    return true;
}
