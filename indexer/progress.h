/* How far the reading has come, on a terminal; nothing where standard error is none. */
#ifndef KY_INDEXER_PROGRESS_H
#define KY_INDEXER_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ky_progress {
    bool shown; /* standard error is a terminal */
    uint64_t started_ms;
    uint64_t drawn_ms;
    bool drawn; /* a line stands there now */
    size_t records;
} ky_progress;

void ky_progress_begin(ky_progress *p);

/* One more record. fraction is the part of the input that has been read, 0…1, or negative where it
 * is not known. Draws at most ten times a second. */
void ky_progress_step(ky_progress *p, double fraction);

/* Say what is being done now, instead of the count; NULL takes the line away. */
void ky_progress_say(ky_progress *p, const char *what);

#endif
