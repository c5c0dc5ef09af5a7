/* What of a keyword that finds nothing may be mistyped: all of it, or a part of it between what the
 * index knows. */
#ifndef KY_SEARCH_SUSPECTS_H
#define KY_SEARCH_SUSPECTS_H

#include "index_priv.h"

enum {
    KY_MAX_SUSPECTS = 8,
    KY_MAX_SUSPECT_READINGS = 4,
    KY_MIN_SUSPECT = 3, /* characters of what may lack one */
};

typedef struct ky_suspect {
    ky_str before; /* stays */
    ky_str wrong;
    ky_str after; /* stays */
    size_t characters;
    unsigned limit;                           /* of spelling, in costs of mistyped.h; 0: none */
    ky_str readings[KY_MAX_SUSPECT_READINGS]; /* kana keys */
    size_t n_readings;
    unsigned limit_kana;    /* of readings, where it is typed as it is read; else 0 */
    ky_str letters;         /* of what is Latin: letters.h; else empty */
    unsigned limit_letters; /* of those */
} ky_suspect;

typedef struct ky_suspects {
    ky_suspect items[KY_MAX_SUSPECTS]; /* the likelier first */
    size_t n;
} ky_suspects;

/* List the suspects of a keyword.
 *  keyword  folded.
 *  arena    holds everything in *ret.
 *  errors   NOMEM, INVALID (not UTF-8).
 *  threads  the index's thread. */
ky_rc ky_suspects_list(ky_index *ix, ky_str keyword, ky_arena *arena, ky_suspects *ret,
                       ky_err *err);

#endif
