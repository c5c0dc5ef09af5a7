/* Where the lexicon of a build comes from, and where it is kept: the terms of the databases, the
 * names of the records, the values of the facets; the metadata of shard 0. */
#ifndef KY_SEARCH_LEXICON_SOURCE_H
#define KY_SEARCH_LEXICON_SOURCE_H

#include "ja/analyser.h"
#include "lexicon.h"
#include "schema.h"
#include "titles.h"
#include "xapian.h"

/* What a lexicon is made from. */
typedef struct ky_lexicon_source {
    xapc_database *records; /* all databases of the build, as one, committed */
    xapc_database *sounds;  /* likewise those of the sounds (layout.h) */
    const ky_schema *schema;
    ja_analyser *ja; /* the calling thread's */
    const ky_titles *titles;
} ky_lexicon_source;

/* Make the lexicon of a build.
 *  ret     free with ky_lexicon_fini().
 *  errors  INVALID (a title is not UTF-8), CORRUPT, IO, NOMEM, INTERNAL.
 *  cost    a walk over the terms of words and runs, and an analysis of each name and facet value.
 */
ky_rc ky_lexicon_make(const ky_lexicon_source *from, ky_lexicon *ret, ky_err *err);

/* Write a lexicon into the metadata; the caller commits. Errors IO, NOMEM. */
ky_rc ky_lexicon_store(const ky_lexicon *lx, xapc_writer *w, ky_err *err);

/* Read it from there. Errors CORRUPT (damaged, or there is none), STALE, IO, NOMEM. */
ky_rc ky_lexicon_load(xapc_database *db, ky_lexicon *ret, ky_err *err);

#endif
