/* Text on a terminal: its width in columns, where a line may end, and what is marked in it.
 *
 * A text is cut between extended grapheme clusters only. East Asian "ambiguous" characters count
 * one column, as terminals do by default. Everything here expects text from cli_text_*(), in which
 * nothing is left that a terminal obeys. */
#ifndef KY_CLI_TEXT_H
#define KY_CLI_TEXT_H

#include "base/buf.h"
#include "base/mem.h"
#include "screen.h"

/* A marked part, in bytes of the text. */
typedef struct cli_span {
    size_t start;
    size_t end;
} cli_span;

/* Begin with `cli_text t = {0};`. A missing allocation sticks: see cli_text_ok(). */
typedef struct cli_text {
    ky_buf bytes;
    cli_span *marks; /* in order, apart from each other */
    size_t n_marks;
    size_t cap_marks;
} cli_text;

void cli_text_fini(cli_text *t); /* for KY_CLEANUP */
void cli_text_clear(cli_text *t);
bool cli_text_ok(const cli_text *t);

/* Append plain text: tabs, line breaks and other white space of control become a space; other
 * control characters, those that change the direction of text, and broken bytes become U+FFFD. */
void cli_text_put(cli_text *t, ky_str plain);

/* Append a highlight as answers carry it: HTML-escaped, matches wrapped in <mark>. */
void cli_text_put_html(cli_text *t, ky_str html);

/* Append s to out, cleaned as by cli_text_put(). */
void cli_put_clean(ky_buf *out, ky_str s);

/* Columns that s takes. O(n). */
size_t cli_width(ky_str s);

/* Bytes at the start of s that fit into columns, whole clusters, and the columns they take. */
size_t cli_fit(ky_str s, size_t columns, size_t *ret_used);

/* Bytes of the first line of s in a paragraph of that many columns: up to a place where Japanese
 * or spaced text may be broken, or as much as fits where there is none; at least one cluster of a
 * text that is not empty. Spaces at the break are not counted in *ret_shown. */
size_t cli_line(ky_str s, size_t columns, size_t *ret_shown);

/* Append bytes [start, end) of t, marks in bold yellow where the screen has colour. dim is for the
 * rest. */
void cli_put_part(ky_buf *out, const cli_screen *screen, const cli_text *t, size_t start,
                  size_t end, bool dim);

/* Append s (clean) in exactly so many columns: cut with `…`, or filled up with spaces. */
void cli_put_cell(ky_buf *out, ky_str s, size_t columns, bool fill);

void cli_put_spaces(ky_buf *out, size_t n);

#endif
