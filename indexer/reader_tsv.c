/* The published table: a preface with legends, a header on each printed page, and records that
 * run over several lines, of which the further ones carry only further values. */
#include "cell.h"
#include "draft.h"
#include "legend.h"
#include "reader.h"
#include "tsv_row_kind.h"

struct ky_reader {
    ky_context *cx;
    ky_tsv_rows rows;
    ky_tsv_row row;            /* the present one */
    size_t home[KY_MAX_CELLS]; /* of its cells, where it is shifted */
    ky_arena scratch;          /* of one row */
    ky_layout layout;
    ky_legends legends;
    size_t width; /* cells of the header, with the empty ones behind its last column */
    bool has_header;
};

static ky_rc tsv_open(ky_context *cx, ky_reader **ret, ky_err *err)
{
    ky_reader *r = calloc(1, sizeof *r);
    if (r == NULL)
        return ky_nomem(err);
    r->cx = cx;
    *ret = r;
    return KY_OK;
}

static void tsv_free(ky_reader *r)
{
    if (r == NULL)
        return;
    ky_tsv_rows_fini(&r->rows);
    ky_arena_fini(&r->scratch);
    free(r);
}

static void report(const ky_reader *r, ky_place at, ky_finding f, ky_str found, ky_str made)
{
    ky_report_add(r->cx->report, at, f, found, made);
}

static ky_place place(const ky_reader *r, size_t column)
{
    return (ky_place){.line = r->row.line, .column = column};
}

static void take_first_header(ky_reader *r, const ky_layout *l)
{
    ky_place waiting = {.line = ky_tsv_rows_waiting(&r->rows), .column = 1};
    ky_layout_report(r->cx, l, r->row.plain, r->row.line, &r->scratch);
    ky_legend_end(&r->legends, r->cx, r->row.line);
    if (waiting.line > 0)
        report(r, waiting, KY_FIND_HEADER_LATE, KY_LIT(""), KY_LIT(""));
    r->layout = *l;
    r->has_header = true;
}

/* The first header opens the table; later ones repeat it. One that names the columns otherwise
 * is followed, as long as it names them all. */
static void take_header(ky_reader *r, const ky_layout *l)
{
    r->width = r->row.total;
    if (!r->has_header) {
        take_first_header(r, l);
        return;
    }
    if (ky_layout_eq(&r->layout, l))
        return;
    report(r, place(r, 1), KY_FIND_HEADER_DIFFERS, r->row.plain[0], r->row.plain[0]);
    ky_layout_report(r->cx, l, r->row.plain, r->row.line, &r->scratch);
    if (ky_layout_is_complete(r->cx, l))
        r->layout = *l;
}

static ky_rc clean(ky_reader *r, size_t i, ky_place at, ky_str *ret, ky_err *err)
{
    return ky_cell_clean(r->cx, r->row.raw[i], at, KY_CLEAN_QUOTES, &r->scratch, ret, err);
}

/* A line before the first header: a row that waits for it, or preface. */
static ky_rc take_preface(ky_reader *r, ky_err *err)
{
    bool waits;
    ky_str text;
    if (r->row.text.n > 0 && memchr(r->row.text.p, '\0', r->row.text.n) != NULL)
        return ky_fail(err, KY_E_INVALID, "line %zu: a NUL byte; this is no text in UTF-8",
                       r->row.line);
    ky_rc rc = ky_tsv_rows_wait(&r->rows, &r->row, ky_layout_columns(r->cx->schema), &waits, err);
    if (rc != KY_OK || waits)
        return rc;
    rc = clean(r, 0, place(r, 1), &text, err);
    if (rc == KY_OK)
        ky_legend_line(&r->legends, r->cx, text, r->row.line, &r->scratch);
    return rc;
}

/* Go to the next row of the table; headers and preface are dealt with on the way. */
static ky_rc next_row(ky_reader *r, bool *ret_more, ky_err *err)
{
    for (;;) {
        ky_rc rc = ky_tsv_rows_next(&r->rows, r->cx, r->has_header, &r->row, ret_more, err);
        if (rc != KY_OK || !*ret_more)
            return rc;
        ky_arena_clear(&r->scratch);
        ky_layout l;
        if (ky_layout_read(r->cx, r->row.plain, r->row.n, &r->scratch, &l)) {
            take_header(r, &l);
        } else if (r->has_header) {
            return KY_OK;
        } else {
            rc = take_preface(r, err);
            if (rc != KY_OK)
                return rc;
        }
    }
}

/* Fewer cells than columns: the row may be cut. More: they are blank as in the header, as a
 * spreadsheet writes them, or there is too much. */
static void check_count(ky_reader *r, ky_place at)
{
    char found[32];
    char made[32];
    size_t columns = r->layout.n;
    size_t n = r->row.total;
    while (n > columns && n <= KY_MAX_CELLS && r->row.plain[n - 1].n == 0)
        n--;
    (void) snprintf(found, sizeof found, "%zu cells", r->row.total);
    (void) snprintf(made, sizeof made, "%zu cells", columns);
    at.column = n < columns ? n : columns + 1;
    if (n != columns || r->row.total > (r->width > n ? r->width : n))
        report(r, at, KY_FIND_CELL_COUNT, ky_str_of(found), ky_str_of(made));
    else if (r->row.total > n)
        report(r, at, KY_FIND_EXTRA_BLANK, ky_str_of(found), ky_str_of(made));
}

/* A last line without its end may stop inside a value that happens to be one. */
static void check_cut(ky_reader *r, ky_place at)
{
    size_t last = r->row.n - 1;
    if (!r->row.unfinished || last >= r->layout.n)
        return;
    ky_str cell = r->row.plain[last];
    size_t field = r->layout.field[last];
    at.column = last + 1;
    if (r->row.quote_open)
        report(r, at, KY_FIND_QUOTE_OPEN, cell, cell);
    if (cell.n > 0 && field < r->cx->schema->n_fields &&
        ky_vocab_has(r->cx->vocab, field, cell, &r->scratch) &&
        ky_vocab_may_be_cut(r->cx->vocab, field, cell))
        report(r, at, KY_FIND_CUT_VALUE, cell, cell);
}

/* True for the last cell of a file that stops inside a value: what stands there is none. Text is
 * right as far as it goes, so it is kept. */
static bool is_cut(ky_reader *r, size_t i, size_t field)
{
    const ky_field *f = &r->cx->schema->fields[field];
    ky_str cell = r->row.plain[i];
    if (!r->row.unfinished || i + 1 != r->row.total || cell.n == 0 || f->kind != KY_FIELD_FACET)
        return false;
    if (f->n_vocabulary == 0)
        return r->row.total < r->layout.n || !ky_utf8_valid(cell, NULL);
    return !ky_vocab_is_none(r->cx->vocab, cell) &&
           ky_vocab_is_cut(r->cx->vocab, cell, &r->scratch);
}

static ky_rc report_shift(ky_reader *r, ky_place at, size_t field, ky_str cell, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf made = {0};
    ky_buf_put(&made, r->cx->schema->fields[field].column);
    ky_buf_puts(&made, ": ");
    ky_buf_put(&made, cell);
    ky_rc rc = ky_buf_check(&made, err);
    if (rc == KY_OK)
        report(r, at, KY_FIND_SHIFT, cell, ky_buf_str(&made));
    return rc;
}

static ky_rc put_cell(ky_reader *r, ky_draft *d, size_t i, ky_row_kind kind, ky_err *err)
{
    const ky_schema *s = r->cx->schema;
    const ky_place at = ky_draft_place(d, r->row.line, i + 1);
    size_t field = i < r->layout.n ? r->layout.field[i] : s->n_fields;
    ky_str cell;
    ky_rc rc = clean(r, i, at, &cell, err);
    if (rc == KY_OK && kind == KY_ROW_SHIFTED && r->home[i] < s->n_fields) {
        field = r->home[i];
        rc = report_shift(r, at, field, cell, err);
    }
    if (rc != KY_OK || field == s->n_fields)
        return rc;
    if (is_cut(r, i, field)) {
        report(r, at, KY_FIND_CUT_VALUE, cell, KY_LIT(""));
        return KY_OK;
    }
    if (kind == KY_ROW_RECORD)
        return ky_draft_put(d, field, at, cell, KY_FROM_FIRST_LINE, err);
    if (s->fields[field].continued)
        return ky_draft_put(d, field, at, cell, KY_FROM_CONTINUATION, err);
    if (cell.n > 0) {
        bool none = ky_vocab_is_none(r->cx->vocab, cell);
        report(r, at, none ? KY_FIND_NONE_MARK : KY_FIND_STRAY_CELL, cell, KY_LIT(""));
    }
    return KY_OK;
}

static ky_rc put_row(ky_reader *r, ky_draft *d, ky_row_kind kind, ky_err *err)
{
    size_t n = r->row.n;
    if (kind != KY_ROW_SHIFTED && n > r->layout.n)
        n = r->layout.n;
    for (size_t i = 0; i < n; i++) {
        ky_rc rc = put_cell(r, d, i, kind, err);
        if (rc != KY_OK)
            return rc;
    }
    check_count(r, ky_draft_place(d, r->row.line, 1));
    check_cut(r, ky_draft_place(d, r->row.line, 1));
    return KY_OK;
}

static ky_rc begin_record(ky_reader *r, ky_draft *d, ky_arena *arena, ky_err *err)
{
    const ky_schema *s = r->cx->schema;
    uint32_t number;
    bool wide;
    ky_rc rc = ky_draft_begin(d, r->cx, arena, r->row.line, err);
    if (rc != KY_OK)
        return rc;
    if (ky_cell_number(ky_row_cell(s, &r->layout, &r->row, s->number), &number, &wide))
        ky_draft_expect_number(d, number);
    return put_row(r, d, KY_ROW_RECORD, err);
}

/* Report a row that belongs to no record. A blank one of the right length says nothing. */
static ky_rc leave_out(ky_reader *r, ky_finding why, ky_err *err)
{
    size_t first = 0;
    ky_str cell;
    while (first < r->row.n && r->row.plain[first].n == 0)
        first++;
    if (r->row.total > 1)
        check_count(r, place(r, 1));
    if (first == r->row.n)
        return KY_OK;
    ky_rc rc = clean(r, first, place(r, first + 1), &cell, err);
    if (rc == KY_OK)
        report(r, place(r, first + 1), why, cell, KY_LIT(""));
    return rc;
}

/* Take the present row. *ret_done: it begins the record after d. */
static ky_rc take_row(ky_reader *r, ky_draft *d, bool *begun, bool *ret_done, ky_arena *arena,
                      ky_err *err)
{
    ky_row_kind kind = ky_row_kind_of(r->cx, &r->layout, &r->row, &r->scratch, r->home);
    *ret_done = kind == KY_ROW_RECORD && *begun;
    if (*ret_done) {
        ky_tsv_rows_hold(&r->rows);
        return KY_OK;
    }
    switch (kind) {
    case KY_ROW_BLANK:
        return KY_OK;
    case KY_ROW_TEXT:
        return leave_out(r, KY_FIND_STRAY_TEXT, err);
    case KY_ROW_RECORD:
        *begun = true;
        return begin_record(r, d, arena, err);
    case KY_ROW_CONTINUATION:
    case KY_ROW_SHIFTED:
        break;
    }
    return *begun ? put_row(r, d, kind, err) : leave_out(r, KY_FIND_NO_RECORD_YET, err);
}

static ky_rc tsv_next(ky_reader *r, ky_arena *arena, ky_record *ret, bool *ret_keep, bool *ret_more,
                      ky_err *err)
{
    ky_draft d;
    bool begun = false;
    for (bool done = false; !done;) {
        bool more;
        ky_rc rc = next_row(r, &more, err);
        if (rc == KY_OK && more)
            rc = take_row(r, &d, &begun, &done, arena, err);
        if (rc != KY_OK)
            return rc;
        done = done || !more;
    }
    *ret_more = begun;
    return begun ? ky_draft_finish(&d, ret, ret_keep, err) : KY_OK;
}

static ky_rc tsv_why_empty(const ky_reader *r, ky_err *err)
{
    const ky_schema *s = r->cx->schema;
    size_t lines = ky_source_lines(r->cx->source);
    if (lines == 0)
        return ky_fail(err, KY_E_INVALID, "the table is empty");
    if (r->has_header)
        return ky_fail(err, KY_E_INVALID, "there is a header but no record");
    return ky_fail(err, KY_E_INVALID,
                   "no header: none of its %zu lines has the column '%.*s' and the others, "
                   "separated by tabs, in UTF-8",
                   lines, KY_FMT(s->fields[s->title].column));
}

const ky_reader_kind ky_reader_tsv = {tsv_open, tsv_next, tsv_why_empty, tsv_free};
