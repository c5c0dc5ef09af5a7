/* Answers for people at a terminal. */
#ifndef KY_CLI_VIEW_H
#define KY_CLI_VIEW_H

#include "fields.h"
#include "screen.h"

/* The answer to a search: a line on what was found, the hits as a table whose columns depend on
 * the width, excerpts with the matches marked, and what is offered beside. */
void cli_view_hits(ky_buf *out, const cli_screen *screen, const cli_fields *f,
                   const json_t *answer);

/* One record: every field under its label, and the records like it. */
void cli_view_record(ky_buf *out, const cli_screen *screen, const cli_fields *f,
                     const json_t *record);

/* Suggestions, one a line: how many records, the text, its reading, what it is; and the kana that
 * may be typed next. */
void cli_view_suggestions(ky_buf *out, const cli_screen *screen, const cli_fields *f,
                          const json_t *answer);

/* The facets of an answer: values with their counts and a bar. */
void cli_view_facets(ky_buf *out, const cli_screen *screen, const cli_fields *f,
                     const json_t *answer);

#endif
