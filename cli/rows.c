#include "rows.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/csv_cell.h"

enum { REPLACEMENT = 0xFFFD };

/* Data as it is, but for what a terminal would obey. */
static void put_plain(ky_buf *out, ky_str s, bool keep_breaks)
{
    for (size_t at = 0; at < s.n;) {
        size_t len = 0;
        uint32_t cp = ky_utf8_next(ky_str_from(s, at), &len);
        bool control = cp < 0x20 || (cp >= 0x7F && cp <= 0x9F);
        bool space = cp == '\t' || cp == '\n' || cp == '\r';
        if (!control || (space && keep_breaks))
            ky_buf_put(out, (ky_str){s.p + at, len});
        else
            ky_buf_put_utf8(out, space ? ' ' : REPLACEMENT);
        at += len;
    }
}

void cli_rows_cell(cli_rows *r, ky_str text)
{
    if (r->cells++ > 0)
        ky_buf_putc(r->out, r->format == CLI_FORMAT_CSV ? ',' : '\t');
    if (r->format != CLI_FORMAT_CSV) {
        put_plain(r->out, text, false);
        return;
    }
    KY_CLEANUP(ky_buf_fini) ky_buf clean = {0};
    put_plain(&clean, text, true);
    ky_csv_put_cell(r->out, ky_buf_str(&clean));
    r->out->failed = r->out->failed || clean.failed;
}

void cli_rows_end(cli_rows *r)
{
    ky_buf_puts(r->out, r->format == CLI_FORMAT_CSV ? "\r\n" : "\n");
    r->cells = 0;
}

/* The three that every record has, in front of the schema's fields. */
static const cli_field own_fields[] = {
    {.name = {"id", 2}, .kind = CLI_TEXT},
    {.name = {"number", 6}, .kind = CLI_NUMBER},
    {.name = {"year", 4}, .kind = CLI_NUMBER},
};

static bool is_own(const cli_field *f)
{
    for (size_t i = 0; i < KY_LEN(own_fields); i++)
        if (ky_str_eq(f->name, own_fields[i].name))
            return true;
    return f->role == CLI_ROLE_NUMBER || f->role == CLI_ROLE_YEAR;
}

static void put_record(cli_rows *r, const cli_fields *f, const json_t *record, ky_buf *cell)
{
    for (size_t i = 0; i < KY_LEN(own_fields) + f->n; i++) {
        bool own = i < KY_LEN(own_fields);
        const cli_field *field = own ? &own_fields[i] : &f->items[i - KY_LEN(own_fields)];
        if (!own && is_own(field))
            continue;
        ky_buf_clear(cell);
        if (r->format == CLI_FORMAT_CSV)
            cli_put_csv_value(cell, field, record);
        else
            cli_put_value(cell, field, record, ";");
        cli_rows_cell(r, ky_buf_str(cell));
        if (!ky_buf_ok(cell))
            r->out->failed = true;
    }
    cli_rows_end(r);
}

void cli_put_records(ky_buf *out, cli_format format, const cli_fields *f, const json_t *records)
{
    KY_CLEANUP(ky_buf_fini) ky_buf cell = {0};
    cli_rows r = {out, format, 0};
    for (size_t i = 0; i < KY_LEN(own_fields); i++)
        cli_rows_cell(&r, own_fields[i].name);
    for (size_t i = 0; i < f->n; i++)
        if (!is_own(&f->items[i]))
            cli_rows_cell(&r, f->items[i].name);
    cli_rows_end(&r);
    for (size_t i = 0; i < json_array_size(records); i++)
        put_record(&r, f, json_array_get(records, i), &cell);
}

static void put_number(cli_rows *r, const json_t *number)
{
    char digits[24];
    int n = snprintf(digits, sizeof digits, "%" PRIdMAX, (intmax_t) json_integer_value(number));
    cli_rows_cell(r, (ky_str){digits, (size_t) n});
}

static void put_count(cli_rows *r, const char *facet, const json_t *value)
{
    cli_rows_cell(r, ky_str_of(facet));
    cli_rows_cell(r, ky_json_get_str(json_object_get(value, "value")));
    put_number(r, json_object_get(value, "count"));
    cli_rows_cell(r,
                  ky_str_of(json_is_true(json_object_get(value, "selected")) ? "true" : "false"));
    cli_rows_end(r);
}

void cli_put_counts(ky_buf *out, cli_format format, const json_t *facets)
{
    static const char *const header[] = {"facet", "value", "count", "selected"};
    cli_rows r = {out, format, 0};
    for (size_t i = 0; i < KY_LEN(header); i++)
        cli_rows_cell(&r, ky_str_of(header[i]));
    cli_rows_end(&r);
    const char *facet = NULL;
    json_t *values = NULL;
    json_object_foreach((json_t *) facets, facet, values)
    {
        for (size_t i = 0; i < json_array_size(values); i++)
            put_count(&r, facet, json_array_get(values, i));
    }
}

void cli_put_suggestions(ky_buf *out, cli_format format, const json_t *suggestions)
{
    static const char *const header[] = {"text", "kind", "reading", "count"};
    cli_rows r = {out, format, 0};
    for (size_t i = 0; i < KY_LEN(header); i++)
        cli_rows_cell(&r, ky_str_of(header[i]));
    cli_rows_end(&r);
    for (size_t i = 0; i < json_array_size(suggestions); i++) {
        const json_t *s = json_array_get(suggestions, i);
        for (size_t k = 0; k + 1 < KY_LEN(header); k++)
            cli_rows_cell(&r, ky_json_get_str(json_object_get(s, header[k])));
        put_number(&r, json_object_get(s, "count"));
        cli_rows_end(&r);
    }
}

void cli_put_json_safely(ky_buf *out, ky_str json)
{
    for (size_t at = 0; at < json.n;) {
        size_t len = 0;
        uint32_t cp = ky_utf8_next(ky_str_from(json, at), &len);
        if (cp >= 0x7F && cp <= 0x9F)
            ky_buf_printf(out, "\\u%04" PRIx32, cp);
        else
            ky_buf_put(out, (ky_str){json.p + at, len});
        at += len;
    }
}

static ky_rc put_json_line(ky_buf *out, const json_t *j, bool terminal, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf line = {0};
    ky_rc rc = ky_json_write(j, 0, &line, err);
    if (rc != KY_OK)
        return rc;
    if (terminal)
        cli_put_json_safely(out, ky_buf_str(&line));
    else
        ky_buf_put(out, ky_buf_str(&line));
    ky_buf_putc(out, '\n');
    return ky_buf_check(out, err);
}

ky_rc cli_put_json_lines(ky_buf *out, const json_t *list, bool terminal, ky_err *err)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < json_array_size(list) && rc == KY_OK; i++)
        rc = put_json_line(out, json_array_get(list, i), terminal, err);
    return rc;
}

ky_rc cli_put_json_counts(ky_buf *out, const json_t *facets, bool terminal, ky_err *err)
{
    const char *facet = NULL;
    json_t *values = NULL;
    json_object_foreach((json_t *) facets, facet, values)
    {
        for (size_t i = 0; i < json_array_size(values); i++) {
            KY_CLEANUP(ky_json_unref_p) json_t *line = json_object();
            bool ok = line != NULL && ky_json_set(line, "facet", json_string(facet)) &&
                      json_object_update(line, json_array_get(values, i)) == 0;
            ky_rc rc = ok ? put_json_line(out, line, terminal, err) : ky_nomem(err);
            if (rc != KY_OK)
                return rc;
        }
    }
    return KY_OK;
}
