/* What in a lexicon goes on as somebody has typed. */
#ifndef KY_SEARCH_COMPLETE_H
#define KY_SEARCH_COMPLETE_H

#include "candidates.h"
#include "held.h"
#include "typed.h"

enum {
    /* Up to so many entries and later words of a lexicon each is looked for beside the words that
     * stand in front of the last one; beyond it that would take too long while someone types. */
    KY_COMPLETE_NARROWED = 20000,
};

/* One completion under way. */
typedef struct ky_completing {
    ky_index *ix;
    ky_arena *arena;
    ky_typed typed;   /* the last word */
    ky_typed all;     /* what was typed as one text; empty where that is the last word */
    bool known;       /* what stands in front of the last word has been asked for: */
    ky_docids beside; /* its records */
    bool narrowed;    /* entries that stand in none of these are left out */
    bool met;         /* some entry goes on as typed, whatever it stands beside */
    bool trial;       /* one that brings a record is enough, */
    bool ask;         /* and whether it does is asked where that is not known otherwise */
    ky_candidates best;
    ky_rc rc; /* of looking at the candidates */
    ky_err *err;
} ky_completing;

/* Read what was typed and gather the best candidates, sorted, into ret->best. Of the same text
 * there may be several.
 *  q       as for ky_typed_read(); borrowed, must outlive *ret.
 *  arena   likewise; holds what is in *ret.
 *  errors  as for ky_typed_read() and ky_held_by_question(). Uses the index's scratch arena and
 *          leaves what it took there. */
ky_rc ky_complete(ky_index *ix, ky_str q, ky_arena *arena, ky_completing *ret, ky_err *err);

/* True where text holds a quotation mark of a question's syntax. */
bool ky_has_quotes(ky_str text);

/* Append to `out` the kana that continue a kana word (ky_lexicon_next()) and, where it is narrowed,
 * lead to an entry that brings something beside the words in front of it. Errors as above. */
ky_rc ky_complete_next(ky_completing *c, ky_buf *out);

/* Whether what was typed is the beginning of something: where the word being typed is kana, of a
 * reading, as ky_complete_next() names the kana that lead to one; else of whatever ky_complete()
 * finds. Where it is narrowed, of something that brings a record beside the words in front.
 *  q       likewise.
 *  arena   used during the call, which leaves there what it took.
 *  errors  as for ky_complete(), of which this is a part up to the first entry that does. */
ky_rc ky_complete_leads(ky_index *ix, ky_str q, ky_arena *arena, bool *ret, ky_err *err);

#endif
