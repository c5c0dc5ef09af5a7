// SPDX-License-Identifier: GPL-2.0-or-later
// Changing documents and metadata, and making changes last.
#include "xapian_c/writer.h"

#include "handles.hpp"

namespace
{

xapc_document &document(xapc_document *doc)
{
    xapc::require(doc != nullptr, "the document is NULL");
    return *doc;
}

} // namespace

xapc_status xapc_writer_add(xapc_writer *writer, xapc_document *doc, uint32_t *ret, xapc_error *err)
{
    return xapc::guarded_write(writer, err, [&](Xapian::WritableDatabase &x) {
        xapc_document &d = document(doc);
        d.docid = x.add_document(d.doc);
        if (ret != nullptr)
            *ret = d.docid;
    });
}

xapc_status xapc_writer_replace(xapc_writer *writer, uint32_t docid, xapc_document *doc,
                                xapc_error *err)
{
    return xapc::guarded_write(writer, err, [&](Xapian::WritableDatabase &x) {
        xapc_document &d = document(doc);
        x.replace_document(docid, d.doc);
        d.docid = docid;
    });
}

xapc_status xapc_writer_replace_by_term(xapc_writer *writer, xapc_bytes unique_term,
                                        xapc_document *doc, uint32_t *ret, xapc_error *err)
{
    return xapc::guarded_write(writer, err, [&](Xapian::WritableDatabase &x) {
        xapc_document &d = document(doc);
        d.docid = x.replace_document(xapc::to_term(unique_term), d.doc);
        if (ret != nullptr)
            *ret = d.docid;
    });
}

xapc_status xapc_writer_delete(xapc_writer *writer, uint32_t docid, xapc_error *err)
{
    return xapc::guarded_write(writer, err,
                               [&](Xapian::WritableDatabase &x) { x.delete_document(docid); });
}

xapc_status xapc_writer_delete_by_term(xapc_writer *writer, xapc_bytes term, xapc_error *err)
{
    return xapc::guarded_write(
        writer, err, [&](Xapian::WritableDatabase &x) { x.delete_document(xapc::to_term(term)); });
}

xapc_status xapc_writer_set_metadata(xapc_writer *writer, xapc_bytes key, xapc_bytes value,
                                     xapc_error *err)
{
    return xapc::guarded_write(writer, err, [&](Xapian::WritableDatabase &x) {
        xapc::require(key.size != 0, "the key is empty");
        xapc::require(key.size <= XAPC_MAX_TERM_BYTES, "the key is too long");
        x.set_metadata(xapc::to_string(key), xapc::to_string(value));
    });
}

xapc_status xapc_writer_commit(xapc_writer *writer, xapc_error *err)
{
    return xapc::guarded_write(writer, err, [](Xapian::WritableDatabase &x) { x.commit(); });
}

xapc_status xapc_writer_begin_transaction(xapc_writer *writer, bool flushed, xapc_error *err)
{
    return xapc::guarded_write(writer, err,
                               [&](Xapian::WritableDatabase &x) { x.begin_transaction(flushed); });
}

xapc_status xapc_writer_commit_transaction(xapc_writer *writer, xapc_error *err)
{
    return xapc::guarded_write(writer, err,
                               [](Xapian::WritableDatabase &x) { x.commit_transaction(); });
}

xapc_status xapc_writer_cancel_transaction(xapc_writer *writer, xapc_error *err)
{
    return xapc::guarded_write(writer, err,
                               [](Xapian::WritableDatabase &x) { x.cancel_transaction(); });
}
