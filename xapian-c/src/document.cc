// SPDX-License-Identifier: GPL-2.0-or-later
#include "xapian_c/document.h"

#include "visit.hpp"

namespace
{

template <typename Doc>
Doc &document(Doc *doc)
{
    xapc::require(doc != nullptr, "the document is NULL");
    return *doc;
}

// The term in a string that is reused: the hot path of indexing.
const std::string &scratch_term(xapc_document &doc, xapc_bytes term)
{
    xapc::require(term.size != 0, "the term is empty");
    xapc::require_bytes(term, "the term is NULL but its size is not 0");
    doc.term.assign(term.data, term.size);
    return doc.term;
}

const std::string &storable_term(xapc_document &doc, xapc_bytes term)
{
    xapc::require_storable(term);
    doc.term.assign(term.data, term.size);
    return doc.term;
}

// Xapian keeps the greatest slot number for "no slot" and does not check.
Xapian::valueno valid_slot(uint32_t slot)
{
    xapc::require(slot != Xapian::BAD_VALUENO, "the slot is not in 0..0xfffffffe");
    return slot;
}

} // namespace

xapc_status xapc_document_new(xapc_document **ret, xapc_error *err)
{
    return xapc::guarded_new(ret, err, [] { return std::make_unique<xapc_document>(); });
}

void xapc_document_free(xapc_document *doc)
{
    delete doc;
}

xapc_status xapc_document_docid(const xapc_document *doc, uint32_t *ret, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_result(ret);
        *ret = document(doc).docid;
    });
}

xapc_status xapc_document_set_data(xapc_document *doc, xapc_bytes data, xapc_error *err)
{
    return xapc::guarded(err, [&] { document(doc).doc.set_data(xapc::to_string(data)); });
}

xapc_status xapc_document_data(const xapc_document *doc, xapc_buffer *ret, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_result(ret);
        *ret = xapc::to_buffer(document(doc).doc.get_data());
    });
}

xapc_status xapc_document_add_term(xapc_document *doc, xapc_bytes term, uint32_t wdf_inc,
                                   xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc_document &d = document(doc);
        d.doc.add_term(storable_term(d, term), wdf_inc);
    });
}

xapc_status xapc_document_add_boolean_term(xapc_document *doc, xapc_bytes term, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc_document &d = document(doc);
        d.doc.add_boolean_term(storable_term(d, term));
    });
}

xapc_status xapc_document_add_posting(xapc_document *doc, xapc_bytes term, uint32_t position,
                                      uint32_t wdf_inc, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc_document &d = document(doc);
        d.doc.add_posting(storable_term(d, term), position, wdf_inc);
    });
}

xapc_status xapc_document_remove_posting(xapc_document *doc, xapc_bytes term, uint32_t position,
                                         uint32_t wdf_dec, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc_document &d = document(doc);
        d.doc.remove_posting(scratch_term(d, term), position, wdf_dec);
    });
}

xapc_status xapc_document_remove_postings(xapc_document *doc, xapc_bytes term, uint32_t first,
                                          uint32_t last, uint32_t wdf_dec, uint32_t *ret,
                                          xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc_document &d = document(doc);
        const uint32_t removed = d.doc.remove_postings(scratch_term(d, term), first, last, wdf_dec);
        if (ret != nullptr)
            *ret = removed;
    });
}

xapc_status xapc_document_remove_term(xapc_document *doc, xapc_bytes term, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc_document &d = document(doc);
        d.doc.remove_term(scratch_term(d, term));
    });
}

xapc_status xapc_document_clear_terms(xapc_document *doc, xapc_error *err)
{
    return xapc::guarded(err, [&] { document(doc).doc.clear_terms(); });
}

xapc_status xapc_document_term_count(const xapc_document *doc, uint32_t *ret, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_result(ret);
        *ret = document(doc).doc.termlist_count();
    });
}

xapc_status xapc_document_each_term(const xapc_document *doc, xapc_term_visit visit, void *payload,
                                    xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_callback(visit);
        const Xapian::Document &x = document(doc).doc;
        xapc::walk(x.termlist_begin(), x.termlist_end(), [&](const Xapian::TermIterator &i) {
            return xapc::visit_wdf(i, visit, payload);
        });
    });
}

xapc_status xapc_document_each_position(const xapc_document *doc, xapc_bytes term,
                                        xapc_position_visit visit, void *payload, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_callback(visit);
        const Xapian::Document &x = document(doc).doc;
        const std::string name = xapc::to_term(term);
        Xapian::TermIterator i = x.termlist_begin();
        i.skip_to(name);
        if (i == x.termlist_end() || *i != name)
            return;
        xapc::walk(i.positionlist_begin(), i.positionlist_end(),
                   [&](const Xapian::PositionIterator &p) { return visit(*p, payload); });
    });
}

xapc_status xapc_document_add_value(xapc_document *doc, uint32_t slot, xapc_bytes value,
                                    xapc_error *err)
{
    return xapc::guarded(
        err, [&] { document(doc).doc.add_value(valid_slot(slot), xapc::to_string(value)); });
}

xapc_status xapc_document_remove_value(xapc_document *doc, uint32_t slot, xapc_error *err)
{
    return xapc::guarded(err, [&] { document(doc).doc.remove_value(slot); });
}

xapc_status xapc_document_clear_values(xapc_document *doc, xapc_error *err)
{
    return xapc::guarded(err, [&] { document(doc).doc.clear_values(); });
}

xapc_status xapc_document_value(const xapc_document *doc, uint32_t slot, xapc_buffer *ret,
                                xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_result(ret);
        *ret = xapc::to_buffer(document(doc).doc.get_value(slot));
    });
}

xapc_status xapc_document_value_count(const xapc_document *doc, uint32_t *ret, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_result(ret);
        *ret = document(doc).doc.values_count();
    });
}

xapc_status xapc_document_each_value(const xapc_document *doc, xapc_value_visit visit,
                                     void *payload, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_callback(visit);
        const Xapian::Document &x = document(doc).doc;
        xapc::walk(x.values_begin(), x.values_end(), [&](const Xapian::ValueIterator &i) {
            const std::string value = *i;
            return visit(i.get_valueno(), xapc::to_bytes(value), payload);
        });
    });
}

xapc_status xapc_document_serialise(const xapc_document *doc, xapc_buffer *ret, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_result(ret);
        *ret = xapc::to_buffer(document(doc).doc.serialise());
    });
}

xapc_status xapc_document_unserialise(xapc_bytes bytes, xapc_document **ret, xapc_error *err)
{
    const xapc_status status = xapc::guarded_new(ret, err, [&] {
        auto made = std::make_unique<xapc_document>();
        made->doc = Xapian::Document::unserialise(xapc::to_string(bytes));
        for (Xapian::TermIterator i = made->doc.termlist_begin(); i != made->doc.termlist_end();
             ++i) {
            const std::string term = *i;
            xapc::require_storable(xapc::to_bytes(term));
        }
        return made;
    });
    return xapc::of_wrong_bytes(status, err);
}
