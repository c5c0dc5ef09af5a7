/* Hits and values of facets as pages show them. */
#ifndef SEARCHD_PAGES_HITS_H
#define SEARCHD_PAGES_HITS_H

#include "pages/page.h"

/* A hit of a search, or a similar record: {"id", "href", "title", "texts", "tags", "flags"}, where
 * a title and a text are {"html"}, and a tag is {"label", "values": [{"label", "href"}]}. A new
 * reference, NULL without memory. */
json_t *hits_one(const page *p, const json_t *hit);

/* All of a list. */
json_t *hits_all(const page *p, const json_t *hits);

/* The address of a record. A new reference. */
json_t *hits_address(const page *p, ky_str id);

/* The address of all records that have a value. A new reference. */
json_t *hits_with_value(const page *p, size_t field, ky_str value);

/* The values of a facet, of a flag or of the year in a record, in its order; empty for what is no
 * facet, and for a flag that is not set. */
size_t hits_values(const page *p, const json_t *record, size_t field, ky_str *ret, size_t max);

#endif
