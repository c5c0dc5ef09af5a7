/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading what a database holds: metadata, terms, postings, documents, values, spellings and
 * synonyms. Results are copies; nothing is fetched later.
 *
 * A visit calls back for each entry, in byte order of terms and keys and ascending order of
 * numbers, until the callback returns false; that is success too. */
#ifndef XAPIAN_C_READ_H
#define XAPIAN_C_READ_H

#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct xapc_term {
    xapc_bytes term;
    uint32_t wdf;      /* within-document frequency; 0 where no document is being read */
    uint32_t termfreq; /* documents that hold the term; 0 where a document is being read */
} xapc_term;

typedef struct xapc_posting {
    uint32_t docid;
    uint32_t wdf;
    uint32_t doclength;
} xapc_posting;

/* Each returns true to go on, false to end the visit. */
typedef bool (*xapc_bytes_visit)(xapc_bytes bytes, void *payload);
typedef bool (*xapc_term_visit)(const xapc_term *term, void *payload);
typedef bool (*xapc_posting_visit)(const xapc_posting *posting, void *payload);
typedef bool (*xapc_position_visit)(uint32_t position, void *payload);
/* number is a document id in a value stream, a slot in a document's values. */
typedef bool (*xapc_value_visit)(uint32_t number, xapc_bytes value, void *payload);

/* ---- metadata ---- */

/* The value stored under key; an absent key gives an empty buffer. Of several parts only the first
 * is asked.
 *  key      not empty.
 *  ret      free with xapc_buffer_free().
 *  errors   MODIFIED. */
XAPC_API xapc_status xapc_database_metadata(xapc_database *db, xapc_bytes key, xapc_buffer *ret,
                                            xapc_error *err);

/* Visit the keys that begin with prefix (an empty one: all).
 *  errors   MODIFIED. */
XAPC_API xapc_status xapc_database_each_metadata_key(xapc_database *db, xapc_bytes prefix,
                                                     xapc_bytes_visit visit, void *payload,
                                                     xapc_error *err);

/* ---- terms ---- */

/* Statistics of one term; a term that no document holds has zeros. */
typedef struct xapc_term_stats {
    uint32_t termfreq;        /* documents that hold it */
    uint32_t collection_freq; /* sum of its wdfs */
    uint32_t wdf_upper;       /* no document holds it more often; need not be tight */
} xapc_term_stats;

/* term     not empty.
 * errors   MODIFIED. */
XAPC_API xapc_status xapc_database_term_stats(xapc_database *db, xapc_bytes term,
                                              xapc_term_stats *ret, xapc_error *err);

/* errors   MODIFIED. */
XAPC_API xapc_status xapc_database_has_term(xapc_database *db, xapc_bytes term, bool *ret,
                                            xapc_error *err);

/* Visit the terms that begin with prefix (an empty one: all), with their termfreq.
 *  errors   MODIFIED. */
XAPC_API xapc_status xapc_database_each_term(xapc_database *db, xapc_bytes prefix,
                                             xapc_term_visit visit, void *payload, xapc_error *err);

/* Visit the documents that hold term; an empty term visits every document, with wdf 1.
 *  errors   MODIFIED. */
XAPC_API xapc_status xapc_database_each_posting(xapc_database *db, xapc_bytes term,
                                                xapc_posting_visit visit, void *payload,
                                                xapc_error *err);

/* True where the term indexes the document; one that does not exist has no terms.
 *  term     not empty.
 *  errors   MODIFIED.
 *  cost     reads the term's postings from the chunk that the document would be in. */
XAPC_API xapc_status xapc_database_has_posting(xapc_database *db, xapc_bytes term, uint32_t docid,
                                               bool *ret, xapc_error *err);

/* ---- documents ---- */

/* Which parts of a document to copy; a bit mask. */
#define XAPC_PART_DATA 1u
#define XAPC_PART_VALUES 2u
#define XAPC_PART_TERMS 4u
#define XAPC_PART_POSITIONS 8u /* implies terms */
#define XAPC_PART_ALL 15u

/* Copy a document out of the database. It holds the asked parts and nothing else, so only one with
 * all its parts should be edited and written back.
 *  parts    XAPC_PART_* joined by |, at least one.
 *  ret      the caller's; free with xapc_document_free().
 *  errors   NOT_FOUND, MODIFIED, INVALID (docid 0). */
XAPC_API xapc_status xapc_database_document(xapc_database *db, uint32_t docid, unsigned parts,
                                            xapc_document **ret, xapc_error *err);

/* The stored data alone, without a document around it.
 *  errors   NOT_FOUND, MODIFIED. */
XAPC_API xapc_status xapc_database_document_data(xapc_database *db, uint32_t docid,
                                                 xapc_buffer *ret, xapc_error *err);

/* One value alone; empty when the slot is.
 *  errors   NOT_FOUND, MODIFIED. */
XAPC_API xapc_status xapc_database_document_value(xapc_database *db, uint32_t docid, uint32_t slot,
                                                  xapc_buffer *ret, xapc_error *err);

typedef struct xapc_document_stats {
    uint32_t length;       /* sum of the wdfs */
    uint32_t unique_terms; /* different terms with a wdf; may count those of wdf 0 too */
} xapc_document_stats;

/* errors   NOT_FOUND, MODIFIED. */
XAPC_API xapc_status xapc_database_document_stats(xapc_database *db, uint32_t docid,
                                                  xapc_document_stats *ret, xapc_error *err);

/* Visit the terms of a document, with their wdf.
 *  errors   NOT_FOUND, MODIFIED, UNIMPLEMENTED (a database made without term lists). */
XAPC_API xapc_status xapc_database_each_document_term(xapc_database *db, uint32_t docid,
                                                      xapc_term_visit visit, void *payload,
                                                      xapc_error *err);

/* Visit the positions of a term in a document; none when the term or the document is not there.
 *  errors   MODIFIED. */
XAPC_API xapc_status xapc_database_each_position(xapc_database *db, uint32_t docid, xapc_bytes term,
                                                 xapc_position_visit visit, void *payload,
                                                 xapc_error *err);

/* ---- values ---- */

/* Statistics of one value slot. The bounds need not be tight; both are empty for an unused slot.
 * Free with xapc_value_stats_free(). */
typedef struct xapc_value_stats {
    uint32_t freq; /* documents with a value in the slot */
    xapc_buffer lower;
    xapc_buffer upper;
} xapc_value_stats;

/* errors   MODIFIED. */
XAPC_API xapc_status xapc_database_value_stats(xapc_database *db, uint32_t slot,
                                               xapc_value_stats *ret, xapc_error *err);

/* Free both bounds. stats may be NULL. */
XAPC_API void xapc_value_stats_free(xapc_value_stats *stats);

/* Visit the values in a slot, by document id; documents without one are passed over.
 *  errors   MODIFIED. */
XAPC_API xapc_status xapc_database_each_value(xapc_database *db, uint32_t slot,
                                              xapc_value_visit visit, void *payload,
                                              xapc_error *err);

/* ---- spellings and synonyms; remote databases show none ---- */

/* The best known spelling near word, or an empty buffer when there is none.
 *  max_edit_distance   single-character changes; 2 is usual.
 *  errors              MODIFIED. */
XAPC_API xapc_status xapc_database_spelling(xapc_database *db, xapc_bytes word,
                                            unsigned max_edit_distance, xapc_buffer *ret,
                                            xapc_error *err);

/* Visit the spelling dictionary; termfreq is the word's frequency in it.
 *  errors   MODIFIED. */
XAPC_API xapc_status xapc_database_each_spelling(xapc_database *db, xapc_term_visit visit,
                                                 void *payload, xapc_error *err);

/* Visit the synonyms of term.
 *  errors   MODIFIED. */
XAPC_API xapc_status xapc_database_each_synonym(xapc_database *db, xapc_bytes term,
                                                xapc_bytes_visit visit, void *payload,
                                                xapc_error *err);

/* Visit the terms that begin with prefix and have synonyms.
 *  errors   MODIFIED. */
XAPC_API xapc_status xapc_database_each_synonym_key(xapc_database *db, xapc_bytes prefix,
                                                    xapc_bytes_visit visit, void *payload,
                                                    xapc_error *err);

#ifdef __cplusplus
}
#endif
#endif
