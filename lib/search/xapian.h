/* Between xapian-c and the house: its errors as ours, its handles with cleanup. */
#ifndef KY_SEARCH_XAPIAN_H
#define KY_SEARCH_XAPIAN_H

#include <xapian_c.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

KY_DEFINE_CLEANUP(xapc_database, xapc_database_free)
KY_DEFINE_CLEANUP(xapc_writer, xapc_writer_free)
KY_DEFINE_CLEANUP(xapc_document, xapc_document_free)
KY_DEFINE_CLEANUP(xapc_query, xapc_query_free)
KY_DEFINE_CLEANUP(xapc_result, xapc_result_free)
KY_DEFINE_CLEANUP(xapc_expansion, xapc_expansion_free)

/* For check_at_least. A match by weight that stops early sometimes loses a record near the end of a
 * posting list (libxapian 1.4.22: 10 of 600 random questions of six words); up to so many matches
 * every one is looked at. */
enum { KY_MOST_LOOKED_AT = 20000 };

static inline xapc_bytes ky_bytes(ky_str s)
{
    return (xapc_bytes){s.p, s.n};
}

static inline ky_str ky_bytes_str(xapc_bytes b)
{
    return (ky_str){b.data, b.size};
}

/* KY_OK for XAPC_OK; else Xapian's message under our code. */
ky_rc ky_xapian_rc(xapc_status status, const xapc_error *from, ky_err *err);

/* TIMEOUT where a deadline of xapc_clock_us() has passed; 0 is none. */
ky_rc ky_in_time(uint64_t deadline_us, ky_err *err);

#endif
