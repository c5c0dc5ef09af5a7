/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Readers: opening, closing, and what a database says of itself. */
#ifndef XAPIAN_C_DATABASE_H
#define XAPIAN_C_DATABASE_H

#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Open for reading: a database directory, a single-file database or a stub file or directory.
 *  ret      the caller's; free with xapc_database_free().
 *  errors   NOT_FOUND, VERSION, CORRUPT, IO; for a stub also what its entries give.
 *  cost     a few file reads. */
XAPC_API xapc_status xapc_database_open(const char *path, xapc_database **ret, xapc_error *err);

/* Open count paths as one database. Documents are numbered across: document d of part p (from 0)
 * is (d - 1) * count + p + 1.
 *  paths    count paths as for xapc_database_open; count is at least 1.
 *  errors   those of xapc_database_open; nothing stays open when one of them fails. */
XAPC_API xapc_status xapc_database_open_many(const char *const *paths, size_t count,
                                             xapc_database **ret, xapc_error *err);

/* Open the databases that a stub file lists, whatever the file is called. Lines are "auto PATH",
 * "glass PATH", "inmemory", "remote HOST:PORT" or "remote :PROGRAM ARGS"; relative paths start at
 * the stub's directory.
 *  errors   NOT_FOUND, IO (a line Xapian does not know, or a stub without databases). */
XAPC_API xapc_status xapc_database_open_stub(const char *path, xapc_database **ret,
                                             xapc_error *err);

/* Connect to an xapian-tcpsrv.
 *  port                 1..65535.
 *  timeout_ms           longest wait for one answer; 0 waits for ever.
 *  connect_timeout_ms   longest wait for the connection.
 *  errors               NETWORK, TIMEOUT. */
XAPC_API xapc_status xapc_database_open_tcp(const char *host, unsigned port, uint32_t timeout_ms,
                                            uint32_t connect_timeout_ms, xapc_database **ret,
                                            xapc_error *err);

/* Start a program that speaks Xapian's remote protocol on its standard input and output, such as
 * xapian-progsrv, directly or through ssh. It ends with the last handle on it.
 *  program      looked up in PATH.
 *  args         separated by blanks, without quoting; NULL for none.
 *  timeout_ms   as above.
 *  errors       NETWORK, TIMEOUT. */
XAPC_API xapc_status xapc_database_open_prog(const char *program, const char *args,
                                             uint32_t timeout_ms, xapc_database **ret,
                                             xapc_error *err);

/* Add the parts of other to db, behind db's own, so that both are searched as one. Document ids of
 * db change as xapc_database_open_many says. The parts are shared: closing either database closes
 * them for both.
 *  errors   INVALID (db and other are the same handle), CLOSED. */
XAPC_API xapc_status xapc_database_add(xapc_database *db, const xapc_database *other,
                                       xapc_error *err);

/* Move to the newest committed revision.
 *  ret      false when the reader was there already; may be NULL. A reader over a writer is always
 *           there. A database whose directory was replaced by another is not noticed: open anew.
 *  errors   CLOSED, CORRUPT, IO. */
XAPC_API xapc_status xapc_database_reopen(xapc_database *db, bool *ret, xapc_error *err);

/* Tell a remote server that this end still lives; does nothing on other databases. */
XAPC_API xapc_status xapc_database_keep_alive(xapc_database *db, xapc_error *err);

/* Close files and connections. Every later call with db, or with databases that share its parts,
 * is CLOSED. Closing twice is CLOSED too; a reader over a writer closes only itself.
 *  errors   CLOSED. */
XAPC_API xapc_status xapc_database_close(xapc_database *db, xapc_error *err);

/* Free the handle; parts shared with others stay open. db may be NULL or closed. */
XAPC_API void xapc_database_free(xapc_database *db);

/* What a database says of itself. */
typedef struct xapc_database_stats {
    uint32_t document_count;
    uint32_t last_docid;   /* highest id ever used; 0 when none was */
    uint64_t total_length; /* sum of all documents' lengths */
    double average_length; /* in terms; a document's length is the sum of its wdfs */
    uint32_t length_lower; /* bounds on the length of a document; need not be tight */
    uint32_t length_upper;
    size_t part_count;  /* databases searched as one */
    bool has_positions; /* some document holds positions */
} xapc_database_stats;

/* errors   MODIFIED.
 * cost     no reading on disk for local databases. */
XAPC_API xapc_status xapc_database_get_stats(xapc_database *db, xapc_database_stats *ret,
                                             xapc_error *err);

/* The database's UUID as 36 characters; several parts give theirs joined by ':'; a part in memory
 * has none and gives nothing.
 *  ret      free with xapc_buffer_free(). */
XAPC_API xapc_status xapc_database_uuid(xapc_database *db, xapc_buffer *ret, xapc_error *err);

/* Number of the revision being read; grows with each commit.
 *  errors   INVALID for more than one part, UNIMPLEMENTED for backends without revisions. */
XAPC_API xapc_status xapc_database_revision(xapc_database *db, uint64_t *ret, xapc_error *err);

/* Whether some writer, here or in another process, holds the lock of one of the parts now.
 *  errors   UNIMPLEMENTED (remote). */
XAPC_API xapc_status xapc_database_locked(xapc_database *db, bool *ret, xapc_error *err);

/* One line for people, not for programs. */
XAPC_API xapc_status xapc_database_describe(xapc_database *db, xapc_buffer *ret, xapc_error *err);

#ifdef __cplusplus
}
#endif
#endif
