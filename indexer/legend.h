/* The legends of the preface: what each facet may hold, as the table itself says it. */
#ifndef KY_INDEXER_LEGEND_H
#define KY_INDEXER_LEGEND_H

#include "context.h"

typedef struct ky_legends {
    bool seen[KY_MAX_FIELDS];
    size_t awaited; /* one more than the field whose values the next line lists; 0 for none */
} ky_legends;

/* Look at a line of the preface: a legend's first line, the line of values after it, or neither.
 *  text    plain and valid UTF-8. */
void ky_legend_line(ky_legends *l, const ky_context *cx, ky_str text, size_t line, ky_arena *arena);

/* The header is reached: report the legends that did not come. */
void ky_legend_end(ky_legends *l, const ky_context *cx, size_t line);

#endif
