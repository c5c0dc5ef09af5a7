/* A record in the making: cells come in one by one, are read as what their field holds, and the
 * whole is checked at the end. */
#ifndef KY_INDEXER_DRAFT_H
#define KY_INDEXER_DRAFT_H

#include "context.h"

/* Where a cell comes from decides how "nothing" is written and whether values are to be split. */
typedef enum ky_origin {
    KY_FROM_FIRST_LINE,   /* of a record of the published table */
    KY_FROM_CONTINUATION, /* of it */
    KY_FROM_CSV,          /* several values separated by ; */
    KY_FROM_JSON,         /* a string */
    KY_FROM_JSON_LIST,    /* one item of a list: never split */
} ky_origin;

typedef struct ky_draft {
    ky_context *cx;
    ky_arena *arena;
    ky_record record;
    ky_place *places; /* where each field's first cell stood; line 0 where there was none */
    size_t *room;     /* for values of each field */
    ky_place at;      /* the record's first line */
    ky_str brought;   /* the id that the record brings, or empty */
    bool dated;       /* it brings its year */
} ky_draft;

/* Begin a record at a line; it lives in arena. Errors NOMEM. */
ky_rc ky_draft_begin(ky_draft *d, ky_context *cx, ky_arena *arena, size_t line, ky_err *err);

/* The record's number, where it is known before the first cell is read: for reports alone. */
void ky_draft_expect_number(ky_draft *d, uint32_t number);

/* Where a cell of this record stands. */
ky_place ky_draft_place(const ky_draft *d, size_t line, size_t column);

/* Read a clean cell as the given field's. Errors NOMEM. */
ky_rc ky_draft_put(ky_draft *d, size_t field, ky_place at, ky_str cell, ky_origin from,
                   ky_err *err);

/* The record's own number or year, where the schema has no field of that role. Errors NOMEM. */
ky_rc ky_draft_put_role(ky_draft *d, ky_role role, ky_place at, ky_str cell, ky_err *err);

/* One field of a kind other than facet, from something typed already. */
ky_rc ky_draft_put_flag(ky_draft *d, size_t field, ky_place at, bool yes, ky_err *err);

/* The id that the record brings: used unless it is unusable. Errors NOMEM. */
ky_rc ky_draft_put_id(ky_draft *d, ky_place at, ky_str id, ky_err *err);

/* A note for the next value of field, from the *next-th on, that may have one and has none; an
 * empty one leaves that value without. Errors NOMEM. */
ky_rc ky_draft_put_note(ky_draft *d, size_t field, ky_place at, ky_str note, size_t *next,
                        ky_err *err);

/* After the notes of a JSON object: leave out what stands twice with the same note. */
void ky_draft_settle_repeats(ky_draft *d);

/* Check the whole and give the record its number, year and id.
 *  ret_keep  false where the record is left out (reported).
 *  errors    NOT_FOUND (nothing says which year it is), NOMEM. */
ky_rc ky_draft_finish(ky_draft *d, ky_record *ret, bool *ret_keep, ky_err *err);

#endif
