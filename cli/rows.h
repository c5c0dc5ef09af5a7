/* Answers for other programs: tab-separated, RFC 4180 CSV, or one JSON object a line. */
#ifndef KY_CLI_ROWS_H
#define KY_CLI_ROWS_H

#include "fields.h"

typedef enum cli_format {
    CLI_FORMAT_TABLE,
    CLI_FORMAT_JSON,
    CLI_FORMAT_JSONL,
    CLI_FORMAT_TSV,
    CLI_FORMAT_CSV,
} cli_format;

/* Write cells in a format: TSV or CSV. */
typedef struct cli_rows {
    ky_buf *out;
    cli_format format;
    size_t cells; /* of the line so far */
} cli_rows;

/* One cell. Control characters become U+FFFD; tabs and line breaks become a space in TSV and stay
 * in CSV, where cells are written as base/csv_cell.h has it: quoted as needed, and with an
 * apostrophe before what a spreadsheet would take for a formula. */
void cli_rows_cell(cli_rows *r, ky_str text);
void cli_rows_end(cli_rows *r);

/* Records, one a line under a header of id, number, year and the schema's names. Values of a list
 * are joined by `;`, in CSV so that kyodo-indexer takes them apart again. */
void cli_put_records(ky_buf *out, cli_format format, const cli_fields *f, const json_t *records);

/* The counts of an answer: facet, value, count, selected. */
void cli_put_counts(ky_buf *out, cli_format format, const json_t *facets);

/* Suggestions: text, kind, reading, count. */
void cli_put_suggestions(ky_buf *out, cli_format format, const json_t *suggestions);

/* Append JSON text for a terminal: DEL and the controls U+0080…U+009F, which JSON allows in a
 * string as they are, become \u escapes, so that it stays the same JSON. */
void cli_put_json_safely(ky_buf *out, ky_str json);

/* One JSON object a line, safely where a terminal reads them: the members of a list, and the
 * counts of an answer with "facet" in front of their members. Errors NOMEM. */
ky_rc cli_put_json_lines(ky_buf *out, const json_t *list, bool terminal, ky_err *err);
ky_rc cli_put_json_counts(ky_buf *out, const json_t *facets, bool terminal, ky_err *err);

#endif
