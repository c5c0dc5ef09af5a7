/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whole databases on disk: compacting and checking. */
#ifndef XAPIAN_C_TOOLS_H
#define XAPIAN_C_TOOLS_H

#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum xapc_compact_level XAPC_UNSIGNED {
    XAPC_COMPACT_FULL = 0,    /* split items whenever that saves space */
    XAPC_COMPACT_FULLER = 1,  /* smaller still, slow to update afterwards */
    XAPC_COMPACT_STANDARD = 2 /* do not split items without need */
} xapc_compact_level;

/* Bits for flags. */
#define XAPC_COMPACT_NO_RENUMBER 1u /* keep document ids; the sources' ranges must not overlap */
#define XAPC_COMPACT_MULTIPASS 2u   /* more than 3 sources: faster, with more temporary space */
#define XAPC_COMPACT_SINGLE_FILE 4u /* one read-only file instead of a directory */

/* Merge databases into a new compact one. Of metadata under the same key the first source's stays.
 *  sources       source_count paths (at least 1) as for xapc_database_open, local ones.
 *  destination   a directory or file to be made, none of the sources; what is there is replaced.
 *  block_size    in bytes as for xapc_writer_open; 0 for 8192.
 *  errors        NOT_FOUND, INVALID (the destination is a source, overlapping ids), CORRUPT, IO
 *                (the destination cannot be made, a source is remote or in memory).
 *  cost          reads and writes everything once. */
XAPC_API xapc_status xapc_compact(const char *const *sources, size_t source_count,
                                  const char *destination, xapc_compact_level level, unsigned flags,
                                  unsigned block_size, xapc_error *err);

/* Bits for the check's flags. */
#define XAPC_CHECK_SHORT_TREE 1u    /* report each table's tree in short */
#define XAPC_CHECK_FULL_TREE 2u     /* or in full */
#define XAPC_CHECK_SHOW_FREELIST 4u /* report the free blocks */
#define XAPC_CHECK_SHOW_STATS 8u    /* report sizes and counts */
#define XAPC_CHECK_FIX 16u          /* repair what can be repaired; no writer may be open */

/* Check the consistency of a database, or of one table file of it.
 *  ret_errors   how many faults were found; 0 for a sound database.
 *  ret_report   what was found, as text; free with xapc_buffer_free(). May be NULL.
 *  errors       NOT_FOUND, CORRUPT or IO (no database, or so broken that it cannot be checked).
 *  cost         reads everything once. */
XAPC_API xapc_status xapc_check(const char *path, unsigned flags, size_t *ret_errors,
                                xapc_buffer *ret_report, xapc_error *err);

#ifdef __cplusplus
}
#endif
#endif
