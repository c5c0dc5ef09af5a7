// SPDX-License-Identifier: GPL-2.0-or-later
// Reading metadata, terms, postings and value slots.
#include "xapian_c/read.h"

#include "visit.hpp"

xapc_status xapc_database_metadata(xapc_database *db, xapc_bytes key, xapc_buffer *ret,
                                   xapc_error *err)
{
    return xapc::guarded_read(db, err, [&](Xapian::Database &x) {
        xapc::require_result(ret);
        xapc::require(key.size != 0, "the key is empty");
        *ret = xapc::to_buffer(x.get_metadata(xapc::to_string(key)));
    });
}

xapc_status xapc_database_each_metadata_key(xapc_database *db, xapc_bytes prefix,
                                            xapc_bytes_visit visit, void *payload, xapc_error *err)
{
    return xapc::guarded_visit(db, err, visit, [&](Xapian::Database &x, bool &handed_out) {
        const std::string start = xapc::to_string(prefix);
        xapc::walk(
            x.metadata_keys_begin(start), x.metadata_keys_end(start), handed_out,
            [&](const Xapian::TermIterator &i) { return xapc::visit_bytes(i, visit, payload); });
    });
}

xapc_status xapc_database_term_stats(xapc_database *db, xapc_bytes term, xapc_term_stats *ret,
                                     xapc_error *err)
{
    return xapc::guarded_read(db, err, [&](Xapian::Database &x) {
        xapc::require_result(ret);
        const std::string name = xapc::to_term(term);
        xapc_term_stats stats = {};
        stats.termfreq = x.get_termfreq(name);
        if (stats.termfreq != 0) {
            stats.collection_freq = x.get_collection_freq(name);
            stats.wdf_upper = x.get_wdf_upper_bound(name);
        }
        *ret = stats;
    });
}

xapc_status xapc_database_has_term(xapc_database *db, xapc_bytes term, bool *ret, xapc_error *err)
{
    return xapc::guarded_read(db, err, [&](Xapian::Database &x) {
        xapc::require_result(ret);
        *ret = x.term_exists(xapc::to_term(term));
    });
}

xapc_status xapc_database_each_term(xapc_database *db, xapc_bytes prefix, xapc_term_visit visit,
                                    void *payload, xapc_error *err)
{
    return xapc::guarded_visit(db, err, visit, [&](Xapian::Database &x, bool &handed_out) {
        const std::string start = xapc::to_string(prefix);
        xapc::walk(
            x.allterms_begin(start), x.allterms_end(start), handed_out,
            [&](const Xapian::TermIterator &i) { return xapc::visit_termfreq(i, visit, payload); });
    });
}

xapc_status xapc_database_each_posting(xapc_database *db, xapc_bytes term, xapc_posting_visit visit,
                                       void *payload, xapc_error *err)
{
    return xapc::guarded_visit(db, err, visit, [&](Xapian::Database &x, bool &handed_out) {
        const std::string name = xapc::to_string(term);
        xapc::walk(x.postlist_begin(name), x.postlist_end(name), handed_out,
                   [&](const Xapian::PostingIterator &i) {
                       const xapc_posting posting = {*i, i.get_wdf(), i.get_doclength()};
                       return visit(&posting, payload);
                   });
    });
}

xapc_status xapc_database_has_posting(xapc_database *db, xapc_bytes term, uint32_t docid, bool *ret,
                                      xapc_error *err)
{
    return xapc::guarded_read(db, err, [&](Xapian::Database &x) {
        xapc::require_result(ret);
        const std::string name = xapc::to_term(term);
        Xapian::PostingIterator i = x.postlist_begin(name);
        if (i != x.postlist_end(name))
            i.skip_to(docid);
        *ret = i != x.postlist_end(name) && *i == docid;
    });
}

xapc_status xapc_database_value_stats(xapc_database *db, uint32_t slot, xapc_value_stats *ret,
                                      xapc_error *err)
{
    return xapc::guarded_read(db, err, [&](Xapian::Database &x) {
        xapc::require_result(ret);
        const uint32_t freq = x.get_value_freq(slot);
        const std::string lower = x.get_value_lower_bound(slot);
        const std::string upper = x.get_value_upper_bound(slot);
        xapc::owned_buffer owned_lower(xapc::to_buffer(lower));
        const xapc_buffer upper_copy = xapc::to_buffer(upper);
        *ret = {freq, owned_lower.release(), upper_copy};
    });
}

void xapc_value_stats_free(xapc_value_stats *stats)
{
    if (stats == nullptr)
        return;
    xapc_buffer_free(&stats->lower);
    xapc_buffer_free(&stats->upper);
    stats->freq = 0;
}

xapc_status xapc_database_each_value(xapc_database *db, uint32_t slot, xapc_value_visit visit,
                                     void *payload, xapc_error *err)
{
    return xapc::guarded_visit(db, err, visit, [&](Xapian::Database &x, bool &handed_out) {
        xapc::walk(x.valuestream_begin(slot), x.valuestream_end(slot), handed_out,
                   [&](const Xapian::ValueIterator &i) {
                       const std::string value = *i;
                       return visit(i.get_docid(), xapc::to_bytes(value), payload);
                   });
    });
}
