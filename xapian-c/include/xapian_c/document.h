/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Documents in memory: terms with frequencies and positions, values in numbered slots, and data. */
#ifndef XAPIAN_C_DOCUMENT_H
#define XAPIAN_C_DOCUMENT_H

#include "read.h"
#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The longest term there may be, in bytes; each NUL byte counts twice. Longer ones are INVALID when
 * they are added: Xapian would find some of them only at commit, and lose all that goes with it. */
#define XAPC_MAX_TERM_BYTES 245

/* An empty document.
 *  ret      the caller's; free with xapc_document_free(). */
XAPC_API xapc_status xapc_document_new(xapc_document **ret, xapc_error *err);

/* doc may be NULL. */
XAPC_API void xapc_document_free(xapc_document *doc);

/* The id the document was read or written under; 0 for one that was neither. */
XAPC_API xapc_status xapc_document_docid(const xapc_document *doc, uint32_t *ret, xapc_error *err);

/* Replace the stored data, which Xapian does not look into. */
XAPC_API xapc_status xapc_document_set_data(xapc_document *doc, xapc_bytes data, xapc_error *err);

/* ret      free with xapc_buffer_free(). */
XAPC_API xapc_status xapc_document_data(const xapc_document *doc, xapc_buffer *ret,
                                        xapc_error *err);

/* Add wdf_inc occurrences of term without position; 0 makes a boolean term of a new one.
 *  errors   INVALID (empty or too long a term).
 *  cost     logarithmic in the number of terms; no allocation besides Xapian's own. */
XAPC_API xapc_status xapc_document_add_term(xapc_document *doc, xapc_bytes term, uint32_t wdf_inc,
                                            xapc_error *err);

/* The same with wdf_inc 0: a term to filter by, which takes no part in lengths and weights. */
XAPC_API xapc_status xapc_document_add_boolean_term(xapc_document *doc, xapc_bytes term,
                                                    xapc_error *err);

/* Add an occurrence of term at a position (counted in words, from 1) and wdf_inc to its wdf.
 *  errors   INVALID (empty or too long a term).
 *  cost     as xapc_document_add_term; positions in ascending order are fastest. */
XAPC_API xapc_status xapc_document_add_posting(xapc_document *doc, xapc_bytes term,
                                               uint32_t position, uint32_t wdf_inc,
                                               xapc_error *err);

/* Remove one position and wdf_dec from the wdf (not below 0); the term stays.
 *  errors   INVALID (the term or the position is not there). */
XAPC_API xapc_status xapc_document_remove_posting(xapc_document *doc, xapc_bytes term,
                                                  uint32_t position, uint32_t wdf_dec,
                                                  xapc_error *err);

/* Remove the positions first..last (both included) and wdf_dec for each one removed.
 *  ret      how many there were; may be NULL.
 *  errors   INVALID (the term is not there). */
XAPC_API xapc_status xapc_document_remove_postings(xapc_document *doc, xapc_bytes term,
                                                   uint32_t first, uint32_t last, uint32_t wdf_dec,
                                                   uint32_t *ret, xapc_error *err);

/* Remove the term with its positions.
 *  errors   INVALID (the term is not there). */
XAPC_API xapc_status xapc_document_remove_term(xapc_document *doc, xapc_bytes term,
                                               xapc_error *err);

XAPC_API xapc_status xapc_document_clear_terms(xapc_document *doc, xapc_error *err);

XAPC_API xapc_status xapc_document_term_count(const xapc_document *doc, uint32_t *ret,
                                              xapc_error *err);

/* Visit the terms, with their wdf. The callback must not change the document. */
XAPC_API xapc_status xapc_document_each_term(const xapc_document *doc, xapc_term_visit visit,
                                             void *payload, xapc_error *err);

/* Visit the positions of one term; none when it is not there. */
XAPC_API xapc_status xapc_document_each_position(const xapc_document *doc, xapc_bytes term,
                                                 xapc_position_visit visit, void *payload,
                                                 xapc_error *err);

/* Set the value in a slot; an empty one removes it.
 *  slot     0..0xfffffffe. */
XAPC_API xapc_status xapc_document_add_value(xapc_document *doc, uint32_t slot, xapc_bytes value,
                                             xapc_error *err);

/* errors   INVALID (the slot is empty). */
XAPC_API xapc_status xapc_document_remove_value(xapc_document *doc, uint32_t slot, xapc_error *err);

XAPC_API xapc_status xapc_document_clear_values(xapc_document *doc, xapc_error *err);

/* The value in a slot; an empty buffer for an empty slot. */
XAPC_API xapc_status xapc_document_value(const xapc_document *doc, uint32_t slot, xapc_buffer *ret,
                                         xapc_error *err);

XAPC_API xapc_status xapc_document_value_count(const xapc_document *doc, uint32_t *ret,
                                               xapc_error *err);

/* Visit slots and values. The callback must not change the document. */
XAPC_API xapc_status xapc_document_each_value(const xapc_document *doc, xapc_value_visit visit,
                                              void *payload, xapc_error *err);

/* The whole document as bytes, for xapc_document_unserialise; they depend on the Xapian version. */
XAPC_API xapc_status xapc_document_serialise(const xapc_document *doc, xapc_buffer *ret,
                                             xapc_error *err);

/* errors   CORRUPT (not such bytes). */
XAPC_API xapc_status xapc_document_unserialise(xapc_bytes bytes, xapc_document **ret,
                                               xapc_error *err);

/* ---- numbers as values ---- */

/* A number in the form whose byte order is the numbers' order (Xapian::sortable_serialise). */
typedef struct xapc_sortable {
    char data[9];
    uint8_t size;
} xapc_sortable;

/* number   any but NaN; infinities sort at the ends.
 * errors   INVALID (NaN). */
XAPC_API xapc_status xapc_sortable_serialise(double number, xapc_sortable *ret, xapc_error *err);

/* The number again; bytes that are no such form give some number. */
XAPC_API xapc_status xapc_sortable_unserialise(xapc_bytes value, double *ret, xapc_error *err);

#ifdef __cplusplus
}
#endif
#endif
