#include "progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { REDRAW_MS = 100 };

/* Back to the first column, and clear the line (ECMA-48 EL). */
static const char clear_line[] = "\r\x1b[K";

static uint64_t now_ms(void)
{
    struct timespec t;
    if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
        return 0;
    return (uint64_t) t.tv_sec * 1000 + (uint64_t) t.tv_nsec / 1000000;
}

void ky_progress_begin(ky_progress *p)
{
    *p = (ky_progress){.shown = isatty(STDERR_FILENO) == 1, .started_ms = now_ms()};
}

static void draw(const ky_progress *p, double fraction, uint64_t elapsed_ms)
{
    double seconds = (double) elapsed_ms / 1000;
    (void) fprintf(stderr, "%s%zu records", clear_line, p->records);
    if (seconds > 0)
        (void) fprintf(stderr, ", %.0f a second", (double) p->records / seconds);
    if (fraction > 0 && fraction <= 1) {
        unsigned left = (unsigned) (seconds * (1 - fraction) / fraction + 0.5);
        (void) fprintf(stderr, ", %u:%02u left", left / 60, left % 60);
    }
    (void) fflush(stderr);
}

void ky_progress_step(ky_progress *p, double fraction)
{
    p->records++;
    if (!p->shown)
        return;
    uint64_t now = now_ms();
    if (now - p->drawn_ms < REDRAW_MS)
        return;
    p->drawn_ms = now;
    draw(p, fraction, now - p->started_ms);
    p->drawn = true;
}

void ky_progress_say(ky_progress *p, const char *what)
{
    if (!p->shown || (what == NULL && !p->drawn))
        return;
    (void) fprintf(stderr, "%s%s", clear_line, what == NULL ? "" : what);
    p->drawn = what != NULL;
    (void) fflush(stderr);
}
