/* What a record holds, as /v1/schema tells it: the order, the labels, what can be filtered by. */
#ifndef KY_CLI_FIELDS_H
#define KY_CLI_FIELDS_H

#include "base/arena.h"
#include "base/json.h"
#include "base/mem.h"

typedef enum cli_role { CLI_ROLE_NONE, CLI_ROLE_NUMBER, CLI_ROLE_YEAR, CLI_ROLE_TITLE } cli_role;

typedef enum cli_kind { CLI_TEXT, CLI_FACET, CLI_FLAG, CLI_NUMBER } cli_kind;

typedef struct cli_field {
    ky_str name;  /* key in answers; NUL-terminated */
    ky_str label; /* what people call it, in Japanese */
    cli_kind kind;
    cli_role role;
    ky_str split;         /* characters that part values in one cell of a table; or empty */
    const json_t *values; /* vocabulary of a facet, in its order; NULL where there is none */
} cli_field;

/* Borrows the schema's JSON; labels are cleaned for a terminal. Begin with `cli_fields f = {0};`.
 */
typedef struct cli_fields {
    cli_field *items; /* in the schema's order */
    size_t n;
    const cli_field *title; /* what a record is called; NULL where there is no text */
    cli_field *facets;      /* what can be filtered by */
    size_t n_facets;
    ky_arena arena;
} cli_fields;

/* errors  IO (this is no schema), NOMEM. */
ky_rc cli_fields_read(const json_t *schema, cli_fields *ret, ky_err *err);
void cli_fields_fini(cli_fields *f);

/* The label of a facet; the name itself where there is no such facet. */
ky_str cli_facet_label(const cli_fields *f, ky_str name);

/* Append one member of a record as plain text: the values of a list joined by `between`, the notes
 * of a facet in full-width brackets behind the values that take one, a flag as true or false. */
void cli_put_value(ky_buf *out, const cli_field *f, const json_t *record, const char *between);

/* The same for a cell of CSV: joined by `;`, a value in quotes where it would not be read back as
 * it is (base/csv_cell.h). */
void cli_put_csv_value(ky_buf *out, const cli_field *f, const json_t *record);

#endif
