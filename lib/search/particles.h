/* Kana with particles between their words: こえのこうほう for 声の広報. */
#ifndef KY_SEARCH_PARTICLES_H
#define KY_SEARCH_PARTICLES_H

#include "forms.h"

enum { KY_MAX_SPLIT = 4 };

/* Take kana apart at の and を where they mean nothing as a whole and each of the rest does, as
 * what stands between particles in kanji is a keyword each.
 *  forms    what was found of the whole; split is what has keys and no form.
 *  ret_n    how many there are in ret, at least two; 0 where it is not split.
 *  errors   as for ky_expand().
 *  cost     two widenings for each particle. */
ky_rc ky_split_at_particles(ky_index *ix, const ky_forms *forms, ky_str ret[KY_MAX_SPLIT],
                            size_t *ret_n, ky_err *err);

#endif
