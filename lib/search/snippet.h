/* Which part of a long text to show: the best matches, from border to border. */
#ifndef KY_SEARCH_SNIPPET_H
#define KY_SEARCH_SNIPPET_H

#include "ja/analyser.h"

enum {
    KY_SNIPPET_CHARACTERS = 120,
    KY_SNIPPET_STARTS = 100, /* matches tried as the snippet's first one */
};

/* A stretch of the original text that matches a keyword. */
typedef struct ky_mark {
    size_t start; /* bytes */
    size_t end;
    size_t keyword;
} ky_mark;

/* Sorted by start, without overlap. */
typedef struct ky_marks {
    ky_mark *items;
    size_t n;
    size_t cap;
    bool failed;
} ky_marks;

typedef struct ky_window {
    size_t start; /* bytes of the original */
    size_t end;
} ky_window;

/* The window of at most KY_SNIPPET_CHARACTERS that shows most: different keywords first, then
 * matches, then the earliest. It begins and ends at 。、 or a word border and never inside a match
 * that fits into it; a text that fits is shown whole.
 *  errors  NOMEM.
 *  cost    linear in the text. */
ky_rc ky_snippet_window(const ja_analysis *a, const ky_marks *m, ky_arena *arena, ky_window *ret,
                        ky_err *err);

#endif
