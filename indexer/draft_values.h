/* The values of a record's fields: split, known or not, not too many. For draft.c. */
#ifndef KY_INDEXER_DRAFT_VALUES_H
#define KY_INDEXER_DRAFT_VALUES_H

#include "draft.h"

/* Append a value, copied into the draft's arena. Errors NOMEM. */
ky_rc ky_draft_add_value(ky_draft *d, size_t field, ky_value v, ky_err *err);

/* Read a clean, not empty cell as one or several values of a facet. Errors NOMEM. */
ky_rc ky_draft_put_facet(ky_draft *d, size_t field, ky_place at, ky_str cell, ky_origin from,
                         ky_err *err);

/* The values of a field on one line, for reports; "" without memory. */
ky_str ky_draft_joined(const ky_draft *d, size_t field);

#endif
