// SPDX-License-Identifier: GPL-2.0-or-later
// Reading documents: Xapian fetches their parts when asked, we copy them out at once.
#include "visit.hpp"

namespace
{

void copy_values(const Xapian::Document &from, Xapian::Document &to)
{
    for (Xapian::ValueIterator i = from.values_begin(); i != from.values_end(); ++i)
        to.add_value(i.get_valueno(), *i);
}

void copy_terms(const Xapian::Document &from, bool positions, Xapian::Document &to)
{
    for (Xapian::TermIterator i = from.termlist_begin(); i != from.termlist_end(); ++i) {
        const std::string term = *i;
        to.add_term(term, i.get_wdf());
        if (!positions)
            continue;
        for (Xapian::PositionIterator p = i.positionlist_begin(); p != i.positionlist_end(); ++p)
            to.add_posting(term, *p, 0);
    }
}

Xapian::Document copy_parts(const Xapian::Document &from, unsigned parts)
{
    Xapian::Document to;
    if ((parts & XAPC_PART_DATA) != 0)
        to.set_data(from.get_data());
    if ((parts & XAPC_PART_VALUES) != 0)
        copy_values(from, to);
    if ((parts & (XAPC_PART_TERMS | XAPC_PART_POSITIONS)) != 0)
        copy_terms(from, (parts & XAPC_PART_POSITIONS) != 0, to);
    return to;
}

} // namespace

xapc_status xapc_database_document(xapc_database *db, uint32_t docid, unsigned parts,
                                   xapc_document **ret, xapc_error *err)
{
    return xapc::guarded_read(db, err, [&](Xapian::Database &x) {
        xapc::require_result(ret);
        xapc::require(parts != 0 && (parts & ~XAPC_PART_ALL) == 0, "no such parts of a document");
        auto copy = std::make_unique<xapc_document>();
        copy->doc = copy_parts(x.get_document(docid), parts);
        copy->docid = docid;
        *ret = copy.release();
    });
}

xapc_status xapc_database_document_data(xapc_database *db, uint32_t docid, xapc_buffer *ret,
                                        xapc_error *err)
{
    return xapc::guarded_read(db, err, [&](Xapian::Database &x) {
        xapc::require_result(ret);
        *ret = xapc::to_buffer(x.get_document(docid).get_data());
    });
}

xapc_status xapc_database_document_value(xapc_database *db, uint32_t docid, uint32_t slot,
                                         xapc_buffer *ret, xapc_error *err)
{
    return xapc::guarded_read(db, err, [&](Xapian::Database &x) {
        xapc::require_result(ret);
        *ret = xapc::to_buffer(x.get_document(docid).get_value(slot));
    });
}

xapc_status xapc_database_document_stats(xapc_database *db, uint32_t docid,
                                         xapc_document_stats *ret, xapc_error *err)
{
    return xapc::guarded_read(db, err, [&](Xapian::Database &x) {
        xapc::require_result(ret);
        const uint32_t length = x.get_doclength(docid);
        *ret = {length, x.get_unique_terms(docid)};
    });
}

xapc_status xapc_database_each_document_term(xapc_database *db, uint32_t docid,
                                             xapc_term_visit visit, void *payload, xapc_error *err)
{
    return xapc::guarded_visit(db, err, visit, [&](Xapian::Database &x, bool &handed_out) {
        xapc::walk(
            x.termlist_begin(docid), x.termlist_end(docid), handed_out,
            [&](const Xapian::TermIterator &i) { return xapc::visit_wdf(i, visit, payload); });
    });
}

xapc_status xapc_database_each_position(xapc_database *db, uint32_t docid, xapc_bytes term,
                                        xapc_position_visit visit, void *payload, xapc_error *err)
{
    return xapc::guarded_visit(db, err, visit, [&](Xapian::Database &x, bool &handed_out) {
        const std::string name = xapc::to_term(term);
        xapc::walk(x.positionlist_begin(docid, name), x.positionlist_end(docid, name), handed_out,
                   [&](const Xapian::PositionIterator &i) { return visit(*i, payload); });
    });
}
