/* One record a line, one column a field: named in the first line, by the schema's field name or
 * by the published column. Several values are separated by ; or stand in columns of one name. */
#include "cell.h"
#include "csv.h"
#include "draft.h"
#include "reader.h"

/* Beside the fields of the schema; the last two where it has none of that role. */
enum { IS_ID = KY_MAX_FIELDS + 1, IS_IGNORED, IS_NUMBER, IS_YEAR };

struct ky_reader {
    ky_context *cx;
    ky_csv csv;
    ky_arena scratch; /* of one record */
    size_t field[KY_MAX_CELLS];
    size_t columns; /* 0 before the header */
};

static ky_rc csv_open(ky_context *cx, ky_reader **ret, ky_err *err)
{
    ky_reader *r = calloc(1, sizeof *r);
    if (r == NULL)
        return ky_nomem(err);
    r->cx = cx;
    *ret = r;
    return KY_OK;
}

static void csv_free(ky_reader *r)
{
    if (r == NULL)
        return;
    ky_csv_fini(&r->csv);
    ky_arena_fini(&r->scratch);
    free(r);
}

static size_t name_field(ky_reader *r, ky_str name, ky_place at)
{
    const ky_schema *s = r->cx->schema;
    bool respelled = false;
    size_t field = ky_schema_find(s, name);
    if (ky_str_eq(name, KY_LIT("id")))
        return IS_ID;
    if (field == s->n_fields)
        field = ky_context_role(r->cx, name);
    if (field == s->n_fields && ky_str_eq(name, KY_LIT("number")))
        return IS_NUMBER;
    if (field == s->n_fields && ky_str_eq(name, KY_LIT("year")))
        return IS_YEAR;
    if (field == s->n_fields)
        field = ky_vocab_column(r->cx->vocab, name, &r->scratch, &respelled);
    if (field == s->n_fields) {
        ky_report_add(r->cx->report, at, KY_FIND_COLUMN_IGNORED, name, KY_LIT(""));
        return IS_IGNORED;
    }
    if (respelled)
        ky_report_add(r->cx->report, at, KY_FIND_SPELLING, name, s->fields[field].column);
    return field;
}

static ky_rc read_header(ky_reader *r, ky_err *err)
{
    const ky_schema *s = r->cx->schema;
    bool has_title = false;
    size_t n = r->csv.n;
    while (n > 0 && ky_cell_plain(r->csv.cells[n - 1]).n == 0)
        n--;
    for (size_t i = 0; i < n; i++) {
        const ky_place at = {.line = r->csv.line, .column = i + 1};
        ky_str name;
        ky_rc rc = ky_cell_clean(r->cx, r->csv.cells[i], at, 0, &r->scratch, &name, err);
        if (rc != KY_OK)
            return rc;
        r->field[i] = name_field(r, name, at);
        has_title = has_title || r->field[i] == s->title;
    }
    r->columns = n;
    if (has_title)
        return KY_OK;
    return ky_fail(err, KY_E_INVALID, "the first line names no column '%.*s' or '%.*s'",
                   KY_FMT(s->fields[s->title].name), KY_FMT(s->fields[s->title].column));
}

static ky_rc put_cell(ky_reader *r, ky_draft *d, size_t i, ky_err *err)
{
    const ky_place at = ky_draft_place(d, r->csv.line, i + 1);
    ky_str cell;
    if (r->field[i] == IS_IGNORED)
        return KY_OK;
    ky_rc rc =
        ky_cell_clean(r->cx, r->csv.cells[i], at, KY_CLEAN_APOSTROPHE, &r->scratch, &cell, err);
    if (rc != KY_OK)
        return rc;
    if (r->field[i] == IS_ID)
        return ky_draft_put_id(d, at, cell, err);
    if (r->field[i] == IS_NUMBER || r->field[i] == IS_YEAR)
        return ky_draft_put_role(d, r->field[i] == IS_YEAR ? KY_ROLE_YEAR : KY_ROLE_NUMBER, at,
                                 cell, err);
    return ky_draft_put(d, r->field[i], at, cell, KY_FROM_CSV, err);
}

static void check_shape(ky_reader *r, ky_draft *d)
{
    const ky_csv *c = &r->csv;
    char found[32];
    char made[32];
    size_t n = c->total;
    while (n > r->columns && n <= KY_MAX_CELLS && ky_cell_plain(c->cells[n - 1]).n == 0)
        n--;
    (void) snprintf(found, sizeof found, "%zu cells", c->total);
    (void) snprintf(made, sizeof made, "%zu cells", r->columns);
    ky_place at = ky_draft_place(d, c->line, n < r->columns ? n : r->columns + 1);
    if (n != r->columns)
        ky_report_add(r->cx->report, at, KY_FIND_CELL_COUNT, ky_str_of(found), ky_str_of(made));
    else if (c->total > n)
        ky_report_add(r->cx->report, at, KY_FIND_EXTRA_BLANK, ky_str_of(found), ky_str_of(made));
    size_t loose = c->open_quote ? c->total : c->loose_quote;
    if (loose > 0)
        ky_report_add(r->cx->report, ky_draft_place(d, c->line, loose), KY_FIND_QUOTE_OPEN,
                      KY_LIT("\""), KY_LIT("\""));
}

static bool is_blank(const ky_csv *c)
{
    for (size_t i = 0; i < c->n; i++)
        if (ky_cell_plain(c->cells[i]).n > 0)
            return false;
    return c->total <= KY_MAX_CELLS;
}

/* Go to the next record with content. */
static ky_rc next_record(ky_reader *r, bool *ret_more, ky_err *err)
{
    do {
        ky_arena_clear(&r->scratch);
        ky_rc rc = ky_csv_next(&r->csv, r->cx, ret_more, err);
        if (rc != KY_OK || !*ret_more)
            return rc;
    } while (is_blank(&r->csv));
    return KY_OK;
}

/* The number comes first for the reports, wherever its column is. */
static void expect_number(ky_reader *r, ky_draft *d)
{
    uint32_t number;
    bool wide;
    for (size_t i = 0; i < r->csv.n && i < r->columns; i++)
        if ((r->field[i] == r->cx->schema->number || r->field[i] == IS_NUMBER) &&
            ky_cell_number(ky_cell_plain(r->csv.cells[i]), &number, &wide))
            ky_draft_expect_number(d, number);
}

static ky_rc csv_next(ky_reader *r, ky_arena *arena, ky_record *ret, bool *ret_keep, bool *ret_more,
                      ky_err *err)
{
    ky_draft d;
    ky_rc rc = next_record(r, ret_more, err);
    if (rc == KY_OK && *ret_more && r->columns == 0) {
        rc = read_header(r, err);
        if (rc == KY_OK)
            rc = next_record(r, ret_more, err);
    }
    if (rc != KY_OK || !*ret_more)
        return rc;
    rc = ky_draft_begin(&d, r->cx, arena, r->csv.line, err);
    if (rc != KY_OK)
        return rc;
    expect_number(r, &d);
    for (size_t i = 0; i < r->csv.n && i < r->columns && rc == KY_OK; i++)
        rc = put_cell(r, &d, i, err);
    if (rc != KY_OK)
        return rc;
    check_shape(r, &d);
    return ky_draft_finish(&d, ret, ret_keep, err);
}

static ky_rc csv_why_empty(const ky_reader *r, ky_err *err)
{
    if (r->columns == 0)
        return ky_fail(err, KY_E_INVALID, "the table is empty");
    return ky_fail(err, KY_E_INVALID, "there is a header but no record");
}

const ky_reader_kind ky_reader_csv = {csv_open, csv_next, csv_why_empty, csv_free};
