/* Paragraphs and cells, set into lines. */
#ifndef KY_CLI_PARAGRAPH_H
#define KY_CLI_PARAGRAPH_H

#include "text.h"

/* Where text is set: each line begins after `indent` columns and takes `columns` at most. */
typedef struct cli_frame {
    const cli_screen *screen;
    size_t indent;
    size_t columns;
    size_t max_lines; /* the rest is cut with `…`; 0 for no limit */
    bool dim;
} cli_frame;

/* Append t in lines. The first one goes on where the cursor is, which the caller has put at the
 * indent; each line ends with a line break. An empty text is one empty line. */
void cli_put_paragraph(ky_buf *out, const cli_frame *frame, const cli_text *t);

/* The same for plain clean text. */
void cli_put_plain_paragraph(ky_buf *out, const cli_frame *frame, ky_str text);

/* A line across the screen. */
void cli_put_rule(ky_buf *out, const cli_screen *screen);

/* SGR sequences, empty where the screen has no colour. */
const char *cli_dim(const cli_screen *screen);
const char *cli_bold(const cli_screen *screen);
const char *cli_off(const cli_screen *screen);

#endif
