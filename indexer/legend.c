#include "legend.h"

static const char separator[] = "／"; /* between the values of a legend */

static void report(const ky_context *cx, size_t line, ky_finding f, ky_str found, ky_str made)
{
    ky_report_add(cx->report, (ky_place){.line = line, .column = 1}, f, found, made);
}

/* The field whose legend starts with this text, or n_fields. */
static size_t legend_of(const ky_schema *s, ky_str text)
{
    for (size_t i = 0; i < s->n_fields; i++)
        if (s->fields[i].legend.n > 0 && ky_str_starts(text, s->fields[i].legend))
            return i;
    return s->n_fields;
}

/* A legend ends by naming its mark for nothing, as －（なし）. */
static bool names_none(const ky_context *cx, ky_str value)
{
    size_t open = ky_str_find(value, KY_LIT("（"));
    if (open == SIZE_MAX)
        open = ky_str_find(value, KY_LIT("("));
    return ky_vocab_is_none(cx->vocab, open == SIZE_MAX ? value : (ky_str){value.p, open});
}

/* Compare one listed value with what may come next in the schema's order. */
static void compare_value(const ky_context *cx, size_t field, ky_str value, size_t line,
                          bool *listed, size_t *next, ky_arena *arena)
{
    const ky_field *f = &cx->schema->fields[field];
    ky_value v;
    if (ky_vocab_read(cx->vocab, field, value, arena, &v, NULL) != KY_OK)
        return;
    if (v.index == f->n_vocabulary) {
        report(cx, line, KY_FIND_LEGEND_DIFFERS, value, KY_LIT(""));
        return;
    }
    if (v.index < *next) /* listed before, or before another one in the schema */
        report(cx, line, KY_FIND_LEGEND_DIFFERS, value, listed[v.index] ? KY_LIT("") : v.value);
    listed[v.index] = true;
    *next = v.index + 1;
}

static void compare_legend(const ky_context *cx, size_t field, ky_str text, size_t line,
                           ky_arena *arena)
{
    const ky_field *f = &cx->schema->fields[field];
    bool *listed = KY_ARENA_ARRAY(arena, bool, f->n_vocabulary + 1);
    size_t next = 0;
    while (listed != NULL && text.n > 0) {
        size_t n = ky_str_find(text, ky_str_of(separator));
        size_t next_value = n == SIZE_MAX ? text.n : n + sizeof separator - 1;
        ky_str value = ky_str_trim((ky_str){text.p, n == SIZE_MAX ? text.n : n});
        if (!names_none(cx, value))
            compare_value(cx, field, value, line, listed, &next, arena);
        text = ky_str_from(text, next_value);
    }
    for (size_t i = 0; listed != NULL && i < f->n_vocabulary; i++)
        if (!listed[i])
            report(cx, line, KY_FIND_LEGEND_DIFFERS, KY_LIT(""), f->vocabulary[i].value);
}

void ky_legend_line(ky_legends *l, const ky_context *cx, ky_str text, size_t line, ky_arena *arena)
{
    size_t field = legend_of(cx->schema, text);
    if (text.n == 0)
        return;
    if (field < cx->schema->n_fields) {
        l->awaited = field + 1;
    } else if (l->awaited > 0) {
        compare_legend(cx, l->awaited - 1, text, line, arena);
        l->seen[l->awaited - 1] = true;
        l->awaited = 0;
    }
}

void ky_legend_end(ky_legends *l, const ky_context *cx, size_t line)
{
    for (size_t i = 0; i < cx->schema->n_fields; i++) {
        const ky_field *f = &cx->schema->fields[i];
        if (f->legend.n > 0 && !l->seen[i])
            report(cx, line, KY_FIND_LEGEND_MISSING, KY_LIT(""), f->legend);
    }
}
