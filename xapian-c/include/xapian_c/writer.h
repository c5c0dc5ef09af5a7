/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The writer of a database: documents, metadata, spellings, synonyms, transactions.
 *
 * Changes are visible to other readers after a commit. Xapian commits by itself too, after some
 * 10,000 changed documents, except inside a transaction. Inside a transaction that is cancelled,
 * everything since its begin is undone. */
#ifndef XAPIAN_C_WRITER_H
#define XAPIAN_C_WRITER_H

#include "document.h"
#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum xapc_open_mode XAPC_UNSIGNED {
    XAPC_CREATE_OR_OPEN = 0,
    XAPC_CREATE_OR_OVERWRITE = 1, /* what was there is lost when the writer opens */
    XAPC_CREATE_NEW = 2,          /* CREATE when there is one */
    XAPC_OPEN_EXISTING = 3        /* NOT_FOUND when there is none */
} xapc_open_mode;

/* Bits for flags. */
#define XAPC_OPEN_NO_SYNC 1u     /* do not wait for the disk: faster, may be lost in a power cut */
#define XAPC_OPEN_FULL_SYNC 2u   /* wait for the medium where the system can */
#define XAPC_OPEN_DANGEROUS 4u   /* overwrite in place: no reader may have the database open */
#define XAPC_OPEN_NO_TERMLIST 8u /* no term lists: smaller; no visits by document, no deletion */
#define XAPC_OPEN_RETRY_LOCK 16u /* wait for the lock instead of LOCKED */

/* Open the database at path for writing, or create it; path may name a stub file.
 *  flags        XAPC_OPEN_* joined by |, or 0.
 *  block_size   of a new database, in bytes: a power of 2 from 2048 to 65536, or 0 for 8192.
 *  ret          the caller's; free with xapc_writer_free().
 *  errors       LOCKED, CREATE, NOT_FOUND, VERSION, CORRUPT, IO. */
XAPC_API xapc_status xapc_writer_open(const char *path, xapc_open_mode mode, unsigned flags,
                                      unsigned block_size, xapc_writer **ret, xapc_error *err);

/* A database in memory, empty at first; it goes with its last handle. It has no spellings, no
 * synonyms and no transactions (UNIMPLEMENTED); read it through xapc_writer_reader(). */
XAPC_API xapc_status xapc_writer_open_memory(xapc_writer **ret, xapc_error *err);

/* Connect to an xapian-tcpsrv --writable; parameters as for xapc_database_open_tcp.
 *  errors   NETWORK, TIMEOUT, LOCKED, IO. */
XAPC_API xapc_status xapc_writer_open_tcp(const char *host, unsigned port, uint32_t timeout_ms,
                                          uint32_t connect_timeout_ms, xapc_writer **ret,
                                          xapc_error *err);

/* Start a program such as xapian-progsrv --writable, as xapc_database_open_prog does. */
XAPC_API xapc_status xapc_writer_open_prog(const char *program, const char *args,
                                           uint32_t timeout_ms, xapc_writer **ret, xapc_error *err);

/* A reader over the writer, which sees changes before they are committed.
 *  ret      the caller's, of the writer's family; CLOSED from the moment the writer is closed or
 *           freed. Free with xapc_database_free(). */
XAPC_API xapc_status xapc_writer_reader(xapc_writer *writer, xapc_database **ret, xapc_error *err);

/* Add a document under the next free id, which doc is told too.
 *  ret      the id; may be NULL.
 *  errors   IO (ids are used up). */
XAPC_API xapc_status xapc_writer_add(xapc_writer *writer, xapc_document *doc, uint32_t *ret,
                                     xapc_error *err);

/* Put doc in the place of document docid; there need not be one.
 *  errors   INVALID (docid 0). */
XAPC_API xapc_status xapc_writer_replace(xapc_writer *writer, uint32_t docid, xapc_document *doc,
                                         xapc_error *err);

/* Put doc in the place of all documents that hold unique_term, under the lowest of their ids, or
 * add it when there are none. doc should hold the term.
 *  ret      the id; may be NULL.
 *  errors   INVALID (empty term). */
XAPC_API xapc_status xapc_writer_replace_by_term(xapc_writer *writer, xapc_bytes unique_term,
                                                 xapc_document *doc, uint32_t *ret,
                                                 xapc_error *err);

/* errors   NOT_FOUND. */
XAPC_API xapc_status xapc_writer_delete(xapc_writer *writer, uint32_t docid, xapc_error *err);

/* Delete all documents that hold term; none is no error.
 *  errors   INVALID (empty term). */
XAPC_API xapc_status xapc_writer_delete_by_term(xapc_writer *writer, xapc_bytes term,
                                                xapc_error *err);

/* Store value under key; an empty one removes the key.
 *  key      1 to XAPC_MAX_TERM_BYTES bytes.
 *  errors   INVALID. */
XAPC_API xapc_status xapc_writer_set_metadata(xapc_writer *writer, xapc_bytes key, xapc_bytes value,
                                              xapc_error *err);

/* Write everything to the database, all or nothing.
 *  errors   INVALID (inside a transaction), IO.
 *  cost     waits for the disk unless XAPC_OPEN_NO_SYNC. */
XAPC_API xapc_status xapc_writer_commit(xapc_writer *writer, xapc_error *err);

/* Begin a transaction.
 *  flushed   true: what was changed before is committed first, and committing the transaction
 *            writes it; false: commits come whenever Xapian sees fit, but never in the middle.
 *  errors    INVALID (already inside one), UNIMPLEMENTED (memory). */
XAPC_API xapc_status xapc_writer_begin_transaction(xapc_writer *writer, bool flushed,
                                                   xapc_error *err);

/* errors    INVALID (not inside one), IO. */
XAPC_API xapc_status xapc_writer_commit_transaction(xapc_writer *writer, xapc_error *err);

/* Undo everything since the begin.
 *  errors   INVALID (not inside one). */
XAPC_API xapc_status xapc_writer_cancel_transaction(xapc_writer *writer, xapc_error *err);

/* Commit (or cancel an open transaction), release the lock and close the files. The handle is
 * closed whatever comes back. Closing twice is CLOSED.
 *  errors   IO (what was not committed is lost), CLOSED. */
XAPC_API xapc_status xapc_writer_close(xapc_writer *writer, xapc_error *err);

/* Close as above without a report, and free. writer may be NULL or closed. */
XAPC_API void xapc_writer_free(xapc_writer *writer);

/* ---- spellings and synonyms: UNIMPLEMENTED in memory, synonyms over a connection too ----
 * Words, terms and synonyms are 1 to XAPC_MAX_TERM_BYTES long (INVALID): longer ones Xapian would
 * refuse only at commit, or store so that they cannot be read. */

/* Raise a word's frequency in the spelling dictionary.
 *  freq_inc   at least 1. */
XAPC_API xapc_status xapc_writer_add_spelling(xapc_writer *writer, xapc_bytes word,
                                              uint32_t freq_inc, xapc_error *err);

/* Lower it; a word that comes to 0 goes. */
XAPC_API xapc_status xapc_writer_remove_spelling(xapc_writer *writer, xapc_bytes word,
                                                 uint32_t freq_dec, xapc_error *err);

/* Adding one that is there, or removing one that is not, changes nothing. */
XAPC_API xapc_status xapc_writer_add_synonym(xapc_writer *writer, xapc_bytes term,
                                             xapc_bytes synonym, xapc_error *err);

XAPC_API xapc_status xapc_writer_remove_synonym(xapc_writer *writer, xapc_bytes term,
                                                xapc_bytes synonym, xapc_error *err);

XAPC_API xapc_status xapc_writer_clear_synonyms(xapc_writer *writer, xapc_bytes term,
                                                xapc_error *err);

#ifdef __cplusplus
}
#endif
#endif
